;; Vectors of one primitive type.

(vector-of :int 1 2 3)
;=> [1 2 3]

(vector-of :double 1 2)
;=> [1.0 2.0]

(vector-of :boolean true nil)
;=> [true false]

(vector-of :char \a 98)
;=> [\a \b]

(conj (vector-of :long) 1.9)
;=> [1]

(conj (vector-of :byte) 200)
;=! IllegalArgumentException Value out of range for byte: 200

(conj (vector-of :int) "a")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Character (java.lang.String and java.lang.Character are in module java.base of loader 'bootstrap')

(vector-of :foo)
;=! IllegalArgumentException Unrecognized type :foo

(assoc (vector-of :int 1 2) 0 9)
;=> [9 2]

(assoc (vector-of :int 1 2) 2 9)
;=> [1 2 9]

(assoc (vector-of :int 1 2) 3 9)
;=! IndexOutOfBoundsException

(pop (vector-of :int 1 2))
;=> [1]

(peek (vector-of :int 1 2))
;=> 2

(subvec (vector-of :int 1 2 3) 1)
;=> [2 3]

(rseq (vector-of :int 1 2 3))
;=> (3 2 1)

(= (vector-of :int 1 2) [1 2])
;=> true

(= [1 2] (vector-of :int 1 2))
;=> true

(hash (vector-of :long 1 2 3))
;=> 736442005

(into (vector-of :int) (range 5))
;=> [0 1 2 3 4]

(reduce + (vector-of :int 1 2 3))
;=> 6

(reduce-kv + 0 (vector-of :int 1 2 3))
;=! ClassCastException class java.lang.Integer cannot be cast to class java.util.Map$Entry (java.lang.Integer and java.util.Map$Entry are in module java.base of loader 'bootstrap')

(compare (vector-of :int 1 2) (vector-of :int 1 3))
;=> -1

(vector? (vector-of :int 1))
;=> true

((vector-of :int 7 8) 1)
;=> 8

(nth (vector-of :int 1) 5)
;=! IndexOutOfBoundsException

(nth (vector-of :int 1) 5 :none)
;=> :none

(get (vector-of :int 1) 0)
;=> 1

(empty (vector-of :int 1))
;=> []

(class (vector-of :int 1))
;=> clojure.core.Vec

(meta (with-meta (vector-of :int 1) {:a 1}))
;=> {:a 1}

(map inc (vector-of :int 1 2))
;=> (2 3)

(count (vector-of :short 1 2 3))
;=> 3
