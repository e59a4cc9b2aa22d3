;; A loop without bindings of its own begins where the local around it is bound.
(let [n (atom 0)] (loop [] (when (< (swap! n inc) 5) (recur))) @n)
;=> 5

(let [n (atom 0)] (loop [] (swap! n inc) (if (< @n 3) (recur) :done)))
;=> :done

(let [b (StringBuilder.)] (loop [] (.append b "x") (if (< (.length b) 3) (recur) (str b))))
;=> "xxx"

((fn [n] (loop [] (if (< (swap! n inc) 4) (recur) @n))) (atom 0))
;=> 4

(let [a (atom 0)] (loop [] (let [y (swap! a inc)] (if (< y 3) (recur) [y @a]))))
;=> [3 3]
