//! The calendar of `java.util.Date`: Gregorian from 1582-10-15 on, Julian before, in UTC.

/// A moment as people write it. The year counts within its era, as Java prints it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Civil {
    pub year: i64,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub millis: u32,
    /// 0 is Sunday.
    pub weekday: u32,
}

const DAY: i64 = 86_400_000;
/// 1582-10-15, the first Gregorian day, in days since 1970-01-01.
const CUTOVER: i64 = -141_427;

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Civil {
    pub fn weekday_name(&self) -> &'static str {
        WEEKDAYS[self.weekday as usize]
    }

    pub fn month_name(&self) -> &'static str {
        MONTHS[self.month as usize - 1]
    }
}

/// The calendar's fields of a moment.
pub fn civil(millis: i64) -> Civil {
    let (days, rest) = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
    let (year, month, day) = if days >= CUTOVER { gregorian(days) } else { julian(days) };
    let field = |unit: i64, size: i64| (rest / unit % size) as u32;
    Civil {
        // There is no year 0: 1 BC comes before AD 1.
        year: if year > 0 { year } else { 1 - year },
        month,
        day,
        hour: field(3_600_000, 24),
        minute: field(60_000, 60),
        second: field(1000, 60),
        millis: field(1, 1000),
        weekday: (days + 4).rem_euclid(7) as u32,
    }
}

/// The moment at which a day of the calendar begins. Days that were never counted, between the two
/// calendars, are taken as Julian.
pub fn millis(year: i64, month: u32, day: u32) -> i64 {
    let gregorian = days_to(year, month, day, |year| {
        year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
    }) - GREGORIAN_OFFSET;
    let days = if gregorian >= CUTOVER {
        gregorian
    } else {
        days_to(year, month, day, |year| year.div_euclid(4)) - JULIAN_OFFSET
    };
    days * DAY
}

/// Days from 0000-03-01 to 1970-01-01 in either calendar.
const GREGORIAN_OFFSET: i64 = 719_468;
const JULIAN_OFFSET: i64 = 719_470;

/// Days since March 1st of year 0; years begin in March, so that leap days are their last.
fn days_to(year: i64, month: u32, day: u32, leap_days: fn(i64) -> i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let month = (month as i64 + 9) % 12;
    year * 365 + leap_days(year) + (153 * month + 2) / 5 + day as i64 - 1
}

fn gregorian(days: i64) -> (i64, u32, u32) {
    let days = days + GREGORIAN_OFFSET;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    month_and_day(year + era * 400, day_of_year)
}

fn julian(days: i64) -> (i64, u32, u32) {
    let days = days + JULIAN_OFFSET;
    let (era, day) = (days.div_euclid(1461), days.rem_euclid(1461));
    let year = (day - day / 1460) / 365;
    month_and_day(year + era * 4, day - 365 * year)
}

fn month_and_day(year: i64, day_of_year: i64) -> (i64, u32, u32) {
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (if month <= 2 { year + 1 } else { year }, month as u32, day as u32)
}
