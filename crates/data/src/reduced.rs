//! `Reduced`: the box by which a reducing function says that it has seen enough.

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::kind;

/// The answer of a reduction that ended early.
#[repr(C)]
pub struct Reduced {
    header: Header,
    pub value: Value,
}

impl HeapType for Reduced {
    const KIND: Kind = kind::REDUCED;
}

/// Wraps `value`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn new(cx: &mut Mutator, value: Value) -> Result {
    cx.alloc(Reduced { header: Header::of::<Reduced>(), value })
}

/// What is inside, when `value` is a `Reduced`.
#[inline(always)]
pub fn unwrap(value: Value) -> Option<Value> {
    value.cast::<Reduced>().map(|reduced| reduced.value)
}

fn deref(_cx: &mut Mutator, value: Value) -> Result {
    Ok(unwrap(value).unwrap_or(value))
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::DEREF,
    deref: Some(deref),
    ..TypeInfo::new("clojure.lang.Reduced", Layout::AllRefs)
};
