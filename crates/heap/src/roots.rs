//! Places outside the heap where values may be kept: `RootVec` for a thread, `GlobalRoot` for all.

use core::cell::Cell;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use crate::heap::Shared;
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::type_info::Result;
use crate::value::Value;

/// A node of a mutator's list of root vectors.
struct RootNode {
    // hidden-value: this is the list that the collector scans.
    values: Vec<Value>,
    previous: *mut RootNode,
    next: *mut RootNode,
}

/// A mutator's root vectors: a doubly linked list.
pub(crate) struct RootList {
    /// Has a place of its own, so that vectors can leave the list wherever the mutator is by then.
    head: *mut Cell<*mut RootNode>,
}

impl RootList {
    pub(crate) fn new() -> RootList {
        RootList { head: Box::into_raw(Box::new(Cell::new(core::ptr::null_mut()))) }
    }

    fn head(&self) -> &Cell<*mut RootNode> {
        // SAFETY: freed only in `drop`.
        unsafe { &*self.head }
    }

    pub(crate) fn for_each(&self, work: &mut dyn FnMut(Value)) {
        self.for_each_node(&mut |values| values.iter().for_each(|&value| work(value)));
    }

    /// What the vectors take outside the heap.
    pub(crate) fn bytes(&self) -> usize {
        let mut bytes = 0usize;
        self.for_each_node(&mut |values| bytes += size_of_val(values));
        bytes
    }

    fn for_each_node(&self, work: &mut dyn FnMut(&[Value])) {
        let mut node = self.head().get();
        while !node.is_null() {
            // SAFETY: nodes in the list are alive; their thread is stopped, or is this one.
            unsafe {
                work(&(*node).values);
                node = (*node).next;
            }
        }
    }
}

impl Drop for RootList {
    fn drop(&mut self) {
        // A vector that outlives its mutator is a mistake, but must be able to leave the list.
        if self.head().get().is_null() {
            // SAFETY: made by `new`, and no vector is left to refer to it.
            drop(unsafe { Box::from_raw(self.head) });
        } else {
            debug_assert!(std::thread::panicking(), "a RootVec outlives its mutator");
        }
    }
}

/// Vectors of fewer values grow without asking for room.
const UNASKED: usize = 1024;

/// A growable array of values that the collector sees. Belongs to the thread that made it.
pub struct RootVec {
    node: *mut RootNode,
    head: *mut Cell<*mut RootNode>,
}

impl RootVec {
    pub fn new(cx: &mut Mutator) -> RootVec {
        let next = cx.root_vecs.head().get();
        let node = RootNode { values: Vec::new(), previous: core::ptr::null_mut(), next };
        let node = Box::into_raw(Box::new(node));
        if !next.is_null() {
            // SAFETY: nodes in the list are alive, and belong to this thread.
            unsafe { (*next).previous = node };
        }
        cx.root_vecs.head().set(node);
        RootVec { node, head: cx.root_vecs.head }
    }

    /// A root vector that begins with a copy of `values`.
    pub fn from_slice(cx: &mut Mutator, values: &[Value]) -> RootVec {
        let mut roots = RootVec::new(cx);
        roots.extend_from_slice(values);
        roots
    }

    /// As `push`, for what has no end of its own.
    ///
    /// # Errors
    /// `OutOfMemoryError` when the vector cannot grow.
    #[inline]
    pub fn try_push(&mut self, cx: &mut Mutator, value: Value) -> Result<()> {
        if self.len() == self.capacity() && self.len() >= UNASKED {
            self.ask_for_growth(cx)?;
        }
        self.push(value);
        Ok(())
    }

    #[cold]
    fn ask_for_growth(&mut self, cx: &mut Mutator) -> Result<()> {
        let more = self.len();
        cx.admit_external(more * 2 * size_of::<Value>())?;
        match self.try_reserve_exact(more) {
            Ok(()) => Ok(()),
            Err(_) => Err(cx.out_of_memory()),
        }
    }
}

impl Deref for RootVec {
    // hidden-value: the vector inside a root node.
    type Target = Vec<Value>;

    fn deref(&self) -> &Self::Target {
        // SAFETY: the node lives until this `RootVec` is dropped.
        unsafe { &(*self.node).values }
    }
}

impl DerefMut for RootVec {
    fn deref_mut(&mut self) -> &mut Self::Target {
        // SAFETY: as in `deref`; the collector reads only while this thread is stopped.
        unsafe { &mut (*self.node).values }
    }
}

impl Drop for RootVec {
    fn drop(&mut self) {
        // SAFETY: the node is linked exactly once, on this thread.
        unsafe {
            let node = Box::from_raw(self.node);
            if node.previous.is_null() {
                (*self.head).set(node.next);
            } else {
                (*node.previous).next = node.next;
            }
            if !node.next.is_null() {
                (*node.next).previous = node.previous;
            }
        }
    }
}

/// A value kept alive from anywhere: another thread, a static, a channel.
pub struct GlobalRoot {
    cell: Arc<GlobalCell>,
}

/// The heap's half of a global root. It goes at a collection after the other half has gone.
struct GlobalCell {
    bits: AtomicU64,
    // Weak: the root may stand in state that the heap itself keeps.
    owner: Weak<Shared>,
}

impl GlobalRoot {
    pub fn new(cx: &mut Mutator, value: Value) -> GlobalRoot {
        let shared = &cx.heap().shared;
        let bits = AtomicU64::new(value.bits());
        let cell = Arc::new(GlobalCell { bits, owner: Arc::downgrade(shared) });
        lock(&shared.globals).add(cell.clone());
        GlobalRoot { cell }
    }

    /// True when the mutator belongs to the root's heap: others must not read it.
    pub fn is_of(&self, cx: &Mutator) -> bool {
        cx.is_of(&self.cell.owner)
    }

    /// # Panics
    /// When the mutator belongs to another heap.
    #[inline]
    pub fn get(&self, cx: &Mutator) -> Value {
        assert!(cx.is_of(&self.cell.owner), "a root is read by a thread of its own heap");
        Value::from_bits(self.cell.bits.load(Ordering::Acquire))
    }

    /// Keeps another value from now on.
    ///
    /// # Panics
    /// When the mutator belongs to another heap.
    pub fn set(&self, cx: &mut Mutator, value: Value) {
        assert!(cx.is_of(&self.cell.owner), "a root is changed by a thread of its own heap");
        self.cell.bits.store(value.bits(), Ordering::Release);
    }
}

/// The global roots of a heap.
#[derive(Default)]
pub(crate) struct Globals {
    cells: Vec<Arc<GlobalCell>>,
    /// How many cells there may be before those of dropped roots are looked for.
    purge_at: usize,
}

impl Globals {
    fn add(&mut self, cell: Arc<GlobalCell>) {
        if self.cells.len() >= self.purge_at {
            self.cells.retain(|cell| Arc::strong_count(cell) > 1);
            self.purge_at = (self.cells.len() * 2).max(64);
        }
        self.cells.push(cell);
    }

    /// Gives the values of the roots that are still there.
    pub(crate) fn for_each(&mut self, work: &mut dyn FnMut(Value)) {
        self.cells.retain(|cell| {
            let is_alive = Arc::strong_count(cell) > 1;
            if is_alive {
                work(Value::from_bits(cell.bits.load(Ordering::Relaxed)));
            }
            is_alive
        });
    }
}
