//! The texts of `#inst`: RFC 3339, any part from the month on left out.

use super::calendar;

/// A moment that a text names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub millis: i64,
    /// Nanoseconds of the second, for timestamps.
    pub nanos: u32,
    /// Minutes east of UTC, for calendars.
    pub offset: i32,
}

/// Reads fields of fixed width from the front of a text.
struct Fields<'a> {
    rest: &'a str,
}

impl Fields<'_> {
    /// A separator and two digits after it; `None` when something else follows.
    fn two(&mut self, separator: char) -> Option<u32> {
        let rest = self.rest.strip_prefix(separator)?;
        let number = digits(rest.get(..2)?)?;
        self.rest = &rest[2..];
        Some(number)
    }
}

fn digits(text: &str) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// The moment that a text names, or what is wrong with it in Clojure's words.
///
/// # Errors
/// The message of the exception to throw.
pub fn parse(text: &str) -> Result<Parsed, String> {
    let unrecognized = || format!("Unrecognized date/time syntax: {text}");
    let year = text.get(..4).and_then(digits).ok_or_else(unrecognized)?;
    let mut fields = Fields { rest: &text[4..] };
    let month = fields.two('-');
    let day = month.and_then(|_| fields.two('-'));
    let hour = day.and_then(|_| fields.two('T'));
    let minute = hour.and_then(|_| fields.two(':'));
    let second = minute.and_then(|_| fields.two(':'));
    let mut nanos = 0;
    if second.is_some()
        && let Some(fraction) = fields.rest.strip_prefix('.')
    {
        let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let (fraction, rest) = fraction.split_at(length);
        let nine = &fraction[..length.min(9)];
        nanos = digits(&format!("{nine:0<9}")).filter(|_| length > 0).ok_or_else(unrecognized)?;
        fields.rest = rest;
    }
    let (sign, offset_hours, offset_minutes) = offset(fields.rest).ok_or_else(unrecognized)?;

    let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
    let (hour, minute, second) = (hour.unwrap_or(0), minute.unwrap_or(0), second.unwrap_or(0));
    let verify = |holds: bool, condition: &str| {
        if holds { Ok(()) } else { Err(format!("failed: {condition}")) }
    };
    verify((1..=12).contains(&month), "(<= 1 months 12)")?;
    verify(
        (1..=days_in_month(year, month)).contains(&day),
        "(<= 1 days (days-in-month months (leap-year? years)))",
    )?;
    verify(hour <= 23, "(<= 0 hours 23)")?;
    verify(minute <= 59, "(<= 0 minutes 59)")?;
    let last_second = if minute == 59 { 60 } else { 59 };
    verify(second <= last_second, "(<= 0 seconds (if (= minutes 59) 60 59))")?;
    verify(offset_hours <= 23, "(<= 0 offset-hours 23)")?;
    verify(offset_minutes <= 59, "(<= 0 offset-minutes 59)")?;

    let offset = sign * (offset_hours * 60 + offset_minutes) as i32;
    let seconds = (hour * 3600 + minute * 60 + second) as i64 - offset as i64 * 60;
    let millis = calendar::millis(year as i64, month, day) + seconds * 1000;
    Ok(Parsed { millis: millis + nanos as i64 / 1_000_000, nanos, offset })
}

/// Sign, hours and minutes of what stands at the end: nothing, `Z`, `+hh:mm` or `-hh:mm`.
fn offset(text: &str) -> Option<(i32, u32, u32)> {
    if text.is_empty() || text == "Z" {
        return Some((1, 0, 0));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut fields = Fields { rest: text };
    let hours = fields.two(if sign < 0 { '-' } else { '+' })?;
    let minutes = fields.two(':')?;
    if fields.rest.is_empty() { Some((sign, hours, minutes)) } else { None }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(text: &str) -> Result<i64, String> {
        parse(text).map(|parsed| parsed.millis)
    }

    #[test]
    fn moments() {
        for (text, expected) in [
            ("1970", 0),
            ("2020-02-29", 1_582_934_400_000),
            ("1970-01-01T00:00:00.1+01:30", 100 - 5_400_000),
            ("1970-01-01T00:59:60", 3_600_000),
            ("1500-01-01", -14_830_992_000_000),
            ("0001-01-01", -62_135_769_600_000),
            ("1582-10-04", -12_219_379_200_000),
            ("1582-10-10", -12_218_860_800_000),
            ("1970-01-01T00:00:00.123456789", 123),
        ] {
            assert_eq!(millis(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refusals() {
        for (text, expected) in [
            ("x", "Unrecognized date/time syntax: x"),
            ("2020-1", "Unrecognized date/time syntax: 2020-1"),
            ("2020-13", "failed: (<= 1 months 12)"),
            ("2019-02-29", "failed: (<= 1 days (days-in-month months (leap-year? years)))"),
            ("2020-01-01T24", "failed: (<= 0 hours 23)"),
            ("2020-01-01T23:58:60", "failed: (<= 0 seconds (if (= minutes 59) 60 59))"),
            ("2020-01-01T00:00:00+24:00", "failed: (<= 0 offset-hours 23)"),
        ] {
            assert_eq!(millis(text), Err(expected.to_owned()), "{text}");
        }
    }
}
