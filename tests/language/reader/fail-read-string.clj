(read-string "{:a}")
;=! RuntimeException Map literal must contain an even number of forms

(read-string "{:a 1 :a 2}")
;=! IllegalArgumentException Duplicate key: :a

(read-string "#{1 1}")
;=! IllegalArgumentException Duplicate key: 1

(read-string "(1 2")
;=! RuntimeException EOF while reading

(read-string "\n\n (1 [2")
;=! RuntimeException EOF while reading

(read-string "\"abc")
;=! RuntimeException EOF while reading string

(read-string "#\"abc")
;=! RuntimeException EOF while reading regex

(read-string "\\")
;=! RuntimeException EOF while reading character

(read-string "\\foo")
;=! RuntimeException Unsupported character: \foo

(read-string "\\uD800")
;=! RuntimeException Invalid character constant: \ud800

(read-string "\\u12")
;=! IllegalArgumentException Invalid unicode character: \u12

(read-string "\\u12G4")
;=! IllegalArgumentException Invalid digit: G

(read-string "\\o400")
;=! RuntimeException Octal escape sequence must be in range [0, 377].

(read-string "\\o8")
;=! IllegalArgumentException Invalid digit: 8

(read-string "\\o1234")
;=! RuntimeException Invalid octal escape sequence length: 4

(read-string "\"\\q\"")
;=! RuntimeException Unsupported escape character: \q

(read-string "\"\\u12\"")
;=! IllegalArgumentException Invalid character length: 2, should be: 4

(read-string "\"\\uZ\"")
;=! RuntimeException Invalid unicode escape: \uZ

(read-string "\"\\u12Z4\"")
;=! IllegalArgumentException Invalid digit: Z

(read-string "\"\\400\"")
;=! RuntimeException Octal escape sequence must be in range [0, 377].

(read-string "\"\\8\"")
;=! IllegalArgumentException Invalid digit: 8

(read-string "\"\\18\"")
;=! IllegalArgumentException Invalid digit: 8

(read-string "08")
;=! NumberFormatException Invalid number: 08

(read-string "1a")
;=! NumberFormatException Invalid number: 1a

(read-string "1/0")
;=! ArithmeticException Divide by zero

(read-string "0x1G")
;=! NumberFormatException Invalid number: 0x1G

(read-string "37r1")
;=! NumberFormatException Radix out of range

(read-string "1r1")
;=! NumberFormatException Radix out of range

(read-string "2r3")
;=! NumberFormatException For input string: "3" under radix 2

(read-string "1/2/3")
;=! NumberFormatException Invalid number: 1/2/3

(read-string "1e")
;=! NumberFormatException Invalid number: 1e

(read-string "1.2.3")
;=! NumberFormatException Invalid number: 1.2.3

(read-string "٣")
;=! NumberFormatException Invalid number: ٣

(read-string "a/1b")
;=! RuntimeException Invalid token: a/1b

(read-string "//")
;=! RuntimeException Invalid token: //

(read-string "/foo")
;=! RuntimeException Invalid token: /foo

(read-string ":")
;=! RuntimeException Invalid token: :

(read-string ":a/1")
;=! RuntimeException Invalid token: :a/1

(read-string "::")
;=! RuntimeException Invalid token: ::

(read-string ":a:")
;=! RuntimeException Invalid token: :a:

(read-string "a::b")
;=! RuntimeException Invalid token: a::b

(read-string "foo:/bar")
;=! RuntimeException Invalid token: foo:/bar

(read-string ":::a")
;=! RuntimeException Invalid token: :::a

(read-string "::nope/a")
;=! RuntimeException Invalid token: ::nope/a

(read-string "a/")
;=! RuntimeException Invalid token: a/

(read-string ":a/")
;=! RuntimeException Invalid token: :a/

(read-string "foo:")
;=! RuntimeException Invalid token: foo:

(read-string "::a/b/c")
;=! RuntimeException Invalid token: ::a/b/c

(read-string "::/")
;=! RuntimeException Invalid token: ::/

(read-string ":a/b:")
;=! RuntimeException Invalid token: :a/b:

(read-string "^a")
;=! RuntimeException EOF while reading

(read-string "^:a 1")
;=! IllegalArgumentException Metadata can only be applied to IMetas

(read-string "^:a")
;=! RuntimeException EOF while reading

(read-string "#'")
;=! RuntimeException EOF while reading

(read-string "#_")
;=! RuntimeException EOF while reading

(read-string "#_ a")
;=! RuntimeException EOF while reading

(read-string "(a #_)")
;=! RuntimeException Unmatched delimiter: )

(read-string ")")
;=! RuntimeException Unmatched delimiter: )

(read-string "]")
;=! RuntimeException Unmatched delimiter: ]

(read-string "}")
;=! RuntimeException Unmatched delimiter: }

(read-string "(]")
;=! RuntimeException Unmatched delimiter: ]

(read-string "[1 2)")
;=! RuntimeException Unmatched delimiter: )

(read-string "{1 2]")
;=! RuntimeException Unmatched delimiter: ]

(read-string "#<foo>")
;=! RuntimeException Unreadable form

(read-string "#foo")
;=! RuntimeException EOF while reading

(read-string "#foo 1")
;=! RuntimeException No reader function for tag foo

(read-string "#1 2")
;=! RuntimeException Reader tag must be a symbol

(read-string "#:a")
;=! RuntimeException Namespaced map must specify a map

(read-string "#:a 1")
;=! RuntimeException Namespaced map must specify a map

(read-string "#:a{:b}")
;=! RuntimeException Namespaced map literal must contain an even number of forms

(read-string "#: a{:b 1}")
;=! RuntimeException Namespaced map must specify a namespace

(read-string "#::nope{:b 1}")
;=! RuntimeException Unknown auto-resolved namespace alias: nope

(read-string "#:a/b{:c 1}")
;=! RuntimeException Namespaced map must specify a valid namespace: a/b

(read-string "#:{:a 1}")
;=! RuntimeException Namespaced map must specify a valid namespace: null

(read-string "#:\"a\"{:b 1}")
;=! RuntimeException Namespaced map must specify a valid namespace: a

(read-string "#:a{:b 1 :a/b 2}")
;=! IllegalArgumentException Duplicate key: :a/b

(read-string "#::1{}")
;=! RuntimeException Namespaced map must specify a valid namespace: 1

(read-string "#:: a{}")
;=! RuntimeException Namespaced map must specify a namespace

(read-string "##Foo")
;=! RuntimeException Unknown symbolic value: ##Foo

(read-string "##1")
;=! RuntimeException Invalid token: ##1

(read-string "##")
;=! RuntimeException EOF while reading

(read-string "#")
;=! RuntimeException EOF while reading character

(read-string "#?(:clj 1)")
;=! RuntimeException Conditional read not allowed

(read-string "#?@(:clj [1])")
;=! RuntimeException Conditional read not allowed

(read-string "#(#())")
;=! IllegalStateException Nested #()s are not allowed

(read-string "#(%a)")
;=! IllegalStateException arg literal must be %, %& or %integer

(read-string "~")
;=! RuntimeException EOF while reading character

(read-string "'")
;=! RuntimeException EOF while reading

(read-string "@")
;=! RuntimeException EOF while reading

(read-string "^")
;=! RuntimeException EOF while reading

(read-string "")
;=! RuntimeException EOF while reading

(read-string "   ")
;=! RuntimeException EOF while reading

(read-string ",")
;=! RuntimeException EOF while reading

(read-string "#java.lang.String 1")
;=! RuntimeException Unreadable constructor form starting with "#java.lang.String"

(read-string "true:")
;=! RuntimeException Invalid token: true:

(read-string "[#?(:clj 1)]")
;=! RuntimeException Conditional read not allowed

(read-string "\\😀")
;=! RuntimeException Unsupported character: \😀

(read-string "\\ab")
;=! RuntimeException Unsupported character: \ab

(read-string "\\u00411")
;=! IllegalArgumentException Invalid unicode character: \u00411

(read-string "#;a")
;=! RuntimeException EOF while reading

(read-string "# a")
;=! RuntimeException EOF while reading

(read-string "#%a")
;=! RuntimeException EOF while reading

(read-string "#@a")
;=! RuntimeException Reader tag must be a symbol

(read-string "#~a")
;=! RuntimeException Reader tag must be a symbol

(read-string "#\\a")
;=! RuntimeException Reader tag must be a symbol

(read-string "#[1]")
;=! RuntimeException Reader tag must be a symbol

(read-string "#)")
;=! RuntimeException Unmatched delimiter: )

(read-string "#]")
;=! RuntimeException Unmatched delimiter: ]

(read-string "#}")
;=! RuntimeException Unmatched delimiter: }

(read-string "#& 1")
;=! RuntimeException No reader function for tag &

(read-string "#é 1")
;=! RuntimeException No reader function for tag é

(read-string "#nil 1")
;=! RuntimeException Reader tag must be a symbol

(read-string "#:nil{}")
;=! RuntimeException Namespaced map must specify a valid namespace: null

(read-string "#a\"x\"")
;=! RuntimeException No reader function for tag a

(read-string "{nil nil nil nil}")
;=! IllegalArgumentException Duplicate key: null

(read-string "#{[1] (1)}")
;=! IllegalArgumentException Duplicate key: (1)

(read-string "{:a 1 :b}")
;=! RuntimeException Map literal must contain an even number of forms

(read-string "2r12N")
;=! NumberFormatException For input string: "12N" under radix 2

(read-string "2r11N")
;=! NumberFormatException For input string: "11N" under radix 2

(read-string "2r1NN")
;=! NumberFormatException For input string: "1NN" under radix 2

(read-string "08N")
;=! NumberFormatException Invalid number: 08N

(read-string "1e5N")
;=! NumberFormatException Invalid number: 1e5N

(read-string "16rFN")
;=! NumberFormatException For input string: "FN" under radix 16

(read-string "0xN")
;=! NumberFormatException Invalid number: 0xN

(read-string "1r")
;=! NumberFormatException Invalid number: 1r

(read-string "99r1")
;=! NumberFormatException Radix out of range

(read-string "1/2N")
;=! NumberFormatException Invalid number: 1/2N

(read-string "1e1/2")
;=! NumberFormatException Invalid number: 1e1/2

(read-string "-08")
;=! NumberFormatException Invalid number: -08

(read-string "0b1")
;=! NumberFormatException Invalid number: 0b1

(read-string "1_000")
;=! NumberFormatException Invalid number: 1_000

(read-string "1..2")
;=! NumberFormatException Invalid number: 1..2

(read-string "1.e")
;=! NumberFormatException Invalid number: 1.e

(read-string "1e5f")
;=! NumberFormatException Invalid number: 1e5f

(read-string "1d")
;=! NumberFormatException Invalid number: 1d

(read-string "1f")
;=! NumberFormatException Invalid number: 1f

(read-string "1L")
;=! NumberFormatException Invalid number: 1L

(read-string "1٣")
;=! NumberFormatException Invalid number: 1٣

(read-string "0x٣")
;=! NumberFormatException Invalid number: 0x٣

(read-string "2r11111111111111111111111111111113")
;=! NumberFormatException For input string: "111111111111111111111111111113" under radix 2

(read-string "16rFFFFFFFFFFFFG")
;=! NumberFormatException For input string: "FFFFFFG" under radix 16

(read-string "10rAB")
;=! NumberFormatException For input string: "AB"

(read-string "2r0003")
;=! NumberFormatException For input string: "3" under radix 2

(read-string "-2r3")
;=! NumberFormatException For input string: "3" under radix 2

(read-string "0x")
;=! NumberFormatException Invalid number: 0x

(read-string "1e99999999999M")
;=! NumberFormatException Too many nonzero exponent digits.

(read-string "1e-99999999999M")
;=! NumberFormatException Too many nonzero exponent digits.

(read-string "^:a nil")
;=! IllegalArgumentException Metadata can only be applied to IMetas

(read-string "^:a \"s\"")
;=! IllegalArgumentException Metadata can only be applied to IMetas

(read-string "^:a :k")
;=! IllegalArgumentException Metadata can only be applied to IMetas

(read-string "^:a #\"x\"")
;=! IllegalArgumentException Metadata can only be applied to IMetas

(read-string "#::clojure.core{:a 1}")
;=! RuntimeException Unknown auto-resolved namespace alias: clojure.core

(read-string "::clojure.core/a")
;=! RuntimeException Invalid token: ::clojure.core/a

(read-string "#(%%)")
;=! IllegalStateException arg literal must be %, %& or %integer

(read-string "#(a %b)")
;=! IllegalStateException arg literal must be %, %& or %integer

(read-string "#(%:a)")
;=! IllegalStateException arg literal must be %, %& or %integer

(read-string "#(%&a)")
;=! IllegalStateException arg literal must be %, %& or %integer

(read-string "\"\\12x\\u0041\\u00e9\"")
;=! IllegalArgumentException Invalid digit: x

(read-string "\"\\")
;=! RuntimeException EOF while reading string

(read-string "\"\\u")
;=! RuntimeException Invalid unicode escape: \u￿

(read-string "\"\\u1")
;=! IllegalArgumentException Invalid character length: 1, should be: 4

(read-string "\"\\1")
;=! RuntimeException EOF while reading string

(read-string "\"\\u004 1\"")
;=! IllegalArgumentException Invalid character length: 3, should be: 4

(read-string "\"\\u00(1\"")
;=! IllegalArgumentException Invalid character length: 2, should be: 4

(read-string "#\"\\")
;=! RuntimeException EOF while reading regex

(read-string "#\"(\"")
;=! PatternSyntaxException Unclosed group near index 1
;=! (

(read-string "#\"[\"")
;=! PatternSyntaxException Unclosed character class near index 0
;=! [
;=! ^
