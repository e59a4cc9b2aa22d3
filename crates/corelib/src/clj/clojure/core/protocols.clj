(ns clojure.core.protocols
  "The protocols behind reduce, reduce-kv, datafy and nav, for types that have ways of their own.")

(defn- seq-reduce
  "Reduces over the seq of coll."
  ([coll f]
   (if-let [s (seq coll)]
     (seq-reduce (next s) f (first s))
     (f)))
  ([coll f init]
   (loop [acc init s (seq coll)]
     (if s
       (let [acc (f acc (first s))]
         (if (reduced? acc)
           @acc
           (recur acc (next s))))
       acc))))

(defn iterator-reduce!
  "Reduces over what an iterator has left."
  ([iter f]
   (if (.hasNext iter)
     (iterator-reduce! iter f (.next iter))
     (f)))
  ([iter f val]
   (loop [acc val]
     (if (.hasNext iter)
       (let [acc (f acc (.next iter))]
         (if (reduced? acc)
           @acc
           (recur acc)))
       acc))))

(defprotocol CollReduce
  "How a collection reduces itself. reduce asks types that have no reduce method."
  (coll-reduce [coll f] [coll f val]))

(extend-protocol CollReduce
  nil
  (coll-reduce
    ([_ f] (f))
    ([_ _ init] init))

  Object
  (coll-reduce
    ([coll f]
     (if (instance? clojure.lang.IReduce coll)
       (.reduce coll f)
       (seq-reduce coll f)))
    ([coll f init]
     (cond
       (instance? clojure.lang.IReduceInit coll) (.reduce coll f init)
       (and (instance? Iterable coll) (not (coll? coll))) (iterator-reduce! (.iterator coll) f init)
       :else (seq-reduce coll f init)))))

(defprotocol InternalReduce
  "How a seq reduces itself from a start value."
  (internal-reduce [seq f start]))

(extend-protocol InternalReduce
  nil
  (internal-reduce [s f start] start)

  Object
  (internal-reduce [s f start] (seq-reduce s f start)))

(defprotocol IKVReduce
  "How an associative reduces its keys and values. reduce-kv asks types that have no kvreduce method."
  (kv-reduce [amap f init]))

(extend-protocol IKVReduce
  nil
  (kv-reduce [amap f init] init)

  Object
  (kv-reduce [amap f init]
    (if (instance? clojure.lang.IKVReduce amap)
      (.kvreduce amap f init)
      (seq-reduce amap (fn [acc entry] (f acc (key entry) (val entry))) init))))

(defprotocol Datafiable
  :extend-via-metadata true
  (datafy [o] "Returns o as data; o itself by default."))

(extend-protocol Datafiable
  nil
  (datafy [_] nil)

  Object
  (datafy [o] o))

(defprotocol Navigable
  :extend-via-metadata true
  (nav [coll k v] "Returns what v, found in coll at k, stands for; v itself by default."))

(extend-protocol Navigable
  Object
  (nav [_ _ v] v))
