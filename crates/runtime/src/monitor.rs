//! Monitors: the locks that `monitor-enter` takes, one for each object, made when it is asked for.
//!
//! A monitor exists while a thread holds it or waits for it. Whoever holds one keeps the object alive
//! in its frame, so the object's word names the monitor.

use std::collections::HashMap;
use std::thread::{self, ThreadId};

use data::class::ClassId;
use heap::{HeapCondvar, HeapMutex, Mutator, Result, Value, Woken};

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
                held.insert(object.bits(), Monitor { owner: me, depth: 1, waiting: 0 });
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
        if let Some(monitor) = held.get_mut(&object.bits()) {
            monitor.waiting -= 1;
        }
        match woken {
            Woken::Notified | Woken::TimedOut => {}
            Woken::Interrupted => {
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
            let class = ClassId::named("java.lang.IllegalMonitorStateException");
            Err(data::throwable::throw(cx, class, "current thread is not owner"))
        }
    }
}
