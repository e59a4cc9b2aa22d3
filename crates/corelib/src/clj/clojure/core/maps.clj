;; Maps of maps, and maps from seqs.

(defn get-in
  "Returns the value in nested associative structures at the path ks, else nil or not-found."
  {:added "1.2"}
  ([m ks] (reduce get m ks))
  ([m ks not-found]
   (let [absent (Object.)
         step (fn [m k]
                (let [found (get m k absent)]
                  (if (identical? found absent) (reduced absent) found)))
         found (reduce step m ks)]
     (if (identical? found absent) not-found found))))

(defmacro ^:private update-at
  "The map m with the value at k given to call, as its first argument. m and k are symbols."
  [m k call]
  `(assoc ~m ~k (-> (get ~m ~k) ~call)))

(defn update
  "Returns the map with the value at k replaced by (f value args...)."
  {:added "1.7"}
  ([m k f] (update-at m k (f)))
  ([m k f x] (update-at m k (f x)))
  ([m k f x y] (update-at m k (f x y)))
  ([m k f x y z] (update-at m k (f x y z)))
  ([m k f x y z & more] (update-at m k (as-> old (apply f old x y z more)))))

(defn- alter-in
  "Replaces the value at a path of at least one key by f of it."
  [m path f]
  (let [[k & deeper] path
        old (get m k)]
    (assoc m k (if deeper (alter-in old deeper f) (f old)))))

(defn assoc-in
  "Returns the nested associative structure with v at the path; missing levels become hash maps."
  {:added "1.0" :arglists '([m [k & ks] v])}
  [m ks v]
  (alter-in m ks (fn [_] v)))

(defn update-in
  "Returns the nested associative structure with the value at the path replaced by
  (f value args...); missing levels become hash maps."
  {:added "1.0"}
  [m ks f & args]
  (alter-in m ks (if args (fn [old] (apply f old args)) f)))

(defn- rebuild
  "Reduces m with put into start, a transient map; the result has the metadata of m."
  [put start m]
  (-> (reduce-kv put start m) persistent! (with-meta (meta m))))

(defn update-vals
  "Returns a map of the same keys with f of each value."
  {:added "1.11"}
  [m f]
  (rebuild (fn [made k v] (assoc! made k (f v)))
           (transient (if (editable? m) m {}))
           m))

(defn update-keys
  "Returns a map of f of each key with the same values. f should answer different keys."
  {:added "1.11"}
  [m f]
  (rebuild (fn [made k v] (assoc! made (f k) v)) (transient {}) m))

(defn select-keys
  "Returns a map of those entries whose keys are in ks."
  {:added "1.0"}
  [m ks]
  (into (with-meta {} (meta m)) (keep (fn [k] (find m k))) ks))

(defn- fold-maps
  "Combines maps from the left, a nil being an empty map; nil when there is nothing but nils."
  [combine maps]
  (when (some identity maps)
    (reduce (fn [left right] (combine (or left {}) right)) maps)))

(defn merge
  "Returns the first map with the entries of the others conjoined; later ones win."
  {:added "1.0"}
  [& maps]
  (fold-maps conj maps))

(defn merge-with
  "Returns a map of all entries of the given ones. Where several have a key, its value is
  (f value-so-far later-value)."
  {:added "1.0"}
  [f & maps]
  (let [add (fn [m entry]
              (let [k (key entry)
                    v (val entry)
                    old (find m k)]
                (assoc m k (if old (f (val old) v) v))))]
    (fold-maps (fn [left right] (reduce add left (seq right))) maps)))

(defn zipmap
  "Returns a map of the keys to the values, pair by pair until one of the two ends."
  {:added "1.0"}
  [keys vals]
  (loop [made (transient {}) ks (seq keys) vs (seq vals)]
    (if-not (and ks vs)
      (persistent! made)
      (recur (assoc! made (first ks) (first vs)) (next ks) (next vs)))))

(defn- best-by
  "The x whose (k x) wins. y takes it from x unless x is ahead; each of more when it is not behind."
  [ahead? not-behind? k x y more]
  (let [kx (k x)
        ky (k y)
        challenge (fn [[_ best-key :as best] x]
                    (let [kx (k x)]
                      (if (not-behind? kx best-key) [x kx] best)))
        [best] (reduce challenge (if (ahead? kx ky) [x kx] [y ky]) more)]
    best))

(defn max-key
  "Returns the x for which (k x), a number, is greatest; the last such."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (best-by > >= k x y nil))
  ([k x y & more] (best-by > >= k x y more)))

(defn min-key
  "Returns the x for which (k x), a number, is least; the last such."
  {:added "1.0"}
  ([k x] x)
  ([k x y] (best-by < <= k x y nil))
  ([k x y & more] (best-by < <= k x y more)))
