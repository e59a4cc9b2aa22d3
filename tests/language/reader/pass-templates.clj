`(a ~(+ 1 2) ~@[4 5])
;=> (user/a 3 4 5)

`[a ~(inc 1) :k "s" 5 \c nil true]
;=> [user/a 2 :k "s" 5 \c nil true]

`{:a ~(inc 1)}
;=> {:a 2}

`#{~(inc 1)}
;=> #{2}

`()
;=> ()

`(if when map String String. .m .. & import* String/valueOf foo/bar a.b.C)
;=> (if clojure.core/when clojure.core/map java.lang.String java.lang.String. .m .. & user/import* java.lang.String/valueOf foo/bar a.b.C)

(let [[a b c] `(x# y# x#)] [(= a c) (= a b)])
;=> [true false]

(meta (first `(^:m a)))
;=> {:m true}

(let [x 5] `(a `(b ~~x)))
;=> (user/a (clojure.core/seq (clojure.core/concat (clojure.core/list (quote user/b)) (clojure.core/list 5))))

(map #(* % %) [1 2 3])
;=> (1 4 9)

(#(apply + %1 %&) 1 2 3)
;=> 6

(#(vector %3) 1 2 3)
;=> [3]
