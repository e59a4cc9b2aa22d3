;; Forms too deep to be compiled are refused; nothing breaks.

(boolean (try (eval (nth (iterate (fn [f] (list 'inc f)) 1) 1000000)) (catch Throwable e e)))
;=> true

(boolean (try (eval (nth (iterate (fn [f] (list 'fn [] f)) 1) 1000000)) (catch Throwable e e)))
;=> true

(boolean (try (eval (nth (iterate (fn [f] (list 'let ['x f] 'x)) 1) 1000000)) (catch Throwable e e)))
;=> true

(boolean (try (eval (nth (iterate vector '(inc 1)) 1000000)) (catch Throwable e e)))
;=> true
