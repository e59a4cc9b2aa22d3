;; Protocols are extended, methods added, types made while others call: nothing that was added is
;; lost, and whoever added it can call it at once.
;! rounds 60
;! setup
(defprotocol Shown (shown [x]) (sized [x n]))
(extend-protocol Shown
  nil (shown [_] :nil) (sized [_ n] n)
  Object (shown [x] :object) (sized [x n] [:object n])
  Long (shown [x] [:long x]) (sized [x n] (+ x n)))
(defmulti area (fn [shape & more] (:kind shape)))
(defmethod area :square [s] (* (:side s) (:side s)))
(defmethod area :default [s] :unknown)
(defmethod area ::square [s] (* (:side s) (:side s)))
(derive ::tile ::square)
(def names (atom []))
(def made (atom {}))
;! threads 4
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [type-name (symbol (str "T" me "x" i))
          record-name (symbol (str "R" me "x" i))
          kind (keyword "kind" (str me "-" i))
          child (keyword "child" (str me "-" i))
          [make-type make-record reified]
          (eval
           `(do
              (deftype ~type-name [~'a])
              (defrecord ~record-name [~'a ~'b] Shown (~'shown [~'x] [:record ~'a]) (~'sized [~'x ~'n] (+ ~'b ~'n)))
              (extend-type ~type-name Shown (~'shown [~'x] [:type ~i (.-a ~'x)]) (~'sized [~'x ~'n] ~'n))
              [(fn [a#] (new ~type-name a#))
               (fn [a# b#] (new ~record-name a# b#))
               (reify Shown (~'shown [~'_] :reified) (~'sized [~'_ ~'n] ~me))]))
          t (make-type i)
          r (make-record i me)]
      (swap! names conj type-name)
      (swap! made assoc kind t)
      (.addMethod area kind (fn [shape & more] [me i]))
      (derive child kind)
      (cond
        (not= [:type i i] (shown t)) [:type (shown t)]
        (not= [:record i] (shown r)) [:record (shown r)]
        (not= (+ me 5) (sized r 5)) [:sized (sized r 5)]
        (not= [:reified me] [(shown reified) (sized reified 1)]) [:reified]
        (not= [:nil [:long 1] :object] [(shown nil) (shown 1) (shown "s")]) [:others]
        (not= [me i] (area {:kind kind})) [:method (area {:kind kind})]
        (not= [me i] (area {:kind child})) [:derived (area {:kind child})]
        (not= 9 (area {:kind ::tile :side 3}) (area {:kind :square :side 3})) [:square]
        (not= :unknown (area {:kind [:nobody me i]})) [:default]
        (not (satisfies? Shown t)) [:satisfies]
        :else (recur (inc i))))))
;! threads 2
(loop [i 0]
  (if (= i (* 4 rounds))
    :ok
    (do
      (.addMethod area :moving (fn [_] i))
      (let [answer (area {:kind :moving})]
        (remove-method area [:never me])
        (doseq [t (vals @made)]
          (when-not (= :type (first (shown t))) (throw (ex-info "lost" {:type (class t)}))))
        (if (int? answer) (recur (inc i)) [:moving answer])))))
;! check
(= (* 4 rounds) (count @names))
;=> true
(= (* 4 rounds) (count (filter (fn [k] (= "kind" (namespace k))) (filter keyword? (keys (methods area))))))
;=> true
(every? (fn [[k t]] (= :type (first (shown t)))) @made)
;=> true
(= (+ 3 (* 4 rounds)) (count (extenders Shown)))
;=> true
(every? (fn [[k t]] (and (vector? (area {:kind k})) (isa? (keyword "child" (name k)) k))) @made)
;=> true
