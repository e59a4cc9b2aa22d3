//! Sorted sets.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour;
use crate::class::ClassId;
use crate::map::keys::KeySeq;
use crate::map::sorted;
use crate::map::sorted_seq::{self, Direction};
use crate::seq::{self as seqs, cached_hash};
use crate::{invoke, kind, known, lookup, throwable};

/// A persistent sorted set.
#[repr(C)]
pub struct TreeSet {
    header: Header,
    /// A sorted map.
    map: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for TreeSet {
    const KIND: Kind = kind::TREE_SET;
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let map = sorted::empty(cx, Value::NIL)?;
    let empty = make(cx, map, Value::NIL)?;
    cx.set_known(known::EMPTY_TREE_SET, empty);
    Ok(())
}

/// The empty sorted set, ordered by a function, or by `compare` when that is nil.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn empty(cx: &mut Mutator, comparator: Value) -> Result {
    if comparator.is_nil() {
        return Ok(cx.known(known::EMPTY_TREE_SET));
    }
    let map = sorted::empty(cx, comparator)?;
    make(cx, map, Value::NIL)
}

/// `(sorted-set …)` and `(sorted-set-by comparator …)`.
///
/// # Errors
/// Whatever comparing elements throws.
pub fn from_slice(cx: &mut Mutator, comparator: Value, items: &[Value]) -> Result {
    let mut set = empty(cx, comparator)?;
    for &item in items {
        set = conj(cx, set, item)?;
    }
    Ok(set)
}

fn make(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let (header, hash) = (Header::of::<TreeSet>(), AtomicU32::new(0));
    cx.alloc(TreeSet { header, map, meta, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a TreeSet {
    value.cast().expect("the sorted set's own behaviours are asked of sorted sets")
}

/// The sorted map behind a sorted set.
pub fn map_of(set: Value) -> Option<Value> {
    set.cast::<TreeSet>().map(|set| set.map)
}

/// The seq of a sorted set from an element on, inclusive.
///
/// # Errors
/// Whatever comparing elements throws.
pub fn from_key(cx: &mut Mutator, set: Value, item: Value, direction: Direction) -> Result {
    let Some(map) = map_of(set) else { return Ok(Value::NIL) };
    let entries = sorted_seq::from_key(cx, map, item, direction)?;
    KeySeq::make(cx, entries, Value::NIL)
}

fn conj(cx: &mut Mutator, set: Value, item: Value) -> Result {
    let TreeSet { map, meta, .. } = this(set);
    if sorted::find_pair(cx, *map, item)?.is_some() {
        return Ok(set);
    }
    let map = sorted::assoc(cx, *map, item, item)?;
    make(cx, map, *meta)
}

fn disj(cx: &mut Mutator, set: Value, item: Value) -> Result {
    let TreeSet { map, meta, .. } = this(set);
    let new = sorted::dissoc(cx, *map, item)?;
    if new == *map { Ok(set) } else { make(cx, new, *meta) }
}

fn at(cx: &mut Mutator, set: Value, item: Value) -> Result {
    Ok(sorted::find_pair(cx, this(set).map, item)?.map_or(Value::ABSENT, |(item, _)| item))
}

fn seq(cx: &mut Mutator, set: Value) -> Result {
    let entries = seqs::seq(cx, this(set).map)?;
    KeySeq::make(cx, entries, Value::NIL)
}

fn rseq(cx: &mut Mutator, set: Value) -> Result {
    let entries = lookup::rseq(cx, this(set).map)?;
    KeySeq::make(cx, entries, Value::NIL)
}

fn count(cx: &mut Mutator, set: Value) -> Result<usize> {
    seqs::count(cx, this(set).map)
}

fn emptied(cx: &mut Mutator, set: Value) -> Result {
    let TreeSet { map, meta, .. } = this(set);
    let map = sorted::empty(cx, sorted::comparator(*map))?;
    make(cx, map, *meta)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, set: Value) -> Result {
    let mut acc = init;
    sorted::visit(cx, sorted::root(this(set).map), &mut |cx, item, _| {
        acc = cx.invoke(f, &[acc, item])?;
        Ok(crate::map::behaviour::stop_at_reduced(&mut acc))
    })?;
    Ok(acc)
}

/// As for all sets, but an element that cannot be compared with ours is simply not in the set.
fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    match behaviour::equiv(cx, a, b) {
        Err(thrown) => {
            let class = throwable::of(cx.pending).and_then(|thrown| thrown.class_id());
            if class != Some(ClassId::CLASS_CAST) {
                return Err(thrown);
            }
            cx.take_pending();
            Ok(false)
        }
        answer => answer,
    }
}

fn hasheq(cx: &mut Mutator, set: Value) -> Result<i32> {
    cached_hash(cx, &this(set).hash, set, behaviour::hasheq)
}

fn meta(_cx: &mut Mutator, set: Value) -> Result {
    Ok(this(set).meta)
}

fn with_meta(cx: &mut Mutator, set: Value, meta: Value) -> Result {
    let map = this(set).map;
    make(cx, map, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::SORTED).and(Interfaces::REVERSIBLE),
    entry: invoke::set,
    equiv: Some(equiv),
    hasheq: Some(hasheq),
    hash_code: Some(behaviour::hash_code),
    seq: Some(seq),
    rseq: Some(rseq),
    count: Some(count),
    conj: Some(conj),
    empty: Some(emptied),
    lookup: Some(at),
    without: Some(disj),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..TypeInfo::new("clojure.lang.PersistentTreeSet", Layout::RefsThenRaw(2))
};
