//! Which implementation of a protocol a value has.

use data::class::ClassId;
use heap::{Mutator, Result, Value};

use super::superclasses;
use crate::maps;

/// The map of functions by which a value's class was extended; the value itself when its type
/// implements the protocol's interface; nil when neither.
pub fn find_impl(cx: &mut Mutator, protocol: Value, value: Value) -> Result {
    let interface = maps::at(cx, protocol, "on-interface")?;
    if interface.is_nil() {
        let message = "Cannot invoke \"java.lang.Class.isInstance(Object)\" because \"c\" is null";
        return Err(data::throw::null_pointer(cx, message));
    }
    if data::class::is_instance(cx, interface, value)? {
        return Ok(value);
    }
    let class = data::class_of(cx, value)?;
    impl_of_class(cx, protocol, class)
}

/// The map of functions for a class: its own, of a superclass, of the most special interface, of
/// `Object`; nil when there is none.
pub(super) fn impl_of_class(cx: &mut Mutator, protocol: Value, class: Value) -> Result {
    let impls = maps::at(cx, protocol, "impls")?;
    if impls.is_nil() {
        return Ok(Value::NIL);
    }
    if let Some(own) = maps::get(cx, impls, class)?
        && own.is_truthy()
    {
        return Ok(own);
    }
    if class.is_nil() {
        return Ok(Value::NIL);
    }
    for class in superclasses(cx, class)?.iter().copied() {
        if let Some(found) = maps::get(cx, impls, class)?
            && !found.is_nil()
        {
            return Ok(found);
        }
    }
    let object = data::class::object(cx, ClassId::OBJECT)?;
    let mut best: Option<(Value, Value)> = None;
    for ancestor in data::class::ancestors(cx, class)?.iter().copied() {
        if ancestor == object {
            continue;
        }
        if let Some(found) = maps::get(cx, impls, ancestor)? {
            let more_special = best.is_none_or(|(best, _)| {
                best != ancestor && data::class::is_assignable(best, ancestor)
            });
            if more_special {
                best = Some((ancestor, found));
            }
        }
    }
    match best {
        Some((_, found)) => Ok(found),
        None => Ok(maps::get(cx, impls, object)?.unwrap_or(Value::NIL)),
    }
}

/// The function for a method (a keyword) and a value, or nil.
pub fn find_method(cx: &mut Mutator, protocol: Value, method: Value, value: Value) -> Result {
    let found = find_impl(cx, protocol, value)?;
    Ok(maps::get(cx, found, method)?.unwrap_or(Value::NIL))
}

/// `(satisfies? protocol value)`.
pub fn satisfies(cx: &mut Mutator, protocol: Value, value: Value) -> Result<bool> {
    Ok(find_impl(cx, protocol, value)?.is_truthy())
}
