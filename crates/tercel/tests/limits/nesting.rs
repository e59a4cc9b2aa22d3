//! Nesting a million deep, in text and in data: an answer or an error, soon.

use crate::common::{shown, with_runtime};

const DEEP: usize = 1_000_000;
/// What the helpers of the tests need below them.
const STACKS: [usize; 2] = [512 << 10, 64 << 20];

/// None of these texts does harm, and the thread is usable afterwards.
fn check_texts(texts: fn() -> Vec<String>) {
    for stack_bytes in STACKS {
        with_runtime(stack_bytes, move |cx| {
            for text in texts() {
                shown(cx, &text);
                assert_eq!(shown(cx, "(+ 1 2)"), "3", "after {}", &text[..40]);
            }
        });
    }
}

fn nested(open: &str, inside: &str, close: &str) -> String {
    open.repeat(DEEP) + inside + &close.repeat(DEEP)
}

#[test]
fn brackets() {
    check_texts(|| {
        vec![
            nested("[", "", "]"),
            nested("[", "", ""),
            nested("(", "", ")"),
            nested("{1 ", "1", "}"),
            nested("#{", "", "}"),
            nested("#(", "", ")"),
        ]
    });
}

#[test]
fn prefixes() {
    check_texts(|| {
        ["#_", "'", "@", "^", "`", "~", "#'", "#inst "].map(|open| nested(open, "1", "")).into()
    });
}

#[test]
fn calls() {
    check_texts(|| vec![nested("(inc ", "1", ")"), nested("(-> ", "1", ")")]);
}

#[test]
fn special_forms() {
    check_texts(|| {
        ["(if true ", "(do ", "(try ", "(let [x 1] "].map(|open| nested(open, "1", ")")).into()
    });
}

/// The names of nested functions grow with their depth.
#[test]
fn functions() {
    check_texts(|| vec![nested("(fn [x] ", "x", ")")]);
}

#[test]
fn data() {
    for stack_bytes in STACKS {
        with_runtime(stack_bytes, |cx| {
            shown(cx, "(defn deep [n] (reduce (fn [a _] (list a)) 1 (range n)))");
            shown(cx, "(def a (deep 200000))");
            shown(cx, "(def b (deep 200000))");
            for form in [
                "(count (pr-str a))",
                "(count (str a))",
                "(hash a)",
                "(= a b)",
                "(compare [a] [b])",
                "(eval (list 'quote a))",
                "(eval a)",
                "(eval (reduce (fn [a _] (list 'inc a)) 1 (range 200000)))",
            ] {
                shown(cx, form);
                assert_eq!(shown(cx, "(+ 1 2)"), "3", "after {form}");
            }
        });
    }
}
