;; From text to value: each form warm, or one form for the first time.
;; Usage: forms.clj warm, forms.clj first ID, forms.clj list
(def x 1)

(def forms
  [["A1a" "42"]
   ["A1b" "3.14"]
   ["A1c" "1000000000000N"]
   ["A2" "\"hello world\""]
   ["A3a" ":keyword"]
   ["A3b" ":namespaced/keyword"]
   ["A4a" "'symbol"]
   ["A4b" "'namespace/symbol"]
   ["A5a" "[]"]
   ["A5b" "{}"]
   ["A5c" "#{}"]
   ["A5d" "()"]
   ["B1a" "(+ 1 2)"]
   ["B1b" "(+ 1 2 3 4 5)"]
   ["B1c" "(* (+ 1 2) (- 3 4))"]
   ["B2a" "(= 1 1)"]
   ["B2b" "(< 1 2 3)"]
   ["B3a" "(and true false)"]
   ["B3b" "(or nil 42)"]
   ["B3c" "(not false)"]
   ["C1a" "(conj [1 2 3] 4)"]
   ["C1b" "(nth [1 2 3 4 5] 2)"]
   ["C1c" "(count [1 2 3 4 5])"]
   ["C2a" "(get {:a 1 :b 2} :a)"]
   ["C2b" "(assoc {:a 1} :b 2)"]
   ["C3a" "(first [1 2 3])"]
   ["C3b" "(rest [1 2 3])"]
   ["C3c" "(map inc [1 2 3])"]
   ["D1a" "(if true 1 2)"]
   ["D1b" "(if (> 5 3) \"yes\" \"no\")"]
   ["D2" "(cond (< x 0) \"negative\" (> x 0) \"positive\" :else \"zero\")"]
   ["D3" "(case x 1 \"one\" 2 \"two\" \"other\")"]
   ["E1a" "(let [x 1] x)"]
   ["E1b" "(let [x 1 y 2] (+ x y))"]
   ["E1c" "(let [a 1 b 2 c 3 d 4 e 5] (+ a b c d e))"]
   ["E2" "(let [x 1] (let [y 2] (+ x y)))"]
   ["F1" "((fn [x] (+ x 1)) 5)"]
   ["F2" "(do (def add1 (fn [x] (+ x 1))) (add1 5))"]
   ["F2b" "(defn add1 [x] (+ x 1))"]
   ["F3" "((fn ([x] x) ([x y] (+ x y))) 1 2)"]
   ["F4" "((fn [& args] (apply + args)) 1 2 3 4 5)"]
   ["G1" "(do (def fib (fn [n] (if (<= n 1) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 10))"]
   ["G2" "(loop [i 0 sum 0] (if (< i 100) (recur (inc i) (+ sum i)) sum))"]
   ["H1" "(when true 42)"]
   ["H2a" "(-> 1 inc inc inc)"]
   ["H2b" "(->> [1 2 3] (map inc) (filter even?))"]
   ["H3" "(let [{:keys [a b]} {:a 1 :b 2}] (+ a b))"]])

(defn evaluate [text]
  (eval (read-string text)))

(defn nanos-each [text times]
  (let [start (System/nanoTime)]
    (dotimes [_ times]
      (evaluate text))
    (quot (- (System/nanoTime) start) times)))

(defn median [numbers]
  (nth (vec (sort numbers)) (quot (count numbers) 2)))

(let [[how id] *command-line-args*]
  (doseq [[form text] forms]
    (cond
      (= how "list") (println "FIGURE" form 0)
      (= how "warm") (do (nanos-each text 200)
                         (println "FIGURE" form (median (doall (repeatedly 50 (fn [] (nanos-each text 20)))))))
      (= id form) (println "FIGURE" form (nanos-each text 1)))))
