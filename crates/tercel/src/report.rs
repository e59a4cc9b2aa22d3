//! What a person is told of an uncaught exception: the JVM's report line, the place in the source,
//! the Clojure functions on the stack.
//!
//! The first two lines are those of `clojure.main`, which tools parse.

use data::{lookup, throwable};
use heap::{Counted, Mutator, Value};

/// Frames shown at most.
const FRAMES: usize = 16;

/// The report of an exception. `text` is the program's text when it came from no file.
pub fn report(cx: &mut Mutator, exception: Value, text: Option<&str>) -> String {
    let triage = Triage::of(cx, exception);
    let mut lines = vec![triage.headline(), triage.message.clone().unwrap_or_default()];
    if let Some(excerpt) = triage.excerpt(text) {
        lines.push(String::new());
        lines.extend(excerpt);
    }
    if triage.frames.len() > 1 {
        lines.push(String::new());
        lines.extend(triage.frames.iter().take(FRAMES).map(|frame| format!("  at {frame}")));
        if triage.frames.len() > FRAMES {
            lines.push(format!("  … and {} more", triage.frames.len() - FRAMES));
        }
    }
    lines.join("\n")
}

/// Class and message of the pending exception, which is pending no longer; of what the compiler
/// wrapped, the inside.
pub fn cause(cx: &mut Mutator) -> (String, String) {
    let mut exception = cx.take_pending();
    while let Some(found) = throwable::of(exception)
        && found.class_name() == "clojure.lang.Compiler$CompilerException"
        && throwable::of(found.cause()).is_some()
    {
        exception = found.cause();
    }
    match throwable::of(exception) {
        Some(found) => {
            let message = found.message_str().map(|message| message.to_str().into_owned());
            (found.class_name(), message.unwrap_or_default())
        }
        None => ("?".into(), String::new()),
    }
}

/// The facts that the report is made of.
struct Triage {
    phase: String,
    /// The class of the innermost cause, without package.
    class: String,
    message: Option<String>,
    source: Option<String>,
    line: Option<i64>,
    column: Option<i64>,
    symbol: Option<String>,
    frames: Vec<String>,
}

impl Triage {
    fn of(cx: &mut Mutator, exception: Value) -> Triage {
        let mut triage = Triage {
            phase: "execution".into(),
            class: String::new(),
            message: None,
            source: None,
            line: None,
            column: None,
            symbol: None,
            frames: Vec::new(),
        };
        triage.look_at_data(cx, exception);
        let mut root = exception;
        let mut steps = 0;
        while let Some(found) = throwable::of(root)
            && throwable::of(found.cause()).is_some()
            && steps < 1000
        {
            root = found.cause();
            steps += 1;
        }
        if let Some(found) = throwable::of(root) {
            let name = found.class_name();
            triage.class = name.rsplit('.').next().unwrap_or(&name).to_owned();
            triage.message = found.message_str().map(|message| message.to_str().into_owned());
            triage.look_at_trace(found.trace.get());
        }
        triage
    }

    /// `:clojure.error/…`, which faults of reading and compiling carry.
    fn look_at_data(&mut self, cx: &mut Mutator, exception: Value) {
        let data = throwable::of(exception).map_or(Value::NIL, |found| found.data());
        let mut at = |name: &str| {
            let key = data::keyword::intern(cx, Some("clojure.error"), name).ok()?;
            let found = lookup::get(cx, data, key, Value::NIL).ok()?;
            if found.is_nil() { None } else { Some(found) }
        };
        let keyword = |value: Value| data::keyword::of(value).map(|k| k.name_str().to_str().into());
        let Some(phase) = at("phase").and_then(keyword) else { return };
        self.phase = phase;
        self.line = at("line").and_then(|line| line.as_fixnum());
        self.column = at("column").and_then(|column| column.as_fixnum());
        self.source =
            at("source").and_then(|source| Some(data::string::of(source)?.to_str().into()));
        self.symbol = at("symbol").and_then(|symbol| Some(data::symbol::of(symbol)?.text()));
    }

    /// Name, file and line of each frame, as the interpreter recorded them.
    fn look_at_trace(&mut self, trace: Value) {
        if trace.kind() != data::kind::REFS {
            return;
        }
        let text = |value: Value| data::string::of(value).map(|text| text.to_str().into_owned());
        for row in Counted::of(trace).map_or(&[][..], Counted::refs).chunks_exact(3) {
            let name = text(row[0]).unwrap_or_else(|| "fn".into());
            let file = text(row[1]).unwrap_or_default();
            let line = row[2].as_fixnum().unwrap_or(0);
            let is_core = file.starts_with("clojure/");
            if self.phase == "execution" && self.line.is_none() && !is_core {
                self.line = Some(line);
                self.source = Some(file.clone());
                self.symbol = Some(name.clone());
            }
            self.frames.push(format!("{name} ({}:{line})", short(&file)));
        }
    }

    fn headline(&self) -> String {
        let source = self.source.as_deref().map_or("REPL", short);
        let line = self.line.filter(|line| *line > 0).unwrap_or(1);
        let place = match self.column {
            Some(column) => format!("{source}:{line}:{column}"),
            None => format!("{source}:{line}"),
        };
        let class = match self.class.as_str() {
            "Exception" | "RuntimeException" | "" => String::new(),
            class => format!(" ({class})"),
        };
        let symbol = self.symbol.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
        match self.phase.as_str() {
            "read-source" => format!("Syntax error reading source at ({place})."),
            "macro-syntax-check" => {
                format!("Syntax error{class} macroexpanding {symbol}at ({place}).")
            }
            "macroexpansion" => {
                format!("Unexpected error{class} macroexpanding {symbol}at ({place}).")
            }
            "compile-syntax-check" => {
                format!("Syntax error{class} compiling {symbol}at ({place}).")
            }
            "compilation" => format!("Unexpected error{class} compiling {symbol}at ({place})."),
            _ => format!("Execution error{class} at {symbol}({place})."),
        }
    }

    /// The line of the source, with a caret where the column is known.
    fn excerpt(&self, text: Option<&str>) -> Option<Vec<String>> {
        let number = usize::try_from(self.line?).ok()?;
        let from_file = match self.source.as_deref() {
            None | Some("" | "NO_SOURCE_PATH") => None,
            Some(path) => std::fs::read_to_string(path).ok(),
        };
        let text = from_file.as_deref().or(text)?;
        let line = text.lines().nth(number.checked_sub(1)?)?;
        let gutter = format!("  {number} | ");
        let mut shown = vec![format!("{gutter}{line}")];
        if let Some(column) = self.column.and_then(|column| usize::try_from(column).ok()) {
            let margin = " ".repeat(gutter.len() - 2);
            shown.push(format!("{margin}| {}^", " ".repeat(column.saturating_sub(1))));
        }
        Some(shown)
    }
}

/// A source's name without its folders, as stack traces show it.
fn short(source: &str) -> &str {
    match source.rsplit('/').next() {
        None | Some("" | "NO_SOURCE_PATH") => "REPL",
        Some(name) => name,
    }
}
