//! Places outside the heap where values may be kept: `RootVec` for a thread, `GlobalRoot` for all.

use core::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::heap::{Heap, Shared};
use crate::mutator::Mutator;
use crate::value::Value;

/// A node of a mutator's list of root vectors.
pub(crate) struct RootNode {
    // hidden-value: this is the list that the collector scans.
    values: Vec<Value>,
    previous: *mut RootNode,
    next: *mut RootNode,
}

impl RootNode {
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    pub(crate) fn next(&self) -> *mut RootNode {
        self.next
    }
}

/// A growable array of values that the collector sees. Belongs to the thread that made it.
pub struct RootVec {
    node: *mut RootNode,
    head: *mut *mut RootNode,
}

impl RootVec {
    pub fn new(cx: &mut Mutator) -> RootVec {
        let head: *mut *mut RootNode = &mut cx.root_vecs;
        // SAFETY: the head and its first node belong to this thread's mutator, which outlives the
        // values of its thread.
        unsafe {
            let next = *head;
            let node = Box::into_raw(Box::new(RootNode {
                values: Vec::new(),
                previous: core::ptr::null_mut(),
                next,
            }));
            if !next.is_null() {
                (*next).previous = node;
            }
            *head = node;
            RootVec { node, head }
        }
    }

    /// A root vector that begins with a copy of `values`.
    pub fn from_slice(cx: &mut Mutator, values: &[Value]) -> RootVec {
        let mut roots = RootVec::new(cx);
        roots.extend_from_slice(values);
        roots
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
                *self.head = node.next;
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
    shared: Arc<Shared>,
    slot: usize,
}

// SAFETY: the value itself is only handed out to threads attached to the heap. [BOUND]
unsafe impl Send for GlobalRoot {}
// SAFETY: as above; the slot never changes.
unsafe impl Sync for GlobalRoot {}

impl GlobalRoot {
    pub fn new(cx: &mut Mutator, value: Value) -> GlobalRoot {
        let shared = cx.heap().shared.clone();
        let slot = shared.add_global(value);
        GlobalRoot { shared, slot }
    }

    /// # Panics
    /// When the mutator belongs to another heap.
    pub fn get(&self, cx: &Mutator) -> Value {
        assert!(Heap::same(&self.shared, cx), "a root is read by a thread of its own heap");
        self.shared.global(self.slot)
    }
}

impl Drop for GlobalRoot {
    fn drop(&mut self) {
        self.shared.remove_global(self.slot);
    }
}
