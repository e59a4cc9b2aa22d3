(defprotocol Shape (area [this]) (scale [this k] [this k l]))
;=> Shape

(defrecord Sq [side] Shape (area [_] (* side side)) (scale [_ k] (->Sq (* k side))) (scale [_ k l] [k l side]))

(area (->Sq 3))
;=> 9

(scale (->Sq 3) 2)

(scale (->Sq 3) 2 5)
;=> [2 5 3]

(extend-type String Shape (area [s] (count s)))
;=> nil

(area "abc")
;=> 3

(extend-protocol Shape nil (area [_] 0) Long (area [n] n) Object (area [_] :object))
;=> nil

[(area nil) (area 5) (area 1.5) (area [])]
;=> [0 5 :object :object]

(satisfies? Shape "x")
;=> true

(deftype Dot [^:unsynchronized-mutable n] Shape (area [_] (set! n (inc n)) n))

(let [d (Dot. 1)] [(area d) (area d)])
;=> [2 3]

(area (reify Shape (area [_] :reified)))
;=> :reified

(let [k 3] (scale (reify Shape (scale [_ x] (* k x))) 4))
;=> 12

(defprotocol Other (nope [x]))
;=> Other

(nope 1)
;=! IllegalArgumentException No implementation of method: :nope of protocol: #'user/Other found for class: java.lang.Long

(str (reify Object (toString [_] "me")))
;=> "me"

(defprotocol Ext :extend-via-metadata true (viam [x]))
;=> Ext

(viam (with-meta [] {`viam (fn [x] :via-meta)}))
;=> :via-meta
