(seq 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(first 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(nth [1 2] 5)
;=! IndexOutOfBoundsException

(nth {} 0)
;=! UnsupportedOperationException nth not supported on this type: PersistentArrayMap

(count 5)
;=! UnsupportedOperationException count not supported on this type: Long

(conj 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentCollection (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentCollection is in unnamed module of loader 'app')

(assoc [1] 5 0)
;=! IndexOutOfBoundsException

(reduce + 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(map)
;=! ArityException Wrong number of args (0) passed to: clojure.core/map

(into 1 [2])
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentCollection (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentCollection is in unnamed module of loader 'app')

(pop [])
;=! IllegalStateException Can't pop empty vector

(peek 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPersistentStack (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentStack is in unnamed module of loader 'app')

(rest 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(get-in {:a 1} [:a :b])
;=> nil

(apply + 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(zipmap)
;=! ArityException Wrong number of args (0) passed to: clojure.core/zipmap

(subvec [1 2] 3)
;=! IndexOutOfBoundsException

(key 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Map$Entry (java.lang.Long and java.util.Map$Entry are in module java.base of loader 'bootstrap')

(keys 1)
;=! IllegalArgumentException Don't know how to create ISeq from: java.lang.Long

(hash-map 1)
;=! IllegalArgumentException No value supplied for key: 1

(transient '(1))
;=! ClassCastException class clojure.lang.PersistentList cannot be cast to class clojure.lang.IEditableCollection (clojure.lang.PersistentList and clojure.lang.IEditableCollection are in unnamed module of loader 'app')

(persistent! [])
;=! ClassCastException class clojure.lang.PersistentVector cannot be cast to class clojure.lang.ITransientCollection (clojure.lang.PersistentVector and clojure.lang.ITransientCollection are in unnamed module of loader 'app')
