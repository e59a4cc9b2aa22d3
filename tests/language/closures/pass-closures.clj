(let [counter (atom 0) up (fn [] (swap! counter inc))] (up) (up) @counter)
;=> 2

(((fn [x] (fn [y] (+ x y))) 1) 2)
;=> 3

(map (fn [f] (f 10)) (map (fn [n] (fn [x] (* n x))) [1 2 3]))
;=> (10 20 30)

(let [a 1 f (fn [] a) a 2] [(f) a])
;=> [1 2]

((let [x 1] (fn g ([] (g x)) ([y] [x y]))))
;=> [1 1]

(let [xs [1 2 3]] (reduce (fn [acc x] (+ acc (* x (count xs)))) 0 xs))
;=> 18
