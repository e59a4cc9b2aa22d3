(ns clojure.datafy
  "Things as data, and the way on from data to what it stands for."
  (:require [clojure.core.protocols :as p]))

(defn datafy
  "Returns x as data, by the protocol Datafiable. When that is something else and may have metadata,
  the metadata tells the original, ::obj, and its class, ::class."
  [x]
  (let [data (p/datafy x)]
    (if (or (identical? data x) (not (instance? clojure.lang.IObj data)))
      data
      (vary-meta data assoc
                 ::obj x
                 ::class (-> x class .getName symbol)))))

(defn nav
  "Returns what v, found in coll at k, stands for, by the protocol Navigable."
  [coll k v]
  (p/nav coll k v))

(defn- sorted
  "The map a function finds for a namespace, in the order of its keys."
  [find-map n]
  (into (sorted-map) (find-map n)))

(extend-protocol p/Datafiable
  clojure.lang.Namespace
  (datafy [n]
    (with-meta {:name (ns-name n)
                :publics (sorted ns-publics n)
                :imports (sorted ns-imports n)
                :interns (sorted ns-interns n)}
      (meta n)))

  clojure.lang.IRef
  (datafy [r] (with-meta [@r] (meta r)))

  Throwable
  (datafy [thrown] (Throwable->map thrown)))
