(ns clojure.test
  "Unit tests: assertions with is and are, tests with deftest, fixtures, and reports.

  A test is a function in the :test metadata of a var. What happens while tests run is told to
  report, a multimethod on the :type of the event: :pass :fail :error :summary :begin-test-ns
  :end-test-ns :begin-test-var :end-test-var :default. New kinds of assertions are methods of
  assert-expr."
  (:require [clojure.template :as temp]
            [clojure.stacktrace :as stack]
            [clojure.string :as str]))

(defonce ^:dynamic
  ^{:doc "When false, tests are not defined."
    :added "1.1"}
  *load-tests* true)

(def ^:dynamic
  ^{:doc "How many lines of a stack trace are printed; nil for all."
    :added "1.1"}
  *stack-trace-depth* nil)

(def ^:dynamic *report-counters* nil)

(def ^:dynamic *initial-report-counters*
  {:test 0, :pass 0, :fail 0, :error 0})

(def ^:dynamic *testing-vars* (list))

(def ^:dynamic *testing-contexts* (list))

(def ^:dynamic *test-out* *out*)

(defmacro with-test-out
  "Evaluates body with *out* bound to where reports go, *test-out*."
  {:added "1.1"}
  [& body]
  `(binding [*out* *test-out*]
     ~@body))

;; What is told about where a test stands

(defn file-position
  "Returns [file line] of the n-th frame below this one. Reports find positions themselves."
  {:added "1.1"
   :deprecated "1.2"}
  [n]
  (let [frame (nth (.getStackTrace (Throwable.)) n)]
    [(.getFileName frame) (.getLineNumber frame)]))

(defn testing-vars-str
  "Returns the names of the tests that are running and the position of event m, as
  (outer inner) (file:line)."
  {:added "1.1"}
  [m]
  (let [{:keys [file line]} m]
    (str (reverse (map (fn [v] (:name (meta v))) *testing-vars*))
         " (" file ":" line ")")))

(defn testing-contexts-str
  "Returns the strings of the testing forms around, with spaces between."
  {:added "1.1"}
  []
  (str/join " " (reverse *testing-contexts*)))

(defn inc-report-counter
  "Counts one more under a name of *report-counters*, when that is bound to a ref of a map."
  {:added "1.1"}
  [name]
  (when *report-counters*
    (dosync
     (commute *report-counters* update name (fnil inc 0)))))

;; Reports

(defmulti
  ^{:doc "What is done with an event, a map: a multimethod on its :type. Bind it or add methods for
  other formats; do-report is what assertions call."
    :dynamic true
    :added "1.1"}
  report :type)

(defn- position-of
  "File and line of the first frame of a stack trace."
  [trace]
  (if-let [frame (first trace)]
    {:file (.getFileName frame) :line (.getLineNumber frame)}
    {:file nil :line nil}))

(defn- asserting-frame?
  "True for frames of this library, and those of the host above them."
  [frame]
  (let [class-name (.getClassName frame)]
    (or (str/starts-with? class-name "java.lang.")
        (str/starts-with? class-name "clojure.test$")
        (str/starts-with? class-name "clojure.core$ex_info"))))

(defn do-report
  "Tells report an event. A failure gets the position of the assertion, an error that of its
  exception."
  {:added "1.2"}
  [m]
  (report
   (case (:type m)
     :fail (merge (position-of (drop-while asserting-frame?
                                           (.getStackTrace (Thread/currentThread))))
                  m)
     :error (merge (position-of (.getStackTrace (:actual m))) m)
     m)))

(defmethod report :default [m]
  (with-test-out (prn m)))

(defmethod report :pass [m]
  (with-test-out (inc-report-counter :pass)))

(defn- print-contexts
  "Prints the testing strings around an event, and its own message."
  [m]
  (when (seq *testing-contexts*)
    (println (testing-contexts-str)))
  (when-let [message (:message m)]
    (println message)))

(defmethod report :fail [m]
  (with-test-out
    (inc-report-counter :fail)
    (println "\nFAIL in" (testing-vars-str m))
    (print-contexts m)
    (println "expected:" (pr-str (:expected m)))
    (println "  actual:" (pr-str (:actual m)))))

(defmethod report :error [m]
  (with-test-out
    (inc-report-counter :error)
    (println "\nERROR in" (testing-vars-str m))
    (print-contexts m)
    (println "expected:" (pr-str (:expected m)))
    (print "  actual: ")
    (let [actual (:actual m)]
      (if (instance? Throwable actual)
        (stack/print-cause-trace actual *stack-trace-depth*)
        (prn actual)))))

(defmethod report :summary [{:keys [test pass fail error]}]
  (with-test-out
    (println "\nRan" test "tests containing" (+ pass fail error) "assertions.")
    (println fail "failures," error "errors.")))

(defmethod report :begin-test-ns [m]
  (with-test-out
    (println "\nTesting" (ns-name (:ns m)))))

(defmethod report :end-test-ns [m])
(defmethod report :begin-test-var [m])
(defmethod report :end-test-var [m])

;; What is asserts

(defn get-possibly-unbound-var
  "Returns the value of a var, nil when it has none."
  {:added "1.1"}
  [v]
  (try
    (var-get v)
    (catch IllegalStateException _ nil)))

(defn function?
  "Returns true for a function, and for a symbol that names one and no macro."
  {:added "1.1"}
  [x]
  (if-not (symbol? x)
    (fn? x)
    (when-let [v (resolve x)]
      (when-let [value (get-possibly-unbound-var v)]
        (and (fn? value)
             (not (:macro (meta v))))))))

(defn- told
  "The call of do-report for an assertion: a map of what is the same for all, and the actual form."
  [type msg form actual]
  `(do-report {:type ~type, :message ~msg, :expected '~form, :actual ~actual}))

(defn assert-predicate
  "Returns the code of an assertion (pred arg...): when it fails, the report shows the values of the
  arguments."
  {:added "1.1"}
  [msg form]
  (let [[pred & args] form
        values (gensym "values")
        result (gensym "result")]
    `(let [~values (list ~@args)
           ~result (apply ~pred ~values)]
       (if ~result
         ~(told :pass msg form `(cons '~pred ~values))
         ~(told :fail msg form `(list '~'not (cons '~pred ~values))))
       ~result)))

(defn assert-any
  "Returns the code of an assertion of any form: it holds when the value is truthy."
  {:added "1.1"}
  [msg form]
  (let [value (gensym "value")]
    `(let [~value ~form]
       (if ~value
         ~(told :pass msg form value)
         ~(told :fail msg form value))
       ~value)))

(defmulti assert-expr
  "Returns the code for the form of an is. A multimethod on the first element of a list; :default for
  what has no method, :always-fail for nil."
  (fn [msg form]
    (cond
      (nil? form) :always-fail
      (seq? form) (first form)
      :else :default)))

(defmethod assert-expr :always-fail [msg form]
  `(do-report {:type :fail, :message ~msg}))

(defmethod assert-expr :default [msg form]
  (if (and (sequential? form) (function? (first form)))
    (assert-predicate msg form)
    (assert-any msg form)))

(defmethod assert-expr 'instance? [msg form]
  (let [[_ klass object] form
        found (gensym "class")
        result (gensym "result")]
    `(let [klass# ~klass
           object# ~object
           ~found (class object#)
           ~result (instance? klass# object#)]
       (if ~result
         ~(told :pass msg form found)
         ~(told :fail msg form found))
       ~result)))

(defmethod assert-expr 'thrown? [msg form]
  (let [[_ klass & body] form
        thrown (gensym "thrown")]
    `(try
       ~@body
       ~(told :fail msg form nil)
       (catch ~klass ~thrown
         ~(told :pass msg form thrown)
         ~thrown))))

(defmethod assert-expr 'thrown-with-msg? [msg form]
  (let [[_ klass re & body] form
        thrown (gensym "thrown")]
    `(try
       ~@body
       ~(told :fail msg form nil)
       (catch ~klass ~thrown
         (if (re-find ~re (.getMessage ~thrown))
           ~(told :pass msg form thrown)
           ~(told :fail msg form thrown))
         ~thrown))))

(defmacro try-expr
  "What is expands to: the assertion, and an error report when it throws."
  {:added "1.1"}
  [msg form]
  (let [thrown (gensym "thrown")]
    `(try
       ~(assert-expr msg form)
       (catch Throwable ~thrown
         ~(told :error msg form thrown)))))

(defmacro is
  "Asserts that form is truthy, and tells report whether it was. msg is printed with a failure.
  (is (thrown? C body...)) asserts that body throws a C, and returns it;
  (is (thrown-with-msg? C re body...)) also that re is found in the message."
  {:added "1.1"}
  ([form] `(is ~form nil))
  ([form msg] `(try-expr ~msg ~form)))

(defmacro are
  "Asserts expr several times, each time with the names of argv replaced by the next of args:
  (are [x y] (= x y) 2 (+ 1 1) 4 (* 2 2))."
  {:added "1.1"}
  [argv expr & args]
  (if (or (and (empty? argv) (empty? args))
          (and (seq argv)
               (seq args)
               (zero? (mod (count args) (count argv)))))
    `(temp/do-template ~argv (is ~expr) ~@args)
    (throw (IllegalArgumentException. "The number of args doesn't match are's argv."))))

(defmacro testing
  "Evaluates body with a string added to the contexts that reports show."
  {:added "1.1"}
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)]
     ~@body))

;; Tests

(defmacro with-test
  "Evaluates a definition and makes body the test of its var."
  {:added "1.1"}
  [definition & body]
  (if *load-tests*
    `(doto ~definition (alter-meta! assoc :test (fn [] ~@body)))
    definition))

(defmacro deftest
  "Defines a test: a function of no arguments that runs body, with reports, as the test of its var."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body))
       (fn [] (test-var (var ~name))))))

(defmacro deftest-
  "As deftest, but the var is private."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body) :private true)
       (fn [] (test-var (var ~name))))))

(defmacro set-test
  "Makes body the test of the var with this name."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    `(alter-meta! (var ~name) assoc :test (fn [] ~@body))))

;; Fixtures

(defn- add-ns-meta
  [key fixtures]
  (alter-meta! *ns* assoc key fixtures))

(defmulti use-fixtures
  "Sets the fixtures of the current namespace: functions that call the function they are given, and
  may do something before and after. :each wraps every test, :once all tests of the namespace."
  {:added "1.1"}
  (fn [fixture-type & args] fixture-type))

(defmethod use-fixtures :each [fixture-type & args]
  (add-ns-meta ::each-fixtures args))

(defmethod use-fixtures :once [fixture-type & args]
  (add-ns-meta ::once-fixtures args))

(defn- default-fixture
  "The fixture that does nothing."
  [f]
  (f))

(defn compose-fixtures
  "Returns a fixture with f2 inside of f1."
  {:added "1.1"}
  [f1 f2]
  (fn [g] (f1 (fn [] (f2 g)))))

(defn join-fixtures
  "Returns one fixture of several, the first one outermost."
  {:added "1.1"}
  [fixtures]
  (reduce compose-fixtures default-fixture fixtures))

;; Running

(defn test-var
  "Runs the test of a var, when it has one. What it throws is reported as an error."
  {:dynamic true
   :added "1.1"}
  [v]
  (when-let [test (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (do-report {:type :begin-test-var, :var v})
      (inc-report-counter :test)
      (try
        (test)
        (catch Throwable thrown
          (do-report {:type :error
                      :message "Uncaught exception, not in assertion."
                      :expected nil
                      :actual thrown})))
      (do-report {:type :end-test-var, :var v}))))

(defn test-vars
  "Runs the tests of the vars, with the fixtures of their namespaces."
  {:added "1.6"}
  [vars]
  (doseq [[ns vars] (group-by (fn [v] (:ns (meta v))) vars)]
    (let [once (join-fixtures (::once-fixtures (meta ns)))
          each (join-fixtures (::each-fixtures (meta ns)))]
      (once
       (fn []
         (doseq [v vars]
           (when (:test (meta v))
             (each (fn [] (test-var v))))))))))

(defn test-all-vars
  "Runs the tests of all vars of a namespace, with its fixtures."
  {:added "1.1"}
  [ns]
  (test-vars (vals (ns-interns ns))))

(defn test-ns
  "Runs the tests of a namespace, by its function test-ns-hook when it has one, and returns the
  counts."
  {:added "1.1"}
  [ns]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns (the-ns ns)]
      (do-report {:type :begin-test-ns, :ns ns})
      (if-let [hook (find-var (symbol (str (ns-name ns)) "test-ns-hook"))]
        ((var-get hook))
        (test-all-vars ns))
      (do-report {:type :end-test-ns, :ns ns}))
    @*report-counters*))

(defn run-tests
  "Runs the tests of the namespaces, the current one by default, reports the summary and returns it."
  {:added "1.1"}
  ([] (run-tests *ns*))
  ([& namespaces]
   (let [summary (assoc (apply merge-with + (map test-ns namespaces))
                        :type :summary)]
     (do-report summary)
     summary)))

(defn run-all-tests
  "Runs the tests of all namespaces, or of those whose whole name matches re."
  {:added "1.1"}
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter (fn [ns] (re-matches re (name (ns-name ns)))) (all-ns)))))

(defn successful?
  "Returns true when a summary has neither failures nor errors."
  {:added "1.1"}
  [summary]
  (and (zero? (:fail summary 0))
       (zero? (:error summary 0))))

(defn run-test-var
  "Runs the test of one var with its fixtures, reports the summary and returns it."
  {:added "1.11"}
  [v]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns (-> v meta :ns)]
      (do-report {:type :begin-test-ns, :ns ns})
      (test-vars [v])
      (do-report {:type :end-test-ns, :ns ns})
      (let [summary (assoc @*report-counters* :type :summary)]
        (do-report summary)
        summary))))

(defmacro run-test
  "Runs the one test that a symbol names."
  {:added "1.11"}
  [test-symbol]
  (let [v (resolve test-symbol)]
    (cond
      (nil? v) (binding [*out* *err*]
                 (println "Unable to resolve" test-symbol "to a test function."))
      (not (-> v meta :test)) (binding [*out* *err*]
                                (println test-symbol "is not a test."))
      :else `(run-test-var ~v))))
