//! Equality and hashes of what has an order: lists, vectors, seqs, queues.
//!
//! Two of them are equal when their elements are, one by one, whatever the types of both.

use heap::{Mutator, Result, Value, look, only_here};

use super::is_counted;
use super::walk::Walk;
use crate::{equiv, foreign, hash};

type Same = fn(&mut Mutator, Value, Value) -> Result<bool>;

/// Clojure's `=`, with a sequential on the left.
pub(crate) fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    same_elements(cx, a, b, equiv::equiv)
}

/// Java's `.equals`, with a sequential on the left.
pub(crate) fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    same_elements(cx, a, b, equiv::equals)
}

fn same_elements(cx: &mut Mutator, a: Value, b: Value, same: Same) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    let (mut a, mut b) = (a, b);
    only_here(&mut a);
    only_here(&mut b);
    if !foreign::is_sequential(cx, b)? {
        return Ok(false);
    }
    cx.enter_native()?;
    if are_counted(&a, &b) && super::count(cx, a)? != super::count(cx, b)? {
        return Ok(false);
    }
    let (mut left, mut right) = (Walk::taking(&mut a), Walk::taking(&mut b));
    loop {
        match (left.next(cx)?, right.next(cx)?) {
            (Some(x), Some(y)) if x == y || same(cx, x, y)? => {}
            (None, None) => return Ok(true),
            (Some(_), Some(_)) | (Some(_), None) | (None, Some(_)) => return Ok(false),
        }
    }
}

#[inline(never)]
fn are_counted(a: &Value, b: &Value) -> bool {
    is_counted(look(a)) && is_counted(look(b))
}

/// Clojure's `hash` of a sequential.
pub(crate) fn hasheq(cx: &mut Mutator, coll: Value) -> Result<i32> {
    let mut coll = coll;
    only_here(&mut coll);
    cx.enter_native()?;
    let (mut hash, mut count) = (1i32, 0usize);
    let mut walk = Walk::taking(&mut coll);
    while let Some(item) = walk.next(cx)? {
        hash = hash.wrapping_mul(31).wrapping_add(hash::hasheq(cx, item)?);
        count += 1;
    }
    Ok(hash::mix_collection(hash, count))
}

/// Java's `.hashCode` of a sequential.
pub(crate) fn hash_code(cx: &mut Mutator, coll: Value) -> Result<i32> {
    let mut coll = coll;
    only_here(&mut coll);
    cx.enter_native()?;
    let mut hash = 1i32;
    let mut walk = Walk::taking(&mut coll);
    while let Some(item) = walk.next(cx)? {
        hash = hash.wrapping_mul(31).wrapping_add(hash::hash_code(cx, item)?);
    }
    Ok(hash)
}
