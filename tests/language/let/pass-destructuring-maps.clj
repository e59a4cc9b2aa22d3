(let [{a :a b :b} {:a 1 :b 2}] [a b])
;=> [1 2]

(let [{:keys [a b c]} {:a 1 :b 2}] [a b c])
;=> [1 2 nil]

(let [{:keys [a b] :or {b 9}} {:a 1}] [a b])
;=> [1 9]

(let [{:keys [a] :as m} {:a 1 :z 2}] [a m])
;=> [1 {:a 1, :z 2}]

(let [{:strs [a b]} {"a" 1 "b" 2}] [a b])
;=> [1 2]

(let [{:syms [a b]} {'a 1 'b 2}] [a b])
;=> [1 2]

(let [{:keys [:a :b]} {:a 1 :b 2}] [a b])
;=> [1 2]

(let [{:keys [x/a y/b]} {:x/a 1 :y/b 2}] [a b])
;=> [1 2]

(let [{:x/keys [a b]} {:x/a 1 :x/b 2}] [a b])
;=> [1 2]

(let [{{:keys [c]} :b} {:b {:c 3}}] c)
;=> 3

(let [{[x y] :pos} {:pos [1 2]}] [x y])
;=> [1 2]

(let [{:keys [a]} '(:a 1)] a)
;=> 1

(let [{:keys [a]} nil] a)
;=> nil

(let [{a 0 b 1} [:x :y]] [a b])
;=> [:x :y]

(let [{:keys [a] :or {a (+ 1 2)}} {}] a)
;=> 3

(let [{:keys [a] :or {a 5}} {:a nil}] a)
;=> nil

((fn [& {:keys [a b] :or {b 2}}] [a b]) :a 1)
;=> [1 2]

((fn [& {:keys [a b]}] [a b]) {:a 1 :b 3})
;=> [1 3]

((fn [& {:keys [a b]}] [a b]) :a 1 {:b 3})
;=> [1 3]

((fn [{:keys [a]} [b]] [a b]) {:a 1} [2])
;=> [1 2]
