//! How references print: `#object[clojure.lang.Atom 0x1f2e {:status :ready, :val 1}]`.

use heap::{Mutator, Result, TextSink, Thrown, Value};

use crate::{agent, delay, future, promise};

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
    if promise::of(value).is_some_and(|promise| !promise.is_delivered()) {
        return Ok(("pending", Value::NIL));
    }
    if let Some(future) = future::of(value) {
        if !future.is_done() {
            return Ok(("pending", Value::NIL));
        }
        return Ok(match future::get(cx, value) {
            Ok(result) => ("ready", result),
            Err(Thrown) => ("failed", cx.take_pending()),
        });
    }
    let is_failed = agent::of(value).is_some_and(|agent| !agent.error().is_nil());
    let status = if is_failed { "failed" } else { "ready" };
    match cx.desc_of(value).info().deref {
        Some(deref) => Ok((status, deref(cx, value)?)),
        None => Ok(("ready", Value::NIL)),
    }
}
