//! Where things stand in a heap's window of address space, and the arithmetic between them.
//!
//! A window is `HEAP_ALIGN` bytes at a multiple of `HEAP_ALIGN`. Blocks of 32 KB fill it from the
//! start; the side tables stand at fixed offsets near its end, so that every table entry is found
//! from an object's address alone. Knows nothing of what the tables mean.
//!
//! | from | what | for each block |
//! | --- | --- | --- |
//! | 0 | blocks: the first few hold the built-in descriptors | 32 KB |
//! | `MARKS` | pairs of words: 64 mark bits, then 64 survivor bits, one for each 8 bytes | 1 KB |
//! | `INFOS` | `BlockInfo` | 128 B |

use crate::header::{DESC_BYTES, FIRST_DESC, HEAP_ALIGN};

pub(crate) const BLOCK_SHIFT: usize = 15;
pub(crate) const BLOCK_BYTES: usize = 1 << BLOCK_SHIFT;

/// Free memory inside a block is found in units of this. Measured with a path-copied trie that held
/// 31 MB of objects: they kept 57 MB of 64 B lines, 95 MB of 128 B lines, 219 MB of 256 B lines. Lines
/// of 64 B cost 5 % of the time of binary trees and a quarter more at full pauses; those of 256 B
/// are not faster.
pub(crate) const LINE_SHIFT: usize = 7;
pub(crate) const LINE_BYTES: usize = 1 << LINE_SHIFT;
pub(crate) const LINES: usize = BLOCK_BYTES / LINE_BYTES;
pub(crate) const LINE_WORDS: usize = LINES / 64;

/// Objects up to this size are allocated inside blocks. Larger ones get blocks of their own, unless
/// the run that a thread allocates into happens to have room: what a block is used for says which.
pub(crate) const MEDIUM_MAX: usize = BLOCK_BYTES / 2;

/// How many built-in kinds have room for a descriptor.
pub(crate) const BUILTIN_KINDS: usize = 512;
/// Offset of the end of the built-in descriptors.
pub(crate) const BUILTIN_END: usize = FIRST_DESC + BUILTIN_KINDS * DESC_BYTES;
/// Blocks that hold the built-in descriptors; never freed.
pub(crate) const BUILTIN_BLOCKS: usize = BUILTIN_END.div_ceil(BLOCK_BYTES);

/// Bytes of the mark table for each block.
pub(crate) const MARK_BYTES: usize = BLOCK_BYTES / 8 / 64 * 16;
/// Pairs of mark and survivor words for each block.
pub(crate) const MARK_PAIRS: usize = MARK_BYTES / 16;
/// Bytes of the block table for each block.
pub(crate) const INFO_BYTES: usize = 128;

/// Offset of the mark table, and the end of the last possible block.
pub(crate) const MARKS: usize = 61 << 30;
pub(crate) const MAX_BLOCKS: usize = MARKS / BLOCK_BYTES;
/// Offset of the block table.
pub(crate) const INFOS: usize = MARKS + MAX_BLOCKS * MARK_BYTES;

/// Start of the window that `address` lies in.
#[inline(always)]
pub(crate) const fn window(address: usize) -> usize {
    address & !(HEAP_ALIGN - 1)
}

/// Number of the block that `address` lies in.
#[inline(always)]
pub(crate) const fn block_of(address: usize) -> usize {
    (address & (HEAP_ALIGN - 1)) >> BLOCK_SHIFT
}

/// Start of a block.
#[inline(always)]
pub(crate) const fn block_start(base: usize, block: usize) -> usize {
    base + (block << BLOCK_SHIFT)
}

/// The line of its block that `address` lies in.
#[inline(always)]
pub(crate) const fn line_of(address: usize) -> usize {
    (address & (BLOCK_BYTES - 1)) >> LINE_SHIFT
}

/// The mark word for `address` (its survivor word is the next), and the bit in both.
#[inline(always)]
pub(crate) const fn mark_slot(address: usize) -> (*mut u64, u64) {
    let offset = address & (HEAP_ALIGN - 1);
    let pair = window(address) + MARKS + ((offset >> 9) << 4);
    (pair as *mut u64, 1 << ((offset >> 3) & 63))
}

/// The pairs of mark and survivor words of a block.
#[inline(always)]
pub(crate) const fn mark_pairs(base: usize, block: usize) -> *mut [u64; 2] {
    (base + MARKS + block * MARK_BYTES) as *mut [u64; 2]
}

const _: () = assert!(INFOS + MAX_BLOCKS * INFO_BYTES <= HEAP_ALIGN);
const _: () = assert!(LINES.is_multiple_of(64));
