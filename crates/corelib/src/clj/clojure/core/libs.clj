;; Loading libraries: require, use, load.

(defn- throw-if
  "Throws an exception with the message when test is truthy."
  [test message]
  (when test
    (throw (Exception. message))))

(defn- root-resource
  "The path of a library, as load takes it: /my_lib/core for my-lib.core."
  [lib]
  (str \/ (.replace (.replace (name lib) \- \_) \. \/)))

(defn- -note-loaded
  "Remembers that a library was loaded."
  [lib]
  (swap! *loaded-libs* conj lib))

(defn loaded-libs
  "Returns a sorted set of the names of the libraries loaded so far."
  {:added "1.0"}
  []
  @*loaded-libs*)

(defn- check-cyclic
  "Throws when path is being loaded already."
  [path]
  (when (some #{path} (rest *pending-paths*))
    (let [pending (map (fn [p] (if (= p path) (str "[ " p " ]") p))
                       (cons path *pending-paths*))]
      (throw (Exception. (str "Cyclic load dependency: " (apply str (interpose "->" pending))))))))

(defn load
  "Loads the libraries of the paths, which begin with / or are relative to the current namespace."
  {:added "1.0"}
  [& paths]
  (doseq [path paths]
    (let [path (if (.startsWith path "/")
                 path
                 (let [root (root-resource (ns-name *ns*))]
                   (str (subs root 0 (.lastIndexOf root "/")) \/ path)))]
      (check-cyclic path)
      (when-not (= path (first *pending-paths*))
        (binding [*pending-paths* (conj *pending-paths* path)]
          (-load-path path))))))

(defn- load-one
  "Loads a library, and makes sure that it made its namespace."
  [lib need-ns]
  (load (root-resource lib))
  (throw-if (and need-ns (not (find-ns lib)))
            (str "namespace '" lib "' not found after loading '" (root-resource lib) "'"))
  (when need-ns
    (-note-loaded lib)))

(defn- load-all
  "Loads a library and everything it loads anew, whether it was loaded or not."
  [lib need-ns]
  (let [fresh (binding [*loaded-libs* (atom (sorted-set))]
                (load-one lib need-ns)
                @*loaded-libs*)]
    (swap! *loaded-libs* into fresh)))

(defn- load-lib
  "Loads one library when that is needed, then makes the alias and the references asked for."
  [prefix lib & options]
  (throw-if (and prefix (pos? (.indexOf (name lib) ".")))
            (str "Found lib name '" (name lib) "' containing period with prefix '" prefix
                 "'.  lib names inside prefix lists must not contain periods"))
  (let [lib (if prefix (symbol (str prefix "." lib)) lib)
        opts (apply hash-map options)
        {:keys [as reload reload-all require use verbose as-alias]} opts
        loaded (contains? @*loaded-libs* lib)
        need-ns (or as use)
        load-how (cond
                   reload-all load-all
                   (or reload (not require) (not loaded)) load-one)
        filter-opts (select-keys opts [:exclude :only :rename :refer])
        undefined-on-entry (not (find-ns lib))]
    (binding [*loading-verbosely* (or *loading-verbosely* verbose)]
      (if as-alias
        (when undefined-on-entry (create-ns lib))
        (if load-how
          (try
            (load-how lib (or need-ns require))
            (catch Exception e
              (when undefined-on-entry
                (remove-ns lib))
              (throw e)))
          (throw-if (and need-ns (not (find-ns lib)))
                    (str "namespace '" lib "' not found"))))
      (when as
        (alias as lib))
      (when as-alias
        (alias as-alias lib))
      (when (or use (:refer filter-opts))
        (apply refer lib (mapcat seq (if (:refer filter-opts)
                                       (if (= :all (:refer filter-opts))
                                         (dissoc filter-opts :refer)
                                         (assoc (dissoc filter-opts :refer)
                                                :only (:refer filter-opts)))
                                       filter-opts)))))))

(def ^:dynamic ^:private *loading-verbosely* false)

(defn- libspec?
  "Tells whether x is a library's name, or a vector of one and options."
  [x]
  (or (symbol? x)
      (and (vector? x)
           (or (nil? (second x))
               (keyword? (second x))))))

(defn- prependss
  "Adds x to the front of coll: as one element when it is a symbol, else its elements."
  [x coll]
  (if (symbol? x)
    (cons x coll)
    (concat x coll)))

(defn- load-libs
  "Loads what require and use are asked for: libspecs, prefix lists and flags."
  [& args]
  (let [flags (filter keyword? args)
        opts (interleave flags (repeat true))
        args (filter (complement keyword?) args)
        supported #{:as :reload :reload-all :require :use :verbose :refer :as-alias}
        unsupported (seq (remove supported flags))]
    (throw-if unsupported
              (apply str "Unsupported option(s) supplied: " (interpose \, unsupported)))
    (throw-if (not (seq args)) "Nothing specified to load")
    (doseq [arg args]
      (if (libspec? arg)
        (apply load-lib nil (prependss arg opts))
        (let [[prefix & args] arg]
          (throw-if (nil? prefix) "prefix cannot be nil")
          (doseq [arg args]
            (apply load-lib prefix (prependss arg opts))))))))

(defn require
  "Loads libraries that are not loaded yet. Each argument is a symbol, a vector [lib options...]
  with :as, :as-alias and :refer, a prefix list (prefix libspec...), or a flag: :reload,
  :reload-all, :verbose."
  {:added "1.0"}
  [& args]
  (apply load-libs :require args))

(defn use
  "As require, and refers to the public vars of each library, with :exclude, :only and :rename."
  {:added "1.0"}
  [& args]
  (apply load-libs :require :use args))

(defn requiring-resolve
  "Returns the var that a qualified symbol names, loading its namespace when that is needed."
  {:added "1.10"}
  [sym]
  (if (qualified-symbol? sym)
    (or (resolve sym)
        (do
          (require (symbol (namespace sym)))
          (resolve sym)))
    (throw (IllegalArgumentException. (str "Not a qualified symbol: " sym)))))
