(let [[a b] [1 2]] [a b])
;=> [1 2]

(let [[a b c] [1 2]] [a b c])
;=> [1 2 nil]

(let [[a & more] [1 2 3]] [a more])
;=> [1 (2 3)]

(let [[a & more] [1]] [a more])
;=> [1 nil]

(let [[a b :as all] [1 2 3]] [a b all])
;=> [1 2 [1 2 3]]

(let [[a [b [c]]] [1 [2 [3]]]] [a b c])
;=> [1 2 3]

(let [[a b] "xy"] [a b])
;=> [\x \y]

(let [[a b] nil] [a b])
;=> [nil nil]

(let [[a b] '(1 2)] [a b])
;=> [1 2]

(let [[_ _ c] (range)] c)
;=> 2

(let [[a & [b & c]] [1 2 3 4]] [a b c])
;=> [1 2 (3 4)]

(let [[x y & {:keys [z]}] [1 2 :z 3]] [x y z])
;=> [1 2 3]
