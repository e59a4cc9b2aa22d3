//! Makes a runtime, evaluates, drops it, again and again, and prints what the process's memory did.
//!
//! `cargo run --profile fast -p tercel --example cycles -- 10000`
//!
//! Ends with status 1 when the second half took more than a tenth more memory than the first.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::time::Instant;

use tercel::{Error, Options, Runtime};

/// Resident memory of the process, in KiB.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn cycle(number: i64) -> Result<(), Error> {
    let runtime = Runtime::new(&Options::default())?;
    runtime.register_fn("app", "add", move |n: i64| n + number)?;
    let mut guard = runtime.attach();
    let found: i64 = guard.eval_str(
        "(defrecord Pair [a b])
         (defn f [x] (reduce + (map :a [(->Pair x 1) (->Pair (app/add 2) 3)])))
         (count (str (f 1) (keyword \"k\") (re-find #\"a+\" \"baa\") (try (/ 1 0) (catch Exception e (.getMessage e)))))",
    )?;
    assert!(found > 0);
    let kept: tercel::Handle = guard.eval_str("(atom [1 2 3])")?;
    drop(guard);
    drop(runtime);
    drop(kept);
    Ok(())
}

fn main() -> ExitCode {
    let count: i64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let start = Instant::now();
    let mut half = 0;
    for number in 0..count {
        if let Err(error) = cycle(number) {
            eprintln!("{}", error.render());
            return ExitCode::FAILURE;
        }
        if number == count / 10 || number == count / 2 {
            half = resident_kib();
            println!("after {number}: {half} KiB");
        }
    }
    let end = resident_kib();
    let each = start.elapsed().as_secs_f64() * 1e3 / count as f64;
    println!("after {count}: {end} KiB; {:.3} times; {each:.2} ms each", end as f64 / half as f64);
    if end * 10 > half * 11 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
