//! One runtime on several threads, and a limit of time.
//!
//! `cargo run -p tercel --example threads`

#![forbid(unsafe_code)]

use std::thread;
use std::time::Duration;

use tercel::{Error, ErrorKind, Handle, Options, Runtime};

fn main() -> Result<(), Error> {
    let runtime = Runtime::new(&Options::default())?;
    let add: Handle = runtime.attach().eval_str("(let [sum (atom 0)] (fn [n] (swap! sum + n)))")?;

    // Each thread that evaluates attaches itself; handles may go anywhere.
    thread::scope(|scope| {
        for worker in 1..=4i64 {
            let (runtime, add) = (&runtime, &add);
            scope.spawn(move || -> Result<(), Error> {
                let mut guard = runtime.attach();
                for n in 0..1000 {
                    guard.call_handle::<i64>(add, (n * worker,))?;
                }
                Ok(())
            });
        }
    });
    let sum: i64 = runtime.attach().call_handle(&add, (0,))?;
    println!("sum: {sum}");

    // An evaluation that takes too long is interrupted from another thread.
    let interrupter = runtime.interrupter();
    let timer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        interrupter.interrupt()
    });
    let mut guard = runtime.attach();
    match guard.eval_str::<()>("(reduce + (range))") {
        Err(error) if error.kind() == ErrorKind::Interrupted => println!("it took too long"),
        other => println!("{other:?}"),
    }
    // What may block is done aside, so that the collector need not wait for this thread.
    let interrupted = guard.blocking(|| timer.join());
    println!("interrupted: {}", interrupted.unwrap_or(0));
    println!("still here: {}", guard.eval_str::<i64>("(+ 1 2)")?);
    Ok(())
}
