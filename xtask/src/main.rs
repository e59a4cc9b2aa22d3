//! The project's own tool: `cargo xtask check` is the whole gate, and each check can be run alone.

#![forbid(unsafe_code)]

mod bless;
mod clippy;
mod deny;
mod figures;
mod fmt;
mod handlers;
mod hidden_values;
mod json;
mod layers;
mod report;
mod shell;
mod stress;
mod tests;
mod tidy;
mod tokens;
mod unsafe_code;
mod workspace;

use std::process::ExitCode;
use std::time::Instant;

use report::{Outcome, Report};
use workspace::Workspace;

/// One check: the sub-command that runs it alone, what it asks for, and the function that looks.
struct Check {
    name: &'static str,
    asks: &'static str,
    run: fn(&Workspace) -> Outcome,
}

/// The gate, in the order it runs: cheap checks first, and the tests last, so that the output
/// closes with the test runner's own lines.
const CHECKS: &[Check] = &[
    Check { name: "fmt", asks: "the sources are formatted by rustfmt", run: fmt::run },
    Check { name: "layers", asks: "crates depend on lower floors only", run: layers::run },
    Check {
        name: "hidden-values",
        asks: "no Value lives where the collector cannot see it",
        run: hidden_values::run,
    },
    Check {
        name: "unsafe",
        asks: "crates without unsafe code forbid it at their root",
        run: unsafe_code::run,
    },
    Check {
        name: "tidy",
        asks: "files introduce themselves, nothing is postponed",
        run: tidy::run,
    },
    Check { name: "deny", asks: "licences, sources and versions follow deny.toml", run: deny::run },
    Check { name: "clippy", asks: "no warning from rustc or clippy", run: clippy::run },
    Check { name: "handlers", asks: "interpreter handlers end in tail jumps", run: handlers::run },
    Check {
        name: "stress",
        asks: "tests pass with a collection at every few allocations",
        run: stress::run,
    },
    Check { name: "tests", asks: "every test of the workspace passes", run: tests::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check"] => run_checks(CHECKS),
        ["bless", filter @ ..] => bless::run(filter),
        ["figures", binary @ ..] => figures::run(binary),
        [name] => match CHECKS.iter().position(|check| check.name == *name) {
            Some(index) => run_checks(&CHECKS[index..=index]),
            None => usage(),
        },
        _ => usage(),
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: cargo xtask COMMAND\n");
    eprintln!("  {:14} every check below, in this order", "check");
    for check in CHECKS {
        eprintln!("  {:14} {}", check.name, check.asks);
    }
    eprintln!("  {:14} rewrite the expectations of the .clj tests: bless [FILTER]", "bless");
    eprintln!("  {:14} measure what is promised, as a table: figures [BINARY]", "figures");
    ExitCode::from(2)
}

fn run_checks(checks: &[Check]) -> ExitCode {
    let workspace = match Workspace::load() {
        Ok(workspace) => workspace,
        Err(message) => {
            eprintln!("cannot read the workspace: {message}");
            return ExitCode::FAILURE;
        }
    };
    let mut report = Report::default();
    for check in checks {
        println!("-- {}: {}", check.name, check.asks);
        let start = Instant::now();
        let outcome = (check.run)(&workspace);
        report.add(check.name, outcome, start.elapsed());
    }
    report.print_summary();
    if report.failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
