(ns clojure.zip
  "A place in a tree, with functions to move, look and edit without changing the tree.
  A location is [node path]; the path holds what stands left and right and above."
  (:refer-clojure :exclude [replace remove next]))

(defn zipper
  "Makes a zipper of a tree. branch? tells whether a node may have children, children gives their
  seq, make-node makes a node of an old one and a seq of children."
  {:added "1.0"}
  [branch? children make-node root]
  (with-meta [root nil]
    {:zip/branch? branch? :zip/children children :zip/make-node make-node}))

(defn seq-zip
  "A zipper of nested seqs."
  {:added "1.0"}
  [root]
  (zipper seq? identity
          (fn [node children] (with-meta children (meta node)))
          root))

(defn vector-zip
  "A zipper of nested vectors."
  {:added "1.0"}
  [root]
  (zipper vector? seq
          (fn [node children] (with-meta (vec children) (meta node)))
          root))

(defn xml-zip
  "A zipper of XML elements."
  {:added "1.0"}
  [root]
  (zipper (complement string?)
          (comp seq :content)
          (fn [node children]
            (assoc node :content (and children (apply vector children))))
          root))

(defn node "The node at loc." {:added "1.0"} [loc] (loc 0))

(defn branch?
  "Tells whether the node at loc may have children."
  {:added "1.0"}
  [loc]
  ((:zip/branch? (meta loc)) (node loc)))

(defn children
  "A seq of the children of the node at loc, which must be a branch."
  {:added "1.0"}
  [loc]
  (if (branch? loc)
    ((:zip/children (meta loc)) (node loc))
    (throw (Exception. "called children on a leaf node"))))

(defn make-node
  "A branch node made of node and new children; loc only tells how."
  {:added "1.0"}
  [loc node children]
  ((:zip/make-node (meta loc)) node children))

(defn path
  "The nodes that lead to loc."
  {:added "1.0"}
  [loc]
  (:pnodes (loc 1)))

(defn lefts
  "A seq of the siblings left of loc."
  {:added "1.0"}
  [loc]
  (seq (:l (loc 1))))

(defn rights
  "A seq of the siblings right of loc."
  {:added "1.0"}
  [loc]
  (:r (loc 1)))

(defn down
  "The leftmost child of loc, or nil."
  {:added "1.0"}
  [loc]
  (when (branch? loc)
    (let [[node path] loc
          [c & cnext :as cs] (children loc)]
      (when cs
        (with-meta [c {:l []
                       :pnodes (if path (conj (:pnodes path) node) [node])
                       :ppath path
                       :r cnext}]
          (meta loc))))))

(defn up
  "The parent of loc, with any changes, or nil at the top."
  {:added "1.0"}
  [loc]
  (let [[node {:keys [l ppath pnodes r changed?] :as path}] loc]
    (when pnodes
      (let [pnode (peek pnodes)]
        (with-meta (if changed?
                     [(make-node loc pnode (concat l (cons node r)))
                      (and ppath (assoc ppath :changed? true))]
                     [pnode ppath])
          (meta loc))))))

(defn root
  "Goes all the way up and returns the root node, with any changes."
  {:added "1.0"}
  [loc]
  (if (= :end (loc 1))
    (node loc)
    (let [p (up loc)]
      (if p
        (recur p)
        (node loc)))))

(defn right
  "The sibling to the right, or nil."
  {:added "1.0"}
  [loc]
  (let [[node {l :l [r & rnext :as rs] :r :as path}] loc]
    (when (and path rs)
      (with-meta [r (assoc path :l (conj l node) :r rnext)] (meta loc)))))

(defn rightmost
  "The sibling furthest right, or loc itself."
  {:added "1.0"}
  [loc]
  (let [[node {l :l r :r :as path}] loc]
    (if (and path r)
      (with-meta [(last r) (assoc path :l (apply conj l node (butlast r)) :r nil)] (meta loc))
      loc)))

(defn left
  "The sibling to the left, or nil."
  {:added "1.0"}
  [loc]
  (let [[node {l :l r :r :as path}] loc]
    (when (and path (seq l))
      (with-meta [(peek l) (assoc path :l (pop l) :r (cons node r))] (meta loc)))))

(defn leftmost
  "The sibling furthest left, or loc itself."
  {:added "1.0"}
  [loc]
  (let [[node {l :l r :r :as path}] loc]
    (if (and path (seq l))
      (with-meta [(first l) (assoc path :l [] :r (concat (rest l) [node] r))] (meta loc))
      loc)))

(defn insert-left
  "Inserts item to the left of loc, without moving."
  {:added "1.0"}
  [loc item]
  (let [[node {l :l :as path}] loc]
    (if (nil? path)
      (throw (Exception. "Insert at top"))
      (with-meta [node (assoc path :l (conj l item) :changed? true)] (meta loc)))))

(defn insert-right
  "Inserts item to the right of loc, without moving."
  {:added "1.0"}
  [loc item]
  (let [[node {r :r :as path}] loc]
    (if (nil? path)
      (throw (Exception. "Insert at top"))
      (with-meta [node (assoc path :r (cons item r) :changed? true)] (meta loc)))))

(defn replace
  "Replaces the node at loc, without moving."
  {:added "1.0"}
  [loc node]
  (let [[_ path] loc]
    (with-meta [node (assoc path :changed? true)] (meta loc))))

(defn edit
  "Replaces the node at loc by (f node args...)."
  {:added "1.0"}
  [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn insert-child
  "Inserts item as the leftmost child of loc, without moving."
  {:added "1.0"}
  [loc item]
  (replace loc (make-node loc (node loc) (cons item (children loc)))))

(defn append-child
  "Inserts item as the rightmost child of loc, without moving."
  {:added "1.0"}
  [loc item]
  (replace loc (make-node loc (node loc) (concat (children loc) [item]))))

(defn next
  "The next location depth first. At the end, a location for which end? is true."
  {:added "1.0"}
  [loc]
  (if (= :end (loc 1))
    loc
    (or (and (branch? loc) (down loc))
        (right loc)
        (loop [p loc]
          (if (up p)
            (or (right (up p)) (recur (up p)))
            [(node p) :end])))))

(defn prev
  "The location before this one depth first, or nil at the root."
  {:added "1.0"}
  [loc]
  (if-let [lloc (left loc)]
    (loop [loc lloc]
      (if-let [child (and (branch? loc) (down loc))]
        (recur (rightmost child))
        loc))
    (up loc)))

(defn end?
  "Tells whether a walk with next has come to its end."
  {:added "1.0"}
  [loc]
  (= :end (loc 1)))

(defn remove
  "Removes the node at loc. Returns the location that came before it depth first."
  {:added "1.0"}
  [loc]
  (let [[node {l :l ppath :ppath pnodes :pnodes rs :r :as path}] loc]
    (if (nil? path)
      (throw (Exception. "Remove at top"))
      (if (pos? (count l))
        (loop [loc (with-meta [(peek l) (assoc path :l (pop l) :changed? true)] (meta loc))]
          (if-let [child (and (branch? loc) (down loc))]
            (recur (rightmost child))
            loc))
        (with-meta [(make-node loc (peek pnodes) rs)
                    (and ppath (assoc ppath :changed? true))]
          (meta loc))))))
