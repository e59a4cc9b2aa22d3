//! `str`: Java's `toString` of any value.

use heap::{Interfaces, Mutator, Result, TextSink, Value};

use super::{options, pr_as_bound};
use crate::{class, hash, kind, num, string};

/// Writes what `str` of one value gives: nothing for nil.
///
/// # Errors
/// Whatever the value's type throws.
pub fn to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if value.is_nil() {
        return Ok(());
    }
    if let Some(text) = string::of(value) {
        text.write_to(out);
        return Ok(());
    }
    if num::is_number(value) {
        num::write_plain(value, out);
        return Ok(());
    }
    let info = cx.desc_of(value).info();
    if let Some(to_str) = info.to_str {
        cx.enter_native()?;
        return to_str(cx, value, out);
    }
    match value.kind() {
        heap::Kind::BOOLEAN | heap::Kind::CHAR | kind::SYMBOL | kind::KEYWORD => match info.print {
            Some(print) => print(cx, value, out, false),
            None => hashed(cx, value, out),
        },
        // These are collections, but Java's `Object` writes them.
        kind::LAZY_SEQ | kind::QUEUE => hashed(cx, value, out),
        _ if info.interfaces.has(Interfaces::RECORD) => hashed(cx, value, out),
        _ if info.interfaces.has(Interfaces::COLL) => pr_as_bound(cx, value, out),
        _ => hashed(cx, value, out),
    }
}

/// `class@hash`, as Java's `Object` writes itself.
///
/// # Errors
/// Whatever hashing the value throws.
pub fn hashed(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let name = class::class_name_of(cx, value);
    let hash = options::suspend(|| hash::hash_code(cx, value))?;
    out.write_str(&format!("{name}@{hash:x}"));
    Ok(())
}
