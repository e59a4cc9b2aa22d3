//! Stack traces as Clojure data: vectors of `[class method file line]`.

use heap::{Mutator, Result, RootVec, Value};

/// The lines of an exception's stack trace, as `Throwable->map` shows them.
pub fn as_vectors(cx: &mut Mutator, exception: Value) -> Result {
    let elements = data::throwable::trace_elements(cx, exception)?;
    let mut lines = RootVec::new(cx);
    for element in data::seq::to_rootvec(cx, elements)?.iter().copied() {
        let line = as_vector(cx, element)?;
        lines.push(line);
    }
    data::vector::from_slice(cx, &lines)
}

/// One line as a vector.
///
/// # Errors
/// A `ClassCastException` when the value is no `StackTraceElement`.
pub fn as_vector(cx: &mut Mutator, element: Value) -> Result {
    let Some(line) = data::stack_trace::of(element) else {
        return Err(data::throw::class_cast(cx, element, "java.lang.StackTraceElement"));
    };
    let mut symbols = [line.class, line.method];
    for name in &mut symbols {
        let text = crate::text::of_string(*name);
        *name = data::symbol::intern(cx, None, &text)?;
    }
    let [class, method] = symbols;
    data::vector::from_slice(cx, &[class, method, line.file, Value::small(line.line())])
}
