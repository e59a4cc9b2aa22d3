//! Futures: results that another thread computes, or that somebody brings later.

use core::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use data::class::ClassId;
use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown};
use heap::{TypeInfo, Value};

use crate::{binding, exception, parking, thread};

/// A future.
#[repr(C)]
pub struct Future {
    header: Header,
    /// The function to call; nil once it was called, or when there is none.
    task: Field,
    /// The dynamic bindings to call it with.
    frame: Field,
    /// What it answered, or threw.
    result: Field,
    /// The thread that runs it.
    runner: Field,
    class: u64,
    state: AtomicU64,
}

impl HeapType for Future {
    const KIND: Kind = data::kind::FUTURE;
}

/// The behaviours of futures.
pub static FUTURE: TypeInfo = {
    let mut info = TypeInfo::new("clojure.core$future_call$reify__8544", Layout::RefsThenRaw(4));
    info.interfaces = Interfaces::DEREF.and(Interfaces::PENDING);
    info.deref = Some(get);
    info.print = Some(crate::print_ref::print);
    info
};

/// The classes that futures show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// What `future` makes.
    Call,
    /// What executors make.
    Task,
    ForkJoin,
    /// Completed by hand.
    Completable,
}

const CLASSES: [ClassId; 4] = [
    ClassId::named("clojure.core$future_call$reify__8544"),
    ClassId::named("java.util.concurrent.FutureTask"),
    ClassId::named("java.util.concurrent.ForkJoinTask"),
    ClassId::named("java.util.concurrent.CompletableFuture"),
];

const PENDING: u64 = 0;
/// The result is being stored.
const COMPLETING: u64 = 1;
/// It is cancelled, and the thread that runs it is being interrupted.
const INTERRUPTING: u64 = 2;
/// States from here on are final.
const DONE: u64 = 3;
const FAILED: u64 = 4;
const CANCELLED: u64 = 5;

/// What became of a future that is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Value(Value),
    Thrown(Value),
    Cancelled,
}

/// A future of the function `task`; `frame` is what `binding::frame` answers, or nil.
pub fn new(cx: &mut Mutator, sort: Sort, task: Value, frame: Value) -> Result {
    cx.alloc(Future {
        header: Header::of::<Future>(),
        task: Field::new(task),
        frame: Field::new(frame),
        result: Field::new(Value::NIL),
        runner: Field::new(Value::NIL),
        class: sort as u64,
        state: AtomicU64::new(PENDING),
    })
}

/// The future in a value.
pub fn of<'a>(value: Value) -> Option<&'a Future> {
    value.cast::<Future>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Future> {
    match of(value) {
        Some(future) => Ok(future),
        None => Err(data::throw::class_cast(cx, value, "java.util.concurrent.Future")),
    }
}

impl Future {
    pub(crate) fn class(&self) -> ClassId {
        CLASSES[self.class as usize]
    }

    pub fn is_done(&self) -> bool {
        // A cancelled one counts as done at once.
        !matches!(self.state.load(Ordering::SeqCst), PENDING | COMPLETING)
    }

    pub fn is_cancelled(&self) -> bool {
        matches!(self.state.load(Ordering::SeqCst), INTERRUPTING | CANCELLED)
    }

    /// What became of it, when it is done.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.state.load(Ordering::SeqCst) {
            PENDING | COMPLETING => None,
            DONE => Some(Outcome::Value(self.result.get())),
            FAILED => Some(Outcome::Thrown(self.result.get())),
            _ => Some(Outcome::Cancelled),
        }
    }

    fn go(&self, from: u64, to: u64) -> bool {
        self.state.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

/// Runs the task on this thread, unless the future is done or cancelled already.
pub(crate) fn run(cx: &mut Mutator, value: Value) {
    let Some(future) = of(value) else { return };
    let before = thread::current(cx).unwrap_or(Value::NIL);
    cx.store(value, &future.runner, before);
    if future.is_done() {
        return;
    }
    binding::replace_frame(cx, future.frame.get());
    let result = crate::interop::call_functional(cx, future.task.get(), "call", &[]);
    let outcome = match result {
        Ok(result) => Outcome::Value(result),
        Err(Thrown) => Outcome::Thrown(cx.take_pending()),
    };
    complete(cx, value, outcome);
    cx.store(value, &future.runner, Value::NIL);
    // Who cancels meanwhile is about to interrupt this thread, which is to end here.
    while future.state.load(Ordering::SeqCst) == INTERRUPTING {
        cx.blocking(std::thread::yield_now);
    }
}

/// Gives a future its outcome; false when it had one.
pub fn complete(cx: &mut Mutator, value: Value, outcome: Outcome) -> bool {
    let Some(future) = of(value) else { return false };
    let first = match outcome {
        Outcome::Cancelled => future.go(PENDING, CANCELLED),
        Outcome::Value(result) | Outcome::Thrown(result) => {
            let first = future.go(PENDING, COMPLETING);
            if first {
                let is_value = matches!(outcome, Outcome::Value(_));
                cx.store(value, &future.result, result);
                future.go(COMPLETING, if is_value { DONE } else { FAILED });
            }
            first
        }
    };
    forget(cx, value, future);
    parking::notify(cx, value);
    first
}

/// A future that is done needs no task.
fn forget(cx: &mut Mutator, value: Value, future: &Future) {
    cx.store(value, &future.task, Value::NIL);
    cx.store(value, &future.frame, Value::NIL);
}

/// Cancels a future that is not done, and interrupts the thread that runs it when that is asked for.
/// True when it is cancelled by this.
///
/// # Errors
/// A `ClassCastException` when the value is no future.
pub fn cancel(cx: &mut Mutator, value: Value, interrupts: bool) -> Result<bool> {
    let future = expect(cx, value)?;
    if !future.go(PENDING, INTERRUPTING) {
        return Ok(false);
    }
    let runner = future.runner.get();
    if interrupts && !runner.is_nil() {
        thread::interrupt(cx, runner)?;
    }
    future.go(INTERRUPTING, CANCELLED);
    forget(cx, value, future);
    parking::notify(cx, value);
    Ok(true)
}

/// Waits for the result.
///
/// # Errors
/// As for `get_until`.
pub fn get(cx: &mut Mutator, value: Value) -> Result {
    match get_until(cx, value, None)? {
        Some(result) => Ok(result),
        None => Err(data::throwable::throw_plain(cx, TIMEOUT)),
    }
}

/// What `get` with a timeout throws.
pub const TIMEOUT: ClassId = ClassId::named("java.util.concurrent.TimeoutException");

/// Waits for the result; nothing when the time is over before.
///
/// # Errors
/// `ExecutionException` around what the task threw; `CancellationException`;
/// `InterruptedException` when this thread is interrupted while it waits.
pub fn get_until(
    cx: &mut Mutator,
    value: Value,
    deadline: Option<Instant>,
) -> Result<Option<Value>> {
    let future = expect(cx, value)?;
    if !future.is_done() && !parking::wait(cx, value, deadline, || future.is_done())? {
        return Ok(None);
    }
    match future.outcome() {
        Some(Outcome::Value(result)) => Ok(Some(result)),
        Some(Outcome::Thrown(cause)) => Err(execution_exception(cx, cause)),
        Some(Outcome::Cancelled) | None => {
            let class = ClassId::named("java.util.concurrent.CancellationException");
            Err(data::throwable::throw_plain(cx, class))
        }
    }
}

#[cold]
fn execution_exception(cx: &mut Mutator, cause: Value) -> Thrown {
    let class = ClassId::named("java.util.concurrent.ExecutionException");
    match data::print::str_of(cx, cause) {
        Ok(message) => exception::throw_with_cause(cx, class, &message, cause),
        Err(thrown) => thrown,
    }
}
