;; Keyword sites of shared functions see maps of changing shapes, records, other things and nothing.
;! rounds 20000
;! setup
(defrecord Point [a b])
(defrecord Turned [b a])
(defrecord Other [c])
(deftype Looks [v] clojure.lang.ILookup (valAt [_ k] (when (= k :a) v)) (valAt [_ k d] (if (= k :a) v d)))
(def wide (into {} (map (fn [i] [(keyword (str "k" i)) i]) (range 20))))

;; Each makes something whose :a is v, or which has none.
(def makers
  [(fn [v] {:a v})
   (fn [v] {:b 0 :a v})
   (fn [v] {:c 1 :b 0 :a v})
   (fn [v] (assoc {:x 1 :y 2} :a v :z 3))
   (fn [v] (dissoc {:a v :b 1 :c 2} :b))
   (fn [v] (assoc wide :a v))
   (fn [v] (sorted-map :a v :b 2))
   (fn [v] (hash-map :a v "s" 1))
   (fn [v] {:a v 'symbol 1 "s" 2})
   (fn [v] (->Point v 0))
   (fn [v] (->Turned 0 v))
   (fn [v] (assoc (->Other 1) :a v))
   (fn [v] (->Looks v))])
(def without
  [nil {} {:b 1} {:b 1 :c 2} wide (->Other 1) [1 2] 'symbol 42 (sorted-map :b 1) #{:b} (range 3)])

(defn get-a [m] (:a m))
(defn get-a-or [m] (:a m :none))
(defn nested [m] (:a (:b (:c m))))
(defn destructured [{:keys [a] :or {a :none}}] a)
;! threads 4
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [at (+ i (* 3 me))
          v [me i]
          m ((nth makers (mod at (count makers))) v)
          n (nth without (mod (* 7 at) (count without)))
          fresh {(keyword (str "f" (mod at 700))) 1 :a v}
          deep {:c {:x i :b m}}]
      (cond
        (not (= v (get-a m) (get-a-or m) (get m :a) (get-a fresh) (nested deep)))
        [:wrong i m]
        (not (and (nil? (get-a n)) (= :none (get-a-or n)) (= :none (:a n :none))))
        [:found i n]
        (and (map? m) (not= v (destructured m)))
        [:destructured i m]
        :else (recur (inc i))))))
;! threads 1
(loop [i 0]
  (if (= i (quot rounds 50))
    :ok
    ;; New shapes, new classes: the same sites see them at once.
    (let [class-name (symbol (str "R" (mod i 10)))
          make (eval `(do (defrecord ~class-name [~'x ~'a]) (fn [v#] (new ~class-name 1 v#))))
          m (make i)]
      (if (= i (get-a m) (get-a-or m) (:a m)) (recur (inc i)) [:wrong i m]))))
;! check
(get-a {:a 1})
;=> 1
