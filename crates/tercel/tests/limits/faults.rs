//! A native that panics, and macros that never end: exceptions, after which all goes on.

use crate::common::{check, shown, with_runtime};

#[macros::natives("test.faults")]
mod natives {
    use heap::{Mutator, Result, Value};

    /// Panics.
    #[native]
    fn fail(_cx: &mut Mutator) -> Result<()> {
        panic!("on purpose")
    }

    /// Calls f while values stand in a root vector, and panics when f throws.
    #[native]
    fn fail_around(cx: &mut Mutator, f: Value) -> Result<Value> {
        let mut kept = heap::RootVec::new(cx);
        for i in 0..100 {
            let text = data::string::new(cx, &i.to_string())?;
            kept.push(text);
        }
        let answer = cx.invoke(f, &kept[..1]);
        Ok(answer.expect("f answers"))
    }
}

#[test]
fn panics_become_exceptions() {
    with_runtime(64 << 20, |cx| {
        runtime::var::register_natives(cx, &[natives::NATIVES]).expect("room for two natives");
        let what = "(fn [e] [(class e) (re-find #\"on purpose|f answers\" (.getMessage e))])";
        assert!(shown(cx, &format!("(def what {what})")).starts_with("#'"));
        for (form, expected) in [
            (
                "(try (test.faults/fail) (catch Throwable e (what e)))",
                "[java.lang.InternalError \"on purpose\"]",
            ),
            (
                "(try (test.faults/fail-around (fn [x] (apply vector (test.faults/fail) (range 9))))
                   (catch Throwable e (what e)))",
                "[java.lang.InternalError \"f answers\"]",
            ),
            (
                "(count (for [i (range 300)]
                   (try (test.faults/fail-around (fn [x] (map inc (test.faults/fail))))
                     (catch InternalError e (str i)))))",
                "300",
            ),
            ("(test.faults/fail-around (fn [x] (str x x)))", "\"00\""),
            ("(reduce + (map inc (range 1000)))", "500500"),
        ] {
            assert_eq!(shown(cx, form), expected, "{form}");
        }
        // Uncaught: class, message, and where the form stands.
        let Err(_) = tercel::evaluator::eval_text(cx, "\n\n(test.faults/fail)", "plan.clj", 1, 1)
        else {
            panic!("the native fails");
        };
        let exception = cx.take_pending();
        let report = tercel::report::report(cx, exception, None);
        let told = ["InternalError", "plan.clj:3", "test.faults/fail", "on purpose"];
        assert!(told.iter().all(|part| report.contains(part)), "{report}");
    });
}

#[test]
fn expansions_without_end() {
    check(&[
        ("(defmacro same [] '(same))", "#'user/same"),
        (
            "(defn fate [form]
               (try (eval form)
                 (catch Throwable e (some #{StackOverflowError OutOfMemoryError}
                                      (map class (take-while some? (iterate ex-cause e)))))))",
            "#'user/fate",
        ),
        ("(fate '(same))", "java.lang.StackOverflowError"),
        ("(fate '(let [x 1] (same)))", "java.lang.StackOverflowError"),
        ("(defmacro twice [& xs] `(twice ~@xs ~@xs 1))", "#'user/twice"),
        ("(fate '(twice 1))", "java.lang.OutOfMemoryError"),
        ("(try (macroexpand '(twice 1)) (catch OutOfMemoryError e :full))", ":full"),
        ("(defmacro deeper [x] `(deeper (inc ~x)))", "#'user/deeper"),
        ("(some? (fate '(deeper 1)))", "true"),
        ("(+ 1 2)", "3"),
    ]);
}
