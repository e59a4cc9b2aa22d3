//! Futures, promises, and waiting for what others bring.

use std::time::{Duration, Instant};

use crate::prelude::*;

/// The time after so many milliseconds; at once when there are none left.
fn deadline(millis: i64) -> Option<Instant> {
    runtime::parking::deadline(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

/// True for instances of the interface that are no objects of ours.
fn is_other(cx: &mut Mutator, value: Value, interface: &str) -> Result<bool> {
    let class = runtime::class::for_name(cx, interface)?;
    data::class::is_instance(cx, class, value)
}

/// Calls a method of an object that the program brought.
fn method(cx: &mut Mutator, target: Value, name: &str, args: &[Value]) -> Result {
    let name = data::symbol::intern(cx, None, name)?;
    runtime::interop::invoke_method(cx, target, name, args)
}

const FUTURE: &str = "java.util.concurrent.Future";

#[natives("clojure.core")]
pub mod futures {
    use super::*;
    use data::throw;
    use runtime::{binding, delay, future, known, pool, promise};

    /// Returns the value that a reference holds now: of an atom, var, ref, agent, volatile, delay,
    /// reduced and others; in a transaction, the value that a ref has there. Waits for promises and
    /// futures; with a timeout, no longer than that, and then returns timeout-val.
    #[native(since = "1.0", inline = Deref, arglists = "([ref] [ref timeout-ms timeout-val])")]
    fn deref(
        cx: &mut Mutator,
        r: Value,
        timeout_ms: Option<Value>,
        timeout_val: Option<Value>,
    ) -> Result {
        if let (Some(millis), Some(otherwise)) = (timeout_ms, timeout_val) {
            return deref_for(cx, r, millis, otherwise);
        }
        match cx.desc_of(r).info().deref {
            Some(deref) => deref(cx, r),
            None if r.is_nil() => {
                Err(throw::null_receiver(cx, "java.util.concurrent.Future.get()", "fut"))
            }
            None if is_other(cx, r, FUTURE)? => method(cx, r, "get", &[]),
            None => Err(throw::class_cast(cx, r, FUTURE)),
        }
    }

    fn deref_for(cx: &mut Mutator, r: Value, millis: Value, otherwise: Value) -> Result {
        if promise::of(r).is_some() {
            let millis = data::num::to_long(cx, millis)?;
            let found = promise::get_until(cx, r, deadline(millis))?;
            return Ok(found.unwrap_or(otherwise));
        }
        if future::of(r).is_some() {
            let millis = data::num::to_long(cx, millis)?;
            let found = future::get_until(cx, r, deadline(millis))?;
            return Ok(found.unwrap_or(otherwise));
        }
        if r.is_nil() {
            let get = "java.util.concurrent.Future.get(long, java.util.concurrent.TimeUnit)";
            return Err(throw::null_receiver(cx, get, "fut"));
        }
        if is_other(cx, r, "clojure.lang.IBlockingDeref")? {
            return method(cx, r, "deref", &[millis, otherwise]);
        }
        Err(throw::class_cast(cx, r, FUTURE))
    }

    /// Returns true when a value is there already: of a delay, lazy seq, promise or future.
    #[native(name = "realized?", since = "1.3")]
    fn is_realized(cx: &mut Mutator, x: Value) -> Result<bool> {
        if let Some(delay) = delay::of(x) {
            return Ok(delay.is_realized());
        }
        if let Some(promise) = promise::of(x) {
            return Ok(promise.is_delivered());
        }
        if let Some(future) = future::of(x) {
            return Ok(future.is_done());
        }
        match data::lazy::is_realized(x) {
            Some(realized) => Ok(realized),
            None if x.is_nil() => {
                Err(throw::null_receiver(cx, "clojure.lang.IPending.isRealized()", "x"))
            }
            None if is_other(cx, x, "clojure.lang.IPending")? => {
                Ok(method(cx, x, "isRealized", &[])?.is_truthy())
            }
            None => Err(throw::class_cast(cx, x, "clojure.lang.IPending")),
        }
    }

    /// Calls f without arguments on another thread, under the dynamic bindings of this one. Returns a
    /// future of what it returns.
    #[native(since = "1.1")]
    fn future_call(cx: &mut Mutator, f: Value) -> Result {
        let frame = binding::frame(cx);
        let made = future::new(cx, future::Sort::Call, f, frame)?;
        let pool = cx.known(known::SEND_OFF_POOL);
        pool::execute(cx, pool, made)?;
        Ok(made)
    }

    /// Returns true when x is a future.
    #[native(name = "future?", since = "1.1")]
    fn is_future(cx: &mut Mutator, x: Value) -> Result<bool> {
        Ok(future::of(x).is_some() || is_other(cx, x, FUTURE)?)
    }

    /// What a question to a future is called for one that the program brought.
    fn ask(cx: &mut Mutator, f: Value, name: &str, args: &[Value], java: &str) -> Result<bool> {
        if f.is_nil() {
            let signature = format!("java.util.concurrent.Future.{java}");
            return Err(throw::null_receiver(cx, &signature, "f"));
        }
        match is_other(cx, f, FUTURE)? {
            true => Ok(method(cx, f, name, args)?.is_truthy()),
            false => Err(throw::class_cast(cx, f, FUTURE)),
        }
    }

    /// Returns true when the future has a value, has failed, or was cancelled.
    #[native(name = "future-done?", since = "1.1")]
    fn is_future_done(cx: &mut Mutator, f: Value) -> Result<bool> {
        match future::of(f) {
            Some(future) => Ok(future.is_done()),
            None => ask(cx, f, "isDone", &[], "isDone()"),
        }
    }

    /// Cancels the future when it is not done yet, and interrupts the thread that runs it. Returns
    /// whether it did.
    #[native(since = "1.1")]
    fn future_cancel(cx: &mut Mutator, f: Value) -> Result<bool> {
        match future::of(f) {
            Some(_) => future::cancel(cx, f, true),
            None => ask(cx, f, "cancel", &[Value::TRUE], "cancel(boolean)"),
        }
    }

    /// Returns true when the future was cancelled.
    #[native(name = "future-cancelled?", since = "1.1")]
    fn is_future_cancelled(cx: &mut Mutator, f: Value) -> Result<bool> {
        match future::of(f) {
            Some(future) => Ok(future.is_cancelled()),
            None => ask(cx, f, "isCancelled", &[], "isCancelled()"),
        }
    }

    /// Returns a promise: dereferencing it waits until deliver gives it a value.
    #[native(since = "1.1")]
    fn promise(cx: &mut Mutator) -> Result {
        promise::new(cx)
    }

    /// Gives the promise its value, for whoever waits for it. Returns the promise, or nil when it had
    /// a value already.
    #[native(since = "1.1")]
    fn deliver(cx: &mut Mutator, promise: Value, val: Value) -> Result {
        cx.invoke(promise, &[val])
    }
}
