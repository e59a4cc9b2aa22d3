;; ^long and ^double cast arguments and results.

((fn [^long x] x) 1.5)
;=> 1

((fn [^long x] x) 1/2)
;=> 0

((fn [^long x] x) 1N)
;=> 1

((fn [^long x] x) 9223372036854775807)
;=> 9223372036854775807

((fn [^long x] x) "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

((fn [^long x] x) nil)
;=! NullPointerException Cannot invoke "java.lang.Number.doubleValue()" because "x" is null

((fn [^long x] x) \a)
;=! ClassCastException class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')

((fn [^long x] x) 1e30)
;=! IllegalArgumentException Value out of range for long: 1.0E30

((fn [^double x] x) 1)
;=> 1.0

((fn [^double x] x) 1M)
;=> 1.0

((fn [^double x] x) "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

((fn ^long [x] x) 1.5)
;=> 1

((fn ^long [x] x) 1e30)
;=> 9223372036854775807

((fn ^long [x] x) "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

((fn ^double [x] x) 1)
;=> 1.0

((fn ^double [x] (if x 1.5 2.5)) nil)
;=> 2.5

((fn ^long [x] (if (pos? x) (recur (dec x)) (identity 7.9))) 3)
;=> 7

((fn ^long [x] (let [y x] (loop [z y] (if (< z 10) (recur (* z 2)) z)))) 3.5)
;=> 14

(do (defn half ^double [^long x] (/ x 2.0)) (mapv half [1 2.9 3/2]))
;=> [0.5 1.0 0.5]

(do (defn next-long ^long [^long x] (inc x)) (mapv next-long [1.5 2.5]))
;=> [2 3]

(map (fn [^long x ^double y] [x y]) [1.5 2] [1 2])
;=> ([1 1.0] [2 2.0])

((fn ([^long x] [:one x]) ([x ^double y] [:two x y])) 1.5 2)
;=> [:two 1.5 2.0]

((fn [^long x & more] x) 1)
;=! RuntimeException fns taking primitives cannot be variadic

(fn [^long a ^long b ^long c ^long d ^long e] a)
;=! IllegalArgumentException fns taking primitives support only 4 or fewer args

(fn ^long [a b c d e] 1)
;=! IllegalArgumentException fns taking primitives support only 4 or fewer args

(fn [^int a] a)
;=! IllegalArgumentException Only long and double primitives are supported

(fn [^float a] a)
;=! IllegalArgumentException Only long and double primitives are supported

(fn ^double [^long x] x)
;=! IllegalArgumentException Mismatched primitive return, expected: double, had: long

(fn ^long [] 1.5)
;=! IllegalArgumentException Mismatched primitive return, expected: long, had: double

((fn [^String a] a) 1)
;=> 1

((fn [^long x] (if (< x 10) (recur (+ x 1)) x)) 1)
;=> 10

((fn [^long x] (if (< x 10) (recur (+ x 1.5)) x)) 1)
;=! IllegalArgumentException  recur arg for primitive local: x is not matching primitive, had: double, needed: long

(let [^long x 5] x)
;=! UnsupportedOperationException Can't type hint a local with a primitive initializer

(let [^long x (identity 5.5)] x)
;=> 5.5

(let [^String s "a"] s)
;=> "a"

(let [^long x (nth [1 2] 0)] x)
;=> 1

(loop [x 1] (if (< x 100) (recur (* x 1.5)) x))
;=> 129.746337890625

((fn [^long x] (loop [i x] (if (< i 10) (recur (+ i 0.5)) i))) 1)
;=> 10.0
