(assoc {:a 1} :b 2 :c 3)
;=> {:a 1, :b 2, :c 3}

(dissoc {:a 1 :b 2} :a)
;=> {:b 2}

(get {:a nil} :a 1)
;=> nil

(get {:a 1} :b)
;=> nil

(contains? {:a nil} :a)
;=> true

(find {:a 1} :a)
;=> [:a 1]

(select-keys {:a 1 :b 2} [:a :c])
;=> {:a 1}

(merge {:a 1} {:b 2} nil)
;=> {:a 1, :b 2}

(merge-with + {:a 1} {:a 2 :b 3})
;=> {:a 3, :b 3}

(update {:a 1} :a inc)
;=> {:a 2}

(update-in {:a {:b 1}} [:a :b] + 10)
;=> {:a {:b 11}}

(assoc-in {} [:a :b] 1)
;=> {:a {:b 1}}

(get-in {:a {:b 1}} [:a :b])
;=> 1

(keys {:a 1 :b 2})
;=> (:a :b)

(vals {:a 1 :b 2})
;=> (1 2)

(map key {:a 1})
;=> (:a)

(into {} (map (fn [i] [i (* i i)]) (range 20)))
;=> {0 0, 7 49, 1 1, 4 16, 15 225, 13 169, 6 36, 17 289, 3 9, 12 144, 2 4, 19 361, 11 121, 9 81, 5 25, 14 196, 16 256, 10 100, 18 324, 8 64}

(into #{} (range 20))
;=> #{0 7 1 4 15 13 6 17 3 12 2 19 11 9 5 14 16 10 18 8}

(hash-map :a 1 :b 2 :c 3)
;=> {:c 3, :b 2, :a 1}

(zipmap (map str (range 12)) (range))
;=> {"9" 9, "3" 3, "4" 4, "8" 8, "7" 7, "5" 5, "6" 6, "1" 1, "0" 0, "11" 11, "2" 2, "10" 10}

(set (map keyword "abcdefghijklmnop"))
;=> #{nil}

(apply hash-map (range 20))
;=> {0 1, 4 5, 6 7, 12 13, 2 3, 14 15, 16 17, 10 11, 18 19, 8 9}

(sorted-map :b 1 :a 2)
;=> {:a 2, :b 1}

(sorted-set 3 1 2)
;=> #{1 2 3}

(sorted-map-by > 1 :a 2 :b)
;=> {2 :b, 1 :a}

(subseq (sorted-set 1 2 3 4) > 2)
;=> (3 4)

(rsubseq (sorted-set 1 2 3 4) <= 3)
;=> (3 2 1)

(conj #{1} 2)
;=> #{1 2}

(disj #{1 2} 1)
;=> #{2}

(#{1 2} 1)
;=> 1

({:a 1} :a)
;=> 1

(:a {:a 1})
;=> 1

(:b {:a 1} :none)
;=> :none

(conj {:a 1} [:b 2])
;=> {:a 1, :b 2}

(conj {:a 1} {:b 2})
;=> {:a 1, :b 2}

(reduce-kv (fn [acc k v] (+ acc v)) 0 {:a 1 :b 2})
;=> 3

(= {:a 1 :b 2} {:b 2 :a 1})
;=> true

(= #{1 2} #{2 1})
;=> true

(hash {:a 1})
;=> 1772842048

(hash #{1 2})
;=> 460223544

(hash [1 2])
;=> 156247261

(hash '(1 2))
;=> 156247261

(= [1 2] '(1 2))
;=> true

(empty {:a 1})
;=> {}

(persistent! (assoc! (transient {}) :a 1))
;=> {:a 1}

(update-vals {:a 1} inc)
;=> {:a 2}

(update-keys {:a 1} name)
;=> {"a" 1}

(group-by first ["ab" "ac" "b"])
;=> {\a ["ab" "ac"], \b ["b"]}

(meta (with-meta {} {:a 1}))
;=> {:a 1}

(map-entry? (first {:a 1}))
;=> true

(empty? {})
;=> true

(not-empty [])
;=> nil

(reduce conj {} [[1 2] [3 4]])
;=> {1 2, 3 4}

(vec (sorted-map 1 2))
;=> [[1 2]]

(compare [1 2] [1 3])
;=> -1

(get [1 2] 1)
;=> 2

(get "abc" 1)
;=> \b

(get nil :a)
;=> nil

(contains? [1 2] 1)
;=> true

(peek [1 2])
;=> 2

(pop [1 2])
;=> [1]

(peek '(1 2))
;=> 1

(pop '(1 2))
;=> (2)

[(max-key identity 1 2 ##NaN) (max-key identity 1 ##NaN) (max-key identity 1 ##NaN 0) (min-key identity 1 2 ##NaN)]
;=> [2 ##NaN ##NaN 1]

(map str [(max-key count "ab" "cd" "ef" "g") (min-key count "ab" "c" "d" "efg")])
;=> ("ef" "d")
