(ns ^{:doc "Functions on strings. All of them are natives; what they take for a string is any
  CharSequence, and they never change it."}
  clojure.string
  (:refer-clojure :exclude [replace reverse]))
