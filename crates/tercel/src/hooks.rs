//! What the data floor asks of the floors above it.

use data::hooks::Hooks;

/// The runtime's answers, and the interpreter's about the stack.
pub(crate) fn hooks() -> Hooks {
    Hooks {
        stack_trace: Some(interpreter::capture_trace),
        trace_elements: Some(interpreter::trace_elements),
        ..runtime::hooks::hooks()
    }
}
