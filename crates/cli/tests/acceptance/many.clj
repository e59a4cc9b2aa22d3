;; Many fns and many classes that are alive at once.
;;
;;   tercel crates/cli/tests/acceptance/many.clj [PERCENT]

(def percent (Long/parseLong (or (first *command-line-args*) "100")))
(defn share [n] (quot (* n percent) 100))

(let [n (share 2000000)
      begin (System/nanoTime)
      fns (loop [i 0 fns (transient [])]
            (if (< i n)
              (recur (inc i) (conj! fns (eval (list 'fn '[x] (list '+ 'x i)))))
              (persistent! fns)))]
  (assert (= (* n (dec n) 1/2) (reduce + (map (fn [f] (f 0)) fns))))
  (println n "fns" (quot (- (System/nanoTime) begin) 1000000) "ms"))

(let [n (share 200000)
      begin (System/nanoTime)
      made (mapv (fn [i]
                   (eval (list 'do
                               (list 'deftype (symbol (str "Made" i)) '[x])
                               (list (symbol (str "->Made" i)) i))))
                 (range n))]
  (assert (= n (count (into #{} (map class) made))))
  (println n "classes" (quot (- (System/nanoTime) begin) 1000000) "ms"))
