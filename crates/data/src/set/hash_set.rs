//! Hash sets, their transients, and their builder.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour;
use crate::edit::{self, NOBODY};
use crate::map::entries::Entries;
use crate::map::hash_map::{self, HashMap, Parts};
use crate::map::keys;
use crate::map::node_write::Present;
use crate::map::transient::TransientHashMap;
use crate::seq::cached_hash;
use crate::{invoke, kind, known, map};

/// A persistent hash set.
#[repr(C)]
pub struct HashSet {
    header: Header,
    /// A hash map.
    map: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for HashSet {
    const KIND: Kind = kind::HASH_SET;
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let map = hash_map::empty(cx);
    let empty = make(cx, map, Value::NIL)?;
    cx.set_known(known::EMPTY_SET, empty);
    Ok(())
}

/// `#{}` without metadata.
#[inline(always)]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_SET)
}

fn make(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let header = Header::of::<HashSet>();
    cx.alloc(HashSet { header, map, meta, hash: AtomicU32::new(0), unused: 0 })
}

fn this<'a>(value: Value) -> &'a HashSet {
    value.cast().expect("the set's own behaviours are asked of sets")
}

/// The hash map behind a hash set.
#[inline(always)]
pub(crate) fn map_of(set: Value) -> Option<Value> {
    set.cast::<HashSet>().map(|set| set.map)
}

fn inner<'a>(value: Value) -> &'a HashMap {
    hash_map::this(this(value).map)
}

fn conj(cx: &mut Mutator, set: Value, item: Value) -> Result {
    let mut parts = Parts::of(inner(set));
    if !parts.insert(cx, item, item, Present::Keep, NOBODY)? {
        return Ok(set);
    }
    let map = hash_map::make(cx, parts, Value::NIL)?;
    make(cx, map, this(set).meta)
}

fn disj(cx: &mut Mutator, set: Value, item: Value) -> Result {
    let mut parts = Parts::of(inner(set));
    if !parts.remove(cx, item, NOBODY)? {
        return Ok(set);
    }
    let map = hash_map::make(cx, parts, Value::NIL)?;
    make(cx, map, this(set).meta)
}

fn at(cx: &mut Mutator, set: Value, item: Value) -> Result {
    let found = hash_map::find_pair(cx, inner(set), item)?;
    Ok(found.map_or(Value::ABSENT, |(item, _)| item))
}

fn seq(cx: &mut Mutator, set: Value) -> Result {
    keys::keys(cx, this(set).map)
}

fn count(_cx: &mut Mutator, set: Value) -> Result<usize> {
    Ok(inner(set).len())
}

fn emptied(cx: &mut Mutator, set: Value) -> Result {
    let empty = empty(cx);
    with_meta(cx, empty, this(set).meta)
}

fn hasheq(cx: &mut Mutator, set: Value) -> Result<i32> {
    cached_hash(cx, &this(set).hash, set, behaviour::hasheq)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, set: Value) -> Result {
    let mut acc = init;
    let Some(entries) = Entries::of(this(set).map) else { return Ok(acc) };
    for (item, _) in entries {
        acc = cx.invoke(f, &[acc, item])?;
        if map::behaviour::stop_at_reduced(&mut acc) == crate::seq::Flow::Stop {
            break;
        }
    }
    Ok(acc)
}

fn meta(_cx: &mut Mutator, set: Value) -> Result {
    Ok(this(set).meta)
}

fn with_meta(cx: &mut Mutator, set: Value, meta: Value) -> Result {
    if this(set).meta == meta { Ok(set) } else { make(cx, this(set).map, meta) }
}

fn as_transient(cx: &mut Mutator, set: Value) -> Result {
    let map = map::transient::of_hash_map(cx, this(set).map)?;
    cx.alloc(TransientHashSet { header: Header::of::<TransientHashSet>(), map })
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::EDITABLE),
    entry: invoke::set,
    equiv: Some(behaviour::equiv),
    hasheq: Some(hasheq),
    hash_code: Some(behaviour::hash_code),
    seq: Some(seq),
    count: Some(count),
    conj: Some(conj),
    empty: Some(emptied),
    lookup: Some(at),
    without: Some(disj),
    reduce: Some(reduce),
    meta: Some(meta),
    with_meta: Some(with_meta),
    as_transient: Some(as_transient),
    ..TypeInfo::new("clojure.lang.PersistentHashSet", Layout::RefsThenRaw(2))
};

/// A transient of a hash set.
#[repr(C)]
pub struct TransientHashSet {
    header: Header,
    /// A transient hash map.
    map: Value,
}

impl HeapType for TransientHashSet {
    const KIND: Kind = kind::TRANSIENT_HASH_SET;
}

impl TransientHashSet {
    fn map(set: Value) -> Value {
        let set: &TransientHashSet =
            set.cast().expect("a transient set's own behaviours are asked of such sets");
        set.map
    }

    fn conj(cx: &mut Mutator, set: Value, item: Value) -> Result {
        TransientHashMap::insert(cx, Self::map(set), item, item, Present::Keep)?;
        Ok(set)
    }

    fn disj(cx: &mut Mutator, set: Value, item: Value) -> Result {
        TransientHashMap::without(cx, Self::map(set), item)?;
        Ok(set)
    }

    fn persistent(cx: &mut Mutator, set: Value) -> Result {
        let map = TransientHashMap::persistent(cx, Self::map(set))?;
        make(cx, map, Value::NIL)
    }

    fn count(cx: &mut Mutator, set: Value) -> Result<usize> {
        TransientHashMap::count(cx, Self::map(set))
    }

    fn lookup(cx: &mut Mutator, set: Value, item: Value) -> Result {
        TransientHashMap::lookup(cx, Self::map(set), item)
    }
}

pub static TRANSIENT_TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::TRANSIENT
        .and(Interfaces::COUNTED)
        .and(Interfaces::SET)
        .and(Interfaces::IFN),
    entry: invoke::set,
    count: Some(TransientHashSet::count),
    lookup: Some(TransientHashSet::lookup),
    persistent: Some(TransientHashSet::persistent),
    transient_conj: Some(TransientHashSet::conj),
    transient_without: Some(TransientHashSet::disj),
    ..TypeInfo::new("clojure.lang.PersistentHashSet$TransientHashSet", Layout::AllRefs)
};

/// Makes a hash set element by element, from Rust. Lives on the stack.
pub struct Builder {
    parts: Parts,
    edit: u64,
}

impl Builder {
    /// # Errors
    /// None now; building may need room one day.
    pub fn new(cx: &mut Mutator) -> Result<Builder> {
        let parts = Parts::of(hash_map::this(hash_map::empty(cx)));
        Ok(Builder { parts, edit: edit::fresh() })
    }

    /// Puts an element in, unless it is there; says whether it is new.
    ///
    /// # Errors
    /// Whatever hashing or comparing elements throws.
    #[inline]
    pub fn insert(&mut self, cx: &mut Mutator, item: Value) -> Result<bool> {
        self.parts.insert(cx, item, item, Present::Keep, self.edit)
    }

    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn finish(self, cx: &mut Mutator) -> Result {
        if self.parts.count == 0 {
            return Ok(empty(cx));
        }
        let map = hash_map::make(cx, self.parts, Value::NIL)?;
        make(cx, map, Value::NIL)
    }
}
