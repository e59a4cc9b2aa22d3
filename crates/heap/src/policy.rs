//! When to collect, and when to refuse: budgets, growth, the hard maximum.
//!
//! Counts bytes of lines and blocks, and bytes outside the heap charged to it. Knows nothing of how
//! they are found.

use crate::collect::Collection;
use crate::config::HeapConfig;
use crate::layout::MARKS;
use crate::space::Budget;

/// The young budget never grows beyond this many times the configured one. Measured: more saves a few
/// percent where much survives, but the pauses grow with it.
const BUDGET_GROWTH_MAX: usize = 2;
/// More threads than this don't get more to allocate between collections.
const THREADS_COUNTED: usize = 4;
/// After a collection with less room than this part of the maximum, little can be done before the next.
const LITTLE_ROOM_PART: usize = 32;
/// So many full collections in a row that leave little room are enough: the program does nothing but
/// collect.
const VAIN_COLLECTIONS_MAX: u32 = 4;
/// What the handler of an `OutOfMemoryError` may still allocate over the maximum.
pub(crate) const EMERGENCY_BYTES: usize = 256 << 10;

pub(crate) struct Policy {
    min: usize,
    max: usize,
    growth: f32,
    young: usize,
    /// May be allocated between two collections.
    budget: usize,
    /// Given to threads since the last collection.
    pub(crate) allocated: usize,
    /// Of all time, up to the last collection.
    pub(crate) allocated_before: u64,
    /// Given to threads since the last full collection, up to the last collection.
    allocated_since_full: usize,
    /// In use after the last collection.
    pub(crate) used: usize,
    /// In use, with what is outside, after the last full collection.
    live: usize,
    /// Bytes outside the heap at the last collection.
    external_before: usize,
    /// The next collection is to be full.
    full_is_due: bool,
    /// Full collections that left little room, since the last collection that left more.
    vain_collections: u32,
    /// Blocks with fewer free lines are not offered.
    pub(crate) worthwhile_lines: usize,
    /// How many threads make their `OutOfMemoryError`: the maximum is a little higher.
    pub(crate) emergencies: usize,
    /// Attached threads: the budget is for each, up to a point.
    pub(crate) threads: usize,
}

impl Policy {
    pub(crate) fn new(config: &HeapConfig) -> Policy {
        let young = config.young.max(64 << 10);
        Policy {
            min: config.min,
            max: config.max.unwrap_or(usize::MAX),
            growth: config.growth.max(1.1),
            young,
            budget: young,
            allocated: 0,
            allocated_before: 0,
            allocated_since_full: 0,
            used: 0,
            live: 0,
            external_before: 0,
            full_is_due: false,
            vain_collections: 0,
            worthwhile_lines: usize::MAX,
            emergencies: 0,
            threads: 0,
        }
    }

    /// More may be allocated before the next collection.
    pub(crate) fn has_budget(&self, external: usize, budget: Budget) -> bool {
        match budget {
            Budget::Observe => {
                let outside = external.saturating_sub(self.external_before);
                self.allocated.saturating_add(outside) < self.budget()
            }
            Budget::Exceed => true,
        }
    }

    /// `bytes` more in lines stay below the maximum, and are not bought with collections without end.
    pub(crate) fn admits(&self, bytes: usize, external: usize) -> bool {
        self.admits_in_all(self.in_use().saturating_add(bytes), external)
    }

    /// As `admits`, for `bytes` inside the heap altogether.
    pub(crate) fn admits_in_all(&self, bytes: usize, external: usize) -> bool {
        if self.vain_collections >= VAIN_COLLECTIONS_MAX && self.emergencies == 0 {
            return false;
        }
        let reserve = self.emergencies * EMERGENCY_BYTES;
        bytes.saturating_add(external) <= self.max.saturating_add(reserve)
    }

    /// `bytes` are more than there may be.
    pub(crate) fn is_over(&self, bytes: usize) -> bool {
        bytes > self.max
    }

    /// The program has asked for a collection itself: it says nothing about how it gets on.
    pub(crate) fn forgive(&mut self) {
        self.vain_collections = 0;
    }

    pub(crate) fn in_use(&self) -> usize {
        self.used + self.allocated
    }

    pub(crate) fn live(&self) -> usize {
        self.live
    }

    pub(crate) fn budget(&self) -> usize {
        self.budget * self.threads.clamp(1, THREADS_COUNTED)
    }

    /// `bytes` can never be had, however much is collected.
    pub(crate) fn is_hopeless(&self, bytes: usize) -> bool {
        bytes > self.max || bytes > MARKS
    }

    /// What the next collection is to be.
    pub(crate) fn due(&self) -> Collection {
        if self.full_is_due { Collection::Full } else { Collection::Young }
    }

    /// Draws the conclusions from a collection after which `used` is right.
    pub(crate) fn after(
        &mut self,
        collection: Collection,
        used_before: usize,
        block_bytes: usize,
        external: usize,
    ) {
        let survived = self.used.saturating_sub(used_before);
        let in_use = self.used.saturating_add(external);
        let little = self.max / LITTLE_ROOM_PART;
        self.allocated_since_full = self.allocated_since_full.saturating_add(self.allocated);
        let held = block_bytes.saturating_add(external);
        // Free lines between objects are room only while something fits into them.
        let has_room = self.max.saturating_sub(held) >= little
            || self.max.saturating_sub(in_use) >= little && self.allocated_since_full >= little;
        match (collection, has_room) {
            (Collection::Young | Collection::Full, true) => self.vain_collections = 0,
            (Collection::Young, false) => {}
            (Collection::Full, false) => self.vain_collections += 1,
        }
        match collection {
            Collection::Young => {
                // Where much survives, each byte of pause frees little: collect less often.
                if survived > self.allocated / 3 {
                    self.budget = (self.budget * 2).min(self.young * BUDGET_GROWTH_MAX);
                } else if survived < self.allocated / 10 {
                    self.budget = (self.budget / 2).max(self.young);
                }
                let grown = (self.live as f64 * self.growth as f64) as usize;
                self.full_is_due = in_use > self.min.max(grown);
            }
            Collection::Full => {
                self.live = in_use;
                self.allocated_since_full = 0;
                self.full_is_due = false;
                // Near the maximum every free line counts.
                let is_tight = held > self.max / 4 * 3;
                self.worthwhile_lines = if is_tight { 1 } else { usize::MAX };
            }
        }
        self.external_before = external;
        self.allocated_before += self.allocated as u64;
        self.allocated = 0;
    }
}
