//! Sets: a map from each element to itself.
//!
//! Functions of this file take any set; `hash_set` and `sorted` have the types.

pub mod behaviour;
pub mod hash_set;
pub mod sorted;

use heap::{Interfaces, Mutator, Result, Value};

pub use hash_set::{Builder, empty};

use crate::map::Entries;
use crate::{lookup, map, seq as seqs, throw};

/// `(set? value)`.
#[inline]
pub fn is_set(value: Value) -> bool {
    seqs::interfaces(value).has(Interfaces::SET)
}

/// The elements of a built-in set, as the keys of pairs.
#[inline]
pub(crate) fn entries(set: Value) -> Option<Entries> {
    Entries::of(hash_set::map_of(set).or_else(|| sorted::map_of(set))?)
}

/// A set literal.
///
/// # Errors
/// `IllegalArgumentException` when two elements are the same.
pub fn from_slice(cx: &mut Mutator, items: &[Value]) -> Result {
    let mut builder = Builder::new(cx)?;
    for &item in items {
        if !builder.insert(cx, item)? {
            return Err(map::duplicate_key(cx, item));
        }
    }
    builder.finish(cx)
}

/// `(hash-set …)` and `(set coll)`: elements may come more than once.
///
/// # Errors
/// As for `seq::seq`, and whatever hashing or comparing elements throws.
pub fn from_coll(cx: &mut Mutator, coll: Value) -> Result {
    let mut builder = Builder::new(cx)?;
    seqs::for_each(cx, coll, |cx, item| {
        builder.insert(cx, item)?;
        Ok(seqs::Flow::On)
    })?;
    builder.finish(cx)
}

/// Whether `item` is in the set.
///
/// # Errors
/// Whatever hashing or comparing elements throws.
#[inline]
pub fn contains(cx: &mut Mutator, set: Value, item: Value) -> Result<bool> {
    Ok(!lookup::get(cx, set, item, Value::ABSENT)?.is_absent())
}

/// `(disj set item)`.
///
/// # Errors
/// `ClassCastException` when it is no set.
pub fn disj(cx: &mut Mutator, set: Value, item: Value) -> Result {
    match set.desc().and_then(|desc| desc.info().without) {
        Some(without) if is_set(set) => without(cx, set, item),
        Some(_) | None if set.is_nil() => Ok(set),
        Some(_) | None => Err(throw::class_cast(cx, set, "clojure.lang.IPersistentSet")),
    }
}
