;; Names change their meaning while others resolve and evaluate them: whoever changes a name sees it
;; changed at once, and the others see one of its meanings.
;! rounds 400
;! setup
(ns race.a) (def x :a) (def only-a 1)
(ns race.b) (def x :b) (def only-b 1)
(ns race.shared (:refer-clojure))
(ns user)
(def done (atom 0))
(def shared (find-ns 'race.shared))
(defn evaluate [form]
  (binding [*ns* shared] (eval form)))
(defn cause [e] (if-let [inner (ex-cause e)] (recur inner) e))
;; A var that was just made has no value yet.
(defn settled [x]
  (if (instance? clojure.lang.Var$Unbound x) RuntimeException x))
(defn evaluated [form]
  (try (settled (evaluate form)) (catch Throwable e (class (cause e)))))
;! threads 2
(loop [i 0]
  (if (= 3 @done)
    :ok
    (let [x (evaluated 'x)
          aliased (evaluated 'al/x)
          full (evaluated 'race.a/x)
          call (evaluated '(let [f (fn [] x)] (f)))
          found (ns-resolve shared 'x)
          fresh (evaluated 'fresh)]
      (cond
        (not (contains? #{:a :b :own RuntimeException} x)) [:x x]
        (not (contains? #{:a :b RuntimeException} aliased)) [:aliased aliased]
        (not= :a full) [:full full]
        (not (contains? #{:a :b :own RuntimeException} call)) [:call call]
        (not (or (nil? found) (contains? #{:a :b :own RuntimeException} (settled @found)))) [:found found]
        (not (or (= fresh RuntimeException) (int? fresh))) [:fresh fresh]
        :else (recur (inc i))))))
;! threads 1
(loop [i 0]
  (if (= i rounds)
    (do (swap! done inc) :ok)
    (let [from (if (even? i) 'race.a 'race.b)
          expected (if (even? i) :a :b)]
      (ns-unmap shared 'x)
      (let [gone (evaluated 'x)]
        (binding [*ns* shared] (refer from :only '[x]))
        (let [referred (evaluated 'x)]
          (ns-unmap shared 'x)
          (evaluate '(def x :own))
          (let [own (evaluated 'x)]
            (if (and (= gone RuntimeException) (= referred expected) (= own :own))
              (recur (inc i))
              [:wrong i gone referred own])))))))
;! threads 1
(loop [i 0]
  (if (= i rounds)
    (do (swap! done inc) :ok)
    (let [[from expected] (if (even? i) ['race.a :a] ['race.b :b])]
      (ns-unalias shared 'al)
      (let [gone (evaluated 'al/x)]
        (binding [*ns* shared] (alias 'al from))
        (let [aliased (evaluated 'al/x)]
          (if (and (= gone RuntimeException) (= aliased expected))
            (recur (inc i))
            [:wrong i gone aliased]))))))
;! threads 1
(loop [i 0]
  (if (= i rounds)
    (do (swap! done inc) :ok)
    (let [[form expected] (if (even? i)
                            ['(import java.util.ArrayList) "ArrayList"]
                            ['(import java.util.HashMap) "HashMap"])]
      (evaluate form)
      (intern shared 'fresh i)
      (let [made (evaluated (list '.getSimpleName (symbol expected)))
            fresh (evaluated 'fresh)]
        (ns-unmap shared (symbol expected))
        (ns-unmap shared 'fresh)
        (let [gone (evaluated (list '.getSimpleName (symbol expected)))
              gone-fresh (evaluated 'fresh)]
          (if (and (= made expected) (= fresh i) (= gone-fresh RuntimeException) (class? gone))
            (recur (inc i))
            [:wrong i made fresh gone gone-fresh]))))))
;! check
(evaluated 'x)
;=> :own
