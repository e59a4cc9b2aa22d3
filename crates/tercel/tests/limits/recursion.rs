//! What a program cannot break: memory that is let go, endless recursion.
//!
//! Each form runs in a runtime with a small heap, on a thread with a small stack.

use crate::common::check;

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
fn evaluation_and_redefinition_do_not_grow() {
    check(&[
        ("(dotimes [i 20000] (eval (list 'fn '[x] (list '+ 'x i))))", "nil"),
        ("(do (defn g [] 1) (defn h [] (g)) 1)", "1"),
        ("(dotimes [i 20000] (eval (list 'defn 'g [] i)) (h))", "nil"),
    ]);
}
