//! `iterate`: a value, a function of it, a function of that, and so on.

use core::sync::atomic::AtomicU32;

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, cached_hash, sequential, type_info};
use crate::{kind, reduced};

/// A place in the iteration.
#[repr(C)]
pub struct Iterate {
    header: Header,
    function: Value,
    /// The element before this one.
    previous: Value,
    /// The element; `ABSENT` while nobody has looked.
    element: Field,
    /// The seq after this one; nil while nobody has looked.
    following: Field,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl Iterate {
    pub(super) fn is_realized(&self) -> bool {
        !self.element.get().is_absent()
    }
}

impl HeapType for Iterate {
    const KIND: Kind = kind::ITERATE;
}

/// `(iterate function start)`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn new(cx: &mut Mutator, function: Value, start: Value) -> Result {
    make(cx, function, Value::NIL, start, Value::NIL)
}

fn make(cx: &mut Mutator, function: Value, previous: Value, element: Value, meta: Value) -> Result {
    cx.alloc(Iterate {
        header: Header::of::<Iterate>(),
        function,
        previous,
        element: Field::new(element),
        following: Field::new(Value::NIL),
        meta,
        hash: AtomicU32::new(0),
        unused: 0,
    })
}

fn this<'a>(value: Value) -> &'a Iterate {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

fn first(cx: &mut Mutator, seq: Value) -> Result {
    let this = this(seq);
    let element = this.element.get();
    if !element.is_absent() {
        return Ok(element);
    }
    let element = cx.invoke(this.function, &[this.previous])?;
    cx.store(seq, &this.element, element);
    Ok(element)
}

fn next(cx: &mut Mutator, seq: Value) -> Result {
    let this = this(seq);
    let following = this.following.get();
    if !following.is_nil() {
        return Ok(following);
    }
    let element = first(cx, seq)?;
    let following = make(cx, this.function, element, Value::ABSENT, Value::NIL)?;
    cx.store(seq, &this.following, following);
    Ok(following)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, seq: Value) -> Result {
    let function = this(seq).function;
    let mut element = first(cx, seq)?;
    let mut acc = init;
    loop {
        acc = cx.invoke(f, &[acc, element])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
        element = cx.invoke(function, &[element])?;
    }
}

fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
    cached_hash(cx, &this(seq).hash, seq, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(this(seq).meta)
}

fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
    let Iterate { function, previous, element, .. } = this(seq);
    make(cx, *function, *previous, element.get(), meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::PENDING)
        .and(Interfaces::REDUCIBLE),
    hasheq: Some(hasheq),
    first: Some(first),
    next: Some(next),
    rest: Some(next),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..type_info("clojure.lang.Iterate", Layout::RefsThenRaw(5))
};
