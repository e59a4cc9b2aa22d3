;; Each thread has its own bindings, hands them to the threads it starts, and sees nobody else's.
;! rounds 100
;! setup
(def ^:dynamic *level* :root)
(def ^:dynamic *other* 0)
(def ended (atom 0))
(defn in-thread [f]
  (let [answer (atom nil)
        thread (Thread. (fn [] (reset! answer (f))))]
    (.start thread)
    (.join thread)
    @answer))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [answers
          (binding [*level* [me i] *other* i]
            (let [plain (in-thread (fn [] *level*))
                  conveyed (in-thread (bound-fn [] [*level* *other*]))
                  refused (in-thread (bound-fn* (fn [] (binding [*other* 1] (set! *other* 2) *other*))))
                  inner (binding [*level* :inner]
                          (set! *level* [:set me])
                          [*level* (in-thread (bound-fn [] (set! *level* :own) *level*)) *level*])
                  thrown (try (binding [*level* :thrown] (throw (ex-info "out" {})))
                              (catch Exception e *level*))
                  with-map (with-bindings {#'*level* :map} [*level* *other*])]
              [plain conveyed refused inner thrown with-map *level*]))]
      (swap! ended inc)
      (if (= answers [:root [[me i] i] 2 [[:set me] :own [:set me]] [me i] [:map i] [me i]])
        (if (= [:root 0] [*level* *other*]) (recur (inc i)) [:left *level* *other*])
        [:wrong i answers]))))
;! check
(= @ended (* 8 rounds))
;=> true
[*level* *other*]
;=> [:root 0]
