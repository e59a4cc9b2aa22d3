//! Marking: finds everything that can be reached, and decides what is old.
//!
//! Two bits stand beside each object in a table. The mark bit says that the last collection reached
//! it. The survivor bit says that it was then for the first time: it is still young. Before marking
//! `sweep::prepare` clears the marks of what is to be traced again and leaves the survivor bit on
//! what has survived before; so that reaching an object
//!
//! | that was | sets mark to | and survivor to |
//! | --- | --- | --- |
//! | never reached before | 1 | 1: young |
//! | reached before | 1 | 0: old |
//!
//! An old object with a young child goes to the remembered set: its child's mark will be cleared
//! while its own stays. Other old objects get the log bit, which the write barrier looks at.
//! Knows nothing of where roots come from.

use core::sync::atomic::Ordering;

use crate::block::{BlockInfo, BlockState};
use crate::header::{DESC_ALIGN, FLAG_OLD_UNLOGGED, Header, Scan, TypeDesc};
use crate::layout::{BUILTIN_END, MEDIUM_MAX, block_of, line_of, mark_slot};
use crate::lines::add_lines;
use crate::sweep::POISON;
use crate::value::Value;

/// How far ahead of the object that is scanned memory is asked for.
const AHEAD: usize = 8;

/// The state of one marking. Everything it reaches is in one heap whose threads are stopped.
pub(crate) struct Marker {
    base: usize,
    /// Objects that were reached and are to be scanned; the low bit says old.
    stack: Vec<usize>,
    /// Old objects with young children.
    pub(crate) remembered: Vec<usize>,
}

const OLD: usize = 1;

/// What the header of a poisoned object names as its descriptor.
const POISONED_DESC: usize = u32::from_ne_bytes([POISON; 4]) as usize * DESC_ALIGN;

/// True when the last marking reached the object (or none has begun since that did).
#[inline(always)]
pub(crate) fn is_marked(address: usize) -> bool {
    let (marks, bit) = mark_slot(address);
    // SAFETY: [MAPPED] an object's table entry is mapped.
    unsafe { *marks & bit != 0 }
}

/// True when a marked object is still young.
#[inline(always)]
pub(crate) fn is_survivor(address: usize) -> bool {
    let (marks, bit) = mark_slot(address);
    // SAFETY: [MAPPED], and the survivor word follows the mark word.
    unsafe { *marks.add(1) & bit != 0 }
}

impl Marker {
    pub(crate) fn new(base: usize, stack: Vec<usize>) -> Marker {
        Marker { base, stack, remembered: Vec::new() }
    }

    /// Reaches what a value refers to, if it is an object.
    #[inline(always)]
    pub(crate) fn visit(&mut self, value: Value) -> bool {
        if value.is_heap() { self.visit_object(value.address()) } else { false }
    }

    /// Reaches an object; true when it is young now.
    #[inline(always)]
    pub(crate) fn visit_object(&mut self, address: usize) -> bool {
        debug_assert_eq!(crate::layout::window(address), self.base, "a value of another heap");
        let (marks, bit) = mark_slot(address);
        // SAFETY: [MAPPED], and nobody else touches the tables while the world is stopped.
        unsafe {
            let survivors = marks.add(1);
            if *marks & bit != 0 {
                return *survivors & bit != 0;
            }
            *marks |= bit;
            let was_reached_before = *survivors & bit != 0;
            *survivors ^= bit;
            self.stack.push(address | if was_reached_before { OLD } else { 0 });
            !was_reached_before
        }
    }

    /// Scans until nothing reached is left unscanned.
    pub(crate) fn drain(&mut self) {
        let mut ring = [0usize; AHEAD];
        let mut next = 0;
        loop {
            let entry = match self.stack.pop() {
                Some(entry) => {
                    prefetch(entry);
                    core::mem::replace(&mut ring[next], entry)
                }
                None => match ring.iter_mut().find(|entry| **entry != 0) {
                    Some(entry) => core::mem::take(entry),
                    None => return,
                },
            };
            next = (next + 1) % AHEAD;
            if entry != 0 {
                self.scan(entry & !OLD, entry & OLD != 0);
            }
        }
    }

    /// Scans an old object that was not reached now: one that the write barrier remembered.
    pub(crate) fn rescan(&mut self, address: usize) {
        let has_young_child = self.visit_children(address);
        self.log(address, has_young_child);
    }

    #[inline(always)]
    fn scan(&mut self, address: usize, is_old: bool) {
        let has_young_child = self.visit_children(address);
        self.mark_lines(address, is_old);
        if is_old {
            self.log(address, has_young_child);
        }
    }

    /// Puts an old object into the remembered set, or sets its log bit.
    #[inline(always)]
    fn log(&mut self, address: usize, has_young_child: bool) {
        // SAFETY: [LIVE] the object was reached.
        let flags = unsafe { &(*(address as *const Header)).flags };
        let wanted = if has_young_child {
            self.remembered.push(address);
            0
        } else {
            FLAG_OLD_UNLOGGED
        };
        if flags.load(Ordering::Relaxed) != wanted {
            flags.store(wanted, Ordering::Relaxed);
        }
    }

    #[inline(always)]
    fn visit_children(&mut self, address: usize) -> bool {
        // SAFETY: [BORN] [TYPED] the object and its descriptor are whole, and the descriptor's scan
        // word says which of the object's words are values.
        unsafe {
            let header = &*(address as *const Header);
            let desc_offset = header.desc_offset() as usize * DESC_ALIGN;
            let desc = self.base + desc_offset;
            debug_assert!(
                desc_offset != POISONED_DESC && desc_offset != 0,
                "what was freed at {address:#x} is still reachable"
            );
            let mut has_young = desc_offset >= BUILTIN_END && self.visit_object(desc);
            let first = (address as *const Value).add(1);
            let (first, count) = match (*(desc as *const TypeDesc)).scan {
                Scan::ALL => (first, header.small_words() as usize - 1),
                Scan::COUNTED => (first.add(1), *(first as *const u32) as usize),
                scan => (first, scan.refs()),
            };
            debug_assert!(count < header.object_words(), "the values of an object lie inside it");
            for index in 0..count {
                let child = *first.add(index);
                debug_assert!(
                    !child.is_heap() || crate::layout::window(child.address()) == self.base,
                    "value {index} of the {} at {address:#x} is no value of this heap: {:#x}",
                    (*(desc as *const TypeDesc)).info().class_name,
                    child.bits()
                );
                has_young |= self.visit(child);
            }
            has_young
        }
    }

    #[inline(always)]
    fn mark_lines(&mut self, address: usize, is_old: bool) {
        // SAFETY: [LIVE] [MAPPED] the object was reached, and its block has a table entry.
        unsafe {
            let bytes = (*(address as *const Header)).object_bytes();
            let info = BlockInfo::at(self.base, block_of(address));
            // An object of more than `MEDIUM_MAX` stands in lines all the same where a thread's run
            // had room for it: the block knows.
            if bytes > MEDIUM_MAX && (*info).state != BlockState::Lines {
                return;
            }
            let lines = if is_old { &mut (*info).old_lines } else { &mut (*info).young_lines };
            add_lines(lines, line_of(address), line_of(address + bytes - 1));
        }
    }

    /// The emptied mark stack, to be used again.
    pub(crate) fn into_stack(self) -> Vec<usize> {
        debug_assert!(self.stack.is_empty());
        self.stack
    }
}

#[inline(always)]
fn prefetch(address: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch never faults.
    unsafe {
        core::arch::x86_64::_mm_prefetch::<{ core::arch::x86_64::_MM_HINT_T0 }>(
            address as *const i8,
        )
    };
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}
