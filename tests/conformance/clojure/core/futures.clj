@(future (+ 1 2))
;=> 3

(let [f (future 1)] @f [(future? f) (future-done? f) (future-cancelled? f) (realized? f) (future-cancel f)])
;=> [true true false true false]

(future? 1)
;=> false

@(future (throw (Exception. "x")))
;=! ExecutionException java.lang.Exception: x

@(future (throw (ex-info "boom" {:a 1})))
;=! ExecutionException clojure.lang.ExceptionInfo: boom {:a 1}

(try @(future (throw (ex-info "boom" {:a 1}))) (catch java.util.concurrent.ExecutionException e (ex-data (.getCause e))))
;=> {:a 1}

(let [f (future (/ 1 0))] (try @f (catch Exception _)) (try @f (catch Exception e (ex-message (ex-cause e)))))
;=> "Divide by zero"

(let [f (future (Thread/sleep 3000))] [(future-cancel f) (future-cancel f) (future-done? f) (future-cancelled? f) (realized? f)])
;=> [true false true true true]

(let [f (future (Thread/sleep 3000))] (future-cancel f) @f)
;=! CancellationException

(let [f (future (Thread/sleep 3000))] (future-cancel f) (deref f 10 :late))
;=! CancellationException

(deref (future (Thread/sleep 3000) 1) 10 :late)
;=> :late

(deref (future 5) 3000 :late)
;=> 5

(.get (future (Thread/sleep 3000)) 10 java.util.concurrent.TimeUnit/MILLISECONDS)
;=! TimeoutException

(.get (future 3) 3000 java.util.concurrent.TimeUnit/MILLISECONDS)
;=> 3

(let [f (future (Thread/sleep 3000))] [(.isDone f) (.isCancelled f) (.cancel f true) (.isDone f) (.isCancelled f)])
;=> [false false true true true]

(map #(instance? % (future 1)) [clojure.lang.IDeref clojure.lang.IBlockingDeref clojure.lang.IPending clojure.lang.IFn java.util.concurrent.Future])
;=> (true true true false true)

(deref 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')

(deref nil)
;=! NullPointerException Cannot invoke "java.util.concurrent.Future.get()" because "fut" is null

(deref 1 2 3)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')

(deref (atom 1) 2 3)
;=! ClassCastException class clojure.lang.Atom cannot be cast to class java.util.concurrent.Future (clojure.lang.Atom is in unnamed module of loader 'app'; java.util.concurrent.Future is in module java.base of loader 'bootstrap')

(deref nil 1 2)
;=! NullPointerException Cannot invoke "java.util.concurrent.Future.get(long, java.util.concurrent.TimeUnit)" because "fut" is null

(future-done? 1)
;=! ClassCastException class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')

(future-cancelled? nil)
;=! NullPointerException Cannot invoke "java.util.concurrent.Future.isCancelled()" because "f" is null

(realized? 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.IPending (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPending is in unnamed module of loader 'app')

(realized? nil)
;=! NullPointerException Cannot invoke "clojure.lang.IPending.isRealized()" because "x" is null

(def ^:dynamic *x* 1)

(binding [*x* 2] @(future *x*))
;=> 2

(binding [*x* 2] @(future (set! *x* 3)))
;=! ExecutionException java.lang.IllegalStateException: Can't set!: *x* from non-binding thread

(binding [*x* 2] @(future (binding [*x* 3] (set! *x* 4) *x*)))
;=> 4

(binding [*x* 2] (let [f (bound-fn [] *x*)] (binding [*x* 3] [(f) *x* @(future (f))])))
;=> [2 3 2]

(binding [*x* 2] (let [f (bound-fn* (fn [] *x*)) p (promise)] (.start (Thread. (fn [] (deliver p [*x* (f)])))) @p))
;=> [1 2]

(binding [*x* 2] @(future @(future *x*)))
;=> 2

(pmap inc [1 2 3])
;=> (2 3 4)

(pmap + [1 2 3] [10 20 30])
;=> (11 22 33)

(pmap #(/ 1 %) [1 0])
;=! ExecutionException java.lang.ArithmeticException: Divide by zero

(pmap inc nil)
;=> ()

(pcalls (constantly 1) (constantly 2))
;=> (1 2)

(pcalls)
;=> ()

(pvalues 1 2 (+ 1 2))
;=> (1 2 3)

(let [p (promise) f (future @p)] [(deref f 10 :not-yet) (deliver p 4) @f] @f)
;=> 4

(let [fs (mapv (fn [n] (future (reduce + (range n)))) (range 50))] (reduce + (map deref fs)))
;=> 19600

(let [p (promise) f (future (try (loop [] (if (Thread/interrupted) (deliver p :seen) (recur))) (catch Throwable t (deliver p t))))] (Thread/sleep 20) (future-cancel f) @p)
;=> :seen

(let [p (promise) f (future (try @(promise) (catch Throwable t (deliver p (class t)))))] (Thread/sleep 20) (future-cancel f) @p)
;=> java.lang.InterruptedException

(let [p (promise) f (future (try (Thread/sleep 10000) (catch Throwable t (deliver p (.getMessage t)))))] (Thread/sleep 20) (future-cancel f) @p)
;=> "sleep interrupted"

(let [p (promise) f (future (try (locking p (.wait p)) (catch Throwable t (deliver p (class t)))))] (Thread/sleep 20) (future-cancel f) @p)
;=> java.lang.InterruptedException

(let [c (java.util.concurrent.CompletableFuture.)] [(future? c) (realized? (future 1)) (.complete c 5) (.complete c 6) @c (deref c 1 :late) (.getNow c 0)] @c)
;=> 5

(let [c (java.util.concurrent.CompletableFuture.)] (.completeExceptionally c (Exception. "no")) (.get c))
;=! ExecutionException java.lang.Exception: no

(let [c (java.util.concurrent.CompletableFuture.)] (.completeExceptionally c (Exception. "no")) (.join c))
;=! CompletionException java.lang.Exception: no
