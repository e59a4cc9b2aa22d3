//! Looking things up and changing collections, whatever they are, with the errors that Clojure has.

use heap::{Interfaces, Mutator, Result, Thrown, Value, look};

use crate::num::Number;
use crate::seq as seqs;
use crate::vector::Vector;
use crate::vector::entry::{self, MapEntry};
use crate::{class, kind, list, map, num, throw};

/// The index that a key is for vectors: any integer; `None` for other keys.
#[inline(always)]
pub fn index_key(cx: &mut Mutator, key: Value) -> Option<i64> {
    match key.as_fixnum() {
        Some(index) => Some(i64::from(index as i32)),
        None => index_key_slow(cx, key),
    }
}

/// Larger integers count too, cut to 32 bits as `intValue` cuts them. Shorts and bytes do not.
#[cold]
fn index_key_slow(cx: &mut Mutator, key: Value) -> Option<i64> {
    match num::view(key)? {
        Number::Long(_) | Number::Integer(_) | Number::BigInt | Number::BigInteger => {
            num::int_value(cx, key).ok().map(i64::from)
        }
        Number::Short(_)
        | Number::Byte(_)
        | Number::Double(_)
        | Number::Float(_)
        | Number::Ratio
        | Number::Decimal => None,
    }
}

/// The index that a key is for strings and arrays: any number, cut to an int; `None` for other keys.
#[inline]
pub(crate) fn number_key(cx: &mut Mutator, key: Value) -> Result<Option<i64>> {
    match key.as_fixnum() {
        Some(index) => Ok(Some(i64::from(index as i32))),
        None if num::is_number(key) => Ok(Some(i64::from(num::int_value(cx, key)?))),
        None => Ok(None),
    }
}

/// As `number_key`; what is no index at all is one that nothing has.
#[inline]
pub(crate) fn number_index(cx: &mut Mutator, key: Value) -> Result<usize> {
    let index = number_key(cx, key)?;
    Ok(index.and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX))
}

/// `(get coll key default)`. Anything may be asked; what has no keys has none of them.
///
/// # Errors
/// Whatever hashing or comparing keys throws.
#[inline]
pub fn get(cx: &mut Mutator, coll: Value, key: Value, default: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().lookup) {
        Some(lookup) => {
            let found = lookup(cx, coll, key)?;
            Ok(if found.is_absent() { default } else { found })
        }
        None => Ok(default),
    }
}

/// `(contains? coll key)`.
///
/// # Errors
/// `IllegalArgumentException` when `coll` has no keys.
pub fn contains(cx: &mut Mutator, coll: Value, key: Value) -> Result<bool> {
    if coll.is_nil() {
        return Ok(false);
    }
    let info = coll.desc().map(|desc| desc.info());
    let keyed = Interfaces(
        Interfaces::ASSOCIATIVE.0 | Interfaces::SET.0 | Interfaces::MAP.0 | Interfaces::TRANSIENT.0,
    );
    match info.and_then(|info| info.lookup.map(|lookup| (info, lookup))) {
        // Strings and arrays have indices, and nothing else is asked of them.
        Some((info, lookup)) if info.interfaces.0 & keyed.0 != 0 || num::is_number(key) => {
            Ok(!lookup(cx, coll, key)?.is_absent())
        }
        Some(_) | None => {
            // The maps and sets of the host find what they contain.
            if let Some(find) = info.and_then(|info| info.find)
                && matches!(coll.kind(), kind::JAVA_MAP | kind::JAVA_SET)
            {
                return Ok(!find(cx, coll, key)?.is_nil());
            }
            let name = class::class_name_of(cx, coll);
            let message = format!("contains? not supported on type: {name}");
            Err(throw::illegal_argument(cx, message))
        }
    }
}

/// `(find coll key)`.
///
/// # Errors
/// `IllegalArgumentException` when `coll` has no keys.
pub fn find(cx: &mut Mutator, coll: Value, key: Value) -> Result {
    if coll.is_nil() {
        return Ok(Value::NIL);
    }
    match coll.desc().and_then(|desc| desc.info().find) {
        Some(find) => find(cx, coll, key),
        None => {
            let name = class::class_name_of(cx, coll);
            let message = format!("find not supported on type: {name}");
            Err(throw::illegal_argument(cx, message))
        }
    }
}

/// `(nth coll index)`.
///
/// # Errors
/// `IndexOutOfBoundsException` (of strings and arrays, their own); `UnsupportedOperationException`
/// when `coll` has no order.
#[inline]
pub fn nth(cx: &mut Mutator, coll: Value, index: i64) -> Result {
    if let Some(vector) = coll.cast::<Vector>()
        && let Some(item) = vector.get(index as usize)
    {
        return Ok(item);
    }
    nth_in(cx, &mut { coll }, index)
}

/// `(nth coll index)`, of a collection that stands in `coll` alone.
///
/// # Errors
/// As for `nth`.
pub fn nth_in(cx: &mut Mutator, coll: &mut Value, index: i64) -> Result {
    if is_walked(coll) {
        // What is walked is not kept for the message.
        return match nth_by_walking(cx, coll, index, Value::ABSENT)? {
            Value::ABSENT => Err(throw::index_out_of_bounds(cx)),
            item => Ok(item),
        };
    }
    let coll = *coll;
    match nth_or(cx, coll, index, Value::ABSENT)? {
        Value::ABSENT => Err(nth_out_of_bounds(cx, coll, index)),
        item => Ok(item),
    }
}

/// True for what has an order and no `nth` of its own.
#[inline(never)]
fn is_walked(coll: &Value) -> bool {
    let info = look(coll).desc().map(|desc| desc.info());
    info.is_some_and(|info| info.nth.is_none() && info.interfaces.has(Interfaces::SEQUENTIAL))
}

#[cold]
fn nth_out_of_bounds(cx: &mut Mutator, coll: Value, index: i64) -> Thrown {
    match coll.kind() {
        kind::STRING => throw::string_index(cx, format!("String index out of range: {index}")),
        k if crate::array::is_array_kind(k) => crate::array::nth_out_of_bounds(cx),
        kind::ARRAY_CHUNK | kind::LONG_CHUNK => {
            let len = seqs::count(cx, coll).unwrap_or(0);
            throw::array_index(cx, index, len)
        }
        _ => throw::index_out_of_bounds(cx),
    }
}

/// `(nth coll index default)`.
///
/// # Errors
/// `UnsupportedOperationException` when `coll` has no order; whatever realising elements throws.
#[inline]
pub fn nth_or(cx: &mut Mutator, coll: Value, index: i64, default: Value) -> Result {
    nth_or_in(cx, &mut { coll }, index, default)
}

/// `(nth coll index default)`, of a collection that stands in `coll` alone.
///
/// # Errors
/// As for `nth_or`.
pub fn nth_or_in(cx: &mut Mutator, coll: &mut Value, index: i64, default: Value) -> Result {
    match is_walked(coll) {
        true => nth_by_walking(cx, coll, index, default),
        false => nth_of_its_own(cx, *coll, index, default),
    }
}

#[inline(never)]
fn nth_of_its_own(cx: &mut Mutator, coll: Value, index: i64, default: Value) -> Result {
    if coll.is_nil() {
        // Out of bounds is nil here, unless a default is asked for.
        return Ok(if default.is_absent() { Value::NIL } else { default });
    }
    match coll.desc().and_then(|desc| desc.info().nth) {
        Some(nth) => {
            let Ok(index) = usize::try_from(index) else { return Ok(default) };
            let item = nth(cx, coll, index)?;
            Ok(if item.is_absent() { default } else { item })
        }
        None => Err(no_nth(cx, coll)),
    }
}

#[cold]
fn no_nth(cx: &mut Mutator, coll: Value) -> Thrown {
    let name = seqs::simple_class_name(cx, coll);
    throw::unsupported(cx, format!("nth not supported on this type: {name}"))
}

#[inline(never)]
fn nth_by_walking(cx: &mut Mutator, at: &mut Value, index: i64, default: Value) -> Result {
    if index < 0 {
        return Ok(default);
    }
    seqs::to_seq(cx, at)?;
    for _ in 0..index {
        if at.is_nil() {
            return Ok(default);
        }
        seqs::to_next(cx, at)?;
    }
    if at.is_nil() { Ok(default) } else { seqs::first(cx, *at) }
}

/// `(assoc coll key val)`; nil counts as the empty map.
///
/// # Errors
/// `ClassCastException` when `coll` has no keys; `IndexOutOfBoundsException`.
#[inline]
pub fn assoc(cx: &mut Mutator, coll: Value, key: Value, val: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().assoc) {
        Some(assoc) => assoc(cx, coll, key, val),
        None if coll.is_nil() => {
            let empty = map::empty(cx);
            map::array_map::assoc(cx, empty, key, val)
        }
        None => Err(throw::class_cast(cx, coll, "clojure.lang.Associative")),
    }
}

/// `(dissoc coll key)`.
///
/// # Errors
/// `ClassCastException` when `coll` is no map.
#[inline]
pub fn dissoc(cx: &mut Mutator, coll: Value, key: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().without) {
        Some(without) if map::is_map(coll) => without(cx, coll, key),
        Some(_) | None if coll.is_nil() => Ok(coll),
        Some(_) | None => Err(throw::class_cast(cx, coll, "clojure.lang.IPersistentMap")),
    }
}

/// `(conj coll item)`; nil counts as the empty list.
///
/// # Errors
/// `ClassCastException` when `coll` is no collection.
#[inline]
pub fn conj(cx: &mut Mutator, coll: Value, item: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().conj) {
        Some(conj) => conj(cx, coll, item),
        None if coll.is_nil() => list::single(cx, item),
        None => Err(throw::class_cast(cx, coll, "clojure.lang.IPersistentCollection")),
    }
}

/// `(empty coll)`: nil for what is no collection.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn empty(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().empty) {
        Some(empty) => empty(cx, coll),
        None => Ok(Value::NIL),
    }
}

/// `(peek coll)`.
///
/// # Errors
/// `ClassCastException` when `coll` is neither stack nor queue.
pub fn peek(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().peek) {
        Some(peek) => peek(cx, coll),
        None if coll.is_nil() => Ok(coll),
        None => Err(throw::class_cast(cx, coll, "clojure.lang.IPersistentStack")),
    }
}

/// `(pop coll)`.
///
/// # Errors
/// `ClassCastException` when `coll` is neither stack nor queue; `IllegalStateException` when empty.
pub fn pop(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().pop) {
        Some(pop) => pop(cx, coll),
        None if coll.is_nil() => Ok(coll),
        None => Err(throw::class_cast(cx, coll, "clojure.lang.IPersistentStack")),
    }
}

/// `(rseq coll)`.
///
/// # Errors
/// `ClassCastException` when `coll` cannot be walked backwards.
pub fn rseq(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().rseq) {
        Some(rseq) => rseq(cx, coll),
        None => Err(throw::class_cast(cx, coll, "clojure.lang.Reversible")),
    }
}

/// Key and value of an entry.
///
/// # Errors
/// `ClassCastException` when it is none.
#[inline]
pub fn entry_parts(cx: &mut Mutator, value: Value) -> Result<(Value, Value)> {
    match value.cast::<MapEntry>() {
        Some(entry) => Ok((entry.key, entry.val)),
        None => entry::parts(cx, value),
    }
}
