;; Walks n elements in every shape that must not hold the head of what it walks, and tells which did.
;;
;;   tercel --max-heap 128m crates/cli/tests/acceptance/heads.clj [N [SHAPE]]
;;
;; N is 10^8 when it is left out; SHAPE runs that one alone. A head that is held ends as an
;; OutOfMemoryError, which is caught and counted. The exit code is 0 when no head was held but
;; those of `gaps`.

(def n (Long/parseLong (or (first *command-line-args*) "100000000")))
(def only (second *command-line-args*))
(def held (atom []))

;; Not right yet: natives take all arguments of an apply at once, and all hashes; what transducers make
;; of a seq holds it. The third row is held by builds without optimisation alone, the last by release
;; builds alone: a word that nobody reads any more stays on the native stack.
(def gaps
  #{"apply +" "apply + range" "apply max" "apply <" "hash-ordered-coll"
    "sequence" "sequence comp" "eduction" "dedupe"
    "into small set, seq" "destructured let"
    "cond" "case" "record field" "map value"})

(defn run-shape [label f]
  (when (or (nil? only) (= only label))
    (let [begin (System/nanoTime)
          outcome (try (f) "let go" (catch OutOfMemoryError e (swap! held conj label) "HELD"))]
      (println outcome label (quot (- (System/nanoTime) begin) 1000000) "ms")
      (flush))))

(defmacro shape [label expr] `(run-shape ~label (fn [] ~expr)))

(shape "count"
  (count (map inc (range n))))
(shape "last"
  (last (map inc (range n))))
(shape "reduce"
  (reduce + (map inc (range n))))
(shape "reduce init"
  (reduce + 0 (map inc (range n))))
(shape "dorun"
  (dorun (map inc (range n))))
(shape "doseq"
  (doseq [x (map inc (range n))] x))
(shape "let reduce"
  (let [s (map inc (range n))] (reduce + s)))
(shape "let last"
  (let [s (map inc (range n))] (last s)))
(shape "let count"
  (let [s (map inc (range n))] (count s)))
(defn f1 [s] (reduce + s)) (defn f2 [s] (f1 s)) (defn f3 [s] (f2 s))
(shape "three fns"
  (f3 (map inc (range n))))
(defn g1 [s] (inc (reduce + s))) (defn g2 [s] (inc (g1 s))) (defn g3 [s] (inc (g2 s)))
(shape "three fns, no tail"
  (g3 (map inc (range n))))
(defn fr [a & xs] (reduce + a xs))
(shape "& rest"
  (apply fr 1 (map inc (range n))))
(defn fr0 [& xs] (reduce + xs))
(shape "& rest alone"
  (apply fr0 (map inc (range n))))
(defn frl [& xs] (last xs))
(shape "& rest last"
  (apply frl (map inc (range n))))
(defn frc [& xs] (count xs))
(shape "& rest count"
  (apply frc (map inc (range n))))
(defn frloop [& xs] (loop [s xs i 0] (if s (recur (next s) (inc i)) i)))
(shape "& rest loop"
  (apply frloop (map inc (range n))))
(shape "apply +"
  (apply + (map inc (range n))))
(shape "apply + range"
  (apply + (range n)))
(shape "apply max"
  (apply max (map inc (range n))))
(shape "apply <"
  (apply < (map inc (range n))))
(shape "once closure"
  (let [s (map inc (range n)) f (^:once fn* [] (reduce + s))] (f)))
(shape "closure"
  (let [s (map inc (range n)) f (fn [] (reduce + s))] (f)))
(shape "delay"
  @(delay (let [s (map inc (range n))] (reduce + s))))
(shape "delay closed over"
  (let [s (map inc (range n))] @(delay (reduce + s))))
(defn down [n] (lazy-seq (when (pos? n) (cons n (down (dec n))))))
(shape "lazy-seq recursion count"
  (count (down n)))
(shape "lazy-seq recursion reduce"
  (reduce + (down n)))
(shape "lazy-seq recursion last"
  (last (down n)))
(shape "lazy-seq recursion dorun"
  (dorun (down n)))
(defn step [s] (lazy-seq (when-let [s (seq s)] (cons (first s) (step (rest s))))))
(shape "lazy-seq over seq"
  (reduce + (step (step (map inc (range n))))))
(shape "lazy-seq over seq count"
  (count (step (map inc (range n)))))
(shape "nth"
  (nth (map inc (range n)) (dec n)))
(shape "nth iterate"
  (nth (iterate inc 0) n))
(shape "nthrest"
  (count (nthrest (map inc (range n)) (dec n))))
(shape "nthnext"
  (count (nthnext (map inc (range n)) (dec n))))
(shape "drop"
  (first (drop (dec n) (map inc (range n)))))
(shape "drop iterate"
  (first (drop n (iterate inc 0))))
(shape "take iterate"
  (reduce + (take n (iterate inc 0))))
(shape "iterate take-while"
  (count (take-while #(< % n) (iterate inc 0))))
(shape "take-while"
  (count (take-while #(< % n) (map inc (range n)))))
(shape "drop-while"
  (first (drop-while #(< % n) (map inc (range n)))))
(shape "drop-while count"
  (count (drop-while neg? (map inc (range n)))))
(shape "take-last"
  (first (take-last 2 (map inc (range n)))))
(shape "drop-last"
  (count (drop-last 2 (map inc (range n)))))
(shape "butlast-like"
  (count (drop-last (map inc (range n)))))
(shape "take-nth"
  (count (take-nth 2 (map inc (range n)))))
(shape "mapcat"
  (count (mapcat (fn [x] [x]) (map inc (range n)))))
(shape "mapcat lists"
  (reduce + (mapcat list (range (quot n 2)) (range (quot n 2)))))
(shape "concat"
  (count (concat (map inc (range (quot n 2))) (map inc (range (quot n 2))))))
(shape "concat reduce"
  (reduce + (concat (map inc (range (quot n 2))) (map inc (range (quot n 2))))))
(shape "filter"
  (count (filter even? (map inc (range n)))))
(shape "filter none"
  (count (filter neg? (map inc (range n)))))
(shape "filter first"
  (first (filter #(= n %) (map inc (range n)))))
(shape "remove"
  (count (remove even? (map inc (range n)))))
(shape "keep"
  (count (keep #(when (even? %) %) (map inc (range n)))))
(shape "keep none"
  (count (keep (fn [_] nil) (map inc (range n)))))
(shape "keep-indexed"
  (count (keep-indexed (fn [i x] (when (odd? i) x)) (map inc (range n)))))
(shape "map-indexed"
  (count (map-indexed + (map inc (range n)))))
(shape "map 2"
  (count (map + (map inc (range n)) (range n))))
(shape "map 3"
  (reduce + (map + (map inc (range n)) (range n) (range n))))
(shape "map 4"
  (count (map + (range n) (range n) (range n) (range n))))
(shape "partition"
  (count (partition 4 (map inc (range n)))))
(shape "partition step"
  (reduce + (map first (partition 2 1 (map inc (range n))))))
(shape "partition-all"
  (count (partition-all 4 (map inc (range n)))))
(shape "partition-by"
  (count (partition-by #(quot % 3) (map inc (range n)))))
(shape "interleave"
  (count (interleave (map inc (range (quot n 2))) (range))))
(shape "interpose"
  (count (interpose 0 (map inc (range (quot n 2))))))
(shape "reductions"
  (last (reductions + (map inc (range n)))))
(shape "loop next"
  (loop [s (map inc (range n)) i 0] (if s (recur (next s) (inc i)) i)))
(shape "loop rest"
  (loop [s (map inc (range n)) i 0] (if (seq s) (recur (rest s) (inc i)) i)))
(shape "loop first next"
  (loop [s (seq (map inc (range n))) i 0] (if s (recur (next s) (+ i (first s))) i)))
(shape "loop destructured"
  (loop [[x & more] (map inc (range n)) i 0] (if x (recur more (+ i x)) i)))
(defn walk [s i] (if (seq s) (recur (rest s) (inc i)) i))
(shape "fn recur"
  (walk (map inc (range n)) 0))
(defn walk2 [[x & more] i] (if more (recur more (+ i x)) (+ i x)))
(shape "fn recur destructured"
  (walk2 (map inc (range n)) 0))
(shape "destructured let"
  (let [[a & more] (map inc (range n))] (reduce + a more)))
(shape "for"
  (count (for [x (range n)] x)))
(shape "for nested"
  (count (for [x (range (quot n 10)) y (range 10)] (+ x y))))
(shape "for when"
  (count (for [x (map inc (range n)) :when (even? x)] x)))
(shape "for let while"
  (reduce + (for [x (iterate inc 0) :let [y (inc x)] :while (< x n)] y)))
(shape "doseq nested"
  (doseq [x (range (quot n 10)) y (map inc (range 10))] y))
(shape "doseq lazy"
  (doseq [x (down n)] x))
(shape "run!"
  (run! identity (map inc (range n))))
(shape "doall next"
  (do (dorun n (map inc (range n))) nil))
(shape "into nothing"
  (count (into [] (filter neg?) (map inc (range n)))))
(shape "into small set"
  (count (into #{} (map #(mod % 7)) (map inc (range n)))))
(shape "into small set, seq"
  (count (into #{} (map #(mod % 7) (range n)))))
(shape "transduce"
  (transduce (map inc) + (range n)))
(shape "transduce seq"
  (transduce (comp (map inc) (filter even?)) + (map inc (range n))))
(shape "sequence"
  (count (sequence (map inc) (range n))))
(shape "sequence comp"
  (count (sequence (comp (map inc) (filter even?)) (map inc (range n)))))
(shape "eduction"
  (reduce + (eduction (map inc) (map inc (range n)))))
(shape "every?"
  (every? pos? (map inc (range n))))
(shape "not-every?"
  (not-every? pos? (map inc (range n))))
(shape "some"
  (some neg? (map inc (range n))))
(shape "not-any?"
  (not-any? neg? (map inc (range n))))
(shape "some set"
  (some #{-1} (map inc (range n))))
(shape "dedupe"
  (count (dedupe (map inc (range n)))))
(shape "= range"
  (= (range n) (range n)))
(shape "hash range"
  (hash (range n)))
(shape "hash-ordered-coll"
  (hash-ordered-coll (map inc (range n))))
(shape "frequencies small"
  (count (frequencies (map #(mod % 7) (range n)))))
(shape "group-by none"
  (count (group-by identity (filter neg? (map inc (range n))))))
(shape "repeat"
  (count (take n (repeat 1))))
(shape "repeat n"
  (reduce + (repeat n 1)))
(shape "repeatedly"
  (count (take n (repeatedly (fn [] 1)))))
(shape "repeatedly n"
  (count (repeatedly n (fn [] 1))))
(shape "cycle"
  (reduce + (take n (cycle [1 2 3]))))
(shape "range step"
  (reduce + (map inc (range 0 n 1))))
(shape "range double"
  (reduce + (range 0.0 (double (quot n 4)))))
(shape "vec first seq"
  (count (seq (map inc (range n)))))
(shape "second"
  (second (drop (- n 2) (map inc (range n)))))
(shape "ffirst"
  (ffirst (drop (dec n) (map list (range n)))))
(shape "split via destructure"
  (let [[a b & c] (map inc (range n))] (count c)))
(shape "comp"
  ((comp last (partial map inc) range) n))
(shape "->>"
  (->> (range n) (map inc) (filter even?) (map dec) (take-while pos?) (reduce +)))
(shape "as argument twice"
  ((fn [s t] (+ (reduce + s) t)) (map inc (range n)) 1))
(shape "if"
  (let [s (map inc (range n))] (if (seq s) (reduce + s) 0)))
(shape "when-let"
  (when-let [s (seq (map inc (range n)))] (reduce + s)))
(shape "if-let"
  (if-let [s (seq (map inc (range n)))] (count s) 0))
(shape "when-first"
  (when-first [x (map inc (range n))] x))
(shape "cond"
  (let [s (map inc (range n))] (cond (empty? s) 0 :else (reduce + s))))
(shape "case"
  (let [s (map inc (range n))] (case (first s) 1 (reduce + s) 0)))
(shape "do then"
  (let [s (map inc (range n))] (first s) (reduce + s)))
(shape "try"
  (try (reduce + (map inc (range n))) (finally nil)))
(shape "try let"
  (let [s (map inc (range n))] (try (reduce + s) (catch RuntimeException e 1))))
(shape "try in the middle"
  (let [s (map inc (range n))] (inc (try (reduce + s) (finally nil)))))
(shape "let of let"
  (let [s (range n) t (map inc s) u (filter even? t)] (count u)))
(shape "letfn"
  (letfn [(up [i] (lazy-seq (when (< i n) (cons i (up (inc i))))))] (count (up 0))))
(shape "binding"
  (binding [*print-length* 1] (reduce + (map inc (range n)))))
(shape "atom"
  (let [a (atom (map inc (range n)))] (while (seq (deref a)) (swap! a next))))
(shape "volatile"
  (let [a (volatile! (map inc (range n)))] (while (seq (deref a)) (vswap! a rest))))
(defprotocol Sum (sum [s])) 
(extend-protocol Sum Object (sum [s] (reduce + s)))
(shape "protocol"
  (sum (map inc (range n))))
(defmulti total (fn [s] (class s)))
(defmethod total :default [s] (reduce + s))
(shape "multimethod"
  (total (map inc (range n))))
(defrecord Holder [s])
(shape "record field"
  (reduce + (:s (->Holder (map inc (range n))))))
(shape "map value"
  (reduce + (:s {:s (map inc (range n))})))
(shape "var call"
  (#'f1 (map inc (range n))))
(shape "partial"
  ((partial reduce +) (map inc (range n))))
(shape "lazy-cat"
  (count (lazy-cat (map inc (range (quot n 2))) (range (quot n 2)))))
(shape "tree-seq"
  (count (tree-seq #(< % (quot n 2)) #(if (zero? %) (range 1 n) nil) 0)))
(shape "apply str none"
  (apply str (filter neg? (map inc (range n)))))
(shape "sum of doubles"
  (reduce + (map double (range n))))
(shape "max-key"
  (apply max-key identity (map inc (range n))))
(shape "apply map"
  (count (apply map + [(range n) (range n)])))
(shape "apply concat"
  (count (apply concat (map list (range n)))))
(shape "zipmap small"
  (count (zipmap (map #(mod % 5) (range n)) (range n))))
(shape "empty?"
  (empty? (filter neg? (map inc (range n)))))
(shape "not-empty"
  (not-empty (filter neg? (map inc (range n)))))
(shape "flatten"
  (count (flatten (map list (range (quot n 2))))))
(shape "random-sample"
  (pos? (count (random-sample 0.5 (range n)))))
(shape "completing"
  (transduce (map inc) (completing +) 0 (range n)))
(shape "halt-when"
  (transduce (halt-when neg?) + (map inc (range n))))
(shape "cat"
  (transduce cat + (map list (range n))))

(let [new-ones (remove gaps @held)]
  (println (count @held) "heads are held," (count new-ones) "of them unexpectedly:" (vec new-ones))
  (System/exit (if (empty? new-ones) 0 1)))
