//! `range` over longs: no element is kept, only where it begins, its step and how many are left.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, cached_hash, rest_of_next, sequential, type_info};
use crate::{kind, list, num, reduced};

/// Elements of a chunk.
const CHUNK: u64 = 32;

/// `count` longs from `start` on, `step` apart; at least one.
#[repr(C)]
pub struct LongRange {
    header: Header,
    meta: Value,
    start: i64,
    step: i64,
    count: u64,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for LongRange {
    const KIND: Kind = kind::LONG_RANGE;
}

/// `(range start end step)` for longs.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn new(cx: &mut Mutator, start: i64, end: i64, step: i64) -> Result {
    let distance = i128::from(end) - i128::from(start);
    let step_wide = i128::from(step);
    if step == 0 && distance != 0 {
        let start = num::from_i64(cx, start)?;
        return super::repeat::forever(cx, start);
    }
    if step == 0 || distance.signum() != step_wide.signum() {
        return Ok(list::empty(cx));
    }
    let count = (distance + step_wide - step_wide.signum()) / step_wide;
    make(cx, start, step, count as u64, Value::NIL)
}

fn make(cx: &mut Mutator, start: i64, step: i64, count: u64, meta: Value) -> Result {
    let (header, hash) = (Header::of::<LongRange>(), AtomicU32::new(0));
    cx.alloc(LongRange { header, meta, start, step, count, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a LongRange {
    value.cast().expect("the range's own behaviours are asked of ranges")
}

impl LongRange {
    /// Start, step and count, for walking.
    #[inline(always)]
    pub(crate) fn parts(&self) -> (i64, i64, u64) {
        (self.start, self.step, self.count)
    }

    fn at(&self, index: u64) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(index as i64))
    }

    fn skip(&self, cx: &mut Mutator, n: u64) -> Result {
        if n >= self.count {
            return Ok(Value::NIL);
        }
        make(cx, self.at(n), self.step, self.count - n, Value::NIL)
    }
}

/// The range after its first `n` longs; nil when nothing is left.
pub(super) fn drop(cx: &mut Mutator, range: Value, n: u64) -> Result {
    this(range).skip(cx, n)
}

fn first(cx: &mut Mutator, range: Value) -> Result {
    num::from_i64(cx, this(range).start)
}

fn next(cx: &mut Mutator, range: Value) -> Result {
    this(range).skip(cx, 1)
}

fn rest(cx: &mut Mutator, range: Value) -> Result {
    let next = next(cx, range)?;
    Ok(rest_of_next(cx, next))
}

fn count(_cx: &mut Mutator, range: Value) -> Result<usize> {
    Ok(this(range).count as usize)
}

fn nth(cx: &mut Mutator, range: Value, index: usize) -> Result {
    let range = this(range);
    if index as u64 >= range.count {
        return Ok(Value::ABSENT);
    }
    num::from_i64(cx, range.at(index as u64))
}

fn chunk_first(cx: &mut Mutator, range: Value) -> Result {
    let range = this(range);
    chunk(cx, range.start, range.step, range.count.min(CHUNK))
}

fn chunk_rest(cx: &mut Mutator, range: Value) -> Result {
    let rest = this(range).skip(cx, CHUNK)?;
    Ok(rest_of_next(cx, rest))
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, range: Value) -> Result {
    let (start, step, count) = this(range).parts();
    reduce_longs(cx, f, init, start, step, count)
}

fn reduce_longs(
    cx: &mut Mutator,
    f: Value,
    init: Value,
    start: i64,
    step: i64,
    count: u64,
) -> Result {
    let (mut acc, mut at) = (init, start);
    for _ in 0..count {
        let item = num::from_i64(cx, at)?;
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
        at = at.wrapping_add(step);
    }
    Ok(acc)
}

fn hasheq(cx: &mut Mutator, range: Value) -> Result<i32> {
    cached_hash(cx, &this(range).hash, range, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, range: Value) -> Result {
    Ok(this(range).meta)
}

fn with_meta(cx: &mut Mutator, range: Value, meta: Value) -> Result {
    let LongRange { start, step, count, .. } = this(range);
    make(cx, *start, *step, *count, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::COUNTED)
        .and(Interfaces::CHUNKED_SEQ)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    count: Some(count),
    nth: Some(nth),
    chunk_first: Some(chunk_first),
    chunk_rest: Some(chunk_rest),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..type_info("clojure.lang.LongRange", Layout::RefsThenRaw(1))
};

/// The chunk of a range.
#[repr(C)]
pub struct LongChunk {
    header: Header,
    start: i64,
    step: i64,
    count: u64,
}

impl HeapType for LongChunk {
    const KIND: Kind = kind::LONG_CHUNK;
}

fn chunk(cx: &mut Mutator, start: i64, step: i64, count: u64) -> Result {
    cx.alloc(LongChunk { header: Header::of::<LongChunk>(), start, step, count })
}

/// What is left of such a chunk after its first `n` elements.
pub(crate) fn drop_from_chunk(cx: &mut Mutator, longs: Value, n: usize) -> Result {
    match longs.cast::<LongChunk>() {
        Some(longs) => {
            let n = (n as u64).min(longs.count);
            let start = longs.start.wrapping_add(longs.step.wrapping_mul(n as i64));
            chunk(cx, start, longs.step, longs.count - n)
        }
        None => Ok(longs),
    }
}

fn chunk_this<'a>(value: Value) -> &'a LongChunk {
    value.cast().expect("the chunk's own behaviours are asked of chunks")
}

fn chunk_count(_cx: &mut Mutator, longs: Value) -> Result<usize> {
    Ok(chunk_this(longs).count as usize)
}

fn chunk_nth(cx: &mut Mutator, longs: Value, index: usize) -> Result {
    let LongChunk { start, step, count, .. } = chunk_this(longs);
    if index as u64 >= *count {
        return Ok(Value::ABSENT);
    }
    num::from_i64(cx, start.wrapping_add(step.wrapping_mul(index as i64)))
}

fn chunk_reduce(cx: &mut Mutator, f: Value, init: Value, longs: Value) -> Result {
    let LongChunk { start, step, count, .. } = chunk_this(longs);
    reduce_longs(cx, f, init, *start, *step, *count)
}

pub static CHUNK_TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::COUNTED.and(Interfaces::INDEXED),
    count: Some(chunk_count),
    nth: Some(chunk_nth),
    reduce: Some(chunk_reduce),
    ..TypeInfo::new("clojure.lang.LongRange$LongChunk", Layout::Raw)
};
