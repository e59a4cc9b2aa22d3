//! Sorted maps: a balanced tree ordered by `compare` or by a function of the user's.
//!
//! The tree is balanced by size (each side at most three times the other), not by colours as on the
//! JVM: nobody can see the difference, deletion is simple, and sizes give the n-th pair.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour;
use super::sorted_seq::{self, Direction};
use crate::class::ClassId;
use crate::seq::cached_hash;
use crate::throwable::throw;
use crate::vector::entry;
use crate::{compare, hooks, invoke, kind, known, num, print, seq as seqs, throw as throws};

/// A persistent sorted map.
#[repr(C)]
pub struct TreeMap {
    header: Header,
    /// A `TreeNode`, or nil.
    root: Value,
    /// The function that compares keys; nil for `compare`.
    comparator: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for TreeMap {
    const KIND: Kind = kind::TREE_MAP;
}

/// A pair, and the trees with the keys before and after it.
#[repr(C)]
pub(crate) struct TreeNode {
    header: Header,
    pub(crate) key: Value,
    pub(crate) val: Value,
    pub(crate) left: Value,
    pub(crate) right: Value,
    size: u64,
}

impl HeapType for TreeNode {
    const KIND: Kind = kind::TREE_NODE;
}

pub static NODE_TYPE: TypeInfo =
    TypeInfo::new("clojure.lang.PersistentTreeMap$Node", Layout::RefsThenRaw(4));

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let empty = make(cx, Value::NIL, Value::NIL, Value::NIL)?;
    cx.set_known(known::EMPTY_TREE_MAP, empty);
    Ok(())
}

/// The empty sorted map, ordered by a function, or by `compare` when that is nil.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn empty(cx: &mut Mutator, comparator: Value) -> Result {
    if comparator.is_nil() {
        return Ok(cx.known(known::EMPTY_TREE_MAP));
    }
    make(cx, Value::NIL, comparator, Value::NIL)
}

/// `(sorted-map …)` and `(sorted-map-by comparator …)`: the last value of a key counts.
///
/// # Errors
/// `IllegalArgumentException` when the last key has no value; whatever comparing keys throws.
pub fn from_pairs(cx: &mut Mutator, comparator: Value, pairs: &[Value]) -> Result {
    let mut map = empty(cx, comparator)?;
    for pair in pairs.chunks(2) {
        let &[key, val] = pair else {
            let key = print::str_of(cx, pair[0])?;
            let message = format!("No value supplied for key: {key}");
            return Err(throw(cx, ClassId::ILLEGAL_ARGUMENT, message));
        };
        map = assoc(cx, map, key, val)?;
    }
    Ok(map)
}

fn make(cx: &mut Mutator, root: Value, comparator: Value, meta: Value) -> Result {
    let (header, hash) = (Header::of::<TreeMap>(), AtomicU32::new(0));
    cx.alloc(TreeMap { header, root, comparator, meta, hash, unused: 0 })
}

fn this<'a>(value: Value) -> &'a TreeMap {
    value.cast().expect("the sorted map's own behaviours are asked of sorted maps")
}

pub(crate) fn node<'a>(value: Value) -> Option<&'a TreeNode> {
    value.cast()
}

fn size(tree: Value) -> u64 {
    node(tree).map_or(0, |node| node.size)
}

/// The root of a sorted map.
pub(crate) fn root(map: Value) -> Value {
    this(map).root
}

/// The function that orders a sorted map's keys; nil for `compare`.
pub fn comparator(map: Value) -> Value {
    map.cast::<TreeMap>().map_or(Value::NIL, |map| map.comparator)
}

/// How a comparator orders two keys; nil is `compare`. A predicate is asked both ways.
///
/// # Errors
/// Whatever comparing throws.
pub fn order(cx: &mut Mutator, comparator: Value, a: Value, b: Value) -> Result<i32> {
    if comparator.is_nil() {
        return compare::compare(cx, a, b);
    }
    if !cx.desc_of(comparator).info().interfaces.has(Interfaces::FN)
        && let Some(compare) = hooks::get(cx).compare
    {
        let answer = compare(cx, comparator, a, b)?;
        return num::int_value(cx, answer);
    }
    match cx.invoke(comparator, &[a, b])? {
        Value::TRUE => Ok(-1),
        Value::FALSE => Ok(i32::from(cx.invoke(comparator, &[b, a])?.is_truthy())),
        Value::NIL => Err(throws::null_receiver(cx, "java.lang.Number.intValue()", "n")),
        other => num::int_value(cx, other),
    }
}

fn tree(cx: &mut Mutator, key: Value, val: Value, left: Value, right: Value) -> Result {
    let size = 1 + size(left) + size(right);
    cx.alloc(TreeNode { header: Header::of::<TreeNode>(), key, val, left, right, size })
}

/// A tree of a pair and two trees that differ by one insertion or deletion from balance.
fn balanced(cx: &mut Mutator, key: Value, val: Value, left: Value, right: Value) -> Result {
    let (l, r) = (size(left), size(right));
    if l + r <= 1 {
        return tree(cx, key, val, left, right);
    }
    if r > 3 * l
        && let Some(up) = node(right)
    {
        if size(up.left) < 2 * size(up.right) {
            let low = tree(cx, key, val, left, up.left)?;
            return tree(cx, up.key, up.val, low, up.right);
        }
        if let Some(middle) = node(up.left) {
            let low = tree(cx, key, val, left, middle.left)?;
            let high = tree(cx, up.key, up.val, middle.right, up.right)?;
            return tree(cx, middle.key, middle.val, low, high);
        }
    }
    if l > 3 * r
        && let Some(up) = node(left)
    {
        if size(up.right) < 2 * size(up.left) {
            let high = tree(cx, key, val, up.right, right)?;
            return tree(cx, up.key, up.val, up.left, high);
        }
        if let Some(middle) = node(up.right) {
            let low = tree(cx, up.key, up.val, up.left, middle.left)?;
            let high = tree(cx, key, val, middle.right, right)?;
            return tree(cx, middle.key, middle.val, low, high);
        }
    }
    tree(cx, key, val, left, right)
}

fn insert(cx: &mut Mutator, at: Value, by: Value, key: Value, val: Value) -> Result {
    let Some(here) = node(at) else {
        // Even a lone key must be comparable.
        return tree(cx, key, val, Value::NIL, Value::NIL);
    };
    let order = order(cx, by, key, here.key)?;
    if order < 0 {
        let left = insert(cx, here.left, by, key, val)?;
        if left == here.left { Ok(at) } else { balanced(cx, here.key, here.val, left, here.right) }
    } else if order > 0 {
        let right = insert(cx, here.right, by, key, val)?;
        if right == here.right {
            Ok(at)
        } else {
            balanced(cx, here.key, here.val, here.left, right)
        }
    } else if here.val == val {
        Ok(at)
    } else {
        tree(cx, here.key, val, here.left, here.right)
    }
}

/// The tree without `key`, which may not be in it.
fn remove(cx: &mut Mutator, at: Value, by: Value, key: Value) -> Result {
    let Some(here) = node(at) else { return Ok(at) };
    let order = order(cx, by, key, here.key)?;
    if order < 0 {
        let left = remove(cx, here.left, by, key)?;
        if left == here.left { Ok(at) } else { balanced(cx, here.key, here.val, left, here.right) }
    } else if order > 0 {
        let right = remove(cx, here.right, by, key)?;
        if right == here.right {
            Ok(at)
        } else {
            balanced(cx, here.key, here.val, here.left, right)
        }
    } else {
        join(cx, here.left, here.right)
    }
}

/// Two neighbouring trees as one.
fn join(cx: &mut Mutator, left: Value, right: Value) -> Result {
    if left.is_nil() {
        return Ok(right);
    }
    if right.is_nil() {
        return Ok(left);
    }
    // The pair between them is taken from the larger.
    if size(left) > size(right) {
        let (key, val, left) = take_last(cx, left)?;
        balanced(cx, key, val, left, right)
    } else {
        let (key, val, right) = take_first(cx, right)?;
        balanced(cx, key, val, left, right)
    }
}

fn take_first(cx: &mut Mutator, at: Value) -> Result<(Value, Value, Value)> {
    let here = node(at).expect("a tree that is larger than another is not empty");
    if here.left.is_nil() {
        return Ok((here.key, here.val, here.right));
    }
    let (key, val, left) = take_first(cx, here.left)?;
    Ok((key, val, balanced(cx, here.key, here.val, left, here.right)?))
}

fn take_last(cx: &mut Mutator, at: Value) -> Result<(Value, Value, Value)> {
    let here = node(at).expect("a tree that is larger than another is not empty");
    if here.right.is_nil() {
        return Ok((here.key, here.val, here.left));
    }
    let (key, val, right) = take_last(cx, here.right)?;
    Ok((key, val, balanced(cx, here.key, here.val, here.left, right)?))
}

/// The pair at an index of a sorted map.
pub(crate) fn nth_pair(map: Value, index: usize) -> Option<(Value, Value)> {
    let mut at = this(map).root;
    let mut index = index as u64;
    loop {
        let here = node(at)?;
        let before = size(here.left);
        if index < before {
            at = here.left;
        } else if index == before {
            return Some((here.key, here.val));
        } else {
            index -= before + 1;
            at = here.right;
        }
    }
}

/// The pair with a key.
pub(crate) fn find_pair(
    cx: &mut Mutator,
    map: Value,
    key: Value,
) -> Result<Option<(Value, Value)>> {
    let TreeMap { root, comparator, .. } = this(map);
    let mut at = *root;
    while let Some(here) = node(at) {
        let order = order(cx, *comparator, key, here.key)?;
        if order == 0 {
            return Ok(Some((here.key, here.val)));
        }
        at = if order < 0 { here.left } else { here.right };
    }
    Ok(None)
}

/// The map with the pair in it.
///
/// # Errors
/// Whatever comparing keys throws.
pub fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
    let TreeMap { root, comparator, meta, .. } = this(map);
    if root.is_nil() && comparator.is_nil() {
        refuse_incomparable(cx, key)?;
    }
    let new = insert(cx, *root, *comparator, key, val)?;
    if new == *root { Ok(map) } else { make(cx, new, *comparator, *meta) }
}

/// The first key has no other to be compared with, so what has no order is refused here.
fn refuse_incomparable(cx: &mut Mutator, key: Value) -> Result<()> {
    let comparable = cx.desc_of(key).info().interfaces.has(Interfaces::COMPARABLE);
    if key.is_nil() || comparable || num::is_number(key) {
        return Ok(());
    }
    let key = print::str_of(cx, key)?;
    let message = format!("Default comparator requires nil, Number, or Comparable: {key}");
    Err(throw(cx, ClassId::CLASS_CAST, message))
}

/// The map without `key`.
///
/// # Errors
/// Whatever comparing keys throws.
pub fn dissoc(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let TreeMap { root, comparator, meta, .. } = this(map);
    let new = remove(cx, *root, *comparator, key)?;
    if new == *root { Ok(map) } else { make(cx, new, *comparator, *meta) }
}

fn at_key(cx: &mut Mutator, map: Value, key: Value) -> Result {
    Ok(find_pair(cx, map, key)?.map_or(Value::ABSENT, |(_, val)| val))
}

fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
    match find_pair(cx, map, key)? {
        Some((key, val)) => entry::new(cx, key, val),
        None => Ok(Value::NIL),
    }
}

fn count(_cx: &mut Mutator, map: Value) -> Result<usize> {
    Ok(size(this(map).root) as usize)
}

fn emptied(cx: &mut Mutator, map: Value) -> Result {
    let TreeMap { comparator, meta, .. } = this(map);
    make(cx, Value::NIL, *comparator, *meta)
}

fn seq(cx: &mut Mutator, map: Value) -> Result {
    sorted_seq::whole(cx, this(map).root, Direction::Ascending)
}

fn rseq(cx: &mut Mutator, map: Value) -> Result {
    sorted_seq::whole(cx, this(map).root, Direction::Descending)
}

/// Walks a tree in order; the depth is logarithmic, so the recursion is bounded.
pub(crate) fn visit(
    cx: &mut Mutator,
    tree: Value,
    body: &mut dyn FnMut(&mut Mutator, Value, Value) -> Result<seqs::Flow>,
) -> Result<seqs::Flow> {
    let mut at = tree;
    while let Some(here) = node(at) {
        if visit(cx, here.left, body)? == seqs::Flow::Stop
            || body(cx, here.key, here.val)? == seqs::Flow::Stop
        {
            return Ok(seqs::Flow::Stop);
        }
        at = here.right;
    }
    Ok(seqs::Flow::On)
}

fn hasheq(cx: &mut Mutator, map: Value) -> Result<i32> {
    cached_hash(cx, &this(map).hash, map, behaviour::hasheq)
}

fn meta(_cx: &mut Mutator, map: Value) -> Result {
    Ok(this(map).meta)
}

fn with_meta(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let TreeMap { root, comparator, .. } = this(map);
    make(cx, *root, *comparator, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::SORTED).and(Interfaces::REVERSIBLE),
    entry: invoke::map,
    equiv: Some(behaviour::equiv),
    equals: Some(behaviour::equals),
    hasheq: Some(hasheq),
    hash_code: Some(behaviour::hash_code),
    seq: Some(seq),
    rseq: Some(rseq),
    count: Some(count),
    conj: Some(behaviour::conj),
    empty: Some(emptied),
    lookup: Some(at_key),
    find: Some(find),
    assoc: Some(assoc),
    without: Some(dissoc),
    reduce: Some(behaviour::reduce),
    reduce_kv: Some(behaviour::reduce_kv),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..TypeInfo::new("clojure.lang.PersistentTreeMap", Layout::RefsThenRaw(3))
};
