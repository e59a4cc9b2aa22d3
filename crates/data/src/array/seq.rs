//! The seqs of arrays. They see what is stored into the array later, as on the JVM.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{get, len, of_kind, reduce_from};
use crate::class::ClassId;
use crate::kind;
use crate::seq::{self as seqs, cached_hash, sequential};

/// A place in an array.
#[repr(C)]
pub struct ArraySeq {
    header: Header,
    array: Value,
    meta: Value,
    index: u32,
    hash: AtomicU32,
}

impl HeapType for ArraySeq {
    const KIND: Kind = kind::ARRAY_SEQ;
}

fn make(cx: &mut Mutator, array: Value, index: u32, meta: Value) -> Result {
    let (header, hash) = (Header::of::<ArraySeq>(), AtomicU32::new(0));
    cx.alloc(ArraySeq { header, array, meta, index, hash })
}

/// The behaviour `seq` of arrays.
pub(crate) fn of(cx: &mut Mutator, array: Value) -> Result {
    match len(array) {
        Some(0) | None => Ok(Value::NIL),
        Some(_) => make(cx, array, 0, Value::NIL),
    }
}

fn this<'a>(value: Value) -> &'a ArraySeq {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

impl ArraySeq {
    fn left(&self) -> usize {
        len(self.array).unwrap_or(0) - self.index as usize
    }
}

/// The class of a seq of an array: each primitive type has its own.
pub(crate) fn class_id(value: Value) -> Option<ClassId> {
    let array = value.cast::<ArraySeq>()?.array;
    let name = match of_kind(array.kind()) {
        Some(element) => format!("clojure.lang.ArraySeq$ArraySeq_{}", element.name()),
        None => "clojure.lang.ArraySeq".to_owned(),
    };
    ClassId::find(&name)
}

fn first(cx: &mut Mutator, seq: Value) -> Result {
    let ArraySeq { array, index, .. } = this(seq);
    get(cx, *array, *index as usize)
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    let ArraySeq { array, index, .. } = this(seq);
    if this(seq).left() <= 1 {
        return Ok(Value::NIL);
    }
    make(cx, *array, index + 1, Value::NIL)
}

fn rest(cx: &mut Mutator, seq: Value) -> Result {
    let next = next(cx, seq)?;
    Ok(seqs::rest_of_next(cx, next))
}

fn count(_cx: &mut Mutator, seq: Value) -> Result<usize> {
    Ok(this(seq).left())
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, seq: Value) -> Result {
    let ArraySeq { array, index, .. } = this(seq);
    reduce_from(cx, f, init, *array, *index as usize)
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let ArraySeq { array, index, .. } = this(seq);
    make(cx, *array, *index, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::COUNTED)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    count: Some(count),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..seqs::type_info("clojure.lang.ArraySeq", Layout::RefsThenRaw(2))
};
