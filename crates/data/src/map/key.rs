//! Keys of maps: their hashes, and whether two are the same key.

use heap::{Mutator, Result, Value};

use crate::keyword::Keyword;
use crate::string::Str;
use crate::symbol::Symbol;
use crate::{equiv, hash};

/// The hash of a key.
///
/// # Errors
/// Whatever hashing throws, such as `StackOverflowError` for a very deep key.
#[inline(always)]
pub(crate) fn hash(cx: &mut Mutator, key: Value) -> Result<u32> {
    match key.as_fixnum() {
        Some(n) => Ok(hash::hash_long(n) as u32),
        None => hash::hasheq(cx, key).map(|hash| hash as u32),
    }
}

/// Whether a stored key and another are the same key.
///
/// # Errors
/// Whatever comparing them throws.
#[inline(always)]
pub(crate) fn same(cx: &mut Mutator, stored: Value, key: Value) -> Result<bool> {
    if stored == key {
        return Ok(true);
    }
    if !stored.is_heap() && !key.is_heap() {
        // Equal immediates are the same word.
        return Ok(false);
    }
    same_objects(cx, stored, key)
}

#[inline(never)]
fn same_objects(cx: &mut Mutator, stored: Value, key: Value) -> Result<bool> {
    if stored.is::<Keyword>() || key.is::<Keyword>() {
        return Ok(false);
    }
    match (stored.cast::<Str>(), key.cast::<Str>()) {
        (Some(a), Some(b)) => Ok(a == b),
        (Some(_), None) | (None, Some(_)) if stored.is::<Symbol>() || key.is::<Symbol>() => {
            Ok(false)
        }
        _ => equiv::equiv(cx, stored, key),
    }
}
