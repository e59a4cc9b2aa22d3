//! A plain read-eval-print loop over standard input.

use std::io::{BufRead, Write};
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
    let mut lines = std::io::stdin().lock().lines();
    loop {
        prompt(cx, text.is_empty());
        let line = cx.blocking(|| lines.next());
        let Some(Ok(line)) = line else {
            println!();
            return;
        };
        text.push_str(&line);
        text.push('\n');
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
