//! `Cons`: an element before any seq.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::seq::{self, cached_hash, sequential};
use crate::{kind, list};

/// An element and what follows it: a seq, or nil.
#[repr(C)]
pub struct Cons {
    header: Header,
    first: Value,
    more: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for Cons {
    const KIND: Kind = kind::CONS;
}

/// An element before a seq (or nil); `seq::cons` takes any collection.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub fn new(cx: &mut Mutator, first: Value, more: Value) -> Result {
    make(cx, first, more, Value::NIL)
}

#[inline(always)]
fn make(cx: &mut Mutator, first: Value, more: Value, meta: Value) -> Result {
    let header = Header::of::<Cons>();
    cx.alloc(Cons { header, first, more, meta, hash: AtomicU32::new(0), unused: 0 })
}

fn this<'a>(value: Value) -> &'a Cons {
    value.cast().expect("the cell's own behaviours are asked of cells")
}

fn cons_first(_cx: &mut Mutator, cons: Value) -> Result {
    Ok(this(cons).first)
}

fn cons_next(cx: &mut Mutator, cons: Value) -> Result {
    seq::seq(cx, this(cons).more)
}

fn cons_rest(cx: &mut Mutator, cons: Value) -> Result {
    let more = this(cons).more;
    Ok(if more.is_nil() { list::empty(cx) } else { more })
}

fn cons_meta(_cx: &mut Mutator, cons: Value) -> Result {
    Ok(this(cons).meta)
}

fn cons_with_meta(cx: &mut Mutator, cons: Value, meta: Value) -> Result {
    let Cons { first, more, .. } = this(cons);
    make(cx, *first, *more, meta)
}

fn cons_hasheq(cx: &mut Mutator, cons: Value) -> Result<i32> {
    cached_hash(cx, &this(cons).hash, cons, sequential::hasheq)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: seq::SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
    hasheq: Some(cons_hasheq),
    first: Some(cons_first),
    next: Some(cons_next),
    rest: Some(cons_rest),
    meta: Some(cons_meta),
    with_meta: Some(cons_with_meta),
    ..seq::type_info("clojure.lang.Cons", Layout::RefsThenRaw(3))
};
