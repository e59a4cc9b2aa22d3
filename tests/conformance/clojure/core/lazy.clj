(let [n (atom 0) s (map (fn [x] (swap! n inc) x) (range 100))] (first s) @n)
;=> 32

(let [n (atom 0) s (map (fn [x] (swap! n inc) x) (list 1 2 3))] (first s) @n)
;=> 1

(let [n (atom 0) s (lazy-seq (swap! n inc) nil)] (seq s) (seq s) @n)
;=> 1

(realized? (lazy-seq nil))
;=> false

(take 3 ((fn ints [n] (lazy-seq (cons n (ints (inc n))))) 0))
;=> (0 1 2)

(let [fibs (lazy-cat [0 1] nil)] fibs)
;=> (0 1)

(def fibs (lazy-cat [0 1] (map + fibs (rest fibs))))

(take 10 fibs)
;=> (0 1 1 2 3 5 8 13 21 34)

(let [d (delay (println "once") 5)] [@d @d])
;=> [5 5]

(force (delay 1))
;=> 1

(last (take 1000 (iterate inc 0)))
;=> 999

(count (filter even? (map inc (range 1000))))
;=> 500

(nth (map inc (range)) 100)
;=> 101

(let [n (atom 0)] (doall (take 2 (repeatedly (fn [] (swap! n inc))))))
;=> (1 2)

(rest (lazy-seq nil))
;=> ()

(= (map inc [1 2]) [2 3])
;=> true

(chunked-seq? (seq (range 5)))
;=> true

(let [n (atom 0)] (some (fn [x] (swap! n inc) (= x 3)) (range 100)) @n)
;=> 4
