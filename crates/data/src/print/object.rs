//! What cannot be read back: `#object[class 0xhash …]`.

use heap::{Mutator, Result, TextSink, Value};

use super::{collection, pr, to_str, write_string_literal};
use crate::class::{self, Sort};
use crate::text::Text;
use crate::{hash, string};

/// `#object[class 0xhash "text"]`, with the text that `str` gives.
///
/// # Errors
/// Whatever the value's `toString` throws.
pub fn opaque(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    tagged_object(cx, value, out, readably, |cx, out| {
        let mut text = Text::new();
        to_str(cx, value, &mut text)?;
        let text = text.to_value(cx)?;
        match string::of(text) {
            Some(text) if readably => write_string_literal(text, out),
            Some(text) => text.write_to(out),
            None => {}
        }
        Ok(())
    })
}

/// `#object[class 0xhash {:status :ready, :val 1}]`, as references print.
///
/// # Errors
/// Whatever printing the referred value throws.
pub fn deref_object(
    cx: &mut Mutator,
    value: Value,
    status: &str,
    referred: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    tagged_object(cx, value, out, readably, |cx, out| {
        collection::braced(out, |out| {
            out.write_str(":status :");
            out.write_str(status);
            out.write_str(", :val ");
            pr(cx, referred, out, readably)
        })
    })
}

/// `#object[class 0xhash …]` around what `rest` writes.
///
/// # Errors
/// Whatever `rest` throws.
pub fn tagged_object(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
    rest: impl FnOnce(&mut Mutator, &mut dyn TextSink) -> Result<()>,
) -> Result<()> {
    let name = class::class_name_of(cx, value);
    let own = class::class_of(cx, value)?;
    let is_array = class::of(own).is_some_and(|class| match class.sort() {
        Sort::Array => true,
        Sort::Open
        | Sort::Abstract
        | Sort::Final
        | Sort::Interface
        | Sort::Annotation
        | Sort::Enum
        | Sort::Primitive => false,
    });
    out.write_str("#object[");
    if is_array && readably {
        out.write_str("\"");
        out.write_str(&name);
        out.write_str("\"");
    } else {
        out.write_str(&name);
    }
    out.write_str(&format!(" 0x{:x} ", hash::identity_hash(value)));
    rest(cx, out)?;
    out.write_str("]");
    Ok(())
}

/// The class whose `TYPE` is the primitive of this name.
pub(super) fn box_of(primitive: &str) -> &'static str {
    match primitive {
        "boolean" => "Boolean",
        "byte" => "Byte",
        "char" => "Character",
        "double" => "Double",
        "float" => "Float",
        "int" => "Integer",
        "short" => "Short",
        "void" => "Void",
        _ => "Long",
    }
}
