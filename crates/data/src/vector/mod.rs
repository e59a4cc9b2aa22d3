//! Vectors: a trie of 32-slot nodes and a tail, appended to in constant time.
//!
//! `trie` has the nodes, `transient` the vectors that change in place, `seq` the seqs, `subvec` the
//! views, `primitive` the vectors of one primitive type, `entry` the map entries (vectors of two).
#![allow(unsafe_code, reason = "leaves are read without a bounds check that was just made")]

pub mod behaviour;
pub mod entry;
pub mod primitive;
pub mod seq;
pub mod subvec;
pub mod transient;
pub(crate) mod trie;

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::edit::{self, NOBODY};
use crate::{kind, known};
use trie::{BITS, MASK, Root, WIDTH};

/// A persistent vector.
#[repr(C)]
pub struct Vector {
    header: Header,
    root: Value,
    tail: Value,
    meta: Value,
    count: u32,
    shift: u32,
    pub(crate) hash: AtomicU32,
    unused: u32,
}

impl HeapType for Vector {
    const KIND: Kind = kind::VECTOR;
}

/// Vectors are no longer than this, as on the JVM.
pub const MAX_LEN: usize = i32::MAX as usize;

impl Vector {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    #[inline(always)]
    pub fn meta(&self) -> Value {
        self.meta
    }

    /// The element at `index`.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        if index >= self.len() {
            return None;
        }
        let leaf = self.leaf_value(index);
        // SAFETY: [TRIE] `index` is below the count, so its leaf reaches that far.
        Some(unsafe { *trie::slots(leaf).get_unchecked(index & MASK) })
    }

    /// The leaf (or the tail) that holds the element at `index`, which is below the count.
    #[inline(always)]
    pub(crate) fn leaf_value(&self, index: usize) -> Value {
        debug_assert!(index < self.len());
        if index >= trie::tail_start(self.len()) {
            self.tail
        } else {
            trie::leaf(self.root, self.shift, index)
        }
    }

    /// The element in a slot of a leaf that `leaf_value` gave.
    #[inline(always)]
    pub(crate) fn in_leaf(leaf: Value, slot: usize) -> Value {
        trie::slots(leaf)[slot]
    }

    /// The elements of the leaf with `index`.
    #[inline(always)]
    pub fn leaf<'a>(&self, index: usize) -> &'a [Value] {
        trie::slots(self.leaf_value(index))
    }
}

pub static NODE_TYPE: TypeInfo =
    TypeInfo::new("clojure.lang.PersistentVector$Node", Layout::Counted);

/// `[]` without metadata.
#[inline(always)]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_VECTOR)
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let node = trie::from_slots(cx, &[])?;
    cx.set_known(known::EMPTY_VECTOR_NODE, node);
    let empty = make(cx, Root { node, shift: BITS }, node, Value::NIL, 0)?;
    cx.set_known(known::EMPTY_VECTOR, empty);
    Ok(())
}

#[inline(always)]
pub(crate) fn make(cx: &mut Mutator, root: Root, tail: Value, meta: Value, count: usize) -> Result {
    cx.alloc(Vector {
        header: Header::of::<Vector>(),
        root: root.node,
        tail,
        meta,
        count: count as u32,
        shift: root.shift,
        hash: AtomicU32::new(0),
        unused: 0,
    })
}

/// A vector with these elements.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn from_slice(cx: &mut Mutator, items: &[Value]) -> Result {
    if items.is_empty() {
        return Ok(empty(cx));
    }
    let start = trie::tail_start(items.len());
    let mut root = Root { node: cx.known(known::EMPTY_VECTOR_NODE), shift: BITS };
    // Inner nodes are filled in place while nobody else knows them.
    let edit = edit::fresh();
    for at in (0..start).step_by(WIDTH) {
        let leaf = trie::from_slots(cx, &items[at..at + WIDTH])?;
        root = trie::push_leaf(cx, edit, root, at, leaf)?;
    }
    let tail = trie::from_slots(cx, &items[start..])?;
    make(cx, root, tail, Value::NIL, items.len())
}

/// A vector with the elements of any collection; a vector without metadata is answered as it is.
///
/// # Errors
/// As for `seq::seq`.
pub fn from_coll(cx: &mut Mutator, coll: Value) -> Result {
    let mut transient = transient::Builder::new(cx)?;
    crate::seq::for_each(cx, coll, |cx, item| {
        transient.push(cx, item)?;
        Ok(crate::seq::Flow::On)
    })?;
    transient.finish(cx)
}

/// The vector with `item` behind its last element.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub fn push(cx: &mut Mutator, vector: &Vector, item: Value) -> Result {
    let count = vector.len();
    let in_tail = count - trie::tail_start(count);
    let root = Root { node: vector.root, shift: vector.shift };
    if in_tail < WIDTH {
        let tail = trie::copy_and_push(cx, vector.tail, in_tail, item)?;
        return make(cx, root, tail, vector.meta, count + 1);
    }
    push_full(cx, vector, item)
}

#[inline(never)]
fn push_full(cx: &mut Mutator, vector: &Vector, item: Value) -> Result {
    let count = vector.len();
    let root = Root { node: vector.root, shift: vector.shift };
    let root = trie::push_leaf(cx, NOBODY, root, count - WIDTH, vector.tail)?;
    let tail = trie::from_slots(cx, &[item])?;
    make(cx, root, tail, vector.meta, count + 1)
}

/// The vector with the element at `index` replaced, or pushed when `index` is the count.
/// `None` when the index is out of bounds.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub fn assoc(
    cx: &mut Mutator,
    vector: &Vector,
    index: usize,
    item: Value,
) -> Result<Option<Value>> {
    let count = vector.len();
    if index >= count {
        return if index == count { push(cx, vector, item).map(Some) } else { Ok(None) };
    }
    let start = trie::tail_start(count);
    let root = Root { node: vector.root, shift: vector.shift };
    if index >= start {
        let tail = trie::copy_with(cx, vector.tail, index & MASK, item)?;
        return make(cx, root, tail, vector.meta, count).map(Some);
    }
    let node = trie::assoc(cx, root.node, root.shift, index, item)?;
    let root = Root { node, shift: root.shift };
    make(cx, root, vector.tail, vector.meta, count).map(Some)
}

/// The vector without its last element; `None` when it has none.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn pop(cx: &mut Mutator, vector: &Vector) -> Result<Option<Value>> {
    let count = vector.len();
    if count == 0 {
        return Ok(None);
    }
    if count == 1 {
        return with_meta(cx, empty(cx), vector.meta).map(Some);
    }
    let start = trie::tail_start(count);
    let root = Root { node: vector.root, shift: vector.shift };
    if count - start > 1 {
        let tail = trie::from_slots(cx, &trie::slots(vector.tail)[..count - start - 1])?;
        return make(cx, root, tail, vector.meta, count - 1).map(Some);
    }
    let last = start - WIDTH;
    let tail = trie::leaf(root.node, root.shift, last);
    let node = match trie::pop_leaf(cx, NOBODY, root.node, root.shift, last)? {
        gone if gone.is_nil() => cx.known(known::EMPTY_VECTOR_NODE),
        node => node,
    };
    let root = trie::lower(Root { node, shift: root.shift });
    make(cx, root, tail, vector.meta, count - 1).map(Some)
}

/// The same elements under other metadata.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn with_meta(cx: &mut Mutator, vector: Value, meta: Value) -> Result {
    let v = vector.cast::<Vector>().expect("callers pass vectors");
    if meta == v.meta {
        return Ok(vector);
    }
    make(cx, Root { node: v.root, shift: v.shift }, v.tail, meta, v.len())
}
