;; Which class a collection has after which operation.

(class (range 5 1))
;=> clojure.lang.PersistentList$EmptyList

(class (range 3))
;=> clojure.lang.LongRange

(class (range))
;=> clojure.lang.Iterate

(class (range 1.0 3))
;=> clojure.lang.Range

(class (range 1 2 0))
;=> clojure.lang.Repeat

(class (chunk-first (range 100)))
;=> clojure.lang.LongRange$LongChunk

(class (chunk-rest (range 100)))
;=> clojure.lang.LongRange

(class (chunk-first (seq (vec (range 100)))))
;=> clojure.lang.ArrayChunk

(class (seq (vec (range 3))))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (next (seq (vec (range 40)))))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (seq {1 2}))
;=> clojure.lang.PersistentArrayMap$Seq

(class (seq (hash-map 1 2)))
;=> clojure.lang.PersistentHashMap$NodeSeq

(class (seq #{1}))
;=> clojure.lang.APersistentMap$KeySeq

(class (keys {1 2}))
;=> clojure.lang.APersistentMap$KeySeq

(class (vals {1 2}))
;=> clojure.lang.APersistentMap$ValSeq

(class (seq "abc"))
;=> clojure.lang.StringSeq

(class (seq (int-array 2)))
;=> clojure.lang.ArraySeq$ArraySeq_int

(class (seq (object-array 2)))
;=> clojure.lang.ArraySeq

(class (seq (byte-array 2)))
;=> clojure.lang.ArraySeq$ArraySeq_byte

(class (rseq [1 2]))
;=> clojure.lang.APersistentVector$RSeq

(class (rest (quote (1))))
;=> clojure.lang.PersistentList$EmptyList

(class (rest [1]))
;=> clojure.lang.PersistentList$EmptyList

(class (next (quote (1 2))))
;=> clojure.lang.PersistentList

(class (cons 1 nil))
;=> clojure.lang.PersistentList

(class (cons 1 [2]))
;=> clojure.lang.Cons

(class (seq (sorted-map 1 2)))
;=> clojure.lang.PersistentTreeMap$Seq

(class (rseq (sorted-map 1 2)))
;=> clojure.lang.PersistentTreeMap$Seq

(class (seq (sorted-set 1 2)))
;=> clojure.lang.APersistentMap$KeySeq

(class (first {1 2}))
;=> clojure.lang.MapEntry

(class (repeat 1))
;=> clojure.lang.Repeat

(class (repeat 0 1))
;=> clojure.lang.PersistentList$EmptyList

(class (cycle [1]))
;=> clojure.lang.Cycle

(class (cycle []))
;=> clojure.lang.PersistentList$EmptyList

(class (iterate inc 1))
;=> clojure.lang.Iterate

(class (next (range 1.0 3)))
;=> clojure.lang.Range

(class (conj (first {1 2}) 3))
;=> clojure.lang.PersistentVector

(class (subvec [1 2 3] 1))
;=> clojure.lang.APersistentVector$SubVector

(class (seq (subvec [1 2 3] 1)))
;=> clojure.lang.APersistentVector$Seq

(class (seq (first {1 2})))
;=> clojure.lang.PersistentVector$ChunkedSeq

(class (rest (range 1)))
;=> clojure.lang.PersistentList$EmptyList

(class (rest "a"))
;=> clojure.lang.PersistentList$EmptyList

(class (rest (map inc [1])))
;=> clojure.lang.LazySeq

(class (seq (map inc [1 2])))
;=> clojure.lang.ChunkedCons

(class (empty (cons 1 nil)))
;=> clojure.lang.PersistentList$EmptyList

(class (transient {}))
;=> clojure.lang.PersistentArrayMap$TransientArrayMap

(class (transient (hash-map 1 2)))
;=> clojure.lang.PersistentHashMap$TransientHashMap

(class (transient []))
;=> clojure.lang.PersistentVector$TransientVector

(class (transient #{}))
;=> clojure.lang.PersistentHashSet$TransientHashSet

(class (chunk-buffer 3))
;=> clojure.lang.ChunkBuffer

(class (chunk (chunk-buffer 3)))
;=> clojure.lang.ArrayChunk

(class (conj (subvec [1 2 3] 0 2) 9))
;=> clojure.lang.APersistentVector$SubVector

(class (pop (subvec [1 2 3] 0 1)))
;=> clojure.lang.PersistentVector

(class (subvec [1] 0 0))
;=> clojure.lang.PersistentVector

(class (seq (hash-map nil 1 2 3)))
;=> clojure.lang.Cons

(class (assoc (apply array-map (range 40)) :x 1))
;=> clojure.lang.PersistentHashMap

(class (assoc (apply array-map (range 40)) 0 1))
;=> clojure.lang.PersistentArrayMap

(class (dissoc (apply array-map (range 40)) 0))
;=> clojure.lang.PersistentArrayMap

(class (into {} (map vector (range 8) (range))))
;=> clojure.lang.PersistentArrayMap

(class (into {} (map vector (range 9) (range))))
;=> clojure.lang.PersistentHashMap

(class (zipmap (range 9) (range)))
;=> clojure.lang.PersistentHashMap

(class (apply assoc {} (range 16)))
;=> clojure.lang.PersistentArrayMap

(class (apply assoc {} (range 18)))
;=> clojure.lang.PersistentHashMap

(class (merge {:a 1} (zipmap (range 8) (range))))
;=> clojure.lang.PersistentHashMap

(class (dissoc (zipmap (range 9) (range)) 0))
;=> clojure.lang.PersistentHashMap

(class (persistent! (reduce conj! (transient (apply array-map (range 20))) [[:a 1]])))
;=> clojure.lang.PersistentHashMap

(class (persistent! (transient (apply array-map (range 20)))))
;=> clojure.lang.PersistentArrayMap
