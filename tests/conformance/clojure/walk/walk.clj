;; clojure.walk

(require '[clojure.walk :as w])
;=> nil

(w/walk inc vec (quote (1 2)))
;=> [2 3]

(w/postwalk (fn [x] (if (number? x) (inc x) x)) {:a [1 {2 #{3}}], :b (quote (4 . 5))})
;=> {:a [2 {3 #{4}}], :b (5 . 6)}

(w/prewalk (fn [x] (if (vector? x) (seq x) x)) [1 [2 [3]]])
;=> (1 (2 (3)))

(w/keywordize-keys {"a" {"b" 1, :c [{"d" 2}]}, 3 4})
;=> {:a {:b 1, :c [{:d 2}]}, 3 4}

(w/stringify-keys {:a {:b 1}})
;=> {"a" {"b" 1}}

(w/prewalk-replace {:a [:b], :b 1} [:a :b {:a :b}])
;=> [[1] 1 {[1] 1}]

(w/postwalk-replace {:a :b} (quote (:a [:a])))
;=> (:b [:b])

(with-out-str (w/postwalk-demo [1 {2 3}]))
;=> "Walked: 1\nWalked: 2\nWalked: 3\nWalked: [2 3]\nWalked: {2 3}\nWalked: [1 {2 3}]\n"

(with-out-str (w/prewalk-demo [1 (quote (2))]))
;=> "Walked: [1 (2)]\nWalked: 1\nWalked: (2)\nWalked: 2\n"

(meta (w/postwalk identity (with-meta [1] {:m 1})))
;=> {:m 1}

(meta (w/postwalk identity (with-meta (quote (1)) {:m 1})))
;=> {:m 1}

(list? (w/postwalk identity (quote (1))))
;=> true

(w/walk identity identity (first {1 2}))
;=> [1 2]
