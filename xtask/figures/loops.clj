;; Calls and loops on small integers; loops.lua does the same.
(defn fib [n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(defn tak [x y z]
  (if (< y x)
    (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))
    z))

(defn sum [n]
  (loop [i 0 s 0]
    (if (< i n)
      (recur (inc i) (+ s i))
      s)))

(defn nanos [f]
  (let [start (System/nanoTime)]
    (f)
    (- (System/nanoTime) start)))

(defn median [numbers]
  (nth (vec (sort numbers)) (quot (count numbers) 2)))

(doseq [[label f] [["fib" (fn [] (fib 32))]
                   ["tak" (fn [] (tak 24 16 8))]
                   ["sum" (fn [] (sum 100000000))]]]
  (println "FIGURE" label (median (doall (repeatedly 5 (fn [] (nanos f)))))))
