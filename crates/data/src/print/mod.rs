//! Printing: `pr` for the reader, `str` and `print` for people.

mod text;

pub use text::{character, write_char_literal, write_string_literal};

use heap::{Mutator, Result, TextSink, Value};

use crate::hooks;
use crate::text::Text;

/// The `*print-…*` vars as they are bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrintOptions {
    /// `*print-length*`.
    pub length: Option<i64>,
    /// `*print-level*`.
    pub level: Option<i64>,
    /// `*print-meta*`.
    pub meta: bool,
    /// `*print-readably*`.
    pub readably: bool,
    /// `*print-namespace-maps*`.
    pub namespace_maps: bool,
    /// `*print-dup*`.
    pub dup: bool,
}

impl Default for PrintOptions {
    fn default() -> PrintOptions {
        PrintOptions {
            length: None,
            level: None,
            meta: false,
            readably: true,
            namespace_maps: false,
            dup: false,
        }
    }
}

/// The options as they are bound now.
pub fn options(cx: &mut Mutator) -> PrintOptions {
    match hooks::get(cx).print_options {
        Some(options) => options(cx),
        None => PrintOptions::default(),
    }
}

/// Prints a value: for the reader, or for people.
///
/// # Errors
/// Whatever printing an element throws.
pub fn pr(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    cx.enter_native()?;
    match cx.desc_of(value).info().print {
        Some(print) => print(cx, value, out, readably),
        None => opaque(cx, value, out),
    }
}

/// `#object[class 0xhash "class@hash"]`.
fn opaque(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let class = crate::class::class_name_of(cx, value);
    let hash = crate::hash::identity_hash(value);
    out.write_str(&format!("#object[{class} 0x{hash:x} \"{class}@{hash:x}\"]"));
    Ok(())
}

/// `pr-str` as a Rust string.
///
/// # Errors
/// As `pr`.
pub fn pr_str(cx: &mut Mutator, value: Value) -> Result<String> {
    let mut text = Text::new();
    pr(cx, value, &mut text, true)?;
    Ok(text.into_string())
}

/// Clojure's `str` of one value, as a Rust string.
///
/// # Errors
/// As `pr`.
pub fn str_of(cx: &mut Mutator, value: Value) -> Result<String> {
    let mut text = Text::new();
    pr(cx, value, &mut text, false)?;
    Ok(text.into_string())
}
