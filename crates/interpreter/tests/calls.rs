//! Calls: closures, arities, rest arguments, cells, deep recursion.

mod common;

use bytecode::{CodeFlags, Reg, apply};
use common::{
    cell_of, define, function, long, method, show, template, thrown, var, variadic, with,
};
use heap::{Mutator, Value};

fn list(cx: &mut Mutator, items: &[i64]) -> Value {
    let items: [Value; 8] = core::array::from_fn(|i| items.get(i).map_or(Value::NIL, |n| long(*n)));
    data::list::from_slice(cx, &items[..]).expect("room")
}

#[test]
fn closures_keep_what_they_captured() {
    with(|cx| {
        // (fn [a b] (fn [x] [a b x]))
        let inner = method(cx, 1, CodeFlags::NONE, |_, b| {
            b.load_capture(Reg(1), 0);
            b.load_capture(Reg(2), 1);
            b.copy(Reg(3), Reg(0));
            b.new_vector(Reg(0), Reg(1), 3);
            b.ret(Reg(0));
        });
        let inner = template(cx, "user/f/fn--1", 2, &[inner]);
        let outer = function(cx, "user/f", 2, |_, b| {
            let inner = b.constant(inner);
            b.make_closure(Reg(2), inner, Reg(0));
            b.ret(Reg(2));
        });
        let closure = cx.invoke(outer, &[long(1), long(2)]).expect("no exception");
        assert_eq!(show(cx, closure, &[long(3)]), "[1 2 3]");
        assert_eq!(
            show(cx, closure, &[]),
            "clojure.lang.ArityException: Wrong number of args (0) passed to: user/f/fn--1"
        );
    });
}

#[test]
fn closures_may_capture_each_other() {
    with(|cx| {
        // (letfn [(even [n] (if (= n 0) true (odd (dec n)))) (odd [n] (if (= n 0) false (even (dec n))))])
        let half = |cx: &mut Mutator, at_zero: bool| {
            let code = method(cx, 1, CodeFlags::NONE, |_, b| {
                let more = b.label();
                b.jump_unless_num_eq_imm(Reg(0), 0, more);
                if at_zero {
                    b.load_true(Reg(0))
                } else {
                    b.load_false(Reg(0))
                }
                b.ret(Reg(0));
                b.place(more);
                b.load_capture(Reg(3), 0);
                b.dec(Reg(4), Reg(0));
                b.call(Reg(1), Reg(1), 1);
                b.ret(Reg(1));
            });
            template(cx, "user/half", 1, &[code])
        };
        let (even, odd) = (half(cx, true), half(cx, false));
        let f = function(cx, "user/f", 1, |_, b| {
            let (even, odd) = (b.constant(even), b.constant(odd));
            b.load_nil(Reg(1));
            b.make_closure(Reg(2), even, Reg(1));
            b.make_closure(Reg(3), odd, Reg(2));
            b.set_capture(Reg(2), 0, Reg(3));
            b.copy(Reg(6), Reg(2));
            b.copy(Reg(7), Reg(0));
            b.call(Reg(4), Reg(4), 1);
            b.ret(Reg(4));
        });
        assert_eq!(show(cx, f, &[long(100_000)]), "true");
        assert_eq!(show(cx, f, &[long(7)]), "false");
    });
}

#[test]
fn rest_arguments_are_a_seq_or_nil() {
    with(|cx| {
        let f = variadic(cx, "user/f", 2, |_, b| {
            b.new_vector(Reg(0), Reg(0), 3);
            b.ret(Reg(0));
        });
        let args: [Value; 30] = core::array::from_fn(|i| long(i as i64));
        assert_eq!(
            show(cx, f, &args[..1]),
            "clojure.lang.ArityException: Wrong number of args (1) passed to: user/f"
        );
        assert_eq!(show(cx, f, &args[..2]), "[0 1 nil]");
        assert_eq!(show(cx, f, &args[..3]), "[0 1 (2)]");
        assert_eq!(show(cx, f, &args[..6]), "[0 1 (2 3 4 5)]");
        assert!(show(cx, f, &args).ends_with("28 29)]"));
        // The same from bytecode, through the closure's handler.
        let g = function(cx, "user/g", 0, |_, b| {
            let f = b.constant(f);
            b.load_const(Reg(2), f);
            for n in 0..7 {
                b.load_small(Reg(3 + n), n.into());
            }
            b.call(Reg(0), Reg(0), 7);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, g, &[]), "[0 1 (2 3 4 5 6)]");
    });
}

#[test]
fn apply_hands_the_rest_over_as_it_is() {
    with(|cx| {
        let f = variadic(cx, "user/f", 1, |_, b| {
            b.new_vector(Reg(0), Reg(0), 2);
            b.ret(Reg(0));
        });
        let coll = list(cx, &[3, 4]);
        let shown = |cx: &mut Mutator, args: &[Value], coll| {
            let value = apply::apply_to(cx, f, args, &mut { coll }).expect("no exception");
            data::print::pr_str(cx, value).expect("prints")
        };
        assert_eq!(shown(cx, &[], coll), "[3 (4 nil nil nil nil nil nil)]");
        assert_eq!(shown(cx, &[long(1)], Value::NIL), "[1 nil]");
        assert_eq!(shown(cx, &[long(1), long(2)], Value::NIL), "[1 (2)]");
        assert_eq!(shown(cx, &[long(1), long(2)], coll), "[1 (2 3 4 nil nil nil nil nil nil)]");
        let rest = apply::apply_to(cx, f, &[long(1)], &mut { coll }).expect("no exception");
        let rest = data::seq::second(cx, rest).expect("no exception");
        assert_eq!(rest, coll, "the very seq, not a copy");
        let refused = apply::apply_to(cx, f, &[], &mut { Value::NIL });
        assert!(refused.is_err() && thrown(cx).ends_with("(0) passed to: user/f"));
        let one = function(cx, "user/one", 1, |_, b| b.ret(Reg(0)));
        let refused = apply::apply_to(cx, one, &[], &mut { coll });
        assert!(refused.is_err() && thrown(cx).ends_with("(8) passed to: user/one"));
    });
}

#[test]
fn each_arity_has_its_method() {
    with(|cx| {
        let arity = |cx: &mut Mutator, argc: u16, flags| {
            method(cx, argc, flags, |_, b| {
                b.load_small(Reg(0), argc.into());
                b.ret(Reg(0));
            })
        };
        let methods = [
            arity(cx, 0, CodeFlags::NONE),
            arity(cx, 1, CodeFlags::NONE),
            arity(cx, 6, CodeFlags::NONE),
            arity(cx, 8, CodeFlags::VARIADIC),
        ];
        let template = template(cx, "user/f", 0, &methods);
        let f = interpreter::closure(cx, template).expect("room");
        let args = [Value::NIL; 25];
        let mut called = |argc: usize| show(cx, f, &args[..argc]);
        assert_eq!([0, 1, 6, 8, 9, 25].map(&mut called), ["0", "1", "6", "8", "8", "8"]);
        for argc in [2, 5, 7] {
            assert!(called(argc).ends_with(&format!("({argc}) passed to: user/f")));
        }
    });
}

#[test]
fn calls_through_cells_see_redefinitions() {
    with(|cx| {
        let constant = |cx: &mut Mutator, n: i32| {
            function(cx, "user/constant", 1, |_, b| {
                b.load_small(Reg(0), n);
                b.ret(Reg(0));
            })
        };
        let (one, two) = (constant(cx, 1), constant(cx, 2));
        let the_var = var(cx, "v");
        define(cx, the_var, one);
        let cell = cell_of(cx, the_var, 1);
        let f = function(cx, "user/f", 0, |_, b| {
            let cell = b.constant(cell);
            b.call_cell(Reg(0), Reg(0), cell);
            b.reserve_registers(4);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, f, &[]), "1");
        define(cx, the_var, two);
        assert_eq!(show(cx, f, &[]), "2");
        // To something without bytecode, and to something that is no function.
        let keyword = data::keyword::intern(cx, None, "k").expect("room");
        define(cx, the_var, keyword);
        assert_eq!(show(cx, f, &[]), "nil");
        define(cx, the_var, long(5));
        assert!(show(cx, f, &[]).starts_with("java.lang.ClassCastException: class java.lang.Long"));
        let nothing = function(cx, "user/nothing", 0, |_, b| b.ret(Reg(0)));
        define(cx, the_var, nothing);
        assert!(show(cx, f, &[]).ends_with("(1) passed to: user/nothing"));
        define(cx, the_var, one);
        assert_eq!(show(cx, f, &[]), "1");
    });
}

#[test]
fn functions_with_metadata_are_called_like_others() {
    with(|cx| {
        let f = function(cx, "user/f", 1, |_, b| b.ret(Reg(0)));
        let wrapped = bytecode::function::with_meta(cx, f, long(1)).expect("room");
        assert_ne!(wrapped, f);
        assert_eq!(bytecode::function::meta(wrapped), long(1));
        assert_eq!(bytecode::function::with_meta(cx, wrapped, Value::NIL).expect("room"), f);
        assert_eq!(show(cx, wrapped, &[long(7)]), "7");
        assert!(show(cx, wrapped, &[]).ends_with("passed to: user/f"));
        let caller = function(cx, "user/caller", 1, |_, b| {
            let wrapped = b.constant(wrapped);
            b.load_const(Reg(3), wrapped);
            b.copy(Reg(4), Reg(0));
            b.call(Reg(0), Reg(1), 1);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, caller, &[long(8)]), "8");
    });
}

#[test]
fn recursion_without_end_is_an_error_that_can_be_caught() {
    with(|cx| {
        let the_var = var(cx, "v");
        let cell = cell_of(cx, the_var, 1);
        // (defn f [n] (inc (f (inc n))))
        let f = function(cx, "user/f", 1, |_, b| {
            let cell = b.constant(cell);
            b.inc(Reg(4), Reg(0));
            b.call_cell(Reg(1), Reg(1), cell);
            b.reserve_registers(5);
            b.inc(Reg(1), Reg(1));
            b.ret(Reg(1));
        });
        define(cx, the_var, f);
        for _ in 0..3 {
            assert_eq!(show(cx, f, &[long(0)]), "java.lang.StackOverflowError");
        }
        // (fn [] (try (f 0) (catch Throwable e :caught)))
        let caught = function(cx, "user/g", 0, |_, b| {
            let cell = b.constant(cell);
            let (start, end, handler) = (b.here(), b.label(), b.label());
            b.load_small(Reg(3), 0);
            b.call_cell(Reg(0), Reg(0), cell);
            b.reserve_registers(4);
            b.place(end);
            b.ret(Reg(0));
            b.place(handler);
            b.handler(start, end, handler, Reg(0));
            b.load_true(Reg(0));
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, caught, &[]), "true");
        let fine = function(cx, "user/h", 0, |_, b| {
            b.load_small(Reg(0), 4);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, fine, &[]), "4");
    });
}
