;; Threads start, work and end all the time, while others do so and collect.
;! rounds 40
;! setup
(def ended (atom 0))
(def failed (atom 0))
(defn start [f]
  (let [thread (Thread. (fn [] (try (f) (catch Throwable e (swap! failed inc)))))]
    (.start thread)
    thread))
(defn tree [n] (if (zero? n) nil [(tree (dec n)) (tree (dec n))]))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [answers (atom {})
          threads (mapv (fn [n]
                          (start (fn []
                                   (let [k (keyword (str "t" me n))
                                         inner (start (fn [] (swap! answers assoc [:inner n] (count (vec (range 100))))))]
                                     (swap! answers assoc n [k (count (flatten (tree 4)))])
                                     (.join inner)
                                     (swap! ended inc)))))
                        (range 3))]
      (doseq [thread threads] (.join thread))
      (if (and (= (into {} (map (fn [n] [n [(keyword (str "t" me n)) 16]])) (range 3)) (into {} (filter (fn [[k _]] (int? k))) @answers))
               (every? (fn [n] (= 100 (@answers [:inner n]))) (range 3))
               (not-any? (fn [thread] (.isAlive thread)) threads))
        (recur (inc i))
        [:wrong i @answers]))))
;! check
(= [@ended @failed] [(* 24 rounds) 0])
;=> true
