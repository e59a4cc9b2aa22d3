(defmulti kind :kind)

(defmethod kind :a [m] [:is-a m])

(defmethod kind :default [m] :default)

(kind {:kind :a})
;=> [:is-a {:kind :a}]

(kind {:kind :zzz})
;=> :default

(derive ::cat ::animal)
;=> nil

(defmulti speak identity)

(defmethod speak ::animal [_] :animal)

(speak ::cat)
;=> :animal

(isa? ::cat ::animal)
;=> true

(defmulti two (fn [a b] [a b]))

(defmethod two [::animal ::cat] [_ _] :first)

(defmethod two [::cat ::animal] [_ _] :second)

(prefer-method two [::animal ::cat] [::cat ::animal])

(two ::cat ::cat)
;=> :first

(speak :unknown)
;=! IllegalArgumentException No method in multimethod 'speak' for dispatch value: :unknown

(count (methods speak))
;=> 1

(defmulti by-class class)

(defmethod by-class Number [x] :number)

(defmethod by-class String [x] :string)

[(by-class 1) (by-class 1.5) (by-class "s")]
;=> [:number :number :string]
