//! Running programs: files, expressions, `-main` functions.

use std::process::ExitCode;

use tercel::{Error, Guard};

/// Runs a file; `-` is standard input.
pub fn file(guard: &mut Guard<'_>, path: &str) -> ExitCode {
    let done = match path {
        "-" => guard.read_to_end().and_then(|text| guard.eval_str(&text)),
        path => guard.load_file(path),
    };
    finish(guard, done)
}

/// Evaluates expressions one after the other and prints their values, nil left out.
pub fn expressions(guard: &mut Guard<'_>, expressions: &[String]) -> ExitCode {
    let done = guard.eval_and_print(&expressions.join("\n"));
    finish(guard, done)
}

/// Loads a namespace and calls its `-main`.
pub fn main_function(guard: &mut Guard<'_>, namespace: &str, args: &[String]) -> ExitCode {
    let done = guard.call_main(namespace, args);
    finish(guard, done)
}

/// Waits for the threads that keep a program alive, flushes, and reports what was not caught.
fn finish(guard: &mut Guard<'_>, done: Result<(), Error>) -> ExitCode {
    let done = done.and_then(|()| {
        // What was printed so far is seen while other threads go on.
        guard.flush()?;
        guard.await_threads()
    });
    let flushed = guard.flush();
    match done.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.render());
            ExitCode::FAILURE
        }
    }
}
