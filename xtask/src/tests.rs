//! The test check: `cargo test --workspace`, passed through line by line while it runs.
//!
//! The runner's result lines are collected and repeated at the end of the whole gate, so that
//! the last thing on the screen is how many tests ran, not what we think of them.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::report::{Finding, Outcome};
use crate::shell;
use crate::workspace::Workspace;

pub fn run(_workspace: &Workspace) -> Outcome {
    let mut outcome = Outcome::default();
    let mut command = shell::cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]).stdout(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            outcome.findings.push(Finding::new(
                "cargo test",
                format!("cannot be started: {error}"),
                "run `cargo test --workspace` by hand",
            ));
            return outcome;
        }
    };
    let stdout = child.stdout.take().expect("stdout was piped above");
    let mut lines = Vec::new();
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        println!("{line}");
        lines.push(line);
    }
    let success = child.wait().is_ok_and(|status| status.success());
    let tally = Tally::of(&lines);
    outcome.notes.push(format!(
        "{} tests in {} runs: {} passed, {} failed, {} ignored",
        tally.passed + tally.failed + tally.ignored,
        tally.runs,
        tally.passed,
        tally.failed,
        tally.ignored
    ));
    outcome.closing = closing_lines(&lines);
    if !success {
        outcome.findings.push(Finding::new(
            "cargo test --workspace",
            format!("the test run failed ({} tests failed)", tally.failed),
            "run the failing test alone: cargo test -p CRATE NAME",
        ));
    } else if tally.passed == 0 {
        outcome.findings.push(Finding::new(
            "cargo test --workspace",
            "no test ran",
            "a gate without tests proves nothing: look at the command's output",
        ));
    }
    if tally.ignored > 0 {
        outcome.findings.push(Finding::new(
            "cargo test --workspace",
            format!("{} tests are ignored", tally.ignored),
            "a known gap is a file in tests/wishlist, never an ignored test",
        ));
    }
    outcome
}

/// What the runner's result lines add up to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    runs: usize,
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Tally {
    fn of(lines: &[String]) -> Tally {
        let mut tally = Tally::default();
        for line in lines.iter().filter(|line| line.starts_with("test result: ")) {
            tally.runs += 1;
            tally.passed += count_before(line, " passed");
            tally.failed += count_before(line, " failed");
            tally.ignored += count_before(line, " ignored");
        }
        tally
    }
}

fn count_before(line: &str, word: &str) -> usize {
    let Some(end) = line.find(word) else { return 0 };
    let digits = line[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

/// The runner's own lines: which tests failed, and each result line that counted a test.
fn closing_lines(lines: &[String]) -> Vec<String> {
    let failed =
        lines.iter().filter(|line| line.starts_with("test ") && line.ends_with("... FAILED"));
    let results = lines
        .iter()
        .filter(|line| line.starts_with("test result: ") && !line.contains(" 0 passed; 0 failed;"));
    failed.chain(results).cloned().collect()
}

#[cfg(test)]
mod unit {
    use super::*;

    fn lines() -> Vec<String> {
        let text = "running 3 tests\ntest a ... ok\ntest b ... FAILED\ntest c ... ignored\n\
            test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
            test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        text.lines().map(str::to_string).collect()
    }

    #[test]
    fn result_lines_are_added_up() {
        assert_eq!(Tally::of(&lines()), Tally { runs: 3, passed: 13, failed: 1, ignored: 1 });
    }

    #[test]
    fn closing_lines_name_failures_and_skip_empty_runs() {
        let closing = closing_lines(&lines());
        assert_eq!(closing.len(), 3);
        assert_eq!(closing[0], "test b ... FAILED");
        assert!(closing[2].contains("12 passed"));
    }
}
