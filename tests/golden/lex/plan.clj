;! golden: lex
;! setup
(def x 1)

;; A: Literals

;; A1a
42
;=    0  fixnum                42

;; A1b
3.14
;=    0  number                3.14

;; A1c
1000000000000N
;=    0  number                1000000000000N

;; A2
"hello world"
;=    0  plain-string          "hello world"

;; A3a
:keyword
;=    0  plain-keyword         :keyword

;; A3b
:namespaced/keyword
;=    0  name                  :namespaced/keyword

;; A4a
'symbol
;=    0  quote                 '
;=    1  plain-name            symbol

;; A4b
'namespace/symbol
;=    0  quote                 '
;=    1  name                  namespace/symbol

;; A5a
[]
;=    0  open-vector           [
;=    1  close-vector          ]

;; A5b
{}
;=    0  open-map              {
;=    1  close-map             }

;; A5c
#{}
;=    0  open-set              #{
;=    2  close-map             }

;; A5d
()
;=    0  open-list             (
;=    1  close-list            )

;; B: Simple expressions

;; B1a
(+ 1 2)
;=    0  open-list             (
;=    1  plain-name            +
;=    3  fixnum                1
;=    5  fixnum                2
;=    6  close-list            )

;; B1b
(+ 1 2 3 4 5)
;=    0  open-list             (
;=    1  plain-name            +
;=    3  fixnum                1
;=    5  fixnum                2
;=    7  fixnum                3
;=    9  fixnum                4
;=   11  fixnum                5
;=   12  close-list            )

;; B1c
(* (+ 1 2) (- 3 4))
;=    0  open-list             (
;=    1  plain-name            *
;=    3  open-list             (
;=    4  plain-name            +
;=    6  fixnum                1
;=    8  fixnum                2
;=    9  close-list            )
;=   11  open-list             (
;=   12  plain-name            -
;=   14  fixnum                3
;=   16  fixnum                4
;=   17  close-list            )
;=   18  close-list            )

;; B2a
(= 1 1)
;=    0  open-list             (
;=    1  plain-name            =
;=    3  fixnum                1
;=    5  fixnum                1
;=    6  close-list            )

;; B2b
(< 1 2 3)
;=    0  open-list             (
;=    1  plain-name            <
;=    3  fixnum                1
;=    5  fixnum                2
;=    7  fixnum                3
;=    8  close-list            )

;; B3a
(and true false)
;=    0  open-list             (
;=    1  plain-name            and
;=    5  plain-name            true
;=   10  plain-name            false
;=   15  close-list            )

;; B3b
(or nil 42)
;=    0  open-list             (
;=    1  plain-name            or
;=    4  plain-name            nil
;=    8  fixnum                42
;=   10  close-list            )

;; B3c
(not false)
;=    0  open-list             (
;=    1  plain-name            not
;=    5  plain-name            false
;=   10  close-list            )

;; C: Collections

;; C1a
(conj [1 2 3] 4)
;=    0  open-list             (
;=    1  plain-name            conj
;=    6  open-vector           [
;=    7  fixnum                1
;=    9  fixnum                2
;=   11  fixnum                3
;=   12  close-vector          ]
;=   14  fixnum                4
;=   15  close-list            )

;; C1b
(nth [1 2 3 4 5] 2)
;=    0  open-list             (
;=    1  plain-name            nth
;=    5  open-vector           [
;=    6  fixnum                1
;=    8  fixnum                2
;=   10  fixnum                3
;=   12  fixnum                4
;=   14  fixnum                5
;=   15  close-vector          ]
;=   17  fixnum                2
;=   18  close-list            )

;; C1c
(count [1 2 3 4 5])
;=    0  open-list             (
;=    1  plain-name            count
;=    7  open-vector           [
;=    8  fixnum                1
;=   10  fixnum                2
;=   12  fixnum                3
;=   14  fixnum                4
;=   16  fixnum                5
;=   17  close-vector          ]
;=   18  close-list            )

;; C2a
(get {:a 1 :b 2} :a)
;=    0  open-list             (
;=    1  plain-name            get
;=    5  open-map              {
;=    6  plain-keyword         :a
;=    9  fixnum                1
;=   11  plain-keyword         :b
;=   14  fixnum                2
;=   15  close-map             }
;=   17  plain-keyword         :a
;=   19  close-list            )

;; C2b
(assoc {:a 1} :b 2)
;=    0  open-list             (
;=    1  plain-name            assoc
;=    7  open-map              {
;=    8  plain-keyword         :a
;=   11  fixnum                1
;=   12  close-map             }
;=   14  plain-keyword         :b
;=   17  fixnum                2
;=   18  close-list            )

;; C3a
(first [1 2 3])
;=    0  open-list             (
;=    1  plain-name            first
;=    7  open-vector           [
;=    8  fixnum                1
;=   10  fixnum                2
;=   12  fixnum                3
;=   13  close-vector          ]
;=   14  close-list            )

;; C3b
(rest [1 2 3])
;=    0  open-list             (
;=    1  plain-name            rest
;=    6  open-vector           [
;=    7  fixnum                1
;=    9  fixnum                2
;=   11  fixnum                3
;=   12  close-vector          ]
;=   13  close-list            )

;; C3c
(map inc [1 2 3])
;=    0  open-list             (
;=    1  plain-name            map
;=    5  plain-name            inc
;=    9  open-vector           [
;=   10  fixnum                1
;=   12  fixnum                2
;=   14  fixnum                3
;=   15  close-vector          ]
;=   16  close-list            )

;; D: Control flow

;; D1a
(if true 1 2)
;=    0  open-list             (
;=    1  plain-name            if
;=    4  plain-name            true
;=    9  fixnum                1
;=   11  fixnum                2
;=   12  close-list            )

;; D1b
(if (> 5 3) "yes" "no")
;=    0  open-list             (
;=    1  plain-name            if
;=    4  open-list             (
;=    5  plain-name            >
;=    7  fixnum                5
;=    9  fixnum                3
;=   10  close-list            )
;=   12  plain-string          "yes"
;=   18  plain-string          "no"
;=   22  close-list            )

;; D2
(cond (< x 0) "negative" (> x 0) "positive" :else "zero")
;=    0  open-list             (
;=    1  plain-name            cond
;=    6  open-list             (
;=    7  plain-name            <
;=    9  plain-name            x
;=   11  fixnum                0
;=   12  close-list            )
;=   14  plain-string          "negative"
;=   25  open-list             (
;=   26  plain-name            >
;=   28  plain-name            x
;=   30  fixnum                0
;=   31  close-list            )
;=   33  plain-string          "positive"
;=   44  plain-keyword         :else
;=   50  plain-string          "zero"
;=   56  close-list            )

;; D3
(case x 1 "one" 2 "two" "other")
;=    0  open-list             (
;=    1  plain-name            case
;=    6  plain-name            x
;=    8  fixnum                1
;=   10  plain-string          "one"
;=   16  fixnum                2
;=   18  plain-string          "two"
;=   24  plain-string          "other"
;=   31  close-list            )

;; E: Bindings

;; E1a
(let [x 1] x)
;=    0  open-list             (
;=    1  plain-name            let
;=    5  open-vector           [
;=    6  plain-name            x
;=    8  fixnum                1
;=    9  close-vector          ]
;=   11  plain-name            x
;=   12  close-list            )

;; E1b
(let [x 1 y 2] (+ x y))
;=    0  open-list             (
;=    1  plain-name            let
;=    5  open-vector           [
;=    6  plain-name            x
;=    8  fixnum                1
;=   10  plain-name            y
;=   12  fixnum                2
;=   13  close-vector          ]
;=   15  open-list             (
;=   16  plain-name            +
;=   18  plain-name            x
;=   20  plain-name            y
;=   21  close-list            )
;=   22  close-list            )

;; E1c
(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))
;=    0  open-list             (
;=    1  plain-name            let
;=    5  open-vector           [
;=    6  plain-name            a
;=    8  fixnum                1
;=   10  plain-name            b
;=   12  fixnum                2
;=   14  plain-name            c
;=   16  fixnum                3
;=   18  plain-name            d
;=   20  fixnum                4
;=   22  plain-name            e
;=   24  fixnum                5
;=   25  close-vector          ]
;=   27  open-list             (
;=   28  plain-name            +
;=   30  plain-name            a
;=   32  plain-name            b
;=   34  plain-name            c
;=   36  plain-name            d
;=   38  plain-name            e
;=   39  close-list            )
;=   40  close-list            )

;; E2
(let [x 1] (let [y 2] (+ x y)))
;=    0  open-list             (
;=    1  plain-name            let
;=    5  open-vector           [
;=    6  plain-name            x
;=    8  fixnum                1
;=    9  close-vector          ]
;=   11  open-list             (
;=   12  plain-name            let
;=   16  open-vector           [
;=   17  plain-name            y
;=   19  fixnum                2
;=   20  close-vector          ]
;=   22  open-list             (
;=   23  plain-name            +
;=   25  plain-name            x
;=   27  plain-name            y
;=   28  close-list            )
;=   29  close-list            )
;=   30  close-list            )

;; F: Functions

;; F1
((fn [x] (+ x 1)) 5)
;=    0  open-list             (
;=    1  open-list             (
;=    2  plain-name            fn
;=    5  open-vector           [
;=    6  plain-name            x
;=    7  close-vector          ]
;=    9  open-list             (
;=   10  plain-name            +
;=   12  plain-name            x
;=   14  fixnum                1
;=   15  close-list            )
;=   16  close-list            )
;=   18  fixnum                5
;=   19  close-list            )

;; F2
(do (def add1 (fn [x] (+ x 1))) (add1 5))
;=    0  open-list             (
;=    1  plain-name            do
;=    4  open-list             (
;=    5  plain-name            def
;=    9  plain-name            add1
;=   14  open-list             (
;=   15  plain-name            fn
;=   18  open-vector           [
;=   19  plain-name            x
;=   20  close-vector          ]
;=   22  open-list             (
;=   23  plain-name            +
;=   25  plain-name            x
;=   27  fixnum                1
;=   28  close-list            )
;=   29  close-list            )
;=   30  close-list            )
;=   32  open-list             (
;=   33  plain-name            add1
;=   38  fixnum                5
;=   39  close-list            )
;=   40  close-list            )

;; F2b
(defn add1 [x] (+ x 1))
;=    0  open-list             (
;=    1  plain-name            defn
;=    6  plain-name            add1
;=   11  open-vector           [
;=   12  plain-name            x
;=   13  close-vector          ]
;=   15  open-list             (
;=   16  plain-name            +
;=   18  plain-name            x
;=   20  fixnum                1
;=   21  close-list            )
;=   22  close-list            )

;; F3
((fn ([x] x) ([x y] (+ x y))) 1 2)
;=    0  open-list             (
;=    1  open-list             (
;=    2  plain-name            fn
;=    5  open-list             (
;=    6  open-vector           [
;=    7  plain-name            x
;=    8  close-vector          ]
;=   10  plain-name            x
;=   11  close-list            )
;=   13  open-list             (
;=   14  open-vector           [
;=   15  plain-name            x
;=   17  plain-name            y
;=   18  close-vector          ]
;=   20  open-list             (
;=   21  plain-name            +
;=   23  plain-name            x
;=   25  plain-name            y
;=   26  close-list            )
;=   27  close-list            )
;=   28  close-list            )
;=   30  fixnum                1
;=   32  fixnum                2
;=   33  close-list            )

;; F4
((fn [& args] (apply + args)) 1 2 3 4 5)
;=    0  open-list             (
;=    1  open-list             (
;=    2  plain-name            fn
;=    5  open-vector           [
;=    6  plain-name            &
;=    8  plain-name            args
;=   12  close-vector          ]
;=   14  open-list             (
;=   15  plain-name            apply
;=   21  plain-name            +
;=   23  plain-name            args
;=   27  close-list            )
;=   28  close-list            )
;=   30  fixnum                1
;=   32  fixnum                2
;=   34  fixnum                3
;=   36  fixnum                4
;=   38  fixnum                5
;=   39  close-list            )

;; G: Recursion

;; G1
(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))
;=    0  open-list             (
;=    1  plain-name            do
;=    4  open-list             (
;=    5  plain-name            def
;=    9  plain-name            fib
;=   13  open-list             (
;=   14  plain-name            fn
;=   17  open-vector           [
;=   18  plain-name            n
;=   19  close-vector          ]
;=   21  open-list             (
;=   22  plain-name            if
;=   25  open-list             (
;=   26  plain-name            <=
;=   29  plain-name            n
;=   31  fixnum                1
;=   32  close-list            )
;=   34  plain-name            n
;=   36  open-list             (
;=   37  plain-name            +
;=   39  open-list             (
;=   40  plain-name            fib
;=   44  open-list             (
;=   45  plain-name            -
;=   47  plain-name            n
;=   49  fixnum                1
;=   50  close-list            )
;=   51  close-list            )
;=   53  open-list             (
;=   54  plain-name            fib
;=   58  open-list             (
;=   59  plain-name            -
;=   61  plain-name            n
;=   63  fixnum                2
;=   64  close-list            )
;=   65  close-list            )
;=   66  close-list            )
;=   67  close-list            )
;=   68  close-list            )
;=   69  close-list            )
;=   71  open-list             (
;=   72  plain-name            fib
;=   76  fixnum                10
;=   78  close-list            )
;=   79  close-list            )

;; G2
(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))
;=    0  open-list             (
;=    1  plain-name            loop
;=    6  open-vector           [
;=    7  plain-name            i
;=    9  fixnum                0
;=   11  plain-name            sum
;=   15  fixnum                0
;=   16  close-vector          ]
;=   18  open-list             (
;=   19  plain-name            if
;=   22  open-list             (
;=   23  plain-name            <
;=   25  plain-name            i
;=   27  fixnum                100
;=   30  close-list            )
;=   32  open-list             (
;=   33  plain-name            recur
;=   39  open-list             (
;=   40  plain-name            inc
;=   44  plain-name            i
;=   45  close-list            )
;=   47  open-list             (
;=   48  plain-name            +
;=   50  plain-name            sum
;=   54  plain-name            i
;=   55  close-list            )
;=   56  close-list            )
;=   58  plain-name            sum
;=   61  close-list            )
;=   62  close-list            )

;; H: Macros

;; H1
(when true 42)
;=    0  open-list             (
;=    1  plain-name            when
;=    6  plain-name            true
;=   11  fixnum                42
;=   13  close-list            )

;; H2a
(-> 1 inc inc inc)
;=    0  open-list             (
;=    1  plain-name            ->
;=    4  fixnum                1
;=    6  plain-name            inc
;=   10  plain-name            inc
;=   14  plain-name            inc
;=   17  close-list            )

;; H2b
(->> [1 2 3] (map inc) (filter even?))
;=    0  open-list             (
;=    1  plain-name            ->>
;=    5  open-vector           [
;=    6  fixnum                1
;=    8  fixnum                2
;=   10  fixnum                3
;=   11  close-vector          ]
;=   13  open-list             (
;=   14  plain-name            map
;=   18  plain-name            inc
;=   21  close-list            )
;=   23  open-list             (
;=   24  plain-name            filter
;=   31  plain-name            even?
;=   36  close-list            )
;=   37  close-list            )

;; H3
(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))
;=    0  open-list             (
;=    1  plain-name            let
;=    5  open-vector           [
;=    6  open-map              {
;=    7  plain-keyword         :keys
;=   13  open-vector           [
;=   14  plain-name            a
;=   16  plain-name            b
;=   17  close-vector          ]
;=   18  close-map             }
;=   20  open-map              {
;=   21  plain-keyword         :a
;=   24  fixnum                1
;=   26  plain-keyword         :b
;=   29  fixnum                2
;=   30  close-map             }
;=   31  close-vector          ]
;=   33  open-list             (
;=   34  plain-name            +
;=   36  plain-name            a
;=   38  plain-name            b
;=   39  close-list            )
;=   40  close-list            )
