(ns clojure.template
  "Code made by substituting values into an expression."
  (:require [clojure.walk :as walk]))

(defn apply-template
  "Returns expr with each symbol of argv, a vector of symbols, replaced by its value."
  {:added "1.1"}
  [argv expr values]
  (assert (vector? argv))
  (assert (every? symbol? argv))
  (walk/postwalk-replace (zipmap argv values) expr))

(defmacro do-template
  "Evaluates expr once for each group of values, as many as argv has symbols, with the symbols
  replaced by them."
  {:added "1.1"}
  [argv expr & values]
  (cons 'do (for [group (partition (count argv) values)]
              (apply-template argv expr group))))
