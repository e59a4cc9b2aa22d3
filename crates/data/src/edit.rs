//! Edit tokens: who may write into a node in place.
//!
//! A transient gets a number of its own at birth and marks the nodes it makes with it. A node whose
//! mark is the transient's number is reachable from that transient alone and may be changed.
//! Numbers are never used again, so a node that outlives its transient is immutable for ever.

use core::cell::Cell;
use core::sync::atomic::{AtomicU64, Ordering};

/// The mark of what no transient owns.
pub(crate) const NOBODY: u64 = 0;

/// Numbers taken at once by a thread, so that threads do not fight for the counter.
const BATCH: u64 = 1024;

static NEXT_BATCH: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static OWN: Cell<(u64, u64)> = const { Cell::new((0, 0)) };
}

/// A number that nobody had before; it fits in 62 bits.
pub(crate) fn fresh() -> u64 {
    OWN.with(|own| {
        let (mut next, mut end) = own.get();
        if next == end {
            next = NEXT_BATCH.fetch_add(BATCH, Ordering::Relaxed);
            end = next + BATCH;
        }
        own.set((next + 1, end));
        next
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_differ_between_threads_and_calls() {
        let other = std::thread::spawn(|| (0..3000).map(|_| super::fresh()).collect::<Vec<_>>());
        let mut all: Vec<u64> = (0..3000).map(|_| super::fresh()).collect();
        all.extend(other.join().expect("the thread only counts"));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(!all.contains(&super::NOBODY));
    }
}
