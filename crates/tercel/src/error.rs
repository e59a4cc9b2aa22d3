//! What went wrong, as an owned Rust value.
//!
//! `Error::pending` reads everything off the exception that is pending; `report` makes the text for a
//! person.

use std::fmt;

use data::{lookup, throwable};
use heap::{Counted, Mutator, Thrown, Value};
use runtime::{binding, known};

use crate::guard::text_of;
use crate::local::Handle;
use crate::report;

/// What sort of fault an [`Error`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text cannot be read: an unmatched bracket, a faulty literal.
    Read,
    /// A form is no valid use of a special form or macro, or names what does not exist.
    Syntax,
    /// A macro threw while it was expanded.
    Macroexpand,
    /// Compiling a form failed.
    Compile,
    /// The program threw.
    Execution,
    /// The heap's limit was reached.
    OutOfMemory,
    /// Calls were nested too deeply.
    StackOverflow,
    /// The evaluation was interrupted.
    Interrupted,
    /// A value has no equal in the other language.
    Conversion,
    /// A handle was used with another runtime than its own.
    ForeignHandle,
    /// There is no var of the name.
    NoSuchVar,
    /// A runtime could not be made.
    Start,
}

/// Where in a source text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The file's path, or whatever name the source was given.
    pub source: Option<String>,
    /// From 1.
    pub line: u32,
    /// From 1; unknown for what happened while code ran.
    pub column: Option<u32>,
}

/// A Clojure function on the stack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// As `namespace/name`, or `namespace/eval12` for a form at the top.
    pub function: String,
    /// The source file's path or name; empty when it has none.
    pub source: String,
    /// From 1; 0 when it is not known.
    pub line: u32,
}

/// Class and message of an exception.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cause {
    /// The full name, as `java.lang.ArithmeticException`.
    pub class: String,
    /// Empty when there is none.
    pub message: String,
}

/// Why an evaluation, a call or a conversion failed.
///
/// `Display` is one line; [`render`](Error::render) is the report of several lines that the
/// `tercel` command prints.
///
/// # Examples
/// ```
/// # let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
/// let error = runtime.attach().eval_str::<i64>("(throw (ex-info \"no\" {:a 1}))").unwrap_err();
/// assert_eq!(error.kind(), tercel::ErrorKind::Execution);
/// assert_eq!(error.class(), "clojure.lang.ExceptionInfo");
/// assert_eq!(error.message(), "no");
/// assert_eq!(error.data(), Some("{:a 1}"));
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    pub(crate) phase: Option<String>,
    /// The exception first, then its causes.
    pub(crate) chain: Vec<Cause>,
    pub(crate) data: Option<String>,
    pub(crate) location: Option<Location>,
    /// The function, macro or special form that it is about.
    pub(crate) symbol: Option<String>,
    pub(crate) frames: Vec<Frame>,
    /// The text that was evaluated, when it came from no file.
    pub(crate) text: Option<String>,
    exception: Option<Handle>,
}

/// How much of `ex-data` is shown: so many elements of each collection, so many levels.
const DATA_LENGTH: i32 = 100;
const DATA_LEVEL: i32 = 16;
/// A chain of causes is followed so far; it may be a circle.
const CAUSES: usize = 100;

impl Error {
    /// An error that is no exception.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        let class = String::new();
        Error::of(kind, vec![Cause { class, message: message.into() }])
    }

    fn of(kind: ErrorKind, chain: Vec<Cause>) -> Error {
        let inner = Inner {
            kind,
            phase: None,
            chain,
            data: None,
            location: None,
            symbol: None,
            frames: Vec::new(),
            text: None,
            exception: None,
        };
        Error { inner: Box::new(inner) }
    }

    /// Whatever a Rust function failed with.
    pub(crate) fn from_boxed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
        match error.downcast::<Error>() {
            Ok(own) => *own,
            Err(other) => Error::new(ErrorKind::Execution, other.to_string()),
        }
    }

    /// The pending exception, which is pending no longer.
    pub(crate) fn pending(cx: &mut Mutator) -> Error {
        let thrown = cx.take_pending();
        Error::of_exception(cx, thrown)
    }

    pub(crate) fn of_exception(cx: &mut Mutator, thrown: Value) -> Error {
        // What the compiler wrapped around an exception is told by place and phase.
        let exception = unwrapped(thrown);
        let chain = chain(exception);
        let mut error = Error::of(ErrorKind::Execution, chain);
        let inner = &mut *error.inner;
        inner.exception = Some(Handle::new(cx, thrown));
        inner.look_at_place(cx, thrown);
        inner.look_at_trace(root(exception));
        inner.kind = inner.kind_of(root(exception));
        let data = throwable::of(exception).map_or(Value::NIL, |found| found.data());
        if !data.is_nil() {
            inner.data = shown(cx, data);
        }
        error
    }

    pub(crate) fn with_text(mut self, text: &str) -> Error {
        self.inner.text.get_or_insert_with(|| text.to_owned());
        self
    }

    pub(crate) fn in_argument(mut self, number: usize) -> Error {
        if self.kind() == ErrorKind::Conversion
            && let Some(first) = self.inner.chain.first_mut()
        {
            first.message = format!("argument {number}: {}", first.message);
        }
        self
    }

    /// What sort of fault it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The full name of the exception's class, without what the compiler wraps around it; empty for
    /// an error that is no exception.
    #[must_use]
    pub fn class(&self) -> &str {
        self.inner.chain.first().map_or("", |first| &first.class)
    }

    /// The exception's message; empty when it has none.
    #[must_use]
    pub fn message(&self) -> &str {
        self.inner.chain.first().map_or("", |first| &first.message)
    }

    /// `ex-data` as `pr-str` shows it, cut off after 100 elements of a collection and 16 levels.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        self.inner.data.as_deref()
    }

    /// What caused the exception, what caused that, and so on.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        self.inner.chain.get(1..).unwrap_or_default()
    }

    /// Where it happened.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.inner.location.as_ref()
    }

    /// The Clojure functions on the stack, innermost first.
    #[must_use]
    pub fn stack(&self) -> &[Frame] {
        &self.inner.frames
    }

    /// The exception itself, to be looked at or thrown again by Clojure code.
    #[must_use]
    pub fn exception(&self) -> Option<&Handle> {
        self.inner.exception.as_ref()
    }

    /// The report that the `tercel` command prints: two lines as the JVM's `clojure.main` has them,
    /// the place in the source with a caret, the Clojure functions on the stack.
    #[must_use]
    pub fn render(&self) -> String {
        report::render(&self.inner)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (class, message) = (self.class(), self.message());
        match (class.is_empty(), message.is_empty()) {
            (true, _) => f.write_str(message)?,
            (false, true) => f.write_str(class)?,
            (false, false) => write!(f, "{class}: {message}")?,
        }
        match self.location() {
            Some(Location { source: Some(source), line, column: Some(column) }) => {
                write!(f, " ({source}:{line}:{column})")
            }
            Some(Location { source: Some(source), line, column: None }) => {
                write!(f, " ({source}:{line})")
            }
            Some(Location { source: None, .. }) | None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// Equal when both tell the same; the exceptions need not be one object.
impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        let facts = |error: &Error| (error.kind(), error.data().map(str::to_owned));
        facts(self) == facts(other)
            && self.inner.chain == other.inner.chain
            && self.inner.location == other.inner.location
    }
}

/// The exception inside of what the compiler wraps.
fn unwrapped(mut exception: Value) -> Value {
    for _ in 0..CAUSES {
        match throwable::of(exception) {
            Some(found)
                if found.class_name() == "clojure.lang.Compiler$CompilerException"
                    && throwable::of(found.cause()).is_some() =>
            {
                exception = found.cause();
            }
            Some(_) | None => break,
        }
    }
    exception
}

/// The innermost cause.
fn root(mut exception: Value) -> Value {
    for _ in 0..CAUSES {
        match throwable::of(exception) {
            Some(found) if throwable::of(found.cause()).is_some() => exception = found.cause(),
            Some(_) | None => break,
        }
    }
    exception
}

fn chain(mut exception: Value) -> Vec<Cause> {
    let mut chain = Vec::new();
    while let Some(found) = throwable::of(exception)
        && chain.len() < CAUSES
    {
        let message = text_of(found.message()).unwrap_or_default();
        chain.push(Cause { class: found.class_name(), message });
        exception = found.cause();
    }
    chain
}

/// Some data as text; nothing when printing it throws.
fn shown(cx: &mut Mutator, data: Value) -> Option<String> {
    let length = cx.known(known::VAR_PRINT_LENGTH);
    let level = cx.known(known::VAR_PRINT_LEVEL);
    let pairs = [length, Value::small(DATA_LENGTH), level, Value::small(DATA_LEVEL)];
    match binding::with(cx, &pairs, |cx| data::print::pr_str(cx, data)) {
        Ok(text) => Some(text),
        Err(Thrown) => {
            cx.take_pending();
            None
        }
    }
}

impl Inner {
    fn kind_of(&self, root: Value) -> ErrorKind {
        let class = throwable::of(root).map(|found| found.class_name()).unwrap_or_default();
        match (class.as_str(), self.phase.as_deref()) {
            ("java.lang.OutOfMemoryError", _) => ErrorKind::OutOfMemory,
            ("java.lang.StackOverflowError", _) => ErrorKind::StackOverflow,
            ("java.lang.InterruptedException", _) => ErrorKind::Interrupted,
            (_, Some("read-source")) => ErrorKind::Read,
            (_, Some("macro-syntax-check" | "compile-syntax-check")) => ErrorKind::Syntax,
            (_, Some("macroexpansion")) => ErrorKind::Macroexpand,
            (_, Some("compilation")) => ErrorKind::Compile,
            (_, Some(_) | None) => ErrorKind::Execution,
        }
    }

    /// `:clojure.error/…`, which faults of reading and compiling carry.
    fn look_at_place(&mut self, cx: &mut Mutator, exception: Value) {
        let data = throwable::of(exception).map_or(Value::NIL, |found| found.data());
        let mut at = |name: &str| {
            let key = data::keyword::intern(cx, Some("clojure.error"), name).ok()?;
            let found = lookup::get(cx, data, key, Value::NIL).ok()?;
            if found.is_nil() { None } else { Some(found) }
        };
        let keyword = |value: Value| data::keyword::of(value).map(|k| k.name_str().to_str().into());
        let Some(phase) = at("phase").and_then(keyword) else { return };
        self.phase = Some(phase);
        let mut number = |name| at(name).and_then(|found| u32::try_from(found.as_fixnum()?).ok());
        let (line, column) = (number("line"), number("column"));
        let source = at("source").and_then(text_of);
        if let Some(line) = line {
            self.location = Some(Location { source, line, column });
        }
        self.symbol = at("symbol").and_then(|symbol| Some(data::symbol::of(symbol)?.text()));
    }

    /// Name, file and line of each frame, as the interpreter recorded them.
    fn look_at_trace(&mut self, root: Value) {
        let trace = throwable::of(root).map_or(Value::NIL, |found| found.trace.get());
        if trace.kind() != data::kind::REFS {
            return;
        }
        for row in Counted::of(trace).map_or(&[][..], Counted::refs).chunks_exact(3) {
            let function = interpreter::frame_name(row[0]);
            let source = text_of(row[1]).unwrap_or_default();
            let line = row[2].as_fixnum().and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
            let is_core = source.starts_with("clojure/");
            if self.phase.is_none() && self.location.is_none() && !is_core {
                self.location = Some(Location { source: Some(source.clone()), line, column: None });
                self.symbol = Some(function.clone());
            }
            self.frames.push(Frame { function, source, line });
        }
    }
}
