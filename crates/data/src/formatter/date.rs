//! `%t…`: parts of a moment, in UTC and English.

use crate::inst::calendar::{Civil, civil};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// What a conversion after `t` gives for a moment in milliseconds.
pub fn part(conversion: char, millis: i64) -> String {
    let at = civil(millis);
    let hour12 = match at.hour % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if at.hour < 12 { "am" } else { "pm" };
    let part = |conversion| part(conversion, millis);
    match conversion {
        'H' => format!("{:02}", at.hour),
        'I' => format!("{hour12:02}"),
        'k' => at.hour.to_string(),
        'l' => hour12.to_string(),
        'M' => format!("{:02}", at.minute),
        'S' => format!("{:02}", at.second),
        'L' => format!("{:03}", at.millis),
        'N' => format!("{:09}", at.millis * 1_000_000),
        'p' => half.to_string(),
        'z' => "+0000".to_string(),
        'Z' => "UTC".to_string(),
        's' => millis.div_euclid(1000).to_string(),
        'Q' => millis.to_string(),
        'B' => MONTHS[at.month as usize - 1].to_string(),
        'b' | 'h' => at.month_name().to_string(),
        'A' => WEEKDAYS[at.weekday as usize].to_string(),
        'a' => at.weekday_name().to_string(),
        'C' => format!("{:02}", at.year / 100),
        'Y' => format!("{:04}", at.year),
        'y' => format!("{:02}", at.year.rem_euclid(100)),
        'j' => format!("{:03}", day_of_year(&at)),
        'm' => format!("{:02}", at.month),
        'd' => format!("{:02}", at.day),
        'e' => at.day.to_string(),
        'R' => format!("{}:{}", part('H'), part('M')),
        'T' => format!("{}:{}:{}", part('H'), part('M'), part('S')),
        'r' => format!("{}:{}:{} {}", part('I'), part('M'), part('S'), half.to_uppercase()),
        'D' => format!("{}/{}/{}", part('m'), part('d'), part('y')),
        'F' => format!("{}-{}-{}", part('Y'), part('m'), part('d')),
        _ => format!(
            "{} {} {} {} {} {}",
            part('a'),
            part('b'),
            part('d'),
            part('T'),
            part('Z'),
            part('Y')
        ),
    }
}

fn day_of_year(at: &Civil) -> i64 {
    let start = crate::inst::calendar::millis(at.year, 1, 1);
    let today = crate::inst::calendar::millis(at.year, at.month, at.day);
    (today - start) / 86_400_000 + 1
}
