(def a 1)

a
;=> 1

(def a 2)

a
;=> 2

(def ^:private p "doc" 3)

(:doc (meta #'p))
;=> "doc"

(:private (meta #'p))
;=> true

(def ^{:k 5} withm)

(:k (meta #'withm))
;=> 5

(do (def b 1) (defn rb [] b) (def b 2) (rb))
;=> 2

(defonce once 1)

(defonce once 2)
;=> nil

once
;=> 1

(declare later)

(defn uses [] (later))

(defn later [] :later)

(uses)
;=> :later

(var? #'uses)
;=> true

(= #'uses (resolve 'uses))
;=> true
