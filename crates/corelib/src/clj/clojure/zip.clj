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

(defn node "The node at loc." {:added "1.0"} [loc] (nth loc 0))

(defn- place
  "What loc tells of its surroundings: nil at the root, :end behind the last location."
  [loc]
  (nth loc 1))

(defn- at
  "The location of a node in other surroundings, in the tree of loc."
  [loc node place]
  (with-meta [node place] (meta loc)))

(defn- changed
  "Surroundings that are made anew on the way up; nil at the root."
  [place]
  (some-> place (assoc :changed? true)))

(defn- sibling
  "The location of a node beside loc, with what then stands left and right of it."
  [loc node lefts rights]
  (at loc node (assoc (place loc) :l lefts :r rights)))

(defn branch?
  "Tells whether the node at loc may have children."
  {:added "1.0"}
  [loc]
  (let [asks (:zip/branch? (meta loc))]
    (asks (node loc))))

(defn children
  "A seq of the children of the node at loc, which must be a branch."
  {:added "1.0"}
  [loc]
  (when-not (branch? loc)
    (throw (Exception. "called children on a leaf node")))
  (let [finds (:zip/children (meta loc))]
    (finds (node loc))))

(defn make-node
  "A branch node made of node and new children; loc only tells how."
  {:added "1.0"}
  [loc node children]
  (let [makes (:zip/make-node (meta loc))]
    (makes node children)))

(defn path
  "The nodes that lead to loc."
  {:added "1.0"}
  [loc]
  (:pnodes (place loc)))

(defn lefts
  "A seq of the siblings left of loc."
  {:added "1.0"}
  [loc]
  (-> loc place :l seq))

(defn rights
  "A seq of the siblings right of loc."
  {:added "1.0"}
  [loc]
  (-> loc place :r))

(defn down
  "The leftmost child of loc, or nil."
  {:added "1.0"}
  [loc]
  (when-let [[child & others] (when (branch? loc) (seq (children loc)))]
    (at loc child {:l []
                   :pnodes (conj (or (path loc) []) (node loc))
                   :ppath (place loc)
                   :r others})))

(defn up
  "The parent of loc, with any changes, or nil at the top."
  {:added "1.0"}
  [loc]
  (when-let [parents (path loc)]
    (let [{:keys [l r ppath changed?]} (place loc)
          parent (peek parents)]
      (if changed?
        (at loc (make-node loc parent (concat l [(node loc)] r)) (changed ppath))
        (at loc parent ppath)))))

(defn end?
  "Tells whether a walk with next has come to its end."
  {:added "1.0"}
  [loc]
  (= (place loc) :end))

(defn root
  "Goes all the way up and returns the root node, with any changes."
  {:added "1.0"}
  [loc]
  (if-let [parent (when-not (end? loc) (up loc))]
    (recur parent)
    (node loc)))

(defn right
  "The sibling to the right, or nil."
  {:added "1.0"}
  [loc]
  (when-let [[nearest & others] (seq (rights loc))]
    (sibling loc nearest (conj (:l (place loc)) (node loc)) others)))

(defn rightmost
  "The sibling furthest right, or loc itself."
  {:added "1.0"}
  [loc]
  (if-let [others (seq (rights loc))]
    (let [row (into (:l (place loc)) (cons (node loc) others))]
      (sibling loc (peek row) (pop row) nil))
    loc))

(defn left
  "The sibling to the left, or nil."
  {:added "1.0"}
  [loc]
  (when-let [before (not-empty (:l (place loc)))]
    (sibling loc (peek before) (pop before) (cons (node loc) (rights loc)))))

(defn leftmost
  "The sibling furthest left, or loc itself."
  {:added "1.0"}
  [loc]
  (if-let [before (not-empty (:l (place loc)))]
    (let [[nearest & others] (into before (cons (node loc) (rights loc)))]
      (sibling loc nearest [] others))
    loc))

(defn- insert
  "Adds item to the siblings on one side of loc."
  [loc side item]
  (if-let [around (place loc)]
    (at loc (node loc) (changed (assoc around side (conj (side around) item))))
    (throw (Exception. "Insert at top"))))

(defn insert-left
  "Inserts item to the left of loc, without moving."
  {:added "1.0"}
  [loc item]
  (insert loc :l item))

(defn insert-right
  "Inserts item to the right of loc, without moving."
  {:added "1.0"}
  [loc item]
  (insert loc :r item))

(defn replace
  "Replaces the node at loc, without moving."
  {:added "1.0"}
  [loc node]
  (at loc node (assoc (place loc) :changed? true)))

(defn edit
  "Replaces the node at loc by (f node args...)."
  {:added "1.0"}
  [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn- with-children
  "Gives the node at loc other children."
  [loc children]
  (replace loc (make-node loc (node loc) children)))

(defn insert-child
  "Inserts item as the leftmost child of loc, without moving."
  {:added "1.0"}
  [loc item]
  (with-children loc (cons item (children loc))))

(defn append-child
  "Inserts item as the rightmost child of loc, without moving."
  {:added "1.0"}
  [loc item]
  (with-children loc (concat (children loc) (list item))))

(defn next
  "The next location depth first. At the end, a location for which end? is true."
  {:added "1.0"}
  [loc]
  (cond
    (end? loc) loc
    (and (branch? loc) (seq (children loc))) (down loc)
    :else (loop [here loc]
            (let [beside (right here)
                  above (when-not beside (up here))]
              (cond
                beside beside
                above (recur above)
                :else [(node here) :end])))))

(defn- last-below
  "The location that comes last depth first in the tree at loc."
  [loc]
  (if-let [child (when (branch? loc) (down loc))]
    (recur (rightmost child))
    loc))

(defn prev
  "The location before this one depth first, or nil at the root."
  {:added "1.0"}
  [loc]
  (if-let [beside (left loc)]
    (last-below beside)
    (up loc)))

(defn remove
  "Removes the node at loc. Returns the location that came before it depth first."
  {:added "1.0"}
  [loc]
  (let [{:keys [l r pnodes ppath] :as around} (place loc)]
    (cond
      (nil? around) (throw (Exception. "Remove at top"))
      (empty? l) (at loc (make-node loc (peek pnodes) r) (changed ppath))
      :else (last-below (at loc (peek l) (changed (assoc around :l (pop l))))))))
