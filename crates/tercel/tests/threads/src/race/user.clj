(ns race.user
  "Requires what others require at the same time."
  (:require [race.common :as common :refer [twice]]
            [clojure.set :as set]))

(defn thrice [x] (+ x (twice x)))
(defn shouted [s] (common/shout s))
