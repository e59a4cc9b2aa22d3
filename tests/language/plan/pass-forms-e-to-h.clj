;; The forms of the evaluation plan, categories E to H.

(let [x 1] x)
;=> 1

(let [x 1 y 2] (+ x y))
;=> 3

(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;=> 15

(let [x 1] (let [y 2] (+ x y)))
;=> 3

((fn [x] (+ x 1)) 5)
;=> 6

(do (def add1 (fn [x] (+ x 1))) (add1 5))
;=> 6

((fn ([x] x) ([x y] (+ x y))) 1 2)
;=> 3

((fn [& args] (apply + args)) 1 2 3 4 5)
;=> 15

(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;=> 55

(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;=> 4950

(when true 42)
;=> 42

(-> 1 inc inc inc)
;=> 4

(->> [1 2 3] (map inc) (filter even?))
;=> (2 4)

(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;=> 3
