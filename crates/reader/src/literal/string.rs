//! Strings: what stands between the quotes, with its escapes replaced.

use data::text::Text;
use diag::ErrorKind;

use crate::bytes::{Bytes, ENDS_NUMBER, digit_value, is_digit, is_space};
use crate::fault::Fault;

/// What happens to line ends inside a literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineEnds {
    Keep,
    /// `\r` and `\r\n` become `\n`, as readers that count lines do.
    Unify,
}

/// A literal being decoded: `text[at..end]` is what remains of it.
struct Decoder<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    bytes: &'static Bytes,
}

/// The string that stands between `start` and `end`, where the closing quote is or the text ends.
///
/// # Errors
/// The first wrong escape.
pub(crate) fn decode(
    text: &str,
    start: usize,
    end: usize,
    bytes: &'static Bytes,
    line_ends: LineEnds,
) -> Result<Text, Fault> {
    let mut decoder = Decoder { text, at: start, end, bytes };
    let mut out = Text::new();
    while decoder.at < end {
        let rest = &text[decoder.at..end];
        let plain = rest.find(['\\', '\r']).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        decoder.at += plain;
        match rest.as_bytes().get(plain) {
            Some(b'\\') => {
                decoder.at += 1;
                match decoder.escape()? {
                    Some(unit) => out.push_unit(unit),
                    None => break,
                }
            }
            Some(_) => {
                decoder.at += 1;
                match line_ends {
                    LineEnds::Keep => out.push_unit(0x0d),
                    LineEnds::Unify => {
                        if text[decoder.at..end].starts_with('\n') {
                            decoder.at += 1;
                        }
                        out.push_unit(0x0a);
                    }
                }
            }
            None => break,
        }
    }
    Ok(out)
}

impl Decoder<'_> {
    /// The next character of the literal, or the quote that ends it.
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn fault(&self, kind: ErrorKind, arguments: &[&str]) -> Fault {
        Fault::new(kind, arguments).standing_at(self.at)
    }

    /// The unit that an escape means, its backslash read; `None` when the text ends there.
    fn escape(&mut self) -> Result<Option<u16>, Fault> {
        if self.at >= self.end {
            return Ok(None);
        }
        let Some(c) = self.peek() else { return Ok(None) };
        self.at += c.len_utf8();
        let unit = match c {
            't' => 0x09,
            'r' => 0x0d,
            'n' => 0x0a,
            'b' => 0x08,
            'f' => 0x0c,
            '\\' | '"' => c as u16,
            'u' => self.unicode()?,
            c if c.is_ascii_digit() || is_digit(c) => self.octal(c)?,
            c => return Err(self.fault(ErrorKind::UnsupportedEscape, &[&c.to_string()])),
        };
        Ok(Some(unit))
    }

    fn unicode(&mut self) -> Result<u16, Fault> {
        let first = self.peek();
        let c = first.unwrap_or('\u{ffff}');
        self.at += first.map_or(0, char::len_utf8);
        match digit_value(c, 16) {
            Some(value) => {
                let (code, length) = self.digits(value, 16, 4)?;
                if length != 4 {
                    let arguments = [&*length.to_string(), "4"];
                    return Err(self.fault(ErrorKind::InvalidCharacterLength, &arguments));
                }
                Ok(code as u16)
            }
            None => {
                // The quote that ends the literal is no part of it any more.
                Err(self.fault(ErrorKind::InvalidUnicodeEscape, &[&c.to_string()]))
            }
        }
    }

    fn octal(&mut self, first: char) -> Result<u16, Fault> {
        let Some(value) = digit_value(first, 8) else {
            return Err(self.fault(ErrorKind::InvalidDigit, &[&first.to_string()]));
        };
        match self.digits(value, 8, 3)? {
            (code @ 0..=0o377, _) => Ok(code as u16),
            _ => Err(self.fault(ErrorKind::OctalRange, &[])),
        }
    }

    /// Up to `most` digits, the first of which is read; the number and how many there were.
    fn digits(&mut self, first: u32, radix: u32, most: usize) -> Result<(u32, usize), Fault> {
        let (mut number, mut length) = (first, 1);
        while length < most && self.at < self.end {
            let Some(c) = self.peek() else { break };
            let ends = match u8::try_from(c) {
                Ok(byte) if c.is_ascii() => self.bytes.flags[byte as usize] & ENDS_NUMBER != 0,
                _ => is_space(c),
            };
            if ends {
                break;
            }
            self.at += c.len_utf8();
            match digit_value(c, radix) {
                Some(value) => number = number * radix + value,
                None => return Err(self.fault(ErrorKind::InvalidDigit, &[&c.to_string()])),
            }
            length += 1;
        }
        Ok((number, length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::CLOJURE;

    fn read(text: &str, line_ends: LineEnds) -> Result<String, String> {
        match decode(text, 0, text.len(), &CLOJURE, line_ends) {
            Ok(text) => Ok(text.into_string()),
            Err(fault) => Err(fault.message()),
        }
    }

    #[test]
    fn escapes_are_replaced() {
        let keep = |text| read(text, LineEnds::Keep);
        assert_eq!(keep(r#"a\tb\\\"\n"#).as_deref(), Ok("a\tb\\\"\n"));
        assert_eq!(keep(r"\u00e9\377\0\1234").as_deref(), Ok("éÿ\0S4"));
        assert_eq!(keep(r"\uD83D\uDE00!").as_deref(), Ok("😀!"));
        assert_eq!(keep(r"\12 3").as_deref(), Ok("\n 3"));
        assert_eq!(keep("a\r\nb").as_deref(), Ok("a\r\nb"));
        assert_eq!(read("a\r\nb\rc", LineEnds::Unify).as_deref(), Ok("a\nb\nc"));
    }

    #[test]
    fn wrong_escapes_are_named() {
        for (text, message) in [
            (r"\q", "Unsupported escape character: \\q"),
            (r"\é", "Unsupported escape character: \\é"),
            (r"\uZ", "Invalid unicode escape: \\uZ"),
            (r"\u12", "Invalid character length: 2, should be: 4"),
            (r"\u00(1", "Invalid character length: 2, should be: 4"),
            (r"\u12Z4", "Invalid digit: Z"),
            (r"\400", "Octal escape sequence must be in range [0, 377]."),
            (r"\8", "Invalid digit: 8"),
            (r"\18", "Invalid digit: 8"),
            (r"\12x", "Invalid digit: x"),
            (r"\u", "Invalid unicode escape: \\u\u{ffff}"),
        ] {
            assert_eq!(read(text, LineEnds::Keep), Err(message.to_owned()), "{text}");
        }
    }
}
