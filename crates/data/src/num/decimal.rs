//! `java.math.BigDecimal`: unscaled digits and a scale, with Java's rules for scales and rounding.

use heap::{Mutator, Thrown};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fraction::Fraction;
use crate::{throw, throwable};

/// `unscaled × 10^-scale`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub unscaled: BigInt,
    pub scale: i32,
}

/// How many digits a result keeps, and what becomes of the others. Precision 0 keeps all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MathContext {
    pub precision: u32,
    pub rounding: Rounding,
}

impl MathContext {
    pub const DECIMAL64: MathContext = MathContext { precision: 16, rounding: Rounding::HalfEven };
}

/// `java.math.RoundingMode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    Unnecessary,
}

/// Why an operation on decimals has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    NonTerminating,
    DivideByZero,
    RoundingNecessary,
    DivisionImpossible,
    /// The scale leaves the range of an int.
    Overflow,
    Underflow,
    /// More digits than any memory holds.
    TooLarge,
}

impl Fault {
    pub fn message(self) -> &'static str {
        match self {
            Fault::NonTerminating => {
                "Non-terminating decimal expansion; no exact representable decimal result."
            }
            Fault::DivideByZero => "Divide by zero",
            Fault::RoundingNecessary => "Rounding necessary",
            Fault::DivisionImpossible => "Division impossible",
            Fault::Overflow => "Overflow",
            Fault::Underflow => "Underflow",
            Fault::TooLarge => "BigInteger would overflow supported range",
        }
    }

    #[cold]
    pub fn throw(self, cx: &mut Mutator) -> Thrown {
        match self {
            Fault::TooLarge => throwable::out_of_memory(cx),
            Fault::NonTerminating
            | Fault::DivideByZero
            | Fault::RoundingNecessary
            | Fault::DivisionImpossible
            | Fault::Overflow
            | Fault::Underflow => throw::arithmetic(cx, self.message()),
        }
    }
}

type Outcome<T = Decimal> = core::result::Result<T, Fault>;

/// Powers of ten with more digits than this are refused.
const MAX_DIGITS: i64 = 10_000_000;

fn power_of_ten(exponent: i64) -> Outcome<BigInt> {
    if exponent > MAX_DIGITS {
        return Err(Fault::TooLarge);
    }
    Ok(BigInt::from(10u8).pow(u32::try_from(exponent).unwrap_or(0)))
}

impl From<BigInt> for Decimal {
    fn from(unscaled: BigInt) -> Decimal {
        Decimal { unscaled, scale: 0 }
    }
}

impl Decimal {
    pub fn one() -> Decimal {
        Decimal::from(BigInt::one())
    }

    fn zero(scale: i64) -> Decimal {
        Decimal {
            unscaled: BigInt::ZERO,
            scale: scale.clamp(i32::MIN as i64, i32::MAX as i64) as i32,
        }
    }

    fn checked(unscaled: BigInt, scale: i64) -> Outcome {
        if unscaled.is_zero() {
            return Ok(Decimal::zero(scale));
        }
        match i32::try_from(scale) {
            Ok(scale) => Ok(Decimal { unscaled, scale }),
            Err(_) if scale > 0 => Err(Fault::Underflow),
            Err(_) => Err(Fault::Overflow),
        }
    }

    /// The exact value of a double, digit by digit; `None` for infinities and NaN.
    pub fn exact(d: f64) -> Option<Decimal> {
        if !d.is_finite() {
            return None;
        }
        if d == 0.0 {
            return Some(Decimal::from(BigInt::ZERO));
        }
        let bits = d.to_bits();
        let raw_exponent = (bits >> 52 & 0x7ff) as i32;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, exponent) = match raw_exponent {
            0 => (fraction, -1074),
            _ => (fraction | 1 << 52, raw_exponent - 1075),
        };
        let zeros = mantissa.trailing_zeros() as i32;
        let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
        let mantissa = if d < 0.0 { -BigInt::from(mantissa) } else { BigInt::from(mantissa) };
        Some(if exponent >= 0 {
            Decimal::from(mantissa << exponent)
        } else {
            // m / 2^k = m × 5^k / 10^k
            let scale = -exponent;
            Decimal { unscaled: mantissa * BigInt::from(5u8).pow(scale as u32), scale }
        })
    }

    /// Number of digits of the unscaled part; 1 for zero.
    pub fn precision(&self) -> u32 {
        digits(&self.unscaled)
    }

    pub fn signum(&self) -> i32 {
        match self.unscaled.sign() {
            Sign::Minus => -1,
            Sign::NoSign => 0,
            Sign::Plus => 1,
        }
    }

    pub fn to_f64(&self) -> f64 {
        // Rust's parser rounds correctly, whatever the number of digits.
        let text = format!("{}e{}", self.unscaled, -(self.scale as i64));
        text.parse().unwrap_or(f64::NAN)
    }

    /// Without the fractional part.
    pub fn to_big(&self) -> Outcome<BigInt> {
        let scale = self.scale as i64;
        if scale <= 0 {
            if self.unscaled.is_zero() {
                return Ok(BigInt::ZERO);
            }
            Ok(&self.unscaled * power_of_ten(-scale)?)
        } else if scale > self.precision() as i64 {
            Ok(BigInt::ZERO)
        } else {
            Ok(&self.unscaled / power_of_ten(scale)?)
        }
    }

    pub fn to_fraction(&self) -> Outcome<Fraction> {
        let scale = self.scale as i64;
        Ok(if scale <= 0 {
            Fraction { numerator: self.to_big()?, denominator: BigInt::one() }
        } else {
            Fraction { numerator: self.unscaled.clone(), denominator: power_of_ten(scale)? }
        })
    }

    /// Both unscaled parts at the larger of the two scales.
    fn align(&self, other: &Decimal) -> Outcome<(BigInt, BigInt, i64)> {
        let (a, b) = (self.scale as i64, other.scale as i64);
        let at = |decimal: &Decimal, steps: i64| {
            if steps == 0 || decimal.unscaled.is_zero() {
                Ok(decimal.unscaled.clone())
            } else {
                power_of_ten(steps).map(|power| &decimal.unscaled * power)
            }
        };
        let scale = a.max(b);
        Ok((at(self, scale - a)?, at(other, scale - b)?, scale))
    }

    pub fn compare(&self, other: &Decimal) -> Outcome<core::cmp::Ordering> {
        let signs = self.signum().cmp(&other.signum());
        if signs.is_ne() || self.signum() == 0 {
            return Ok(signs);
        }
        // The position of the first digit decides nearly always, and needs no large powers.
        let leading = |d: &Decimal| d.precision() as i64 - d.scale as i64;
        let order = leading(self).cmp(&leading(other));
        if order.is_ne() {
            return Ok(if self.signum() < 0 { order.reverse() } else { order });
        }
        let (a, b, _) = self.align(other)?;
        Ok(a.cmp(&b))
    }

    pub fn add(&self, other: &Decimal, context: Option<MathContext>) -> Outcome {
        match context.filter(|context| context.precision > 0) {
            Some(context) if self.unscaled.is_zero() || other.unscaled.is_zero() => {
                self.add_zero(other, context)
            }
            Some(context) => {
                let (a, b, scale) = self.align(other)?;
                Decimal::checked(a + b, scale)?.round(context)
            }
            None => {
                let (a, b, scale) = self.align(other)?;
                Decimal::checked(a + b, scale)
            }
        }
    }

    /// The sum under a math context when one of the two is zero: the other, brought as near to the
    /// larger scale as the precision allows.
    fn add_zero(&self, other: &Decimal, context: MathContext) -> Outcome {
        let preferred = self.scale.max(other.scale) as i64;
        if self.unscaled.is_zero() && other.unscaled.is_zero() {
            return Ok(Decimal::zero(preferred));
        }
        let rounded = if self.unscaled.is_zero() { other } else { self }.round(context)?;
        let scale = rounded.scale as i64;
        if scale >= preferred {
            return rounded.strip_to(preferred);
        }
        let room = context.precision as i64 - rounded.precision() as i64;
        rounded.rescale(scale + room.min(preferred - scale))
    }

    pub fn negate(&self) -> Decimal {
        Decimal { unscaled: -&self.unscaled, scale: self.scale }
    }

    pub fn multiply(&self, other: &Decimal, context: Option<MathContext>) -> Outcome {
        if super::arithmetic::is_product_too_large(&self.unscaled, &other.unscaled) {
            return Err(Fault::TooLarge);
        }
        let product = &self.unscaled * &other.unscaled;
        let product = Decimal::checked(product, self.scale as i64 + other.scale as i64)?;
        product.round_in(context)
    }

    /// The quotient: exact without a context, else to its precision.
    pub fn divide(&self, other: &Decimal, context: Option<MathContext>) -> Outcome {
        if other.unscaled.is_zero() {
            return Err(Fault::DivideByZero);
        }
        let preferred = self.scale as i64 - other.scale as i64;
        if self.unscaled.is_zero() {
            return Ok(Decimal::zero(preferred));
        }
        match context.filter(|context| context.precision > 0) {
            Some(context) => self.divide_rounded(other, preferred, context),
            None => self.divide_exactly(other, preferred),
        }
    }

    /// The exact quotient at the smallest scale from `preferred` on that can hold it.
    fn divide_exactly(&self, other: &Decimal, preferred: i64) -> Outcome {
        let common = self.unscaled.gcd(&other.unscaled);
        let mut denominator = &other.unscaled / &common;
        let mut numerator = &self.unscaled / &common;
        if denominator.is_negative() {
            denominator = -denominator;
            numerator = -numerator;
        }
        let twos = denominator.trailing_zeros().unwrap_or(0);
        let mut rest = denominator >> twos;
        let (five, mut fives) = (BigInt::from(5u8), 0u64);
        loop {
            let (quotient, remainder) = rest.div_rem(&five);
            if !remainder.is_zero() {
                break;
            }
            rest = quotient;
            fives += 1;
        }
        if !rest.is_one() {
            return Err(Fault::NonTerminating);
        }
        let steps = twos.max(fives);
        let factor = (BigInt::one() << (steps - twos)) * five.pow((steps - fives) as u32);
        Decimal::checked(numerator * factor, preferred + steps as i64)
    }

    /// The quotient to the context's precision; an exact one with as few digits as `preferred`
    /// allows.
    fn divide_rounded(&self, other: &Decimal, preferred: i64, context: MathContext) -> Outcome {
        let precision = context.precision as i64;
        // Enough digits that the integer quotient has at least the precision asked for.
        let steps = precision + 3 + other.precision() as i64 - self.precision() as i64;
        let (numerator, denominator) = if steps >= 0 {
            (&self.unscaled * power_of_ten(steps)?, other.unscaled.clone())
        } else {
            (self.unscaled.clone(), &other.unscaled * power_of_ten(-steps)?)
        };
        let (quotient, remainder) = numerator.div_rem(&denominator);
        let exact = remainder.is_zero();
        let negative = self.unscaled.is_negative() != other.unscaled.is_negative();
        let excess = digits(&quotient) as i64 - precision;
        let (rounded, dropped) =
            round_digits(&quotient, excess, !exact, negative, context.rounding)?;
        let (rounded, excess) = match digits(&rounded) as i64 - precision {
            1 => (rounded / 10, excess + 1),
            _ => (rounded, excess),
        };
        let result = Decimal::checked(rounded, preferred + steps - excess)?;
        if exact && !dropped { result.strip_to(preferred) } else { Ok(result) }
    }

    /// The integer part of the quotient.
    pub fn quotient(&self, other: &Decimal, context: Option<MathContext>) -> Outcome {
        let preferred = self.scale as i64 - other.scale as i64;
        if other.unscaled.is_zero() {
            return Err(Fault::DivideByZero);
        }
        if self.abs().compare(&other.abs())?.is_lt() {
            return Ok(Decimal::zero(preferred));
        }
        if let Some(context) = context.filter(|context| context.precision > 0) {
            return self.quotient_rounded(other, preferred, context);
        }
        let (a, b, _) = self.align(other)?;
        let integer = Decimal::from(a / b);
        if preferred >= 0 { integer.rescale(preferred) } else { integer.strip_to(preferred) }
    }

    fn quotient_rounded(&self, other: &Decimal, preferred: i64, context: MathContext) -> Outcome {
        let down = MathContext { precision: context.precision, rounding: Rounding::Down };
        let mut result = self.divide(other, Some(down))?;
        if result.scale < 0 {
            let rest = self.add(&result.multiply(other, None)?.negate(), None)?;
            if rest.abs().compare(&other.abs())?.is_ge() {
                return Err(Fault::DivisionImpossible);
            }
        } else if result.scale > 0 {
            result = Decimal::from(result.to_big()?);
        }
        let scale = result.scale as i64;
        let room = context.precision as i64 - result.precision() as i64;
        if preferred > scale && room > 0 {
            result.rescale(scale + room.min(preferred - scale))
        } else {
            result.strip_to(preferred)
        }
    }

    pub fn remainder(&self, other: &Decimal, context: Option<MathContext>) -> Outcome {
        let quotient = self.quotient(other, context)?;
        self.add(&quotient.multiply(other, None)?.negate(), None)
    }

    pub fn abs(&self) -> Decimal {
        Decimal { unscaled: self.unscaled.abs(), scale: self.scale }
    }

    /// The same number at a scale that loses nothing.
    fn rescale(&self, scale: i64) -> Outcome {
        let steps = scale - self.scale as i64;
        if self.unscaled.is_zero() {
            return Ok(Decimal::zero(scale));
        }
        if steps < 0 {
            return self.set_scale(scale, Rounding::Unnecessary);
        }
        Decimal::checked(&self.unscaled * power_of_ten(steps)?, scale)
    }

    /// Java's `setScale`.
    pub fn set_scale(&self, scale: i64, rounding: Rounding) -> Outcome {
        let drop = self.scale as i64 - scale;
        if drop <= 0 {
            return self.rescale(scale);
        }
        let negative = self.unscaled.is_negative();
        let (rounded, _) = round_digits(&self.unscaled, drop, false, negative, rounding)?;
        Decimal::checked(rounded, scale)
    }

    /// Drops trailing zeros while the scale stays above `preferred`.
    fn strip_to(&self, preferred: i64) -> Outcome {
        let (mut unscaled, mut scale) = (self.unscaled.clone(), self.scale as i64);
        if unscaled.is_zero() {
            return Ok(Decimal::zero(preferred.min(scale)));
        }
        let ten = BigInt::from(10u8);
        while scale > preferred {
            let (quotient, remainder) = unscaled.div_rem(&ten);
            if !remainder.is_zero() {
                break;
            }
            unscaled = quotient;
            scale -= 1;
        }
        Decimal::checked(unscaled, scale)
    }

    /// Java's `stripTrailingZeros`.
    pub fn strip_trailing_zeros(&self) -> Decimal {
        if self.unscaled.is_zero() {
            return Decimal::from(BigInt::ZERO);
        }
        self.strip_to(i32::MIN as i64).unwrap_or_else(|_| self.clone())
    }

    /// Java's `round`, or the number itself without a context.
    pub fn round_in(self, context: Option<MathContext>) -> Outcome {
        match context {
            Some(context) => self.round(context),
            None => Ok(self),
        }
    }

    pub fn round(&self, context: MathContext) -> Outcome {
        let mut result = self.clone();
        loop {
            let drop = result.precision() as i64 - context.precision as i64;
            if context.precision == 0 || drop <= 0 {
                return Ok(result);
            }
            // Rounding 9.99 up makes one digit more: then once again.
            result = result.set_scale(result.scale as i64 - drop, context.rounding)?;
        }
    }

    /// Java's `hashCode`.
    pub fn hash_code(&self) -> i32 {
        super::order::big_hash(&self.unscaled).wrapping_mul(31).wrapping_add(self.scale)
    }
}

/// Number of decimal digits; 1 for zero.
fn digits(n: &BigInt) -> u32 {
    if n.is_zero() {
        return 1;
    }
    if let Some(small) = n.magnitude().to_u64() {
        return small.ilog10() + 1;
    }
    // The estimate from the bits is right or one too small.
    let estimate = ((n.bits() - 1) as f64 * core::f64::consts::LOG10_2) as u32;
    let power = BigInt::from(10u8).pow(estimate);
    let magnitude = n.abs();
    let ten = &power * 10u8;
    if magnitude >= ten {
        estimate + 2
    } else if magnitude >= power {
        estimate + 1
    } else {
        estimate
    }
}

/// Drops the last `drop` digits of `n`, to which `more` says that others follow that are not zero;
/// tells also whether anything other than zeros was dropped.
fn round_digits(
    n: &BigInt,
    drop: i64,
    more: bool,
    negative: bool,
    rounding: Rounding,
) -> Outcome<(BigInt, bool)> {
    if drop <= 0 && !more {
        return Ok((n.clone(), false));
    }
    let power = power_of_ten(drop.min(digits(n) as i64 + 2))?;
    let (quotient, remainder) = n.div_rem(&power);
    let dropped = more || !remainder.is_zero();
    if !dropped {
        return Ok((quotient, false));
    }
    let doubled = remainder.abs() * 2u8;
    let half = doubled.cmp(&power).then(if more {
        core::cmp::Ordering::Greater
    } else {
        core::cmp::Ordering::Equal
    });
    let away = match rounding {
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::HalfUp => half.is_ge(),
        Rounding::HalfDown => half.is_gt(),
        Rounding::HalfEven => half.is_gt() || (half.is_eq() && quotient.is_odd()),
        Rounding::Unnecessary => return Err(Fault::RoundingNecessary),
    };
    let step = if negative { -1 } else { 1 };
    Ok((if away { quotient + step } else { quotient }, true))
}

/// Java's `toString`: plain for small exponents, with `E` otherwise.
impl core::fmt::Display for Decimal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.unscaled);
        }
        let digits = self.unscaled.magnitude().to_string();
        let sign = if self.unscaled.is_negative() { "-" } else { "" };
        let scale = self.scale as i64;
        let adjusted = digits.len() as i64 - 1 - scale;
        if scale >= 0 && adjusted >= -6 {
            return match digits.len().checked_sub(scale as usize) {
                Some(whole) if whole > 0 => {
                    write!(f, "{sign}{}.{}", &digits[..whole], &digits[whole..])
                }
                // A width as an argument of `format!` has 16 bits only.
                _ => {
                    let zeros = "0".repeat(scale as usize - digits.len());
                    write!(f, "{sign}0.{zeros}{digits}")
                }
            };
        }
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        write!(f, "{sign}{first}{point}{rest}")?;
        if adjusted == 0 { Ok(()) } else { write!(f, "E{adjusted:+}") }
    }
}
