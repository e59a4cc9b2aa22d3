;; A loop may call a protocol function, a multimethod or a var as often as it likes: calls leave nothing
;; on the native stack.
(defprotocol Counted2 (bump [this n]))
(defrecord Up [] Counted2 (bump [_ n] (inc n)))
(extend-protocol Counted2 String (bump [_ n] (+ n 2)) nil (bump [_ n] (+ n 3)))
(defmulti bumped (fn [how n] how))
(defmethod bumped :up [_ n] (inc n))
(defn plain [n] (inc n))

(loop [i 0 n 0 up (->Up)] (if (< i 1000000) (recur (inc i) (bump up n) up) n))
;=> 1000000

(loop [i 0 n 0] (if (< i 300000) (recur (inc i) (bump nil (bump "a" n))) n))
;=> 1500000

(loop [i 0 n 0] (if (< i 300000) (recur (inc i) (bumped :up n)) n))
;=> 300000

(loop [i 0 n 0] (if (< i 300000) (recur (inc i) (#'plain n)) n))
;=> 300000
