//! Functions as values: closures, functions with metadata, and what they say of themselves.

#![allow(unsafe_code, reason = "descriptors hold handlers as addresses")]

use core::sync::atomic::Ordering;

use crate::entry::enter;
use crate::ops::closures::{
    call_closure, call_multi_fn, call_protocol_fn, call_var, call_with_meta, close,
};
use crate::vm::Handler;
use bytecode::FnTemplate;
use bytecode::function::name;
use data::kind;
use heap::{Interfaces, Kind, Layout, Mutator, Result, Thrown, TypeInfo, Value};

const FUNCTION: Interfaces =
    Interfaces::FN.and(Interfaces::IFN).and(Interfaces::OBJ).and(Interfaces::META);

pub(crate) static FN_INFO: TypeInfo = TypeInfo {
    interfaces: FUNCTION,
    entry: enter,
    meta: Some(|_, _| Ok(Value::NIL)),
    with_meta: Some(bytecode::function::with_meta),
    ..TypeInfo::new("clojure.lang.AFunction", Layout::AllRefs)
};

pub(crate) static FN_WITH_META_INFO: TypeInfo = TypeInfo {
    interfaces: FUNCTION,
    entry: enter,
    meta: Some(|_, value| Ok(bytecode::function::meta(value))),
    with_meta: Some(bytecode::function::with_meta),
    ..TypeInfo::new("clojure.lang.AFunction$1", Layout::AllRefs)
};

/// A closure of a template that captures nothing.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn closure(cx: &mut Mutator, template: Value) -> Result {
    match template.cast::<FnTemplate>() {
        Some(found) if found.captures() == 0 => close(cx, found, &[]),
        Some(_) | None => {
            Err(data::throw::illegal_argument(cx, "a template that captures nothing is needed"))
        }
    }
}

/// Makes the closure of a template without captures and calls it without arguments: how a top-level
/// form is run.
///
/// # Errors
/// Whatever the form throws.
pub fn run(cx: &mut Mutator, template: Value) -> Result {
    let function = closure(cx, template)?;
    cx.invoke(function, &[])
}

#[cold]
pub(crate) fn throw_arity(cx: &mut Mutator, callee: Value, argc: usize) -> Thrown {
    let name = data::string::of(name(callee)).map(|name| name.to_str().into_owned());
    // The JVM counts no further: larger numbers are one case.
    data::throw::arity(cx, argc.min(21), name.as_deref().unwrap_or("fn"))
}

/// Lets the families' descriptors name their handlers; closures' descriptors copy theirs from there.
pub(crate) fn install_handlers(cx: &mut Mutator) {
    let rows: [(Kind, Handler); 5] = [
        (kind::FN, call_closure),
        (kind::FN_WITH_META, call_with_meta),
        (kind::VAR, call_var),
        (kind::PROTOCOL_FN, call_protocol_fn),
        (kind::MULTI_FN, call_multi_fn),
    ];
    for (kind, handler) in rows {
        cx.builtin_desc(kind).handler.store(handler as usize, Ordering::Release);
    }
}
