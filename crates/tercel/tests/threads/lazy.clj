;; The same lazy seqs and delays are asked for by all threads: each body runs once.
;! rounds 60
;! setup
(def calls (atom {}))
(defn note [k] (swap! calls update k (fnil inc 0)))
(defn chain [r n]
  (lazy-seq (when (pos? n) (note [:chain r n]) (cons n (chain r (dec n))))))
(defn nested [r n]
  (lazy-seq (note [:nested r n]) (if (pos? n) (nested r (dec n)) [r])))
(defn things [r]
  {:chain (chain r 20)
   :nested (nested r 10)
   :mapped (map (fn [x] (note [:mapped r x]) (* x x)) (range 70))
   :filtered (filter odd? (map (fn [x] (note [:filtered r x]) x) (chain [r] 9)))
   :delayed (delay (note [:delayed r]) (Object.))
   :failing (delay (note [:failing r]) (throw (ex-info "once" {:r r})))})
(def all (delay (mapv things (range 1000))))
@all
(def answers (atom {}))
(defn thrown [d] (try @d (catch Exception e e)))
(defn expect-same [k v]
  (let [known (get (swap! answers (fn [m] (if (contains? m k) m (assoc m k v)))) k)]
    (when-not (identical? known v) (throw (ex-info "differs" {:k k})))))
;! threads 8
(loop [i 0]
  (if (= i (min rounds 1000))
    :ok
    (let [{:keys [chain nested mapped filtered delayed failing]} (nth @all i)]
      (expect-same [:delayed i] @delayed)
      (expect-same [:failing i] (thrown failing))
      (expect-same [:rest i] (next chain))
      (expect-same [:seq i] (seq mapped))
      (if (and (= chain (range 20 0 -1))
               (= nested [i])
               (= mapped (map (fn [x] (* x x)) (range 70)))
               (= filtered [9 7 5 3 1])
               (= 20 (count chain))
               (realized? delayed))
        (recur (inc i))
        [:wrong i]))))
;! check
(set (vals @calls))
;=> #{1}
