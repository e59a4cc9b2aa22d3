;; What ns and import do not accept, and what they do.

(ns)
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns 5)
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns "a")
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a.b/c)
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:require 5))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:require [x :as]))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:require [x :as "y"]))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:require))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:use 5))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:nope b))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a :x)
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a "doc" 5)
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:refer-clojure 5))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:import 5))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(ns a (:import [java.util]))
;=! ExceptionInfo Call to clojure.core/ns did not conform to spec.

(import 5)
;=! ExceptionInfo Call to clojure.core/import did not conform to spec.

(import (java.util))
;=! ExceptionInfo Call to clojure.core/import did not conform to spec.

(import "x")
;=! ExceptionInfo Call to clojure.core/import did not conform to spec.

(import java.util.Date)
;=> java.util.Date

(import '[java.util ArrayList])
;=> java.util.ArrayList

(ns-name "clojure.core")
;=! ClassCastException class java.lang.String cannot be cast to class clojure.lang.Symbol (java.lang.String is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')

(ns-name nil)
;=! NullPointerException Cannot invoke "Object.hashCode()" because "key" is null
