//! What all maps do alike: equality, hashes, `conj`, reducing.

use heap::{Interfaces, Mutator, Result, Value};

use super::entries::{Entries, for_each};
use crate::seq::{self as seqs, Flow, Walk};
use crate::vector::entry::{self, MapEntry};
use crate::{equiv, foreign, hash, lookup, reduced, throw};

/// What every map of this crate promises.
pub(crate) const INTERFACES: Interfaces = Interfaces::SEQABLE
    .and(Interfaces::COLL)
    .and(Interfaces::COUNTED)
    .and(Interfaces::LOOKUP)
    .and(Interfaces::ASSOCIATIVE)
    .and(Interfaces::MAP)
    .and(Interfaces::IFN)
    .and(Interfaces::OBJ)
    .and(Interfaces::META)
    .and(Interfaces::KV_REDUCIBLE);

/// Clojure's `=`, with a map on the left. A record is equal to records only.
pub fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if !foreign::is_equivalent_map(cx, b)? {
        return Ok(false);
    }
    same_pairs(cx, a, b, equiv::equiv)
}

/// Java's `.equals`, with a map on the left.
pub fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if !foreign::is_map(cx, b)? {
        return Ok(false);
    }
    same_pairs(cx, a, b, equiv::equals)
}

fn same_pairs(
    cx: &mut Mutator,
    a: Value,
    b: Value,
    same: fn(&mut Mutator, Value, Value) -> Result<bool>,
) -> Result<bool> {
    cx.enter_native()?;
    if seqs::count(cx, a)? != seqs::count(cx, b)? {
        return Ok(false);
    }
    let mut all = true;
    for_each(cx, a, |cx, key, val| {
        let other = lookup::get(cx, b, key, Value::ABSENT)?;
        all = !other.is_absent() && (val == other || same(cx, val, other)?);
        Ok(if all { Flow::On } else { Flow::Stop })
    })?;
    Ok(all)
}

/// Clojure's `hash` of a map.
pub fn hasheq(cx: &mut Mutator, map: Value) -> Result<i32> {
    cx.enter_native()?;
    let (mut sum, mut count) = (0i32, 0usize);
    for_each(cx, map, |cx, key, val| {
        let (key, val) = (hash::hasheq(cx, key)?, hash::hasheq(cx, val)?);
        // An entry's hash is that of a vector of two.
        let pair = 31i32.wrapping_add(key).wrapping_mul(31).wrapping_add(val);
        sum = sum.wrapping_add(hash::mix_collection(pair, 2));
        count += 1;
        Ok(Flow::On)
    })?;
    Ok(hash::mix_collection(sum, count))
}

/// Java's `.hashCode` of a map.
pub fn hash_code(cx: &mut Mutator, map: Value) -> Result<i32> {
    cx.enter_native()?;
    let mut sum = 0i32;
    for_each(cx, map, |cx, key, val| {
        let (key, val) = (hash::hash_code(cx, key)?, hash::hash_code(cx, val)?);
        sum = sum.wrapping_add(key ^ val);
        Ok(Flow::On)
    })?;
    Ok(sum)
}

/// The pair that `conj` adds to a map when it is given an entry or a vector of two; `None` when it
/// is given something else, whose elements are entries.
pub(crate) fn conj_pair(cx: &mut Mutator, item: Value) -> Result<Option<(Value, Value)>> {
    if let Some(entry) = item.cast::<MapEntry>() {
        return Ok(Some((entry.key, entry.val)));
    }
    let interfaces = seqs::interfaces(item);
    if interfaces.has(Interfaces::MAP_ENTRY) {
        return entry::parts(cx, item).map(Some);
    }
    if !interfaces.has(Interfaces::VECTOR) {
        return Ok(None);
    }
    if seqs::count(cx, item)? != 2 {
        return Err(throw::illegal_argument(cx, "Vector arg to map conj must be a pair"));
    }
    Ok(Some((lookup::nth(cx, item, 0)?, lookup::nth(cx, item, 1)?)))
}

/// The behaviour `conj` of maps: an entry, a vector of two, or a seqable of entries.
pub fn conj(cx: &mut Mutator, map: Value, item: Value) -> Result {
    if let Some((key, val)) = conj_pair(cx, item)? {
        return lookup::assoc(cx, map, key, val);
    }
    let mut map = map;
    if let Some(entries) = Entries::of(item) {
        for (key, val) in entries {
            map = lookup::assoc(cx, map, key, val)?;
        }
        return Ok(map);
    }
    let mut walk = Walk::new(item);
    while let Some(item) = walk.next(cx)? {
        let (key, val) = lookup::entry_parts(cx, item)?;
        map = lookup::assoc(cx, map, key, val)?;
    }
    Ok(map)
}

/// The behaviour `reduce` of maps: over the entries.
pub(crate) fn reduce(cx: &mut Mutator, f: Value, init: Value, map: Value) -> Result {
    let mut acc = init;
    for_each(cx, map, |cx, key, val| {
        let entry = entry::new(cx, key, val)?;
        acc = cx.invoke(f, &[acc, entry])?;
        Ok(stop_at_reduced(&mut acc))
    })?;
    Ok(acc)
}

/// The behaviour `reduce_kv` of maps.
pub(crate) fn reduce_kv(cx: &mut Mutator, f: Value, init: Value, map: Value) -> Result {
    let mut acc = init;
    for_each(cx, map, |cx, key, val| {
        acc = cx.invoke(f, &[acc, key, val])?;
        Ok(stop_at_reduced(&mut acc))
    })?;
    Ok(acc)
}

/// Unwraps a `Reduced` and says `Stop` then.
pub(crate) fn stop_at_reduced(acc: &mut Value) -> Flow {
    match reduced::unwrap(*acc) {
        Some(done) => {
            *acc = done;
            Flow::Stop
        }
        None => Flow::On,
    }
}
