(loop [x 1] (recur 1 2))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 1 args, got: 2

(loop [x 1] (+ 1 (recur 2)))
;=! UnsupportedOperationException Can only recur from tail position

(fn [x] (recur))
;=! IllegalArgumentException Mismatched argument count to recur, expected: 1 args, got: 0
