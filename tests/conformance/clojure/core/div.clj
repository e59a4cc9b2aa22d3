; clojure.core//
(/ 6 3)
;=> 2

(/ 6 4)
;=> 3/2

(/ 1.0 4)
;=> 0.25

(/ 2)
;=> 1/2

(/ 1 0)
;=! ArithmeticException Divide by zero
