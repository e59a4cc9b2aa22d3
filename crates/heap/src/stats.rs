//! What a heap has done so far, in numbers.
//!
//! Pauses go into a histogram whose buckets are an eighth of their size wide. Knows nothing of how
//! things come about.

use core::time::Duration;
use std::collections::HashMap;

use crate::block::BlockState;
use crate::collect::Collection;
use crate::conservative::for_each_fresh;
use crate::heap::Heap;
use crate::layout::{BLOCK_BYTES, BUILTIN_BLOCKS};
use crate::lock::lock;
use crate::space::Space;
use crate::type_info::TypeInfo;

/// A picture of a heap; see `Heap::stats`. Sizes are bytes.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// Lines and blocks that hold objects, and what was given to threads since the last collection.
    pub in_use: usize,
    /// In use, with what is outside, after the last full collection.
    pub live: usize,
    /// Charged for memory outside.
    pub external: usize,
    /// Given to threads since the heap was made.
    pub allocated: u64,
    /// What may be allocated until the next young collection begins.
    pub young_budget: usize,
    /// Blocks that were ever used, their bytes, and how many of them are free.
    pub blocks: usize,
    pub block_bytes: usize,
    pub free_blocks: usize,
    /// Blocks with objects and some free lines.
    pub recyclable_blocks: usize,
    pub attached_threads: usize,
    pub young: Pauses,
    pub full: Pauses,
    /// With `HeapConfig::count_allocations`: what was allocated up to the last collection, by
    /// class name, the largest share first.
    pub allocations: Vec<Allocations>,
}

/// How much was allocated of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocations {
    pub class_name: &'static str,
    pub objects: u64,
    pub bytes: u64,
}

/// The collections of one kind, and how long they held up the threads.
#[derive(Clone, Default)]
pub struct Pauses {
    pub count: u64,
    pub total: Duration,
    pub max: Duration,
    // Empty until the first one.
    buckets: Vec<u32>,
}

/// Buckets for each power of two of nanoseconds.
const SUBDIVISIONS: usize = 8;

impl Pauses {
    fn record(&mut self, pause: Duration) {
        self.buckets.resize(64 * SUBDIVISIONS, 0);
        self.buckets[bucket(pause.as_nanos() as u64)] += 1;
        self.count += 1;
        self.total += pause;
        self.max = self.max.max(pause);
    }

    pub fn median(&self) -> Duration {
        self.percentile(50.0)
    }

    /// The pause that `percent` of all don't exceed, to an eighth exactly.
    pub fn percentile(&self, percent: f64) -> Duration {
        let wanted = (self.count as f64 * percent / 100.0).ceil() as u64;
        let mut seen = 0;
        for (index, &count) in self.buckets.iter().enumerate() {
            seen += u64::from(count);
            if seen >= wanted.max(1) {
                return Duration::from_nanos(bucket_end(index)).min(self.max);
            }
        }
        self.max
    }
}

impl core::fmt::Debug for Pauses {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Pauses")
            .field("count", &self.count)
            .field("total", &self.total)
            .field("median", &self.median())
            .field("max", &self.max)
            .finish_non_exhaustive()
    }
}

fn bucket(nanos: u64) -> usize {
    let nanos = nanos.max(SUBDIVISIONS as u64);
    let power = nanos.ilog2() as usize;
    power * SUBDIVISIONS + ((nanos >> (power - 3)) as usize & (SUBDIVISIONS - 1))
}

fn bucket_end(index: usize) -> u64 {
    let (power, part) = (index / SUBDIVISIONS, index % SUBDIVISIONS);
    if power < 3 { 0 } else { ((SUBDIVISIONS + part + 1) as u64) << (power - 3) }
}

/// The running numbers of a heap.
#[derive(Default)]
pub(crate) struct Record {
    young: Pauses,
    full: Pauses,
    /// Objects and bytes by type.
    allocations: HashMap<*const TypeInfo, (u64, u64)>,
}

impl Record {
    pub(crate) fn record(&mut self, collection: Collection, pause: Duration) {
        match collection {
            Collection::Young => self.young.record(pause),
            Collection::Full => self.full.record(pause),
        }
    }
}

/// Counts what was allocated since the last collection.
pub(crate) fn count_fresh(space: &Space, record: &mut Record) {
    let mut count = |info: &'static TypeInfo, bytes: usize| {
        let entry = record.allocations.entry(info).or_default();
        entry.0 += 1;
        entry.1 += bytes as u64;
    };
    for &block in &space.young {
        let block = block as usize;
        match space.info(block).state {
            BlockState::Lines => for_each_fresh(space.base, block, |header, _| {
                if !header.is_filler() {
                    count(header.desc().info(), header.object_bytes());
                }
            }),
            BlockState::LargeHead if space.info(block).used_lines == 0 => {
                let header = space.start(block) as *const crate::header::Header;
                // SAFETY: [BORN] a large object stands at the start of its first block.
                let header = unsafe { &*header };
                count(header.desc().info(), header.object_bytes());
            }
            BlockState::LargeHead
            | BlockState::Free
            | BlockState::LargeTail
            | BlockState::Builtin => {}
        }
    }
}

impl Heap {
    /// What the heap has done so far.
    pub fn stats(&self) -> Stats {
        let shared = &self.shared;
        let space = lock(&shared.space);
        let record = lock(&shared.stats);
        let mut allocations: Vec<Allocations> = Vec::new();
        for (&info, &(objects, bytes)) in &record.allocations {
            // SAFETY: the address of a static.
            let class_name = unsafe { (*info).class_name };
            match allocations.iter_mut().find(|known| known.class_name == class_name) {
                Some(known) => {
                    known.objects += objects;
                    known.bytes += bytes;
                }
                None => allocations.push(Allocations { class_name, objects, bytes }),
            }
        }
        allocations.sort_by_key(|known| core::cmp::Reverse((known.bytes, known.class_name)));
        let blocks = space.end - BUILTIN_BLOCKS;
        Stats {
            in_use: space.policy.in_use(),
            live: space.policy.live(),
            external: shared.charged(),
            allocated: space.policy.allocated_before + space.policy.allocated as u64,
            young_budget: space.policy.budget(),
            blocks,
            block_bytes: blocks * BLOCK_BYTES,
            free_blocks: space.free_count,
            recyclable_blocks: space.recyclable_count(),
            attached_threads: space.policy.threads,
            young: record.young.clone(),
            full: record.full.clone(),
            allocations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_within_an_eighth() {
        let mut pauses = Pauses::default();
        assert_eq!(pauses.median(), Duration::ZERO);
        for micros in 1..=1000 {
            pauses.record(Duration::from_micros(micros));
        }
        let median = pauses.median().as_micros() as f64;
        assert!((500.0..=500.0 * 1.13).contains(&median), "{median}");
        assert_eq!(pauses.percentile(100.0), Duration::from_millis(1));
        assert_eq!(pauses.max, Duration::from_millis(1));
    }

    #[test]
    fn every_pause_has_a_bucket() {
        for nanos in [0, 1, 7, 8, 9, 1023, 1024, u64::MAX / 2] {
            assert!(bucket_end(bucket(nanos)) >= nanos, "{nanos}");
        }
    }
}
