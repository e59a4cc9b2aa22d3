//! Bits, and arithmetic that wraps around.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod bits {
    use super::*;
    use data::num;

    type Binary = fn(&mut Mutator, Value, Value) -> Result;

    fn fold(cx: &mut Mutator, x: Value, y: Value, more: &[Value], op: Binary) -> Result {
        let first = op(cx, x, y)?;
        more.iter().try_fold(first, |result, next| op(cx, result, *next))
    }

    /// Returns the bits set in all.
    #[native(since = "1.0", inline = BitAnd, pure, leaf)]
    fn bit_and(cx: &mut Mutator, x: Value, y: Value, more: &[Value]) -> Result {
        fold(cx, x, y, more, num::bit_and)
    }

    /// Returns the bits set in any.
    #[native(since = "1.0", inline = BitOr, pure, leaf)]
    fn bit_or(cx: &mut Mutator, x: Value, y: Value, more: &[Value]) -> Result {
        fold(cx, x, y, more, num::bit_or)
    }

    /// Returns the bits set in an odd number of the arguments.
    #[native(since = "1.0", inline = BitXor, pure, leaf)]
    fn bit_xor(cx: &mut Mutator, x: Value, y: Value, more: &[Value]) -> Result {
        fold(cx, x, y, more, num::bit_xor)
    }

    /// Returns the bits of x without those of the others.
    #[native(since = "1.0", pure, leaf)]
    fn bit_and_not(cx: &mut Mutator, x: Value, y: Value, more: &[Value]) -> Result {
        fold(cx, x, y, more, num::bit_and_not)
    }

    /// Returns the bits that are not set.
    #[native(since = "1.0", inline = BitNot, pure, leaf)]
    fn bit_not(cx: &mut Mutator, x: Value) -> Result {
        num::bit_not(cx, x)
    }

    /// Returns x with bit n cleared.
    #[native(since = "1.0", pure, leaf)]
    fn bit_clear(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::bit_clear(cx, x, n)
    }

    /// Returns x with bit n set.
    #[native(since = "1.0", pure, leaf)]
    fn bit_set(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::bit_set(cx, x, n)
    }

    /// Returns x with bit n changed.
    #[native(since = "1.0", pure, leaf)]
    fn bit_flip(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::bit_flip(cx, x, n)
    }

    /// Returns true when bit n of x is set.
    #[native(since = "1.0", pure, leaf)]
    fn bit_test(cx: &mut Mutator, x: Value, n: Value) -> Result<bool> {
        num::bit_test(cx, x, n)
    }

    /// Shifts the bits of x left by n.
    #[native(since = "1.0", inline = BitShiftLeft, pure, leaf)]
    fn bit_shift_left(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::bit_shift_left(cx, x, n)
    }

    /// Shifts the bits of x right by n and keeps the sign.
    #[native(since = "1.0", inline = BitShiftRight, pure, leaf)]
    fn bit_shift_right(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::bit_shift_right(cx, x, n)
    }

    /// Shifts the bits of x right by n and fills with zeros.
    #[native(since = "1.6", inline = UnsignedBitShiftRight, pure, leaf)]
    fn unsigned_bit_shift_right(cx: &mut Mutator, x: Value, n: Value) -> Result {
        num::unsigned_bit_shift_right(cx, x, n)
    }

    /// Returns the sum of two longs, without a look at overflow.
    #[native(since = "1.0", inline = UncheckedAdd, pure, leaf)]
    fn unchecked_add(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::add_unchecked(cx, x, y)
    }

    /// Returns the difference of two longs, without a look at overflow.
    #[native(since = "1.0", inline = UncheckedSub, pure, leaf)]
    fn unchecked_subtract(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::sub_unchecked(cx, x, y)
    }

    /// Returns the product of two longs, without a look at overflow.
    #[native(since = "1.0", inline = UncheckedMul, pure, leaf)]
    fn unchecked_multiply(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::mul_unchecked(cx, x, y)
    }

    /// Returns one more than x, without a look at overflow.
    #[native(since = "1.0", inline = UncheckedInc, pure, leaf)]
    fn unchecked_inc(cx: &mut Mutator, x: Value) -> Result {
        num::inc_unchecked(cx, x)
    }

    /// Returns one less than x, without a look at overflow.
    #[native(since = "1.0", inline = UncheckedDec, pure, leaf)]
    fn unchecked_dec(cx: &mut Mutator, x: Value) -> Result {
        num::dec_unchecked(cx, x)
    }

    /// Returns the negative of x, without a look at overflow.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_negate(cx: &mut Mutator, x: Value) -> Result {
        num::neg_unchecked(cx, x)
    }

    /// Returns the sum of two ints, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_add_int(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::add_int(cx, x, y)
    }

    /// Returns the difference of two ints, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_subtract_int(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::subtract_int(cx, x, y)
    }

    /// Returns the product of two ints, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_multiply_int(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::multiply_int(cx, x, y)
    }

    /// Returns one more than the int x, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_inc_int(cx: &mut Mutator, x: Value) -> Result {
        num::inc_int(cx, x)
    }

    /// Returns one less than the int x, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_dec_int(cx: &mut Mutator, x: Value) -> Result {
        num::dec_int(cx, x)
    }

    /// Returns the negative of the int x, which wraps around at 32 bits.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_negate_int(cx: &mut Mutator, x: Value) -> Result {
        num::negate_int(cx, x)
    }

    /// Returns the quotient of two ints.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_divide_int(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::divide_int(cx, x, y)
    }

    /// Returns the remainder of two ints.
    #[native(since = "1.0", pure, leaf)]
    fn unchecked_remainder_int(cx: &mut Mutator, x: Value, y: Value) -> Result {
        num::remainder_int(cx, x, y)
    }
}
