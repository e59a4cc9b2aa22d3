//! Before marking: clears the marks of what is to be traced again. After marking: finds the lines and
//! blocks that nothing lives in any more.
//!
//! A young collection touches only the blocks that were allocated into or hold survivors; a full
//! one, all of them. Objects themselves are never looked at. Knows nothing of threads.

use crate::block::{BlockInfo, BlockState, DISCARDED};
use crate::layout::{
    BLOCK_BYTES, BUILTIN_BLOCKS, LINE_BYTES, LINES, MARK_PAIRS, mark_pairs, mark_slot,
};
use crate::lines::{LineSet, NO_LINES, count_lines};
use crate::mark::{is_marked, is_survivor};
use crate::os;
use crate::space::Space;

/// What poisoned memory is filled with: no header has this size and descriptor.
pub(crate) const POISON: u8 = 0xdb;

/// Free blocks keep their memory for this many full collections.
const KEEP_FREE_FOR: u8 = 2;

/// The mark and survivor words of a block.
fn pairs(base: usize, block: usize) -> &'static mut [[u64; 2]; MARK_PAIRS] {
    // SAFETY: [MAPPED] the block has its part of the table. [STOPPED] nobody else looks at it.
    unsafe { &mut *(mark_pairs(base, block) as *mut [[u64; 2]; MARK_PAIRS]) }
}

/// Clears the marks of survivors.
pub(crate) fn prepare_young(space: &Space) {
    for &block in &space.young {
        let block = block as usize;
        let info = space.info(block);
        match info.state {
            BlockState::Lines if info.has_survivors() => {
                for [marks, survivors] in pairs(space.base, block) {
                    *marks &= !*survivors;
                }
                info.young_lines = NO_LINES;
                info.had_survivors = true;
            }
            BlockState::LargeHead => {
                let (marks, bit) = mark_slot(space.start(block));
                // SAFETY: [MAPPED]. What is in the list is fresh or a survivor.
                unsafe { *marks &= !bit };
            }
            BlockState::Lines | BlockState::Free | BlockState::LargeTail | BlockState::Builtin => {}
        }
    }
}

/// Clears all marks, and notes as survivor whatever was marked.
pub(crate) fn prepare_full(space: &Space) {
    for block in BUILTIN_BLOCKS..space.end {
        let info = space.info(block);
        match info.state {
            BlockState::Lines => {
                for [marks, survivors] in pairs(space.base, block) {
                    *survivors |= *marks;
                    *marks = 0;
                }
                info.old_lines = NO_LINES;
                info.young_lines = NO_LINES;
                info.had_survivors = true;
            }
            BlockState::LargeHead => {
                let (marks, bit) = mark_slot(space.start(block));
                // SAFETY: [MAPPED], and the survivor word follows the mark word.
                unsafe {
                    *marks.add(1) |= *marks & bit;
                    *marks &= !bit;
                }
            }
            BlockState::Free | BlockState::LargeTail | BlockState::Builtin => {}
        }
    }
}

/// Sweeps the blocks that `prepare_young` looked at and those allocated into since.
pub(crate) fn sweep_young(space: &mut Space, poison: bool) {
    let mut young = core::mem::take(&mut space.young);
    // From the highest address down, so that the lowest are handed out first: they stay in use,
    // and whole free blocks gather above.
    young.sort_unstable_by(|a, b| b.cmp(a));
    young.retain(|&block| sweep_block(space, block as usize, poison));
    space.young = young;
}

/// Sweeps all blocks.
pub(crate) fn sweep_full(space: &mut Space, poison: bool) {
    space.forget_recyclable();
    let mut young = core::mem::take(&mut space.young);
    young.clear();
    for block in (BUILTIN_BLOCKS..space.end).rev() {
        match space.info(block).state {
            BlockState::Lines | BlockState::LargeHead => {
                if sweep_block(space, block, poison) {
                    young.push(block as u32);
                }
            }
            BlockState::Free => space.age_free(block),
            BlockState::LargeTail | BlockState::Builtin => {}
        }
    }
    space.young = young;
    space.discard_free(|info| info.free_for == KEEP_FREE_FOR);
}

/// Sweeps one block or large object; true when it is still young.
fn sweep_block(space: &mut Space, block: usize, poison: bool) -> bool {
    let is_young = match space.info(block).state {
        BlockState::Lines => sweep_lines(space, block, poison),
        BlockState::LargeHead => sweep_large(space, block, poison),
        BlockState::Free | BlockState::LargeTail | BlockState::Builtin => false,
    };
    space.info(block).is_young = is_young;
    is_young
}

fn sweep_lines(space: &mut Space, block: usize, poison: bool) -> bool {
    let info = space.info(block);
    if info.had_survivors {
        for [marks, survivors] in pairs(space.base, block) {
            *survivors &= *marks;
        }
        info.had_survivors = false;
    }
    info.fresh_lines = NO_LINES;
    let taken = info.taken_lines();
    let used = count_lines(&taken);
    let used_before = core::mem::replace(&mut info.used_lines, used as u16);
    let has_survivors = info.has_survivors();
    space.policy.used += used * LINE_BYTES;
    space.policy.used -= used_before as usize * LINE_BYTES;
    if poison {
        poison_lines(space.start(block), &taken);
    }
    if used == 0 {
        space.give_back(block);
        return false;
    }
    space.offer(block);
    has_survivors
}

fn sweep_large(space: &mut Space, head: usize, poison: bool) -> bool {
    let start = space.start(head);
    let count = space.info(head).extent as usize;
    let was_counted = space.info(head).used_lines != 0;
    if is_marked(start) {
        if !was_counted {
            space.policy.used += count * BLOCK_BYTES;
            space.info(head).used_lines = LINES as u16;
        }
        return is_survivor(start);
    }
    let (marks, bit) = mark_slot(start);
    // SAFETY: [MAPPED], and the survivor word follows the mark word.
    unsafe { *marks.add(1) &= !bit };
    if was_counted {
        space.policy.used -= count * BLOCK_BYTES;
    }
    if poison {
        // SAFETY: nothing refers to the object any more.
        unsafe { core::ptr::write_bytes(start as *mut u8, POISON, count * BLOCK_BYTES) };
    }
    for block in (head..head + count).rev() {
        space.give_back(block);
    }
    false
}

fn poison_lines(start: usize, taken: &LineSet) {
    for line in 0..LINES {
        if taken[line / 64] >> (line % 64) & 1 == 0 {
            let address = (start + line * LINE_BYTES) as *mut u8;
            // SAFETY: no object lives in the line, and no thread holds it.
            unsafe { core::ptr::write_bytes(address, POISON, LINE_BYTES) };
        }
    }
}

impl Space {
    fn age_free(&mut self, block: usize) {
        let info = self.info(block);
        if info.free_for < KEEP_FREE_FOR {
            info.free_for += 1;
        }
    }

    /// Gives the memory of the free blocks back that `choose` names.
    pub(crate) fn discard_free(&mut self, choose: impl Fn(&BlockInfo) -> bool) {
        let is_chosen = |space: &Space, block| {
            let info: &BlockInfo = space.info(block);
            space.is_free(block) && info.free_for != DISCARDED && choose(info)
        };
        let mut block = BUILTIN_BLOCKS;
        while block < self.end {
            let first = block;
            while block < self.end && is_chosen(self, block) {
                self.info(block).free_for = DISCARDED;
                self.kept_count -= 1;
                block += 1;
            }
            if block > first {
                os::discard(self.start(first), (block - first) * BLOCK_BYTES);
            }
            block += 1;
        }
    }
}
