//! Clojure's `=` and Java's `.equals` of any two values.

use heap::{Interfaces, Mutator, Result, Value};

use crate::num;

/// Clojure's `=`.
///
/// # Errors
/// Whatever the values' types throw, a lazy seq for instance.
#[inline]
pub fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if a.is_fixnum() && b.is_fixnum() {
        return Ok(false);
    }
    equiv_different(cx, a, b)
}

fn equiv_different(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a.is_nil() || b.is_nil() {
        return Ok(false);
    }
    if num::is_number(a) {
        return Ok(num::is_number(b) && num::equal(cx, a, b)?);
    }
    let own = cx.desc_of(a).info();
    let other = cx.desc_of(b).info();
    // A collection decides what is equal to it, wherever it stands.
    let (asked, first, second) =
        if !own.interfaces.has(Interfaces::COLL) && other.interfaces.has(Interfaces::COLL) {
            (other, b, a)
        } else {
            (own, a, b)
        };
    match asked.equiv {
        Some(equiv) => {
            cx.enter_native()?;
            equiv(cx, first, second)
        }
        None => Ok(false),
    }
}

/// Java's `.equals`: as `=`, but numbers of different classes differ.
///
/// # Errors
/// Whatever the values' types throw, a lazy seq for instance.
pub fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if a.is_nil() || b.is_nil() {
        return Ok(false);
    }
    if num::is_number(a) {
        return Ok(num::equals(a, b));
    }
    let info = cx.desc_of(a).info();
    match info.equals.or(info.equiv) {
        Some(equals) => {
            cx.enter_native()?;
            equals(cx, a, b)
        }
        None => Ok(false),
    }
}
