//! Faults in source text as exceptions: `Compiler$CompilerException` with `:clojure.error/…` data.

use data::class::ClassId;
use diag::{Diagnostic, LineCol};
use heap::{Mutator, Result, Thrown, Value};

use crate::maps;

/// Where a fault was found, and in what.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Name of the source; empty when the text came from none.
    pub source: &'a str,
    pub line: u32,
    pub column: u32,
    /// The macro or special form that was looked at, or nil.
    pub symbol: Value,
}

/// The verb of the message for a phase, as `:clojure.error/phase` names it.
fn verb(phase: &str) -> &'static str {
    match phase {
        "read-source" => "reading source",
        "macro-syntax-check" | "macroexpansion" | "execution" => "macroexpanding",
        _ => "compiling",
    }
}

/// The exception for a fault in a phase, around what caused it.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn compiler_exception(
    cx: &mut Mutator,
    phase: &str,
    place: &Place<'_>,
    cause: Value,
) -> Result {
    let start = if phase == "macroexpansion" { "Unexpected" } else { "Syntax" };
    let symbol = match crate::text::of_symbol(place.symbol) {
        name if name.is_empty() => name,
        name => format!("{name} "),
    };
    let source = match place.source {
        "" | "NO_SOURCE_PATH" => String::new(),
        source => format!("{source}:"),
    };
    let (line, column) = (place.line, place.column);
    let verb = verb(phase);
    let message = format!("{start} error {verb} {symbol}at ({source}{line}:{column}).");
    let message = data::string::new(cx, &message)?;
    let data = error_data(cx, phase, place)?;
    let class = data::class::object(cx, ClassId::COMPILER_EXCEPTION)?;
    data::throwable::from_parts(cx, data::throwable::Parts { class, message, cause, data })
}

fn error_data(cx: &mut Mutator, phase: &str, place: &Place<'_>) -> Result {
    let phase = data::keyword::intern(cx, None, phase)?;
    let mut map = data::map::empty(cx);
    let line = i32::try_from(place.line).unwrap_or(i32::MAX);
    let column = i32::try_from(place.column).unwrap_or(i32::MAX);
    let mut rows = [
        ("phase", phase),
        ("line", Value::small(line)),
        ("column", Value::small(column)),
        ("source", Value::NIL),
        ("symbol", place.symbol),
    ];
    if !place.source.is_empty() {
        rows[3].1 = data::string::new(cx, place.source)?;
    }
    for (name, value) in rows {
        if !value.is_nil() {
            let key = data::keyword::intern(cx, Some("clojure.error"), name)?;
            map = data::map::assoc(cx, map, key, value)?;
        }
    }
    Ok(map)
}

/// Makes the exception pending that a diagnostic becomes, in a source that was being evaluated.
#[cold]
pub fn throw_diagnostic(
    cx: &mut Mutator,
    diagnostic: &Diagnostic,
    source: &str,
    place: LineCol,
) -> Thrown {
    let place = diagnostic.place.unwrap_or(place);
    let made = cause_of(cx, diagnostic).and_then(|cause| {
        let place = Place { source, line: place.line, column: place.column, symbol: Value::NIL };
        compiler_exception(cx, diagnostic.phase().clojure_phase(), &place, cause)
    });
    match made {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

/// The exception inside: of the diagnostic's class, with its message.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn cause_of(cx: &mut Mutator, diagnostic: &Diagnostic) -> Result {
    let class = ClassId::find(diagnostic.kind.class().name()).unwrap_or(ClassId::RUNTIME_EXCEPTION);
    let message = data::string::new(cx, &diagnostic.message)?;
    data::throwable::new(cx, class, message, Value::NIL)
}

/// Wraps the pending exception as the compiler does, unless it is wrapped already.
pub fn wrap_pending(cx: &mut Mutator, phase: &str, place: &Place<'_>) -> Thrown {
    let cause = cx.take_pending();
    match crate::exception::is_of(cx, ClassId::COMPILER_EXCEPTION, cause) {
        Ok(true) => cx.throw(cause),
        Ok(false) => match compiler_exception(cx, phase, place, cause) {
            Ok(exception) => cx.throw(exception),
            Err(thrown) => thrown,
        },
        Err(thrown) => thrown,
    }
}

/// The `:clojure.error/phase` that an exception carries, or nil.
pub fn phase_of(cx: &mut Mutator, exception: Value) -> Result {
    let key = data::keyword::intern(cx, Some("clojure.error"), "phase")?;
    let data = crate::exception::data_of(exception);
    Ok(maps::get(cx, data, key)?.unwrap_or(Value::NIL))
}
