;; One call site sees maps of several shapes, records, hash maps and what is no map at all.
(defrecord Point [x y])
(defrecord Turned [y x])
(defn x-of [m] (:x m))
(defn x-or [m] (:x m :none))
(defn x-got [m] (get m :x))
(defn x-got-or [m] (get m :x :none))
(def things
  [{:x 1} {:x 1} {:y 2 :x 1} {:x nil} {:y 2} {} nil (->Point 3 4) (->Point 3 4) (->Turned 5 6)
   (assoc (->Point 7 8) :z 9) (dissoc (->Point 7 8) :x) (dissoc (->Point 7 8) :y)
   (zipmap [:a :b :c :d :e :f :g :h :i :x] (range)) (sorted-map :x 10) #{:x} "text" 12 [:x]
   (transient {:x 11}) {:x 1}])

(map x-of things)
;=> (1 1 1 nil nil nil nil 3 3 6 7 nil 7 9 10 :x nil nil nil 11 1)

(map x-or things)
;=> (1 1 1 nil :none :none :none 3 3 6 7 :none 7 9 10 :x :none :none :none 11 1)

(map x-got things)
;=> (1 1 1 nil nil nil nil 3 3 6 7 nil 7 9 10 :x nil nil nil 11 1)

(map x-got-or things)
;=> (1 1 1 nil :none :none :none 3 3 6 7 :none 7 9 10 :x :none :none :none 11 1)

;; A type that is defined again is another type, though its name is the same.
(defrecord Again [a x])
(mapv x-of (repeat 3 (->Again 1 2)))
;=> [2 2 2]

(defrecord Again [x a])
(mapv x-of (repeat 3 (->Again 1 2)))
;=> [1 1 1]

;; Destructuring looks up in the same way.
(defn sum [{:keys [x y] :or {y 100}}] (+ x y))
(mapv sum [{:x 1 :y 2} {:y 2 :x 1} {:x 1} (->Point 3 4) {:x 1 :y 2}])
;=> [3 3 101 7 3]
