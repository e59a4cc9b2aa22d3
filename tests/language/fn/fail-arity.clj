((fn [x] x))
;=! ArityException

((fn [x] x) 1 2)
;=! ArityException

(defn f ([a] a) ([a b] b))

(f)
;=! ArityException Wrong number of args (0) passed to: user/f

(f 1 2 3)
;=! ArityException Wrong number of args (3) passed to: user/f

(1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')

("s" 0)
;=! ClassCastException class java.lang.String cannot be cast to class clojure.lang.IFn (java.lang.String is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')

(nil)
;=! IllegalArgumentException Can't call nil, form: (nil)

(:a)
;=! ArityException Wrong number of args (0) passed to: :a

({} 1 2 3)
;=! ArityException Wrong number of args (3) passed to: clojure.lang.PersistentArrayMap
