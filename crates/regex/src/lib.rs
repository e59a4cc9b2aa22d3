//! Regular expressions in the dialect of `java.util.regex`, over texts of UTF-16 units.
//!
//! A pattern is parsed when it is made, so that its faults are told at once; everything else waits
//! for the first use. A search takes the shortest of three ways: a pattern without operators is
//! looked for as a text; a regular one that is used much becomes an automaton; the rest, and all in
//! the beginning, is for the backtracking matcher, which tries what Java tries in the same order.
//!
//! Knows nothing of Clojure's values.

mod automaton;
mod backtrack;
mod block;
mod charset;
mod cluster;
mod error;
mod flags;
mod node;
mod parse;
mod pattern;
mod program;
mod property;
mod replacement;
mod text;
mod words;

pub use charset::CharSet;
pub use error::{MatchError, PatternError, SyntaxError};
pub use flags::Flags;
pub use pattern::{Groups, Pattern, Search};
pub use replacement::{Piece, Replacement, ReplacementError, quote_replacement};
pub use text::{Text, pattern_text};

/// The code points of a property, as `\p{name}` means them: `L`, `javaWhitespace`, `IsAlphabetic`.
pub fn property_named(name: &str) -> Option<CharSet> {
    let reading = property::Reading { fold_case: false, unicode: false };
    property::named(name, reading).map(|class| CharSet::from(&class))
}
