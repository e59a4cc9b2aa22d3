//! The formatting check: `cargo fmt --all --check`.

use crate::report::Outcome;
use crate::shell;
use crate::workspace::Workspace;

pub fn run(_workspace: &Workspace) -> Outcome {
    let success = shell::succeeds(shell::cargo().args(["fmt", "--all", "--check"]));
    Outcome::of_tool(
        success,
        "see the diff above",
        "rustfmt would write it otherwise",
        "cargo fmt --all",
    )
}
