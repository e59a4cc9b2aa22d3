//! Random numbers for `rand` and its kin: one generator for each thread.
//!
//! SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Not for
//! secrets.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

thread_local! {
    static STATE: Cell<u64> = Cell::new(RandomState::new().hash_one(std::thread::current().id()));
}

/// 64 random bits.
pub fn bits() -> u64 {
    STATE.with(|state| {
        let seed = state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        state.set(seed);
        let mut z = seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

/// A double from 0 (included) to 1 (not included).
pub fn unit() -> f64 {
    (bits() >> 11) as f64 / (1u64 << 53) as f64
}

/// A number from 0 to `limit`, which is not included; 0 when `limit` is 0.
pub fn below(limit: u64) -> u64 {
    ((u128::from(bits()) * u128::from(limit)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_in_their_range_and_differ() {
        let all: Vec<u64> = (0..1000).map(|_| below(10)).collect();
        assert!(all.iter().all(|n| *n < 10));
        assert!((0..10).all(|n| all.contains(&n)));
        assert!((0..1000).map(|_| unit()).all(|d| (0.0..1.0).contains(&d)));
    }
}
