`(a ~(+ 1 2) ~@[3 4])

`[~@(range 3) x]

`{:a ~(inc 1)}
;=> {:a 2}

`#{~(inc 1)}
;=> #{2}

(let [x 1] `(~x ~'x))
;=> (1 x)

`clojure.core/map
;=> clojure.core/map

`if
;=> if

`(if a b)

`String
;=> java.lang.String

`:kw
;=> :kw

`"s"
;=> "s"

`nil
;=> nil

``a

(let [[a b] `(x# x#)] (= a b))
;=> true

`()
;=> ()

`(~@nil)
;=> nil

`(1 ~@[])
;=> (1)
