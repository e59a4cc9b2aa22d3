//! Text in the making: what printing, `str` and the reader collect before it becomes a string.
//!
//! Bytes while the text is ASCII, UTF-16 units from the first other character on. Lives outside the
//! heap, so it may be kept anywhere. A text that outgrows memory, or what a string may hold, is
//! remembered as such: making a string of it throws `OutOfMemoryError`.

use heap::{Mutator, Result, TextSink};

use crate::string::{self, Chars, Str};
use crate::throwable;

/// A growing text.
#[derive(Clone, Debug)]
pub struct Text {
    ascii: Vec<u8>,
    /// All of the text, once it is not ASCII any more; `ascii` is empty then.
    wide: Vec<u16>,
    /// There was no room for all of it.
    overflown: bool,
    /// The bytes that `settle` has found room for.
    admitted: usize,
}

impl Text {
    /// Texts of fewer bytes grow without asking for room.
    pub const UNASKED: usize = 4 << 10;

    pub const fn new() -> Text {
        Text { ascii: Vec::new(), wide: Vec::new(), overflown: false, admitted: Text::UNASKED }
    }

    /// What the text takes.
    #[inline]
    pub fn capacity_bytes(&self) -> usize {
        self.ascii.capacity() + self.wide.capacity() * size_of::<u16>()
    }

    pub fn is_overflown(&self) -> bool {
        self.overflown
    }

    /// Asks for room for so many more units than there are, before much is written at once.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is none.
    pub fn reserve(&mut self, cx: &mut Mutator, units: usize) -> Result<()> {
        if self.len_utf16().saturating_add(units) > string::MAX_LENGTH {
            return Err(throwable::out_of_memory(cx));
        }
        let unit = if self.is_wide() { size_of::<u16>() } else { 1 };
        cx.admit_external((self.len_utf16() + units) * unit)
    }

    /// Between two parts of what may have no end: hears what others want of the thread, and asks for
    /// room for what was written.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is none; an interrupt.
    #[inline]
    pub fn settle(&mut self, cx: &mut Mutator) -> Result<()> {
        cx.safepoint()?;
        if self.capacity_bytes() > self.admitted || self.overflown {
            return self.settle_growth(cx);
        }
        Ok(())
    }

    #[cold]
    fn settle_growth(&mut self, cx: &mut Mutator) -> Result<()> {
        if self.overflown {
            return Err(throwable::out_of_memory(cx));
        }
        let bytes = self.capacity_bytes();
        cx.admit_external(bytes)?;
        self.admitted = bytes;
        Ok(())
    }

    #[inline]
    fn is_wide(&self) -> bool {
        !self.wide.is_empty()
    }

    #[inline]
    pub fn len_utf16(&self) -> usize {
        self.ascii.len() + self.wide.len()
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.ascii.is_empty() && self.wide.is_empty()
    }

    /// Makes room for characters that ASCII does not have.
    #[cold]
    fn widen(&mut self) {
        if self.wide.try_reserve(self.ascii.len() + 16).is_err() {
            self.overflow();
        }
        self.wide.extend(self.ascii.drain(..).map(u16::from));
    }

    /// True when there is room for so many more bytes.
    #[inline]
    fn has_ascii_room(&mut self, bytes: usize) -> bool {
        bytes <= self.ascii.capacity() - self.ascii.len() || {
            let reserved = self.ascii.try_reserve(bytes).is_ok();
            self.keeps_on(reserved, bytes)
        }
    }

    /// True when there is room for so many more UTF-16 units.
    #[inline]
    fn has_wide_room(&mut self, units: usize) -> bool {
        units <= self.wide.capacity() - self.wide.len() || {
            let reserved = self.wide.try_reserve(units).is_ok();
            self.keeps_on(reserved, units)
        }
    }

    #[cold]
    fn keeps_on(&mut self, reserved: bool, more: usize) -> bool {
        let fits = self.len_utf16().saturating_add(more) <= string::MAX_LENGTH;
        if reserved && fits && !self.overflown {
            return true;
        }
        self.overflow();
        false
    }

    /// Gives the memory back: nothing will come of this text.
    fn overflow(&mut self) {
        *self = Text { overflown: true, ..Text::new() };
    }

    #[inline]
    pub fn push_str(&mut self, text: &str) {
        if !self.is_wide() {
            if text.is_ascii() {
                if self.has_ascii_room(text.len()) {
                    self.ascii.extend_from_slice(text.as_bytes());
                }
                return;
            }
            self.widen();
        }
        if self.has_wide_room(text.len()) {
            self.wide.extend(text.encode_utf16());
        }
    }

    #[inline]
    pub fn push_unit(&mut self, unit: u16) {
        if !self.is_wide() {
            if unit < 128 {
                if self.has_ascii_room(1) {
                    self.ascii.push(unit as u8);
                }
                return;
            }
            self.widen();
        }
        if self.has_wide_room(1) {
            self.wide.push(unit);
        }
    }

    pub fn push_units(&mut self, units: &[u16]) {
        for &unit in units {
            self.push_unit(unit);
        }
    }

    #[inline]
    pub fn push_string(&mut self, text: &Str) {
        match text.chars() {
            Chars::Ascii(text) => self.push_str(text),
            Chars::Wide(units) => self.push_units(units),
        }
    }

    pub fn push_text(&mut self, text: &Text) {
        if text.is_wide() {
            self.push_units(&text.wide);
        } else if self.is_wide() {
            if self.has_wide_room(text.ascii.len()) {
                self.wide.extend(text.ascii.iter().map(|&byte| u16::from(byte)));
            }
        } else if self.has_ascii_room(text.ascii.len()) {
            self.ascii.extend_from_slice(&text.ascii);
        }
    }

    pub fn char_at(&self, index: usize) -> Option<u16> {
        if self.is_wide() {
            self.wide.get(index).copied()
        } else {
            self.ascii.get(index).map(|&byte| byte as u16)
        }
    }

    /// Cuts the text after `length` units.
    pub fn truncate(&mut self, length: usize) {
        self.ascii.truncate(length);
        self.wide.truncate(length);
    }

    /// Puts other units in the place of those from `start` to `end`.
    ///
    /// # Panics
    /// When the bounds are not inside the text.
    pub fn splice(&mut self, start: usize, end: usize, units: &[u16]) {
        if !self.is_wide() && units.iter().all(|&unit| unit < 128) {
            self.ascii.splice(start..end, units.iter().map(|&unit| unit as u8));
            return;
        }
        if !self.is_wide() {
            self.widen();
        }
        self.wide.splice(start..end, units.iter().copied());
    }

    /// The units from `start` to `end`.
    ///
    /// # Panics
    /// When the bounds are not inside the text.
    pub fn units(&self, start: usize, end: usize) -> Vec<u16> {
        match self.is_wide() {
            true => self.wide[start..end].to_vec(),
            false => self.ascii[start..end].iter().map(|&byte| byte.into()).collect(),
        }
    }

    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// The text as Rust has it; surrogates without a partner become U+FFFD.
    pub fn into_string(self) -> String {
        if self.is_wide() {
            String::from_utf16_lossy(&self.wide)
        } else {
            String::from_utf8(self.ascii).expect("only ASCII is kept as bytes")
        }
    }

    /// The text as a Clojure string.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is no room.
    pub fn to_value(&self, cx: &mut Mutator) -> Result {
        if self.overflown {
            return Err(throwable::out_of_memory(cx));
        }
        if self.is_wide() {
            string::from_utf16(cx, &self.wide)
        } else {
            string::from_ascii(cx, &self.ascii)
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text::new()
    }
}

impl TextSink for Text {
    #[inline]
    fn write_str(&mut self, text: &str) {
        self.push_str(text);
    }

    fn write_utf16(&mut self, units: &[u16]) {
        self.push_units(units);
    }

    fn settle(&mut self, cx: &mut Mutator) -> Result<()> {
        Text::settle(self, cx)
    }
}

impl core::fmt::Write for Text {
    #[inline]
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.push_str(text);
        Ok(())
    }
}
