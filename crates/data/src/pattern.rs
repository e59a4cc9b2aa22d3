//! `java.util.regex.Pattern` as an object: its source, its flags, and what the regex engine made of it.

use heap::{Field, Header, HeapType, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::string::{self, Str};
use crate::{kind, print};

/// A pattern object.
#[repr(C)]
pub struct Pattern {
    header: Header,
    source: Value,
    /// What the regex engine made of the source: its business, nil before the first use.
    pub compiled: Field,
    flags: u64,
}

impl HeapType for Pattern {
    const KIND: Kind = kind::PATTERN;
}

impl Pattern {
    /// The source as a string value.
    pub fn source(&self) -> Value {
        self.source
    }

    pub fn source_str(&self) -> &Str {
        string::of(self.source).expect("a pattern's source is a string")
    }

    /// Java's flags: `CASE_INSENSITIVE` and so on.
    pub fn flags(&self) -> i32 {
        self.flags as i32
    }
}

/// The pattern in a value.
pub fn of<'a>(value: Value) -> Option<&'a Pattern> {
    value.cast::<Pattern>()
}

/// A pattern with this source, a string value, whose syntax the caller has checked.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, source: Value, flags: i32, compiled: Value) -> Result {
    cx.alloc(Pattern {
        header: Header::of::<Pattern>(),
        source,
        compiled: Field::new(compiled),
        flags: flags as u32 as u64,
    })
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    if let Some(pattern) = of(value) {
        print::write_pattern(pattern.source_str(), out);
    }
    Ok(())
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if let Some(pattern) = of(value) {
        pattern.source_str().write_to(out);
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.util.regex.Pattern", Layout::RefsThenRaw(2))
};
