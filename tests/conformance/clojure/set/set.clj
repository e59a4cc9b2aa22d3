;; clojure.set

(require '[clojure.set :as s])
;=> nil

(s/union)
;=> #{}

(s/union #{1})
;=> #{1}

(s/union #{1 2} #{3})
;=> #{1 3 2}

(s/union #{1} #{3 2} #{4 6 5})
;=> #{1 4 6 3 2 5}

(s/intersection #{1 2} #{4 3 2})
;=> #{2}

(s/intersection #{1 2} #{4 3 2} #{2})
;=> #{2}

(s/difference #{1 3 2} #{1} #{2})
;=> #{3}

(s/difference #{1 2} #{1 4 3})
;=> #{2}

(s/project #{{:a 1, :b 2} {:a 1, :b 3}} [:a])
;=> #{{:a 1}}

(s/rename #{{:a 1, :b 2}} {:a :c})
;=> #{{:b 2, :c 1}}

(s/rename-keys {:a 1, :b 2} {:a :b, :b :a})
;=> {:b 1, :a 2}

(s/rename-keys {:a 1} {:z :y})
;=> {:a 1}

(s/index #{{:a 1, :b 2} {:a 1, :b 3}} [:a])
;=> {{:a 1} #{{:a 1, :b 2} {:a 1, :b 3}}}

(s/map-invert {:a 1, :b 2})
;=> {1 :a, 2 :b}

(s/map-invert nil)
;=> {}

(s/join #{{:a 1, :b 2} {:a 2, :b 3}} #{{:b 2, :c 4} {:b 3, :c 5}})
;=> #{{:a 1, :b 2, :c 4} {:a 2, :b 3, :c 5}}

(s/join #{{:a 1}} #{{:b 2} {:b 3}})
;=> #{{:a 1, :b 2} {:a 1, :b 3}}

(s/join #{} #{{:a 1}})
;=> #{}

(s/join #{{:a 1, :b 2}} #{{:x 1, :c 4} {:x 3, :c 5}} {:a :x})
;=> #{{:a 1, :b 2, :x 1, :c 4}}

(s/join #{{:a 1, :b 2} {:a 3, :b 1} {:a 1, :b 7}} #{{:x 1, :c 4} {:x 3, :c 5}} {:a :x})
;=> #{{:x 3, :c 5, :a 3, :b 1} {:x 1, :c 4, :a 1, :b 7} {:x 1, :c 4, :a 1, :b 2}}

(s/subset? #{1} #{1 2})
;=> true

(s/superset? #{1 2} #{1})
;=> true

(s/select odd? #{1 3 2})
;=> #{1 3}

(s/union [1] [2 3])
;=> [2 3 1]

(s/intersection nil #{1})
;=> nil

(s/difference nil #{1})
;=> nil

(meta (s/intersection (with-meta #{1} {:a 1}) #{1}))
;=> {:a 1}

(meta (s/difference (with-meta #{1} {:a 1}) #{1}))
;=> {:a 1}

(meta (s/union (with-meta #{1} {:a 1}) #{1}))
;=> {:a 1}
