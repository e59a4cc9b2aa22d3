;; The macros around multimethods, protocols and types.

(defmacro defmulti
  "Defines a multimethod: a function that calls the method for the value of dispatch-fn. Options:
  :default, the dispatch value of the default method; :hierarchy, a var holding a hierarchy."
  {:added "1.0"
   :arglists '([name docstring? attr-map? dispatch-fn & options])}
  [mm-name & options]
  (let [doc (when (string? (first options)) (first options))
        options (if doc (next options) options)
        attrs (when (map? (first options)) (first options))
        options (if attrs (next options) options)
        dispatch-fn (first options)
        options (next options)
        m (merge {:tag 'clojure.lang.MultiFn} (when doc {:doc doc}) (meta mm-name) attrs)
        m (dissoc m :tag)
        mm-name (with-meta mm-name m)]
    (when (= (count options) 1)
      (throw (Exception. "The syntax for defmulti has changed. Example: (defmulti name dispatch-fn :default dispatch-value)")))
    (let [options (apply hash-map options)
          unknown (seq (remove #{:default :hierarchy} (keys options)))
          default (get options :default :default)
          hierarchy (get options :hierarchy `#'global-hierarchy)]
      (when unknown
        (throw (IllegalArgumentException.
                (apply str "Only these options are valid: " (interpose ", " [:default :hierarchy])))))
      `(let [v# (def ~mm-name)]
         (when-not (and (.hasRoot v#) (instance? clojure.lang.MultiFn (deref v#)))
           (def ~mm-name
             (new clojure.lang.MultiFn ~(name mm-name) ~dispatch-fn ~default ~hierarchy)))))))

(defmacro defmethod
  "Adds the method for a dispatch value to a multimethod."
  {:added "1.0"}
  [multifn dispatch-val & fn-tail]
  `(. ~(with-meta multifn {:tag 'clojure.lang.MultiFn})
      addMethod ~dispatch-val (fn ~@fn-tail)))

(defmacro extend-type
  "Extends a type to several protocols: each protocol is followed by its methods."
  {:added "1.2"}
  [t & specs]
  (let [impls (loop [impls [] specs specs]
                (if (seq specs)
                  (recur (conj impls [(first specs) (take-while seq? (next specs))])
                         (drop-while seq? (next specs)))
                  impls))
        hinted (fn [t [args & body]]
                 (cons (if (symbol? t)
                         (vec (cons (vary-meta (first args) assoc :tag t) (next args)))
                         (vec args))
                       body))
        method-fn (fn [[_ & tails]]
                    (cons `fn (map (fn [tail] (hinted t tail))
                                   (if (vector? (first tails)) (list tails) tails))))]
    `(extend ~t
       ~@(mapcat (fn [[protocol methods]]
                   [protocol
                    (zipmap (map (fn [spec] (keyword (name (first spec)))) methods)
                            (map method-fn methods))])
                 impls))))

(defmacro extend-protocol
  "Extends a protocol to several types: each type is followed by its methods."
  {:added "1.2"}
  [p & specs]
  (let [impls (loop [impls [] specs specs]
                (if (seq specs)
                  (recur (conj impls [(first specs) (take-while seq? (next specs))])
                         (drop-while seq? (next specs)))
                  impls))]
    `(do
       ~@(map (fn [[t methods]] `(extend-type ~t ~p ~@methods)) impls))))
