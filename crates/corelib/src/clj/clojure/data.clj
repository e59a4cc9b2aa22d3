(ns clojure.data
  "What two data structures have in common, and what not."
  (:require [clojure.set :as set]))

(declare diff)

(defn- atom-diff
  [a b]
  (if (= a b) [nil nil a] [a b nil]))

(defn- vectorize
  "A map from indices to elements as a vector with nil in the gaps."
  [m]
  (when (seq m)
    (reduce (fn [result [k v]] (assoc result k v))
            (vec (repeat (apply max (keys m)) nil))
            m)))

(defn- diff-associative-key
  [a b k]
  (let [va (get a k) vb (get b k)
        [a* b* ab] (diff va vb)
        in-a (contains? a k)
        in-b (contains? b k)
        same (and in-a in-b
                  (or (not (nil? ab))
                      (and (nil? va) (nil? vb))))]
    [(when (and in-a (or (not (nil? a*)) (not same))) {k a*})
     (when (and in-b (or (not (nil? b*)) (not same))) {k b*})
     (when same {k ab})]))

(defn- diff-associative
  [a b ks]
  (reduce (fn [d1 d2] (doall (map merge d1 d2)))
          [nil nil nil]
          (map (fn [k] (diff-associative-key a b k)) ks)))

(defn- diff-sequential
  [a b]
  (vec (map vectorize
            (diff-associative (if (vector? a) a (vec a))
                              (if (vector? b) b (vec b))
                              (range (max (count a) (count b)))))))

(defn- diff-set
  [a b]
  [(not-empty (set/difference a b))
   (not-empty (set/difference b a))
   (not-empty (set/intersection a b))])

(defprotocol EqualityPartition
  "Which kind of thing something is to diff."
  (equality-partition [x] "One of :atom :set :sequential :map."))

(defprotocol Diff
  "How things of one kind are compared."
  (diff-similar [a b] "The parts only in a, only in b, and in both."))

(extend-protocol EqualityPartition
  nil (equality-partition [x] :atom)
  java.util.Set (equality-partition [x] :set)
  java.util.List (equality-partition [x] :sequential)
  java.util.Map (equality-partition [x] :map)
  Object (equality-partition [x] (if (.isArray (class x)) :sequential :atom)))

(extend-protocol Diff
  nil (diff-similar [a b] (atom-diff a b))
  java.util.Set (diff-similar [a b] (diff-set a b))
  java.util.List (diff-similar [a b] (diff-sequential a b))
  java.util.Map (diff-similar [a b]
                  (diff-associative a b (set/union (set (keys a)) (set (keys b)))))
  Object (diff-similar [a b]
           (if (.isArray (class a)) (diff-sequential a b) (atom-diff a b))))

(defn diff
  "Compares two structures. Returns [only-in-a only-in-b in-both]."
  {:added "1.3"}
  [a b]
  (if (= a b)
    [nil nil a]
    (if (= (equality-partition a) (equality-partition b))
      (diff-similar a b)
      (atom-diff a b))))
