;; read, read+string and read-line, from readers and *in*.

(with-in-str "(+ 1 2) :b" [(read) (read)])
;=> [(+ 1 2) :b]

(with-in-str "first line\nsecond\n\n" [(read-line) (read-line) (read-line) (read-line)])
;=> ["first line" "second" "" nil]

(with-in-str "1 rest of it" [(read) (read-line)])
;=> [1 " rest of it"]

(defn reader-of [text] (java.io.PushbackReader. (java.io.StringReader. text)))

(let [r (reader-of "1 :a [2 {3 4}] \"five six\" #{7}")] (vec (repeatedly 5 #(read r))))
;=> [1 :a [2 {3 4}] "five six" #{7}]

(let [r (reader-of "a(b)c")] [(read r) (read r) (read r)])
;=> [a (b) c]

(let [r (reader-of "1 2")] [(read r) (.read r) (.read r)])
;=> [1 32 50]

(let [r (reader-of "[1]2")] [(read r) (.read r)])
;=> [[1] 50]

(read (reader-of ""))
;=! RuntimeException EOF while reading

(read (reader-of "(1 2"))
;=! RuntimeException EOF while reading

(read (reader-of "  ;; nothing\n") false :end)
;=> :end

(read {:eof :end} (reader-of ""))
;=> :end

(read {:read-cond :allow} (reader-of "#?(:clj 1 :cljs 2)"))
;=> 1

(read (reader-of "#?(:clj 1)"))
;=! RuntimeException Conditional read not allowed

(read (reader-of ")"))
;=! RuntimeException Unmatched delimiter: )

(let [r (reader-of "\"é𝄞 x\" y")] [(read r) (read r)])
;=> ["é𝄞 x" y]

(defn counting [text] (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. text)))

(read+string (counting "  (+ 1  2) 3"))
;=> [(+ 1 2) "(+ 1  2)"]

(let [r (counting "1 2\n3")] [(read+string r) (read+string r) (read+string r) (.getLineNumber r)])
;=> [[1 "1"] [2 "2"] [3 "3"] 3]

(let [r (counting "\n\n  (a)\n (b)  (c)")] [(meta (read r)) (meta (read r)) (meta (read r))])
;=> [{:line 3, :column 3} {:line 4, :column 2} {:line 4, :column 7}]

(let [r (counting "a\nb c")] [(read r) (.getLineNumber r) (.readLine r) (.getLineNumber r)])
;=> [a 2 "" 2]

(clojure.edn/read (reader-of "{:a [1 2]} 3"))
;=> {:a [1 2]}

(let [r (reader-of "1 2")] [(clojure.edn/read r) (clojure.edn/read r) (clojure.edn/read {:eof :done} r)])
;=> [1 2 :done]

(clojure.edn/read (reader-of ""))
;=! RuntimeException EOF while reading

(clojure.edn/read {:readers {'my (fn [x] [:my x])}} (reader-of "#my 5"))
;=> [:my 5]

(with-in-str "42" (eval (read)))
;=> 42

(load-reader (java.io.StringReader. "(def loaded 5) (inc loaded)"))
;=> 6

(line-seq (java.io.BufferedReader. (java.io.StringReader. "a\nb\n\nc")))
;=> ("a" "b" "" "c")
