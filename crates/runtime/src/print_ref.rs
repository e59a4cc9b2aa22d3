//! How references print: `#object[clojure.lang.Atom 0x1f2e {:status :ready, :val 1}]`.

use heap::{Mutator, Result, TextSink, Value};

use crate::delay;

/// Prints anything that can be dereferenced without waiting.
pub(crate) fn print(
    cx: &mut Mutator,
    value: Value,
    sink: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let (status, content) = status(cx, value)?;
    data::print::deref_object(cx, value, status, content, sink, readably)
}

fn status(cx: &mut Mutator, value: Value) -> Result<(&'static str, Value)> {
    if let Some(delay) = delay::of(value) {
        if !delay.is_realized() {
            return Ok(("pending", Value::NIL));
        }
        if !delay.exception().is_nil() {
            return Ok(("failed", delay.exception()));
        }
    }
    match cx.desc_of(value).info().deref {
        Some(deref) => Ok(("ready", deref(cx, value)?)),
        None => Ok(("ready", Value::NIL)),
    }
}
