//! Heads of lazy seqs are let go, in every shape that `crates/cli/tests/acceptance/heads.clj` walks: a million
//! elements each, in a heap too small for them.

#![forbid(unsafe_code)]

use std::process::Command;

/// Held, a million elements take 11 MB at the least.
const HEAP: &str = "10m";
const ELEMENTS: &str = "1000000";

#[test]
fn heads_are_let_go() {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/acceptance/heads.clj");
    let output = Command::new(env!("CARGO_BIN_EXE_tercel"))
        .args(["--max-heap", HEAP, program, ELEMENTS])
        .output()
        .expect("the command starts");
    let told = String::from_utf8_lossy(&output.stdout);
    let held: Vec<&str> = told.lines().filter(|line| !line.starts_with("let go")).collect();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{errors}", held.join("\n"));
}
