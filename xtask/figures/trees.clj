;; Binary trees of depth 16, built of vectors and walked.
(defn make-tree [depth]
  (if (zero? depth)
    [nil nil]
    [(make-tree (dec depth)) (make-tree (dec depth))]))

(defn size [[left right]]
  (if left
    (+ 1 (size left) (size right))
    1))

(defn nanos [f]
  (let [start (System/nanoTime)]
    (f)
    (- (System/nanoTime) start)))

(defn median [numbers]
  (nth (vec (sort numbers)) (quot (count numbers) 2)))

;; The later half, so that the figure is a warm one.
(let [times (doall (repeatedly 60 (fn [] (nanos (fn [] (dotimes [_ 4] (size (make-tree 16))))))))]
  (println "FIGURE trees" (median (drop 30 times)))
  (println "FIGURE all" (reduce + times)))
