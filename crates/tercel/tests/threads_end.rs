//! The threads of a runtime go with it. A process of its own: it counts all threads.

#![cfg(target_os = "linux")]
#![forbid(unsafe_code)]

use std::time::Duration;

use tercel::{Options, Runtime, Thrown, evaluator};

fn eval(form: &str) -> String {
    let runtime = Runtime::new(&Options::default()).expect("room for a runtime");
    let mut cx = runtime.mutator();
    let shown = evaluator::eval_text(&mut cx, form, "form", 1, 1)
        .and_then(|value| evaluator::shown(&mut cx, value));
    match shown {
        Ok(text) => text,
        Err(Thrown) => evaluator::describe_pending(&mut cx),
    }
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").map_or(0, |tasks| tasks.count())
}

#[test]
fn a_dropped_runtime_leaves_no_threads() {
    for _ in 0..50 {
        assert_eq!(eval("[@(future 1) @(let [a (agent 0)] (send a inc) (await a) a)]"), "[1 1]");
    }
    for _ in 0..500 {
        if threads() <= 3 {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("there are {} threads", threads());
}
