;! golden: expand
(let [x 1] x)
;= (let [x 1] x)

(defn f [x] x)
;= (defn f [x] x)

(when-first [x [1]] x)
;= (clojure.core/when-let [xs__1__auto__ (clojure.core/seq [1])] (clojure.core/let [x (clojure.core/first xs__1__auto__)] x))

(Exception. "a")
;= (new Exception "a")

(assert true "why")
;= (clojure.core/when-not true (throw (java.lang.AssertionError. (clojure.core/str "Assert failed: " "why" "\n" (clojure.core/pr-str (quote true))))))

(comment 1 2)
;= (comment 1 2)
