//! A plain read-eval-print loop over standard input.

use std::io::Write;
use std::process::ExitCode;

use tercel::{Mutator, Thrown, evaluator, program};

use crate::run;

/// Reads forms, evaluates them and prints their values, until the input ends.
pub fn run(cx: &mut Mutator) -> ExitCode {
    let done = program::run(cx, &[], |cx| {
        converse(cx);
        Ok(())
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Thrown) => {
            run::tell(cx, None);
            ExitCode::FAILURE
        }
    }
}

fn converse(cx: &mut Mutator) {
    println!("Tercel {}", env!("CARGO_PKG_VERSION"));
    let mut text = String::new();
    loop {
        prompt(cx, text.is_empty());
        // The input is not held between lines: the forms may read from it too.
        let taken = cx.blocking(|| std::io::stdin().read_line(&mut text));
        if !matches!(taken, Ok(1..)) {
            println!();
            return;
        }
        if program::is_unfinished(cx, &text) {
            continue;
        }
        if let Err(Thrown) = program::converse(cx, &text) {
            let _ = evaluator::flush(cx);
            run::tell(cx, Some(&text));
        }
        let _ = evaluator::flush(cx);
        text.clear();
    }
}

fn prompt(cx: &mut Mutator, is_first: bool) {
    let name = program::namespace_name(cx);
    let end = if is_first { "=> " } else { ".. " };
    let _ = write!(std::io::stdout(), "{name}{end}");
    let _ = std::io::stdout().flush();
}
