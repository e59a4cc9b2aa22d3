(let [x 1] (let* [y] y))
;=! IllegalArgumentException Bad binding form, expected matched symbol expression pairs

(let* [a/b 1] 1)
;=! RuntimeException Can't let qualified name: a/b
