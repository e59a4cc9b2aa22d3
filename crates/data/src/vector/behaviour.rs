//! What vectors do: the type table of `PersistentVector`, and what all kinds of vectors share.

use core::cmp::Ordering;

use heap::{Interfaces, Layout, Mutator, Result, TypeInfo, Value};

use super::{Vector, assoc, empty, pop, push, seq, transient, with_meta};
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::{compare, equiv, invoke, lookup, reduced, throw};

fn this<'a>(value: Value) -> &'a Vector {
    value.cast().expect("the vector's own behaviours are asked of vectors")
}

/// What every kind of vector promises.
pub(crate) const INTERFACES: Interfaces = Interfaces::SEQABLE
    .and(Interfaces::SEQUENTIAL)
    .and(Interfaces::COLL)
    .and(Interfaces::COUNTED)
    .and(Interfaces::INDEXED)
    .and(Interfaces::LOOKUP)
    .and(Interfaces::ASSOCIATIVE)
    .and(Interfaces::VECTOR)
    .and(Interfaces::STACK)
    .and(Interfaces::REVERSIBLE)
    .and(Interfaces::IFN)
    .and(Interfaces::COMPARABLE)
    .and(Interfaces::REDUCIBLE);

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::EDITABLE)
        .and(Interfaces::KV_REDUCIBLE),
    entry: invoke::vector,
    equiv: Some(equiv_vector),
    equals: Some(sequential::equals),
    hasheq: Some(hasheq),
    hash_code: Some(sequential::hash_code),
    compare: Some(compare_vectors),
    seq: Some(seq::of),
    rseq: Some(seq::reversed),
    count: Some(count),
    conj: Some(conj),
    empty: Some(emptied),
    peek: Some(peek),
    pop: Some(popped),
    nth: Some(nth),
    lookup: Some(at_key),
    find: Some(find),
    assoc: Some(assoc_key),
    reduce: Some(reduce),
    reduce_kv: Some(reduce_kv),
    meta: Some(meta),
    with_meta: Some(with_meta),
    as_transient: Some(transient::of),
    ..TypeInfo::new("clojure.lang.PersistentVector", Layout::RefsThenRaw(3))
};

fn equiv_vector(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    let Some(right) = b.cast::<Vector>() else { return sequential::equiv(cx, a, b) };
    let left = this(a);
    if left.len() != right.len() {
        return Ok(false);
    }
    cx.enter_native()?;
    let mut at = 0;
    while at < left.len() {
        let (xs, ys) = (left.leaf(at), right.leaf(at));
        // Versions of one vector share most leaves.
        if !core::ptr::eq(xs, ys) {
            for (&x, &y) in xs.iter().zip(ys) {
                if x != y && !equiv::equiv(cx, x, y)? {
                    return Ok(false);
                }
            }
        }
        at += xs.len();
    }
    Ok(true)
}

fn hasheq(cx: &mut Mutator, vector: Value) -> Result<i32> {
    cached_hash(cx, &this(vector).hash, vector, sequential::hasheq)
}

/// Vectors of any kind: the shorter comes first, then the elements decide.
pub(crate) fn compare_vectors(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    if !seqs::interfaces(b).has(Interfaces::VECTOR) {
        return Err(throw::class_cast(cx, b, "clojure.lang.IPersistentVector"));
    }
    cx.enter_native()?;
    let (left, right) = (seqs::count(cx, a)?, seqs::count(cx, b)?);
    match left.cmp(&right) {
        Ordering::Less => return Ok(-1),
        Ordering::Greater => return Ok(1),
        Ordering::Equal => {}
    }
    for i in 0..left as i64 {
        let (x, y) = (lookup::nth(cx, a, i)?, lookup::nth(cx, b, i)?);
        let order = compare::compare(cx, x, y)?;
        if order != 0 {
            return Ok(order);
        }
    }
    Ok(0)
}

fn count(_cx: &mut Mutator, vector: Value) -> Result<usize> {
    Ok(this(vector).len())
}

fn conj(cx: &mut Mutator, vector: Value, item: Value) -> Result {
    push(cx, this(vector), item)
}

fn emptied(cx: &mut Mutator, vector: Value) -> Result {
    let empty = empty(cx);
    with_meta(cx, empty, this(vector).meta())
}

fn peek(_cx: &mut Mutator, vector: Value) -> Result {
    let vector = this(vector);
    Ok(vector.len().checked_sub(1).and_then(|last| vector.get(last)).unwrap_or(Value::NIL))
}

fn popped(cx: &mut Mutator, vector: Value) -> Result {
    match pop(cx, this(vector))? {
        Some(vector) => Ok(vector),
        None => Err(throw::illegal_state(cx, "Can't pop empty vector")),
    }
}

fn nth(_cx: &mut Mutator, vector: Value, index: usize) -> Result {
    Ok(this(vector).get(index).unwrap_or(Value::ABSENT))
}

fn at_key(cx: &mut Mutator, vector: Value, key: Value) -> Result {
    let index = lookup::index_key(cx, key).and_then(|index| usize::try_from(index).ok());
    Ok(index.and_then(|index| this(vector).get(index)).unwrap_or(Value::ABSENT))
}

/// `find` for every kind of vector.
pub(crate) fn find(cx: &mut Mutator, vector: Value, key: Value) -> Result {
    match lookup::get(cx, vector, key, Value::ABSENT)? {
        Value::ABSENT => Ok(Value::NIL),
        item => super::entry::new(cx, key, item),
    }
}

fn assoc_key(cx: &mut Mutator, vector: Value, key: Value, item: Value) -> Result {
    let Some(index) = lookup::index_key(cx, key) else {
        return Err(throw::illegal_argument(cx, "Key must be integer"));
    };
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    match assoc(cx, this(vector), index, item)? {
        Some(vector) => Ok(vector),
        None => Err(throw::index_out_of_bounds(cx)),
    }
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, vector: Value) -> Result {
    let vector = this(vector);
    let (mut acc, mut at) = (init, 0);
    while at < vector.len() {
        let leaf = vector.leaf(at);
        for &item in leaf {
            acc = cx.invoke(f, &[acc, item])?;
            if let Some(done) = reduced::unwrap(acc) {
                return Ok(done);
            }
        }
        at += leaf.len();
    }
    Ok(acc)
}

fn reduce_kv(cx: &mut Mutator, f: Value, init: Value, vector: Value) -> Result {
    let vector = this(vector);
    let (mut acc, mut at) = (init, 0);
    while at < vector.len() {
        let leaf = vector.leaf(at);
        for (i, &item) in leaf.iter().enumerate() {
            acc = cx.invoke(f, &[acc, Value::small((at + i) as i32), item])?;
            if let Some(done) = reduced::unwrap(acc) {
                return Ok(done);
            }
        }
        at += leaf.len();
    }
    Ok(acc)
}

fn meta(_cx: &mut Mutator, vector: Value) -> Result {
    Ok(this(vector).meta())
}
