;; The forms of the evaluation plan, categories A to D.

42
;=> 42

3.14
;=> 3.14

1000000000000N
;=> 1000000000000N

"hello world"
;=> "hello world"

:keyword
;=> :keyword

:namespaced/keyword
;=> :namespaced/keyword

'symbol
;=> symbol

'namespace/symbol
;=> namespace/symbol

[]
;=> []

{}
;=> {}

#{}
;=> #{}

()
;=> ()

(+ 1 2)
;=> 3

(+ 1 2 3 4 5)
;=> 15

(* (+ 1 2) (- 3 4))
;=> -3

(= 1 1)
;=> true

(< 1 2 3)
;=> true

(and true false)
;=> false

(or nil 42)
;=> 42

(not false)
;=> true

(conj [1 2 3] 4)
;=> [1 2 3 4]

(nth [1 2 3 4 5] 2)
;=> 3

(count [1 2 3 4 5])
;=> 5

(get {:a 1 :b 2} :a)
;=> 1

(assoc {:a 1} :b 2)
;=> {:a 1, :b 2}

(first [1 2 3])
;=> 1

(rest [1 2 3])
;=> (2 3)

(map inc [1 2 3])
;=> (2 3 4)

(if true 1 2)
;=> 1

(if (> 5 3) "yes" "no")
;=> "yes"

(def x 1)

(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;=> "positive"

(case x 1 "one" 2 "two" "other")
;=> "one"
