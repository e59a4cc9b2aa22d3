;; Arithmetic on literals is primitive on the JVM, with other answers than for boxed numbers.

(/ 0.0 0.0)
;=> ##NaN

(quot 1 0)
;=! ArithmeticException / by zero
