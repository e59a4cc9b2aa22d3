//! Metadata: `meta` and `with-meta` of any value.

use heap::{Interfaces, Mutator, Result, Value};

use crate::throw;

/// The metadata of a value, or nil when it has none or cannot have any.
///
/// # Errors
/// Whatever the value's type throws.
pub fn meta(cx: &mut Mutator, value: Value) -> Result {
    match cx.desc_of(value).info().meta {
        Some(meta) => meta(cx, value),
        None => Ok(Value::NIL),
    }
}

/// The value with other metadata: a map or nil.
///
/// # Errors
/// `ClassCastException` when the value cannot have metadata, or the metadata is no map.
pub fn with_meta(cx: &mut Mutator, value: Value, new_meta: Value) -> Result {
    match cx.desc_of(value).info().with_meta {
        Some(with_meta) => {
            let new_meta = check(cx, new_meta)?;
            with_meta(cx, value, new_meta)
        }
        None if value.is_nil() => {
            let method = "clojure.lang.IObj.withMeta(clojure.lang.IPersistentMap)";
            Err(throw::null_receiver(cx, method, "x"))
        }
        None => Err(throw::class_cast(cx, value, "clojure.lang.IObj")),
    }
}

/// The metadata when it may be metadata: a map or nil.
pub(crate) fn check(cx: &mut Mutator, meta: Value) -> Result {
    if meta.is_nil() || cx.desc_of(meta).info().interfaces.has(Interfaces::MAP) {
        return Ok(meta);
    }
    Err(throw::class_cast(cx, meta, "clojure.lang.IPersistentMap"))
}
