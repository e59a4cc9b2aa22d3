(let [p (promise) t (Thread. (fn [] (deliver p (.getName (Thread/currentThread)))) "worker")] [(.isAlive t) (str (.getState t)) (do (.start t) (.join t) @p) (.isAlive t) (str (.getState t)) (.getName t)])
;=> [false "NEW" "worker" false "TERMINATED" "worker"]

(let [t (Thread. (fn []))] (.start t) (.start t))
;=! IllegalThreadStateException

(let [t (Thread. (fn []))] [(.isDaemon t) (do (.setDaemon t true) (.isDaemon t))])
;=> [false true]

(let [t (Thread. (fn [] (Thread/sleep 3000)))] (.start t) (.join t 10) (let [alive (.isAlive t)] (.interrupt t) (.join t 2000) [alive (.isAlive t)]))
;=> [true false]

(let [p (promise) t (Thread. (fn [] (try (Thread/sleep 10000) (catch InterruptedException e (deliver p [(.getMessage e) (.isInterrupted (Thread/currentThread))])))))] (.start t) (.interrupt t) @p)
;=> ["sleep interrupted" false]

(do (.interrupt (Thread/currentThread)) [(.isInterrupted (Thread/currentThread)) (Thread/interrupted) (Thread/interrupted)])
;=> [true true false]

(do (.interrupt (Thread/currentThread)) (Thread/sleep 10))
;=! InterruptedException sleep interrupted

(do (.interrupt (Thread/currentThread)) [(.join (Thread. (fn []))) (Thread/interrupted)])
;=> [nil true]

(Thread/sleep -1)
;=! IllegalArgumentException timeout value is negative

(str (Thread. "foo"))
;=> "Thread[foo,5,main]"

(let [o (Object.)] (.notify o))
;=! IllegalMonitorStateException current thread is not owner

(let [o (Object.)] (.wait o))
;=! IllegalMonitorStateException current thread is not owner

(let [o (Object.) p (promise) f (future (locking o (deliver p 1) (.wait o 3000) :woken))] @p (locking o (.notifyAll o)) @f)
;=> :woken

(let [o (Object.)] (locking o (locking o (.wait o 5) :back)))
;=> :back

(let [o (Object.) n (atom 0) fs (mapv (fn [_] (future (locking o (let [x @n] (Thread/yield) (reset! n (inc x)))))) (range 20))] (run! deref fs) @n)
;=> 20

(locking (Object.) 1)
;=> 1

(let [l (java.util.concurrent.CountDownLatch. 2)] [(.getCount l) (.await l 5 java.util.concurrent.TimeUnit/MILLISECONDS) (do (.countDown l) (.countDown l) (.countDown l) (.await l) (.getCount l))])
;=> [2 false 0]

(java.util.concurrent.CountDownLatch. -1)
;=! IllegalArgumentException count < 0

(let [s (java.util.concurrent.Semaphore. 2)] [(.tryAcquire s) (.tryAcquire s) (.tryAcquire s) (.availablePermits s) (do (.release s) (.availablePermits s))])
;=> [true true false 0 1]

(let [l (java.util.concurrent.locks.ReentrantLock.)] (.lock l) (.lock l) [(.isLocked l) (.getHoldCount l) (do (.unlock l) (.unlock l) (.isLocked l)) @(future (.tryLock l))])
;=> [true 2 false true]

(.unlock (java.util.concurrent.locks.ReentrantLock.))
;=! IllegalMonitorStateException

(let [q (java.util.concurrent.LinkedBlockingQueue. 2)] [(.offer q 1) (.offer q 2) (.offer q 3) (.size q) (.remainingCapacity q) (.peek q) (.take q) (.poll q) (.poll q) (.poll q 5 java.util.concurrent.TimeUnit/MILLISECONDS)])
;=> [true true false 2 0 1 1 2 nil nil]

(.add (doto (java.util.concurrent.ArrayBlockingQueue. 1) (.add 1)) 2)
;=! IllegalStateException Queue full

(.put (java.util.concurrent.LinkedBlockingQueue.) nil)
;=! NullPointerException

(.remove (java.util.concurrent.LinkedBlockingQueue.))
;=! NoSuchElementException

(let [q (java.util.concurrent.LinkedBlockingQueue. [3 1 2])] [(count q) (vec q) (.contains q 1) (.remove q 1) (vec q) (str q)])
;=> [3 [3 1 2] true true [3 2] "[3, 2]"]

(let [q (java.util.concurrent.ArrayBlockingQueue. 1) f (future (dotimes [i 100] (.put q i)) :done)] [(reduce + (repeatedly 100 #(.take q))) @f])
;=> [4950 :done]

(let [e (java.util.concurrent.Executors/newFixedThreadPool 2) fs (mapv (fn [n] (.submit e ^Callable (fn [] (* n n)))) (range 5))] (.shutdown e) [(mapv deref fs) (.isShutdown e) (.awaitTermination e 3 java.util.concurrent.TimeUnit/SECONDS) (.isTerminated e)])
;=> [[0 1 4 9 16] true true true]

(let [e (java.util.concurrent.Executors/newSingleThreadExecutor) fs (.invokeAll e [(fn [] 1) (fn [] 2)])] (.shutdown e) (mapv deref fs))
;=> [1 2]

(let [f (.submit (java.util.concurrent.ForkJoinPool/commonPool) ^Callable (fn [] :fj))] (.get f))
;=> :fj

(java.util.concurrent.Executors/newFixedThreadPool 0)
;=! IllegalArgumentException
