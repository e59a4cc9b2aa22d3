//! Sets of code points.
//!
//! Surrogates without a partner are code points to Java, but none of Rust's chars: they stand at the
//! end of the last private plane here, from `LONE` on.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// Where the 2,048 surrogates without a partner stand.
pub const LONE: u32 = 0x10_f800;

/// The code point of a surrogate that has no partner.
#[inline]
pub fn lone(unit: u16) -> u32 {
    LONE + (unit as u32 - 0xd800)
}

/// A set of code points that is quick to ask.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CharSet {
    ascii: u128,
    /// What lies above ASCII, in order.
    wide: Box<[(u32, u32)]>,
}

impl CharSet {
    #[inline(always)]
    pub fn contains(&self, c: u32) -> bool {
        if c < 128 { self.ascii >> c & 1 != 0 } else { self.contains_wide(c) }
    }

    fn contains_wide(&self, c: u32) -> bool {
        let after = self.wide.partition_point(|&(low, _)| low <= c);
        after > 0 && c <= self.wide[after - 1].1
    }

    #[inline(always)]
    pub fn contains_ascii(&self, byte: u8) -> bool {
        self.ascii >> (byte & 127) & 1 != 0
    }

    /// True when some code point above ASCII belongs to the set.
    pub fn has_wide(&self) -> bool {
        !self.wide.is_empty()
    }

    /// The ASCII part, as ranges.
    pub fn ascii_ranges(&self) -> Vec<(u8, u8)> {
        let mut ranges: Vec<(u8, u8)> = Vec::new();
        for byte in (0..128).filter(|&byte| self.contains_ascii(byte)) {
            match ranges.last_mut() {
                Some(last) if last.1 + 1 == byte => last.1 = byte,
                _ => ranges.push((byte, byte)),
            }
        }
        ranges
    }
}

impl From<&ClassUnicode> for CharSet {
    fn from(class: &ClassUnicode) -> CharSet {
        let (mut ascii, mut wide) = (0u128, Vec::new());
        for range in class.ranges() {
            let (low, high) = (range.start() as u32, range.end() as u32);
            for c in low..=high.min(127) {
                ascii |= 1 << c;
            }
            if high > 127 {
                wide.push((low.max(128), high));
            }
        }
        CharSet { ascii, wide: wide.into() }
    }
}

/// A class of these ranges, both ends included. Surrogates are moved to where lone ones stand.
pub fn ranges(ranges: &[(u32, u32)]) -> ClassUnicode {
    let mut class = ClassUnicode::empty();
    for &(low, high) in ranges {
        push(&mut class, low, high);
    }
    class
}

/// Adds the code points from `low` to `high`.
pub fn push(class: &mut ClassUnicode, low: u32, high: u32) {
    let mut add = |low: u32, high: u32| {
        if let (Some(low), Some(high)) = (char::from_u32(low), char::from_u32(high))
            && low <= high
        {
            class.push(ClassUnicodeRange::new(low, high));
        }
    };
    add(low, high.min(0xd7ff));
    add(low.max(0xe000), high);
    let (first, last) = (low.max(0xd800), high.min(0xdfff));
    if first <= last {
        add(LONE + first - 0xd800, LONE + last - 0xd800);
    }
}

pub fn all() -> ClassUnicode {
    ranges(&[(0, 0x10_ffff)])
}

pub fn negated(mut class: ClassUnicode) -> ClassUnicode {
    class.negate();
    class
}

pub fn union(mut a: ClassUnicode, b: &ClassUnicode) -> ClassUnicode {
    a.union(b);
    a
}

/// The letters of the class in both cases, as ASCII has them.
pub fn fold_ascii(class: &mut ClassUnicode) {
    let mut other = ClassUnicode::empty();
    for range in class.ranges() {
        let (low, high) = (range.start() as u32, range.end() as u32);
        for (first, last, distance) in [(0x41, 0x5a, 32i32), (0x61, 0x7a, -32)] {
            let (low, high) = (low.max(first), high.min(last));
            if low <= high {
                push(
                    &mut other,
                    low.wrapping_add_signed(distance),
                    high.wrapping_add_signed(distance),
                );
            }
        }
    }
    class.union(&other);
}

/// The letters of the class in all cases, as Unicode folds them.
pub fn fold_unicode(class: &mut ClassUnicode) {
    // Fails only when the tables were left out of the build.
    let _ = class.try_case_fold_simple();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn membership_below_and_above_ascii() {
        let set = CharSet::from(&ranges(&[(0x61, 0x63), (0xe0, 0xff), (0x1f600, 0x1f602)]));
        for c in [0x61, 0x63, 0xe0, 0xff, 0x1f601] {
            assert!(set.contains(c));
        }
        for c in [0x60, 0x64, 0xdf, 0x100, 0x1f603] {
            assert!(!set.contains(c));
        }
        assert_eq!(set.ascii_ranges(), [(b'a', b'c')]);
    }

    #[test]
    fn surrogates_stand_at_the_end() {
        let set = CharSet::from(&ranges(&[(0xd800, 0xdfff)]));
        assert!(set.contains(lone(0xd83d)) && set.contains(lone(0xdfff)));
        assert!(!set.contains(0xe000) && !set.contains(0x1f600));
        assert!(CharSet::from(&all()).contains(lone(0xdc00)));
    }

    #[test]
    fn ascii_folding_leaves_the_rest_alone() {
        let mut class = ranges(&[(b'a'.into(), b'c'.into()), (0xe9, 0xe9)]);
        fold_ascii(&mut class);
        let set = CharSet::from(&class);
        assert!(set.contains(b'B'.into()) && set.contains(0xe9) && !set.contains(0xc9));
    }
}
