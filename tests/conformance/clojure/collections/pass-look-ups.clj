;; Looking things up in collections of every kind.

(nth nil 1)
;=> nil

(get 1 2)
;=> nil

(get nil 2)
;=> nil

(get "abc" 1)
;=> \b

(get [1] 1.0)
;=> nil

(get [1 2] 1.0)
;=> nil

(nth [1 2] 1.7)
;=> 2

(contains? [1] 0)
;=> true

(contains? "abc" 1)
;=> true

(contains? nil 1)
;=> false

(find [1 2] 0)
;=> [0 1]

(find nil 0)
;=> nil

(find {:a 1} :a)
;=> [:a 1]

(keys [])
;=> nil

(keys nil)
;=> nil

(keys {})
;=> nil

(count (chunk-first (range 100)))
;=> 32

(get [1] nil)
;=> nil

(first (sorted-map))
;=> nil

(get [1 2] 4294967296)
;=> 1

([1 2] 4294967296)
;=> 1

(get [1 2] (short 1))
;=> nil

(get [1 2] 1N)
;=> 2

(get "abc" 1.9)
;=> \b

(get "abc" 1N)
;=> \b

(get (int-array 3) 1.5)
;=> 0

(get (int-array [1 2 3]) 4294967296)
;=> 1

(get "abc" 4294967297)
;=> \b

(nth () 0 :d)
;=> :d

(count (first {1 2}))
;=> 2

(contains? "abc" 1.5)
;=> true

(contains? "abc" 4294967297)
;=> true

(contains? (int-array 2) 0)
;=> true

(contains? (transient [1]) 0)
;=> true

(contains? (transient {1 2}) 1)
;=> true

(contains? (transient #{1}) 1)
;=> true

(contains? [1] 4294967296)
;=> true

(contains? [1] :a)
;=> false

(find (transient {1 2}) 1)
;=> [1 2]

(find (transient [1 2]) 1)
;=> [1 2]

(nth (seq {1 2}) 0)
;=> [1 2]

(count (range 0 1000000.0 0.5))
;=> 2000000

(peek (first {1 2}))
;=> 2

(nth (subvec [1 2 3] 1) -1 :d)
;=> :d

(counted? (seq {1 2}))
;=> true

(counted? (seq (hash-map 1 2)))
;=> false

(counted? (seq #{1}))
;=> false

(counted? (keys {1 2}))
;=> false

(counted? (range 3))
;=> true

(counted? (range 1.0 3))
;=> false

(counted? (map inc [1]))
;=> false

(counted? (seq "abc"))
;=> true

(counted? (seq (int-array 3)))
;=> true

(counted? (seq (sorted-map 1 2)))
;=> false

(counted? (cons 1 [1]))
;=> false

(counted? (rseq [1]))
;=> true

(counted? (repeat 2 3))
;=> false

(nth (transient [1]) 3 :x)
;=> :x

(count (transient #{1 2}))
;=> 2

(get-in {:a {:b 1}} [:a :b])
;=> 1

(first (sorted-set-by > 1 2 3))
;=> 3

(get (sorted-set-by (fn [a b] (compare (mod a 3) (mod b 3))) 1 2 3) 4)
;=> 1

(find (sorted-map 1 2) 1)
;=> [1 2]

(contains? (sorted-map nil 2) nil)
;=> true

(key (first (sorted-map 1 2)))
;=> 1

(peek [1 2 3])
;=> 3

(peek (quote (1 2 3)))
;=> 1

(peek [])
;=> nil

(peek ())
;=> nil

(nth [1 2 3] 5 :none)
;=> :none

(nth (quote (1 2 3)) 5 :none)
;=> :none

(nth nil 5 :none)
;=> :none

(nth "abc" 5 :none)
;=> :none

(nth (range 3) 5 :none)
;=> :none

(get {nil 1} nil)
;=> 1

(get #{nil} nil :none)
;=> nil

(get #{1} 2 :none)
;=> :none

(#{nil} nil)
;=> nil

({nil 5} nil)
;=> 5

(:a {:a nil} 5)
;=> nil

(:a #{:a})
;=> :a

(:a nil 5)
;=> 5

(count {:a 1})
;=> 1

(count "abc")
;=> 3

(count nil)
;=> 0

(count (range 10))
;=> 10

(count (map inc (range 10)))
;=> 10

(count (int-array 3))
;=> 3

(first {:a 1})
;=> [:a 1]

(count (range -9223372036854775808 9223372036854775807 9223372036854775807))
;=> 3

(nth (range 0 100 7) 5)
;=> 35

(contains? #{[1 2]} (first {1 2}))
;=> true

(get {[1 2] :x} (quote (1 2)))
;=> :x

(get {(quote (1 2)) :x} [1 2])
;=> :x

(get {1 :x} 1N)
;=> :x

(get {1 :x} 1.0)
;=> nil

(get {1.0 :x} 1)
;=> nil

(get {1N :x} 1)
;=> :x

(get {(int 1) :x} 1)
;=> :x

(get #{1 2} (short 1))
;=> 1

(get {2.0 :a} 2.0M)
;=> nil

(get {#{1} :x} (sorted-set 1))
;=> :x

(get {{1 2} :x} (sorted-map 1 2))
;=> :x

(get {\a 1} \a)
;=> 1

(get {0.0 1} -0.0)
;=> 1

(get {##NaN 1} ##NaN)
;=> nil

(get {1/2 1} 0.5)
;=> nil

(get {(quote a) 1} (with-meta (quote a) {:x 1}))
;=> 1
