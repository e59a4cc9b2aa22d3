//! The lint check: clippy over every target of the workspace, warnings being errors.

use crate::report::Outcome;
use crate::shell;
use crate::workspace::Workspace;

pub fn run(_workspace: &Workspace) -> Outcome {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ];
    let success = shell::succeeds(shell::cargo().args(arguments));
    let fix = "mend the code, or `#[expect(clippy::NAME, reason = \"…\")]` where the lint is wrong";
    Outcome::of_tool(success, "see the messages above", "rustc or clippy complains", fix)
}
