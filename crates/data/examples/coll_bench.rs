//! Nanoseconds for each basic operation on vectors and maps, from Rust.
//!
//! `cargo run --profile fast -p tercel-data --example coll_bench [elements]`

use std::hint::black_box;
use std::time::Instant;

use data::{keyword, lookup, map, seq, string, testing, transient, vector};
use heap::{Mutator, RootVec, Value};

fn main() {
    let arg = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let sizes: &[usize] = &arg.map_or(vec![100_000, 1_000_000], |n| vec![n]);
    for &n in sizes {
        testing::with(|cx| {
            println!("{n} elements");
            vectors(cx, n);
            long_maps(cx, n);
            string_maps(cx, n);
            if n <= 100_000 {
                small_maps(cx, n);
            }
        });
    }
}

/// Prints the best of the runs that half a second allows.
fn timed<R>(name: &str, operations: usize, mut work: impl FnMut() -> R) -> R {
    let mut best = f64::MAX;
    let begin = Instant::now();
    while begin.elapsed().as_millis() < 500 {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_nanos() as f64 / operations as f64);
    }
    println!("  {name:<34} {best:>8.1} ns");
    work()
}

fn fixnum(n: usize) -> Value {
    Value::fixnum(n as i64).expect("small")
}

/// Indices in an order that caches do not foresee.
fn scattered(n: usize) -> impl Iterator<Item = usize> {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    (0..n).map(move |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % n
    })
}

fn vectors(cx: &mut Mutator, n: usize) {
    let v = timed("vector conj", n, || {
        let mut v = vector::empty(cx);
        for i in 0..n {
            v = lookup::conj(cx, v, fixnum(i)).expect("room");
        }
        v
    });
    timed("vector conj!", n, || {
        let empty = vector::empty(cx);
        let mut t = transient::transient(cx, empty).expect("editable");
        for i in 0..n {
            t = transient::conj(cx, t, fixnum(i)).expect("room");
        }
        transient::persistent(cx, t).expect("usable")
    });
    timed("vector nth, in order", n, || {
        (0..n as i64)
            .map(|i| lookup::nth(cx, v, i).expect("there").bits())
            .fold(0, u64::wrapping_add)
    });
    timed("vector nth, scattered", n, || {
        scattered(n)
            .map(|i| lookup::nth(cx, v, i as i64).expect("there").bits())
            .fold(0, u64::wrapping_add)
    });
    timed("vector assoc, scattered", n, || {
        let mut v = v;
        for i in scattered(n) {
            v = lookup::assoc(cx, v, fixnum(i), Value::NIL).expect("there");
        }
        v
    });
    timed("vector walk by first and next", n, || {
        let (mut s, mut sum) = (seq::seq(cx, v).expect("seqable"), 0u64);
        while !s.is_nil() {
            sum = sum.wrapping_add(seq::first(cx, s).expect("there").bits());
            s = seq::next(cx, s).expect("there");
        }
        sum
    });
    timed("vector for_each", n, || {
        let mut sum = 0u64;
        seq::for_each(cx, v, |_, item| {
            sum = sum.wrapping_add(item.bits());
            Ok(seq::Flow::On)
        })
        .expect("seqable");
        black_box(sum)
    });
}

fn maps(cx: &mut Mutator, kind: &str, keys: &[Value]) {
    let n = keys.len();
    let m = timed(&format!("{kind} assoc"), n, || {
        let mut m = map::hash_map::empty(cx);
        for &key in keys {
            m = lookup::assoc(cx, m, key, key).expect("room");
        }
        m
    });
    timed(&format!("{kind} assoc!"), n, || {
        let empty = map::hash_map::empty(cx);
        let mut t = transient::transient(cx, empty).expect("editable");
        for &key in keys {
            t = transient::assoc(cx, t, key, key).expect("room");
        }
        transient::persistent(cx, t).expect("usable")
    });
    timed(&format!("{kind} get, scattered"), n, || {
        scattered(n)
            .map(|i| lookup::get(cx, m, keys[i], Value::NIL).expect("there").bits())
            .fold(0, u64::wrapping_add)
    });
    timed(&format!("{kind} walk by first and next"), n, || {
        let (mut s, mut count) = (seq::seq(cx, m).expect("seqable"), 0);
        while !s.is_nil() {
            black_box(seq::first(cx, s).expect("there"));
            count += 1;
            s = seq::next(cx, s).expect("there");
        }
        count
    });
    timed(&format!("{kind} dissoc, scattered"), n, || {
        let mut m = m;
        for i in scattered(n) {
            m = lookup::dissoc(cx, m, keys[i]).expect("there");
        }
        m
    });
}

fn long_maps(cx: &mut Mutator, n: usize) {
    let mut keys = RootVec::new(cx);
    keys.extend((0..n).map(fixnum));
    maps(cx, "map of longs", &keys);
}

fn string_maps(cx: &mut Mutator, n: usize) {
    let mut keys = RootVec::new(cx);
    for i in 0..n {
        let key = string::new(cx, &format!("key-{i}")).expect("room");
        keys.push(key);
    }
    maps(cx, "map of strings", &keys);
}

fn small_maps(cx: &mut Mutator, n: usize) {
    let names = ["a", "b", "c", "d", "e"];
    let keys = names.map(|name| keyword::intern(cx, None, name).expect("room"));
    small_map(cx, "{:a … :e}", &keys, n);
    // When no more shapes are made, the same maps are kept as pairs.
    for i in 0..3000 {
        let key = keyword::intern(cx, None, &format!("used-up-{i}")).expect("room");
        let m = map::empty(cx);
        lookup::assoc(cx, m, key, key).expect("room");
    }
    let names = ["v", "w", "x", "y", "z"];
    let keys = names.map(|name| keyword::intern(cx, None, name).expect("room"));
    small_map(cx, "as pairs", &keys, n);
}

fn small_map(cx: &mut Mutator, name: &str, keys: &[Value; 5], n: usize) {
    let pairs: [Value; 10] =
        core::array::from_fn(|i| if i % 2 == 0 { keys[i / 2] } else { Value::small(i as i32) });
    timed(&format!("{name} made"), n, || {
        for _ in 0..n {
            black_box(map::from_pairs(cx, &pairs).expect("distinct"));
        }
    });
    let m = map::from_pairs(cx, &pairs).expect("distinct");
    timed(&format!("{name} get :d"), n, || {
        for _ in 0..n {
            black_box(lookup::get(cx, black_box(m), keys[3], Value::NIL).expect("there"));
        }
    });
    timed(&format!("{name} assoc :d"), n, || {
        for i in 0..n {
            black_box(lookup::assoc(cx, m, keys[3], fixnum(i)).expect("there"));
        }
    });
    timed(&format!("{name} key by key, each"), 5 * n, || {
        for i in 0..n {
            let mut m = map::empty(cx);
            for &key in keys {
                m = lookup::assoc(cx, m, key, fixnum(i)).expect("room");
            }
            black_box(m);
        }
    });
}
