;! golden: lex
(a [b {:c d}] #{e})
;=    0  open-list             (
;=    1  plain-name            a
;=    3  open-vector           [
;=    4  plain-name            b
;=    6  open-map              {
;=    7  plain-keyword         :c
;=   10  plain-name            d
;=   11  close-map             }
;=   12  close-vector          ]
;=   14  open-set              #{
;=   16  plain-name            e
;=   17  close-map             }
;=   18  close-list            )

'(a . b)
;=    0  quote                 '
;=    1  open-list             (
;=    2  plain-name            a
;=    4  plain-name            .
;=    6  plain-name            b
;=    7  close-list            )

#(f %1 %&)
;=    0  open-fn               #(
;=    2  plain-name            f
;=    4  arg                   %1
;=    7  arg                   %&
;=    9  close-list            )
