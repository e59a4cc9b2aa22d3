//! What a person is told of an uncaught exception: the JVM's report line, the place in the source,
//! the Clojure functions on the stack.
//!
//! The first two lines are those of `clojure.main`, which tools parse.

use heap::{Mutator, Value};

use crate::error::{Error, Inner, Location};

/// Frames shown at most.
const FRAMES: usize = 16;

/// The report of an exception. `text` is the program's text when it came from no file.
pub fn report(cx: &mut Mutator, exception: Value, text: Option<&str>) -> String {
    let error = Error::of_exception(cx, exception);
    match text {
        Some(text) => error.with_text(text).render(),
        None => error.render(),
    }
}

/// Class and message of the pending exception, which is pending no longer; of what the compiler
/// wrapped, the inside.
pub fn cause(cx: &mut Mutator) -> (String, String) {
    let error = Error::pending(cx);
    (error.class().to_owned(), error.message().to_owned())
}

/// The lines of the report.
pub(crate) fn render(error: &Inner) -> String {
    let message = error.chain.last().map(|root| root.message.clone()).unwrap_or_default();
    let mut lines = vec![headline(error), message];
    if let Some(excerpt) = excerpt(error) {
        lines.push(String::new());
        lines.extend(excerpt);
    }
    if error.frames.len() > 1 {
        lines.push(String::new());
        lines.extend(error.frames.iter().take(FRAMES).map(|frame| {
            format!("  at {} ({}:{})", frame.function, short(&frame.source), frame.line)
        }));
        if error.frames.len() > FRAMES {
            lines.push(format!("  … and {} more", error.frames.len() - FRAMES));
        }
    }
    lines.join("\n")
}

fn headline(error: &Inner) -> String {
    let place = match &error.location {
        Some(Location { source, line, column }) => {
            let source = source.as_deref().map_or("REPL", short);
            let line = (*line).max(1);
            match column {
                Some(column) => format!("{source}:{line}:{column}"),
                None => format!("{source}:{line}"),
            }
        }
        None => "REPL:1".to_owned(),
    };
    // The class of the innermost cause, without package.
    let class = error.chain.last().map_or("", |root| root.class.as_str());
    let class = match class.rsplit('.').next().unwrap_or(class) {
        "Exception" | "RuntimeException" | "" => String::new(),
        class => format!(" ({class})"),
    };
    let symbol = error.symbol.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
    match error.phase.as_deref() {
        Some("read-source") => format!("Syntax error reading source at ({place})."),
        Some("macro-syntax-check") => {
            format!("Syntax error{class} macroexpanding {symbol}at ({place}).")
        }
        Some("macroexpansion") => {
            format!("Unexpected error{class} macroexpanding {symbol}at ({place}).")
        }
        Some("compile-syntax-check") => {
            format!("Syntax error{class} compiling {symbol}at ({place}).")
        }
        Some("compilation") => format!("Unexpected error{class} compiling {symbol}at ({place})."),
        Some(_) | None => format!("Execution error{class} at {symbol}({place})."),
    }
}

/// The line of the source, with a caret where the column is known.
fn excerpt(error: &Inner) -> Option<Vec<String>> {
    let Location { source, line: number, column } = error.location.as_ref()?;
    let from_file = match source.as_deref() {
        None | Some("" | "NO_SOURCE_PATH") => None,
        Some(path) => std::fs::read_to_string(path).ok(),
    };
    let text = from_file.as_deref().or(error.text.as_deref())?;
    let line = text.lines().nth((*number as usize).checked_sub(1)?)?;
    let gutter = format!("  {number} | ");
    let mut shown = vec![format!("{gutter}{line}")];
    if let Some(column) = column {
        let margin = " ".repeat(gutter.len() - 2);
        shown.push(format!("{margin}| {}^", " ".repeat((*column as usize).saturating_sub(1))));
    }
    Some(shown)
}

/// A source's name without its folders, as stack traces show it.
fn short(source: &str) -> &str {
    match source.rsplit('/').next() {
        None | Some("" | "NO_SOURCE_PATH") => "REPL",
        Some(name) => name,
    }
}
