;; Sorting, and parts of sorted collections.

(defn sort-by
  "Returns a sorted seq of the elements, in the order of (keyfn element), by comp (default compare).
  The order of equal ones is kept."
  {:added "1.0"}
  ([keyfn coll] (sort-by keyfn compare coll))
  ([keyfn comp coll]
   (sort (fn [x y] (comp (keyfn x) (keyfn y))) coll)))

(defn- within
  "A predicate for entries of sc whose key stands to key as test (one of < <= > >=) says."
  [sc test key]
  (fn [e] (test (-compare-entry sc e key) 0)))

(defn subseq
  "Returns a seq of the entries of a sorted collection whose keys stand as tests < <= > >= say to
  the given keys."
  {:added "1.0"}
  ([sc test key]
   (let [include (within sc test key)]
     (if (#{> >=} test)
       (when-let [[e :as s] (-seq-from sc key true)]
         (if (include e) s (next s)))
       (take-while include (seq sc)))))
  ([sc start-test start-key end-test end-key]
   (when-let [[e :as s] (-seq-from sc start-key true)]
     (take-while (within sc end-test end-key)
                 (if ((within sc start-test start-key) e) s (next s))))))

(defn rsubseq
  "As subseq, in reverse order."
  {:added "1.0"}
  ([sc test key]
   (let [include (within sc test key)]
     (if (#{< <=} test)
       (when-let [[e :as s] (-seq-from sc key false)]
         (if (include e) s (next s)))
       (take-while include (rseq sc)))))
  ([sc start-test start-key end-test end-key]
   (when-let [[e :as s] (-seq-from sc end-key false)]
     (take-while (within sc start-test start-key)
                 (if ((within sc end-test end-key) e) s (next s))))))
