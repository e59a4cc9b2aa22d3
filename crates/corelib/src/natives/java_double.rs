//! A double from text, as Java reads it.

/// A double as Java's `Double.valueOf` reads it: white space around it, a suffix `d` or `f`,
/// hexadecimal digits with a binary exponent, `NaN` and `Infinity`.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(|c: char| c <= ' ');
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    match digits {
        "NaN" => return Some(f64::NAN),
        "Infinity" => return Some(sign * f64::INFINITY),
        _ => {}
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if digits.starts_with("0x") || digits.starts_with("0X") {
        return hexadecimal_double(&digits[2..]).map(|d| sign * d);
    }
    let digits = digits.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(digits);
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    match digits.chars().all(plain) {
        true => digits.parse::<f64>().ok().map(|d| sign * d),
        false => None,
    }
}

fn hexadecimal_double(text: &str) -> Option<f64> {
    let text = text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0.0f64;
    for digit in whole.chars() {
        value = value * 16.0 + f64::from(digit.to_digit(16)?);
    }
    let mut scale = 1.0 / 16.0;
    for digit in fraction.chars() {
        value += f64::from(digit.to_digit(16)?) * scale;
        scale /= 16.0;
    }
    Some(value * 2f64.powi(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_read_as_java_reads_them() {
        for (text, value) in
            [("1.5", 1.5), (" -2e3 ", -2000.0), ("1d", 1.0), ("0x1.8p1", 3.0), (".5", 0.5)]
        {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", "abc", "1.5x", "inf", "nan", "--1", "1e", "0x1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
