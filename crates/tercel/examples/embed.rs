//! Clojure in a Rust program: evaluate, call, give functions, handle errors.
//!
//! `cargo run -p tercel --example embed`

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use tercel::{Error, ErrorKind, Guard, Handle, Keyword, Options, Runtime};

fn main() -> Result<(), Error> {
    let runtime = Runtime::new(&Options { heap_bytes_max: Some(64 << 20) })?;

    // Functions for Clojure code: parameters and results are converted.
    runtime.register_fn("app", "env", |name: String| std::env::var(name).ok())?;
    runtime.register_fn("app", "retry", |guard: &mut Guard<'_>, times: u32, f: Handle| {
        let mut last: Result<Handle, Error> = guard.call_handle(&f, ());
        for _ in 1..times {
            if last.is_ok() {
                break;
            }
            last = guard.call_handle(&f, ());
        }
        last
    })?;

    let mut guard = runtime.attach();

    // Evaluate a text: the value of its last form, as the type that is asked for.
    let primes: Vec<i64> = guard.eval_str(
        "(defn prime? [n] (not-any? #(zero? (rem n %)) (range 2 n)))
         (take 10 (filter prime? (iterate inc 2)))",
    )?;
    println!("primes: {primes:?}");

    // Call what was defined.
    let is_prime: bool = guard.call("user/prime?", (97,))?;
    println!("97 is prime: {is_prime}");

    // Maps, keywords, and anything else as a handle.
    let totals: BTreeMap<Keyword, i64> =
        guard.eval_str("(reduce #(update %1 %2 (fnil inc 0)) {} [:a :b :a])")?;
    println!("totals: {totals:?}");
    let counter: Handle = guard.eval_str("(let [n (atom 0)] (fn [by] (swap! n + by)))")?;
    guard.call_handle::<i64>(&counter, (40,))?;
    println!("counted: {}", guard.call_handle::<i64>(&counter, (2,))?);

    let tries: i64 = guard.eval_str(
        "(def tries (atom 0))
         (app/retry 5 #(if (< (swap! tries inc) 3) (throw (Exception. \"not yet\")) @tries))",
    )?;
    println!("it took {tries} tries");

    // Errors tell what, where and why.
    match guard.eval_str::<i64>("(defn half [n]\n  (/ n 0))\n(half 7)") {
        Ok(half) => println!("half: {half}"),
        Err(error) => println!("{error}\n\n{}\n", error.render()),
    }
    match guard.eval_str::<Handle>("(vec (range 1e9))") {
        Err(error) if error.kind() == ErrorKind::OutOfMemory => println!("too much: {error}"),
        other => println!("{other:?}"),
    }
    Ok(())
}
