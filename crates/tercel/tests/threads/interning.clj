;; All threads make the same keywords, symbols and vars at once: there is one keyword of each name,
;; one var of each symbol.
;! rounds 1000
;! setup
(def keywords (atom {}))
(def vars (atom {}))
(create-ns 'race.interned)
(defn same [book key made]
  (let [known (get (swap! book (fn [m] (if (contains? m key) m (assoc m key made)))) key)]
    (when-not (identical? known made) (throw (ex-info "two of one name" {:key key})))))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (let [name (str "n" i)
          k (keyword "race" name)
          s (symbol "race" name)
          v (intern 'race.interned (symbol name))]
      (same keywords name k)
      (same vars name v)
      (intern 'race.interned (symbol (str "own" me "-" i)) [me i])
      (if (and (= s (symbol (str "race/" name)))
               (= (hash s) (hash (symbol "race" name)))
               (identical? k (read-string (str ":race/" name)))
               (identical? k (find-keyword "race" name))
               (= [me i] @(ns-resolve 'race.interned (symbol (str "own" me "-" i))))
               (= i (get {k i} (keyword "race" name)))
               (= (str "race" "/" name) (subs (str k) 1)))
        (recur (inc i))
        [:wrong i k s v]))))
;! check
(= rounds (count (filter (fn [[s v]] (re-matches #"n\d+" (name s))) (ns-interns 'race.interned))))
;=> true
(= (* 8 rounds) (count (filter (fn [[s v]] (re-matches #"own.*" (name s))) (ns-interns 'race.interned))))
;=> true
