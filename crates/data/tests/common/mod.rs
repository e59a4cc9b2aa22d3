//! What the tests of collections share.
#![allow(dead_code, unused_imports, reason = "each test file uses a part")]

pub mod function;

use data::{print, seq};
pub use heap::testing::{rounds, under_stress};
use heap::{Mutator, Value};

/// A small generator of pseudo-random numbers.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit
    }
}

pub fn long(n: i64) -> Value {
    Value::fixnum(n).expect("a small number")
}

pub fn show(cx: &mut Mutator, value: Value) -> String {
    print::pr_str(cx, value).expect("prints")
}

/// The longs of a collection, by `first` and `next`.
pub fn longs(cx: &mut Mutator, coll: Value) -> Vec<i64> {
    let mut found = Vec::new();
    let mut rest = seq::seq(cx, coll).expect("seqable");
    while !rest.is_nil() {
        let item = seq::first(cx, rest).expect("an element");
        found.push(item.as_fixnum().expect("a long"));
        rest = seq::next(cx, rest).expect("the rest");
    }
    found
}

/// The same longs by `for_each`, which walks chunk by chunk.
pub fn longs_by_walking(cx: &mut Mutator, coll: Value) -> Vec<i64> {
    let mut found = Vec::new();
    seq::for_each(cx, coll, |_, item| {
        found.push(item.as_fixnum().expect("a long"));
        Ok(seq::Flow::On)
    })
    .expect("seqable");
    found
}
