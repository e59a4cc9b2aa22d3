//! A fault in a source text: what, where, and what to try.

use crate::kinds::ErrorKind;
use crate::phase::Phase;
use crate::span::{LineCol, Span};

/// A remark at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One fault. Made with `ErrorKind::at`, then filled in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub kind: ErrorKind,
    pub span: Span,
    pub message: String,
    pub labels: Vec<Label>,
    pub notes: Vec<String>,
    /// Line and column as exceptions report them, when they differ from the span's start or when
    /// the text is not in a source map.
    pub place: Option<LineCol>,
}

impl Diagnostic {
    pub fn new(kind: ErrorKind, span: Span) -> Diagnostic {
        let message = kind.message(&[]);
        Diagnostic { kind, span, message, labels: Vec::new(), notes: Vec::new(), place: None }
    }

    /// Fills the arguments of the kind's message in.
    pub fn with(mut self, arguments: &[&str]) -> Diagnostic {
        self.message = self.kind.message(arguments);
        self
    }

    /// A remark under the span itself.
    pub fn label(self, text: impl Into<String>) -> Diagnostic {
        let span = self.span;
        self.label_at(span, text)
    }

    pub fn label_at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    pub fn place(mut self, place: LineCol) -> Diagnostic {
        self.place = Some(place);
        self
    }

    pub fn phase(&self) -> Phase {
        self.kind.phase()
    }

    /// True when more text could complete what was read.
    pub fn is_incomplete(&self) -> bool {
        self.kind.is_incomplete()
    }

    /// The help of the kind and the notes, in the order in which they are shown.
    pub fn remarks(&self) -> impl Iterator<Item = &str> {
        let help = Some(self.kind.help()).filter(|help| !help.is_empty());
        help.into_iter().chain(self.notes.iter().map(String::as_str))
    }
}
