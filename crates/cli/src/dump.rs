//! `dump`: prints what each phase makes of some code.

use std::process::ExitCode;

use tercel::{Guard, Thrown, dump, report};

use crate::args::{Dump, DumpCode};

/// Prints the phase asked for, or all.
pub fn run(guard: &mut Guard<'_>, request: &Dump) -> ExitCode {
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
    let cx = guard.mutator();
    for phase in &phases {
        match dump::dump(cx, phase, &text, (1, 1)) {
            Ok(shown) if phases.len() == 1 => print!("{shown}"),
            Ok(shown) => print!(";; {phase}\n{shown}\n"),
            Err(Thrown) => {
                let exception = cx.take_pending();
                eprintln!("{}", report::report(cx, exception, Some(&text)));
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
