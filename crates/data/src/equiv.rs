//! Clojure's `=` and Java's `.equals` of any two values.

use heap::{Interfaces, Mutator, Result, Value};

use crate::num;
use crate::seq::taken;

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

/// As `equiv`, of two that stand in their places alone.
///
/// # Errors
/// As for `equiv`.
pub fn equiv_in(cx: &mut Mutator, a: &mut Value, b: &mut Value) -> Result<bool> {
    match who_decides(cx, a, b) {
        Decides::Nobody(equal) => Ok(equal),
        Decides::Numbers => num::equal(cx, *a, *b),
        Decides::Type(equiv) => {
            cx.enter_native()?;
            equiv(cx, taken(a), taken(b))
        }
    }
}

#[inline(never)]
fn equiv_different(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    equiv_in(cx, &mut { a }, &mut { b })
}

/// Who says whether two values are equal.
enum Decides {
    Nobody(bool),
    Numbers,
    /// The type of the first.
    Type(fn(&mut Mutator, Value, Value) -> Result<bool>),
}

/// Exchanges the two when the second is to be asked.
#[inline(never)]
fn who_decides(cx: &mut Mutator, a: &mut Value, b: &mut Value) -> Decides {
    if a == b {
        return Decides::Nobody(true);
    }
    if a.is_nil() || b.is_nil() {
        return Decides::Nobody(false);
    }
    if num::is_number(*a) {
        return if num::is_number(*b) { Decides::Numbers } else { Decides::Nobody(false) };
    }
    let own = cx.desc_of(*a).info();
    let other = cx.desc_of(*b).info();
    // A collection decides what is equal to it, wherever it stands.
    let asked = if !own.interfaces.has(Interfaces::COLL) && other.interfaces.has(Interfaces::COLL) {
        core::mem::swap(a, b);
        other
    } else {
        own
    };
    asked.equiv.map_or(Decides::Nobody(false), Decides::Type)
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
