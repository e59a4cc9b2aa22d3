;! golden: execute
;! setup
(def x 1)

;; A: Literals

;; A1a
42
;= 42

;; A1b
3.14
;= 3.14

;; A1c
1000000000000N
;= 1000000000000N

;; A2
"hello world"
;= "hello world"

;; A3a
:keyword
;= :keyword

;; A3b
:namespaced/keyword
;= :namespaced/keyword

;; A4a
'symbol
;= symbol

;; A4b
'namespace/symbol
;= namespace/symbol

;; A5a
[]
;= []

;; A5b
{}
;= {}

;; A5c
#{}
;= #{}

;; A5d
()
;= ()

;; B: Simple expressions

;; B1a
(+ 1 2)
;= 3

;; B1b
(+ 1 2 3 4 5)
;= 15

;; B1c
(* (+ 1 2) (- 3 4))
;= -3

;; B2a
(= 1 1)
;= true

;; B2b
(< 1 2 3)
;= true

;; B3a
(and true false)
;= false

;; B3b
(or nil 42)
;= 42

;; B3c
(not false)
;= true

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;= [1 2 3 4]

;; C1b
(nth [1 2 3 4 5] 2)
;= 3

;; C1c
(count [1 2 3 4 5])
;= 5

;; C2a
(get {:a 1 :b 2} :a)
;= 1

;; C2b
(assoc {:a 1} :b 2)
;= {:a 1, :b 2}

;; C3a
(first [1 2 3])
;= 1

;; C3b
(rest [1 2 3])
;= (2 3)

;; C3c
(map inc [1 2 3])
;= (2 3 4)

;; D: Control flow

;; D1a
(if true 1 2)
;= 1

;; D1b
(if (> 5 3) "yes" "no")
;= "yes"

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;= "positive"

;; D3
(case x 1 "one" 2 "two" "other")
;= "one"

;; E: Bindings

;; E1a
(let [x 1] x)
;= 1

;; E1b
(let [x 1 y 2] (+ x y))
;= 3

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;= 15

;; E2
(let [x 1] (let [y 2] (+ x y)))
;= 3

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;= 6

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;= 6

;; F2b
(defn add1 [x] (+ x 1))
;= #'user/add1

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;= 3

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;= 15

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;= 55

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;= 4950

;; H: Macros

;; H1
(when true 42)
;= 42

;; H2a
(-> 1 inc inc inc)
;= 4

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;= (2 4)

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;= 3
