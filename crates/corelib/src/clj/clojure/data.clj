(ns clojure.data
  "What two data structures have in common, and what not."
  (:require [clojure.set :as set]))

(declare diff)

(defn- atom-diff
  [a b]
  (if (= a b) [nil nil a] [a b nil]))

(defn- in-place
  "A map from indices to elements as a vector with nil in the gaps; nil when there are none."
  [m]
  (when m
    (mapv m (range (inc (apply max (keys m)))))))

(defn- diff-at
  "Adds what a and b have at k to the three parts found so far."
  [a b [only-a only-b both] k]
  (let [x (get a k)
        y (get b k)
        [x* y* common] (diff x y)
        in-a? (contains? a k)
        in-b? (contains? b k)
        common? (and in-a? in-b? (or (some? common) (= nil x y)))
        part (fn [found in? left]
               (if (and in? (not (and common? (nil? left))))
                 (assoc found k left)
                 found))]
    (list (part only-a in-a? x*)
          (part only-b in-b? y*)
          (if common? (assoc both k common) both))))

(defn- diff-associative
  [a b ks]
  (reduce (fn [parts k] (diff-at a b parts k)) [nil nil nil] ks))

(defn- diff-sequential
  [a b]
  (let [length (max (count a) (count b))
        indexed (fn [coll] (if (vector? coll) coll (vec coll)))]
    (mapv in-place (diff-associative (indexed a) (indexed b) (range length)))))

(defn- diff-set
  [a b]
  (mapv not-empty [(set/difference a b) (set/difference b a) (set/intersection a b)]))

(defprotocol EqualityPartition
  "Which kind of thing something is to diff."
  (equality-partition [x] "One of :atom :set :sequential :map."))

(defprotocol Diff
  "How things of one kind are compared."
  (diff-similar [a b] "The parts only in a, only in b, and in both."))

(defn- array?
  [x]
  (.isArray (class x)))

(extend-protocol EqualityPartition
  java.util.Map (equality-partition [_] :map)
  java.util.List (equality-partition [_] :sequential)
  java.util.Set (equality-partition [_] :set)
  Object (equality-partition [x] (if (array? x) :sequential :atom))
  nil (equality-partition [_] :atom))

(extend-protocol Diff
  java.util.Map
  (diff-similar [a b]
    (diff-associative a b (into (set (keys a)) (keys b))))

  java.util.List
  (diff-similar [a b] (diff-sequential a b))

  java.util.Set
  (diff-similar [a b] (diff-set a b))

  Object
  (diff-similar [a b] (if (array? a) (diff-sequential a b) (atom-diff a b)))

  nil
  (diff-similar [a b] (atom-diff a b)))

(defn diff
  "Compares two structures. Returns [only-in-a only-in-b in-both]."
  {:added "1.3"}
  [a b]
  (cond
    (= a b) [nil nil a]
    (not= (equality-partition a) (equality-partition b)) [a b nil]
    :else (diff-similar a b)))
