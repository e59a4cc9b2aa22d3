;; Which collections are equal, hash alike, come before each other, or are one object.

(hash-map 1 2 1 3)
;=> {1 3}

(hash-set 1 1)
;=> #{1}

(compare [1 2] [1 3])
;=> -1

(compare [1 2] [1])
;=> 1

(compare {} {})
;=> 0

(compare [1] nil)
;=> 1

(hash (list 1 2))
;=> 156247261

(hash [1 2])
;=> 156247261

(hash {1 2})
;=> 1952097988

(hash #{1})
;=> 1038464948

(hash ())
;=> -2017569654

(hash [])
;=> -2017569654

(hash {})
;=> -15128758

(hash #{})
;=> -15128758

(hash (first {1 2}))
;=> 156247261

(hash (range 3))
;=> -1475093015

(hash (map inc [1]))
;=> 829981563

(hash nil)
;=> 0

(compare [1 2] (first {1 2}))
;=> 0

(hash (sorted-map 1 2))
;=> 1952097988

(= (sorted-map 1 2) {1 2})
;=> true

(= #{1 2} (sorted-set 1 2))
;=> true

(= #{1} (sorted-set :a))
;=> false

(= (sorted-set :a) #{1})
;=> false

(= (sorted-map :a 1) {1 2})
;=> false

(.equals #{1} #{(int 1)})
;=> true

(.equals [1] [(int 1)])
;=> false

(= [1] [(int 1)])
;=> true

(.equals {1 1} {1 (int 1)})
;=> false

(= [1 2] (first {1 2}))
;=> true

(.equals [1 2] (first {1 2}))
;=> true

(= {} nil)
;=> false

(= () nil)
;=> false

(= [] ())
;=> true

(= [1 2] (list 1 2) (seq [1 2]) (range 1 3) (map inc [0 1]))
;=> true

(= "ab" [\a \b])
;=> false

(= (into-array [1]) [1])
;=> false

(hash-map nil 1 2 3)
;=> {nil 1, 2 3}

(let [vs [nil () [] {} #{} (quote (1 2)) [1 2] (first {1 2}) (seq [1 2]) (range 1 3) (map inc [0 1]) (cons 1 [2]) (subvec [0 1 2] 1) (rseq [2 1]) {1 2} (sorted-map 1 2) #{1 2} (sorted-set 1 2) [1 2.0] [1 2N] (range 1.0 3) "ab" (seq "ab") (keys {1 0, 2 0}) (repeat 2 1) (seq (int-array [1 2])) [nil] [false] {nil nil} #{nil} {:a nil} (seq {1 2}) {:a 1, :b [2 #{3}]} #{[] {}} [1 [2 [3 [4]]]] {[1] {2 #{3}}} (quote a/b) :a/b [1/2 2.5M 3N] [\a "b" (quote c) :d nil true]]] (mapv hash vs))
;=> [0 -2017569654 -2017569654 -15128758 -15128758 156247261 156247261 156247261 156247261 156247261 156247261 156247261 156247261 156247261 1952097988 1952097988 460223544 460223544 -1522516598 156247261 -1630627272 1707819681 -338459411 156247261 670845861 156247261 965192274 -1138092136 -1730596701 -1684229222 -30938265 627319935 -1652334632 447139227 -969209541 2023501885 -1172211204 1482224565 -354487918 44631260]

(hash-set)
;=> #{}

(identical? {} {})
;=> true

(identical? [] [])
;=> true

(identical? () ())
;=> true

(identical? #{} #{})
;=> true

(compare [1 2 3] [1 2 4])
;=> -1

(compare [] [1])
;=> -1

(compare [[1] 2] [[1] 3])
;=> -1

(compare (first {1 2}) [1 3])
;=> -1

(compare (subvec [1 2 3] 1) [2 4])
;=> -1

(compare nil [1])
;=> -1

(= (hash (first {:a 1})) (hash [:a 1]))
;=> true

(= [##NaN] [##NaN])
;=> false

(= {:a ##NaN} {:a ##NaN})
;=> false
