//! How quick reading is: megabytes of EDN for each second, nanoseconds for each small form.
//!
//! `cargo run --profile fast -p tercel-reader --example read_bench`

use std::hint::black_box;
use std::time::Instant;

use heap::Value;
use reader::{Alone, Dialect, Options, Reader, edn, lex};

const FORMS: &[(&str, &str)] = &[
    ("A1a", "42"),
    ("A1b", "3.14"),
    ("A1c", "1000000000000N"),
    ("A2", "\"hello world\""),
    ("A3a", ":keyword"),
    ("A3b", ":namespaced/keyword"),
    ("A4a", "'symbol"),
    ("A4b", "'namespace/symbol"),
    ("A5a", "[]"),
    ("A5b", "{}"),
    ("A5c", "#{}"),
    ("A5d", "()"),
    ("B1a", "(+ 1 2)"),
    ("B1b", "(+ 1 2 3 4 5)"),
    ("B1c", "(* (+ 1 2) (- 3 4))"),
    ("B2a", "(= 1 1)"),
    ("B2b", "(< 1 2 3)"),
    ("B3a", "(and true false)"),
    ("B3b", "(or nil 42)"),
    ("B3c", "(not false)"),
    ("C1a", "(conj [1 2 3] 4)"),
    ("C1b", "(nth [1 2 3 4 5] 2)"),
    ("C1c", "(count [1 2 3 4 5])"),
    ("C2a", "(get {:a 1 :b 2} :a)"),
    ("C2b", "(assoc {:a 1} :b 2)"),
    ("C3a", "(first [1 2 3])"),
    ("C3b", "(rest [1 2 3])"),
    ("C3c", "(map inc [1 2 3])"),
    ("D1a", "(if true 1 2)"),
    ("D1b", "(if (> 5 3) \"yes\" \"no\")"),
    ("D2", "(cond (< x 0) \"negative\" (> x 0) \"positive\" :else \"zero\")"),
    ("D3", "(case x 1 \"one\" 2 \"two\" \"other\")"),
    ("E1a", "(let [x 1] x)"),
    ("E1b", "(let [x 1 y 2] (+ x y))"),
    ("E1c", "(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))"),
    ("E2", "(let [x 1] (let [y 2] (+ x y)))"),
    ("F1", "((fn [x] (+ x 1)) 5)"),
    ("F2", "(do (def add1 (fn [x] (+ x 1))) (add1 5))"),
    ("F2b", "(defn add1 [x] (+ x 1))"),
    ("F3", "((fn ([x] x) ([x y] (+ x y))) 1 2)"),
    ("F4", "((fn [& args] (apply + args)) 1 2 3 4 5)"),
    ("G1", "(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))"),
    ("G2", "(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))"),
    ("H1", "(when true 42)"),
    ("H2a", "(-> 1 inc inc inc)"),
    ("H2b", "(->> [1 2 3] (map inc) (filter even?))"),
    ("H3", "(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))"),
];

/// About a megabyte of records as programs exchange them.
fn edn_text() -> String {
    let mut text = String::from("[");
    let mut id = 0u64;
    while text.len() < 1_000_000 {
        id += 1;
        let (score, x) = (id % 100, id * 31);
        text.push_str(&format!(
            "{{:id {id}, :name \"user {id}\", :tags [:a :b/c foo], :score {score}.5, \
             :active true, :nested {{:x {x} :y (1 2 3)}}}}\n"
        ));
    }
    text.push(']');
    text
}

/// The least of several batches, in nanoseconds for one round.
fn least(rounds: u32, mut work: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..9 {
        let start = Instant::now();
        for _ in 0..rounds {
            work();
        }
        best = best.min(start.elapsed().as_nanos() as f64 / f64::from(rounds));
    }
    best
}

fn main() {
    let text = edn_text();
    let rate = |nanoseconds: f64| text.len() as f64 * 1000.0 / nanoseconds;
    let lexed = least(1, || {
        black_box(lex(&text, Dialect::Edn).count());
    });
    println!("EDN {} bytes", text.len());
    println!("  lex    {:7.1} MB/s", rate(lexed));
    data::testing::with(|cx| {
        let alone = Alone::new();
        let read = least(1, || {
            let read = edn::read_str(cx, &text, Value::NIL, Value::NIL, &alone);
            black_box(read.is_ok_and(|form| form.is_some()));
        });
        println!("  read   {:7.1} MB/s", rate(read));
        let source = Options::source();
        let read = least(1, || {
            black_box(Reader::new(&text, source, &alone).read(cx).is_ok());
        });
        println!("  source {:7.1} MB/s", rate(read));
    });
    println!("FORM id lex-ns read-ns");
    data::testing::with(|cx| {
        let alone = Alone::new();
        for (id, form) in FORMS {
            let lexed = least(2000, || {
                black_box(lex(black_box(form), Dialect::Clojure).count());
            });
            let read = least(2000, || {
                let mut reader = Reader::new(black_box(form), Options::source(), &alone);
                black_box(reader.read(cx).is_ok());
            });
            println!("FORM {id} {lexed:.0} {read:.0}");
        }
    });
}
