//! Strings: one object, ASCII bytes or UTF-16 units, with the lengths and indices of the JVM.
//!
//! A string is kept as ASCII whenever it can be, so two equal strings have the same representation.
//! What builds strings piece by piece is `text::Text`.
#![allow(unsafe_code, reason = "the characters stand behind the struct, in the same object")]

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::atomic::{AtomicU32, Ordering as Memory};

use heap::{
    Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TextSink, TypeInfo, Value,
};

use crate::{kind, known, seq};

/// A string object. Its characters stand behind it.
#[repr(C)]
pub struct Str {
    header: Header,
    counts: u64,
    /// Number of UTF-16 units; `WIDE` is added when they are kept as such.
    length: u32,
    /// Java's hash, or 0 when nobody has asked yet.
    hash: AtomicU32,
}

const WIDE: u32 = 1 << 31;

/// Strings are no longer than this, in UTF-16 units.
pub const MAX_LENGTH: usize = i32::MAX as usize;

impl HeapType for Str {
    const KIND: Kind = kind::STRING;
}

/// The characters of a string.
#[derive(Clone, Copy)]
pub enum Chars<'a> {
    Ascii(&'a str),
    Wide(&'a [u16]),
}

impl Str {
    #[inline(always)]
    pub fn len_utf16(&self) -> usize {
        (self.length & !WIDE) as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    #[inline(always)]
    fn tail(&self) -> *const u8 {
        // SAFETY: [TAIL] the characters follow the struct inside the object.
        unsafe { (self as *const Str).add(1) as *const u8 }
    }

    #[inline(always)]
    pub fn chars(&self) -> Chars<'_> {
        let length = self.len_utf16();
        // SAFETY: [TAIL] `length` units stand there: bytes below 128, or UTF-16 units when `WIDE`.
        unsafe {
            if self.length & WIDE == 0 {
                let bytes = core::slice::from_raw_parts(self.tail(), length);
                Chars::Ascii(core::str::from_utf8_unchecked(bytes))
            } else {
                Chars::Wide(core::slice::from_raw_parts(self.tail() as *const u16, length))
            }
        }
    }

    /// The text, when it is ASCII; nearly every string is.
    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        match self.chars() {
            Chars::Ascii(text) => Some(text),
            Chars::Wide(_) => None,
        }
    }

    /// The text; surrogates without a partner become U+FFFD.
    pub fn to_str(&self) -> Cow<'_, str> {
        match self.chars() {
            Chars::Ascii(text) => Cow::Borrowed(text),
            Chars::Wide(units) => Cow::Owned(String::from_utf16_lossy(units)),
        }
    }

    pub fn write_to(&self, out: &mut dyn TextSink) {
        match self.chars() {
            Chars::Ascii(text) => out.write_str(text),
            Chars::Wide(units) => out.write_utf16(units),
        }
    }

    /// The UTF-16 unit at `index`.
    #[inline(always)]
    pub fn char_at(&self, index: usize) -> Option<u16> {
        match self.chars() {
            Chars::Ascii(text) => text.as_bytes().get(index).map(|&byte| byte as u16),
            Chars::Wide(units) => units.get(index).copied(),
        }
    }

    /// The UTF-16 units, one after the other.
    pub fn units(&self) -> impl DoubleEndedIterator<Item = u16> + ExactSizeIterator + '_ {
        (0..self.len_utf16()).map(|index| match self.chars() {
            Chars::Ascii(text) => text.as_bytes()[index] as u16,
            Chars::Wide(units) => units[index],
        })
    }

    /// The UTF-16 units as an array.
    pub fn to_utf16(&self) -> Cow<'_, [u16]> {
        match self.chars() {
            Chars::Ascii(text) => Cow::Owned(text.bytes().map(u16::from).collect()),
            Chars::Wide(units) => Cow::Borrowed(units),
        }
    }

    /// Java's `hashCode`: computed once, then kept.
    #[inline]
    pub fn hash_code(&self) -> i32 {
        match self.hash.load(Memory::Relaxed) {
            0 => self.compute_hash(),
            hash => hash as i32,
        }
    }

    fn compute_hash(&self) -> i32 {
        let step = |hash: u32, unit: u16| hash.wrapping_mul(31).wrapping_add(unit as u32);
        let hash = match self.chars() {
            Chars::Ascii(text) => text.bytes().map(u16::from).fold(0, step),
            Chars::Wide(units) => units.iter().copied().fold(0, step),
        };
        self.hash.store(hash, Memory::Relaxed);
        hash as i32
    }

    /// True when the string holds exactly this UTF-8 text.
    #[inline]
    pub fn is_utf8(&self, text: &[u8]) -> bool {
        match self.chars() {
            Chars::Ascii(own) => own.as_bytes() == text,
            Chars::Wide(units) => match core::str::from_utf8(text) {
                Ok(text) => text.encode_utf16().eq(units.iter().copied()),
                Err(_) => false,
            },
        }
    }

    /// Java's `compareTo`: the difference of the first units that differ, else of the lengths.
    pub fn compare_to(&self, other: &Str) -> i32 {
        for (a, b) in self.units().zip(other.units()) {
            if a != b {
                return a as i32 - b as i32;
            }
        }
        self.len_utf16() as i32 - other.len_utf16() as i32
    }

    /// Where `needle` begins, at `from` or later.
    pub fn index_of(&self, needle: &Str, from: usize) -> Option<usize> {
        let from = from.min(self.len_utf16());
        match (self.chars(), needle.chars()) {
            (Chars::Ascii(text), Chars::Ascii(needle)) => {
                text[from..].find(needle).map(|at| at + from)
            }
            (Chars::Ascii(_), Chars::Wide(_)) => None,
            (Chars::Wide(units), _) => {
                let needle = needle.to_utf16();
                if needle.is_empty() {
                    return Some(from);
                }
                units[from..].windows(needle.len()).position(|w| w == &*needle).map(|at| at + from)
            }
        }
    }

    /// Where `needle` begins for the last time, at `from` or before.
    pub fn last_index_of(&self, needle: &Str, from: usize) -> Option<usize> {
        let length = self.len_utf16();
        let last = length.checked_sub(needle.len_utf16())?.min(from);
        match (self.chars(), needle.chars()) {
            (Chars::Ascii(text), Chars::Ascii(needle)) => text[..last + needle.len()].rfind(needle),
            (Chars::Ascii(_), Chars::Wide(_)) => None,
            (Chars::Wide(units), _) => {
                let needle = needle.to_utf16();
                (0..=last).rev().find(|&at| units[at..at + needle.len()] == *needle)
            }
        }
    }

    pub fn starts_with(&self, prefix: &Str) -> bool {
        let length = prefix.len_utf16();
        length <= self.len_utf16() && self.region_is(0, prefix)
    }

    pub fn ends_with(&self, suffix: &Str) -> bool {
        match self.len_utf16().checked_sub(suffix.len_utf16()) {
            Some(start) => self.region_is(start, suffix),
            None => false,
        }
    }

    fn region_is(&self, start: usize, other: &Str) -> bool {
        let end = start + other.len_utf16();
        match (self.chars(), other.chars()) {
            (Chars::Ascii(text), Chars::Ascii(other)) => text[start..end] == *other,
            (Chars::Ascii(_), Chars::Wide(_)) => false,
            (Chars::Wide(units), _) => units[start..end] == *other.to_utf16(),
        }
    }
}

impl PartialEq for Str {
    #[inline]
    fn eq(&self, other: &Str) -> bool {
        if self.length != other.length {
            return false;
        }
        match (self.chars(), other.chars()) {
            (Chars::Ascii(a), Chars::Ascii(b)) => a == b,
            (Chars::Wide(a), Chars::Wide(b)) => a == b,
            (Chars::Ascii(_), Chars::Wide(_)) | (Chars::Wide(_), Chars::Ascii(_)) => false,
        }
    }
}

impl Eq for Str {}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Str) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Str) -> Ordering {
        self.compare_to(other).cmp(&0)
    }
}

/// The string in a value.
#[inline(always)]
pub fn of<'a>(value: Value) -> Option<&'a Str> {
    value.cast::<Str>()
}

/// A string with this text.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
#[inline]
pub fn new(cx: &mut Mutator, text: &str) -> Result {
    if text.is_ascii() { from_ascii(cx, text.as_bytes()) } else { wide_from_str(cx, text) }
}

#[cold]
fn wide_from_str(cx: &mut Mutator, text: &str) -> Result {
    let length = text.encode_utf16().count();
    alloc_wide(cx, length, text.encode_utf16())
}

/// A string of these bytes, all of them below 128.
pub(crate) fn from_ascii(cx: &mut Mutator, bytes: &[u8]) -> Result {
    debug_assert!(bytes.is_ascii());
    if bytes.is_empty() {
        let empty = cx.known(known::EMPTY_STRING);
        if !empty.is_nil() {
            return Ok(empty);
        }
    }
    alloc(cx, bytes.len(), 0, bytes.len().div_ceil(8), |tail| {
        // SAFETY: the tail has room for the bytes and nobody else sees it yet.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), tail, bytes.len()) };
    })
}

/// A string of these UTF-16 units, paired or not.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_utf16(cx: &mut Mutator, units: &[u16]) -> Result {
    if units.iter().all(|&unit| unit < 128) {
        let bytes: Vec<u8> = units.iter().map(|&unit| unit as u8).collect();
        return from_ascii(cx, &bytes);
    }
    alloc_wide(cx, units.len(), units.iter().copied())
}

/// A string of one UTF-16 unit.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_unit(cx: &mut Mutator, unit: u16) -> Result {
    from_utf16(cx, &[unit])
}

fn alloc_wide(cx: &mut Mutator, length: usize, units: impl Iterator<Item = u16>) -> Result {
    alloc(cx, length, WIDE, length.div_ceil(4), |tail| {
        for (index, unit) in units.take(length).enumerate() {
            // SAFETY: the tail has room for `length` units and nobody else sees it yet.
            unsafe { *(tail as *mut u16).add(index) = unit };
        }
    })
}

fn alloc(
    cx: &mut Mutator,
    length: usize,
    wide: u32,
    words: usize,
    fill: impl FnOnce(*mut u8),
) -> Result {
    if length > MAX_LENGTH {
        return Err(crate::throwable::out_of_memory(cx));
    }
    cx.alloc_counted(kind::STRING, 0, 1 + words, |_, raw| {
        raw[0] = (length as u32 | wide) as u64;
        fill(raw[1..].as_mut_ptr() as *mut u8);
    })
}

/// The part of a string from `start` to `end`, which the caller has checked.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
///
/// # Panics
/// When the bounds are not inside the string.
pub fn slice(cx: &mut Mutator, value: Value, start: usize, end: usize) -> Result {
    let text = of(value).expect("the caller has a string");
    if start == 0 && end == text.len_utf16() {
        return Ok(value);
    }
    match text.chars() {
        Chars::Ascii(text) => from_ascii(cx, &text.as_bytes()[start..end]),
        Chars::Wide(units) => from_utf16(cx, &units[start..end]),
    }
}

/// Java's `substring`.
///
/// # Errors
/// `StringIndexOutOfBoundsException` when the bounds are not inside the string.
pub fn substring(cx: &mut Mutator, value: Value, start: i64, end: i64) -> Result {
    let length = of(value).expect("the caller has a string").len_utf16() as i64;
    if start < 0 || start > end || end > length {
        let class = crate::class::ClassId::STRING_INDEX_OUT_OF_BOUNDS;
        let message = format!("begin {start}, end {end}, length {length}");
        return Err(crate::throwable::throw(cx, class, message));
    }
    slice(cx, value, start as usize, end as usize)
}

fn equiv(_cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    Ok(matches!((of(a), of(b)), (Some(a), Some(b)) if a == b))
}

fn hasheq(_cx: &mut Mutator, value: Value) -> Result<i32> {
    Ok(of(value).map_or(0, |text| crate::hash::hash_int(text.hash_code())))
}

fn hash_code(_cx: &mut Mutator, value: Value) -> Result<i32> {
    Ok(of(value).map_or(0, Str::hash_code))
}

fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    match (of(a), of(b)) {
        (Some(x), Some(y)) => Ok(x.compare_to(y)),
        _ => Err(crate::throw::class_cast(cx, b, "java.lang.String")),
    }
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    match of(value) {
        Some(text) if readably => crate::print::write_string_literal(text, out),
        Some(text) => text.write_to(out),
        None => {}
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::CHAR_SEQUENCE.and(Interfaces::COMPARABLE).and(Interfaces::STRING),
    equiv: Some(equiv),
    hasheq: Some(hasheq),
    hash_code: Some(hash_code),
    compare: Some(compare),
    seq: Some(seq::string::of),
    count: Some(seq::string::count),
    nth: Some(seq::string::nth),
    lookup: Some(seq::string::at_key),
    reduce: Some(seq::string::reduce),
    print: Some(print),
    ..TypeInfo::new("java.lang.String", Layout::Counted)
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn both_representations_answer_alike() {
        testing::with(|cx| {
            for text in ["", "a", "abcdefgh", "é", "a𝒳b", "日本語"] {
                let value = new(cx, text).expect("room");
                let string = of(value).expect("a string");
                let units: Vec<u16> = text.encode_utf16().collect();
                assert_eq!(string.len_utf16(), units.len());
                assert_eq!(string.to_str(), text);
                assert_eq!(string.units().collect::<Vec<_>>(), units);
                assert_eq!(string.as_ascii().is_some(), text.is_ascii());
                assert!(string.is_utf8(text.as_bytes()) && !string.is_utf8(b"other"));
                let again = from_utf16(cx, &units).expect("room");
                assert!(of(again).expect("a string") == string);
            }
        });
    }

    #[test]
    fn parts_and_places() {
        testing::with(|cx| {
            let value = new(cx, "héllo héllo").expect("room");
            let part = substring(cx, value, 0, 1).expect("inside");
            assert_eq!(of(part).and_then(Str::as_ascii), Some("h"));
            let needle = new(cx, "llo").expect("room");
            let (text, needle) = (of(value).expect("text"), of(needle).expect("text"));
            assert_eq!(text.index_of(needle, 0), Some(2));
            assert_eq!(text.index_of(needle, 3), Some(8));
            assert_eq!(text.last_index_of(needle, 100), Some(8));
            assert_eq!(text.last_index_of(needle, 7), Some(2));
            assert!(text.ends_with(needle) && !text.starts_with(needle));
            let refused = substring(cx, value, 3, 20);
            assert_eq!(
                testing::thrown(cx, refused),
                "java.lang.StringIndexOutOfBoundsException: begin 3, end 20, length 11"
            );
        });
    }

    #[test]
    fn order_is_that_of_utf16() {
        testing::with(|cx| {
            for (a, b, expected) in [("a", "abc", -2), ("b", "a", 1), ("ä", "z", 106), ("", "", 0)]
            {
                let (x, y) = (new(cx, a).expect("room"), new(cx, b).expect("room"));
                assert_eq!(compare(cx, x, y), Ok(expected), "{a} {b}");
            }
        });
    }
}
