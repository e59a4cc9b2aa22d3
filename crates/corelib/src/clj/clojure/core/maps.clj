;; Maps of maps, and maps from seqs.

(defn get-in
  "Returns the value in nested associative structures at the path ks, else nil or not-found."
  {:added "1.2"}
  ([m ks] (reduce get m ks))
  ([m ks not-found]
   (loop [absent (Object.) m m ks (seq ks)]
     (if ks
       (let [m (get m (first ks) absent)]
         (if (identical? absent m)
           not-found
           (recur absent m (next ks))))
       m))))

(defn assoc-in
  "Returns the nested associative structure with v at the path; missing levels become hash maps."
  {:added "1.0"}
  [m [k & ks] v]
  (if ks
    (assoc m k (assoc-in (get m k) ks v))
    (assoc m k v)))

(defn update
  "Returns the map with the value at k replaced by (f value args...)."
  {:added "1.7"}
  ([m k f] (assoc m k (f (get m k))))
  ([m k f x] (assoc m k (f (get m k) x)))
  ([m k f x y] (assoc m k (f (get m k) x y)))
  ([m k f x y z] (assoc m k (f (get m k) x y z)))
  ([m k f x y z & more] (assoc m k (apply f (get m k) x y z more))))

(defn update-in
  "Returns the nested associative structure with the value at the path replaced by
  (f value args...); missing levels become hash maps."
  {:added "1.0"}
  [m ks f & args]
  (let [up (fn up [m ks f args]
             (let [[k & ks] ks]
               (if ks
                 (assoc m k (up (get m k) ks f args))
                 (assoc m k (apply f (get m k) args)))))]
    (up m ks f args)))

(defn update-vals
  "Returns a map of the same keys with f of each value."
  {:added "1.11"}
  [m f]
  (with-meta
    (persistent!
     (reduce-kv (fn [acc k v] (assoc! acc k (f v)))
                (if (instance? clojure.lang.IEditableCollection m)
                  (transient m)
                  (transient {}))
                m))
    (meta m)))

(defn update-keys
  "Returns a map of f of each key with the same values. f should answer different keys."
  {:added "1.11"}
  [m f]
  (let [result (persistent!
                (reduce-kv (fn [acc k v] (assoc! acc (f k) v)) (transient {}) m))]
    (with-meta result (meta m))))

(defn select-keys
  "Returns a map of those entries whose keys are in ks."
  {:added "1.0"}
  [m ks]
  (with-meta
    (reduce (fn [acc k]
              (if-let [entry (find m k)]
                (conj acc entry)
                acc))
            {}
            ks)
    (meta m)))

(defn merge
  "Returns the first map with the entries of the others conjoined; later ones win."
  {:added "1.0"}
  [& maps]
  (when (some identity maps)
    (reduce (fn [a b] (conj (or a {}) b)) maps)))

(defn merge-with
  "Returns a map of all entries of the given ones. Where several have a key, its value is
  (f value-so-far later-value)."
  {:added "1.0"}
  [f & maps]
  (when (some identity maps)
    (let [merge-entry (fn [m entry]
                        (let [k (key entry) v (val entry)]
                          (if (contains? m k)
                            (assoc m k (f (get m k) v))
                            (assoc m k v))))]
      (reduce (fn [a b] (reduce merge-entry (or a {}) (seq b))) maps))))

(defn zipmap
  "Returns a map of the keys to the values, pair by pair until one of the two ends."
  {:added "1.0"}
  [keys vals]
  (loop [m (transient {}) ks (seq keys) vs (seq vals)]
    (if (and ks vs)
      (recur (assoc! m (first ks) (first vs)) (next ks) (next vs))
      (persistent! m))))

(defn- best-by
  "The x whose (k x) wins; a tie is won by the later one."
  [better? k x xs]
  (loop [best x best-key (k x) xs xs]
    (if xs
      (let [x (first xs) x-key (k x)]
        (if (better? best-key x-key)
          (recur best best-key (next xs))
          (recur x x-key (next xs))))
      best)))

(defn max-key
  "Returns the x for which (k x), a number, is greatest; the last such."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (if (> (k x) (k y)) x y))
  ([k x y & more] (best-by > k x (cons y more))))

(defn min-key
  "Returns the x for which (k x), a number, is least; the last such."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (if (< (k x) (k y)) x y))
  ([k x y & more] (best-by < k x (cons y more))))
