;; One var, one cell: a function without captures, with one and with five, and calls of another arity.
;! rounds 20000
;! setup
(def done (atom false))
(defn plain [x] (* 10 x))
(defn other [x] (+ (* 10 x) 1))
(defn one [a] (fn [x] (+ (* 10 x) a)))
(defn five [a b c d e] (fn [x] (+ (* 10 x) (- (+ a b c d) e))))
(def f plain)
(def both (fn [x] x))
;! threads 4
(loop [i 1]
  (if @done
    :ok
    (let [answer (f i) kind (- answer (* 10 i)) arity (both i)]
      (if (and (<= 0 kind 4) (or (= arity i) (= arity [i]) (= arity (list i))))
        (recur (if (= i 1000) 1 (inc i)))
        [:wrong i answer arity]))))
;! threads 1
(do
  (dotimes [i rounds]
    (case (mod i 5)
      0 (def f plain)
      1 (def f (one 2))
      2 (def f other)
      3 (def f (five 1 2 3 4 7))
      4 (def f (fn [& xs] (+ 4 (* 10 (first xs))))))
    (case (mod i 3)
      0 (def both (fn [x] x))
      1 (def both (fn [& xs] xs))
      2 (def both vector)))
  (reset! done true)
  :ok)
;! check
(contains? #{10 11 12 13 14} (f 1))
;=> true
