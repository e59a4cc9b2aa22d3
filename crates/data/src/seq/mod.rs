//! Sequences: what every collection can be walked as, whatever it is.
//!
//! Each function here asks the type of its argument (`TypeInfo`) and falls back on what follows from
//! `seq`, `first` and `next`. Knows no type in particular, except that vectors are everywhere.

pub mod chunk;
pub mod cycle;
pub mod drop;
pub mod iterate;
pub mod lazy;
pub mod long_range;
pub mod range;
pub mod reduce;
pub mod repeat;
pub(crate) mod sequential;
pub mod string;
mod walk;

use core::sync::atomic::{AtomicU32, Ordering};

use heap::{Interfaces, Layout, Mutator, Result, RootVec, TypeInfo, Value, look};

pub use crate::lookup::{conj, empty, nth, nth_or};
pub use reduce::{reduce, reduce_first, reduce_kv};
pub use walk::{Flow, Walk, for_each};

use crate::vector::Vector;
use crate::{class, cons, list, throw};

/// What every seq promises.
pub const SEQ_INTERFACES: Interfaces =
    Interfaces::SEQABLE.and(Interfaces::SEQ).and(Interfaces::SEQUENTIAL).and(Interfaces::COLL);

/// A type table filled with what all seqs do alike; `first`, `next` and `rest` are still to come.
pub const fn type_info(class_name: &'static str, layout: Layout) -> TypeInfo {
    TypeInfo {
        interfaces: SEQ_INTERFACES,
        equiv: Some(sequential::equiv),
        equals: Some(sequential::equals),
        hasheq: Some(sequential::hasheq),
        hash_code: Some(sequential::hash_code),
        seq: Some(itself),
        conj: Some(conj_before),
        empty: Some(empty_list),
        ..TypeInfo::new(class_name, layout)
    }
}

/// The behaviour `seq` of what is a seq with at least one element.
pub fn itself(_cx: &mut Mutator, seq: Value) -> Result {
    Ok(seq)
}

/// The behaviour `conj` of seqs.
pub fn conj_before(cx: &mut Mutator, seq: Value, item: Value) -> Result {
    cons::new(cx, item, seq)
}

/// The behaviour `empty` of seqs.
pub fn empty_list(cx: &mut Mutator, _seq: Value) -> Result {
    Ok(list::empty(cx))
}

/// `rest` for types that have only `next`.
pub fn rest_of_next(cx: &mut Mutator, next: Value) -> Value {
    if next.is_nil() { list::empty(cx) } else { next }
}

/// The hash that stands in `cache`, or else the one that `compute` finds, which is put there.
#[inline]
pub(crate) fn cached_hash(
    cx: &mut Mutator,
    cache: &AtomicU32,
    value: Value,
    compute: fn(&mut Mutator, Value) -> Result<i32>,
) -> Result<i32> {
    let known = cache.load(Ordering::Relaxed);
    if known != 0 {
        return Ok(known as i32);
    }
    let hash = compute(cx, value)?;
    cache.store(hash as u32, Ordering::Relaxed);
    Ok(hash)
}

/// A seq with at least one element, or nil.
///
/// # Errors
/// `IllegalArgumentException` when `coll` cannot be walked; whatever realising its first element throws.
#[inline]
pub fn seq(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc() {
        Some(desc) => match desc.info().seq {
            Some(seq) => seq(cx, coll),
            None => Err(no_seq(cx, coll)),
        },
        None if coll.is_nil() => Ok(Value::NIL),
        None => Err(no_seq(cx, coll)),
    }
}

/// True when `seq` takes the value.
pub fn is_seqable(value: Value) -> bool {
    value.is_nil() || value.desc().is_some_and(|desc| desc.info().seq.is_some())
}

#[cold]
fn no_seq(cx: &mut Mutator, coll: Value) -> heap::Thrown {
    let message = format!("Don't know how to create ISeq from: {}", class::class_name_of(cx, coll));
    throw::illegal_argument(cx, message)
}

/// The first element; nil when there is none.
///
/// # Errors
/// As for `seq`.
#[inline]
pub fn first(cx: &mut Mutator, coll: Value) -> Result {
    if let Some(first) = coll.desc().and_then(|desc| desc.info().first) {
        return first(cx, coll);
    }
    if let Some(vector) = coll.cast::<Vector>() {
        return Ok(vector.get(0).unwrap_or(Value::NIL));
    }
    let seq = seq(cx, coll)?;
    match seq.desc().and_then(|desc| desc.info().first) {
        Some(first) => first(cx, seq),
        None => Ok(Value::NIL),
    }
}

/// The seq after the first element; nil when there is none.
///
/// # Errors
/// As for `seq`.
#[inline]
pub fn next(cx: &mut Mutator, coll: Value) -> Result {
    if let Some(next) = coll.desc().and_then(|desc| desc.info().next) {
        return next(cx, coll);
    }
    let seq = seq(cx, coll)?;
    match seq.desc().and_then(|desc| desc.info().next) {
        Some(next) => next(cx, seq),
        None => Ok(Value::NIL),
    }
}

/// What follows the first element, not looked at yet; `()` when there is none.
///
/// # Errors
/// As for `seq`.
#[inline]
pub fn rest(cx: &mut Mutator, coll: Value) -> Result {
    if let Some(rest) = coll.desc().and_then(|desc| desc.info().rest) {
        return rest(cx, coll);
    }
    let seq = seq(cx, coll)?;
    match seq.desc().and_then(|desc| desc.info().rest) {
        Some(rest) => rest(cx, seq),
        None => Ok(list::empty(cx)),
    }
}

/// The second element; nil when there is none.
///
/// # Errors
/// As for `seq`.
pub fn second(cx: &mut Mutator, coll: Value) -> Result {
    let next = next(cx, coll)?;
    first(cx, next)
}

/// `(cons item coll)`.
///
/// # Errors
/// `IllegalArgumentException` when `coll` cannot be walked.
pub fn cons(cx: &mut Mutator, item: Value, coll: Value) -> Result {
    if coll.is_nil() {
        list::single(cx, item)
    } else if is_seq(coll) {
        cons::new(cx, item, coll)
    } else {
        let seq = seq(cx, coll)?;
        cons::new(cx, item, seq)
    }
}

/// What the type of `value` promises; immediates promise nothing that matters here.
#[inline(always)]
pub fn interfaces(value: Value) -> Interfaces {
    match value.desc() {
        Some(desc) => desc.info().interfaces,
        None => Interfaces::NONE,
    }
}

/// `(seq? value)`.
#[inline]
pub fn is_seq(value: Value) -> bool {
    interfaces(value).has(Interfaces::SEQ)
}

/// `(sequential? value)`.
#[inline]
pub fn is_sequential(value: Value) -> bool {
    interfaces(value).has(Interfaces::SEQUENTIAL)
}

/// `(counted? value)`.
#[inline]
pub fn is_counted(value: Value) -> bool {
    interfaces(value).has(Interfaces::COUNTED)
}

/// `(realized? seq)` of the seqs that are pending; `None` for everything else.
pub fn is_realized(value: Value) -> Option<bool> {
    if let Some(lazy) = value.cast::<lazy::LazySeq>() {
        Some(lazy.is_realized())
    } else if let Some(iterate) = value.cast::<iterate::Iterate>() {
        Some(iterate.is_realized())
    } else {
        value.cast::<cycle::Cycle>().map(cycle::Cycle::is_realized)
    }
}

/// How many elements there are; walks what does not know.
///
/// # Errors
/// `UnsupportedOperationException` when `coll` cannot be counted; whatever realising elements throws.
#[inline]
pub fn count(cx: &mut Mutator, coll: Value) -> Result<usize> {
    count_in(cx, &mut { coll })
}

/// `count` of a collection that stands in `at` alone.
///
/// # Errors
/// As for `count`.
pub fn count_in(cx: &mut Mutator, at: &mut Value) -> Result<usize> {
    match own_count(at) {
        Some(count) => count(cx, taken(at)),
        None => count_by_walking(cx, at),
    }
}

#[inline(never)]
fn own_count(coll: &Value) -> Option<fn(&mut Mutator, Value) -> Result<usize>> {
    look(coll).desc().and_then(|desc| desc.info().count)
}

/// The name of a value's class without its package, as some messages have it.
pub(crate) fn simple_class_name(cx: &mut Mutator, value: Value) -> String {
    let name = class::class_name_of(cx, value);
    // A class of the host that lies inside of another has a name of its own there; the classes of
    // functions only look as if they did.
    let is_hosts = name.starts_with("clojure.lang.") || name.starts_with("java.");
    let separators: &[char] = if is_hosts { &['.', '$'] } else { &['.'] };
    name.rsplit(separators).next().unwrap_or_default().to_owned()
}

#[inline(never)]
fn count_by_walking(cx: &mut Mutator, at: &mut Value) -> Result<usize> {
    check_countable(cx, at)?;
    let mut seen = 0usize;
    to_seq(cx, at)?;
    while !at.is_nil() {
        if let Some(count) = own_count(at) {
            return Ok(seen + count(cx, taken(at))?);
        }
        seen += 1;
        to_next(cx, at)?;
    }
    Ok(seen)
}

#[inline(never)]
fn check_countable(cx: &mut Mutator, coll: &Value) -> Result<()> {
    let coll = look(coll);
    if coll.is_nil() || interfaces(coll).has(Interfaces::COLL) {
        return Ok(());
    }
    let name = simple_class_name(cx, coll);
    let message = format!("count not supported on this type: {name}");
    Err(throw::unsupported(cx, message))
}

/// Goes from a collection to its seq, in place.
///
/// For loops over what may be long. Native stacks are scanned conservatively, and a function keeps
/// what it has once loaded in a register or a slot that nobody clears. So what is walked stands in
/// one place in memory, is overwritten there, and no function that waits while the walk goes on
/// loads it: those that look at it (`own_count`) or take a step are never inlined, and done when
/// they return. A collection is handed on by its place, or as an argument and nothing else.
///
/// # Errors
/// As for `seq`.
#[inline(never)]
pub fn to_seq(cx: &mut Mutator, at: &mut Value) -> Result<()> {
    cx.step();
    *at = seq(cx, taken(at))?;
    Ok(())
}

/// Goes on to what follows, in place; see `to_seq`.
///
/// # Errors
/// As for `next`.
#[inline(never)]
pub fn to_next(cx: &mut Mutator, at: &mut Value) -> Result<()> {
    cx.step();
    *at = next(cx, taken(at))?;
    Ok(())
}

/// Takes the value out of its place, as an argument of who walks it.
#[inline(always)]
pub fn taken(place: &mut Value) -> Value {
    core::mem::replace(place, Value::NIL)
}

/// The last element of `coll`, which must not be held by whoever calls; nil when there is none.
///
/// # Errors
/// As for `seq`.
#[inline(never)]
pub fn last(cx: &mut Mutator, at: &mut Value) -> Result {
    to_seq(cx, at)?;
    loop {
        let before = *at;
        to_next(cx, at)?;
        if at.is_nil() {
            return first(cx, before);
        }
        cx.safepoint()?;
    }
}

/// Appends the elements of `coll` to `out`.
///
/// # Errors
/// As for `seq`; `OutOfMemoryError` when there are too many.
pub fn into_rootvec(cx: &mut Mutator, coll: Value, out: &mut RootVec) -> Result<()> {
    for_each(cx, coll, |cx, item| {
        out.try_push(cx, item)?;
        Ok(Flow::On)
    })
}

/// The elements of `coll`.
///
/// # Errors
/// As for `seq`.
pub fn to_rootvec(cx: &mut Mutator, coll: Value) -> Result<RootVec> {
    let mut out = RootVec::new(cx);
    into_rootvec(cx, coll, &mut out)?;
    Ok(out)
}
