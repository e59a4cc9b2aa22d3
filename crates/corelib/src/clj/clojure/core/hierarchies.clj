;; Hierarchies of tags: what multimethods go by besides classes.

(defn make-hierarchy
  "Returns a hierarchy without relations."
  {:added "1.0"}
  []
  {:parents {} :descendants {} :ancestors {}})

(defn parents
  "Returns the set of the immediate parents of tag, by derive or as a class; nil when there are none."
  {:added "1.0"}
  ([tag] (parents (deref #'global-hierarchy) tag))
  ([h tag]
   (not-empty
    (let [derived (get (:parents h) tag)]
      (if (class? tag)
        (into (set (bases tag)) derived)
        derived)))))

(defn ancestors
  "Returns the set of the parents of tag, their parents and so on; nil when there are none."
  {:added "1.0"}
  ([tag] (ancestors (deref #'global-hierarchy) tag))
  ([h tag]
   (not-empty
    (let [derived (get (:ancestors h) tag)]
      (if (class? tag)
        (let [superclasses (set (supers tag))]
          (reduce into superclasses
                  (cons derived
                        (map (fn [class] (get (:ancestors h) class)) superclasses))))
        derived)))))

(defn descendants
  "Returns the set of all that descend from tag by derive; nil when there are none. Classes do not know
  their descendants."
  {:added "1.0"}
  ([tag] (descendants (deref #'global-hierarchy) tag))
  ([h tag]
   (if (class? tag)
     (throw (UnsupportedOperationException. "Can't get descendants of classes"))
     (not-empty (get (:descendants h) tag)))))

(defn- add-relatives
  "The map m in which each of the sources of source, and source, has target and its targets too."
  [m source sources target targets]
  (reduce (fn [m k]
            (assoc m k (reduce conj
                               (get targets k #{})
                               (cons target (get targets target)))))
          m
          (cons source (get sources source))))

(defn derive
  "Makes parent a parent of tag, a qualified name or a class: in the global hierarchy, or in h, which
  is returned. Tags that are no classes have a namespace."
  {:added "1.0"}
  ([tag parent]
   (assert (namespace parent))
   (assert (or (class? tag) (and (instance? clojure.lang.Named tag) (namespace tag))))
   (alter-var-root #'global-hierarchy derive tag parent)
   nil)
  ([h tag parent]
   (assert (not= tag parent))
   (assert (or (class? tag) (instance? clojure.lang.Named tag)))
   (assert (instance? clojure.lang.Named parent))
   (let [tp (:parents h)
         td (:descendants h)
         ta (:ancestors h)]
     (cond
       (contains? (get tp tag) parent) h
       (contains? (get ta tag) parent)
       (throw (Exception. (print-str tag "already has" parent "as ancestor")))
       (contains? (get ta parent) tag)
       (throw (Exception. (print-str "Cyclic derivation:" parent "has" tag "as ancestor")))
       :else
       {:parents (assoc tp tag (conj (get tp tag #{}) parent))
        :ancestors (add-relatives ta tag td parent ta)
        :descendants (add-relatives td parent ta tag td)}))))

(defn underive
  "Takes the relation between tag and parent away: in the global hierarchy, or in h, which is
  returned."
  {:added "1.0"}
  ([tag parent]
   (alter-var-root #'global-hierarchy underive tag parent)
   nil)
  ([h tag parent]
   (let [parent-map (:parents h)
         left (if (get parent-map tag) (disj (get parent-map tag) parent) #{})
         parent-map (if (not-empty left) (assoc parent-map tag left) (dissoc parent-map tag))
         pairs (mapcat (fn [[child parents]] (map (fn [p] [child p]) parents)) parent-map)]
     (if (contains? (get (:parents h) tag) parent)
       (reduce (fn [h [child p]] (derive h child p)) (make-hierarchy) pairs)
       h))))
