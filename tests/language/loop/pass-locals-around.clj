;; A loop uses the locals around it at every turn, also one bound right before a loop without
;; bindings of its own.
(let [a (atom (list 1 2))]
  (while @a (swap! a next))
  :done)
;=> :done

(let [a (atom 3) seen (atom [])]
  (loop []
    (when (pos? @a)
      (swap! seen conj @a)
      (swap! a dec)
      (recur)))
  @seen)
;=> [3 2 1]
