;; Control macros. The compiler knows most of them by heart; these definitions serve macroexpand and
;; code that shadows a name.

(defmacro when
  "Evaluates body when test is truthy."
  {:added "1.0"}
  [test & body]
  (list 'if test (cons 'do body)))

(defmacro when-not
  "Evaluates body when test is falsy."
  {:added "1.0"}
  [test & body]
  (list 'if test nil (cons 'do body)))

(defmacro if-not
  "Evaluates then when test is falsy, else else (nil by default)."
  {:added "1.0"}
  ([test then] `(if-not ~test ~then nil))
  ([test then else] `(if (not ~test) ~then ~else)))

(defmacro and
  "Evaluates the forms one by one until one is falsy, and returns that value, or the last. (and) is
  true."
  {:added "1.0"}
  ([] true)
  ([x] x)
  ([x & next]
   `(let [and# ~x]
      (if and# (and ~@next) and#))))

(defmacro or
  "Evaluates the forms one by one until one is truthy, and returns that value, or the last. (or) is
  nil."
  {:added "1.0"}
  ([] nil)
  ([x] x)
  ([x & next]
   `(let [or# ~x]
      (if or# or# (or ~@next)))))

(defmacro cond
  "Takes pairs of test and expression; evaluates the expression of the first truthy test. nil when
  there is none."
  {:added "1.0"}
  [& clauses]
  (when clauses
    (list 'if
          (first clauses)
          (if (next clauses)
            (second clauses)
            (throw (IllegalArgumentException. "cond requires an even number of forms")))
          (cons 'clojure.core/cond (next (next clauses))))))

(defn- call-with
  "The call that a step of a threading macro stands for. A list is a call that lacks x, which place
  puts among its arguments; anything else is called with x alone."
  [place x step]
  (if (seq? step)
    (with-meta (cons (first step) (place x (rest step))) (meta step))
    (list step x)))

(defn- at-end
  [x arguments]
  (concat arguments [x]))

(defmacro ->
  "Threads x through the forms as their first argument: (-> x (f a) g) is (g (f x a))."
  {:added "1.0"}
  [x & forms]
  (reduce (partial call-with cons) x forms))

(defmacro ->>
  "Threads x through the forms as their last argument: (->> x (f a) g) is (g (f a x))."
  {:added "1.1"}
  [x & forms]
  (reduce (partial call-with at-end) x forms))

(defn- rebind
  "A let in which name stands for expr, then for each of the steps; its value is the last."
  [name expr steps]
  (let [[values body] (if (seq steps)
                        [(cons expr (butlast steps)) (last steps)]
                        [[expr] name])]
    `(let [~@(mapcat (fn [value] [name value]) values)]
       ~body)))

(defmacro as->
  "Binds name to expr, then to each form in turn, and returns the last."
  {:added "1.5"}
  [expr name & forms]
  (rebind name expr forms))

(defn- thread-where
  "Threads expr by an arrow through the forms that follow a truthy test."
  [arrow expr clauses]
  (assert (even? (count clauses)))
  (let [so-far (gensym)]
    (rebind so-far
            expr
            (for [[test form] (partition 2 clauses)]
              `(if ~test (~arrow ~so-far ~form) ~so-far)))))

(defn- thread-until-nil
  "Threads expr by an arrow through the forms as long as there is something."
  [arrow expr forms]
  (let [so-far (gensym)]
    (rebind so-far
            expr
            (for [form forms]
              `(if (nil? ~so-far) nil (~arrow ~so-far ~form))))))

(defmacro cond->
  "Threads expr as first argument through each form whose test is truthy."
  {:added "1.5"}
  [expr & clauses]
  (thread-where `-> expr clauses))

(defmacro cond->>
  "Threads expr as last argument through each form whose test is truthy."
  {:added "1.5"}
  [expr & clauses]
  (thread-where `->> expr clauses))

(defmacro some->
  "Threads expr as first argument through the forms until one answers nil."
  {:added "1.5"}
  [expr & forms]
  (thread-until-nil `-> expr forms))

(defmacro some->>
  "Threads expr as last argument through the forms until one answers nil."
  {:added "1.5"}
  [expr & forms]
  (thread-until-nil `->> expr forms))

(defmacro doto
  "Evaluates x, then each form with x as its first argument, and returns x."
  {:added "1.0"}
  [x & forms]
  (let [object (gensym)
        call (fn [form] (with-meta (call-with cons object form) (meta form)))]
    `(let [~object ~x]
       ~@(map call forms)
       ~object)))

(defmacro ..
  "Member access in a row: (.. x (a 1) b) is (. (. x (a 1)) b)."
  {:added "1.0"}
  ([x form] (list '. x form))
  ([x form & more] (list* `.. (list '. x form) more)))

(defmacro assert-args
  "Throws when a macro is called in a way that does not fit: pairs of test and message."
  {:private true}
  [& pairs]
  `(do
     ~@(map (fn [[test message]]
              `(when-not ~test
                 (throw (IllegalArgumentException.
                         (str (first ~'&form) " requires " ~message " in " ~'*ns* ":"
                              (:line (meta ~'&form)))))))
            (partition 2 pairs))))

(defmacro ^:private the-binding
  "Inside of a macro: its vector of one binding form and one value, when it is that. More checks may
  come before the one of the length."
  [bindings & checks]
  `(do
     (assert-args (vector? ~bindings) "a vector for its binding"
                  ~@checks
                  (= 2 (count ~bindings)) "exactly 2 forms in binding vector")
     ~bindings))

(defn- choose-by
  "A let that evaluates value once. choice makes its body, of the symbol of that value and of a let
  that binds it and evaluates body."
  [[binding value] body choice]
  (let [temp (gensym "temp__")]
    `(let [~temp ~value]
       ~(choice temp `(let [~binding ~temp] ~@body)))))

(defmacro if-let
  "Evaluates then with the name bound to the value of test when that is truthy, else else."
  {:added "1.0"}
  ([bindings then] (list `if-let bindings then nil))
  ([bindings then else & oldform]
   (choose-by (the-binding bindings (nil? oldform) "1 or 2 forms after binding vector")
              [then]
              (fn [value bound] `(if ~value ~bound ~else)))))

(defmacro when-let
  "Evaluates body with the name bound to the value of test when that is truthy."
  {:added "1.0"}
  [bindings & body]
  (choose-by (the-binding bindings) body (fn [value bound] `(when ~value ~bound))))

(defmacro if-some
  "Evaluates then with the name bound to the value of test when that is not nil, else else."
  {:added "1.6"}
  ([bindings then] (list `if-some bindings then nil))
  ([bindings then else & oldform]
   (choose-by (the-binding bindings (nil? oldform) "1 or 2 forms after binding vector")
              [then]
              (fn [value bound] `(if (nil? ~value) ~else ~bound)))))

(defmacro when-some
  "Evaluates body with the name bound to the value of test when that is not nil."
  {:added "1.6"}
  [bindings & body]
  (choose-by (the-binding bindings) body (fn [value bound] `(if (nil? ~value) nil ~bound))))

(defmacro when-first
  "Evaluates body with the name bound to the first element of the collection when it has one."
  {:added "1.0"}
  [bindings & body]
  (let [[binding coll] (the-binding bindings)]
    `(when-let [xs# (seq ~coll)]
       (let [~binding (first xs#)]
         ~@body))))

(defmacro while
  "Evaluates body again and again as long as test is truthy."
  {:added "1.0"}
  [test & body]
  `(loop []
     (when ~test
       ~@body
       (recur))))

(defmacro dotimes
  "Evaluates body with the name bound to 0, 1 and so on below n."
  {:added "1.0"}
  [bindings & body]
  (let [[index limit] (the-binding bindings)]
    `(let [n# (long ~limit)]
       (loop [~index 0]
         (when (< ~index n#)
           ~@body
           (recur (unchecked-inc ~index)))))))

(defmacro condp
  "Evaluates (pred test-expr expr) for each clause and answers the result expression of the first
  that is truthy; a clause with :>> calls its function with that value. A lone last expression is
  the default; without it, no match is an IllegalArgumentException."
  {:added "1.0"}
  [pred expr & clauses]
  (let [gpred (gensym "pred__")
        gexpr (gensym "expr__")
        emit (fn emit [args]
               (let [[clause more] (split-at (if (= :>> (second args)) 3 2) args)
                     n (count clause)]
                 (cond
                   (= 0 n) `(throw (IllegalArgumentException.
                                    (str "No matching clause: " ~gexpr)))
                   (= 1 n) (first clause)
                   (= 2 n) `(if (~gpred ~(first clause) ~gexpr)
                              ~(second clause)
                              ~(emit more))
                   :else `(if-let [p# (~gpred ~(first clause) ~gexpr)]
                            (~(nth clause 2) p#)
                            ~(emit more)))))]
    `(let [~gpred ~pred
           ~gexpr ~expr]
       ~(emit clauses))))

(defmacro comment
  "Ignores its body, which must still be readable. Returns nil."
  {:added "1.0"}
  [& body])

(defmacro assert
  "Throws an AssertionError when x is falsy, unless *assert* was false when this was compiled."
  {:added "1.0"}
  ([x]
   (when *assert*
     `(when-not ~x
        (throw (AssertionError. (str "Assert failed: " (pr-str '~x)))))))
  ([x message]
   (when *assert*
     `(when-not ~x
        (throw (AssertionError. (str "Assert failed: " ~message "\n" (pr-str '~x))))))))

(defmacro time
  "Evaluates expr, prints how long that took, and returns its value."
  {:added "1.0"}
  [expr]
  `(let [start# (System/nanoTime)
         result# ~expr]
     (prn (str "Elapsed time: " (/ (double (- (System/nanoTime) start#)) 1000000.0) " msecs"))
     result#))

(defmacro lazy-seq
  "A seq whose elements come from evaluating body, once, when they are first asked for."
  {:added "1.0"}
  [& body]
  (list 'new 'clojure.lang.LazySeq (list* '^{:once true} fn* [] body)))

(defmacro lazy-cat
  "A lazy concatenation of the given expressions, each evaluated when it is reached."
  {:added "1.0"}
  [& colls]
  `(concat ~@(map (fn [coll] (list `lazy-seq coll)) colls)))

(defmacro delay
  "Something whose body is evaluated once, when it is first forced or dereferenced."
  {:added "1.0"}
  [& body]
  (list 'new 'clojure.lang.Delay (list* `^{:once true} fn* [] body)))

(defmacro vswap!
  "Sets the volatile to (f value args...), without atomicity, and returns the new value."
  {:added "1.7"}
  [vol f & args]
  `(let [vol# ~vol]
     (vreset! vol# (~f (deref vol#) ~@args))))

(defmacro declare
  "Interns the names without a value, for use before their definition."
  {:added "1.0"}
  [& names]
  `(do ~@(map (fn [name] (list 'def (vary-meta name assoc :declared true))) names)))

(defmacro defonce
  "Defines name unless it has a root value already."
  {:added "1.0"}
  [name expr]
  `(let [v# (def ~name)]
     (when-not (.hasRoot v#)
       (def ~name ~expr))))

(defmacro letfn
  "Binds functions, each a list (name [params] body...), that may all refer to one another."
  {:added "1.0"}
  [fnspecs & body]
  `(letfn* ~(vec (interleave (map first fnspecs)
                             (map (fn [spec] (cons `fn spec)) fnspecs)))
           ~@body))

(defmacro memfn
  "A function that calls the named method of its first argument."
  {:added "1.0"}
  [name & args]
  (let [target (with-meta (gensym "target") (meta name))]
    `(fn [~target ~@args]
       (. ~target (~name ~@args)))))

(defmacro locking
  "Evaluates body while holding the monitor of x."
  {:added "1.0"}
  [x & body]
  `(let [lockee# ~x]
     (monitor-enter lockee#)
     (try
       ~@body
       (finally
         (monitor-exit lockee#)))))

(defmacro amap
  "An array like a, each element of which is expr evaluated with idx bound to its index and ret to
  the new array."
  {:added "1.0"}
  [a idx ret expr]
  `(let [a# ~a
         n# (alength a#)
         ~ret (aclone a#)]
     (loop [~idx 0]
       (if (< ~idx n#)
         (do
           (aset ~ret ~idx ~expr)
           (recur (unchecked-inc ~idx)))
         ~ret))))

(defmacro areduce
  "Reduces over the indices of an array: expr is evaluated with idx and with ret, what it answered
  before (init at first)."
  {:added "1.0"}
  [a idx ret init expr]
  `(let [a# ~a
         n# (alength a#)]
     (loop [~idx 0 ~ret ~init]
       (if (< ~idx n#)
         (recur (unchecked-inc ~idx) ~expr)
         ~ret))))
