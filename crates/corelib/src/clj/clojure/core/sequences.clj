;; Transducers applied: sequence and eduction; struct maps; small things.

(defn- transformed
  "A lazy seq of what xform makes of the arguments that (args s) takes from s, in chunks of 32, one element
  ahead. more?
  tells whether s has any, (advance s) what is left of it."
  [xform more? args advance start]
  (let [buffer (volatile! [])
        rf (xform (fn
                    ([] nil)
                    ([acc] acc)
                    ([acc x] (vswap! buffer conj x) acc)))
        emit (fn [n rest-seq]
               (let [items @buffer
                     out (chunk-buffer n)]
                 (doseq [item (subvec items 0 n)]
                   (chunk-append out item))
                 (vreset! buffer (subvec items n))
                 (chunk-cons (chunk out) rest-seq)))
        step (fn step [s open]
               (lazy-seq
                (loop [s s open open]
                  (let [n (count @buffer)]
                    (cond
                      (< 32 n) (emit 32 (step s open))
                      (not open) (when (pos? n)
                                   (emit (min n 32) (when (< 32 n) (step nil false))))
                      (more? s) (let [acc (apply rf nil (args s))]
                                  (if (reduced? acc)
                                    (do (rf nil) (recur nil false))
                                    (recur (advance s) true)))
                      :else (do (rf nil) (recur nil false)))))))]
    (or (seq (step start true)) ())))

(defn sequence
  "Returns a lazy seq of the elements of coll, () when there are none; with xform, of what the
  transducer makes of them, or of the elements of several colls taken together."
  {:added "1.0"}
  ([coll]
   (if (seq? coll) coll (or (seq coll) ())))
  ([xform coll]
   (transformed xform seq (fn [s] (list (first s))) rest coll))
  ([xform coll & colls]
   (transformed xform
                (fn [ss] (every? seq ss))
                (fn [ss] (map first ss))
                (fn [ss] (map rest ss))
                (cons coll colls))))

(def ->Eduction
  "Makes what eduction answers, of a transducer and a collection."
  (do
    (deftype Eduction [xform coll]
      clojure.lang.Sequential
      java.lang.Iterable
      (iterator [_] (.iterator (sequence xform coll)))
      clojure.lang.Seqable
      (seq [_] (seq (sequence xform coll)))
      clojure.lang.IReduceInit
      (reduce [_ f init] (transduce xform (completing f) init coll)))
    (.addMethod print-method
                (resolve 'clojure.core.Eduction)
                (fn [c w] (print-method (or (seq c) ()) w)))
    (deref (resolve 'clojure.core/->Eduction))))

(defn eduction
  "Returns something to reduce, or to walk over: coll, the last argument, as the transducers before it
  make it, anew each time."
  {:added "1.7" :arglists '([xform* coll])}
  [& xforms]
  (->Eduction (apply comp (butlast xforms)) (last xforms)))

(defn distinct?
  "Returns true when no two of the arguments are =."
  {:added "1.0"}
  ([x] true)
  ([x y] (not (= x y)))
  ([x y & more]
   (if (not= x y)
     (loop [seen #{x y} [x & etc :as xs] more]
       (if xs
         (if (contains? seen x)
           false
           (recur (conj seen x) etc))
         true))
     false)))

(defn iterator-seq
  "Returns a seq of what is left in a java.util.Iterator."
  {:added "1.0"}
  [iter]
  (when (.hasNext iter)
    (let [step (fn step []
                 (lazy-seq
                  (when (.hasNext iter)
                    (cons (.next iter) (step)))))]
      (seq (step)))))

(defn enumeration-seq
  "Returns a seq of what is left in a java.util.Enumeration."
  {:added "1.0"}
  [e]
  (when (.hasMoreElements e)
    (cons (.nextElement e) (lazy-seq (enumeration-seq e)))))

(defn printf
  "Prints formatted output, as format makes it."
  {:added "1.0"}
  [fmt & args]
  (print (apply format fmt args)))

(def char-escape-string
  "The escape of a char inside a string literal, nil when it has none."
  {\newline "\\n" \tab "\\t" \return "\\r" \" "\\\"" \\ "\\\\" \formfeed "\\f" \backspace "\\b"})

(def char-name-string
  "The name of a char, nil when it has none."
  {\newline "newline" \tab "tab" \space "space" \backspace "backspace"
   \formfeed "formfeed" \return "return"})

(def ^:dynamic *clojure-version*
  "The version of Clojure whose behaviour this is: a map of :major, :minor, :incremental, :qualifier."
  {:major 1 :minor 12 :incremental 0 :qualifier nil})

(defn clojure-version
  "Returns the version of Clojure as a string."
  {:added "1.0"}
  []
  (let [{:keys [major minor incremental qualifier]} *clojure-version*]
    (str major "." minor
         (when incremental (str "." incremental))
         (when (and qualifier (pos? (count qualifier))) (str "-" qualifier)))))

(def ^:dynamic *1 "The value that the REPL printed last." nil)

(def ^:dynamic *2 "The value that the REPL printed before *1." nil)

(def ^:dynamic *3 "The value that the REPL printed before *2." nil)

(def ^:dynamic *e "The exception that the REPL caught last." nil)

(def ^:dynamic *repl* "True while a REPL runs." false)

(defn test
  "Calls the function under :test in the metadata of v; :ok when it returned, :no-test when there is
  none."
  {:added "1.0"}
  [v]
  (if-let [run (:test (meta v))]
    (do
      (run)
      :ok)
    :no-test))

(def unquote)

(def unquote-splicing)

