(ns clojure.repl
  "What helps at the prompt: docs, names, sources, stack traces."
  (:require [clojure.string :as str]))

(def ^:private special-docs
  "Form and doc of the special forms, by name."
  '{. {:forms [(.instanceMember instance args*) (.instanceMember Classname args*)
               (.-instanceField instance) (Classname/staticMethod args*) Classname/staticField]
       :doc "Calls a method of an object or class, or reads one of its fields."}
    def {:forms [(def symbol doc-string? init?)]
         :doc "Makes a var of this name in the current namespace, with the value of init as its root."}
    do {:forms [(do exprs*)]
        :doc "Evaluates the expressions in order and returns the last value; nil when there are none."}
    finally {:forms [(finally exprs*)] :doc "Part of try: evaluated in any case, for its effects."}
    catch {:forms [(catch classname name exprs*)]
           :doc "Part of try: handles exceptions of the class."}
    fn {:forms [(fn name? [params*] exprs*) (fn name? ([params*] exprs*) +)]
        :doc "A function. With its own name it can call itself; params may be patterns."}
    if {:forms [(if test then else?)]
        :doc "Evaluates then when test is neither false nor nil, else else (nil by default)."}
    let {:forms [(let [bindings*] exprs*)]
         :doc "Binds names, or the names in patterns, one after the other, and evaluates exprs."}
    letfn {:forms [(letfn [fnspecs*] exprs*)]
           :doc "Binds functions that may refer to each other, and evaluates exprs."}
    loop {:forms [(loop [bindings*] exprs*)] :doc "As let, and the target of recur in its body."}
    monitor-enter {:forms [(monitor-enter x)] :doc "Takes the monitor of an object. Use locking."}
    monitor-exit {:forms [(monitor-exit x)] :doc "Gives the monitor of an object back. Use locking."}
    new {:forms [(Classname. args*) (new Classname args*)] :doc "Makes an object of the class."}
    quote {:forms [(quote form)] :doc "The form as it is, not evaluated."}
    recur {:forms [(recur exprs*)]
           :doc "Goes back to the loop or function around with new values. Only in tail position."}
    set! {:forms [(set! var-symbol expr) (set! (. instance-expr instanceFieldName-symbol) expr)
                  (set! (. Classname-symbol staticFieldName-symbol) expr)]
          :doc "Changes the value that a var is bound to on this thread, or a field."}
    throw {:forms [(throw expr)] :doc "Throws an exception."}
    try {:forms [(try expr* catch-clause* finally-clause?)]
         :doc "Evaluates the expressions; the first catch clause that fits handles what they throw."}
    var {:forms [(var symbol)] :doc "The var itself, not its value."}})

(defn- special-doc
  [name]
  (assoc (or (special-docs name) (meta (resolve name)))
         :name name
         :special-form true))

(defn- namespace-doc
  [ns]
  (assoc (meta ns) :name (ns-name ns)))

(defn- print-doc
  [{:keys [ns name forms arglists special-form doc url macro]}]
  (println "-------------------------")
  (println (str (when ns (str (ns-name ns) "/")) name))
  (when forms
    (doseq [form forms]
      (print "  ")
      (prn form)))
  (when arglists
    (prn arglists))
  (cond
    special-form (do
                   (println "Special Form")
                   (println " " doc)
                   (when url
                     (println (str "\n  Please see http://clojure.org/" url))))
    macro (println "Macro"))
  (when-not special-form
    (println " " doc)))

(defmacro doc
  "Prints the documentation of what a symbol names: a var, a special form or a namespace."
  {:added "1.0"}
  [name]
  (let [name ({'& 'fn 'catch 'try 'finally 'try} name name)]
    (cond
      (special-docs name) `(#'print-doc (#'special-doc '~name))
      (find-ns name) `(#'print-doc (#'namespace-doc (find-ns '~name)))
      (resolve name) `(#'print-doc (meta (var ~name))))))

(defn find-doc
  "Prints the documentation of every var whose name or doc contains a match of the pattern."
  {:added "1.0"}
  [re-string-or-pattern]
  (let [re (re-pattern re-string-or-pattern)
        vars (mapcat (fn [ns] (sort-by :name (map meta (vals (ns-interns ns)))))
                     (sort-by ns-name (all-ns)))
        others (concat (map namespace-doc (all-ns)) (map special-doc (keys special-docs)))]
    (doseq [m (concat vars others)
            :when (and (:doc m)
                       (or (re-find re (:doc m))
                           (re-find re (str (:name m)))))]
      (print-doc m))))

(defn apropos
  "Returns the qualified symbols of all public vars whose name contains a string, or a match of a
  pattern."
  {:added "1.0"}
  [str-or-pattern]
  (let [matches? (if (instance? java.util.regex.Pattern str-or-pattern)
                   (fn [name] (re-find str-or-pattern (str name)))
                   (fn [name] (str/includes? (str name) (str str-or-pattern))))]
    (sort (mapcat (fn [ns]
                    (let [home (str (ns-name ns))]
                      (map (fn [name] (symbol home (str name)))
                           (filter matches? (keys (ns-publics ns))))))
                  (all-ns)))))

(defn dir-fn
  "Returns the sorted names of the public vars of a namespace, or of what is an alias for it here."
  {:added "1.0"}
  [ns]
  (sort (map first (ns-publics (the-ns (get (ns-aliases *ns*) ns ns))))))

(defmacro dir
  "Prints the sorted names of the public vars of a namespace."
  {:added "1.0"}
  [nsname]
  `(doseq [name# (dir-fn '~nsname)]
     (println name#)))

;; Sources

(defn source-fn
  "Returns the text that defines the var of a symbol, nil when it cannot be found."
  {:added "1.0"}
  [x]
  (when-let [v (resolve x)]
    (let [{:keys [file line]} (meta v)]
      (when (and file line)
        (when-let [text (#'clojure.core/source-text* file)]
          (let [rdr (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. text))]
            (dotimes [_ (dec line)]
              (.readLine rdr))
            (second (binding [*ns* (:ns (meta v))]
                      (read+string {:read-cond :preserve} rdr)))))))))

(defmacro source
  "Prints the text that defines the var of a symbol."
  {:added "1.0"}
  [n]
  `(println (or (source-fn '~n) (str "Source not found"))))

;; Exceptions

(defn root-cause
  "Returns the innermost cause of a throwable; what the compiler throws for a file stays whole."
  {:added "1.3"}
  [t]
  (let [{source :clojure.error/source} (ex-data t)
        inner (.getCause t)]
    (if (or (nil? inner)
            (and (instance? clojure.lang.Compiler$CompilerException t)
                 source
                 (not= source "NO_SOURCE_FILE")))
      t
      (recur inner))))

(defn demunge
  "Returns the Clojure name behind the name of a function's class."
  {:added "1.3"}
  [fn-name]
  (clojure.lang.Compiler/demunge fn-name))

(defn stack-element-str
  "Returns one line for a frame of a stack trace, with Clojure's names."
  {:added "1.3"}
  [el]
  (let [file (.getFileName el)
        clojure? (and file (or (.endsWith file ".clj") (.endsWith file ".cljc") (= file "NO_SOURCE_FILE")))]
    (str (if clojure?
           (demunge (.getClassName el))
           (str (.getClassName el) "." (.getMethodName el)))
         " (" file ":" (.getLineNumber el) ")")))

(defn pst
  "Prints the stack trace of an exception, of *e by default, to *err*: depth frames (12 by default) of
  it and of each of its causes."
  {:added "1.3"}
  ([] (pst 12))
  ([e-or-depth]
   (cond
     (instance? Throwable e-or-depth) (pst e-or-depth 12)
     *e (pst (root-cause *e) e-or-depth)))
  ([e depth]
   (binding [*out* *err*]
     (loop [e e heading ""]
       (println (str heading (.getSimpleName (class e)) " " (.getMessage e)
                     (when-let [info (ex-data e)] (str " " (pr-str info)))))
       (let [trace (remove (fn [el] (#{"clojure.lang.RestFn" "clojure.lang.AFn"} (.getClassName el)))
                           (.getStackTrace e))]
         (doseq [el (take depth trace)]
           (println (str "\t" (stack-element-str el)))))
       (when-let [cause (.getCause e)]
         (recur cause "Caused by:\n"))))))

;; Interrupts

(defn thread-stopper
  "Returns a function of a signal that interrupts the thread, the current one by default."
  {:added "1.0"}
  ([] (thread-stopper (Thread/currentThread)))
  ([thread] (fn [signal] (.interrupt thread))))

(defn set-break-handler!
  "Makes f what is called when the user presses Ctrl-C. Tercel handles that key itself: it interrupts
  what the prompt evaluates."
  {:added "1.0"}
  ([] (set-break-handler! (thread-stopper)))
  ([f] (throw (UnsupportedOperationException. "Ctrl-C interrupts the evaluation; it has no other handler"))))
