//! Waiting for an object to change.
//!
//! Whoever changes what others may wait for calls `notify`; whoever waits says what for. Objects
//! share a few queues, by address. Knows nothing of what the objects are.

use core::sync::atomic::{AtomicUsize, Ordering, fence};
use std::time::{Duration, Instant};

use heap::{HeapCondvar, HeapMutex, Mutator, Result, Value};

use crate::{state, thread};

const STRIPES: usize = 64;

/// The queues of a heap.
pub(crate) struct ParkingLot {
    stripes: [Stripe; STRIPES],
}

#[derive(Default)]
struct Stripe {
    lock: HeapMutex<()>,
    changed: HeapCondvar,
    /// How many threads wait, or are about to: nobody is told when it is 0.
    waiting: AtomicUsize,
}

impl Default for ParkingLot {
    fn default() -> ParkingLot {
        ParkingLot { stripes: core::array::from_fn(|_| Stripe::default()) }
    }
}

impl ParkingLot {
    fn stripe(&self, object: Value) -> &Stripe {
        let mixed = (object.bits() >> 3).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        &self.stripes[mixed as usize % STRIPES]
    }
}

/// Counts a waiting thread, however the wait ends.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn begin(count: &'a AtomicUsize) -> Waiting<'a> {
        count.fetch_add(1, Ordering::SeqCst);
        Waiting(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The time after which a wait of that length is over; none when it is longer than time is counted.
pub fn deadline(timeout: Duration) -> Option<Instant> {
    Instant::now().checked_add(timeout)
}

/// Waits until `is_ready`, which must only look; false when the time is over before.
///
/// # Errors
/// `InterruptedException` when this thread is interrupted, also before it waits.
pub fn wait(
    cx: &mut Mutator,
    object: Value,
    deadline: Option<Instant>,
    is_ready: impl Fn() -> bool,
) -> Result<bool> {
    wait_checking(cx, object, deadline, thread::check_interrupt, is_ready)
}

/// As `wait`, but an interrupt of this thread does not end it: that is heard later.
///
/// # Errors
/// When the whole thread is to give up what it does.
pub fn wait_through_interrupts(
    cx: &mut Mutator,
    object: Value,
    deadline: Option<Instant>,
    is_ready: impl Fn() -> bool,
) -> Result<bool> {
    wait_checking(cx, object, deadline, |_| Ok(()), is_ready)
}

fn wait_checking(
    cx: &mut Mutator,
    object: Value,
    deadline: Option<Instant>,
    check: impl Fn(&mut Mutator) -> Result<()>,
    is_ready: impl Fn() -> bool,
) -> Result<bool> {
    check(cx)?;
    if is_ready() {
        return Ok(true);
    }
    let heap = cx.heap().clone();
    let stripe = state::of_heap(&heap).parking.stripe(object);
    let _waiting = Waiting::begin(&stripe.waiting);
    loop {
        cx.safepoint()?;
        check(cx)?;
        let mut guard = stripe.lock.lock(cx);
        if is_ready() {
            return Ok(true);
        }
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ok(false);
        }
        stripe.changed.wait_for(cx, &mut guard, object.bits(), left);
    }
}

/// Tells those who wait for the object that it has changed. Call it after the change.
pub fn notify(cx: &mut Mutator, object: Value) {
    wake(cx, object, usize::MAX);
}

/// As `notify`, but tells only the one that has waited longest: the change is for one alone, and all
/// who wait for the object would take it.
pub fn notify_one(cx: &mut Mutator, object: Value) {
    wake(cx, object, 1);
}

fn wake(cx: &mut Mutator, object: Value, most: usize) {
    // Either the count is seen here, or the change is seen by who counted itself before.
    fence(Ordering::SeqCst);
    let stripe = state::of(cx).parking.stripe(object);
    if stripe.waiting.load(Ordering::SeqCst) > 0 {
        let heap = cx.heap().clone();
        let stripe = state::of_heap(&heap).parking.stripe(object);
        let _guard = stripe.lock.lock(cx);
        stripe.changed.notify(object.bits(), most);
    }
}
