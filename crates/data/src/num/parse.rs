//! Number literals, as the reader sees them, and the texts that `bigint` and `bigdec` take.

use heap::{Mutator, Result, Thrown, Value};
use num_bigint::BigInt;
use num_traits::{Num, Zero};

use super::decimal::{Decimal, Fault};
use super::fraction::{Fraction, from_fraction};
use super::object::{from_big, from_decimal, from_f64, from_i64};
use crate::throw;

/// Why a text is no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParseError {
    /// The text is no number at all; the reader says `Invalid number: …`.
    NotANumber,
    /// A number that cannot be had, with the JVM's words.
    NumberFormat(String),
    Arithmetic(Fault),
}

impl ParseError {
    /// Throws the exception that the JVM throws for this text.
    #[cold]
    pub(super) fn throw(self, cx: &mut Mutator) -> Thrown {
        match self {
            ParseError::NotANumber => throw::number_format(cx, "Invalid number"),
            ParseError::NumberFormat(message) => throw::number_format(cx, message),
            ParseError::Arithmetic(fault) => fault.throw(cx),
        }
    }
}

impl From<Fault> for ParseError {
    fn from(fault: Fault) -> ParseError {
        ParseError::Arithmetic(fault)
    }
}

/// What a literal says, before it is an object.
enum Literal {
    Long(i64),
    Big(BigInt),
    Double(f64),
    Decimal(Decimal),
    Ratio(Fraction),
}

/// The number that a literal says: decimal, octal, hexadecimal, `NNr…`, ratio, `N`, `M`, with or
/// without a sign. `None`: this is no number.
///
/// # Errors
/// `NumberFormatException` or `ArithmeticException` for literals that cannot be had, `1/0` or `08`.
pub fn parse(cx: &mut Mutator, text: &str) -> Result<Option<Value>> {
    // The common case first: up to 18 digits, which never overflow.
    if let Some(n) = small(text.as_bytes()) {
        return from_i64(cx, n).map(Some);
    }
    let number = match literal(text) {
        Ok(Literal::Long(n)) => from_i64(cx, n)?,
        Ok(Literal::Big(n)) => from_big(cx, &n)?,
        Ok(Literal::Double(d)) => from_f64(cx, d)?,
        Ok(Literal::Decimal(d)) => from_decimal(cx, &d)?,
        Ok(Literal::Ratio(fraction)) if fraction.denominator.is_zero() => {
            return Err(throw::divide_by_zero(cx));
        }
        Ok(Literal::Ratio(fraction)) => ratio(cx, fraction)?,
        Err(ParseError::NotANumber) => return Ok(None),
        Err(fault) => return Err(fault.throw(cx)),
    };
    Ok(Some(number))
}

fn small(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    match digits {
        [] => return None,
        [b'0', _, ..] => return None,
        _ if digits.len() > 18 => return None,
        _ => {}
    }
    let mut n = 0i64;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        n = n * 10 + (byte - b'0') as i64;
    }
    Some(if negative { -n } else { n })
}

/// A ratio literal whose parts are longs and that is an integer reads as a long.
fn ratio(cx: &mut Mutator, fraction: Fraction) -> Result {
    match (i64::try_from(&fraction.numerator), i64::try_from(&fraction.denominator)) {
        (Ok(numerator), Ok(denominator)) if numerator.checked_rem(denominator) == Some(0) => {
            from_i64(cx, numerator / denominator)
        }
        _ => from_fraction(cx, fraction),
    }
}

fn literal(text: &str) -> core::result::Result<Literal, ParseError> {
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(ParseError::NotANumber);
    }
    if let Some(integer) = integer(body)? {
        let (n, is_big) = integer;
        let n = if negative { -n } else { n };
        return Ok(match i64::try_from(&n) {
            Ok(n) if !is_big => Literal::Long(n),
            _ => Literal::Big(n),
        });
    }
    if let Some((numerator, denominator)) = body.split_once('/') {
        if !is_digits(numerator) || !is_digits(denominator) {
            return Err(ParseError::NotANumber);
        }
        let numerator = digits(numerator, 10);
        let numerator = if negative { -numerator } else { numerator };
        return Ok(Literal::Ratio(Fraction { numerator, denominator: digits(denominator, 10) }));
    }
    floating(text, body)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str, radix: u32) -> BigInt {
    BigInt::from_str_radix(text, radix).unwrap_or_default()
}

/// An integer literal without its sign, and whether an `N` follows it. `None`: something else.
fn integer(body: &str) -> core::result::Result<Option<(BigInt, bool)>, ParseError> {
    let (plain, is_big) = match body.strip_suffix('N') {
        Some(plain) => (plain, true),
        None => (body, false),
    };
    if let Some(hex) = plain.strip_prefix("0x").or_else(|| plain.strip_prefix("0X")) {
        let valid = !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        return if valid {
            Ok(Some((digits(hex, 16), is_big)))
        } else {
            Err(ParseError::NotANumber)
        };
    }
    if is_digits(plain) {
        if plain.len() == 1 || !plain.starts_with('0') {
            return Ok(Some((digits(plain, 10), is_big)));
        }
        if plain.bytes().all(|byte| byte < b'8') {
            return Ok(Some((digits(plain, 8), is_big)));
        }
        return Err(ParseError::NotANumber);
    }
    // `NNr…` has no N: that is a digit of base 36.
    let Some((radix, number)) = body.split_once(['r', 'R']) else { return Ok(None) };
    if !is_digits(radix) || radix.len() > 2 || radix.starts_with('0') || number.is_empty() {
        return Err(ParseError::NotANumber);
    }
    if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(ParseError::NotANumber);
    }
    let radix: u32 = radix.parse().map_err(|_| ParseError::NotANumber)?;
    if !(2..=36).contains(&radix) {
        return Err(ParseError::NumberFormat("Radix out of range".to_owned()));
    }
    match BigInt::from_str_radix(number, radix) {
        Ok(n) => Ok(Some((n, false))),
        Err(_) => Err(illegal_digit(number, radix)),
    }
}

/// What `new BigInteger` says of a text with a digit that the radix lacks.
fn illegal_digit(text: &str, radix: u32) -> ParseError {
    let under = if radix == 10 { String::new() } else { format!(" under radix {radix}") };
    ParseError::NumberFormat(format!("For input string: \"{text}\"{under}"))
}

/// A double or, with an `M`, a decimal.
fn floating(text: &str, body: &str) -> core::result::Result<Literal, ParseError> {
    let plain = body.strip_suffix('M').unwrap_or(body);
    let (mantissa, exponent) = match plain.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (plain, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_is_valid = match exponent {
        Some(exponent) => is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => true,
    };
    let fraction_is_valid = fraction.is_empty() || is_digits(fraction);
    if !is_digits(whole) || !fraction_is_valid || !exponent_is_valid {
        return Err(ParseError::NotANumber);
    }
    if plain.len() < body.len() {
        let number = text.strip_suffix('M').unwrap_or(text);
        return decimal(number).map(Literal::Decimal);
    }
    text.parse().map(Literal::Double).map_err(|_| ParseError::NotANumber)
}

/// `new BigInteger(text, radix)`.
pub fn big_integer(text: &str, radix: u32) -> core::result::Result<BigInt, ParseError> {
    let fail = |message: &str| Err(ParseError::NumberFormat(message.to_owned()));
    if text.is_empty() {
        return fail("Zero length BigInteger");
    }
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    if body.is_empty() {
        return fail("Zero length BigInteger");
    }
    if body.contains(['-', '+']) {
        return fail("Illegal embedded sign character");
    }
    if body.contains('_') {
        return Err(illegal_digit(body, radix));
    }
    match BigInt::from_str_radix(body, radix) {
        Ok(n) => Ok(if text.starts_with('-') { -n } else { n }),
        Err(_) => Err(illegal_digit(text, radix)),
    }
}

/// `new BigDecimal(text)`.
pub fn decimal(text: &str) -> core::result::Result<Decimal, ParseError> {
    let plain = || ParseError::NumberFormat(String::new());
    let unexpected = |c: char| {
        ParseError::NumberFormat(format!(
            "Character {c} is neither a decimal digit number, decimal point, \
             nor \"e\" notation exponential mark."
        ))
    };
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match body.find(['e', 'E']) {
        Some(at) => (&body[..at], Some(&body[at + 1..])),
        None => (body, None),
    };
    if body.is_empty() {
        return Err(ParseError::NumberFormat("Index 0 out of bounds for length 0".to_owned()));
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if let Some(c) = whole.chars().chain(fraction.chars()).find(|c| !c.is_ascii_digit()) {
        return Err(match c {
            '.' => ParseError::NumberFormat(
                "Character array contains more than one decimal point.".to_owned(),
            ),
            c => unexpected(c),
        });
    }
    if whole.is_empty() && fraction.is_empty() {
        return Err(ParseError::NumberFormat("No digits found.".to_owned()));
    }
    let shift: i64 = match exponent {
        Some(exponent) => {
            let magnitude = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            if !is_digits(magnitude) {
                return Err(ParseError::NumberFormat("No exponent digits.".to_owned()));
            }
            if magnitude.trim_start_matches('0').len() > 10 {
                return Err(ParseError::NumberFormat(
                    "Too many nonzero exponent digits.".to_owned(),
                ));
            }
            exponent.parse().map_err(|_| plain())?
        }
        None => 0,
    };
    let unscaled = digits(&[whole, fraction].concat(), 10);
    let unscaled = if text.starts_with('-') { -unscaled } else { unscaled };
    match i32::try_from(fraction.len() as i64 - shift) {
        Ok(scale) => Ok(Decimal { unscaled, scale }),
        Err(_) => Err(ParseError::NumberFormat("Scale out of range.".to_owned())),
    }
}
