//! The trie under hash maps: new versions of nodes, and nodes changed in place by their owner.

use heap::{Field, Mutator, Result, Value};

use super::key;
use super::node::{
    BITS, Collision, DEPTH, HEAD, Node, below_slot, bit, collision_slot, head, low_word, mark_half,
    pair_slot, rank, slots,
};
use crate::edit::NOBODY;
use crate::kind;

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

/// A node in the making: its bitmaps and how many slots it gets.
struct Shape {
    pairs: u32,
    below: u32,
    edit: u64,
}

impl Shape {
    fn of(node: &[Value], edit: u64) -> Shape {
        Shape { pairs: low_word(node[0]), below: low_word(node[1]), edit }
    }

    fn pair_words(&self) -> usize {
        2 * self.pairs.count_ones() as usize
    }

    fn below_words(&self) -> usize {
        self.below.count_ones() as usize
    }

    /// Allocates the node; `fill` gets its pairs and the nodes below it (last place first).
    #[inline(always)]
    fn alloc(&self, cx: &mut Mutator, fill: impl FnOnce(&mut [Value], &mut [Value])) -> Result {
        let (pairs, below) = (self.pair_words(), self.below_words());
        // Room to grow for an owner, never more than 32 pairs.
        let slack = if self.edit == NOBODY { 0 } else { (pairs / 2 + 4).min(64 - pairs) & !1 };
        let len = HEAD + pairs + slack + below;
        cx.alloc_counted(kind::BITMAP_NODE, len, 0, |new, _| {
            new[0] = head(self.pairs, self.edit & MARK_LOW);
            new[1] = head(self.below, self.edit >> 31);
            let (front, back) = new.split_at_mut(len - below);
            fill(&mut front[HEAD..HEAD + pairs], back);
        })
    }
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
    if edit != NOBODY {
        return replace_owned(cx, node, at, item, edit);
    }
    let shape = Shape::of(s, NOBODY);
    let (pairs, below) = (shape.pair_words(), shape.below_words());
    // A node with unused slots is copied without them.
    let unused = s.len() - HEAD - pairs - below;
    let at = if at >= HEAD + pairs { at - unused } else { at };
    shape.alloc(cx, |front, back| {
        front.copy_from_slice(&s[HEAD..HEAD + pairs]);
        back.copy_from_slice(&s[s.len() - below..]);
        if at < HEAD + pairs {
            front[at - HEAD] = item;
        } else {
            back[at - HEAD - pairs] = item;
        }
    })
}

fn replace_owned(cx: &mut Mutator, node: Value, at: usize, item: Value, edit: u64) -> Result {
    let s = slots(node);
    if owned_by(s, edit) {
        cx.store(node, &fields(node)[at], item);
        return Ok(node);
    }
    let from_end = s.len() - at;
    let shape = Shape::of(s, edit);
    let (pairs, below) = (shape.pair_words(), shape.below_words());
    shape.alloc(cx, |front, back| {
        front.copy_from_slice(&s[HEAD..HEAD + pairs]);
        back.copy_from_slice(&s[s.len() - below..]);
        if at < HEAD + pairs {
            front[at - HEAD] = item;
        } else {
            back[below - from_end] = item;
        }
    })
}

/// `node` with the pair at a free place.
#[inline(always)]
fn add_pair(cx: &mut Mutator, node: Value, bit: u32, ins: &Insertion) -> Result {
    let s = slots(node);
    if ins.edit != NOBODY && owned_by(s, ins.edit) && add_in_place(cx, node, bit, ins) {
        return Ok(node);
    }
    let mut shape = Shape::of(s, ins.edit);
    let (old, below) = (shape.pair_words(), shape.below_words());
    let before = 2 * rank(shape.pairs, bit);
    shape.pairs |= bit;
    shape.alloc(cx, |front, back| {
        front[..before].copy_from_slice(&s[HEAD..HEAD + before]);
        front[before] = ins.key;
        front[before + 1] = ins.val;
        front[before + 2..].copy_from_slice(&s[HEAD + before..HEAD + old]);
        back.copy_from_slice(&s[s.len() - below..]);
    })
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
    let mut shape = Shape::of(s, edit);
    let (old_pairs, old_below) = (shape.pair_words(), shape.below_words());
    let before = 2 * rank(shape.pairs, bit);
    // Nodes below stand backwards: those of later places come first.
    let later = old_below - rank(shape.below, bit);
    if owned_by(s, edit) {
        // The pair's two slots leave room for the node's one.
        push_down_in_place(cx, node, bit, child, edit);
        return Ok(node);
    }
    shape.pairs &= !bit;
    shape.below |= bit;
    let old_back = &s[s.len() - old_below..];
    shape.alloc(cx, |front, back| {
        front[..before].copy_from_slice(&s[HEAD..HEAD + before]);
        front[before..].copy_from_slice(&s[HEAD + before + 2..HEAD + old_pairs]);
        back[..later].copy_from_slice(&old_back[..later]);
        back[later] = child;
        back[later + 1..].copy_from_slice(&old_back[later..]);
    })
}

fn push_down_in_place(cx: &mut Mutator, node: Value, bit: u32, child: Value, edit: u64) {
    let fields = fields(node);
    let (pairs, below) = (low_word(fields[0].get()), low_word(fields[1].get()));
    let (start, end) = (pair_slot(pairs, bit), HEAD + 2 * pairs.count_ones() as usize);
    for slot in start..end - 2 {
        let moved = fields[slot + 2].get();
        cx.store(node, &fields[slot], moved);
    }
    for field in &fields[end - 2..end] {
        cx.store(node, field, Value::NIL);
    }
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
        let shape = Shape { pairs: 0, below: a, edit: ins.edit };
        return shape.alloc(cx, |_, back| back[0] = child);
    }
    let shape = Shape { pairs: a | b, below: 0, edit: ins.edit };
    shape.alloc(cx, |front, _| {
        let in_order =
            if a < b { [key, val, ins.key, ins.val] } else { [ins.key, ins.val, key, val] };
        front.copy_from_slice(&in_order);
    })
}

#[cold]
fn insert_in_collision(cx: &mut Mutator, node: Value, ins: &mut Insertion) -> Result {
    let s = slots(node);
    if let Some(at) = collision_slot(cx, s, ins.hash, ins.key)? {
        if ins.present == Present::Keep || s[at + 1] == ins.val {
            return Ok(node);
        }
        return cx.alloc_counted(kind::COLLISION_NODE, s.len(), 0, |new, _| {
            new.copy_from_slice(s);
            new[at + 1] = ins.val;
        });
    }
    ins.added = true;
    cx.alloc_counted(kind::COLLISION_NODE, s.len() + 2, 0, |new, _| {
        new[..s.len()].copy_from_slice(s);
        new[s.len()] = ins.key;
        new[s.len() + 1] = ins.val;
    })
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
    let mut shape = Shape::of(s, edit);
    let (pairs, below) = (shape.pair_words(), shape.below_words());
    let at = pair_slot(shape.pairs, bit);
    if below == 0 && pairs == 2 {
        return Ok(Left::Nothing);
    }
    if below == 0 && pairs == 4 {
        let other = if at == HEAD { HEAD + 2 } else { HEAD };
        return Ok(Left::Pair(s[other], s[other + 1]));
    }
    if owned_by(s, edit) {
        let fields = fields(node);
        for slot in at..HEAD + pairs - 2 {
            let moved = fields[slot + 2].get();
            cx.store(node, &fields[slot], moved);
        }
        cx.store(node, &fields[HEAD + pairs - 2], Value::NIL);
        cx.store(node, &fields[HEAD + pairs - 1], Value::NIL);
        cx.store(node, &fields[0], head(shape.pairs & !bit, edit & MARK_LOW));
        return Ok(Left::Node(node));
    }
    shape.pairs &= !bit;
    let node = shape.alloc(cx, |front, back| {
        front[..at - HEAD].copy_from_slice(&s[HEAD..at]);
        front[at - HEAD..].copy_from_slice(&s[at + 2..HEAD + pairs]);
        back.copy_from_slice(&s[s.len() - below..]);
    })?;
    Ok(Left::Node(node))
}

/// `node` with the node below at `bit` replaced by the pair that is left of it.
fn pull_up(cx: &mut Mutator, node: Value, bit: u32, key: Value, val: Value, edit: u64) -> Result {
    let s = slots(node);
    let mut shape = Shape::of(s, edit);
    let (old_pairs, old_below) = (shape.pair_words(), shape.below_words());
    let before = 2 * rank(shape.pairs, bit);
    let later = old_below - 1 - rank(shape.below, bit);
    shape.pairs |= bit;
    shape.below &= !bit;
    let old_back = &s[s.len() - old_below..];
    shape.alloc(cx, |front, back| {
        front[..before].copy_from_slice(&s[HEAD..HEAD + before]);
        front[before] = key;
        front[before + 1] = val;
        front[before + 2..].copy_from_slice(&s[HEAD + before..HEAD + old_pairs]);
        back[..later].copy_from_slice(&old_back[..later]);
        back[later..].copy_from_slice(&old_back[later + 1..]);
    })
}

fn remove_from_collision(cx: &mut Mutator, node: Value, hash: u32, key: Value) -> Result<Left> {
    let s = slots(node);
    let Some(at) = collision_slot(cx, s, hash, key)? else { return Ok(Left::Same) };
    if s.len() == HEAD + 4 {
        let other = if at == HEAD { HEAD + 2 } else { HEAD };
        return Ok(Left::Pair(s[other], s[other + 1]));
    }
    let node = cx.alloc_counted(kind::COLLISION_NODE, s.len() - 2, 0, |new, _| {
        new[..at].copy_from_slice(&s[..at]);
        new[at..].copy_from_slice(&s[at + 2..]);
    })?;
    Ok(Left::Node(node))
}
