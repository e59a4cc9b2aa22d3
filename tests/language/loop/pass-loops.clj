(loop [i 0 acc []] (if (< i 5) (recur (inc i) (conj acc i)) acc))
;=> [0 1 2 3 4]

(loop [a 1 b 2 n 3] (if (zero? n) [a b] (recur b a (dec n))))
;=> [2 1]

(loop [[x & xs] [1 2 3] sum 0] (if x (recur xs (+ sum x)) sum))
;=> 6

(let [fs (loop [i 0 fs []] (if (< i 3) (recur (inc i) (conj fs (fn [] i))) fs))] (mapv (fn [f] (f)) fs))
;=> [0 1 2]

(loop [i 0] (if (< i 10) (recur (+ i 1.5)) i))
;=> 10.5

(loop [] 1)
;=> 1

(loop [x 10] (cond (> x 5) (recur (- x 2)) :else x))
;=> 4

(loop [x 0] (let [y (inc x)] (if (< y 5) (recur y) [x y])))
;=> [4 5]

(loop [x 0] (case x 5 :done (recur (inc x))))
;=> :done

(loop [x 3 acc ()] (when-not (neg? x) (if (zero? x) acc (recur (dec x) (cons x acc)))))
;=> (1 2 3)

(loop [n 5 f identity] (if (zero? n) (f 0) (recur (dec n) (fn [x] (f (+ x n))))))
;=> 15

;; A local bound just before a loop without bindings is used at every turn.
(let [n (atom 0)] (loop [] (when (< (swap! n inc) 5) (recur))) @n)
;=> 5

(let [n (atom 0) m (atom 0)] ((^{:once true} fn* [] (loop [] (swap! m + @n) (when (< (swap! n inc) 4) (recur))))) @m)
;=> 6
