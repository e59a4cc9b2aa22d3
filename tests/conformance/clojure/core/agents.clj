(let [a (agent 1)] (send a inc) (send-off a + 5 6) (await a) @a)
;=> 13

(let [a (agent [])] (dotimes [i 20] (if (even? i) (send a conj i) (send-off a conj i))) (await a) @a)
;=> [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19]

(let [a (agent 0) b (agent 0)] (dotimes [_ 10] (send a inc) (send b dec)) (await a b) [@a @b])
;=> [10 -10]

(await-for 3000 (agent 1))
;=> true

(let [a (agent 1)] (send-off a (fn [x] (Thread/sleep 300) x)) (await-for 10 a))
;=> false

(let [a (agent 1)] (= a (send a inc)))
;=> true

(defn failed [& options] (let [a (apply agent 1 options)] (send a (fn [x] (/ x 0))) (loop [i 0] (when-not (or (agent-error a) (> i 100)) (Thread/sleep 1) (recur (inc i)))) a))

(send (failed) inc)
;=! RuntimeException Agent is failed, needs restart

(try (send (failed) inc) (catch RuntimeException e (ex-message (ex-cause e))))
;=> "Divide by zero"

(await (failed))
;=! RuntimeException Agent is failed, needs restart

(ex-message (agent-error (failed)))
;=> "Divide by zero"

(agent-error (agent 1))
;=> nil

(map ex-message (agent-errors (failed)))
;=> ("Divide by zero")

(agent-errors (agent 1))
;=> nil

(let [a (failed)] [(clear-agent-errors a) (agent-error a)])
;=> [1 nil]

(restart-agent (agent 1) 2)
;=! RuntimeException Agent does not need a restart

(let [a (failed)] [(restart-agent a 2) @a (agent-error a)])
;=> [2 2 nil]

(let [a (failed :validator number?)] (restart-agent a :x))
;=! IllegalStateException Invalid reference state

(let [a (failed)] (restart-agent a 5 :clear-actions true) (send a inc) (await a) @a)
;=> 6

(let [a (agent 0) p (promise)] (send-off a (fn [x] @p (throw (Exception. "x")))) (send a inc) (send a inc) (deliver p 1) (loop [] (when-not (agent-error a) (Thread/sleep 1) (recur))) (let [before @a] (restart-agent a 10) (await a) [before @a]))
;=> [0 12]

(let [a (agent 0) p (promise)] (send-off a (fn [x] @p (throw (Exception. "x")))) (send a inc) (send a inc) (deliver p 1) (loop [] (when-not (agent-error a) (Thread/sleep 1) (recur))) (restart-agent a 10 :clear-actions true) (await a) @a)
;=> 10

(agent-error (failed :error-mode :continue))
;=> nil

(let [p (promise) a (agent 1 :error-handler (fn [a e] (deliver p [@a (ex-message e)])))] (send a / 0) [@p (error-mode a) (agent-error a)])
;=> [[1 "Divide by zero"] :continue nil]

(let [p (promise) a (agent 1 :error-mode :fail :error-handler (fn [a e] (deliver p (ex-message e))))] (send a / 0) @p (Thread/sleep 20) [@p (ex-message (agent-error a))])
;=> ["Divide by zero" "Divide by zero"]

(let [a (agent 1 :error-handler (fn [a e] (throw (Exception. "in handler"))))] (send a / 0) (send a inc) (await a) @a)
;=> 2

[(error-mode (agent 1)) (error-mode (agent 1 :error-handler +)) (error-mode (agent 1 :error-mode :foo))]
;=> [:fail :continue :foo]

(let [a (agent 1)] [(set-error-mode! a :continue) (error-mode a) (set-error-handler! a +) (= + (error-handler a))])
;=> [nil :continue nil true]

(error-handler (agent 1))
;=> nil

(let [a (agent 1)] (send a (fn [x] (await a))) (loop [] (when-not (agent-error a) (Thread/sleep 1) (recur))) (ex-message (agent-error a)))
;=> "Can't await in agent action"

(let [a (agent 1) b (agent 1)] (send a (fn [x] (send b inc) (Thread/sleep 30) (let [n (release-pending-sends)] (Thread/sleep 30) [n @b]))) (await a) [@a @b])
;=> [[1 2] 2]

(let [a (agent 1) b (agent 1)] (send a (fn [x] (send b inc) (Thread/sleep 30) @b)) (await a) (await b) [@a @b])
;=> [1 2]

(let [a (agent 1) b (agent 1)] (send a (fn [x] (send b inc) (throw (Exception. "x")))) (loop [] (when-not (agent-error a) (Thread/sleep 1) (recur))) (await b) @b)
;=> 1

(release-pending-sends)
;=> 0

(let [a (agent 1) log (atom [])] (add-watch a :w (fn [k r o n] (swap! log conj [k o n]))) (send a inc) (send a identity) (await a) (take 2 @log))
;=> ([:w 1 2] [:w 2 2])

(let [a (agent 1 :validator pos?)] (send a -) (loop [] (when-not (agent-error a) (Thread/sleep 1) (recur))) [(ex-message (agent-error a)) @a])
;=> ["Invalid reference state" 1]

(agent 1 :validator string?)
;=! IllegalStateException Invalid reference state

(meta (agent 1 :meta {:x 1}))
;=> {:x 1}

(agent 1 2)
;=! IllegalArgumentException No value supplied for key: 2

(send 1 inc)
;=! ClassCastException class java.lang.Long cannot be cast to class clojure.lang.Agent (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Agent is in unnamed module of loader 'app')

*agent*
;=> nil

(let [a (agent 0)] (send a (fn [_] (= *agent* a))) (await a) [@a *agent*])
;=> [true nil]

(def ^:dynamic *y* 1)

(let [a (agent 0)] (binding [*y* 2] (send a (fn [_] *y*))) (await a) @a)
;=> 2

(let [a (agent 1)] (send-via (java.util.concurrent.Executors/newFixedThreadPool 2) a + 4) (await a) @a)
;=> 5

(let [a (agent 0)] (dotimes [i 100] (send a + i)) (await1 a) [@a (.getQueueCount a)])
;=> [4950 0]

(take 5 (seque (iterate inc 0)))
;=> (0 1 2 3 4)

(seque 3 [1 nil 2])
;=> (1 nil 2)

(seque 1 nil)
;=> ()

(doall (seque 2 (map #(/ 1 %) [1 0])))
;=> ()

(reduce + (seque 5 (range 1000)))
;=> 499500

(let [p (promise)] (add-tap p) (let [sent (tap> 7) got (deref p 2000 :late)] [sent got (remove-tap p)]))
;=> [true 7 nil]

(let [p (promise) bad (fn [_] (throw (Exception. "x")))] (add-tap bad) (add-tap p) (tap> nil) (let [got (deref p 2000 :late)] (remove-tap bad) (remove-tap p) got))
;=> nil
