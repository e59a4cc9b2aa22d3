;! golden: compile
(let [x 1 y 2] (+ x y))
;= nil/0
;= 0  load-small       r0 3
;= 1  ret              r0

(fn [x] (if (< x 10) :small (dec x)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  jump-unless-lt-imm r0 10 -> 3
;= 1  load-const       r1 :small
;= 2  ret              r1
;= 3  dec              r1 r0
;= 4  ret              r1

(fn [{:keys [a b] :or {b 2} :as m} & [c]] [a b c m])
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1+
;=  0  has-interface    r3 r0 #0
;=  1  jump-if-falsy    r3 -> 5
;=  2  take             r6 r0
;=  3  call-cell        r2 [r3] #'clojure.core/seq-to-map-for-destructuring (1)
;=  4  jump             -> 6
;=  5  take             r2 r0
;=  6  keyword-get      r3 r2 :a
;=  9  load-small       r5 2
;= 10  keyword-get-default r4 r2 :b r5
;= 14  load-small       r6 0
;= 15  load-nil         r7
;= 16  nth-default      r5 r1 r6 r7
;= 18  clear            r1
;= 19  take             r7 r3
;= 20  take             r8 r4
;= 21  take             r9 r5
;= 22  take             r10 r2
;= 23  new-vector       r6 r7.. #4
;= 24  ret              r6

(fn [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  load-small       r1 0
;= 1  load-small       r2 0
;= 2  jump-unless-lt   r1 r0 -> 7
;= 3  add              r2 r2 r1
;= 4  inc              r1 r1
;= 5  loop-back        -> 2
;= 7  ret              r2

(fn [a b] (loop [a a b b] (if (= a b) a (recur b a))))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/2
;= 0  take             r2 r0
;= 1  take             r3 r1
;= 2  jump-unless-equiv r2 r3 -> 4
;= 3  ret              r2
;= 4  take             r4 r3
;= 5  take             r3 r2
;= 6  take             r2 r4
;= 7  loop-back        -> 2

(fn [x] (try (x) (catch Exception e (str e)) (finally (prn x))))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;=  0  copy             r5 r0
;=  1  call             r1 [r3] #0
;=  2  jump             -> 13
;=  3  is-instance      r3 r2 java.lang.Exception
;=  4  jump-if-falsy    r3 -> 9
;=  5  copy             r3 r2
;=  6  take             r7 r3
;=  7  call-cell        r1 [r4] #'clojure.core/str (1)
;=  8  jump             -> 13
;=  9  jump             -> 10
;= 10  take             r7 r0
;= 11  call-cell        r3 [r4] #'clojure.core/prn (1)
;= 12  throw            r2
;= 13  take             r7 r0
;= 14  call-cell        r3 [r4] #'clojure.core/prn (1)
;= 15  ret              r1
;=    0..2 throws -> 3 in r2
;=    0..10 throws -> 10 in r2

(fn [k] (case k :a 1 (:b :c) 2 "no"))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  case-jump        r0 :a -> 3 :b -> 5 :c -> 5
;= 1  load-const       r1 "no"
;= 2  ret              r1
;= 3  load-small       r1 1
;= 4  ret              r1
;= 5  load-small       r1 2
;= 6  ret              r1

(fn [xs] (let [s (map inc xs)] (count s)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  var-get          r5 #'clojure.core/inc
;= 1  take             r6 r0
;= 2  call-cell        r1 [r2] #'clojure.core/map (2)
;= 3  count            r1 r1
;= 4  copy             r2 r1
;= 5  ret              r2

(fn [x] (fn [y] (+ x y)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  take             r2 r0
;= 1  make-closure     r1 <fn user/eval1/fn--2/fn--3> r2..
;= 2  ret              r1
;= user/eval1/fn--2/fn--3/1
;= 0  load-capture     r1 #0
;= 1  add              r1 r1 r0
;= 2  ret              r1

(fn [n] (letfn [(even [n] (if (zero? n) true (odd (dec n)))) (odd [n] (if (zero? n) false (even (dec n))))] (even n)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  load-nil         r1
;= 1  load-nil         r2
;= 2  make-closure     r1 <fn user/eval1/fn--2/even--3> r2..
;= 3  make-closure     r2 <fn user/eval1/fn--2/odd--4> r1..
;= 4  set-capture      r1 #0 r2
;= 5  take             r6 r1
;= 6  take             r7 r0
;= 7  call             r3 [r4] #1
;= 8  ret              r3
;= user/eval1/fn--2/odd--4/1
;= 0  jump-unless-num-eq-imm r0 0 -> 3
;= 1  load-false       r1
;= 2  ret              r1
;= 3  load-capture     r4 #0
;= 4  dec              r5 r0
;= 5  call             r1 [r2] #1
;= 6  ret              r1
;= user/eval1/fn--2/even--3/1
;= 0  jump-unless-num-eq-imm r0 0 -> 3
;= 1  load-true        r1
;= 2  ret              r1
;= 3  load-capture     r4 #0
;= 4  dec              r5 r0
;= 5  call             r1 [r2] #1
;= 6  ret              r1

(fn [a b c] (if (and a (or b (not c))) 1 2))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/3
;= 0  jump-if-falsy    r0 -> 5
;= 1  jump-if-truthy   r1 -> 3
;= 2  jump-if-truthy   r2 -> 5
;= 3  load-small       r3 1
;= 4  ret              r3
;= 5  load-small       r3 2
;= 6  ret              r3

(fn [m] (-> m :a (get :b) (assoc :c 1)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;=  0  keyword-get      r1 r0 :a
;=  3  clear            r0
;=  4  keyword-get      r1 r1 :b
;=  7  load-const       r2 :c
;=  8  load-small       r3 1
;=  9  assoc            r1 r1 r2 r3
;= 11  ret              r1

(fn [x] (when-let [y (seq x)] (first y)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  seq              r1 r0
;= 1  clear            r0
;= 2  jump-if-falsy    r1 -> 6
;= 3  first            r2 r1
;= 4  clear            r1
;= 5  ret              r2
;= 6  load-nil         r2
;= 7  ret              r2

(fn [s] (doseq [x s] (prn x)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;=  0  seq              r1 r0
;=  1  clear            r0
;=  2  load-nil         r2
;=  3  load-small       r3 0
;=  4  load-small       r4 0
;=  5  jump-unless-lt   r4 r3 -> 12
;=  6  nth              r5 r2 r4
;=  7  take             r10 r5
;=  8  call-cell        r6 [r7] #'clojure.core/prn (1)
;=  9  unchecked-inc    r4 r4
;= 10  loop-back        -> 5
;= 12  seq              r5 r1
;= 13  clear            r1
;= 14  jump-if-falsy    r5 -> 38
;= 15  copy             r10 r5
;= 16  call-cell        r6 [r7] #'clojure.core/chunked-seq? (1)
;= 17  jump-if-falsy    r6 -> 28
;= 18  copy             r10 r5
;= 19  call-cell        r6 [r7] #'clojure.core/chunk-first (1)
;= 20  take             r10 r5
;= 21  call-cell        r1 [r7] #'clojure.core/chunk-rest (1)
;= 22  copy             r2 r6
;= 23  count            r6 r6
;= 24  copy             r3 r6
;= 25  load-small       r4 0
;= 26  loop-back        -> 5
;= 28  first            r6 r5
;= 29  take             r11 r6
;= 30  call-cell        r7 [r8] #'clojure.core/prn (1)
;= 31  next             r1 r5
;= 32  clear            r5
;= 33  load-nil         r2
;= 34  load-small       r3 0
;= 35  load-small       r4 0
;= 36  loop-back        -> 5
;= 38  load-nil         r6
;= 39  ret              r6

(fn [s] (lazy-seq (cons 1 s)))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  take             r6 r0
;= 1  make-closure     r5 <fn user/eval1/fn--2/fn--3> r6..
;= 2  call-cell        r1 [r2] #'clojure.core/lazy-seq* (1)
;= 3  ret              r1
;= user/eval1/fn--2/fn--3/0
;= 0  load-small       r4 1
;= 1  take-capture     r5 #0
;= 2  call-cell        r0 [r1] #'clojure.core/cons (2)
;= 3  ret              r0

(def answer "The answer." 42)
;= nil/0
;= 0  load-small       r1 42
;= 1  def              r0 #'user/answer r1
;= 2  load-const       r1 {:doc "The answer.", :line 1, :column 1, :file "NO_SOURCE_PATH"}
;= 3  set-var-meta     #'user/answer r1
;= 4  ret              r0

(fn [s] (.length s))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/1
;= 0  take             r4 r0
;= 1  invoke-method    r1 [r2] #0 length
;= 3  ret              r1

(fn [] (Math/max 1 2))
;= nil/0
;= 0  make-closure     r0 <fn user/eval1/fn--2> r1..
;= 1  ret              r0
;= user/eval1/fn--2/0
;= 0  load-small       r4 1
;= 1  load-small       r5 2
;= 2  invoke-static    r0 [r1] #2 java.lang.Math max
;= 4  ret              r0
