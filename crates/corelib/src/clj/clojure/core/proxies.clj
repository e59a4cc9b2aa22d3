;; Objects of classes that are made for them: proxy and its parts, and bean.

(defn- super-and-interfaces
  "A superclass and the interfaces, of the classes that a proxy names."
  [bases]
  (if (or (empty? bases) (.isInterface (first bases)))
    [Object bases]
    [(first bases) (next bases)]))

(defn proxy-name
  "Returns the name of the proxy class for a superclass and interfaces, in the current namespace."
  {:added "1.0"}
  [super interfaces]
  (let [names (into (sorted-set) (map (fn [c] (.getName c)) interfaces))
        short-name (fn [s] (subs s (inc (.lastIndexOf s "."))))]
    (apply str (namespace-munge *ns*) ".proxy"
           (interleave (repeat "$")
                       (concat [(.getName super)]
                               (map short-name names)
                               [(Integer/toHexString (hash names))])))))

(defn get-proxy-class
  "Returns the class of proxies with these bases: at most one class, first, and interfaces."
  {:added "1.0"}
  [& bases]
  (let [[super interfaces] (super-and-interfaces bases)]
    (proxy-class* (proxy-name super interfaces) super interfaces)))

(defn update-proxy
  "Changes the methods of a proxy: a map from names to functions, nil for methods to take away. Returns
  the proxy."
  {:added "1.0"}
  [proxy mappings]
  (init-proxy proxy
              (reduce (fn [all [name f]] (if f (assoc all name f) (dissoc all name)))
                      (proxy-mappings proxy)
                      mappings)))

(defn proxy-call-with-super
  "Calls call while the method meth of a proxy is that of its superclass."
  {:added "1.0"}
  [call this meth]
  (let [mappings (proxy-mappings this)]
    (update-proxy this {meth nil})
    (try
      (call)
      (finally
        (init-proxy this mappings)))))

(defmacro proxy-super
  "Inside of a proxy's method: calls the method meth of its superclass."
  {:added "1.0"}
  [meth & args]
  (let [call (list* '. 'this meth args)]
    `(proxy-call-with-super (fn [] ~call) ~'this ~(name meth))))

(defmacro proxy
  "An object of a class made for it, with at most one superclass, first, and interfaces. args are for
  the constructor of the superclass. Each method is (name [params*] body) or
  (name ([params*] body) ([params+] body)...), where this is the object. Other methods are the
  superclass' own, or throw."
  {:added "1.0"}
  [class-and-interfaces args & fs]
  (let [bases (map (fn [base]
                     (or (resolve base)
                         (throw (Exception. (str "Can't resolve: " base)))))
                   class-and-interfaces)
        class-name (symbol (.getName (apply get-proxy-class bases)))
        with-this (fn [[params & body]] `([~'this ~@params] ~@body))
        methods (into {}
                      (map (fn [[sym & tails]]
                             [(name sym)
                              (cons `fn
                                    (map with-this
                                         (if (vector? (first tails)) (list tails) tails)))])
                           fs))]
    `(init-proxy (construct-proxy ~class-name ~@args) ~methods)))

(defn- bean-getters
  "A map from the properties of a class, keywords, to the names of the methods that read them."
  [c]
  (let [property (fn [method prefix]
                   (when (and (.startsWith method prefix)
                              (< (count prefix) (count method))
                              (Character/isUpperCase (char (nth method (count prefix)))))
                     (let [name (subs method (count prefix))]
                       (if (and (next name) (Character/isUpperCase (char (second name))))
                         name
                         (str (.toLowerCase (subs name 0 1)) (subs name 1))))))]
    (into {}
          (keep (fn [method]
                  (when-let [name (or (property method "get") (property method "is"))]
                    [(keyword name) (symbol method)]))
                (plain-methods* c)))))

(defn bean
  "Returns a map of the properties of an object, by the methods that read them: each is read when it is
  looked up."
  {:added "1.0"}
  [x]
  (let [getters (bean-getters (class x))
        property? (fn [k] (contains? getters k))
        property (fn [k] (call-plain* x (get getters k)))
        entry (fn [k] (clojure.lang.MapEntry. k (property k)))
        entries (fn [] (map entry (keys getters)))
        read-all (fn [] (into {} (entries)))]
    (proxy [clojure.lang.APersistentMap] []
      (count [] (count getters))
      (containsKey [k] (property? k))
      (valAt
        ([k] (when (property? k) (property k)))
        ([k default] (if (property? k) (property k) default)))
      (entryAt [k] (when (property? k) (entry k)))
      (seq [] (seq (entries)))
      (iterator [] (.iterator (read-all)))
      ;; What changes, or compares, takes a map of what the properties are now.
      (assoc [k v] (assoc (read-all) k v))
      (cons [m] (conj (read-all) m))
      (without [k] (dissoc (read-all) k))
      (equiv [other] (= (read-all) other)))))
