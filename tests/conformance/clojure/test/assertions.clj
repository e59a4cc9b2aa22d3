;; clojure.test: what assertions answer and tell report.

(require '[clojure.test :refer :all])
;=> nil

(is (= 1 1))
;=> true

(is 5)
;=> 5

(is (instance? Long 1))
;=> true

(class (is (thrown? ArithmeticException (/ 1 0))))
;=> java.lang.ArithmeticException

(are [x y] (= x y) 1 1 2 2)
;=> true

(are [x y] (= x y) 1)
;=! IllegalArgumentException The number of args doesn't match are's argv.

(are [] true)
;=> nil

[(function? 'inc) (function? inc) (function? 'when) (function? 'no-such) (function? 5)]
;=> [true true false nil false]

(testing "a" (testing "b" (testing-contexts-str)))
;=> "a b"

(defmacro told [& body] `(let [r# (atom [])] (binding [report (fn [m#] (swap! r# conj (dissoc m# :file :line)))] ~@body) @r#))

(told (is (= 1 2) "m") (is (< 3 2)) (is (< 1 2)))
;=> [{:type :fail, :expected (= 1 2), :actual (not (= 1 2)), :message "m"} {:type :fail, :expected (< 3 2), :actual (not (< 3 2)), :message nil} {:type :pass, :expected (< 1 2), :actual (< 1 2), :message nil}]

(told (is (not (= 1 1))) (is false) (is nil "m") (is [1] "vec"))
;=> [{:type :fail, :expected (not (= 1 1)), :actual (not (not true)), :message nil} {:type :fail, :expected false, :actual false, :message nil} {:type :fail, :message "m"} {:type :pass, :expected [1], :actual [1], :message "vec"}]

(told (is (instance? String 1)) (is (instance? Long 1)))
;=> [{:type :fail, :expected (instance? String 1), :actual java.lang.Long, :message nil} {:type :pass, :expected (instance? Long 1), :actual java.lang.Long, :message nil}]

(map :type (told (is (thrown? ArithmeticException 1)) (is (thrown? ArithmeticException (/ 1 0))) (is (thrown? NullPointerException (/ 1 0)))))
;=> (:fail :pass :error)

(map :type (told (is (thrown-with-msg? ArithmeticException #"Nope" (/ 1 0))) (is (thrown-with-msg? ArithmeticException #"zero" (/ 1 0)))))
;=> (:fail :pass)

(map :expected (told (are [x y] (= x y) 1 2 3 4)))
;=> ((= 1 2) (= 3 4))

(map (juxt :type :message) (told (is (throw (Exception. "x")) "oops")))
;=> ([:error "oops"])

(defmethod assert-expr 'near? [msg form] `(do-report {:type (if (< (abs (- ~@(rest form))) 1) :pass :fail) :message ~msg :expected '~form :actual nil}))

(map :type (told (is (near? 1.0 1.5)) (is (near? 1.0 2.5))))
;=> (:pass :fail)

(successful? {:fail 0 :error 0})
;=> true

(successful? {:fail 1 :error 0})
;=> false

(successful? {})
;=> true
