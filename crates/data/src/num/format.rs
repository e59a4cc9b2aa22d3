//! Numbers as text, to the letter as Java and Clojure print them.

use core::fmt::Write;

use heap::{TextSink, Value};
use num_bigint::BigInt;

use super::object;
use super::tower::{self, Number, view};

/// Java's `Double.toString`: the fewest digits that read back as the same double.
pub fn double_to_string(d: f64) -> String {
    if let Some(word) = not_finite(d) {
        return word.to_owned();
    }
    let mut text = Scientific::new();
    let written = write!(text, "{d:e}");
    // With one digit Java looks for the nearest number of two.
    if text.has_one_digit() {
        text.length = 0;
        let _ = write!(text, "{d:.1e}");
    }
    debug_assert!(written.is_ok(), "a double has at most 17 digits");
    text.as_java()
}

/// Java's `Float.toString`.
pub fn float_to_string(f: f32) -> String {
    if let Some(word) = not_finite(f as f64) {
        return word.to_owned();
    }
    let mut text = Scientific::new();
    let written = write!(text, "{f:e}");
    if text.has_one_digit() {
        text.length = 0;
        let _ = write!(text, "{f:.1e}");
    }
    debug_assert!(written.is_ok(), "a float has at most 9 digits");
    text.as_java()
}

fn not_finite(d: f64) -> Option<&'static str> {
    if d.is_finite() {
        None
    } else if d.is_nan() {
        Some("NaN")
    } else {
        Some(if d > 0.0 { "Infinity" } else { "-Infinity" })
    }
}

/// `-d.ddde-nnn` as Rust writes it, without an allocation.
struct Scientific {
    bytes: [u8; 32],
    length: usize,
}

impl core::fmt::Write for Scientific {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(core::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

impl Scientific {
    fn new() -> Scientific {
        Scientific { bytes: [0; 32], length: 0 }
    }

    fn text(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.length]).expect("only ASCII was written")
    }

    fn has_one_digit(&self) -> bool {
        !self.text().contains('.')
    }

    /// As Java lays it out: plain from 10^-3 up to 10^7, with `E` elsewhere.
    fn as_java(&self) -> String {
        let (mantissa, exponent) = self.text().split_once('e').expect("`{:e}` writes an exponent");
        let exponent: i32 = exponent.parse().expect("a number follows the e");
        let (sign, mantissa) = match mantissa.strip_prefix('-') {
            Some(mantissa) => ("-", mantissa),
            None => ("", mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let mut java = String::with_capacity(self.length + 12);
        java.push_str(sign);
        match exponent {
            0..7 => {
                let places = exponent as usize;
                java.push_str(whole);
                if fraction.len() > places {
                    java.push_str(&fraction[..places]);
                    java.push('.');
                    java.push_str(&fraction[places..]);
                } else {
                    java.push_str(fraction);
                    java.extend(core::iter::repeat_n('0', places - fraction.len()));
                    java.push_str(".0");
                }
            }
            -3..0 => {
                java.push_str("0.");
                java.extend(core::iter::repeat_n('0', (-exponent - 1) as usize));
                java.push_str(whole);
                java.push_str(fraction.trim_end_matches('0'));
            }
            _ => {
                java.push_str(whole);
                java.push('.');
                java.push_str(fraction);
                java.push('E');
                java.push_str(&exponent.to_string());
            }
        }
        java
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
