//! Blocks: what the block table knows of each, and who may have which.
//!
//! A block is free, or divided into lines, or part of a large object. Threads take blocks here and
//! bump-allocate into their free lines; the sweep puts blocks back. Knows nothing of objects.

use std::collections::TryReserveError;

use crate::layout::{
    BLOCK_BYTES, BUILTIN_BLOCKS, INFO_BYTES, INFOS, LINE_BYTES, LINE_WORDS, LINES, block_start,
};
use crate::os::{Reservation, ReserveError};
use crate::policy::Policy;

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

/// A set of lines of one block.
pub(crate) type LineSet = [u64; LINE_WORDS];

pub(crate) const NO_LINES: LineSet = [0; LINE_WORDS];

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

/// Blocks with fewer free lines than this are left alone while memory is plentiful.
const WORTHWHILE_LINES: usize = 2048 / LINE_BYTES;
/// How many recyclable blocks a search for a longer run looks at.
const MEDIUM_SEARCH: usize = 24;

/// The blocks of a heap, and the books about them. Behind the heap's `space` lock.
pub(crate) struct Space {
    pub(crate) base: usize,
    reservation: Reservation,
    /// Blocks from here on were never used.
    pub(crate) end: usize,
    /// One bit for each block below `end` that is free.
    free: Vec<u64>,
    /// No word of `free` before this one has a bit set.
    first_free: usize,
    pub(crate) free_count: usize,
    /// Blocks that have free lines, the next one to take at the end.
    pub(crate) recyclable: Vec<u32>,
    /// Blocks with lines that were allocated into since the last collection, or hold survivors;
    /// and the heads of large objects that are not old.
    pub(crate) young: Vec<u32>,
    pub(crate) policy: Policy,
}

impl Space {
    pub(crate) fn new(bytes: usize, policy: Policy) -> Result<Space, ReserveError> {
        let reservation = Reservation::new(bytes)?;
        let mut space = Space {
            base: reservation.base,
            reservation,
            end: 0,
            free: Vec::new(),
            first_free: 0,
            free_count: 0,
            recyclable: Vec::new(),
            young: Vec::new(),
            policy,
        };
        for _ in 0..BUILTIN_BLOCKS {
            let block = space.take_free(1).expect("the smallest reservation has room for them");
            space.info(block).state = BlockState::Builtin;
        }
        Ok(space)
    }

    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "entries are reached through the lock on the space")]
    pub(crate) fn info(&self, block: usize) -> &mut BlockInfo {
        debug_assert!(block < self.reservation.blocks);
        // SAFETY: [MAPPED] the entry is mapped. Whoever has the space, or has taken the block from
        // it, is alone with the entry, and no two references to one entry are held at a time.
        unsafe { &mut *BlockInfo::at(self.base, block) }
    }

    /// A block with free lines for small objects. `None`: it is time for a collection.
    pub(crate) fn take_lines(&mut self, external: usize, budget: Budget) -> Option<usize> {
        if !self.policy.has_budget(external, budget) {
            return None;
        }
        while let Some(block) = self.recyclable.pop() {
            if let Some(free_lines) = self.accept(block as usize) {
                self.policy.allocated += free_lines * LINE_BYTES;
                return Some(block as usize);
            }
        }
        self.take_clean(external)
    }

    /// A block with a run of at least `lines` free lines. `None`: it is time for a collection.
    pub(crate) fn take_long_run(
        &mut self,
        lines: usize,
        external: usize,
        budget: Budget,
    ) -> Option<usize> {
        if !self.policy.has_budget(external, budget) {
            return None;
        }
        let listed = self.recyclable.len();
        for index in (listed.saturating_sub(MEDIUM_SEARCH)..listed).rev() {
            let block = self.recyclable[index] as usize;
            if (self.info(block).longest_run as usize) < lines {
                continue;
            }
            self.recyclable.swap_remove(index);
            if let Some(free_lines) = self.accept(block) {
                self.policy.allocated += free_lines * LINE_BYTES;
                return Some(block);
            }
        }
        self.take_clean(external)
    }

    fn take_clean(&mut self, external: usize) -> Option<usize> {
        if !self.policy.admits(BLOCK_BYTES, external) {
            return None;
        }
        let block = self.take_free(1)?;
        self.policy.allocated += BLOCK_BYTES;
        let info = self.info(block);
        info.state = BlockState::Lines;
        info.is_held = true;
        self.note_young(block);
        Some(block)
    }

    /// Blocks for a large object of `bytes`. `None`: it is time for a collection.
    pub(crate) fn take_large(
        &mut self,
        bytes: usize,
        external: usize,
        budget: Budget,
    ) -> Option<usize> {
        let count = bytes.div_ceil(BLOCK_BYTES);
        if !self.policy.has_budget(external, budget)
            || !self.policy.admits(count.checked_mul(BLOCK_BYTES)?, external)
        {
            return None;
        }
        let head = self.take_free(count)?;
        self.policy.allocated += count * BLOCK_BYTES;
        for block in head..head + count {
            let info = self.info(block);
            info.state = if block == head { BlockState::LargeHead } else { BlockState::LargeTail };
            info.extent = if block == head { count as u32 } else { (block - head) as u32 };
        }
        self.note_young(head);
        Some(head)
    }

    /// Takes a block that was just removed from `recyclable`, if its listing was still right:
    /// how many free lines it has.
    fn accept(&mut self, block: usize) -> Option<usize> {
        let info = self.info(block);
        info.is_listed = false;
        if info.state != BlockState::Lines || info.is_held {
            return None;
        }
        info.is_held = true;
        let free_lines = LINES - count_lines(&info.taken_lines());
        self.note_young(block);
        Some(free_lines)
    }

    pub(crate) fn note_young(&mut self, block: usize) {
        let info = self.info(block);
        if !info.is_young {
            info.is_young = true;
            self.young.push(block as u32);
        }
    }

    /// Offers the free lines of a block that no thread holds.
    pub(crate) fn offer(&mut self, block: usize) {
        let info = self.info(block);
        info.is_held = false;
        let (free_lines, longest_run) = info.measure();
        info.longest_run = longest_run as u16;
        if !info.is_listed && free_lines >= self.policy.worthwhile_lines.min(WORTHWHILE_LINES) {
            info.is_listed = true;
            self.recyclable.push(block as u32);
        }
    }

    /// Takes back a block that a thread held and of which it leaves some lines unused.
    pub(crate) fn release(&mut self, block: usize) {
        let (free_lines, _) = self.info(block).measure();
        self.policy.allocated -= free_lines * LINE_BYTES;
        self.offer(block);
    }

    /// `count` free blocks side by side; the first, at the lowest address there is.
    fn take_free(&mut self, count: usize) -> Option<usize> {
        let first = match self.find_free(count) {
            Some(first) => first,
            None => self.grow(count)?,
        };
        for block in first..first + count {
            self.free[block / 64] &= !(1 << (block % 64));
            self.info(block).free_for = 0;
        }
        self.free_count -= count;
        Some(first)
    }

    fn find_free(&mut self, count: usize) -> Option<usize> {
        if self.free_count < count {
            return None;
        }
        while self.free.get(self.first_free) == Some(&0) {
            self.first_free += 1;
        }
        let mut length = 0;
        let mut block = self.first_free * 64;
        while block < self.end {
            let word = self.free[block / 64];
            if block.is_multiple_of(64) && word == 0 {
                length = 0;
                block += 64;
                continue;
            }
            length = if word >> (block % 64) & 1 == 1 { length + 1 } else { 0 };
            block += 1;
            if length == count {
                return Some(block - count);
            }
        }
        None
    }

    /// Makes `count` blocks at the end of the used part free; the first of them.
    fn grow(&mut self, count: usize) -> Option<usize> {
        // Free blocks that touch the end count towards it.
        let mut first = self.end;
        while first > 0 && self.is_free(first - 1) {
            first -= 1;
        }
        let end = first.checked_add(count)?;
        let missing = end.saturating_sub(self.reservation.blocks);
        if missing > 0 && !self.reservation.extend(missing) {
            return None;
        }
        self.reserve_books(end).ok()?;
        for block in self.end..end {
            self.info(block).free_for = DISCARDED;
            self.free[block / 64] |= 1 << (block % 64);
        }
        self.free_count += end - self.end;
        self.end = end;
        Some(first)
    }

    /// Room in the lists for every block, so that the sweep never allocates.
    fn reserve_books(&mut self, end: usize) -> Result<(), TryReserveError> {
        let words = end.div_ceil(64);
        if words > self.free.len() {
            self.free.try_reserve(words - self.free.len())?;
            self.free.resize(words, 0);
        }
        self.recyclable.try_reserve(end - self.recyclable.len().min(end))?;
        self.young.try_reserve(end - self.young.len().min(end))
    }

    pub(crate) fn is_free(&self, block: usize) -> bool {
        self.free[block / 64] >> (block % 64) & 1 == 1
    }

    /// Takes a block back that nobody uses any more.
    pub(crate) fn give_back(&mut self, block: usize) {
        debug_assert!(!self.is_free(block));
        let info = self.info(block);
        info.state = BlockState::Free;
        info.free_for = 0;
        info.used_lines = 0;
        info.fresh_lines = NO_LINES;
        info.is_held = false;
        self.free[block / 64] |= 1 << (block % 64);
        self.first_free = self.first_free.min(block / 64);
        self.free_count += 1;
    }

    /// The start address of a block.
    pub(crate) fn start(&self, block: usize) -> usize {
        block_start(self.base, block)
    }
}

/// Whether an allocation may use up the rest of what is allocated between collections.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Budget {
    Observe,
    /// Right after a collection: only hard limits count.
    Exceed,
}

const _: () = assert!(size_of::<BlockInfo>() == INFO_BYTES);

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
