//! What is tested: anything that can evaluate forms and print phases.

/// A piece of a test file, and where it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code<'a> {
    pub file: &'a str,
    pub text: &'a str,
    /// From 1, as is `column`.
    pub line: usize,
    pub column: usize,
}

/// What came of evaluating some forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The last form's value, as `pr-str` prints it.
    Value(String),
    /// An exception reached the top: the full name of its class, and its message.
    Thrown { class: String, message: String },
    /// The text was refused before it ran.
    Refused { kind: String, line: usize, column: usize, message: String },
}

/// An evaluator under test. Each file gets a fresh one.
pub trait Subject {
    /// Evaluates every form of the code, in order.
    fn eval(&mut self, code: &Code<'_>) -> Outcome;

    /// Prints what one phase makes of the code: the text behind `tercel dump --phase`.
    ///
    /// # Errors
    /// Why there is nothing to print: no such phase, or a fault in the code.
    fn dump(&mut self, phase: &str, code: &Code<'_>) -> Result<String, String>;

    /// The counter of that name; None when there is no such counter.
    fn stat(&mut self, name: &str) -> Option<i64> {
        let _ = name;
        None
    }
}
