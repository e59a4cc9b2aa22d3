;; Collections, transients, numbers and exceptions on many threads; and things that nobody should
;; share without a lock, which may then hold anything but must not harm the process.
;! rounds 100
;! setup
(def base (vec (range 1000)))
(def base-map (zipmap (range 500) (range 500)))
(def numbers (long-array 64))
(def objects (object-array 64))
(def builder (StringBuilder.))
(def shared-list (java.util.ArrayList.))
(def shared-map (java.util.HashMap.))
(def shared-vector (atom (transient [])))
(def shared-transient-map (atom (transient {})))
(defn tree [n] (if (zero? n) nil [(tree (dec n)) (tree (dec n))]))
(defn size [t] (if (nil? t) 1 (+ (size (t 0)) (size (t 1)))))
(defn deep [n] (if (zero? n) (throw (ex-info "deep" {:n 0})) (inc (deep (dec n)))))
(defmacro harmless [& body]
  `(try ~@body (catch InternalError fault# (throw fault#)) (catch Throwable _#)))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [v (persistent! (reduce conj! (transient base) (range 100)))
          m (persistent! (reduce (fn [m k] (dissoc! (assoc! m [me k] i) k)) (transient base-map) (range 50)))
          s (persistent! (reduce conj! (transient #{}) (concat (range 60) (range 60))))
          caught (try (deep 50) (catch Exception e (ex-data e)))
          big (reduce *' (range 1 30))
          text (apply str (map char (range 65 91)))]
      (harmless (aset numbers (mod i 64) (+ me (aget numbers (mod (* 7 i) 64)))))
      (harmless (aset objects (mod i 64) [me i (aget objects (mod (* 7 i) 64))])
                (when (zero? (mod i 10)) (aset objects (mod i 64) nil)))
      (harmless (.append builder (str me i)) (when (> (.length builder) 500) (.setLength builder 10)) (str builder))
      (harmless (.add shared-list i) (.get shared-list 0) (.remove shared-list 0) (vec shared-list))
      (harmless (.put shared-map (mod i 40) me) (.get shared-map i) (.remove shared-map (mod (* 3 i) 40)) (into {} shared-map))
      (harmless (doseq [x (range 40)] (conj! @shared-vector x)) (nth @shared-vector i) (pop! @shared-vector))
      (harmless (when (zero? (mod i 16)) (reset! shared-vector (transient (persistent! @shared-vector)))))
      (harmless (doseq [x (range 40)] (assoc! @shared-transient-map (mod (* x me) 97) x)) (dissoc! @shared-transient-map i))
      (harmless (when (zero? (mod i 16)) (reset! shared-transient-map (transient (persistent! @shared-transient-map)))))
      (cond
        (not= 1100 (count v)) [:vector (count v)]
        (not= (reduce + v) (+ 499500 4950)) [:sum]
        (not= 500 (count m)) [:map (count m)]
        (not= s (set (range 60))) [:set]
        (not= caught {:n 0}) [:caught caught]
        (not= big 8841761993739701954543616000000N) [:big big]
        (not= text "ABCDEFGHIJKLMNOPQRSTUVWXYZ") [:text text]
        (not= 256 (size (tree 8))) [:tree]
        (not= (frequencies (map #(mod % 7) base)) {0 143 1 143 2 143 3 143 4 143 5 143 6 142}) [:frequencies]
        (not= (sort > (shuffle (range 50))) (range 49 -1 -1)) [:sort]
        (not= (get-in (assoc-in {} [me i :x] 1) [me i :x]) 1) [:nested]
        (not= (hash v) (hash (vec (seq v)))) [:hash]
        :else (recur (inc i))))))
;! check
(count base)
;=> 1000
