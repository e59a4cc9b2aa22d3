//! From a word on a stack to the object it may refer to.
//!
//! Any word counts: tagged or not, into the middle of an object, or one past its end. Objects that
//! the last collection kept are found by their mark bits. Younger ones stand in the lines that were
//! given to threads since; those runs are parsed, for each block when the first word hits it.
//! Knows nothing of threads: it is told which words to look at.

use crate::block::{BlockInfo, BlockState};
use crate::header::Header;
use crate::layout::{
    BLOCK_BYTES, BLOCK_SHIFT, LINE_BYTES, LINES, MARK_PAIRS, block_start, line_of, mark_pairs,
};
use crate::lines::{LineSet, next_one, next_zero};
use crate::space::Space;

/// One bit for each word of a block that an object starts at.
type Starts = [u64; MARK_PAIRS];

/// Finds objects, before a collection has changed any mark. [STOPPED]
pub(crate) struct Finder<'a> {
    space: &'a Space,
    /// Size of the part of the heap that was ever used.
    extent: usize,
    /// Object starts of the parsed blocks.
    starts: Vec<Starts>,
    parsed: Vec<usize>,
    /// Addresses of the objects found, some of them several times.
    pub(crate) found: Vec<usize>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(space: &'a Space, found: Vec<usize>) -> Finder<'a> {
        let extent = space.end * BLOCK_BYTES;
        Finder { space, extent, starts: Vec::new(), parsed: Vec::new(), found }
    }

    /// Looks at every word between two addresses.
    ///
    /// # Safety
    /// The memory between is readable, and nobody writes to it.
    pub(crate) unsafe fn scan(&mut self, start: usize, end: usize) {
        let mut at = start.next_multiple_of(8);
        while at + 8 <= end {
            // SAFETY: the caller's promise. Volatile: the words are whatever happens to be there.
            let word = unsafe { core::ptr::read_volatile(at as *const usize) };
            // One more than the extent: a word may stand one past the end of the last object.
            if word.wrapping_sub(self.space.base) <= self.extent {
                self.consider(word);
            }
            at += 8;
        }
    }

    fn consider(&mut self, word: usize) {
        let inside = self.object_at(word);
        self.found.extend(inside);
        let is_inner = inside.is_some_and(|start| start < word);
        if !is_inner && word.is_multiple_of(8) && word > self.space.base {
            let ends_here = self.object_at(word - 1);
            self.found.extend(ends_here);
        }
    }

    /// The object that holds the byte at `address`.
    pub(crate) fn object_at(&mut self, address: usize) -> Option<usize> {
        let offset = address.checked_sub(self.space.base)?;
        let block = offset >> BLOCK_SHIFT;
        if block >= self.space.end {
            return None;
        }
        let info = self.space.info(block);
        let start = match info.state {
            BlockState::Free | BlockState::Builtin => return None,
            BlockState::LargeHead => self.space.start(block),
            BlockState::LargeTail => self.space.start(block - info.extent as usize),
            BlockState::Lines => {
                let line = line_of(address);
                let word = (address & (BLOCK_BYTES - 1)) / 8;
                let first = if has_line(&info.fresh_lines, line) {
                    let starts = self.starts_of(block);
                    last_bit(word, |index| self.starts[starts][index])
                } else {
                    let marks = mark_pairs(self.space.base, block);
                    // SAFETY: [MAPPED] the block has its part of the mark table.
                    last_bit(word, |index| unsafe { (*marks.add(index))[0] })
                };
                self.space.start(block) + first? * 8
            }
        };
        // SAFETY: [BORN] an object starts there, whole or never given out as a value.
        let bytes = unsafe { (*(start as *const Header)).object_bytes() };
        if address < start + bytes { Some(start) } else { None }
    }

    fn starts_of(&mut self, block: usize) -> usize {
        let info = self.space.info(block);
        if info.starts == 0 {
            let mut starts = [0; MARK_PAIRS];
            for_each_fresh(self.space.base, block, |header, address| {
                if !header.is_filler() {
                    let word = (address & (BLOCK_BYTES - 1)) / 8;
                    starts[word / 64] |= 1 << (word % 64);
                }
            });
            self.starts.push(starts);
            self.parsed.push(block);
            info.starts = self.starts.len() as u32;
        }
        info.starts as usize - 1
    }
}

impl Drop for Finder<'_> {
    fn drop(&mut self) {
        for &block in &self.parsed {
            self.space.info(block).starts = 0;
        }
    }
}

fn has_line(set: &LineSet, line: usize) -> bool {
    set[line / 64] >> (line % 64) & 1 == 1
}

/// The last bit at or before `from` in a row of words.
fn last_bit(from: usize, word_at: impl Fn(usize) -> u64) -> Option<usize> {
    let mut index = from / 64;
    let mut word = word_at(index) & (u64::MAX >> (63 - from % 64));
    while word == 0 {
        index = index.checked_sub(1)?;
        word = word_at(index);
    }
    Some(index * 64 + 63 - word.leading_zeros() as usize)
}

/// Walks the runs of a block that were given to threads since the last collection, fillers included.
pub(crate) fn for_each_fresh(base: usize, block: usize, mut work: impl FnMut(&Header, usize)) {
    // SAFETY: [MAPPED] [STOPPED]
    let fresh = unsafe { (*BlockInfo::at(base, block)).fresh_lines };
    let mut line = next_one(&fresh, 0);
    while line < LINES {
        let run_end = next_zero(&fresh, line).unwrap_or(LINES);
        let mut address = block_start(base, block) + line * LINE_BYTES;
        let end = block_start(base, block) + run_end * LINE_BYTES;
        while address < end {
            // SAFETY: [PARSED] objects and fillers stand there without gaps.
            let header = unsafe { &*(address as *const Header) };
            work(header, address);
            address += header.object_bytes();
        }
        assert_eq!(address, end, "a run of objects was overwritten");
        line = next_one(&fresh, run_end);
    }
}
