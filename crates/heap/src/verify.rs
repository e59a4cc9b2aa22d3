//! Checks what the collector relies on, when asked to; and walks all objects, for debugging.
//!
//! After a young collection everything reachable is traced again, into a bitmap apart, and must be
//! marked: if not, a store went past the write barrier. Knows nothing of how marking works.

use core::sync::atomic::Ordering;

use crate::block::BlockState;
use crate::collect::for_each_root;
use crate::conservative::for_each_fresh;
use crate::header::{FLAG_OLD_UNLOGGED, Header, Scan};
use crate::heap::Shared;
use crate::layout::{BLOCK_BYTES, BUILTIN_BLOCKS, BUILTIN_END, MARK_PAIRS, mark_pairs};
use crate::lock::lock;
use crate::mark::{is_marked, is_survivor};
use crate::mutator::Mutator;
use crate::registers::{expose, with_registers_on_stack};
use crate::space::Space;
use crate::value::Value;
use crate::world::StoppedWorld;

/// Traces everything from the roots and from the objects found on stacks.
///
/// # Panics
/// When something reachable is not marked, or an old object with a young child not remembered; the
/// message names the object and who refers to it.
pub(crate) fn check_marks(
    shared: &Shared,
    world: &StoppedWorld<'_>,
    space: &Space,
    found: &[usize],
) {
    let mut seen = vec![0u64; space.end * BLOCK_BYTES / 8 / 64];
    // hidden-value: lives while the world stands still.
    let mut stack: Vec<(Value, Value)> = Vec::new();
    // hidden-value: as above.
    let mut reach = |value: Value, from: Value, stack: &mut Vec<(Value, Value)>| {
        if value.is_heap() && value.address() - space.base >= BUILTIN_END {
            let word = (value.address() - space.base) / 8;
            if seen[word / 64] >> (word % 64) & 1 == 0 {
                seen[word / 64] |= 1 << (word % 64);
                stack.push((value, from));
            }
        }
    };
    for &address in found {
        // SAFETY: [BORN] the conservative scan found an object there.
        let value = unsafe { Value::from_object(address as *const Header) };
        reach(value, Value::NIL, &mut stack);
    }
    for_each_root(shared, world, &mut |value| reach(value, Value::NIL, &mut stack));
    while let Some((value, from)) = stack.pop() {
        assert!(
            is_marked(value.address()),
            "a young collection missed {value:?}, which {from:?} refers to: was it stored there \
             without a barrier?"
        );
        let header = value.header().expect("only objects are pushed");
        let is_old = !is_survivor(value.address());
        let mut has_young = false;
        for_each_child(value, |child| {
            if child.is_heap() && child.address() - space.base >= BUILTIN_END {
                has_young |= is_survivor(child.address());
            }
            reach(child, value, &mut stack);
        });
        let is_logged = header.flags.load(Ordering::Relaxed) & FLAG_OLD_UNLOGGED == 0;
        assert!(
            is_logged || is_old && !has_young,
            "{value:?} has the log bit although it is young or has a young child"
        );
    }
}

/// Gives the values in an object, and its descriptor.
fn for_each_child(value: Value, mut work: impl FnMut(Value)) {
    let header = value.header().expect("the caller has an object");
    let desc = header.desc();
    work(desc.value());
    let first = (value.address() + 8) as *const Value;
    // SAFETY: [BORN] [TYPED] the descriptor says which words are values.
    unsafe {
        let (first, count) = match desc.scan {
            Scan::ALL => (first, header.object_words() - 1),
            Scan::COUNTED => (first.add(1), *(first as *const u32) as usize),
            scan => (first, scan.refs()),
        };
        for index in 0..count {
            work(*first.add(index));
        }
    }
}

impl Mutator {
    /// Walks all objects of the heap, those that are no longer reachable included, while all threads
    /// stand still. `work` must not allocate.
    pub fn for_each_object(&mut self, mut work: impl FnMut(Value)) {
        self.assert_may_stop();
        let shared = self.heap().shared.clone();
        with_registers_on_stack(|stack_pointer| {
            self.standing.stack_pointer = stack_pointer;
            expose(self);
            let own: *mut Mutator = self;
            let world = loop {
                if let Some(world) = shared.world.stop(own) {
                    break world;
                }
            };
            for &mutator in world.mutators() {
                // SAFETY: [STOPPED] [ATTACHED]
                unsafe { (*mutator).close_runs() };
            }
            walk(&lock(&shared.space), &mut work);
            drop(world);
            expose(self);
            self.restore_frame_limit();
        });
    }
}

fn walk(space: &Space, work: &mut dyn FnMut(Value)) {
    let mut give = |address: usize| {
        // SAFETY: [BORN] an object starts there.
        work(unsafe { Value::from_object(address as *const Header) });
    };
    for block in BUILTIN_BLOCKS..space.end {
        let start = space.start(block);
        match space.info(block).state {
            BlockState::Lines => {
                for index in 0..MARK_PAIRS {
                    // SAFETY: [MAPPED] the block has its part of the mark table.
                    let mut marks = unsafe { (*mark_pairs(space.base, block).add(index))[0] };
                    while marks != 0 {
                        give(start + (index * 64 + marks.trailing_zeros() as usize) * 8);
                        marks &= marks - 1;
                    }
                }
                for_each_fresh(space.base, block, |header, address| {
                    if !header.is_filler() {
                        give(address);
                    }
                });
            }
            BlockState::LargeHead => give(start),
            BlockState::Free | BlockState::LargeTail | BlockState::Builtin => {}
        }
    }
}
