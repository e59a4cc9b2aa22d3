//! What the runtime keeps with a heap beside its objects: counters and hooks in plain Rust.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use heap::{Extension, Heap, HeapMutex, Mutator, PollBits, Result, Value};

use crate::evaluator::Evaluator;
use crate::monitor::Monitors;
use crate::parking::{self, ParkingLot};
use crate::streams::Streams;
use crate::{class, stm};

/// The runtime's state, one for each heap.
pub struct State {
    /// Counts the events after which a cached resolution may be wrong.
    resolution_version: AtomicU64,
    /// Counts the extensions of protocols, after which their caches are stale.
    protocol_version: AtomicU64,
    next_id: AtomicU64,
    evaluator: OnceLock<Evaluator>,
    streams: OnceLock<Streams>,
    pub(crate) class_path: OnceLock<Vec<PathBuf>>,
    pub(crate) members: class::Members,
    pub(crate) monitors: Monitors,
    pub(crate) parking: ParkingLot,
    pub(crate) clock: stm::Clock,
    next_thread: AtomicU64,
    next_thread_name: AtomicU64,
    /// How many threads and tasks a program waits for before it ends.
    staying: AtomicU64,
    closing: AtomicBool,
    /// Held while a var's root and its invoke cells change together.
    pub(crate) cells: HeapMutex<()>,
}

impl State {
    pub(crate) fn install(heap: &Heap) {
        let state = State {
            resolution_version: AtomicU64::new(0),
            protocol_version: AtomicU64::new(0),
            next_id: AtomicU64::new(1),
            evaluator: OnceLock::new(),
            streams: OnceLock::new(),
            class_path: OnceLock::new(),
            members: class::Members::default(),
            monitors: Monitors::default(),
            parking: ParkingLot::default(),
            clock: stm::Clock::default(),
            next_thread: AtomicU64::new(1),
            next_thread_name: AtomicU64::new(0),
            staying: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            cells: HeapMutex::new(()),
        };
        heap.set_extension(Extension::Runtime, Box::new(state));
    }

    #[inline]
    pub(crate) fn resolution_version(&self) -> u64 {
        self.resolution_version.load(Ordering::Acquire)
    }

    /// A mapping was replaced or removed, or an alias changed.
    pub(crate) fn forget_resolutions(&self) {
        self.resolution_version.fetch_add(1, Ordering::AcqRel);
    }

    #[inline]
    pub(crate) fn protocol_version(&self) -> u64 {
        self.protocol_version.load(Ordering::Acquire)
    }

    pub fn forget_protocol_caches(&self) {
        self.protocol_version.fetch_add(1, Ordering::AcqRel);
    }

    /// The next number of this heap's own sequence, which gensyms and anonymous classes share.
    pub fn next_id(&self) -> u64 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn next_thread_id(&self) -> u64 {
        self.next_thread.fetch_add(1, Ordering::Relaxed)
    }

    /// The number in the name of a thread that was given none.
    pub(crate) fn next_thread_name(&self) -> u64 {
        self.next_thread_name.fetch_add(1, Ordering::Relaxed)
    }

    /// The runtime goes: threads that wait for work are to end.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// The program's streams; the process's own, when nobody set others.
    pub(crate) fn streams(&self) -> &Streams {
        self.streams.get_or_init(Streams::default)
    }

    pub(crate) fn set_streams(&self, streams: Streams) -> bool {
        self.streams.set(streams).is_ok()
    }

    /// The last number that `next_id` has given, or 0.
    pub fn last_id(&self) -> u64 {
        self.next_id.load(Ordering::Relaxed) - 1
    }

    /// # Panics
    /// When an evaluator is installed already.
    pub fn install_evaluator(&self, evaluator: Evaluator) {
        assert!(self.evaluator.set(evaluator).is_ok(), "the façade installs one evaluator");
    }

    pub(crate) fn evaluator(&self) -> Option<Evaluator> {
        self.evaluator.get().copied()
    }
}

/// What those wait for who wait for the end of all threads and tasks.
const STAYING: Value = Value::NIL;

/// The program is not to end yet: a thread that is no daemon has started, or a task was given to a
/// pool.
pub(crate) fn stay(cx: &mut Mutator) {
    of(cx).staying.fetch_add(1, Ordering::SeqCst);
}

/// That thread or task has ended.
pub(crate) fn leave(cx: &mut Mutator) {
    if of(cx).staying.fetch_sub(1, Ordering::SeqCst) == 1 {
        parking::notify(cx, STAYING);
    }
}

/// Waits until all threads that are no daemons have ended, and all tasks of pools.
///
/// # Errors
/// When this thread is to give up waiting.
pub fn await_threads(cx: &mut Mutator) -> Result<()> {
    let heap = cx.heap().clone();
    let state = of_heap(&heap);
    let is_over = || state.staying.load(Ordering::SeqCst) == 0;
    parking::wait_through_interrupts(cx, STAYING, None, is_over)?;
    Ok(())
}

/// Sends away the threads of a heap that wait for work: nobody will have any.
pub fn close(heap: &Heap) {
    of_heap(heap).closing.store(true, Ordering::SeqCst);
    heap.request_of_all(PollBits::WAKE);
}

/// The runtime's state of this mutator's heap.
#[inline]
pub fn of(cx: &Mutator) -> &State {
    cx.heap().extension::<State>(Extension::Runtime)
}

/// The runtime's state of a heap, for those who change the mutator meanwhile.
pub(crate) fn of_heap(heap: &Heap) -> &State {
    heap.extension::<State>(Extension::Runtime)
}
