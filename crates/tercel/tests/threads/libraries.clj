;; Libraries are loaded by all threads at once: the same ones and each its own.
;;
;; As on the JVM, `require` alone does not wait for another thread that loads the library: whoever
;; does not hold a lock may see it half loaded. Nothing breaks either way, and in the end all is there.
;! rounds 4
;! setup
(def answers (atom #{}))
(def lock (Object.))
(defn attempt [f] (try (f) (catch InternalError e (throw e)) (catch Throwable e :failed)))
(defn load-own [me i]
  (let [name (symbol (str "race.own" me "x" i))]
    (load-string (str "(ns " name " (:require [clojure.string :as s]))"
                      "(defn own [x] (s/upper-case (str (+ x x) \"" me "\")))"))
    ((resolve (symbol (str name) "own")) i)))
;! threads 8
(loop [i 0]
  (if (= i rounds)
    :ok
    (do
      (attempt (fn [] (require '[clojure.set :as set] 'clojure.walk 'race.common 'race.user)))
      (when (zero? (mod (+ i me) 4)) (attempt (fn [] (require 'race.common :reload))))
      (locking lock (require 'race.common 'race.user 'clojure.walk 'clojure.string :reload))
      (let [own (binding [*ns* *ns*] (load-own me i))
            thrice (attempt (fn [] (eval '(race.user/thrice 5))))]
        (swap! answers conj own)
        (if (and (= own (str (* 2 i) me)) (contains? #{15 :failed} thrice))
          (recur (inc i))
          [:wrong i own thrice])))))
;! check
(= (count @answers) (* 8 rounds))
;=> true
(do (require 'race.user 'race.common 'clojure.walk 'clojure.set :reload)
    (eval '[(clojure.set/union #{1} #{2}) (race.common/twice 21) (race.user/thrice 5)
            (race.user/shouted "a") (clojure.walk/postwalk identity [1 [2]])]))
;=> [#{1 2} 42 15 "A" [1 [2]]]
