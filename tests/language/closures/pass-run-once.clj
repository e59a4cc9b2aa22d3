;; A function that runs once lets go of what it captured with the last use; what comes before that
;; use leaves it, and a second try finds it.
(def tries (atom 0))
;=> #'user/tries

(let [coll [1 2 3]
      s (lazy-seq (when (= 1 (swap! tries inc)) (throw (ex-info "not yet" {}))) (map inc coll))]
  [(try (first s) (catch Exception e (ex-message e))) (vec s) @tries])
;=> ["not yet" [2 3 4] 2]

;; The last use was made the first time: nothing is left.
(let [coll (vector 1 2 3)
      s (lazy-seq
         (let [r (map inc coll)] (when (= 3 (swap! tries inc)) (throw (ex-info "not yet" {}))) r))]
  [(try (first s) (catch Exception e (ex-message e))) (vec s) @tries])
;=> ["not yet" [] 4]

(let [x [1 2]
      f (^:once fn* [again] (if again (count x) (conj x 3)))]
  (f true))
;=> 2

(let [x [1] y [2]]
  @(delay (let [g (fn [] (into x y))] [(g) (g)])))
;=> [[1 2] [1 2]]
