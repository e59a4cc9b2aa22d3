//! `range` over numbers of any kind, chunked.

use core::sync::atomic::AtomicU32;

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::type_info;
use super::{SEQ_INTERFACES, cached_hash, chunk, long_range, repeat, rest_of_next, sequential};
use crate::{kind, list, num, reduced};

/// Elements of a chunk.
const CHUNK: usize = 32;

/// Numbers from `start` to before `end`; at least one.
#[repr(C)]
pub struct Range {
    header: Header,
    start: Value,
    end: Value,
    step: Value,
    /// The first chunk, and the range after it (or nil); nil while nobody has looked.
    chunk: Field,
    after: Field,
    meta: Value,
    hash: AtomicU32,
    ascending: u32,
}

impl HeapType for Range {
    const KIND: Kind = kind::RANGE;
}

/// `(range start end step)`: a `LongRange` when all three are longs.
///
/// # Errors
/// `ClassCastException` when one is no number.
pub fn new(cx: &mut Mutator, start: Value, end: Value, step: Value) -> Result {
    if let (Some(start), Some(end), Some(step)) =
        (num::as_i64(start), num::as_i64(end), num::as_i64(step))
    {
        return long_range::new(cx, start, end, step);
    }
    let zero = Value::small(0);
    let ascending = num::lt(cx, zero, step)?;
    let descending = num::lt(cx, step, zero)?;
    let after_end = num::gt(cx, start, end)?;
    let before_end = num::gt(cx, end, start)?;
    if (ascending && after_end) || (descending && before_end) || num::equiv(cx, start, end)? {
        return Ok(list::empty(cx));
    }
    if !ascending && !descending {
        return repeat::forever(cx, start);
    }
    make(cx, [start, end, step], ascending, Value::NIL)
}

fn make(cx: &mut Mutator, parts: [Value; 3], ascending: bool, meta: Value) -> Result {
    let [start, end, step] = parts;
    cx.alloc(Range {
        header: Header::of::<Range>(),
        start,
        end,
        step,
        chunk: Field::new(Value::NIL),
        after: Field::new(Value::NIL),
        meta,
        hash: AtomicU32::new(0),
        ascending: u32::from(ascending),
    })
}

fn this<'a>(value: Value) -> &'a Range {
    value.cast().expect("the range's own behaviours are asked of ranges")
}

impl Range {
    fn is_over(&self, cx: &mut Mutator, at: Value) -> Result<bool> {
        if self.ascending != 0 { num::gte(cx, at, self.end) } else { num::lte(cx, at, self.end) }
    }
}

/// Makes the first chunk and the range after it, unless that was done.
fn force(cx: &mut Mutator, range: Value) -> Result<&Range> {
    let this = this(range);
    if !this.chunk.get().is_nil() {
        return Ok(this);
    }
    let mut items = [Value::NIL; CHUNK];
    let (mut len, mut at) = (0, this.start);
    loop {
        items[len] = at;
        len += 1;
        at = num::add_promoting(cx, at, this.step)?;
        if this.is_over(cx, at)? {
            break;
        }
        if len == CHUNK {
            let after = make(cx, [at, this.end, this.step], this.ascending != 0, Value::NIL)?;
            cx.store(range, &this.after, after);
            break;
        }
    }
    let array = cx.alloc_refs(kind::VECTOR_NODE, &items[..len])?;
    let chunk = chunk::new(cx, array, 0, len)?;
    cx.store(range, &this.chunk, chunk);
    Ok(this)
}

fn first(_cx: &mut Mutator, range: Value) -> Result {
    Ok(this(range).start)
}

fn next(cx: &mut Mutator, range: Value) -> Result {
    let this = this(range);
    let next = num::add_promoting(cx, this.start, this.step)?;
    if this.is_over(cx, next)? {
        return Ok(Value::NIL);
    }
    make(cx, [next, this.end, this.step], this.ascending != 0, Value::NIL)
}

fn rest(cx: &mut Mutator, range: Value) -> Result {
    let next = next(cx, range)?;
    Ok(rest_of_next(cx, next))
}

fn chunk_first(cx: &mut Mutator, range: Value) -> Result {
    Ok(force(cx, range)?.chunk.get())
}

fn chunk_rest(cx: &mut Mutator, range: Value) -> Result {
    let after = force(cx, range)?.after.get();
    Ok(rest_of_next(cx, after))
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, range: Value) -> Result {
    let this = this(range);
    let (mut acc, mut at) = (init, this.start);
    loop {
        acc = cx.invoke(f, &[acc, at])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
        at = num::add_promoting(cx, at, this.step)?;
        if this.is_over(cx, at)? {
            return Ok(acc);
        }
    }
}

fn hasheq(cx: &mut Mutator, range: Value) -> Result<i32> {
    cached_hash(cx, &this(range).hash, range, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, range: Value) -> Result {
    Ok(this(range).meta)
}

fn with_meta(cx: &mut Mutator, range: Value, meta: Value) -> Result {
    let Range { start, end, step, ascending, .. } = this(range);
    make(cx, [*start, *end, *step], *ascending != 0, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::CHUNKED_SEQ)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    chunk_first: Some(chunk_first),
    chunk_rest: Some(chunk_rest),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..type_info("clojure.lang.Range", Layout::RefsThenRaw(6))
};
