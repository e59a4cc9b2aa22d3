;; Comparators, moments, enumerations, precision, interfaces.

((comparator <) 1 2)
;=> -1

((comparator <) 2 1)
;=> 1

((comparator <) 1 1)
;=> 0

(sort (comparator >) [3 1 2])
;=> (3 2 1)

(inst-ms #inst "2020-02-03")
;=> 1580688000000

(inst-ms* #inst "1970-01-01T00:00:01")
;=> 1000

(inst? #inst "2020")
;=> true

(inst? 5)
;=> false

(inst-ms 5)
;=! IllegalArgumentException No implementation of method: :inst-ms* of protocol: #'clojure.core/Inst found for class: java.lang.Long

(enumeration-seq (java.util.Collections/enumeration [1 2 3]))
;=> (1 2 3)

(with-precision 10 (/ 1M 3))
;=> 0.3333333333M

(with-precision 3 (* 1.2345M 2))
;=> 2.47M

(with-precision 2 :rounding HALF_EVEN (+ 1.25M 0))
;=> 1.2M

(with-precision 2 :rounding HALF_UP (/ 5M 4))
;=> 1.3M

(with-precision 2 :rounding FLOOR (/ 10M 9))
;=> 1.1M

(with-precision 1 :rounding UNNECESSARY (/ 10M 9))
;=! ArithmeticException Rounding necessary

(with-precision 4 (+ 12345.678M 1))
;=> 1.235E+4M

(with-precision 4 (- 12345.678M))
;=> -1.235E+4M

(with-precision 4 (quot 100000M 3))
;=! ArithmeticException Division impossible

(definterface Sizes (^long size [^long x]) (label []))

(deftype Box [] Sizes (size [_ x] (+ x 1)) (label [_] "box"))

(let [b (Box.)] [(.size b 4) (.label b) (instance? Sizes b)])
;=> [5 "box" true]

(defprotocol Dashed (a-b [x] [x y]) (c? [x]))
;=> Dashed

(let [d (reify Dashed (a-b [_] 1) (a-b [_ y] y) (c? [_] :c))] [(a-b d) (a-b d 2) (c? d)])
;=> [1 2 :c]

(.a_b (reify Dashed (a-b [_] 1)))
;=> 1
