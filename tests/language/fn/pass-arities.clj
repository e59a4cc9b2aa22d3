(def f (fn ([] :none) ([a] [:one a]) ([a b] [:two a b]) ([a b & more] [:more a b more])))

(f)
;=> :none

(f 1)
;=> [:one 1]

(f 1 2)
;=> [:two 1 2]

(f 1 2 3)
;=> [:more 1 2 (3)]

(f 1 2 3 4)
;=> [:more 1 2 (3 4)]

(apply f 1 2 3 (range 4 30))
;=> [:more 1 2 (3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29)]

((fn self [n] (if (zero? n) :end (self (dec n)))) 100)
;=> :end

((fn [a & [b c]] [a b c]) 1 2)
;=> [1 2 nil]

(#(+ %1 %2) 1 2)
;=> 3

(#(vector % %2 %&) 1 2 3 4)
;=> [1 2 (3 4)]

((fn [x & xs] xs) 1)
;=> nil

(defn g "doc" {:k 1} ([x] x) ([x y] [x y]))

(:doc (meta #'g))
;=> "doc"

(:arglists (meta #'g))
;=> ([x] [x y])

(:k (meta #'g))
;=> 1

((fn [a b c d e f g h i j k l m n o p q r s t] t) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
;=> 20

(apply (fn [a b & more] (count more)) (range 100))
;=> 98

(let [x 1] ((fn [] (let [y 2] ((fn [] [x y])))))  )
;=> [1 2]

((fn [n] (if (pos? n) (recur (dec n)) n)) 1000)
;=> 0

((fn [x & more] (if more (recur (+ x (first more)) (next more)) x)) 1 2 3 4)
;=> 10
