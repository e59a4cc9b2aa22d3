//! What all sets do alike: equality and hashes.

use heap::{Interfaces, Mutator, Result, Value};

use crate::seq::{self as seqs, Flow};
use crate::{foreign, hash};

/// What every set of this crate promises.
pub(crate) const INTERFACES: Interfaces = Interfaces::SEQABLE
    .and(Interfaces::COLL)
    .and(Interfaces::COUNTED)
    .and(Interfaces::SET)
    .and(Interfaces::IFN)
    .and(Interfaces::OBJ)
    .and(Interfaces::META);

/// `=` and `.equals` with a set on the left.
pub fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if !foreign::is_set(cx, b)? {
        return Ok(false);
    }
    cx.enter_native()?;
    if seqs::count(cx, a)? != seqs::count(cx, b)? {
        return Ok(false);
    }
    let mut all = true;
    seqs::for_each(cx, b, |cx, item| {
        all = super::contains(cx, a, item)?;
        Ok(if all { Flow::On } else { Flow::Stop })
    })?;
    Ok(all)
}

/// Clojure's `hash` of a set.
pub fn hasheq(cx: &mut Mutator, set: Value) -> Result<i32> {
    cx.enter_native()?;
    let (mut sum, mut count) = (0i32, 0usize);
    seqs::for_each(cx, set, |cx, item| {
        sum = sum.wrapping_add(hash::hasheq(cx, item)?);
        count += 1;
        Ok(Flow::On)
    })?;
    Ok(hash::mix_collection(sum, count))
}

/// Java's `.hashCode` of a set.
pub fn hash_code(cx: &mut Mutator, set: Value) -> Result<i32> {
    cx.enter_native()?;
    let mut sum = 0i32;
    seqs::for_each(cx, set, |cx, item| {
        sum = sum.wrapping_add(hash::hash_code(cx, item)?);
        Ok(Flow::On)
    })?;
    Ok(sum)
}
