//! Latches, semaphores and locks: numbers that threads wait for.
//!
//! Each is one small number in a slot, changed by compare-exchange; a reentrant lock keeps its owner
//! beside it.

use std::time::Instant;

use data::{host_object, kind};
use runtime::{parking, thread};

use super::deadline;
use crate::prelude::*;

const NUMBER: usize = 0;
const OWNER: usize = 1;

fn make(cx: &mut Mutator, class: &str, number: i64) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    let number = Value::fixnum(number).unwrap_or(Value::NIL);
    host_object::new(cx, kind::HOST_OBJECT, class, &[number])
}

fn object<'a>(cx: &mut Mutator, value: Value) -> Result<&'a host_object::HostObject> {
    match host_object::of(value) {
        Some(object) => Ok(object),
        None => Err(data::throw::class_cast(cx, value, "java.lang.Object")),
    }
}

/// Changes the number; nothing when `change` refuses.
fn update(
    cx: &mut Mutator,
    this: Value,
    change: impl Fn(i64) -> Option<i64>,
) -> Result<Option<i64>> {
    let object = object(cx, this)?;
    loop {
        let old = object.get(NUMBER);
        let Some(new) = change(object.number(NUMBER)) else { return Ok(None) };
        let new_value = Value::fixnum(new).unwrap_or(Value::NIL);
        if cx.compare_exchange(this, object.field(NUMBER), old, new_value).is_ok() {
            return Ok(Some(new));
        }
    }
}

/// Waits until `change` does not refuse, and makes it; false when the time is over before.
fn update_when(
    cx: &mut Mutator,
    this: Value,
    deadline: Option<Instant>,
    change: impl Fn(i64) -> Option<i64>,
) -> Result<bool> {
    let object = object(cx, this)?;
    loop {
        let is_ready = || change(object.number(NUMBER)).is_some();
        if !parking::wait(cx, this, deadline, is_ready)? {
            return Ok(false);
        }
        if update(cx, this, &change)?.is_some() {
            return Ok(true);
        }
    }
}

#[host_class("java.util.concurrent.CountDownLatch")]
pub mod count_down_latch {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, count: i64) -> Result {
        if count < 0 {
            return Err(data::throw::illegal_argument(cx, "count < 0"));
        }
        make(cx, "java.util.concurrent.CountDownLatch", count)
    }

    #[instance_method("countDown")]
    fn count_down(cx: &mut Mutator, this: Value) -> Result<()> {
        if update(cx, this, |n| (n > 0).then_some(n - 1))? == Some(0) {
            parking::notify(cx, this);
        }
        Ok(())
    }

    #[instance_method("getCount")]
    fn count(cx: &mut Mutator, this: Value) -> Result<i64> {
        Ok(object(cx, this)?.number(NUMBER))
    }

    #[instance_method("await")]
    fn wait(cx: &mut Mutator, this: Value) -> Result<()> {
        let object = object(cx, this)?;
        parking::wait(cx, this, None, || object.number(NUMBER) == 0).map(|_| ())
    }

    #[instance_method("await")]
    fn wait_for(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result<bool> {
        let object = object(cx, this)?;
        let deadline = deadline(cx, n, unit)?;
        parking::wait(cx, this, deadline, || object.number(NUMBER) == 0)
    }
}

#[host_class("java.util.concurrent.Semaphore")]
pub mod semaphore {
    use super::*;

    /// Fairness is no promise here: whoever is quicker goes first.
    #[constructor]
    fn new(cx: &mut Mutator, permits: i64, _fair: Option<bool>) -> Result {
        make(cx, "java.util.concurrent.Semaphore", permits)
    }

    fn take(permits: i64) -> impl Fn(i64) -> Option<i64> {
        move |n| (n >= permits).then(|| n - permits)
    }

    fn checked(cx: &mut Mutator, permits: Option<i64>) -> Result<i64> {
        match permits.unwrap_or(1) {
            permits @ 0.. => Ok(permits),
            _ => Err(data::throwable::throw_plain(cx, data::class::ClassId::ILLEGAL_ARGUMENT)),
        }
    }

    #[instance_method("acquire")]
    fn acquire(cx: &mut Mutator, this: Value, permits: Option<i64>) -> Result<()> {
        let permits = checked(cx, permits)?;
        update_when(cx, this, None, take(permits)).map(|_| ())
    }

    #[instance_method("tryAcquire")]
    fn try_acquire(cx: &mut Mutator, this: Value, permits: Option<i64>) -> Result<bool> {
        let permits = checked(cx, permits)?;
        Ok(update(cx, this, take(permits))?.is_some())
    }

    #[instance_method("tryAcquire")]
    fn try_acquire_for(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result<bool> {
        let deadline = deadline(cx, n, unit)?;
        update_when(cx, this, deadline, take(1))
    }

    #[instance_method("release")]
    fn release(cx: &mut Mutator, this: Value, permits: Option<i64>) -> Result<()> {
        let permits = checked(cx, permits)?;
        update(cx, this, |n| Some(n.saturating_add(permits).min(i64::from(i32::MAX))))?;
        parking::notify(cx, this);
        Ok(())
    }

    #[instance_method("availablePermits")]
    fn available(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(object(cx, this)?.number(NUMBER) as i32))
    }
}

#[host_class("java.util.concurrent.locks.ReentrantLock")]
pub mod reentrant_lock {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, _fair: Option<bool>) -> Result {
        make(cx, "java.util.concurrent.locks.ReentrantLock", 0)
    }

    /// One hold more, when this thread has the lock.
    fn take_again(cx: &mut Mutator, this: Value, me: Value) -> Result<bool> {
        let is_mine = object(cx, this)?.get(OWNER) == me;
        if is_mine {
            update(cx, this, |n| Some(n + 1))?;
        }
        Ok(is_mine)
    }

    fn take(n: i64) -> Option<i64> {
        (n == 0).then_some(1)
    }

    #[instance_method("lock")]
    fn lock(cx: &mut Mutator, this: Value) -> Result<()> {
        let me = thread::current(cx)?;
        if take_again(cx, this, me)? {
            return Ok(());
        }
        let lock = object(cx, this)?;
        while update(cx, this, take)?.is_none() {
            parking::wait_through_interrupts(cx, this, None, || lock.number(NUMBER) == 0)?;
        }
        host_object::set(cx, this, OWNER, me);
        Ok(())
    }

    #[instance_method("lockInterruptibly")]
    fn lock_interruptibly(cx: &mut Mutator, this: Value) -> Result<()> {
        let me = thread::current(cx)?;
        if !take_again(cx, this, me)? {
            update_when(cx, this, None, take)?;
            host_object::set(cx, this, OWNER, me);
        }
        Ok(())
    }

    #[instance_method("tryLock")]
    fn try_lock(cx: &mut Mutator, this: Value) -> Result<bool> {
        let me = thread::current(cx)?;
        if take_again(cx, this, me)? {
            return Ok(true);
        }
        let taken = update(cx, this, take)?.is_some();
        if taken {
            host_object::set(cx, this, OWNER, me);
        }
        Ok(taken)
    }

    #[instance_method("tryLock")]
    fn try_lock_for(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result<bool> {
        let deadline = deadline(cx, n, unit)?;
        let me = thread::current(cx)?;
        if take_again(cx, this, me)? {
            return Ok(true);
        }
        let taken = update_when(cx, this, deadline, take)?;
        if taken {
            host_object::set(cx, this, OWNER, me);
        }
        Ok(taken)
    }

    #[instance_method("unlock")]
    fn unlock(cx: &mut Mutator, this: Value) -> Result<()> {
        let me = thread::current(cx)?;
        let lock = object(cx, this)?;
        if lock.get(OWNER) != me {
            let class = data::class::ClassId::named("java.lang.IllegalMonitorStateException");
            return Err(data::throwable::throw_plain(cx, class));
        }
        if lock.number(NUMBER) == 1 {
            host_object::set(cx, this, OWNER, Value::NIL);
        }
        if update(cx, this, |n| Some(n - 1))? == Some(0) {
            parking::notify(cx, this);
        }
        Ok(())
    }

    #[instance_method("isLocked")]
    fn is_locked(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(object(cx, this)?.number(NUMBER) > 0)
    }

    #[instance_method("isHeldByCurrentThread")]
    fn is_held(cx: &mut Mutator, this: Value) -> Result<bool> {
        let me = thread::current(cx)?;
        Ok(object(cx, this)?.get(OWNER) == me)
    }

    #[instance_method("getHoldCount")]
    fn hold_count(cx: &mut Mutator, this: Value) -> Result<Int> {
        let is_held = is_held(cx, this)?;
        let holds = if is_held { object(cx, this)?.number(NUMBER) } else { 0 };
        Ok(Int(holds as i32))
    }
}
