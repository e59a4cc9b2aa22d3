;; A type that is defined again takes the place of the old one at once, in its own functions too.
(defrecord Pair [left right])
(->Pair 1 2)
;=> #user.Pair{:left 1, :right 2}

(defrecord Pair [right left more])
[(->Pair 1 2 3) (map->Pair {:left 1}) (Pair. 4 5 6)]
;=> [#user.Pair{:right 1, :left 2, :more 3} #user.Pair{:right nil, :left 1, :more nil} #user.Pair{:right 4, :left 5, :more 6}]
