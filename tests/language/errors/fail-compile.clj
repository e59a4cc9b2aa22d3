;; What the compiler refuses, with the answers of Clojure on the JVM.

(defmacro mc [a b] a)

(defmacro mthrow [a] (throw (ex-info "boo" {})))

(defmacro mthrow2 [a] (throw (RuntimeException. "boo")))

foo
;=! RuntimeException Unable to resolve symbol: foo in this context

(foo 1)
;=! RuntimeException Unable to resolve symbol: foo in this context

a/b
;=! RuntimeException No such namespace: a

(a/b 1)
;=! RuntimeException No such namespace: a

clojure.core/zork
;=! RuntimeException No such var: clojure.core/zork

(clojure.core/zork 1)
;=! RuntimeException No such var: clojure.core/zork

foo.bar.Baz
;=! ClassNotFoundException foo.bar.Baz

(Foo. 1)
;=! IllegalArgumentException Unable to resolve classname: Foo

String/zork
;=! RuntimeException Unable to find static field: zork in class java.lang.String

(String/zork 1)
;=! IllegalArgumentException No matching method zork found taking 1 args for class java.lang.String

(if)
;=! RuntimeException Too few arguments to if

(if 1)
;=! RuntimeException Too few arguments to if

(if 1 2 3 4)
;=! RuntimeException Too many arguments to if

(def)
;=! RuntimeException Too few arguments to def

(def 1)
;=! RuntimeException First argument to def must be a Symbol

(def a 1 2 3)
;=! RuntimeException Too many arguments to def

(def a 1 2)
;=! RuntimeException Too many arguments to def

(def foo.bar/x 1)
;=! RuntimeException Can't refer to qualified var that doesn't exist

(def a.b/x 1)
;=! RuntimeException Can't refer to qualified var that doesn't exist

(let* [x] x)
;=! IllegalArgumentException Bad binding form, expected matched symbol expression pairs

(let* x x)
;=! IllegalArgumentException Bad binding form, expected vector

(let* [1 2] x)
;=! IllegalArgumentException Bad binding form, expected symbol, got: 1

(let* [a/b 2] x)
;=! RuntimeException Can't let qualified name: a/b

(let [x] x)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let x x)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [1 2] 3)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(loop* [x] x)
;=! IllegalArgumentException Bad binding form, expected matched symbol expression pairs

(loop* 1)
;=! IllegalArgumentException Bad binding form, expected vector

(loop [x 1] (recur))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 1 args, got: 0

(loop [x 1] (recur 1 2))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 1 args, got: 2

(loop [x 1] (do (recur 1) 2))
;=! UnsupportedOperationException Can only recur from tail position

(loop [x 1] (+ 1 (recur 1)))
;=! UnsupportedOperationException Can only recur from tail position

(fn [x] (try (recur 1) (catch Exception e)))
;=! UnsupportedOperationException Cannot recur across try

(fn [x y &] 1)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn [x & y z] 1)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn [x & y & z] 1)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn ([x] 1) ([y] 2))
;=! RuntimeException Can't have 2 overloads with same arity

(fn ([& x] 1) ([& y] 2))
;=! RuntimeException Can't have more than 1 variadic overload

(fn ([& x] 1) ([y z] 2))
;=! RuntimeException Can't have fixed arity function with more params than variadic function

(fn [1] 2)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn [a/b] 2)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn* [a/b] 2)
;=! RuntimeException Can't use qualified name as parameter: a/b

(fn* [1] 2)
;=! IllegalArgumentException fn params must be Symbols

(quote)
;=! ExceptionInfo Wrong number of args (0) passed to quote

(quote 1 2)
;=! ExceptionInfo Wrong number of args (2) passed to quote

(var foo)
;=! RuntimeException Unable to resolve var: foo in this context

(var)
;=! NullPointerException Cannot read field "ns" because "sym" is null

(var a/b)
;=! RuntimeException Unable to resolve var: a/b in this context

(throw)
;=! RuntimeException Too few arguments to throw, throw expects a single Throwable instance

(throw 1 2)
;=! RuntimeException Too many arguments to throw, throw expects a single Throwable instance

(try (catch))
;=! IllegalArgumentException Unable to resolve classname: null

(try 1 (catch Foo e 1))
;=! IllegalArgumentException Unable to resolve classname: Foo

(try 1 (catch Exception) 2)
;=! IllegalArgumentException Bad binding form, expected symbol, got: null

(try 1 (finally 1) (catch Exception e 1))
;=! RuntimeException finally clause must be last in try expression

(try 1 (finally 1) 2)
;=! RuntimeException finally clause must be last in try expression

(try (catch Exception e) 2)
;=! RuntimeException Only catch or finally clause can follow catch in try expression

(try 1 (catch Exception a/b 1))
;=! RuntimeException Can't bind qualified name:a/b

(try 1 (catch Exception 1 1))
;=! IllegalArgumentException Bad binding form, expected symbol, got: 1

(new)
;=! RuntimeException wrong number of arguments, expecting: (new Classname args...)

(new Foo)
;=! IllegalArgumentException Unable to resolve classname: Foo

(new 1)
;=! IllegalArgumentException Unable to resolve classname: 1

(.)
;=! IllegalArgumentException Malformed member expression, expecting (. target member ...)

(. 1)
;=! IllegalArgumentException Malformed member expression, expecting (. target member ...)

(. String)
;=! IllegalArgumentException Malformed member expression, expecting (. target member ...)

(set! x)
;=! IllegalArgumentException Malformed assignment, expecting (set! target val)

(set! x 1)
;=! RuntimeException Unable to resolve symbol: x in this context

(set! 1 1)
;=! IllegalArgumentException Invalid assignment target

(set! (+ 1 2) 1)
;=! IllegalArgumentException Invalid assignment target

(let [x 1] (set! x 2))
;=! IllegalArgumentException Cannot assign to non-mutable: x

when
;=! RuntimeException Can't take value of a macro: #'clojure.core/when

(do when)
;=! RuntimeException Can't take value of a macro: #'clojure.core/when

(when)
;=! ArityException Wrong number of args (0) passed to: clojure.core/when

(mc 1)
;=! ArityException Wrong number of args (1) passed to: user/mc

(mc 1 2 3)
;=! ArityException Wrong number of args (3) passed to: user/mc

(mthrow 1)
;=! ExceptionInfo boo

(mthrow2 1)
;=! RuntimeException boo

(defn)
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(defn x)
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(defn x 1)
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(defn 1 [x] 1)
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(defn x (1))
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(fn x)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(fn x 1)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(loop)
;=! ArityException Wrong number of args (0) passed to: clojure.core/loop

(loop [[a] 1] (recur))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 1 args, got: 0

(if-let [x 1 y 2] 1)
;=! ExceptionInfo Call to clojure.core/if-let did not conform to spec.

(if-let [x] 1)
;=! ExceptionInfo Call to clojure.core/if-let did not conform to spec.

(if-let x 1)
;=! ExceptionInfo Call to clojure.core/if-let did not conform to spec.

(when-let [a] 1)
;=! ExceptionInfo Call to clojure.core/when-let did not conform to spec.

(cond 1)
;=! IllegalArgumentException cond requires an even number of forms

(cond 1 2 3)
;=! IllegalArgumentException cond requires an even number of forms

(case)
;=! ArityException Wrong number of args (0) passed to: clojure.core/case

(case 1 2 3 2 4)
;=! IllegalArgumentException Duplicate case test constant: 2

(case 1)
;=! IllegalArgumentException No matching clause: 1

(case 1 (1 2) 3 1 4)
;=! IllegalArgumentException Duplicate case test constant: 1

(dotimes [x] 1)
;=! IllegalArgumentException dotimes requires exactly 2 forms in binding vector in user:300

(dotimes x 1)
;=! IllegalArgumentException dotimes requires a vector for its binding in user:303

(doseq [x] 1)
;=! IllegalArgumentException doseq requires an even number of forms in binding vector in user:306

(doseq x 1)
;=! IllegalArgumentException doseq requires a vector for its binding in user:309

(for [x] 1)
;=! IllegalArgumentException for requires an even number of forms in binding vector in user:312

(for [:when 1] 1)
;=! IllegalStateException Can't pop empty vector

(for x 1)
;=! IllegalArgumentException for requires a vector for its binding in user:318

(->)
;=! ArityException Wrong number of args (0) passed to: clojure.core/->

(letfn* [a] 1)
;=! IllegalArgumentException Bad binding form, expected matched symbol expression pairs

(letfn* 1)
;=! IllegalArgumentException Bad binding form, expected vector

(import* 1)
;=! RuntimeException Unable to resolve symbol: import* in this context

(nil)
;=! IllegalArgumentException Can't call nil, form: (nil)

(case* 1)
;=! IndexOutOfBoundsException

(binding [x] 1)
;=! IllegalArgumentException binding requires an even number of forms in binding vector in user:339

(binding [foo 1] 1)
;=! RuntimeException Unable to resolve var: foo in this context

(defmacro)
;=! ArityException Wrong number of args (0) passed to: clojure.core/defmacro

(catch)
;=! RuntimeException Unable to resolve symbol: catch in this context

(finally)
;=! RuntimeException Unable to resolve symbol: finally in this context

(catch Exception e)
;=! RuntimeException Unable to resolve symbol: catch in this context

&
;=! RuntimeException Unable to resolve symbol: & in this context

(& 1)
;=! RuntimeException Unable to resolve symbol: & in this context

(.foo)
;=! IllegalArgumentException Malformed member expression, expecting (.member target ...)

(.foo 1 )
;=! IllegalArgumentException No matching field found: foo for class java.lang.Long

(Foo/bar 1)
;=! RuntimeException No such namespace: Foo

Foo/bar
;=! RuntimeException No such namespace: Foo

(deftype)
;=! ArityException Wrong number of args (0) passed to: clojure.core/deftype

(deftype X)
;=! ArityException Wrong number of args (1) passed to: clojure.core/deftype

(defrecord X)
;=! ArityException Wrong number of args (1) passed to: clojure.core/defrecord

(fn [] (def))
;=! RuntimeException Too few arguments to def

(if-not)
;=! ArityException Wrong number of args (0) passed to: clojure.core/if-not

(when-first [x] 1)
;=! IllegalArgumentException when-first requires exactly 2 forms in binding vector in user:390

(when-not)
;=! ArityException Wrong number of args (0) passed to: clojure.core/when-not

(if-some [x] 1)
;=! IllegalArgumentException clojure.core/if-some requires exactly 2 forms in binding vector in user:

(doto)
;=! ArityException Wrong number of args (0) passed to: clojure.core/doto

(cond-> 1 2)
;=! AssertionError Assert failed: (even? (count clauses))

(let [{:keys [a 1]} {}] a)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [[a &] 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [[a & b c] 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [[a :as] 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [[a :foo] 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [{:keys a} 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [:a 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(let [{:a :b} 1] 1)
;=! ExceptionInfo Call to clojure.core/let did not conform to spec.

(defmulti)
;=! ArityException Wrong number of args (0) passed to: clojure.core/defmulti

(fn [this x] (recur 1 2 3))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 2 args, got: 3

(fn ([x] 1) 2)
;=! ExceptionInfo Call to clojure.core/fn did not conform to spec.

(defn f ([x] 1) {:a 1} 3)
;=! ExceptionInfo Call to clojure.core/defn did not conform to spec.

(catch 1)
;=! RuntimeException Unable to resolve symbol: catch in this context

(def a "x" "y" "z")
;=! RuntimeException Too many arguments to def

(clojure.core/let [a 1] b)
;=! RuntimeException Unable to resolve symbol: b in this context

Math/PII
;=! RuntimeException Unable to find static field: PII in class java.lang.Math

(new String 1 2 3 4 5 6 7)
;=! IllegalArgumentException No matching ctor found for class java.lang.String

(defprotocol)
;=! ArityException Wrong number of args (0) passed to: clojure.core/defprotocol

(fn [x] ^{:a 1} {:pre [(foo)]} 1)
;=! RuntimeException Unable to resolve symbol: foo in this context

(-> x (1))
;=! RuntimeException Unable to resolve symbol: x in this context

(def a (recur))
;=! UnsupportedOperationException Can only recur from tail position

(. 1 ())
;=! IllegalArgumentException Malformed member expression

(. "a" (1))
;=! IllegalArgumentException Malformed member expression
