//! Special forms and core macros, nested at random; mostly valid.

use super::{Generator, Random, calls, values};

/// A program of one form.
pub fn form(generator: &Generator<'_>, random: &mut Random) -> String {
    let mut writer = Writer { generator, random, locals: Vec::new(), names: 0 };
    writer.expression(4)
}

struct Writer<'g, 'v, 'r> {
    generator: &'g Generator<'v>,
    random: &'r mut Random,
    /// Locals in scope.
    locals: Vec<String>,
    /// Names given so far.
    names: usize,
}

/// Classes that a `catch` names.
const CAUGHT: &[&str] = &[
    "Throwable",
    "Exception",
    "ArithmeticException",
    "clojure.lang.ExceptionInfo",
    "Error",
    "String",
];
const OPERATORS: &[&str] = &[
    "+",
    "-",
    "*",
    "/",
    "<",
    "=",
    "==",
    "inc",
    "dec",
    "quot",
    "rem",
    "max",
    "bit-and",
    "nth",
    "get",
    "first",
    "rest",
    "next",
    "count",
    "conj",
    "assoc",
    "str",
    "list",
    "vector",
    "hash-map",
    "identity",
    "nil?",
    "not",
    "unchecked-add",
    "bit-shift-left",
    "compare",
    "seq",
    "vec",
    "into",
    "zero?",
    "pos?",
    "instance? String",
    "unchecked-int",
    "long",
    "double",
    "int",
    "aget",
    "aset",
    "alength",
    "contains?",
    "dissoc",
    "keyword",
];

impl Writer<'_, '_, '_> {
    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.one_in(6) {
            return self.leaf();
        }
        let depth = depth - 1;
        match self.random.below(36) {
            0..3 => self.let_form(depth),
            3 => self.loop_form(depth),
            4..6 => self.call_of_fn(depth),
            6 => self.letfn_form(depth),
            7 => self.case_form(depth),
            8..11 => self.try_form(depth),
            11 => format!("(throw {})", self.thrown(depth)),
            12..15 => self.branch(depth),
            15 => self.comprehension(depth),
            16 => format!("'{}", self.expression(depth)),
            17 => format!("`({} ~{} ~@{} x#)", self.expression(depth), self.leaf(), self.leaf()),
            18 => self.definition(depth),
            19 => self.binding_form(depth),
            20 => self.mutation(depth),
            21 => self.host_form(depth),
            22 => self.reify_form(depth),
            23 => self.type_form(depth),
            24 => format!("(locking {} {})", self.expression(depth), self.expression(depth)),
            25 => self.monitor(depth),
            26 => self.literal(depth),
            27 => self.threaded(depth),
            28 => self.lazy(depth),
            29 => calls::call(self.generator, self.random),
            30 => self.random.pick(ODD).to_owned(),
            _ => self.operation(depth),
        }
    }

    fn leaf(&mut self) -> String {
        if !self.locals.is_empty() && !self.random.one_in(3) {
            let index = self.random.below(self.locals.len());
            return self.locals[index].clone();
        }
        match self.random.below(3) {
            0 => values::value(self.random).to_owned(),
            1 => self.random.below(5).to_string(),
            _ => self
                .random
                .pick(&["nil", ":k", "\"s\"", "[1 2]", "{:a 1}", "*dyn*", "1.5"])
                .to_owned(),
        }
    }

    fn body(&mut self, depth: usize) -> String {
        let first = self.expression(depth);
        if self.random.one_in(3) { format!("{first} {}", self.expression(depth)) } else { first }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        match self.random.below(8) {
            // Shadowing is where compilers go wrong.
            0 if !self.locals.is_empty() => {
                let index = self.random.below(self.locals.len());
                self.locals[index].clone()
            }
            1 => self.random.pick(&["first", "count", "x", "let", "fn", "if"]).to_owned(),
            _ => format!("v{}", self.names),
        }
    }

    /// Something that a binding binds: a name or a pattern. What it names is in scope from here on.
    fn pattern(&mut self) -> String {
        let name = self.name();
        let text = match self.random.below(9) {
            0 => format!("[{name} & {name}s]"),
            1 => format!("[_ [{name}] :as {name}s]"),
            2 => format!("{{:keys [a {name}] :or {{{name} 1}} :as {name}s}}"),
            3 => format!("{{{name} :a {name}s 1}}"),
            4 => format!("[& {{:keys [{name}]}}]"),
            5 => format!("^long {name}"),
            _ => name.clone(),
        };
        if text.contains(&format!("{name}s")) {
            self.locals.push(format!("{name}s"));
        }
        self.locals.push(name);
        text
    }

    fn scoped(&mut self, write: impl FnOnce(&mut Self) -> String) -> String {
        let outer = self.locals.clone();
        let text = write(self);
        self.locals = outer;
        text
    }

    fn bindings(&mut self, depth: usize) -> String {
        let count = 1 + self.random.below(3);
        let mut text = String::new();
        for _ in 0..count {
            let init = self.expression(depth);
            let pattern = self.pattern();
            text.push_str(&format!("{pattern} {init} "));
        }
        text
    }

    fn let_form(&mut self, depth: usize) -> String {
        self.scoped(|w| format!("(let [{}] {})", w.bindings(depth), w.body(depth)))
    }

    fn loop_form(&mut self, depth: usize) -> String {
        self.scoped(|w| {
            let start = w.expression(depth);
            let name = w.name();
            let end = w.random.below(5);
            w.locals.extend(["i".to_owned(), name.clone()]);
            let next = w.expression(depth);
            let last = w.body(depth);
            match w.random.below(20) {
                19 => format!(
                    "(loop [i 0 {name} {start}] (if (< i {end}) (recur {next} {last}) {name}))"
                ),
                1..5 => {
                    format!("(loop [i 0 {name} {start}] (when (< i {end}) {last} (recur (inc i))))")
                }
                0 => format!(
                    "(loop [i 0 {name} {start}] (try (recur i {name}) (catch Error e {last})))"
                ),
                _ => format!(
                    "(loop [i 0 {name} {start}] (if (< i {end}) (recur (inc i) {next}) {last}))"
                ),
            }
        })
    }

    fn fn_text(&mut self, depth: usize, name: &str) -> String {
        self.scoped(|w| {
            if !name.is_empty() {
                w.locals.push(name.trim().to_owned());
            }
            match w.random.below(6) {
                0 => {
                    let (one, two) = (w.pattern(), w.pattern());
                    let (first, second) = (w.body(depth), w.body(depth));
                    format!("(fn {name}([{one}] {first}) ([{one} {two}] {second}))")
                }
                1 => {
                    let (one, rest) = (w.pattern(), w.pattern());
                    format!("(fn {name}[{one} & {rest}] {})", w.body(depth))
                }
                2 => {
                    let one = w.name();
                    w.locals.push(one.clone());
                    let (pre, body) = (w.expression(depth), w.body(depth));
                    format!("(fn {name}[{one}] {{:pre [{pre}] :post [%]}} {body})")
                }
                3 => format!("#(do %1 {})", w.leaf()),
                _ => {
                    let one = w.pattern();
                    format!("(fn {name}[{one}] {})", w.body(depth))
                }
            }
        })
    }

    fn call_of_fn(&mut self, depth: usize) -> String {
        let name = if self.random.one_in(4) { "self " } else { "" };
        let function = self.fn_text(depth, name);
        let one = self.expression(depth);
        match self.random.below(5) {
            0 => format!("({function} {one} {})", self.leaf()),
            1 => format!("(apply {function} {one})"),
            2 => format!("(mapv {function} {one})"),
            3 => format!("(let [f {function}] [(f {one}) (f {})])", self.leaf()),
            _ => format!("({function} {one})"),
        }
    }

    fn letfn_form(&mut self, depth: usize) -> String {
        self.scoped(|w| {
            w.locals.extend(["f".to_owned(), "g".to_owned()]);
            let (f, g) = (w.expression(depth), w.expression(depth));
            let body = w.body(depth);
            format!("(letfn [(f [a] {f}) (g ([] {g}) ([b] (f b)))] {body})")
        })
    }

    fn case_form(&mut self, depth: usize) -> String {
        let subject = self.expression(depth);
        let keys = self.random.pick(&[
            ["0", "1", "2"],
            [":k", ":a", "nil"],
            ["\"s\"", "\\a", "x"],
            ["(1 2)", "[1 2]", "{:a 1}"],
            ["1", "1.5", "1/2"],
            ["-1", "9223372036854775807", "1N"],
            ["#{}", "()", "[]"],
            ["1", "(1 3)", "2"],
        ]);
        let mut text = format!("(case {subject}");
        for key in keys {
            text.push_str(&format!(" {key} {}", self.expression(depth)));
        }
        if !self.random.one_in(4) {
            text.push_str(&format!(" {}", self.expression(depth)));
        }
        text + ")"
    }

    fn try_form(&mut self, depth: usize) -> String {
        let mut text = format!("(try {}", self.body(depth));
        for _ in 0..self.random.below(3) {
            let class = self.random.pick(CAUGHT);
            let handler = self.scoped(|w| {
                w.locals.push("e".to_owned());
                w.body(depth)
            });
            text.push_str(&format!(" (catch {class} e {handler})"));
        }
        if self.random.one_in(2) {
            text.push_str(&format!(" (finally {})", self.body(depth)));
        }
        text + ")"
    }

    fn thrown(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            0 => self.expression(depth),
            1 => format!("(Exception. (str {}))", self.expression(depth)),
            _ => format!("(ex-info \"m\" {{:v {}}})", self.expression(depth)),
        }
    }

    fn branch(&mut self, depth: usize) -> String {
        let [a, b, c] = [(); 3].map(|()| self.expression(depth));
        match self.random.below(10) {
            0 => format!("(when {a} {b} {c})"),
            1 => format!("(cond {a} {b} :else {c})"),
            2 => format!("(and {a} {b} {c})"),
            3 => format!("(or {a} {b} {c})"),
            4 => format!("(if-let [[x] {a}] {b} {c})"),
            5 => format!("(when-some [x {a}] {b})"),
            6 => format!("(condp = {a} {b} {c} :>> inc)"),
            7 => format!("(do {a} {b} {c})"),
            8 => format!("(if-not {a} {b})"),
            _ => format!("(if {a} {b} {c})"),
        }
    }

    fn comprehension(&mut self, depth: usize) -> String {
        self.scoped(|w| {
            let over = w.expression(depth);
            let outer = w.locals.clone();
            let one = w.pattern();
            let test = w.expression(depth);
            let body = w.body(depth);
            w.locals = outer;
            let start = w.expression(depth);
            match w.random.below(5) {
                0 => format!("(for [{one} {over} :when {test}] {body})"),
                1 => format!(
                    "(take 9 (for [{one} (take 5 {over}) x (range 3) :while {test}] {body}))"
                ),
                2 => format!("(doseq [{one} (take 5 {over}) :let [x {test}]] {body})"),
                3 => format!("(dotimes [x 3] {body})"),
                _ => format!("(reduce (fn [acc {one}] {body}) {start} (take 5 {over}))"),
            }
        })
    }

    fn definition(&mut self, depth: usize) -> String {
        let value = self.expression(depth);
        match self.random.below(6) {
            0 => format!("(do (def d1 {value}) [d1 #'d1])"),
            1 => format!("(do (defn d2 [x] {value}) (d2 {}))", self.leaf()),
            2 => format!("(do (defmacro d3 [& r] `(do ~@r {value})) (d3 1 2))"),
            3 => "(do (declare d4) d4)".to_owned(),
            4 => {
                format!("(do (defmulti d5 :k) (defmethod d5 nil [x] {value}) (d5 {}))", self.leaf())
            }
            _ => format!("(def ^{{:a {value}}} d6 \"doc\" {})", self.leaf()),
        }
    }

    fn binding_form(&mut self, depth: usize) -> String {
        let (value, body) = (self.expression(depth), self.body(depth));
        match self.random.below(5) {
            0 => format!("(binding [*dyn* {value}] (set! *dyn* {body}) *dyn*)"),
            1 => format!("(with-redefs [inc {value}] {body})"),
            2 => format!("(with-local-vars [v {value}] (var-set v {body}) @v)"),
            3 => format!("(binding [*print-length* {value}] (pr-str {body}))"),
            _ => format!("(binding [*dyn* {value}] {body})"),
        }
    }

    fn mutation(&mut self, depth: usize) -> String {
        let value = self.expression(depth);
        match self.random.below(6) {
            0 => format!("(let [a (atom {value})] (swap! a {}) @a)", self.leaf()),
            1 => format!("(set! {} {value})", self.leaf()),
            2 => format!("(let [o (Obj. 1)] (set! (.m o) {value}))"),
            3 => format!("(vswap! (volatile! {value}) conj {})", self.leaf()),
            4 => format!("(let [t (transient [])] (conj! t {value}) (persistent! t))"),
            _ => format!("(set! *dyn* {value})"),
        }
    }

    fn host_form(&mut self, depth: usize) -> String {
        let value = self.expression(depth);
        match self.random.below(8) {
            0 => format!("(.toString {value})"),
            1 => format!("(. {value} hashCode)"),
            2 => format!("(.-a (Rec. {value} 2))"),
            3 => format!("(new Rec {value})"),
            4 => format!("(Rec. {value} {})", self.leaf()),
            5 => format!("(.. {value} getClass getName)"),
            6 => format!("(doto {value} (.equals {}))", self.leaf()),
            _ => match self.generator.a_member(self.random) {
                Some(member) => calls::member_call(self.generator, self.random, member, 1),
                None => value,
            },
        }
    }

    fn reify_form(&mut self, depth: usize) -> String {
        let body = self.scoped(|w| {
            w.locals.push("this".to_owned());
            w.expression(depth)
        });
        match self.random.below(5) {
            0 => format!("(plan (reify Plan (plan [this] {body})))"),
            1 => format!("(plan (reify Plan (plan [this y] {body})) 1)"),
            2 => format!("(str (reify Object (toString [this] {body})))"),
            3 => format!("(count (reify clojure.lang.Counted (count [this] {body})))"),
            _ => format!("((reify clojure.lang.IFn (invoke [this a] {body})) 1)"),
        }
    }

    fn type_form(&mut self, depth: usize) -> String {
        let value = self.leaf();
        let body = self.scoped(|w| {
            w.locals.extend(["a", "b", "this"].map(String::from));
            w.expression(depth)
        });
        match self.random.below(6) {
            0 => format!(
                "(do (defrecord R1 [a b] Plan (plan [this] {body})) (plan (->R1 {value} 2)))"
            ),
            1 => format!(
                "(do (deftype T1 [a b] Object (toString [this] {body})) (str (->T1 {value} 1)))"
            ),
            2 => format!(
                "(do (defprotocol P1 (m1 [a] [a b])) (extend-type Long P1 (m1 [a] {value})) (m1 1))"
            ),
            3 => format!(
                "(do (extend Rec Plan {{:other (fn [a] {value})}}) (other (record-of 1 2)))"
            ),
            4 => format!("(do (defrecord R2 [a]) (assoc (map->R2 {{:a {value}}}) :b 1 :a 2))"),
            _ => format!("(let [r (record-of {value} 2)] [(:a r) (dissoc r :a) (= r r) (seq r)])"),
        }
    }

    fn monitor(&mut self, depth: usize) -> String {
        let body = self.body(depth);
        match self.random.below(3) {
            0 => format!(
                "(let [o (Object.)] (monitor-enter o) (try {body} (finally (monitor-exit o))))"
            ),
            1 => format!("(do (monitor-exit (Object.)) {body})"),
            _ => format!("(monitor-enter {body})"),
        }
    }

    fn literal(&mut self, depth: usize) -> String {
        let [a, b] = [(); 2].map(|()| self.expression(depth));
        match self.random.below(4) {
            0 => format!("[{a} {b}]"),
            1 => format!("{{:a {a} {b} 1}}"),
            2 => format!("#{{{a} {b}}}"),
            _ => format!("^{{:m {a}}} [{b}]"),
        }
    }

    fn threaded(&mut self, depth: usize) -> String {
        let value = self.expression(depth);
        let [f, g] = [(); 2].map(|()| self.random.pick(OPERATORS));
        match self.random.below(5) {
            0 => format!("(-> {value} ({f} 1) {g})"),
            1 => format!("(->> {value} ({f} 1) ({g}))"),
            2 => format!("(some-> {value} {f} ({g} 2))"),
            3 => format!("(cond-> {value} true ({f}) nil {g})"),
            _ => format!("(as-> {value} x ({f} x) ({g} x 1))"),
        }
    }

    fn lazy(&mut self, depth: usize) -> String {
        let body = self.body(depth);
        match self.random.below(6) {
            0 => format!("(lazy-seq {body})"),
            1 => format!("(force (delay {body}))"),
            2 => format!("(take 3 (iterate (fn [x] {body}) 1))"),
            3 => format!("(doall (take 3 (repeatedly (fn [] {body}))))"),
            4 => format!("(trampoline (fn [] (fn [] {body})))"),
            _ => format!("(transduce (map (fn [x] {body})) conj [] [1 2])"),
        }
    }

    fn operation(&mut self, depth: usize) -> String {
        let operator = self.random.pick(OPERATORS);
        let mut text = format!("({operator}");
        for _ in 0..1 + self.random.below(3) {
            text.push_str(&format!(" {}", self.expression(depth)));
        }
        text + ")"
    }
}

/// Forms that are refused, or that few people write.
const ODD: &[&str] = &[
    "(let [a] a)",
    "(let [1 2] 3)",
    "(let* [a/b 1] 1)",
    "(let ([a 1]) a)",
    "(fn* a)",
    "(fn* [a a] a)",
    "(fn* ([& a b] a))",
    "(fn ([a]) ([b]))",
    "(fn ([& a]) ([a b]))",
    "(fn [a &] a)",
    "(fn [& a b])",
    "(loop* [a 1] (recur))",
    "(recur)",
    "(fn [a] (recur))",
    "(let [a 1] (recur 1))",
    "(if)",
    "(if 1 2 3 4)",
    "(def)",
    "(def a/b 1)",
    "(def 1 2)",
    "(def clojure.core/inc 1)",
    "(def a 1 2 3)",
    "(quote)",
    "(quote 1 2)",
    "(var)",
    "(var nope)",
    "(var nope/nope)",
    "(var 1)",
    "(throw)",
    "(throw 1 2)",
    "(try (catch))",
    "(try 1 (finally) 2)",
    "(try 1 (catch Nope e 1))",
    "(try (catch Exception))",
    "(catch Exception e)",
    "(finally 1)",
    "(new)",
    "(new Nope)",
    "(new 1)",
    "(.)",
    "(. 1)",
    "(. String)",
    "(. 1 2 3)",
    "(.)",
    "(.foo)",
    "(.-x nil)",
    "(set! 1 2)",
    "(set!)",
    "(set! a)",
    "(set! (. Rec a) 1)",
    "(set! clojure.core/inc 1)",
    "(case)",
    "(case 1)",
    "(case 1 1)",
    "(case 1 1 2 1 3)",
    "(case* 1)",
    "(letfn* [])",
    "(letfn* [a 1] a)",
    "(letfn [(f)] 1)",
    "(letfn [f] 1)",
    "(deftype*)",
    "(deftype* a)",
    "(deftype* a b [c])",
    "(reify*)",
    "(reify* [Nope])",
    "(reify String)",
    "(reify Object (nope [_]))",
    "(reify Plan (plan []))",
    "(import* 1)",
    "(import* \"nope.Nope\")",
    "(monitor-enter)",
    "(monitor-exit nil)",
    "(deftype T [a a])",
    "(deftype T [1])",
    "(defrecord R [__meta])",
    "(defprotocol)",
    "(defprotocol 1)",
    "(defprotocol P (m []))",
    "(extend 1 2 3)",
    "(extend-type nil)",
    "(binding [1 2])",
    "(binding [inc 1])",
    "(binding [nope 1])",
    "(for [])",
    "(for 1 2)",
    "(for [a] a)",
    "(doseq [:let [a 1]] a)",
    "(for [:when 1] 1)",
    "(ns)",
    "(ns 1)",
    "(ns user (:nope))",
    "(ns user (:import 1))",
    "(defmacro)",
    "(defmacro m)",
    "(defn)",
    "(defn f)",
    "(defn f 1)",
    "(defn 1 [])",
    "(defn f {:a 1} [x] x)",
    "(cond 1)",
    "(condp)",
    "(->)",
    "(-> 1 2)",
    "(.. 1)",
    "(& 1)",
    "&",
    "(do)",
    "do",
    "let*",
    "fn*",
    "new",
    ".",
    "(1 2)",
    "(nil)",
    "(\"a\" 1)",
    "(:a)",
    "(:a 1 2 3)",
    "({} 1 2 3)",
    "([] )",
    "('a 1 2 3)",
    "(#{})",
    "Nope",
    "nope",
    "nope/nope",
    "String/nope",
    "(String/nope)",
    "user/nope",
    "clojure.core/nope",
    "java.lang.Nope",
    "(eval '(fn []))",
    "(eval (list 'fn [] inc))",
    "(eval (eval 'inc))",
    "(eval '(eval '(let [x 1] (recur x))))",
    "(macroexpand '(let))",
    "(macroexpand-1 '(fn [x]))",
    "(macroexpand '(-> a b c))",
    "(let [x 1] (eval 'x))",
    "(let [& 1] &)",
    "(let [{} nil] 1)",
    "(let [{:keys 1} {}] 1)",
    "(let [{:syms [a] :strs [b] :keys [c/d]} {}] [a b d])",
    "(let [[a & b & c] 1] 1)",
    "(let [[:as] 1] 1)",
    "(let [[& {}] nil] 1)",
    "(fn [{:keys [a] :or {a b}}] a)",
    "(fn ^long [^double x] 1)",
    "((fn ^long [^double x] x) 1)",
    "((fn [^long x ^String y] y) 1 2)",
    "((fn [^nope x] x) 1)",
    "(fn [a b c d e f g h i j k l m n o p q r s t u] 1)",
    "(fn [^long a b c d e] 1)",
];
