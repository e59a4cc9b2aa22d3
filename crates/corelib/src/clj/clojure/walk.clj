(ns clojure.walk
  "Walks over nested data, replacing as it goes.")

(defn walk
  "Returns (outer form') where form' is form, a data structure, with inner applied to its elements."
  {:added "1.1"}
  [inner outer form]
  (cond
    (list? form) (outer (with-meta (apply list (map inner form)) (meta form)))
    (instance? clojure.lang.IMapEntry form)
    (outer (clojure.lang.MapEntry/create (inner (key form)) (inner (val form))))
    (seq? form) (outer (with-meta (doall (map inner form)) (meta form)))
    (instance? clojure.lang.IRecord form)
    (outer (reduce (fn [r x] (conj r (inner x))) form form))
    (coll? form) (outer (into (empty form) (map inner form)))
    :else (outer form)))

(defn postwalk
  "Replaces each part of form by f of it, the parts inside first."
  {:added "1.1"}
  [f form]
  (walk (fn [x] (postwalk f x)) f form))

(defn prewalk
  "Replaces each part of form by f of it, then goes on inside the result."
  {:added "1.1"}
  [f form]
  (walk (fn [x] (prewalk f x)) identity (f form)))

(defn postwalk-demo
  "Prints each part of form as postwalk comes by it. Returns form."
  {:added "1.1"}
  [form]
  (postwalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn prewalk-demo
  "Prints each part of form as prewalk comes by it. Returns form."
  {:added "1.1"}
  [form]
  (prewalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn keywordize-keys
  "Turns all string keys of maps anywhere in m into keywords."
  {:added "1.1"}
  [m]
  (let [pair (fn [[k v]] (if (string? k) [(keyword k) v] [k v]))]
    (postwalk (fn [x] (if (map? x) (with-meta (into {} (map pair x)) (meta x)) x)) m)))

(defn stringify-keys
  "Turns all keyword keys of maps anywhere in m into strings."
  {:added "1.1"}
  [m]
  (let [pair (fn [[k v]] (if (keyword? k) [(name k) v] [k v]))]
    (postwalk (fn [x] (if (map? x) (with-meta (into {} (map pair x)) (meta x)) x)) m)))

(defn prewalk-replace
  "Replaces each part of form that is a key of smap by its value, the outer parts first."
  {:added "1.1"}
  [smap form]
  (prewalk (fn [x] (if (contains? smap x) (smap x) x)) form))

(defn postwalk-replace
  "Replaces each part of form that is a key of smap by its value, the inner parts first."
  {:added "1.1"}
  [smap form]
  (postwalk (fn [x] (if (contains? smap x) (smap x) x)) form))

(defn macroexpand-all
  "Expands all macros anywhere in form, without regard to special forms or quoting."
  {:added "1.1"}
  [form]
  (prewalk (fn [x] (if (seq? x) (macroexpand x) x)) form))
