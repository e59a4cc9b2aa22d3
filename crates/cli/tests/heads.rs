//! Heads of lazy seqs are let go, in every shape that `acceptance/heads.clj` walks: a million
//! elements each, in a heap too small for them.
//!
//! The native stack is scanned conservatively, so a word that an earlier shape left there may hold a
//! head by chance. A shape whose head is held is run once more, in a process of its own.

#![forbid(unsafe_code)]

use std::process::{Command, Output};

/// Held, a million elements take 11 MB at the least.
const HEAP: &str = "10m";
const ELEMENTS: &str = "1000000";

/// Runs all shapes, or one.
fn run(shape: Option<&str>) -> Output {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/acceptance/heads.clj");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tercel"));
    command.args(["--max-heap", HEAP, program, ELEMENTS]).args(shape);
    command.output().expect("the command starts")
}

/// `HELD the shape 12 ms` gives the shape.
fn held(line: &str) -> Option<&str> {
    let (shape, _millis) = line.strip_prefix("HELD ")?.strip_suffix(" ms")?.rsplit_once(' ')?;
    Some(shape)
}

#[test]
fn heads_are_let_go() {
    let output = run(None);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("heads are held"), "{}", String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        return;
    }
    let still: Vec<&str> =
        told.lines().filter_map(held).filter(|shape| !run(Some(shape)).status.success()).collect();
    assert_eq!(still, Vec::<&str>::new(), "these shapes hold the head of what they walk");
}
