//! Ratios: quotients of big integers in lowest terms.

use heap::{Mutator, Result, Value};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::decimal::{Decimal, MathContext};
use super::object;
use super::tower::{self, Number};
use crate::throw;

/// A quotient on its way; `from_fraction` brings it into lowest terms.
#[derive(Clone, Debug)]
pub struct Fraction {
    pub numerator: BigInt,
    pub denominator: BigInt,
}

impl Fraction {
    /// The nearest double of the quotient to 16 digits, as Java's `doubleValue` of a ratio.
    pub fn to_f64(&self) -> f64 {
        let numerator = Decimal::from(self.numerator.clone());
        let denominator = Decimal::from(self.denominator.clone());
        match numerator.divide(&denominator, Some(MathContext::DECIMAL64)) {
            Ok(quotient) => quotient.to_f64(),
            Err(_) => f64::NAN,
        }
    }

    pub fn bits(&self) -> u64 {
        self.numerator.bits() + self.denominator.bits()
    }

    /// The quotient without its fractional part.
    pub fn truncate(&self) -> BigInt {
        &self.numerator / &self.denominator
    }
}

/// The quotient as a number: a `BigInt` when the denominator vanishes, else a `Ratio`.
///
/// # Errors
/// `ArithmeticException` when the denominator is zero.
pub fn from_fraction(cx: &mut Mutator, fraction: Fraction) -> Result {
    let Fraction { numerator, denominator } = fraction;
    if denominator.is_zero() {
        return Err(throw::divide_by_zero(cx));
    }
    if numerator.is_zero() {
        return object::from_big(cx, &BigInt::ZERO);
    }
    let divisor = numerator.gcd(&denominator);
    let divisor = if denominator.is_negative() { -divisor } else { divisor };
    let (numerator, denominator) = (numerator / &divisor, denominator / &divisor);
    if denominator.is_one() {
        object::from_big(cx, &numerator)
    } else {
        object::alloc_ratio(cx, &numerator, &denominator)
    }
}

/// The numerator of a ratio, a `java.math.BigInteger`.
///
/// # Errors
/// `ClassCastException` when the value is no ratio.
pub fn numerator(cx: &mut Mutator, value: Value) -> Result {
    match value.cast::<object::RatioObject>() {
        Some(ratio) => Ok(ratio.numerator),
        None => Err(no_ratio(cx, value, "numerator")),
    }
}

/// The denominator of a ratio, a `java.math.BigInteger`.
///
/// # Errors
/// `ClassCastException` when the value is no ratio.
pub fn denominator(cx: &mut Mutator, value: Value) -> Result {
    match value.cast::<object::RatioObject>() {
        Some(ratio) => Ok(ratio.denominator),
        None => Err(no_ratio(cx, value, "denominator")),
    }
}

#[cold]
fn no_ratio(cx: &mut Mutator, value: Value, field: &str) -> heap::Thrown {
    if value.is_nil() {
        let message =
            format!("Cannot read field \"{field}\" because \"((clojure.lang.Ratio)r)\" is null");
        return throw::null_pointer(cx, message);
    }
    throw::class_cast(cx, value, "clojure.lang.Ratio")
}

/// Clojure's `rationalize`: doubles by their shortest digits, decimals exactly, others as they are.
///
/// # Errors
/// `NumberFormatException` for infinities and NaN; `ClassCastException` when it is no number.
pub fn rationalize(cx: &mut Mutator, value: Value) -> Result {
    let decimal = match tower::view(value) {
        Some(Number::Double(d)) => super::cast::decimal_of_double(cx, d)?,
        Some(Number::Float(f)) => super::cast::decimal_of_double(cx, f as f64)?,
        Some(Number::Decimal) => object::as_decimal(value).expect("a decimal is one"),
        Some(
            Number::Long(_)
            | Number::Integer(_)
            | Number::Short(_)
            | Number::Byte(_)
            | Number::BigInt
            | Number::BigInteger
            | Number::Ratio,
        ) => return Ok(value),
        None if value.is_nil() => return Ok(value),
        None => return Err(crate::throw::class_cast(cx, value, "java.lang.Number")),
    };
    match decimal.to_fraction() {
        Ok(fraction) => from_fraction(cx, fraction),
        Err(fault) => Err(fault.throw(cx)),
    }
}
