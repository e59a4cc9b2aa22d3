//! What the collector asks of the operating system: address space, lazily committed; memory given
//! back; the bounds of the current thread's stack.
//!
//! Knows the shape of a window from `layout`, nothing of objects.

use core::ptr;

use crate::header::HEAP_ALIGN;
use crate::layout::{BLOCK_BYTES, INFO_BYTES, INFOS, MARK_BYTES, MARKS, MAX_BLOCKS, block_start};

/// Blocks are mapped in multiples of this many, so that the tables are mapped in whole pages.
const STEP_BLOCKS: usize = 128;
/// What is taken first where a whole window is refused, and halved until it fits.
const SCARCE_BYTES: usize = 256 << 20;
const SMALLEST_BYTES: usize = 8 << 20;
/// What is added when such a window is full.
const EXTENSION_BYTES: usize = 64 << 20;

/// Address space for a heap could not be had.
#[derive(Debug)]
pub struct ReserveError;

impl core::fmt::Display for ReserveError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("no address space for a heap")
    }
}

impl std::error::Error for ReserveError {}

/// Mapped parts of one window; dropping it unmaps them.
pub(crate) struct Reservation {
    pub(crate) base: usize,
    /// How many blocks are mapped, with their table entries.
    pub(crate) blocks: usize,
    /// The whole window is one mapping.
    whole: bool,
}

impl Reservation {
    /// Maps room for `bytes` of blocks, or for less where address space is limited.
    pub(crate) fn new(bytes: usize) -> Result<Reservation, ReserveError> {
        if bytes >= HEAP_ALIGN
            && let Some(base) = find_window(|base| map_at(base, HEAP_ALIGN))
        {
            no_huge_pages(base + MARKS, HEAP_ALIGN - MARKS);
            return Ok(Reservation { base, blocks: MAX_BLOCKS, whole: true });
        }
        let mut wanted = bytes.clamp(SMALLEST_BYTES, MARKS);
        loop {
            let blocks = wanted / BLOCK_BYTES / STEP_BLOCKS * STEP_BLOCKS;
            if let Some(base) = find_window(|base| map_blocks(base, 0, blocks)) {
                return Ok(Reservation { base, blocks, whole: false });
            }
            if wanted == SMALLEST_BYTES {
                return Err(ReserveError);
            }
            wanted = (wanted / 2).clamp(SMALLEST_BYTES, SCARCE_BYTES);
        }
    }

    /// Maps at least `blocks` more, if the system has them.
    pub(crate) fn extend(&mut self, blocks: usize) -> bool {
        let least = blocks.next_multiple_of(STEP_BLOCKS);
        for more in [least.max(EXTENSION_BYTES / BLOCK_BYTES), least] {
            let end = self.blocks.saturating_add(more).min(MAX_BLOCKS);
            if end - self.blocks >= blocks && map_blocks(self.base, self.blocks, end) == Mapped::Yes
            {
                self.blocks = end;
                return true;
            }
        }
        false
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if self.whole {
            unmap(self.base, HEAP_ALIGN);
        } else {
            for (start, length) in parts(self.base, 0, self.blocks) {
                unmap(start, length);
            }
        }
    }
}

/// How often the system may refuse for want of space before a size counts as too large. More than
/// once, because an address outside a small address space is refused in the same way.
const REFUSALS: usize = 4;

/// The first window in which `map` succeeds. Begins at a place that depends on the clock, so that
/// many heaps don't all start with the windows that their elders hold; ends with the low windows,
/// for small address spaces.
fn find_window(mut map: impl FnMut(usize) -> Mapped) -> Option<usize> {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock fills in a local.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut now) };
    let first = now.tv_nsec as usize;
    let mut try_all = |slots: &mut dyn Iterator<Item = usize>| {
        let mut refusals = 0;
        for slot in slots {
            match map(slot * HEAP_ALIGN) {
                Mapped::Yes => return Some(slot * HEAP_ALIGN),
                Mapped::Taken => {}
                Mapped::Refused => refusals += 1,
            }
            if refusals == REFUSALS {
                break;
            }
        }
        None
    };
    try_all(&mut (0..2000).map(|i| (first + i * 7) % 2003 + 16)).or_else(|| try_all(&mut (1..16)))
}

fn parts(base: usize, from: usize, to: usize) -> [(usize, usize); 3] {
    let count = to - from;
    [
        (block_start(base, from), count * BLOCK_BYTES),
        (base + MARKS + from * MARK_BYTES, count * MARK_BYTES),
        (base + INFOS + from * INFO_BYTES, count * INFO_BYTES),
    ]
}

fn map_blocks(base: usize, from: usize, to: usize) -> Mapped {
    let parts = parts(base, from, to);
    for (index, &(start, length)) in parts.iter().enumerate() {
        let mapped = map_at(start, length);
        if mapped != Mapped::Yes {
            for &(start, length) in &parts[..index] {
                unmap(start, length);
            }
            return mapped;
        }
    }
    Mapped::Yes
}

#[derive(Clone, Copy, PartialEq)]
enum Mapped {
    Yes,
    /// Something else is there.
    Taken,
    /// No space for so much, or no such address.
    Refused,
}

/// Maps fresh memory exactly at `start`, replacing nothing.
fn map_at(start: usize, length: usize) -> Mapped {
    #[cfg(target_os = "linux")]
    let exactly = libc::MAP_FIXED_NOREPLACE;
    #[cfg(not(target_os = "linux"))]
    let exactly = 0;
    // SAFETY: a fresh mapping that replaces none: the address is a mere wish where the flag is
    // unknown, and what comes elsewhere is given back.
    let got = unsafe {
        libc::mmap(
            start as *mut libc::c_void,
            length,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | exactly,
            -1,
            0,
        )
    };
    if got as usize == start {
        Mapped::Yes
    } else if got != libc::MAP_FAILED {
        unmap(got as usize, length);
        Mapped::Taken
    } else if std::io::Error::last_os_error().raw_os_error() == Some(libc::EEXIST) {
        Mapped::Taken
    } else {
        Mapped::Refused
    }
}

fn unmap(start: usize, length: usize) {
    // SAFETY: only called with mappings made here, whose owner goes.
    unsafe { libc::munmap(start as *mut libc::c_void, length) };
}

/// Tables are touched sparsely: a huge page would commit much for little.
fn no_huge_pages(start: usize, length: usize) {
    #[cfg(target_os = "linux")]
    // SAFETY: advice about a mapping of ours.
    unsafe {
        libc::madvise(start as *mut libc::c_void, length, libc::MADV_NOHUGEPAGE)
    };
    #[cfg(not(target_os = "linux"))]
    let _ = (start, length);
}

/// Gives the memory behind whole pages back; they read as zeros or as before.
pub(crate) fn discard(start: usize, length: usize) {
    // SAFETY: advice about free blocks of ours, whose content nobody reads again.
    unsafe { libc::madvise(start as *mut libc::c_void, length, libc::MADV_DONTNEED) };
}

/// A stack for VM frames, with a guard page at its end; dropping it unmaps it.
pub(crate) struct StackMapping {
    pub(crate) start: usize,
    /// Without the guard page.
    pub(crate) end: usize,
}

const GUARD_BYTES: usize = 16 << 10;
const SMALLEST_STACK: usize = 256 << 10;

impl StackMapping {
    /// Maps `bytes`, or less where address space is limited.
    pub(crate) fn new(bytes: usize) -> Option<StackMapping> {
        let mut length = bytes.clamp(SMALLEST_STACK, 1 << 40).next_multiple_of(GUARD_BYTES);
        loop {
            // SAFETY: a fresh mapping; committed lazily.
            let start = unsafe {
                libc::mmap(
                    ptr::null_mut(),
                    length + GUARD_BYTES,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                    -1,
                    0,
                )
            };
            if start != libc::MAP_FAILED {
                let (start, end) = (start as usize, start as usize + length);
                no_huge_pages(start, length);
                // SAFETY: the last pages of the mapping just made.
                unsafe { libc::mprotect(end as *mut libc::c_void, GUARD_BYTES, libc::PROT_NONE) };
                return Some(StackMapping { start, end });
            }
            if length <= SMALLEST_STACK {
                return None;
            }
            length = (length / 2).next_multiple_of(GUARD_BYTES);
        }
    }
}

impl Drop for StackMapping {
    fn drop(&mut self) {
        unmap(self.start, self.end + GUARD_BYTES - self.start);
    }
}

/// The current thread's native stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StackBounds {
    /// Lowest address that may be used.
    pub(crate) low: usize,
    /// One past the highest address.
    pub(crate) base: usize,
}

impl StackBounds {
    /// Asked of the system once for each thread: for the main thread it reads a file of `/proc`.
    pub(crate) fn current() -> StackBounds {
        thread_local! {
            static BOUNDS: core::cell::Cell<Option<StackBounds>> =
                const { core::cell::Cell::new(None) };
        }
        BOUNDS.with(|bounds| match bounds.get() {
            Some(found) => found,
            None => {
                let found = ask_for_stack_bounds();
                bounds.set(Some(found));
                found
            }
        })
    }
}

#[cfg(not(target_os = "macos"))]
fn ask_for_stack_bounds() -> StackBounds {
    // SAFETY: the attributes are filled in by the system before they are read, and destroyed once.
    unsafe {
        let mut attributes: libc::pthread_attr_t = core::mem::zeroed();
        let error = libc::pthread_getattr_np(libc::pthread_self(), &mut attributes);
        assert_eq!(error, 0, "the system knows the bounds of the current thread's stack");
        let (mut low, mut size, mut guard) = (ptr::null_mut(), 0, 0);
        libc::pthread_attr_getstack(&attributes, &mut low, &mut size);
        libc::pthread_attr_getguardsize(&attributes, &mut guard);
        libc::pthread_attr_destroy(&mut attributes);
        StackBounds { low: low as usize + guard, base: low as usize + size }
    }
}

#[cfg(target_os = "macos")]
fn ask_for_stack_bounds() -> StackBounds {
    // SAFETY: both calls only read the current thread's attributes.
    unsafe {
        let thread = libc::pthread_self();
        let base = libc::pthread_get_stackaddr_np(thread) as usize;
        StackBounds { low: base - libc::pthread_get_stacksize_np(thread), base }
    }
}
