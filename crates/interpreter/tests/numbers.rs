//! Arithmetic and comparisons: the fast paths, and where they end.

mod common;

use bytecode::{CodeBuilder, Reg};
use common::{function, long, show, with};
use heap::{Mutator, Value};

fn binary(cx: &mut Mutator, emit: fn(&mut CodeBuilder, Reg, Reg, Reg)) -> Value {
    function(cx, "user/op", 2, |_, b| {
        emit(b, Reg(0), Reg(0), Reg(1));
        b.ret(Reg(0));
    })
}

fn number(cx: &mut Mutator, text: &str) -> Value {
    match text.parse::<i64>() {
        Ok(n) => data::num::from_i64(cx, n).expect("room"),
        Err(_) => data::num::from_f64(cx, text.parse().expect("a number")).expect("room"),
    }
}

fn check(emit: fn(&mut CodeBuilder, Reg, Reg, Reg), rows: &[(&str, &str, &str)]) {
    with(|cx| {
        let f = binary(cx, emit);
        for (a, b, answer) in rows {
            let (x, y) = (number(cx, a), number(cx, b));
            assert_eq!(show(cx, f, &[x, y]), *answer, "{a} and {b}");
        }
    });
}

const OVERFLOW: &str = "java.lang.ArithmeticException: long overflow";
const BY_ZERO: &str = "java.lang.ArithmeticException: Divide by zero";
const MAX: &str = "9223372036854775807";
const MIN: &str = "-9223372036854775808";

#[test]
fn sums_and_products_overflow_at_64_bits() {
    let rows = [
        ("1", "2", "3"),
        ("4611686018427387903", "1", "4611686018427387904"),
        ("4611686018427387904", "-1", "4611686018427387903"),
        (MAX, "0", MAX),
        (MAX, "1", OVERFLOW),
        ("1.5", "2.25", "3.75"),
        ("1.5", "-1.5", "0.0"),
        ("1", "0.5", "1.5"),
        ("1e300", "1e300", "2.0E300"),
    ];
    check(CodeBuilder::add, &rows);
    let rows = [
        ("5", "7", "-2"),
        (MIN, "1", OVERFLOW),
        ("0", MIN, OVERFLOW),
        ("-4611686018427387904", "1", "-4611686018427387905"),
        ("0.5", "0.5", "0.0"),
    ];
    check(CodeBuilder::sub, &rows);
    let rows = [
        ("-3", "7", "-21"),
        ("3037000500", "3037000500", OVERFLOW),
        ("3037000499", "3037000499", "9223372030926249001"),
        (MIN, "-1", OVERFLOW),
        ("1.5", "2", "3.0"),
    ];
    check(CodeBuilder::mul, &rows);
}

#[test]
fn division_is_exact_or_refused() {
    let rows = [
        ("6", "3", "2"),
        ("1", "3", "1/3"),
        ("1", "0", BY_ZERO),
        ("1.0", "0", BY_ZERO),
        ("1.0", "4.0", "0.25"),
        (MIN, "-1", "9223372036854775808N"),
    ];
    check(CodeBuilder::div, &rows);
    let rows = [
        ("-7", "2", "-3"),
        ("7", "0", BY_ZERO),
        ("-4611686018427387904", "-1", "4611686018427387904"),
    ];
    check(CodeBuilder::quot, &rows);
    check(CodeBuilder::rem, &[("-7", "2", "-1"), ("7", "-2", "1"), ("5.5", "2", "1.5")]);
    check(CodeBuilder::mod_, &[("-7", "2", "1"), ("7", "-2", "-1"), ("-6", "3", "0")]);
}

#[test]
fn bits_and_shifts() {
    check(CodeBuilder::bit_and, &[("12", "10", "8"), ("-1", MAX, MAX)]);
    check(CodeBuilder::bit_xor, &[("12", "10", "6")]);
    let rows = [
        ("1", "3", "8"),
        ("1", "62", "4611686018427387904"),
        ("1", "63", MIN),
        ("1", "64", "1"),
        ("1", "-1", MIN),
    ];
    check(CodeBuilder::shift_left, &rows);
    check(CodeBuilder::shift_right, &[("-8", "1", "-4"), (MIN, "63", "-1")]);
}

#[test]
fn comparisons_of_all_kinds_of_numbers() {
    check(
        CodeBuilder::lt,
        &[
            ("1", "2", "true"),
            ("2", "1", "false"),
            ("1", "1.5", "true"),
            ("-1.5", "2.5", "true"),
            (MIN, MAX, "true"),
            ("NaN", "1", "false"),
        ],
    );
    check(CodeBuilder::gte, &[("2", "2", "true"), ("1.0", "1", "true"), ("NaN", "NaN", "false")]);
    check(
        CodeBuilder::num_eq,
        &[("1", "1.0", "true"), ("0.0", "-0.0", "true"), ("NaN", "NaN", "false")],
    );
    check(
        CodeBuilder::equiv,
        &[
            ("1", "1", "true"),
            ("1", "1.0", "false"),
            ("1.5", "1.5", "true"),
            ("NaN", "NaN", "false"),
            (MAX, MAX, "true"),
        ],
    );
}

#[test]
fn what_is_no_number_is_refused() {
    with(|cx| {
        let f = binary(cx, CodeBuilder::add);
        let text = data::string::new(cx, "a").expect("room");
        assert!(
            show(cx, f, &[long(1), text])
                .starts_with("java.lang.ClassCastException: class java.lang.String")
        );
        assert!(show(cx, f, &[long(1), Value::NIL]).starts_with("java.lang.NullPointerException"));
    });
}

#[test]
fn small_numbers_in_the_instruction() {
    with(|cx| {
        let f = function(cx, "user/f", 1, |_, b| {
            b.add_imm(Reg(1), Reg(0), -7);
            b.mul_imm(Reg(2), Reg(0), 3);
            b.sub_imm(Reg(3), Reg(0), 32767);
            b.inc(Reg(4), Reg(0));
            b.dec(Reg(5), Reg(0));
            b.neg(Reg(6), Reg(0));
            b.new_vector(Reg(0), Reg(1), 6);
            b.ret(Reg(0));
        });
        assert_eq!(show(cx, f, &[long(10)]), "[3 30 -32757 11 9 -10]");
        let x = number(cx, "0.5");
        assert_eq!(show(cx, f, &[x]), "[-6.5 1.5 -32766.5 1.5 -0.5 -0.5]");
        let x = number(cx, MAX);
        assert_eq!(show(cx, f, &[x]), OVERFLOW);
    });
}

/// Every handler ends in a jump: many turns through each kind of slow path need no stack.
#[test]
fn slow_paths_take_no_native_stack() {
    with(|cx| {
        // (loop [i 0 s x] (if (< i 100000) (recur (inc i) (+ (* s y) y)) s))
        let f = function(cx, "user/f", 2, |_, b| {
            let [x, y, i] = [Reg(0), Reg(1), Reg(2)];
            b.load_small(i, 0);
            let head = b.here();
            let done = b.label();
            b.load_small(Reg(3), 100_000);
            b.jump_unless_lt(i, Reg(3), done);
            b.mul(x, x, y);
            b.add(x, x, y);
            b.gt(Reg(4), x, y);
            b.jump_unless_lte(y, x, done);
            b.inc(i, i);
            b.loop_back(head, ());
            b.place(done);
            b.ret(i);
        });
        let one = number(cx, "1.0");
        assert_eq!(show(cx, f, &[one, one]), "100000");
        let big = data::num::from_big(cx, &1.into()).expect("room");
        assert_eq!(show(cx, f, &[big, one]), "100000");
        let tiny = number(cx, "1e-300");
        assert_eq!(show(cx, f, &[tiny, tiny]), "100000");
    });
}
