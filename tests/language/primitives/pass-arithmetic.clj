;; What the compiler knows to be a primitive wraps, divides and compares in its own way.

(quot 1 0)
;=! ArithmeticException / by zero

(rem 1 0)
;=! ArithmeticException / by zero

((fn [a b] (quot a b)) 1 0)
;=! ArithmeticException Divide by zero

((fn [a b] (rem a b)) 1 0)
;=! ArithmeticException Divide by zero

((fn [^long a] (quot a 0)) 1)
;=! ArithmeticException / by zero

((fn [^long a] (rem a 0)) 1)
;=! ArithmeticException / by zero

((fn [a] (quot a 0)) 1)
;=! ArithmeticException Divide by zero

(let [a 1] (quot a 0))
;=! ArithmeticException / by zero

(let [a (identity 1)] (quot a 0))
;=! ArithmeticException Divide by zero

(let [a (long (identity 1))] (quot a 0))
;=! ArithmeticException / by zero

(let [a (nth [1 2] 0)] (quot a 0))
;=! ArithmeticException Divide by zero

(let [a (:a {:a 1.0})] (/ a 0))
;=! ArithmeticException Divide by zero

(loop [x 1] (quot x 0))
;=! ArithmeticException / by zero

(loop [x 1 n 0] (if (< n 1) (recur (identity 2) 1) (quot x 0)))
;=! ArithmeticException Divide by zero

(loop [x 1 n 0] (if (< n 1) (recur (inc x) 1) (quot x 0)))
;=! ArithmeticException / by zero

(loop [x 1.0 n 0] (if (< n 1) (recur (identity 2.0) 1) (/ x 0)))
;=! ArithmeticException Divide by zero

(loop [x 1.0 n 0] (if (< n 1) (recur (* x 2) 1) (/ x 0)))
;=> ##Inf

(loop [x 1 n 0] (let [y x] (if (< n 1) (recur (identity 2) 1) (quot y 0))))
;=! ArithmeticException Divide by zero

(/ 1.0 0)
;=> ##Inf

(/ 1 0.0)
;=> ##Inf

(/ 0.0 0)
;=> ##NaN

((fn [x] (/ x 0)) 1.0)
;=! ArithmeticException Divide by zero

((fn [^double x] (/ x 0)) 1.0)
;=> ##Inf

((fn [x] (/ x 0.0)) 1)
;=> ##Inf

(let [nan ##NaN] [(= nan nan) (if (= nan nan) 1 2) (not= nan nan)])
;=> [false 2 true]

(let [nan (identity ##NaN)] [(= nan nan) (if (= nan nan) 1 2) (not= nan nan)])
;=> [true 1 false]

(= 0.0 -0.0)
;=> true

(/ Long/MIN_VALUE -1)
;=> 9223372036854775808N

((fn [a b] (/ a b)) Long/MIN_VALUE -1)
;=> 9223372036854775808N

(quot Long/MIN_VALUE -1)
;=> -9223372036854775808

(- Long/MIN_VALUE)
;=! ArithmeticException long overflow

(+ Long/MAX_VALUE 1)
;=! ArithmeticException long overflow

(inc Long/MAX_VALUE)
;=! ArithmeticException long overflow

(* Long/MAX_VALUE 2)
;=! ArithmeticException long overflow

((fn [^long a] (+ a 1)) Long/MAX_VALUE)
;=! ArithmeticException long overflow

(unchecked-add Long/MAX_VALUE 1)
;=> -9223372036854775808

((fn [a b] (unchecked-add a b)) Long/MAX_VALUE 1)
;=> -9223372036854775808

(+ "a")
;=! ClassCastException Cannot cast java.lang.String to java.lang.Number

(* "a")
;=! ClassCastException Cannot cast java.lang.String to java.lang.Number

(+ 1 2 3.5)
;=> 6.5

(- 0.0)
;=> -0.0

(* 4611686018427387904 2)
;=! ArithmeticException long overflow

(+ 4611686018427387903 1)
;=> 4611686018427387904
