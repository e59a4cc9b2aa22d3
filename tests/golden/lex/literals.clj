;! golden: lex
[1 -2 +3 1N 2.5M 1/2 0xFF 36rZ 1e3]
;=    0  open-vector           [
;=    1  fixnum                1
;=    3  fixnum                -2
;=    6  fixnum                +3
;=    9  number                1N
;=   12  number                2.5M
;=   17  number                1/2
;=   21  number                0xFF
;=   26  number                36rZ
;=   31  number                1e3
;=   34  close-vector          ]

["plain" "esc\n" #"re\d" \a \newline]
;=    0  open-vector           [
;=    1  plain-string          "plain"
;=    9  string                "esc\n"
;=   17  regex                 #"re\d"
;=   25  char                  \a
;=   28  char                  \newline
;=   36  close-vector          ]

[nil true :k :n/k ::a ::b/c sym n/sym]
;=    0  open-vector           [
;=    1  plain-name            nil
;=    5  plain-name            true
;=   10  plain-keyword         :k
;=   13  name                  :n/k
;=   18  name                  ::a
;=   22  name                  ::b/c
;=   28  plain-name            sym
;=   32  name                  n/sym
;=   37  close-vector          ]
