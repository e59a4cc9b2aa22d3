//! Arithmetic: one table for each operation says what it does in each category.
//!
//! `add` and its kin throw when a long overflows, `add_promoting` goes on as a `BigInt`,
//! `add_unchecked` wraps around.

use heap::{Mutator, Result, Value};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use super::big;
use super::cast::math_context;
use super::decimal::{Decimal, Fault, MathContext};
use super::fraction::{Fraction, from_fraction};
use super::object::{from_big, from_decimal, from_f64, from_i64};
use super::tower::{self, Number, Pair, pair, view};
use crate::throw;

/// An operation on two numbers.
struct Binary {
    long: fn(&mut Mutator, i64, i64) -> Result,
    big: fn(&mut Mutator, BigInt, BigInt) -> Result,
    ratio: fn(&mut Mutator, Fraction, Fraction) -> Result,
    decimal: fn(&Decimal, &Decimal, Option<MathContext>) -> core::result::Result<Decimal, Fault>,
    double: fn(&mut Mutator, f64, f64) -> Result,
}

#[inline(never)]
fn apply(cx: &mut Mutator, operation: &Binary, a: Value, b: Value) -> Result {
    // What needs no memory of its own comes first: 15 ns became 5 for a long and a double.
    match (view(a), view(b)) {
        (Some(Number::Double(x)), Some(Number::Double(y))) => return (operation.double)(cx, x, y),
        (Some(Number::Double(x)), Some(Number::Long(y))) => {
            return (operation.double)(cx, x, y as f64);
        }
        (Some(Number::Long(x)), Some(Number::Double(y))) => {
            return (operation.double)(cx, x as f64, y);
        }
        (Some(Number::Long(x)), Some(Number::Long(y))) => return (operation.long)(cx, x, y),
        _ => {}
    }
    match pair(cx, a, b)? {
        Pair::Longs(x, y) => (operation.long)(cx, x, y),
        Pair::Bigs(x, y) => (operation.big)(cx, x, y),
        Pair::Ratios(x, y) => {
            big::admit(cx, x.bits() + y.bits())?;
            (operation.ratio)(cx, x, y)
        }
        Pair::Decimals(x, y) => {
            big::admit(cx, x.unscaled.bits() + y.unscaled.bits())?;
            let context = math_context(cx);
            match (operation.decimal)(&x, &y, context) {
                Ok(result) => from_decimal(cx, &result),
                Err(fault) => Err(fault.throw(cx)),
            }
        }
        Pair::Doubles(x, y) => (operation.double)(cx, x, y),
    }
}

#[cold]
fn overflow(cx: &mut Mutator) -> Result {
    Err(throw::arithmetic(cx, "long overflow"))
}

fn checked(cx: &mut Mutator, result: Option<i64>) -> Result {
    match result {
        Some(n) => from_i64(cx, n),
        None => overflow(cx),
    }
}

/// The result of an operation on longs, which may need more than 64 bits.
fn promoted(cx: &mut Mutator, result: i128) -> Result {
    match i64::try_from(result) {
        Ok(n) => from_i64(cx, n),
        Err(_) => from_big(cx, &BigInt::from(result)),
    }
}

const ADD: Binary = Binary {
    long: |cx, x, y| checked(cx, x.checked_add(y)),
    big: |cx, x, y| from_big(cx, &(x + y)),
    ratio: |cx, x, y| {
        let numerator = x.numerator * &y.denominator + y.numerator * &x.denominator;
        from_fraction(cx, Fraction { numerator, denominator: x.denominator * y.denominator })
    },
    decimal: Decimal::add,
    double: |cx, x, y| from_f64(cx, x + y),
};

const MULTIPLY: Binary = Binary {
    long: |cx, x, y| checked(cx, x.checked_mul(y)),
    big: multiply_bigs,
    ratio: |cx, x, y| {
        let numerator = x.numerator * y.numerator;
        from_fraction(cx, Fraction { numerator, denominator: x.denominator * y.denominator })
    },
    decimal: Decimal::multiply,
    double: |cx, x, y| from_f64(cx, x * y),
};

const DIVIDE: Binary = Binary {
    long: divide_longs,
    big: |cx, x, y| from_fraction(cx, Fraction { numerator: x, denominator: y }),
    ratio: |cx, x, y| {
        let numerator = x.numerator * y.denominator;
        from_fraction(cx, Fraction { numerator, denominator: x.denominator * y.numerator })
    },
    decimal: Decimal::divide,
    double: |cx, x, y| from_f64(cx, x / y),
};

const QUOTIENT: Binary = Binary {
    long: |cx, x, y| from_i64(cx, x.wrapping_div(y)),
    big: |cx, x, y| from_big(cx, &(x / y)),
    ratio: |cx, x, y| from_big(cx, &ratio_quotient(&x, &y)),
    decimal: Decimal::quotient,
    double: |cx, x, y| {
        let quotient = double_quotient(cx, x / y)?;
        from_f64(cx, quotient)
    },
};

const REMAINDER: Binary = Binary {
    long: |cx, x, y| from_i64(cx, x.wrapping_rem(y)),
    big: |cx, x, y| from_big(cx, &(x % y)),
    ratio: |cx, x, y| {
        let quotient = ratio_quotient(&x, &y);
        let numerator = x.numerator * &y.denominator - quotient * y.numerator * &x.denominator;
        from_fraction(cx, Fraction { numerator, denominator: x.denominator * y.denominator })
    },
    decimal: Decimal::remainder,
    double: |cx, x, y| {
        let quotient = double_quotient(cx, x / y)?;
        from_f64(cx, x - quotient * y)
    },
};

fn multiply_bigs(cx: &mut Mutator, x: BigInt, y: BigInt) -> Result {
    let product = big::multiply(cx, &x, &y)?;
    from_big(cx, &product)
}

/// True when a product has more bits than Java's big integers may have.
pub(super) fn is_product_too_large(x: &BigInt, y: &BigInt) -> bool {
    x.bits() + y.bits() > i32::MAX as u64
}

/// The smallest long divides as a `BigInt`.
fn divide_longs(cx: &mut Mutator, x: i64, y: i64) -> Result {
    if y != 0 && x != i64::MIN && y != i64::MIN && x % y == 0 {
        return from_i64(cx, x / y);
    }
    let fraction = Fraction { numerator: BigInt::from(x), denominator: BigInt::from(y) };
    from_fraction(cx, fraction)
}

fn ratio_quotient(x: &Fraction, y: &Fraction) -> BigInt {
    (&x.numerator * &y.denominator) / (&x.denominator * &y.numerator)
}

/// The quotient of two doubles without its fractional part.
fn double_quotient(cx: &mut Mutator, quotient: f64) -> Result<f64> {
    if !quotient.is_finite() {
        return Err(throw::number_format(cx, "Infinite or NaN"));
    }
    // A result of zero is positive, as it comes from a long.
    Ok(quotient.trunc() + 0.0)
}

macro_rules! fast_binary {
    ($($(#[$doc:meta])* $name:ident $table:ident, $double:tt, $long:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// `ArithmeticException` on overflow; `ClassCastException` or `NullPointerException` when
        /// one is no number.
        #[inline]
        pub fn $name(cx: &mut Mutator, a: Value, b: Value) -> Result {
            if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
                let long: fn(i64, i64) -> Option<i64> = $long;
                if let Some(result) = long(x, y) {
                    return from_i64(cx, result);
                }
            } else if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
                return from_f64(cx, x $double y);
            }
            apply(cx, &$table, a, b)
        }
    )*};
}

fast_binary! {
    /// Clojure's `+`.
    add ADD, +, i64::checked_add;
    /// Clojure's `*`.
    mul MULTIPLY, *, i64::checked_mul;
    /// Clojure's `+'`: a long that overflows becomes a `BigInt`.
    add_promoting ADD_PROMOTING, +, i64::checked_add;
    /// Clojure's `*'`.
    mul_promoting MULTIPLY_PROMOTING, *, i64::checked_mul;
    /// Clojure's `unchecked-add`: a long that overflows wraps around.
    add_unchecked ADD_UNCHECKED, +, i64::checked_add;
    /// Clojure's `unchecked-multiply`.
    mul_unchecked MULTIPLY_UNCHECKED, *, i64::checked_mul;
}

const ADD_PROMOTING: Binary =
    Binary { long: |cx, x, y| promoted(cx, x as i128 + y as i128), ..ADD };
const MULTIPLY_PROMOTING: Binary =
    Binary { long: |cx, x, y| promoted(cx, x as i128 * y as i128), ..MULTIPLY };
const ADD_UNCHECKED: Binary = Binary { long: |cx, x, y| from_i64(cx, x.wrapping_add(y)), ..ADD };
const MULTIPLY_UNCHECKED: Binary =
    Binary { long: |cx, x, y| from_i64(cx, x.wrapping_mul(y)), ..MULTIPLY };

/// Clojure's `-` of two numbers.
///
/// # Errors
/// `ArithmeticException` on overflow; `ClassCastException` or `NullPointerException` when one is no
/// number.
#[inline]
pub fn sub(cx: &mut Mutator, a: Value, b: Value) -> Result {
    match sub_quickly(cx, a, b) {
        Some(result) => result,
        None => subtract(cx, a, b, neg, &ADD),
    }
}

/// Clojure's `-'` of two numbers.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when one is no number.
#[inline]
pub fn sub_promoting(cx: &mut Mutator, a: Value, b: Value) -> Result {
    match sub_quickly(cx, a, b) {
        Some(result) => result,
        None => subtract(cx, a, b, neg_promoting, &ADD_PROMOTING),
    }
}

/// Clojure's `unchecked-subtract`: a long that overflows wraps around.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when one is no number.
#[inline]
pub fn sub_unchecked(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (tower::as_integer(a), tower::as_integer(b)) {
        return from_i64(cx, x.wrapping_sub(y));
    }
    sub(cx, a, b)
}

#[inline]
fn sub_quickly(cx: &mut Mutator, a: Value, b: Value) -> Option<Result> {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        // 63 bits each: the difference fits into 64.
        Some(from_i64(cx, x - y))
    } else if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
        Some(from_f64(cx, x - y))
    } else {
        None
    }
}

/// The JVM adds the negation: the smallest long overflows whatever it is taken from, a math context
/// rounds the negation first, and `-0.0` less a long is `0.0`.
fn subtract(
    cx: &mut Mutator,
    a: Value,
    b: Value,
    negate: fn(&mut Mutator, Value) -> Result,
    add: &Binary,
) -> Result {
    if !tower::is_number(a) || !tower::is_number(b) {
        return apply(cx, add, a, b);
    }
    let negated = negate(cx, b)?;
    apply(cx, add, a, negated)
}

/// Clojure's `/` of two numbers that are boxed: dividing by any zero throws. (Two doubles that the
/// compiler knows as such divide as IEEE says: `div_doubles`.)
///
/// # Errors
/// `ArithmeticException` when dividing by zero, or when a decimal has no end.
pub fn div(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
        // An immediate is never zero and never NaN.
        return from_f64(cx, x / y);
    }
    for value in [a, b] {
        if tower::as_f64(value).is_some_and(f64::is_nan) {
            return Ok(value);
        }
    }
    refuse_zero(cx, b)?;
    apply(cx, &DIVIDE, a, b)
}

/// `/` of doubles as IEEE has it.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn div_doubles(cx: &mut Mutator, a: f64, b: f64) -> Result {
    from_f64(cx, a / b)
}

/// Clojure's `quot`.
///
/// # Errors
/// `ArithmeticException` when dividing by zero.
pub fn quot(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return from_i64(cx, x.wrapping_div(y));
    }
    refuse_zero(cx, b)?;
    apply(cx, &QUOTIENT, a, b)
}

/// Clojure's `rem`.
///
/// # Errors
/// `ArithmeticException` when dividing by zero.
pub fn rem(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return from_i64(cx, x.wrapping_rem(y));
    }
    refuse_zero(cx, b)?;
    apply(cx, &REMAINDER, a, b)
}

/// Clojure's `mod`: the remainder with the divisor's sign.
///
/// # Errors
/// `ArithmeticException` when dividing by zero.
pub fn mod_(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        return from_i64(cx, x.mod_floor(&y));
    }
    let remainder = rem(cx, a, b)?;
    if is_zero(cx, remainder)? || is_pos(cx, a)? == is_pos(cx, b)? {
        return Ok(remainder);
    }
    add(cx, remainder, b)
}

/// Notices a divisor of zero before the dividend is looked at, as the JVM does.
fn refuse_zero(cx: &mut Mutator, divisor: Value) -> Result<()> {
    if is_zero(cx, divisor)? { Err(throw::divide_by_zero(cx)) } else { Ok(()) }
}

/// What a number is to zero: negative, zero or positive; 0 for NaN.
fn signum(cx: &mut Mutator, value: Value) -> Result<i32> {
    Ok(match view(value) {
        Some(Number::Double(d)) => sign_of_double(d),
        Some(Number::Float(f)) => sign_of_double(f as f64),
        Some(Number::BigInt | Number::BigInteger) => {
            super::as_big(value).map_or(0, |n| sign_of_big(&n))
        }
        Some(Number::Ratio) => {
            tower::fraction_of(value).map_or(0, |ratio| sign_of_big(&ratio.numerator))
        }
        Some(Number::Decimal) => super::as_decimal(value).map_or(0, |d| d.signum()),
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => number.small().unwrap_or(0).signum() as i32,
        None => return Err(tower::not_a_number(cx, value)),
    })
}

fn sign_of_double(d: f64) -> i32 {
    (d > 0.0) as i32 - (d < 0.0) as i32
}

fn sign_of_big(n: &BigInt) -> i32 {
    n.signum().to_i32().unwrap_or(0)
}

/// Clojure's `zero?`.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
#[inline]
pub fn is_zero(cx: &mut Mutator, value: Value) -> Result<bool> {
    match value.as_fixnum() {
        Some(n) => Ok(n == 0),
        None if tower::as_f64(value).is_some_and(f64::is_nan) => Ok(false),
        None => Ok(signum(cx, value)? == 0),
    }
}

/// Clojure's `pos?`.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
#[inline]
pub fn is_pos(cx: &mut Mutator, value: Value) -> Result<bool> {
    match value.as_fixnum() {
        Some(n) => Ok(n > 0),
        None => Ok(signum(cx, value)? > 0),
    }
}

/// Clojure's `neg?`.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
#[inline]
pub fn is_neg(cx: &mut Mutator, value: Value) -> Result<bool> {
    match value.as_fixnum() {
        Some(n) => Ok(n < 0),
        None => Ok(signum(cx, value)? < 0),
    }
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident $binary:ident, $step:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// As the operation on two numbers.
        #[inline]
        pub fn $name(cx: &mut Mutator, value: Value) -> Result {
            if value.is_nil() {
                return Err(tower::not_a_number(cx, value));
            }
            $binary(cx, value, Value::small($step))
        }
    )*};
}

steps! {
    /// Clojure's `inc`.
    inc add, 1;
    /// Clojure's `dec`.
    dec sub, 1;
    /// Clojure's `inc'`.
    inc_promoting add_promoting, 1;
    /// Clojure's `dec'`.
    dec_promoting sub_promoting, 1;
    /// Clojure's `unchecked-inc`.
    inc_unchecked add_unchecked, 1;
    /// Clojure's `unchecked-dec`.
    dec_unchecked sub_unchecked, 1;
}

/// What happens to the long whose negation needs 65 bits.
type NegateMin = fn(&mut Mutator) -> Result;

fn negate(cx: &mut Mutator, value: Value, of_min: NegateMin) -> Result {
    match view(value) {
        Some(Number::Double(d)) => from_f64(cx, -d),
        Some(Number::Float(f)) => from_f64(cx, -(f as f64)),
        Some(Number::BigInt | Number::BigInteger) => {
            from_big(cx, &-super::as_big(value).unwrap_or_default())
        }
        Some(Number::Ratio) => match tower::fraction_of(value) {
            Some(Fraction { numerator, denominator }) => {
                from_fraction(cx, Fraction { numerator: -numerator, denominator })
            }
            None => Ok(value),
        },
        Some(Number::Decimal) => {
            let negated = super::as_decimal(value).map(|d| d.negate());
            let context = math_context(cx);
            match negated.unwrap_or_else(Decimal::one).round_in(context) {
                Ok(result) => from_decimal(cx, &result),
                Err(fault) => Err(fault.throw(cx)),
            }
        }
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => match number.small().unwrap_or(0).checked_neg() {
            Some(n) => from_i64(cx, n),
            None => of_min(cx),
        },
        None => Err(tower::not_a_number(cx, value)),
    }
}

/// Clojure's `-` of one number.
///
/// # Errors
/// `ArithmeticException` for the smallest long.
pub fn neg(cx: &mut Mutator, value: Value) -> Result {
    negate(cx, value, overflow)
}

/// Clojure's `-'` of one number.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn neg_promoting(cx: &mut Mutator, value: Value) -> Result {
    negate(cx, value, |cx| from_big(cx, &-BigInt::from(i64::MIN)))
}

/// Clojure's `unchecked-negate`.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn neg_unchecked(cx: &mut Mutator, value: Value) -> Result {
    negate(cx, value, |cx| from_i64(cx, i64::MIN))
}

/// Clojure's `abs`; the smallest long is its own.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn abs(cx: &mut Mutator, value: Value) -> Result {
    match tower::as_f64(value) {
        Some(d) => from_f64(cx, d.abs()),
        None if is_neg(cx, value)? => neg_unchecked(cx, value),
        None => Ok(value),
    }
}

/// Clojure's `max` of two numbers: NaN wins, and 0.0 over -0.0.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when one is no number.
pub fn max(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (tower::as_f64(a), tower::as_f64(b))
        && x == y
    {
        return Ok(if x.is_sign_negative() { b } else { a });
    }
    choose(cx, a, b, super::order::gt)
}

/// Clojure's `min` of two numbers: NaN wins, and -0.0 over 0.0.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when one is no number.
pub fn min(cx: &mut Mutator, a: Value, b: Value) -> Result {
    if let (Some(x), Some(y)) = (tower::as_f64(a), tower::as_f64(b))
        && x == y
    {
        return Ok(if x.is_sign_negative() { a } else { b });
    }
    choose(cx, a, b, super::order::lt)
}

fn choose(
    cx: &mut Mutator,
    a: Value,
    b: Value,
    first: fn(&mut Mutator, Value, Value) -> Result<bool>,
) -> Result {
    for value in [a, b] {
        if is_nan(value) {
            return Ok(value);
        }
    }
    Ok(if first(cx, a, b)? { a } else { b })
}

/// True for NaN, double or float.
pub fn is_nan(value: Value) -> bool {
    match view(value) {
        Some(Number::Double(d)) => d.is_nan(),
        Some(Number::Float(f)) => f.is_nan(),
        Some(
            Number::Long(_)
            | Number::Integer(_)
            | Number::Short(_)
            | Number::Byte(_)
            | Number::BigInt
            | Number::BigInteger
            | Number::Ratio
            | Number::Decimal,
        )
        | None => false,
    }
}
