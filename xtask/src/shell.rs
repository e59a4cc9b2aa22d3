//! Running other programs: the cargo that started us first of all.

use std::ffi::OsString;
use std::process::{Command, Stdio};

/// A command for the cargo that runs this tool, so that nested builds use the same toolchain.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs the command with our own output streams; true when it succeeds.
pub fn succeeds(command: &mut Command) -> bool {
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            println!("   cannot start {:?}: {error}", command.get_program());
            false
        }
    }
}

/// Runs the command and returns what it printed to its standard output.
///
/// # Errors
/// A sentence when the program cannot be started, fails, or prints something other than UTF-8.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start `{name}`: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{name}` ended with {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{name}` printed bytes that are no text"))
}

/// True when `program --version` (or the given arguments) can be run.
pub fn is_installed(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
