//! Number literals, as the reader sees them, and the texts that `bigint` and `bigdec` take.

use std::borrow::Cow;

use heap::{Mutator, Result, Thrown, Value};
use num_bigint::BigInt;
use num_traits::{Num, Zero};

use super::decimal::{Decimal, Fault};
use super::fraction::{Fraction, from_fraction};
use super::object::{from_big, from_decimal, from_f64, from_i64};
use crate::class::ClassId;
use crate::throw;
use crate::throwable::throw_plain;

/// Why a text is no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParseError {
    /// The text is no number at all; the reader says `Invalid number: …`.
    NotANumber,
    /// A number that cannot be had, with the JVM's words, if it has any.
    NumberFormat(Option<String>),
    Arithmetic(Fault),
}

impl ParseError {
    /// Throws the exception that the JVM throws for this text.
    #[cold]
    pub(super) fn throw(self, cx: &mut Mutator) -> Thrown {
        match self {
            ParseError::NotANumber => throw::number_format(cx, "Invalid number"),
            ParseError::NumberFormat(Some(message)) => throw::number_format(cx, message),
            ParseError::NumberFormat(None) => throw_plain(cx, ClassId::NUMBER_FORMAT),
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
        return Err(number_format("Radix out of range"));
    }
    match BigInt::from_str_radix(number, radix) {
        Ok(n) => Ok(Some((n, false))),
        Err(_) => Err(illegal_digit(number, radix)),
    }
}

/// How many digits Java's `BigInteger` reads at once, by radix.
const GROUP: [usize; 37] = [
    0, 0, 30, 19, 15, 13, 11, 11, 10, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6, 6,
    6, 6, 6, 6, 6, 6, 6, 5,
];

/// What `new BigInteger` says of digits among which is one that the radix lacks: it names the group
/// of digits that it was reading.
fn illegal_digit(digits: &str, radix: u32) -> ParseError {
    let digits: Vec<char> = digits.trim_start_matches('0').chars().collect();
    let size = GROUP[radix as usize];
    let first = match digits.len() % size {
        0 => size.min(digits.len()),
        first => first,
    };
    let (head, tail) = digits.split_at(first);
    let mut groups = core::iter::once(head).chain(tail.chunks(size));
    let is_bad = |group: &&[char]| !group.iter().all(|c| c.is_digit(radix));
    let group: String = groups.find(is_bad).unwrap_or(head).iter().collect();
    let under = if radix == 10 { String::new() } else { format!(" under radix {radix}") };
    ParseError::NumberFormat(Some(format!("For input string: \"{group}\"{under}")))
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
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    if body.is_empty() {
        return Err(number_format("Zero length BigInteger"));
    }
    if body.contains(['-', '+']) {
        return Err(number_format("Illegal embedded sign character"));
    }
    let ascii = to_ascii_digits(body);
    if !ascii.chars().all(|c| c.is_digit(radix)) {
        return Err(illegal_digit(body, radix));
    }
    let n = digits(&ascii, radix);
    Ok(if text.starts_with('-') { -n } else { n })
}

/// Java takes the decimal digits of every script.
pub(super) fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| unicode_digit(c).unwrap_or(c)).collect())
}

/// The ASCII digit of the same value as a decimal digit of another script. The scripts' digits stand
/// in runs of ten.
fn unicode_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 37] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
        0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
        0xff10, 0x104a0,
    ];
    let zero = ZEROS.into_iter().find(|&zero| (zero..zero + 10).contains(&(c as u32)))?;
    char::from_digit(c as u32 - zero, 10)
}

/// `new BigDecimal(text)`.
pub fn decimal(text: &str) -> core::result::Result<Decimal, ParseError> {
    let ascii = to_ascii_digits(text);
    let body = ascii.strip_prefix(['-', '+']).unwrap_or(&ascii);
    if ascii.is_empty() {
        return Err(ParseError::NumberFormat(None));
    }
    let (mantissa, exponent_text) = match body.find(['e', 'E']) {
        Some(at) => (&body[..at], Some(&body[at + 1..])),
        None => (body, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if let Some(c) = whole.chars().chain(fraction.chars()).find(|c| !c.is_ascii_digit()) {
        return Err(match c {
            '.' => number_format("Character array contains more than one decimal point."),
            c => number_format(&format!(
                "Character {c} is neither a decimal digit number, decimal point, \
                 nor \"e\" notation exponential mark."
            )),
        });
    }
    let exponent = match exponent_text {
        Some(text) => exponent(text)?,
        None => 0,
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(number_format("No digits found."));
    }
    let unscaled = digits(&[whole, fraction].concat(), 10);
    let unscaled = if text.starts_with('-') { -unscaled } else { unscaled };
    match i32::try_from(fraction.len() as i64 - exponent) {
        Ok(scale) => Ok(Decimal { unscaled, scale }),
        Err(_) => Err(number_format("Scale out of range.")),
    }
}

/// What stands after the `e` of a decimal.
fn exponent(text: &str) -> core::result::Result<i64, ParseError> {
    let magnitude = text.strip_prefix(['-', '+']).unwrap_or(text);
    if magnitude.is_empty() {
        return Err(ParseError::NumberFormat(None));
    }
    // Leading zeros are skipped only as far as the text is too long.
    let zeros = magnitude.bytes().take_while(|&byte| byte == b'0').count();
    let skipped = zeros.min(magnitude.len().saturating_sub(10));
    let magnitude = &magnitude[skipped..];
    if magnitude.len() > 10 {
        return Err(number_format("Too many nonzero exponent digits."));
    }
    if !is_digits(magnitude) {
        return Err(number_format("Not a digit."));
    }
    let magnitude: i64 = magnitude.parse().map_err(|_| number_format("Not a digit."))?;
    let exponent = if text.starts_with('-') { -magnitude } else { magnitude };
    match i32::try_from(exponent) {
        Ok(exponent) => Ok(exponent as i64),
        Err(_) => Err(number_format("Exponent overflow.")),
    }
}

fn number_format(message: &str) -> ParseError {
    ParseError::NumberFormat(Some(message.to_owned()))
}
