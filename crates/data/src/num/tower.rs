//! The tower: which category a number is in, and two numbers as one category.
#![allow(unsafe_code, reason = "a kind is looked at once and then trusted")]

use heap::{Kind, Mutator, Result, Value};
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::decimal::Decimal;
use super::fraction::Fraction;
use super::object::{self, BoxedDouble, BoxedFloat, BoxedLong, RatioObject};
use crate::{kind, throw};

/// What a number is, looked at once. `Big` numbers are read from the value when they are needed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    Long(i64),
    Integer(i32),
    Short(i16),
    Byte(i8),
    Double(f64),
    Float(f32),
    BigInt,
    BigInteger,
    Ratio,
    Decimal,
}

/// Numbers of different categories are never `=`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    Integer,
    Ratio,
    Decimal,
    Floating,
}

impl Number {
    pub fn category(self) -> Category {
        match self {
            Number::Long(_)
            | Number::Integer(_)
            | Number::Short(_)
            | Number::Byte(_)
            | Number::BigInt
            | Number::BigInteger => Category::Integer,
            Number::Double(_) | Number::Float(_) => Category::Floating,
            Number::Ratio => Category::Ratio,
            Number::Decimal => Category::Decimal,
        }
    }

    /// The long of the types that compute as longs.
    pub fn small(self) -> Option<i64> {
        match self {
            Number::Long(n) => Some(n),
            Number::Integer(n) => Some(n as i64),
            Number::Short(n) => Some(n as i64),
            Number::Byte(n) => Some(n as i64),
            Number::Double(_)
            | Number::Float(_)
            | Number::BigInt
            | Number::BigInteger
            | Number::Ratio
            | Number::Decimal => None,
        }
    }
}

/// What sort of number a value is, if it is one.
#[inline]
pub fn view(value: Value) -> Option<Number> {
    if let Some(n) = value.as_fixnum() {
        return Some(Number::Long(n));
    }
    if let Some(d) = value.as_flonum() {
        return Some(Number::Double(d));
    }
    let desc = value.desc()?;
    // SAFETY: [KIND] each struct belongs to the kind that was matched.
    Some(unsafe {
        match desc.kind() {
            Kind::LONG => Number::Long(value.cast_unchecked::<BoxedLong>().value),
            Kind::DOUBLE => Number::Double(value.cast_unchecked::<BoxedDouble>().value),
            kind::BIG_INT => Number::BigInt,
            kind::BIG_INTEGER => Number::BigInteger,
            kind::RATIO => Number::Ratio,
            kind::BIG_DECIMAL => Number::Decimal,
            // The four small types have the layout of a boxed long or double.
            kind::INTEGER => Number::Integer(value.cast_unchecked::<BoxedLong>().value as i32),
            kind::SHORT => Number::Short(value.cast_unchecked::<BoxedLong>().value as i16),
            kind::BYTE => Number::Byte(value.cast_unchecked::<BoxedLong>().value as i8),
            kind::FLOAT => Number::Float(value.cast_unchecked::<BoxedFloat>().value as f32),
            _ => return None,
        }
    })
}

#[inline]
pub fn is_number(value: Value) -> bool {
    if value.is_fixnum() || value.is_flonum() {
        return true;
    }
    match value.desc() {
        Some(desc) => desc.info().interfaces.has(heap::Interfaces::NUMBER),
        None => false,
    }
}

pub fn category(value: Value) -> Option<Category> {
    view(value).map(Number::category)
}

/// The long in a value that is a `Long`.
#[inline(always)]
pub fn as_i64(value: Value) -> Option<i64> {
    match value.as_fixnum() {
        Some(n) => Some(n),
        None => value.cast::<BoxedLong>().map(|boxed| boxed.value),
    }
}

/// The double in a value that is a `Double`.
#[inline(always)]
pub fn as_f64(value: Value) -> Option<f64> {
    match value.as_flonum() {
        Some(d) => Some(d),
        None => value.cast::<BoxedDouble>().map(|boxed| boxed.value),
    }
}

/// The integer in a value that is a `Long`, `Integer`, `Short` or `Byte`.
#[inline]
pub fn as_integer(value: Value) -> Option<i64> {
    match value.as_fixnum() {
        Some(n) => Some(n),
        None => view(value)?.small(),
    }
}

/// Two numbers of one category.
pub(crate) enum Pair {
    Longs(i64, i64),
    Bigs(BigInt, BigInt),
    Ratios(Fraction, Fraction),
    Decimals(Decimal, Decimal),
    Doubles(f64, f64),
}

/// Brings two operands together as the JVM does, or throws what it throws for those that are no
/// numbers: nil is noticed before any class is.
pub(crate) fn pair(cx: &mut Mutator, a: Value, b: Value) -> Result<Pair> {
    match (view(a), view(b)) {
        (Some(x), Some(y)) => combine(cx, (a, x), (b, y)),
        _ if a.is_nil() => Err(not_a_number(cx, a)),
        _ if b.is_nil() => Err(not_a_number(cx, b)),
        (None, _) => Err(not_a_number(cx, a)),
        (Some(_), None) => Err(not_a_number(cx, b)),
    }
}

/// Where each type stands; the higher of two decides.
fn rank(number: Number) -> u8 {
    match number {
        Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_) => 0,
        Number::BigInt | Number::BigInteger => 1,
        Number::Ratio => 2,
        Number::Decimal => 3,
        Number::Double(_) | Number::Float(_) => 4,
    }
}

fn combine(cx: &mut Mutator, a: (Value, Number), b: (Value, Number)) -> Result<Pair> {
    Ok(match rank(a.1).max(rank(b.1)) {
        0 => match (a.1.small(), b.1.small()) {
            (Some(x), Some(y)) => Pair::Longs(x, y),
            _ => unreachable!("rank 0 has only longs"),
        },
        1 => Pair::Bigs(to_big(a), to_big(b)),
        2 => Pair::Ratios(to_fraction(a), to_fraction(b)),
        3 => Pair::Decimals(to_decimal(cx, a)?, to_decimal(cx, b)?),
        _ => Pair::Doubles(to_double(a), to_double(b)),
    })
}

fn to_big((value, number): (Value, Number)) -> BigInt {
    match number.small() {
        Some(n) => BigInt::from(n),
        None => object::as_big(value).unwrap_or_default(),
    }
}

fn to_fraction((value, number): (Value, Number)) -> Fraction {
    match fraction_of(value) {
        Some(fraction) => fraction,
        None => Fraction { numerator: to_big((value, number)), denominator: BigInt::from(1) },
    }
}

/// The parts of a ratio.
pub(crate) fn fraction_of(value: Value) -> Option<Fraction> {
    let ratio = value.cast::<RatioObject>()?;
    let part = |part: Value| object::as_big(part).expect("a ratio has BigIntegers");
    Some(Fraction { numerator: part(ratio.numerator), denominator: part(ratio.denominator) })
}

pub(crate) fn to_decimal(cx: &mut Mutator, (value, number): (Value, Number)) -> Result<Decimal> {
    match number {
        Number::Decimal => Ok(object::as_decimal(value).expect("a decimal is one")),
        Number::Ratio => {
            let fraction = to_fraction((value, number));
            let context = super::cast::math_context(cx);
            let numerator = Decimal::from(fraction.numerator);
            let denominator = Decimal::from(fraction.denominator);
            match numerator.divide(&denominator, context) {
                Ok(quotient) => Ok(quotient),
                Err(fault) => Err(throw::arithmetic(cx, fault.message())),
            }
        }
        Number::Long(_)
        | Number::Integer(_)
        | Number::Short(_)
        | Number::Byte(_)
        | Number::BigInt
        | Number::BigInteger => Ok(Decimal::from(to_big((value, number)))),
        Number::Double(d) => from_double(cx, d),
        Number::Float(f) => from_double(cx, f as f64),
    }
}

fn from_double(cx: &mut Mutator, d: f64) -> Result<Decimal> {
    match Decimal::exact(d) {
        Some(decimal) => Ok(decimal),
        None => Err(throw::number_format(cx, "Infinite or NaN")),
    }
}

/// Java's `doubleValue`.
pub(crate) fn to_double((value, number): (Value, Number)) -> f64 {
    match number {
        Number::Double(d) => d,
        Number::Float(f) => f as f64,
        Number::Long(n) => n as f64,
        Number::Integer(n) => n as f64,
        Number::Short(n) => n as f64,
        Number::Byte(n) => n as f64,
        Number::BigInt | Number::BigInteger => {
            object::as_big(value).and_then(|n| n.to_f64()).unwrap_or(f64::NAN)
        }
        Number::Ratio => to_fraction((value, number)).to_f64(),
        Number::Decimal => object::as_decimal(value).map_or(f64::NAN, |d| d.to_f64()),
    }
}

/// What arithmetic throws for an operand that is no number.
#[cold]
pub(crate) fn not_a_number(cx: &mut Mutator, value: Value) -> heap::Thrown {
    if value.is_nil() {
        return throw::null_receiver(cx, "Object.getClass()", "x");
    }
    throw::class_cast(cx, value, "java.lang.Number")
}
