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
        let pattern = pattern::compile(cx, source, 0).expect("room");
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

mod collections {
    use super::*;
    use crate::hooks::{self, Hooks};
    use crate::print::{PrintOptions, pr_as_bound};
    use crate::{list, map, set, vector};

    thread_local! {
        static OPTIONS: std::cell::Cell<PrintOptions> =
            const { std::cell::Cell::new(PrintOptions::DEFAULT) };
    }

    fn with_options(work: impl FnOnce(&mut Mutator)) {
        testing::with(|cx| {
            let hooks = Hooks { print_options: Some(|_| OPTIONS.get()), ..Hooks::default() };
            hooks::install(cx, hooks);
            work(cx);
        });
    }

    fn under(cx: &mut Mutator, options: PrintOptions, value: Value) -> String {
        OPTIONS.set(options);
        let mut text = Text::new();
        pr_as_bound(cx, value, &mut text).expect("prints");
        OPTIONS.set(PrintOptions::DEFAULT);
        text.into_string()
    }

    const DEFAULT: PrintOptions = PrintOptions::DEFAULT;

    fn n(n: i32) -> Value {
        Value::small(n)
    }

    fn vector_of(cx: &mut Mutator, items: &[Value]) -> Value {
        vector::from_slice(cx, items).expect("room")
    }

    fn map_of(cx: &mut Mutator, pairs: &[Value]) -> Value {
        map::from_pairs(cx, pairs).expect("room")
    }

    fn key(cx: &mut Mutator, text: &str) -> Value {
        keyword::parse(cx, text).expect("room")
    }

    #[test]
    fn length_and_level() {
        with_options(|cx| {
            let three = vector_of(cx, &[n(1), n(2), n(3)]);
            let two = vector_of(cx, &[n(1), n(2)]);
            let map = map_of(cx, &[n(1), n(2), n(3), n(4), n(5), n(6)]);
            let length = |length| PrintOptions { length: Some(length), ..DEFAULT };
            assert_eq!(under(cx, length(2), three), "[1 2 ...]");
            assert_eq!(under(cx, length(0), three), "[...]");
            assert_eq!(under(cx, length(2), two), "[1 2]");
            assert_eq!(under(cx, length(-1), two), "[1 2]");
            assert_eq!(under(cx, length(2), map), "{1 2, 3 4, ...}");

            let inner = vector_of(cx, &[n(3)]);
            let middle = vector_of(cx, &[n(2), inner]);
            let outer = vector_of(cx, &[n(1), middle]);
            let level = |level| PrintOptions { level: Some(level), ..DEFAULT };
            assert_eq!(under(cx, level(1), outer), "[1 #]");
            assert_eq!(under(cx, level(0), outer), "#");
            assert_eq!(under(cx, level(0), n(1)), "1");
            let map = map_of(cx, &[n(1), outer]);
            assert_eq!(under(cx, level(2), map), "{1 [1 #]}");
            let dup = PrintOptions { dup: true, length: Some(1), ..level(0) };
            assert_eq!(under(cx, dup, middle), "[2 [3]]");
        });
    }

    #[test]
    fn metadata() {
        with_options(|cx| {
            let (a, b, tag) = (key(cx, "a"), key(cx, "b"), key(cx, "tag"));
            let string = symbol::parse(cx, "String").expect("room");
            let meta = PrintOptions { meta: true, ..DEFAULT };
            let one = vector_of(cx, &[n(1)]);
            let with = |cx: &mut Mutator, value, pairs: &[Value]| {
                let metadata = map_of(cx, pairs);
                crate::meta::with_meta(cx, value, metadata).expect("a map")
            };
            let plain = with(cx, one, &[a, n(1)]);
            assert_eq!(under(cx, meta, plain), "^{:a 1} [1]");
            assert_eq!(under(cx, DEFAULT, plain), "[1]");
            assert_eq!(under(cx, PrintOptions { readably: false, ..meta }, plain), "[1]");
            let tagged = with(cx, one, &[tag, string]);
            assert_eq!(under(cx, meta, tagged), "^String [1]");
            let symbol = with(cx, string, &[tag, n(1), b, n(2)]);
            assert_eq!(under(cx, meta, symbol), "^{:tag 1, :b 2} String");
            let empty = with(cx, one, &[]);
            assert_eq!(under(cx, meta, empty), "[1]");
        });
    }

    #[test]
    fn namespace_maps() {
        with_options(|cx| {
            let lift = PrintOptions { namespace_maps: true, ..DEFAULT };
            let (ab, ac, c) = (key(cx, "a/b"), key(cx, "a/c"), key(cx, "c"));
            let symbol = symbol::parse(cx, "a/b").expect("room");
            let inner = map_of(cx, &[ab, n(1)]);
            let one = map_of(cx, &[ab, n(1), ac, inner]);
            assert_eq!(under(cx, lift, one), "#:a{:b 1, :c #:a{:b 1}}");
            let mixed = map_of(cx, &[ab, n(1), c, n(2)]);
            assert_eq!(under(cx, lift, mixed), "{:a/b 1, :c 2}");
            let symbols = map_of(cx, &[symbol, n(1), ac, n(2)]);
            assert_eq!(under(cx, lift, symbols), "#:a{b 1, :c 2}");
            let empty = map_of(cx, &[]);
            assert_eq!(under(cx, lift, empty), "{}");
            let length = PrintOptions { length: Some(1), ..lift };
            assert_eq!(under(cx, length, symbols), "#:a{b 1, ...}");
        });
    }

    #[test]
    fn dup() {
        with_options(|cx| {
            let dup = PrintOptions { dup: true, ..DEFAULT };
            let int = num::from_i32(cx, 1).expect("room");
            let big = {
                let n = num_bigint::BigInt::from(1);
                num::from_biginteger(cx, &n).expect("room")
            };
            let float = num::from_f32(cx, 1.0).expect("room");
            let string = class::object(cx, ClassId::STRING).expect("room");
            let long = class::object(cx, ClassId::named("long")).expect("room");
            let map = map_of(cx, &[n(1), n(2)]);
            let set = set::from_slice(cx, &[n(1)]).expect("room");
            let vector = vector_of(cx, &[Value::NIL, int]);
            for (value, expected) in [
                (int, "#=(java.lang.Integer. \"1\")"),
                (big, "#=(java.math.BigInteger. \"1\")"),
                (float, "#=(java.lang.Float. \"1.0\")"),
                (string, "#=java.lang.String"),
                (long, "#=(identity Long/TYPE)"),
                (map, "#=(clojure.lang.PersistentArrayMap/create {1 2})"),
                (set, "#{1}"),
                (vector, "[nil #=(java.lang.Integer. \"1\")]"),
                (n(1), "1"),
            ] {
                assert_eq!(under(cx, dup, value), expected);
            }
        });
    }

    #[test]
    fn str_prints_collections_readably() {
        testing::with(|cx| {
            let text = string::new(cx, "a").expect("room");
            let vector = vector_of(cx, &[text, Value::char(0x62), Value::NIL]);
            assert_eq!(forms(cx, vector), ["[\"a\" \\b nil]", "[a b nil]", "[\"a\" \\b nil]"]);
            let list = list::from_slice(cx, &[vector]).expect("room");
            assert_eq!(pr_str(cx, list).as_deref(), Ok("([\"a\" \\b nil])"));
            let data = map_of(cx, &[n(1), n(2)]);
            let thrown = throwable::ex_info(cx, text, data, Value::NIL).expect("room");
            assert_eq!(str_of(cx, thrown).as_deref(), Ok("clojure.lang.ExceptionInfo: a {1 2}"));
            assert_eq!(
                pr_str(cx, thrown).as_deref(),
                Ok(
                    "#error {\n :cause \"a\"\n :data {1 2}\n :via\n [{:type clojure.lang.ExceptionInfo\n   \
                    :message \"a\"\n   :data {1 2}}]\n :trace\n []}"
                )
            );
        });
    }
}
