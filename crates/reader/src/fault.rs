//! What is wrong with a text, before it is an exception.

use diag::ErrorKind;

/// A kind of error with its arguments, and where the reader stood.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    pub(crate) arguments: Vec<String>,
    /// Everything before this offset had been read; `None` when that is as far as the lexer is.
    pub(crate) at: Option<usize>,
}

impl Fault {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, arguments: &[&str]) -> Fault {
        Fault { kind, arguments: arguments.iter().map(|&text| text.to_owned()).collect(), at: None }
    }

    pub(crate) fn standing_at(mut self, at: usize) -> Fault {
        self.at = Some(at);
        self
    }

    pub(crate) fn message(&self) -> String {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        self.kind.message(&arguments)
    }
}
