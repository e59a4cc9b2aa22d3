(case 1 1 :one 2 :two)
;=> :one

(case 3 1 :one 2 :two :other)
;=> :other

(case :b :a 1 :b 2 3)
;=> 2

(case 'x x 1 y 2)
;=> 1

(case "s" "s" 1 2)
;=> 1

(case \a \a 1 2)
;=> 1

(case 2 (1 2 3) :low 4 :four :none)
;=> :low

(case nil nil :nil :else)
;=> :nil

(case [1 2] [1 2] :vec :else)
;=> :vec

(case {:a 1} {:a 1} :map :else)
;=> :map

(case 1.0 1 :long 1.0 :double :none)
;=> :double

(case true true :t false :f)
;=> :t

(case 1000000000000 1000000000000 :big :none)
;=> :big

(map (fn [x] (case x 0 :a 1 :b 2 :c 3 :d :z)) (range -1 5))
;=> (:z :a :b :c :d :z)

(case 5 1 :one)
;=! IllegalArgumentException No matching clause: 5

(case :nope :a 1)
;=! IllegalArgumentException No matching clause: :nope
