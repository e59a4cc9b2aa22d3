(ns race.common
  "What the threads of a race require together."
  (:require [clojure.string :as string]))

(defmacro double-of [x] `(+ ~x ~x))
(defn twice [x] (double-of x))
(defn shout [s] (string/upper-case s))
