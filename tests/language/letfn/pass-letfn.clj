(letfn [(ev? [n] (if (zero? n) true (od? (dec n)))) (od? [n] (if (zero? n) false (ev? (dec n))))] [(ev? 10) (od? 7) (ev? 3)])
;=> [true true false]

(letfn [(f [x] (* 2 x))] (map f [1 2 3]))
;=> (2 4 6)

(let [k 3] (letfn [(g [x] (+ k x)) (h [x] (g (g x)))] (h 1)))
;=> 7
