;; Arguments that functions do not take, or that few people give them.
(require 'clojure.string '[clojure.set :as set])

(defprotocol Plan (plan [x]))

(extend-protocol Plan nil (plan [x] x) Object (plan [x] x))

(unchecked-int nil)
;=! NullPointerException Cannot invoke "java.lang.Character.charValue()" because "x" is null

(unchecked-int :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Character (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Character is in module java.base of loader 'bootstrap')

(aclone nil)
;=! IllegalArgumentException More than one matching method found: aclone

(aclone 1)
;=! IllegalArgumentException No matching method aclone found taking 1 args

(vec :a)
;=! RuntimeException Unable to convert: class clojure.lang.Keyword to Object[]

(vec inc)
;=! RuntimeException Unable to convert: class clojure.core$inc to Object[]

(to-array inc)
;=! RuntimeException Unable to convert: class clojure.core$inc to Object[]

(to-array 'a)
;=! RuntimeException Unable to convert: class clojure.lang.Symbol to Object[]

(vec 1)
;=! RuntimeException Unable to convert: class java.lang.Long to Object[]

(bigint nil)
;=! NullPointerException Cannot invoke "String.length()" because "val" is null

(bigint :a)
;=! IllegalArgumentException No matching ctor found for class java.math.BigInteger

(bigint \a)
;=! IllegalArgumentException No matching ctor found for class java.math.BigInteger

(bigdec nil)
;=! NullPointerException Cannot invoke "Object.getClass()" because "val" is null

(bigdec :a)
;=! IllegalArgumentException No matching ctor found for class java.math.BigDecimal

(biginteger nil)
;=! NullPointerException Cannot invoke "String.length()" because "val" is null

(biginteger :a)
;=! IllegalArgumentException No matching ctor found for class java.math.BigInteger

(bigdec \1)
;=! IllegalArgumentException No matching ctor found for class java.math.BigDecimal

(hash-ordered-coll nil)
;=! NullPointerException Cannot invoke "java.lang.Iterable.iterator()" because "xs" is null

(hash-ordered-coll 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Iterable (java.lang.Long and java.lang.Iterable are in module java.base of loader 'bootstrap')

(hash-ordered-coll "ab")
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Iterable (java.lang.String and java.lang.Iterable are in module java.base of loader 'bootstrap')

(hash-ordered-coll {1 2})
;=> 627319935

(hash-unordered-coll (int-array 1))
;=! ClassCastException class [I cannot be cast to class java.lang.Iterable ([I and java.lang.Iterable are in module java.base of loader 'bootstrap')

(rationalize nil)
;=> nil

(rationalize :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(with-meta nil {})
;=! NullPointerException Cannot invoke "clojure.lang.IObj.withMeta(clojure.lang.IPersistentMap)" because "x" is null

(with-meta 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IObj (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IObj is in unnamed module of loader 'app')

(with-meta [] 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentMap (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentMap is in unnamed module of loader 'app')

(with-meta nil nil)
;=! NullPointerException Cannot invoke "clojure.lang.IObj.withMeta(clojure.lang.IPersistentMap)" because "x" is null

(into-array 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Class (java.lang.Long and java.lang.Class are in module java.base of loader 'bootstrap')

(into-array nil [1])
;=! NullPointerException

(into-array :a [1])
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Class (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Class is in module java.base of loader 'bootstrap')

(int-array :a)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(int-array 1 :b)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(int-array \a)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Character

(int-array "ab")
;=! ClassCastException class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')

(int-array [1] 2)
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class java.lang.Number (clojure.lang.PersistentVector is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(int-array [\a])
;=! ClassCastException class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')

(long-array [\a])
;=! ClassCastException class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')

(boolean-array [1])
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Boolean (java.lang.Long and java.lang.Boolean are in module java.base of loader 'bootstrap')

(char-array [1])
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Character (java.lang.Long and java.lang.Character are in module java.base of loader 'bootstrap')

(int-array 2 \a)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Character

(int-array :a :b)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(char-array :a)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(boolean-array :a)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(boolean-array 2 :a)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(char-array 2 :a)
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.Keyword

(char-array 2 97)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(ns-name 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')

(ns-name 'nope)
;=! Exception No namespace: nope found

(count inc)
;=! UnsupportedOperationException count not supported on this type: core$inc

(sort 1 [])
;=> ()

(sort 1 [1 2])
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Comparator (java.lang.Long and java.util.Comparator are in module java.base of loader 'bootstrap')

(sort nil [2 1])
;=> (1 2)

(sort :a [1 2])
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.util.Comparator (clojure.lang.Keyword is in unnamed module of loader 'app'; java.util.Comparator is in module java.base of loader 'bootstrap')

(sort {1 2} [1 2])
;=! ClassCastException class clojure.lang.PersistentArrayMap cannot be cast to class java.util.Comparator (clojure.lang.PersistentArrayMap is in unnamed module of loader 'app'; java.util.Comparator is in module java.base of loader 'bootstrap')

(sorted-set-by 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Comparator (java.lang.Long and java.util.Comparator are in module java.base of loader 'bootstrap')

(sorted-set-by :a 1 2)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.util.Comparator (clojure.lang.Keyword is in unnamed module of loader 'app'; java.util.Comparator is in module java.base of loader 'bootstrap')

(sorted-map-by nil 1 2)
;=> {1 2}

(sorted-set-by 1 2 3)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Comparator (java.lang.Long and java.util.Comparator are in module java.base of loader 'bootstrap')

(+ nil)
;=> nil

(* nil)
;=> nil

(+ :a)
;=! ClassCastException Cannot cast clojure.lang.Keyword to java.lang.Number

(+' nil)
;=> nil

(*' :a)
;=! ClassCastException Cannot cast clojure.lang.Keyword to java.lang.Number

(* "a")
;=! ClassCastException Cannot cast java.lang.String to java.lang.Number

(apply + [nil])
;=> nil

(map + [nil 1])
;=> (nil 1)

(satisfies? 1 2)
;=! NullPointerException Cannot invoke "java.lang.Class.isInstance(Object)" because "c" is null

(satisfies? {} 2)
;=! NullPointerException Cannot invoke "java.lang.Class.isInstance(Object)" because "c" is null

(satisfies? nil 2)
;=! NullPointerException Cannot invoke "java.lang.Class.isInstance(Object)" because "c" is null

(satisfies? Plan 2)
;=> true

(reset-vals! 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IAtom2 (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IAtom2 is in unnamed module of loader 'app')

(swap-vals! 1 inc)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IAtom2 (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IAtom2 is in unnamed module of loader 'app')

(ex-info 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')

(ex-info "a" 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentMap (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentMap is in unnamed module of loader 'app')

(ex-info 1 nil)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')

(ex-info 1 {} 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')

(ex-info "a" {} 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Throwable (java.lang.Long and java.lang.Throwable are in module java.base of loader 'bootstrap')

(resolve 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')

(resolve nil)
;=! NullPointerException Cannot read field "ns" because "sym" is null

(resolve {} 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')

(ns-resolve 'user 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')

(ns-resolve *ns* nil 'map)
;=> #'clojure.core/map

(extends? {} 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Class (java.lang.Long and java.lang.Class are in module java.base of loader 'bootstrap')

(extends? 1 nil)
;=> false

(extends? Plan nil)
;=> true

(extends? Plan 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Class (java.lang.Long and java.lang.Class are in module java.base of loader 'bootstrap')

(reader-conditional 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.Boolean (java.lang.Long and java.lang.Boolean are in module java.base of loader 'bootstrap')

(reader-conditional 1 nil)
;=! NullPointerException Cannot invoke "java.lang.Boolean.booleanValue()" because "splicing_QMARK_" is null

(find-keyword 1)
;=> nil

(find-keyword 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')

(find-keyword nil)
;=> nil

(find-keyword "clojure.core" "nope")
;=> nil

(transient nil)
;=! NullPointerException Cannot invoke "clojure.lang.IEditableCollection.asTransient()" because "coll" is null

(transient 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IEditableCollection (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IEditableCollection is in unnamed module of loader 'app')

(transient (list 1))
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.IEditableCollection (clojure.lang.PersistentList and clojure.lang.IEditableCollection are in unnamed module of loader 'app')

(class (drop 2 (range 6)))
;=> clojure.lang.LongRange

(class (drop 2 [1 2 3]))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (drop 2 (range 0.0 3.0 1.0)))
;=> clojure.lang.LazySeq

(class (drop 1 {:a 1 :b 2}))
;=> clojure.lang.PersistentArrayMap$Seq

(class (drop 1 (seq {:a 1 :b 2})))
;=> clojure.lang.PersistentArrayMap$Seq

(class (drop 1 '(1 2)))
;=> clojure.lang.LazySeq

(class (drop 1 "abc"))
;=> clojure.lang.LazySeq

(class (drop 1 (repeat 3 1)))
;=> clojure.lang.Repeat

(class (drop 1 (seq [1 2 3])))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (drop 1 (vec (range 100))))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (drop 40 (vec (range 100))))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (drop 1 (subvec [1 2 3] 1)))
;=> clojure.lang.LazySeq

(class (drop 1 (seq (subvec [1 2 3] 1))))
;=> clojure.lang.LazySeq

(class (drop 1 (rseq [1 2 3])))
;=> clojure.lang.LazySeq

(class (drop 1 (into-array [1 2 3])))
;=> clojure.lang.LazySeq

(class (drop 1 (seq (into-array [1 2 3]))))
;=> clojure.lang.LazySeq

(class (drop 1 (seq "abc")))
;=> clojure.lang.StringSeq

(class (drop 1 (cycle [1 2])))
;=> clojure.lang.LazySeq

(class (drop 1 (iterate inc 1)))
;=> clojure.lang.LazySeq

(class (drop 1 (map inc [1 2])))
;=> clojure.lang.LazySeq

(class (drop 0 [1 2]))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (drop 0 (range 3)))
;=> clojure.lang.LongRange

(class (drop 5 (range 3)))
;=> clojure.lang.PersistentList$EmptyList

(class (drop 5 [1]))
;=> clojure.lang.PersistentList$EmptyList

(drop -1 [1])
;=> (1)

(drop 0 [])
;=> ()

(drop 1.5 [1 2 3])
;=> (3)

(drop 1/2 (range 5))
;=> (1 2 3 4)

(drop :a [1])
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(drop nil [1])
;=! NullPointerException Cannot invoke "Object.getClass()" because "x" is null

(drop nil (range 3))
;=! NullPointerException Cannot invoke "Object.getClass()" because "x" is null

(drop 3 nil)
;=> ()

(drop 1 (hash-map 1 2 3 4))
;=> ([3 4])

(class (drop 1 (hash-map 1 2 3 4)))
;=> clojure.lang.LazySeq

(class (drop 1 (sorted-map 1 2 3 4)))
;=> clojure.lang.LazySeq

(class (drop 1 #{1 2}))
;=> clojure.lang.LazySeq

(class (drop 1 (first {1 2})))
;=> clojure.lang.LazySeq

(class (nthrest [1 2 3] 1))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (nthrest (range 5) 1))
;=> clojure.lang.LongRange

(class (nthrest '(1 2 3) 1))
;=> clojure.lang.PersistentList

(class (nthrest [1 2] 0))
;=> clojure.lang.PersistentVector

(class (nthrest [1 2] 5))
;=> clojure.lang.PersistentList$EmptyList

(class (nthrest (range 3) 5))
;=> clojure.lang.PersistentList$EmptyList

(class (nthnext [1 2 3] 1))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (nthnext (range 5) 1))
;=> clojure.lang.LongRange

(nthnext (range 3) 5)
;=> nil

(nthnext [1 2] 0)
;=> (1 2)

(nthrest nil 1)
;=> ()

(nthrest nil 0)
;=> nil

(nthnext nil 1)
;=> nil

(nthrest [1 2 3] 1.5)
;=> (3)

(nthnext [1 2 3] 1.5)
;=> (3)

(nthnext [1 2 3] :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(nthrest [1] :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(unchecked-char 1e10)
;=> \￿

(int (unchecked-char 1e10))
;=> 65535

(unchecked-byte 1e10)
;=> -1

(unchecked-short 1e20)
;=> -1

(unchecked-int 1e20)
;=> 2147483647

(unchecked-int 1e10)
;=> 2147483647

(unchecked-byte 300.7)
;=> 44

(int (unchecked-char -1))
;=> 65535

(int (unchecked-char 1N))
;=> 1

(int (unchecked-char 1e10M))
;=> 58368

(unchecked-byte 1e10M)
;=> 0

(unchecked-short 12345678901N)
;=> 7221

(unchecked-byte \a)
;=! ClassCastException class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')

(unchecked-short :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(unchecked-byte nil)
;=! NullPointerException Cannot invoke "java.lang.Number.byteValue()" because "x" is null

(unchecked-char :a)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(unchecked-char nil)
;=! NullPointerException Cannot invoke "java.lang.Number.longValue()" because "x" is null

(set/union #{1 2} #{3 4 5 6} #{7})
;=> #{7 1 4 6 3 2 5}

(set/union (sorted-set 1) [2 3] '(4))
;=> [2 3 1 4]

(set/union [1] [2] [3])
;=> [3 1 2]

(set/union '(1) '(2) '(3 4))
;=> (2 1 3 4)

(set/union nil [1] nil)
;=> [1]

(vec #"a")
;=! RuntimeException Unable to convert: class java.util.regex.Pattern to Object[]

(apply + 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(apply 1 [])
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')

(map 1 [1])
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')

(map inc 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(class nil)
;=> nil

(set/union 1 2)
;=! UnsupportedOperationException count not supported on this type: Long

(count (transient [1 2]))
;=> 2

(bigdec 1/3)
;=! ArithmeticException Non-terminating decimal expansion; no exact representable decimal result.

(bigdec ##Inf)
;=! NumberFormatException Character I is neither a decimal digit number, decimal point, nor "e" notation exponential mark.

(bigint ##NaN)
;=! NumberFormatException Character N is neither a decimal digit number, decimal point, nor "e" notation exponential mark.

(bigint 1.5)
;=> 1N

(rationalize ##Inf)
;=! NumberFormatException Character I is neither a decimal digit number, decimal point, nor "e" notation exponential mark.

(rationalize 0.1)
;=> 1/10

(* 1.0M 1/3)
;=! ArithmeticException Non-terminating decimal expansion; no exact representable decimal result.

(+ 1.5 1M)
;=> 2.5

(+ 9223372036854775807 1)
;=! ArithmeticException long overflow

(* 4611686018427387904 2)
;=! ArithmeticException long overflow

(*' 4611686018427387904 2)
;=> 9223372036854775808N

(clojure.string/replace (pr-str (reduced [1 (reduced nil)])) #"0x[0-9a-f]+" "0x")
;=> "#object[clojure.lang.Reduced 0x {:status :ready, :val [1 #object[clojure.lang.Reduced 0x {:status :ready, :val nil}]]}]"

(clojure.string/replace (pr-str (conj clojure.lang.PersistentQueue/EMPTY 1)) #"0x[0-9a-f]+" "0x")
;=> "#object[clojure.lang.PersistentQueue 0x \"clojure.lang.PersistentQueue@20\"]"

(clojure.string/replace (print-str (int-array 1)) #"0x[0-9a-f]+|@[0-9a-f]+" "")
;=> "#object[[I  [I]"

(clojure.string/blank? false)
;=> true
