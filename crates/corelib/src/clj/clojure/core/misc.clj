;; Small things that are compositions of others.

(defn bounded-count
  "Returns the count of a counted collection; of another, at most n, without looking further."
  {:added "1.9"}
  [n coll]
  (if (counted? coll)
    (count coll)
    (loop [i 0 s (seq coll)]
      (if (and s (< i n))
        (recur (inc i) (next s))
        i))))

(defn replicate
  "Returns a lazy seq of n times x. Use repeat instead."
  {:added "1.0" :deprecated "1.3"}
  [n x] (take n (repeat x)))

(defn rand-nth
  "Returns a random element of a sequential collection."
  {:added "1.2"}
  [coll]
  (nth coll (rand-int (count coll))))

(defn line-seq
  "Returns the lines of a BufferedReader as a lazy seq."
  {:added "1.0"}
  [rdr]
  (when-let [line (.readLine rdr)]
    (cons line (lazy-seq (line-seq rdr)))))

(defn file-seq
  "A tree-seq of the files below dir, a java.io.File."
  {:added "1.0"}
  [dir]
  (tree-seq (fn [f] (.isDirectory f))
            (fn [d] (seq (.listFiles d)))
            dir))

(defn re-seq
  "Returns a lazy seq of the matches of a pattern in a string, as re-find gives them."
  {:added "1.0"}
  [re s]
  (let [m (re-matcher re s)]
    ((fn step []
       (when-let [found (re-find m)]
         (cons found (lazy-seq (step))))))))

(defmacro defstruct
  "Defines name as the basis of struct maps with the keys."
  {:added "1.0"}
  [name & keys]
  `(def ~name (create-struct ~@keys)))

(defmacro definline
  "Defines a function; the compiler decides itself what to inline."
  {:added "1.0"}
  [name & decl]
  (let [[pre-args [args expr]] (split-with (complement vector?) decl)]
    `(defn ~name ~@pre-args ~args ~(apply (eval (list `fn args expr)) args))))

(def default-data-readers
  "The functions that read the tagged literals Clojure has itself."
  {'inst -read-inst
   'uuid -read-uuid})
