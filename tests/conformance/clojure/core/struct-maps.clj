;; Struct maps: create-struct, struct, struct-map, accessor, defstruct.

(def point (create-struct :x :y))

(struct point 1 2)
;=> {:x 1, :y 2}

(struct point 1)
;=> {:x 1, :y nil}

(struct-map point :y 2 :z 3)
;=> {:x nil, :y 2, :z 3}

(assoc (struct point 1 2) :x 10)
;=> {:x 10, :y 2}

(assoc (struct point 1 2) :z 3)
;=> {:x 1, :y 2, :z 3}

(dissoc (struct-map point :x 1 :z 3) :z)
;=> {:x 1, :y nil}

(dissoc (struct point 1 2) :x)
;=! RuntimeException Can't remove struct key

(= (struct point 1 2) {:x 1 :y 2})
;=> true

(= {:x 1 :y 2} (struct point 1 2))
;=> true

(= (hash (struct point 1 2)) (hash {:x 1 :y 2}))
;=> true

(seq (struct-map point :z 3))
;=> ([:x nil] [:y nil] [:z 3])

(count (struct-map point :z 3))
;=> 3

(:y (struct point 1 2))
;=> 2

((struct point 1 2) :x)
;=> 1

(get (struct point 1 2) :q :none)
;=> :none

(find (struct point 1) :y)
;=> [:y nil]

(contains? (struct point 1) :y)
;=> true

(map? (struct point 1 2))
;=> true

(class (struct point 1 2))
;=> clojure.lang.PersistentStructMap

(into (struct point 1 2) {:x 5 :w 6})
;=> {:x 5, :y 2, :w 6}

(empty (struct-map point :x 1 :z 3))
;=> {:x nil, :y nil}

(meta (with-meta (struct point 1 2) {:m 1}))
;=> {:m 1}

(let [x-of (accessor point :x)] (x-of (struct point 7 8)))
;=> 7

((accessor point :x) (struct (create-struct :x :y) 1 2))
;=! RuntimeException Accessor/struct mismatch

((accessor point :x) {:x 1})
;=! ClassCastException class clojure.lang.PersistentArrayMap cannot be cast to class clojure.lang.PersistentStructMap (clojure.lang.PersistentArrayMap and clojure.lang.PersistentStructMap are in unnamed module of loader 'app')

(accessor point :z)
;=! IllegalArgumentException Not a key of struct

(struct point 1 2 3)
;=! IllegalArgumentException Too many arguments to struct constructor

(struct-map point :x)
;=! IllegalArgumentException No value supplied for key: :x

(create-struct)
;=! IllegalArgumentException Must supply keys

(reduce-kv (fn [acc k v] (conj acc k v)) [] (struct point 1 2))
;=> [:x 1 :y 2]

(defstruct pair :left :right)

(struct pair 1 2)
;=> {:left 1, :right 2}
