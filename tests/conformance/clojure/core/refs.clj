(let [r (ref 1)] (dosync (alter r + 2 3)) @r)
;=> 6

(let [r (ref 1)] (dosync (ref-set r 5)))
;=> 5

(let [r (ref 1)] (dosync (commute r inc) [@r]))
;=> [2]

(let [r (ref 1)] (dosync (alter r inc) (commute r inc) (commute r inc) @r))
;=> 4

(let [r (ref 1)] [(dosync (ensure r) (alter r inc)) (dosync (ensure r) (commute r inc)) (dosync (ensure r)) @r])
;=> [2 3 3 3]

(let [a (ref 100) b (ref 0)] (dosync (alter a - 30) (alter b + 30)) [@a @b])
;=> [70 30]

(let [r (ref 1)] (dosync (dosync (alter r inc)) (alter r inc)) @r)
;=> 3

(dosync)
;=> nil

(sync nil 1 2)
;=> 2

(let [r (ref 1)] (try (dosync (alter r inc) (throw (Exception. "x"))) (catch Exception e [(ex-message e) @r])))
;=> ["x" 1]

(ref-set (ref 1) 2)
;=! IllegalStateException No transaction running

(alter (ref 1) inc)
;=! IllegalStateException No transaction running

(commute (ref 1) inc)
;=! IllegalStateException No transaction running

(ensure (ref 1))
;=! IllegalStateException No transaction running

(ref-set 1 2)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Ref (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Ref is in unnamed module of loader 'app')

(dosync (alter (atom 1) inc))
;=! ClassCastException class clojure.lang.Atom cannot be cast to class clojure.lang.Ref (clojure.lang.Atom and clojure.lang.Ref are in unnamed module of loader 'app')

(dosync (ensure 1))
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Ref (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Ref is in unnamed module of loader 'app')

(dosync (commute nil inc))
;=! NullPointerException Cannot invoke "clojure.lang.Ref.commute(clojure.lang.IFn, clojure.lang.ISeq)" because "ref" is null

(dosync (let [r (ref 1)] (commute r inc) (alter r inc)))
;=! IllegalStateException Can't set after commute

(dosync (let [r (ref 1)] (commute r inc) (ref-set r 3)))
;=! IllegalStateException Can't set after commute

(io! 1)
;=> 1

(io! "why" 1)
;=> 1

(dosync (io! 1))
;=! IllegalStateException I/O in transaction

(dosync (io! "why" 1))
;=! IllegalStateException why

(dosync (await (agent 1)))
;=! IllegalStateException await in transaction

(let [r (ref 1 :meta {:a 1} :validator number? :min-history 1 :max-history 3)] [(meta r) (ref-min-history r) (ref-max-history r) (ref-history-count r) (fn? (get-validator r))])
;=> [{:a 1} 1 3 0 true]

(let [r (ref 1)] [(= r (ref-min-history r 2)) (ref-min-history r) (= r (ref-max-history r 20)) (ref-max-history r)])
;=> [true 2 true 20]

(let [r (ref 1 :min-history 3)] (dotimes [i 5] (dosync (ref-set r i))) (ref-history-count r))
;=> 3

(let [r (ref 1)] (dotimes [i 5] (dosync (ref-set r i))) (ref-history-count r))
;=> 0

(ref -1 :validator pos?)
;=! IllegalStateException Invalid reference state

(let [r (ref 1 :validator pos?)] (dosync (ref-set r -1)))
;=! IllegalStateException Invalid reference state

(let [r (ref 1 :validator pos?)] (try (dosync (ref-set r -1)) (catch IllegalStateException e @r)))
;=> 1

(let [r (ref 1)] (set-validator! r string?))
;=! IllegalStateException Invalid reference state

(let [r (ref 1)] (set-validator! r number?) (dosync (ref-set r :a)))
;=! IllegalStateException Invalid reference state

(let [r (ref 1 :validator (fn [x] (if (= x 2) (throw (Exception. "bad")) true)))] (try (dosync (ref-set r 2)) (catch IllegalStateException e (ex-message (ex-cause e)))))
;=> "bad"

(let [r (ref 1) log (atom [])] (add-watch r :w (fn [k r' old new] (swap! log conj [k (= r r') old new @r']))) (dosync (alter r inc) (alter r inc)) (dosync (ref-set r 3)) (dosync @r) (remove-watch r :w) (dosync (alter r inc)) @log)
;=> [[:w true 1 3 3] [:w true 3 3 3]]

(let [r (ref 1)] (add-watch r :w (fn [& _] (throw (Exception. "watch")))) (try (dosync (alter r inc)) (catch Exception e [(ex-message e) @r])))
;=> ["watch" 2]

(let [r (ref 1) n (atom 0)] (dosync (swap! n inc) (alter r inc)) [@r @n])
;=> [2 1]

((ref inc) 1)
;=> 2

(map (fn [[a b]] (compare a b)) (let [a (ref 1) b (ref 2)] [[a b] [b a] [a a]]))
;=> (-1 1 0)

(compare (ref 1) 1)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Ref (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Ref is in unnamed module of loader 'app')

(let [a (ref 1) b (ref 1)] [(= a b) (= a a) (count (hash-set a b a))])
;=> [false true 2]

(alter-meta! (ref 1 :meta {:a 1}) assoc :b 2)
;=> {:a 1, :b 2}

(ref 1 2)
;=! IllegalArgumentException No value supplied for key: 2

(instance? clojure.lang.IRef (ref 1))
;=> true

(let [r (ref 0) a (agent 0)] (dosync (alter r inc) (send a + 5) (send-off a + 6)) (await a) [@r @a])
;=> [1 11]

(let [a (agent 0)] (try (dosync (send a inc) (throw (Exception. "x"))) (catch Exception _)) (Thread/sleep 30) @a)
;=> 0

(let [r (ref 0) a (agent 0) tries (atom 0)] (dosync (send a inc) (alter r inc) (when (< (swap! tries inc) 3) @(future (dosync (commute r + 0))) nil)) (await a) [@r @a])
;=! ExecutionException java.lang.RuntimeException: Transaction failed after reaching retry limit

(let [r (ref 0)] (dorun (pmap (fn [_] (dotimes [_ 100] (dosync (alter r inc)))) (range 8))) @r)
;=> 800

(let [r (ref 0)] (dorun (pmap (fn [_] (dotimes [_ 100] (dosync (commute r inc)))) (range 8))) @r)
;=> 800

(let [a (ref 0) b (ref 0) seen (atom #{}) stop (atom false) reader (future (loop [] (dosync (swap! seen conj (- @a @b))) (when-not @stop (recur))))] (dotimes [_ 300] (dosync (alter a inc) (alter b inc))) (reset! stop true) @reader @seen)
;=> #{0}
