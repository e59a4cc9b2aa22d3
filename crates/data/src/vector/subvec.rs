//! `subvec`: a view of a part of a vector.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour::{self, compare_vectors};
use super::{Vector, seq};
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::{invoke, kind, lookup, reduced, throw};

/// The elements of `vector` from `start` to before `end`.
#[repr(C)]
pub struct SubVector {
    header: Header,
    /// Any vector but another view.
    vector: Value,
    meta: Value,
    start: u32,
    end: u32,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for SubVector {
    const KIND: Kind = kind::SUBVEC;
}

/// `(subvec vector start end)`.
///
/// # Errors
/// `IndexOutOfBoundsException`; `ClassCastException` when `vector` is none.
pub fn new(cx: &mut Mutator, vector: Value, start: i64, end: i64) -> Result {
    if !seqs::interfaces(vector).has(Interfaces::VECTOR) {
        return Err(throw::class_cast(cx, vector, "clojure.lang.IPersistentVector"));
    }
    let count = seqs::count(cx, vector)? as i64;
    if end < start || start < 0 || end > count {
        return Err(throw::index_out_of_bounds(cx));
    }
    if start == end {
        return Ok(super::empty(cx));
    }
    make(cx, vector, start as u32, end as u32, Value::NIL)
}

fn make(cx: &mut Mutator, vector: Value, start: u32, end: u32, meta: Value) -> Result {
    // A view of a view looks at the vector itself.
    let (vector, start, end) = match vector.cast::<SubVector>() {
        Some(outer) => (outer.vector, outer.start + start, outer.start + end),
        None => (vector, start, end),
    };
    let header = Header::of::<SubVector>();
    let hash = AtomicU32::new(0);
    cx.alloc(SubVector { header, vector, meta, start, end, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a SubVector {
    value.cast().expect("the view's own behaviours are asked of views")
}

impl SubVector {
    fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

fn count(_cx: &mut Mutator, view: Value) -> Result<usize> {
    Ok(this(view).len())
}

fn nth(cx: &mut Mutator, view: Value, index: usize) -> Result {
    let view = this(view);
    if index >= view.len() {
        return Ok(Value::ABSENT);
    }
    let index = view.start as usize + index;
    match view.vector.cast::<Vector>() {
        Some(vector) => Ok(vector.get(index).unwrap_or(Value::ABSENT)),
        None => lookup::nth(cx, view.vector, index as i64),
    }
}

fn at_key(cx: &mut Mutator, view: Value, key: Value) -> Result {
    match lookup::index_key(cx, key).and_then(|index| usize::try_from(index).ok()) {
        Some(index) => nth(cx, view, index),
        None => Ok(Value::ABSENT),
    }
}

fn assoc_at(cx: &mut Mutator, view: Value, index: i64, item: Value) -> Result {
    let SubVector { vector, meta, start, end, .. } = this(view);
    if index < 0 || index > this(view).len() as i64 {
        return Err(throw::index_out_of_bounds(cx));
    }
    // At the view's end this replaces or extends the vector behind it, as on the JVM.
    let at = i64::from(*start) + index;
    let key = crate::num::from_i64(cx, at)?;
    let grown = lookup::assoc(cx, *vector, key, item)?;
    let end = (*end).max(at as u32 + 1);
    make(cx, grown, *start, end, *meta)
}

fn assoc(cx: &mut Mutator, view: Value, key: Value, item: Value) -> Result {
    match lookup::index_key(cx, key) {
        Some(index) => assoc_at(cx, view, index, item),
        None => Err(throw::illegal_argument(cx, "Key must be integer")),
    }
}

fn conj(cx: &mut Mutator, view: Value, item: Value) -> Result {
    let len = this(view).len() as i64;
    assoc_at(cx, view, len, item)
}

fn empty(cx: &mut Mutator, view: Value) -> Result {
    let empty = super::empty(cx);
    super::with_meta(cx, empty, this(view).meta)
}

fn peek(cx: &mut Mutator, view: Value) -> Result {
    let last = this(view).len() - 1;
    nth(cx, view, last)
}

fn pop(cx: &mut Mutator, view: Value) -> Result {
    let SubVector { vector, start, end, .. } = this(view);
    if end - 1 == *start {
        return Ok(super::empty(cx));
    }
    make(cx, *vector, *start, end - 1, this(view).meta)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, view: Value) -> Result {
    let mut acc = init;
    for index in 0..this(view).len() {
        let item = nth(cx, view, index)?;
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

fn reduce_kv(cx: &mut Mutator, f: Value, init: Value, view: Value) -> Result {
    let mut acc = init;
    for index in 0..this(view).len() {
        let item = nth(cx, view, index)?;
        acc = cx.invoke(f, &[acc, Value::small(index as i32), item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

fn hasheq(cx: &mut Mutator, view: Value) -> Result<i32> {
    cached_hash(cx, &this(view).hash, view, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, view: Value) -> Result {
    Ok(this(view).meta)
}

fn with_meta(cx: &mut Mutator, view: Value, meta: Value) -> Result {
    let SubVector { vector, start, end, .. } = this(view);
    make(cx, *vector, *start, *end, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::KV_REDUCIBLE),
    entry: invoke::vector,
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(hasheq),
    hash_code: Some(sequential::hash_code),
    compare: Some(compare_vectors),
    seq: Some(seq::forwards),
    rseq: Some(seq::reversed),
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
    reduce_kv: Some(reduce_kv),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..TypeInfo::new("clojure.lang.APersistentVector$SubVector", Layout::RefsThenRaw(2))
};
