(defn half [n] {:pre [(even? n)] :post [(integer? %)]} (/ n 2))

(half 4)
;=> 2

(half 3)
;=! AssertionError Assert failed: (even? n)
