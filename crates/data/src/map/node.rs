//! The trie under hash maps: reading it.
//!
//! A node has room for 32 places, chosen by five bits of the hash: a place is free, holds a pair, or
//! leads to a node below. Two bitmaps say which. Walking the places in order gives exactly the order
//! of Clojure's tries on the JVM, whose nodes look different but branch on the same bits. Keys with
//! the same hash end, after all its bits, in a collision node, in order of arrival.
//!
//! Layout, as the slots of a counted object (`pairs` and `below` are bitmaps of 32 bits, `mark` is
//! the owner's edit token in two halves of 31 bits, see `edit`):
//!
//! ```text
//! 0: fixnum pairs | mark_low << 32     2..: key, value, key, value …
//! 1: fixnum below | mark_high << 32    from the end backwards: the nodes below
//! ```
//!
//! A node that a transient made may have unused slots (nil) between the pairs and the nodes.
//! A collision node has the hash in slot 0, the mark in slot 1, and pairs only.
#![allow(unsafe_code, reason = "nodes are read without asking what they are: the trie knows")]

use heap::{Counted, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::key;
use crate::kind;

pub(crate) const BITS: u32 = 5;
/// The level at which all bits of a hash are used up: collision nodes stand here, and only here.
pub(crate) const DEPTH: u32 = 35;
/// Slots before the first pair.
pub(crate) const HEAD: usize = 2;

/// A node of the trie.
#[repr(transparent)]
pub(crate) struct Node(Counted);

impl HeapType for Node {
    const KIND: Kind = kind::BITMAP_NODE;
}

/// Pairs whose keys have one and the same hash.
#[repr(transparent)]
pub(crate) struct Collision(Counted);

impl HeapType for Collision {
    const KIND: Kind = kind::COLLISION_NODE;
}

impl Node {
    #[inline(always)]
    pub(crate) fn counted(&self) -> &Counted {
        &self.0
    }
}

impl Collision {
    #[inline(always)]
    pub(crate) fn counted(&self) -> &Counted {
        &self.0
    }
}

/// The slots of a node or collision node.
#[inline(always)]
pub(crate) fn slots<'a>(node: Value) -> &'a [Value] {
    debug_assert!(node.is::<Node>() || node.is::<Collision>());
    // SAFETY: [TRIE] roots and the slots for nodes below hold nodes, which are counted objects.
    unsafe { Counted::of_unchecked(node) }.refs()
}

/// The bitmap in a head slot.
#[inline(always)]
pub(crate) fn low_word(slot: Value) -> u32 {
    (slot.bits() >> 1) as u32
}

/// The half of the owner's mark in a head slot.
#[inline(always)]
pub(crate) fn mark_half(slot: Value) -> u64 {
    slot.bits() >> 33
}

/// A head slot.
#[inline(always)]
pub(crate) fn head(word: u32, half: u64) -> Value {
    Value::from_bits((half << 33) | (u64::from(word) << 1))
}

/// The bit for `hash` at a level.
#[inline(always)]
pub(crate) fn bit(hash: u32, level: u32) -> u32 {
    1 << ((hash >> level) & 31)
}

/// How many places before `bit` are taken in `map`.
#[inline(always)]
pub(crate) fn rank(map: u32, bit: u32) -> usize {
    (map & (bit - 1)).count_ones() as usize
}

/// The slot of the key of the pair at `bit`.
#[inline(always)]
pub(crate) fn pair_slot(pairs: u32, bit: u32) -> usize {
    HEAD + 2 * rank(pairs, bit)
}

/// The slot of the node at `bit`, in a node of `len` slots.
#[inline(always)]
pub(crate) fn below_slot(below: u32, bit: u32, len: usize) -> usize {
    len - 1 - rank(below, bit)
}

/// A pair in the trie: where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub key: &'a Value,
    pub val: &'a Value,
}

/// The pair with `key`, whose hash is `hash`.
#[inline]
pub(crate) fn find<'a>(
    cx: &mut Mutator,
    root: Value,
    hash: u32,
    key: Value,
) -> Result<Option<Found<'a>>> {
    let mut node = slots(root);
    let mut level = 0;
    loop {
        let bit = bit(hash, level);
        let pairs = low_word(node[0]);
        if pairs & bit != 0 {
            let at = pair_slot(pairs, bit);
            // SAFETY: [TRIE] as many pairs stand there as the bitmap has bits.
            let (k, v) = unsafe { (node.get_unchecked(at), node.get_unchecked(at + 1)) };
            let found = key::same(cx, *k, key)?;
            return Ok(found.then_some(Found { key: k, val: v }));
        }
        let below = low_word(node[1]);
        if below & bit == 0 {
            return Ok(None);
        }
        // SAFETY: [TRIE] as above, for nodes.
        let next = unsafe { *node.get_unchecked(below_slot(below, bit, node.len())) };
        node = slots(next);
        level += BITS;
        if level == DEPTH {
            return find_in_collision(cx, node, hash, key);
        }
    }
}

#[cold]
fn find_in_collision<'a>(
    cx: &mut Mutator,
    node: &'a [Value],
    hash: u32,
    key: Value,
) -> Result<Option<Found<'a>>> {
    let at = collision_slot(cx, node, hash, key)?;
    Ok(at.map(|at| Found { key: &node[at], val: &node[at + 1] }))
}

/// The slot of `key` in a collision node.
pub(crate) fn collision_slot(
    cx: &mut Mutator,
    node: &[Value],
    hash: u32,
    key: Value,
) -> Result<Option<usize>> {
    debug_assert_eq!(low_word(node[0]), hash);
    for at in (HEAD..node.len()).step_by(2) {
        if key::same(cx, node[at], key)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The pairs of a trie, in order. Lives on the stack.
pub(crate) struct Pairs {
    /// The nodes from the root down to the current one, and which places are still to come in each.
    nodes: [Value; 8],
    todo: [u32; 8],
    /// How many nodes are being visited.
    depth: usize,
}

impl Pairs {
    pub(crate) fn new(root: Value) -> Pairs {
        let mut pairs = Pairs { nodes: [Value::NIL; 8], todo: [0; 8], depth: 0 };
        pairs.enter(root);
        pairs
    }

    #[inline]
    fn enter(&mut self, node: Value) {
        self.nodes[self.depth] = node;
        let s = slots(node);
        self.todo[self.depth] = if self.depth == (DEPTH / BITS) as usize {
            ((s.len() - HEAD) / 2) as u32
        } else {
            low_word(s[0]) | low_word(s[1])
        };
        self.depth += 1;
    }
}

impl Iterator for Pairs {
    type Item = (Value, Value);

    #[inline]
    fn next(&mut self) -> Option<(Value, Value)> {
        while let Some(top) = self.depth.checked_sub(1) {
            let todo = self.todo[top];
            if todo == 0 {
                self.depth = top;
                continue;
            }
            let node = slots(self.nodes[top]);
            if top == (DEPTH / BITS) as usize {
                self.todo[top] = todo - 1;
                let at = node.len() - 2 * todo as usize;
                return Some((node[at], node[at + 1]));
            }
            let bit = todo & todo.wrapping_neg();
            self.todo[top] = todo & !bit;
            let pairs = low_word(node[0]);
            if pairs & bit != 0 {
                let at = pair_slot(pairs, bit);
                return Some((node[at], node[at + 1]));
            }
            let below = low_word(node[1]);
            self.enter(node[below_slot(below, bit, node.len())]);
        }
        None
    }
}

pub static NODE_TYPE: TypeInfo =
    TypeInfo::new("clojure.lang.PersistentHashMap$BitmapIndexedNode", Layout::Counted);
pub static COLLISION_TYPE: TypeInfo =
    TypeInfo::new("clojure.lang.PersistentHashMap$HashCollisionNode", Layout::Counted);
