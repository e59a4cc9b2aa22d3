//! From what is wrong with a text to the exception that says so.

use data::class::{self, ClassId};
use data::{keyword, map, string, throwable};
use diag::{Diagnostic, ErrorKind, ExceptionClass, LineCol, Span};
use heap::{Mutator, Result, Thrown, Value};

use crate::bytes::Dialect;
use crate::fault::Fault;
use crate::parser::Reader;

/// Throws the exception of a kind.
#[cold]
pub fn throw(cx: &mut Mutator, kind: ErrorKind, arguments: &[&str]) -> Thrown {
    throwable::throw(cx, class_of(kind.class()), kind.message(arguments))
}

fn class_of(class: ExceptionClass) -> ClassId {
    match class {
        ExceptionClass::Runtime => ClassId::named("java.lang.RuntimeException"),
        ExceptionClass::IllegalArgument => ClassId::named("java.lang.IllegalArgumentException"),
        ExceptionClass::IllegalState => ClassId::named("java.lang.IllegalStateException"),
        ExceptionClass::Unsupported => ClassId::named("java.lang.UnsupportedOperationException"),
        ExceptionClass::NumberFormat => ClassId::named("java.lang.NumberFormatException"),
        ExceptionClass::Arithmetic => ClassId::named("java.lang.ArithmeticException"),
        ExceptionClass::ClassNotFound => ClassId::named("java.lang.ClassNotFoundException"),
    }
}

impl Reader<'_> {
    /// Throws a fault that lies between `start` and where the lexer is.
    #[cold]
    pub(crate) fn fault(&mut self, cx: &mut Mutator, fault: Fault, start: usize) -> Thrown {
        let message = fault.message();
        let met_end = match fault.at {
            Some(at) => {
                self.lexer.at = at;
                false
            }
            None => fault.kind.is_incomplete() || self.seems_to_have_met_end(),
        };
        let end = self.lexer.at.max(start);
        let mut diagnostic = fault.kind.at(self.span(start, end));
        diagnostic.message.clone_from(&message);
        diagnostic.place = Some(self.place_of_error(met_end));
        self.diagnostic = Some(Box::new(diagnostic));
        throwable::throw(cx, class_of(fault.kind.class()), message)
    }

    /// Throws an error of a kind at `start`.
    #[cold]
    pub(crate) fn fail(
        &mut self,
        cx: &mut Mutator,
        kind: ErrorKind,
        arguments: &[&str],
        start: usize,
    ) -> Thrown {
        self.fault(cx, Fault::new(kind, arguments), start)
    }

    /// The text ended within the form that begins at `start`.
    #[cold]
    pub(crate) fn end_of_text(&mut self, cx: &mut Mutator, start: Option<usize>) -> Thrown {
        let Some(start) = start else {
            let at = self.lexer.at;
            return self.fail(cx, ErrorKind::Eof, &[], at);
        };
        let at = self.lexer.at;
        let thrown = if self.options.positions {
            let line = self.line_of(start).to_string();
            self.fail(cx, ErrorKind::EofStartingAt, &[&line], at)
        } else {
            self.fail(cx, ErrorKind::Eof, &[], at)
        };
        let opened = self.span(start, start + 1);
        if let Some(diagnostic) = &mut self.diagnostic {
            let label = diag::Label { span: opened, text: "opened here".to_owned() };
            diagnostic.labels.push(label);
        }
        thrown
    }

    /// Remembers what is wrong at `start` when a data constructor threw the exception itself.
    #[cold]
    pub(crate) fn note_thrown(&mut self, cx: &Mutator, kind: ErrorKind, start: usize) {
        let Some(thrown) = throwable::of(cx.pending) else { return };
        // Hashing or comparing keys may throw for reasons of its own.
        let duplicate = thrown.class_id() == Some(class_of(kind.class()));
        if kind == ErrorKind::DuplicateKey && !duplicate {
            return;
        }
        let mut diagnostic = Diagnostic::new(kind, self.span(start, self.lexer.at));
        if let Some(message) = thrown.message_str() {
            diagnostic.message = message.to_str().into_owned();
        }
        diagnostic.place = Some(self.place_of_error(self.seems_to_have_met_end()));
        self.diagnostic = Some(Box::new(diagnostic));
    }

    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::of_offsets(self.options.source, self.cut + start, self.cut + end)
    }

    pub(crate) fn line_of(&self, offset: usize) -> u32 {
        self.first.clone().advance(self.input.text(), offset).line
    }

    /// Names and numbers end where something else begins; delimiters end by themselves.
    fn seems_to_have_met_end(&self) -> bool {
        let text = self.input.text();
        self.input.is_whole()
            && self.lexer.at >= text.len()
            && !text.ends_with([')', ']', '}', '"', '<'])
    }

    /// Where the reader stands, as readers that count lines say it: one that has met the end of the
    /// text within a line stands at the start of the next.
    fn place_of_error(&self, met_end: bool) -> LineCol {
        let place = self.first.clone().advance(self.input.text(), self.lexer.at);
        if met_end && place.column != 1 {
            return LineCol { line: place.line.saturating_add(1), column: 1 };
        }
        place
    }

    /// Makes the pending exception the cause of a reader exception with the place, as readers that
    /// count lines do. Errors that are no exceptions stay as they are.
    #[cold]
    pub(crate) fn wrap(&mut self, cx: &mut Mutator) -> Thrown {
        if !self.options.positions {
            return Thrown;
        }
        let cause = cx.pending;
        if !is_exception(cause) {
            return Thrown;
        }
        cx.take_pending();
        match self.wrapped(cx, cause) {
            Ok(exception) => cx.throw(exception),
            Err(thrown) => thrown,
        }
    }

    fn wrapped(&mut self, cx: &mut Mutator, cause: Value) -> Result {
        let known = self.diagnostic.as_ref().and_then(|diagnostic| diagnostic.place);
        let place = known.unwrap_or_else(|| self.place_of_error(self.seems_to_have_met_end()));
        let message = match throwable::of(cause) {
            Some(thrown) => match thrown.message_str() {
                Some(message) => format!("{}: {}", thrown.class_name(), message.to_str()),
                None => thrown.class_name(),
            },
            None => String::new(),
        };
        let message = string::new(cx, &message)?;
        let (class, data) = match self.lexer.dialect {
            Dialect::Clojure => {
                let line = keyword::intern(cx, Some("clojure.error"), "line")?;
                let column = keyword::intern(cx, Some("clojure.error"), "column")?;
                let number = |n: u32| Value::small(i32::try_from(n).unwrap_or(i32::MAX));
                let pairs = [line, number(place.line), column, number(place.column)];
                (
                    ClassId::named("clojure.lang.LispReader$ReaderException"),
                    map::from_pairs(cx, &pairs)?,
                )
            }
            Dialect::Edn => (ClassId::named("clojure.lang.EdnReader$ReaderException"), Value::NIL),
        };
        let class = class::object(cx, class)?;
        throwable::from_parts(cx, throwable::Parts { class, message, cause, data })
    }
}

/// True for everything below `java.lang.Exception`.
fn is_exception(value: Value) -> bool {
    let exception = ClassId::named("java.lang.Exception");
    let mut class = throwable::of(value).and_then(|thrown| thrown.class_id());
    while let Some(id) = class {
        if id == exception {
            return true;
        }
        class = id.superclass();
    }
    false
}
