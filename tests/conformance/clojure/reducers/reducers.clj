;; clojure.core.reducers

(require '[clojure.core.reducers :as r])
;=> nil

(reduce + (r/map inc [1 2 3]))
;=> 9

(into [] (r/filter even? (r/map inc (range 10))))
;=> [2 4 6 8 10]

(into [] (r/remove even? [1 2 3]))
;=> [1 3]

(into [] (r/mapcat range [1 2 3]))
;=> [0 0 1 0 1 2]

(into [] (r/flatten [1 [2 [3 4]] 5]))
;=> [1 2 3 4 5]

(into [] (r/take-while #(< % 3) (range 10)))
;=> [0 1 2]

(into [] (r/take 2 (range 10)))
;=> [0 1]

(into [] (r/drop 7 (range 10)))
;=> [7 8 9]

(into [] ((r/map inc) [1 2]))
;=> [2 3]

(r/reduce + [1 2 3])
;=> 6

(r/reduce + 10 [1 2 3])
;=> 16

(r/reduce (fn ([] []) ([acc k v] (conj acc k v))) {:a 1})
;=> [:a 1]

(r/fold + (r/map inc (vec (range 5000))))
;=> 12502500

(r/fold + [])
;=> 0

(r/fold + nil)
;=> 0

(r/fold 10 (fn ([] []) ([a b] (into a b))) conj (vec (range 100)))
;=> [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99]

(r/fold (r/monoid into vector) conj (range 10))
;=> [0 1 2 3 4 5 6 7 8 9]

(seq (r/foldcat (r/filter odd? (vec (range 20)))))
;=> (1 3 5 7 9 11 13 15 17 19)

(count (r/cat [1 2] [3]))
;=> 3

(into [] (r/cat [1 2] [3]))
;=> [1 2 3]

(reduce + (r/reducer [1 2 3] (map inc)))
;=> 9

(reduce + (r/folder [1 2 3] (map inc)))
;=> 9

(seq (r/append! (java.util.ArrayList. [1]) 2))
;=> (1 2)

(into [] (r/take 3 (r/cat (range 2) (range 5))))
;=> [0 1 0]

(reduce (fn [_ x] (if (= x 3) (reduced :three) x)) 0 (r/map identity (range 10)))
;=> :three
