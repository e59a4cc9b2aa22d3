//! `java.lang.Character`.
//!
//! Methods take a char or, as an `int`, a code point; those that map answer what they were given.

use std::sync::LazyLock;

use java_regex::CharSet;

use crate::prelude::*;

/// A code point, and whether it came as a char.
#[derive(Clone, Copy)]
pub struct CodePoint {
    code: u32,
    is_char: bool,
}

impl runtime::native::FromValue for CodePoint {
    const PARAM: runtime::class::ParamType = runtime::class::ParamType::Any;

    fn from_value(cx: &mut Mutator, value: Value) -> Result<CodePoint> {
        if let Some(unit) = value.as_char() {
            return Ok(CodePoint { code: unit.into(), is_char: true });
        }
        if value.is_nil() || data::num::as_integer(value).is_none() {
            return Err(data::throw::class_cast(cx, value, "java.lang.Character"));
        }
        let n = data::num::to_int(cx, value)?;
        Ok(CodePoint { code: n as u32, is_char: false })
    }
}

impl CodePoint {
    /// The same sort of thing with another code.
    fn with(self, cx: &mut Mutator, code: u32) -> Result {
        match self.is_char {
            true => Ok(Value::char(u16::try_from(code).unwrap_or(self.code as u16))),
            false => data::num::from_i32(cx, code as i32),
        }
    }

    fn is_in(self, set: &LazyLock<CharSet>) -> bool {
        set.contains(self.code)
    }

    fn to_char(self) -> Option<char> {
        char::from_u32(self.code)
    }
}

macro_rules! sets {
    ($($name:ident = $property:literal;)*) => {
        $(static $name: LazyLock<CharSet> = LazyLock::new(|| {
            java_regex::property_named($property).expect("a property there is")
        });)*
    };
}

sets! {
    LETTER = "L";
    DIGIT = "Nd";
    LETTER_OR_DIGIT = "javaLetterOrDigit";
    ALPHABETIC = "IsAlphabetic";
    LOWER = "javaLowerCase";
    UPPER = "javaUpperCase";
    TITLE = "javaTitleCase";
    SPACE_CHAR = "javaSpaceChar";
    WHITESPACE = "javaWhitespace";
    DEFINED = "javaDefined";
    IDENTIFIER_START = "javaJavaIdentifierStart";
    IDENTIFIER_PART = "javaJavaIdentifierPart";
    UNICODE_START = "javaUnicodeIdentifierStart";
    UNICODE_PART = "javaUnicodeIdentifierPart";
    IGNORABLE = "javaIdentifierIgnorable";
    IDEOGRAPHIC = "IsIdeographic";
}

/// The value of a decimal digit of any script.
fn decimal(code: u32) -> Option<u32> {
    if !DIGIT.contains(code) {
        return None;
    }
    // Each script's digits stand in a row of ten.
    let mut value = 0;
    while value < 9 && code > value && DIGIT.contains(code - value - 1) {
        value += 1;
    }
    let mut start = code - value;
    // Two rows may touch: rows of ten are counted from the first digit.
    while start > 0 && DIGIT.contains(start - 1) {
        start -= 1;
    }
    Some((code - start) % 10)
}

/// The value of a digit or a Latin letter.
fn digit_of(code: u32) -> Option<u32> {
    let letter = |first: u32| Some(code - first + 10);
    match code {
        0x41..=0x5a => letter(0x41),
        0x61..=0x7a => letter(0x61),
        0xff21..=0xff3a => letter(0xff21),
        0xff41..=0xff5a => letter(0xff41),
        _ => decimal(code),
    }
}

/// The only upper-case letter of a character; itself where there are several or none.
fn upper(code: u32) -> u32 {
    let Some(c) = char::from_u32(code) else { return code };
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only as u32,
        _ => code,
    }
}

fn lower(code: u32) -> u32 {
    match char::from_u32(code) {
        Some('İ') => 'i' as u32,
        Some(c) => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(only), None) => only as u32,
                _ => code,
            }
        }
        None => code,
    }
}

fn check(cx: &mut Mutator, code: u32) -> Result<()> {
    if code > 0x10_ffff {
        let message = format!("Not a valid Unicode code point: 0x{code:X}");
        return Err(data::throw::illegal_argument(cx, message));
    }
    Ok(())
}

/// The units of a code point.
pub(crate) fn push_code_point(text: &mut Text, code: u32) {
    match char::from_u32(code) {
        Some(c) => text.push_str(c.encode_utf8(&mut [0; 4])),
        None => text.push_unit(code as u16),
    }
}

/// The code point at an index that the caller has checked.
pub(crate) fn code_point_at(text: &Str, index: usize) -> u32 {
    let high = u32::from(text.char_at(index).unwrap_or(0));
    match text.char_at(index + 1).map(u32::from) {
        Some(low) if (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low) => {
            0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)
        }
        _ => high,
    }
}

#[host_class("java.lang.Character")]
pub mod character {
    use super::*;

    #[field("MAX_VALUE")]
    const MAX: u16 = 0xffff;
    #[field("MIN_VALUE")]
    const MIN: u16 = 0;
    #[field("MIN_RADIX")]
    const MIN_RADIX: Int = Int(2);
    #[field("MAX_RADIX")]
    const MAX_RADIX: Int = Int(36);
    #[field("MIN_CODE_POINT")]
    const MIN_CODE_POINT: Int = Int(0);
    #[field("MAX_CODE_POINT")]
    const MAX_CODE_POINT: Int = Int(0x10_ffff);
    #[field("MIN_SUPPLEMENTARY_CODE_POINT")]
    const MIN_SUPPLEMENTARY: Int = Int(0x1_0000);
    #[field("BYTES")]
    const BYTES: Int = Int(2);
    #[field("SIZE")]
    const SIZE: Int = Int(16);

    #[field("TYPE")]
    fn primitive(cx: &mut Mutator) -> Result {
        runtime::class::for_name(cx, "char")
    }

    #[constructor]
    fn new(_cx: &mut Mutator, c: u16) -> Result<u16> {
        Ok(c)
    }

    #[method("valueOf")]
    fn value_of(_cx: &mut Mutator, c: u16) -> Result<u16> {
        Ok(c)
    }

    #[instance_method("charValue")]
    fn char_value(_cx: &mut Mutator, this: u16) -> Result<u16> {
        Ok(this)
    }

    #[method("isLetter")]
    fn is_letter(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&LETTER))
    }

    #[method("isDigit")]
    fn is_digit(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&DIGIT))
    }

    #[method("isLetterOrDigit")]
    fn is_letter_or_digit(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&LETTER_OR_DIGIT))
    }

    #[method("isAlphabetic")]
    fn is_alphabetic(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&ALPHABETIC))
    }

    #[method("isLowerCase")]
    fn is_lower(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&LOWER))
    }

    #[method("isUpperCase")]
    fn is_upper(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&UPPER))
    }

    #[method("isTitleCase")]
    fn is_title(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&TITLE))
    }

    #[method("isWhitespace")]
    fn is_whitespace(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&WHITESPACE))
    }

    #[method("isSpaceChar")]
    fn is_space_char(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&SPACE_CHAR))
    }

    #[method("isISOControl")]
    fn is_iso_control(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(matches!(c.code, 0..=0x1f | 0x7f..=0x9f))
    }

    #[method("isDefined")]
    fn is_defined(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok((0xd800..0xe000).contains(&c.code) || c.is_in(&DEFINED))
    }

    #[method("isJavaIdentifierStart")]
    fn is_java_start(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&IDENTIFIER_START))
    }

    #[method("isJavaIdentifierPart")]
    fn is_java_part(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&IDENTIFIER_PART))
    }

    #[method("isUnicodeIdentifierStart")]
    fn is_unicode_start(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&UNICODE_START))
    }

    #[method("isUnicodeIdentifierPart")]
    fn is_unicode_part(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&UNICODE_PART))
    }

    #[method("isIdentifierIgnorable")]
    fn is_ignorable(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&IGNORABLE))
    }

    #[method("isIdeographic")]
    fn is_ideographic(_cx: &mut Mutator, c: CodePoint) -> Result<bool> {
        Ok(c.is_in(&IDEOGRAPHIC))
    }

    #[method("isSurrogate")]
    fn is_surrogate(_cx: &mut Mutator, c: u16) -> Result<bool> {
        Ok((0xd800..0xe000).contains(&c))
    }

    #[method("isHighSurrogate")]
    fn is_high(_cx: &mut Mutator, c: u16) -> Result<bool> {
        Ok((0xd800..0xdc00).contains(&c))
    }

    #[method("isLowSurrogate")]
    fn is_low(_cx: &mut Mutator, c: u16) -> Result<bool> {
        Ok((0xdc00..0xe000).contains(&c))
    }

    #[method("isSurrogatePair")]
    fn is_pair(_cx: &mut Mutator, high: u16, low: u16) -> Result<bool> {
        Ok((0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low))
    }

    #[method("isValidCodePoint")]
    fn is_valid(_cx: &mut Mutator, code: Int) -> Result<bool> {
        Ok((0..=0x10_ffff).contains(&code.0))
    }

    #[method("isBmpCodePoint")]
    fn is_bmp(_cx: &mut Mutator, code: Int) -> Result<bool> {
        Ok((0..=0xffff).contains(&code.0))
    }

    #[method("isSupplementaryCodePoint")]
    fn is_supplementary(_cx: &mut Mutator, code: Int) -> Result<bool> {
        Ok((0x1_0000..=0x10_ffff).contains(&code.0))
    }

    #[method("charCount")]
    fn char_count(_cx: &mut Mutator, code: Int) -> Result<Int> {
        Ok(Int(if code.0 >= 0x1_0000 { 2 } else { 1 }))
    }

    #[method("toCodePoint")]
    fn to_code_point(_cx: &mut Mutator, high: u16, low: u16) -> Result<Int> {
        let code = (i32::from(high) << 10) + i32::from(low) + (0x1_0000 - (0xd800 << 10) - 0xdc00);
        Ok(Int(code))
    }

    #[method("toChars")]
    fn to_chars(cx: &mut Mutator, code: Int) -> Result {
        check(cx, code.0 as u32)?;
        let mut text = Text::new();
        push_code_point(&mut text, code.0 as u32);
        let text = text.to_value(cx)?;
        crate::java::lang::string::char_array(cx, text)
    }

    #[method("codePointAt")]
    fn code_point(cx: &mut Mutator, text: Value, index: i64) -> Result<Int> {
        let text = data::matcher::char_sequence(cx, text)?;
        let length = str_of(text).len_utf16();
        match usize::try_from(index).ok().filter(|index| *index < length) {
            Some(index) => Ok(Int(code_point_at(str_of(text), index) as i32)),
            None => Err(data::throw::string_index(cx, format!("index {index}, length {length}"))),
        }
    }

    #[method("digit")]
    fn digit(_cx: &mut Mutator, c: CodePoint, radix: i64) -> Result<Int> {
        let digit = digit_of(c.code).map(i64::from).filter(|digit| *digit < radix);
        Ok(Int(if (2..=36).contains(&radix) { digit.map_or(-1, |digit| digit as i32) } else { -1 }))
    }

    #[method("forDigit")]
    fn for_digit(_cx: &mut Mutator, digit: i64, radix: i64) -> Result<u16> {
        if !(2..=36).contains(&radix) || !(0..radix).contains(&digit) {
            return Ok(0);
        }
        Ok(char::from_digit(digit as u32, 36).map_or(0, |c| c as u16))
    }

    #[method("getNumericValue")]
    fn numeric_value(_cx: &mut Mutator, c: CodePoint) -> Result<Int> {
        let roman = match c.code {
            0x2160..=0x216b => Some(c.code - 0x2160 + 1),
            0x2170..=0x217b => Some(c.code - 0x2170 + 1),
            0x2460..=0x2473 => Some(c.code - 0x2460 + 1),
            0xb2 | 0xb3 => Some(c.code - 0xb0),
            0xb9 => Some(1),
            0xbc..=0xbe => return Ok(Int(-2)),
            _ => None,
        };
        Ok(Int(roman.or_else(|| digit_of(c.code)).map_or(-1, |n| n as i32)))
    }

    #[method("toUpperCase")]
    fn to_upper(cx: &mut Mutator, c: CodePoint) -> Result {
        c.with(cx, upper(c.code))
    }

    #[method("toLowerCase")]
    fn to_lower(cx: &mut Mutator, c: CodePoint) -> Result {
        c.with(cx, lower(c.code))
    }

    #[method("toTitleCase")]
    fn to_title(cx: &mut Mutator, c: CodePoint) -> Result {
        let title = match c.code {
            0x1c4..=0x1c6 => 0x1c5,
            0x1c7..=0x1c9 => 0x1c8,
            0x1ca..=0x1cc => 0x1cb,
            0x1f1..=0x1f3 => 0x1f2,
            code => upper(code),
        };
        c.with(cx, title)
    }

    #[method("toString")]
    fn to_text(cx: &mut Mutator, c: CodePoint) -> Result {
        if c.to_char().is_none() && !c.is_char {
            check(cx, c.code)?;
        }
        let mut text = Text::new();
        push_code_point(&mut text, c.code);
        text.to_value(cx)
    }

    #[method("compare")]
    fn compare(_cx: &mut Mutator, a: u16, b: u16) -> Result<Int> {
        Ok(Int(i32::from(a) - i32::from(b)))
    }

    #[method("hashCode")]
    fn hash_code(_cx: &mut Mutator, c: u16) -> Result<Int> {
        Ok(Int(c.into()))
    }

    #[method("reverseBytes")]
    fn reverse_bytes(_cx: &mut Mutator, c: u16) -> Result<u16> {
        Ok(c.swap_bytes())
    }
}
