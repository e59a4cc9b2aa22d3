//! The trie under vectors: nodes of up to 32 slots, found by five bits of the index at a time.
//!
//! A node made by a persistent operation is as long as it is full. A node made by a transient has
//! 32 slots and, behind them, the mark of its owner, who may write into it (see `edit`).
#![allow(unsafe_code, reason = "nodes are read without asking what they are: the trie knows")]

use heap::{Counted, HeapType, Kind, Mutator, Result, Value};

use crate::edit::NOBODY;
use crate::{build, kind};

pub(crate) const BITS: u32 = 5;
pub(crate) const WIDTH: usize = 1 << BITS;
pub(crate) const MASK: usize = WIDTH - 1;

/// A node or a leaf; tails are leaves too.
#[repr(transparent)]
pub(crate) struct Node(Counted);

impl HeapType for Node {
    const KIND: Kind = kind::VECTOR_NODE;
}

/// The node that `value` is.
#[inline(always)]
fn node<'a>(value: Value) -> &'a Node {
    debug_assert!(value.is::<Node>());
    // SAFETY: [TRIE] roots, tails and the inner slots of a trie hold nodes.
    unsafe { value.cast_unchecked::<Node>() }
}

/// What stands in a node that no longer changes.
#[inline(always)]
pub(crate) fn slots<'a>(value: Value) -> &'a [Value] {
    node(value).0.refs()
}

/// The child in a slot; nil when the node is not that long or has none there.
#[inline(always)]
fn child(value: Value, slot: usize) -> Value {
    node(value).0.fields().get(slot).map_or(Value::NIL, |field| field.get())
}

/// Index of the first element of the tail of a vector with `count` elements.
#[inline(always)]
pub(crate) fn tail_start(count: usize) -> usize {
    count.saturating_sub(1) & !MASK
}

/// The leaf with the element at `index`, in the trie below `root`.
#[inline(always)]
pub(crate) fn leaf(root: Value, shift: u32, index: usize) -> Value {
    let mut at = root;
    let mut level = shift;
    while level > 0 {
        // SAFETY: [TRIE] callers ask for indices below the tail's start, whose paths are complete.
        at = unsafe { *slots(at).get_unchecked((index >> level) & MASK) };
        level -= BITS;
    }
    at
}

/// As `leaf`, for a trie that another thread may be changing against the rules: never trusts a slot.
pub(crate) fn leaf_checked(root: Value, shift: u32, index: usize) -> Value {
    let mut at = root;
    let mut level = shift;
    while level > 0 && at.is::<Node>() {
        at = child(at, (index >> level) & MASK);
        level -= BITS;
    }
    at
}

/// A node with these slots, which nobody may change.
#[inline(always)]
pub(crate) fn from_slots(cx: &mut Mutator, slots: &[Value]) -> Result {
    cx.alloc_refs(kind::VECTOR_NODE, slots)
}

/// A copy with the slot `at` replaced.
#[inline(always)]
pub(crate) fn copy_with(cx: &mut Mutator, from: Value, at: usize, item: Value) -> Result {
    build::counted_with(cx, kind::VECTOR_NODE, slots(from), at, item)
}

/// A copy of the first `len` slots and `item` behind them.
#[inline(always)]
pub(crate) fn copy_and_push(cx: &mut Mutator, from: Value, len: usize, item: Value) -> Result {
    build::counted(cx, kind::VECTOR_NODE, [&slots(from)[..len], &[item]])
}

/// A node for the owner `edit`, with a copy of `slots`.
pub(crate) fn own_copy(cx: &mut Mutator, edit: u64, slots: &[Value]) -> Result {
    debug_assert_ne!(edit, NOBODY);
    cx.alloc_counted(kind::VECTOR_NODE, WIDTH, 1, |new, raw| {
        new[..slots.len()].copy_from_slice(slots);
        raw[0] = edit;
    })
}

/// `at` when `edit` owns it, else a copy that it owns.
pub(crate) fn owned(cx: &mut Mutator, edit: u64, at: Value) -> Result {
    if node(at).0.raw().first() == Some(&edit) { Ok(at) } else { own_copy(cx, edit, slots(at)) }
}

/// Stores into a slot of a node that the caller owns.
#[inline(always)]
pub(crate) fn set(cx: &mut Mutator, at: Value, slot: usize, item: Value) {
    cx.store(at, &node(at).0.fields()[slot], item);
}

/// The slot of a node that may be changing; nil where there is no node.
#[inline(always)]
pub(crate) fn read(at: Value, slot: usize) -> Value {
    if at.is::<Node>() { child(at, slot) } else { Value::NIL }
}

/// The trie with the element at `index` replaced.
pub(crate) fn assoc(cx: &mut Mutator, at: Value, level: u32, index: usize, item: Value) -> Result {
    let slot = (index >> level) & MASK;
    let new =
        if level == 0 { item } else { assoc(cx, child(at, slot), level - BITS, index, item)? };
    copy_with(cx, at, slot, new)
}

/// As `assoc`, in place where `edit` owns the nodes.
pub(crate) fn assoc_owned(
    cx: &mut Mutator,
    edit: u64,
    at: Value,
    level: u32,
    index: usize,
    item: Value,
) -> Result {
    let at = owned(cx, edit, at)?;
    let slot = (index >> level) & MASK;
    let new = if level == 0 {
        item
    } else {
        assoc_owned(cx, edit, child(at, slot), level - BITS, index, item)?
    };
    set(cx, at, slot, new);
    Ok(at)
}

/// Nodes of one slot each from `level` down to `leaf`.
fn path(cx: &mut Mutator, edit: u64, level: u32, leaf: Value) -> Result {
    let mut top = leaf;
    for _ in 0..level / BITS {
        top = if edit == NOBODY { from_slots(cx, &[top])? } else { own_copy(cx, edit, &[top])? };
    }
    Ok(top)
}

/// A trie and the level of its root.
pub(crate) struct Root {
    pub node: Value,
    pub shift: u32,
}

/// The trie with a full `leaf` more, whose first element has the index `start`.
pub(crate) fn push_leaf(
    cx: &mut Mutator,
    edit: u64,
    root: Root,
    start: usize,
    leaf: Value,
) -> Result<Root> {
    if start >> BITS >= 1 << root.shift {
        // The root is full: one level more.
        let right = path(cx, edit, root.shift, leaf)?;
        let both = [root.node, right];
        let node = if edit == NOBODY { from_slots(cx, &both)? } else { own_copy(cx, edit, &both)? };
        return Ok(Root { node, shift: root.shift + BITS });
    }
    let node = push_below(cx, edit, root.node, root.shift, start, leaf)?;
    Ok(Root { node, shift: root.shift })
}

fn push_below(
    cx: &mut Mutator,
    edit: u64,
    at: Value,
    level: u32,
    start: usize,
    leaf: Value,
) -> Result {
    let slot = (start >> level) & MASK;
    let at = if edit == NOBODY { at } else { owned(cx, edit, at)? };
    let new = if level == BITS {
        leaf
    } else {
        match child(at, slot) {
            below if below.is_nil() => path(cx, edit, level - BITS, leaf)?,
            below => push_below(cx, edit, below, level - BITS, start, leaf)?,
        }
    };
    if edit == NOBODY {
        copy_and_push(cx, at, slot, new)
    } else {
        set(cx, at, slot, new);
        Ok(at)
    }
}

/// The trie without its last leaf, which begins at `start`; nil when nothing is left below `at`.
pub(crate) fn pop_leaf(cx: &mut Mutator, edit: u64, at: Value, level: u32, start: usize) -> Result {
    let slot = (start >> level) & MASK;
    let new = if level > BITS {
        pop_leaf(cx, edit, child(at, slot), level - BITS, start)?
    } else {
        Value::NIL
    };
    if new.is_nil() && slot == 0 {
        return Ok(Value::NIL);
    }
    if edit != NOBODY {
        let at = owned(cx, edit, at)?;
        set(cx, at, slot, new);
        Ok(at)
    } else if new.is_nil() {
        from_slots(cx, &slots(at)[..slot])
    } else {
        copy_and_push(cx, at, slot, new)
    }
}

/// The trie one level lower when its root has a single child.
pub(crate) fn lower(root: Root) -> Root {
    if root.shift > BITS && child(root.node, 1).is_nil() {
        return Root { node: child(root.node, 0), shift: root.shift - BITS };
    }
    root
}
