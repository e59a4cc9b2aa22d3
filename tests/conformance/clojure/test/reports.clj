;; clojure.test: tests, fixtures, runs and their printed reports.

(require '[clojure.test :refer :all])
;=> nil

(defmacro reported [& body] `(let [w# (java.io.StringWriter.)] (binding [*test-out* w#] ~@body) (clojure.string/replace (str w#) #"\([^()]*:\d+\)" "(LOC)")))

(do (create-ns 'suite.a) (binding [*ns* (the-ns 'suite.a)] (refer-clojure) (require '[clojure.test :refer :all]) (eval '(do (deftest passes (is (= 1 1)) (is true)) (deftest fails (is (= {:a 1} {:a 2}) "maps") (testing "outer" (testing "inner" (is (pos? -1)))))))) :made)
;=> :made

(reported (run-tests 'suite.a))
;=> "\nTesting suite.a\n\nFAIL in (fails) (LOC)\nmaps\nexpected: (= {:a 1} {:a 2})\n  actual: (not (= {:a 1} {:a 2}))\n\nFAIL in (fails) (LOC)\nouter inner\nexpected: (pos? -1)\n  actual: (not (pos? -1))\n\nRan 2 tests containing 4 assertions.\n2 failures, 0 errors.\n"

(binding [*test-out* (java.io.StringWriter.)] (run-tests 'suite.a))
;=> {:test 2, :pass 2, :fail 2, :error 0, :type :summary}

(do (create-ns 'suite.b) (binding [*ns* (the-ns 'suite.b)] (refer-clojure) (require '[clojure.test :refer :all]) (eval '(do (def log (atom [])) (use-fixtures :once (fn [f] (swap! log conj :before) (f) (swap! log conj :after))) (use-fixtures :each (fn [f] (swap! log conj :each) (f))) (deftest t1 (swap! log conj :t1) (is true)) (deftest t2 (swap! log conj :t2))))) :made)
;=> :made

(binding [*test-out* (java.io.StringWriter.)] (run-tests 'suite.b))
;=> {:test 2, :pass 1, :fail 0, :error 0, :type :summary}

(frequencies @@(resolve 'suite.b/log))
;=> {:before 1, :each 2, :t1 1, :t2 1, :after 1}

(do (create-ns 'suite.c) (binding [*ns* (the-ns 'suite.c)] (refer-clojure) (require '[clojure.test :refer :all]) (eval '(do (deftest inner (is true)) (deftest outer (inner) (is (= 1 2))) (defn test-ns-hook [] (outer))))) :made)
;=> :made

(reported (run-tests 'suite.c))
;=> "\nTesting suite.c\n\nFAIL in (outer) (LOC)\nexpected: (= 1 2)\n  actual: (not (= 1 2))\n\nRan 2 tests containing 2 assertions.\n1 failures, 0 errors.\n"

(reported (run-tests 'suite.a 'suite.c))
;=> "\nTesting suite.a\n\nFAIL in (fails) (LOC)\nmaps\nexpected: (= {:a 1} {:a 2})\n  actual: (not (= {:a 1} {:a 2}))\n\nFAIL in (fails) (LOC)\nouter inner\nexpected: (pos? -1)\n  actual: (not (pos? -1))\n\nTesting suite.c\n\nFAIL in (outer) (LOC)\nexpected: (= 1 2)\n  actual: (not (= 1 2))\n\nRan 4 tests containing 6 assertions.\n3 failures, 0 errors.\n"

(deftest lone (is (thrown? ArithmeticException (+ 1 1))))

(reported (run-test lone))

(reported (lone))
;=> "\nFAIL in (lone) (LOC)\nexpected: (thrown? ArithmeticException (+ 1 1))\n  actual: nil\n"

(with-test (defn twice [x] (* 2 x)) (is (= 4 (twice 2))))

(fn? (:test (meta #'twice)))
;=> true

(reported (test-vars [#'twice #'lone]))
;=> "\nFAIL in (lone) (LOC)\nexpected: (thrown? ArithmeticException (+ 1 1))\n  actual: nil\n"

(deftest- hidden (is true))

(:private (meta #'hidden))
;=> true

(binding [*load-tests* false] (eval '(deftest unseen (is false))))
;=> nil

(resolve 'unseen)
;=> nil

(reported (run-tests (create-ns 'suite.empty)))
;=> "\nTesting suite.empty\n\nRan 0 tests containing 0 assertions.\n0 failures, 0 errors.\n"

(let [log (atom []) f1 (fn [g] (swap! log conj 1) (g)) f2 (fn [g] (swap! log conj 2) (g))] ((join-fixtures [f1 f2]) (fn [] (swap! log conj 3))) @log)
;=> [1 2 3]

(binding [*report-counters* (ref *initial-report-counters*) *test-out* (java.io.StringWriter.)] (test-vars [#'lone]) @*report-counters*)
;=> {:test 1, :pass 0, :fail 1, :error 0}
