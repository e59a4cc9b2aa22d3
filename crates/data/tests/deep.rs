//! Structures of any depth overflow the stack as an exception, or not at all.

mod common;

use common::function::{self, function};
use common::{longs, under_stress};
use data::{cons, equiv, hash, lazy, list, seq, testing};
use heap::{Mutator, Value};

use common::long;

/// `(filter identity (filter identity … (list 1 2)))`.
fn filtered(cx: &mut Mutator, depth: usize) -> Value {
    let mut inner = list::from_slice(cx, &[long(1), long(2)]).unwrap();
    for _ in 0..depth {
        let body = function(cx, inner, |cx, inner, _| {
            let seq = seq::seq(cx, inner)?;
            let (first, rest) = (seq::first(cx, seq)?, seq::rest(cx, seq)?);
            cons::new(cx, first, rest)
        });
        inner = lazy::new(cx, body).unwrap();
    }
    inner
}

#[test]
fn layers_upon_layers_overflow_as_an_exception() {
    function::with(|cx| {
        let shallow = filtered(cx, 1000);
        assert_eq!(longs(cx, shallow), [1, 2]);
        // Deep enough to overflow takes too long when each allocation collects.
        if under_stress() {
            return;
        }
        let deep = filtered(cx, 1_000_000);
        let refused = seq::seq(cx, deep);
        assert!(testing::thrown(cx, refused).starts_with("java.lang.StackOverflowError"));
    });
}

/// `depth` lists in each other.
fn boxes(cx: &mut Mutator, depth: usize) -> Value {
    let mut inner = list::empty(cx);
    for _ in 0..depth {
        inner = list::from_slice(cx, &[inner]).unwrap();
    }
    inner
}

#[test]
fn deep_structures_overflow_as_exceptions() {
    function::with(|cx| {
        let (c, d) = (boxes(cx, 500), boxes(cx, 500));
        assert!(equiv::equiv(cx, c, d).unwrap());
        assert_eq!(hash::hasheq(cx, c), hash::hasheq(cx, d));
        if under_stress() {
            return;
        }
        let (a, b) = (boxes(cx, 1_000_000), boxes(cx, 1_000_000));
        let equal = equiv::equiv(cx, a, b);
        assert!(testing::thrown(cx, equal).starts_with("java.lang.StackOverflowError"));
        let hashed = hash::hasheq(cx, a);
        assert!(testing::thrown(cx, hashed).starts_with("java.lang.StackOverflowError"));
        let printed = data::print::pr_str(cx, a);
        assert!(testing::thrown(cx, printed).starts_with("java.lang.StackOverflowError"));
    });
}
