//! What Java's `String` does with whole strings: case, trimming, replacing, turning round.
//!
//! Arguments are string values. A string that would not change is answered as it is.

use heap::{Mutator, Result, Value};

use crate::string::{self, Chars, Str};
use crate::text::Text;

fn this<'a>(value: Value) -> &'a Str {
    string::of(value).expect("the caller has a string")
}

/// `toUpperCase`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn upper_case(cx: &mut Mutator, value: Value) -> Result {
    match this(value).chars() {
        Chars::Ascii(text) if !text.bytes().any(|byte| byte.is_ascii_lowercase()) => Ok(value),
        Chars::Ascii(text) => string::from_ascii(cx, text.to_ascii_uppercase().as_bytes()),
        Chars::Wide(units) => mapped(cx, units, str::to_uppercase),
    }
}

/// `toLowerCase`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn lower_case(cx: &mut Mutator, value: Value) -> Result {
    match this(value).chars() {
        Chars::Ascii(text) if !text.bytes().any(|byte| byte.is_ascii_uppercase()) => Ok(value),
        Chars::Ascii(text) => string::from_ascii(cx, text.to_ascii_lowercase().as_bytes()),
        Chars::Wide(units) => mapped(cx, units, str::to_lowercase),
    }
}

/// Maps the stretches between surrogates that have no partner, which stay.
fn mapped(cx: &mut Mutator, units: &[u16], map: fn(&str) -> String) -> Result {
    let mut out = Text::new();
    let mut stretch = String::new();
    for decoded in char::decode_utf16(units.iter().copied()) {
        match decoded {
            Ok(c) => stretch.push(c),
            Err(lone) => {
                out.push_str(&map(&stretch));
                stretch.clear();
                out.push_unit(lone.unpaired_surrogate());
            }
        }
    }
    out.push_str(&map(&stretch));
    out.to_value(cx)
}

/// `Character.isWhitespace` of a UTF-16 unit.
pub fn is_whitespace(unit: u16) -> bool {
    match unit {
        9..=13 | 0x1c..=0x20 => true,
        0..=0x7f => false,
        0x1680 | 0x2000..=0x2006 | 0x2008..=0x200a | 0x2028 | 0x2029 | 0x205f | 0x3000 => true,
        _ => false,
    }
}

/// Cuts units off both ends, as long as they are of the kind to cut.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn trim(
    cx: &mut Mutator,
    value: Value,
    left: bool,
    right: bool,
    cut: fn(u16) -> bool,
) -> Result {
    let text = this(value);
    let unit = |at: usize| text.char_at(at).is_some_and(cut);
    let (mut start, mut end) = (0, text.len_utf16());
    while right && end > start && unit(end - 1) {
        end -= 1;
    }
    while left && start < end && unit(start) {
        start += 1;
    }
    string::slice(cx, value, start, end)
}

/// `replace`: every `target`, one after the other.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn replace(cx: &mut Mutator, value: Value, target: &Str, replacement: &Str) -> Result {
    let text = this(value);
    if let (Chars::Ascii(text), Chars::Ascii(target), Chars::Ascii(replacement)) =
        (text.chars(), target.chars(), replacement.chars())
    {
        if !text.contains(target) {
            return Ok(value);
        }
        if replacement.len() > target.len() {
            let count = text.matches(target).count();
            let length = text.len() + count.saturating_mul(replacement.len() - target.len());
            cx.admit_external(length)?;
        }
        return string::from_ascii(cx, text.replace(target, replacement).as_bytes());
    }
    let Some(mut at) = text.index_of(target, 0) else { return Ok(value) };
    let mut out = Text::new();
    let mut copied = 0;
    loop {
        push_part(&mut out, text, copied, at);
        out.push_string(replacement);
        out.settle(cx)?;
        copied = at + target.len_utf16();
        // An empty target stands between any two units, and at both ends.
        let from = if target.is_empty() { at + 1 } else { copied };
        match text.index_of(target, from).filter(|_| from <= text.len_utf16()) {
            Some(next) => at = next,
            None => break,
        }
    }
    push_part(&mut out, text, copied, text.len_utf16());
    out.to_value(cx)
}

/// The first `target` only.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn replace_first(cx: &mut Mutator, value: Value, target: &Str, replacement: &Str) -> Result {
    let text = this(value);
    let Some(at) = text.index_of(target, 0) else { return Ok(value) };
    let mut out = Text::new();
    push_part(&mut out, text, 0, at);
    out.push_string(replacement);
    push_part(&mut out, text, at + target.len_utf16(), text.len_utf16());
    out.to_value(cx)
}

/// Adds the units from `start` to `end` of a string.
pub fn push_part(out: &mut Text, text: &Str, start: usize, end: usize) {
    match text.chars() {
        Chars::Ascii(text) => out.push_str(&text[start..end]),
        Chars::Wide(units) => out.push_units(&units[start..end]),
    }
}

/// The string backwards; pairs of surrogates stay in order.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn reverse(cx: &mut Mutator, value: Value) -> Result {
    match this(value).chars() {
        Chars::Ascii(text) => {
            let bytes: Vec<u8> = text.bytes().rev().collect();
            string::from_ascii(cx, &bytes)
        }
        Chars::Wide(units) => {
            let mut reversed: Vec<u16> = units.iter().rev().copied().collect();
            let mut at = 0;
            while at + 1 < reversed.len() {
                let (first, second) = (reversed[at], reversed[at + 1]);
                if (0xdc00..0xe000).contains(&first) && (0xd800..0xdc00).contains(&second) {
                    reversed.swap(at, at + 1);
                    at += 1;
                }
                at += 1;
            }
            string::from_utf16(cx, &reversed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{print, testing};

    #[test]
    fn answers() {
        testing::with(|cx| {
            let show = |cx: &mut Mutator, value: Result| {
                print::str_of(cx, value.expect("room")).expect("prints")
            };
            let text = |cx: &mut Mutator, text: &str| string::new(cx, text).expect("room");
            let (a, b, empty) = (text(cx, "a"), text(cx, "ü"), text(cx, ""));
            let banana = text(cx, "banana");
            let (a, b, empty) = (this(a), this(b), this(empty));
            for (result, expected) in [
                (replace(cx, banana, a, b), "bününü"),
                (replace(cx, banana, empty, b), "übüaünüaünüaü"),
                (replace(cx, banana, empty, a), "abaaanaaanaaa"),
                (replace_first(cx, banana, a, b), "bünana"),
                (replace(cx, banana, b, a), "banana"),
                (reverse(cx, banana), "ananab"),
            ] {
                assert_eq!(show(cx, result), expected);
            }
            for (input, upper, lower) in
                [("straße", "STRASSE", "straße"), ("ΑΣ", "ΑΣ", "ας"), ("aZ", "AZ", "az")]
            {
                let value = text(cx, input);
                let (up, low) = (upper_case(cx, value), lower_case(cx, value));
                assert_eq!((show(cx, up), show(cx, low)), (upper.into(), lower.into()));
            }
            let padded = text(cx, " \u{2003}a\u{a0} ");
            let trimmed = trim(cx, padded, true, true, is_whitespace);
            assert_eq!(show(cx, trimmed), "a\u{a0}");
            let pair = text(cx, "a😀b");
            let reversed = reverse(cx, pair);
            assert_eq!(show(cx, reversed), "b😀a");
        });
    }
}
