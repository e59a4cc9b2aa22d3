//! Map entries: a key and a value, and a vector of two at that.

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour::{self, compare_vectors};
use crate::seq::sequential;
use crate::{invoke, kind, lookup, reduced, seq, throw};

/// An entry of a map.
#[repr(C)]
pub struct MapEntry {
    header: Header,
    pub key: Value,
    pub val: Value,
}

impl HeapType for MapEntry {
    const KIND: Kind = kind::MAP_ENTRY;
}

/// An entry.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline(always)]
pub fn new(cx: &mut Mutator, key: Value, val: Value) -> Result {
    cx.alloc(MapEntry { header: Header::of::<MapEntry>(), key, val })
}

fn this<'a>(value: Value) -> &'a MapEntry {
    value.cast().expect("the entry's own behaviours are asked of entries")
}

/// The entry as a vector of its own.
fn as_vector(cx: &mut Mutator, entry: Value) -> Result {
    let MapEntry { key, val, .. } = this(entry);
    super::from_slice(cx, &[*key, *val])
}

fn seq_of(cx: &mut Mutator, entry: Value) -> Result {
    let vector = as_vector(cx, entry)?;
    seq::seq(cx, vector)
}

fn rseq(cx: &mut Mutator, entry: Value) -> Result {
    super::seq::reversed(cx, entry)
}

fn count(_cx: &mut Mutator, _entry: Value) -> Result<usize> {
    Ok(2)
}

fn conj(cx: &mut Mutator, entry: Value, item: Value) -> Result {
    let MapEntry { key, val, .. } = this(entry);
    super::from_slice(cx, &[*key, *val, item])
}

fn empty(_cx: &mut Mutator, _entry: Value) -> Result {
    Ok(Value::NIL)
}

fn peek(_cx: &mut Mutator, entry: Value) -> Result {
    Ok(this(entry).val)
}

fn pop(cx: &mut Mutator, entry: Value) -> Result {
    let key = this(entry).key;
    super::from_slice(cx, &[key])
}

fn nth(_cx: &mut Mutator, entry: Value, index: usize) -> Result {
    Ok(match index {
        0 => this(entry).key,
        1 => this(entry).val,
        _ => Value::ABSENT,
    })
}

fn at_key(cx: &mut Mutator, entry: Value, key: Value) -> Result {
    match lookup::index_key(cx, key).and_then(|index| usize::try_from(index).ok()) {
        Some(index) => nth(cx, entry, index),
        None => Ok(Value::ABSENT),
    }
}

fn assoc(cx: &mut Mutator, entry: Value, key: Value, item: Value) -> Result {
    let vector = as_vector(cx, entry)?;
    lookup::assoc(cx, vector, key, item)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, entry: Value) -> Result {
    let mut acc = init;
    for item in [this(entry).key, this(entry).val] {
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

/// Key and value of what serves as an entry: a map entry, or an object of a user's type that says
/// it is one.
///
/// # Errors
/// `ClassCastException` for anything else.
pub fn parts(cx: &mut Mutator, value: Value) -> Result<(Value, Value)> {
    if let Some(entry) = value.cast::<MapEntry>() {
        return Ok((entry.key, entry.val));
    }
    match value.desc().map(|desc| desc.info()) {
        Some(info) if info.interfaces.has(Interfaces::MAP_ENTRY) && info.nth.is_some() => {
            Ok((lookup::nth(cx, value, 0)?, lookup::nth(cx, value, 1)?))
        }
        Some(_) | None => Err(throw::class_cast(cx, value, "java.util.Map$Entry")),
    }
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::MAP_ENTRY),
    entry: invoke::vector,
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(sequential::hasheq),
    hash_code: Some(sequential::hash_code),
    compare: Some(compare_vectors),
    seq: Some(seq_of),
    rseq: Some(rseq),
    count: Some(count),
    conj: Some(conj),
    empty: Some(empty),
    peek: Some(peek),
    pop: Some(pop),
    nth: Some(nth),
    lookup: Some(at_key),
    find: Some(behaviour::find),
    assoc: Some(assoc),
    reduce: Some(reduce),
    ..TypeInfo::new("clojure.lang.MapEntry", Layout::AllRefs)
};
