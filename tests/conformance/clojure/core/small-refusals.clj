;; Arguments that some functions refuse, and how far lazy arguments are looked at.

(vec 5)
;=! RuntimeException Unable to convert: class java.lang.Long to Object[]

(distinct 5)
;=! UnsupportedOperationException nth not supported on this type: Long

(bigint \a)
;=! IllegalArgumentException No matching ctor found for class java.math.BigInteger

(bigdec :k)
;=! IllegalArgumentException No matching ctor found for class java.math.BigDecimal

(+ nil)
;=> nil

(+ "a")
;=! ClassCastException Cannot cast java.lang.String to java.lang.Number

(defprotocol Named2 (name-of [x]))
;=> Named2

(name-of)
;=! IllegalArgumentException No single method: name_of of interface: user.Named2 found for function: name-of of protocol: Named2

(name-of 1 2)
;=! IllegalArgumentException No single method: name_of of interface: user.Named2 found for function: name-of of protocol: Named2

(name-of 1)
;=! IllegalArgumentException No implementation of method: :name-of of protocol: #'user/Named2 found for class: java.lang.Long

(seqable? (java.util.ArrayList.))
;=> true

(seqable? (java.util.HashMap.))
;=> true

(seqable? 5)
;=> false

(with-out-str (apply (fn [a & xs] nil) (map print (list 1 2 3 4 5))))
;=> "123"

(with-out-str (first (mapcat (fn [x] (print x "") [x x]) (list 1 2 3 4 5 6 7))))
;=> "1 2 3 4 "

(do (binding [*ns* (create-ns 'elsewhere)] (refer-clojure) (eval '(def w 3))) @(resolve 'elsewhere/w))
;=> 3
