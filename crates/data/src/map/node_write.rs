//! The trie under hash maps: new versions of nodes, and nodes changed in place by their owner.

use heap::{Field, Mutator, Result, Value};

use super::key;
use super::node::{
    BITS, Collision, DEPTH, HEAD, Node, below_slot, bit, collision_slot, head, low_word, mark_half,
    pair_slot, rank, slots,
};
use crate::edit::NOBODY;
use crate::{build, kind};

/// What to do when the key is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Present {
    /// Give it the new value.
    Replace,
    /// Leave the pair as it is.
    Keep,
}

/// A pair on its way into the trie.
pub(crate) struct Insertion {
    pub hash: u32,
    pub key: Value,
    pub val: Value,
    pub present: Present,
    /// Who may write in place: a transient's mark, or `NOBODY`.
    pub edit: u64,
    /// Set when the key was not there before.
    pub added: bool,
}

const MARK_LOW: u64 = (1 << 31) - 1;

/// A node taken apart: its bitmaps, its pairs, and the nodes below it (last place first).
struct Apart<'a> {
    pairs: u32,
    below: u32,
    front: &'a [Value],
    back: &'a [Value],
}

impl<'a> Apart<'a> {
    #[inline(always)]
    fn of(slots: &'a [Value]) -> Apart<'a> {
        let (pairs, below) = (low_word(slots[0]), low_word(slots[1]));
        let front = &slots[HEAD..HEAD + 2 * pairs.count_ones() as usize];
        let back = &slots[slots.len() - below.count_ones() as usize..];
        Apart { pairs, below, front, back }
    }

    /// The pairs before a place, and those from there on.
    #[inline(always)]
    fn split_front(&self, bit: u32) -> (&'a [Value], &'a [Value]) {
        self.front.split_at(2 * rank(self.pairs, bit))
    }

    /// The nodes below at later places, and those at earlier ones, in the order in which they stand;
    /// a node at the place itself is the first of the second.
    #[inline(always)]
    fn split_back(&self, bit: u32) -> (&'a [Value], &'a [Value]) {
        let later = self.below & !(bit | (bit - 1));
        self.back.split_at(later.count_ones() as usize)
    }
}

/// The head slots of a node.
#[inline(always)]
fn heads(pairs: u32, below: u32, edit: u64) -> [Value; 2] {
    [head(pairs, edit & MARK_LOW), head(below, edit >> 31)]
}

/// Unused slots for a node whose pairs fill `words`: an owner gets room to grow, but never for more
/// than 32 pairs.
#[inline(always)]
fn slack(words: usize, edit: u64) -> &'static [Value] {
    const UNUSED: &[Value] = &[Value::NIL; 36];
    if edit == NOBODY {
        return &[];
    }
    &UNUSED[..(words / 2 + 4).min(64 - words) & !1]
}

/// The slots of a node that a transient may be changing.
#[inline(always)]
fn fields<'a>(node: Value) -> &'a [Field] {
    let counted = match node.cast::<Node>() {
        Some(node) => node.counted(),
        None => node.cast::<Collision>().expect("the trie holds nodes only").counted(),
    };
    counted.fields()
}

#[inline(always)]
fn owned_by(node: &[Value], edit: u64) -> bool {
    edit != NOBODY && mark_half(node[0]) == edit & MARK_LOW && mark_half(node[1]) == edit >> 31
}

/// The trie with the pair in it; `node` itself when nothing changed or the change was in place.
pub(crate) fn insert(cx: &mut Mutator, node: Value, level: u32, ins: &mut Insertion) -> Result {
    if level == DEPTH {
        return insert_in_collision(cx, node, ins);
    }
    let s = slots(node);
    let bit = bit(ins.hash, level);
    let (pairs, below) = (low_word(s[0]), low_word(s[1]));
    if below & bit != 0 {
        let at = below_slot(below, bit, s.len());
        let old = s[at];
        let new = insert(cx, old, level + BITS, ins)?;
        return if new == old { Ok(node) } else { replace_slot(cx, node, at, new, ins.edit) };
    }
    if pairs & bit != 0 {
        let at = pair_slot(pairs, bit);
        let (key, val) = (s[at], s[at + 1]);
        if key::same(cx, key, ins.key)? {
            if ins.present == Present::Keep || val == ins.val {
                return Ok(node);
            }
            return replace_slot(cx, node, at + 1, ins.val, ins.edit);
        }
        ins.added = true;
        let hash = key::hash(cx, key)?;
        let child = branch(cx, level + BITS, (hash, key, val), ins)?;
        return push_down(cx, node, bit, child, ins.edit);
    }
    ins.added = true;
    add_pair(cx, node, bit, ins)
}

/// `node` with one slot replaced.
#[inline(always)]
fn replace_slot(cx: &mut Mutator, node: Value, at: usize, item: Value, edit: u64) -> Result {
    let s = slots(node);
    if edit == NOBODY {
        return build::counted_with(cx, kind::BITMAP_NODE, s, at, item);
    }
    if owned_by(s, edit) {
        cx.store(node, &fields(node)[at], item);
        return Ok(node);
    }
    own_copy_with(cx, s, at, item, edit)
}

/// A copy for an owner, with room to grow.
fn own_copy_with(cx: &mut Mutator, s: &[Value], at: usize, item: Value, edit: u64) -> Result {
    let Apart { pairs, below, front, back } = Apart::of(s);
    let (heads, slack) = (heads(pairs, below, edit), slack(front.len(), edit));
    let (place, from_end) = (at - HEAD, s.len() - at);
    if place < front.len() {
        let (before, after) = (&front[..place], &front[place + 1..]);
        build::counted(cx, kind::BITMAP_NODE, [&heads, before, &[item], after, slack, back])
    } else {
        let place = back.len() - from_end;
        let (before, after) = (&back[..place], &back[place + 1..]);
        build::counted(cx, kind::BITMAP_NODE, [&heads, front, slack, before, &[item], after])
    }
}

/// `node` with the pair at a free place.
#[inline(always)]
fn add_pair(cx: &mut Mutator, node: Value, bit: u32, ins: &Insertion) -> Result {
    let s = slots(node);
    if ins.edit != NOBODY && owned_by(s, ins.edit) && add_in_place(cx, node, bit, ins) {
        return Ok(node);
    }
    let node = Apart::of(s);
    let (before, after) = node.split_front(bit);
    let heads = heads(node.pairs | bit, node.below, ins.edit);
    let pair = [ins.key, ins.val];
    let slack = slack(node.front.len() + 2, ins.edit);
    build::counted(cx, kind::BITMAP_NODE, [&heads, before, &pair, after, slack, node.back])
}

/// Puts the pair into a node of the owner's, if it has the room.
fn add_in_place(cx: &mut Mutator, node: Value, bit: u32, ins: &Insertion) -> bool {
    let fields = fields(node);
    let (pairs, below) = (low_word(fields[0].get()), low_word(fields[1].get()));
    let used = HEAD + 2 * pairs.count_ones() as usize;
    if used + 2 + below.count_ones() as usize > fields.len() {
        return false;
    }
    let at = pair_slot(pairs, bit);
    for slot in (at..used).rev() {
        let moved = fields[slot].get();
        cx.store(node, &fields[slot + 2], moved);
    }
    cx.store(node, &fields[at], ins.key);
    cx.store(node, &fields[at + 1], ins.val);
    cx.store(node, &fields[0], head(pairs | bit, ins.edit & MARK_LOW));
    true
}

/// `node` with the pair at `bit` replaced by a node below.
fn push_down(cx: &mut Mutator, node: Value, bit: u32, child: Value, edit: u64) -> Result {
    let s = slots(node);
    if owned_by(s, edit) {
        // The pair's two slots leave room for the node's one.
        push_down_in_place(cx, node, bit, child, edit);
        return Ok(node);
    }
    let node = Apart::of(s);
    let (before, pair_and_after) = node.split_front(bit);
    let after = &pair_and_after[2..];
    let (later, earlier) = node.split_back(bit);
    let heads = heads(node.pairs & !bit, node.below | bit, edit);
    let slack = slack(node.front.len() - 2, edit);
    let parts = [&heads[..], before, after, slack, later, &[child], earlier];
    build::counted(cx, kind::BITMAP_NODE, parts)
}

fn push_down_in_place(cx: &mut Mutator, node: Value, bit: u32, child: Value, edit: u64) {
    let fields = fields(node);
    let (pairs, below) = (low_word(fields[0].get()), low_word(fields[1].get()));
    remove_in_place(cx, node, pair_slot(pairs, bit), HEAD + 2 * pairs.count_ones() as usize);
    let len = fields.len();
    let first_below = len - below.count_ones() as usize;
    let place = len - 1 - rank(below, bit);
    for slot in first_below..=place {
        let moved = fields[slot].get();
        cx.store(node, &fields[slot - 1], moved);
    }
    cx.store(node, &fields[place], child);
    cx.store(node, &fields[0], head(pairs & !bit, edit & MARK_LOW));
    cx.store(node, &fields[1], head(below | bit, edit >> 31));
}

/// A node at `level` with two pairs: one that was there, and the new one.
fn branch(cx: &mut Mutator, level: u32, old: (u32, Value, Value), ins: &Insertion) -> Result {
    let (hash, key, val) = old;
    if level == DEPTH {
        let (low, high) = (ins.edit & MARK_LOW, ins.edit >> 31);
        let words = [head(hash, low), head(0, high), key, val, ins.key, ins.val];
        return cx.alloc_refs(kind::COLLISION_NODE, &words);
    }
    let (a, b) = (bit(hash, level), bit(ins.hash, level));
    if a == b {
        let child = branch(cx, level + BITS, old, ins)?;
        let heads = heads(0, a, ins.edit);
        return build::counted(cx, kind::BITMAP_NODE, [&heads, slack(0, ins.edit), &[child]]);
    }
    let heads = heads(a | b, 0, ins.edit);
    let (old, new) = ([key, val], [ins.key, ins.val]);
    let (first, second) = if a < b { (&old, &new) } else { (&new, &old) };
    build::counted(cx, kind::BITMAP_NODE, [&heads, first, second, slack(4, ins.edit)])
}

#[cold]
fn insert_in_collision(cx: &mut Mutator, node: Value, ins: &mut Insertion) -> Result {
    let s = slots(node);
    if let Some(at) = collision_slot(cx, s, ins.hash, ins.key)? {
        if ins.present == Present::Keep || s[at + 1] == ins.val {
            return Ok(node);
        }
        return build::counted_with(cx, kind::COLLISION_NODE, s, at + 1, ins.val);
    }
    ins.added = true;
    build::counted(cx, kind::COLLISION_NODE, [s, &[ins.key, ins.val]])
}

/// What is left of a node.
pub(crate) enum Left {
    /// The key was not there.
    Same,
    Node(Value),
    /// One pair, which the node above takes in.
    Pair(Value, Value),
    Nothing,
}

/// The trie without `key`.
pub(crate) fn remove(
    cx: &mut Mutator,
    node: Value,
    level: u32,
    hash: u32,
    key: Value,
    edit: u64,
) -> Result<Left> {
    if level == DEPTH {
        return remove_from_collision(cx, node, hash, key);
    }
    let s = slots(node);
    let bit = bit(hash, level);
    let (pairs, below) = (low_word(s[0]), low_word(s[1]));
    if pairs & bit != 0 {
        let at = pair_slot(pairs, bit);
        if !key::same(cx, s[at], key)? {
            return Ok(Left::Same);
        }
        return remove_pair(cx, node, bit, edit);
    }
    if below & bit == 0 {
        return Ok(Left::Same);
    }
    let at = below_slot(below, bit, s.len());
    match remove(cx, s[at], level + BITS, hash, key, edit)? {
        Left::Same => Ok(Left::Same),
        Left::Node(new) if new == s[at] => Ok(Left::Node(node)),
        Left::Node(new) => replace_slot(cx, node, at, new, edit).map(Left::Node),
        Left::Pair(key, val) if pairs == 0 && below == bit => Ok(Left::Pair(key, val)),
        Left::Pair(key, val) => pull_up(cx, node, bit, key, val, edit).map(Left::Node),
        // A node below has at least two pairs, so something is left of it.
        Left::Nothing => Ok(Left::Same),
    }
}

fn remove_pair(cx: &mut Mutator, node: Value, bit: u32, edit: u64) -> Result<Left> {
    let s = slots(node);
    let apart = Apart::of(s);
    let (before, pair_and_after) = apart.split_front(bit);
    let after = &pair_and_after[2..];
    if apart.below == 0 && apart.front.len() == 2 {
        return Ok(Left::Nothing);
    }
    if apart.below == 0 && apart.front.len() == 4 {
        let other = if before.is_empty() { after } else { before };
        return Ok(Left::Pair(other[0], other[1]));
    }
    if owned_by(s, edit) {
        let (start, end) = (HEAD + before.len(), HEAD + apart.front.len());
        remove_in_place(cx, node, start, end);
        cx.store(node, &fields(node)[0], head(apart.pairs & !bit, edit & MARK_LOW));
        return Ok(Left::Node(node));
    }
    let heads = heads(apart.pairs & !bit, apart.below, edit);
    let slack = slack(apart.front.len() - 2, edit);
    let parts = [&heads[..], before, after, slack, apart.back];
    build::counted(cx, kind::BITMAP_NODE, parts).map(Left::Node)
}

/// Closes the gap that a pair leaves at `start`; the pairs end at `end`.
fn remove_in_place(cx: &mut Mutator, node: Value, start: usize, end: usize) {
    let fields = fields(node);
    for slot in start..end - 2 {
        let moved = fields[slot + 2].get();
        cx.store(node, &fields[slot], moved);
    }
    for field in &fields[end - 2..end] {
        cx.store(node, field, Value::NIL);
    }
}

/// `node` with the node below at `bit` replaced by the pair that is left of it.
fn pull_up(cx: &mut Mutator, node: Value, bit: u32, key: Value, val: Value, edit: u64) -> Result {
    let node = Apart::of(slots(node));
    let (before, after) = node.split_front(bit);
    let (later, node_and_earlier) = node.split_back(bit);
    let earlier = &node_and_earlier[1..];
    let heads = heads(node.pairs | bit, node.below & !bit, edit);
    let slack = slack(node.front.len() + 2, edit);
    let parts = [&heads[..], before, &[key, val], after, slack, later, earlier];
    build::counted(cx, kind::BITMAP_NODE, parts)
}

fn remove_from_collision(cx: &mut Mutator, node: Value, hash: u32, key: Value) -> Result<Left> {
    let s = slots(node);
    let Some(at) = collision_slot(cx, s, hash, key)? else { return Ok(Left::Same) };
    if s.len() == HEAD + 4 {
        let other = if at == HEAD { HEAD + 2 } else { HEAD };
        return Ok(Left::Pair(s[other], s[other + 1]));
    }
    build::counted(cx, kind::COLLISION_NODE, [&s[..at], &s[at + 2..]]).map(Left::Node)
}
