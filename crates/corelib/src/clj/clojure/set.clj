(ns clojure.set
  "Set operations, and relational algebra on sets of maps.")

(defn- largest-first
  "The sets with the one of most elements moved to the front."
  [sets]
  (let [big (reduce (fn [a b] (if (> (count b) (count a)) b a)) sets)]
    (cons big (let [[before after] (split-with (fn [s] (not (identical? s big))) sets)]
                (concat before (rest after))))))

(defn union
  "Returns a set of the elements of all the sets."
  {:added "1.0"}
  ([] #{})
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce conj s2 s1)
     (reduce conj s1 s2)))
  ([s1 s2 & sets]
   (let [[big & others] (largest-first (list* s1 s2 sets))]
     (reduce into big others))))

(defn intersection
  "Returns a set of the elements that all the sets have."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (if (< (count s2) (count s1))
     (recur s2 s1)
     (reduce (fn [result x]
               (if (contains? s2 x) result (disj result x)))
             s1 s1)))
  ([s1 s2 & sets]
   (let [[small & others] (sort-by count (list* s1 s2 sets))]
     (reduce intersection small others))))

(defn difference
  "Returns the first set without the elements of the others."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce (fn [result x]
               (if (contains? s2 x) (disj result x) result))
             s1 s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets]
   (reduce difference s1 (conj sets s2))))

(defn select
  "Returns a set of the elements for which pred is truthy."
  {:added "1.0"}
  [pred xset]
  (reduce (fn [s x] (if (pred x) s (disj s x))) xset xset))

(defn project
  "Returns a relation of the maps of xrel with only the keys ks."
  {:added "1.0"}
  [xrel ks]
  (with-meta (set (map (fn [m] (select-keys m ks)) xrel)) (meta xrel)))

(defn rename-keys
  "Returns the map with those keys that kmap has renamed to its values."
  {:added "1.0"}
  [map kmap]
  (reduce (fn [m [old new]]
            (if (contains? map old)
              (assoc m new (get map old))
              m))
          (apply dissoc map (keys kmap))
          kmap))

(defn rename
  "Returns a relation of the maps of xrel with their keys renamed as kmap says."
  {:added "1.0"}
  [xrel kmap]
  (with-meta (set (map (fn [m] (rename-keys m kmap)) xrel)) (meta xrel)))

(defn index
  "Returns a map from each combination of values of the keys ks to the set of maps that have it."
  {:added "1.0"}
  [xrel ks]
  (reduce (fn [m x]
            (let [k (select-keys x ks)]
              (assoc m k (conj (get m k #{}) x))))
          {} xrel))

(defn map-invert
  "Returns the map with keys and values exchanged."
  {:added "1.0"}
  [m]
  (persistent! (reduce (fn [acc [k v]] (assoc! acc v k)) (transient {}) m)))

(defn join
  "Returns the natural join of two relations, or their join on the keys of km, whose keys belong to
  the first relation and whose values to the second."
  {:added "1.0"}
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [ks (intersection (set (keys (first xrel))) (set (keys (first yrel))))
           [small large] (if (<= (count xrel) (count yrel)) [xrel yrel] [yrel xrel])
           idx (index small ks)]
       (reduce (fn [result x]
                 (let [found (idx (select-keys x ks))]
                   (if found
                     (reduce (fn [acc y] (conj acc (merge y x))) result found)
                     result)))
               #{} large))
     #{}))
  ([xrel yrel km]
   (let [[small large k] (if (<= (count xrel) (count yrel))
                           [xrel yrel (map-invert km)]
                           [yrel xrel km])
         idx (index small (vals k))]
     (reduce (fn [result x]
               (let [found (idx (rename-keys (select-keys x (keys k)) k))]
                 (if found
                   (reduce (fn [acc y] (conj acc (merge y x))) result found)
                   result)))
             #{} large))))

(defn subset?
  "Returns true when every element of set1 is in set2."
  {:added "1.2"}
  [set1 set2]
  (and (<= (count set1) (count set2))
       (every? (fn [x] (contains? set2 x)) set1)))

(defn superset?
  "Returns true when every element of set2 is in set1."
  {:added "1.2"}
  [set1 set2]
  (and (>= (count set1) (count set2))
       (every? (fn [x] (contains? set1 x)) set2)))
