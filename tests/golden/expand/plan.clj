;! golden: expand
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
;= (quote symbol)

;; A4b
'namespace/symbol
;= (quote namespace/symbol)

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
;= (+ 1 2)

;; B1b
(+ 1 2 3 4 5)
;= (+ 1 2 3 4 5)

;; B1c
(* (+ 1 2) (- 3 4))
;= (* (+ 1 2) (- 3 4))

;; B2a
(= 1 1)
;= (= 1 1)

;; B2b
(< 1 2 3)
;= (< 1 2 3)

;; B3a
(and true false)
;= (and true false)

;; B3b
(or nil 42)
;= (or nil 42)

;; B3c
(not false)
;= (not false)

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;= (conj [1 2 3] 4)

;; C1b
(nth [1 2 3 4 5] 2)
;= (nth [1 2 3 4 5] 2)

;; C1c
(count [1 2 3 4 5])
;= (count [1 2 3 4 5])

;; C2a
(get {:a 1 :b 2} :a)
;= (get {:a 1, :b 2} :a)

;; C2b
(assoc {:a 1} :b 2)
;= (assoc {:a 1} :b 2)

;; C3a
(first [1 2 3])
;= (first [1 2 3])

;; C3b
(rest [1 2 3])
;= (rest [1 2 3])

;; C3c
(map inc [1 2 3])
;= (map inc [1 2 3])

;; D: Control flow

;; D1a
(if true 1 2)
;= (if true 1 2)

;; D1b
(if (> 5 3) "yes" "no")
;= (if (> 5 3) "yes" "no")

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;= (cond (< x 0) "negative" (> x 0) "positive" :else "zero")

;; D3
(case x 1 "one" 2 "two" "other")
;= (case x 1 "one" 2 "two" "other")

;; E: Bindings

;; E1a
(let [x 1] x)
;= (let [x 1] x)

;; E1b
(let [x 1 y 2] (+ x y))
;= (let [x 1 y 2] (+ x y))

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;= (let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))

;; E2
(let [x 1] (let [y 2] (+ x y)))
;= (let [x 1] (let [y 2] (+ x y)))

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;= ((fn [x] (+ x 1)) 5)

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;= (do (def add1 (fn [x] (+ x 1))) (add1 5))

;; F2b
(defn add1 [x] (+ x 1))
;= (defn add1 [x] (+ x 1))

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;= ((fn ([x] x) ([x y] (+ x y))) 1 2)

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;= ((fn [& args] (apply + args)) 1 2 3 4 5)

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;= (do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;= (loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))

;; H: Macros

;; H1
(when true 42)
;= (when true 42)

;; H2a
(-> 1 inc inc inc)
;= (-> 1 inc inc inc)

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;= (->> [1 2 3] (map inc) (filter even?))

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;= (let [{:keys [a b]} {:a 1, :b 2}] (+ a b))
