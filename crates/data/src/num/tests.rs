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
        "##-Inf" => return from_f64(cx, f64::NEG_INFINITY).expect("room"),
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

type Unary = fn(&mut Mutator, Value) -> Result;

fn boolean(result: Result<bool>) -> Result {
    result.map(Value::bool)
}

fn unary(name: &str) -> Option<Unary> {
    Some(match name {
        "inc" => inc,
        "dec" => dec,
        "inc'" => inc_promoting,
        "dec'" => dec_promoting,
        "neg" => neg,
        "neg'" => neg_promoting,
        "abs" => abs,
        "zero" => |cx, v| boolean(is_zero(cx, v)),
        "pos" => |cx, v| boolean(is_pos(cx, v)),
        "neg?" => |cx, v| boolean(is_neg(cx, v)),
        "long" => |cx, v| to_long(cx, v).and_then(|n| from_i64(cx, n)),
        "double" => |cx, v| to_double(cx, v).and_then(|d| from_f64(cx, d)),
        "float" => |cx, v| to_float(cx, v).and_then(|f| from_f32(cx, f)),
        "short" => |cx, v| to_short(cx, v).and_then(|n| from_i16(cx, n)),
        "byte" => |cx, v| to_byte(cx, v).and_then(|n| from_i8(cx, n)),
        "ulong" => |cx, v| long_value(cx, v).and_then(|n| from_i64(cx, n)),
        "uint" => |cx, v| int_value(cx, v).and_then(|n| from_i32(cx, n)),
        "bigint" => to_bigint,
        "biginteger" => to_biginteger,
        "bigdec" => to_bigdec,
        "rationalize" => rationalize,
        "bit-not" => bit_not,
        "hash" => |_, v| Ok(Value::small(hasheq(v))),
        "hashCode" => |_, v| Ok(Value::small(hash_code(v))),
        "pr" => |_, v| Ok(v),
        _ => return None,
    })
}

fn binary(name: &str) -> Option<Operation> {
    Some(match name {
        "add" | "add7" => add,
        "sub" | "sub4" => sub,
        "mul" | "mul5" => mul,
        "div" | "div2" | "div3" | "div10" => div,
        "quot" | "quot6" => quot,
        "rem" | "rem6" => rem,
        "mod" => mod_,
        "add'" => add_promoting,
        "sub'" => sub_promoting,
        "mul'" => mul_promoting,
        "uadd" => add_unchecked,
        "umul" => mul_unchecked,
        "lt" => |cx, a, b| boolean(lt(cx, a, b)),
        "lte" => |cx, a, b| boolean(lte(cx, a, b)),
        "gt" => |cx, a, b| boolean(gt(cx, a, b)),
        "gte" => |cx, a, b| boolean(gte(cx, a, b)),
        "equiv" => |cx, a, b| boolean(equiv(cx, a, b)),
        "equal" => |cx, a, b| boolean(crate::equiv::equiv(cx, a, b)),
        "equals" => |cx, a, b| boolean(crate::equiv::equals(cx, a, b)),
        "compare" => |cx, a, b| crate::compare::compare(cx, a, b).map(Value::small),
        "max" => max,
        "min" => min,
        "bit-and" => bit_and,
        "bit-xor" => bit_xor,
        "shl" => bit_shift_left,
        "shr" => bit_shift_right,
        "ushr" => unsigned_bit_shift_right,
        _ => return None,
    })
}

/// The context that an operation's name ends with, in `answers.tsv`.
fn context(name: &str) -> Option<MathContext> {
    let (precision, rounding) = match name {
        "add7" => (7, Rounding::HalfUp),
        "mul5" => (5, Rounding::HalfEven),
        "div10" => (10, Rounding::HalfUp),
        "div3" => (3, Rounding::Up),
        "quot6" | "rem6" => (6, Rounding::HalfUp),
        "sub4" => (4, Rounding::Floor),
        "div2" => (2, Rounding::Ceiling),
        _ => return None,
    };
    Some(MathContext { precision, rounding })
}

thread_local! {
    static CONTEXT: std::cell::Cell<Option<MathContext>> = const { std::cell::Cell::new(None) };
}

fn text_value(cx: &mut Mutator, text: &str) -> Value {
    crate::string::new(cx, text).expect("room")
}

fn answer(cx: &mut Mutator, name: &str, a: &str, b: &str) -> String {
    CONTEXT.set(context(name));
    let bits = || a.parse::<i64>().expect("bits");
    let result = match name {
        "double-bits" => return double_to_string(f64::from_bits(bits() as u64)),
        "float-bits" => return float_to_string(f32::from_bits(bits() as u32)),
        "read" => {
            return match parse(cx, a) {
                Ok(Some(value)) => {
                    let class = crate::class::class_name_of(cx, value);
                    format!("{} {class}", show(cx, Ok(value)))
                }
                Ok(None) => format!("java.lang.NumberFormatException: Invalid number: {a}"),
                Err(thrown) => show(cx, Err(thrown)),
            };
        }
        "new-bigint" => {
            let text = text_value(cx, a);
            to_biginteger(cx, text)
        }
        "new-bigdec" => {
            let text = text_value(cx, a);
            to_bigdec(cx, text)
        }
        "str" => {
            let value = read(cx, a);
            return format!("\"{}\"", to_string(value));
        }
        _ => match (unary(name), binary(name)) {
            (Some(operation), _) => {
                let value = read(cx, a);
                operation(cx, value)
            }
            (None, Some(operation)) => {
                let (x, y) = (read(cx, a), read(cx, b));
                operation(cx, x, y)
            }
            (None, None) => panic!("{name} is no operation"),
        },
    };
    show(cx, result)
}

/// Every line of `answers.tsv`, or of the file that `TERCEL_ANSWERS` names.
#[test]
fn answers_of_the_jvm() {
    let text = match std::env::var("TERCEL_ANSWERS") {
        Ok(path) => std::fs::read_to_string(path).expect("the file of answers"),
        Err(_) => include_str!("answers.tsv").to_owned(),
    };
    let mut wrong = Vec::new();
    testing::with(|cx| {
        let math_context = |_: &mut Mutator| CONTEXT.get();
        let hooks = crate::hooks::Hooks {
            math_context: Some(math_context),
            ..crate::hooks::Hooks::default()
        };
        crate::hooks::install(cx, hooks);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().expect("four columns");
            let (name, a, b, expected) = (column(), column(), column(), column());
            let found = answer(cx, name, a, b);
            if found != expected.trim_end_matches(": ") {
                wrong.push(format!("{name} {a} {b}\n  expected {expected}\n  found    {found}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
