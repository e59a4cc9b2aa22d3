;! golden: parse
;! setup
(def x 1)

;; A: Literals

;; A1a
42
;=    8:1    42

;; A1b
3.14
;=   12:1    3.14

;; A1c
1000000000000N
;=   16:1    1000000000000N

;; A2
"hello world"
;=   20:1    "hello world"

;; A3a
:keyword
;=   24:1    :keyword

;; A3b
:namespaced/keyword
;=   28:1    :namespaced/keyword

;; A4a
'symbol
;=   32:1    (quote symbol)

;; A4b
'namespace/symbol
;=   36:1    (quote namespace/symbol)

;; A5a
[]
;=   40:1    []

;; A5b
{}
;=   44:1    {}

;; A5c
#{}
;=   48:1    #{}

;; A5d
()
;=   52:1    ()

;; B: Simple expressions

;; B1a
(+ 1 2)
;=   58:1    (+ 1 2)

;; B1b
(+ 1 2 3 4 5)
;=   62:1    (+ 1 2 3 4 5)

;; B1c
(* (+ 1 2) (- 3 4))
;=   66:1    (* (+ 1 2) (- 3 4))

;; B2a
(= 1 1)
;=   70:1    (= 1 1)

;; B2b
(< 1 2 3)
;=   74:1    (< 1 2 3)

;; B3a
(and true false)
;=   78:1    (and true false)

;; B3b
(or nil 42)
;=   82:1    (or nil 42)

;; B3c
(not false)
;=   86:1    (not false)

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;=   92:1    (conj [1 2 3] 4)

;; C1b
(nth [1 2 3 4 5] 2)
;=   96:1    (nth [1 2 3 4 5] 2)

;; C1c
(count [1 2 3 4 5])
;=  100:1    (count [1 2 3 4 5])

;; C2a
(get {:a 1 :b 2} :a)
;=  104:1    (get {:a 1, :b 2} :a)

;; C2b
(assoc {:a 1} :b 2)
;=  108:1    (assoc {:a 1} :b 2)

;; C3a
(first [1 2 3])
;=  112:1    (first [1 2 3])

;; C3b
(rest [1 2 3])
;=  116:1    (rest [1 2 3])

;; C3c
(map inc [1 2 3])
;=  120:1    (map inc [1 2 3])

;; D: Control flow

;; D1a
(if true 1 2)
;=  126:1    (if true 1 2)

;; D1b
(if (> 5 3) "yes" "no")
;=  130:1    (if (> 5 3) "yes" "no")

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;=  134:1    (cond (< x 0) "negative" (> x 0) "positive" :else "zero")

;; D3
(case x 1 "one" 2 "two" "other")
;=  138:1    (case x 1 "one" 2 "two" "other")

;; E: Bindings

;; E1a
(let [x 1] x)
;=  144:1    (let [x 1] x)

;; E1b
(let [x 1 y 2] (+ x y))
;=  148:1    (let [x 1 y 2] (+ x y))

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;=  152:1    (let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))

;; E2
(let [x 1] (let [y 2] (+ x y)))
;=  156:1    (let [x 1] (let [y 2] (+ x y)))

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;=  162:1    ((fn [x] (+ x 1)) 5)

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;=  166:1    (do (def add1 (fn [x] (+ x 1))) (add1 5))

;; F2b
(defn add1 [x] (+ x 1))
;=  170:1    (defn add1 [x] (+ x 1))

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;=  174:1    ((fn ([x] x) ([x y] (+ x y))) 1 2)

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;=  178:1    ((fn [& args] (apply + args)) 1 2 3 4 5)

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;=  184:1    (do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;=  188:1    (loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))

;; H: Macros

;; H1
(when true 42)
;=  194:1    (when true 42)

;; H2a
(-> 1 inc inc inc)
;=  198:1    (-> 1 inc inc inc)

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;=  202:1    (->> [1 2 3] (map inc) (filter even?))

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;=  206:1    (let [{:keys [a b]} {:a 1, :b 2}] (+ a b))
