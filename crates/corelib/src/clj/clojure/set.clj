(ns clojure.set
  "Set operations, and relational algebra on sets of maps.")

(defn- largest-first
  "The sets with the one of most elements moved to the front."
  [sets]
  (let [big (reduce (fn [a b] (if (>= (count b) (count a)) b a)) sets)]
    (cons big (let [[before after] (split-with (fn [s] (not (identical? s big))) sets)]
                (concat before (rest after))))))

(defn union
  "Returns a set of the elements of all the sets."
  {:added "1.0"}
  ([] #{})
  ([s1] s1)
  ([s1 s2]
   (if (> (count s2) (count s1)) (into s2 s1) (into s1 s2)))
  ([s1 s2 & sets]
   (let [[big & others] (largest-first (list* s1 s2 sets))]
     (reduce into big others))))

(defn select
  "Returns a set of the elements for which pred is truthy."
  {:added "1.0"}
  [pred xset]
  (reduce (fn [kept x] (if (pred x) kept (disj kept x))) xset xset))

(defn intersection
  "Returns a set of the elements that all the sets have."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (let [[small large] (if (< (count s2) (count s1)) [s2 s1] [s1 s2])]
     (select (fn [x] (contains? large x)) small)))
  ([s1 s2 & sets]
   (reduce intersection (sort-by count (list* s1 s2 sets)))))

(defn difference
  "Returns the first set without the elements of the others."
  {:added "1.0"}
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (select (fn [x] (not (contains? s2 x))) s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets]
   (reduce difference (difference s1 s2) sets)))

(defn- map-relation
  "A relation of what f makes of each map."
  [f rel]
  (with-meta (into #{} (map f) rel) (meta rel)))

(defn project
  "Returns a relation of the maps of xrel with only the keys ks."
  {:added "1.0"}
  [xrel ks]
  (map-relation (fn [m] (select-keys m ks)) xrel))

(defn rename-keys
  "Returns the map with those keys that kmap has renamed to its values."
  {:added "1.0"}
  [map kmap]
  (let [others (apply dissoc map (keys kmap))
        rename (fn [renamed [old new]]
                 (if-let [[_ value] (find map old)]
                   (assoc renamed new value)
                   renamed))]
    (reduce rename others kmap)))

(defn rename
  "Returns a relation of the maps of xrel with their keys renamed as kmap says."
  {:added "1.0"}
  [xrel kmap]
  (map-relation (fn [m] (rename-keys m kmap)) xrel))

(defn index
  "Returns a map from each combination of values of the keys ks to the set of maps that have it."
  {:added "1.0"}
  [xrel ks]
  (reduce (fn [found m] (update found (select-keys m ks) (fnil conj #{}) m)) {} xrel))

(defn map-invert
  "Returns the map with keys and values exchanged."
  {:added "1.0"}
  [m]
  (into {} (map (fn [[k v]] [v k])) m))

(defn- join-by
  "The maps of rel merged into those of other that agree: matching makes of a map of rel what it has
  in common with them, in terms of the keys ks of other."
  [matching rel ks other]
  (let [partners (index other ks)]
    (into #{}
          (mapcat (fn [m] (map (fn [partner] (merge partner m)) (partners (matching m)))))
          rel)))

(defn join
  "Returns the natural join of two relations, or their join on the keys of km, whose keys belong to
  the first relation and whose values to the second."
  {:added "1.0"}
  ([xrel yrel]
   (if (or (empty? xrel) (empty? yrel))
     #{}
     (let [key-set (fn [rel] (set (keys (first rel))))
           ks (intersection (key-set xrel) (key-set yrel))
           matching (fn [m] (select-keys m ks))]
       (if (<= (count xrel) (count yrel))
         (join-by matching yrel ks xrel)
         (join-by matching xrel ks yrel)))))
  ([xrel yrel km]
   (let [join-on (fn [rel other km]
                   (let [matching (fn [m] (rename-keys (select-keys m (keys km)) km))]
                     (join-by matching rel (vals km) other)))]
     (if (<= (count xrel) (count yrel))
       (join-on yrel xrel (map-invert km))
       (join-on xrel yrel km)))))

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
