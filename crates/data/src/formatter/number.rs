//! Numbers by a specifier: integers in three bases, decimals and doubles in four notations.
//!
//! Knows nothing of values: works on Rust's own numbers.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use super::spec::{Fault, Flags, Spec};
use crate::num::{Decimal, MathContext, Rounding};

/// `%d %o %x` of a long, or of a smaller integer of so many bits.
pub fn integer(spec: &Spec, n: i64, bits: u32) -> Result<String, Fault> {
    if spec.conversion == 'd' {
        let digits = n.unsigned_abs().to_string();
        return Ok(signed(spec, n < 0, &digits));
    }
    spec.refuse_flags(Flags::PLUS.and(Flags::SPACE).and(Flags::PARENTHESES))?;
    let unsigned = if bits == 64 { n as u64 } else { n as u64 & ((1 << bits) - 1) };
    let (prefix, digits) = match spec.conversion {
        'o' => ("0", format!("{unsigned:o}")),
        _ => ("0x", format!("{unsigned:x}")),
    };
    let mut out = String::new();
    if spec.flags.has(Flags::ALTERNATE) {
        out.push_str(prefix);
    }
    zeros(spec, out.len() + digits.len(), &mut out);
    out.push_str(&digits);
    Ok(out)
}

/// `%d %o %x` of a `BigInteger`.
pub fn big_integer(spec: &Spec, n: &BigInt) -> String {
    let negative = n.sign() == Sign::Minus;
    let magnitude = n.abs();
    if spec.conversion == 'd' {
        return signed(spec, negative, &magnitude.to_string());
    }
    let (prefix, digits) = match spec.conversion {
        'o' => ("0", magnitude.to_str_radix(8)),
        _ => ("0x", magnitude.to_str_radix(16)),
    };
    let mut out = leading_sign(spec, negative);
    if spec.flags.has(Flags::ALTERNATE) {
        out.push_str(prefix);
    }
    let closing = usize::from(negative && spec.flags.has(Flags::PARENTHESES));
    zeros(spec, out.len() + digits.len() + closing, &mut out);
    out.push_str(&digits);
    out.push_str(trailing_sign(spec, negative));
    out
}

/// With the flag `0`, what is missing to the width.
fn zeros(spec: &Spec, length: usize, out: &mut String) {
    if spec.flags.has(Flags::ZERO)
        && let Some(missing) = spec.width.and_then(|width| width.checked_sub(length))
    {
        out.extend(std::iter::repeat_n('0', missing));
    }
}

fn leading_sign(spec: &Spec, negative: bool) -> String {
    let flags = spec.flags;
    match negative {
        true if flags.has(Flags::PARENTHESES) => "(",
        true => "-",
        false if flags.has(Flags::PLUS) => "+",
        false if flags.has(Flags::SPACE) => " ",
        false => "",
    }
    .to_string()
}

fn trailing_sign(spec: &Spec, negative: bool) -> &'static str {
    if negative && spec.flags.has(Flags::PARENTHESES) { ")" } else { "" }
}

/// Sign, zeros up to the width, and the digits, with commas if asked for.
fn signed(spec: &Spec, negative: bool, number: &str) -> String {
    with_exponent(spec, negative, number, "")
}

fn with_exponent(spec: &Spec, negative: bool, number: &str, exponent: &str) -> String {
    let mut out = leading_sign(spec, negative);
    let grouped = if spec.flags.has(Flags::GROUP) { group(number) } else { number.to_string() };
    let closing = trailing_sign(spec, negative);
    zeros(spec, out.len() + grouped.len() + exponent.len() + closing.len(), &mut out);
    out.push_str(&grouped);
    out.push_str(exponent);
    out.push_str(closing);
    out
}

fn group(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::with_capacity(number.len() * 4 / 3 + 1);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// A positive number as its digits: `0.d1d2d3… × 10^point`.
#[derive(Clone)]
struct Digits {
    digits: Vec<u8>,
    point: i64,
}

impl Digits {
    /// The digits that Java takes of a double: the fewest that tell it from its neighbours.
    fn of(d: f64) -> Digits {
        let text = format!("{d:e}");
        let (mantissa, exponent) = text.split_once('e').expect("`{:e}` writes an exponent");
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        let exponent: i64 = exponent.parse().expect("`{:e}` writes a number after the e");
        Digits { digits, point: exponent + 1 }
    }

    fn is_zero(&self) -> bool {
        self.digits.iter().all(|digit| *digit == 0)
    }

    /// Keeps the first `count` digits, half rounded up.
    fn round(&mut self, count: i64) {
        if count >= self.digits.len() as i64 {
            return;
        }
        if count < 0 {
            (self.digits, self.point) = (vec![0], 1);
            return;
        }
        let up = self.digits[count as usize] >= 5;
        self.digits.truncate(count as usize);
        if up {
            let mut at = count as usize;
            loop {
                if at == 0 {
                    self.digits.insert(0, 1);
                    self.point += 1;
                    break;
                }
                at -= 1;
                if self.digits[at] < 9 {
                    self.digits[at] += 1;
                    break;
                }
                self.digits[at] = 0;
            }
        }
        if self.digits.is_empty() {
            (self.digits, self.point) = (vec![0], 1);
        }
    }

    fn digit(&self, at: i64) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at)).unwrap_or(&0);
        (b'0' + digit) as char
    }

    /// `123.45` with so many digits after the point.
    fn plain(&self, fraction: usize, point: bool) -> String {
        let mut out = String::new();
        match self.is_zero() || self.point <= 0 {
            true => out.push('0'),
            false => out.extend((0..self.point).map(|at| self.digit(at))),
        }
        if fraction > 0 || point {
            out.push('.');
        }
        let start = if self.is_zero() { 1 } else { self.point };
        out.extend((start..start + fraction as i64).map(|at| self.digit(at)));
        out
    }

    /// `1.2345` with so many digits after the point, and `e+02`.
    fn scientific(&self, fraction: usize, point: bool) -> (String, String) {
        let mut out = String::from(self.digit(0));
        if fraction > 0 || point {
            out.push('.');
        }
        out.extend((1..=fraction as i64).map(|at| self.digit(at)));
        let exponent = if self.is_zero() { 0 } else { self.point - 1 };
        (out, exponent_text(exponent))
    }
}

fn exponent_text(exponent: i64) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

/// `%f %e %g %a` of a double.
pub fn double(spec: &Spec, d: f64) -> String {
    if d.is_nan() {
        return "NaN".into();
    }
    let negative = d.is_sign_negative();
    if d.is_infinite() {
        let sign = leading_sign(spec, negative);
        return format!("{sign}Infinity{}", trailing_sign(spec, negative));
    }
    let d = d.abs();
    let point = spec.flags.has(Flags::ALTERNATE);
    let precision = spec.precision.unwrap_or(6);
    let mut digits = Digits::of(d);
    match spec.conversion {
        'a' => with_hexadecimal(spec, negative, &hexadecimal(d, spec.precision)),
        'e' => {
            digits.round(precision as i64 + 1);
            let (mantissa, exponent) = digits.scientific(precision, point);
            with_exponent(spec, negative, &mantissa, &exponent)
        }
        'g' => {
            let precision = precision.max(1);
            digits.round(precision as i64);
            if digits.is_zero() {
                return signed(spec, negative, &digits.plain(precision - 1, false));
            }
            let exponent = digits.point - 1;
            if exponent < -4 || exponent >= precision as i64 {
                let (mantissa, exponent) = digits.scientific(precision - 1, false);
                return with_exponent(spec, negative, &mantissa, &exponent);
            }
            let fraction = (precision as i64 - exponent - 1).max(0) as usize;
            signed(spec, negative, &digits.plain(fraction, false))
        }
        _ => {
            digits.round(digits.point + precision as i64);
            signed(spec, negative, &digits.plain(precision, point))
        }
    }
}

/// `%f %e %g` of a `BigDecimal`; nothing when it would be too long for any memory.
pub fn decimal(spec: &Spec, decimal: &Decimal) -> Option<String> {
    let negative = decimal.signum() < 0;
    let magnitude = decimal.abs();
    let point = spec.flags.has(Flags::ALTERNATE);
    let precision = spec.precision.unwrap_or(6);
    match spec.conversion {
        'e' => decimal_scientific(spec, &magnitude, precision, negative, point),
        'g' => {
            let precision = precision.max(1);
            let exponent = decimal_exponent(&magnitude);
            let zero = magnitude.signum() == 0 && magnitude.scale == 0;
            let fits = |d: &Decimal| (-4..precision as i64).contains(&decimal_exponent(d));
            if zero || (magnitude.signum() != 0 && fits(&magnitude)) {
                let fraction = (precision as i64 - exponent - 1).max(0) as usize;
                return decimal_plain(spec, &magnitude, fraction, negative, point);
            }
            decimal_scientific(spec, &magnitude, precision - 1, negative, point)
        }
        _ => decimal_plain(spec, &magnitude, precision, negative, point),
    }
}

fn decimal_exponent(decimal: &Decimal) -> i64 {
    decimal.precision() as i64 - 1 - decimal.scale as i64
}

fn decimal_plain(
    spec: &Spec,
    decimal: &Decimal,
    fraction: usize,
    negative: bool,
    point: bool,
) -> Option<String> {
    // The fewer of the digits asked for and those that are there; the rest is zeros.
    let kept = (fraction as i64).min((decimal.scale as i64).max(0));
    let rounded = decimal.set_scale(kept, Rounding::HalfUp).ok()?;
    let digits = rounded.unscaled.to_string();
    let digits = format!("{digits:0>width$}", width = kept as usize + 1);
    let (whole, rest) = digits.split_at(digits.len() - kept as usize);
    let mut text = whole.to_string();
    if fraction > 0 || point {
        text.push('.');
    }
    text.push_str(rest);
    text.extend(std::iter::repeat_n('0', fraction - kept as usize));
    Some(signed(spec, negative, &text))
}

fn decimal_scientific(
    spec: &Spec,
    decimal: &Decimal,
    fraction: usize,
    negative: bool,
    point: bool,
) -> Option<String> {
    let precision = u32::try_from(fraction + 1).ok()?.min(decimal.precision());
    let context = MathContext { precision, rounding: Rounding::HalfUp };
    let rounded = decimal.round(context).ok()?;
    let digits = rounded.unscaled.to_string();
    let (first, rest) = digits.split_at(1);
    let mut text = first.to_string();
    if fraction > 0 || point {
        text.push('.');
    }
    text.push_str(rest);
    text.extend(std::iter::repeat_n('0', (fraction + 1).saturating_sub(digits.len())));
    let exponent = exponent_text(digits.len() as i64 - 1 - rounded.scale as i64);
    Some(with_exponent(spec, negative, &text, &exponent))
}

/// Zeros stand behind the `0x`.
fn with_hexadecimal(spec: &Spec, negative: bool, text: &str) -> String {
    let mut out = leading_sign(spec, negative);
    out.push_str("0x");
    zeros(spec, out.len() + text.len(), &mut out);
    out.push_str(text);
    out
}

/// `1.8p3`, with so many digits after the point if asked for.
fn hexadecimal(d: f64, precision: Option<usize>) -> String {
    let bits = d.to_bits();
    let mut exponent = (bits >> 52) as i64 & 0x7ff;
    let mut mantissa = bits & ((1 << 52) - 1);
    let mut whole = u64::from(exponent != 0);
    exponent = match (exponent, mantissa) {
        (0, 0) => 0,
        (0, _) => -1022,
        _ => exponent - 1023,
    };
    if let Some(precision) = precision.map(|precision| precision.max(1))
        && precision < 13
        && d != 0.0
    {
        if whole == 0 {
            // A subnormal is brought to the form of the others first.
            let shift = mantissa.leading_zeros() - 11;
            mantissa = mantissa << shift & ((1 << 52) - 1);
            exponent -= shift as i64;
            whole = 1;
        }
        let dropped = 52 - 4 * precision as u32;
        let (kept, rest) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1));
        let half = 1 << (dropped - 1);
        let up = rest > half || (rest == half && kept & 1 == 1);
        mantissa = kept + u64::from(up);
        if mantissa >> (4 * precision) != 0 {
            mantissa = 0;
            exponent += 1;
        }
        return format!("{whole}.{mantissa:0precision$x}p{exponent}");
    }
    let digits = format!("{mantissa:013x}");
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let digits = match precision {
        Some(precision) => format!("{digits:0<precision$}"),
        None => digits.to_string(),
    };
    format!("{whole}.{digits}p{exponent}")
}
