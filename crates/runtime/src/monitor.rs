//! Monitors: the locks that `monitor-enter` takes, one for each object, made when it is asked for.
//!
//! A monitor exists while a thread holds it or waits for it. Whoever holds one keeps the object alive
//! in its frame, so the object's word names the monitor. The runtime takes the same monitors as
//! programs do where the JVM's classes are `synchronized`: a var's, to change its root or metadata.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::thread::{self, ThreadId};
use std::time::Duration;

use data::class::ClassId;
use heap::{HeapCondvar, HeapMutex, Mutator, Result, Thrown, Value, Woken};

use crate::state;

/// The monitors of a heap.
#[derive(Default)]
pub(crate) struct Monitors {
    held: HeapMutex<HashMap<u64, Monitor>>,
    released: HeapCondvar,
}

struct Monitor {
    owner: ThreadId,
    depth: usize,
    waiting: usize,
    /// Where those wait who gave it back until they are notified.
    notified: Option<Arc<HeapCondvar>>,
}

/// Waits until no other thread holds the object's monitor, and takes it.
///
/// # Errors
/// `NullPointerException` for nil; an interrupt while waiting.
pub fn enter(cx: &mut Mutator, object: Value) -> Result<()> {
    if object.is_nil() {
        let message = "Cannot enter synchronized block because \"lockee\" is null";
        return Err(data::throw::null_pointer(cx, message));
    }
    let heap = cx.heap().clone();
    let monitors = &state::of_heap(&heap).monitors;
    let me = thread::current().id();
    let mut held = monitors.held.lock(cx);
    loop {
        match held.get_mut(&object.bits()) {
            None => {
                let monitor = Monitor { owner: me, depth: 1, waiting: 0, notified: None };
                held.insert(object.bits(), monitor);
                return Ok(());
            }
            Some(monitor) if monitor.owner == me || monitor.depth == 0 => {
                monitor.owner = me;
                monitor.depth += 1;
                return Ok(());
            }
            Some(monitor) => monitor.waiting += 1,
        }
        let woken = monitors.released.wait(cx, &mut held, None);
        let monitor = held.get_mut(&object.bits()).expect("a monitor stays while it is waited for");
        monitor.waiting -= 1;
        let is_left = monitor.depth == 0 && monitor.waiting == 0;
        match woken {
            Woken::Notified | Woken::TimedOut => {}
            Woken::Interrupted => {
                if is_left {
                    held.remove(&object.bits());
                }
                drop(held);
                cx.safepoint()?;
                held = monitors.held.lock(cx);
            }
        }
    }
}

/// Gives the object's monitor back.
///
/// # Errors
/// `IllegalMonitorStateException` when this thread does not hold it.
pub fn exit(cx: &mut Mutator, object: Value) -> Result<()> {
    let heap = cx.heap().clone();
    let monitors = &state::of_heap(&heap).monitors;
    let mut held = monitors.held.lock(cx);
    let me = thread::current().id();
    match held.get_mut(&object.bits()) {
        Some(monitor) if monitor.owner == me && monitor.depth > 0 => {
            monitor.depth -= 1;
            if monitor.depth == 0 {
                if monitor.waiting == 0 {
                    held.remove(&object.bits());
                } else {
                    monitors.released.notify_all();
                }
            }
            Ok(())
        }
        Some(_) | None => {
            drop(held);
            Err(not_owner(cx))
        }
    }
}

#[cold]
fn not_owner(cx: &mut Mutator) -> Thrown {
    let class = ClassId::named("java.lang.IllegalMonitorStateException");
    data::throwable::throw(cx, class, "current thread is not owner")
}

/// `Object.wait`: gives the monitor back until another thread notifies the object or the time is
/// over, and takes it again.
///
/// # Errors
/// `IllegalMonitorStateException` when this thread does not hold it; `InterruptedException`.
pub fn wait(cx: &mut Mutator, object: Value, timeout: Option<Duration>) -> Result<()> {
    let heap = cx.heap().clone();
    let monitors = &state::of_heap(&heap).monitors;
    let me = thread::current().id();
    let mut held = monitors.held.lock(cx);
    let owned = held.get_mut(&object.bits()).filter(|own| own.owner == me && own.depth > 0);
    let Some(monitor) = owned else {
        drop(held);
        return Err(not_owner(cx));
    };
    if crate::thread::is_interrupted(cx) {
        drop(held);
        return crate::thread::check_interrupt(cx);
    }
    let depth = core::mem::take(&mut monitor.depth);
    monitor.waiting += 1;
    let notified = monitor.notified.get_or_insert_default().clone();
    monitors.released.notify_all();
    notified.wait(cx, &mut held, timeout);
    let mut pending = Value::NIL;
    loop {
        match held.get_mut(&object.bits()) {
            Some(monitor) if monitor.depth > 0 => {}
            Some(monitor) => {
                monitor.waiting -= 1;
                monitor.owner = me;
                monitor.depth = depth;
                break;
            }
            None => {
                let monitor = Monitor { owner: me, depth, waiting: 0, notified: None };
                held.insert(object.bits(), monitor);
                break;
            }
        }
        // The monitor comes first, whatever else is wanted of the thread.
        match monitors.released.wait(cx, &mut held, None) {
            Woken::Notified | Woken::TimedOut => {}
            Woken::Interrupted => {
                drop(held);
                if let Err(Thrown) = cx.safepoint() {
                    pending = cx.take_pending();
                }
                held = monitors.held.lock(cx);
            }
        }
    }
    drop(held);
    if !pending.is_nil() {
        return Err(cx.throw(pending));
    }
    cx.safepoint()?;
    crate::thread::check_interrupt(cx)
}

/// `Object.notify` and `notifyAll`: wakes one that waits, or all.
///
/// # Errors
/// `IllegalMonitorStateException` when this thread does not hold the monitor.
pub fn notify(cx: &mut Mutator, object: Value, wake: fn(&HeapCondvar)) -> Result<()> {
    let heap = cx.heap().clone();
    let monitors = &state::of_heap(&heap).monitors;
    let held = monitors.held.lock(cx);
    let me = thread::current().id();
    match held.get(&object.bits()).filter(|own| own.owner == me && own.depth > 0) {
        Some(monitor) => {
            if let Some(notified) = &monitor.notified {
                wake(notified);
            }
            Ok(())
        }
        None => {
            drop(held);
            Err(not_owner(cx))
        }
    }
}

/// Runs `body` while this thread holds the object's monitor.
///
/// # Errors
/// As for `enter`; what the body throws.
pub fn with<R>(
    cx: &mut Mutator,
    object: Value,
    body: impl FnOnce(&mut Mutator) -> Result<R>,
) -> Result<R> {
    enter(cx, object)?;
    // A panic becomes an exception further out: the monitor must not stay behind.
    let result = catch_unwind(AssertUnwindSafe(|| body(cx)));
    exit(cx, object)?;
    result.unwrap_or_else(|panic| resume_unwind(panic))
}
