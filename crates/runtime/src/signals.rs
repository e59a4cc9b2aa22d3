//! Ctrl-C: a thread that waits for the signal and tells of it.
//!
//! The signal is blocked in every thread, and one of them takes it when it comes: what is done about
//! it runs as ordinary code, not in a signal handler.
#![allow(unsafe_code, reason = "signals are asked for through the C library")]

use std::process;
use std::time::{Duration, Instant};

/// A second Ctrl-C within this time ends the process at once.
const IMPATIENCE: Duration = Duration::from_secs(1);
/// What a shell expects of a process that Ctrl-C has ended.
pub const STATUS: i32 = 128 + libc::SIGINT;

/// Ctrl-C, held back from every thread.
#[derive(Clone, Copy)]
pub struct Interrupts {
    set: libc::sigset_t,
}

/// Holds Ctrl-C back from this thread and those that it starts; so call it before others are there.
/// Nothing, when the process was started with Ctrl-C ignored.
pub fn hold() -> Option<Interrupts> {
    // SAFETY: the set and the action are locals that the calls fill in; no handler is installed.
    unsafe {
        let mut action: libc::sigaction = core::mem::zeroed();
        libc::sigaction(libc::SIGINT, core::ptr::null(), &mut action);
        if action.sa_sigaction == libc::SIG_IGN {
            return None;
        }
        let mut set: libc::sigset_t = core::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, libc::SIGINT);
        libc::pthread_sigmask(libc::SIG_BLOCK, &set, core::ptr::null_mut());
        Some(Interrupts { set })
    }
}

impl Interrupts {
    fn wait(&self) {
        let mut signal = 0;
        // SAFETY: `hold` has filled the set in, and `signal` is a local.
        while unsafe { libc::sigwait(&self.set, &mut signal) } != 0 {}
    }

    /// Calls `interrupted` at each Ctrl-C, on a thread of its own. The second one within a second
    /// ends the process, whatever the first call does.
    ///
    /// # Errors
    /// When there is no thread to wait for the signal.
    pub fn tell(self, interrupted: impl Fn() + Send + Sync + 'static) -> std::io::Result<()> {
        let interrupted = std::sync::Arc::new(interrupted);
        let started = std::thread::Builder::new().name("signals".into()).spawn(move || {
            let mut last: Option<Instant> = None;
            loop {
                self.wait();
                if last.is_some_and(|last| last.elapsed() < IMPATIENCE) {
                    // SAFETY: ends the process without running anything more.
                    unsafe { libc::_exit(STATUS) };
                }
                last = Some(Instant::now());
                let interrupted = std::sync::Arc::clone(&interrupted);
                let told = std::thread::Builder::new().name("interrupt".into()).spawn(move || {
                    interrupted();
                });
                if told.is_err() {
                    process::exit(STATUS);
                }
            }
        });
        started.map(|_| ())
    }
}
