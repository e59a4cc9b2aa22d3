//! `java.math.BigInteger`.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use data::num::big;

use crate::prelude::*;

/// A parameter or result of this class. A `clojure.lang.BigInt` or a long is taken too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Big(pub BigInt);

impl runtime::native::FromValue for Big {
    const PARAM: runtime::class::ParamType = runtime::class::ParamType::Any;

    fn from_value(cx: &mut Mutator, value: Value) -> Result<Big> {
        if let Some(n) = data::num::as_big(value) {
            return Ok(Big(n));
        }
        if let Some(n) = data::num::as_integer(value) {
            return Ok(Big(n.into()));
        }
        Err(data::throw::class_cast(cx, value, "java.math.BigInteger"))
    }
}

impl runtime::native::IntoValue for Big {
    fn into_value(self, cx: &mut Mutator) -> Result {
        data::num::from_biginteger(cx, &self.0)
    }
}

/// Numbers with more bits than this are refused.
const MOST_BITS: u64 = 1 << 30;

fn arithmetic<T>(cx: &mut Mutator, message: &str) -> Result<T> {
    Err(data::throw::arithmetic(cx, message))
}

fn shift(cx: &mut Mutator, n: &BigInt, by: i64) -> Result<Big> {
    if by >= 0 {
        return big::shift_left(cx, n, by as u64).map(Big);
    }
    Ok(Big(n >> by.unsigned_abs()))
}

/// Whether a number is very probably prime: trial division, then Miller and Rabin.
fn is_probable_prime(n: &BigInt) -> bool {
    let n = n.abs();
    const SMALL: [u32; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < BigInt::from(2) {
        return false;
    }
    for prime in SMALL {
        if (&n % prime).is_zero() {
            return n == BigInt::from(prime);
        }
    }
    let one = BigInt::one();
    let less: BigInt = &n - &one;
    let twos = less.trailing_zeros().unwrap_or(0);
    let odd: BigInt = &less >> twos;
    SMALL.iter().all(|base| {
        let mut x = BigInt::from(*base).modpow(&odd, &n);
        if x == one || x == less {
            return true;
        }
        for _ in 1..twos {
            x = &x * &x % &n;
            if x == less {
                return true;
            }
        }
        false
    })
}

/// What `n mod m` needs: a modulus above zero.
fn modulus(cx: &mut Mutator, m: &BigInt) -> Result<()> {
    if m.is_positive() { Ok(()) } else { arithmetic(cx, "BigInteger: modulus not positive") }
}

#[host_class("java.math.BigInteger")]
pub mod big_integer {
    use super::*;

    #[field("ZERO")]
    fn zero(_cx: &mut Mutator) -> Result<Big> {
        Ok(Big(BigInt::ZERO))
    }

    #[field("ONE")]
    fn one(_cx: &mut Mutator) -> Result<Big> {
        Ok(Big(BigInt::one()))
    }

    #[field("TWO")]
    fn two(_cx: &mut Mutator) -> Result<Big> {
        Ok(Big(2.into()))
    }

    #[field("TEN")]
    fn ten(_cx: &mut Mutator) -> Result<Big> {
        Ok(Big(10.into()))
    }

    #[constructor]
    fn new(cx: &mut Mutator, source: Value, second: Option<Value>) -> Result<Big> {
        if let Some(bytes) = data::array::element::to_bytes(source) {
            return Ok(Big(BigInt::from_signed_bytes_be(&bytes)));
        }
        // A sign and a magnitude in bytes.
        if let Some(bytes) = second.and_then(data::array::element::to_bytes) {
            let sign = match data::num::to_int(cx, source)? {
                0 => Sign::NoSign,
                n if n < 0 => Sign::Minus,
                _ => Sign::Plus,
            };
            return Ok(Big(BigInt::from_bytes_be(sign, &bytes)));
        }
        let Some(text) = data::string::of(source) else {
            return Err(data::throw::class_cast(cx, source, "java.lang.String"));
        };
        let radix = match second {
            Some(radix) => data::num::to_int(cx, radix)?,
            None => 10,
        };
        if !(2..=36).contains(&radix) {
            return Err(data::throw::number_format(cx, "Radix out of range"));
        }
        let text = text.to_str();
        let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
        if digits.is_empty() {
            return Err(data::throw::number_format(cx, "Zero length BigInteger"));
        }
        let parsed = match digits.contains(['-', '+', '_']) {
            true => None,
            false => BigInt::parse_bytes(text.trim_start_matches('+').as_bytes(), radix as u32),
        };
        match parsed {
            Some(n) => Ok(Big(n)),
            None if digits.contains(['-', '+']) => {
                Err(data::throw::number_format(cx, "Illegal embedded sign character"))
            }
            None => {
                let message = format!("For input string: \"{digits}\"");
                Err(data::throw::number_format(cx, message))
            }
        }
    }

    #[method("valueOf")]
    fn value_of(_cx: &mut Mutator, n: i64) -> Result<Big> {
        Ok(Big(n.into()))
    }

    #[instance_method("add")]
    fn add(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 + other.0))
    }

    #[instance_method("subtract")]
    fn subtract(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 - other.0))
    }

    #[instance_method("multiply")]
    fn multiply(cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        big::multiply(cx, &this.0, &other.0).map(Big)
    }

    #[instance_method("divide")]
    fn divide(cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        if other.0.is_zero() {
            return arithmetic(cx, "BigInteger divide by zero");
        }
        Ok(Big(this.0 / other.0))
    }

    #[instance_method("remainder")]
    fn remainder(cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        if other.0.is_zero() {
            return arithmetic(cx, "BigInteger divide by zero");
        }
        Ok(Big(this.0 % other.0))
    }

    #[instance_method("divideAndRemainder")]
    fn divide_and_remainder(cx: &mut Mutator, this: Big, other: Big) -> Result {
        let quotient = divide(cx, this.clone(), other.clone())?;
        let rest = remainder(cx, this, other)?;
        let quotient = data::num::from_biginteger(cx, &quotient.0)?;
        let rest = data::num::from_biginteger(cx, &rest.0)?;
        array_of(cx, "java.math.BigInteger", &[quotient, rest])
    }

    #[instance_method("mod")]
    fn modulo(cx: &mut Mutator, this: Big, m: Big) -> Result<Big> {
        modulus(cx, &m.0)?;
        Ok(Big(this.0.mod_floor(&m.0)))
    }

    #[instance_method("modPow")]
    fn mod_pow(cx: &mut Mutator, this: Big, exponent: Big, m: Big) -> Result<Big> {
        modulus(cx, &m.0)?;
        if exponent.0.is_negative() {
            let inverse = mod_inverse(cx, this, Big(m.0.clone()))?;
            return Ok(Big(inverse.0.modpow(&-exponent.0, &m.0)));
        }
        Ok(Big(this.0.modpow(&exponent.0, &m.0)))
    }

    #[instance_method("modInverse")]
    fn mod_inverse(cx: &mut Mutator, this: Big, m: Big) -> Result<Big> {
        modulus(cx, &m.0)?;
        match this.0.mod_floor(&m.0).modinv(&m.0) {
            Some(inverse) => Ok(Big(inverse)),
            None => arithmetic(cx, "BigInteger not invertible."),
        }
    }

    #[instance_method("pow")]
    fn pow(cx: &mut Mutator, this: Big, exponent: i64) -> Result<Big> {
        let Ok(exponent) = u32::try_from(exponent) else {
            return arithmetic(cx, "Negative exponent");
        };
        big::pow(cx, &this.0, exponent).map(Big)
    }

    #[instance_method("sqrt")]
    fn sqrt(cx: &mut Mutator, this: Big) -> Result<Big> {
        if this.0.is_negative() {
            return arithmetic(cx, "Negative BigInteger");
        }
        Ok(Big(this.0.sqrt()))
    }

    #[instance_method("gcd")]
    fn gcd(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0.gcd(&other.0)))
    }

    #[instance_method("abs")]
    fn abs(_cx: &mut Mutator, this: Big) -> Result<Big> {
        Ok(Big(this.0.abs()))
    }

    #[instance_method("negate")]
    fn negate(_cx: &mut Mutator, this: Big) -> Result<Big> {
        Ok(Big(-this.0))
    }

    #[instance_method("signum")]
    fn signum(_cx: &mut Mutator, this: Big) -> Result<Int> {
        Ok(Int(this.0.signum().to_i32().unwrap_or(0)))
    }

    #[instance_method("max")]
    fn max(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0.max(other.0)))
    }

    #[instance_method("min")]
    fn min(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0.min(other.0)))
    }

    #[instance_method("and")]
    fn and(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 & other.0))
    }

    #[instance_method("or")]
    fn or(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 | other.0))
    }

    #[instance_method("xor")]
    fn xor(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 ^ other.0))
    }

    #[instance_method("not")]
    fn not(_cx: &mut Mutator, this: Big) -> Result<Big> {
        Ok(Big(!this.0))
    }

    #[instance_method("andNot")]
    fn and_not(_cx: &mut Mutator, this: Big, other: Big) -> Result<Big> {
        Ok(Big(this.0 & !other.0))
    }

    #[instance_method("shiftLeft")]
    fn shift_left(cx: &mut Mutator, this: Big, by: i64) -> Result<Big> {
        shift(cx, &this.0, by)
    }

    #[instance_method("shiftRight")]
    fn shift_right(cx: &mut Mutator, this: Big, by: i64) -> Result<Big> {
        shift(cx, &this.0, by.saturating_neg())
    }

    #[instance_method("testBit")]
    fn test_bit(cx: &mut Mutator, this: Big, at: i64) -> Result<bool> {
        match u64::try_from(at) {
            Ok(at) => Ok(this.0.bit(at)),
            Err(_) => arithmetic(cx, "Negative bit address"),
        }
    }

    #[instance_method("setBit")]
    fn set_bit(cx: &mut Mutator, this: Big, at: i64) -> Result<Big> {
        match u64::try_from(at).ok().filter(|at| *at < MOST_BITS) {
            Some(at) => {
                let mut n = this.0;
                n.set_bit(at, true);
                Ok(Big(n))
            }
            None => arithmetic(cx, "Negative bit address"),
        }
    }

    #[instance_method("clearBit")]
    fn clear_bit(cx: &mut Mutator, this: Big, at: i64) -> Result<Big> {
        match u64::try_from(at).ok().filter(|at| *at < MOST_BITS) {
            Some(at) => {
                let mut n = this.0;
                n.set_bit(at, false);
                Ok(Big(n))
            }
            None => arithmetic(cx, "Negative bit address"),
        }
    }

    #[instance_method("bitLength")]
    fn bit_length(_cx: &mut Mutator, this: Big) -> Result<Int> {
        let bits = if this.0.is_negative() { BigInt::bits(&(&this.0 + 1)) } else { this.0.bits() };
        Ok(Int(bits as i32))
    }

    #[instance_method("bitCount")]
    fn bit_count(_cx: &mut Mutator, this: Big) -> Result<Int> {
        let n = if this.0.is_negative() { !this.0 } else { this.0 };
        Ok(Int(n.magnitude().count_ones() as i32))
    }

    #[instance_method("getLowestSetBit")]
    fn lowest_set_bit(_cx: &mut Mutator, this: Big) -> Result<Int> {
        Ok(Int(this.0.trailing_zeros().map_or(-1, |at| at as i32)))
    }

    #[instance_method("isProbablePrime")]
    fn probable_prime(_cx: &mut Mutator, this: Big, certainty: i64) -> Result<bool> {
        Ok(certainty <= 0 || is_probable_prime(&this.0))
    }

    #[instance_method("nextProbablePrime")]
    fn next_prime(cx: &mut Mutator, this: Big) -> Result<Big> {
        if this.0.is_negative() {
            let message = format!("start < 0: {}", this.0);
            return arithmetic(cx, &message);
        }
        let mut n = this.0 + 1;
        while !is_probable_prime(&n) {
            n += 1;
            cx.safepoint()?;
        }
        Ok(Big(n))
    }

    #[instance_method("toByteArray")]
    fn to_byte_array(cx: &mut Mutator, this: Big) -> Result {
        data::array::element::from_bytes(cx, &this.0.to_signed_bytes_be())
    }

    #[instance_method("toString")]
    fn to_text(_cx: &mut Mutator, this: Big, radix: Option<i64>) -> Result<String> {
        let radix = radix.filter(|radix| (2..=36).contains(radix)).unwrap_or(10);
        Ok(this.0.to_str_radix(radix as u32))
    }

    #[instance_method("longValueExact")]
    fn long_exact(cx: &mut Mutator, this: Big) -> Result<i64> {
        match this.0.to_i64() {
            Some(n) => Ok(n),
            None => arithmetic(cx, "BigInteger out of long range"),
        }
    }

    #[instance_method("intValueExact")]
    fn int_exact(cx: &mut Mutator, this: Big) -> Result<Int> {
        match this.0.to_i32() {
            Some(n) => Ok(Int(n)),
            None => arithmetic(cx, "BigInteger out of int range"),
        }
    }
}

#[host_class("clojure.lang.BigInt")]
pub mod clojure_big_int {
    use super::*;

    #[method("fromBigInteger")]
    fn from_big_integer(cx: &mut Mutator, n: Big) -> Result {
        data::num::from_big(cx, &n.0)
    }

    #[method("fromLong")]
    fn from_long(cx: &mut Mutator, n: i64) -> Result {
        data::num::from_big(cx, &n.into())
    }

    #[method("valueOf")]
    fn value_of(cx: &mut Mutator, n: i64) -> Result {
        data::num::from_big(cx, &n.into())
    }

    #[instance_method("toBigInteger")]
    fn to_big_integer(_cx: &mut Mutator, this: Big) -> Result<Big> {
        Ok(this)
    }

    #[instance_method("bitLength")]
    fn bit_length(_cx: &mut Mutator, this: Big) -> Result<Int> {
        let bits = if this.0.is_negative() { BigInt::bits(&(&this.0 + 1)) } else { this.0.bits() };
        Ok(Int(bits as i32))
    }
}

#[host_class("clojure.lang.Ratio")]
pub mod ratio {
    use super::*;

    #[instance_field("numerator")]
    fn numerator(cx: &mut Mutator, this: Value) -> Result {
        data::num::numerator(cx, this)
    }

    #[instance_field("denominator")]
    fn denominator(cx: &mut Mutator, this: Value) -> Result {
        data::num::denominator(cx, this)
    }
}
