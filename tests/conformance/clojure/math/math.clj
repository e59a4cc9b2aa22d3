;; clojure.math

(require '[clojure.math :as m])
;=> nil

[m/E m/PI]
;=> [2.718281828459045 3.141592653589793]

[(m/sqrt 2) (m/cbrt 27) (m/pow 2 10) (m/hypot 3 4)]
;=> [1.4142135623730951 3.0 1024.0 5.0]

[(m/sin 0) (m/cos 0) (m/tan 0) (m/asin 1) (m/acos 1) (m/atan 1) (m/atan2 1 1)]
;=> [0.0 1.0 0.0 1.5707963267948966 0.0 0.7853981633974483 0.7853981633974483]

[(m/ceil 1.2) (m/floor -1.2) (m/rint 2.5) (m/round 2.5) (m/round -2.5)]
;=> [2.0 -2.0 2.0 3 -2]

[(m/floor-div -7 2) (m/floor-mod -7 2)]
;=> [-4 1]

[(m/add-exact 1 2) (m/subtract-exact 1 2) (m/multiply-exact 3 4) (m/negate-exact 5)]
;=> [3 -1 12 -5]

(m/add-exact Long/MAX_VALUE 1)
;=! ArithmeticException long overflow

(m/increment-exact Long/MAX_VALUE)
;=! ArithmeticException long overflow

[(m/to-degrees m/PI) (m/to-radians 180)]
;=> [180.0 3.141592653589793]

[(m/signum -2.5) (m/copy-sign 1 -0.0) (m/ulp 1.0) (m/next-up 1.0) (m/next-down 1.0) (m/next-after 1 2)]
;=> [-1.0 -1.0 2.220446049250313E-16 1.0000000000000002 0.9999999999999999 1.0000000000000002]

[(m/get-exponent 1024.0) (m/scalb 1.0 4) (m/IEEE-remainder 5 3)]
;=> [10 16.0 -1.0]

[(m/exp 0) (m/log 1) (m/log10 1000) (m/log1p 0) (m/expm1 0)]
;=> [1.0 0.0 3.0 0.0 0.0]

(<= 0.0 (m/random) 1.0)
;=> true

(m/sqrt "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

(m/sqrt nil)
;=! NullPointerException Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
