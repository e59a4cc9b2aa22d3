;; Struct maps, moments, comparators: what stands on natives in a few lines.

(defn accessor
  "Returns a function that takes a struct map of basis s to its value at key."
  {:added "1.0"}
  [s key]
  (let [place (struct-place* s key)]
    (fn [m] (struct-val* s m place))))

(defn comparator
  "Returns a function of two arguments that answers as a Comparator does: -1, 1 or 0 by what pred says
  of the arguments in both orders."
  {:added "1.0"}
  [pred]
  (fn [x y]
    (if (pred x y)
      -1
      (if (pred y x) 1 0))))

(defn read-line
  "Returns the next line of *in*, nil at its end."
  {:added "1.0"}
  []
  (.readLine *in*))

(def Inst
  (do
    (defprotocol Inst
      (inst-ms* [inst]))
    (extend-protocol Inst
      java.util.Date
      (inst-ms* [inst] (.getTime inst))
      java.time.Instant
      (inst-ms* [inst] (.toEpochMilli inst)))
    Inst))

(def inst-ms*
  (do Inst inst-ms*))

(defn inst-ms
  "Returns the milliseconds of a moment since the beginning of 1970."
  {:added "1.9"}
  [inst]
  (inst-ms* inst))

(defn inst?
  "Returns true for moments: what satisfies the protocol Inst."
  {:added "1.9"}
  [x]
  (satisfies? Inst x))

(defmacro definterface
  "Defines an interface of this name: each signature is (method [args...])."
  {:added "1.2"}
  [name & sigs]
  (let [class-name (symbol (str (namespace-munge *ns*) "." name))]
    `(let []
       (#'define-interface* '~class-name)
       (import ~class-name))))

(defn resultset-seq
  "Returns a lazy seq of the rows of a java.sql.ResultSet, each a struct map with the lower-cased
  labels of the columns as keys."
  {:added "1.0"}
  [rs]
  (let [columns (.getMetaData rs)
        places (range 1 (inc (.getColumnCount columns)))
        labels (map (fn [place] (keyword (.toLowerCase (.getColumnLabel columns place)))) places)
        checked (or (empty? labels)
                    (apply distinct? labels)
                    (throw (Exception. "ResultSet must have unique column labels")))
        row-struct (apply create-struct labels)
        row (fn [] (apply struct row-struct (map (fn [place] (.getObject rs place)) places)))]
    ((fn rows []
       (when (.next rs)
         (cons (row) (lazy-seq (rows))))))))
