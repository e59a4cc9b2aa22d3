;; `locking` lets one thread in, whatever happens inside; monitors come and go with their objects.
;! rounds 500
;! setup
(def locks (object-array (repeatedly 5 (fn [] (Object.)))))
(def counts (long-array 5))
(def plain (volatile! 0))
(def guard (Object.))
(defn add [n] (aset counts n (inc (aget counts n))))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [n (mod (+ i me) 5)
          m (mod (* 3 i) 5)
          [low high] (sort [n m])]
      (locking guard (vreset! plain (inc @plain)))
      (locking (aget locks n)
        (locking (aget locks n)
          (add n)))
      (when (< low high)
        (locking (aget locks low)
          (locking (aget locks high)
            (add low)
            (add high))))
      (let [own (Object.)]
        (locking own (locking own (str own))))
      (let [caught (try
                     (locking guard
                       (vreset! plain (inc @plain))
                       (throw (ex-info "inside" {:i i})))
                     (catch Exception e (:i (ex-data e))))]
        (if (= caught i)
          (recur (inc i))
          [:wrong i caught])))))
;! check
(= @plain (* 16 rounds))
;=> true
(= (vec counts)
   (reduce (fn [counts [me i]]
             (let [n (mod (+ i me) 5) m (mod (* 3 i) 5) counts (update counts n inc)]
               (if (= n m) counts (-> counts (update n inc) (update m inc)))))
           [0 0 0 0 0]
           (for [me (range 8) i (range rounds)] [me i])))
;=> true
