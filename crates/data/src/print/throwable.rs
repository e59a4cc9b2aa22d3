//! Throwables: `#error {…}` with the chain of causes, and Java's `toString`.

use heap::{Mutator, Result, TextSink, Value};

use super::{collection, pr, to_str};
use crate::class;
use crate::class::ClassId;
use crate::throwable::{self, Throwable};

/// Prints what `Throwable->map` tells.
pub(crate) fn print_throwable(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let mut chain = heap::RootVec::from_slice(cx, &[value]);
    let mut root = value;
    // A chain that bites its own tail ends where it would begin again.
    while let Some(cause) = throwable::of(root).map(Throwable::cause)
        && !cause.is_nil()
        && !chain.contains(&cause)
    {
        chain.push(cause);
        root = cause;
    }
    out.write_str("#error {\n :cause ");
    print_message(cx, root, out, readably)?;
    print_data(cx, root, "\n :data ", out, readably)?;
    out.write_str("\n :via\n [");
    for index in 0..chain.len() {
        if index > 0 {
            out.write_str("\n  ");
        }
        print_via(cx, chain[index], out, readably)?;
    }
    out.write_str("]\n :trace\n ");
    let trace = throwable::trace_elements(cx, root)?;
    collection::lines(cx, trace, out, readably)?;
    out.write_str("}");
    Ok(())
}

fn print_via(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    out.write_str("{:type ");
    out.write_str(&class::class_name_of(cx, value));
    out.write_str("\n   :message ");
    print_message(cx, value, out, readably)?;
    print_data(cx, value, "\n   :data ", out, readably)?;
    let trace = throwable::trace_elements(cx, value)?;
    let at = collection::first_of(cx, trace)?;
    if !at.is_absent() {
        out.write_str("\n   :at ");
        pr(cx, at, out, readably)?;
    }
    out.write_str("}");
    Ok(())
}

fn print_message(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let message = throwable::of(value).map_or(Value::NIL, Throwable::message);
    pr(cx, message, out, readably)
}

fn print_data(
    cx: &mut Mutator,
    value: Value,
    label: &str,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let data = throwable::of(value).map_or(Value::NIL, Throwable::data);
    if !data.is_nil() {
        out.write_str(label);
        pr(cx, data, out, readably)?;
    }
    Ok(())
}

/// Java's `toString`: class and message, and the data of an `ExceptionInfo`.
pub(crate) fn throwable_to_str(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
) -> Result<()> {
    let Some(thrown) = throwable::of(value) else { return Ok(()) };
    let class = thrown.class_id();
    if class != Some(ClassId::COMPILER_EXCEPTION) {
        out.write_str(&thrown.class_name());
        if thrown.message().is_nil() && class != Some(ClassId::EXCEPTION_INFO) {
            return Ok(());
        }
        out.write_str(": ");
    }
    match thrown.message_str() {
        Some(message) => message.write_to(out),
        None => out.write_str("null"),
    }
    if class == Some(ClassId::EXCEPTION_INFO) {
        out.write_str(" ");
        to_str(cx, thrown.data(), out)?;
    }
    Ok(())
}
