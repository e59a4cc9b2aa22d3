(+ 1 2.5)
;=> 3.5

(/ 1 3)
;=> 1/3

(/ 6 3)
;=> 2

(/ 1.0 3)
;=> 0.3333333333333333

(* 1/2 4)
;=> 2N

(+ 9223372036854775807 1)
;=! ArithmeticException long overflow

(+' 9223372036854775807 1)
;=> 9223372036854775808N

(* 1N 2)
;=> 2N

(+ 1.5M 2)
;=> 3.5M

(quot 7 -2)
;=> -3

(rem 7 -2)
;=> 1

(mod 7 -2)
;=> -1

(mod -7 2)
;=> 1

(inc 1)
;=> 2

(dec 1/2)
;=> -1/2

(max 1 2.0)
;=> 2.0

(min 1 2)
;=> 1

(== 1 1.0)
;=> true

(= 1 1.0)
;=> false

(= 1 1N)
;=> true

(< 1 2 3)
;=> true

(bit-and 12 10)
;=> 8

(bit-or 12 10)
;=> 14

(bit-xor 12 10)
;=> 6

(bit-shift-left 1 10)
;=> 1024

(bit-shift-right -8 1)
;=> -4

(unsigned-bit-shift-right -1 60)
;=> 15

(bit-not 5)
;=> -6

(bit-test 5 2)
;=> true

(even? 2)
;=> true

(zero? 0.0)
;=> true

(pos? -1)
;=> false

(int 3.7)
;=> 3

(long 3.7)
;=> 3

(double 1/3)
;=> 0.3333333333333333

(rationalize 0.5)
;=> 1/2

(numerator 2/3)
;=> 2

(bigdec 1.5)
;=> 1.5M

(bigint 5)
;=> 5N

1e10
;=> 1.0E10

1.0E-5
;=> 1.0E-5

123456789.123
;=> 1.23456789123E8

1e100
;=> 1.0E100

100000000000000000000
;=> 100000000000000000000N

##Inf
;=> ##Inf

##NaN
;=> ##NaN

(Math/sqrt 16)
;=> 4.0

(Math/abs -5)
;=> 5

(Math/pow 2 10)
;=> 1024.0

(rand-int 1)
;=> 0

(parse-long "12")
;=> 12

(parse-long "x")
;=> nil

(parse-double "1.5")
;=> 1.5

(hash 1)
;=> 1392991556

(hash 1.5)
;=> 1073217536

(hash 1/2)
;=> 3

(hash 10000000000)
;=> 1151135

(hash 1N)
;=> 1392991556

(number? 1)
;=> true

(integer? 1N)
;=> true

(ratio? 1/2)
;=> true

(float? 1.0)
;=> true

(unchecked-add 9223372036854775807 1)
;=> -9223372036854775808

(abs -3)
;=> 3

0x1F
;=> 31

017
;=> 15

2r101
;=> 5

36rZ
;=> 35

1.0M
;=> 1.0M

(+)
;=> 0

(*)
;=> 1

(- 5)
;=> -5

(/ 4)
;=> 1/4
