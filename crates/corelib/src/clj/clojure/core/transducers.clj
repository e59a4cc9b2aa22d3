;; What drives transducers, and those that have no lazy twin.

(defmacro ^:private stage
  "A reducing function around rf that starts and completes as rf does; step is what it does with
  the result so far and an input."
  [rf [result input] & step]
  `(fn
     ([] (~rf))
     ([~result] (~rf ~result))
     ([~result ~input] ~@step)))

(defn cat
  "A transducer that puts the contents of each input, which must be a collection, into the result."
  {:added "1.7"}
  [rf]
  ;; reduce takes off one reduced, which the work outside is to see as well.
  (let [inner (fn [result x]
                (let [next-result (rf result x)]
                  (cond-> next-result (reduced? next-result) reduced)))]
    (stage rf [result coll] (reduce inner result coll))))

(defn halt-when
  "Returns a transducer that ends the work when pred is truthy for an input. The result is then
  that input, or (retf result-so-far input)."
  {:added "1.9"}
  ([pred] (halt-when pred (fn [_ input] input)))
  ([pred retf]
   (let [retf (or retf (fn [_ input] input))]
     (fn [rf]
       (fn
         ([] (rf))
         ([result]
          (if-let [[_ halted] (when (map? result) (find result ::halt))]
            halted
            (rf result)))
         ([result input]
          (if (pred input)
            (reduced {::halt (retf (rf result) input)})
            (rf result input))))))))

(defn transduce
  "Reduces the collection with (xform f). Without init, (f) is the start. At the end f is called
  once with the result alone."
  {:added "1.7"}
  ([xform f coll] (transduce xform f (f) coll))
  ([xform f init coll]
   (as-> (xform f) rf
     (rf (reduce rf init coll)))))

(defn- editable?
  [coll]
  (instance? clojure.lang.IEditableCollection coll))

(defn into
  "Returns to with the elements of from conjoined, through the transducer xform when it is given."
  {:added "1.0"}
  ([] [])
  ([to] to)
  ([to from]
   (if (editable? to)
     (-> (reduce conj! (transient to) from) persistent! (with-meta (meta to)))
     (reduce conj to from)))
  ([to xform from]
   (if (editable? to)
     (-> (transduce xform (completing conj! persistent!) (transient to) from) (with-meta (meta to)))
     (transduce xform conj to from))))

(defn mapv
  "Returns a vector of f of each element; with several collections as map."
  {:added "1.4"}
  ([f coll] (persistent! (reduce (fn [out x] (conj! out (f x))) (transient []) coll)))
  ([f c1 c2] (into [] (map f c1 c2)))
  ([f c1 c2 c3] (into [] (map f c1 c2 c3)))
  ([f c1 c2 c3 & colls] (into [] (apply map f c1 c2 c3 colls))))

(defn filterv
  "Returns a vector of the elements for which pred is truthy."
  {:added "1.4"}
  [pred coll]
  (persistent! (reduce (fn [out x] (if (pred x) (conj! out x) out)) (transient []) coll)))

(defn- tally
  "Returns a map built from the elements: at (key-of x), what add makes of the value there, first
  start, and x."
  [key-of add start coll]
  (let [count-in (fn [found x]
                   (let [k (key-of x)]
                     (assoc! found k (add (get found k start) x))))]
    (persistent! (reduce count-in (transient {}) coll))))

(defn group-by
  "Returns a map from each value that f has for an element to a vector of those elements."
  {:added "1.2"}
  [f coll]
  (tally f conj [] coll))

(defn frequencies
  "Returns a map from each element to how often it appears."
  {:added "1.2"}
  [coll]
  (tally identity (fn [n _] (inc n)) 0 coll))
