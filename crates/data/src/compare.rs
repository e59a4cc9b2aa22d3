//! Clojure's `compare` of any two values.

use heap::{Kind, Mutator, Result, Value};

use crate::{num, throw};

/// Negative, zero or positive; nil comes before everything.
///
/// # Errors
/// `ClassCastException` when the values cannot be compared; whatever their types throw.
#[inline]
pub fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    if a == b {
        return Ok(0);
    }
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(if x < y { -1 } else { 1 });
    }
    if a.is_nil() {
        return Ok(-1);
    }
    if b.is_nil() {
        return Ok(1);
    }
    compare_different(cx, a, b)
}

fn compare_different(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    if num::is_number(a) {
        if !num::is_number(b) {
            return Err(throw::class_cast(cx, b, "java.lang.Number"));
        }
        return num::compare(cx, a, b);
    }
    match a.kind() {
        Kind::BOOLEAN => match b.kind() {
            Kind::BOOLEAN => Ok(if a == Value::TRUE { 1 } else { -1 }),
            _ => Err(throw::class_cast(cx, b, "java.lang.Boolean")),
        },
        Kind::CHAR => match (a.as_char(), b.as_char()) {
            (Some(x), Some(y)) => Ok(x as i32 - y as i32),
            _ => Err(throw::class_cast(cx, b, "java.lang.Character")),
        },
        _ => match cx.desc_of(a).info().compare {
            Some(compare) => {
                cx.enter_native()?;
                compare(cx, a, b)
            }
            None => Err(throw::class_cast(cx, a, "java.lang.Comparable")),
        },
    }
}
