;; Does things that leave nothing behind, many times, and compares the memory after the second half
;; with that after the first.
;;
;;   tercel crates/cli/tests/acceptance/growth.clj [PERCENT [SUBJECT]]
;;
;; PERCENT scales all numbers of times (100 when it is left out); SUBJECT runs that one alone. The
;; memory is what the heap holds after a full collection, in kB. The exit code is 0 when no subject
;; has grown by more than a tenth.

(def percent (Long/parseLong (or (first *command-line-args*) "100")))
(def only (second *command-line-args*))
(def grown (atom []))

(defn memory []
  (System/gc)
  (let [runtime (Runtime/getRuntime)]
    (quot (- (.totalMemory runtime) (.freeMemory runtime)) 1024)))

(defn run-subject [label times f]
  (when (or (nil? only) (= only label))
    (let [half (quot (* times percent) 200)
          begin (System/nanoTime)
          _ (dotimes [i half] (f i))
          first-half (memory)
          _ (dotimes [i half] (f (+ half i)))
          second-half (memory)
          ratio (/ (double second-half) first-half)]
      (when (< 1.1 ratio) (swap! grown conj label))
      (println label (* 2 half) "times:" first-half "kB," second-half "kB, ratio"
               (format "%.3f" ratio) (quot (- (System/nanoTime) begin) 1000000) "ms")
      (flush))))

(defmacro subject [label times binding & body]
  `(run-subject ~label ~times (fn ~binding ~@body)))

(subject "eval of fn" 10000000 [i] (eval (list 'fn '[x] (list '+ 'x i))))

(def changing 0)
(defn calling [] changing)
(defn called [] 0)
(defn caller [] (called))
(subject "redefinition" 1000000 [i]
  (def called (fn [] i))
  (def changing i)
  (assert (= i (caller) (calling))))

(subject "keywords" 1000000 [i] (keyword (str "k" i)))
(subject "symbols" 1000000 [i] (symbol "space" (str "s" i)))
(subject "names read" 1000000 [i] (read-string (str "[:r" i " t" i " :u/v" i "]")))
(subject "gensyms" 1000000 [i] (gensym))
(subject "evals that throw" 1000000 [i]
  (try (eval (list '/ i 0)) (catch ArithmeticException e nil)))
(subject "evals that do not compile" 200000 [i]
  (try (eval (list 'let [(list 'x)] i)) (catch Throwable e nil)))
(subject "namespaces" 100000 [i]
  (let [name (symbol (str "made.here" i))]
    (create-ns name)
    (intern name 'x i)
    (remove-ns name)))
(subject "vars unmapped" 1000000 [i]
  (let [name (symbol (str "v" i))]
    (eval (list 'def name i))
    (ns-unmap *ns* name)))
(subject "fns with keyword sites" 1000000 [i]
  ((eval (list 'fn '[m] (list :a 'm) (list (keyword (str "b" i)) 'm))) {:a 1}))
(subject "closures called" 1000000 [i] ((fn [x] (+ x i)) 1))
(subject "exceptions" 1000000 [i] (try (throw (ex-info "x" {:i i})) (catch Exception e nil)))
(subject "multimethods" 100000 [i]
  (eval (list 'do '(defmulti changing-multi identity) (list 'defmethod 'changing-multi 0 '[x] i))))
(subject "maps of fresh keys" 1000000 [i] {(keyword (str "m" i)) i})
(subject "regexes" 100000 [i] (re-find (re-pattern (str "a" i "+")) "abc"))

(println (count @grown) "have grown" @grown)
(System/exit (if (empty? @grown) 0 1))
