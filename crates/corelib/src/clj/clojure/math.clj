(ns clojure.math
  "The functions of java.lang.Math. Arguments are coerced to double, or to long where it says so.")

(def ^{:added "1.11" :const true :tag 'double
       :doc "The number e, base of natural logarithms."}
  E
  Math/E)

(def ^{:added "1.11" :const true :tag 'double
       :doc "The number pi, ratio of a circle's circumference to its diameter."}
  PI
  Math/PI)

(defn sin
  "Sine of an angle in radians."
  {:added "1.11"}
  ^double [^double a]
  (Math/sin a))

(defn cos
  "Cosine of an angle in radians."
  {:added "1.11"}
  ^double [^double a]
  (Math/cos a))

(defn tan
  "Tangent of an angle in radians."
  {:added "1.11"}
  ^double [^double a]
  (Math/tan a))

(defn asin
  "Arc sine, between -pi/2 and pi/2."
  {:added "1.11"}
  ^double [^double a]
  (Math/asin a))

(defn acos
  "Arc cosine, between 0 and pi."
  {:added "1.11"}
  ^double [^double a]
  (Math/acos a))

(defn atan
  "Arc tangent, between -pi/2 and pi/2."
  {:added "1.11"}
  ^double [^double a]
  (Math/atan a))

(defn to-radians
  "An angle in degrees as radians."
  {:added "1.11"}
  ^double [^double deg]
  (Math/toRadians deg))

(defn to-degrees
  "An angle in radians as degrees."
  {:added "1.11"}
  ^double [^double r]
  (Math/toDegrees r))

(defn exp
  "e raised to the power a."
  {:added "1.11"}
  ^double [^double a]
  (Math/exp a))

(defn log
  "Natural logarithm."
  {:added "1.11"}
  ^double [^double a]
  (Math/log a))

(defn log10
  "Logarithm to base 10."
  {:added "1.11"}
  ^double [^double a]
  (Math/log10 a))

(defn sqrt
  "Positive square root; NaN for negative numbers."
  {:added "1.11"}
  ^double [^double a]
  (Math/sqrt a))

(defn cbrt
  "Cube root."
  {:added "1.11"}
  ^double [^double a]
  (Math/cbrt a))

(defn IEEE-remainder
  "The dividend minus the divisor times the nearest integer to their quotient."
  {:added "1.11"}
  ^double [^double dividend ^double divisor]
  (Math/IEEEremainder dividend divisor))

(defn ceil
  "The smallest integer, as a double, that is not below a."
  {:added "1.11"}
  ^double [^double a]
  (Math/ceil a))

(defn floor
  "The greatest integer, as a double, that is not above a."
  {:added "1.11"}
  ^double [^double a]
  (Math/floor a))

(defn rint
  "The integer, as a double, nearest to a; the even one of two."
  {:added "1.11"}
  ^double [^double a]
  (Math/rint a))

(defn atan2
  "The angle of the point (x, y) seen from the origin."
  {:added "1.11"}
  ^double [^double y ^double x]
  (Math/atan2 y x))

(defn pow
  "a raised to the power b."
  {:added "1.11"}
  ^double [^double a ^double b]
  (Math/pow a b))

(defn round
  "The long nearest to a; the greater one of two."
  {:added "1.11"}
  ^long [^double a]
  (Math/round a))

(defn random
  "A random double, at least 0.0 and below 1.0."
  {:added "1.11"}
  ^double []
  (Math/random))

(defn add-exact
  "The sum of two longs; throws when it overflows."
  {:added "1.11"}
  ^long [^long x ^long y]
  (Math/addExact x y))

(defn subtract-exact
  "The difference of two longs; throws when it overflows."
  {:added "1.11"}
  ^long [^long x ^long y]
  (Math/subtractExact x y))

(defn multiply-exact
  "The product of two longs; throws when it overflows."
  {:added "1.11"}
  ^long [^long x ^long y]
  (Math/multiplyExact x y))

(defn increment-exact
  "A long plus one; throws when it overflows."
  {:added "1.11"}
  ^long [^long a]
  (Math/incrementExact a))

(defn decrement-exact
  "A long minus one; throws when it overflows."
  {:added "1.11"}
  ^long [^long a]
  (Math/decrementExact a))

(defn negate-exact
  "A long with the other sign; throws when it overflows."
  {:added "1.11"}
  ^long [^long a]
  (Math/negateExact a))

(defn floor-div
  "The quotient of two longs, rounded down."
  {:added "1.11"}
  ^long [^long x ^long y]
  (Math/floorDiv x y))

(defn floor-mod
  "x minus y times their quotient rounded down."
  {:added "1.11"}
  ^long [^long x ^long y]
  (Math/floorMod x y))

(defn ulp
  "The distance from a double to the next one away from zero."
  {:added "1.11"}
  ^double [^double d]
  (Math/ulp d))

(defn signum
  "-1.0, 0.0 or 1.0 by the sign of d."
  {:added "1.11"}
  ^double [^double d]
  (Math/signum d))

(defn sinh
  "Hyperbolic sine."
  {:added "1.11"}
  ^double [^double x]
  (Math/sinh x))

(defn cosh
  "Hyperbolic cosine."
  {:added "1.11"}
  ^double [^double x]
  (Math/cosh x))

(defn tanh
  "Hyperbolic tangent."
  {:added "1.11"}
  ^double [^double x]
  (Math/tanh x))

(defn hypot
  "The square root of the sum of the squares, without overflow between."
  {:added "1.11"}
  ^double [^double x ^double y]
  (Math/hypot x y))

(defn expm1
  "e raised to the power x, minus 1; exact for small x."
  {:added "1.11"}
  ^double [^double x]
  (Math/expm1 x))

(defn log1p
  "Natural logarithm of 1 + x; exact for small x."
  {:added "1.11"}
  ^double [^double x]
  (Math/log1p x))

(defn copy-sign
  "The magnitude with the sign of the other."
  {:added "1.11"}
  ^double [^double magnitude ^double sign]
  (Math/copySign magnitude sign))

(defn get-exponent
  "The exponent of the representation of d."
  {:added "1.11"}
  ^long [^double d]
  (long (Math/getExponent d)))

(defn next-after
  "The double next to start towards direction."
  {:added "1.11"}
  ^double [^double start ^double direction]
  (Math/nextAfter start direction))

(defn next-up
  "The double next to d towards infinity."
  {:added "1.11"}
  ^double [^double d]
  (Math/nextUp d))

(defn next-down
  "The double next to d towards negative infinity."
  {:added "1.11"}
  ^double [^double d]
  (Math/nextDown d))

(defn scalb
  "d times 2 raised to the power scaleFactor."
  {:added "1.11"}
  ^double [^double d ^long scaleFactor]
  (Math/scalb d (int scaleFactor)))
