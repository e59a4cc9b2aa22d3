(read-string "\"\\12 3\"")
;=> "\n 3"

(read-string "2/4")
;=> 1/2

(read-string "36rZZ")
;=> 1295

(read-string "1.")
;=> 1.0

(read-string "1.5M")
;=> 1.5M

(read-string "1N")
;=> 1N

(read-string "0N")
;=> 0N

(read-string "1e3")
;=> 1000.0

(read-string "1e400")
;=> ##Inf

(read-string "1.e3")
;=> 1000.0

(read-string "-0.0")
;=> -0.0

(read-string "0/3")
;=> 0

(read-string "+5")
;=> 5

(read-string "-")
;=> -

(read-string "+")
;=> +

(read-string "0777")
;=> 511

(read-string "-0xFF")
;=> -255

(read-string "9223372036854775807")
;=> 9223372036854775807

(read-string "9223372036854775808")
;=> 9223372036854775808N

(read-string "-9223372036854775808")
;=> -9223372036854775808

(read-string "1M")
;=> 1M

(read-string "1e3M")
;=> 1E+3M

(read-string "00")
;=> 0

(read-string "00.5")
;=> 0.5

(read-string "5'")
;=> 5

(read-string "5#")
;=> 5

(read-string "5%")
;=> 5

(read-string "foo//")
;=> foo//

(read-string "/")
;=> /

(read-string ":1")
;=> :1

(read-string ":/")
;=> :/

(read-string "a:b")
;=> a:b

(read-string ":1/b")
;=> :1/b

(read-string "foo/bar/baz")
;=> foo/bar/baz

(read-string ":foo/bar/baz")
;=> :foo/bar/baz

(read-string "%")
;=> %

(read-string "%1")
;=> %1

(read-string "a'b")
;=> a'b

(read-string "a#b")
;=> a#b

(read-string "a%b")
;=> a%b

(read-string "'a")
;=> (quote a)

(read-string "@a")
;=> (clojure.core/deref a)

(read-string "#'a")
;=> (var a)

(read-string "#_#_ a b c")
;=> c

(read-string "(a #_ b)")
;=> (a)

(read-string "#:a{:b 1 c 2 :_/d 3 :e/f 4 _/g 5 \"x\" 6}")
;=> {:a/b 1, a/c 2, :d 3, :e/f 4, g 5, "x" 6}

(read-string "#:a {:b 1}")
;=> {:a/b 1}

(read-string "##Inf")
;=> ##Inf

(read-string "##-Inf")
;=> ##-Inf

(read-string "##NaN")
;=> ##NaN

(read-string "## Inf")
;=> ##Inf

(read-string "#()")
;=> (fn* [] ())

(read-string "%&")
;=> %&

(read-string "~a")
;=> (clojure.core/unquote a)

(read-string "~@a")
;=> (clojure.core/unquote-splicing a)

(read-string "#!foo\n1")
;=> 1

(read-string "; foo\n1")
;=> 1

(read-string "#inst \"2020-01-01\"")
;=> #inst "2020-01-01T00:00:00.000-00:00"

(read-string "nil")
;=> nil

(read-string "true")
;=> true

(read-string "false")
;=> false

(read-string "nil/a")
;=> nil/a

(read-string "a\\b")
;=> a

(read-string "a\"b\"")
;=> a

(read-string "a;b")
;=> a

(read-string "\\newline")
;=> \newline

(read-string "\\space")
;=> \space

(read-string "\\tab")
;=> \tab

(read-string "\\backspace")
;=> \backspace

(read-string "\\formfeed")
;=> \formfeed

(read-string "\\return")
;=> \return

(read-string "\\a")
;=> \a

(read-string "\\u0041")
;=> \A

(read-string "\\o101")
;=> \A

(read-string "\\(")
;=> \(

(read-string "\\ ")
;=> \space

(read-string "\\,")
;=> \,

(read-string "\\é")
;=> \é

(read-string "\\u")
;=> \u

(read-string "\\o")
;=> \o

(read-string "é")
;=> é

(read-string "日本/語")
;=> 日本/語

(read-string "a b")
;=> a b

(read-string "a b")
;=> a

(read-string "﻿a")
;=> ﻿a

(read-string "()")
;=> ()

(read-string "[]")
;=> []

(read-string "{}")
;=> {}

(read-string "#{}")
;=> #{}

(read-string "{1 2 1.0 3}")
;=> {1 2, 1.0 3}

(read-string "24rN")
;=> 23

(read-string "24r1N")
;=> 47

(read-string "0x1N")
;=> 1N

(read-string "017N")
;=> 15N

(read-string "00N")
;=> 0N

(read-string "36rN")
;=> 23

(read-string "0e5")
;=> 0.0

(read-string "0.5M")
;=> 0.5M

(read-string "00M")
;=> 0M

(read-string "08M")
;=> 8M

(read-string "2R1")
;=> 1

(read-string "0X1f")
;=> 31

(read-string "1E5")
;=> 100000.0

(read-string "1e+5")
;=> 100000.0

(read-string "1e-5M")
;=> 0.00001M

(read-string ".5")
;=> .5

(read-string "-.5")
;=> -.5

(read-string "Infinity")
;=> Infinity

(read-string "-2r11")
;=> -3

(read-string "1e1000000M")
;=> 1E+1000000M

(read-string "1.M")
;=> 1M

(read-string "-0")
;=> 0

(read-string "-0N")
;=> 0N

(read-string "-0/1")
;=> 0

(read-string "-1/2")
;=> -1/2

(read-string "1/02")
;=> 1/2

(read-string "4/2")
;=> 2

(read-string "100000000000000000000/2")
;=> 50000000000000000000N

(read-string "123456789012345678901234567890N")
;=> 123456789012345678901234567890N

(read-string "'^:a [1]")
;=> (quote [1])

(read-string "(^:a b c)")
;=> (b c)

(read-string "[%]")
;=> [%]

(read-string "(a % b)")
;=> (a % b)

(read-string "\"\\uDBFF\\uDFFF\"")
;=> "􏿿"

(read-string "#\"a\\\"b\"")
;=> #"a\"b"

(read-string "#\"\\d\\n\n\"")
;=> #"\d\n
;=> "

(read-string "(quote)")
;=> (quote)

(read-string "a,b")
;=> a

(read-string "[a,,b]")
;=> [a b]
