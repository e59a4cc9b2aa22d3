;; One var is redefined while others call it: with other captures, other arities, another kind of
;; callee, or none for a moment. Each call enters one definition whole, and none goes back in time.
;! rounds 20000
;! setup
(def done (atom 0))

;; Versions count up. The functions check that their captures belong together.
(defn of-one [v]
  (fn ([] v) ([x] v) ([x y] v) ([x y z & more] v)))
(defn of-five [v]
  (let [a (+ v 1) b (+ v 2) c (+ v 3) d (+ v 4)]
    (fn
      ([] (if (= (+ a d) (+ b c)) v :torn))
      ([x & more] (if (= (+ a b c d) (+ (* 4 v) 10)) v :torn)))))
(def of-none (object-array (for [v [:a :b]] (if (= v :a) (fn [& xs] :a) (fn ([] :b) ([x] :b) ([x y] :b))))))
(def ^:redef counted (of-one 0))

;; All of these give 7 for {:a 7}.
(defmulti by-a :a)
(defmethod by-a 7 [m] 7)
(defrecord Callee [n] clojure.lang.IFn (invoke [this m] (+ n (:a m))))
(def callees
  [(fn [m] 7)
   (let [k :a] (fn [m] (k m)))
   (let [a 1 b 2 c 4 d 0 e 0] (fn ([m] (+ a b c d e)) ([m n] :wrong)))
   (fn [& ms] (:a (first ms)))
   (fn ([] :wrong) ([m & more] (if (nil? more) 7 :wrong)))
   :a
   {{:a 7} 7}
   #{7}
   by-a
   (->Callee 0)
   (comp inc dec :a)
   #'by-a])
(def mixed (first callees))

(defn version-of [x] (if (keyword? x) nil x))

;; One round of looking: the cells of four arities, and the var itself.
(defn look [before]
  (let [seen [(counted) (counted 1) (@#'counted) (counted 1 2) ((var counted)) (counted 1)]]
    (loop [last before, left seen]
      (if (empty? left)
        last
        (let [v (first left)]
          (cond
            (not (int? v)) (throw (ex-info "torn" {:seen seen}))
            (< v last) (throw (ex-info "back in time" {:before before :seen seen}))
            :else (recur v (rest left))))))))

(defn call-mixed [m]
  (try
    (mixed m)
    (catch IllegalStateException e
      (if (= (ex-message e) "Attempting to call unbound fn: #'user/mixed") 7 (throw e)))))
;! threads 4
(loop [before 0, calls 0]
  (if (= 2 @done)
    (if (= (look before) rounds) :ok [:missed before])
    (let [answer (call-mixed {:a 7})]
      (if (contains? #{7 #{7}} (if (nil? answer) 7 answer))
        (recur (look before) (inc calls))
        [:wrong answer]))))
;! threads 1
(do
  (dotimes [i rounds]
    (let [v (inc i)]
      (if (even? i)
        (def counted (of-one v))
        (def counted (of-five v)))
      ;; Who has redefined calls the new one.
      (when-not (= v (counted) (counted 1) (counted 1 2)) (throw (ex-info "old" {:v v})))))
  (swap! done inc)
  :ok)
;! threads 1
(do
  (dotimes [i rounds]
    (if (zero? (mod i 13))
      (.unbindRoot #'mixed)
      (def mixed (nth callees (mod i (count callees))))))
  (def mixed (first callees))
  (swap! done inc)
  :ok)
;! check
(= rounds (counted))
;=> true
(mixed {:a 7})
;=> 7
