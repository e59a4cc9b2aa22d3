;! golden: optimize
;! setup
(def x 1)

;; A: Literals

;; A1a
42
;= const 42

;; A1b
3.14
;= const 3.14

;; A1c
1000000000000N
;= const 1000000000000N

;; A2
"hello world"
;= const "hello world"

;; A3a
:keyword
;= const :keyword

;; A3b
:namespaced/keyword
;= const :namespaced/keyword

;; A4a
'symbol
;= const symbol

;; A4b
'namespace/symbol
;= const namespace/symbol

;; A5a
[]
;= const []

;; A5b
{}
;= const {}

;; A5c
#{}
;= const #{}

;; A5d
()
;= const ()

;; B: Simple expressions

;; B1a
(+ 1 2)
;= const 3

;; B1b
(+ 1 2 3 4 5)
;= const 15

;; B1c
(* (+ 1 2) (- 3 4))
;= const -3

;; B2a
(= 1 1)
;= const true

;; B2b
(< 1 2 3)
;= invoke-var #'clojure.core/<
;=   const 1
;=   const 2
;=   const 3

;; B3a
(and true false)
;= const false

;; B3b
(or nil 42)
;= const 42

;; B3c
(not false)
;= const true

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;= core Conj
;=   const [1 2 3]
;=   const 4

;; C1b
(nth [1 2 3 4 5] 2)
;= core Nth
;=   const [1 2 3 4 5]
;=   const 2

;; C1c
(count [1 2 3 4 5])
;= core Count
;=   const [1 2 3 4 5]

;; C2a
(get {:a 1 :b 2} :a)
;= keyword-invoke :a
;=   const {:a 1, :b 2}

;; C2b
(assoc {:a 1} :b 2)
;= core Assoc
;=   const {:a 1}
;=   const :b
;=   const 2

;; C3a
(first [1 2 3])
;= core First
;=   const [1 2 3]

;; C3b
(rest [1 2 3])
;= core Rest
;=   const [1 2 3]

;; C3c
(map inc [1 2 3])
;= invoke-var #'clojure.core/map
;=   var #'clojure.core/inc
;=   const [1 2 3]

;; D: Control flow

;; D1a
(if true 1 2)
;= const 1

;; D1b
(if (> 5 3) "yes" "no")
;= const "yes"

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;= if
;=   core Lt
;=     var #'user/x
;=     const 0
;=   const "negative"
;=   if
;=     core Gt
;=       var #'user/x
;=       const 0
;=     const "positive"
;=     const "zero"

;; D3
(case x 1 "one" 2 "two" "other")
;= let
;=   %0 =
;=     var #'user/x
;=   case
;=     local %0!
;=   when 1
;=     const "one"
;=   when 2
;=     const "two"
;=   default
;=     const "other"

;; E: Bindings

;; E1a
(let [x 1] x)
;= const 1

;; E1b
(let [x 1 y 2] (+ x y))
;= const 3

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;= const 15

;; E2
(let [x 1] (let [y 2] (+ x y)))
;= const 3

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;= let
;=   x%0 =
;=     const 5
;=   core Add
;=     local x%0!
;=     const 1

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;= do
;=   def #'user/add1
;=     const {:line 1, :column 5, :file "NO_SOURCE_PATH"}
;=     fn add1
;=       method x%0
;=         core Add
;=           local x%0!
;=           const 1
;=   invoke-var #'user/add1
;=     const 5

;; F2b
(defn add1 [x] (+ x 1))
;= def #'user/add1
;=   const {:arglists ([x]), :line 1, :column 1, :file "NO_SOURCE_PATH"}
;=   fn add1
;=     method x%0
;=       core Add
;=         local x%0!
;=         const 1

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;= invoke
;=   fn
;=     method x%0
;=       local x%0!
;=     method x%1 y%2
;=       core Add
;=         local x%1!
;=         local y%2!
;=   const 1
;=   const 2

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;= invoke
;=   fn
;=     method & args%0
;=       invoke-var #'clojure.core/apply
;=         var #'clojure.core/+
;=         local args%0!
;=   const 1
;=   const 2
;=   const 3
;=   const 4
;=   const 5

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;= do
;=   def #'user/fib
;=     const {:line 1, :column 5, :file "NO_SOURCE_PATH"}
;=     fn fib
;=       method n%0
;=         if
;=           core Lte
;=             local n%0
;=             const 1
;=           local n%0!
;=           core Add
;=             invoke-var #'user/fib
;=               core Sub
;=                 local n%0
;=                 const 1
;=             invoke-var #'user/fib
;=               core Sub
;=                 local n%0!
;=                 const 2
;=   invoke-var #'user/fib
;=     const 10

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;= loop
;=   i%0 =
;=     const 0
;=   sum%1 =
;=     const 0
;=   if
;=     core Lt
;=       local i%0
;=       const 100
;=     recur
;=       core Inc
;=         local i%0
;=       core Add
;=         local sum%1!
;=         local i%0
;=     local sum%1!

;; H: Macros

;; H1
(when true 42)
;= const 42

;; H2a
(-> 1 inc inc inc)
;= const 4

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;= invoke-var #'clojure.core/filter
;=   var #'clojure.core/even?
;=   invoke-var #'clojure.core/map
;=     var #'clojure.core/inc
;=     const [1 2 3]

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;= let
;=   a%0 =
;=     keyword-invoke :a
;=       const {:a 1, :b 2}
;=   b%1 =
;=     keyword-invoke :b
;=       const {:a 1, :b 2}
;=   core Add
;=     local a%0!
;=     local b%1!
