;; Fields hinted ^long or ^double hold longs and doubles.
(deftype Sample [^long n ^double x y])
(defrecord Reading [^long n ^double x])

(let [s (Sample. 1.5 2 3)] [(.n s) (.x s) (.y s)])
;=> [1 2.0 3]

(->Reading 7/2 1)
;=> #user.Reading{:n 3, :x 1.0}

(Sample. "a" 2 3)
;=! ClassCastException
