//! Spans, sources, phases and diagnostics: how a fault in source text is told.
//!
//! Start reading at `kinds`, the table of everything that can be wrong with a text; `diagnostic`
//! says where it is wrong, and `render` shows it to a person or a tool. Knows no `Value`.

#![forbid(unsafe_code)]

mod diagnostic;
mod kinds;
mod phase;
mod render;
mod source_map;
mod span;
mod suggest;

pub use diagnostic::{Diagnostic, Label};
pub use kinds::{ErrorKind, ExceptionClass};
pub use phase::Phase;
pub use render::{Colour, Format, render, render_edn, render_json, render_text};
pub use source_map::{Source, SourceMap};
pub use span::{LineCol, SourceId, Span};
pub use suggest::did_you_mean;
