//! Numbers against the answers of Clojure on the JVM.

use heap::{Mutator, Result, Value};

use super::*;
use crate::print::pr_str;
use crate::testing;

fn read(cx: &mut Mutator, text: &str) -> Value {
    match text {
        "nil" => return Value::NIL,
        "##NaN" => return from_f64(cx, f64::NAN).expect("room"),
        "##Inf" => return from_f64(cx, f64::INFINITY).expect("room"),
        "MAX" => return from_i64(cx, i64::MAX).expect("room"),
        "MIN" => return from_i64(cx, i64::MIN).expect("room"),
        _ => {}
    }
    if let Some(text) = text.strip_prefix('"') {
        return crate::string::new(cx, text.trim_end_matches('"')).expect("room");
    }
    match parse(cx, text) {
        Ok(Some(value)) => value,
        other => panic!("{text} is no number: {other:?}"),
    }
}

fn show(cx: &mut Mutator, result: Result) -> String {
    match result {
        Ok(value) => pr_str(cx, value).expect("numbers print"),
        Err(thrown) => testing::thrown::<Value>(cx, Err(thrown)),
    }
}

type Operation = fn(&mut Mutator, Value, Value) -> Result;

fn check(operation: Operation, rows: &[(&str, &str, &str)]) {
    testing::with(|cx| {
        for (a, b, expected) in rows {
            let (x, y) = (read(cx, a), read(cx, b));
            let result = operation(cx, x, y);
            assert_eq!(show(cx, result), *expected, "{a} {b}");
        }
    });
}

const CAST: &str = "java.lang.ClassCastException: class java.lang.String cannot be cast to class \
     java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader \
     'bootstrap')";
const NULL: &str =
    "java.lang.NullPointerException: Cannot invoke \"Object.getClass()\" because \"x\" is null";
const ENDLESS: &str = "java.lang.ArithmeticException: Non-terminating decimal expansion; no exact \
     representable decimal result.";
const BY_ZERO: &str = "java.lang.ArithmeticException: Divide by zero";
const OVERFLOW: &str = "java.lang.ArithmeticException: long overflow";

#[test]
fn sums() {
    check(
        add,
        &[
            ("1", "2", "3"),
            ("1", "nil", NULL),
            ("nil", "nil", NULL),
            ("\"a\"", "nil", NULL),
            ("\"a\"", "1", CAST),
            ("1", "\"a\"", CAST),
            ("MAX", "1", OVERFLOW),
            ("4611686018427387903", "1", "4611686018427387904"),
            ("1/2", "1/2", "1N"),
            ("1/2", "0.5M", "1.0M"),
            ("1/3", "0.5M", ENDLESS),
            ("1", "2.5", "3.5"),
            ("1N", "2", "3N"),
            ("0.1", "0.2", "0.30000000000000004"),
        ],
    );
    check(add_promoting, &[("MAX", "1", "9223372036854775808N"), ("1", "2", "3")]);
    check(add_unchecked, &[("MAX", "1", "-9223372036854775808"), ("1N", "2", "3N")]);
    check(sub, &[("0", "MIN", OVERFLOW), ("1/2", "1/2", "0N"), ("MIN", "1", OVERFLOW)]);
    check(sub_promoting, &[("0", "MIN", "9223372036854775808N")]);
}

#[test]
fn products_and_quotients() {
    check(
        mul,
        &[("1.5M", "2", "3.0M"), ("MIN", "-1", OVERFLOW), ("1N", "1", "1N"), ("2", "1/2", "1N")],
    );
    check(mul_promoting, &[("MAX", "2", "18446744073709551614N")]);
    check(mul_unchecked, &[("MAX", "2", "-2")]);
    check(
        div,
        &[
            ("4", "2", "2"),
            ("1", "2", "1/2"),
            ("-1", "2", "-1/2"),
            ("1", "-2", "-1/2"),
            ("4N", "2", "2N"),
            ("1N", "2N", "1/2"),
            ("2", "4N", "1/2"),
            ("MIN", "-1", "9223372036854775808N"),
            ("1.0", "0", BY_ZERO),
            ("1", "0.0", BY_ZERO),
            ("##NaN", "0", "##NaN"),
            ("nil", "0", BY_ZERO),
            ("\"a\"", "0", BY_ZERO),
            ("\"a\"", "1", CAST),
            ("1", "nil", NULL),
            ("1M", "3", ENDLESS),
            ("1M", "4", "0.25M"),
            ("10M", "4M", "2.5M"),
            ("1.00M", "2", "0.50M"),
            ("5/2", "0", BY_ZERO),
            ("1E+3M", "1M", "1E+3M"),
        ],
    );
    check(
        quot,
        &[
            ("7.5M", "2", "3.0M"),
            ("7.5", "2", "3.0"),
            ("7/2", "1", "3N"),
            ("1e30", "1", "1.0E30"),
            ("##Inf", "1", "java.lang.NumberFormatException: Infinite or NaN"),
            ("5.0", "0", BY_ZERO),
            ("5M", "0M", BY_ZERO),
            ("MIN", "-1", "-9223372036854775808"),
        ],
    );
    check(
        rem,
        &[
            ("7.5M", "2", "1.5M"),
            ("-7.5", "2", "-1.5"),
            ("7/2", "2", "3/2"),
            ("5", "##Inf", "##NaN"),
            ("MIN", "-1", "0"),
        ],
    );
    check(mod_, &[("-7", "3", "2"), ("-7.5M", "2", "0.5M"), ("-7/2", "2", "1/2")]);
}

#[test]
fn doubles_print_as_in_java() {
    for (d, expected) in [
        (1.0, "1.0"),
        (0.1, "0.1"),
        (100.0, "100.0"),
        (1e7, "1.0E7"),
        (9999999.0, "9999999.0"),
        (12345678.9, "1.23456789E7"),
        (0.001, "0.001"),
        (0.0001, "1.0E-4"),
        (0.002, "0.002"),
        (0.0123, "0.0123"),
        (1e23, "1.0E23"),
        (2e-323, "2.0E-323"),
        (f64::from_bits(1), "4.9E-324"),
        (f64::MAX, "1.7976931348623157E308"),
        (-0.0, "-0.0"),
        (123456.0, "123456.0"),
        (3.15, "3.15"),
        (1234567.0, "1234567.0"),
        (20.0, "20.0"),
        (1.1e10, "1.1E10"),
    ] {
        assert_eq!(double_to_string(d), expected);
    }
    assert_eq!(float_to_string(0.1), "0.1");
    assert_eq!(float_to_string(1e10), "1.0E10");
    assert_eq!(float_to_string(1.0 / 3.0), "0.33333334");
}

#[test]
fn hashes() {
    testing::with(|cx| {
        for (text, hash, java) in [
            ("1", 1392991556, 1),
            ("1.5", 1073217536, 1073217536),
            ("1N", 1392991556, 1),
            ("99999999999999999999N", 1882487351, 1882487351),
            ("-99999999999999999999N", -1882487351, -1882487351),
            ("1/2", 3, 3),
            ("1.50M", 466, 4652),
            ("0.00M", 0, 2),
            ("-0.0", 0, i32::MIN),
            ("-1", 1651860712, 0),
        ] {
            let value = read(cx, text);
            assert_eq!(hash_code(value), java, "{text}");
            assert_eq!(hasheq(value), hash, "{text}");
        }
    });
}
