;; Comparing with a small number or a keyword that stands in the code.
(defn zero-like? [x] (if (= x 0) :yes :no))
(map zero-like? [0 0.0 0N 0M 1 -1 nil \0 "0" :zero (Long/valueOf 0) 0/1])
;=> (:yes :no :yes :no :no :no :no :no :no :no :yes :yes)

(defn is-a? [x] (if (= x :a) :yes :no))
(map is-a? [:a :b 'a nil "a" (keyword "a") :x/a [:a]])
;=> (:yes :no :no :no :no :yes :no :no)

(defn a-is? [x] (= :a x))
(map a-is? [:a :b 'a nil "a" (keyword "a")])
;=> (true false false false false true)

((fn [nan] [(= nan nan) (if (= nan nan) 1 2) (not= nan nan)]) ##NaN)
;=> [true 1 false]

(map (fn [x] (if (even? x) :even :odd)) [0 1 -1 -2 3N 4N 100000000000000000000])
;=> (:even :odd :odd :even :odd :even :even)

(map (fn [x] (odd? x)) [0 1 -1])
;=> (false true true)

((fn [x] (even? x)) 1.5)
;=! IllegalArgumentException Argument must be an integer: 1.5

((fn [x] (odd? x)) nil)
;=! IllegalArgumentException Argument must be an integer:

((fn [x] (even? x)) "a")
;=! IllegalArgumentException Argument must be an integer: a
