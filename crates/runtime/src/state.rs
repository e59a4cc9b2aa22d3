//! What the runtime keeps with a heap beside its objects: counters and hooks in plain Rust.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use heap::{Extension, Heap, Mutator};

use crate::class;
use crate::evaluator::Evaluator;
use crate::monitor::Monitors;

/// The runtime's state, one for each heap.
pub struct State {
    /// Counts the events after which a cached resolution may be wrong.
    resolution_version: AtomicU64,
    /// Counts the extensions of protocols, after which their caches are stale.
    protocol_version: AtomicU64,
    next_id: AtomicU64,
    evaluator: OnceLock<Evaluator>,
    pub(crate) class_path: OnceLock<Vec<PathBuf>>,
    pub(crate) members: class::Members,
    pub(crate) monitors: Monitors,
}

impl State {
    pub(crate) fn install(heap: &Heap) {
        let state = State {
            resolution_version: AtomicU64::new(0),
            protocol_version: AtomicU64::new(0),
            next_id: AtomicU64::new(1),
            evaluator: OnceLock::new(),
            class_path: OnceLock::new(),
            members: class::Members::default(),
            monitors: Monitors::default(),
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

    /// # Panics
    /// When an evaluator is installed already.
    pub fn install_evaluator(&self, evaluator: Evaluator) {
        assert!(self.evaluator.set(evaluator).is_ok(), "the façade installs one evaluator");
    }

    pub(crate) fn evaluator(&self) -> Option<Evaluator> {
        self.evaluator.get().copied()
    }
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
