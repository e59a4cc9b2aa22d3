//! `cargo xtask bless [FILTER]`: rewrites the `;=` lines of the `.clj` tests from what is printed
//! now. The diff is to be reviewed like code.

use std::process::ExitCode;

use crate::shell;

pub fn run(filter: &[&str]) -> ExitCode {
    let mut command = shell::cargo();
    command.args(["test", "--quiet", "--package", "tercel-conformance", "--test", "files"]);
    command.env("TERCEL_BLESS", "1");
    if let [filter] = filter {
        command.env("TERCEL_TESTS", filter);
    }
    if shell::succeeds(&mut command) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
