//! Transient maps: an array of pairs that turns into a trie beyond eight, and a trie owned by a mark.

use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use heap::{Counted, Field, Header, HeapType, Interfaces, Kind, Layout};
use heap::{Mutator, Result, TypeInfo, Value};

use super::array_map::{self, MAX_PAIRS, View};
use super::hash_map::{self, Parts};
use super::node_write::Present;
use super::{behaviour, entries, key};
use crate::edit::{self, NOBODY};
use crate::seq::Flow;
use crate::vector::entry;
use crate::{invoke, kind, lookup, throw, transient};

/// A transient of an array map.
#[repr(C)]
pub struct TransientArrayMap {
    header: Header,
    /// Counted slots for pairs, twice the capacity.
    slots: Value,
    /// How many pairs there are.
    len: AtomicU32,
    /// 1 until it is made persistent.
    usable: AtomicU32,
}

impl HeapType for TransientArrayMap {
    const KIND: Kind = kind::TRANSIENT_ARRAY_MAP;
}

/// The slots of a transient array map.
#[repr(transparent)]
struct Slots(Counted);

impl HeapType for Slots {
    const KIND: Kind = kind::VECTOR_NODE;
}

/// A transient of a hash map.
#[repr(C)]
pub struct TransientHashMap {
    header: Header,
    root: Field,
    at_nil: Field,
    count: AtomicU32,
    unused: u32,
    /// The mark of its nodes; `NOBODY` once it has been made persistent.
    edit: AtomicU64,
}

impl HeapType for TransientHashMap {
    const KIND: Kind = kind::TRANSIENT_HASH_MAP;
}

/// `(transient array-map)`.
pub(crate) fn of_array_map(cx: &mut Mutator, map: Value) -> Result {
    let view = View::of(map).expect("callers pass array maps");
    let capacity = view.len().max(MAX_PAIRS);
    let slots = cx.alloc_counted(kind::VECTOR_NODE, 2 * capacity, 0, |slots, _| {
        for (slot, (key, val)) in slots.chunks_exact_mut(2).zip(view.pairs()) {
            slot[0] = key;
            slot[1] = val;
        }
    })?;
    cx.alloc(TransientArrayMap {
        header: Header::of::<TransientArrayMap>(),
        slots,
        len: AtomicU32::new(view.len() as u32),
        usable: AtomicU32::new(1),
    })
}

impl TransientArrayMap {
    /// The map and its slots, if it may still be used.
    fn this<'a>(cx: &mut Mutator, map: Value) -> Result<(&'a TransientArrayMap, &'a [Field])> {
        let this: &TransientArrayMap =
            map.cast().expect("a transient map's own behaviours are asked of such maps");
        if this.usable.load(Ordering::Relaxed) == 0 {
            return Err(throw::illegal_access(cx, transient::USED_AFTER_PERSISTENT));
        }
        let slots: &Slots = this.slots.cast().expect("made with the map");
        Ok((this, slots.0.fields()))
    }

    fn len(&self) -> usize {
        self.len.load(Ordering::Relaxed) as usize
    }

    fn index_of(&self, cx: &mut Mutator, fields: &[Field], key: Value) -> Result<Option<usize>> {
        for at in 0..self.len() {
            if key::same(cx, fields[2 * at].get(), key)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
        let (this, fields) = Self::this(cx, map)?;
        let len = this.len();
        match this.index_of(cx, fields, key)? {
            Some(at) => cx.store(this.slots, &fields[2 * at + 1], val),
            None if 2 * len < fields.len() => {
                cx.store(this.slots, &fields[2 * len], key);
                cx.store(this.slots, &fields[2 * len + 1], val);
                this.len.store(len as u32 + 1, Ordering::Relaxed);
            }
            None => return Self::grow(cx, fields, key, val),
        }
        Ok(map)
    }

    /// The transient hash map with one pair more than fits.
    fn grow(cx: &mut Mutator, fields: &[Field], key: Value, val: Value) -> Result {
        let edit = edit::fresh();
        let mut parts = Parts::of(hash_map::this(hash_map::empty(cx)));
        for pair in fields.chunks_exact(2) {
            parts.insert(cx, pair[0].get(), pair[1].get(), Present::Replace, edit)?;
        }
        parts.insert(cx, key, val, Present::Replace, edit)?;
        TransientHashMap::make(cx, parts, edit)
    }

    fn without(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, fields) = Self::this(cx, map)?;
        let Some(at) = this.index_of(cx, fields, key)? else { return Ok(map) };
        // As on the JVM, the last pair takes the place.
        let last = this.len() - 1;
        for half in 0..2 {
            let moved = fields[2 * last + half].get();
            cx.store(this.slots, &fields[2 * at + half], moved);
            cx.store(this.slots, &fields[2 * last + half], Value::NIL);
        }
        this.len.store(last as u32, Ordering::Relaxed);
        Ok(map)
    }

    fn persistent(cx: &mut Mutator, map: Value) -> Result {
        let (this, _) = Self::this(cx, map)?;
        this.usable.store(0, Ordering::Relaxed);
        let len = this.len();
        let slots: &Slots = this.slots.cast().expect("made with the map");
        array_map::from_distinct(cx, &slots.0.refs()[..2 * len], Value::NIL)
    }

    fn count(cx: &mut Mutator, map: Value) -> Result<usize> {
        Ok(Self::this(cx, map)?.0.len())
    }

    fn lookup(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, fields) = Self::this(cx, map)?;
        let found = this.index_of(cx, fields, key)?;
        Ok(found.map_or(Value::ABSENT, |at| fields[2 * at + 1].get()))
    }

    fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, fields) = Self::this(cx, map)?;
        match this.index_of(cx, fields, key)? {
            Some(at) => entry::new(cx, fields[2 * at].get(), fields[2 * at + 1].get()),
            None => Ok(Value::NIL),
        }
    }
}

/// `(transient hash-map)`.
pub(crate) fn of_hash_map(cx: &mut Mutator, map: Value) -> Result {
    let parts = Parts::of(hash_map::this(map));
    TransientHashMap::make(cx, parts, edit::fresh())
}

impl TransientHashMap {
    pub(crate) fn make(cx: &mut Mutator, parts: Parts, edit: u64) -> Result {
        cx.alloc(TransientHashMap {
            header: Header::of::<TransientHashMap>(),
            root: Field::new(parts.root),
            at_nil: Field::new(parts.at_nil),
            count: AtomicU32::new(parts.count as u32),
            unused: 0,
            edit: AtomicU64::new(edit),
        })
    }

    /// The map and its mark, if it may still be used.
    fn this<'a>(cx: &mut Mutator, map: Value) -> Result<(&'a TransientHashMap, u64)> {
        let this: &TransientHashMap =
            map.cast().expect("a transient map's own behaviours are asked of such maps");
        match this.edit.load(Ordering::Relaxed) {
            NOBODY => Err(throw::illegal_access(cx, transient::USED_AFTER_PERSISTENT)),
            edit => Ok((this, edit)),
        }
    }

    fn parts(&self) -> Parts {
        let count = self.count.load(Ordering::Relaxed) as usize;
        Parts { root: self.root.get(), at_nil: self.at_nil.get(), count }
    }

    fn set(&self, cx: &mut Mutator, own: Value, parts: Parts) {
        if parts.root != self.root.get() {
            cx.store(own, &self.root, parts.root);
        }
        cx.store(own, &self.at_nil, parts.at_nil);
        self.count.store(parts.count as u32, Ordering::Relaxed);
    }

    /// Puts a pair in; says whether the key is new.
    pub(crate) fn insert(
        cx: &mut Mutator,
        map: Value,
        key: Value,
        val: Value,
        present: Present,
    ) -> Result<bool> {
        let (this, edit) = Self::this(cx, map)?;
        let mut parts = this.parts();
        let added = parts.insert(cx, key, val, present, edit)?;
        this.set(cx, map, parts);
        Ok(added)
    }

    fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
        Self::insert(cx, map, key, val, Present::Replace)?;
        Ok(map)
    }

    pub(crate) fn without(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, edit) = Self::this(cx, map)?;
        let mut parts = this.parts();
        if parts.remove(cx, key, edit)? {
            this.set(cx, map, parts);
        }
        Ok(map)
    }

    pub(crate) fn persistent(cx: &mut Mutator, map: Value) -> Result {
        let (this, _) = Self::this(cx, map)?;
        this.edit.store(NOBODY, Ordering::Relaxed);
        hash_map::make(cx, this.parts(), Value::NIL)
    }

    pub(crate) fn count(cx: &mut Mutator, map: Value) -> Result<usize> {
        Ok(Self::this(cx, map)?.0.parts().count)
    }

    pub(crate) fn lookup(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, _) = Self::this(cx, map)?;
        Ok(this.parts().find(cx, key)?.map_or(Value::ABSENT, |(_, val)| val))
    }

    pub(crate) fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
        let (this, _) = Self::this(cx, map)?;
        match this.parts().find(cx, key)? {
            Some((key, val)) => entry::new(cx, key, val),
            None => Ok(Value::NIL),
        }
    }
}

/// `conj!` of maps: an entry, a vector of two, or a seqable of entries.
fn conj(cx: &mut Mutator, map: Value, item: Value) -> Result {
    if let Some((key, val)) = behaviour::conj_pair(cx, item)? {
        return transient::assoc(cx, map, key, val);
    }
    let mut map = map;
    if super::is_map(item) {
        entries::for_each(cx, item, |cx, key, val| {
            map = transient::assoc(cx, map, key, val)?;
            Ok(Flow::On)
        })?;
        return Ok(map);
    }
    crate::seq::for_each(cx, item, |cx, item| {
        let (key, val) = lookup::entry_parts(cx, item)?;
        map = transient::assoc(cx, map, key, val)?;
        Ok(Flow::On)
    })?;
    Ok(map)
}

const fn type_info(class_name: &'static str, layout: Layout) -> TypeInfo {
    TypeInfo {
        interfaces: Interfaces::TRANSIENT
            .and(Interfaces::COUNTED)
            .and(Interfaces::LOOKUP)
            .and(Interfaces::IFN),
        entry: invoke::map,
        transient_conj: Some(conj),
        ..TypeInfo::new(class_name, layout)
    }
}

pub static ARRAY_TYPE: TypeInfo = TypeInfo {
    count: Some(TransientArrayMap::count),
    lookup: Some(TransientArrayMap::lookup),
    find: Some(TransientArrayMap::find),
    persistent: Some(TransientArrayMap::persistent),
    transient_assoc: Some(TransientArrayMap::assoc),
    transient_without: Some(TransientArrayMap::without),
    ..type_info("clojure.lang.PersistentArrayMap$TransientArrayMap", Layout::RefsThenRaw(1))
};

pub static HASH_TYPE: TypeInfo = TypeInfo {
    count: Some(TransientHashMap::count),
    lookup: Some(TransientHashMap::lookup),
    find: Some(TransientHashMap::find),
    persistent: Some(TransientHashMap::persistent),
    transient_assoc: Some(TransientHashMap::assoc),
    transient_without: Some(TransientHashMap::without),
    ..type_info("clojure.lang.PersistentHashMap$TransientHashMap", Layout::RefsThenRaw(2))
};
