(let [p (promise)] [(realized? p) (= p (deliver p 1)) (deliver p 2) @p (p 3) (realized? p)])
;=> [false true nil 1 nil true]

(let [p (promise)] (p nil) [@p (realized? p)])
;=> [nil true]

(deref (promise) 10 :late)
;=> :late

(deref (promise) -1 :late)
;=> :late

(deref (promise) 1.5 :late)
;=> :late

(deref (promise) :a :late)
;=! ClassCastException class clojure.lang.Keyword cannot be cast to class java.lang.Number (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.Number is in module java.base of loader 'bootstrap')

(deliver 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')

(map #(instance? % (promise)) [clojure.lang.IDeref clojure.lang.IBlockingDeref clojure.lang.IPending clojure.lang.IFn clojure.lang.Fn java.util.concurrent.Future])
;=> (true true true true false false)

(let [p (promise)] (future (Thread/sleep 10) (deliver p :there)) @p)
;=> :there

(let [p (promise) qs (mapv (fn [_] (future @p)) (range 20))] (deliver p :all) (set (map deref qs)))
;=> #{:all}

(do (.interrupt (Thread/currentThread)) @(promise))
;=! InterruptedException

(do (.interrupt (Thread/currentThread)) (deref (promise) 10 1))
;=! InterruptedException

(do (.interrupt (Thread/currentThread)) (let [p (promise)] (deliver p 1) @p))
;=! InterruptedException

(Thread/interrupted)
;=> false

(let [d (delay (Thread/sleep 20) :once)] (set (mapv deref (mapv (fn [_] (future @d)) (range 8)))))
;=> #{:once}
