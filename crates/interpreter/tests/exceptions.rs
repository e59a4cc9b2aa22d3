//! Exceptions: handlers, `finally` on both paths, throwing through frames and through Rust.

mod common;

use bytecode::{CodeBuilder, ConstIx, Reg};
use common::{function, long, show, with};
use data::class::ClassId;
use heap::{Mutator, Value};

fn exception(cx: &mut Mutator, message: &str) -> Value {
    let message = data::string::new(cx, message).expect("room");
    data::throwable::new(cx, ClassId::ILLEGAL_STATE, message, Value::NIL).expect("room")
}

fn throwing(cx: &mut Mutator, message: &str) -> Value {
    let exception = exception(cx, message);
    function(cx, "user/throwing", 0, |_, b| {
        let exception = b.constant(exception);
        b.load_const(Reg(0), exception);
        b.throw(Reg(0));
    })
}

fn call(b: &mut CodeBuilder, dst: Reg, window: Reg, f: ConstIx) {
    b.load_const(window.plus(2), f);
    b.call(dst, window, 0);
}

#[test]
fn the_innermost_handler_that_covers_the_call_gets_the_exception() {
    with(|cx| {
        let throwing = throwing(cx, "boom");
        let f = function(cx, "user/f", 0, |_, b| {
            let throwing = b.constant(throwing);
            let [outer, inner, inner_end, outer_end] = [(); 4].map(|()| b.label());
            let [outer_handler, inner_handler] = [(); 2].map(|()| b.label());
            b.place(outer);
            b.place(inner);
            call(b, Reg(0), Reg(2), throwing);
            b.place(inner_end);
            b.ret(Reg(0));
            b.place(inner_handler);
            b.handler(inner, inner_end, inner_handler, Reg(0));
            // The handler throws again: the outer one gets it.
            b.load_small(Reg(1), 1);
            b.throw(Reg(0));
            b.place(outer_end);
            b.place(outer_handler);
            b.handler(outer, outer_end, outer_handler, Reg(2));
            b.new_vector(Reg(0), Reg(1), 1);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, f, &[]), "[1]");
    });
}

#[test]
fn finally_runs_on_both_paths_and_the_exception_goes_on() {
    with(|cx| {
        let throwing = throwing(cx, "boom");
        let log = data::vector::from_slice(cx, &[]).expect("room");
        let returning = function(cx, "user/returning", 0, |_, b| {
            b.load_small(Reg(0), 1);
            b.ret(Reg(0));
        });
        // (fn [f log] (try [(f) …] (finally (conj log …)))), with the log in a register that the
        // outer handler returns.
        let f = function(cx, "user/f", 2, |_, b| {
            let [start, end, handler, outer, outer_end] = [(); 5].map(|()| b.label());
            b.place(start);
            b.copy(Reg(5), Reg(0));
            b.call(Reg(2), Reg(3), 0);
            b.place(end);
            b.conj(Reg(1), Reg(1), Reg(2));
            b.ret(Reg(1));
            b.place(handler);
            b.handler(start, end, handler, Reg(2));
            b.load_small(Reg(3), 99);
            b.conj(Reg(1), Reg(1), Reg(3));
            b.throw(Reg(2));
            b.place(outer_end);
            b.place(outer);
            b.handler(start, outer_end, outer, Reg(2));
            b.ret(Reg(1));
        });
        assert_eq!(show(cx, f, &[throwing, log]), "[99]");
        assert_eq!(show(cx, f, &[returning, log]), "[1]");
    });
}

#[test]
fn exceptions_cross_frames_and_rust() {
    with(|cx| {
        let throwing = throwing(cx, "deep");
        let middle = function(cx, "user/middle", 0, |_, b| {
            let throwing = b.constant(throwing);
            call(b, Reg(0), Reg(1), throwing);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, middle, &[]), "java.lang.IllegalStateException: deep");
        // A lazy seq, whose function is called by Rust code that an op called.
        let lazy = data::seq::lazy::new(cx, middle).expect("room");
        let f = function(cx, "user/f", 0, |_, b| {
            let lazy = b.constant(lazy);
            let (start, end, handler) = (b.label(), b.label(), b.label());
            b.load_const(Reg(0), lazy);
            b.place(start);
            b.first(Reg(0), Reg(0));
            b.place(end);
            b.ret(Reg(0));
            b.place(handler);
            b.handler(start, end, handler, Reg(1));
            b.load_true(Reg(0));
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, f, &[]), "true");
    });
}

#[test]
fn what_is_no_throwable_is_not_thrown() {
    with(|cx| {
        let f = function(cx, "user/f", 1, |_, b| b.throw(Reg(0)));
        assert!(show(cx, f, &[long(1)]).contains("cannot be cast to class java.lang.Throwable"));
        assert!(show(cx, f, &[Value::NIL]).starts_with("java.lang.NullPointerException"));
    });
}

#[test]
fn a_stack_trace_names_functions_and_lines() {
    with(|cx| {
        let inner = function(cx, "user/inner", 1, |_, b| {
            b.position(10, 3);
            b.inc(Reg(0), Reg(0));
            b.ret(Reg(0));
        });
        let lazy_body = function(cx, "user/body", 0, |_, b| {
            let inner = b.constant(inner);
            b.position(19, 1);
            b.load_const(Reg(2), inner);
            b.load_true(Reg(3));
            b.position(20, 5);
            b.call(Reg(0), Reg(0), 1);
            b.ret(Reg(0));
        });
        let lazy = data::seq::lazy::new(cx, lazy_body).expect("room");
        let outer = function(cx, "user/outer", 0, |_, b| {
            let lazy = b.constant(lazy);
            b.position(30, 1);
            b.load_const(Reg(0), lazy);
            b.seq(Reg(0), Reg(0));
            b.ret(Reg(0));
        });
        assert!(cx.invoke(outer, &[]).is_err());
        let exception = cx.take_pending();
        let trace = interpreter::trace_elements(cx, exception).expect("room");
        assert_eq!(
            data::print::pr_str(cx, trace).expect("prints"),
            "[[user$inner invoke \"test.clj\" 10] [user$body invoke \"test.clj\" 20] \
             [user$outer invoke \"test.clj\" 30]]"
        );
        // Nothing is left of it when the call is over.
        assert!(interpreter::stack_trace(cx).is_empty());
    });
}
