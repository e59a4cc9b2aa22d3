//! What a program cannot break: memory that is let go, endless recursion, endless data.
//!
//! Each form runs in a runtime with a small heap, on a thread with a small stack.

#![forbid(unsafe_code)]

use tercel::{Options, Runtime, Thrown, evaluator};

const HEAP_BYTES: usize = 48 << 20;
const STACK_BYTES: usize = 64 << 20;

/// Evaluates the forms one after the other in one runtime, and compares what they print as.
fn check(forms: &'static [(&'static str, &'static str)]) {
    let run = move || {
        let options = Options { heap_bytes_max: Some(HEAP_BYTES) };
        let runtime = Runtime::new(&options).expect("room for a runtime");
        let mut cx = runtime.attach();
        for &(form, expected) in forms {
            let shown = evaluator::eval_text(&mut cx, form, "limits", 1, 1)
                .and_then(|value| evaluator::shown(&mut cx, value));
            let found = match shown {
                Ok(text) => text,
                Err(Thrown) => evaluator::describe_pending(&mut cx),
            };
            assert_eq!(found, expected, "{form}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    thread.expect("a thread").join().expect("every form gives its answer");
}

/// A million elements take more than the heap has when their head is held.
#[test]
fn heads_are_let_go() {
    check(&[
        ("(count (map inc (range 1000000)))", "1000000"),
        ("(last (map inc (range 1000000)))", "1000000"),
        ("(reduce + (map inc (range 1000000)))", "500000500000"),
        ("(dorun (map inc (range 1000000)))", "nil"),
        ("(doseq [x (map inc (range 1000000))] x)", "nil"),
        ("(let [s (map inc (range 1000000))] (reduce + s))", "500000500000"),
        (
            "(do (defn f1 [s] (reduce + s)) (defn f2 [s] (f1 s)) (defn f3 [s] (f2 s))
                 (f3 (map inc (range 1000000))))",
            "500000500000",
        ),
        (
            "(do (defn fr [a & xs] (reduce + xs)) (apply fr 1 (map inc (range 1000000))))",
            "500000500000",
        ),
        ("(let [s (map inc (range 1000000)) f (fn [] (reduce + s))] (f))", "500000500000"),
        ("(let [[a & more] (map inc (range 1000000))] (reduce + a more))", "500000500000"),
        (
            "(do (defn down [n] (lazy-seq (when (pos? n) (cons n (down (dec n))))))
                 (count (down 1000000)))",
            "1000000",
        ),
    ]);
}

#[test]
fn endless_recursion_is_caught() {
    check(&[
        ("(defn f [n] (inc (f n)))", "#'user/f"),
        ("(try (f 1) (catch StackOverflowError e :deep))", ":deep"),
        ("(do (declare h) (defn g [n] (inc (h n))) (defn h [n] (inc (g n))) 1)", "1"),
        ("(try (g 1) (catch StackOverflowError e :deep))", ":deep"),
        ("(defn a [& n] (inc (apply a n)))", "#'user/a"),
        ("(try (a 1) (catch StackOverflowError e :deep))", ":deep"),
        ("(defn l [n] (lazy-seq (cons (first (l n)) nil)))", "#'user/l"),
        ("(try (doall (l 1)) (catch StackOverflowError e :deep))", ":deep"),
        ("(reduce + (map inc (range 1000)))", "500500"),
    ]);
}

#[test]
fn deep_nesting_is_an_error() {
    check(&[
        ("(defn text [n s] (apply str (repeat n s)))", "#'user/text"),
        ("(try (read-string (text 300000 \"[\")) (catch Throwable e :refused))", ":refused"),
        ("(try (read-string (text 300000 \"#_\")) (catch Throwable e :refused))", ":refused"),
        ("(try (read-string (text 300000 \"'\")) (catch Throwable e :refused))", ":refused"),
        ("(def deep (fn [n] (reduce (fn [a _] (list a)) 1 (range n))))", "#'user/deep"),
        ("(try (count (pr-str (deep 300000))) (catch StackOverflowError e :deep))", ":deep"),
        (
            "(try (eval (reduce (fn [a _] (list 'inc a)) 1 (range 300000)))
                  (catch Throwable e :refused))",
            ":refused",
        ),
        ("(+ 1 2)", "3"),
    ]);
}

#[test]
fn endless_data_is_caught_and_given_back() {
    check(&[
        ("(try (vec (range 1e9)) (catch OutOfMemoryError e :full))", ":full"),
        ("(try (doall (range)) (catch OutOfMemoryError e :full))", ":full"),
        ("(try (loop [s \"x\"] (recur (str s s))) (catch OutOfMemoryError e :full))", ":full"),
        ("(try (loop [a nil] (recur (atom a))) (catch OutOfMemoryError e :full))", ":full"),
        ("(count (vec (range 100000)))", "100000"),
    ]);
}

#[test]
fn evaluation_and_redefinition_do_not_grow() {
    check(&[
        ("(dotimes [i 20000] (eval (list 'fn '[x] (list '+ 'x i))))", "nil"),
        ("(do (defn g [] 1) (defn h [] (g)) 1)", "1"),
        ("(dotimes [i 20000] (eval (list 'defn 'g [] i)) (h))", "nil"),
    ]);
}
