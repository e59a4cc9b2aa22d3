//! The text that is searched: ASCII bytes or UTF-16 units, with positions counted in units.

use crate::charset;

/// A text to search.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    Ascii(&'a str),
    Wide(&'a [u16]),
}

impl<'a> Text<'a> {
    pub fn len(self) -> usize {
        match self {
            Text::Ascii(text) => text.len(),
            Text::Wide(units) => units.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// What the matcher asks of a text.
pub(crate) trait Subject: Copy {
    fn len(self) -> usize;
    /// The code point that begins at `at`, and how many units it has.
    fn next(self, at: usize) -> Option<(u32, usize)>;
    /// The code point that ends at `at`, and how many units it has.
    fn previous(self, at: usize) -> Option<(u32, usize)>;
    /// Where, from `at` on, this ASCII character stands.
    fn find_ascii(self, at: usize, byte: u8) -> Option<usize>;
}

impl Subject for &[u8] {
    #[inline(always)]
    fn len(self) -> usize {
        <[u8]>::len(self)
    }

    #[inline(always)]
    fn next(self, at: usize) -> Option<(u32, usize)> {
        self.get(at).map(|&byte| (byte as u32, 1))
    }

    #[inline(always)]
    fn previous(self, at: usize) -> Option<(u32, usize)> {
        self.get(at.wrapping_sub(1)).map(|&byte| (byte as u32, 1))
    }

    #[inline]
    fn find_ascii(self, at: usize, byte: u8) -> Option<usize> {
        memchr::memchr(byte, &self[at..]).map(|found| found + at)
    }
}

fn is_high(unit: u16) -> bool {
    unit & 0xfc00 == 0xd800
}

fn is_low(unit: u16) -> bool {
    unit & 0xfc00 == 0xdc00
}

fn pair(high: u16, low: u16) -> u32 {
    0x1_0000 + ((high as u32 - 0xd800) << 10) + (low as u32 - 0xdc00)
}

fn single(unit: u16) -> u32 {
    if unit & 0xf800 == 0xd800 { charset::lone(unit) } else { unit as u32 }
}

impl Subject for &[u16] {
    #[inline(always)]
    fn len(self) -> usize {
        <[u16]>::len(self)
    }

    #[inline(always)]
    fn next(self, at: usize) -> Option<(u32, usize)> {
        let unit = *self.get(at)?;
        if is_high(unit)
            && let Some(&low) = self.get(at + 1)
            && is_low(low)
        {
            return Some((pair(unit, low), 2));
        }
        Some((single(unit), 1))
    }

    #[inline(always)]
    fn previous(self, at: usize) -> Option<(u32, usize)> {
        let unit = *self.get(at.wrapping_sub(1))?;
        if is_low(unit)
            && let Some(&high) = self.get(at.wrapping_sub(2))
            && is_high(high)
        {
            return Some((pair(high, unit), 2));
        }
        Some((single(unit), 1))
    }

    #[inline]
    fn find_ascii(self, at: usize, byte: u8) -> Option<usize> {
        self[at..].iter().position(|&unit| unit == byte as u16).map(|found| found + at)
    }
}

/// The text of a pattern: surrogates without a partner move to where `charset` keeps them.
pub fn pattern_text(units: &[u16]) -> String {
    let mut text = String::with_capacity(units.len());
    let mut at = 0;
    while let Some((c, width)) = units.next(at) {
        text.extend(char::from_u32(c));
        at += width;
    }
    text
}
