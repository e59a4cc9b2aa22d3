//! Stack traces as Clojure data.
//!
//! What a throwable keeps in its `trace` is a vector of frames, each a vector
//! `[class method file line]`, or nil when nothing was recorded.

use heap::{Mutator, Result, Value};

/// The frames of an exception as `Throwable->map` shows them.
pub fn as_vectors(cx: &mut Mutator, exception: Value) -> Result {
    let trace = data::throwable::of(exception).map_or(Value::NIL, |e| e.trace.get());
    if trace.is_nil() { Ok(data::vector::empty(cx)) } else { Ok(trace) }
}
