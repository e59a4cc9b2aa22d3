//! Printing: `pr` for the reader, `print` for people, `str` for strings.
//!
//! A type prints itself through `TypeInfo::print`; collections without one print by their
//! interfaces; everything else is `#object[…]`. The `*print-…*` vars are read once for each call
//! from outside and hold for everything inside.

mod collection;
mod dup;
mod object;
mod options;
mod pattern;
#[cfg(test)]
mod tests;
mod text;
mod throwable;
mod to_str;

pub use object::{deref_object, opaque, tagged_object};
pub use options::{PrintOptions, options};
pub(crate) use pattern::write_pattern;
pub use text::{character, write_char_literal, write_string_literal};
pub(crate) use throwable::{print_throwable, throwable_to_str};
pub use to_str::{hashed, to_str};

use heap::{Interfaces, Mutator, Result, TextSink, Value};

use crate::text::Text;
use crate::{hooks, keyword, meta, string};

/// Prints a value: for the reader, or for people. Inside of another value's printing it goes on
/// under the same options.
///
/// # Errors
/// Whatever printing an element throws.
pub fn pr(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    cx.enter_native()?;
    if !options::is_inside() {
        return options::enter(cx, |cx| pr(cx, value, out, readably));
    }
    if let Some(print) = hooks::get(cx).print
        && options::suspend(|| print(cx, value, out, readably))?
    {
        return Ok(());
    }
    pr_usual(cx, value, out, readably)
}

/// As `pr`, without asking whether the user prints such values another way.
///
/// # Errors
/// As `pr`.
pub fn pr_usual(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    if !options::is_inside() {
        return options::enter(cx, |cx| pr_usual(cx, value, out, readably));
    }
    let info = cx.desc_of(value).info();
    let options = options::current();
    if info.meta.is_some() && (options.dup || (options.meta && readably)) {
        print_meta(cx, value, out, readably)?;
    }
    if options.dup && dup::print(cx, value, out)? {
        return Ok(());
    }
    match info.print {
        Some(print) => print(cx, value, out, readably),
        None if info.interfaces.has(Interfaces::COLL) => {
            collection::print(cx, value, out, readably)
        }
        None => opaque(cx, value, out, readably),
    }
}

/// Prints as `pr` does when it is called from Clojure: the vars are read anew, `*print-readably*`
/// among them.
///
/// # Errors
/// As `pr`.
pub fn pr_as_bound(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    options::enter(cx, |cx| pr(cx, value, out, options::current().readably))
}

/// `^{…} ` before a value that has metadata.
fn print_meta(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let metadata = meta::meta(cx, value)?;
    let info = cx.desc_of(metadata).info();
    let count = match info.count {
        Some(count) if !metadata.is_nil() => count(cx, metadata)?,
        Some(_) | None => 0,
    };
    if count == 0 {
        return Ok(());
    }
    let tag = keyword::intern(cx, None, "tag")?;
    let tag = match info.lookup {
        Some(lookup) if count == 1 => lookup(cx, metadata, tag)?,
        Some(_) | None => Value::ABSENT,
    };
    out.write_str("^");
    let shown = if tag.is_absent() || !tag.is_truthy() { metadata } else { tag };
    pr(cx, shown, out, readably)?;
    out.write_str(" ");
    Ok(())
}

/// `pr-str` as a Rust string.
///
/// # Errors
/// As `pr`.
pub fn pr_str(cx: &mut Mutator, value: Value) -> Result<String> {
    let mut text = Text::new();
    options::enter(cx, |cx| pr(cx, value, &mut text, true))?;
    Ok(text.into_string())
}

/// Clojure's `str` of one value, as a Rust string.
///
/// # Errors
/// As `pr`.
pub fn str_of(cx: &mut Mutator, value: Value) -> Result<String> {
    let mut text = Text::new();
    to_str(cx, value, &mut text)?;
    Ok(text.into_string())
}

/// Clojure's `str` of one value; a string is its own.
///
/// # Errors
/// As `pr`.
pub fn str_value(cx: &mut Mutator, value: Value) -> Result {
    if string::of(value).is_some() {
        return Ok(value);
    }
    let mut text = Text::new();
    to_str(cx, value, &mut text)?;
    text.to_value(cx)
}
