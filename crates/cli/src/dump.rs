//! `dump`: prints what each phase makes of some code.

use std::process::ExitCode;

use tercel::{Mutator, Thrown, dump};

use crate::args::{Dump, DumpCode};
use crate::run;

/// Prints the phase asked for, or all.
pub fn run(cx: &mut Mutator, request: &Dump) -> ExitCode {
    let text = match &request.code {
        DumpCode::Text(text) => text.clone(),
        DumpCode::File(path) => match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("tercel: {path} cannot be read: {error}");
                return ExitCode::FAILURE;
            }
        },
    };
    let phases: Vec<&str> = match &request.phase {
        Some(phase) if dump::PHASES.contains(&phase.as_str()) => vec![phase],
        Some(phase) => {
            eprintln!("tercel: no phase {phase}; there are {}", dump::PHASES.join(", "));
            return ExitCode::from(2);
        }
        None => dump::PHASES.to_vec(),
    };
    for phase in &phases {
        match dump::dump(cx, phase, &text, (1, 1)) {
            Ok(shown) if phases.len() == 1 => print!("{shown}"),
            Ok(shown) => print!(";; {phase}\n{shown}\n"),
            Err(Thrown) => {
                run::tell(cx, Some(&text));
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
