;; clojure.zip

(require '[clojure.zip :as z])
;=> nil

(def v (z/vector-zip [1 [2 3 [4 5]] 6 [] [7]]))
;=> #'user/v

(-> v z/down)
;=> [1 {:l [], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r ([2 3 [4 5]] 6 [] [7])}]

(-> v z/down z/right)
;=> [[2 3 [4 5]] {:l [1], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r (6 [] [7])}]

(-> v z/down z/right z/down z/right z/right z/down z/rightmost z/path)
;=> [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]] [4 5]]

(-> v z/down z/rightmost)
;=> [[7] {:l [1 [2 3 [4 5]] 6 []], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r nil}]

(-> v z/down z/rightmost z/leftmost)
;=> [1 {:l [], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r ([2 3 [4 5]] 6 [] [7])}]

(-> v z/down z/right z/right z/left)
;=> [[2 3 [4 5]] {:l [1], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r (6 [] [7])}]

(->> v (iterate z/next) (take-while (complement z/end?)) (map z/node))
;=> ([1 [2 3 [4 5]] 6 [] [7]] 1 [2 3 [4 5]] 2 3 [4 5] 4 5 6 [] [7] 7)

(->> v (iterate z/next) (drop-while (complement z/end?)) first)
;=> [[1 [2 3 [4 5]] 6 [] [7]] :end]

(-> v z/down z/right (z/insert-left :a) (z/insert-right :b))
;=> [[2 3 [4 5]] {:l [1 :a], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r (:b 6 [] [7]), :changed? true}]

(-> v z/down z/right (z/insert-left :a) (z/insert-right :b) z/up)
;=> [[1 :a [2 3 [4 5]] :b 6 [] [7]] nil]

(-> v z/down z/right (z/insert-left :a) (z/insert-right :b) z/right z/right z/leftmost z/rights)
;=> (:a [2 3 [4 5]] :b 6 [] [7])

(-> v (z/insert-left 1))
;=! Exception Insert at top

(-> v z/remove)
;=! Exception Remove at top

(-> v z/down z/children)
;=! Exception called children on a leaf node

(z/right v)
;=> nil

(z/left v)
;=> nil

(z/up v)
;=> nil

(z/prev v)
;=> nil

(z/rightmost v)
;=> [[1 [2 3 [4 5]] 6 [] [7]] nil]

(z/leftmost v)
;=> [[1 [2 3 [4 5]] 6 [] [7]] nil]

(-> v z/down (z/edit + 10 5) z/root)
;=> [16 [2 3 [4 5]] 6 [] [7]]

(-> v z/down z/right (z/insert-child 0) (z/append-child 9) z/root)
;=> [1 [0 2 3 [4 5] 9] 6 [] [7]]

(-> v (z/append-child 3) z/root)
;=> [1 [2 3 [4 5]] 6 [] [7] 3]

(-> v z/down z/right z/down z/right z/remove)
;=> [2 {:l [], :pnodes [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]]], :ppath {:l [1], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r (6 [] [7])}, :r ([4 5]), :changed? true}]

(-> v z/down z/remove)
;=> [[[2 3 [4 5]] 6 [] [7]] nil]

(-> v z/down z/remove z/root)
;=> [[2 3 [4 5]] 6 [] [7]]

(-> v z/down z/right z/right z/remove)
;=> [5 {:l [4], :pnodes [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]] [4 5]], :ppath {:l [2 3], :pnodes [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]]], :ppath {:l [1], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r ([] [7]), :changed? true}, :r nil}, :r nil}]

(-> v z/down z/right z/right z/remove z/root)
;=> [1 [2 3 [4 5]] [] [7]]

(-> v z/down z/right z/right z/prev)
;=> [5 {:l [4], :pnodes [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]] [4 5]], :ppath {:l [2 3], :pnodes [[1 [2 3 [4 5]] 6 [] [7]] [2 3 [4 5]]], :ppath {:l [1], :pnodes [[1 [2 3 [4 5]] 6 [] [7]]], :ppath nil, :r (6 [] [7])}, :r nil}, :r nil}]

(-> v z/down z/right z/right z/prev z/prev z/node)
;=> 4

(z/lefts v)
;=> nil

(z/rights v)
;=> nil

(loop [l v] (if (z/end? l) (z/root l) (recur (z/next (if (number? (z/node l)) (z/edit l inc) l)))))
;=> [2 [3 4 [5 6]] 7 [] [8]]

(loop [l (z/seq-zip (quote (1 (2 3) 4 (5))))] (if (z/end? l) (z/root l) (recur (z/next (if (= 2 (z/node l)) (z/remove l) l)))))
;=> (1 (3) 4 (5))

(z/root (z/edit (z/down (z/xml-zip {:tag :a, :content ["x" {:tag :b, :content nil}]})) str "y"))
;=> {:tag :a, :content ["xy" {:tag :b, :content nil}]}

(z/next (z/next (z/vector-zip [])))
;=> [[] :end]

(z/root (z/next (z/vector-zip [])))
;=> []

(z/right [1 :end])
;=> nil

(-> v z/down z/right z/right z/right z/down)
;=> nil
