//! Strings and chars as literals.

use heap::{Mutator, Result, TextSink, Value};

use crate::string::{Chars, Str};

/// `"…"` with the escapes that Clojure writes.
pub fn write_string_literal(text: &Str, out: &mut dyn TextSink) {
    out.write_str("\"");
    match text.chars() {
        Chars::Ascii(text) => {
            let mut rest = text;
            while let Some(at) = rest.find(|c| escape(c as u16).is_some()) {
                out.write_str(&rest[..at]);
                let unit = rest.as_bytes()[at] as u16;
                out.write_str(escape(unit).unwrap_or_default());
                rest = &rest[at + 1..];
            }
            out.write_str(rest);
        }
        Chars::Wide(units) => {
            let mut start = 0;
            for (at, &unit) in units.iter().enumerate() {
                if let Some(escape) = escape(unit) {
                    out.write_utf16(&units[start..at]);
                    out.write_str(escape);
                    start = at + 1;
                }
            }
            out.write_utf16(&units[start..]);
        }
    }
    out.write_str("\"");
}

fn escape(unit: u16) -> Option<&'static str> {
    Some(match unit {
        0x08 => "\\b",
        0x09 => "\\t",
        0x0a => "\\n",
        0x0c => "\\f",
        0x0d => "\\r",
        0x22 => "\\\"",
        0x5c => "\\\\",
        _ => return None,
    })
}

/// `\a`, `\newline`, and the other chars that have names.
pub fn write_char_literal(unit: u16, out: &mut dyn TextSink) {
    out.write_str("\\");
    match unit {
        0x08 => out.write_str("backspace"),
        0x09 => out.write_str("tab"),
        0x0a => out.write_str("newline"),
        0x0c => out.write_str("formfeed"),
        0x0d => out.write_str("return"),
        0x20 => out.write_str("space"),
        _ => out.write_utf16(&[unit]),
    }
}

/// A char, as a literal or by itself.
///
/// # Errors
/// None; the signature is that of a type's behaviour.
pub fn character(
    _cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let unit = value.as_char().unwrap_or(0);
    if readably {
        write_char_literal(unit, out)
    } else {
        out.write_utf16(&[unit])
    }
    Ok(())
}
