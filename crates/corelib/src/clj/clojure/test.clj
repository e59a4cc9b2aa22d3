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

(defmacro ^:private on-report
  "What report does with the events of a type: body, whose output goes where reports go."
  [type [event] & body]
  `(defmethod report ~type [~event]
     (with-test-out ~@body)))

(defn- print-failure
  "Prints what went wrong: the test around it, the testing strings, its own message, what was expected
  and, by print-actual, what was found."
  [heading event print-actual]
  (println heading (testing-vars-str event))
  (when (seq *testing-contexts*)
    (println (testing-contexts-str)))
  (when-let [message (:message event)]
    (println message))
  (println "expected:" (pr-str (:expected event)))
  (print-actual (:actual event)))

(on-report :default [event]
  (prn event))

(on-report :begin-test-ns [{:keys [ns]}]
  (println "\nTesting" (ns-name ns)))

(on-report :pass [_]
  (inc-report-counter :pass))

(on-report :fail [event]
  (inc-report-counter :fail)
  (print-failure "\nFAIL in" event (fn [actual] (println "  actual:" (pr-str actual)))))

(on-report :error [event]
  (inc-report-counter :error)
  (print-failure "\nERROR in"
                 event
                 (fn [actual]
                   (print "  actual: ")
                   (if (instance? Throwable actual)
                     (stack/print-cause-trace actual *stack-trace-depth*)
                     (prn actual)))))

(on-report :summary [{:keys [test pass fail error]}]
  (println "\nRan" test "tests containing" (+ pass fail error) "assertions.")
  (println fail "failures," error "errors."))

(doseq [silent [:begin-test-var :end-test-var :end-test-ns]]
  (defmethod report silent [_]))

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
  (if (symbol? x)
    (let [named (resolve x)]
      (when-let [value (some-> named get-possibly-unbound-var)]
        (and (fn? value) (-> named meta :macro not))))
    (fn? x)))

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
  (fn [_ form]
    (if (seq? form)
      (first form)
      (if (nil? form) :always-fail :default))))

(defmethod assert-expr :always-fail [msg _]
  `(do-report {:type :fail, :message ~msg}))

(defmethod assert-expr :default [msg form]
  (let [is-call? (and (sequential? form) (function? (first form)))
        code (if is-call? assert-predicate assert-any)]
    (code msg form)))

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
  ([form] (list `is form nil))
  ([form msg] (list `try-expr msg form)))

(defmacro are
  "Asserts expr several times, each time with the names of argv replaced by the next of args:
  (are [x y] (= x y) 2 (+ 1 1) 4 (* 2 2))."
  {:added "1.1"}
  [argv expr & args]
  (let [fits? (cond
                (empty? argv) (empty? args)
                (empty? args) false
                :else (zero? (rem (count args) (count argv))))]
    (when-not fits?
      (throw (IllegalArgumentException. "The number of args doesn't match are's argv.")))
    `(temp/do-template ~argv (is ~expr) ~@args)))

(defmacro testing
  "Evaluates body with a string added to the contexts that reports show."
  {:added "1.1"}
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)]
     ~@body))

;; Tests

(defn- as-test
  "The arguments that make alter-meta! give a var body as its test."
  [body]
  `(assoc :test (fn [] ~@body)))

(defn- test-definition
  "The definition of a var which runs its own test, body. attrs are more metadata."
  [name attrs body]
  (let [test-fn `(fn [] ~@body)
        runner `(fn [] (test-var (var ~name)))]
    (list 'def (vary-meta name merge {:test test-fn} attrs) runner)))

(defmacro with-test
  "Evaluates a definition and makes body the test of its var."
  {:added "1.1"}
  [definition & body]
  (if *load-tests*
    (list `doto definition (list* `alter-meta! (as-test body)))
    definition))

(defmacro deftest
  "Defines a test: a function of no arguments that runs body, with reports, as the test of its var."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    (test-definition name nil body)))

(defmacro deftest-
  "As deftest, but the var is private."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    (test-definition name {:private true} body)))

(defmacro set-test
  "Makes body the test of the var with this name."
  {:added "1.1"}
  [name & body]
  (when *load-tests*
    (list* `alter-meta! (list 'var name) (as-test body))))

;; Fixtures

(defmulti use-fixtures
  "Sets the fixtures of the current namespace: functions that call the function they are given, and
  may do something before and after. :each wraps every test, :once all tests of the namespace."
  {:added "1.1"}
  (fn [when-to-run & _] when-to-run))

(defmethod use-fixtures :once [_ & fixtures]
  (alter-meta! *ns* assoc ::once-fixtures fixtures))

(defmethod use-fixtures :each [_ & fixtures]
  (alter-meta! *ns* assoc ::each-fixtures fixtures))

(defn- default-fixture
  "The fixture that does nothing."
  [f]
  (f))

(defn compose-fixtures
  "Returns a fixture with f2 inside of f1."
  {:added "1.1"}
  [f1 f2]
  (fn [work]
    (f1 (fn [] (f2 work)))))

(defn join-fixtures
  "Returns one fixture of several, the first one outermost."
  {:added "1.1"}
  [fixtures]
  (reduce compose-fixtures default-fixture fixtures))

;; Running

(defn- run-between
  "Does work between the reports that something begins and ends."
  [begin work end]
  (do-report begin)
  (work)
  (do-report end))

(defn test-var
  "Runs the test of a var, when it has one. What it throws is reported as an error."
  {:dynamic true
   :added "1.1"}
  [v]
  (when-let [run (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (run-between
       {:type :begin-test-var, :var v}
       (fn []
         (inc-report-counter :test)
         (try
           (run)
           (catch Throwable thrown
             (do-report {:type :error
                         :message "Uncaught exception, not in assertion."
                         :expected nil
                         :actual thrown}))))
       {:type :end-test-var, :var v}))))

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

(defmacro ^:private counting
  "Evaluates body with counters that begin at zero."
  [& body]
  `(binding [*report-counters* (ref *initial-report-counters*)]
     ~@body))

(defn- run-in-ns
  "Does work as the tests of a namespace, and returns the counts so far."
  [ns work]
  (run-between {:type :begin-test-ns, :ns ns} work {:type :end-test-ns, :ns ns})
  @*report-counters*)

(defn test-ns
  "Runs the tests of a namespace, by its function test-ns-hook when it has one, and returns the
  counts."
  {:added "1.1"}
  [ns]
  (counting
   (let [ns (the-ns ns)
         run-all (fn []
                   (if-let [hook (find-var (symbol (str (ns-name ns)) "test-ns-hook"))]
                     (@hook)
                     (test-all-vars ns)))]
     (run-in-ns ns run-all))))

(defn- report-summary
  "Reports counts as the summary, and returns that."
  [counts]
  (doto (assoc counts :type :summary) do-report))

(defn run-tests
  "Runs the tests of the namespaces, the current one by default, reports the summary and returns it."
  {:added "1.1"}
  ([] (run-tests *ns*))
  ([& namespaces]
   (report-summary (apply merge-with + (map test-ns namespaces)))))

(defn run-all-tests
  "Runs the tests of all namespaces, or of those whose whole name matches re."
  {:added "1.1"}
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter (fn [ns] (re-matches re (name (ns-name ns)))) (all-ns)))))

(defn successful?
  "Returns true when a summary has neither failures nor errors."
  {:added "1.1"}
  [summary]
  (every? (fn [kind] (zero? (kind summary 0))) [:fail :error]))

(defn run-test-var
  "Runs the test of one var with its fixtures, reports the summary and returns it."
  {:added "1.11"}
  [v]
  (counting
   (report-summary (run-in-ns (-> v meta :ns) (fn [] (test-vars [v]))))))

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
