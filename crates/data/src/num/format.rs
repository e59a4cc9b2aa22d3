//! Numbers as text, to the letter as Java and Clojure print them.

use heap::{TextSink, Value};
use num_bigint::BigInt;

use super::object;
use super::tower::{self, Number, view};

/// Java's `Double.toString`: the fewest digits that read back as the same double.
pub fn double_to_string(d: f64) -> String {
    if d.is_nan() {
        return "NaN".to_owned();
    }
    if d.is_infinite() {
        return if d > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    // With one digit Java looks for the nearest number of two.
    let shortest = format!("{d:e}");
    decimal_text(if shortest.contains('.') { shortest } else { format!("{d:.1e}") })
}

/// Java's `Float.toString`.
pub fn float_to_string(f: f32) -> String {
    if f.is_nan() {
        return "NaN".to_owned();
    }
    if f.is_infinite() {
        return if f > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let shortest = format!("{f:e}");
    decimal_text(if shortest.contains('.') { shortest } else { format!("{f:.1e}") })
}

/// `d.ddde±n` as Java lays it out: plain from 10^-3 up to 10^7, with `E` elsewhere.
fn decimal_text(scientific: String) -> String {
    let (mantissa, exponent) = scientific.split_once('e').expect("`{:e}` writes an exponent");
    let exponent: i32 = exponent.parse().expect("`{:e}` writes a number after the e");
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = [whole, fraction].concat();
    match exponent {
        0..7 => {
            let point = exponent as usize + 1;
            if digits.len() > point {
                let (whole, fraction) = digits.split_at(point);
                // Two digits are always asked for, so `10.0` comes as `1.0e1`.
                format!("{sign}{whole}.{fraction}")
            } else {
                format!("{sign}{digits:0<point$}.0")
            }
        }
        -3..0 => {
            let zeros = "0".repeat((-exponent - 1) as usize);
            let digits = digits.trim_end_matches('0');
            let digits = if digits.is_empty() { "0" } else { digits };
            format!("{sign}0.{zeros}{digits}")
        }
        _ => format!("{sign}{whole}.{fraction}E{exponent}"),
    }
}

/// Java's `toString` of a number; empty for anything else.
pub fn to_string(value: Value) -> String {
    match view(value) {
        Some(Number::Double(d)) => double_to_string(d),
        Some(Number::Float(f)) => float_to_string(f),
        Some(Number::BigInt | Number::BigInteger) => big(value).to_string(),
        Some(Number::Ratio) => tower::fraction_of(value)
            .map(|ratio| format!("{}/{}", ratio.numerator, ratio.denominator))
            .unwrap_or_default(),
        Some(Number::Decimal) => {
            object::as_decimal(value).map(|d| d.to_string()).unwrap_or_default()
        }
        Some(
            number @ (Number::Long(_) | Number::Integer(_) | Number::Short(_) | Number::Byte(_)),
        ) => number.small().unwrap_or(0).to_string(),
        None => String::new(),
    }
}

fn big(value: Value) -> BigInt {
    object::as_big(value).unwrap_or_default()
}

/// Prints a number for the reader: with its suffix, infinities and NaN as the reader knows them.
pub(super) fn write(value: Value, out: &mut dyn TextSink) {
    if let Some(n) = tower::as_integer(value) {
        return write_long(n, out);
    }
    let text = match view(value) {
        Some(Number::Double(d)) => symbolic(d).unwrap_or_else(|| double_to_string(d)),
        Some(Number::Float(f)) => symbolic(f as f64).unwrap_or_else(|| float_to_string(f)),
        Some(Number::BigInt) => to_string(value) + "N",
        Some(Number::Decimal) => to_string(value) + "M",
        Some(
            Number::Long(_)
            | Number::Integer(_)
            | Number::Short(_)
            | Number::Byte(_)
            | Number::BigInteger
            | Number::Ratio,
        )
        | None => to_string(value),
    };
    out.write_str(&text);
}

/// Writes a number as Java's `toString` has it.
pub(crate) fn write_plain(value: Value, out: &mut dyn TextSink) {
    match tower::as_integer(value) {
        Some(n) => write_long(n, out),
        None => out.write_str(&to_string(value)),
    }
}

/// What the reader knows infinities and NaN as.
fn symbolic(d: f64) -> Option<String> {
    if d.is_nan() {
        Some("##NaN".to_owned())
    } else if d.is_infinite() {
        Some(if d > 0.0 { "##Inf" } else { "##-Inf" }.to_owned())
    } else {
        None
    }
}

/// Digits without a detour through a `String`.
fn write_long(n: i64, out: &mut dyn TextSink) {
    let mut buffer = [0u8; 20];
    let mut at = buffer.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    out.write_str(core::str::from_utf8(&buffer[at..]).expect("digits are ASCII"));
}
