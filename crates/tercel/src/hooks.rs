//! What the data floor asks of the floors above it.

use data::hooks::Hooks;
use data::num::MathContext;
use heap::{Mutator, Result, Thrown, Value};
use runtime::{known, var};

/// The runtime knows classes and vars, the interpreter its functions and frames.
pub(crate) fn hooks() -> Hooks {
    Hooks {
        class_of: Some(class_of),
        math_context: Some(math_context),
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

/// What `*math-context*` is bound to; something else than a context counts as none.
fn math_context(cx: &mut Mutator) -> Option<MathContext> {
    let var = cx.known(known::VAR_MATH_CONTEXT);
    let bound = var::deref(cx, var).unwrap_or(Value::NIL);
    if bound.is_nil() {
        return None;
    }
    match host::math_context(cx, bound) {
        Ok(context) => Some(context),
        Err(Thrown) => {
            cx.take_pending();
            None
        }
    }
}
