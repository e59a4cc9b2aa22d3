;; The macros that make types: protocols, deftype, defrecord, reify.

(defn- split-options
  "The options at the head of a deftype, defrecord or reify, as a map, and the specs behind them."
  [forms]
  (loop [options {} forms forms]
    (if (keyword? (first forms))
      (recur (assoc options (first forms) (second forms)) (nnext forms))
      [options forms])))

(defn- split-specs
  "Pairs of an interface or protocol and its methods."
  [specs]
  (loop [groups [] specs specs]
    (if (seq specs)
      (recur (conj groups [(first specs) (take-while seq? (next specs))])
             (drop-while seq? (next specs)))
      groups)))

(defn- plain-method
  "A method whose parameters are all names: patterns are taken apart in its body."
  [[name params & body :as method]]
  (if (or (not (vector? params)) (every? symbol? params))
    method
    (let [named (mapv (fn [p] (if (symbol? p) p (gensym "p__"))) params)
          pairs (mapcat (fn [p n] (if (symbol? p) nil [p n])) params named)]
      (list name named `(let [~@pairs] ~@body)))))

(defn- spec-interface
  "What a type implements for a spec: a protocol's interface, else what the symbol names."
  [spec]
  (let [v (when (symbol? spec) (resolve spec))]
    (if (var? v) (:on (deref v)) spec)))

(defn- type-parts
  "The interfaces, the methods and the options of a type's specs."
  [forms]
  (let [[options specs] (split-options forms)
        groups (split-specs specs)
        interfaces (remove '#{Object java.lang.Object} (map (fn [g] (spec-interface (first g))) groups))
        unknown (seq (remove #{:no-print :load-ns} (keys options)))]
    (when unknown
      (throw (IllegalArgumentException. (apply str "Unsupported option(s) - " unknown))))
    [(vec (distinct interfaces)) (map plain-method (mapcat second groups))]))

(defn- check-type-fields
  "Refuses fields that a type cannot have."
  [fields name]
  (when-not (vector? fields)
    (throw (AssertionError. "No fields vector given.")))
  (let [reserved '#{__meta __hash __hasheq __extmap}]
    (when (some reserved fields)
      (throw (AssertionError. (str "The names in " reserved
                                   " cannot be used as field names for types or records.")))))
  (let [bad (seq (remove symbol? fields))]
    (when bad
      (throw (AssertionError. (apply str "defrecord and deftype fields must be symbols, "
                                     *ns* "." name " had: " (interpose ", " bad)))))))

(defn- type-class-name
  "The full name, a symbol, of the class that a type of this name has here."
  [name]
  (symbol (str (namespace-munge *ns*) "." name)))

(defn- type-tag
  [name]
  (symbol (str (ns-name *ns*)) (str name)))

(defn- positional-factory
  [name class-name fields]
  (let [params (mapv (fn [f] (with-meta f nil)) fields)]
    (if (<= (count params) 20)
      `(defn ~(symbol (str "->" name))
         ~(str "Positional factory function for class " class-name ".")
         ~params
         (new ~class-name ~@params))
      (let [[args more] (split-at 19 params)]
        `(defn ~(symbol (str "->" name))
           ~(str "Positional factory function for class " class-name ".")
           [~@args ~'& overage#]
           (let [[~@more] overage#]
             (if (= (count overage#) ~(count more))
               (new ~class-name ~@params)
               (throw (clojure.lang.ArityException.
                       (+ 19 (count overage#)) ~(str (ns-name *ns*) "/->" name))))))))))

(defmacro reify
  "An object that implements the given protocols and interfaces: each is followed by its methods,
  which may use the locals around."
  {:added "1.2"}
  [& opts+specs]
  (let [[interfaces methods] (type-parts opts+specs)]
    (with-meta `(reify* ~interfaces ~@methods) (meta &form))))

(defmacro deftype
  "Defines a type with the given fields, which implements the given protocols and interfaces. Fields
  with the metadata :volatile-mutable or :unsynchronized-mutable may be set! in its methods. Also
  defines ->Name."
  {:added "1.2"}
  [name fields & opts+specs]
  (check-type-fields fields name)
  (let [[interfaces methods] (type-parts opts+specs)
        class-name (type-class-name name)]
    `(let []
       (deftype* ~(type-tag name) ~class-name ~fields
         :implements ~(conj interfaces 'clojure.lang.IType)
         ~@methods)
       (import ~class-name)
       ~(positional-factory name class-name fields)
       ~class-name)))

(defmacro defrecord
  "Defines a type that is also a map of its fields, equal to others by value, and implements the given
  protocols and interfaces. Also defines ->Name and map->Name."
  {:added "1.2"}
  [name fields & opts+specs]
  (check-type-fields fields name)
  (let [[interfaces methods] (type-parts opts+specs)
        class-name (type-class-name name)]
    `(let []
       (declare ~(symbol (str "->" name)))
       (declare ~(symbol (str "map->" name)))
       (deftype* ~(type-tag name) ~class-name ~fields
         :implements ~(conj interfaces 'clojure.lang.IRecord)
         ~@methods)
       (import ~class-name)
       ~(positional-factory name class-name fields)
       (defn ~(symbol (str "map->" name))
         ~(str "Factory function for class " class-name
               ", taking a map of keywords to field values.")
         [m#]
         (. ~class-name (~'create (if (instance? clojure.lang.MapEquivalence m#) m# (into {} m#)))))
       ~class-name)))

(defn- protocol-sig
  "A protocol's function, (name [this args] [this more args] doc), as its keyword and what is known
  of it."
  [protocol [name & more]]
  (let [arglists (take-while vector? more)
        doc (first (drop-while vector? more))]
    (when (some empty? arglists)
      (throw (IllegalArgumentException.
              (str "Definition of function " name " in protocol " protocol
                   " must take at least one arg."))))
    [(keyword name)
     {:tag (:tag (meta name))
      :name (vary-meta name dissoc :tag)
      :arglists arglists
      :doc doc}]))

(defmacro defprotocol
  "Defines a set of functions, (name [this args]... doc?), each of which chooses its implementation by
  the type of its first argument; and an interface for types that implement them. Options:
  :extend-via-metadata."
  {:added "1.2"}
  [name & opts+sigs]
  (let [doc (when (string? (first opts+sigs)) (first opts+sigs))
        [options sigs] (split-options (if doc (next opts+sigs) opts+sigs))
        sigs (map (fn [sig] (protocol-sig name sig)) sigs)
        names (map first sigs)]
    (when-not (= (count names) (count (set names)))
      (let [again (first (first (filter (fn [[_ n]] (< 1 n)) (frequencies names))))]
        (throw (IllegalArgumentException.
                (str "Function " (clojure.core/name again) " in protocol " name
                     " was redefined. Specify all arities in single definition.")))))
    `(do
       (#'define-protocol* (def ~(if doc (vary-meta name assoc :doc doc) name))
                         '~(if doc (assoc options :doc doc) options)
                         '~(apply array-map (mapcat identity sigs)))
       '~name)))
