;; clojure.template

(require '[clojure.template :as t])
;=> nil

(t/apply-template (quote [x y]) (quote (+ x y x)) [1 2])
;=> (+ 1 2 1)

(macroexpand-1 (quote (t/do-template [x] (inc x) 1 2)))
;=> (do (inc 1) (inc 2))

(t/apply-template (quote x) 1 1)
;=! AssertionError Assert failed: (vector? argv)
