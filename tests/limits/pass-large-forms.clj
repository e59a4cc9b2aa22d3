;; Forms as large as programs make them are compiled in parts.

(count (eval (vec (repeat 100000 '(inc 1)))))
;=> 100000

((eval (list* 'fn [] (concat (repeat 100000 '(inc 1)) [:end]))))
;=> :end

(let [f (eval (list 'fn '[x] (vec (repeat 5000 '(inc x)))))] (reduce + (f 1)))
;=> 10000

(count ((eval (list 'fn '[x] (zipmap (range 5000) (repeat '(inc x))))) 1))
;=> 5000

(eval (list 'let (vec (mapcat (fn [i] [(symbol (str "x" i)) (if (= i 0) 0 (list 'inc (symbol (str "x" (dec i)))))]) (range 5000))) 'x4999))
;=> 4999

((eval (list 'fn '[x] (list* 'case 'x (mapcat (fn [i] [i (str i)]) (range 5000))))) 4321)
;=> "4321"

((eval (list 'fn '[x] (list* 'cond (mapcat (fn [i] [(list '= 'x i) (str i)]) (range 5000))))) 4321)
;=> "4321"

(eval (list* '-> 0 (repeat 5000 'inc)))
;=> 5000

(count (eval (list 'quote (vec (range 100000)))))
;=> 100000

(let [deep (nth (iterate vector nil) 100000)] (identical? deep (eval (list 'quote deep))))
;=> true
