//! Hash maps: a trie for the keys that have a hash, and a place of its own for the key nil.
//!
//! The key nil comes first, as on the JVM; the order of the others is the trie's.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::node::{self, HEAD, head};
use super::node_write::{self, Insertion, Left, Present};
use super::{behaviour, key, seq, transient};
use crate::edit::{self, NOBODY};
use crate::seq::cached_hash;
use crate::vector::entry;
use crate::{invoke, kind, known};

/// A persistent hash map.
#[repr(C)]
pub struct HashMap {
    header: Header,
    root: Value,
    /// The value at the key nil, or `ABSENT`.
    at_nil: Value,
    meta: Value,
    count: u32,
    hash: AtomicU32,
}

impl HeapType for HashMap {
    const KIND: Kind = kind::HASH_MAP;
}

impl HashMap {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    #[inline(always)]
    pub(crate) fn root(&self) -> Value {
        self.root
    }

    #[inline(always)]
    pub(crate) fn at_nil(&self) -> Value {
        self.at_nil
    }
}

/// What a map consists of.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    pub root: Value,
    pub at_nil: Value,
    pub count: usize,
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let root = cx.alloc_refs(kind::BITMAP_NODE, &[head(0, 0), head(0, 0)])?;
    cx.set_known(known::EMPTY_NODE, root);
    let empty = make(cx, Parts { root, at_nil: Value::ABSENT, count: 0 }, Value::NIL)?;
    cx.set_known(known::EMPTY_HASH_MAP, empty);
    Ok(())
}

/// The empty hash map without metadata.
#[inline(always)]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_HASH_MAP)
}

#[inline(always)]
pub(crate) fn make(cx: &mut Mutator, parts: Parts, meta: Value) -> Result {
    let Parts { root, at_nil, count } = parts;
    let header = Header::of::<HashMap>();
    let hash = AtomicU32::new(0);
    cx.alloc(HashMap { header, root, at_nil, meta, count: count as u32, hash })
}

pub(crate) fn this<'a>(value: Value) -> &'a HashMap {
    value.cast().expect("the hash map's own behaviours are asked of hash maps")
}

impl Parts {
    pub(crate) fn of(map: &HashMap) -> Parts {
        Parts { root: map.root, at_nil: map.at_nil, count: map.len() }
    }

    /// Puts a pair in; says whether the key is new.
    #[inline]
    pub(crate) fn insert(
        &mut self,
        cx: &mut Mutator,
        key: Value,
        val: Value,
        present: Present,
        edit: u64,
    ) -> Result<bool> {
        if key.is_nil() {
            let added = self.at_nil.is_absent();
            if added || present == Present::Replace {
                self.at_nil = val;
            }
            self.count += usize::from(added);
            return Ok(added);
        }
        let hash = key::hash(cx, key)?;
        let mut ins = Insertion { hash, key, val, present, edit, added: false };
        self.root = node_write::insert(cx, self.root, 0, &mut ins)?;
        self.count += usize::from(ins.added);
        Ok(ins.added)
    }

    /// Takes a key out; says whether it was there.
    pub(crate) fn remove(&mut self, cx: &mut Mutator, key: Value, edit: u64) -> Result<bool> {
        if key.is_nil() {
            let there = !self.at_nil.is_absent();
            self.at_nil = Value::ABSENT;
            self.count -= usize::from(there);
            return Ok(there);
        }
        let hash = key::hash(cx, key)?;
        self.root = match node_write::remove(cx, self.root, 0, hash, key, edit)? {
            Left::Same => return Ok(false),
            Left::Node(root) => root,
            Left::Pair(key, val) => {
                let hash = key::hash(cx, key)?;
                let words = [head(node::bit(hash, 0), 0), head(0, 0), key, val];
                debug_assert_eq!(words.len(), HEAD + 2);
                cx.alloc_refs(kind::BITMAP_NODE, &words)?
            }
            Left::Nothing => cx.known(known::EMPTY_NODE),
        };
        self.count -= 1;
        Ok(true)
    }

    /// The pair at a key.
    #[inline]
    pub(crate) fn find(&self, cx: &mut Mutator, key: Value) -> Result<Option<(Value, Value)>> {
        find_in(cx, self.root, self.at_nil, key)
    }
}

#[inline(always)]
fn find_in(
    cx: &mut Mutator,
    root: Value,
    at_nil: Value,
    key: Value,
) -> Result<Option<(Value, Value)>> {
    if key.is_nil() {
        return Ok((!at_nil.is_absent()).then_some((key, at_nil)));
    }
    let hash = key::hash(cx, key)?;
    Ok(node::find(cx, root, hash, key)?.map(|found| (*found.key, *found.val)))
}

/// The map with the pair in it.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
pub fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
    let old = this(map);
    let mut parts = Parts::of(old);
    parts.insert(cx, key, val, Present::Replace, NOBODY)?;
    if parts.root == old.root && parts.at_nil == old.at_nil {
        return Ok(map);
    }
    make(cx, parts, old.meta)
}

/// The map without `key`.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
pub fn dissoc(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let old = this(map);
    let mut parts = Parts::of(old);
    if parts.remove(cx, key, NOBODY)? { make(cx, parts, old.meta) } else { Ok(map) }
}

/// A hash map of pairs; the last value of a key counts.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
pub fn from_pairs(
    cx: &mut Mutator,
    pairs: impl Iterator<Item = (Value, Value)>,
    meta: Value,
) -> Result {
    let mut builder = Builder::new(cx)?;
    for (key, val) in pairs {
        builder.insert(cx, key, val)?;
    }
    builder.finish(cx, meta)
}

/// Makes a hash map pair by pair, from Rust. Lives on the stack.
pub struct Builder {
    parts: Parts,
    edit: u64,
}

impl Builder {
    /// # Errors
    /// None now; building may need room one day.
    pub fn new(cx: &mut Mutator) -> Result<Builder> {
        let root = cx.known(known::EMPTY_NODE);
        let parts = Parts { root, at_nil: Value::ABSENT, count: 0 };
        Ok(Builder { parts, edit: edit::fresh() })
    }

    /// Puts a pair in, replacing the value when the key is there; says whether the key is new.
    ///
    /// # Errors
    /// Whatever hashing or comparing keys throws.
    #[inline]
    pub fn insert(&mut self, cx: &mut Mutator, key: Value, val: Value) -> Result<bool> {
        self.parts.insert(cx, key, val, Present::Replace, self.edit)
    }

    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn finish(self, cx: &mut Mutator, meta: Value) -> Result {
        make(cx, self.parts, meta)
    }
}

/// The pair at a key.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
#[inline]
pub(crate) fn find_pair(
    cx: &mut Mutator,
    map: &HashMap,
    key: Value,
) -> Result<Option<(Value, Value)>> {
    find_in(cx, map.root, map.at_nil, key)
}

fn at_key(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let found = find_pair(cx, this(map), key)?;
    Ok(found.map_or(Value::ABSENT, |(_, val)| val))
}

fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
    match find_pair(cx, this(map), key)? {
        Some((key, val)) => entry::new(cx, key, val),
        None => Ok(Value::NIL),
    }
}

fn count(_cx: &mut Mutator, map: Value) -> Result<usize> {
    Ok(this(map).len())
}

fn emptied(cx: &mut Mutator, map: Value) -> Result {
    let empty = empty(cx);
    with_meta(cx, empty, this(map).meta)
}

fn hasheq(cx: &mut Mutator, map: Value) -> Result<i32> {
    cached_hash(cx, &this(map).hash, map, behaviour::hasheq)
}

fn meta(_cx: &mut Mutator, map: Value) -> Result {
    Ok(this(map).meta)
}

/// The same pairs under other metadata.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn with_meta(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let old = this(map);
    if old.meta == meta { Ok(map) } else { make(cx, Parts::of(old), meta) }
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::EDITABLE),
    entry: invoke::map,
    equiv: Some(behaviour::equiv),
    equals: Some(behaviour::equals),
    hasheq: Some(hasheq),
    hash_code: Some(behaviour::hash_code),
    seq: Some(seq::of_hash_map),
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
    as_transient: Some(transient::of_hash_map),
    ..TypeInfo::new("clojure.lang.PersistentHashMap", Layout::RefsThenRaw(3))
};
