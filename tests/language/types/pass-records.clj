(defrecord Point [x y])

(->Point 1 2)

(map->Point {:x 1 :y 2 :z 3})

(:x (->Point 1 2))
;=> 1

(assoc (->Point 1 2) :x 5)

(assoc (->Point 1 2) :z 5)

(dissoc (->Point 1 2) :x)
;=> {:y 2}

(= (->Point 1 2) (->Point 1 2))
;=> true

(= (->Point 1 2) {:x 1 :y 2})
;=> false

(= {:x 1 :y 2} (->Point 1 2))
;=> false

(into {} (->Point 1 2))
;=> {:x 1, :y 2}

(count (->Point 1 2))
;=> 2

(keys (->Point 1 2))
;=> (:x :y)

(record? (->Point 1 2))
;=> true

(map? (->Point 1 2))
;=> true

(let [{:keys [x y]} (->Point 1 2)] (+ x y))
;=> 3

(.x (->Point 7 8))
;=> 7

(instance? Point (->Point 1 2))
;=> true

(seq (->Point 1 2))
;=> ([:x 1] [:y 2])

(meta (with-meta (->Point 1 2) {:m 1}))
;=> {:m 1}

(get (->Point 1 2) :nope :default)
;=> :default

((juxt :x :y) (->Point 1 2))
;=> [1 2]

(update (->Point 1 2) :x inc)

(merge (->Point 1 2) {:y 3})
