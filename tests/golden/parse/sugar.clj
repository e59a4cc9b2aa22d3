;! golden: parse
'a
;=    2:1    (quote a)

@a
;=    5:1    (clojure.core/deref a)

#'a
;=    8:1    (var a)

^:k [a]
;=   11:1    [a]

[#_ gone a]
;=   14:1    [a]
