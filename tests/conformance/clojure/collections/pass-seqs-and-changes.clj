;; Building, changing and walking collections.

(pop (quote (1)))
;=> ()

(disj #{1} 1)
;=> #{}

(disj nil 1)
;=> nil

(empty 1)
;=> nil

(empty "abc")
;=> nil

(empty nil)
;=> nil

(empty (map inc [1]))
;=> ()

(empty (first {1 2}))
;=> nil

(empty (range 3))
;=> ()

(rseq [])
;=> nil

(rseq [1 2])
;=> (2 1)

(rseq (sorted-map))
;=> nil

(subvec [1 2 3] 1)
;=> [2 3]

(conj {} nil)
;=> {}

(conj {} {1 2, 3 4})
;=> {1 2, 3 4}

(conj {} #{})
;=> {}

(conj {:a 1} [[:b 2] [:c 3]])
;=> {:a 1, [:b 2] [:c 3]}

(conj {:a 1} (seq {:b 2}))
;=> {:a 1, :b 2}

(conj nil 1)
;=> (1)

(conj #{} nil)
;=> #{nil}

(apply array-map [1 2 1 3])
;=> {1 3}

(reduce + nil)
;=> 0

(reduce + [1])
;=> 1

(reduce-kv + 0 nil)
;=> 0

(seq (range 0))
;=> nil

(range 0)
;=> ()

(range 5 1)
;=> ()

(sorted-map nil 1 2 3)
;=> {nil 1, 2 3}

(sorted-set [] [])
;=> #{[]}

(disj #{1 2} 3)
;=> #{1 2}

(sorted-map-by > 1 2 3 4)
;=> {3 4, 1 2}

(subseq (sorted-map 1 2 3 4 5 6) > 1)
;=> ([3 4] [5 6])

(rseq (sorted-set 3 1 2))
;=> (3 2 1)

(assoc (first {1 2}) 0 9)
;=> [9 2]

(pop (first {1 2}))
;=> [1]

(with-meta (seq [1]) {:a 1})
;=> (1)

(meta (rest (with-meta (seq [1 2]) {:a 1})))
;=> nil

(meta (persistent! (transient {})))
;=> nil

(meta (persistent! (transient [])))
;=> nil

(meta (persistent! (transient #{})))
;=> nil

(meta (subvec [1 2 3] 1))
;=> nil

(meta (with-meta (range 3) {:a 1}))
;=> {:a 1}

(meta (next (with-meta (range 3) {:a 1})))
;=> nil

(meta (seq (with-meta (range 3) {:a 1})))
;=> {:a 1}

(conj (subvec [1 2 3] 0 2) 9)
;=> [1 2 9]

(assoc (subvec [1 2 3] 0 2) 2 9)
;=> [1 2 9]

(pop (subvec [1 2 3] 0 1))
;=> []

(rseq (subvec [1 2 3] 1))
;=> (3 2)

(subvec (subvec [1 2 3 4] 1) 1 2)
;=> [3]

(subvec (first {1 2}) 1)
;=> [2]

(seq (subvec [] 0))
;=> nil

(meta (subvec [1] 0 0))
;=> nil

(reduce (fn [a x] (reduced x)) [1 2 3])
;=> 2

(reduce conj [] {:a 1})
;=> [[:a 1]]

(reduce-kv (fn [a k v] (conj a k v)) [] [5 6])
;=> [0 5 1 6]

(reduce-kv (fn [a k v] (reduced k)) [] {1 2, 3 4})
;=> 1

(reduce-kv conj [] (sorted-map 2 1 1 2))
;=> [1 2 2 1]

(reduce (fn [a x] (if (> a 10) (reduced a) (+ a x))) (cycle [1 2]))
;=> 12

(reduce (fn [a x] (if (> a 10) (reduced a) (+ a x))) (iterate inc 1))
;=> 15

(reduce (fn [a x] (if (> a 10) (reduced a) (+ a x))) (repeat 3))
;=> 12

(reduce + 0 (repeat 3 2))
;=> 6

(reduce + "")
;=> 0

(chunk-cons (chunk (chunk-buffer 1)) nil)
;=> nil

(chunked-seq? (seq [1]))
;=> true

(chunked-seq? (range 3))
;=> true

(chunked-seq? (range 1.0 3))
;=> true

(chunked-seq? (seq (map inc [1])))
;=> true

(chunked-seq? (iterate inc 1))
;=> false

(realized? (iterate inc 1))
;=> true

(realized? (cycle [1]))
;=> true

(realized? (rest (iterate inc 1)))
;=> false

(seq (hash-map nil 1 2 3))
;=> ([nil 1] [2 3])

(list? (range 3))
;=> false

(list? ())
;=> true

(coll? (range 3))
;=> true

(associative? (sorted-map))
;=> true

(reversible? [1])
;=> true

(ifn? (quote (1)))
;=> false

(seqable? (int-array 1))
;=> true

(seqable? 1)
;=> false

(sequential? (first {1 2}))
;=> true

(let [t (transient {1 2, 3 4, 5 6})] (persistent! (dissoc! t 1)))
;=> {5 6, 3 4}

(persistent! (conj! (transient #{}) nil))
;=> #{nil}

(vec (range 40))
;=> [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]

(let [t (transient [])] (conj! t 1) (get t 0))
;=> 1

((transient {1 2}) 1)
;=> 2

((transient {1 2}) 5 6)
;=> 6

((transient #{1}) 1)
;=> 1

((transient #{1}) 2 3)
;=> 3

(into {} (map (fn [i] [i (* i i)]) (range 9)))
;=> {0 0, 7 49, 1 1, 4 16, 6 36, 3 9, 2 4, 5 25, 8 64}

(into {} (map (fn [i] [i (* i i)]) (range 8)))
;=> {0 0, 1 1, 2 4, 3 9, 4 16, 5 25, 6 36, 7 49}

(apply array-map (range 40))
;=> {0 1, 2 3, 4 5, 6 7, 8 9, 10 11, 12 13, 14 15, 16 17, 18 19, 20 21, 22 23, 24 25, 26 27, 28 29, 30 31, 32 33, 34 35, 36 37, 38 39}

(assoc (apply array-map (range 40)) :x 1)
;=> {0 1, 20 21, 24 25, 4 5, 32 33, 22 23, 36 37, 6 7, 28 29, 34 35, 12 13, 2 3, 14 15, :x 1, 26 27, 16 17, 38 39, 30 31, 10 11, 18 19, 8 9}

(dissoc (apply array-map (range 40)) 0)
;=> {2 3, 4 5, 6 7, 8 9, 10 11, 12 13, 14 15, 16 17, 18 19, 20 21, 22 23, 24 25, 26 27, 28 29, 30 31, 32 33, 34 35, 36 37, 38 39}

(persistent! (reduce conj! (transient (apply array-map (range 20))) [[:a 1] [:b 2]]))
;=> {0 1, 4 5, 6 7, 12 13, 2 3, :b 2, 14 15, 16 17, 10 11, 18 19, :a 1, 8 9}

(frequencies "mississippi")
;=> {\m 1, \i 4, \s 4, \p 2}

(group-by odd? (range 10))
;=> {false [0 2 4 6 8], true [1 3 5 7 9]}

(set "mississippi")
;=> #{\i \m \p \s}

(zipmap [:a :b :c] [1 2])
;=> {:a 1, :b 2}

(distinct [1 2 1 3])
;=> (1 2 3)

(into #{} [3 1 2])
;=> #{1 3 2}

(into (sorted-set) [3 1 2])
;=> #{1 2 3}

(into [] {:a 1})
;=> [[:a 1]]

(into (quote ()) [1 2 3])
;=> (3 2 1)

(vec {:a 1})
;=> [[:a 1]]

(set {:a 1})
;=> #{[:a 1]}

(sort {:b 1, :a 2})
;=> ([:a 2] [:b 1])

(merge-with + {:a 1} {:a 2, :b 3})
;=> {:a 3, :b 3}

(select-keys {:a 1, :b 2} [:a :c])
;=> {:a 1}

(update {:a 1} :a inc)
;=> {:a 2}

(update-in {} [:a :b] (fnil inc 0))
;=> {:a {:b 1}}

(assoc-in {} [:a :b] 1)
;=> {:a {:b 1}}

(reduce-kv (fn [m k v] (assoc m v k)) {} {:a 1, :b 2})
;=> {1 :a, 2 :b}

(subseq (sorted-map 1 :a 2 :b 3 :c) >= 2)
;=> ([2 :b] [3 :c])

(subseq (sorted-set 1 2 3 4 5) > 1 < 4)
;=> (2 3)

(rsubseq (sorted-set 1 2 3 4 5) <= 3)
;=> (3 2 1)

(rsubseq (sorted-map 1 :a 2 :b 3 :c) > 1)
;=> ([3 :c] [2 :b])

(subseq (sorted-set) > 1)
;=> nil

(sorted-set-by (fn [a b] (compare (mod a 3) (mod b 3))) 1 2 3 4 5 6)
;=> #{3 1 2}

(conj (sorted-map) [1 2] {3 4} nil)
;=> {1 2, 3 4}

(sorted-map "b" 1 "a" 2)
;=> {"a" 2, "b" 1}

(sorted-map [2] 1 [1 1] 2 [] 3)
;=> {[] 3, [2] 1, [1 1] 2}

(sorted-set nil 2 1)
;=> #{nil 1 2}

(disj (sorted-set 1 2 3) 2 3)
;=> #{1}

(empty (sorted-map-by > 1 2))
;=> {}

(assoc (empty (sorted-map-by > 1 2)) 1 1 2 2)
;=> {2 2, 1 1}

(pop [1 2 3])
;=> [1 2]

((quote a) {(quote a) 1})
;=> 1

((first {:a 1}) 0)
;=> :a

(conj [1] 2 3)
;=> [1 2 3]

(conj (quote (1)) 2 3)
;=> (3 2 1)

(conj #{1} 2 1)
;=> #{1 2}

(conj {} [1 2] [3 4])
;=> {1 2, 3 4}

(conj nil 1 2)
;=> (2 1)

(conj)
;=> []

(conj [1])
;=> [1]

(assoc nil :a 1)
;=> {:a 1}

(assoc [] 0 1)
;=> [1]

(assoc [1 2] 2 3)
;=> [1 2 3]

(dissoc {:a 1, :b 2, :c 3} :a :c)
;=> {:b 2}

(dissoc nil :a)
;=> nil

(disj #{1 3 2} 1 2)
;=> #{3}

(rseq (vec (range 40)))
;=> (39 38 37 36 35 34 33 32 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0)

(reverse [1 2 3])
;=> (3 2 1)

(rest [])
;=> ()

(rest nil)
;=> ()

(next [1])
;=> nil

(rest [1])
;=> ()

(second [1 2])
;=> 2

(last [1 2 3])
;=> 3

(butlast [1 2 3])
;=> (1 2)

(cons 1 nil)
;=> (1)

(cons 1 "ab")
;=> (1 \a \b)

(cons 1 {:a 2})
;=> (1 [:a 2])

(list* 1 2 [3 4])
;=> (1 2 3 4)

(seq {})
;=> nil

(seq #{})
;=> nil

(seq "")
;=> nil

(seq nil)
;=> nil

(seq (int-array 0))
;=> nil

(empty? ())
;=> true

(not-empty [])
;=> nil

(vector 1 2 3)
;=> [1 2 3]

(vec nil)
;=> []

(vec (quote (1 2)))
;=> [1 2]

(vec (int-array [1 2]))
;=> [1 2]

(set nil)
;=> #{}

(list)
;=> ()

(apply vector (range 33))
;=> [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32]

(take 3 (cycle [1 2]))
;=> (1 2 1)

(take 3 (repeat :x))
;=> (:x :x :x)

(repeat 3 :x)
;=> (:x :x :x)

(take 3 (iterate inc 0))
;=> (0 1 2)

(range 3)
;=> (0 1 2)

(range 2 5)
;=> (2 3 4)

(range 0 10 3)
;=> (0 3 6 9)

(range 10 0 -3)
;=> (10 7 4 1)

(range 0 1 0.25)
;=> (0 0.25 0.5 0.75)

(range 1 0)
;=> ()

(range 5 0)
;=> ()

(range 0 3 1/2)
;=> (0 1/2 1N 3/2 2N 5/2)

(range 3N)
;=> (0 1 2)

(range (int 3))
;=> (0 1 2)

(range 9223372036854775805 9223372036854775807)
;=> (9223372036854775805 9223372036854775806)

(take 3 (range 9223372036854775806 9223372036854775807 5))
;=> (9223372036854775806)

(reduce + (range 0 100 7))
;=> 735

(reduce + 0 (range 1.0 4))
;=> 6.0

(reduce conj [] "abc")
;=> [\a \b \c]

(reduce (fn [a b] (if (= b 3) (reduced a) (+ a b))) (range 10))
;=> 3

(reduce + (list 1 2 3))
;=> 6

(reduce + #{1 3 2})
;=> 6

(reduce + (vals {:a 1, :b 2}))
;=> 3

(reduce + (seq (int-array [1 2 3])))
;=> 6

(reduce + (subvec [1 2 3 4] 1))
;=> 9

(reduce + ())
;=> 0

(reduce + 5 nil)
;=> 5

(reduce + [7])
;=> 7

(reduce conj () (sorted-set 3 1 2))
;=> (3 2 1)

(reductions + [1 2 3])
;=> (1 3 6)

(partition 2 (range 5))
;=> ((0 1) (2 3))

(interleave [1 2] [3 4])
;=> (1 3 2 4)

(flatten [1 [2 [3]]])
;=> (1 2 3)

(mapv inc #{1 2})
;=> [2 3]

(filterv odd? (range 5))
;=> [1 3]

(replace {1 :a} [1 2 1])
;=> [:a 2 :a]

(split-at 2 [1 2 3])
;=> [(1 2) (3)]

(concat [1] (quote (2)) #{3} "a" nil {4 5})
;=> (1 2 3 \a [4 5])

(lazy-cat [1] [2])
;=> (1 2)

(with-meta [1] {:a 1})
;=> [1]

(meta (with-meta (quote (1)) {:a 1}))
;=> {:a 1}

(meta (with-meta (map inc [1]) {:a 1}))
;=> {:a 1}

(meta (with-meta {:a 1} {:b 1}))
;=> {:b 1}

(meta (with-meta #{1} {:b 1}))
;=> {:b 1}

(meta (assoc (with-meta {:a 1} {:b 1}) :c 1))
;=> {:b 1}

(meta (into (with-meta [] {:a 1}) [1 2]))
;=> {:a 1}

(meta (into (with-meta {} {:a 1}) [[1 2]]))
;=> {:a 1}

(meta (vec (with-meta [1] {:a 1})))
;=> nil

(meta (with-meta (cons 1 nil) {:a 1}))
;=> {:a 1}

(meta (rest (with-meta (quote (1 2)) {:a 1})))
;=> nil

(meta (seq (with-meta (quote (1 2)) {:a 1})))
;=> {:a 1}

(let [m {:a 1}] (identical? m (assoc m :a 1)))
;=> true

(let [m {:a 1}] (identical? m (dissoc m :b)))
;=> true

(let [s #{1}] (identical? s (conj s 1)))
;=> true

(let [s (sorted-map 1 2)] (identical? s (assoc s 1 2)))
;=> true

(let [s (sorted-set 1)] (identical? s (disj s 2)))
;=> true

(let [m (zipmap (range 20) (range))] (identical? m (assoc m 5 5)))
;=> true

(let [v [1 2]] (identical? v (assoc v 0 1)))
;=> false

(let [v [1 2]] (identical? v (with-meta v nil)))
;=> true

(print-str (sorted-map :b 1 :a {:c 2}))
;=> "{:a {:c 2}, :b 1}"

(str (range 3))
;=> "(0 1 2)"

(str (map inc [1]))
;=> "clojure.lang.LazySeq@21"

(str (lazy-seq [1]))
;=> "clojure.lang.LazySeq@20"

(str [1 "a" \b nil :c (quote d) 1.5 2N 3M 1/2])
;=> "[1 \"a\" \\b nil :c d 1.5 2N 3M 1/2]"

(str {:a "b"})
;=> "{:a \"b\"}"

(str (quote (1)))
;=> "(1)"

(str #{"a"})
;=> "#{\"a\"}"

(pr-str [1 "a" \b nil])
;=> "[1 \"a\" \\b nil]"

(str (first {1 "a"}))
;=> "[1 \"a\"]"

(str (seq [1]))
;=> "(1)"

(str (cons 1 [2]))
;=> "(1 2)"

(str (repeat 2 1))
;=> "(1 1)"

(sort [[2 1] [1 2] [1]])
;=> ([1] [1 2] [2 1])

(sort-by val {:a 2, :b 1})
;=> ([:b 1] [:a 2])

(let [t (transient [1 2 3])] [(count t) (nth t 1) (get t 5 :none) (t 0) (persistent! (assoc! (conj! (pop! t) 9) 0 7))])
;=> [3 2 :none 1 [7 2 9]]

(let [t (transient {:a 1})] [(count t) (:a t) (t :a) (get t :b :none) (persistent! (dissoc! (assoc! t :b 2 :c 3) :a))])
;=> [1 1 1 :none {:c 3, :b 2}]

(let [t (transient #{1 2})] [(count t) (contains? t 1) (t 1) (get t 5) (persistent! (disj! (conj! t 3) 1))])
;=> [2 true 1 nil #{3 2}]

(persistent! (reduce (fn [t i] (dissoc! t i)) (transient (zipmap (range 100) (range))) (range 97)))
;=> {99 99, 97 97, 98 98}

(persistent! (reduce (fn [t i] (assoc! t i i)) (transient {nil 1}) (range 10)))
;=> {nil 1, 0 0, 7 7, 1 1, 4 4, 6 6, 3 3, 2 2, 9 9, 5 5, 8 8}

(let [v (vec (range 1056)) t (transient v)] (dotimes [i 40] (conj! t i)) (let [p (persistent! t)] [(count p) (count v) (peek p) (nth p 1056)]))
;=> [1096 1056 39 0]

(let [t (transient [])] (dotimes [i 1100] (conj! t i)) (dotimes [i 1090] (pop! t)) (persistent! t))
;=> [0 1 2 3 4 5 6 7 8 9]
