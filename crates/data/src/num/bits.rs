//! Bit operations on longs; other numbers are refused.

use heap::{Mutator, Result, Value};

use super::object::from_i64;
use super::tower;
use crate::{class, throw};

fn operand(cx: &mut Mutator, value: Value) -> Result<i64> {
    match tower::as_integer(value) {
        Some(n) => Ok(n),
        None if value.is_nil() => Err(tower::not_a_number(cx, value)),
        None => {
            let class = class::class_name_of(cx, value);
            let message = format!("bit operation not supported for: class {class}");
            Err(throw::illegal_argument(cx, message))
        }
    }
}

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident |$x:ident, $y:ident| $result:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// `IllegalArgumentException` when one is no long.
        #[inline]
        pub fn $name(cx: &mut Mutator, a: Value, b: Value) -> Result {
            let ($x, $y) = (operand(cx, a)?, operand(cx, b)?);
            from_i64(cx, $result)
        }
    )*};
}

binary! {
    /// Clojure's `bit-and`.
    bit_and |x, y| x & y;
    /// Clojure's `bit-or`.
    bit_or |x, y| x | y;
    /// Clojure's `bit-xor`.
    bit_xor |x, y| x ^ y;
    /// Clojure's `bit-and-not`.
    bit_and_not |x, y| x & !y;
    /// Clojure's `bit-shift-left`; only the low six bits of the distance count.
    bit_shift_left |x, y| x.wrapping_shl(y as u32);
    /// Clojure's `bit-shift-right`, which keeps the sign.
    bit_shift_right |x, y| x.wrapping_shr(y as u32);
    /// Clojure's `unsigned-bit-shift-right`.
    unsigned_bit_shift_right |x, y| (x as u64).wrapping_shr(y as u32) as i64;
    /// Clojure's `bit-set`.
    bit_set |x, y| x | 1i64.wrapping_shl(y as u32);
    /// Clojure's `bit-clear`.
    bit_clear |x, y| x & !1i64.wrapping_shl(y as u32);
    /// Clojure's `bit-flip`.
    bit_flip |x, y| x ^ 1i64.wrapping_shl(y as u32);
}

/// Clojure's `bit-test`.
///
/// # Errors
/// `IllegalArgumentException` when one is no long.
pub fn bit_test(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    let (x, y) = (operand(cx, a)?, operand(cx, b)?);
    Ok(x & 1i64.wrapping_shl(y as u32) != 0)
}

/// Clojure's `bit-not`.
///
/// # Errors
/// `IllegalArgumentException` when it is no long.
pub fn bit_not(cx: &mut Mutator, value: Value) -> Result {
    let n = operand(cx, value)?;
    from_i64(cx, !n)
}

/// The lowest bit of an integer of any kind: Clojure's `odd?`.
///
/// # Errors
/// `IllegalArgumentException` when the number is no integer.
pub fn is_odd(cx: &mut Mutator, n: Value) -> Result<bool> {
    if let Some(n) = tower::as_integer(n) {
        return Ok(n & 1 != 0);
    }
    if tower::category(n) == Some(tower::Category::Integer) {
        let rest = super::rem(cx, n, Value::small(2))?;
        return Ok(!super::is_zero(cx, rest)?);
    }
    let shown = crate::print::str_of(cx, n)?;
    Err(throw::illegal_argument(cx, format!("Argument must be an integer: {shown}")))
}
