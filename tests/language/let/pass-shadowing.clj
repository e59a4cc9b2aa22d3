; An inner binding hides an outer one, and the outer one is back afterwards.
(let [x 1] (let [x 2] x))
;=> 2

(let [x 1]
  (let [x (+ x 1)] x)
  x)
;=> 1

(let [x 1, x (+ x 10)] x)
;=> 11
