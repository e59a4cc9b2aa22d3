//! Comparing and hashing numbers: `<`, `==`, `=`, `.equals`, `compare`, `hash`, `.hashCode`.

use core::cmp::Ordering;

use heap::{Mutator, Result, Value};
use num_bigint::{BigInt, Sign};

use super::object;
use super::tower::{self, Number, Pair, pair, view};
use crate::hash;

/// How two numbers stand to each other; `None` when one is NaN.
fn order(cx: &mut Mutator, a: Value, b: Value) -> Result<Option<Ordering>> {
    Ok(match pair(cx, a, b)? {
        Pair::Longs(x, y) => Some(x.cmp(&y)),
        Pair::Bigs(x, y) => Some(x.cmp(&y)),
        Pair::Ratios(x, y) => {
            Some((x.numerator * y.denominator).cmp(&(y.numerator * x.denominator)))
        }
        Pair::Decimals(x, y) => match x.compare(&y) {
            Ok(order) => Some(order),
            Err(fault) => return Err(fault.throw(cx)),
        },
        Pair::Doubles(x, y) => x.partial_cmp(&y),
    })
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident, $op:tt, $matches:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// `ClassCastException` or `NullPointerException` when one is no number.
        #[inline]
        pub fn $name(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
            if a.is_fixnum() && b.is_fixnum() {
                return Ok((a.bits() as i64) $op (b.bits() as i64));
            }
            if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
                return Ok(x $op y);
            }
            let order = order(cx, a, b)?;
            let holds: fn(Ordering) -> bool = $matches;
            Ok(order.is_some_and(holds))
        }
    )*};
}

comparisons! {
    /// Clojure's `<`.
    lt, <, Ordering::is_lt;
    /// Clojure's `<=`.
    lte, <=, Ordering::is_le;
    /// Clojure's `>`.
    gt, >, Ordering::is_gt;
    /// Clojure's `>=`.
    gte, >=, Ordering::is_ge;
    /// Clojure's `==`: equal in value, whatever the types.
    equiv, ==, Ordering::is_eq;
}

/// Clojure's `compare` of two numbers; NaN is equal to everything.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when one is no number.
pub fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    Ok(order(cx, a, b)?.map_or(0, |order| order as i32))
}

/// Clojure's `=` of two numbers: of the same category and equal in value.
///
/// # Errors
/// None besides those of memory: both are numbers.
pub fn equal(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if tower::category(a) != tower::category(b) {
        return Ok(false);
    }
    equiv(cx, a, b)
}

/// `=` as a type's behaviour: the other may be anything.
pub(super) fn equiv_any(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if tower::is_number(b) { equal(cx, a, b) } else { Ok(false) }
}

/// Java's `.equals`: of the same class and equal; decimals of the same scale as well.
pub fn equals(a: Value, b: Value) -> bool {
    let (Some(x), Some(y)) = (view(a), view(b)) else { return false };
    match (x, y) {
        (Number::Long(x), Number::Long(y)) => x == y,
        (Number::Integer(x), Number::Integer(y)) => x == y,
        (Number::Short(x), Number::Short(y)) => x == y,
        (Number::Byte(x), Number::Byte(y)) => x == y,
        // Java compares the bits, NaNs all alike.
        (Number::Double(x), Number::Double(y)) => double_bits(x) == double_bits(y),
        (Number::Float(x), Number::Float(y)) => float_bits(x) == float_bits(y),
        (Number::BigInt, Number::BigInt) | (Number::BigInteger, Number::BigInteger) => {
            object::as_big(a) == object::as_big(b)
        }
        (Number::Ratio, Number::Ratio) => {
            let parts = |v| tower::fraction_of(v).map(|f| (f.numerator, f.denominator));
            parts(a) == parts(b)
        }
        (Number::Decimal, Number::Decimal) => object::as_decimal(a) == object::as_decimal(b),
        (
            Number::Long(_)
            | Number::Integer(_)
            | Number::Short(_)
            | Number::Byte(_)
            | Number::Double(_)
            | Number::Float(_)
            | Number::BigInt
            | Number::BigInteger
            | Number::Ratio
            | Number::Decimal,
            _,
        ) => false,
    }
}

fn double_bits(d: f64) -> u64 {
    if d.is_nan() { f64::NAN.to_bits() } else { d.to_bits() }
}

fn float_bits(f: f32) -> u32 {
    if f.is_nan() { f32::NAN.to_bits() } else { f.to_bits() }
}

fn fold(bits: u64) -> i32 {
    (bits ^ (bits >> 32)) as i32
}

/// Clojure's `hash` of a number; 0 for anything else.
pub fn hasheq(value: Value) -> i32 {
    match view(value) {
        Some(Number::Long(n)) => hash::hash_long(n),
        Some(Number::Integer(n)) => hash::hash_long(n as i64),
        Some(Number::Short(n)) => hash::hash_long(n as i64),
        Some(Number::Byte(n)) => hash::hash_long(n as i64),
        Some(Number::BigInt | Number::BigInteger) => match object::big_as_i64(value) {
            Some(n) => hash::hash_long(n),
            None => hash_code(value),
        },
        // Both zeros are `=`, so they hash alike.
        Some(Number::Double(0.0)) => 0,
        Some(Number::Float(0.0)) => 0,
        Some(Number::Decimal) => {
            object::as_decimal(value).map_or(0, |d| d.strip_trailing_zeros().hash_code())
        }
        Some(Number::Double(_) | Number::Float(_) | Number::Ratio) => hash_code(value),
        None => 0,
    }
}

/// Java's `hashCode` of a number; 0 for anything else.
pub fn hash_code(value: Value) -> i32 {
    match view(value) {
        Some(Number::Long(n)) => fold(n as u64),
        Some(Number::Integer(n)) => n,
        Some(Number::Short(n)) => n as i32,
        Some(Number::Byte(n)) => n as i32,
        Some(Number::Double(d)) => fold(double_bits(d)),
        Some(Number::Float(f)) => float_bits(f) as i32,
        // A BigInt that fits into a long hashes like one.
        Some(Number::BigInt) => match object::big_as_i64(value) {
            Some(n) => fold(n as u64),
            None => object::as_big(value).map_or(0, |n| big_hash(&n)),
        },
        Some(Number::BigInteger) => object::as_big(value).map_or(0, |n| big_hash(&n)),
        Some(Number::Ratio) => tower::fraction_of(value)
            .map_or(0, |ratio| big_hash(&ratio.numerator) ^ big_hash(&ratio.denominator)),
        Some(Number::Decimal) => object::as_decimal(value).map_or(0, |d| d.hash_code()),
        None => 0,
    }
}

/// Java's `hashCode` of a `BigInteger`: its 32-bit digits from the highest on.
pub(super) fn big_hash(n: &BigInt) -> i32 {
    let hash = n
        .magnitude()
        .iter_u32_digits()
        .rev()
        .fold(0u32, |hash, digit| hash.wrapping_mul(31).wrapping_add(digit)) as i32;
    if n.sign() == Sign::Minus { hash.wrapping_neg() } else { hash }
}
