//! The `unchecked-…-int` operations: both operands become ints, the result wraps around at 32 bits.

use heap::{Mutator, Result, Value};

use super::cast::to_int;
use super::object::from_i32;
use crate::throw;

fn operands(cx: &mut Mutator, a: Value, b: Value) -> Result<(i32, i32)> {
    Ok((to_int(cx, a)?, to_int(cx, b)?))
}

/// As `operands`, for divisions.
fn divisible(cx: &mut Mutator, a: Value, b: Value) -> Result<(i32, i32)> {
    match operands(cx, a, b)? {
        (_, 0) => Err(throw::arithmetic(cx, "/ by zero")),
        both => Ok(both),
    }
}

/// Clojure's `unchecked-add-int`.
///
/// # Errors
/// `ArithmeticException` when an operand is no int, `ClassCastException` when it is no number.
pub fn add_int(cx: &mut Mutator, a: Value, b: Value) -> Result {
    let (x, y) = operands(cx, a, b)?;
    from_i32(cx, x.wrapping_add(y))
}

/// Clojure's `unchecked-subtract-int`.
///
/// # Errors
/// As `add_int`.
pub fn subtract_int(cx: &mut Mutator, a: Value, b: Value) -> Result {
    let (x, y) = operands(cx, a, b)?;
    from_i32(cx, x.wrapping_sub(y))
}

/// Clojure's `unchecked-multiply-int`.
///
/// # Errors
/// As `add_int`.
pub fn multiply_int(cx: &mut Mutator, a: Value, b: Value) -> Result {
    let (x, y) = operands(cx, a, b)?;
    from_i32(cx, x.wrapping_mul(y))
}

/// Clojure's `unchecked-divide-int`.
///
/// # Errors
/// As `add_int`, and `ArithmeticException` when the divisor is zero.
pub fn divide_int(cx: &mut Mutator, a: Value, b: Value) -> Result {
    let (x, y) = divisible(cx, a, b)?;
    from_i32(cx, x.wrapping_div(y))
}

/// Clojure's `unchecked-remainder-int`.
///
/// # Errors
/// As `divide_int`.
pub fn remainder_int(cx: &mut Mutator, a: Value, b: Value) -> Result {
    let (x, y) = divisible(cx, a, b)?;
    from_i32(cx, x.wrapping_rem(y))
}

/// Clojure's `unchecked-inc-int`.
///
/// # Errors
/// As `add_int`.
pub fn inc_int(cx: &mut Mutator, value: Value) -> Result {
    add_int(cx, value, Value::small(1))
}

/// Clojure's `unchecked-dec-int`.
///
/// # Errors
/// As `add_int`.
pub fn dec_int(cx: &mut Mutator, value: Value) -> Result {
    subtract_int(cx, value, Value::small(1))
}

/// Clojure's `unchecked-negate-int`.
///
/// # Errors
/// As `add_int`.
pub fn negate_int(cx: &mut Mutator, value: Value) -> Result {
    subtract_int(cx, Value::small(0), value)
}
