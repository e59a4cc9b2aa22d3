//! `repeat`: one value again and again, for ever or a number of times.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, cached_hash, itself, rest_of_next, sequential, type_info};
use crate::{kind, list, reduced};

const FOREVER: i64 = -1;

/// A value, and how many times it comes.
#[repr(C)]
pub struct Repeat {
    header: Header,
    item: Value,
    meta: Value,
    /// At least one, or `FOREVER`.
    count: i64,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for Repeat {
    const KIND: Kind = kind::REPEAT;
}

/// `(repeat item)`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn forever(cx: &mut Mutator, item: Value) -> Result {
    make(cx, item, FOREVER, Value::NIL)
}

/// `(repeat count item)`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn times(cx: &mut Mutator, count: i64, item: Value) -> Result {
    if count <= 0 { Ok(list::empty(cx)) } else { make(cx, item, count, Value::NIL) }
}

fn make(cx: &mut Mutator, item: Value, count: i64, meta: Value) -> Result {
    let (header, hash) = (Header::of::<Repeat>(), AtomicU32::new(0));
    cx.alloc(Repeat { header, item, meta, count, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a Repeat {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

fn first(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).item)
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    // Who walks a seq without end allocates nothing that would hear an interrupt.
    cx.safepoint()?;
    let Repeat { item, count, .. } = this(seq);
    match *count {
        // Without metadata, what follows is the same again.
        FOREVER if this(seq).meta.is_nil() => itself(cx, seq),
        FOREVER => forever(cx, *item),
        1 => Ok(Value::NIL),
        count => make(cx, *item, count - 1, Value::NIL),
    }
}

/// What is left after `n` times; nil when nothing is.
pub(super) fn drop(cx: &mut Mutator, seq: Value, n: u64) -> Result {
    let Repeat { item, count, .. } = this(seq);
    match *count {
        FOREVER => Ok(seq),
        count if n >= count as u64 => Ok(Value::NIL),
        count => make(cx, *item, count - n as i64, Value::NIL),
    }
}

fn rest(cx: &mut Mutator, seq: Value) -> Result {
    let next = next(cx, seq)?;
    Ok(rest_of_next(cx, next))
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, seq: Value) -> Result {
    let Repeat { item, count, .. } = this(seq);
    let (mut acc, mut left) = (init, *count);
    while left != 0 {
        acc = cx.invoke(f, &[acc, *item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
        left = if left == FOREVER { left } else { left - 1 };
    }
    Ok(acc)
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let Repeat { item, count, .. } = this(seq);
    make(cx, *item, *count, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..type_info("clojure.lang.Repeat", Layout::RefsThenRaw(2))
};
