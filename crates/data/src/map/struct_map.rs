//! Struct maps: maps with a basis of keys that are always there, and any others.
//!
//! `create` makes a basis, which is an object of its own; a struct map holds it, the values of its
//! keys, and a map of the other keys.

use heap::{Header, HeapType, Kind, Layout, Mutator, Result, RootVec, TypeInfo, Value};

use super::behaviour;
use crate::class::ClassId;
use crate::vector::entry;
use crate::{invoke, kind, list, lookup, print, seq as seqs, throw, vector};

/// The keys that all maps of a struct have.
#[repr(C)]
pub struct Basis {
    header: Header,
    /// A vector of the keys, in order.
    keys: Value,
    /// A map from each key to its place.
    places: Value,
}

impl HeapType for Basis {
    const KIND: Kind = kind::STRUCT_BASIS;
}

/// A struct map.
#[repr(C)]
pub struct StructMap {
    header: Header,
    basis: Value,
    /// A vector of the values of the basis' keys.
    vals: Value,
    /// A map of the other keys.
    others: Value,
    meta: Value,
}

impl HeapType for StructMap {
    const KIND: Kind = kind::STRUCT_MAP;
}

/// `(create-struct & keys)`.
///
/// # Errors
/// `IllegalArgumentException` when there are no keys.
pub fn create(cx: &mut Mutator, keys: &[Value]) -> Result {
    if keys.is_empty() {
        return Err(throw::illegal_argument(cx, "Must supply keys"));
    }
    let mut places = super::empty(cx);
    for (place, &key) in keys.iter().enumerate() {
        places = super::assoc(cx, places, key, Value::small(place as i32))?;
    }
    let keys = vector::from_slice(cx, keys)?;
    cx.alloc(Basis { header: Header::of::<Basis>(), keys, places })
}

fn basis<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Basis> {
    match value.cast::<Basis>() {
        Some(basis) => Ok(basis),
        None => Err(throw::class_cast(cx, value, "clojure.lang.PersistentStructMap$Def")),
    }
}

impl Basis {
    /// The place of a key among the basis' keys.
    fn place(&self, cx: &mut Mutator, key: Value) -> Result<Option<i64>> {
        Ok(super::get(cx, self.places, key, Value::NIL)?.as_fixnum())
    }

    fn len(&self, cx: &mut Mutator) -> Result<usize> {
        seqs::count(cx, self.keys)
    }
}

fn make(cx: &mut Mutator, basis: Value, vals: Value, others: Value, meta: Value) -> Result {
    cx.alloc(StructMap { header: Header::of::<StructMap>(), basis, vals, others, meta })
}

/// `(struct basis & vals)`: values for the first keys, nil for the others.
///
/// # Errors
/// `IllegalArgumentException` when there are more values than keys.
pub fn from_vals(cx: &mut Mutator, of: Value, vals: &[Value]) -> Result {
    let length = basis(cx, of)?.len(cx)?;
    if vals.len() > length {
        return Err(throw::illegal_argument(cx, "Too many arguments to struct constructor"));
    }
    let mut all = RootVec::from_slice(cx, vals);
    while all.len() < length {
        all.push(Value::NIL);
    }
    let vals = vector::from_slice(cx, &all)?;
    let others = super::empty(cx);
    make(cx, of, vals, others, Value::NIL)
}

/// `(struct-map basis & inits)`: keys and values in turn.
///
/// # Errors
/// `IllegalArgumentException` when the last key has no value.
pub fn from_pairs(cx: &mut Mutator, of: Value, pairs: &[Value]) -> Result {
    let mut map = from_vals(cx, of, &[])?;
    for pair in pairs.chunks(2) {
        let &[key, val] = pair else {
            let shown = print::str_of(cx, pair[0])?;
            let message = format!("No value supplied for key: {shown}");
            return Err(throw::illegal_argument(cx, message));
        };
        map = assoc(cx, map, key, val)?;
    }
    Ok(map)
}

/// The place of a key in a basis.
///
/// # Errors
/// `IllegalArgumentException` when it is none of the basis' keys.
pub fn place(cx: &mut Mutator, of: Value, key: Value) -> Result<i64> {
    match basis(cx, of)?.place(cx, key)? {
        Some(place) => Ok(place),
        None => Err(throw::illegal_argument(cx, "Not a key of struct")),
    }
}

/// The value at a place of a struct map that has this basis.
///
/// # Errors
/// A `RuntimeException` when it has another; `ClassCastException` when it is no struct map.
pub fn val_at_place(cx: &mut Mutator, of: Value, map: Value, place: i64) -> Result {
    match map.cast::<StructMap>() {
        Some(found) if found.basis == of => lookup::nth(cx, found.vals, place),
        Some(_) => {
            let class = ClassId::named("java.lang.RuntimeException");
            Err(crate::throwable::throw(cx, class, "Accessor/struct mismatch"))
        }
        None if map.is_nil() => Err(throw::null_pointer_plain(cx)),
        None => Err(throw::class_cast(cx, map, "clojure.lang.PersistentStructMap")),
    }
}

fn this<'a>(value: Value) -> &'a StructMap {
    value.cast().expect("the map's own behaviours are asked of struct maps")
}

impl StructMap {
    fn place(&self, cx: &mut Mutator, key: Value) -> Result<Option<i64>> {
        basis(cx, self.basis)?.place(cx, key)
    }
}

fn at_key(cx: &mut Mutator, map: Value, key: Value) -> Result {
    match this(map).place(cx, key)? {
        Some(place) => lookup::nth(cx, this(map).vals, place),
        None => lookup::get(cx, this(map).others, key, Value::ABSENT),
    }
}

fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
    match at_key(cx, map, key)? {
        Value::ABSENT => Ok(Value::NIL),
        val => entry::new(cx, key, val),
    }
}

fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
    let StructMap { basis, vals, others, meta, .. } = *this(map);
    if let Some(place) = this(map).place(cx, key)? {
        let vals = lookup::assoc(cx, vals, Value::small(place as i32), val)?;
        return make(cx, basis, vals, others, meta);
    }
    let others = super::assoc(cx, others, key, val)?;
    make(cx, basis, vals, others, meta)
}

fn without(cx: &mut Mutator, map: Value, key: Value) -> Result {
    if this(map).place(cx, key)?.is_some() {
        return Err(throw::runtime(cx, "Can't remove struct key"));
    }
    let StructMap { basis, vals, others, meta, .. } = *this(map);
    let fewer = super::dissoc(cx, others, key)?;
    if fewer == others { Ok(map) } else { make(cx, basis, vals, fewer, meta) }
}

fn count(cx: &mut Mutator, map: Value) -> Result<usize> {
    Ok(seqs::count(cx, this(map).vals)? + seqs::count(cx, this(map).others)?)
}

fn seq(cx: &mut Mutator, map: Value) -> Result {
    let keys = basis(cx, this(map).basis)?.keys;
    let keys = seqs::to_rootvec(cx, keys)?;
    let vals = seqs::to_rootvec(cx, this(map).vals)?;
    let mut entries = RootVec::new(cx);
    for (&key, &val) in keys.iter().zip(vals.iter()) {
        let entry = entry::new(cx, key, val)?;
        entries.push(entry);
    }
    seqs::into_rootvec(cx, this(map).others, &mut entries)?;
    list::from_slice(cx, &entries)
}

/// The struct's own keys stay, without values.
fn emptied(cx: &mut Mutator, map: Value) -> Result {
    let empty = from_vals(cx, this(map).basis, &[])?;
    with_meta(cx, empty, this(map).meta)
}

fn with_meta(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let StructMap { basis, vals, others, .. } = *this(map);
    make(cx, basis, vals, others, meta)
}

pub static BASIS_TYPE: TypeInfo =
    TypeInfo::new("clojure.lang.PersistentStructMap$Def", Layout::AllRefs);

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES,
    entry: invoke::map,
    equiv: Some(behaviour::equiv),
    equals: Some(behaviour::equals),
    hasheq: Some(behaviour::hasheq),
    hash_code: Some(behaviour::hash_code),
    seq: Some(seq),
    count: Some(count),
    conj: Some(behaviour::conj),
    empty: Some(emptied),
    lookup: Some(at_key),
    find: Some(find),
    assoc: Some(assoc),
    without: Some(without),
    reduce: Some(behaviour::reduce),
    reduce_kv: Some(behaviour::reduce_kv),
    meta: Some(|_, map| Ok(this(map).meta)),
    with_meta: Some(with_meta),
    ..TypeInfo::new("clojure.lang.PersistentStructMap", Layout::AllRefs)
};
