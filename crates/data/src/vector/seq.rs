//! The seqs of vectors: chunked leaf by leaf, by index for views, and backwards.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::Vector;
use super::trie::{self, MASK};
use crate::seq::chunk;
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::{kind, list, lookup, reduced};

/// A place in a vector, with the leaf it stands in.
#[repr(C)]
pub struct VectorSeq {
    header: Header,
    vector: Value,
    leaf: Value,
    meta: Value,
    index: u32,
    hash: AtomicU32,
}

impl HeapType for VectorSeq {
    const KIND: Kind = kind::VECTOR_SEQ;
}

fn make(cx: &mut Mutator, vector: Value, leaf: Value, index: u32, meta: Value) -> Result {
    let header = Header::of::<VectorSeq>();
    cx.alloc(VectorSeq { header, vector, leaf, meta, index, hash: AtomicU32::new(0) })
}

/// The seq of a vector; nil when it is empty.
pub(crate) fn of(cx: &mut Mutator, vector: Value) -> Result {
    at(cx, vector, 0)
}

/// The seq from `index` on; nil when nothing is there.
fn at(cx: &mut Mutator, vector: Value, index: usize) -> Result {
    match vector.cast::<Vector>() {
        Some(v) if index < v.len() => {
            let leaf = v.leaf_value(index);
            make(cx, vector, leaf, index as u32, Value::NIL)
        }
        Some(_) | None => Ok(Value::NIL),
    }
}

/// The seq of a vector, or of a seq of one, after `n` more elements; nil when nothing is left.
pub(crate) fn drop(cx: &mut Mutator, coll: Value, n: u64) -> Result {
    let (vector, from) = match coll.cast::<VectorSeq>() {
        Some(seq) => (seq.vector, seq.index as usize),
        None => (coll, 0),
    };
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    at(cx, vector, from.saturating_add(n))
}

fn this<'a>(value: Value) -> &'a VectorSeq {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

impl VectorSeq {
    fn slot(&self) -> usize {
        self.index as usize & MASK
    }

    fn items(&self) -> &[Value] {
        &trie::slots(self.leaf)[self.slot()..]
    }

    fn len(&self) -> usize {
        self.vector.cast::<Vector>().map_or(0, Vector::len) - self.index as usize
    }

    fn next_leaf(&self) -> usize {
        self.index as usize + self.items().len()
    }
}

fn first(_cx: &mut Mutator, seq: Value) -> Result {
    let seq = this(seq);
    Ok(trie::slots(seq.leaf)[seq.slot()])
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    let VectorSeq { vector, leaf, index, .. } = this(seq);
    if (*index as usize & MASK) + 1 < trie::slots(*leaf).len() {
        return make(cx, *vector, *leaf, index + 1, Value::NIL);
    }
    at(cx, *vector, *index as usize + 1)
}

fn rest(cx: &mut Mutator, seq: Value) -> Result {
    let next = next(cx, seq)?;
    Ok(seqs::rest_of_next(cx, next))
}

fn chunk_first(cx: &mut Mutator, seq: Value) -> Result {
    let seq = this(seq);
    chunk::new(cx, seq.leaf, seq.slot(), trie::slots(seq.leaf).len())
}

fn chunk_rest(cx: &mut Mutator, seq: Value) -> Result {
    let rest = at(cx, this(seq).vector, this(seq).next_leaf())?;
    Ok(seqs::rest_of_next(cx, rest))
}

fn count(_cx: &mut Mutator, seq: Value) -> Result<usize> {
    Ok(this(seq).len())
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let VectorSeq { vector, leaf, index, .. } = this(seq);
    make(cx, *vector, *leaf, *index, meta)
}

fn nth(_cx: &mut Mutator, seq: Value, index: usize) -> Result {
    let seq = this(seq);
    let index = (seq.index as usize).checked_add(index);
    let vector = seq.vector.cast::<Vector>();
    Ok(vector.zip(index).and_then(|(vector, index)| vector.get(index)).unwrap_or(Value::ABSENT))
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, seq: Value) -> Result {
    let (mut acc, mut at) = (init, this(seq).index as usize);
    let vector = this(seq).vector;
    while let Some(v) = vector.cast::<Vector>().filter(|vector| at < vector.len()) {
        let items = &v.leaf(at)[at & MASK..];
        for &item in items {
            acc = cx.invoke(f, &[acc, item])?;
            if let Some(done) = reduced::unwrap(acc) {
                return Ok(done);
            }
        }
        at += items.len();
    }
    Ok(acc)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES
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
    ..seqs::type_info("clojure.lang.PersistentVector$ChunkedSeq", Layout::RefsThenRaw(3))
};

/// A place in anything indexed: forwards for views of vectors, backwards for `rseq`.
#[repr(C)]
pub struct IndexSeq<const KIND: u16> {
    header: Header,
    vector: Value,
    meta: Value,
    index: u32,
    hash: AtomicU32,
}

/// Forwards.
pub type ForwardSeq = IndexSeq<{ kind::INDEXED_SEQ.0 }>;
/// Backwards.
pub type ReverseSeq = IndexSeq<{ kind::REVERSE_SEQ.0 }>;

impl<const KIND: u16> HeapType for IndexSeq<KIND> {
    const KIND: Kind = Kind(KIND);
}

impl<const KIND: u16> IndexSeq<KIND> {
    fn make(cx: &mut Mutator, vector: Value, index: u32, meta: Value) -> Result {
        let header = Header::of::<Self>();
        cx.alloc(Self { header, vector, meta, index, hash: AtomicU32::new(0) })
    }

    fn this<'a>(value: Value) -> &'a Self {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    const FORWARD: bool = KIND == kind::INDEXED_SEQ.0;

    fn len(&self, cx: &mut Mutator) -> Result<usize> {
        let index = self.index as usize;
        if Self::FORWARD { Ok(seqs::count(cx, self.vector)? - index) } else { Ok(index + 1) }
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        let Self { vector, index, .. } = Self::this(seq);
        lookup::nth(cx, *vector, i64::from(*index))
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let this = Self::this(seq);
        if this.len(cx)? <= 1 {
            return Ok(Value::NIL);
        }
        let index = if Self::FORWARD { this.index + 1 } else { this.index - 1 };
        Self::make(cx, this.vector, index, Value::NIL)
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let next = Self::next(cx, seq)?;
        Ok(if next.is_nil() { list::empty(cx) } else { next })
    }

    fn count(cx: &mut Mutator, seq: Value) -> Result<usize> {
        Self::this(seq).len(cx)
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &Self::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(Self::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let Self { vector, index, .. } = Self::this(seq);
        Self::make(cx, *vector, *index, meta)
    }

    const fn type_info(class_name: &'static str) -> TypeInfo {
        TypeInfo {
            interfaces: seqs::SEQ_INTERFACES
                .and(Interfaces::OBJ)
                .and(Interfaces::META)
                .and(Interfaces::COUNTED),
            hasheq: Some(Self::hasheq),
            first: Some(Self::first),
            next: Some(Self::next),
            rest: Some(Self::rest),
            count: Some(Self::count),
            meta: Some(Self::meta),
            with_meta: Some(Self::with_meta),
            ..seqs::type_info(class_name, Layout::RefsThenRaw(2))
        }
    }
}

pub static FORWARD_TYPE: TypeInfo = ForwardSeq::type_info("clojure.lang.APersistentVector$Seq");
pub static REVERSE_TYPE: TypeInfo = ReverseSeq::type_info("clojure.lang.APersistentVector$RSeq");

/// The seq of a view of a vector; nil when it is empty.
pub(crate) fn forwards(cx: &mut Mutator, vector: Value) -> Result {
    if seqs::count(cx, vector)? == 0 {
        return Ok(Value::NIL);
    }
    ForwardSeq::make(cx, vector, 0, Value::NIL)
}

/// `(rseq vector)`.
pub(crate) fn reversed(cx: &mut Mutator, vector: Value) -> Result {
    match seqs::count(cx, vector)?.checked_sub(1) {
        Some(last) => ReverseSeq::make(cx, vector, last as u32, Value::NIL),
        None => Ok(Value::NIL),
    }
}
