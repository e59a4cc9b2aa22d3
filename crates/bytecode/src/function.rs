//! Functions with metadata: a wrapper, so that closures need no slot for it.

use crate::template;
use data::kind;
use heap::{Header, HeapType, Kind, Mutator, Result, Value};

/// A function with metadata; the function inside has none.
#[repr(C)]
pub struct FnWithMeta {
    header: Header,
    pub function: Value,
    pub meta: Value,
}

impl HeapType for FnWithMeta {
    const KIND: Kind = kind::FN_WITH_META;
}

/// `function` with other metadata; itself when that is nil.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn with_meta(cx: &mut Mutator, function: Value, meta: Value) -> Result {
    let function = without_meta(function);
    if meta.is_nil() {
        return Ok(function);
    }
    cx.alloc(FnWithMeta { header: Header::of::<FnWithMeta>(), function, meta })
}

/// The function itself.
pub fn without_meta(value: Value) -> Value {
    value.cast::<FnWithMeta>().map_or(value, |found| found.function)
}

/// The metadata of a function.
pub fn meta(value: Value) -> Value {
    value.cast::<FnWithMeta>().map_or(Value::NIL, |found| found.meta)
}

/// The name of a function made from source, as `user/f`: a string; nil for anything else.
pub fn name(value: Value) -> Value {
    template::of_closure(without_meta(value)).map_or(Value::NIL, |template| template.name)
}
