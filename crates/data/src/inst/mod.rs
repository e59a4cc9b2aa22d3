//! `java.util.Date`: `#inst` literals and what they print as, in UTC.

pub(crate) mod calendar;
mod parse;

pub use calendar::{Civil, civil, millis};
pub use parse::{Parsed, parse};

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::{kind, throw};

/// A date object.
#[repr(C)]
pub struct Inst {
    header: Header,
    millis: i64,
}

impl HeapType for Inst {
    const KIND: Kind = kind::INST;
}

impl Inst {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn millis(&self) -> i64 {
        self.millis
    }
}

/// The date in a value.
pub fn of<'a>(value: Value) -> Option<&'a Inst> {
    value.cast::<Inst>()
}

/// The date so many milliseconds after 1970-01-01T00:00Z.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, millis: i64) -> Result {
    cx.alloc(Inst { header: Header::of::<Inst>(), millis })
}

/// The date of an `#inst` literal.
///
/// # Errors
/// `RuntimeException` when the text is no date.
pub fn read(cx: &mut Mutator, text: &str) -> Result {
    match parse(text) {
        Ok(parsed) => new(cx, parsed.millis),
        Err(message) => Err(throw::runtime(cx, message)),
    }
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    let Civil { year, month, day, hour, minute, second, millis, .. } =
        civil(of(value).map_or(0, Inst::millis));
    out.write_str(&format!(
        "#inst \"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}-00:00\""
    ));
    Ok(())
}

/// As Java's `toString` in UTC: `Thu Jan 01 00:00:00 UTC 1970`.
fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let date = civil(of(value).map_or(0, Inst::millis));
    let Civil { year, day, hour, minute, second, .. } = date;
    let (weekday, month) = (date.weekday_name(), date.month_name());
    out.write_str(&format!(
        "{weekday} {month} {day:02} {hour:02}:{minute:02}:{second:02} UTC {year}"
    ));
    Ok(())
}

fn hash(value: Value) -> i32 {
    let millis = of(value).map_or(0, Inst::millis);
    (millis ^ (millis as u64 >> 32) as i64) as i32
}

fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    match (of(a), of(b)) {
        (Some(x), Some(y)) => Ok(x.millis.cmp(&y.millis) as i32),
        _ => Err(throw::class_cast(cx, b, "java.util.Date")),
    }
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::COMPARABLE,
    equiv: Some(|_, a, b| Ok(of(b).map(Inst::millis) == of(a).map(Inst::millis))),
    hasheq: Some(|_, value| Ok(hash(value))),
    compare: Some(compare),
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.util.Date", Layout::Raw)
};
