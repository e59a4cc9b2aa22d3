//! Operations on big integers that may take long or much: they ask for room before they begin, and
//! hear meanwhile what others want of the thread.

use heap::{Mutator, Result};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Zero};

use crate::throw;

/// Java's `BigInteger` has no more bits than this.
const MOST_BITS: u64 = i32::MAX as u64;
/// Smaller results need no question.
const UNASKED_BITS: u64 = 1 << 17;
/// What an operation takes at most, in the size of its result: operands, parts, sums, the result.
const SHARE: usize = 4;
/// Factors of no more bits are multiplied without a look at the time: some 10 ms.
const LEAF_BITS: u64 = 1 << 20;
/// Where one factor is no longer than this, a product takes as long as the other one is.
const SHORT_BITS: u64 = 1 << 10;

/// Asks for room for a number of so many bits and what comes about on the way to it.
///
/// # Errors
/// `OutOfMemoryError` when there is none; `ArithmeticException` when no number is so large.
pub fn admit(cx: &mut Mutator, bits: u64) -> Result<()> {
    if bits <= UNASKED_BITS {
        return Ok(());
    }
    if bits > MOST_BITS {
        return Err(throw::arithmetic(cx, "BigInteger would overflow supported range"));
    }
    cx.admit_external((bits / 8) as usize * SHARE)
}

/// The product.
///
/// # Errors
/// As for `admit`; an interrupt.
pub fn multiply(cx: &mut Mutator, x: &BigInt, y: &BigInt) -> Result<BigInt> {
    admit(cx, x.bits() + y.bits())?;
    if is_leaf(x.magnitude(), y.magnitude()) {
        return Ok(x * y);
    }
    let sign = if x.sign() == y.sign() { Sign::Plus } else { Sign::Minus };
    Ok(BigInt::from_biguint(sign, product(cx, x.magnitude(), y.magnitude())?))
}

/// `base` to the power of `exponent`.
///
/// # Errors
/// As for `multiply`.
pub fn pow(cx: &mut Mutator, base: &BigInt, exponent: u32) -> Result<BigInt> {
    // A power of two has its bits exactly; others have up to one bit less for each factor.
    let bits = match base.bits() {
        0 | 1 => 1,
        bits => (bits - 1) * u64::from(exponent),
    };
    admit(cx, bits)?;
    let mut result = BigInt::one();
    for at in (0..32 - exponent.leading_zeros()).rev() {
        result = multiply(cx, &result, &result)?;
        if exponent >> at & 1 == 1 {
            result = multiply(cx, &result, base)?;
        }
    }
    Ok(result)
}

/// `n << by`.
///
/// # Errors
/// As for `admit`.
pub fn shift_left(cx: &mut Mutator, n: &BigInt, by: u64) -> Result<BigInt> {
    if n.is_zero() {
        return Ok(BigInt::ZERO);
    }
    admit(cx, n.bits().saturating_add(by))?;
    Ok(n << by)
}

fn is_leaf(x: &BigUint, y: &BigUint) -> bool {
    let (x, y) = (x.bits(), y.bits());
    x.max(y) <= LEAF_BITS || x.min(y) <= SHORT_BITS
}

/// Karatsuba's way down to factors that take little time each.
fn product(cx: &mut Mutator, x: &BigUint, y: &BigUint) -> Result<BigUint> {
    cx.safepoint()?;
    if is_leaf(x, y) {
        return Ok(x * y);
    }
    let half = (x.bits().max(y.bits()) / 2).next_multiple_of(64);
    let ((x1, x0), (y1, y0)) = (split(x, half), split(y, half));
    let low = product(cx, &x0, &y0)?;
    if x1.is_zero() {
        return Ok((product(cx, x, &y1)? << half) + low);
    }
    if y1.is_zero() {
        return Ok((product(cx, &x1, y)? << half) + low);
    }
    let high = product(cx, &x1, &y1)?;
    let middle = product(cx, &(x0 + x1), &(y0 + y1))? - &low - &high;
    Ok((((high << half) + middle) << half) + low)
}

/// The bits from `half` on, and those below.
fn split(n: &BigUint, half: u64) -> (BigUint, BigUint) {
    let digits = n.to_u64_digits();
    let at = ((half / 64) as usize).min(digits.len());
    let number = |digits: &[u64]| {
        let halves = digits.iter().flat_map(|&digit| [digit as u32, (digit >> 32) as u32]);
        BigUint::new(halves.collect())
    };
    (number(&digits[at..]), number(&digits[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bits: u64, seed: u64) -> BigInt {
        let mut state = seed;
        let digits = (0..bits.div_ceil(32)).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as u32 | 1 << 31
        });
        BigInt::from(BigUint::new(digits.collect()))
    }

    #[test]
    fn long_products_are_the_plain_ones() {
        crate::testing::with(|cx| {
            for (x, y) in [(3 << 20, 3 << 20), (5 << 20, 1 << 20), (4096, 5 << 20), (64, 9 << 20)] {
                let (x, y) = (number(x, 1), -number(y, 2));
                assert!(multiply(cx, &x, &y).expect("room") == &x * &y);
                assert!(multiply(cx, &y, &x).expect("room") == x * y);
            }
            assert!(pow(cx, &BigInt::from(-7), 1001).expect("room") == BigInt::from(-7).pow(1001));
            assert!(pow(cx, &BigInt::from(0), 0).expect("room") == BigInt::one());
        });
    }
}
