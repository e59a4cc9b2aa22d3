//! How a text is read: the choices that the caller makes.

use diag::{LineCol, SourceId};
use heap::Value;

use crate::bytes::Dialect;

/// What becomes of reader conditionals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadCond {
    Refuse,
    Allow,
    Preserve,
}

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub dialect: Dialect,
    /// Lists get `:line` and `:column`, line ends are unified, and exceptions say where; as with a
    /// reader that counts lines. Off for `read-string`.
    pub positions: bool,
    /// Where the first character stands.
    pub start: LineCol,
    pub read_cond: ReadCond,
    /// The text's number in a source map, for diagnostics.
    pub source: SourceId,
    // hidden-value: options live on the stack of whoever reads.
    /// A set of keywords besides the platform's own, or nil.
    pub features: Value,
    /// EDN: a map from tags to functions, or nil.
    pub readers: Value,
    /// EDN: the function for tags that have none, or nil.
    pub default: Value,
}

impl Options {
    /// For program text: positions, no reader conditionals.
    pub const fn source() -> Options {
        Options {
            dialect: Dialect::Clojure,
            positions: true,
            start: LineCol::START,
            read_cond: ReadCond::Refuse,
            source: SourceId::NONE,
            features: Value::NIL,
            readers: Value::NIL,
            default: Value::NIL,
        }
    }

    /// For a string: no positions.
    pub const fn string() -> Options {
        Options { positions: false, ..Options::source() }
    }

    /// For EDN in a string.
    pub const fn edn() -> Options {
        Options { dialect: Dialect::Edn, ..Options::string() }
    }
}
