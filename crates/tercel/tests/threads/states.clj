;; Atoms, vars and metadata that all threads change: nothing is lost.
;! rounds 2000
;! setup
(def counter (atom 0))
(def total (atom {}))
(def seen (atom #{}))
(def watched (atom 0))
(def changes (atom 0))
(add-watch watched :count (fn [_ _ old new] (when (= new (inc old)) (swap! changes inc))))
(def bounded (atom 0 :validator (fn [n] (<= 0 n 1000000))))
(def root 0)
(def pair (atom [0 0]))
(def swapped (atom 0))
(def marked (atom nil :meta {:n 0}))
(def place (volatile! nil))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (do
      (swap! counter inc)
      (swap! total update me (fnil conj []) i)
      (swap! seen conj [me i])
      (swap! watched inc)
      (swap! bounded + 1)
      (alter-var-root #'root inc)
      (alter-meta! #'root update :n (fnil inc 0))
      (alter-meta! marked update :n inc)
      (let [[old new] (swap-vals! swapped inc)]
        (when-not (= new (inc old)) (throw (ex-info "not one step" {:old old :new new}))))
      (let [[a b] (swap! pair (fn [[a b]] [(inc a) (dec b)]))]
        (when-not (zero? (+ a b)) (throw (ex-info "torn" {:a a :b b}))))
      (when-not (= :invalid (try (reset! bounded -1) (catch IllegalStateException e :invalid)))
        (throw (ex-info "validated" {})))
      (vreset! place [me i [me i]])
      (let [[m i' inner] @place]
        (when-not (= [m i'] inner) (throw (ex-info "torn" {:place @place}))))
      (recur (inc i)))))
;! check
(= (* 8 rounds) @counter @watched @changes @bounded root (count @seen) @swapped)
;=> true
(= (* 8 rounds) (:n (meta #'root)) (:n (meta marked)))
;=> true
(= @total (zipmap (range 8) (repeat (vec (range rounds)))))
;=> true
