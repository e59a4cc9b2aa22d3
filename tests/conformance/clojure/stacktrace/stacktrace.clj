;; clojure.stacktrace

(require '[clojure.stacktrace :as st])
;=> nil

(with-out-str (st/print-throwable (ex-info "m" {:a 1})))
;=> "clojure.lang.ExceptionInfo: m\n{:a 1}"

(with-out-str (st/print-throwable (Exception.)))
;=> "java.lang.Exception: null"
