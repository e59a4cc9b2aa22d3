;; What Clojure has for the sake of the JVM, as far as it works without.

[*compile-path* *compiler-options* *use-context-classloader* *suppress-read*]
;=> ["classes" nil true nil]

(get primitives-classnames Long/TYPE)
;=> "Long/TYPE"

(gen-class :name "x")
;=> nil

(do (gen-interface :name my.pkg.Iface) (.isInterface (Class/forName "my.pkg.Iface")))
;=> true

(let [out (atom [])] (let [w (PrintWriter-on (fn [s] (swap! out conj s)) (fn [] (swap! out conj :closed)))] (binding [*out* w] (print "a" 1) (flush) (print \b) (.write w 65) (.append w "zz")) (.close w)) @out)
;=> ["a 1" "bAzz" :closed]

(require 'clojure.core.protocols)
;=> nil

(deftype Five [n])

(extend-protocol clojure.core.protocols/IKVReduce Five (kv-reduce [c f i] (f i :k (.n c))))
;=> nil

(reduce-kv (fn [a k v] [a k v]) :init (Five. 5))
;=> [:init :k 5]

(extend-protocol clojure.core.protocols/CollReduce Five (coll-reduce ([c f] (.n c)) ([c f i] (f i (.n c)))))
;=> nil

[(reduce + (Five. 5)) (reduce + 1 (Five. 5)) (transduce (map inc) + 1 (Five. 5)) (into [] (Five. 5))]
;=> [5 6 7 [5]]

(clojure.string/replace (pr-str (reduced :r)) #"0x[0-9a-f]+" "ADDR")
