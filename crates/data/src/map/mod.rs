//! Maps: small ones in insertion order, hash maps, sorted maps; their entries, keys and values.
//!
//! `array_map` and `shape` have the small maps, `hash_map`, `node` and `node_write` the hash maps,
//! `sorted` the sorted ones, `struct_map` those of structs, `transient` those that change in place.
//! `behaviour` has what all maps do alike. Functions of this file take any map.

pub mod array_behaviour;
pub mod array_map;
pub mod behaviour;
pub mod entries;
pub mod hash_map;
pub(crate) mod key;
pub mod keys;
pub(crate) mod node;
pub(crate) mod node_write;
pub mod seq;
pub mod shape;
pub mod sorted;
pub mod sorted_seq;
pub mod struct_map;
pub mod transient;

use heap::{Interfaces, Mutator, Result, Value};

pub use array_map::{empty, from_shape, shape_for_keys, shape_of, shape_slot, value_in_slot};
pub use entries::{Entries, for_each};
pub use shape::ShapeId;

use crate::{lookup, print, seq as seqs, throw};

/// `(map? value)`.
#[inline]
pub fn is_map(value: Value) -> bool {
    seqs::interfaces(value).has(Interfaces::MAP)
}

/// A map literal: a small map in this order, or a hash map when there are more than eight pairs.
///
/// # Errors
/// `IllegalArgumentException` when two keys are the same or the last key has no value.
pub fn from_pairs(cx: &mut Mutator, pairs: &[Value]) -> Result {
    refuse_odd(cx, pairs)?;
    if pairs.len() > 2 * array_map::MAX_PAIRS {
        let mut builder = hash_map::Builder::new(cx)?;
        for pair in pairs.chunks_exact(2) {
            if !builder.insert(cx, pair[0], pair[1])? {
                return Err(duplicate_key(cx, pair[0]));
            }
        }
        return builder.finish(cx, Value::NIL);
    }
    if let Some(map) = array_map::shaped_from_pairs(cx, pairs, Value::NIL)? {
        return Ok(map);
    }
    for at in (2..pairs.len()).step_by(2) {
        if find_key(cx, &pairs[..at], pairs[at])?.is_some() {
            return Err(duplicate_key(cx, pairs[at]));
        }
    }
    array_map::from_distinct(cx, pairs, Value::NIL)
}

/// `(array-map …)`: of any size, in order of first appearance; the last value of a key counts.
///
/// # Errors
/// `IllegalArgumentException` when the last key has no value.
pub fn array_map(cx: &mut Mutator, pairs: &[Value]) -> Result {
    refuse_odd(cx, pairs)?;
    let mut distinct = heap::RootVec::new(cx);
    for pair in pairs.chunks_exact(2) {
        match find_key(cx, &distinct, pair[0])? {
            Some(at) => distinct[at + 1] = pair[1],
            None => distinct.extend_from_slice(pair),
        }
    }
    array_map::from_distinct(cx, &distinct, Value::NIL)
}

/// `(hash-map …)`: the last value of a key counts.
///
/// # Errors
/// `IllegalArgumentException` when the last key has no value.
pub fn hash_map(cx: &mut Mutator, pairs: &[Value]) -> Result {
    refuse_odd(cx, pairs)?;
    if pairs.is_empty() {
        return Ok(empty(cx));
    }
    let pairs = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    hash_map::from_pairs(cx, pairs, Value::NIL)
}

fn refuse_odd(cx: &mut Mutator, pairs: &[Value]) -> Result<()> {
    match pairs.last() {
        Some(&last) if pairs.len() % 2 == 1 => {
            let key = print::str_of(cx, last)?;
            Err(throw::illegal_argument(cx, format!("No value supplied for key: {key}")))
        }
        Some(_) | None => Ok(()),
    }
}

/// Where `key` stands in an array of pairs.
fn find_key(cx: &mut Mutator, pairs: &[Value], key: Value) -> Result<Option<usize>> {
    for at in (0..pairs.len()).step_by(2) {
        if key::same(cx, pairs[at], key)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

#[cold]
pub(crate) fn duplicate_key(cx: &mut Mutator, key: Value) -> heap::Thrown {
    if key.is_nil() {
        return throw::illegal_argument(cx, "Duplicate key: null");
    }
    match print::str_of(cx, key) {
        Ok(key) => throw::illegal_argument(cx, format!("Duplicate key: {key}")),
        Err(thrown) => thrown,
    }
}

/// The value at `key`, or `default`.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
#[inline]
pub fn get(cx: &mut Mutator, map: Value, key: Value, default: Value) -> Result {
    lookup::get(cx, map, key, default)
}

/// Whether the map has `key`.
///
/// # Errors
/// As for `get`.
#[inline]
pub fn contains(cx: &mut Mutator, map: Value, key: Value) -> Result<bool> {
    Ok(!lookup::get(cx, map, key, Value::ABSENT)?.is_absent())
}

/// The entry at `key`, or nil.
///
/// # Errors
/// As for `get`.
#[inline]
pub fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
    lookup::find(cx, map, key)
}

/// The map with the pair in it; nil counts as the empty map.
///
/// # Errors
/// As for `get`.
#[inline]
pub fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
    lookup::assoc(cx, map, key, val)
}

/// The map without `key`.
///
/// # Errors
/// As for `get`.
#[inline]
pub fn dissoc(cx: &mut Mutator, map: Value, key: Value) -> Result {
    lookup::dissoc(cx, map, key)
}
