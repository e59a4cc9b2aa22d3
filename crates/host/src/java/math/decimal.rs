//! `java.math.BigDecimal`, `MathContext` and `RoundingMode`.

use data::num::{Decimal, MathContext, Rounding};
use data::{host_object, kind};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::integer::Big;
use crate::prelude::*;

/// A parameter or result of class `BigDecimal`.
#[derive(Clone, Debug)]
pub struct Dec(pub Decimal);

impl runtime::native::FromValue for Dec {
    const PARAM: runtime::class::ParamType =
        runtime::class::ParamType::Class("java.math.BigDecimal");

    fn from_value(cx: &mut Mutator, value: Value) -> Result<Dec> {
        match data::num::as_decimal(value) {
            Some(decimal) => Ok(Dec(decimal)),
            None => Err(data::throw::class_cast(cx, value, "java.math.BigDecimal")),
        }
    }
}

impl runtime::native::IntoValue for Dec {
    fn into_value(self, cx: &mut Mutator) -> Result {
        data::num::from_decimal(cx, &self.0)
    }
}

/// The result of an operation, or the exception that says why there is none.
fn outcome(
    cx: &mut Mutator,
    result: std::result::Result<Decimal, data::num::Fault>,
) -> Result<Dec> {
    result.map(Dec).map_err(|fault| fault.throw(cx))
}

const MODES: [(&str, Rounding); 8] = [
    ("UP", Rounding::Up),
    ("DOWN", Rounding::Down),
    ("CEILING", Rounding::Ceiling),
    ("FLOOR", Rounding::Floor),
    ("HALF_UP", Rounding::HalfUp),
    ("HALF_DOWN", Rounding::HalfDown),
    ("HALF_EVEN", Rounding::HalfEven),
    ("UNNECESSARY", Rounding::Unnecessary),
];

const ROUNDING_MODE: &str = "java.math.RoundingMode";

/// The rounding that a value means: a mode, or a number of the old constants.
fn rounding(cx: &mut Mutator, value: Value) -> Result<Rounding> {
    let found = match crate::java::constants::ordinal(cx, value, ROUNDING_MODE)? {
        Some(ordinal) => MODES.get(ordinal),
        None if data::num::is_number(value) => {
            let number = data::num::to_int(cx, value)?;
            usize::try_from(number).ok().and_then(|number| MODES.get(number))
        }
        None => return Err(data::throw::class_cast(cx, value, ROUNDING_MODE)),
    };
    match found {
        Some((_, rounding)) => Ok(*rounding),
        None => Err(data::throw::illegal_argument(cx, "Invalid rounding mode")),
    }
}

const MATH_CONTEXT: &str = "java.math.MathContext";

fn make_context(cx: &mut Mutator, precision: i64, mode: Value) -> Result {
    if precision < 0 {
        return Err(data::throw::illegal_argument(cx, "Digits < 0"));
    }
    let class = runtime::class::for_name(cx, MATH_CONTEXT)?;
    let precision = Value::fixnum(precision).unwrap_or(Value::NIL);
    host_object::new(cx, kind::HOST_OBJECT, class, &[precision, mode])
}

fn mode(cx: &mut Mutator, name: &str) -> Result {
    crate::java::constants::constant(cx, ROUNDING_MODE, name)
}

/// The math context in a value.
pub fn context(cx: &mut Mutator, value: Value) -> Result<MathContext> {
    match host_object::of(value) {
        Some(object) if data::class::class_name_of(cx, value) == MATH_CONTEXT => {
            let precision = u32::try_from(object.number(0)).unwrap_or(0);
            let rounding = rounding(cx, object.get(1))?;
            Ok(MathContext { precision, rounding })
        }
        _ => Err(data::throw::class_cast(cx, value, MATH_CONTEXT)),
    }
}

fn optional_context(cx: &mut Mutator, value: Option<Value>) -> Result<Option<MathContext>> {
    match value {
        Some(value) => context(cx, value).map(Some),
        None => Ok(None),
    }
}

/// How a context writes itself.
pub fn context_text(cx: &mut Mutator, value: Value, out: &mut Text) -> Result<()> {
    if let Some(object) = host_object::of(value) {
        out.push_str(&format!("precision={} roundingMode=", object.number(0)));
        push_value(cx, object.get(1), out)?;
    }
    Ok(())
}

#[host_class("java.math.MathContext")]
pub mod math_context {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, precision: i64, rounding: Option<Value>) -> Result {
        let rounding = match rounding {
            Some(rounding) => rounding,
            None => mode(cx, "HALF_UP")?,
        };
        make_context(cx, precision, rounding)
    }

    fn fixed(cx: &mut Mutator, precision: i64, name: &str) -> Result {
        let mode = mode(cx, name)?;
        make_context(cx, precision, mode)
    }

    #[field("DECIMAL32")]
    fn decimal32(cx: &mut Mutator) -> Result {
        fixed(cx, 7, "HALF_EVEN")
    }

    #[field("DECIMAL64")]
    fn decimal64(cx: &mut Mutator) -> Result {
        fixed(cx, 16, "HALF_EVEN")
    }

    #[field("DECIMAL128")]
    fn decimal128(cx: &mut Mutator) -> Result {
        fixed(cx, 34, "HALF_EVEN")
    }

    #[field("UNLIMITED")]
    fn unlimited(cx: &mut Mutator) -> Result {
        fixed(cx, 0, "HALF_UP")
    }

    #[instance_method("getPrecision")]
    fn get_precision(cx: &mut Mutator, this: Value) -> Result<Int> {
        context(cx, this).map(|context| Int(context.precision as i32))
    }

    #[instance_method("getRoundingMode")]
    fn get_rounding_mode(cx: &mut Mutator, this: Value) -> Result {
        context(cx, this)?;
        Ok(host_object::of(this).map_or(Value::NIL, |object| object.get(1)))
    }
}

#[host_class("java.math.BigDecimal")]
pub mod big_decimal {
    use super::*;

    fn whole(n: i64) -> Dec {
        Dec(Decimal::from(BigInt::from(n)))
    }

    #[field("ZERO")]
    fn zero(_cx: &mut Mutator) -> Result<Dec> {
        Ok(whole(0))
    }

    #[field("ONE")]
    fn one(_cx: &mut Mutator) -> Result<Dec> {
        Ok(whole(1))
    }

    #[field("TEN")]
    fn ten(_cx: &mut Mutator) -> Result<Dec> {
        Ok(whole(10))
    }

    #[field("ROUND_UP")]
    const ROUND_UP: Int = Int(0);
    #[field("ROUND_DOWN")]
    const ROUND_DOWN: Int = Int(1);
    #[field("ROUND_CEILING")]
    const ROUND_CEILING: Int = Int(2);
    #[field("ROUND_FLOOR")]
    const ROUND_FLOOR: Int = Int(3);
    #[field("ROUND_HALF_UP")]
    const ROUND_HALF_UP: Int = Int(4);
    #[field("ROUND_HALF_DOWN")]
    const ROUND_HALF_DOWN: Int = Int(5);
    #[field("ROUND_HALF_EVEN")]
    const ROUND_HALF_EVEN: Int = Int(6);

    /// The decimal of a text, a number, or a whole number and a scale.
    #[constructor]
    fn new(cx: &mut Mutator, source: Value, second: Option<Value>) -> Result<Dec> {
        let made = if let Some(text) = data::string::of(source) {
            match parse(&text.to_str()) {
                Some(decimal) => decimal,
                None => {
                    let class = data::class::ClassId::NUMBER_FORMAT;
                    return Err(data::throwable::throw_plain(cx, class));
                }
            }
        } else if let Some(n) = data::num::as_integer(source) {
            Decimal::from(BigInt::from(n))
        } else if let Some(n) = data::num::as_big(source) {
            let scale = match second {
                Some(scale) if data::num::is_number(scale) => data::num::to_int(cx, scale)?,
                _ => 0,
            };
            Decimal { unscaled: n, scale }
        } else if let Some(d) = data::num::as_f64(source) {
            match Decimal::exact(d) {
                Some(decimal) => decimal,
                None => return Err(data::throw::number_format(cx, "Infinite or NaN")),
            }
        } else if source.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        } else {
            return Err(data::throw::class_cast(cx, source, "java.lang.String"));
        };
        match second.filter(|second| !data::num::is_number(*second)) {
            Some(second) => {
                let context = context(cx, second)?;
                outcome(cx, made.round(context))
            }
            None => Ok(Dec(made)),
        }
    }

    /// A decimal as Java's constructor reads it.
    fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
                (mantissa, exponent.parse::<i64>().ok()?)
            }
            None => (text, 0),
        };
        let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = [whole, fraction].concat();
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let unscaled = BigInt::parse_bytes(all.as_bytes(), 10)?;
        let unscaled = if mantissa.starts_with('-') { -unscaled } else { unscaled };
        let scale = i32::try_from(fraction.len() as i64 - exponent).ok()?;
        Some(Decimal { unscaled, scale })
    }

    #[method("valueOf")]
    fn value_of(cx: &mut Mutator, value: Value, scale: Option<Int>) -> Result<Dec> {
        if let Some(n) = data::num::as_integer(value) {
            let scale = scale.map_or(0, |scale| scale.0);
            return Ok(Dec(Decimal { unscaled: n.into(), scale }));
        }
        let d = data::num::to_double(cx, value)?;
        match parse(&data::num::double_to_string(d)) {
            Some(decimal) => Ok(Dec(decimal)),
            None => Err(data::throw::number_format(cx, "Infinite or NaN")),
        }
    }

    #[instance_method("add")]
    fn add(cx: &mut Mutator, this: Dec, other: Dec, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        outcome(cx, this.0.add(&other.0, context))
    }

    #[instance_method("subtract")]
    fn subtract(cx: &mut Mutator, this: Dec, other: Dec, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        outcome(cx, this.0.add(&other.0.negate(), context))
    }

    #[instance_method("multiply")]
    fn multiply(cx: &mut Mutator, this: Dec, other: Dec, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        outcome(cx, this.0.multiply(&other.0, context))
    }

    #[instance_method("divide")]
    fn divide(
        cx: &mut Mutator,
        this: Dec,
        other: Dec,
        second: Option<Value>,
        third: Option<Value>,
    ) -> Result<Dec> {
        match (second, third) {
            (Some(scale), Some(mode)) => {
                let scale = data::num::to_int(cx, scale)?;
                let rounding = rounding(cx, mode)?;
                divide_to(cx, &this.0, &other.0, scale.into(), rounding)
            }
            (Some(mode), None) if context(cx, mode).is_err() => {
                cx.take_pending();
                let rounding = rounding(cx, mode)?;
                divide_to(cx, &this.0, &other.0, this.0.scale.into(), rounding)
            }
            (mc, _) => {
                let context = optional_context(cx, mc)?;
                outcome(cx, this.0.divide(&other.0, context))
            }
        }
    }

    /// The quotient at a scale.
    fn divide_to(
        cx: &mut Mutator,
        a: &Decimal,
        b: &Decimal,
        scale: i64,
        rounding: Rounding,
    ) -> Result<Dec> {
        if b.signum() == 0 {
            let what = if a.signum() == 0 { "Division undefined" } else { "Division by zero" };
            return Err(data::throw::arithmetic(cx, what));
        }
        // Some digits more than asked for, then a mark for what is left over, decide the rounding.
        let steps = scale + 2 + i64::from(b.scale) - i64::from(a.scale);
        let power = |n: i64| BigInt::from(10).pow(u32::try_from(n).unwrap_or(0));
        if steps.abs() > 1_000_000 {
            return Err(data::throwable::out_of_memory(cx));
        }
        let (top, bottom) = match steps >= 0 {
            true => (&a.unscaled * power(steps), b.unscaled.clone()),
            false => (a.unscaled.clone(), &b.unscaled * power(-steps)),
        };
        let (mut quotient, rest) = num_integer::Integer::div_rem(&top, &bottom);
        quotient *= 10;
        if rest != BigInt::ZERO {
            quotient += if a.signum() * b.signum() < 0 { -1 } else { 1 };
        }
        let Ok(wide) = i32::try_from(scale + 3) else {
            return Err(data::throw::arithmetic(cx, "Overflow"));
        };
        outcome(cx, Decimal { unscaled: quotient, scale: wide }.set_scale(scale, rounding))
    }

    #[instance_method("divideToIntegralValue")]
    fn quotient(cx: &mut Mutator, this: Dec, other: Dec, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        outcome(cx, this.0.quotient(&other.0, context))
    }

    #[instance_method("remainder")]
    fn remainder(cx: &mut Mutator, this: Dec, other: Dec, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        outcome(cx, this.0.remainder(&other.0, context))
    }

    #[instance_method("pow")]
    fn pow(cx: &mut Mutator, this: Dec, exponent: i64, mc: Option<Value>) -> Result<Dec> {
        let context = optional_context(cx, mc)?;
        let Some(power) = u32::try_from(exponent).ok().filter(|power| *power <= 999_999_999) else {
            return Err(data::throw::arithmetic(cx, "Invalid operation"));
        };
        let scale = i64::from(this.0.scale) * i64::from(power);
        let Ok(scale) = i32::try_from(scale) else {
            let what = if scale > 0 { "Underflow" } else { "Overflow" };
            return Err(data::throw::arithmetic(cx, what));
        };
        let unscaled = data::num::big::pow(cx, &this.0.unscaled, power)?;
        let result = Decimal { unscaled, scale };
        outcome(cx, result.round_in(context))
    }

    #[instance_method("negate")]
    fn negate(_cx: &mut Mutator, this: Dec) -> Result<Dec> {
        Ok(Dec(this.0.negate()))
    }

    #[instance_method("abs")]
    fn abs(_cx: &mut Mutator, this: Dec) -> Result<Dec> {
        Ok(Dec(this.0.abs()))
    }

    #[instance_method("signum")]
    fn signum(_cx: &mut Mutator, this: Dec) -> Result<Int> {
        Ok(Int(this.0.signum()))
    }

    #[instance_method("scale")]
    fn scale(_cx: &mut Mutator, this: Dec) -> Result<Int> {
        Ok(Int(this.0.scale))
    }

    #[instance_method("precision")]
    fn precision(_cx: &mut Mutator, this: Dec) -> Result<Int> {
        Ok(Int(this.0.precision() as i32))
    }

    #[instance_method("unscaledValue")]
    fn unscaled_value(_cx: &mut Mutator, this: Dec) -> Result<Big> {
        Ok(Big(this.0.unscaled))
    }

    #[instance_method("setScale")]
    fn set_scale(cx: &mut Mutator, this: Dec, scale: i64, mode: Option<Value>) -> Result<Dec> {
        let rounding = match mode {
            Some(mode) => rounding(cx, mode)?,
            None => Rounding::Unnecessary,
        };
        outcome(cx, this.0.set_scale(scale, rounding))
    }

    #[instance_method("round")]
    fn round(cx: &mut Mutator, this: Dec, mc: Value) -> Result<Dec> {
        let context = context(cx, mc)?;
        outcome(cx, this.0.round(context))
    }

    #[instance_method("stripTrailingZeros")]
    fn strip_trailing_zeros(_cx: &mut Mutator, this: Dec) -> Result<Dec> {
        Ok(Dec(this.0.strip_trailing_zeros()))
    }

    #[instance_method("movePointLeft")]
    fn move_point_left(cx: &mut Mutator, this: Dec, by: i64) -> Result<Dec> {
        let scale = i32::try_from(i64::from(this.0.scale).saturating_add(by));
        let Ok(scale) = scale else { return Err(data::throw::arithmetic(cx, "Overflow")) };
        let moved = Decimal { unscaled: this.0.unscaled, scale };
        match scale < 0 {
            true => outcome(cx, moved.set_scale(0, Rounding::Unnecessary)),
            false => Ok(Dec(moved)),
        }
    }

    #[instance_method("movePointRight")]
    fn move_point_right(cx: &mut Mutator, this: Dec, by: i64) -> Result<Dec> {
        move_point_left(cx, this, by.saturating_neg())
    }

    #[instance_method("scaleByPowerOfTen")]
    fn scale_by(cx: &mut Mutator, this: Dec, by: i64) -> Result<Dec> {
        match i32::try_from(i64::from(this.0.scale).saturating_sub(by)) {
            Ok(scale) => Ok(Dec(Decimal { unscaled: this.0.unscaled, scale })),
            Err(_) => Err(data::throw::arithmetic(cx, "Overflow")),
        }
    }

    #[instance_method("max")]
    fn max(cx: &mut Mutator, this: Dec, other: Dec) -> Result<Dec> {
        let order = this.0.compare(&other.0).map_err(|fault| fault.throw(cx))?;
        Ok(if order.is_ge() { this } else { other })
    }

    #[instance_method("min")]
    fn min(cx: &mut Mutator, this: Dec, other: Dec) -> Result<Dec> {
        let order = this.0.compare(&other.0).map_err(|fault| fault.throw(cx))?;
        Ok(if order.is_le() { this } else { other })
    }

    #[instance_method("toBigInteger")]
    fn to_big_integer(cx: &mut Mutator, this: Dec) -> Result<Big> {
        this.0.to_big().map(Big).map_err(|fault| fault.throw(cx))
    }

    #[instance_method("toBigIntegerExact")]
    fn to_big_integer_exact(cx: &mut Mutator, this: Dec) -> Result<Big> {
        let whole = outcome(cx, this.0.set_scale(0, Rounding::Unnecessary))?;
        Ok(Big(whole.0.unscaled))
    }

    #[instance_method("longValueExact")]
    fn long_exact(cx: &mut Mutator, this: Dec) -> Result<i64> {
        let whole = to_big_integer_exact(cx, this)?;
        match whole.0.to_i64() {
            Some(n) => Ok(n),
            None => Err(data::throw::arithmetic(cx, "Overflow")),
        }
    }

    #[instance_method("intValueExact")]
    fn int_exact(cx: &mut Mutator, this: Dec) -> Result<Int> {
        let whole = to_big_integer_exact(cx, this)?;
        match whole.0.to_i32() {
            Some(n) => Ok(Int(n)),
            None => Err(data::throw::arithmetic(cx, "Overflow")),
        }
    }

    #[instance_method("toPlainString")]
    fn to_plain_string(cx: &mut Mutator, this: Dec) -> Result {
        let scale = i64::from(this.0.scale);
        if scale.abs() > 100_000_000 {
            return Err(data::throwable::out_of_memory(cx));
        }
        let digits = this.0.unscaled.abs().to_string();
        let sign = if this.0.signum() < 0 { "-" } else { "" };
        let text = if scale <= 0 {
            let zeros = if this.0.signum() == 0 { 0 } else { -scale as usize };
            format!("{sign}{digits}{}", "0".repeat(zeros))
        } else {
            let width = scale as usize + 1;
            let digits = format!("{digits:0>width$}");
            let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
            format!("{sign}{whole}.{fraction}")
        };
        string(cx, &text)
    }
}
