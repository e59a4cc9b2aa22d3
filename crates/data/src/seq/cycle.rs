//! `cycle`: the elements of a collection, over and over.

use core::sync::atomic::AtomicU32;

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::walk::Walk;
use super::{SEQ_INTERFACES, cached_hash, sequential, type_info};
use crate::{kind, list, reduced};

/// A place in a seq that begins again at its end.
#[repr(C)]
pub struct Cycle {
    header: Header,
    /// The seq that is repeated.
    all: Value,
    /// The seq before the current place; nil once the current place is known.
    previous: Field,
    /// The seq at the current place; nil while nobody has looked.
    current: Field,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl Cycle {
    pub(super) fn is_realized(&self) -> bool {
        !self.current.get().is_nil()
    }
}

impl HeapType for Cycle {
    const KIND: Kind = kind::CYCLE;
}

/// `(cycle coll)`.
///
/// # Errors
/// As for `seq::seq`.
pub fn new(cx: &mut Mutator, coll: Value) -> Result {
    let all = super::seq(cx, coll)?;
    if all.is_nil() { Ok(list::empty(cx)) } else { make(cx, all, Value::NIL, all, Value::NIL) }
}

fn make(cx: &mut Mutator, all: Value, previous: Value, current: Value, meta: Value) -> Result {
    let (previous, current) = (Field::new(previous), Field::new(current));
    let (header, hash) = (Header::of::<Cycle>(), AtomicU32::new(0));
    cx.alloc(Cycle { header, all, previous, current, meta, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a Cycle {
    value.cast().expect("the seq's own behaviours are asked of such seqs")
}

/// The seq at the current place.
fn current(cx: &mut Mutator, cycle: Value) -> Result {
    let this = this(cycle);
    let current = this.current.get();
    if !current.is_nil() {
        return Ok(current);
    }
    let previous = this.previous.get();
    if previous.is_nil() {
        // Another thread was quicker.
        return Ok(this.current.get());
    }
    let next = super::next(cx, previous)?;
    let current = if next.is_nil() { this.all } else { next };
    cx.store(cycle, &this.current, current);
    cx.store(cycle, &this.previous, Value::NIL);
    Ok(current)
}

fn first(cx: &mut Mutator, cycle: Value) -> Result {
    let current = current(cx, cycle)?;
    super::first(cx, current)
}

fn next(cx: &mut Mutator, cycle: Value) -> Result {
    // A walk of a seq without end hears an interrupt.
    cx.safepoint()?;
    let current = current(cx, cycle)?;
    make(cx, this(cycle).all, current, Value::NIL, Value::NIL)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, cycle: Value) -> Result {
    let mut acc = init;
    let mut walk = Walk::new(current(cx, cycle)?);
    loop {
        while let Some(item) = walk.next(cx)? {
            acc = cx.invoke(f, &[acc, item])?;
            if let Some(done) = reduced::unwrap(acc) {
                return Ok(done);
            }
        }
        walk = Walk::new(this(cycle).all);
    }
}

fn hasheq(cx: &mut Mutator, cycle: Value) -> Result<i32> {
    cached_hash(cx, &this(cycle).hash, cycle, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, cycle: Value) -> Result {
    Ok(this(cycle).meta)
}

fn with_meta(cx: &mut Mutator, cycle: Value, meta: Value) -> Result {
    let Cycle { all, previous, current, .. } = this(cycle);
    make(cx, *all, previous.get(), current.get(), meta)
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
    ..type_info("clojure.lang.Cycle", Layout::RefsThenRaw(4))
};
