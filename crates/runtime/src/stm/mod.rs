//! Transactions over refs: software transactional memory with many versions.
//!
//! A clock counts the starts and commits of transactions. One that starts takes its *read point* from
//! it, and sees of each ref the newest version that is not newer: all it reads is of one moment. One
//! that commits takes a *commit point*, after it has locked all it writes, and gives every new version
//! that point. Conflicts show when a ref is written: the later transaction retries, or, when it is the
//! older one and has run for a while, makes the other one retry (*barging*).
//!
//! | file | holds |
//! | --- | --- |
//! | `reference` | a ref: its versions and its lock |
//! | `transaction` | what a transaction does with refs while its body runs |
//! | `commit` | the attempts, and how one of them becomes visible |

mod commit;
pub mod reference;
pub mod transaction;

pub use commit::run;

use core::sync::atomic::{AtomicU64, Ordering};

/// Counts the starts and commits of a heap's transactions, and its refs.
#[derive(Default)]
pub(crate) struct Clock {
    now: AtomicU64,
    refs: AtomicU64,
}

impl Clock {
    /// The next point in time.
    fn tick(&self) -> u64 {
        self.now.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// The number of a new ref.
    fn next_ref(&self) -> u64 {
        self.refs.fetch_add(1, Ordering::Relaxed)
    }
}
