//! What the data floor asks of the floors above it.

use data::hooks::Hooks;
use heap::{Mutator, Result, Value};

/// The runtime knows classes and vars, the interpreter its functions and frames.
pub(crate) fn hooks() -> Hooks {
    Hooks {
        class_of: Some(class_of),
        stack_trace: Some(interpreter::capture_trace),
        trace_elements: Some(interpreter::trace_elements),
        ..runtime::hooks::hooks()
    }
}

fn class_of(cx: &mut Mutator, value: Value) -> Result<Option<Value>> {
    match runtime::hooks::class_of(cx, value)? {
        Some(class) => Ok(Some(class)),
        None => interpreter::class_of(cx, value),
    }
}
