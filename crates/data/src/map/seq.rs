//! The seqs of array maps and hash maps: a place in the map, whose first element is an entry.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::array_map::View;
use super::node::{BITS, DEPTH, HEAD, below_slot, low_word, pair_slot, slots};
use super::{hash_map, sorted_seq};
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::vector::entry;
use crate::{cons, kind};

/// A place in an array map.
#[repr(C)]
pub struct ArrayMapSeq {
    header: Header,
    map: Value,
    meta: Value,
    index: u32,
    hash: AtomicU32,
}

impl HeapType for ArrayMapSeq {
    const KIND: Kind = kind::ARRAY_MAP_SEQ;
}

impl ArrayMapSeq {
    fn make(cx: &mut Mutator, map: Value, index: u32, meta: Value) -> Result {
        let header = Header::of::<ArrayMapSeq>();
        cx.alloc(ArrayMapSeq { header, map, meta, index, hash: AtomicU32::new(0) })
    }

    fn this<'a>(value: Value) -> &'a ArrayMapSeq {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    fn pair(&self) -> Option<(Value, Value)> {
        let view = View::of(self.map)?;
        let index = self.index as usize;
        (index < view.len()).then(|| (view.key(index), view.val(index)))
    }

    fn len(&self) -> usize {
        View::of(self.map).map_or(0, |view| view.len() - self.index as usize)
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        match ArrayMapSeq::this(seq).pair() {
            Some((key, val)) => entry::new(cx, key, val),
            None => Ok(Value::NIL),
        }
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let this = ArrayMapSeq::this(seq);
        if this.len() <= 1 {
            return Ok(Value::NIL);
        }
        ArrayMapSeq::make(cx, this.map, this.index + 1, Value::NIL)
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let next = ArrayMapSeq::next(cx, seq)?;
        Ok(seqs::rest_of_next(cx, next))
    }

    fn count(_cx: &mut Mutator, seq: Value) -> Result<usize> {
        Ok(ArrayMapSeq::this(seq).len())
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &ArrayMapSeq::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(ArrayMapSeq::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let ArrayMapSeq { map, index, .. } = ArrayMapSeq::this(seq);
        ArrayMapSeq::make(cx, *map, *index, meta)
    }
}

pub static ARRAY_TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::COUNTED),
    hasheq: Some(ArrayMapSeq::hasheq),
    first: Some(ArrayMapSeq::first),
    next: Some(ArrayMapSeq::next),
    rest: Some(ArrayMapSeq::rest),
    count: Some(ArrayMapSeq::count),
    meta: Some(ArrayMapSeq::meta),
    with_meta: Some(ArrayMapSeq::with_meta),
    ..seqs::type_info("clojure.lang.PersistentArrayMap$Seq", Layout::RefsThenRaw(2))
};

/// The behaviour `seq` of array maps.
pub(crate) fn of_array_map(cx: &mut Mutator, map: Value) -> Result {
    match View::of(map) {
        Some(view) if !view.is_empty() => ArrayMapSeq::make(cx, map, 0, Value::NIL),
        Some(_) | None => Ok(Value::NIL),
    }
}

/// A place in a trie: a node, which of its places, and the place in the node above.
#[repr(C)]
pub struct NodeSeq {
    header: Header,
    node: Value,
    /// The place in the node above, to go on from when this node is done; nil at the root.
    above: Value,
    meta: Value,
    /// The place as a bit; in a collision node, the slot.
    place: u32,
    level: u32,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for NodeSeq {
    const KIND: Kind = kind::NODE_SEQ;
}

impl NodeSeq {
    fn make(cx: &mut Mutator, node: Value, above: Value, place: u32, level: u32) -> Result {
        NodeSeq::with(cx, node, above, place, level, Value::NIL)
    }

    fn with(
        cx: &mut Mutator,
        node: Value,
        above: Value,
        place: u32,
        level: u32,
        meta: Value,
    ) -> Result {
        let (header, hash) = (Header::of::<NodeSeq>(), AtomicU32::new(0));
        cx.alloc(NodeSeq { header, node, above, meta, place, level, hash, unused: 0 })
    }

    fn this<'a>(value: Value) -> &'a NodeSeq {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    fn pair(&self) -> (Value, Value) {
        let s = slots(self.node);
        let at = if self.level == DEPTH {
            self.place as usize
        } else {
            pair_slot(low_word(s[0]), self.place)
        };
        (s[at], s[at + 1])
    }

    /// The first pair at `node` from `from` on (a set of places), or in the nodes above.
    fn seek(
        cx: &mut Mutator,
        mut node: Value,
        mut above: Value,
        mut level: u32,
        mut from: u32,
    ) -> Result {
        loop {
            let s = slots(node);
            if level == DEPTH {
                return NodeSeq::make(cx, node, above, HEAD as u32, level);
            }
            let (pairs, below) = (low_word(s[0]), low_word(s[1]));
            let todo = (pairs | below) & from;
            let bit = todo & todo.wrapping_neg();
            if todo == 0 {
                let Some(up) = above.cast::<NodeSeq>() else { return Ok(Value::NIL) };
                (node, above, level) = (up.node, up.above, up.level);
                from = later(up.place);
            } else if pairs & bit != 0 {
                return NodeSeq::make(cx, node, above, bit, level);
            } else {
                above = NodeSeq::make(cx, node, above, bit, level)?;
                node = s[below_slot(below, bit, s.len())];
                level += BITS;
                from = u32::MAX;
            }
        }
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        let (key, val) = NodeSeq::this(seq).pair();
        entry::new(cx, key, val)
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let NodeSeq { node, above, place, level, .. } = NodeSeq::this(seq);
        if *level < DEPTH {
            return NodeSeq::seek(cx, *node, *above, *level, later(*place));
        }
        if *place as usize + 2 < slots(*node).len() {
            return NodeSeq::make(cx, *node, *above, place + 2, *level);
        }
        match above.cast::<NodeSeq>() {
            Some(up) => NodeSeq::seek(cx, up.node, up.above, up.level, later(up.place)),
            None => Ok(Value::NIL),
        }
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let next = NodeSeq::next(cx, seq)?;
        Ok(seqs::rest_of_next(cx, next))
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &NodeSeq::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(NodeSeq::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let NodeSeq { node, above, place, level, .. } = NodeSeq::this(seq);
        NodeSeq::with(cx, *node, *above, *place, *level, meta)
    }
}

/// The places after one.
fn later(place: u32) -> u32 {
    !(place | (place - 1))
}

pub static NODE_TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
    hasheq: Some(NodeSeq::hasheq),
    first: Some(NodeSeq::first),
    next: Some(NodeSeq::next),
    rest: Some(NodeSeq::rest),
    meta: Some(NodeSeq::meta),
    with_meta: Some(NodeSeq::with_meta),
    ..seqs::type_info("clojure.lang.PersistentHashMap$NodeSeq", Layout::RefsThenRaw(3))
};

/// The behaviour `seq` of hash maps.
pub(crate) fn of_hash_map(cx: &mut Mutator, map: Value) -> Result {
    let map = hash_map::this(map);
    let seq = NodeSeq::seek(cx, map.root(), Value::NIL, 0, u32::MAX)?;
    if map.at_nil().is_absent() {
        return Ok(seq);
    }
    let first = entry::new(cx, Value::NIL, map.at_nil())?;
    cons::new(cx, first, seq)
}

/// Key and value of the first entry of a seq of a map, without making the entry.
#[inline]
pub(crate) fn first_pair(seq: Value) -> Option<(Value, Value)> {
    if let Some(seq) = seq.cast::<NodeSeq>() {
        return Some(seq.pair());
    }
    match seq.cast::<ArrayMapSeq>() {
        Some(seq) => seq.pair(),
        None => sorted_seq::first_pair(seq),
    }
}
