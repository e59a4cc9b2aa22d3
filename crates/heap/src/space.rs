//! The blocks of a heap, and who may have which.
//!
//! A block is free, or divided into lines, or part of a large object. Threads take blocks here and
//! bump-allocate into their free lines; the sweep puts blocks back. Knows nothing of objects.

use std::collections::TryReserveError;

use crate::block::{BlockInfo, BlockState, DISCARDED};
use crate::layout::{BLOCK_BYTES, BUILTIN_BLOCKS, LINE_BYTES, LINES, block_start};
use crate::lines::{NO_LINES, count_lines};
use crate::os::{Reservation, ReserveError};
use crate::policy::Policy;

/// Blocks with fewer free lines than this are left alone while memory is plentiful.
const WORTHWHILE_LINES: usize = 2048 / LINE_BYTES;
/// How many recyclable blocks whose longest run may be long enough a search for one looks at.
const RUN_SEARCH: usize = 24;
/// Recyclable blocks are listed by the binary logarithm of their longest run.
const RUN_CLASSES: usize = LINES.ilog2() as usize;

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
    /// Free blocks whose memory was not given back to the system.
    pub(crate) kept_count: usize,
    /// Blocks that have free lines, by the length of their longest run when they were listed (it may
    /// have grown since); the next one to take at the end.
    recyclable: [Vec<u32>; RUN_CLASSES],
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
            kept_count: 0,
            recyclable: [const { Vec::new() }; RUN_CLASSES],
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
        if !self.policy.has_budget(external, budget) || !self.policy.admits(LINE_BYTES, external) {
            return None;
        }
        // Short runs first: the long ones are for larger objects.
        for class in 0..RUN_CLASSES {
            while let Some(block) = self.recyclable[class].pop() {
                if self.accept(block as usize) {
                    return Some(block as usize);
                }
            }
        }
        self.take_clean(external)
    }

    /// A block with a run of at least `lines` free lines, or `worthwhile` ones as long as there are
    /// clean blocks. `None`: it is time for a collection.
    pub(crate) fn take_long_run(
        &mut self,
        lines: usize,
        worthwhile: usize,
        external: usize,
        budget: Budget,
    ) -> Option<usize> {
        if !self.policy.has_budget(external, budget) || !self.policy.admits(LINE_BYTES, external) {
            return None;
        }
        let found = self.take_run(lines.max(worthwhile)).or_else(|| self.take_clean(external));
        found.or_else(|| self.take_run(lines))
    }

    /// A recyclable block with a run of at least `lines` free lines.
    fn take_run(&mut self, lines: usize) -> Option<usize> {
        for class in run_class(lines)..RUN_CLASSES {
            let listed = self.recyclable[class].len();
            for index in (listed.saturating_sub(RUN_SEARCH)..listed).rev() {
                let block = self.recyclable[class][index] as usize;
                if (self.info(block).longest_run as usize) < lines {
                    continue;
                }
                self.recyclable[class].swap_remove(index);
                if self.accept(block) {
                    return Some(block);
                }
            }
        }
        None
    }

    fn take_clean(&mut self, external: usize) -> Option<usize> {
        if !self.admits(1, external) {
            return None;
        }
        let block = self.take_free(1)?;
        self.trim(external);
        self.policy.allocated += BLOCK_BYTES;
        let info = self.info(block);
        info.state = BlockState::Lines;
        info.longest_run = LINES as u16;
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
        if !self.policy.has_budget(external, budget) || !self.admits(count, external) {
            return None;
        }
        let head = self.take_free(count)?;
        self.trim(external);
        self.policy.allocated += count * BLOCK_BYTES;
        for block in head..head + count {
            let info = self.info(block);
            info.state = if block == head { BlockState::LargeHead } else { BlockState::LargeTail };
            info.extent = if block == head { count as u32 } else { (block - head) as u32 };
        }
        self.note_young(head);
        Some(head)
    }

    /// `count` more blocks stay below the maximum. Blocks count whole, however few of their lines
    /// hold something: they are memory of the system, and what is free between old objects may be
    /// too short for what comes.
    pub(crate) fn admits(&self, count: usize, external: usize) -> bool {
        let held = self.block_bytes();
        let wanted = count.checked_mul(BLOCK_BYTES).and_then(|bytes| bytes.checked_add(held));
        wanted.is_some_and(|wanted| self.policy.admits_in_all(wanted, external))
    }

    /// Gives the memory of free blocks back if it would be more than the maximum altogether.
    pub(crate) fn trim(&mut self, external: usize) {
        let kept = self.kept_count * BLOCK_BYTES;
        if kept > 0 && self.policy.is_over((self.block_bytes() + kept).saturating_add(external)) {
            self.discard_free(|_| true);
        }
    }

    /// The size of all blocks that are not free.
    pub(crate) fn block_bytes(&self) -> usize {
        (self.end - BUILTIN_BLOCKS - self.free_count) * BLOCK_BYTES
    }

    /// Takes a block that was just removed from `recyclable`, if its listing was still right.
    fn accept(&mut self, block: usize) -> bool {
        let info = self.info(block);
        info.is_listed = false;
        if info.state != BlockState::Lines || info.is_held {
            return false;
        }
        info.is_held = true;
        let free_lines = LINES - count_lines(&info.taken_lines());
        self.policy.allocated += free_lines * LINE_BYTES;
        self.note_young(block);
        true
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
            self.recyclable[run_class(longest_run)].push(block as u32);
        }
    }

    /// Before all blocks are swept, and offered anew.
    pub(crate) fn forget_recyclable(&mut self) {
        for class in 0..RUN_CLASSES {
            for index in 0..self.recyclable[class].len() {
                self.info(self.recyclable[class][index] as usize).is_listed = false;
            }
            self.recyclable[class].clear();
        }
    }

    pub(crate) fn recyclable_count(&self) -> usize {
        self.recyclable.iter().map(Vec::len).sum()
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
            let free_for = core::mem::take(&mut self.info(block).free_for);
            self.kept_count -= usize::from(free_for != DISCARDED);
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
        for list in &mut self.recyclable {
            list.try_reserve(end - list.len().min(end))?;
        }
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
        self.kept_count += 1;
    }

    /// The start address of a block.
    pub(crate) fn start(&self, block: usize) -> usize {
        block_start(self.base, block)
    }
}

/// The class of blocks whose longest run has `lines`; shorter ones may be in it too, by a half.
fn run_class(lines: usize) -> usize {
    (lines.max(1).ilog2() as usize).min(RUN_CLASSES - 1)
}

/// Whether an allocation may use up the rest of what is allocated between collections.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Budget {
    Observe,
    /// Right after a collection: only hard limits count.
    Exceed,
}
