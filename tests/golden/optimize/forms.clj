;! golden: optimize
(let [x 1 y 2] (+ x y))
;= const 3

(fn [x] (if (< x 10) :small (dec x)))
;= fn
;=   method x%0
;=     if
;=       core Lt
;=         local x%0
;=         const 10
;=       const :small
;=       core Dec
;=         local x%0!

(fn [{:keys [a b] :or {b 2} :as m} & [c]] [a b c m])
;= fn
;=   method %0 & %1
;=     let
;=       %2 =
;=         if
;=           core IsSeq
;=             local %0
;=           invoke-var #'clojure.core/seq-to-map-for-destructuring
;=             local %0!
;=           local %0!
;=       a%3 =
;=         keyword-invoke :a
;=           local %2
;=       b%4 =
;=         keyword-invoke :b
;=           local %2
;=           const 2
;=       c%5 =
;=         core Nth
;=           local %1!
;=           const 0
;=           const nil
;=       vector
;=         local a%3!
;=         local b%4!
;=         local c%5!
;=         local %2!

(fn [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))
;= fn
;=   method n%0
;=     loop
;=       i%1 =
;=         const 0
;=       s%2 =
;=         const 0
;=       if
;=         core Lt
;=           local i%1
;=           local n%0
;=         recur
;=           core Inc
;=             local i%1
;=           core Add
;=             local s%2!
;=             local i%1
;=         local s%2!

(fn [a b] (loop [a a b b] (if (= a b) a (recur b a))))
;= fn
;=   method a%0 b%1
;=     loop
;=       a%2 =
;=         local a%0!
;=       b%3 =
;=         local b%1!
;=       if
;=         core Equal
;=           local a%2
;=           local b%3
;=         local a%2!
;=         recur
;=           local b%3!
;=           local a%2!

(fn [x] (try (x) (catch Exception e (str e)) (finally (prn x))))
;= fn
;=   method x%0
;=     try
;=       invoke
;=         local x%0
;=     catch java.lang.Exception e%1
;=       invoke-var #'clojure.core/str
;=         local e%1!
;=     finally
;=       invoke-var #'clojure.core/prn
;=         local x%0!

(fn [k] (case k :a 1 (:b :c) 2 "no"))
;= fn
;=   method k%0
;=     case
;=       local k%0!
;=     when :a
;=       const 1
;=     when :b :c
;=       const 2
;=     default
;=       const "no"

(fn [xs] (let [s (map inc xs)] (count s)))
;= fn
;=   method xs%0
;=     let
;=       s%1 =
;=         invoke-var #'clojure.core/map
;=           var #'clojure.core/inc
;=           local xs%0!
;=       core Count
;=         local s%1!

(fn [x] (fn [y] (+ x y)))
;= fn
;=   method x%0
;=     fn ^x%0!
;=       method y%1
;=         core Add
;=           local x%0
;=           local y%1!

(fn [n] (letfn [(even [n] (if (zero? n) true (odd (dec n)))) (odd [n] (if (zero? n) false (even (dec n))))] (even n)))
;= fn
;=   method n%0
;=     letfn
;=       even%1 =
;=         fn even ^odd%2
;=           method n%4
;=             if
;=               core IsZero
;=                 local n%4
;=               const true
;=               invoke
;=                 local odd%2
;=                 core Dec
;=                   local n%4!
;=       odd%2 =
;=         fn odd ^even%1
;=           method n%6
;=             if
;=               core IsZero
;=                 local n%6
;=               const false
;=               invoke
;=                 local even%1
;=                 core Dec
;=                   local n%6!
;=       invoke
;=         local even%1!
;=         local n%0!

(fn [a b c] (if (and a (or b (not c))) 1 2))
;= fn
;=   method a%0 b%1 c%2
;=     if
;=       and
;=         local a%0!
;=         or
;=           local b%1!
;=           core Not
;=             local c%2!
;=       const 1
;=       const 2

(fn [m] (-> m :a (get :b) (assoc :c 1)))
;= fn
;=   method m%0
;=     core Assoc
;=       keyword-invoke :b
;=         keyword-invoke :a
;=           local m%0!
;=       const :c
;=       const 1

(fn [x] (when-let [y (seq x)] (first y)))
;= fn
;=   method x%0
;=     let
;=       %1 =
;=         core Seq
;=           local x%0!
;=       if
;=         local %1
;=         core First
;=           local %1!
;=         const nil

(fn [s] (doseq [x s] (prn x)))
;= fn
;=   method s%0
;=     loop
;=       seq__2__scope%1 =
;=         core Seq
;=           local s%0!
;=       chunk__3__scope%2 =
;=         const nil
;=       count__4__scope%3 =
;=         const 0
;=       i__5__scope%4 =
;=         const 0
;=       if
;=         core Lt
;=           local i__5__scope%4
;=           local count__4__scope%3
;=         let
;=           x%5 =
;=             core Nth
;=               local chunk__3__scope%2
;=               local i__5__scope%4
;=           do
;=             do
;=               invoke-var #'clojure.core/prn
;=                 local x%5!
;=               const nil
;=             recur
;=               local seq__2__scope%1
;=               local chunk__3__scope%2
;=               local count__4__scope%3
;=               core UncheckedInc
;=                 local i__5__scope%4
;=         let
;=           %6 =
;=             core Seq
;=               local seq__2__scope%1!
;=           if
;=             local %6
;=             if
;=               invoke-var #'clojure.core/chunked-seq?
;=                 local %6
;=               let
;=                 chunk__3__scope%7 =
;=                   invoke-var #'clojure.core/chunk-first
;=                     local %6
;=                 recur
;=                   invoke-var #'clojure.core/chunk-rest
;=                     local %6!
;=                   local chunk__3__scope%7
;=                   core Count
;=                     local chunk__3__scope%7!
;=                   const 0
;=               let
;=                 x%8 =
;=                   core First
;=                     local %6
;=                 do
;=                   do
;=                     invoke-var #'clojure.core/prn
;=                       local x%8!
;=                     const nil
;=                   recur
;=                     core Next
;=                       local %6!
;=                     const nil
;=                     const 0
;=                     const 0
;=             const nil

(fn [s] (lazy-seq (cons 1 s)))
;= fn
;=   method s%0
;=     invoke-var #'clojure.core/lazy-seq*
;=       fn once ^s%0!
;=         method
;=           invoke-var #'clojure.core/cons
;=             const 1
;=             local s%0!

(def answer "The answer." 42)
;= def #'user/answer
;=   const {:doc "The answer.", :line 1, :column 1, :file "NO_SOURCE_PATH"}
;=   const 42

(fn [s] (.length s))
;= fn
;=   method s%0
;=     host-interop length
;=       local s%0!

(fn [] (Math/max 1 2))
;= fn
;=   method
;=     static-call java.lang.Math/max
;=       const 1
;=       const 2
