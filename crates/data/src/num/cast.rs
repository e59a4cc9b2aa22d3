//! Casts: `long`, `int`, `double`, `bigint` and their kin, checked and unchecked, as the JVM has them.

use heap::{Mutator, Result, Value};
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::decimal::{Decimal, MathContext};
use super::object;
use super::tower::{self, Number, view};
use super::{double_to_string, format};
use crate::string::{self, Str};
use crate::{hooks, throw};

/// `*math-context*` as it is bound now.
pub(crate) fn math_context(cx: &mut Mutator) -> Option<MathContext> {
    match hooks::get(cx).math_context {
        Some(context) => context(cx),
        None => None,
    }
}

#[cold]
fn out_of_range(cx: &mut Mutator, target: &str, shown: &str) -> heap::Thrown {
    throw::illegal_argument(cx, format!("Value out of range for {target}: {shown}"))
}

#[cold]
fn no_number(cx: &mut Mutator, value: Value) -> heap::Thrown {
    if value.is_nil() {
        return throw::null_receiver(cx, "java.lang.Number.doubleValue()", "x");
    }
    throw::class_cast(cx, value, "java.lang.Number")
}

/// The largest magnitude that a double may have to become a long.
fn fits_long(d: f64) -> bool {
    // Written so that NaN, which becomes 0, passes.
    !(d < i64::MIN as f64 || d > i64::MAX as f64)
}

fn double_to_long(cx: &mut Mutator, d: f64) -> Result<i64> {
    if fits_long(d) { Ok(d as i64) } else { Err(out_of_range(cx, "long", &double_to_string(d))) }
}

/// Clojure's `long`: numbers in range, without their fraction, and chars.
///
/// # Errors
/// `IllegalArgumentException` out of range; `ClassCastException` when it is no number.
pub fn to_long(cx: &mut Mutator, value: Value) -> Result<i64> {
    if let Some(n) = value.as_fixnum() {
        return Ok(n);
    }
    if let Some(unit) = value.as_char() {
        return Ok(unit as i64);
    }
    match view(value) {
        Some(Number::Double(d)) => double_to_long(cx, d),
        Some(Number::Float(f)) => double_to_long(cx, f as f64),
        // Java goes by way of the double here, and so does the message.
        Some(number @ Number::Decimal) => double_to_long(cx, tower::to_double((value, number))),
        Some(Number::BigInt | Number::BigInteger) => match object::big_as_i64(value) {
            Some(n) => Ok(n),
            None => {
                let shown = object::as_big(value).unwrap_or_default().to_string();
                Err(out_of_range(cx, "long", &shown))
            }
        },
        Some(Number::Ratio) => {
            let integer = tower::fraction_of(value).map(|f| f.truncate()).unwrap_or_default();
            match integer.to_i64() {
                Some(n) => Ok(n),
                None => Err(out_of_range(cx, "long", &integer.to_string())),
            }
        }
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => Ok(number.small().unwrap_or(0)),
        None => Err(no_number(cx, value)),
    }
}

/// Clojure's `int`.
///
/// # Errors
/// `ArithmeticException` for longs out of range, `IllegalArgumentException` for doubles;
/// `ClassCastException` when it is neither number nor char.
pub fn to_int(cx: &mut Mutator, value: Value) -> Result<i32> {
    if let Some(unit) = value.as_char() {
        return Ok(unit as i32);
    }
    match view(value) {
        Some(Number::Double(d)) if d < i32::MIN as f64 || d > i32::MAX as f64 => {
            Err(out_of_range(cx, "int", &double_to_string(d)))
        }
        Some(Number::Float(f)) if (f as f64) < i32::MIN as f64 || f as f64 > i32::MAX as f64 => {
            Err(out_of_range(cx, "int", &format::float_to_string(f)))
        }
        Some(_) => {
            let n = to_long(cx, value)?;
            match i32::try_from(n) {
                Ok(n) => Ok(n),
                Err(_) => Err(throw::arithmetic(cx, "integer overflow")),
            }
        }
        None if value.is_nil() => {
            Err(throw::null_receiver(cx, "java.lang.Character.charValue()", "x"))
        }
        None => Err(throw::class_cast(cx, value, "java.lang.Character")),
    }
}

/// A long in a range, or the exception that shows the value as it was given.
fn to_ranged(cx: &mut Mutator, value: Value, target: &str, min: i64, max: i64) -> Result<i64> {
    let n = to_long(cx, value)?;
    if n < min || n > max {
        let shown = match value.as_char() {
            Some(unit) => String::from_utf16_lossy(&[unit]),
            None => format::to_string(value),
        };
        return Err(out_of_range(cx, target, &shown));
    }
    Ok(n)
}

/// Clojure's `short`.
///
/// # Errors
/// `IllegalArgumentException` out of range; `ClassCastException` when it is no number.
pub fn to_short(cx: &mut Mutator, value: Value) -> Result<i16> {
    Ok(to_ranged(cx, value, "short", i16::MIN as i64, i16::MAX as i64)? as i16)
}

/// Clojure's `byte`.
///
/// # Errors
/// `IllegalArgumentException` out of range; `ClassCastException` when it is no number.
pub fn to_byte(cx: &mut Mutator, value: Value) -> Result<i8> {
    Ok(to_ranged(cx, value, "byte", i8::MIN as i64, i8::MAX as i64)? as i8)
}

/// Clojure's `char`: chars, and numbers that are UTF-16 units.
///
/// # Errors
/// `IllegalArgumentException` out of range; `ClassCastException` when it is no number.
pub fn to_char(cx: &mut Mutator, value: Value) -> Result<u16> {
    match value.as_char() {
        Some(unit) => Ok(unit),
        None if value.is_nil() => {
            Err(throw::null_receiver(cx, "java.lang.Number.longValue()", "x"))
        }
        None => Ok(to_ranged(cx, value, "char", 0, u16::MAX as i64)? as u16),
    }
}

/// Clojure's `double`.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn to_double(cx: &mut Mutator, value: Value) -> Result<f64> {
    match view(value) {
        Some(number) => Ok(tower::to_double((value, number))),
        None => Err(no_number(cx, value)),
    }
}

/// Clojure's `float`.
///
/// # Errors
/// `IllegalArgumentException` when the magnitude is too large; `ClassCastException` when it is no
/// number.
pub fn to_float(cx: &mut Mutator, value: Value) -> Result<f32> {
    if let Some(Number::Float(f)) = view(value) {
        return Ok(f);
    }
    let d = to_double(cx, value)?;
    if d < -(f32::MAX as f64) || d > f32::MAX as f64 {
        let shown = format::to_string(value);
        return Err(out_of_range(cx, "float", &shown));
    }
    Ok(d as f32)
}

/// Java's `longValue`: what does not fit is cut to its low 64 bits, or to the nearest long when it
/// is a double.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn long_value(cx: &mut Mutator, value: Value) -> Result<i64> {
    match view(value) {
        Some(Number::Double(d)) => Ok(d as i64),
        Some(Number::Float(f)) => Ok(f as i64),
        Some(Number::BigInt | Number::BigInteger) => {
            Ok(low_bits(&object::as_big(value).unwrap_or_default()))
        }
        Some(Number::Ratio) => {
            Ok(tower::fraction_of(value).map_or(0, |ratio| low_bits(&ratio.truncate())))
        }
        Some(Number::Decimal) => match object::as_decimal(value).map(|d| d.to_big()) {
            Some(Ok(integer)) => Ok(low_bits(&integer)),
            Some(Err(fault)) => Err(fault.throw(cx)),
            None => Ok(0),
        },
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => Ok(number.small().unwrap_or(0)),
        None => Err(no_number(cx, value)),
    }
}

/// The low 64 bits in two's complement.
fn low_bits(n: &BigInt) -> i64 {
    let magnitude = n.magnitude().iter_u64_digits().next().unwrap_or(0) as i64;
    if n.sign() == num_bigint::Sign::Minus { magnitude.wrapping_neg() } else { magnitude }
}

/// Java's `intValue`, which doubles reach by the nearest int: what `unchecked-int` does.
///
/// # Errors
/// `ClassCastException` or `NullPointerException` when it is no number.
pub fn int_value(cx: &mut Mutator, value: Value) -> Result<i32> {
    match view(value) {
        Some(Number::Double(d)) => Ok(d as i32),
        Some(Number::Float(f)) => Ok(f as i32),
        Some(number @ Number::Ratio) => Ok(tower::to_double((value, number)) as i32),
        Some(_) => Ok(long_value(cx, value)? as i32),
        None if value.is_char() => Ok(value.as_char().unwrap_or(0) as i32),
        None => Err(no_number(cx, value)),
    }
}

/// Clojure's `bigint`: integers, the integer part of others, and texts.
///
/// # Errors
/// `NumberFormatException` for texts that are no integers; `NullPointerException` for nil.
pub fn to_bigint(cx: &mut Mutator, value: Value) -> Result {
    let integer = to_big(cx, value)?;
    object::from_big(cx, &integer)
}

/// Clojure's `biginteger`.
///
/// # Errors
/// As `to_bigint`.
pub fn to_biginteger(cx: &mut Mutator, value: Value) -> Result {
    let integer = to_big(cx, value)?;
    object::from_biginteger(cx, &integer)
}

fn to_big(cx: &mut Mutator, value: Value) -> Result<BigInt> {
    let decimal = match view(value) {
        Some(Number::BigInt | Number::BigInteger) => {
            return Ok(object::as_big(value).unwrap_or_default());
        }
        Some(Number::Ratio) => {
            return Ok(tower::fraction_of(value).map(|f| f.truncate()).unwrap_or_default());
        }
        Some(Number::Double(d)) => decimal_of_double(cx, d)?,
        Some(Number::Float(f)) => decimal_of_double(cx, f as f64)?,
        Some(Number::Decimal) => object::as_decimal(value).unwrap_or_else(Decimal::one),
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => return Ok(BigInt::from(number.small().unwrap_or(0))),
        None => return big_of_text(cx, value),
    };
    decimal.to_big().map_err(|fault| fault.throw(cx))
}

/// What Clojure's constructor call says of an argument that is neither number nor text.
#[cold]
fn no_constructor(cx: &mut Mutator, class: &str) -> heap::Thrown {
    throw::illegal_argument(cx, format!("No matching ctor found for class {class}"))
}

/// `new BigInteger(text)`.
fn big_of_text(cx: &mut Mutator, value: Value) -> Result<BigInt> {
    let Some(text) = string::of(value).map(Str::to_str) else {
        return Err(match value.is_nil() {
            true => throw::null_receiver(cx, "String.length()", "val"),
            false => no_constructor(cx, "java.math.BigInteger"),
        });
    };
    super::parse::big_integer(&text, 10).map_err(|fault| fault.throw(cx))
}

/// Clojure's `bigdec`.
///
/// # Errors
/// `NumberFormatException` for texts that are no decimals, infinities and NaN;
/// `ArithmeticException` for ratios whose decimals have no end.
pub fn to_bigdec(cx: &mut Mutator, value: Value) -> Result {
    let decimal = match view(value) {
        Some(Number::Decimal) => return Ok(value),
        Some(Number::Double(d)) => decimal_of_double(cx, d)?,
        Some(Number::Float(f)) => decimal_of_double(cx, f as f64)?,
        Some(number) => tower::to_decimal(cx, (value, number))?,
        None => match string::of(value).map(Str::to_str) {
            Some(text) => match super::parse::decimal(&text) {
                Ok(decimal) => decimal,
                Err(fault) => return Err(fault.throw(cx)),
            },
            None if value.is_nil() => {
                return Err(throw::null_receiver(cx, "Object.getClass()", "val"));
            }
            None => return Err(no_constructor(cx, "java.math.BigDecimal")),
        },
    };
    object::from_decimal(cx, &decimal)
}

/// `BigDecimal.valueOf(double)`: the decimal of the double's shortest text.
pub(super) fn decimal_of_double(cx: &mut Mutator, d: f64) -> Result<Decimal> {
    super::parse::decimal(&double_to_string(d)).map_err(|fault| fault.throw(cx))
}

/// What a parameter hinted `^long` holds: as `to_long`, of numbers alone.
///
/// # Errors
/// As for `to_long`.
pub fn hinted_long(cx: &mut Mutator, value: Value) -> Result {
    if value.is_char() {
        return Err(no_number(cx, value));
    }
    let number = to_long(cx, value)?;
    object::from_i64(cx, number)
}

/// What a parameter or a result hinted `^double` is.
///
/// # Errors
/// As for `to_double`.
pub fn hinted_double(cx: &mut Mutator, value: Value) -> Result {
    let number = to_double(cx, value)?;
    object::from_f64(cx, number)
}

/// What a result hinted `^long` is: as `long_value`.
///
/// # Errors
/// As for `long_value`.
pub fn hinted_long_result(cx: &mut Mutator, value: Value) -> Result {
    if value.is_nil() {
        return Err(throw::null_receiver(cx, "java.lang.Number.longValue()", "x"));
    }
    let number = long_value(cx, value)?;
    object::from_i64(cx, number)
}

/// Refuses to divide a primitive long by zero.
///
/// # Errors
/// `ArithmeticException` when the divisor is zero.
pub fn refuse_zero(cx: &mut Mutator, divisor: Value) -> Result<()> {
    if divisor == Value::small(0) { Err(throw::arithmetic(cx, "/ by zero")) } else { Ok(()) }
}
