;; Lazy sequences, and the transducers that do the same work.
;;
;; What is done to elements one by one is a for, which works a chunk at a time where there are chunks.

(defn- followed-by
  "Returns a lazy seq of the elements of coll, then of those of (more)."
  [coll more]
  (lazy-seq
   (let [s (seq coll)]
     (cond
       (nil? s) (more)
       (chunked-seq? s) (chunk-cons (chunk-first s) (followed-by (chunk-rest s) more))
       :else (cons (first s) (followed-by (rest s) more))))))

(defn concat
  "Returns a lazy seq of the elements of the given collections, one after the other."
  {:added "1.0"}
  ([] (lazy-seq nil))
  ([x] (lazy-seq x))
  ([x y] (followed-by x (fn [] y)))
  ([x y & more]
   (let [all-of (fn all-of [colls]
                  (when colls
                    (let [others (next colls)]
                      (followed-by (first colls) (fn [] (all-of others))))))]
     (followed-by x (fn [] (followed-by y (fn [] (all-of more))))))))

(defmacro ^:private across
  "The lazy seq of (f a b ...) for the elements of several collections, in step. f and the
  collections are symbols."
  [f & colls]
  `(lazy-seq
    (let [~@(for [coll colls part [coll `(seq ~coll)]] part)]
      (when (and ~@colls)
        (cons (~f ~@(for [coll colls] `(first ~coll)))
              (map ~f ~@(for [coll colls] `(rest ~coll))))))))

(defn- rows
  "Returns a lazy seq of seqs: the first elements of all collections, then the second ones, and so
  on until the shortest ends."
  [colls]
  (lazy-seq
   (let [heads (map seq colls)]
     (when (every? some? heads)
       (cons (map first heads) (rows (map rest heads)))))))

(defn map
  "Returns a lazy seq of f of each element; with several collections, of f of their first elements,
  then of their second ones, until the shortest ends. Without a collection, a transducer."
  {:added "1.0"}
  ([f]
   (fn [rf]
     (fn
       ([acc x] (rf acc (f x)))
       ([acc x & xs] (rf acc (apply f x xs)))
       ([acc] (rf acc))
       ([] (rf)))))
  ([f coll] (for [x coll] (f x)))
  ([f c1 c2] (across f c1 c2))
  ([f c1 c2 c3] (across f c1 c2 c3))
  ([f c1 c2 c3 & colls]
   (for [row (rows (list* c1 c2 c3 colls))]
     (apply f row))))

(defn mapcat
  "Returns the concatenation of the collections that f answers for the elements. Without a
  collection, a transducer."
  {:added "1.0"}
  ([f] (comp (map f) cat))
  ([f & colls] (->> colls (apply map f) (apply concat))))

(defn filter
  "Returns a lazy seq of the elements for which pred is truthy. Without a collection, a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (stage rf [acc x] (if (pred x) (rf acc x) acc))))
  ([pred coll] (for [x coll :when (pred x)] x)))

(defn remove
  "Returns a lazy seq of the elements for which pred is falsy. Without a collection, a transducer."
  {:added "1.0"}
  ([pred] (filter (complement pred)))
  ([pred coll] (for [x coll :when (not (pred x))] x)))

(defn keep
  "Returns a lazy seq of the results of f that are not nil (false is kept). Without a collection,
  a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (stage rf [acc x]
       (let [y (f x)]
         (if (some? y) (rf acc y) acc)))))
  ([f coll] (for [x coll :let [y (f x)] :when (some? y)] y)))

(defn- build-chunk
  "Returns a chunk of (f 0), (f 1) and so on."
  [size f]
  (let [buffer (chunk-buffer size)]
    (dotimes [i size]
      (chunk-append buffer (f i)))
    (chunk buffer)))

(defn map-indexed
  "Returns a lazy seq of (f 0 first-element), (f 1 second-element) and so on. Without a collection,
  a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [index (volatile! -1)]
       (stage rf [acc x] (rf acc (f (vswap! index inc) x))))))
  ([f coll]
   (let [from (fn from [start coll]
                (lazy-seq
                 (let [s (seq coll)]
                   (cond
                     (nil? s) nil

                     (chunked-seq? s)
                     (let [elements (chunk-first s)
                           size (count elements)
                           done (build-chunk size (fn [i] (f (+ start i) (nth elements i))))]
                       (chunk-cons done (from (+ start size) (chunk-rest s))))

                     :else
                     (cons (f start (first s)) (from (inc start) (rest s)))))))]
     (from 0 coll))))

(defn keep-indexed
  "Returns a lazy seq of the results of (f index element) that are not nil. Without a collection,
  a transducer."
  {:added "1.2"}
  ([f] (comp (map-indexed f) (keep identity)))
  ([f coll] (keep identity (map-indexed f coll))))

(defn take
  "Returns a lazy seq of the first n elements, or of all when there are fewer. Without a
  collection, a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [room (volatile! n)]
       (stage rf [acc x]
         (let [left (vswap! room dec)]
           (cond
             (pos? left) (rf acc x)
             (> left -1) (ensure-reduced (rf acc x))
             :else (ensure-reduced acc)))))))
  ([n coll]
   (lazy-seq
    (when-let [s (when (pos? n) (seq coll))]
      (cons (first s) (take (dec n) (rest s)))))))

(defn take-while
  "Returns a lazy seq of the elements up to the first for which pred is falsy. Without a
  collection, a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (stage rf [acc x] (if (pred x) (rf acc x) (reduced acc)))))
  ([pred coll]
   (lazy-seq
    (let [s (seq coll)]
      (when (and s (pred (first s)))
        (cons (first s) (take-while pred (rest s))))))))

(defn take-nth
  "Returns a lazy seq of every nth element, beginning with the first. Without a collection, a
  transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [index (volatile! -1)]
       (stage rf [acc x]
         (if (zero? (rem (vswap! index inc) n)) (rf acc x) acc)))))
  ([n coll]
   (lazy-seq
    (let [s (seq coll)]
      (when s
        (cons (first s) (take-nth n (drop n s))))))))

(defn drop
  "Returns a lazy seq of all but the first n elements. Without a collection, a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (stage rf [acc x]
         (if (neg? (vswap! left dec)) (rf acc x) acc)))))
  ([n coll]
   (if (-drops-at-once? coll)
     (or (nthnext coll n) ())
     (lazy-seq (nthnext coll n)))))

(defn drop-while
  "Returns a lazy seq of the elements from the first for which pred is falsy. Without a collection,
  a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (let [dropping (volatile! true)]
       (stage rf [acc x]
         (if (and @dropping (vreset! dropping (pred x))) acc (rf acc x))))))
  ([pred coll]
   (lazy-seq
    (loop [s (seq coll)]
      (if (and s (pred (first s))) (recur (next s)) s)))))

(defn drop-last
  "Returns a lazy seq of all but the last n elements (default 1)."
  {:added "1.0"}
  ([coll] (drop-last 1 coll))
  ([n coll]
   (let [ahead (drop n coll)]
     (map (fn [x _] x) coll ahead))))

(defn take-last
  "Returns a seq of the last n elements, in time linear in the length."
  {:added "1.1"}
  [n coll]
  (loop [s (seq coll) ahead (seq (drop n coll))]
    (if (nil? ahead)
      s
      (recur (next s) (next ahead)))))

(defn split-at
  "Returns [(take n coll) (drop n coll)]."
  {:added "1.0"}
  [n coll]
  [(take n coll) (drop n coll)])

(defn split-with
  "Returns [(take-while pred coll) (drop-while pred coll)]."
  {:added "1.0"}
  [pred coll]
  [(take-while pred coll) (drop-while pred coll)])

(defn splitv-at
  "Returns [(into [] (take n) coll) (drop n coll)]."
  {:added "1.12"}
  [n coll]
  [(into [] (take n) coll) (drop n coll)])

(defn butlast
  "Returns a seq of all but the last element, in time linear in the length."
  {:added "1.0"}
  [s]
  (loop [front [] s s]
    (if-let [more (next s)]
      (recur (conj front (first s)) more)
      (seq front))))

(defn nthnext
  "Returns (next ... (next coll)), n times; coll itself is made a seq first."
  {:added "1.0"}
  [coll n]
  (if (and (pos? n) (-drops-at-once? coll))
    (-drop coll n)
    (loop [n n s (seq coll)]
      (if (and s (pos? n))
        (recur (dec n) (next s))
        s))))

(defn nthrest
  "Returns what is left of coll after n times rest; coll when n is 0."
  {:added "1.3"}
  [coll n]
  (if (pos? n)
    (or (nthnext coll n) ())
    coll))

(defn interleave
  "Returns a lazy seq of the first elements of all collections, then of the second ones, and so on
  until the shortest ends."
  {:added "1.0"}
  ([] ())
  ([c1] (lazy-seq c1))
  ([c1 c2]
   (lazy-seq
    (let [a (seq c1) b (seq c2)]
      (when (and a b)
        (list* (first a) (first b) (interleave (rest a) (rest b)))))))
  ([c1 c2 & colls] (apply concat (rows (list* c1 c2 colls)))))

(defn interpose
  "Returns a lazy seq of the elements with sep between them. Without a collection, a transducer."
  {:added "1.0"}
  ([sep]
   (fn [rf]
     (let [started (volatile! false)]
       (stage rf [acc x]
         (if @started
           (let [acc (rf acc sep)]
             (if (reduced? acc) acc (rf acc x)))
           (do
             (vreset! started true)
             (rf acc x)))))))
  ([sep coll] (drop 1 (interleave (repeat sep) coll))))

(defn- parts
  "Returns a lazy seq of what cut makes of coll, of its rest step elements on, and so on, as long as
  whole? is true of the part; then of what (ending part) has."
  [cut whole? ending step coll]
  (lazy-seq
   (when-let [s (seq coll)]
     (let [part (cut s)]
       (if (whole? part)
         (cons part (parts cut whole? ending step (nthrest s step)))
         (ending part))))))

(defn- first-n
  "Returns a function that makes a seq of the first n elements."
  [n]
  (fn [coll] (doall (take n coll))))

(defn- first-nv
  "Returns a function that makes a vector of the first n elements."
  [n]
  (fn [coll] (into [] (take n) coll)))

(defn- of-length
  [n]
  (fn [part] (= n (count part))))

(defn- no-part [_] nil)

(defn- every-part [_] true)

(defn partition
  "Returns a lazy seq of lists of n elements each, whose starts are step apart (default n). The
  last one is completed from pad when pad is given, and left out when it is incomplete otherwise."
  {:added "1.0"}
  ([n coll] (partition n n coll))
  ([n step coll] (parts (first-n n) (of-length n) no-part step coll))
  ([n step pad coll]
   (parts (first-n n) (of-length n) (fn [part] (list (take n (concat part pad)))) step coll)))

(defn- complete-with
  "Gives rf what is left in part, a volatile vector, then completes."
  [rf part acc]
  (let [left @part]
    (vreset! part [])
    (rf (if (seq left) (unreduced (rf acc left)) acc))))

(defn partition-all
  "Like partition, but the last lists may be shorter than n. Without a collection, a transducer."
  {:added "1.2"}
  ([n]
   (fn [rf]
     (let [part (volatile! [])]
       (fn
         ([acc x]
          (let [filled (vswap! part conj x)]
            (if (= n (count filled))
              (do
                (vreset! part [])
                (rf acc filled))
              acc)))
         ([acc] (complete-with rf part acc))
         ([] (rf))))))
  ([n coll] (partition-all n n coll))
  ([n step coll] (parts (first-n n) every-part no-part step coll)))

(defn partitionv
  "Like partition, but of vectors."
  {:added "1.12"}
  ([n coll] (partitionv n n coll))
  ([n step coll] (parts (first-nv n) (of-length n) no-part step coll))
  ([n step pad coll]
   (let [cut (first-nv n)]
     (parts cut (of-length n) (fn [part] (list (cut (concat part pad)))) step coll))))

(defn partitionv-all
  "Like partition-all, but of vectors. Without a collection, a transducer."
  {:added "1.12"}
  ([n] (partition-all n))
  ([n coll] (partitionv-all n n coll))
  ([n step coll] (parts (first-nv n) every-part no-part step coll)))

(defn partition-by
  "Splits the collection wherever f answers a new value, into a lazy seq of seqs. Without a
  collection, a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [part (volatile! [])
           last-key (volatile! part)]
       (fn
         ([acc x]
          (let [before @last-key
                k (f x)]
            (vreset! last-key k)
            ;; The volatile itself stands for a key when there was none yet.
            (if (or (identical? before part) (= k before))
              (do
                (vswap! part conj x)
                acc)
              (let [acc (rf acc @part)]
                (vreset! part (if (reduced? acc) [] [x]))
                acc))))
         ([acc] (complete-with rf part acc))
         ([] (rf))))))
  ([f coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [k (f (first s))
            same? (fn [x] (= k (f x)))
            part (cons (first s) (take-while same? (next s)))]
        (cons part (partition-by f (lazy-seq (nthnext s (count part))))))))))

(defn distinct
  "Returns a lazy seq of the elements without repetitions. Without a collection, a transducer."
  {:added "1.0"}
  ([]
   (fn [rf]
     (let [seen (volatile! #{})]
       (stage rf [acc x]
         (let [before @seen]
           (if (contains? before x)
             acc
             (do
               (vreset! seen (conj before x))
               (rf acc x))))))))
  ([coll]
   (let [unseen (fn unseen [coll seen]
                  (lazy-seq
                   (loop [[x :as s] coll]
                     (when (seq s)
                       (if (contains? seen x)
                         (recur (rest s))
                         (cons x (unseen (rest s) (conj seen x))))))))]
     (unseen coll #{}))))

(defn dedupe
  "Returns a lazy seq of the elements without those equal to the one before. Without a collection,
  a transducer."
  {:added "1.7"}
  ([]
   (fn [rf]
     (let [previous (volatile! (Object.))]
       (stage rf [acc x]
         (let [before @previous]
           (vreset! previous x)
           (if (= before x) acc (rf acc x)))))))
  ([coll] (sequence (dedupe) coll)))

(defn replace
  "Returns the collection with each element that is a key in smap replaced by its value: a vector
  for a vector, else a lazy seq. Without a collection, a transducer."
  {:added "1.0"}
  ([smap] (map (fn [x] (get smap x x))))
  ([smap coll]
   (if (vector? coll)
     (reduce-kv (fn [v i x]
                  (let [entry (find smap x)]
                    (if entry (assoc v i (val entry)) v)))
                coll
                coll)
     (for [x coll] (get smap x x)))))

(defn repeatedly
  "Returns a lazy seq, infinite or of n elements, of the results of calling f without arguments."
  {:added "1.0"}
  ([f] (lazy-seq (cons (f) (repeatedly f))))
  ([n f] (take n (repeatedly f))))

(defn reductions
  "Returns a lazy seq of what reduce would have in hand after each element, beginning with init."
  {:added "1.2"}
  ([f coll]
   (lazy-seq
    (let [s (seq coll)]
      (if s
        (reductions f (first s) (rest s))
        (list (f))))))
  ([f init coll]
   (if (reduced? init)
     (list (unreduced init))
     (cons init (lazy-seq
                 (let [s (seq coll)]
                   (when s
                     (reductions f (f init (first s)) (rest s)))))))))

(defn tree-seq
  "Returns a lazy seq of the nodes of a tree, depth first. branch? tells which nodes may have
  children, children gives them."
  {:added "1.0"}
  [branch? children root]
  (let [from (fn from [node]
               (lazy-seq
                (cons node (if (branch? node)
                             (mapcat from (children node))
                             nil))))]
    (from root)))

(defn flatten
  "Returns a lazy seq of what is inside nested sequential things, without the nesting."
  {:added "1.2"}
  [x]
  (for [node (rest (tree-seq sequential? seq x)) :when (not (sequential? node))]
    node))

(defn xml-seq
  "A tree-seq of the elements of parsed XML."
  {:added "1.0"}
  [root]
  (tree-seq (fn [node] (not (string? node))) (comp seq :content) root))

(defn doall
  "Realizes the lazy seq, or its first n steps, and returns it whole."
  {:added "1.0"}
  ([coll] (dorun coll) coll)
  ([n coll] (dorun n coll) coll))

(defn dorun
  "Realizes the lazy seq, or its first n steps, for its side effects. Returns nil."
  {:added "1.0"}
  ([coll]
   (loop [s (seq coll)]
     (when s (recur (next s)))))
  ([n coll]
   (nthnext coll n)
   nil))

(defn run!
  "Calls proc with each element, for its side effects. Returns nil."
  {:added "1.7"}
  [proc coll]
  (reduce (fn [_ x] (proc x)) nil coll)
  nil)

(defn every?
  "Returns true when pred is truthy for every element, else false."
  {:added "1.0"}
  [pred coll]
  (loop [s (seq coll)]
    (cond
      (nil? s) true
      (pred (first s)) (recur (next s))
      :else false)))

(defn some
  "Returns the first truthy value of pred for an element, else nil."
  {:added "1.0"}
  [pred coll]
  (loop [s (seq coll)]
    (when s
      (or (pred (first s)) (recur (next s))))))

(defn not-every?
  "Returns false when pred is truthy for every element, else true."
  {:added "1.0"}
  [pred coll]
  (not (every? pred coll)))

(defn not-any?
  "Returns false when pred is truthy for any element, else true."
  {:added "1.0"}
  [pred coll]
  (not (some pred coll)))

(defn- chance
  "Returns a predicate that is true with the probability prob."
  [prob]
  (fn [_] (< (rand) prob)))

(defn random-sample
  "Returns a lazy seq of the elements, each of which is taken with the probability prob. Without
  a collection, a transducer."
  {:added "1.7"}
  ([prob] (filter (chance prob)))
  ([prob coll] (filter (chance prob) coll)))

(defn iteration
  "Returns what is both a seq and reducible: the results of calling step with a continuation,
  first with initk. :somef tells whether a result is to be used, :vf makes the value of it, :kf the
  next continuation, where nil ends."
  {:added "1.11"}
  [step & {:keys [somef vf kf initk]
           :or {somef some? vf identity kf identity initk nil}}]
  (let [pages (fn pages [page]
                (when (somef page)
                  (let [value (vf page)
                        k (kf page)]
                    (cons value (when (some? k) (lazy-seq (pages (step k))))))))]
    (reify
      clojure.lang.IReduceInit
      (reduce [_ rf init]
        (loop [acc init page (step initk)]
          (if-not (somef page)
            acc
            (let [acc (rf acc (vf page))
                  k (when-not (reduced? acc) (kf page))]
              (if (some? k)
                (recur acc (step k))
                (unreduced acc))))))
      clojure.lang.Seqable
      (seq [_] (pages (step initk))))))
