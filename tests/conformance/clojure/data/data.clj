;; clojure.data

(require '[clojure.data :as d])
;=> nil

(d/diff {:a 1, :b 2} {:a 1, :c 3})
;=> ({:b 2} {:c 3} {:a 1})

(d/diff [1 2 3] [1 5 3 4])
;=> [[nil 2] [nil 5 nil 4] [1 nil 3]]

(d/diff #{1 2} #{3 2})
;=> [#{1} #{3} #{2}]

(d/diff {:a nil} {:a nil, :b 1})
;=> (nil {:b 1} {:a nil})

(d/diff {:a nil} {})
;=> ({:a nil} nil nil)

(d/diff 1 2)
;=> [1 2 nil]

(d/diff [1 [2 3]] [1 [2 4] 5])
;=> [[nil [nil 3]] [nil [nil 4] 5] [1 [2]]]

(d/diff {:a {:b 1, :c [1 2]}} {:a {:b 1, :c [1 3]}})
;=> ({:a {:c [nil 2]}} {:a {:c [nil 3]}} {:a {:c [1], :b 1}})

(d/diff nil 1)
;=> [nil 1 nil]

(d/diff [1] {:a 1})
;=> [[1] {:a 1} nil]

(d/diff (quote (1 2)) [1 3])
;=> [[nil 2] [nil 3] [1]]

(d/diff [] [1])
;=> [nil [1] nil]

(d/diff {} {:a 1})
;=> (nil {:a 1} nil)

(d/diff "a" "a")
;=> [nil nil "a"]

(d/diff (int-array [1 2]) (int-array [1 3]))
;=> [[nil 2] [nil 3] [1]]

(d/diff [nil 1] [nil 2])
;=> [[nil 1] [nil 2] [nil]]

(d/diff [[] 1] [nil 1])
;=> [[[]] [nil] [nil 1]]

(d/diff {:x [nil]} {:x [nil nil]})
;=> (nil {:x [nil nil]} {:x [nil]})

(d/equality-partition nil)
;=> :atom
