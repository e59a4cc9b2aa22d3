//! A plain read-eval-print loop over standard input.
//!
//! Ctrl-C ends the evaluation that runs, or throws away the lines of an unfinished form.

use std::io::Write;
use std::process::ExitCode;

use tercel::{Error, ErrorKind, Guard};

/// Reads forms, evaluates them and prints their values, until the input ends.
pub fn run(guard: &mut Guard<'_>) -> ExitCode {
    println!("Tercel {}", env!("CARGO_PKG_VERSION"));
    let mut text = String::new();
    loop {
        match turn(guard, &mut text) {
            Ok(Turn::More) => continue,
            Ok(Turn::Done) => {}
            Ok(Turn::End) => {
                println!();
                return ExitCode::SUCCESS;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => println!("\nInterrupted."),
            Err(error) => {
                // What was printed before the fault comes first.
                let _ = guard.flush();
                eprintln!("{}", error.render());
            }
        }
        let _ = guard.flush();
        text.clear();
    }
}

/// What came of one line.
enum Turn {
    /// The form goes on.
    More,
    Done,
    End,
}

fn turn(guard: &mut Guard<'_>, text: &mut String) -> Result<Turn, Error> {
    prompt(guard, text.is_empty());
    let Some(line) = guard.read_line()? else { return Ok(Turn::End) };
    text.push_str(&line);
    if !guard.is_complete(text)? {
        return Ok(Turn::More);
    }
    guard.converse(text)?;
    Ok(Turn::Done)
}

fn prompt(guard: &mut Guard<'_>, is_first: bool) {
    let name = guard.namespace();
    let end = if is_first { "=> " } else { ".. " };
    let mut stdout = std::io::stdout();
    // A terminal that is gone is noticed when its input ends.
    let _ = write!(stdout, "{name}{end}").and_then(|()| stdout.flush());
}
