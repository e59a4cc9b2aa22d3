//! The tercel command.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use tercel::evaluator;
use tercel::{Mutator, Options, Runtime, Thrown};

/// What there is to do.
enum Task {
    Eval(String),
    File(String),
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let task = match args.next().as_deref() {
        Some("-e") => match args.next() {
            Some(text) => Task::Eval(text),
            None => return usage(),
        },
        Some("run") => match args.next() {
            Some(file) => Task::File(file),
            None => return usage(),
        },
        Some(file) if !file.starts_with('-') => Task::File(file.to_string()),
        Some(_) | None => return usage(),
    };
    // A large stack of our own: deep recursion is a program's right.
    let work = std::thread::Builder::new().stack_size(512 << 20).spawn(move || perform(&task));
    match work.map(|thread| thread.join()) {
        Ok(Ok(code)) => code,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: tercel FILE | tercel run FILE | tercel -e TEXT");
    ExitCode::from(2)
}

fn perform(task: &Task) -> ExitCode {
    let Ok(runtime) = Runtime::new(&Options::default()) else {
        eprintln!("tercel: there is no room for a heap");
        return ExitCode::FAILURE;
    };
    let mut cx = runtime.attach();
    let done = match task {
        Task::Eval(text) => evaluator::eval_and_print(&mut cx, text),
        Task::File(file) => evaluator::eval_file(&mut cx, file),
    };
    let result = done.and_then(|()| evaluator::flush(&mut cx));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Thrown) => report(&mut cx),
    }
}

fn report(cx: &mut Mutator) -> ExitCode {
    let text = evaluator::describe_pending(cx);
    let _ = evaluator::flush(cx);
    eprintln!("{text}");
    ExitCode::FAILURE
}
