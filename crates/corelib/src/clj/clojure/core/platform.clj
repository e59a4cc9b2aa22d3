;; What Clojure has for the sake of the JVM: vars that its compiler reads, classes, streams.

(def ^:dynamic *allow-unresolved-vars* false)

(def ^:dynamic *compile-path* "classes")

(def ^:dynamic *compiler-options* nil)

(def ^:dynamic *fn-loader* nil)

(def ^:dynamic *reader-resolver* nil)

(def ^:dynamic *suppress-read* nil)

(def ^:dynamic *use-context-classloader* true)

(def ^:dynamic *verbose-defrecords* false)

(def primitives-classnames
  "The names of the primitive types by their classes."
  {Float/TYPE "Float/TYPE"
   Integer/TYPE "Integer/TYPE"
   Long/TYPE "Long/TYPE"
   Boolean/TYPE "Boolean/TYPE"
   Character/TYPE "Character/TYPE"
   Double/TYPE "Double/TYPE"
   Byte/TYPE "Byte/TYPE"
   Short/TYPE "Short/TYPE"})

(defn- no-class-files
  "Refuses what makes class files for the JVM."
  [what]
  (throw (UnsupportedOperationException.
          (str what " makes class files for the JVM; Tercel loads sources, by require and load"))))

(defn compile
  "Makes class files of a lib on the JVM. Here it throws: libs are loaded from their sources."
  {:added "1.0"}
  [lib]
  (no-class-files "compile"))

(defmacro gen-class
  "Makes a class file on the JVM while compiling ahead of time, and nothing otherwise: here always
  nothing."
  {:added "1.0"}
  [& options]
  (when *compile-files*
    (no-class-files "gen-class")))

(defmacro gen-interface
  "Makes the interface of the given :name. Other options say what it declares."
  {:added "1.0"}
  [& options]
  (let [{:keys [name]} (apply hash-map options)]
    `(#'define-interface* '~name)))

(defn add-classpath
  "Adds a URL to the class path of the JVM. Here it throws: the class path is set when a program
  starts."
  {:added "1.0" :deprecated "1.1"}
  [url]
  (throw (UnsupportedOperationException. "The class path is set when a program starts")))

(defmacro with-loading-context
  "Evaluates body as a lib is loaded."
  [& body]
  `((fn [] ~@body)))

(defn method-sig
  "Returns [name parameter-types return-type] of a java.lang.reflect.Method."
  [meth]
  [(.getName meth) (seq (.getParameterTypes meth)) (.getReturnType meth)])

(defn PrintWriter-on
  "Returns a Writer that collects what is written to it and gives it to flush-fn, as a string, when it
  is flushed; close-fn is called when it is closed, unless it is nil."
  {:added "1.10"}
  [flush-fn close-fn]
  (let [kept (StringBuilder.)
        flush (fn []
                (when (pos? (.length kept))
                  (let [text (str kept)]
                    (.setLength kept 0)
                    (flush-fn text))))]
    (proxy [java.io.Writer] []
      (write ([x] (.append kept (if (number? x) (char x) x)) nil)
             ([x from n] (.append kept (subs (if (string? x) x (apply str x)) from (+ from n))) nil))
      (flush [] (flush) nil)
      (close [] (flush) (when close-fn (close-fn)) nil))))

(defn stream-reduce!
  "Reduces what a java.util.stream.BaseStream has left."
  {:added "1.12"}
  ([f s] (reduce f (iterator-seq (.iterator s))))
  ([f init s] (reduce f init (iterator-seq (.iterator s)))))

(defn stream-seq!
  "Returns a seq of what a java.util.stream.BaseStream has left."
  {:added "1.12"}
  [stream]
  (iterator-seq (.iterator stream)))

(defn stream-transduce!
  "Transduces what a java.util.stream.BaseStream has left."
  {:added "1.12"}
  ([xform f stream] (transduce xform f (stream-seq! stream)))
  ([xform f init stream] (transduce xform f init (stream-seq! stream))))

(defn stream-into!
  "Returns to with what a java.util.stream.BaseStream has left, transformed by xform."
  {:added "1.12"}
  ([to stream] (into to (stream-seq! stream)))
  ([to xform stream] (into to xform (stream-seq! stream))))
