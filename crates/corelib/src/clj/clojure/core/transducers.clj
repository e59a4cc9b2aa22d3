;; What drives transducers, and those that have no lazy twin.

(defn cat
  "A transducer that puts the contents of each input, which must be a collection, into the result."
  {:added "1.7"}
  [rf]
  (let [keeping (fn [result input]
                  (let [result (rf result input)]
                    (if (reduced? result) (reduced result) result)))]
    (fn
      ([] (rf))
      ([result] (rf result))
      ([result input] (reduce keeping result input)))))

(defn halt-when
  "Returns a transducer that ends the work when pred is truthy for an input. The result is then
  that input, or (retf result-so-far input)."
  {:added "1.9"}
  ([pred] (halt-when pred nil))
  ([pred retf]
   (fn [rf]
     (fn
       ([] (rf))
       ([result]
        (if (and (map? result) (contains? result ::halt))
          (::halt result)
          (rf result)))
       ([result input]
        (if (pred input)
          (reduced {::halt (if retf (retf (rf result) input) input)})
          (rf result input)))))))

(defn transduce
  "Reduces the collection with (xform f). Without init, (f) is the start. At the end f is called
  once with the result alone."
  {:added "1.7"}
  ([xform f coll] (transduce xform f (f) coll))
  ([xform f init coll]
   (let [rf (xform f)]
     (rf (reduce rf init coll)))))

(defn into
  "Returns to with the elements of from conjoined, through the transducer xform when it is given."
  {:added "1.0"}
  ([] [])
  ([to] to)
  ([to from]
   (if (instance? clojure.lang.IEditableCollection to)
     (with-meta (persistent! (reduce conj! (transient to) from)) (meta to))
     (reduce conj to from)))
  ([to xform from]
   (if (instance? clojure.lang.IEditableCollection to)
     (let [rf (xform conj!)]
       (with-meta (persistent! (rf (reduce rf (transient to) from))) (meta to)))
     (transduce xform conj to from))))

(defn mapv
  "Returns a vector of f of each element; with several collections as map."
  {:added "1.4"}
  ([f coll]
   (persistent! (reduce (fn [v x] (conj! v (f x))) (transient []) coll)))
  ([f c1 c2] (into [] (map f c1 c2)))
  ([f c1 c2 c3] (into [] (map f c1 c2 c3)))
  ([f c1 c2 c3 & colls] (into [] (apply map f c1 c2 c3 colls))))

(defn filterv
  "Returns a vector of the elements for which pred is truthy."
  {:added "1.4"}
  [pred coll]
  (persistent! (reduce (fn [v x] (if (pred x) (conj! v x) v)) (transient []) coll)))

(defn group-by
  "Returns a map from each value that f has for an element to a vector of those elements."
  {:added "1.2"}
  [f coll]
  (persistent!
   (reduce (fn [groups x]
             (let [k (f x)]
               (assoc! groups k (conj (get groups k []) x))))
           (transient {})
           coll)))

(defn frequencies
  "Returns a map from each element to how often it appears."
  {:added "1.2"}
  [coll]
  (persistent!
   (reduce (fn [counts x] (assoc! counts x (inc (get counts x 0))))
           (transient {})
           coll)))
