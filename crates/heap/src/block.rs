//! What the block table knows of each block.
//!
//! Knows nothing of who has which block; that is `space`'s business.

use crate::layout::{INFO_BYTES, INFOS};
use crate::lines::{LineSet, NO_LINES, add_lines, next_one, next_zero};

/// What a block is used for. A table entry of zeros says free.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum BlockState {
    Free = 0,
    /// Divided into lines, with small and medium objects.
    Lines,
    /// The first block of a large object.
    LargeHead,
    /// A further block of a large object.
    LargeTail,
    /// Holds built-in descriptors.
    Builtin,
}

/// The block table's entry for one block.
#[repr(C, align(128))]
pub(crate) struct BlockInfo {
    /// Lines that hold old objects.
    pub(crate) old_lines: LineSet,
    /// Lines that hold survivors: objects that the last collection kept, but did not promote.
    pub(crate) young_lines: LineSet,
    /// Lines given to a thread since the last collection. They form runs that are filled with
    /// objects from start to end, so that they can be parsed. [PARSED]
    pub(crate) fresh_lines: LineSet,
    pub(crate) state: BlockState,
    /// In `Space::young`.
    pub(crate) is_young: bool,
    /// Held survivors when the collection that runs began: some survivor bits may be stale.
    pub(crate) had_survivors: bool,
    /// A thread allocates into it.
    pub(crate) is_held: bool,
    /// In `Space::recyclable`, perhaps no longer rightly.
    pub(crate) is_listed: bool,
    /// How many full collections found the block free; `DISCARDED` when its memory was given back.
    pub(crate) free_for: u8,
    /// Lines that counted as used when the block was swept last.
    pub(crate) used_lines: u16,
    /// The longest run of free lines when the block was swept last.
    pub(crate) longest_run: u16,
    /// `LargeHead`: how many blocks. `LargeTail`: how many blocks back the head is.
    pub(crate) extent: u32,
    /// In a collection: one more than the index of the block's parsed object starts, or 0.
    pub(crate) starts: u32,
}

/// `free_for` of a block whose memory was given back or never touched.
pub(crate) const DISCARDED: u8 = u8::MAX;

impl BlockInfo {
    #[inline(always)]
    pub(crate) fn at(base: usize, block: usize) -> *mut BlockInfo {
        (base + INFOS + block * INFO_BYTES) as *mut BlockInfo
    }

    /// Lines that hold objects or may hold some.
    #[inline]
    pub(crate) fn taken_lines(&self) -> LineSet {
        core::array::from_fn(|i| self.old_lines[i] | self.young_lines[i] | self.fresh_lines[i])
    }

    /// The first run of free lines from `line` on, and where it ends.
    #[inline]
    pub(crate) fn free_run(&self, line: usize) -> Option<(usize, usize)> {
        let taken = self.taken_lines();
        let start = next_zero(&taken, line)?;
        Some((start, next_one(&taken, start)))
    }

    /// How many lines are free, and the longest run of them.
    pub(crate) fn measure(&self) -> (usize, usize) {
        let taken = self.taken_lines();
        let (mut free_lines, mut longest, mut line) = (0, 0, 0);
        while let Some(start) = next_zero(&taken, line) {
            line = next_one(&taken, start);
            free_lines += line - start;
            longest = longest.max(line - start);
        }
        (free_lines, longest)
    }

    /// Notes that a thread bump-allocates into the run.
    pub(crate) fn take_run(&mut self, start: usize, end: usize) {
        add_lines(&mut self.fresh_lines, start, end - 1);
    }

    pub(crate) fn has_survivors(&self) -> bool {
        self.young_lines != NO_LINES
    }
}

const _: () = assert!(size_of::<BlockInfo>() == INFO_BYTES);
