;; What ns and import accept. What they do not is the error that their specs would give.

(defn- spec-error
  "The exception for a call of a core macro with arguments that its spec does not accept."
  [macro-name args]
  (ex-info (str "Call to clojure.core/" macro-name " did not conform to spec.")
           {:clojure.spec.alpha/args args
            :clojure.spec.alpha/value args}))

(defn- symbols?
  [x]
  (and (sequential? x) (every? simple-symbol? x)))

(defn- lib-options?
  "Keywords and values in turn, those of known keywords as they must be."
  [options]
  (and (even? (count options))
       (every? (fn [[k v]]
                 (and (keyword? k)
                      (case k
                        (:as :as-alias) (simple-symbol? v)
                        :refer (or (= :all v) (symbols? v))
                        (:exclude :only) (and (coll? v) (every? simple-symbol? v))
                        :rename (and (map? v)
                                     (every? simple-symbol? (keys v))
                                     (every? simple-symbol? (vals v)))
                        true)))
               (partition 2 options))))

(defn- libspec?
  "A lib, or a lib and its options."
  [x]
  (or (simple-symbol? x)
      (and (sequential? x)
           (simple-symbol? (first x))
           (lib-options? (rest x)))))

(defn- lib-reference?
  "What stands in :require and :use: a libspec, a prefix and libspecs, a flag."
  [x]
  (or (libspec? x)
      (contains? #{:reload :reload-all :verbose} x)
      (and (sequential? x)
           (simple-symbol? (first x))
           (next x)
           (every? libspec? (rest x)))))

(defn- package-list?
  [x]
  (and (sequential? x)
       (next x)
       (every? simple-symbol? x)))

(defn- ns-reference?
  "One of the references of an ns form."
  [x]
  (and (seq? x)
       (let [[clause & args] x]
         (case clause
           :refer-clojure (lib-options? args)
           (:require :use) (and (seq args) (every? lib-reference? args))
           :import (every? (fn [arg] (or (simple-symbol? arg) (package-list? arg))) args)
           :load (every? string? args)
           :gen-class (even? (count args))
           false))))

(defn- check-ns
  "Throws unless the arguments are those of an ns form."
  [args]
  (let [[name & more] args
        more (if (string? (first more)) (next more) more)
        more (if (map? (first more)) (next more) more)]
    (when-not (and (simple-symbol? name)
                   (every? ns-reference? more))
      (throw (spec-error "ns" args)))))

(defn- check-import
  "Throws unless the arguments are classes and lists of a package and classes, quoted or not."
  [args]
  (let [unquoted (fn [x] (if (and (seq? x) (= 'quote (first x)) (= 2 (count x))) (second x) x))
        accepted? (fn [x] (or (simple-symbol? x) (package-list? x)))]
    (when-not (every? accepted? (map unquoted args))
      (throw (spec-error "import" args)))))
