//! `reduce` and `reduce-kv`: by the way of the collection's own type where it has one.

use heap::{Mutator, Result, Value};

use super::walk::Walk;
use crate::{lookup, reduced};

/// `(reduce f init coll)`.
///
/// # Errors
/// As for `seq::seq`, and whatever `f` throws.
pub fn reduce(cx: &mut Mutator, f: Value, init: Value, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().reduce) {
        Some(reduce) => reduce(cx, f, init, coll),
        None => by_walking(cx, f, init, &mut Walk::new(coll)),
    }
}

/// `(reduce f coll)`: the first element is where it begins; `(f)` when there is none.
///
/// # Errors
/// As for `reduce`.
pub fn reduce_first(cx: &mut Mutator, f: Value, coll: Value) -> Result {
    let mut walk = Walk::new(coll);
    match walk.next(cx)? {
        Some(first) => by_walking(cx, f, first, &mut walk),
        None => cx.invoke(f, &[]),
    }
}

/// The place is changed where it stands: a copy of it would hold the head of the seq.
fn by_walking(cx: &mut Mutator, f: Value, init: Value, walk: &mut Walk) -> Result {
    let mut acc = init;
    while let Some(item) = walk.next(cx)? {
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

/// `(reduce-kv f init coll)`.
///
/// # Errors
/// `IllegalArgumentException` when `coll` has no keys; whatever `f` throws.
pub fn reduce_kv(cx: &mut Mutator, f: Value, init: Value, coll: Value) -> Result {
    if coll.is_nil() {
        return Ok(init);
    }
    if let Some(reduce_kv) = coll.desc().and_then(|desc| desc.info().reduce_kv) {
        return reduce_kv(cx, f, init, coll);
    }
    // What is no map may still be a seq of entries.
    let mut acc = init;
    let mut walk = Walk::new(coll);
    while let Some(entry) = walk.next(cx)? {
        let (key, val) = lookup::entry_parts(cx, entry)?;
        acc = cx.invoke(f, &[acc, key, val])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}
