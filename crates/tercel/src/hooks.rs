//! What the data floor asks of the floors above it.

use data::hooks::Hooks;
use data::print::PrintOptions;
use heap::{Mutator, Result, Value};
use runtime::{known, var};

pub(crate) const HOOKS: Hooks = Hooks {
    class_of: None,
    print: None,
    print_options: Some(print_options),
    math_context: None,
    stack_trace: Some(stack_trace),
    trace_elements: None,
};

fn stack_trace(cx: &mut Mutator) -> Result {
    let rows = interpreter::stack_trace(cx);
    data::vector::from_slice(cx, &rows)
}

/// The `*print-…*` vars as they are bound now.
fn print_options(cx: &mut Mutator) -> PrintOptions {
    let mut value = |slot| {
        let var = cx.known(slot);
        if var.is_nil() { Value::NIL } else { var::deref(cx, var).unwrap_or(Value::NIL) }
    };
    PrintOptions {
        readably: value(known::VAR_PRINT_READABLY).is_truthy(),
        meta: value(known::VAR_PRINT_META).is_truthy(),
        dup: value(known::VAR_PRINT_DUP).is_truthy(),
        namespace_maps: value(known::VAR_PRINT_NAMESPACE_MAPS).is_truthy(),
        length: value(known::VAR_PRINT_LENGTH).as_fixnum(),
        level: value(known::VAR_PRINT_LEVEL).as_fixnum(),
    }
}
