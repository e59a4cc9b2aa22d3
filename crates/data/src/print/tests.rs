//! Scalars as they print, against the answers of Clojure on the JVM.

use heap::{Mutator, Value};

use super::{pr, pr_str, str_of};
use crate::class::{self, ClassId};
use crate::text::Text;
use crate::{inst, keyword, num, pattern, string, symbol, tagged, testing, throwable, uuid};

fn forms(cx: &mut Mutator, value: Value) -> [String; 3] {
    let mut printed = Text::new();
    pr(cx, value, &mut printed, false).expect("prints");
    let readable = pr_str(cx, value).expect("prints");
    [readable, printed.into_string(), str_of(cx, value).expect("prints")]
}

fn number(cx: &mut Mutator, text: &str) -> Value {
    num::parse(cx, text).expect("room").expect("a number")
}

#[test]
fn readable_printed_and_str() {
    testing::with(|cx| {
        let infinite = num::from_f64(cx, f64::INFINITY).expect("room");
        let big = number(cx, "1N");
        let decimal = number(cx, "1.50M");
        let text = string::new(cx, "a\"\\\n\t\u{8}\u{c}\ré\u{0}").expect("room");
        let class = class::object(cx, ClassId::STRING).expect("room");
        let map = class::object(cx, ClassId::named("java.util.Map")).expect("room");
        let long = class::object(cx, ClassId::named("long")).expect("room");
        let array = class::object(cx, ClassId::named("[I")).expect("room");
        let strings = class::find(cx, "[[Ljava.lang.String;").expect("room").expect("a class");
        let date = inst::new(cx, 0).expect("room");
        let uuid = uuid::new(cx, 1 << 64 | 2).expect("room");
        let source = string::new(cx, "a\"b\\n\\Q\"\\E\"").expect("room");
        let pattern = pattern::new(cx, source, 0, Value::NIL).expect("room");
        let tag = symbol::parse(cx, "foo").expect("room");
        let tagged = tagged::literal(cx, tag, Value::small(1)).expect("room");
        let tagged_str = "clojure.lang.TaggedLiteral@".to_owned();
        let keyword = keyword::parse(cx, "a/b").expect("room");
        for (value, readable, printed, shown) in [
            (Value::NIL, "nil", "nil", ""),
            (Value::TRUE, "true", "true", "true"),
            (infinite, "##Inf", "##Inf", "Infinity"),
            (big, "1N", "1N", "1"),
            (decimal, "1.50M", "1.50M", "1.50"),
            (Value::char(10), "\\newline", "\n", "\n"),
            (Value::char(0x61), "\\a", "a", "a"),
            (
                text,
                "\"a\\\"\\\\\\n\\t\\b\\f\\ré\u{0}\"",
                "a\"\\\n\t\u{8}\u{c}\ré\u{0}",
                "a\"\\\n\t\u{8}\u{c}\ré\u{0}",
            ),
            (class, "java.lang.String", "java.lang.String", "class java.lang.String"),
            (map, "java.util.Map", "java.util.Map", "interface java.util.Map"),
            (long, "long", "long", "long"),
            (array, "int/1", "int/1", "class [I"),
            (strings, "java.lang.String/2", "java.lang.String/2", "class [[Ljava.lang.String;"),
            (
                date,
                "#inst \"1970-01-01T00:00:00.000-00:00\"",
                "#inst \"1970-01-01T00:00:00.000-00:00\"",
                "Thu Jan 01 00:00:00 UTC 1970",
            ),
            (
                uuid,
                "#uuid \"00000000-0000-0001-0000-000000000002\"",
                "#uuid \"00000000-0000-0001-0000-000000000002\"",
                "00000000-0000-0001-0000-000000000002",
            ),
            (
                pattern,
                "#\"a\\\"b\\n\\Q\\E\\\"\\Q\\E\\\"\"",
                "#\"a\\\"b\\n\\Q\\E\\\"\\Q\\E\\\"\"",
                "a\"b\\n\\Q\"\\E\"",
            ),
            (keyword, ":a/b", ":a/b", ":a/b"),
        ] {
            assert_eq!(forms(cx, value), [readable, printed, shown]);
        }
        let [readable, printed, shown] = forms(cx, tagged);
        assert_eq!([readable, printed], ["#foo 1", "#foo 1"]);
        assert!(shown.starts_with(&tagged_str), "{shown}");
    });
}

#[test]
fn dates_of_all_ages() {
    testing::with(|cx| {
        for (millis, readable, shown) in [
            (i64::MIN, "292269055-12-02T16:47:04.192", "Sun Dec 02 16:47:04 UTC 292269055"),
            (253402300800000, "10000-01-01T00:00:00.000", "Sat Jan 01 00:00:00 UTC 10000"),
            (-62167219200001, "0001-01-02T23:59:59.999", "Fri Jan 02 23:59:59 UTC 1"),
            (-1, "1969-12-31T23:59:59.999", "Wed Dec 31 23:59:59 UTC 1969"),
            (-14830992000000, "1500-01-01T00:00:00.000", "Wed Jan 01 00:00:00 UTC 1500"),
        ] {
            let date = inst::new(cx, millis).expect("room");
            let expected = format!("#inst \"{readable}-00:00\"");
            assert_eq!(pr_str(cx, date), Ok(expected));
            assert_eq!(str_of(cx, date).as_deref(), Ok(shown));
        }
    });
}

#[test]
fn throwables() {
    testing::with(|cx| {
        let message = string::new(cx, "b").expect("room");
        let root = throwable::new(cx, ClassId::RUNTIME_EXCEPTION, Value::NIL, Value::NIL);
        let root = root.expect("room");
        let outer = throwable::new(cx, ClassId::EXCEPTION, message, root).expect("room");
        assert_eq!(
            pr_str(cx, outer).as_deref(),
            Ok(
                "#error {\n :cause nil\n :via\n [{:type java.lang.Exception\n   :message \"b\"}\n  \
                {:type java.lang.RuntimeException\n   :message nil}]\n :trace\n []}"
            )
        );
        assert_eq!(str_of(cx, outer).as_deref(), Ok("java.lang.Exception: b"));
        assert_eq!(str_of(cx, root).as_deref(), Ok("java.lang.RuntimeException"));
    });
}

#[test]
fn uuids() {
    testing::with(|cx| {
        for (text, expected) in [
            ("1-1-1-1-1", "#uuid \"00000001-0001-0001-0001-000000000001\""),
            ("123456789-1-1-1-1", "#uuid \"23456789-0001-0001-0001-000000000001\""),
            (
                "550E8400-E29B-41D4-A716-446655440000",
                "#uuid \"550e8400-e29b-41d4-a716-446655440000\"",
            ),
            ("x", "java.lang.IllegalArgumentException: Invalid UUID string: x"),
            (
                "00000000-0000-0001-0000-00000000000g",
                "java.lang.NumberFormatException: Error at index 11 in: \"00000000000g\"",
            ),
            (
                "00000000-0000-0001-0000-0000000000021",
                "java.lang.IllegalArgumentException: UUID string too large",
            ),
            ("1--1-1-1", "java.lang.NumberFormatException: "),
        ] {
            let shown = match uuid::parse(cx, text) {
                Ok(value) => pr_str(cx, value).expect("prints"),
                Err(thrown) => testing::thrown::<Value>(cx, Err(thrown)),
            };
            assert_eq!(shown, expected, "{text}");
        }
    });
}
