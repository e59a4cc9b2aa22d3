//! `keys` and `vals`: seqs over a seq of entries. The seqs of sets are seqs of keys too.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::seq::first_pair;
use crate::seq::{self as seqs, cached_hash, sequential};
use crate::{kind, lookup};

/// The keys, or the values, of a seq of entries.
#[repr(C)]
pub struct HalfSeq<const KIND: u16> {
    header: Header,
    entries: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

pub type KeySeq = HalfSeq<{ kind::KEY_SEQ.0 }>;
pub type ValSeq = HalfSeq<{ kind::VAL_SEQ.0 }>;

impl<const KIND: u16> HeapType for HalfSeq<KIND> {
    const KIND: Kind = Kind(KIND);
}

impl<const KIND: u16> HalfSeq<KIND> {
    const IS_KEYS: bool = KIND == kind::KEY_SEQ.0;

    /// The seq over a seq of entries; nil when that is nil.
    pub(crate) fn make(cx: &mut Mutator, entries: Value, meta: Value) -> Result {
        if entries.is_nil() {
            return Ok(Value::NIL);
        }
        let (header, hash) = (Header::of::<Self>(), AtomicU32::new(0));
        cx.alloc(Self { header, entries, meta, hash, unused: 0 })
    }

    fn this<'a>(value: Value) -> &'a Self {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        let entries = Self::this(seq).entries;
        let (key, val) = match first_pair(entries) {
            Some(pair) => pair,
            None => {
                let entry = seqs::first(cx, entries)?;
                lookup::entry_parts(cx, entry)?
            }
        };
        Ok(if Self::IS_KEYS { key } else { val })
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let next = seqs::next(cx, Self::this(seq).entries)?;
        Self::make(cx, next, Value::NIL)
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let next = Self::next(cx, seq)?;
        Ok(seqs::rest_of_next(cx, next))
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &Self::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(Self::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let entries = Self::this(seq).entries;
        Self::make(cx, entries, meta)
    }

    const fn type_info(class_name: &'static str) -> TypeInfo {
        TypeInfo {
            interfaces: seqs::SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
            hasheq: Some(Self::hasheq),
            first: Some(Self::first),
            next: Some(Self::next),
            rest: Some(Self::rest),
            meta: Some(Self::meta),
            with_meta: Some(Self::with_meta),
            ..seqs::type_info(class_name, Layout::RefsThenRaw(2))
        }
    }
}

pub static KEY_TYPE: TypeInfo = KeySeq::type_info("clojure.lang.APersistentMap$KeySeq");
pub static VAL_TYPE: TypeInfo = ValSeq::type_info("clojure.lang.APersistentMap$ValSeq");

/// `(keys coll)`.
///
/// # Errors
/// As for `seq::seq`; elements that are no entries throw when they are reached.
pub fn keys(cx: &mut Mutator, coll: Value) -> Result {
    let entries = seqs::seq(cx, coll)?;
    KeySeq::make(cx, entries, Value::NIL)
}

/// `(vals coll)`.
///
/// # Errors
/// As for `keys`.
pub fn vals(cx: &mut Mutator, coll: Value) -> Result {
    let entries = seqs::seq(cx, coll)?;
    ValSeq::make(cx, entries, Value::NIL)
}
