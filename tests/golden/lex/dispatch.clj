;! golden: lex
#'v
;=    0  var                   #'
;=    2  plain-name            v

[#_ gone #!comment
 1]
;=    0  open-vector           [
;=    1  discard               #_
;=    4  plain-name            gone
;=   20  fixnum                1
;=   21  close-vector          ]

#?(:clj 1)
;=    0  conditional           #?
;=    2  open-list             (
;=    3  plain-keyword         :clj
;=    8  fixnum                1
;=    9  close-list            )

#?@(:clj [1])
;=    0  conditional-splicing  #?@
;=    3  open-list             (
;=    4  plain-keyword         :clj
;=    9  open-vector           [
;=   10  fixnum                1
;=   11  close-vector          ]
;=   12  close-list            )

#inst "2020"
;=    0  tag                   #
;=    1  plain-name            inst
;=    6  plain-string          "2020"

#:n{:a 1}
;=    0  namespaced-map        #:
;=    2  plain-name            n
;=    3  open-map              {
;=    4  plain-keyword         :a
;=    7  fixnum                1
;=    8  close-map             }

##Inf
;=    0  symbolic              ##
;=    2  plain-name            Inf

`(a ~b ~@c)
;=    0  syntax-quote          `
;=    1  open-list             (
;=    2  plain-name            a
;=    4  unquote               ~
;=    5  plain-name            b
;=    7  unquote-splicing      ~@
;=    9  plain-name            c
;=   10  close-list            )

^:k @d
;=    0  meta                  ^
;=    1  plain-keyword         :k
;=    4  deref                 @
;=    5  plain-name            d
