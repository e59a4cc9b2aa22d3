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

(defn- binding-conveyor-fn
  "A function that calls f under the dynamic bindings of now."
  {:added "1.3"}
  [f]
  (let [frame (clojure.lang.Var/cloneThreadBindingFrame)]
    (fn [& args]
      (clojure.lang.Var/resetThreadBindingFrame frame)
      (apply f args))))

(defn- count-down-after
  "Sends an action to each agent; the answer is a latch that counts their ends."
  [agents]
  (io! "await in transaction"
    (when *agent*
      (throw (Exception. "Can't await in agent action")))
    (let [latch (java.util.concurrent.CountDownLatch. (count agents))]
      (doseq [agent agents]
        (send agent (fn [state] (.countDown latch) state)))
      latch)))

(defn await
  "Waits until the agents have done all actions sent to them so far by this thread or action. Does
  not return when one of them fails meanwhile."
  {:added "1.0"}
  [& agents]
  (.await (count-down-after agents)))

(defn await-for
  "As await, but no longer than so many milliseconds. Returns whether all was done in time."
  {:added "1.0"}
  [timeout-ms & agents]
  (.await (count-down-after agents) timeout-ms java.util.concurrent.TimeUnit/MILLISECONDS))

(defn await1
  "Waits for the agent when it has actions to do. Returns it."
  {:added "1.0"}
  [a]
  (when (pos? (.getQueueCount a))
    (await a))
  a)

(defn agent-errors
  "Returns a seq of what made the agent fail, or nil. Prefer agent-error."
  {:added "1.0" :deprecated "1.2"}
  [a]
  (when-let [error (agent-error a)]
    (list error)))

(defn clear-agent-errors
  "Makes a failed agent go on with the state it has. Prefer restart-agent."
  {:added "1.0" :deprecated "1.2"}
  [a]
  (restart-agent a (deref a)))

(defn seque
  "Returns a lazy seq of the items of s, which another thread computes ahead of what is consumed:
  as many as fit into a queue, whose size is given or which is given itself."
  {:added "1.0"}
  ([s] (seque 100 s))
  ([n-or-q s]
   (let [q (if (instance? java.util.concurrent.BlockingQueue n-or-q)
             n-or-q
             (java.util.concurrent.LinkedBlockingQueue. (int n-or-q)))
         ;; Queues take no nil; the queue itself stands for the end.
         no-value (Object.)
         fill (fn [state]
                (try
                  (loop [xs state]
                    (cond
                      (identical? xs ::ended) xs
                      (seq xs) (let [x (first xs)]
                                 (if (.offer q (if (nil? x) no-value x))
                                   (recur (rest xs))
                                   xs))
                      (.offer q q) ::ended
                      :else ()))
                  (catch Exception e
                    (.put q q)
                    (throw e))))
         filler (agent (lazy-seq s))
         ask (fn []
               (send-off filler fill)
               (release-pending-sends))
         items (fn items []
                 (lazy-seq
                  (let [x (.take q)]
                    (when-not (identical? x q)
                      (ask)
                      (cons (if (identical? x no-value) nil x) (items))))))]
     (ask)
     (items))))

(def ^:private taps
  (atom #{}))

(def ^:private tap-queue
  (java.util.concurrent.ArrayBlockingQueue. 1024))

(def ^:private tap-thread
  (delay
   (doto (Thread. (fn []
                    (let [x (.take tap-queue)
                          x (if (identical? x ::nil) nil x)]
                      (doseq [tap @taps]
                        (try
                          (tap x)
                          (catch Throwable _ nil))))
                    (recur))
                  "clojure.core/tap-loop")
     (.setDaemon true)
     (.start))))

(defn add-tap
  "Has f called with each value that is given to tap>, on a thread of its own for all taps."
  {:added "1.10"}
  [f]
  (force tap-thread)
  (swap! taps conj f)
  nil)

(defn remove-tap
  "Ends what add-tap began."
  {:added "1.10"}
  [f]
  (swap! taps disj f)
  nil)

(defn tap>
  "Gives x to all taps, without waiting for them. Returns false when too much waits already."
  {:added "1.10"}
  [x]
  (force tap-thread)
  (.offer tap-queue (if (nil? x) ::nil x)))
