;; proxy and its parts, bean, comparators that are objects.

(str (proxy [Object] [] (toString [] "x")))
;=> "x"

(keys (proxy-mappings (proxy [Object] [] (toString [] "x"))))
;=> ("toString")

(with-out-str (.run (proxy [Runnable] [] (run [] (print "ran")))))
;=> "ran"

(.get (proxy [java.util.ArrayList] [] (get [i] (* i 10))) 5)
;=> 50

(let [p (proxy [java.util.ArrayList] [] (size [] (+ 100 (proxy-super size))))] (.add p 1) (.size p))
;=> 101

(let [p (proxy [java.util.ArrayList] [[1 2]])] [(.size p) (.get p 1) (str p)])
;=> [2 2 "[1, 2]"]

(deref (proxy [clojure.lang.IDeref] [] (deref [] 42)))
;=> 42

(seq (proxy [Iterable] [] (iterator [] (.iterator [1 2 3]))))
;=> (1 2 3)

((proxy [clojure.lang.IFn] [] (invoke ([] :none) ([a] [a]))) 1)
;=> [1]

((proxy [clojure.lang.IFn] [] (invoke ([] :none) ([a] [a]))))
;=> :none

(get (proxy [clojure.lang.ILookup] [] (valAt ([k] [:got k]) ([k d] d))) :x)
;=> [:got :x]

(= (proxy [Object] [] (equals [o] true)) 5)
;=> true

(hash (proxy [Object] [] (hashCode [] 5)))
;=> 5

(sort (proxy [java.util.Comparator] [] (compare [a b] (- b a))) [1 3 2])
;=> (3 2 1)

(sort (reify java.util.Comparator (compare [_ a b] (- b a))) [1 3 2])
;=> (3 2 1)

(sorted-set-by (reify java.util.Comparator (compare [_ a b] (- b a))) 1 2 3)
;=> #{3 2 1}

(sort 5 [1 2])
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.Comparator (java.lang.Long and java.util.Comparator are in module java.base of loader 'bootstrap')

(.run (proxy [Runnable] []))
;=! UnsupportedOperationException run

(count (proxy [clojure.lang.Counted] [] (count [] 7)))
;=> 7

(count (proxy [clojure.lang.Counted] []))
;=! UnsupportedOperationException count

(instance? Runnable (proxy [Object Runnable] []))
;=> true

(let [p (proxy [Object] [])] (update-proxy p {"toString" (fn [this] "later")}) (str p))
;=> "later"

(let [p (proxy [Object] [] (toString [] "x"))] (update-proxy p {"toString" nil}) (= "x" (str p)))
;=> false

(let [p (proxy [Object] [] (toString [] "x"))] [(proxy-call-with-super (fn [] (= "x" (str p))) p "toString") (str p)])
;=> [false "x"]

(let [p (construct-proxy (get-proxy-class Object Runnable))] (init-proxy p {"toString" (fn [this] "made")}) (str p))
;=> "made"

(identical? (get-proxy-class Runnable) (get-proxy-class Runnable))
;=> true

(.getName (get-proxy-class Object java.util.Comparator Runnable))

(with-out-str (binding [*out* (let [o *out*] (proxy [java.io.Writer] [] (write ([s] (.write o (str s)))) (flush []) (close [])))] (print "one")))
;=> "one"

(:message (bean (Exception. "x")))
;=> "x"

(let [b (bean (java.util.Date. 0))] [(:time b) (contains? b :time) (map? b) (:nope b :none)])
;=> [0 true true :none]

(:class (bean "a"))
;=> java.lang.String

(empty (bean (Exception. "x")))
;=! UnsupportedOperationException empty
