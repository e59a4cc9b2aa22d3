//! Vars, look-ups, `case`, collections, types: the ops that reach into other objects.

mod common;

use bytecode::{ConstIx, Reg};
use common::{define, function, long, show, var, with};
use heap::{Mutator, Value};

fn keyword(cx: &mut Mutator, name: &str) -> Value {
    data::keyword::intern(cx, None, name).expect("room")
}

fn text(cx: &mut Mutator, text: &str) -> Value {
    data::string::new(cx, text).expect("room")
}

fn map(cx: &mut Mutator, names: &[&str]) -> Value {
    let mut map = data::map::from_pairs(cx, &[]).expect("room");
    for (i, name) in names.iter().enumerate() {
        let key = keyword(cx, name);
        map = data::map::assoc(cx, map, key, long(i as i64)).expect("room");
    }
    map
}

#[test]
fn vars_are_read_set_and_defined() {
    with(|cx| {
        let v = var(cx, "v");
        let read = function(cx, "user/read", 0, |_, b| {
            let v = b.constant(v);
            b.var_get(Reg(0), v);
            b.ret(Reg(0));
        });
        let unbound = show(cx, read, &[]);
        assert!(unbound.starts_with("#object[clojure.lang.Var$Unbound 0x"), "{unbound}");
        let write = function(cx, "user/write", 1, |_, b| {
            let v = b.constant(v);
            b.def(Reg(0), v, Reg(0));
            b.ret(Reg(0));
        });
        for (value, shown) in
            [(long(1), "1"), (Value::FALSE, "false"), (Value::NIL, "nil"), (Value::TRUE, "true")]
        {
            assert_eq!(show(cx, write, &[value]), "#'user/v");
            assert_eq!(show(cx, read, &[]), shown);
        }
        let set = function(cx, "user/set", 1, |_, b| {
            let v = b.constant(v);
            b.var_set(v, Reg(0));
            b.var_get_dynamic(Reg(0), v);
            b.ret(Reg(0));
        });
        assert_eq!(
            show(cx, set, &[long(2)]),
            "java.lang.IllegalStateException: Can't change/establish root binding of: v with set"
        );
        runtime::var::set_dynamic(cx, v, true).expect("room");
        runtime::binding::push(cx, &[v, long(5)]).expect("room");
        assert_eq!(show(cx, set, &[long(2)]), "2");
        assert_eq!(show(cx, read, &[]), "true", "var-get is the root");
        runtime::binding::pop(cx).expect("one was pushed");
    });
}

#[test]
fn keyword_look_ups_remember_the_shape() {
    with(|cx| {
        let b_key = keyword(cx, "b");
        let f = function(cx, "user/f", 1, |_, b| {
            let key = b.constant(b_key);
            b.keyword_get(Reg(1), Reg(0), key, (), ());
            b.load_small(Reg(2), -1);
            b.keyword_get_default(Reg(2), Reg(0), key, Reg(2), (), ());
            b.new_vector(Reg(0), Reg(1), 2);
            b.ret(Reg(0));
        });
        let maps = [
            (map(cx, &["a", "b"]), "[1 1]"),
            (map(cx, &["b"]), "[0 0]"),
            (map(cx, &["a"]), "[nil -1]"),
            (map(cx, &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]), "[1 1]"),
            (Value::NIL, "[nil -1]"),
            (long(3), "[nil -1]"),
        ];
        for _ in 0..3 {
            for (map, shown) in maps {
                assert_eq!(show(cx, f, &[map]), shown);
                assert_eq!(show(cx, f, &[map]), shown);
            }
        }
    });
}

#[test]
fn case_finds_words_and_equal_values() {
    with(|cx| {
        let keys = [
            long(1),
            Value::char(97),
            keyword(cx, "k"),
            text(cx, "str"),
            data::symbol::intern(cx, None, "sym").expect("room"),
            data::vector::from_slice(cx, &[long(1), long(2)]).expect("room"),
            Value::NIL,
            Value::TRUE,
            data::num::from_f64(cx, 1.5).expect("room"),
            data::num::from_i64(cx, i64::MAX).expect("room"),
        ];
        let f = function(cx, "user/f", 1, |_, b| {
            let end = b.label();
            let rows: Vec<_> = keys.iter().map(|key| (b.constant(*key), b.label())).collect();
            b.case(Reg(0), &rows);
            b.load_small(Reg(0), -1);
            b.ret(Reg(0));
            for (i, (_, label)) in rows.iter().enumerate() {
                b.place(*label);
                b.load_small(Reg(0), i as i32);
                b.jump(end);
            }
            b.place(end);
            b.ret(Reg(0));
        });
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(show(cx, f, &[*key]), i.to_string());
        }
        let equal = [
            (text(cx, "str"), "3"),
            (data::num::from_big(cx, &1.into()).expect("room"), "0"),
            (data::num::from_i64(cx, i64::MAX).expect("room"), "9"),
            (data::list::from_slice(cx, &[long(1), long(2)]).expect("room"), "5"),
            (data::num::from_f64(cx, 1.0).expect("room"), "-1"),
            (long(2), "-1"),
            (Value::FALSE, "-1"),
            (keyword(cx, "other"), "-1"),
            (text(cx, "other"), "-1"),
        ];
        for (value, answer) in equal {
            assert_eq!(show(cx, f, &[value]), answer);
        }
    });
}

#[test]
fn core_functions_as_ops() {
    with(|cx| {
        let f = function(cx, "user/f", 2, |_, b| {
            let [v, k] = [Reg(0), Reg(1)];
            b.first(Reg(2), v);
            b.rest(Reg(3), v);
            b.next(Reg(4), v);
            b.seq(Reg(5), v);
            b.copy(Reg(6), v);
            b.count(Reg(6), Reg(6));
            b.nth(Reg(7), v, k);
            b.load_small(Reg(9), 99);
            b.load_nil(Reg(10));
            b.nth_default(Reg(8), v, Reg(9), Reg(10));
            b.get(Reg(9), v, k);
            b.get_default(Reg(10), v, v, k);
            b.contains(Reg(11), v, k);
            b.conj(Reg(12), v, k);
            b.assoc(Reg(13), v, k, v);
            b.is_nil(Reg(14), v);
            b.not(Reg(15), v);
            b.identical(Reg(16), v, v);
            b.new_vector(Reg(0), Reg(2), 15);
            b.ret(Reg(0));
        });
        let v = data::vector::from_slice(cx, &[long(7), long(8)]).expect("room");
        assert_eq!(
            show(cx, f, &[v, long(0)]),
            "[7 (8) (8) (7 8) 2 7 nil 7 0 true [7 8 0] [[7 8] 8] false false true]"
        );
        let literals = function(cx, "user/g", 4, |_, b| {
            b.new_map(Reg(4), Reg(0), 4);
            b.new_set(Reg(5), Reg(0), 2);
            b.new_list(Reg(6), Reg(0), 4);
            b.new_vector(Reg(0), Reg(4), 3);
            b.ret(Reg(0));
        });
        let args = [long(1), long(2), long(3), long(4)];
        assert_eq!(show(cx, literals, &args), "[{1 2, 3 4} #{1 2} (1 2 3 4)]");
        let args = [long(1), long(2), long(1), long(4)];
        assert_eq!(
            show(cx, literals, &args),
            "java.lang.IllegalArgumentException: Duplicate key: 1"
        );
        let nth = function(cx, "user/nth", 2, |_, b| {
            b.nth(Reg(0), Reg(0), Reg(1));
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, nth, &[v, long(2)]), "java.lang.IndexOutOfBoundsException");
        assert_eq!(show(cx, nth, &[v, long(-1)]), "java.lang.IndexOutOfBoundsException");
    });
}

#[test]
fn fields_belong_to_one_class() {
    with(|cx| {
        use runtime::deftype::{Family, TypeSpec, complete, declare, new_instance};
        let x = data::symbol::intern(cx, None, "x").expect("room");
        let make = |cx: &mut Mutator, name: &str| {
            let spec =
                TypeSpec { name, family: Family::Type, fields: &[x], mutable: 1, interfaces: &[] };
            let class = declare(cx, &spec).expect("room");
            complete(cx, class, &[]).expect("room");
            class
        };
        let (point, other) = (make(cx, "user.Point"), make(cx, "user.Other"));
        let f = function(cx, "user/f", 2, |_, b| {
            let class: ConstIx = b.constant(point);
            b.store_field(Reg(0), 0, Reg(1), class);
            b.load_field(Reg(0), Reg(0), 0, class);
            b.ret(Reg(0));
        });
        let p = new_instance(cx, point, &[long(1)]).expect("room");
        let o = new_instance(cx, other, &[long(1)]).expect("room");
        assert_eq!(show(cx, f, &[p, long(9)]), "9");
        for wrong in [o, long(1), f] {
            assert!(show(cx, f, &[wrong, long(9)]).starts_with("java.lang.ClassCastException"));
        }
        let test = function(cx, "user/test", 1, |_, b| {
            let class = b.constant(point);
            b.is_instance(Reg(0), Reg(0), class);
            b.ret(Reg(0));
        });
        assert_eq!([p, o, long(1)].map(|v| show(cx, test, &[v])), ["true", "false", "false"]);
    });
}

#[test]
fn functions_show_their_class() {
    with(|cx| {
        let f = function(cx, "my-app.core/run!", 0, |_, b| {
            b.load_nil(Reg(0));
            b.ret(Reg(0));
        });
        let class = data::class_of(cx, f).expect("room");
        assert_eq!(data::class::class_name_of(cx, f), "my_app.core$run_BANG_");
        assert_eq!(data::class_of(cx, f).expect("room"), class);
        assert!(show(cx, f, &[]) == "nil");
        let printed = data::print::pr_str(cx, f).expect("prints");
        assert!(printed.starts_with("#object[my_app.core$run_BANG_ 0x"), "{printed}");
    });
}

#[test]
fn vars_multimethods_and_keywords_are_called_from_bytecode() {
    with(|cx| {
        let v = var(cx, "v");
        let one = function(cx, "user/one", 1, |_, b| b.ret(Reg(0)));
        define(cx, v, one);
        let call = function(cx, "user/call", 2, |_, b| {
            b.copy(Reg(4), Reg(0));
            b.copy(Reg(5), Reg(1));
            b.call(Reg(0), Reg(2), 1);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, call, &[v, long(3)]), "3");
        let unbound = var(cx, "unbound");
        assert_eq!(
            show(cx, call, &[unbound, long(3)]),
            "java.lang.IllegalStateException: Attempting to call unbound fn: #'user/unbound"
        );
        let k = keyword(cx, "a");
        let m = map(cx, &["a"]);
        assert_eq!(show(cx, call, &[k, m]), "0");
        assert_eq!(show(cx, call, &[m, k]), "0");
        assert!(show(cx, call, &[Value::NIL, k]).starts_with("java.lang.NullPointerException"));
        assert!(show(cx, call, &[long(1), k]).contains("cannot be cast to class clojure.lang.IFn"));
    });
}

/// A method that calls the multimethod again goes on in the same loop: no native stack is used.
#[test]
fn multimethods_recurse_without_native_frames() {
    with(|cx| {
        let sign = function(cx, "user/sign", 1, |_, b| {
            b.load_small(Reg(1), 0);
            b.gt(Reg(0), Reg(0), Reg(1));
            b.ret(Reg(0));
        });
        let name = text(cx, "m");
        let default = keyword(cx, "default");
        let hierarchy = runtime::multimethod::global_hierarchy(cx);
        let multi = runtime::multimethod::new(cx, name, sign, default, hierarchy).expect("room");
        let v = var(cx, "m");
        define(cx, v, multi);
        let cell = common::cell_of(cx, v, 1);
        let down = function(cx, "user/down", 1, |_, b| {
            let cell = b.constant(cell);
            b.dec(Reg(4), Reg(0));
            b.call_cell(Reg(1), Reg(1), cell);
            b.reserve_registers(5);
            b.inc(Reg(1), Reg(1));
            b.ret(Reg(1));
        });
        let end = function(cx, "user/end", 1, |_, b| b.ret(Reg(0)));
        runtime::multimethod::add_method(cx, multi, Value::TRUE, down).expect("room");
        runtime::multimethod::add_method(cx, multi, Value::FALSE, end).expect("room");
        assert_eq!(show(cx, down, &[long(200_000)]), "200000");
    });
}

#[test]
fn a_fault_in_a_slow_path_is_an_exception_like_any_other() {
    with(|cx| {
        let f = function(cx, "user/f", 1, |_, b| {
            let (start, end, handler) = (b.here(), b.label(), b.label());
            b.first(Reg(0), Reg(0));
            b.place(end);
            b.ret(Reg(0));
            b.place(handler);
            b.handler(start, end, handler, Reg(0));
            b.load_true(Reg(0));
            b.ret(Reg(0));
        });
        let faulty = cx.alloc_refs(common::FAULTY, &[]).expect("room");
        assert_eq!(show(cx, f, &[faulty]), "true");
        let bare = function(cx, "user/g", 1, |_, b| {
            b.count(Reg(0), Reg(0));
            b.ret(Reg(0));
        });
        assert!(show(cx, bare, &[faulty]).starts_with("java.lang.InternalError"));
        assert_eq!(show(cx, f, &[Value::NIL]), "nil");
    });
}
