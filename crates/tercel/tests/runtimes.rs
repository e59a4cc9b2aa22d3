//! Several runtimes in one process, several threads in one runtime, and nothing left behind.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tercel::{Error, ErrorKind, Handle, Options, Runtime};

/// A count, or a small part of it where each hundredth allocation collects and verifies all.
fn scaled(count: i64) -> i64 {
    let is_stressed = std::env::var_os("TERCEL_HEAP_STRESS").is_some();
    if is_stressed { count / 50 } else { count }
}

fn runtime() -> Runtime {
    Runtime::new(&Options::default()).expect("room for a runtime")
}

/// Each thread's runtime has its own definitions of the same vars, which it calls and changes.
#[test]
fn runtimes_share_nothing() {
    thread::scope(|scope| {
        for number in 0..4i64 {
            scope.spawn(move || {
                let runtime = runtime();
                runtime.register_fn("app", "own", move || number).expect("a function");
                for round in 0..20i64 {
                    let mut guard = runtime.attach();
                    let text = format!(
                        "(ns app.core)
                         (defn f [x] (+ x (* 1000 {number})))
                         (defn g [x] (f (+ x {round})))
                         (def table (into {{}} (map (fn [i] [(keyword (str \"k\" i)) (g i)]) (range 50))))
                         (defmacro m [x] (list '+ x {number}))
                         (defrecord R [a b])"
                    );
                    guard.eval_str::<Handle>(&text).expect("definitions");
                    for x in 0..50 {
                        let found: i64 = guard.call("app.core/g", (x,)).expect("a number");
                        assert_eq!(found, x + round + 1000 * number);
                    }
                    let key: i64 = guard.eval_str("(:k7 app.core/table)").expect("a number");
                    assert_eq!(key, 7 + round + 1000 * number);
                    let sum: i64 = guard.eval_str("(app.core/m (app/own))").expect("a number");
                    assert_eq!(sum, 2 * number);
                    let shown: String =
                        guard.eval_str("(pr-str (app.core/->R 1 :b))").expect("a text");
                    assert_eq!(shown, "#app.core.R{:a 1, :b :b}");
                }
            });
        }
    });
}

/// Resident memory of the process, in KiB.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The example `cycles` does the same ten thousand times.
#[test]
fn runtimes_leave_nothing_behind() {
    let cycle = |number: i64| -> Result<(), Error> {
        let runtime = runtime();
        runtime.register_fn("app", "add", move |n: i64| n + number)?;
        let mut guard = runtime.attach();
        let text = "(defrecord P [a]) (defn f [x] (:a (->P (app/add x)))) (f 1)";
        assert_eq!(guard.eval_str(text), Ok(1 + number));
        let kept: Handle = guard.eval_str("(atom [1 2 3])")?;
        drop(guard);
        drop(runtime);
        drop(kept);
        Ok(())
    };
    // Other tests of this process take memory too: only what no test takes counts.
    let cycles = scaled(1000);
    const MOST_KIB: u64 = 64 << 10;
    for number in 0..cycles / 10 {
        cycle(number).expect("an answer");
    }
    let before = resident_kib();
    for number in 0..cycles {
        cycle(number).expect("an answer");
    }
    if let (Some(before), Some(after)) = (before, resident_kib()) {
        assert!(after < before + MOST_KIB, "{before} KiB became {after} KiB");
    }
}

#[test]
fn threads_come_and_go_while_others_collect() {
    let runtime = runtime();
    let shared: Handle = runtime.attach().eval_str("(atom 0)").expect("an atom");
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut guard = runtime.attach();
                while !is_done.load(Ordering::Relaxed) {
                    guard
                        .eval_str::<()>("(dotimes [i 100] (vec (map str (range 100))))")
                        .expect("garbage");
                }
            });
        }
        let comers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let mut guard = runtime.attach();
                        let add: Handle = guard.eval_str("(fn [a] (swap! a inc))").expect("a fn");
                        guard.call_handle::<i64>(&add, (&shared,)).expect("a number");
                        guard.blocking(thread::yield_now);
                    }
                })
            })
            .collect();
        let ends: Vec<_> = comers.into_iter().map(|comer| comer.join()).collect();
        // Before anything is judged: the others go on until they hear of it.
        is_done.store(true, Ordering::Relaxed);
        assert!(ends.iter().all(Result::is_ok), "a thread panicked");
    });
    let sum: i64 = runtime.attach().call("clojure.core/deref", (&shared,)).expect("a number");
    assert_eq!(sum, 200);
}

/// Endless recursion on a host's thread with a small stack is an error, and the thread goes on.
#[test]
fn small_stacks_overflow_with_an_error() {
    let run = || {
        let runtime = runtime();
        let mut guard = runtime.attach();
        guard
            .eval_str::<()>(
                "(defn self [n] (inc (self n)))
                 (declare pong)
                 (defn ping [n] (inc (pong n)))
                 (defn pong [n] (inc (ping n)))
                 (defn applied [& n] (inc (apply applied n)))
                 (defn lazy [n] (lazy-seq (cons (first (lazy n)) nil)))
                 (defn nest [n] (reduce (fn [a _] (list a)) 1 (range n)))
                 (defn mapped [n] (first (map mapped [n])))
                 (defn sorted [n] (sort-by sorted [n n]))
                 (defmulti multi identity)
                 (defmethod multi :default [n] (inc (multi n)))
                 (defprotocol P (method [this]))
                 (extend-protocol P Object (method [this] (inc (method this))))
                 nil",
            )
            .expect("definitions");
        let depth = scaled(1_000_000);
        guard.eval_str::<()>(&format!("(def depth {depth}) nil")).expect("a number");
        for text in [
            "(self 1)",
            "(ping 1)",
            "(applied 1 2)",
            "(doall (lazy 1))",
            "(mapped 1)",
            "(sorted 1)",
            "(multi 1)",
            "(method :a)",
            "(pr-str (nest depth))",
            "(hash (nest depth))",
            "(= (nest depth) (nest depth))",
            "(eval (reduce (fn [a _] (list 'inc a)) 1 (range depth)))",
        ] {
            for _ in 0..2 {
                let error = guard.eval_str::<Handle>(text).expect_err(text);
                assert_eq!(error.kind(), ErrorKind::StackOverflow, "{text}: {error}");
            }
            let caught = format!("(try {text} (catch Throwable e :caught))");
            assert_eq!(guard.eval_str(&format!("(str {caught})")), Ok(String::from(":caught")));
            assert_eq!(guard.eval_str("(reduce + (map inc (range 1000)))"), Ok(500_500i64));
        }
    };
    let small = thread::Builder::new().stack_size(512 << 10).spawn(run).expect("a thread");
    small.join().expect("no panic");
}

#[test]
fn values_move_between_threads_as_handles() {
    let runtime = runtime();
    let lazy: Handle = runtime.attach().eval_str("(map inc (range 1000))").expect("a seq");
    let sums: Vec<i64> = thread::scope(|scope| {
        let work = || {
            let mut guard = runtime.attach();
            let items: Vec<i64> = guard.get(&lazy).expect("numbers");
            items.iter().sum()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(sums, [500_500; 4]);
}
