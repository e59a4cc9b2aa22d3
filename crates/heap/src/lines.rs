//! Sets of lines of one block, and the runs in them.
//!
//! Knows nothing of what a set means.

use crate::layout::{LINE_WORDS, LINES};

/// A set of lines of one block.
pub(crate) type LineSet = [u64; LINE_WORDS];

pub(crate) const NO_LINES: LineSet = [0; LINE_WORDS];

/// The first line from `from` on that is not in the set.
#[inline]
pub(crate) fn next_zero(set: &LineSet, from: usize) -> Option<usize> {
    let inverse: LineSet = core::array::from_fn(|i| !set[i]);
    let line = next_one(&inverse, from);
    if line < LINES { Some(line) } else { None }
}

/// The first line from `from` on that is in the set, or `LINES`.
#[inline]
pub(crate) fn next_one(set: &LineSet, from: usize) -> usize {
    let mut word = from / 64;
    if word >= LINE_WORDS {
        return LINES;
    }
    let mut bits = set[word] & (u64::MAX << (from % 64));
    while bits == 0 {
        word += 1;
        if word == LINE_WORDS {
            return LINES;
        }
        bits = set[word];
    }
    word * 64 + bits.trailing_zeros() as usize
}

/// Adds the lines from `first` to `last`, both included.
#[inline(always)]
pub(crate) fn add_lines(set: &mut LineSet, first: usize, last: usize) {
    if first == last {
        set[first / 64] |= 1 << (first % 64);
    } else {
        add_many_lines(set, first, last);
    }
}

fn add_many_lines(set: &mut LineSet, first: usize, last: usize) {
    for (word, lines) in set.iter_mut().enumerate() {
        let low = first.saturating_sub(word * 64);
        let high = (last + 1).saturating_sub(word * 64).min(64);
        if low < high {
            *lines |= (u64::MAX << low) & (u64::MAX >> (64 - high));
        }
    }
}

pub(crate) fn count_lines(set: &LineSet) -> usize {
    set.iter().map(|word| word.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_across_words() {
        let mut set = NO_LINES;
        add_lines(&mut set, 3, 3);
        add_lines(&mut set, 60, 130);
        assert_eq!(count_lines(&set), 1 + 71);
        assert_eq!(next_one(&set, 0), 3);
        assert_eq!(next_one(&set, 4), 60);
        assert_eq!(next_zero(&set, 60), Some(131));
        assert_eq!(next_one(&set, 131), LINES);
        add_lines(&mut set, 0, LINES - 1);
        assert_eq!(count_lines(&set), LINES);
        assert_eq!(next_zero(&set, 0), None);
        assert_eq!(next_one(&set, LINES), LINES);
    }
}
