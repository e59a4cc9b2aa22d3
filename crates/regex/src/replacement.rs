//! What `replaceAll` puts in the place of a match: `$1`, `${name}`, and `\` before what means itself.

use crate::pattern::Pattern;

/// A replacement, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replacement {
    pieces: Vec<Piece>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    Text(Vec<u16>),
    Group(usize),
}

/// What is wrong with a replacement: the exception's message, by class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReplacementError {
    IllegalArgument(String),
    IndexOutOfBounds(String),
}

use ReplacementError::{IllegalArgument, IndexOutOfBounds};

impl Replacement {
    /// # Errors
    /// What `Matcher.appendReplacement` throws for it.
    pub fn new(units: &[u16], pattern: &Pattern) -> Result<Replacement, ReplacementError> {
        let mut reader = Reader { units, at: 0 };
        let mut pieces = Vec::new();
        let mut text = Vec::new();
        while let Some(unit) = reader.take() {
            match u8::try_from(unit) {
                Ok(b'\\') => match reader.take() {
                    Some(escaped) => text.push(escaped),
                    None => {
                        return Err(IllegalArgument("character to be escaped is missing".into()));
                    }
                },
                Ok(b'$') => {
                    let group = reader.group(pattern)?;
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Group(group));
                }
                _ => text.push(unit),
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Replacement { pieces })
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

struct Reader<'a> {
    units: &'a [u16],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<u16> {
        let unit = *self.units.get(self.at)?;
        self.at += 1;
        Some(unit)
    }

    fn ascii(&self) -> Option<u8> {
        self.units.get(self.at).and_then(|&unit| u8::try_from(unit).ok())
    }

    /// What follows a `$`.
    fn group(&mut self, pattern: &Pattern) -> Result<usize, ReplacementError> {
        match self.ascii() {
            None if self.at >= self.units.len() => {
                Err(IllegalArgument("Illegal group reference: group index is missing".into()))
            }
            Some(b'{') => self.named(pattern),
            Some(digit) if digit.is_ascii_digit() => self.numbered(pattern),
            _ => Err(IllegalArgument("Illegal group reference".into())),
        }
    }

    fn named(&mut self, pattern: &Pattern) -> Result<usize, ReplacementError> {
        self.at += 1;
        let mut name = String::new();
        while let Some(byte) = self.ascii().filter(u8::is_ascii_alphanumeric) {
            name.push(byte as char);
            self.at += 1;
        }
        let complaint = if name.is_empty() {
            "named capturing group has 0 length name".to_string()
        } else if self.ascii() != Some(b'}') {
            "named capturing group is missing trailing '}'".to_string()
        } else if name.as_bytes()[0].is_ascii_digit() {
            format!("capturing group name {{{name}}} starts with digit character")
        } else {
            self.at += 1;
            match pattern.group_named(&name) {
                Some(group) => return Ok(group),
                None => format!("No group with name {{{name}}}"),
            }
        };
        Err(IllegalArgument(complaint))
    }

    /// As many digits as there are groups for.
    fn numbered(&mut self, pattern: &Pattern) -> Result<usize, ReplacementError> {
        let mut group = 0;
        let mut first = true;
        while let Some(digit) = self.ascii().filter(u8::is_ascii_digit) {
            let next = group * 10 + (digit - b'0') as usize;
            if !first && next > pattern.group_count() {
                break;
            }
            first = false;
            group = next;
            self.at += 1;
        }
        if group > pattern.group_count() {
            return Err(IndexOutOfBounds(format!("No group {group}")));
        }
        Ok(group)
    }
}

/// Java's `Matcher.quoteReplacement`.
pub fn quote_replacement(units: &[u16]) -> Vec<u16> {
    let mut quoted = Vec::with_capacity(units.len());
    for &unit in units {
        if unit == b'\\' as u16 || unit == b'$' as u16 {
            quoted.push(b'\\' as u16);
        }
        quoted.push(unit);
    }
    quoted
}
