; Every value but nil and false counts as true.
(if nil :yes :no)
;=> :no

(if false :yes :no)
;=> :no

[(if 0 1 2) (if "" 1 2) (if () 1 2) (if [] 1 2) (if 'false 1 2)]
;=> [1 1 1 1 2]

(if nil :yes)
;=> nil
