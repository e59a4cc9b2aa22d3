(ns clojure.core.reducers
  "Reductions as values: collections that know how they reduce, transformations of them that make no
  collection between, and fold, which may combine the reductions of parts."
  (:refer-clojure :exclude [reduce map mapcat filter remove take take-while drop flatten cat])
  (:require [clojure.core.protocols :as p]
            [clojure.walk :as walk]))

(defn reduce
  "As clojure.core/reduce, but without init it begins with (f); and maps reduce by key and value."
  ([f coll] (reduce f (f) coll))
  ([f init coll]
   (if (instance? java.util.Map coll)
     (clojure.core/reduce-kv f init coll)
     (p/coll-reduce coll f init))))

(defprotocol CollFold
  (coll-fold [coll n combinef reducef]))

(defn fold
  "Reduces the parts of a collection, of about n elements (512 by default), with reducef, and the
  results with combinef (reducef by default), which answers the beginning when it is called without
  arguments. The order is kept."
  {:added "1.5"}
  ([reducef coll] (fold reducef reducef coll))
  ([combinef reducef coll] (fold 512 combinef reducef coll))
  ([n combinef reducef coll]
   (coll-fold coll n combinef reducef)))

(defn reducer
  "Returns a collection that reduces as coll does with the reducing function transformed by xf. It
  cannot be folded in parts."
  {:added "1.5"}
  [coll xf]
  (reify
    clojure.lang.IReduceInit
    (reduce [_ f init] (p/coll-reduce coll (xf f) init))
    p/CollReduce
    (coll-reduce [this f] (p/coll-reduce this f (f)))
    (coll-reduce [_ f init] (p/coll-reduce coll (xf f) init))))

(defn folder
  "Returns a collection that reduces and folds as coll does with the reducing function transformed by
  xf."
  {:added "1.5"}
  [coll xf]
  (reify
    clojure.lang.IReduceInit
    (reduce [_ f init] (p/coll-reduce coll (xf f) init))
    p/CollReduce
    (coll-reduce [_ f] (p/coll-reduce coll (xf f) (f)))
    (coll-reduce [_ f init] (p/coll-reduce coll (xf f) init))
    CollFold
    (coll-fold [_ n combinef reducef] (coll-fold coll n combinef (xf reducef)))))

(defmacro ^:private defcurried
  "Defines a function that, without its last parameter, returns one of that parameter."
  [name doc params & body]
  `(defn ~name
     ~doc
     {:added "1.5"}
     ([~@(butlast params)] (fn [coll#] (~name ~@(butlast params) coll#)))
     (~params ~@body)))

(defcurried map
  "Returns coll with f called on each element while it is reduced."
  [f coll]
  (folder coll
          (fn [step]
            (fn
              ([] (step))
              ([acc x] (step acc (f x)))
              ([acc k v] (step acc (f k v)))))))

(defcurried mapcat
  "Returns coll with each element replaced by those of (f element) while it is reduced."
  [f coll]
  (folder coll
          (fn [step]
            (let [inner (fn
                          ([acc x]
                           (let [acc (step acc x)]
                             (if (reduced? acc) (reduced acc) acc)))
                          ([acc k v]
                           (let [acc (step acc k v)]
                             (if (reduced? acc) (reduced acc) acc))))]
              (fn
                ([] (step))
                ([acc x] (reduce inner acc (f x)))
                ([acc k v] (reduce inner acc (f k v))))))))

(defcurried filter
  "Returns coll without the elements for which pred is falsy, while it is reduced."
  [pred coll]
  (folder coll
          (fn [step]
            (fn
              ([] (step))
              ([acc x] (if (pred x) (step acc x) acc))
              ([acc k v] (if (pred k v) (step acc k v) acc))))))

(defcurried remove
  "Returns coll without the elements for which pred is truthy, while it is reduced."
  [pred coll]
  (filter (complement pred) coll))

(defcurried flatten
  "Returns coll with the elements of nested sequential things in their place, while it is reduced."
  [coll]
  (folder coll
          (fn [step]
            (fn
              ([] (step))
              ([acc x]
               (if (sequential? x)
                 (p/coll-reduce (flatten x) step acc)
                 (step acc x)))))))

(defcurried take-while
  "Returns coll up to the first element for which pred is falsy, while it is reduced."
  [pred coll]
  (reducer coll
           (fn [step]
             (fn
               ([] (step))
               ([acc x] (if (pred x) (step acc x) (reduced acc)))
               ([acc k v] (if (pred k v) (step acc k v) (reduced acc)))))))

(defcurried take
  "Returns the first n elements of coll, while it is reduced."
  [n coll]
  (reducer coll
           (fn [step]
             (let [left (atom n)
                   counted (fn [acc go]
                             (if (neg? (swap! left dec)) (reduced acc) (go)))]
               (fn
                 ([] (step))
                 ([acc x] (counted acc (fn [] (step acc x))))
                 ([acc k v] (counted acc (fn [] (step acc k v)))))))))

(defcurried drop
  "Returns coll without its first n elements, while it is reduced."
  [n coll]
  (reducer coll
           (fn [step]
             (let [left (atom n)
                   passed? (fn [] (neg? (swap! left dec)))]
               (fn
                 ([] (step))
                 ([acc x] (if (passed?) (step acc x) acc))
                 ([acc k v] (if (passed?) (step acc k v) acc)))))))

;; Concatenations

(deftype Cat [cnt left right]
  clojure.lang.Counted
  (count [_] cnt)

  clojure.lang.Seqable
  (seq [_] (concat (seq left) (seq right)))

  clojure.lang.IReduceInit
  (reduce [_ f init]
    (let [acc (p/coll-reduce left (fn [acc x] (let [acc (f acc x)] (if (reduced? acc) (reduced acc) acc))) init)]
      (if (reduced? acc)
        acc
        (p/coll-reduce right f acc))))

  p/CollReduce
  (coll-reduce [this f] (p/coll-reduce this f (f)))
  (coll-reduce [this f init]
    (let [acc (.reduce this f init)]
      (if (reduced? acc) @acc acc)))

  CollFold
  (coll-fold [_ n combinef reducef]
    (combinef (fold n combinef reducef left)
              (fold n combinef reducef right))))

(defn cat
  "Returns the concatenation of left and right, without copying. Without arguments an empty collection;
  with a constructor, a combining function that begins with it."
  {:added "1.5"}
  ([] (java.util.ArrayList.))
  ([ctor]
   (fn
     ([] (ctor))
     ([left right] (cat left right))))
  ([left right]
   (cond
     (zero? (count left)) right
     (zero? (count right)) left
     :else (Cat. (+ (count left) (count right)) left right))))

(defn append!
  "Adds x to a mutable collection and returns that."
  {:added "1.5"}
  [acc x]
  (doto acc (.add x)))

(defn foldcat
  "Folds coll into the concatenation of its parts."
  {:added "1.5"}
  [coll]
  (fold cat append! coll))

(defn monoid
  "Returns a combining function: op, and what ctor answers without arguments."
  {:added "1.5"}
  [op ctor]
  (fn
    ([] (ctor))
    ([a b] (op a b))))

;; Folding

(defn- fold-vector
  "Halves a vector until the parts have no more than n elements."
  [v n combinef reducef]
  (let [size (count v)]
    (cond
      (zero? size) (combinef)
      (<= size n) (reduce reducef (combinef) v)
      :else (let [half (quot size 2)]
              (combinef (fold-vector (subvec v 0 half) n combinef reducef)
                        (fold-vector (subvec v half size) n combinef reducef))))))

(extend-protocol CollFold
  nil
  (coll-fold [_ _ combinef _] (combinef))

  Object
  (coll-fold [coll _ combinef reducef] (reduce reducef (combinef) coll))

  clojure.lang.IPersistentVector
  (coll-fold [v n combinef reducef] (fold-vector v n combinef reducef)))
