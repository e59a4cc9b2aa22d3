//! The tercel command.
//!
//! Reads the command line, runs what it asks for on a thread with a large stack, and turns an
//! uncaught exception into a report and an exit status. Knows nothing of how forms are evaluated.

#![forbid(unsafe_code)]

mod args;
mod dump;
mod interrupt;
mod repl;
mod run;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use args::{Command, Invocation};
use tercel::signals::Interrupts;
use tercel::{Guard, Mutator, Runtime};

/// Native stack of the program's thread: reserved, used as far as recursion goes. Where address space
/// is scarce, the next smaller size is tried.
const STACK_BYTES: [usize; 4] = [512 << 20, 64 << 20, 16 << 20, 4 << 20];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().skip(1).map(lossy).collect();
    let invocation = match args::parse(&args) {
        Ok(invocation) => invocation,
        Err(error) => {
            eprintln!("tercel: {error}");
            return ExitCode::from(2);
        }
    };
    match invocation.command {
        Command::Help => print(args::HELP),
        Command::Version => print(&format!("tercel {}\n", env!("CARGO_PKG_VERSION"))),
        Command::File { .. }
        | Command::Eval { .. }
        | Command::Main { .. }
        | Command::Repl
        | Command::Dump(_) => on_large_stack(invocation),
    }
}

fn lossy(arg: std::ffi::OsString) -> String {
    arg.to_string_lossy().into_owned()
}

fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn on_large_stack(invocation: Invocation) -> ExitCode {
    let interrupts = interrupt::hold(&invocation.command);
    let invocation = Arc::new(invocation);
    let spawn = |bytes| {
        let invocation = Arc::clone(&invocation);
        let thread = std::thread::Builder::new().name("main".into()).stack_size(bytes);
        thread.spawn(move || perform(&invocation, interrupts))
    };
    match STACK_BYTES.into_iter().find_map(|bytes| spawn(bytes).ok()) {
        Some(thread) => thread.join().unwrap_or(ExitCode::FAILURE),
        None => {
            eprintln!("tercel: there is no room for a stack");
            ExitCode::FAILURE
        }
    }
}

fn perform(invocation: &Invocation, interrupts: Option<Interrupts>) -> ExitCode {
    let mut builder = Runtime::builder().args(invocation.command.args());
    if let Some(bytes) = invocation.heap_bytes_max {
        builder = builder.heap_bytes_max(bytes);
    }
    let runtime = match builder.build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("tercel: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(interrupts) = interrupts {
        interrupt::heed(interrupts, &runtime, &invocation.command);
    }
    let mut guard = match runtime.try_attach() {
        Ok(guard) => guard,
        Err(error) => {
            eprintln!("tercel: {error}");
            return ExitCode::FAILURE;
        }
    };
    let status = command(&mut guard, &invocation.command);
    if std::env::var_os("TERCEL_HEAP_STATS").is_some() {
        tell_heap(guard.mutator());
    }
    status
}

/// What the heap did: bytes allocated, collections, and for how long they held up the program.
fn tell_heap(cx: &Mutator) {
    let stats = cx.heap().stats();
    let pauses = stats.young.total + stats.full.total;
    eprintln!("heap allocated-bytes {}", stats.allocated);
    eprintln!("heap young-collections {}", stats.young.count);
    eprintln!("heap full-collections {}", stats.full.count);
    eprintln!("heap pauses-ns {}", pauses.as_nanos());
}

fn command(guard: &mut Guard<'_>, command: &Command) -> ExitCode {
    match command {
        Command::File { path, .. } => run::file(guard, path),
        Command::Eval { expressions, .. } => run::expressions(guard, expressions),
        Command::Main { namespace, args } => run::main_function(guard, namespace, args),
        Command::Repl => repl::run(guard),
        Command::Dump(dump) => dump::run(guard, dump),
        Command::Help | Command::Version => ExitCode::SUCCESS,
    }
}
