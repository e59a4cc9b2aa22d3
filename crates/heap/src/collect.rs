//! One collection, from the first thread stopped to the last one going on.
//!
//! Order matters: words on stacks are resolved to objects while the marks of the last collection
//! still stand; then marks are cleared, everything reachable is marked, weak things and finalisers
//! look at the marks, and the sweep gives back what is unmarked. Knows nothing of how each is done.

use std::time::Instant;

use crate::conservative::Finder;
use crate::heap::{Heap, Shared};
use crate::lock::lock;
use crate::mark::Marker;
use crate::mutator::Mutator;
use crate::registers::{expose, with_registers_on_stack};
use crate::space::Space;
use crate::stack::forget_small_calls;
use crate::stats::count_fresh;
use crate::sweep;
use crate::value::Value;
use crate::verify;
use crate::world::StoppedWorld;

/// What to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collection {
    /// What was allocated since the last collection, or survived only one.
    Young,
    /// Everything.
    Full,
}

/// What came of the wish to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Collected(Collection),
    /// Another thread collected, or stopped the world otherwise; this one waited.
    Parked,
}

/// What the floors above do with the frames of a stopped thread before they are scanned: they clear
/// the slots that nobody reads again. They must not allocate; see `Heap::set_frames_hook`.
pub type FramesHook = fn(&mut Mutator);

impl Heap {
    /// What clears dead slots of frames before each collection, once for each thread.
    ///
    /// # Panics
    /// When there is a hook already.
    pub fn set_frames_hook(&self, hook: FramesHook) {
        assert!(self.shared.frames_hook.set(hook).is_ok(), "the frames hook is set once");
    }
}

/// Lists that are kept from one collection to the next, to save allocating them anew.
#[derive(Default)]
pub(crate) struct Scratch {
    found: Vec<usize>,
    mark_stack: Vec<usize>,
}

impl Mutator {
    /// Collects now.
    pub fn collect(&mut self, collection: Collection) {
        self.assert_may_stop();
        while self.collect_here(Some(collection)) == Outcome::Parked {}
        lock(&self.shared().space).policy.forgive();
    }

    /// Collects, unless another thread does so already.
    /// Without a wish, young or full as the growth of the heap demands.
    pub(crate) fn collect_here(&mut self, wish: Option<Collection>) -> Outcome {
        let shared = self.heap().shared.clone();
        let outcome = with_registers_on_stack(|stack_pointer| {
            self.standing.stack_pointer = stack_pointer;
            expose(self);
            let outcome = match shared.world.stop(self) {
                Some(stopped) => Outcome::Collected(run(&shared, &stopped, wish)),
                None => Outcome::Parked,
            };
            expose(self);
            self.restore_frame_limit();
            outcome
        });
        // Marking leaves addresses everywhere.
        forget_small_calls();
        if let Outcome::Collected(_) = outcome {
            shared.finalize_dead();
        }
        outcome
    }
}

/// Collects in a world that stands still. [STOPPED]
fn run(shared: &Shared, world: &StoppedWorld<'_>, wish: Option<Collection>) -> Collection {
    let begin = Instant::now();
    let mut space = lock(&shared.space);
    let space = &mut *space;
    let collection = wish.unwrap_or_else(|| space.policy.due());
    let used_before = space.policy.used;

    let mut remembered = core::mem::take(&mut *lock(&shared.remembered));
    for &mutator in world.mutators() {
        // SAFETY: [STOPPED] [ATTACHED] the thread has written its fields back.
        let cx = unsafe { &mut *mutator };
        cx.close_runs();
        cx.clear_above_top();
        if let Some(clear_dead_slots) = shared.frames_hook.get() {
            clear_dead_slots(cx);
        }
        cx.forget_cached_weak();
        remembered.append(&mut cx.remembered);
        lock(&shared.finalizers).add(&mut cx.finalizable);
    }
    if shared.config.count_allocations {
        count_fresh(space, &mut lock(&shared.stats));
    }

    let mut scratch = core::mem::take(&mut *lock(&shared.scratch));
    let found = find_on_stacks(space, world, scratch.found);

    match collection {
        Collection::Young => sweep::prepare_young(space),
        Collection::Full => sweep::prepare_full(space),
    }
    let mut marker = Marker::new(space.base, scratch.mark_stack);
    for &object in &found {
        marker.visit_object(object);
    }
    for_each_root(shared, world, &mut |value| {
        marker.visit(value);
    });
    if collection != Collection::Full {
        // In a full collection these are found again, if they are still reachable.
        for &object in &remembered {
            marker.rescan(object);
        }
    }
    marker.drain();
    remembered = core::mem::take(&mut marker.remembered);
    *lock(&shared.remembered) = remembered;
    scratch.mark_stack = marker.into_stack();

    let is_full = collection == Collection::Full;
    shared.purge_weak(is_full);
    lock(&shared.finalizers).find_dead(is_full);
    if shared.config.verify && !is_full {
        verify::check_marks(shared, world, space, &found);
    }
    if is_full {
        sweep::sweep_full(space, shared.config.poison);
    } else {
        sweep::sweep_young(space, shared.config.poison);
    }
    scratch.found = found;
    scratch.found.clear();
    *lock(&shared.scratch) = scratch;
    lock(&shared.stats).record(collection, begin.elapsed());
    shared.note_root_bytes(world);
    let block_bytes = space.block_bytes();
    space.policy.after(collection, used_before, block_bytes, shared.external());
    collection
}

/// The objects that words on native stacks and in VM frames refer to.
fn find_on_stacks(space: &Space, world: &StoppedWorld<'_>, found: Vec<usize>) -> Vec<usize> {
    let mut finder = Finder::new(space, found);
    for &mutator in world.mutators() {
        // SAFETY: [STOPPED] [ATTACHED]. The thread is alive and published where its stack begins;
        // slots of the VM stack are readable up to its end.
        unsafe {
            let cx = &*mutator;
            finder.scan(cx.standing.stack_pointer, cx.limits.native_base);
            let (start, _) = cx.vm_stack();
            finder.scan(start as usize, cx.top as usize);
        }
    }
    core::mem::take(&mut finder.found)
}

/// Gives all roots that are known precisely.
pub(crate) fn for_each_root(
    shared: &Shared,
    world: &StoppedWorld<'_>,
    work: &mut dyn FnMut(Value),
) {
    for &mutator in world.mutators() {
        // SAFETY: [STOPPED] [ATTACHED]
        unsafe { (*mutator).for_each_root(work) };
    }
    shared.for_each_root(work);
}
