;; Work on other threads, and transactions, as macros and seqs over the functions that do the work.

(defmacro future
  "Evaluates body on another thread; dereferencing the answer waits for the value."
  {:added "1.1"}
  [& body]
  `(future-call (^{:once true} fn* [] ~@body)))

(defn pmap
  "Like map, but f runs on other threads, a little ahead of what is consumed."
  {:added "1.0"}
  ([f coll]
   (let [ahead (+ 2 (.availableProcessors (Runtime/getRuntime)))
         futures (map (fn [x] (future (f x))) coll)
         step (fn step [[x & xs :as vs] fs]
                (lazy-seq
                 (if-let [s (seq fs)]
                   (cons (deref x) (step xs (rest s)))
                   (map deref vs))))]
     (step futures (drop ahead futures))))
  ([f coll & colls]
   (let [tuples (fn tuples [cs]
                  (lazy-seq
                   (let [ss (map seq cs)]
                     (when (every? identity ss)
                       (cons (map first ss) (tuples (map rest ss)))))))]
     (pmap (fn [args] (apply f args)) (tuples (cons coll colls))))))

(defn pcalls
  "Returns a lazy seq of the results of calling the functions, on other threads."
  {:added "1.0"}
  [& fns]
  (pmap (fn [f] (f)) fns))

(defmacro pvalues
  "Returns a lazy seq of the values of the expressions, evaluated on other threads."
  {:added "1.0"}
  [& exprs]
  `(pcalls ~@(map (fn [expr] (list `fn [] expr)) exprs)))

(defmacro sync
  "Evaluates body in a transaction. The flags are ignored, as they always were."
  {:added "1.0"}
  [flags-ignored-for-now & body]
  `(. clojure.lang.LockingTransaction
      (runInTransaction (fn [] ~@body))))

(defmacro dosync
  "Evaluates body in a transaction, which is tried again until it can commit."
  {:added "1.0"}
  [& exprs]
  `(sync nil ~@exprs))

(defmacro io!
  "Evaluates body, or throws when that would happen inside a transaction. A string first is the
  message."
  {:added "1.1"}
  [& body]
  (let [message (when (string? (first body)) (first body))
        body (if message (next body) body)]
    `(if (clojure.lang.LockingTransaction/isRunning)
       (throw (new IllegalStateException ~(or message "I/O in transaction")))
       (do ~@body))))
