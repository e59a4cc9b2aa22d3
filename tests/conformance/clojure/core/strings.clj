(str 1 :a nil "b" \c 1.5 'd [1 "x"] {:a "y"})
;=> "1:abc1.5d[1 \"x\"]{:a \"y\"}"

(pr-str "a\nb" \a \newline)
;=> "\"a\\nb\" \\a \\newline"

(subs "hello" 1 3)
;=> "el"

(count "héllo")
;=> 5

(name :a/b)
;=> "b"

(namespace :a/b)
;=> "a"

(keyword "a" "b")
;=> :a/b

(symbol "x")
;=> x

(str :a)
;=> ":a"

(apply str (interpose "," [1 2]))
;=> "1,2"

(clojure.string/join ", " [1 2 3])
;=> "1, 2, 3"

(clojure.string/split "a,b,,c,," #",")
;=> ["a" "b" "" "c"]

(clojure.string/upper-case "abc")
;=> "ABC"

(clojure.string/replace "aXbX" "X" "-")
;=> "a-b-"

(clojure.string/trim "  a ")
;=> "a"

(clojure.string/blank? " ")
;=> true

(clojure.string/starts-with? "abc" "ab")
;=> true

(clojure.string/reverse "abc")
;=> "cba"

(re-find #"\d+" "ab12c")
;=> "12"

(re-seq #"\w" "a-b")
;=> ("a" "b")

(re-matches #"(a)(b)?" "a")
;=> ["a" "a" nil]

(format "%5d|%-5s|%.2f" 1 "a" 1.5)
;=> "    1|a    |1.50"

(char 65)
;=> \A

(int \A)
;=> 65

(compare "a" "b")
;=> -1

(hash "hello")
;=> 1715862179

(hash :a)
;=> -2123407586

(hash 'a)
;=> -482876059

(read-string "(1 [2 {:a #{3}}])")
;=> (1 [2 {:a #{3}}])

(str (range 3))
;=> "(0 1 2)"

(pr-str (map inc [1]))
;=> "(2)"

(println-str 1 2)
;=> "1 2\n"

(prn-str "x")
;=> "\"x\"\n"

(str nil)
;=> ""

(first "abc")
;=> \a

(= "a" (str \a))
;=> true

(vec "abc")
;=> [\a \b \c]

(sort ["b" "a"])
;=> ("a" "b")

(symbol "a" "b")
;=> a/b

(keyword 'x)
;=> :x

(boolean nil)
;=> false

(type :a)
;=> clojure.lang.Keyword

(class 1)
;=> java.lang.Long

(class "a")
;=> java.lang.String

(class [])
;=> clojure.lang.PersistentVector

(class {})
;=> clojure.lang.PersistentArrayMap

(class nil)
;=> nil

(class 1.5)
;=> java.lang.Double

(class 1/2)
;=> clojure.lang.Ratio

(class 'a)
;=> clojure.lang.Symbol

(class (range 3))
;=> clojure.lang.LongRange

(class (map inc []))
;=> clojure.lang.LazySeq

(class #{})
;=> clojure.lang.PersistentHashSet
