;; Under *unchecked-math* what is compiled wraps around.

(binding [*unchecked-math* true] (eval '(+ Long/MAX_VALUE 1)))
;=> -9223372036854775808

(binding [*unchecked-math* true] (eval '(+ 1 2 Long/MAX_VALUE 4)))
;=> -9223372036854775802

(binding [*unchecked-math* true] (eval '((fn [a] (+ a 1)) Long/MAX_VALUE)))
;=> -9223372036854775808

(binding [*unchecked-math* true] (eval '((fn [^long a] (inc a)) Long/MAX_VALUE)))
;=> -9223372036854775808

(binding [*unchecked-math* true] (eval '((fn [a] (dec a)) Long/MIN_VALUE)))
;=> 9223372036854775807

(binding [*unchecked-math* true] (eval '((fn [a] (- a)) Long/MIN_VALUE)))
;=> -9223372036854775808

(binding [*unchecked-math* true] (eval '((fn [a] (- a)) 1.5)))
;=> -1.5

(binding [*unchecked-math* true] (eval '((fn [a] (* a 2)) Long/MAX_VALUE)))
;=> -2

(binding [*unchecked-math* true] (eval '(apply + [Long/MAX_VALUE 1])))
;=! ArithmeticException long overflow

(binding [*unchecked-math* true] (eval '(int 3000000000)))
;=> -1294967296

(binding [*unchecked-math* true] (eval '(byte 200)))
;=> -56

(binding [*unchecked-math* true] (eval '(short 70000)))
;=> 4464

(binding [*unchecked-math* true] (eval '(char 65601)))
;=> \A

(binding [*unchecked-math* true] (eval '(long 1e30)))
;=! IllegalArgumentException Value out of range for long: 1.0E30

(binding [*unchecked-math* true] (eval '(loop [i 0 x Long/MAX_VALUE] (if (< i 2) (recur (inc i) (+ x 1)) x))))
;=> -9223372036854775807

(binding [*unchecked-math* :warn-on-boxed] (eval '((fn [^long a] (+ a 1)) Long/MAX_VALUE)))
;=> -9223372036854775808

(binding [*unchecked-math* false] (eval '(+ Long/MAX_VALUE 1)))
;=! ArithmeticException long overflow
