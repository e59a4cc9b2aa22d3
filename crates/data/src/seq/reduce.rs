//! `reduce` and `reduce-kv`: by the way of the collection's own type where it has one.

use heap::{Mutator, Result, Value, look};

use super::taken;
use super::walk::Walk;
use crate::{hooks, kind, lookup, reduced};

/// `(reduce f init coll)`.
///
/// # Errors
/// As for `seq::seq`, and whatever `f` throws.
pub fn reduce(cx: &mut Mutator, f: Value, init: Value, coll: Value) -> Result {
    reduce_in(cx, f, init, &mut { coll })
}

/// `(reduce f init coll)`, of a collection that stands in `coll` alone.
///
/// # Errors
/// As for `reduce`.
pub fn reduce_in(cx: &mut Mutator, f: Value, init: Value, coll: &mut Value) -> Result {
    match way_of(coll) {
        Way::Own(reduce) => reduce(cx, f, init, taken(coll)),
        Way::Instance => of_instance(cx, f, Some(init), *coll),
        Way::Walk => by_walking(cx, f, init, &mut Walk::taking(coll)),
    }
}

/// How a collection is reduced.
enum Way {
    Own(fn(&mut Mutator, Value, Value, Value) -> Result),
    /// As `of_instance` does it.
    Instance,
    Walk,
}

#[inline(never)]
fn way_of(coll: &Value) -> Way {
    let coll = look(coll);
    match coll.desc().and_then(|desc| desc.info().reduce) {
        Some(reduce) => Way::Own(reduce),
        None if coll.kind() == kind::INSTANCE => Way::Instance,
        None => Way::Walk,
    }
}

#[inline(never)]
fn is_instance(coll: &Value) -> bool {
    look(coll).kind() == kind::INSTANCE
}

/// `(reduce f coll)`, of a collection that stands in `coll` alone: the first element is where it
/// begins; `(f)` when there is none.
///
/// # Errors
/// As for `reduce`.
pub fn reduce_first(cx: &mut Mutator, f: Value, coll: &mut Value) -> Result {
    if is_instance(coll) {
        return of_instance(cx, f, None, *coll);
    }
    let mut walk = Walk::taking(coll);
    match walk.next(cx)? {
        Some(first) => by_walking(cx, f, first, &mut walk),
        None => cx.invoke(f, &[]),
    }
}

/// Types that programs make may have been given a way of their own.
#[cold]
fn of_instance(cx: &mut Mutator, f: Value, init: Option<Value>, coll: Value) -> Result {
    if let Some(coll_reduce) = hooks::get(cx).coll_reduce
        && let Some(answer) = coll_reduce(cx, f, init, coll)?
    {
        return Ok(answer);
    }
    let mut walk = Walk::new(coll);
    let init = match init {
        Some(init) => init,
        None => match walk.next(cx)? {
            Some(first) => first,
            None => return cx.invoke(f, &[]),
        },
    };
    by_walking(cx, f, init, &mut walk)
}

/// The place is changed where it stands: a copy of it would hold the head of the seq.
#[inline(never)]
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
    if coll.kind() == kind::INSTANCE
        && let Some(kv_reduce) = hooks::get(cx).kv_reduce
        && let Some(answer) = kv_reduce(cx, f, init, coll)?
    {
        return Ok(answer);
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
