//! The class of any value.

use heap::{Mutator, Result, Value};

use super::{ClassId, object};
use crate::state::State;
use crate::throwable::Throwable;
use crate::{array, host_object, kind};

/// The row of a value's class, when it is built in and need not be looked for.
#[inline]
pub fn class_id_of(cx: &Mutator, value: Value) -> Option<ClassId> {
    let desc = cx.desc_of(value);
    let class = desc.class.get();
    if let Some(class) = object::of(class) {
        return class.id();
    }
    if desc.kind() == kind::SHAPED_MAP {
        return Some(State::of(cx).builtin_class(desc));
    }
    if !core::ptr::eq(desc, cx.builtin_desc(desc.kind())) {
        return None;
    }
    if let Some(host) = host_object::of(value) {
        return object::of(host.class())?.id();
    }
    match desc.kind() {
        kind::THROWABLE => {
            value.cast::<Throwable>().and_then(|thrown| object::of(thrown.class()))?.id()
        }
        kind::OBJECT_ARRAY if array::component(value).is_nil() => Some(ClassId::OBJECT_ARRAY),
        kind::ARRAY_SEQ => array::seq::class_id(value),
        kind::OBJECT_ARRAY
        | kind::NATIVE_OBJECT
        | kind::NATIVE_FN
        | kind::CLOSURE_FN
        | kind::INSTANCE
        | kind::FN
        | kind::FUTURE
        | kind::POOL => None,
        _ => Some(State::of(cx).builtin_class(desc)),
    }
}

/// Clojure's `class`: a class object, or nil for nil.
///
/// # Errors
/// Whatever the floor above throws for its own types; `OutOfMemoryError`.
pub fn class_of(cx: &mut Mutator, value: Value) -> Result {
    if value.is_nil() {
        return Ok(Value::NIL);
    }
    if let Some(id) = class_id_of(cx, value) {
        return object::object(cx, id);
    }
    let desc = cx.desc_of(value);
    let class = desc.class.get();
    if object::of(class).is_some() {
        return Ok(class);
    }
    if let Some(thrown) = value.cast::<Throwable>() {
        return Ok(thrown.class());
    }
    let component = array::component(value);
    if !component.is_nil() {
        return object::array_of(cx, component);
    }
    if let Some(of_value) = crate::hooks::get(cx).class_of
        && let Some(class) = of_value(cx, value)?
    {
        return Ok(class);
    }
    let name = desc.info().class_name;
    match object::find(cx, name)? {
        Some(class) => Ok(class),
        None => object::object(cx, ClassId::OBJECT),
    }
}

/// The name of a value's class, for messages; `null` for nil.
pub fn class_name_of(cx: &mut Mutator, value: Value) -> String {
    if let Some(id) = class_id_of(cx, value) {
        return id.name().to_owned();
    }
    match class_of(cx, value) {
        Ok(class) => match object::of(class) {
            Some(class) => class.name_str().to_str().into_owned(),
            None => "null".to_owned(),
        },
        Err(heap::Thrown) => {
            cx.take_pending();
            cx.desc_of(value).info().class_name.to_owned()
        }
    }
}
