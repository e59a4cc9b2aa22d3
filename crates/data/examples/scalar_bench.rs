//! Nanoseconds for each basic operation on names, numbers and texts, from Rust.
//!
//! `cargo run --profile fast -p tercel-data --example scalar_bench`

use std::hint::black_box;
use std::time::Instant;

use data::{equiv, hash, intern, keyword, num, print, string, symbol, testing};
use heap::{Mutator, RootVec, Value};

const N: usize = 100_000;

fn main() {
    testing::with(|cx| {
        names(cx);
        numbers(cx);
        texts(cx);
    });
}

/// Prints the best of eight runs.
fn timed(name: &str, operations: usize, mut work: impl FnMut()) {
    let mut best = f64::MAX;
    for _ in 0..8 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_nanos() as f64 / operations as f64);
    }
    println!("{name:<40} {best:>8.1} ns");
}

fn names(cx: &mut Mutator) {
    for count in [100, 1000] {
        let texts: Vec<String> = (0..count).map(|n| format!("some-name{n}")).collect();
        let mut kept = RootVec::new(cx);
        for text in &texts {
            let name = symbol::parse(cx, text).expect("room");
            kept.push(name);
            let name = keyword::parse(cx, text).expect("room");
            kept.push(name);
        }
        let rounds = N / texts.len();
        timed(&format!("symbol::intern_bytes, {count} names"), rounds * texts.len(), || {
            for _ in 0..rounds {
                for text in &texts {
                    let hash = intern::hash_text(text.as_bytes());
                    black_box(symbol::intern_bytes(cx, text.as_bytes(), hash).expect("room"));
                }
            }
        });
        timed(&format!("keyword::intern_bytes, {count} names"), rounds * texts.len(), || {
            for _ in 0..rounds {
                for text in &texts {
                    let hash = intern::hash_text(text.as_bytes());
                    black_box(keyword::intern_bytes(cx, text.as_bytes(), hash).expect("room"));
                }
            }
        });
    }
}

fn numbers(cx: &mut Mutator) {
    let one = Value::small(1);
    let half = num::from_f64(cx, 0.5).expect("room");
    let big = num::parse(cx, "123456789012345678901234567890N").expect("room").expect("a number");
    let ratio = num::parse(cx, "22/7").expect("room").expect("a number");
    let decimal = num::parse(cx, "3.14M").expect("room").expect("a number");
    for (name, a, b) in [
        ("add, longs", one, one),
        ("add, doubles", half, half),
        ("add, long and double", one, half),
        ("add, BigInts", big, one),
        ("add, ratios", ratio, ratio),
        ("add, decimals", decimal, decimal),
    ] {
        timed(name, N, || {
            for _ in 0..N {
                black_box(num::add(cx, black_box(a), black_box(b)).expect("a sum"));
            }
        });
    }
    timed("lt, longs", N, || {
        for n in 0..N {
            black_box(num::lt(cx, black_box(Value::small(n as i32)), one).expect("numbers"));
        }
    });
    timed("hasheq, longs", N, || {
        for n in 0..N {
            black_box(hash::hasheq(cx, Value::small(n as i32)).expect("a hash"));
        }
    });
    timed("equiv, long and double", N, || {
        for _ in 0..N {
            black_box(equiv::equiv(cx, black_box(one), half).expect("numbers"));
        }
    });
    for text in ["12345", "3.25", "22/7", "0x1F"] {
        timed(&format!("parse {text}"), N, || {
            for _ in 0..N {
                black_box(num::parse(cx, black_box(text)).expect("a number"));
            }
        });
    }
}

fn texts(cx: &mut Mutator) {
    timed("string::new, 12 bytes", N, || {
        for _ in 0..N {
            black_box(string::new(cx, black_box("hello, world")).expect("room"));
        }
    });
    let third = num::from_f64(cx, 1.0 / 3.0).expect("room");
    let name = keyword::parse(cx, "some/name").expect("room");
    for (label, value) in [("long", Value::small(12345)), ("double", third), ("keyword", name)] {
        timed(&format!("pr_str, {label}"), N, || {
            for _ in 0..N {
                black_box(print::pr_str(cx, black_box(value)).expect("prints"));
            }
        });
    }
}
