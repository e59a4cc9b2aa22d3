;; Functions that make functions.

(defn identity
  "Returns its argument."
  {:added "1.0"}
  [x] x)

(defn constantly
  "Returns a function that takes any arguments and always returns x."
  {:added "1.0"}
  [x] (fn [& args] x))

(defn- fill
  "Puts args in the place of ... at the end of the calls in form; with more, a symbol, it becomes
  the last argument of apply."
  [form args more]
  (cond
    (vector? form) (mapv (fn [part] (fill part args more)) form)
    (not (seq? form)) form
    (= '... (last form)) (let [call (concat (butlast form) args)]
                           (if more `(apply ~@call ~more) call))
    :else (map (fn [part] (fill part args more)) form)))

(defmacro ^:private over-args
  "A function of any arguments, which has an arity of its own for up to three. In its body, ... at
  the end of a call stands for the arguments."
  [body]
  (let [names (map gensym '[x y z])
        more (gensym "more")
        arity (fn [n] (let [args (vec (take n names))] (list args (fill body args nil))))]
    `(fn ~@(map arity (range 4))
       ([~@names ~'& ~more] ~(fill body names more)))))

(defn complement
  "Returns a function that calls f with its arguments and returns true when f answered a falsy
  value, false otherwise."
  {:added "1.0"}
  [f]
  (over-args (not (f ...))))

(defn comp
  "Returns a function that is the composition of the given ones: the last is called with the
  arguments, each of the others with the result of the one to its right. (comp) is identity."
  {:added "1.0"}
  ([] identity)
  ([f] f)
  ([f g] (over-args (f (g ...))))
  ([f g & fs]
   (let [[h & others] fs
         first-three (over-args (f (g (h ...))))]
     (if others (reduce comp first-three others) first-three))))

(defn partial
  "Returns a function that calls f with the given arguments followed by its own."
  {:added "1.0"}
  ([f] f)
  ([f a] (over-args (f a ...)))
  ([f a b] (over-args (f a b ...)))
  ([f a b c] (over-args (f a b c ...)))
  ([f a b c & more]
   (let [given (list* a b c more)]
     (fn [& args] (apply f (concat given args))))))

(defn juxt
  "Returns a function that calls each of the given functions with its arguments and returns a
  vector of the results, in order."
  {:added "1.1"}
  ([f] (over-args [(f ...)]))
  ([f g] (over-args [(f ...) (g ...)]))
  ([f g h] (over-args [(f ...) (g ...) (h ...)]))
  ([f g h & fs]
   (let [all (list* f g h fs)]
     (fn [& args] (mapv (fn [f] (apply f args)) all)))))

(defn fnil
  "Returns a function that calls f with its arguments, where a nil among the first ones is replaced
  by the default given for its place."
  {:added "1.2"}
  ([f x]
   (let [or-x (fn [a] (if (nil? a) x a))]
     (fn
       ([a] (f (or-x a)))
       ([a b] (f (or-x a) b))
       ([a b c] (f (or-x a) b c))
       ([a b c & more] (apply f (or-x a) b c more)))))
  ([f x y]
   (let [g (fnil f x)]
     (fn [a b & more]
       (apply g a (if (nil? b) y b) more))))
  ([f x y z]
   (let [g (fnil f x y)]
     (fn
       ([a b] (g a b))
       ([a b c & more] (apply g a b (if (nil? c) z c) more))))))

(defn every-pred
  "Returns a function that is true when every one of the predicates holds for every argument, and
  false otherwise. It stops at the first that does not hold."
  {:added "1.3"}
  [p & ps]
  (let [ps (cons p ps)]
    (fn [& args]
      (boolean (every? (fn [x] (every? (fn [pred] (pred x)) ps)) args)))))

(defn some-fn
  "Returns a function that returns the first truthy value any of the predicates has for any of its
  arguments, and otherwise the falsy value seen last."
  {:added "1.3"}
  [p & ps]
  (let [ps (cons p ps)]
    (fn [& args]
      (loop [preds (seq ps) xs (seq args) answer nil]
        (cond
          answer answer
          (nil? preds) answer
          (nil? xs) (if args (recur (next preds) (when (next preds) (seq args)) answer) nil)
          :else (recur preds (next xs) ((first preds) (first xs))))))))

(defn memoize
  "Returns a function that keeps the results of f by arguments, so that f is called once for each
  list of arguments."
  {:added "1.0"}
  [f]
  (let [results (atom {})
        compute (fn [args]
                  (let [result (apply f args)]
                    (swap! results assoc args result)
                    result))]
    (fn [& args]
      (let [found (get @results args results)]
        ;; The atom itself stands for a result that is not there.
        (if (identical? found results) (compute args) found)))))

(defn trampoline
  "Calls f, then, as long as the result is a function, calls that without arguments. Returns the
  first result that is no function."
  {:added "1.0"}
  ([f]
   (loop [result (f)]
     (if (fn? result) (recur (result)) result)))
  ([f & args]
   (trampoline (fn [] (apply f args)))))

(defn completing
  "Makes a reducing function of two arguments f fit for transduce by adding an arity that is
  called with the finished result."
  {:added "1.7"}
  ([f] (completing f identity))
  ([f finish]
   (fn
     ([acc x] (f acc x))
     ([acc] (finish acc))
     ([] (f)))))
