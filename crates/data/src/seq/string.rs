//! Strings as seqs of chars, and what strings do as collections.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, cached_hash, rest_of_next, sequential, type_info};
use crate::string::{self, Str};
use crate::{kind, lookup, reduced};

/// A place in a string.
#[repr(C)]
pub struct StringSeq {
    header: Header,
    text: Value,
    meta: Value,
    index: u32,
    hash: AtomicU32,
}

impl HeapType for StringSeq {
    const KIND: Kind = kind::STRING_SEQ;
}

fn make(cx: &mut Mutator, text: Value, index: u32, meta: Value) -> Result {
    let (header, hash) = (Header::of::<StringSeq>(), AtomicU32::new(0));
    cx.alloc(StringSeq { header, text, meta, index, hash })
}

/// The behaviour `seq` of strings.
pub(crate) fn of(cx: &mut Mutator, text: Value) -> Result {
    if len(text) == 0 { Ok(Value::NIL) } else { make(cx, text, 0, Value::NIL) }
}

fn len(text: Value) -> usize {
    string::of(text).map_or(0, Str::len_utf16)
}

/// The behaviour `count` of strings.
pub(crate) fn count(_cx: &mut Mutator, text: Value) -> Result<usize> {
    Ok(len(text))
}

/// The behaviour `nth` of strings.
pub(crate) fn nth(_cx: &mut Mutator, text: Value, index: usize) -> Result {
    let unit = string::of(text).and_then(|text| text.char_at(index));
    Ok(unit.map_or(Value::ABSENT, Value::char))
}

/// The behaviour `lookup` of strings: any number is an index.
pub(crate) fn at_key(cx: &mut Mutator, text: Value, key: Value) -> Result {
    let index = lookup::number_index(cx, key)?;
    nth(cx, text, index)
}

/// The behaviour `reduce` of strings.
pub(crate) fn reduce(cx: &mut Mutator, f: Value, init: Value, text: Value) -> Result {
    reduce_from(cx, f, init, text, 0)
}

fn reduce_from(cx: &mut Mutator, f: Value, init: Value, text: Value, from: usize) -> Result {
    let mut acc = init;
    for index in from..len(text) {
        let item = nth(cx, text, index)?;
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

fn this<'a>(value: Value) -> &'a StringSeq {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

fn first(cx: &mut Mutator, seq: Value) -> Result {
    let StringSeq { text, index, .. } = this(seq);
    nth(cx, *text, *index as usize)
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    let StringSeq { text, index, .. } = this(seq);
    if *index as usize + 1 >= len(*text) {
        return Ok(Value::NIL);
    }
    make(cx, *text, index + 1, Value::NIL)
}

fn rest(cx: &mut Mutator, seq: Value) -> Result {
    let next = next(cx, seq)?;
    Ok(rest_of_next(cx, next))
}

fn seq_count(_cx: &mut Mutator, seq: Value) -> Result<usize> {
    let StringSeq { text, index, .. } = this(seq);
    Ok(len(*text) - *index as usize)
}

fn seq_reduce(cx: &mut Mutator, f: Value, init: Value, seq: Value) -> Result {
    let StringSeq { text, index, .. } = this(seq);
    reduce_from(cx, f, init, *text, *index as usize)
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let StringSeq { text, index, .. } = this(seq);
    make(cx, *text, *index, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::COUNTED)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    count: Some(seq_count),
    reduce: Some(seq_reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..type_info("clojure.lang.StringSeq", Layout::RefsThenRaw(2))
};
