;; EDN text into data, and definitions of many kinds evaluated one after the other.
(defn nanos [f]
  (let [start (System/nanoTime)]
    (f)
    (- (System/nanoTime) start)))

(defn median [numbers]
  (nth (vec (sort numbers)) (quot (count numbers) 2)))

(def text
  (str "["
       (apply str (map (fn [i]
                         (str "{:id " i " :name \"customer number " i "\" :tags #{:new :tag" (mod i 17)
                              " sym" (mod i 13) "} :price " (mod i 100) ".25 :rows [" i " " (inc i)
                              " (a b/c -7) nil true false] :nested {:shop/city \"town\\t" (mod i 50)
                              "\" :zip \"" (mod (* i 7919) 99999) "\"}}\n"))
                       (range 6300)))
       "]"))

(let [nanos (median (doall (repeatedly 11 (fn [] (nanos (fn [] (read-string text)))))))]
  (println "FIGURE edn-bytes-per-ms" (quot (* 1000000 (count text)) nanos)))

(defn definition [run i]
  (let [f (fn [k] (str "gen-" run "-" k))
        before (if (zero? i) "+" (f (dec i)))]
    (case (mod i 5)
      0 (str "(defn " (f i) " \"Adds.\" [a b] (let [s (+ a b " i ")] (if (> s 10) (- s 1) s)))")
      1 (str "(defn " (f i) " [a b] (loop [i 0 acc a] (if (< i 3) (recur (inc i) (+ acc b)) ("
             before " acc b))))")
      2 (str "(defn " (f i) " ([a] (" (f i) " a 1)) ([a b] (let [{:keys [x y]} {:x a :y b}] (+ x y "
             i "))))")
      3 (str "(defn " (f i) " [a b] (cond (< a b) (mapv inc [a b]) (= a b) (str a \"-\" b) "
             ":else (when (pos? a) (-> b inc (* 2) (- " i ")))))")
      (str "(defn " (f i) " [a b] (->> [a b " i "] (map (fn [x] (* x x))) (filter odd?) "
           "(reduce + 0)))"))))

(let [count-of 5000
      nanos (median
             (doall
              (map (fn [run]
                     (let [texts (mapv (fn [i] (definition run i)) (range count-of))]
                       (nanos (fn [] (doseq [text texts] (eval (read-string text)))))))
                   (range 9))))]
  (println "FIGURE definitions-per-s" (quot (* 1000000000 count-of) nanos)))
