//! What each byte means to the lexer, as tables computed at compile time.
//!
//! Characters outside ASCII come as bytes from 0x80 on; the few of them that are whitespace or digits
//! are told apart by `is_space` and `is_digit`.

/// Which of the two languages is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    Clojure,
    /// The data notation: no quotes, no functions, no regexes, no evaluation.
    Edn,
}

/// What a token that begins with a byte is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Start {
    Space,
    Name,
    Keyword,
    Digit,
    Sign,
    Str,
    Char,
    Comment,
    OpenList,
    OpenVector,
    OpenMap,
    CloseList,
    CloseVector,
    CloseMap,
    Hash,
    Quote,
    SyntaxQuote,
    Unquote,
    Deref,
    Meta,
    Arg,
    /// A character that begins nothing in EDN.
    Refused,
    /// The first byte of a character outside ASCII.
    High,
}

/// The byte ends a name.
pub(crate) const ENDS_NAME: u8 = 1;
/// The byte ends a number.
pub(crate) const ENDS_NUMBER: u8 = 2;
pub(crate) const SLASH: u8 = 4;
pub(crate) const COLON: u8 = 8;
/// Part of a character outside ASCII.
pub(crate) const HIGH: u8 = 16;
/// Refused inside EDN names.
pub(crate) const REFUSED: u8 = 32;
/// A string literal's scan stops here.
pub(crate) const STOPS_STRING: u8 = 64;

/// The tables of a dialect.
pub(crate) struct Bytes {
    pub(crate) start: [Start; 256],
    pub(crate) flags: [u8; 256],
}

pub(crate) static CLOJURE: Bytes = table(Dialect::Clojure);
pub(crate) static EDN: Bytes = table(Dialect::Edn);

const fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b',' | 0x09..=0x0d | 0x1c..=0x1f)
}

const fn start(byte: u8, dialect: Dialect) -> Start {
    let clojure = matches!(dialect, Dialect::Clojure);
    match byte {
        _ if is_ascii_space(byte) => Start::Space,
        b'0'..=b'9' => Start::Digit,
        b'+' | b'-' => Start::Sign,
        b':' => Start::Keyword,
        b'"' => Start::Str,
        b'\\' => Start::Char,
        b';' => Start::Comment,
        b'(' => Start::OpenList,
        b'[' => Start::OpenVector,
        b'{' => Start::OpenMap,
        b')' => Start::CloseList,
        b']' => Start::CloseVector,
        b'}' => Start::CloseMap,
        b'#' => Start::Hash,
        b'^' => Start::Meta,
        b'\'' if clojure => Start::Quote,
        b'`' if clojure => Start::SyntaxQuote,
        b'~' if clojure => Start::Unquote,
        b'@' if clojure => Start::Deref,
        b'%' if clojure => Start::Arg,
        b'`' | b'~' | b'@' => Start::Refused,
        0x80.. => Start::High,
        _ => Start::Name,
    }
}

const fn flags(byte: u8, dialect: Dialect) -> u8 {
    let clojure = matches!(dialect, Dialect::Clojure);
    let mut flags = 0;
    if is_ascii_space(byte)
        || matches!(byte, b'"' | b';' | b'^' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'\\')
    {
        flags |= ENDS_NAME | ENDS_NUMBER;
    }
    match byte {
        b'@' | b'`' | b'~' if clojure => flags |= ENDS_NAME | ENDS_NUMBER,
        b'@' | b'`' | b'~' => flags |= REFUSED,
        b'\'' | b'%' if clojure => flags |= ENDS_NUMBER,
        b'#' => flags |= ENDS_NUMBER,
        b'/' => flags |= SLASH,
        b':' => flags |= COLON,
        0x80.. => flags |= HIGH,
        _ => {}
    }
    if matches!(byte, b'"' | b'\\' | b'\r') {
        flags |= STOPS_STRING;
    }
    flags
}

const fn table(dialect: Dialect) -> Bytes {
    let mut bytes = Bytes { start: [Start::Name; 256], flags: [0; 256] };
    let mut byte = 0;
    while byte < 256 {
        bytes.start[byte] = start(byte as u8, dialect);
        bytes.flags[byte] = flags(byte as u8, dialect);
        byte += 1;
    }
    bytes
}

/// Whitespace outside ASCII: the separators of Unicode, but not those that do not break a line.
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{1680}'
            | '\u{2000}'..='\u{2006}'
            | '\u{2008}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

/// Where the decimal digits of the first plane's scripts begin; each has ten in a row.
const ZEROS: [u16; 36] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// What a digit of any script counts, when it is one of `radix`; letters as on the JVM.
pub(crate) fn digit_value(c: char, radix: u32) -> Option<u32> {
    let value = match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => c.to_digit(36)?,
        '\u{ff21}'..='\u{ff3a}' => c as u32 - 0xff21 + 10,
        '\u{ff41}'..='\u{ff5a}' => c as u32 - 0xff41 + 10,
        _ => decimal_digit(c)?,
    };
    (value < radix).then_some(value)
}

fn decimal_digit(c: char) -> Option<u32> {
    let code = u16::try_from(c as u32).ok()?;
    let row = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = u32::from(code - ZEROS[row]);
    (value < 10).then_some(value)
}

/// A decimal digit outside ASCII: begins a number, which is then refused.
pub(crate) fn is_digit(c: char) -> bool {
    decimal_digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_known() {
        assert!(is_digit('٣') && is_digit('３') && !is_digit('é') && !is_digit('½'));
        assert_eq!(digit_value('F', 16), Some(15));
        assert_eq!(digit_value('８', 8), None);
        assert_eq!(digit_value('٣', 8), Some(3));
        assert!(ZEROS.windows(2).all(|pair| pair[0] + 9 < pair[1]));
    }

    #[test]
    fn names_may_hold_what_only_begins_a_macro() {
        for byte in [b'#', b'\'', b'%'] {
            assert_eq!(CLOJURE.flags[byte as usize] & ENDS_NAME, 0);
            assert_eq!(EDN.flags[byte as usize] & ENDS_NAME, 0);
        }
        assert_eq!(EDN.flags[b'\'' as usize] & ENDS_NUMBER, 0);
        assert_ne!(CLOJURE.flags[b'\'' as usize] & ENDS_NUMBER, 0);
    }
}
