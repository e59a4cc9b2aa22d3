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

(defn- sorted-by-key
  [m]
  (into (sorted-map) m))

(extend-protocol p/Datafiable
  Throwable
  (datafy [x] (Throwable->map x))

  clojure.lang.IRef
  (datafy [r] (with-meta [(deref r)] (meta r)))

  clojure.lang.Namespace
  (datafy [n]
    (with-meta {:name (.getName n)
                :publics (sorted-by-key (ns-publics n))
                :imports (sorted-by-key (ns-imports n))
                :interns (sorted-by-key (ns-interns n))}
      (meta n))))
