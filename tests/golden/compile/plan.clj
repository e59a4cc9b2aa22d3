;! golden: compile
;! setup
(def x 1)

;; A: Literals

;; A1a
42
;= nil/0
;= 0  load-small       r0 42
;= 1  ret              r0

;; A1b
3.14
;= nil/0
;= 0  load-const       r0 3.14
;= 1  ret              r0

;; A1c
1000000000000N
;= nil/0
;= 0  load-const       r0 1000000000000N
;= 1  ret              r0

;; A2
"hello world"
;= nil/0
;= 0  load-const       r0 "hello world"
;= 1  ret              r0

;; A3a
:keyword
;= nil/0
;= 0  load-const       r0 :keyword
;= 1  ret              r0

;; A3b
:namespaced/keyword
;= nil/0
;= 0  load-const       r0 :namespaced/keyword
;= 1  ret              r0

;; A4a
'symbol
;= nil/0
;= 0  load-const       r0 symbol
;= 1  ret              r0

;; A4b
'namespace/symbol
;= nil/0
;= 0  load-const       r0 namespace/symbol
;= 1  ret              r0

;; A5a
[]
;= nil/0
;= 0  load-const       r0 []
;= 1  ret              r0

;; A5b
{}
;= nil/0
;= 0  load-const       r0 {}
;= 1  ret              r0

;; A5c
#{}
;= nil/0
;= 0  load-const       r0 #{}
;= 1  ret              r0

;; A5d
()
;= nil/0
;= 0  load-const       r0 ()
;= 1  ret              r0

;; B: Simple expressions

;; B1a
(+ 1 2)
;= nil/0
;= 0  load-small       r0 3
;= 1  ret              r0

;; B1b
(+ 1 2 3 4 5)
;= nil/0
;= 0  load-small       r0 15
;= 1  ret              r0

;; B1c
(* (+ 1 2) (- 3 4))
;= nil/0
;= 0  load-small       r0 -3
;= 1  ret              r0

;; B2a
(= 1 1)
;= nil/0
;= 0  load-true        r0
;= 1  ret              r0

;; B2b
(< 1 2 3)
;= nil/0
;= 0  load-small       r4 1
;= 1  load-small       r5 2
;= 2  load-small       r6 3
;= 3  call-cell        r0 [r1] #'clojure.core/< (3)
;= 4  ret              r0

;; B3a
(and true false)
;= nil/0
;= 0  load-false       r0
;= 1  ret              r0

;; B3b
(or nil 42)
;= nil/0
;= 0  load-small       r0 42
;= 1  ret              r0

;; B3c
(not false)
;= nil/0
;= 0  load-true        r0
;= 1  ret              r0

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;= nil/0
;= 0  load-const       r0 [1 2 3]
;= 1  load-small       r1 4
;= 2  conj             r0 r0 r1
;= 3  ret              r0

;; C1b
(nth [1 2 3 4 5] 2)
;= nil/0
;= 0  load-const       r0 [1 2 3 4 5]
;= 1  load-small       r1 2
;= 2  nth              r0 r0 r1
;= 3  ret              r0

;; C1c
(count [1 2 3 4 5])
;= nil/0
;= 0  load-const       r0 [1 2 3 4 5]
;= 1  count            r0 r0
;= 2  ret              r0

;; C2a
(get {:a 1 :b 2} :a)
;= nil/0
;= 0  load-const       r0 {:a 1, :b 2}
;= 1  keyword-get      r0 r0 :a
;= 4  ret              r0

;; C2b
(assoc {:a 1} :b 2)
;= nil/0
;= 0  load-const       r0 {:a 1}
;= 1  load-const       r1 :b
;= 2  load-small       r2 2
;= 3  assoc            r0 r0 r1 r2
;= 5  ret              r0

;; C3a
(first [1 2 3])
;= nil/0
;= 0  load-const       r0 [1 2 3]
;= 1  first            r0 r0
;= 2  ret              r0

;; C3b
(rest [1 2 3])
;= nil/0
;= 0  load-const       r0 [1 2 3]
;= 1  rest             r0 r0
;= 2  ret              r0

;; C3c
(map inc [1 2 3])
;= nil/0
;= 0  var-get          r4 #'clojure.core/inc
;= 1  load-const       r5 [1 2 3]
;= 2  call-cell        r0 [r1] #'clojure.core/map (2)
;= 3  ret              r0

;; D: Control flow

;; D1a
(if true 1 2)
;= nil/0
;= 0  load-small       r0 1
;= 1  ret              r0

;; D1b
(if (> 5 3) "yes" "no")
;= nil/0
;= 0  load-const       r0 "yes"
;= 1  ret              r0

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;= nil/0
;= 0  var-get          r0 #'user/x
;= 1  jump-unless-lt-imm r0 0 -> 4
;= 2  load-const       r0 "negative"
;= 3  ret              r0
;= 4  var-get          r0 #'user/x
;= 5  jump-unless-gt-imm r0 0 -> 8
;= 6  load-const       r0 "positive"
;= 7  ret              r0
;= 8  load-const       r0 "zero"
;= 9  ret              r0

;; D3
(case x 1 "one" 2 "two" "other")
;= nil/0
;= 0  var-get          r0 #'user/x
;= 1  case-jump        r0 1 -> 4 2 -> 6
;= 2  load-const       r1 "other"
;= 3  ret              r1
;= 4  load-const       r1 "one"
;= 5  ret              r1
;= 6  load-const       r1 "two"
;= 7  ret              r1

;; E: Bindings

;; E1a
(let [x 1] x)
;= nil/0
;= 0  load-small       r0 1
;= 1  ret              r0

;; E1b
(let [x 1 y 2] (+ x y))
;= nil/0
;= 0  load-small       r0 3
;= 1  ret              r0

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;= nil/0
;= 0  load-small       r0 15
;= 1  ret              r0

;; E2
(let [x 1] (let [y 2] (+ x y)))
;= nil/0
;= 0  load-small       r0 3
;= 1  ret              r0

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;= nil/0
;= 0  load-small       r0 5
;= 1  add-imm          r1 r0 1
;= 2  ret              r1

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;= nil/0
;= 0  make-closure     r1 <fn user/add1> r2..
;= 1  def              r0 #'user/add1 r1
;= 2  load-const       r1 {:line 1, :column 5, :file "NO_SOURCE_PATH"}
;= 3  set-var-meta     #'user/add1 r1
;= 4  load-small       r4 5
;= 5  call-cell        r0 [r1] #'user/add1 (1)
;= 6  ret              r0
;= user/add1/1
;= 0  add-imm          r1 r0 1
;= 1  ret              r1

;; F2b
(defn add1 [x] (+ x 1))
;= nil/0
;= 0  make-closure     r1 <fn user/add1> r2..
;= 1  def              r0 #'user/add1 r1
;= 2  load-const       r1 {:arglists ([x]), :line 1, :column 1, :file "NO_SOURCE_PATH"}
;= 3  set-var-meta     #'user/add1 r1
;= 4  ret              r0
;= user/add1/1
;= 0  add-imm          r1 r0 1
;= 1  ret              r1

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;= nil/0
;= 0  make-closure     r3 <fn user/eval1/fn--2> r4..
;= 1  load-small       r4 1
;= 2  load-small       r5 2
;= 3  call             r0 [r1] #2
;= 4  ret              r0
;= user/eval1/fn--2/1
;= 0  ret              r0
;= user/eval1/fn--2/2
;= 0  add              r2 r0 r1
;= 1  ret              r2

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;= nil/0
;= 0  make-closure     r3 <fn user/eval1/fn--2> r4..
;= 1  load-small       r4 1
;= 2  load-small       r5 2
;= 3  load-small       r6 3
;= 4  load-small       r7 4
;= 5  load-small       r8 5
;= 6  call             r0 [r1] #5
;= 7  ret              r0
;= user/eval1/fn--2/0+
;= 0  var-get          r5 #'clojure.core/+
;= 1  take             r6 r0
;= 2  call-cell        r1 [r2] #'clojure.core/apply (2)
;= 3  ret              r1

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;= nil/0
;= 0  make-closure     r1 <fn user/fib> r2..
;= 1  def              r0 #'user/fib r1
;= 2  load-const       r1 {:line 1, :column 5, :file "NO_SOURCE_PATH"}
;= 3  set-var-meta     #'user/fib r1
;= 4  load-small       r4 10
;= 5  call-cell        r0 [r1] #'user/fib (1)
;= 6  ret              r0
;= user/fib/1
;= 0  jump-unless-lte-imm r0 1 -> 2
;= 1  ret              r0
;= 2  sub-imm          r5 r0 1
;= 3  call-cell        r1 [r2] #'user/fib (1)
;= 4  sub-imm          r6 r0 2
;= 5  call-cell        r2 [r3] #'user/fib (1)
;= 6  add              r1 r1 r2
;= 7  ret              r1

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;= nil/0
;= 0  load-small       r0 0
;= 1  load-small       r1 0
;= 2  jump-unless-lt-imm r0 100 -> 7
;= 3  add              r1 r1 r0
;= 4  inc              r0 r0
;= 5  loop-back        -> 2
;= 7  ret              r1

;; H: Macros

;; H1
(when true 42)
;= nil/0
;= 0  load-small       r0 42
;= 1  ret              r0

;; H2a
(-> 1 inc inc inc)
;= nil/0
;= 0  load-small       r0 4
;= 1  ret              r0

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;= nil/0
;= 0  var-get          r4 #'clojure.core/even?
;= 1  var-get          r9 #'clojure.core/inc
;= 2  load-const       r10 [1 2 3]
;= 3  call-cell        r5 [r6] #'clojure.core/map (2)
;= 4  call-cell        r0 [r1] #'clojure.core/filter (2)
;= 5  ret              r0

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;= nil/0
;= 0  load-const       r0 {:a 1, :b 2}
;= 1  keyword-get      r0 r0 :a
;= 4  load-const       r1 {:a 1, :b 2}
;= 5  keyword-get      r1 r1 :b
;= 8  add              r2 r0 r1
;= 9  ret              r2
