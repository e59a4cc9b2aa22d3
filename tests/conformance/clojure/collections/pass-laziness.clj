;; How many elements are made when the first ones are looked at.

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (range 100))] (first s) [@n (do (nth s 32) @n) (do (nth s 31) @n) (do (count s) @n)])
;=> [32 64 64 100]

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (vec (range 100)))] (first s) [@n (do (second s) @n) (do (nth s 40) @n)])
;=> [32 32 64]

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (list 1 2 3 4))] (first s) [@n (do (next s) @n)])
;=> [1 2]

(let [n (atom 0) s (filter (fn [x] (do (swap! n inc) (odd? x))) (range 100))] (first s) [@n (do (nth s 20) @n)])
;=> [32 64]

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (iterate inc 1))] (first s) [@n (do (nth s 20) @n)])
;=> [1 21]

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (range 0.0 100))] (first s) [@n (do (nth s 40) @n)])
;=> [32 64]

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (concat [1 2] [3 4]))] (first s) [@n (do (nth s 2) @n)])
;=> [2 4]

(let [n (atom 0) s (mapcat (fn [x] (do (swap! n inc) [x x])) (range 50))] (first s) @n)
;=> 32

(let [n (atom 0) s (keep (fn [x] (do (swap! n inc) x)) (seq (subvec (vec (range 64)) 3)))] (first s) @n)
;=> 1

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (seq "abcdef"))] (first s) @n)
;=> 1

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (seq {1 2, 3 4}))] (first s) @n)
;=> 1

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (rseq (vec (range 40))))] (first s) @n)
;=> 1

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (seq (int-array 40)))] (first s) @n)
;=> 1

(let [n (atom 0) s (map (fn [x] (do (swap! n inc) x)) (next (vec (range 100))))] (first s) @n)
;=> 31
