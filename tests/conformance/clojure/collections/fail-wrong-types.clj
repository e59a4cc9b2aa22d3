;; What collections refuse, and in which words.

(nth {} 0)
;=! UnsupportedOperationException nth not supported on this type: PersistentArrayMap

(nth #{} 0)
;=! UnsupportedOperationException nth not supported on this type: PersistentHashSet

(seq 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(count 1)
;=! UnsupportedOperationException count not supported on this type: Long

(first 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(nth 1 0)
;=! UnsupportedOperationException nth not supported on this type: Long

(nth [] 0)
;=! IndexOutOfBoundsException

(nth (quote (1)) 3)
;=! IndexOutOfBoundsException

(nth "abc" 5)
;=! StringIndexOutOfBoundsException String index out of range: 5

(nth (range 3) 5)
;=! IndexOutOfBoundsException

(nth (map inc [1]) 4)
;=! IndexOutOfBoundsException

(conj 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentCollection (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentCollection is in unnamed module of loader 'app')

(assoc 1 2 3)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Associative (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Associative is in unnamed module of loader 'app')

(assoc [1] 3 4)
;=! IndexOutOfBoundsException

(assoc [1] :a 4)
;=! IllegalArgumentException Key must be integer

(assoc (quote (1)) 0 1)
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.Associative (clojure.lang.PersistentList and clojure.lang.Associative are in unnamed module of loader 'app')

(dissoc 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentMap (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentMap is in unnamed module of loader 'app')

(dissoc [1] 2)
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class clojure.lang.IPersistentMap (clojure.lang.PersistentVector and clojure.lang.IPersistentMap are in unnamed module of loader 'app')

(pop [])
;=! IllegalStateException Can't pop empty vector

(pop ())
;=! IllegalStateException Can't pop empty list

(peek 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentStack (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentStack is in unnamed module of loader 'app')

(peek (range 3))
;=! ClassCastException class clojure.lang.LongRange cannot be cast to class clojure.lang.IPersistentStack (clojure.lang.LongRange and clojure.lang.IPersistentStack are in unnamed module of loader 'app')

(pop (range 3))
;=! ClassCastException class clojure.lang.LongRange cannot be cast to class clojure.lang.IPersistentStack (clojure.lang.LongRange and clojure.lang.IPersistentStack are in unnamed module of loader 'app')

(pop #{1})
;=! ClassCastException class clojure.lang.PersistentHashSet cannot be cast to class clojure.lang.IPersistentStack (clojure.lang.PersistentHashSet and clojure.lang.IPersistentStack are in unnamed module of loader 'app')

(contains? (quote (1)) 0)
;=! IllegalArgumentException contains? not supported on type: clojure.lang.PersistentList

(contains? "abc" :a)
;=! IllegalArgumentException contains? not supported on type: java.lang.String

(contains? 1 1)
;=! IllegalArgumentException contains? not supported on type: java.lang.Long

(find (quote (1)) 0)
;=! IllegalArgumentException find not supported on type: clojure.lang.PersistentList

(find 1 0)
;=! IllegalArgumentException find not supported on type: java.lang.Long

(disj {} 1)
;=! ClassCastException class clojure.lang.PersistentArrayMap cannot be cast to class clojure.lang.IPersistentSet (clojure.lang.PersistentArrayMap and clojure.lang.IPersistentSet are in unnamed module of loader 'app')

(keys 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(keys [1])
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Map$Entry (java.lang.Long and java.util.Map$Entry are in module java.base of loader 'bootstrap')

(rseq (quote (1)))
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.Reversible (clojure.lang.PersistentList and clojure.lang.Reversible are in unnamed module of loader 'app')

(rseq {})
;=! ClassCastException class clojure.lang.PersistentArrayMap cannot be cast to class clojure.lang.Reversible (clojure.lang.PersistentArrayMap and clojure.lang.Reversible are in unnamed module of loader 'app')

(subvec [1 2 3] 1 7)
;=! IndexOutOfBoundsException

(subvec [1 2] 2 1)
;=! IndexOutOfBoundsException

(subvec (quote (1)) 0)
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.IPersistentVector (clojure.lang.PersistentList and clojure.lang.IPersistentVector are in unnamed module of loader 'app')

(transient (quote ()))
;=! ClassCastException class clojure.lang.PersistentList$EmptyList cannot be cast to class clojure.lang.IEditableCollection (clojure.lang.PersistentList$EmptyList and clojure.lang.IEditableCollection are in unnamed module of loader 'app')

(transient (sorted-map))
;=! ClassCastException class clojure.lang.PersistentTreeMap cannot be cast to class clojure.lang.IEditableCollection (clojure.lang.PersistentTreeMap and clojure.lang.IEditableCollection are in unnamed module of loader 'app')

(persistent! [])
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class clojure.lang.ITransientCollection (clojure.lang.PersistentVector and clojure.lang.ITransientCollection are in unnamed module of loader 'app')

(let [t (transient [])] (persistent! t) (conj! t 1))
;=! IllegalAccessError Transient used after persistent! call

(let [t (transient {})] (persistent! t) (assoc! t 1 2))
;=! IllegalAccessError Transient used after persistent! call

(let [t (transient [])] (assoc! t 3 1))
;=! IndexOutOfBoundsException

(let [t (transient [])] (pop! t))
;=! IllegalStateException Can't pop empty vector

(conj! [] 1)
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class clojure.lang.ITransientCollection (clojure.lang.PersistentVector and clojure.lang.ITransientCollection are in unnamed module of loader 'app')

(assoc! {} 1 2)
;=! ClassCastException class clojure.lang.PersistentArrayMap cannot be cast to class clojure.lang.ITransientAssociative (clojure.lang.PersistentArrayMap and clojure.lang.ITransientAssociative are in unnamed module of loader 'app')

(dissoc! (transient []) 1)
;=! ClassCastException class clojure.lang.PersistentVector$TransientVector cannot be cast to class clojure.lang.ITransientMap (clojure.lang.PersistentVector$TransientVector and clojure.lang.ITransientMap are in unnamed module of loader 'app')

(disj! (transient {}) 1)
;=! ClassCastException class clojure.lang.PersistentArrayMap$TransientArrayMap cannot be cast to class clojure.lang.ITransientSet (clojure.lang.PersistentArrayMap$TransientArrayMap and clojure.lang.ITransientSet are in unnamed module of loader 'app')

(conj {} 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(conj {} [1])
;=! IllegalArgumentException Vector arg to map conj must be a pair

(conj {} [1 2 3])
;=! IllegalArgumentException Vector arg to map conj must be a pair

(conj {} (quote (1 2)))
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Map$Entry (java.lang.Long and java.util.Map$Entry are in module java.base of loader 'bootstrap')

(conj {} "ab")
;=! ClassCastException class java.lang.Character cannot be cast to class java.util.Map$Entry (java.lang.Character and java.util.Map$Entry are in module java.base of loader 'bootstrap')

(conj! (transient {}) [1])
;=! IllegalArgumentException Vector arg to map conj must be a pair

(conj! (transient {}) 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(hash-map 1)
;=! IllegalArgumentException No value supplied for key: 1

(array-map 1 2 3)
;=! IllegalArgumentException No value supplied for key: 3

(sorted-map 1)
;=! IllegalArgumentException No value supplied for key: 1

(sorted-map 1 2 "a" 3)
;=! ClassCastException class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')

(sorted-set 1 :a)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Keyword (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Keyword is in unnamed module of loader 'app')

([1 2] 5)
;=! IndexOutOfBoundsException

([1] :a)
;=! IllegalArgumentException Key must be integer

({:a 1} :a 2 3)
;=! ArityException Wrong number of args (3) passed to: clojure.lang.PersistentArrayMap

([1])
;=! ArityException Wrong number of args (0) passed to: clojure.lang.PersistentVector

(#{1} 1 2)
;=! ArityException Wrong number of args (2) passed to: clojure.lang.PersistentHashSet

((quote (1)) 1)
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.IFn (clojure.lang.PersistentList and clojure.lang.IFn are in unnamed module of loader 'app')

(aget (int-array 2) 5)
;=! ArrayIndexOutOfBoundsException Index 5 out of bounds for length 2

(int-array -1)
;=! NegativeArraySizeException -1

(object-array -1)
;=! NegativeArraySizeException -1

(make-array Integer/TYPE -2)
;=! NegativeArraySizeException -2

(long-array ["a"])
;=! ClassCastException class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')

(nth (int-array 3) 5)
;=! ArrayIndexOutOfBoundsException

(nth (object-array 3) 5)
;=! ArrayIndexOutOfBoundsException

(compare [1] 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentVector (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentVector is in unnamed module of loader 'app')

(compare (quote (1)) (quote (1)))
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class java.lang.Comparable (clojure.lang.PersistentList is in unnamed module of loader 'app'; java.lang.Comparable is in module java.base of loader 'bootstrap')

(reduce + 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(reduce + 5 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(reduce-kv + 0 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(into-array [1 "a"])
;=! IllegalArgumentException array element type mismatch

(realized? (range 3))
;=! ClassCastException class clojure.lang.LongRange cannot be cast to class clojure.lang.IPending (clojure.lang.LongRange and clojure.lang.IPending are in unnamed module of loader 'app')

(nth (subvec [1 2 3] 1) 5)
;=! IndexOutOfBoundsException

(pop (subvec [1 2 3] 1 1))
;=! IllegalStateException Can't pop empty vector

(assoc (subvec [1 2 3] 1 2) 4 1)
;=! IndexOutOfBoundsException

(nth [1] -1)
;=! IndexOutOfBoundsException

(nth (quote (1)) -1)
;=! IndexOutOfBoundsException

(nth (map inc [1]) -1)
;=! IndexOutOfBoundsException

(nth "a" -1)
;=! StringIndexOutOfBoundsException String index out of range: -1

(nth [1] nil)
;=! NullPointerException Cannot invoke "java.lang.Character.charValue()" because "x" is null

(nth nil nil)
;=! NullPointerException Cannot invoke "java.lang.Character.charValue()" because "x" is null

([1] nil)
;=! IllegalArgumentException Key must be integer

(sorted-map {} 1)
;=! ClassCastException Default comparator requires nil, Number, or Comparable: {}

(nth () 0)
;=! IndexOutOfBoundsException

(contains? (int-array 2) :a)
;=! IllegalArgumentException contains? not supported on type: [I

(find "abc" 1)
;=! IllegalArgumentException find not supported on type: java.lang.String

(nth (first {1 2}) 5)
;=! IndexOutOfBoundsException

(nth (chunk-first (seq [1 2])) 5)
;=! ArrayIndexOutOfBoundsException Index 5 out of bounds for length 2

(nth (sorted-map 1 2) 0)
;=! UnsupportedOperationException nth not supported on this type: PersistentTreeMap

(sorted-map-by (fn [a b] nil) 1 2 3 4)
;=! NullPointerException Cannot invoke "java.lang.Number.intValue()" because "n" is null

(sorted-map-by (fn [a b] :x) 1 2 3 4)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(dissoc (sorted-map 1 2) :a)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Keyword (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Keyword is in unnamed module of loader 'app')

(assoc (first {1 2}) 5 1)
;=! IndexOutOfBoundsException

(with-meta (first {1 2}) {})
;=! ClassCastException class clojure.lang.MapEntry cannot be cast to class clojure.lang.IObj (clojure.lang.MapEntry and clojure.lang.IObj are in unnamed module of loader 'app')

(= {1 2} (sorted-map :a 1))
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(nth (subvec [1 2 3] 1) -1)
;=! IndexOutOfBoundsException

(reduce-kv (fn [a k v] (conj a k v)) [] (quote ([1 2] [3 4])))
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class java.util.Map$Entry (clojure.lang.PersistentVector is in unnamed module of loader 'app'; java.util.Map$Entry is in module java.base of loader 'bootstrap')

(let [b (chunk-buffer 1)] (chunk-append b 1) (chunk-append b 2))
;=! ArrayIndexOutOfBoundsException Index 1 out of bounds for length 1

(let [b (chunk-buffer 1)] (chunk b) (chunk-append b 2))
;=! NullPointerException Cannot store to object array because "this.buffer" is null

(chunk-append 1 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.ChunkBuffer (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.ChunkBuffer is in unnamed module of loader 'app')

((transient [1 2]) 5)
;=! IndexOutOfBoundsException

((transient [1 2]) :a)
;=! IllegalArgumentException Key must be integer

(nth (transient [1]) 3)
;=! IndexOutOfBoundsException

(seq (transient []))
;=! IllegalArgumentException Don't know how to create ISeq from: clojure.lang.PersistentVector$TransientVector

(pop! (transient {}))
;=! ClassCastException class clojure.lang.PersistentArrayMap$TransientArrayMap cannot be cast to class clojure.lang.ITransientVector (clojure.lang.PersistentArrayMap$TransientArrayMap and clojure.lang.ITransientVector are in unnamed module of loader 'app')

(pop! 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.ITransientVector (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.ITransientVector is in unnamed module of loader 'app')

(assoc! 1 2 3)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.ITransientAssociative (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.ITransientAssociative is in unnamed module of loader 'app')

(get (doto (transient {}) persistent!) 1)
;=! IllegalAccessError Transient used after persistent! call

(let [vs [nil () [] {} #{} (quote (1 2)) [1 2] (first {1 2}) (seq [1 2]) (range 1 3) (map inc [0 1]) (cons 1 [2]) (list 1 2) (subvec [0 1 2] 1) (rseq [2 1]) (lazy-seq [1 2]) {1 2} (hash-map 1 2) (sorted-map 1 2) #{1 2} (sorted-set 1 2) [1 2.0] [1 2N] (range 1.0 3) "ab" (seq "ab") [\a \b] (keys {1 0, 2 0}) (vals {:a 1, :b 2}) (repeat 2 1) [1 1] (take 2 (iterate inc 1)) (take 2 (cycle [1 2])) (into-array [1 2]) (seq (into-array [1 2])) (seq (int-array [1 2])) [nil] [false] {nil nil} #{nil} {:a nil} (seq {1 2}) [[1 2]]]] (apply str (for [a vs b vs] (if (= a b) 1 0))))
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Keyword (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Keyword is in unnamed module of loader 'app')

(sorted-set :b :a (quote c))
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class clojure.lang.Symbol (clojure.lang.Keyword and clojure.lang.Symbol are in unnamed module of loader 'app')

(min-key val [1 2] [3 0])
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class java.util.Map$Entry (clojure.lang.PersistentVector is in unnamed module of loader 'app'; java.util.Map$Entry is in module java.base of loader 'bootstrap')

(compare #{1} #{2})
;=! ClassCastException class clojure.lang.PersistentHashSet cannot be cast to class java.lang.Comparable (clojure.lang.PersistentHashSet is in unnamed module of loader 'app'; java.lang.Comparable is in module java.base of loader 'bootstrap')

(let [t (transient (hash-map 1 2))] [(find t 1) (contains? t 1) (persistent! (conj! t {3 4} [5 6] (first {7 8})))])
;=! ArityException Wrong number of args (4) passed to: clojure.core/conj!
