//! Faults: in a pattern, in a replacement, and matches that run out of room.

use core::fmt;

/// A `PatternSyntaxException`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    pub description: String,
    /// Where in the pattern, or -1.
    pub index: i32,
    pub pattern: String,
}

impl fmt::Display for SyntaxError {
    /// The message as the JVM words it: description, pattern, and a caret below it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.description)?;
        if self.index >= 0 {
            write!(f, " near index {}", self.index)?;
        }
        write!(f, "\n{}", self.pattern)?;
        let length = self.pattern.encode_utf16().count();
        if self.index >= 0 && (self.index as usize) < length {
            write!(f, "\n{:width$}^", "", width = self.index as usize)?;
        }
        Ok(())
    }
}

impl std::error::Error for SyntaxError {}

/// Why a pattern could not be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PatternError {
    Syntax(SyntaxError),
    /// Groups or classes stand in one another more deeply than the stack allows.
    TooDeep,
}

/// Why a match was given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MatchError {
    /// More ways to go back to than memory is given for: a `StackOverflowError` on the JVM.
    TooDeep,
    /// The caller's poll asked to stop.
    Stopped,
}
