//! The stress check: tests again, with a collection at every Nth allocation, freed memory poisoned,
//! and each collection verified.
//!
//! What no root keeps dies at once then, and whoever uses it meets the poison. Not here: the heap's
//! own tests, which put each heap under the stress they are about, those of the command, and those of
//! limits, which measure memory, depth and time.

use std::time::Instant;

use crate::report::{Finding, Outcome};
use crate::shell;
use crate::workspace::Workspace;

/// One run of tests under one setting.
struct Run {
    /// Collect at every allocation with this number.
    every: &'static str,
    arguments: &'static [&'static str],
    /// The `.clj` files to run: those whose path contains this.
    files: &'static str,
}

const LIBRARY: &[&str] = &[
    "--workspace",
    "--exclude=tercel-heap",
    "--exclude=tercel",
    "--exclude=tercel-cli",
    "--exclude=tercel-conformance",
    "--exclude=xtask",
];
const FILES: &[&str] = &["--package=tercel-conformance", "--test=files", "every_file"];
const THREADS: &[&str] = &["--package=tercel", "--test=threads"];
const FLOORS: &[&str] = &[
    "--package=tercel-data",
    "--package=tercel-bytecode",
    "--package=tercel-runtime",
    "--package=tercel-interpreter",
];

const RUNS: &[Run] = &[
    Run { every: "100", arguments: LIBRARY, files: "" },
    Run { every: "100", arguments: FILES, files: "conformance/" },
    Run { every: "100", arguments: FILES, files: "golden/" },
    Run { every: "100", arguments: FILES, files: "language/" },
    Run { every: "100", arguments: THREADS, files: "" },
    Run { every: "1", arguments: FILES, files: "language/" },
    Run { every: "1", arguments: FLOORS, files: "" },
];

pub fn run(_workspace: &Workspace) -> Outcome {
    let mut outcome = Outcome::default();
    for run in RUNS {
        let what = format!(
            "TERCEL_HEAP_STRESS={} TERCEL_HEAP_POISON=1 TERCEL_HEAP_VERIFY=1 TERCEL_TESTS={} \
             cargo test --quiet --no-fail-fast {}",
            run.every,
            run.files,
            run.arguments.join(" ")
        );
        println!("   {what}");
        let start = Instant::now();
        let mut command = shell::cargo();
        command
            .args(["test", "--quiet", "--no-fail-fast"])
            .args(run.arguments)
            .env("TERCEL_HEAP_STRESS", run.every)
            .env("TERCEL_HEAP_POISON", "1")
            .env("TERCEL_HEAP_VERIFY", "1")
            .env("TERCEL_TESTS", run.files);
        if shell::succeeds(&mut command) {
            let seconds = start.elapsed().as_secs();
            let what = run.arguments.join(" ");
            outcome
                .notes
                .push(format!("{seconds:>4} s  every {}: {what} {}", run.every, run.files));
        } else {
            outcome.findings.push(Finding::new(
                "heap stress",
                format!("tests fail under stress: {what}"),
                "run the command above alone; the first panic names what was used after it died",
            ));
        }
    }
    outcome
}
