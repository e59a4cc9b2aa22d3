;; Lazy sequences, and the transducers that do the same work.

(defn concat
  "Returns a lazy seq of the elements of the given collections, one after the other."
  {:added "1.0"}
  ([] (lazy-seq nil))
  ([x] (lazy-seq x))
  ([x y]
   (lazy-seq
    (let [s (seq x)]
      (if s
        (if (chunked-seq? s)
          (chunk-cons (chunk-first s) (concat (chunk-rest s) y))
          (cons (first s) (concat (rest s) y)))
        y))))
  ([x y & more]
   (let [rest-of (fn rest-of [s colls]
                   (lazy-seq
                    (let [s (seq s)]
                      (if s
                        (if (chunked-seq? s)
                          (chunk-cons (chunk-first s) (rest-of (chunk-rest s) colls))
                          (cons (first s) (rest-of (rest s) colls)))
                        (when colls
                          (rest-of (first colls) (next colls)))))))]
     (rest-of (concat x y) more))))

(defn map
  "Returns a lazy seq of f of each element; with several collections, of f of their first elements,
  then of their second ones, until the shortest ends. Without a collection, a transducer."
  {:added "1.0"}
  ([f]
   (fn [rf]
     (fn
       ([] (rf))
       ([result] (rf result))
       ([result input] (rf result (f input)))
       ([result input & inputs] (rf result (apply f input inputs))))))
  ([f coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (if (chunked-seq? s)
        (let [chunk-in (chunk-first s)
              n (count chunk-in)
              chunk-out (chunk-buffer n)]
          (dotimes [i n]
            (chunk-append chunk-out (f (nth chunk-in i))))
          (chunk-cons (chunk chunk-out) (map f (chunk-rest s))))
        (cons (f (first s)) (map f (rest s)))))))
  ([f c1 c2]
   (lazy-seq
    (let [s1 (seq c1) s2 (seq c2)]
      (when (and s1 s2)
        (cons (f (first s1) (first s2))
              (map f (rest s1) (rest s2)))))))
  ([f c1 c2 c3]
   (lazy-seq
    (let [s1 (seq c1) s2 (seq c2) s3 (seq c3)]
      (when (and s1 s2 s3)
        (cons (f (first s1) (first s2) (first s3))
              (map f (rest s1) (rest s2) (rest s3)))))))
  ([f c1 c2 c3 & colls]
   (let [tuples (fn tuples [cs]
                  (lazy-seq
                   (let [ss (map seq cs)]
                     (when (every? identity ss)
                       (cons (map first ss) (tuples (map rest ss)))))))]
     (map (fn [args] (apply f args)) (tuples (list* c1 c2 c3 colls))))))

(defn mapcat
  "Returns the concatenation of the collections that f answers for the elements. Without a
  collection, a transducer."
  {:added "1.0"}
  ([f] (comp (map f) cat))
  ([f & colls] (apply concat (apply map f colls))))

(defn filter
  "Returns a lazy seq of the elements for which pred is truthy. Without a collection, a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([result] (rf result))
       ([result input] (if (pred input) (rf result input) result)))))
  ([pred coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (if (chunked-seq? s)
        (let [chunk-in (chunk-first s)
              n (count chunk-in)
              chunk-out (chunk-buffer n)]
          (dotimes [i n]
            (let [x (nth chunk-in i)]
              (when (pred x)
                (chunk-append chunk-out x))))
          (chunk-cons (chunk chunk-out) (filter pred (chunk-rest s))))
        (let [x (first s) more (rest s)]
          (if (pred x)
            (cons x (filter pred more))
            (filter pred more))))))))

(defn remove
  "Returns a lazy seq of the elements for which pred is falsy. Without a collection, a transducer."
  {:added "1.0"}
  ([pred] (filter (complement pred)))
  ([pred coll] (filter (complement pred) coll)))

(defn keep
  "Returns a lazy seq of the results of f that are not nil (false is kept). Without a collection,
  a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (fn
       ([] (rf))
       ([result] (rf result))
       ([result input]
        (let [x (f input)]
          (if (nil? x) result (rf result x)))))))
  ([f coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (if (chunked-seq? s)
        (let [chunk-in (chunk-first s)
              n (count chunk-in)
              chunk-out (chunk-buffer n)]
          (dotimes [i n]
            (let [x (f (nth chunk-in i))]
              (when-not (nil? x)
                (chunk-append chunk-out x))))
          (chunk-cons (chunk chunk-out) (keep f (chunk-rest s))))
        (let [x (f (first s))]
          (if (nil? x)
            (keep f (rest s))
            (cons x (keep f (rest s))))))))))

(defn map-indexed
  "Returns a lazy seq of (f 0 first-element), (f 1 second-element) and so on. Without a collection,
  a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input] (rf result (f (vswap! i inc) input)))))))
  ([f coll]
   (let [from (fn from [start coll]
                (lazy-seq
                 (when-let [s (seq coll)]
                   (if (chunked-seq? s)
                     (let [chunk-in (chunk-first s)
                           n (count chunk-in)
                           chunk-out (chunk-buffer n)]
                       (dotimes [i n]
                         (chunk-append chunk-out (f (+ start i) (nth chunk-in i))))
                       (chunk-cons (chunk chunk-out) (from (+ start n) (chunk-rest s))))
                     (cons (f start (first s)) (from (inc start) (rest s)))))))]
     (from 0 coll))))

(defn keep-indexed
  "Returns a lazy seq of the results of (f index element) that are not nil. Without a collection,
  a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (let [x (f (vswap! i inc) input)]
            (if (nil? x) result (rf result x))))))))
  ([f coll]
   (let [from (fn from [start coll]
                (lazy-seq
                 (when-let [s (seq coll)]
                   (if (chunked-seq? s)
                     (let [chunk-in (chunk-first s)
                           n (count chunk-in)
                           chunk-out (chunk-buffer n)]
                       (dotimes [i n]
                         (let [x (f (+ start i) (nth chunk-in i))]
                           (when-not (nil? x)
                             (chunk-append chunk-out x))))
                       (chunk-cons (chunk chunk-out) (from (+ start n) (chunk-rest s))))
                     (let [x (f start (first s))]
                       (if (nil? x)
                         (from (inc start) (rest s))
                         (cons x (from (inc start) (rest s)))))))))]
     (from 0 coll))))

(defn take
  "Returns a lazy seq of the first n elements, or of all when there are fewer. Without a
  collection, a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (let [before @left
                after (vswap! left dec)
                result (if (pos? before) (rf result input) result)]
            (if (pos? after) result (ensure-reduced result))))))))
  ([n coll]
   (lazy-seq
    (when (pos? n)
      (when-let [s (seq coll)]
        (cons (first s) (take (dec n) (rest s))))))))

(defn take-while
  "Returns a lazy seq of the elements up to the first for which pred is falsy. Without a
  collection, a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (fn
       ([] (rf))
       ([result] (rf result))
       ([result input] (if (pred input) (rf result input) (reduced result))))))
  ([pred coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (when (pred (first s))
        (cons (first s) (take-while pred (rest s))))))))

(defn take-nth
  "Returns a lazy seq of every nth element, beginning with the first. Without a collection, a
  transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [i (volatile! -1)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (if (zero? (rem (vswap! i inc) n)) (rf result input) result))))))
  ([n coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (cons (first s) (take-nth n (drop n s)))))))

(defn drop
  "Returns a lazy seq of all but the first n elements. Without a collection, a transducer."
  {:added "1.0"}
  ([n]
   (fn [rf]
     (let [left (volatile! n)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (let [before @left]
            (vswap! left dec)
            (if (pos? before) result (rf result input))))))))
  ([n coll]
   (if (-drops-at-once? coll)
     (or (if (pos? n) (-drop coll n) (seq coll)) ())
     (let [step (fn [n coll]
                  (let [s (seq coll)]
                    (if (and (pos? n) s)
                      (recur (dec n) (rest s))
                      s)))]
       (lazy-seq (step n coll))))))

(defn drop-while
  "Returns a lazy seq of the elements from the first for which pred is falsy. Without a collection,
  a transducer."
  {:added "1.0"}
  ([pred]
   (fn [rf]
     (let [dropping (volatile! true)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (if (and @dropping (pred input))
            result
            (do
              (vreset! dropping nil)
              (rf result input))))))))
  ([pred coll]
   (let [step (fn [coll]
                (let [s (seq coll)]
                  (if (and s (pred (first s)))
                    (recur (rest s))
                    s)))]
     (lazy-seq (step coll)))))

(defn drop-last
  "Returns a lazy seq of all but the last n elements (default 1)."
  {:added "1.0"}
  ([coll] (drop-last 1 coll))
  ([n coll] (map (fn [x _] x) coll (drop n coll))))

(defn take-last
  "Returns a seq of the last n elements, in time linear in the length."
  {:added "1.1"}
  [n coll]
  (loop [s (seq coll) lead (seq (drop n coll))]
    (if lead
      (recur (next s) (next lead))
      s)))

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
    (if (next s)
      (recur (conj front (first s)) (next s))
      (seq front))))

(defn nthnext
  "Returns (next ... (next coll)), n times; coll itself is made a seq first."
  {:added "1.0"}
  [coll n]
  (if (-drops-at-once? coll)
    (if (pos? n) (-drop coll n) (seq coll))
    (loop [n n s (seq coll)]
      (if (and s (pos? n))
        (recur (dec n) (next s))
        s))))

(defn nthrest
  "Returns what is left of coll after n times rest; coll when n is 0."
  {:added "1.3"}
  [coll n]
  (if (pos? n)
    (or (if (-drops-at-once? coll)
          (-drop coll n)
          (loop [n n s (seq coll)]
            (if (and s (pos? n))
              (recur (dec n) (seq (rest s)))
              s)))
        ())
    coll))

(defn interleave
  "Returns a lazy seq of the first elements of all collections, then of the second ones, and so on
  until the shortest ends."
  {:added "1.0"}
  ([] ())
  ([c1] (lazy-seq c1))
  ([c1 c2]
   (lazy-seq
    (let [s1 (seq c1) s2 (seq c2)]
      (when (and s1 s2)
        (cons (first s1)
              (cons (first s2)
                    (interleave (rest s1) (rest s2))))))))
  ([c1 c2 & colls]
   (lazy-seq
    (let [ss (map seq (list* c1 c2 colls))]
      (when (every? identity ss)
        (concat (map first ss) (apply interleave (map rest ss))))))))

(defn interpose
  "Returns a lazy seq of the elements with sep between them. Without a collection, a transducer."
  {:added "1.0"}
  ([sep]
   (fn [rf]
     (let [started (volatile! false)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (if @started
            (let [result (rf result sep)]
              (if (reduced? result)
                result
                (rf result input)))
            (do
              (vreset! started true)
              (rf result input))))))))
  ([sep coll]
   (drop 1 (interleave (repeat sep) coll))))

(defn partition
  "Returns a lazy seq of lists of n elements each, whose starts are step apart (default n). The
  last one is completed from pad when pad is given, and left out when it is incomplete otherwise."
  {:added "1.0"}
  ([n coll] (partition n n coll))
  ([n step coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (doall (take n s))]
        (when (= n (count part))
          (cons part (partition n step (nthrest s step))))))))
  ([n step pad coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (doall (take n s))]
        (if (= n (count part))
          (cons part (partition n step pad (nthrest s step)))
          (list (take n (concat part pad)))))))))

(defn partition-all
  "Like partition, but the last lists may be shorter than n. Without a collection, a transducer."
  {:added "1.2"}
  ([n]
   (fn [rf]
     (let [part (volatile! [])]
       (fn
         ([] (rf))
         ([result]
          (let [left @part
                result (if (zero? (count left))
                         result
                         (do
                           (vreset! part [])
                           (unreduced (rf result left))))]
            (rf result)))
         ([result input]
          (let [now (vswap! part conj input)]
            (if (= n (count now))
              (do
                (vreset! part [])
                (rf result now))
              result)))))))
  ([n coll] (partition-all n n coll))
  ([n step coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (doall (take n s))]
        (cons part (partition-all n step (nthrest s step))))))))

(defn partitionv
  "Like partition, but of vectors."
  {:added "1.12"}
  ([n coll] (partitionv n n coll))
  ([n step coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (into [] (take n) s)]
        (when (= n (count part))
          (cons part (partitionv n step (nthrest s step))))))))
  ([n step pad coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (into [] (take n) s)]
        (if (= n (count part))
          (cons part (partitionv n step pad (nthrest s step)))
          (list (into [] (take n) (concat part pad)))))))))

(defn partitionv-all
  "Like partition-all, but of vectors. Without a collection, a transducer."
  {:added "1.12"}
  ([n] (partition-all n))
  ([n coll] (partitionv-all n n coll))
  ([n step coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [part (into [] (take n) s)]
        (cons part (partitionv-all n step (nthrest s step))))))))

(defn partition-by
  "Splits the collection wherever f answers a new value, into a lazy seq of seqs. Without a
  collection, a transducer."
  {:added "1.2"}
  ([f]
   (fn [rf]
     (let [part (volatile! [])
           last-key (volatile! ::none)]
       (fn
         ([] (rf))
         ([result]
          (let [left @part
                result (if (zero? (count left))
                         result
                         (do
                           (vreset! part [])
                           (unreduced (rf result left))))]
            (rf result)))
         ([result input]
          (let [before @last-key
                now (f input)]
            (vreset! last-key now)
            (if (or (identical? before ::none) (= now before))
              (do
                (vswap! part conj input)
                result)
              (let [done @part]
                (vreset! part [])
                (let [result (rf result done)]
                  (when-not (reduced? result)
                    (vswap! part conj input))
                  result)))))))))
  ([f coll]
   (lazy-seq
    (when-let [s (seq coll)]
      (let [x (first s)
            k (f x)
            part (cons x (take-while (fn [y] (= k (f y))) (next s)))]
        (cons part (partition-by f (lazy-seq (drop (count part) s)))))))))

(defn distinct
  "Returns a lazy seq of the elements without repetitions. Without a collection, a transducer."
  {:added "1.0"}
  ([]
   (fn [rf]
     (let [seen (volatile! #{})]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (if (contains? @seen input)
            result
            (do
              (vswap! seen conj input)
              (rf result input))))))))
  ([coll]
   (let [step (fn step [coll seen]
                (lazy-seq
                 ((fn [[x :as coll] seen]
                    (when-let [s (seq coll)]
                      (if (contains? seen x)
                        (recur (rest s) seen)
                        (cons x (step (rest s) (conj seen x))))))
                  coll seen)))]
     (step coll #{}))))

(defn dedupe
  "Returns a lazy seq of the elements without those equal to the one before. Without a collection,
  a transducer."
  {:added "1.7"}
  ([]
   (fn [rf]
     (let [before (volatile! ::none)]
       (fn
         ([] (rf))
         ([result] (rf result))
         ([result input]
          (let [previous @before]
            (vreset! before input)
            (if (= previous input) result (rf result input))))))))
  ([coll] (sequence (dedupe) coll)))

(defn replace
  "Returns the collection with each element that is a key in smap replaced by its value: a vector
  for a vector, else a lazy seq. Without a collection, a transducer."
  {:added "1.0"}
  ([smap]
   (map (fn [x] (if-let [entry (find smap x)] (val entry) x))))
  ([smap coll]
   (if (vector? coll)
     (reduce (fn [v i]
               (if-let [entry (find smap (nth v i))]
                 (assoc v i (val entry))
                 v))
             coll
             (range (count coll)))
     (map (fn [x] (if-let [entry (find smap x)] (val entry) x)) coll))))

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
    (if-let [s (seq coll)]
      (reductions f (first s) (rest s))
      (list (f)))))
  ([f init coll]
   (if (reduced? init)
     (list @init)
     (cons init
           (lazy-seq
            (when-let [s (seq coll)]
              (reductions f (f init (first s)) (rest s))))))))

(defn tree-seq
  "Returns a lazy seq of the nodes of a tree, depth first. branch? tells which nodes may have
  children, children gives them."
  {:added "1.0"}
  [branch? children root]
  (let [walk (fn walk [node]
               (lazy-seq
                (cons node
                      (when (branch? node)
                        (mapcat walk (children node))))))]
    (walk root)))

(defn flatten
  "Returns a lazy seq of what is inside nested sequential things, without the nesting."
  {:added "1.2"}
  [x]
  (filter (complement sequential?)
          (rest (tree-seq sequential? seq x))))

(defn xml-seq
  "A tree-seq of the elements of parsed XML."
  {:added "1.0"}
  [root]
  (tree-seq (complement string?) (comp seq :content) root))

(defn doall
  "Realizes the lazy seq, or its first n steps, and returns it whole."
  {:added "1.0"}
  ([coll] (dorun coll) coll)
  ([n coll] (dorun n coll) coll))

(defn dorun
  "Realizes the lazy seq, or its first n steps, for its side effects. Returns nil."
  {:added "1.0"}
  ([coll]
   (when-let [s (seq coll)]
     (recur (next s))))
  ([n coll]
   (when (and (seq coll) (pos? n))
     (recur (dec n) (next coll)))))

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
  (let [s (seq coll)]
    (cond
      (nil? s) true
      (pred (first s)) (recur pred (next s))
      :else false)))

(defn some
  "Returns the first truthy value of pred for an element, else nil."
  {:added "1.0"}
  [pred coll]
  (when-let [s (seq coll)]
    (or (pred (first s)) (recur pred (next s)))))

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

(defn random-sample
  "Returns a lazy seq of the elements, each of which is taken with the probability prob. Without
  a collection, a transducer."
  {:added "1.7"}
  ([prob] (filter (fn [_] (< (rand) prob))))
  ([prob coll] (filter (fn [_] (< (rand) prob)) coll)))

(defn iteration
  "Returns what is both a seq and reducible: the results of calling step with a continuation,
  first with initk. :somef tells whether a result is to be used, :vf makes the value of it, :kf the
  next continuation, where nil ends."
  {:added "1.11"}
  [step & {:keys [somef vf kf initk]
           :or {vf identity kf identity somef some? initk nil}}]
  (reify
    clojure.lang.Seqable
    (seq [_]
      ((fn next-of [result]
         (when (somef result)
           (cons (vf result)
                 (when-some [k (kf result)]
                   (lazy-seq (next-of (step k)))))))
       (step initk)))
    clojure.lang.IReduceInit
    (reduce [_ rf init]
      (loop [acc init result (step initk)]
        (if (somef result)
          (let [acc (rf acc (vf result))]
            (if (reduced? acc)
              @acc
              (if-some [k (kf result)]
                (recur acc (step k))
                acc)))
          acc)))))
