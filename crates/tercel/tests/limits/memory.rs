//! Endless data: a catchable `OutOfMemoryError`, after which the heap is as good as before.

use crate::common::{shown, with_runtime};

/// Each is caught, and what it held is given back.
fn check_full(forms: &'static [&'static str]) {
    with_runtime(64 << 20, move |cx| {
        for form in forms {
            let form = format!("(try {form} (catch OutOfMemoryError e :full))");
            assert_eq!(shown(cx, &form), ":full", "{form}");
            assert_eq!(shown(cx, "(count (vec (range 100000)))"), "100000", "after {form}");
        }
    });
}

#[test]
fn collections_without_end() {
    check_full(&[
        "(vec (range 1e9))",
        "(doall (range))",
        "(loop [a nil] (recur (atom a)))",
        "(into {} (map (fn [i] [i i])) (range))",
        "(into-array (range 1e9))",
        "(long-array 1e9)",
        "(sort (range))",
    ]);
}

#[test]
fn arguments_without_end() {
    check_full(&[
        "(apply + (range))",
        "(apply vector (range))",
        "(apply = (repeat 1))",
        "(apply str (repeat 1e9 \"x\"))",
    ]);
}

#[test]
fn texts_without_end() {
    check_full(&[
        "(loop [s \"x\"] (recur (str s s)))",
        "(clojure.string/join (repeat 1e9 \"x\"))",
        "(pr-str (range))",
        "(str (range))",
        "(pr-str (repeat 1))",
        "(with-out-str (loop [] (print \"twenty characters xx\") (recur)))",
        "(let [b (StringBuilder.)] (loop [] (.append b \"twenty characters xx\") (recur)))",
        "(.repeat \"x\" 1000000000)",
        "(format \"%1000000000d\" 1)",
    ]);
}

#[test]
fn numbers_without_end() {
    check_full(&[
        "(.pow (biginteger 3) 2000000000)",
        "(.shiftLeft (biginteger 1) 2000000000)",
        "(.multiply (.shiftLeft (biginteger 1) 80000000) (.shiftLeft (biginteger 1) 80000000))",
        "(+ 1M 1e2000000000M)",
    ]);
}

#[test]
#[cfg(unix)]
fn a_file_without_end() {
    check_full(&["(load-file \"/dev/zero\")"]);
}

/// The input of a runtime may have no line feed and no end; what was read of it is given back.
#[test]
fn a_line_without_end() {
    let runtime = tercel::Runtime::builder().heap_bytes_max(64 << 20).stdin(std::io::repeat(b'x'));
    let runtime = runtime.build().expect("a runtime");
    let cx = &mut runtime.mutator();
    for _ in 0..2 {
        let form = "(try (read-line) (catch OutOfMemoryError e :full))";
        assert_eq!(shown(cx, form), ":full");
    }
}
