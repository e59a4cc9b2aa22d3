//! Characters: `\a`, `\newline`, `\u03a9`, `\o101`.

use diag::ErrorKind;

use crate::bytes::digit_value;
use crate::fault::Fault;

/// The UTF-16 unit that the text after the backslash means.
pub(crate) fn parse(token: &str) -> Result<u16, Fault> {
    let mut units = token.encode_utf16();
    if let (Some(unit), None) = (units.next(), units.next()) {
        return Ok(unit);
    }
    match token {
        "newline" => return Ok(0x0a),
        "space" => return Ok(0x20),
        "tab" => return Ok(0x09),
        "backspace" => return Ok(0x08),
        "formfeed" => return Ok(0x0c),
        "return" => return Ok(0x0d),
        _ => {}
    }
    let mut rest = token.chars();
    match rest.next() {
        Some('u') => unicode(token, rest.as_str()),
        Some('o') => octal(rest.as_str()),
        _ => Err(Fault::new(ErrorKind::UnsupportedCharacter, &[token])),
    }
}

fn unicode(token: &str, digits: &str) -> Result<u16, Fault> {
    if digits.encode_utf16().count() != 4 {
        return Err(Fault::new(ErrorKind::InvalidUnicodeCharacter, &[token]));
    }
    let code = number(digits, 16)?;
    if (0xd800..=0xdfff).contains(&code) {
        return Err(Fault::new(ErrorKind::InvalidCharacterConstant, &[&format!("{code:x}")]));
    }
    Ok(code as u16)
}

fn octal(digits: &str) -> Result<u16, Fault> {
    let length = digits.encode_utf16().count();
    if length > 3 {
        return Err(Fault::new(ErrorKind::OctalLength, &[&length.to_string()]));
    }
    match number(digits, 8)? {
        code @ 0..=0o377 => Ok(code as u16),
        _ => Err(Fault::new(ErrorKind::OctalRange, &[])),
    }
}

/// At most four digits.
fn number(digits: &str, radix: u32) -> Result<u32, Fault> {
    let mut number = 0;
    for c in digits.chars() {
        match digit_value(c, radix) {
            Some(value) => number = number * radix + value,
            None => return Err(Fault::new(ErrorKind::InvalidDigit, &[&c.to_string()])),
        }
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_names_and_numbers() {
        let named = |token| parse(token).ok();
        assert_eq!(named("a"), Some(0x61));
        assert_eq!(named("newline"), Some(10));
        assert_eq!(named("u03a9"), Some(0x3a9));
        assert_eq!(named("o101"), Some(0x41));
        assert_eq!((named("u"), named("o"), named("é")), (Some(0x75), Some(0x6f), Some(0xe9)));
        for token in ["ab", "u12", "u12G4", "ud800", "o400", "o8", "o1234", "😀", "Newline"] {
            assert!(parse(token).is_err(), "{token}");
        }
    }
}
