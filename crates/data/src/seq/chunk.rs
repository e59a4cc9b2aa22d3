//! Chunks: the elements that a chunked seq makes at once, the buffer that collects them, and the
//! seq that begins with a chunk.

use core::sync::atomic::{AtomicU32, Ordering};

use heap::{Counted, Field, Header, HeapType, Interfaces, Kind, Layout};
use heap::{Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, cached_hash, sequential, type_info};
use crate::{kind, list, reduced, throw};

/// A part of an array of elements: a leaf of a vector, or what a chunk buffer collected.
#[repr(C)]
pub struct ArrayChunk {
    header: Header,
    /// A counted object whose slots are the elements.
    array: Value,
    start: u32,
    end: u32,
}

impl HeapType for ArrayChunk {
    const KIND: Kind = kind::ARRAY_CHUNK;
}

/// A chunk of the slots from `start` to before `end` of a counted object.
pub(crate) fn new(cx: &mut Mutator, array: Value, start: usize, end: usize) -> Result {
    let header = Header::of::<ArrayChunk>();
    cx.alloc(ArrayChunk { header, array, start: start as u32, end: end as u32 })
}

fn this<'a>(value: Value) -> &'a ArrayChunk {
    value.cast().expect("the chunk's own behaviours are asked of chunks")
}

impl ArrayChunk {
    pub(crate) fn parts(&self) -> (Value, usize, usize) {
        (self.array, self.start as usize, self.end as usize)
    }

    /// The slot of the array of a chunk.
    #[inline(always)]
    pub(crate) fn item(array: Value, index: usize) -> Value {
        Counted::of(array).map_or(Value::NIL, |array| array.refs()[index])
    }

    fn items(&self) -> &[Value] {
        match Counted::of(self.array) {
            Some(array) => &array.refs()[self.start as usize..self.end as usize],
            None => &[],
        }
    }
}

fn count(_cx: &mut Mutator, chunk: Value) -> Result<usize> {
    Ok(this(chunk).items().len())
}

fn nth(_cx: &mut Mutator, chunk: Value, index: usize) -> Result {
    Ok(this(chunk).items().get(index).copied().unwrap_or(Value::ABSENT))
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, chunk: Value) -> Result {
    let mut acc = init;
    for &item in this(chunk).items() {
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

pub static CHUNK_TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::COUNTED.and(Interfaces::INDEXED),
    count: Some(count),
    nth: Some(nth),
    reduce: Some(reduce),
    ..TypeInfo::new("clojure.lang.ArrayChunk", Layout::RefsThenRaw(1))
};

/// Collects the elements of a chunk.
#[repr(C)]
pub struct ChunkBuffer {
    header: Header,
    /// A counted object with a slot for each element; nil once the chunk has been taken.
    slots: Field,
    len: AtomicU32,
    unused: u32,
}

impl HeapType for ChunkBuffer {
    const KIND: Kind = kind::CHUNK_BUFFER;
}

/// `(chunk-buffer capacity)`.
///
/// # Errors
/// `NegativeArraySizeException`; `OutOfMemoryError` is pending when there is no room.
pub fn buffer(cx: &mut Mutator, capacity: i64) -> Result {
    let capacity = crate::array::checked_len(cx, capacity)?;
    let slots = cx.alloc_counted(kind::VECTOR_NODE, capacity, 0, |_, _| {})?;
    cx.alloc(ChunkBuffer {
        header: Header::of::<ChunkBuffer>(),
        slots: Field::new(slots),
        len: AtomicU32::new(0),
        unused: 0,
    })
}

fn buffer_of<'a>(cx: &mut Mutator, buffer: Value) -> Result<&'a ChunkBuffer> {
    match buffer.cast() {
        Some(buffer) => Ok(buffer),
        None => Err(throw::class_cast(cx, buffer, "clojure.lang.ChunkBuffer")),
    }
}

/// `(chunk-append buffer item)`.
///
/// # Errors
/// `ArrayIndexOutOfBoundsException` when it is full; `NullPointerException` when it was taken.
pub fn append(cx: &mut Mutator, buffer: Value, item: Value) -> Result<()> {
    let this = buffer_of(cx, buffer)?;
    let slots = this.slots.get();
    let Some(array) = Counted::of(slots) else {
        let message = "Cannot store to object array because \"this.buffer\" is null";
        return Err(throw::null_pointer(cx, message));
    };
    let len = this.len.load(Ordering::Relaxed) as usize;
    match array.fields().get(len) {
        Some(field) => {
            cx.store(slots, field, item);
            this.len.store(len as u32 + 1, Ordering::Relaxed);
            Ok(())
        }
        None => Err(throw::array_index(cx, len as i64, array.refs_len())),
    }
}

/// `(chunk buffer)`: the chunk collected so far; the buffer cannot be used again.
///
/// # Errors
/// `ClassCastException` when it is no buffer.
pub fn take(cx: &mut Mutator, buffer: Value) -> Result {
    let this = buffer_of(cx, buffer)?;
    let chunk = new(cx, this.slots.get(), 0, this.len.load(Ordering::Relaxed) as usize)?;
    cx.store(buffer, &this.slots, Value::NIL);
    Ok(chunk)
}

fn buffer_count(_cx: &mut Mutator, buffer: Value) -> Result<usize> {
    let len = buffer.cast::<ChunkBuffer>().map_or(0, |buffer| buffer.len.load(Ordering::Relaxed));
    Ok(len as usize)
}

pub static BUFFER_TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::COUNTED,
    count: Some(buffer_count),
    ..TypeInfo::new("clojure.lang.ChunkBuffer", Layout::RefsThenRaw(1))
};

/// A chunk with at least one element before any seq.
#[repr(C)]
pub struct ChunkedCons {
    header: Header,
    chunk: Value,
    /// What follows the chunk: a seq not looked at yet, or nil.
    more: Value,
    meta: Value,
    /// How many elements of the chunk come before this seq.
    skipped: u32,
    hash: AtomicU32,
}

impl HeapType for ChunkedCons {
    const KIND: Kind = kind::CHUNKED_CONS;
}

/// `(chunk-cons chunk rest)`.
///
/// # Errors
/// `ClassCastException` when `chunk` is no chunk.
pub fn cons(cx: &mut Mutator, chunk: Value, rest: Value) -> Result {
    if super::count(cx, chunk)? == 0 { Ok(rest) } else { chunked(cx, chunk, rest, 0, Value::NIL) }
}

fn chunked(cx: &mut Mutator, chunk: Value, more: Value, skipped: u32, meta: Value) -> Result {
    let (header, hash) = (Header::of::<ChunkedCons>(), AtomicU32::new(0));
    cx.alloc(ChunkedCons { header, chunk, more, meta, skipped, hash })
}

impl ChunkedCons {
    fn this<'a>(value: Value) -> &'a ChunkedCons {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    fn left(&self, cx: &mut Mutator) -> Result<usize> {
        Ok(super::count(cx, self.chunk)? - self.skipped as usize)
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        let ChunkedCons { chunk, skipped, .. } = ChunkedCons::this(seq);
        match chunk.cast::<ArrayChunk>() {
            Some(chunk) => Ok(chunk.items()[*skipped as usize]),
            None => crate::lookup::nth(cx, *chunk, i64::from(*skipped)),
        }
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let this = ChunkedCons::this(seq);
        if this.left(cx)? > 1 {
            return chunked(cx, this.chunk, this.more, this.skipped + 1, Value::NIL);
        }
        super::seq(cx, this.more)
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let this = ChunkedCons::this(seq);
        if this.left(cx)? > 1 {
            return chunked(cx, this.chunk, this.more, this.skipped + 1, Value::NIL);
        }
        Ok(if this.more.is_nil() { list::empty(cx) } else { this.more })
    }

    fn chunk_first(cx: &mut Mutator, seq: Value) -> Result {
        let ChunkedCons { chunk, skipped, .. } = ChunkedCons::this(seq);
        match chunk.cast::<ArrayChunk>() {
            Some(_) if *skipped == 0 => Ok(*chunk),
            Some(part) => {
                let (array, start, end) = part.parts();
                new(cx, array, start + *skipped as usize, end)
            }
            None => super::long_range::drop_from_chunk(cx, *chunk, *skipped as usize),
        }
    }

    fn chunk_rest(cx: &mut Mutator, seq: Value) -> Result {
        let more = ChunkedCons::this(seq).more;
        Ok(if more.is_nil() { list::empty(cx) } else { more })
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &ChunkedCons::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(ChunkedCons::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let ChunkedCons { chunk, more, skipped, .. } = ChunkedCons::this(seq);
        chunked(cx, *chunk, *more, *skipped, meta)
    }
}

pub static CONS_TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::CHUNKED_SEQ),
    hasheq: Some(ChunkedCons::hasheq),
    first: Some(ChunkedCons::first),
    next: Some(ChunkedCons::next),
    rest: Some(ChunkedCons::rest),
    chunk_first: Some(ChunkedCons::chunk_first),
    chunk_rest: Some(ChunkedCons::chunk_rest),
    meta: Some(ChunkedCons::meta),
    with_meta: Some(ChunkedCons::with_meta),
    ..type_info("clojure.lang.ChunkedCons", Layout::RefsThenRaw(3))
};
