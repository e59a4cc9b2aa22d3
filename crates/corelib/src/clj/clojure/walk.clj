(ns clojure.walk
  "Walks over nested data, replacing as it goes.")

(defn- over
  "A structure like form, of what f makes of each element."
  [f form]
  (cond
    (map-entry? form) (clojure.lang.MapEntry/create (f (key form)) (f (val form)))
    (seq? form) (let [parts (doall (map f form))]
                  (with-meta (if (list? form) (apply list parts) parts) (meta form)))
    (record? form) (reduce (fn [made entry] (conj made (f entry))) form form)
    (coll? form) (into (empty form) (map f form))
    :else form))

(defn walk
  "Returns (outer form') where form' is form, a data structure, with inner applied to its elements."
  {:added "1.1"}
  [inner outer form]
  (outer (over inner form)))

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

(defn- show
  "Prints a part that a walk comes by, and returns it."
  [part]
  (print "Walked: ")
  (prn part)
  part)

(defn postwalk-demo
  "Prints each part of form as postwalk comes by it. Returns form."
  {:added "1.1"}
  [form]
  (postwalk show form))

(defn prewalk-demo
  "Prints each part of form as prewalk comes by it. Returns form."
  {:added "1.1"}
  [form]
  (prewalk show form))

(defn- with-keys
  "Replaces each key of each map anywhere in m by rename of it."
  [rename m]
  (let [renamed (map (fn [[k v]] [(rename k) v]))]
    (postwalk (fn [part]
                (if (map? part)
                  (with-meta (into {} renamed part) (meta part))
                  part))
              m)))

(defn keywordize-keys
  "Turns all string keys of maps anywhere in m into keywords."
  {:added "1.1"}
  [m]
  (with-keys (fn [k] (if (string? k) (keyword k) k)) m))

(defn stringify-keys
  "Turns all keyword keys of maps anywhere in m into strings."
  {:added "1.1"}
  [m]
  (with-keys (fn [k] (if (keyword? k) (name k) k)) m))

(defn prewalk-replace
  "Replaces each part of form that is a key of smap by its value, the outer parts first."
  {:added "1.1"}
  [smap form]
  (prewalk (fn [part] (get smap part part)) form))

(defn postwalk-replace
  "Replaces each part of form that is a key of smap by its value, the inner parts first."
  {:added "1.1"}
  [smap form]
  (postwalk (fn [part] (get smap part part)) form))

(defn macroexpand-all
  "Expands all macros anywhere in form, without regard to special forms or quoting."
  {:added "1.1"}
  [form]
  (prewalk (fn [x] (if (seq? x) (macroexpand x) x)) form))
