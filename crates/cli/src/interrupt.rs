//! Ctrl-C: ends a program, and in the REPL the evaluation.

use std::sync::mpsc;
use std::time::Duration;

use tercel::Runtime;
use tercel::signals::{self, Interrupts};

use crate::args::Command;

/// How long the output that is still held back may take before the process ends.
const PATIENCE: Duration = Duration::from_millis(500);

/// Holds Ctrl-C back until `heed`, where the command does something about it; the first thread calls
/// this before it starts others.
pub fn hold(command: &Command) -> Option<Interrupts> {
    match command {
        Command::Repl | Command::File { .. } | Command::Eval { .. } | Command::Main { .. } => {
            signals::hold()
        }
        // These evaluate little, or nothing: the system ends them.
        Command::Dump(_) | Command::Help | Command::Version => None,
    }
}

/// From now on, Ctrl-C does what it is meant to do with the command.
pub fn heed(held: Interrupts, runtime: &Runtime, command: &Command) {
    let heeded = if matches!(command, Command::Repl) {
        let interrupter = runtime.interrupter();
        held.tell(move || {
            interrupter.interrupt();
        })
    } else {
        let runtime = runtime.clone();
        held.tell(move || end(&runtime))
    };
    if let Err(error) = heeded {
        eprintln!("tercel: Ctrl-C will end the process at once: {error}");
    }
}

/// Ends the process as the JVM does: at once, without a word; what the program printed is shown.
fn end(runtime: &Runtime) {
    let (tell, told) = mpsc::channel();
    let runtime = runtime.clone();
    // On another thread: the stream may take nothing more.
    let flushing = std::thread::Builder::new().spawn(move || {
        let flushed = runtime.try_attach().and_then(|mut guard| guard.flush());
        // Nobody listens when it took too long.
        let _ = tell.send(flushed);
    });
    if flushing.is_ok() {
        let _ = told.recv_timeout(PATIENCE);
    }
    std::process::exit(signals::STATUS);
}
