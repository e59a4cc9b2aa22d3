(def ^:dynamic *d* 1)

(defn read-d [] *d*)

(binding [*d* 2] (read-d))
;=> 2

(read-d)
;=> 1

(binding [*d* 2] (set! *d* 3) [*d* (read-d)])
;=> [3 3]

*d*
;=> 1

(binding [*d* 2] (binding [*d* 3] (read-d)))
;=> 3

(try (binding [*d* 5] (throw (Exception. "x"))) (catch Exception e (read-d)))
;=> 1

(with-redefs [read-d (fn [] :redefined)] (read-d))
;=> :redefined

(read-d)
;=> 1

;; A body that does not compile leaves no binding behind.
(binding [*d* 2] (try (eval '(binding [*d* 5] (no-such-function))) (catch Throwable e nil)) [*d* (read-d)])
;=> [2 2]

(read-d)
;=> 1
