(defmacro unless [test & body] `(if ~test nil (do ~@body)))

(unless false 1 2)
;=> 2

(macroexpand-1 '(when a b c))
;=> (if a (do b c))

(defmacro twice [x] `(let [y# ~x] [y# y#]))

(let [n (atom 0)] (twice (swap! n inc)))
;=> [1 1]

(defmacro env-keys [] (list 'quote (sort (keys &env))))

(let [b 1 a 2] (env-keys))
;=> (a b)

(defmacro the-form [& args] (list 'quote &form))

(the-form 1 2)
;=> (the-form 1 2)

(-> {:a {:b 1}} :a :b inc)
;=> 2

(->> (range 5) (map inc) (reduce +))
;=> 15

(some-> {:a nil} :a :b)
;=> nil

(cond-> 1 true inc false (* 10) true (+ 5))
;=> 7

(as-> 1 x (+ x 1) (* x 2))
;=> 4

(doto (atom 1) (swap! inc))

(if-let [x nil] :then :else)
;=> :else

(when-let [[a] [1]] a)
;=> 1

(if-some [x false] [:some x] :none)
;=> [:some false]

(when-first [x [1 2]] x)
;=> 1

(condp = 2 1 :one 2 :two :none)
;=> :two

(condp some [1 2] #{3} :>> inc #{2} :>> dec)
;=> 1

(for [x [1 2 3] y [:a :b] :when (odd? x)] [x y])
;=> ([1 :a] [1 :b] [3 :a] [3 :b])

(for [x (range 5) :let [y (* x x)] :while (< y 10)] y)
;=> (0 1 4 9)

(let [acc (atom [])] (doseq [x [1 2] y [3 4]] (swap! acc conj [x y])) @acc)
;=> [[1 3] [1 4] [2 3] [2 4]]

(let [acc (atom 0)] (dotimes [i 5] (swap! acc + i)) @acc)
;=> 10

(let [n (atom 3) acc (atom [])] (while (pos? @n) (swap! acc conj (swap! n dec))) @acc)
;=> [2 1 0]

(with-out-str (print "a" 1) (println :b))
;=> "a 1:b\n"

(macroexpand-1 '(with-open [x 1 y 2] x y))
;=> (clojure.core/let [x 1] (try (clojure.core/with-open [y 2] x y) (finally (. x close))))

[(macroexpand-1 '(-> x ())) (macroexpand-1 '(->> x () (f 1) g))]
;=> [(nil x) (g (f 1 (nil x)))]

(macroexpand-1 '(as-> 1 [a b] [c d] e))
;=> (clojure.core/let [[a b] 1 [a b] [c d]] e)

(macroexpand-1 '(cond-> 1 a))
;=! AssertionError Assert failed: (even? (count clauses))

(macroexpand-1 (with-meta '(if-some [a] 1 2 3) {:line 7}))
;=! IllegalArgumentException if-some requires 1 or 2 forms after binding vector in user:7

(map (fn [p] (meta p)) (let [[_ [p]] (macroexpand-1 '(memfn f x))] [p]))
;=> (nil)
