;! golden: parse
`a
;=    2:1    (quote user/a)

`(a ~b ~@c)
;=    5:1    (clojure.core/seq (clojure.core/concat (clojure.core/list (quote user/a)) (clojure.core/list b) c))

`[x y]
;=    8:1    (clojure.core/apply clojure.core/vector (clojure.core/seq (clojure.core/concat (clojure.core/list (quote user/x)) (clojure.core/list (quote user/y)))))

`{:k ~v}
;=   11:1    (clojure.core/apply clojure.core/hash-map (clojure.core/seq (clojure.core/concat (clojure.core/list :k) (clojure.core/list v))))

`if
;=   14:1    (quote if)

`.m
;=   17:1    (quote .m)
