(let [a (atom 1)] (swap! a + 5) @a)
;=> 6

(let [a (atom 1)] [(reset! a 2) @a])
;=> [2 2]

(let [a (atom 1)] (swap-vals! a inc))
;=> [1 2]

(let [a (atom 1)] [(compare-and-set! a 1 5) (compare-and-set! a 1 6) @a])
;=> [true false 5]

(let [a (atom 1) log (atom [])] (add-watch a :w (fn [k r o n] (swap! log conj [k o n]))) (swap! a inc) @log)
;=> [[:w 1 2]]

(let [a (atom 1 :validator pos?)] (swap! a dec))
;=! IllegalStateException Invalid reference state

(let [v (volatile! 1)] (vswap! v inc) @v)
;=> 2

(let [a (atom {:n 0})] (dotimes [_ 100] (swap! a update :n inc)) (:n @a))
;=> 100

(deref (atom 5))
;=> 5

(meta (atom 1 :meta {:a 1}))
;=> {:a 1}
