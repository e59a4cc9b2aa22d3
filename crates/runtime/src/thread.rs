//! Threads as objects: started, joined, interrupted (`java.lang.Thread`).
//!
//! An interrupt is a flag of the thread, and a request that ends its waiting. Whoever waits looks at
//! the flag and throws; computing goes on, as on the JVM. (`heap::Heap::interrupt` is another thing:
//! it makes a thread give up whatever it does.)

use core::sync::atomic::{AtomicU64, Ordering};
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use data::class::ClassId;
use heap::{Field, GlobalRoot, Header, HeapType, Kind, Layout, Mutator, PollBits, Result, Space};
use heap::{TextSink, TypeInfo, Value};

use crate::{interop, parking, state};

/// A thread.
#[repr(C)]
pub struct Thread {
    header: Header,
    /// What to run; nil for a thread that was there already.
    target: Value,
    name: Field,
    /// Inside of an agent's action: a vector of the actions to be sent when it ends. Else nil.
    pub(crate) sends: Field,
    id: u64,
    daemon: AtomicU64,
    stage: AtomicU64,
    interrupted: AtomicU64,
    /// The number of its mutator, once it has one.
    number: AtomicU64,
}

impl HeapType for Thread {
    const KIND: Kind = data::kind::THREAD;
}

/// The behaviours of threads.
pub static THREAD: TypeInfo = {
    let mut info = TypeInfo::new("java.lang.Thread", Layout::RefsThenRaw(3));
    info.to_str = Some(to_str);
    info
};

/// How far a thread has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    New,
    Running,
    Ended,
}

const STAGES: [Stage; 3] = [Stage::New, Stage::Running, Stage::Ended];

/// Native stack of a thread: reserved, used as far as recursion goes.
const STACK_BYTES: usize = 8 << 20;

fn to_str(_cx: &mut Mutator, thread: Value, sink: &mut dyn TextSink) -> Result<()> {
    sink.write_str("Thread[");
    if let Some(thread) = of(thread) {
        sink.write_str(&crate::text::of_string(thread.name()));
    }
    sink.write_str(",5,main]");
    Ok(())
}

/// The thread in a value.
pub fn of<'a>(value: Value) -> Option<&'a Thread> {
    value.cast::<Thread>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Thread> {
    match of(value) {
        Some(thread) => Ok(thread),
        None => Err(data::throw::class_cast(cx, value, "java.lang.Thread")),
    }
}

impl Thread {
    pub fn target(&self) -> Value {
        self.target
    }

    pub fn name(&self) -> Value {
        self.name.get()
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn is_daemon(&self) -> bool {
        self.daemon.load(Ordering::Relaxed) != 0
    }

    pub fn set_daemon(&self, on: bool) {
        self.daemon.store(u64::from(on), Ordering::Relaxed);
    }

    pub fn stage(&self) -> Stage {
        STAGES[self.stage.load(Ordering::Acquire) as usize]
    }

    fn set_stage(&self, stage: Stage) {
        self.stage.store(stage as u64, Ordering::SeqCst);
    }

    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst) != 0
    }
}

pub fn set_name(cx: &mut Mutator, thread: Value, name: Value) -> Result<()> {
    let this = expect(cx, thread)?;
    cx.store(thread, &this.name, name);
    Ok(())
}

/// A thread that will run `target`. Without a name it is called by its number.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn new(cx: &mut Mutator, target: Value, name: Option<Value>) -> Result {
    let name = match name {
        Some(name) => name,
        None => {
            let number = state::of(cx).next_thread_name();
            data::string::new(cx, &format!("Thread-{number}"))?
        }
    };
    make(cx, target, name, Stage::New, 0)
}

fn make(cx: &mut Mutator, target: Value, name: Value, stage: Stage, number: u64) -> Result {
    let id = state::of(cx).next_thread_id();
    cx.alloc(Thread {
        header: Header::of::<Thread>(),
        target,
        name: Field::new(name),
        sends: Field::new(Value::NIL),
        id,
        daemon: AtomicU64::new(0),
        stage: AtomicU64::new(stage as u64),
        interrupted: AtomicU64::new(0),
        number: AtomicU64::new(number),
    })
}

/// The object of the thread that asks.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn current(cx: &mut Mutator) -> Result {
    let known = cx.thread_slot(Space::Thread);
    if !known.is_nil() {
        return Ok(known);
    }
    let name = std::thread::current().name().unwrap_or("main").to_string();
    let name = data::string::new(cx, &name)?;
    let thread = make(cx, Value::NIL, name, Stage::Running, cx.number())?;
    cx.set_thread_slot(Space::Thread, thread);
    Ok(thread)
}

/// Starts a thread that runs its target.
///
/// # Errors
/// `IllegalThreadStateException` when it was started before; `OutOfMemoryError` when the system has
/// no room for another.
pub fn start(cx: &mut Mutator, thread: Value) -> Result<()> {
    start_with(cx, thread, run_target)
}

/// As `start`, with what to do in place of the target.
///
/// # Errors
/// As for `start`.
pub fn start_with(cx: &mut Mutator, thread: Value, run: fn(&mut Mutator, Value)) -> Result<()> {
    let this = expect(cx, thread)?;
    let (new, running) = (Stage::New as u64, Stage::Running as u64);
    if this.stage.compare_exchange(new, running, Ordering::SeqCst, Ordering::SeqCst).is_err() {
        let class = ClassId::named("java.lang.IllegalThreadStateException");
        return Err(data::throwable::throw_plain(cx, class));
    }
    let root = GlobalRoot::new(cx, thread);
    let heap = cx.heap().clone();
    let is_daemon = this.is_daemon();
    if !is_daemon {
        state::stay(cx);
    }
    let name = crate::text::of_string(this.name()).replace('\0', "");
    let builder = std::thread::Builder::new().name(name).stack_size(STACK_BYTES);
    let started = builder.spawn(move || {
        let mut cx = heap.attach();
        let thread = root.get(&cx);
        drop(root);
        live(&mut cx, thread, run);
        if !is_daemon {
            state::leave(&mut cx);
        }
    });
    match started {
        Ok(_) => Ok(()),
        Err(error) => {
            this.set_stage(Stage::Ended);
            if !is_daemon {
                state::leave(cx);
            }
            let message = format!("unable to create native thread: {error}");
            Err(data::throwable::throw(cx, ClassId::OUT_OF_MEMORY_ERROR, message))
        }
    }
}

/// What a thread does from its start to its end.
fn live(cx: &mut Mutator, thread: Value, run: fn(&mut Mutator, Value)) {
    let Some(this) = of(thread) else { return };
    this.number.store(cx.number(), Ordering::SeqCst);
    cx.set_thread_slot(Space::Thread, thread);
    let body = AssertUnwindSafe(|| run(cx, thread));
    if let Err(panic) = std::panic::catch_unwind(body) {
        let heap::Thrown = crate::exception::internal_error(cx, "a thread", &*panic);
        tell_of_exception(cx, thread);
    }
    this.set_stage(Stage::Ended);
    parking::notify(cx, thread);
}

fn run_target(cx: &mut Mutator, thread: Value) {
    let target = of(thread).map_or(Value::NIL, |thread| thread.target);
    if !target.is_nil() && interop::call_functional(cx, target, "run", &[]).is_err() {
        tell_of_exception(cx, thread);
    }
}

/// What a thread says of the pending exception, which nobody caught.
pub(crate) fn tell_of_exception(cx: &mut Mutator, thread: Value) {
    let exception = cx.take_pending();
    let name = of(thread).map_or(Value::NIL, Thread::name);
    let name = crate::text::of_string(name);
    let told = data::print::str_of(cx, exception)
        .and_then(|told| crate::out::warn(cx, &format!("Exception in thread \"{name}\" {told}\n")));
    if told.is_err() {
        // There is nobody left to tell.
        cx.take_pending();
    }
}

/// Sets the thread's flag and ends its waiting.
pub fn interrupt(cx: &mut Mutator, thread: Value) -> Result<()> {
    let this = expect(cx, thread)?;
    if this.stage() == Stage::Running {
        this.interrupted.store(1, Ordering::SeqCst);
        cx.heap().request_of(this.number.load(Ordering::SeqCst), PollBits::WAKE);
    }
    Ok(())
}

/// True when this thread's flag is set.
pub fn is_interrupted(cx: &Mutator) -> bool {
    of(cx.thread_slot(Space::Thread)).is_some_and(Thread::is_interrupted)
}

/// Clears this thread's flag; true when it was set.
pub fn take_interrupt(cx: &mut Mutator) -> bool {
    of(cx.thread_slot(Space::Thread))
        .is_some_and(|thread| thread.interrupted.swap(0, Ordering::SeqCst) != 0)
}

/// # Errors
/// `InterruptedException` when this thread's flag was set, which is cleared.
pub fn check_interrupt(cx: &mut Mutator) -> Result<()> {
    if take_interrupt(cx) {
        return Err(data::throwable::throw_plain(cx, ClassId::INTERRUPTED));
    }
    Ok(())
}

/// Sleeps for that long.
///
/// # Errors
/// `InterruptedException` when this thread is interrupted meanwhile, or was before.
pub fn sleep(cx: &mut Mutator, duration: Duration) -> Result<()> {
    let end = parking::deadline(duration);
    loop {
        cx.safepoint()?;
        if take_interrupt(cx) {
            return Err(data::throwable::throw(cx, ClassId::INTERRUPTED, "sleep interrupted"));
        }
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ok(());
        }
        cx.park(left);
    }
}

/// Waits for the thread's end; false when the time is over before.
///
/// # Errors
/// `InterruptedException` when this thread, not the other, is interrupted.
pub fn join(cx: &mut Mutator, thread: Value, timeout: Option<Duration>) -> Result<bool> {
    let this = expect(cx, thread)?;
    if this.stage() != Stage::Running {
        return Ok(true);
    }
    let deadline = timeout.and_then(parking::deadline);
    parking::wait(cx, thread, deadline, || this.stage() != Stage::Running)
}
