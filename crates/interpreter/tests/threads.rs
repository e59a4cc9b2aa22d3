//! Threads: interrupts that reach loops and calls, monitors, cells redefined while others call.

mod common;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bytecode::{CodeBuilder, Reg};
use common::{cell_of, define, function, long, show, var, with};
use heap::{GlobalRoot, Heap, Mutator, Value};

/// Runs `f` without arguments on a thread of its own and interrupts it when it has run for a while.
fn interrupted(heap: &Heap, f: &GlobalRoot) -> String {
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        let worker = scope.spawn(move || {
            let mut cx = heap.attach();
            send.send(cx.handle()).expect("the receiver waits");
            let f = f.get(&cx);
            let thrown = show(&mut cx, f, &[]);
            // The thread goes on as if nothing had been.
            let fine = function(&mut cx, "user/fine", 0, |_, b| {
                b.load_true(Reg(0));
                b.ret(Reg(0));
            });
            assert_eq!(show(&mut cx, fine, &[]), "true");
            thrown
        });
        let handle = receive.recv().expect("the worker says who it is");
        thread::sleep(Duration::from_millis(20));
        assert!(heap.interrupt(&handle));
        worker.join().expect("no panic")
    })
}

fn check_interrupt(make: impl FnOnce(&mut Mutator) -> Value) {
    with(|cx| {
        let f = make(cx);
        let f = GlobalRoot::new(cx, f);
        let heap = cx.heap().clone();
        let thrown = cx.blocking(|| interrupted(&heap, &f));
        assert!(thrown.starts_with("java.lang.InterruptedException"), "{thrown}");
    });
}

#[test]
fn an_interrupt_ends_a_tight_loop() {
    check_interrupt(|cx| {
        function(cx, "user/f", 0, |_, b| {
            let head = b.here();
            b.loop_back(head, ());
        })
    });
}

#[test]
fn an_interrupt_ends_endless_calls() {
    check_interrupt(|cx| {
        // (defn f [] (g)), where g's body loops by calling an empty function, without a back-edge.
        let nothing = function(cx, "user/nothing", 0, |_, b| {
            b.load_nil(Reg(0));
            b.ret(Reg(0));
        });
        let v = var(cx, "nothing");
        define(cx, v, nothing);
        let cell = cell_of(cx, v, 0);
        function(cx, "user/f", 0, |_, b| {
            let cell = b.constant(cell);
            let head = b.here();
            b.call_cell(Reg(0), Reg(0), cell);
            b.jump(head);
        })
    });
}

fn add_to_root(b: &mut CodeBuilder, the_var: bytecode::ConstIx) {
    b.var_get(Reg(3), the_var);
    b.inc(Reg(3), Reg(3));
    b.def(Reg(4), the_var, Reg(3));
}

#[test]
fn a_monitor_lets_one_thread_in() {
    with(|cx| {
        let v = var(cx, "counter");
        define(cx, v, long(0));
        // (fn [n] (loop [] (when (pos? n) (locking v (locking v (inc root))) (recur (dec n)))))
        let f = function(cx, "user/f", 1, |_, b| {
            let the_var = b.constant(v);
            let (head, done) = (b.here(), b.label());
            b.jump_unless_gt_imm(Reg(0), 0, done);
            b.load_const(Reg(1), the_var);
            b.monitor_enter(Reg(1));
            b.monitor_enter(Reg(1));
            add_to_root(b, the_var);
            b.monitor_exit(Reg(1));
            b.monitor_exit(Reg(1));
            b.dec(Reg(0), Reg(0));
            b.loop_back(head, ());
            b.place(done);
            b.ret(Reg(0));
        });
        let root = GlobalRoot::new(cx, f);
        let heap = cx.heap().clone();
        cx.blocking(|| {
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        let mut cx = heap.attach();
                        let f = root.get(&cx);
                        assert_eq!(show(&mut cx, f, &[long(2000)]), "0");
                    });
                }
            });
        });
        assert_eq!(runtime::var::root(cx, v).expect("it has one"), long(8000));
        let wrong = function(cx, "user/wrong", 1, |_, b| {
            b.monitor_exit(Reg(0));
            b.ret(Reg(0));
        });
        assert!(show(cx, wrong, &[v]).starts_with("java.lang.IllegalMonitorStateException"));
        let enter = function(cx, "user/enter", 1, |_, b| {
            b.monitor_enter(Reg(0));
            b.ret(Reg(0));
        });
        assert!(show(cx, enter, &[Value::NIL]).starts_with("java.lang.NullPointerException"));
    });
}

/// Callers see one definition or the other, never a mixture: each answers with its own argument count.
#[test]
fn cells_are_redefined_while_others_call() {
    with(|cx| {
        let constant = |cx: &mut Mutator, n: i32| {
            function(cx, "user/constant", 1, |_, b| {
                b.load_small(Reg(0), n);
                b.ret(Reg(0));
            })
        };
        let one = constant(cx, 1);
        let v = var(cx, "v");
        define(cx, v, one);
        let cell = cell_of(cx, v, 1);
        // Adds what 50,000 calls answer: each 1 or 2.
        let f = function(cx, "user/f", 0, |_, b| {
            let cell = b.constant(cell);
            b.load_small(Reg(0), 0);
            b.load_small(Reg(1), 50_000);
            let (head, done) = (b.here(), b.label());
            b.jump_unless_gt_imm(Reg(1), 0, done);
            b.call_cell(Reg(2), Reg(2), cell);
            b.reserve_registers(6);
            b.add(Reg(0), Reg(0), Reg(2));
            b.dec(Reg(1), Reg(1));
            b.loop_back(head, ());
            b.place(done);
            b.ret(Reg(0));
        });
        let root = GlobalRoot::new(cx, f);
        let heap = cx.heap().clone();
        thread::scope(|scope| {
            let workers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let mut cx = heap.attach();
                        let f = root.get(&cx);
                        let sum = cx.invoke(f, &[]).expect("no exception");
                        sum.as_fixnum().expect("a small number")
                    })
                })
                .collect();
            for n in 0..200 {
                let next = constant(cx, 1 + n % 2);
                define(cx, v, next);
            }
            let sums: Vec<i64> =
                cx.blocking(|| workers.into_iter().map(|w| w.join().expect("no panic")).collect());
            assert!(sums.iter().all(|sum| (50_000..=100_000).contains(sum)), "{sums:?}");
        });
    });
}
