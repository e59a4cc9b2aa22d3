(ns clojure.stacktrace
  "Printing of stack traces, with Clojure's functions under their own names.")

(defn root-cause
  "Returns the innermost cause of a throwable: itself when it has none."
  {:added "1.1"}
  [tr]
  (if-let [cause (.getCause tr)]
    (recur cause)
    tr))

(defn print-trace-element
  "Prints one line of a stack trace: the function, or class and method, then file and line."
  {:added "1.1"}
  [e]
  (let [class-name (str (.getClassName e))
        method (.getMethodName e)
        [_ home function] (re-matches #"^([A-Za-z0-9_.-]+)\$(\w+)__\d+$" class-name)]
    (if (and home (= "invoke" method))
      (printf "%s/%s" home function)
      (printf "%s.%s" class-name method))
    (printf " (%s:%d)" (or (.getFileName e) "") (.getLineNumber e))))

(defn print-throwable
  "Prints class and message of a throwable, and its data when it carries any."
  {:added "1.1"}
  [tr]
  (let [data (ex-data tr)]
    (print (format "%s: %s" (.getName (class tr)) (.getMessage tr)))
    (when data
      (println)
      (pr data))))

(defn print-stack-trace
  "Prints a throwable and its stack trace, n lines of it at most. Causes are left out."
  {:added "1.1"}
  ([tr] (print-stack-trace tr nil))
  ([tr n]
   (let [[top & below :as trace] (seq (.getStackTrace tr))]
     (print-throwable tr)
     (newline)
     (print " at ")
     (if trace
       (print-trace-element top)
       (print "[empty stack trace]"))
     (newline)
     (doseq [e (if (nil? n) below (take (dec n) below))]
       (print "    ")
       (print-trace-element e)
       (newline)))))

(defn print-cause-trace
  "Prints a throwable and its causes, each with its stack trace, n lines of each at most."
  {:added "1.1"}
  ([tr] (print-cause-trace tr nil))
  ([tr n]
   (let [causes (take-while some? (iterate (fn [thrown] (.getCause thrown)) tr))]
     (doseq [thrown causes]
       (when-not (identical? thrown tr)
         (print "Caused by: "))
       (print-stack-trace thrown n)))))

(defn e
  "Prints the beginning of the stack trace of the last exception at the prompt, *e."
  {:added "1.1"}
  []
  (print-stack-trace (root-cause *e) 8))
