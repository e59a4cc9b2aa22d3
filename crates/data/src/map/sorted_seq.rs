//! The seqs of sorted maps, in both directions, from the beginning or from a key on.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::sorted::{self, TreeMap, TreeNode, node};
use crate::kind;
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::vector::entry;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Ascending,
    Descending,
}

/// A node of the tree, and the seq that goes on above it.
#[repr(C)]
pub struct TreeMapSeq {
    header: Header,
    node: Value,
    /// The seq of the nearest node above that is still to come; nil when there is none.
    above: Value,
    meta: Value,
    descending: u32,
    hash: AtomicU32,
}

impl HeapType for TreeMapSeq {
    const KIND: Kind = kind::TREE_MAP_SEQ;
}

fn make(cx: &mut Mutator, node: Value, above: Value, direction: Direction, meta: Value) -> Result {
    let descending = u32::from(direction == Direction::Descending);
    let (header, hash) = (Header::of::<TreeMapSeq>(), AtomicU32::new(0));
    cx.alloc(TreeMapSeq { header, node, above, meta, descending, hash })
}

fn this<'a>(value: Value) -> &'a TreeMapSeq {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

impl TreeMapSeq {
    fn direction(&self) -> Direction {
        if self.descending == 0 { Direction::Ascending } else { Direction::Descending }
    }

    fn pair(&self) -> (Value, Value) {
        node(self.node).map_or((Value::NIL, Value::NIL), |node| (node.key, node.val))
    }
}

/// The subtree that comes before a node's own pair, and the one after.
fn sides(node: &TreeNode, direction: Direction) -> (Value, Value) {
    match direction {
        Direction::Ascending => (node.left, node.right),
        Direction::Descending => (node.right, node.left),
    }
}

/// Goes down to the first pair of a tree; `above` is what follows the whole tree.
fn enter(cx: &mut Mutator, tree: Value, above: Value, direction: Direction) -> Result {
    let (mut at, mut seq) = (tree, above);
    while let Some(here) = node(at) {
        seq = make(cx, at, seq, direction, Value::NIL)?;
        at = sides(here, direction).0;
    }
    Ok(seq)
}

/// The seq of a whole tree; nil when it is empty.
pub(crate) fn whole(cx: &mut Mutator, tree: Value, direction: Direction) -> Result {
    enter(cx, tree, Value::NIL, direction)
}

/// The seq of a sorted map from `key` on, inclusive: `seqFrom` of `clojure.lang.Sorted`.
///
/// # Errors
/// Whatever comparing keys throws.
pub fn from_key(cx: &mut Mutator, map: Value, key: Value, direction: Direction) -> Result {
    if !map.is::<TreeMap>() {
        return Ok(Value::NIL);
    }
    let by = sorted::comparator(map);
    let (mut at, mut seq) = (sorted::root(map), Value::NIL);
    while let Some(here) = node(at) {
        let order = sorted::order(cx, by, key, here.key)?;
        let (before, after) = sides(here, direction);
        let key_comes_first = match direction {
            Direction::Ascending => order < 0,
            Direction::Descending => order > 0,
        };
        if order == 0 {
            return make(cx, at, seq, direction, Value::NIL);
        }
        if key_comes_first {
            seq = make(cx, at, seq, direction, Value::NIL)?;
            at = before;
        } else {
            at = after;
        }
    }
    Ok(seq)
}

/// Key and value of the first entry of such a seq.
pub(crate) fn first_pair(seq: Value) -> Option<(Value, Value)> {
    seq.cast::<TreeMapSeq>().map(TreeMapSeq::pair)
}

fn first(cx: &mut Mutator, seq: Value) -> Result {
    let (key, val) = this(seq).pair();
    entry::new(cx, key, val)
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    let this = this(seq);
    let direction = this.direction();
    let after = node(this.node).map_or(Value::NIL, |node| sides(node, direction).1);
    enter(cx, after, this.above, direction)
}

fn rest(cx: &mut Mutator, seq: Value) -> Result {
    let next = next(cx, seq)?;
    Ok(seqs::rest_of_next(cx, next))
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let this = this(seq);
    make(cx, this.node, this.above, this.direction(), meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..seqs::type_info("clojure.lang.PersistentTreeMap$Seq", Layout::RefsThenRaw(3))
};
