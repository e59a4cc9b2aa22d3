;; Functions that make functions.

(defn identity
  "Returns its argument."
  {:added "1.0"}
  [x] x)

(defn constantly
  "Returns a function that takes any arguments and always returns x."
  {:added "1.0"}
  [x] (fn [& args] x))

(defn complement
  "Returns a function that calls f with its arguments and returns true when f answered a falsy
  value, false otherwise."
  {:added "1.0"}
  [f]
  (fn
    ([] (not (f)))
    ([x] (not (f x)))
    ([x y] (not (f x y)))
    ([x y & more] (not (apply f x y more)))))

(defn comp
  "Returns a function that is the composition of the given ones: the last is called with the
  arguments, each of the others with the result of the one to its right. (comp) is identity."
  {:added "1.0"}
  ([] identity)
  ([f] f)
  ([f g]
   (fn
     ([] (f (g)))
     ([x] (f (g x)))
     ([x y] (f (g x y)))
     ([x y z] (f (g x y z)))
     ([x y z & more] (f (apply g x y z more)))))
  ([f g & fs] (reduce comp (comp f g) fs)))

(defn partial
  "Returns a function that calls f with the given arguments followed by its own."
  {:added "1.0"}
  ([f] f)
  ([f a]
   (fn
     ([] (f a))
     ([x] (f a x))
     ([x y] (f a x y))
     ([x y z] (f a x y z))
     ([x y z & more] (apply f a x y z more))))
  ([f a b]
   (fn
     ([] (f a b))
     ([x] (f a b x))
     ([x y] (f a b x y))
     ([x y z] (f a b x y z))
     ([x y z & more] (apply f a b x y z more))))
  ([f a b c]
   (fn
     ([] (f a b c))
     ([x] (f a b c x))
     ([x y] (f a b c x y))
     ([x y z] (f a b c x y z))
     ([x y z & more] (apply f a b c x y z more))))
  ([f a b c & more]
   (fn [& args] (apply f a b c (concat more args)))))

(defn juxt
  "Returns a function that calls each of the given functions with its arguments and returns a
  vector of the results, in order."
  {:added "1.1"}
  ([f]
   (fn
     ([] [(f)])
     ([x] [(f x)])
     ([x y] [(f x y)])
     ([x y z] [(f x y z)])
     ([x y z & more] [(apply f x y z more)])))
  ([f g]
   (fn
     ([] [(f) (g)])
     ([x] [(f x) (g x)])
     ([x y] [(f x y) (g x y)])
     ([x y z] [(f x y z) (g x y z)])
     ([x y z & more] [(apply f x y z more) (apply g x y z more)])))
  ([f g h]
   (fn
     ([] [(f) (g) (h)])
     ([x] [(f x) (g x) (h x)])
     ([x y] [(f x y) (g x y) (h x y)])
     ([x y z] [(f x y z) (g x y z) (h x y z)])
     ([x y z & more] [(apply f x y z more) (apply g x y z more) (apply h x y z more)])))
  ([f g h & fs]
   (let [fs (list* f g h fs)]
     (fn [& args]
       (reduce (fn [results f] (conj results (apply f args))) [] fs)))))

(defn fnil
  "Returns a function that calls f with its arguments, where a nil among the first ones is replaced
  by the default given for its place."
  {:added "1.2"}
  ([f x]
   (fn
     ([a] (f (if (nil? a) x a)))
     ([a b] (f (if (nil? a) x a) b))
     ([a b c] (f (if (nil? a) x a) b c))
     ([a b c & more] (apply f (if (nil? a) x a) b c more))))
  ([f x y]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) c))
     ([a b c & more] (apply f (if (nil? a) x a) (if (nil? b) y b) c more))))
  ([f x y z]
   (fn
     ([a b] (f (if (nil? a) x a) (if (nil? b) y b)))
     ([a b c] (f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c)))
     ([a b c & more]
      (apply f (if (nil? a) x a) (if (nil? b) y b) (if (nil? c) z c) more)))))

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
  (let [seen (atom {})]
    (fn [& args]
      (if-let [entry (find @seen args)]
        (val entry)
        (let [result (apply f args)]
          (swap! seen assoc args result)
          result)))))

(defn trampoline
  "Calls f, then, as long as the result is a function, calls that without arguments. Returns the
  first result that is no function."
  {:added "1.0"}
  ([f]
   (let [result (f)]
     (if (fn? result)
       (recur result)
       result)))
  ([f & args]
   (trampoline (fn [] (apply f args)))))

(defn completing
  "Makes a reducing function of two arguments f fit for transduce by adding an arity that is
  called with the finished result."
  {:added "1.7"}
  ([f] (completing f identity))
  ([f finish]
   (fn
     ([] (f))
     ([result] (finish result))
     ([result input] (f result input)))))
