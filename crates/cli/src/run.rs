//! Running programs: files, expressions, `-main` functions.

use std::io::Read;
use std::process::ExitCode;

use tercel::{Mutator, Result, Thrown, evaluator, program, report};

/// Runs a file; `-` is standard input.
pub fn file(cx: &mut Mutator, path: &str, args: &[String]) -> ExitCode {
    if path != "-" {
        let work = |cx: &mut Mutator| evaluator::eval_file(cx, path);
        return finish(cx, args, None, work);
    }
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("tercel: standard input cannot be read: {error}");
        return ExitCode::FAILURE;
    }
    let work =
        |cx: &mut Mutator| evaluator::eval_text(cx, &text, "NO_SOURCE_PATH", 1, 1).map(|_| ());
    finish(cx, args, Some(&text), work)
}

/// Evaluates expressions one after the other and prints their values, nil left out.
pub fn expressions(cx: &mut Mutator, expressions: &[String], args: &[String]) -> ExitCode {
    let text = expressions.join("\n");
    finish(cx, args, Some(&text), |cx| evaluator::eval_and_print(cx, &text))
}

/// Loads a namespace and calls its `-main`.
pub fn main_function(cx: &mut Mutator, namespace: &str, args: &[String]) -> ExitCode {
    finish(cx, args, None, |cx| program::call_main(cx, namespace, args))
}

/// Does the work with `*command-line-args*` set, flushes, and reports what was not caught.
fn finish(
    cx: &mut Mutator,
    args: &[String],
    text: Option<&str>,
    work: impl FnOnce(&mut Mutator) -> Result<()>,
) -> ExitCode {
    let done = program::run(cx, args, work).and_then(|()| {
        // What was printed so far is seen while other threads go on.
        evaluator::flush(cx)?;
        program::await_threads(cx)
    });
    let flushed = evaluator::flush(cx);
    match done.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Thrown) => {
            tell(cx, text);
            ExitCode::FAILURE
        }
    }
}

/// Writes the report of the pending exception to standard error.
pub fn tell(cx: &mut Mutator, text: Option<&str>) {
    let exception = cx.take_pending();
    eprintln!("{}", report::report(cx, exception, text));
}
