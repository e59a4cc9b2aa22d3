(/ 1 0)
;=! ArithmeticException Divide by zero

(+ 1 "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

(inc nil)
;=! NullPointerException Cannot invoke "Object.getClass()" because "x" is null

(* 9223372036854775807 2)
;=! ArithmeticException long overflow

(- -9223372036854775808)
;=! ArithmeticException long overflow

(int 3000000000)
;=! ArithmeticException integer overflow

(mod 1 0)
;=! ArithmeticException Divide by zero

(/ 1 0N)
;=! ArithmeticException Divide by zero

(bit-and 1 1.5)
;=! IllegalArgumentException bit operation not supported for: class java.lang.Double

(< 1 "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

(even? 1.5)
;=! IllegalArgumentException Argument must be an integer: 1.5

(long "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

(-)
;=! ArityException Wrong number of args (0) passed to: clojure.core/-

(rem 1.0 0)
;=! ArithmeticException Divide by zero
