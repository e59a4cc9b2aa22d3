(try 1 (finally 2))
;=> 1

(try (/ 1 0) (catch ArithmeticException e (.getMessage e)))
;=> "Divide by zero"

(try (throw (ex-info "m" {:a 1})) (catch Exception e (ex-data e)))
;=> {:a 1}

(try (try (/ 1 0) (catch IllegalStateException e :wrong)) (catch ArithmeticException e :right))
;=> :right

(let [log (atom [])] [(try (swap! log conj :body) :value (finally (swap! log conj :finally))) @log])
;=> [:value [:body :finally]]

(let [log (atom [])] [(try (try (throw (Exception. "a")) (finally (swap! log conj :inner))) (catch Exception e (swap! log conj :outer) :caught)) @log])
;=> [:caught [:inner :outer]]

(try (throw (Exception. "a")) (catch RuntimeException e :no) (catch Exception e (.getMessage e)))
;=> "a"

(try (try (throw (Exception. "a")) (finally (throw (Exception. "b")))) (catch Exception e (.getMessage e)))
;=> "b"

(try (try (throw (Exception. "a")) (catch Exception e (throw (RuntimeException. "wrapped" e)))) (catch Exception e [(.getMessage e) (.getMessage (.getCause e))]))
;=> ["wrapped" "a"]

(loop [i 0 acc []] (if (< i 3) (recur (inc i) (conj acc (try (if (odd? i) (throw (Exception. "odd")) i) (catch Exception _ :odd)))) acc))
;=> [0 :odd 2]

(+ 1 (try 2 (catch Exception _ 3)) (try (throw (Exception.)) (catch Throwable _ 4)))
;=> 7

(let [x 5] (try (let [y (inc x)] (throw (ex-info "" {:y y}))) (catch clojure.lang.ExceptionInfo e [x (ex-data e)])))
;=> [5 {:y 6}]

(try (throw nil) (catch NullPointerException e :npe))
;=> :npe

(try ((fn f [n] (if (zero? n) (throw (ex-info "deep" {})) (inc (f (dec n))))) 100) (catch Exception e (ex-message e)))
;=> "deep"

(ex-message (try (throw (Error. "e")) (catch Error e e)))
;=> "e"
