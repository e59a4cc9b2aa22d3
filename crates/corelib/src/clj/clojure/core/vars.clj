;; Bindings, namespaces and loading, as macros over the functions that do the work.

(defmacro ^:private the-pairs
  "Inside of a macro: its vector of names and values, when it is that."
  [bindings]
  `(do
     (assert-args (vector? ~bindings) "a vector for its binding"
                  (even? (count ~bindings)) "an even number of forms in binding vector")
     ~bindings))

(defmacro binding
  "Evaluates body while the dynamic vars named have the given values on this thread."
  {:added "1.0"}
  [bindings & body]
  (let [vars-and-values (for [[name value] (partition 2 (the-pairs bindings))
                              form [(list 'var name) value]]
                          form)]
    `(let []
       (push-thread-bindings (hash-map ~@vars-and-values))
       (try
         ~@body
         (finally
           (pop-thread-bindings))))))

(defn with-bindings*
  "Calls f with args while the vars that are keys of the map have its values on this thread."
  {:added "1.1"}
  [binding-map f & args]
  (push-thread-bindings binding-map)
  (try
    (apply f args)
    (finally
      (pop-thread-bindings))))

(defmacro with-bindings
  "Evaluates body while the vars that are keys of the map have its values on this thread."
  {:added "1.1"}
  [binding-map & body]
  `(with-bindings* ~binding-map (fn [] ~@body)))

(defn bound-fn*
  "Returns a function that calls f with the thread bindings of now."
  {:added "1.1"}
  [f]
  (partial with-bindings* (get-thread-bindings) f))

(defmacro bound-fn
  "A function that keeps the thread bindings of the place where it was made."
  {:added "1.1"}
  [& fntail]
  `(bound-fn* (fn ~@fntail)))

(defn with-redefs-fn
  "Calls func while the root values of the vars that are keys of the map are its values, for all
  threads."
  {:added "1.3"}
  [binding-map func]
  (let [rebind (fn [m]
                 (doseq [[v value] m]
                   (.bindRoot v value)))
        before (zipmap (keys binding-map)
                       (map (fn [v] (.getRawRoot v)) (keys binding-map)))]
    (try
      (rebind binding-map)
      (func)
      (finally
        (rebind before)))))

(defmacro with-redefs
  "Evaluates body while the named vars have other root values, for all threads."
  {:added "1.3"}
  [bindings & body]
  (let [names (take-nth 2 bindings)
        values (take-nth 2 (next bindings))]
    `(with-redefs-fn ~(zipmap (map (fn [name] (list `var name)) names) values)
       (fn [] ~@body))))

(defmacro with-local-vars
  "Evaluates body with the names bound to new dynamic vars that have the given values."
  {:added "1.0"}
  [name-vals-vec & body]
  (let [names (take-nth 2 (the-pairs name-vals-vec))]
    `(let [~@(interleave names (repeat '(.. clojure.lang.Var create setDynamic)))]
       (push-thread-bindings (hash-map ~@name-vals-vec))
       (try
         ~@body
         (finally
           (pop-thread-bindings))))))

(defmacro with-open
  "Evaluates body with the names bound, and closes them in reverse order at the end."
  {:added "1.0"}
  [bindings & body]
  (let [[name value & others :as opened] (the-pairs bindings)]
    (cond
      (empty? opened) (cons 'do body)
      (not (symbol? name)) (throw (IllegalArgumentException.
                                   "with-open only allows Symbols in bindings"))
      :else `(let [~name ~value]
               (try
                 (with-open [~@others] ~@body)
                 (finally
                   (. ~name ~'close)))))))

(defmacro with-out-str
  "Evaluates body and returns what it printed to *out*."
  {:added "1.0"}
  [& body]
  `(let [written# (new java.io.StringWriter)]
     (binding [*out* written#]
       ~@body
       (str written#))))

(defmacro with-in-str
  "Evaluates body with *in* reading from the string s."
  {:added "1.0"}
  [s & body]
  `(with-open [in# (-> (java.io.StringReader. ~s) clojure.lang.LineNumberingPushbackReader.)]
     (binding [*in* in#]
       ~@body)))

(defmacro with-precision
  "Evaluates body with the precision, and optionally the rounding mode, for BigDecimal arithmetic."
  {:added "1.0"}
  [precision & exprs]
  (let [[body mode] (if (= (first exprs) :rounding)
                      [(next (next exprs))
                       `((. java.math.RoundingMode ~(second exprs)))]
                      [exprs nil])]
    `(binding [*math-context* (java.math.MathContext. ~precision ~@mode)]
       ~@body)))

(defmacro ns
  "Makes name the current namespace, creating it when needed, with the docstring, the attribute map
  and the references (:require ...), (:use ...), (:import ...), (:refer-clojure ...), (:load ...)."
  {:added "1.0"
   :arglists '([name docstring? attr-map? references*])}
  [& args]
  (check-ns args)
  (let [[name & references] args
        doc (when (string? (first references)) (first references))
        references (if doc (next references) references)
        attrs (when (map? (first references)) (first references))
        references (if attrs (next references) references)
        name (vary-meta name merge attrs (when doc {:doc doc}))
        metadata (meta name)
        gen-class-ref (first (filter (fn [ref] (= :gen-class (first ref))) references))
        references (remove (fn [ref] (= :gen-class (first ref))) references)
        references (if (or (= name 'clojure.core)
                           (some (fn [ref] (= :refer-clojure (first ref))) references))
                     references
                     (cons '(:refer-clojure) references))
        process (fn [ref]
                  (let [args (map (fn [arg] (if (= :import (first ref)) arg (list 'quote arg)))
                                  (rest ref))]
                    (cons (symbol "clojure.core" (clojure.core/name (first ref))) args)))]
    `(do
       (in-ns '~name)
       ~@(when metadata
           [`(reset-meta! (find-ns '~name) '~metadata)])
       ~@(map process references)
       (if (= '~name 'clojure.core)
         nil
         (do
           (#'note-loaded* '~name)
           nil)))))

(defmacro refer-clojure
  "Refers to the public vars of clojure.core, with the filters that refer takes."
  {:added "1.0"}
  [& filters]
  `(refer 'clojure.core ~@filters))

(defmacro import
  "Makes classes known by their short names: symbols, or lists (package Class ...)."
  {:added "1.0"}
  [& import-symbols-or-lists]
  (check-import import-symbols-or-lists)
  (let [specs (map (fn [spec] (if (and (seq? spec) (= 'quote (first spec))) (second spec) spec))
                   import-symbols-or-lists)
        names (mapcat (fn [spec]
                        (if (symbol? spec)
                          [(str spec)]
                          (map (fn [class] (str (first spec) "." class)) (rest spec))))
                      specs)]
    `(do ~@(map (fn [name] (list 'clojure.core/import* name)) names))))
