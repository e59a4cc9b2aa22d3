//! Pools of threads that run tasks (`java.util.concurrent.ThreadPoolExecutor`).
//!
//! Tasks wait in a persistent queue in one field. A thread is started when there is a task, none is
//! idle, and the pool may have more. Knows the tasks of the language: futures, agents' actions.

use core::sync::atomic::{AtomicU64, Ordering, fence};
use std::time::Duration;

use data::class::ClassId;
use heap::{Field, Header, HeapType, Kind, Known, Layout, Mutator, Result, RootVec, Space, Thrown};
use heap::{TextSink, TypeInfo, Value};

use crate::{agent, future, interop, iref, known, parking, state, thread};

/// A pool.
#[repr(C)]
pub struct Pool {
    header: Header,
    /// What the names of its threads begin with. Idle threads wait here, and for the pool itself
    /// those who wait for its end.
    prefix: Value,
    /// A queue of what is to be run.
    tasks: Field,
    /// A set of its threads.
    workers: Field,
    class: u64,
    threads_max: u64,
    /// How long an idle thread waits for work.
    keep_alive_ms: u64,
    threads: AtomicU64,
    idle: AtomicU64,
    /// Threads made so far, for their names.
    named: AtomicU64,
    completed: AtomicU64,
    is_shut: AtomicU64,
    daemons: u64,
}

impl HeapType for Pool {
    const KIND: Kind = data::kind::POOL;
}

/// The behaviours of pools.
pub static POOL: TypeInfo = {
    let mut info = TypeInfo::new("java.util.concurrent.ThreadPoolExecutor", Layout::RefsThenRaw(3));
    info.to_str = Some(to_str);
    info
};

/// How a pool is made.
#[derive(Clone, Copy)]
pub struct Shape {
    pub sort: Sort,
    pub threads_max: u64,
    pub keep_alive: Duration,
    /// A program ends without waiting for its tasks.
    pub daemons: bool,
}

/// The classes that pools show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    ThreadPool,
    ForkJoin,
}

const CLASSES: [ClassId; 2] = [
    ClassId::named("java.util.concurrent.ThreadPoolExecutor"),
    ClassId::named("java.util.concurrent.ForkJoinPool"),
];

/// How long an idle thread waits that is to wait for ever.
pub const FOR_EVER: Duration = Duration::from_secs(u32::MAX as u64);

/// How many threads computing tasks share.
pub fn processors() -> u64 {
    std::thread::available_parallelism().map_or(1, |n| n.get() as u64)
}

/// Makes the pools that agents and futures share.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let computing = Shape {
        sort: Sort::ThreadPool,
        threads_max: processors() + 2,
        keep_alive: FOR_EVER,
        daemons: false,
    };
    let waiting = Shape { threads_max: u64::MAX, keep_alive: Duration::from_secs(60), ..computing };
    let common = Shape {
        sort: Sort::ForkJoin,
        threads_max: processors().saturating_sub(1).max(1),
        keep_alive: Duration::from_secs(60),
        daemons: true,
    };
    let pools: [(Known, &str, Shape); 3] = [
        (known::SEND_POOL, "clojure-agent-send-pool-", computing),
        (known::SEND_OFF_POOL, "clojure-agent-send-off-pool-", waiting),
        (known::COMMON_POOL, "ForkJoinPool.commonPool-worker-", common),
    ];
    for (slot, prefix, shape) in pools {
        let pool = new(cx, prefix, shape)?;
        cx.set_known(slot, pool);
    }
    Ok(())
}

pub fn new(cx: &mut Mutator, prefix: &str, shape: Shape) -> Result {
    let prefix = data::string::new(cx, prefix)?;
    let (tasks, workers) = (data::queue::empty(cx), data::set::empty(cx));
    cx.alloc(Pool {
        header: Header::of::<Pool>(),
        prefix,
        tasks: Field::new(tasks),
        workers: Field::new(workers),
        class: shape.sort as u64,
        threads_max: shape.threads_max,
        keep_alive_ms: shape.keep_alive.as_millis() as u64,
        threads: AtomicU64::new(0),
        idle: AtomicU64::new(0),
        named: AtomicU64::new(0),
        completed: AtomicU64::new(0),
        is_shut: AtomicU64::new(0),
        daemons: u64::from(shape.daemons),
    })
}

/// The pool in a value.
pub fn of<'a>(value: Value) -> Option<&'a Pool> {
    value.cast::<Pool>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Pool> {
    match of(value) {
        Some(pool) => Ok(pool),
        None => Err(data::throw::class_cast(cx, value, "java.util.concurrent.ExecutorService")),
    }
}

impl Pool {
    pub(crate) fn class(&self) -> ClassId {
        CLASSES[self.class as usize]
    }

    pub fn is_shut(&self) -> bool {
        self.is_shut.load(Ordering::SeqCst) != 0
    }

    /// True when the pool is shut and its threads have ended.
    pub fn is_terminated(&self) -> bool {
        self.is_shut() && self.threads.load(Ordering::SeqCst) == 0
    }

    /// How many tasks wait for a thread.
    fn queued(&self) -> u64 {
        // What is counted here was changed before, or whoever changes it later looks at the threads.
        fence(Ordering::SeqCst);
        data::queue::of(self.tasks.get()).map_or(0, |tasks| tasks.len() as u64)
    }

    fn is_empty(&self) -> bool {
        self.queued() == 0
    }
}

fn to_str(cx: &mut Mutator, value: Value, sink: &mut dyn TextSink) -> Result<()> {
    data::print::hashed(cx, value, sink)?;
    let Some(pool) = of(value) else { return Ok(()) };
    let (threads, idle) = (pool.threads.load(Ordering::SeqCst), pool.idle.load(Ordering::SeqCst));
    let standing = match (pool.is_shut(), threads) {
        (false, _) => "Running",
        (true, 0) => "Terminated",
        (true, _) => "Shutting down",
    };
    let queued = pool.queued();
    let completed = pool.completed.load(Ordering::Relaxed);
    sink.write_str(&format!(
        "[{standing}, pool size = {threads}, active threads = {}, queued tasks = {queued}, \
         completed tasks = {completed}]",
        threads.saturating_sub(idle)
    ));
    Ok(())
}

/// Gives a task to an executor: one of ours, or an object with the method `execute`.
///
/// # Errors
/// `RejectedExecutionException` when the pool is shut.
pub fn execute(cx: &mut Mutator, executor: Value, task: Value) -> Result<()> {
    let Some(pool) = of(executor) else {
        let name = data::symbol::intern(cx, None, "execute")?;
        interop::invoke_method(cx, executor, name, &[task])?;
        return Ok(());
    };
    if pool.is_shut() {
        return Err(rejected(cx, executor, task));
    }
    iref::swap(cx, executor, &pool.tasks, |cx, tasks| data::lookup::conj(cx, tasks, task))?;
    if pool.daemons == 0 {
        state::stay(cx);
    }
    // Each task finds a thread of its own: the one may wait for the other.
    if pool.queued() <= pool.idle.load(Ordering::SeqCst) {
        parking::notify_one(cx, pool.prefix);
        return Ok(());
    }
    match add_thread(cx, executor, pool) {
        // A thread that works already will come to it.
        Err(Thrown) if pool.threads.load(Ordering::SeqCst) > 0 => {
            cx.take_pending();
            Ok(())
        }
        other => other,
    }
}

#[cold]
fn rejected(cx: &mut Mutator, executor: Value, task: Value) -> Thrown {
    let texts = data::print::str_of(cx, task)
        .and_then(|task| Ok((task, data::print::str_of(cx, executor)?)));
    match texts {
        Ok((task, executor)) => {
            let class = ClassId::named("java.util.concurrent.RejectedExecutionException");
            let message = format!("Task {task} rejected from {executor}");
            data::throwable::throw(cx, class, message)
        }
        Err(thrown) => thrown,
    }
}

/// Starts one more thread, unless there are enough.
fn add_thread(cx: &mut Mutator, executor: Value, pool: &Pool) -> Result<()> {
    let room = |threads| (threads < pool.threads_max).then_some(threads + 1);
    if pool.threads.fetch_update(Ordering::SeqCst, Ordering::SeqCst, room).is_err() {
        return Ok(());
    }
    let started = make_thread(cx, executor, pool)
        .and_then(|thread| thread::start_with(cx, thread, work_as_thread));
    if started.is_err() {
        pool.threads.fetch_sub(1, Ordering::SeqCst);
    }
    started
}

fn make_thread(cx: &mut Mutator, executor: Value, pool: &Pool) -> Result {
    let number = pool.named.fetch_add(1, Ordering::Relaxed) + 1;
    let name = format!("{}{number}", crate::text::of_string(pool.prefix));
    let name = data::string::new(cx, &name)?;
    let made = thread::new(cx, executor, Some(name))?;
    // The program waits for tasks, not for threads that have none.
    thread::expect(cx, made)?.set_daemon(true);
    Ok(made)
}

fn work_as_thread(cx: &mut Mutator, this: Value) {
    let executor = thread::of(this).map_or(Value::NIL, thread::Thread::target);
    let Some(pool) = of(executor) else { return };
    note_worker(cx, executor, pool, this, data::lookup::conj);
    loop {
        while let Some(task) = take(cx, executor, pool) {
            run(cx, this, task);
            pool.completed.fetch_add(1, Ordering::Relaxed);
            if pool.daemons == 0 {
                state::leave(cx);
            }
        }
        let is_over = !await_task(cx, pool);
        if is_over {
            pool.threads.fetch_sub(1, Ordering::SeqCst);
            // A task may have come meanwhile that relies on this thread.
            let must_go_on = !pool.is_empty()
                && !state::of(cx).is_closing()
                && pool
                    .threads
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |threads| {
                        (threads < pool.threads_max).then_some(threads + 1)
                    })
                    .is_ok();
            if !must_go_on {
                note_worker(cx, executor, pool, this, data::set::disj);
                parking::notify(cx, executor);
                return;
            }
        }
    }
}

/// Adds a thread to the set of those that work here, or takes it out.
fn note_worker(
    cx: &mut Mutator,
    executor: Value,
    pool: &Pool,
    worker: Value,
    change: fn(&mut Mutator, Value, Value) -> Result,
) {
    let changed =
        iref::swap(cx, executor, &pool.workers, |cx, workers| change(cx, workers, worker));
    if changed.is_err() {
        // Without memory for the set, this thread is one that `shut_down_now` does not reach.
        cx.take_pending();
    }
}

/// Waits for a task; false when there will be none, or none has come for long.
fn await_task(cx: &mut Mutator, pool: &Pool) -> bool {
    let heap = cx.heap().clone();
    let state = state::of_heap(&heap);
    let keep_alive = Duration::from_millis(pool.keep_alive_ms);
    pool.idle.fetch_add(1, Ordering::SeqCst);
    let is_ready = || !pool.is_empty() || pool.is_shut() || state.is_closing();
    let waited =
        parking::wait_through_interrupts(cx, pool.prefix, parking::deadline(keep_alive), is_ready);
    pool.idle.fetch_sub(1, Ordering::SeqCst);
    if waited.is_err() {
        cx.take_pending();
    }
    !pool.is_empty() && !state.is_closing()
}

/// The next task of the queue.
fn take(cx: &mut Mutator, executor: Value, pool: &Pool) -> Option<Value> {
    if pool.is_empty() || state::of(cx).is_closing() {
        return None;
    }
    let mut first = Value::ABSENT;
    let taken = iref::swap(cx, executor, &pool.tasks, |cx, tasks| {
        if data::queue::of(tasks).is_none_or(data::queue::Queue::is_empty) {
            first = Value::ABSENT;
            return Ok(tasks);
        }
        first = data::lookup::peek(cx, tasks)?;
        data::lookup::pop(cx, tasks)
    });
    match taken {
        Ok(_) if first.is_absent() => None,
        Ok(_) => Some(first),
        Err(Thrown) => {
            // No memory for the rest of the queue: others may let go of some.
            cx.take_pending();
            None
        }
    }
}

/// Runs a task and leaves nothing of it with the thread.
fn run(cx: &mut Mutator, this: Value, task: Value) {
    if future::of(task).is_some() {
        future::run(cx, task);
    } else if agent::is_action(task) {
        agent::run(cx, task);
    } else if interop::call_functional(cx, task, "run", &[]).is_err() {
        thread::tell_of_exception(cx, this);
    }
    cx.pending = Value::NIL;
    cx.set_thread_slot(Space::Bindings, Value::NIL);
    cx.set_thread_slot(Space::Transaction, Value::NIL);
    thread::take_interrupt(cx);
}

/// Takes no more tasks; those given are run.
pub fn shut_down(cx: &mut Mutator, executor: Value) -> Result<()> {
    let pool = expect(cx, executor)?;
    pool.is_shut.store(1, Ordering::SeqCst);
    parking::notify(cx, pool.prefix);
    parking::notify(cx, executor);
    Ok(())
}

/// As `shut_down`, but gives back the tasks that no thread has begun, and interrupts the others.
///
/// # Errors
/// A `ClassCastException` when the value is no pool.
pub fn shut_down_now(cx: &mut Mutator, executor: Value) -> Result<RootVec> {
    let pool = expect(cx, executor)?;
    shut_down(cx, executor)?;
    let mut left = RootVec::new(cx);
    while let Some(task) = take(cx, executor, pool) {
        left.push(task);
        if pool.daemons == 0 {
            state::leave(cx);
        }
    }
    let workers = data::seq::to_rootvec(cx, pool.workers.get())?;
    for &worker in workers.iter() {
        thread::interrupt(cx, worker)?;
    }
    Ok(left)
}

/// Waits until the pool is shut down and all its tasks are done; false when the time is over before.
///
/// # Errors
/// `InterruptedException`.
pub fn await_termination(cx: &mut Mutator, executor: Value, timeout: Duration) -> Result<bool> {
    let pool = expect(cx, executor)?;
    parking::wait(cx, executor, parking::deadline(timeout), || pool.is_terminated())
}
