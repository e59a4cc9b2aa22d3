//! `Reduced`: the box by which a reducing function says that it has seen enough.

use heap::{
    Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TextSink, TypeInfo, Value,
};

use crate::{kind, print};

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

/// As all references print.
fn print_reduced(
    cx: &mut Mutator,
    value: Value,
    sink: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let inside = unwrap(value).unwrap_or(Value::NIL);
    print::deref_object(cx, value, "ready", inside, sink, readably)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::DEREF,
    deref: Some(deref),
    print: Some(print_reduced),
    ..TypeInfo::new("clojure.lang.Reduced", Layout::AllRefs)
};
