(map + [1 2 3] [10 20 30])
;=> (11 22 33)

(map vector [1 2] [3 4] [5 6] [7 8])
;=> ([1 3 5 7] [2 4 6 8])

(filter odd? (range 10))
;=> (1 3 5 7 9)

(remove odd? (range 10))
;=> (0 2 4 6 8)

(take 3 (iterate inc 0))
;=> (0 1 2)

(take-while pos? [2 1 0 1])
;=> (2 1)

(drop 2 [1 2 3])
;=> (3)

(drop-while pos? [2 1 0 1])
;=> (0 1)

(partition 2 [1 2 3 4 5])
;=> ((1 2) (3 4))

(partition 2 1 [1 2 3])
;=> ((1 2) (2 3))

(partition 3 3 [:pad] [1 2 3 4])
;=> ((1 2 3) (4 :pad))

(partition-all 2 [1 2 3])
;=> ((1 2) (3))

(partition-by odd? [1 3 2 4 5])
;=> ((1 3) (2 4) (5))

(split-at 2 [1 2 3])
;=> [(1 2) (3)]

(split-with pos? [1 2 -1 3])
;=> [(1 2) (-1 3)]

(interleave [1 2] [:a :b])
;=> (1 :a 2 :b)

(interpose 0 [1 2 3])
;=> (1 0 2 0 3)

(concat [1] [2] nil [3 4])
;=> (1 2 3 4)

(mapcat reverse [[1 2] [3 4]])
;=> (2 1 4 3)

(distinct [1 2 1 3 2])
;=> (1 2 3)

(dedupe [1 1 2 2 1])
;=> (1 2 1)

(flatten [1 [2 [3 nil]] '(4)])
;=> (1 2 3 nil 4)

(group-by odd? [1 2 3])
;=> {true [1 3], false [2]}

(frequencies [:a :b :a])
;=> {:a 2, :b 1}

(zipmap [:a :b] [1 2 3])
;=> {:a 1, :b 2}

(reduce + [])
;=> 0

(reduce + 5 [1 2])
;=> 8

(reduce (fn [a x] (if (> a 5) (reduced a) (+ a x))) 0 (range 100))
;=> 6

(reductions + [1 2 3])
;=> (1 3 6)

(sort [3 1 2])
;=> (1 2 3)

(sort > [3 1 2])
;=> (3 2 1)

(sort-by count ["aaa" "b" "cc"])
;=> ("b" "cc" "aaa")

(reverse [1 2 3])
;=> (3 2 1)

(into [] '(1 2))
;=> [1 2]

(into {} [[:a 1] [:b 2]])
;=> {:a 1, :b 2}

(into (sorted-map) {:b 1 :a 2})
;=> {:a 2, :b 1}

(apply max [1 5 3])
;=> 5

(some #{2} [1 2 3])
;=> 2

(every? pos? [1 2])
;=> true

(last [1 2 3])
;=> 3

(butlast [1 2 3])
;=> (1 2)

(nthrest [1 2 3] 2)
;=> (3)

(second [1 2 3])
;=> 2

(take-last 2 [1 2 3])
;=> (2 3)

(drop-last [1 2 3])
;=> (1 2)

(keep (fn [x] (when (odd? x) (* x x))) [1 2 3])
;=> (1 9)

(map-indexed vector [:a :b])
;=> ([0 :a] [1 :b])

(keep-indexed (fn [i x] (when (odd? i) x)) [:a :b :c :d])
;=> (:b :d)

(tree-seq vector? seq [1 [2]])
;=> ([1 [2]] 1 [2] 2)

(take 5 (cycle [1 2]))
;=> (1 2 1 2 1)

(repeat 3 :x)
;=> (:x :x :x)

(doall (map inc [1]))
;=> (2)

(seq [])
;=> nil

(seq "ab")
;=> (\a \b)

(seq {:a 1})
;=> ([:a 1])

(rest [])
;=> ()

(next [1])
;=> nil

(cons 1 [2])
;=> (1 2)

(list* 1 2 [3 4])
;=> (1 2 3 4)

(range 0 10 3)
;=> (0 3 6 9)

(range 5 0 -2)
;=> (5 3 1)

(nth [1 2] 5 :default)
;=> :default

(transduce (comp (map inc) (filter even?)) + [1 2 3])
;=> 6

(into [] (comp (take 2) (map inc)) [1 2 3])
;=> [2 3]

(sequence (map inc) [1 2])
;=> (2 3)

(eduction (map inc) [1 2])
;=> (2 3)

(iterate inc 0 1)
;=! ArityException Wrong number of args (3) passed to: clojure.core/iterate

(mapv inc [1 2])
;=> [2 3]

(filterv odd? [1 2 3])
;=> [1 3]

(shuffle [])
;=> []

(max-key count "a" "bb")
;=> "bb"

(subvec [1 2 3] 1)
;=> [2 3]

(vec '(1 2))
;=> [1 2]

(set [1 2 1])
;=> #{1 2}

(count (map inc (range 1000)))
;=> 1000
