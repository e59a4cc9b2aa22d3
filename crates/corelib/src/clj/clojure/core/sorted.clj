;; Sorting, and parts of sorted collections.

(defn sort-by
  "Returns a sorted seq of the elements, in the order of (keyfn element), by comp (default compare).
  The order of equal ones is kept."
  {:added "1.0"}
  ([keyfn coll] (sort-by keyfn compare coll))
  ([keyfn comp coll]
   (sort (fn [x y] (comp (keyfn x) (keyfn y))) coll)))

(defn- keep-while-bound
  "A predicate for entries of sc whose key stands to key as test (one of < <= > >=) says."
  [sc test key]
  (let [compare-keys (.comparator sc)]
    (fn [e]
      (test (.compare compare-keys (.entryKey sc e) key) 0))))

(defn subseq
  "Returns a seq of the entries of a sorted collection whose keys stand as tests < <= > >= say to
  the given keys."
  {:added "1.0"}
  ([sc test key]
   (let [include (keep-while-bound sc test key)]
     (if (#{> >=} test)
       (when-let [[e :as s] (.seqFrom sc key true)]
         (if (include e) s (next s)))
       (take-while include (.seq sc true)))))
  ([sc start-test start-key end-test end-key]
   (when-let [[e :as s] (.seqFrom sc start-key true)]
     (take-while (keep-while-bound sc end-test end-key)
                 (if ((keep-while-bound sc start-test start-key) e) s (next s))))))

(defn rsubseq
  "As subseq, in reverse order."
  {:added "1.0"}
  ([sc test key]
   (let [include (keep-while-bound sc test key)]
     (if (#{< <=} test)
       (when-let [[e :as s] (.seqFrom sc key false)]
         (if (include e) s (next s)))
       (take-while include (.seq sc false)))))
  ([sc start-test start-key end-test end-key]
   (when-let [[e :as s] (.seqFrom sc end-key false)]
     (take-while (keep-while-bound sc start-test start-key)
                 (if ((keep-while-bound sc end-test end-key) e) s (next s))))))
