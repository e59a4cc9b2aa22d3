//! The texts that `Long.parseLong` and `Double.parseDouble` take.

use num_bigint::BigUint;
use num_traits::Num;

use super::parse::to_ascii_digits;

/// `Long.parseLong(text, radix)`; `None` where Java throws. The radix is from 2 to 36.
pub fn parse_long(text: &str, radix: u32) -> Option<i64> {
    let text = to_ascii_digits(text);
    if text.contains('_') {
        return None;
    }
    i64::from_str_radix(&text, radix).ok()
}

/// `Double.parseDouble(text)`; `None` where Java throws.
pub fn parse_double(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c <= ' ');
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = match body {
        "NaN" => f64::NAN,
        "Infinity" => f64::INFINITY,
        _ => match body.strip_prefix("0x").or_else(|| body.strip_prefix("0X")) {
            Some(hexadecimal) => parse_hexadecimal(without_suffix(hexadecimal))?,
            None => parse_decimal(without_suffix(body))?,
        },
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// A text may say `d` or `f` at its end, which changes nothing.
fn without_suffix(text: &str) -> &str {
    text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text)
}

fn parse_decimal(text: &str) -> Option<f64> {
    // Rust takes the same texts, and a few words that Java does not.
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
        && text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        text.parse().ok()
    } else {
        None
    }
}

/// What follows `0x`: digits with at most one point, and a binary exponent, which must stand there.
fn parse_hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let magnitude = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if magnitude.is_empty() || !magnitude.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // An exponent that does not even fit decides alone.
    let limit = 1 << 40;
    let exponent =
        exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { -limit } else { limit });
    let exponent = exponent.clamp(-limit, limit) - 4 * fraction.len() as i64;
    let mantissa = BigUint::from_str_radix(&digits, 16).ok()?;
    Some(scaled(mantissa, exponent))
}

/// The double nearest to `mantissa × 2^exponent`.
fn scaled(mantissa: BigUint, exponent: i64) -> f64 {
    let top = mantissa.bits() as i64 + exponent;
    if mantissa == BigUint::ZERO || top < -1100 {
        return 0.0;
    }
    if top > 1100 {
        return f64::INFINITY;
    }
    // Rust's parser rounds decimals correctly: m × 2^-k is m × 5^k × 10^-k.
    let text = if exponent >= 0 {
        (mantissa << exponent as u64).to_string()
    } else {
        let steps = u32::try_from(-exponent).unwrap_or(u32::MAX);
        format!("{}e-{steps}", mantissa * BigUint::from(5u8).pow(steps))
    };
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longs() {
        for (text, radix, expected) in [
            ("1", 10, Some(1)),
            ("+1", 10, Some(1)),
            ("-", 10, None),
            ("", 10, None),
            ("9223372036854775808", 10, None),
            ("-9223372036854775808", 10, Some(i64::MIN)),
            ("1.0", 10, None),
            (" 1", 10, None),
            ("\u{661}", 10, Some(1)),
            ("zz", 36, Some(1295)),
            ("12", 2, None),
            ("1_0", 10, None),
        ] {
            assert_eq!(parse_long(text, radix), expected, "{text}");
        }
    }

    #[test]
    fn doubles() {
        for (text, expected) in [
            ("1", Some(1.0)),
            (" 1.5 ", Some(1.5)),
            ("1e", None),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            (".", None),
            ("+Infinity", Some(f64::INFINITY)),
            ("infinity", None),
            ("inf", None),
            ("0x1.8p1", Some(3.0)),
            ("0x1.8", None),
            ("0x.8p-1", Some(0.25)),
            ("0xp1", None),
            ("1d", Some(1.0)),
            ("1.5f", Some(1.5)),
            ("1dd", None),
            ("", None),
            ("1_0", None),
            ("0x1p1f", Some(2.0)),
            ("1e400", Some(f64::INFINITY)),
            ("0x1.fffffffffffff8p0", Some(2.0)),
            ("0x1p-1075", Some(0.0)),
            ("0x1.8p-1074", Some(1e-323)),
            ("0x123456789abcdef01p3", Some(1.6790636383536516e20)),
            ("0x1p99999999999999999999", Some(f64::INFINITY)),
            ("\u{661}", None),
            ("--1", None),
        ] {
            assert_eq!(parse_double(text), expected, "{text}");
        }
        assert!(parse_double("-NaN").is_some_and(f64::is_nan));
    }
}
