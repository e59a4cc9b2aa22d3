//! `java.util.UUID`.

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::class::ClassId;
use crate::{kind, throw, throwable};

/// A UUID object.
#[repr(C)]
pub struct Uuid {
    header: Header,
    high: u64,
    low: u64,
}

impl HeapType for Uuid {
    const KIND: Kind = kind::UUID;
}

impl Uuid {
    pub fn bits(&self) -> u128 {
        (self.high as u128) << 64 | self.low as u128
    }

    fn hash_code(&self) -> i32 {
        let both = self.high ^ self.low;
        (both ^ (both >> 32)) as i32
    }
}

/// The UUID in a value.
pub fn of<'a>(value: Value) -> Option<&'a Uuid> {
    value.cast::<Uuid>()
}

/// The UUID of these 128 bits.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, bits: u128) -> Result {
    cx.alloc(Uuid { header: Header::of::<Uuid>(), high: (bits >> 64) as u64, low: bits as u64 })
}

/// A UUID of version 4 made of these random bits.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn random(cx: &mut Mutator, bits: u128) -> Result {
    let version = (bits & !(0xf << 76)) | 4 << 76;
    new(cx, (version & !(3 << 62)) | 2 << 62)
}

/// `UUID/fromString`: five groups of hexadecimal digits, of which Java takes the low ones.
///
/// # Errors
/// `IllegalArgumentException` or `NumberFormatException` when the text is no UUID.
pub fn parse(cx: &mut Mutator, text: &str) -> Result {
    if text.len() > 36 {
        return Err(throw::illegal_argument(cx, "UUID string too large"));
    }
    let groups: Vec<&str> = text.split('-').collect();
    let &[a, b, c, d, e] = groups.as_slice() else {
        return Err(throw::illegal_argument(cx, format!("Invalid UUID string: {text}")));
    };
    let mut bits = 0u128;
    for (group, width) in [(a, 32), (b, 16), (c, 16), (d, 16), (e, 48)] {
        let number = hexadecimal(cx, group)?;
        bits = bits << width | (number as u64 & (u64::MAX >> (64 - width))) as u128;
    }
    new(cx, bits)
}

/// `Long.parseLong(text, 16)`.
fn hexadecimal(cx: &mut Mutator, text: &str) -> Result<i64> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if text.is_empty() {
        return Err(throwable::throw(cx, ClassId::NUMBER_FORMAT, ""));
    }
    match digits.bytes().position(|byte| !byte.is_ascii_hexdigit()) {
        None if !digits.is_empty() => match i64::from_str_radix(digits, 16) {
            Ok(number) => Ok(number),
            Err(_) => {
                let message = format!("Error at index {} in: \"{text}\"", digits.len() - 1);
                Err(throw::number_format(cx, message))
            }
        },
        bad => {
            let at = bad.unwrap_or(0) + (text.len() - digits.len());
            Err(throw::number_format(cx, format!("Error at index {at} in: \"{text}\"")))
        }
    }
}

fn text(value: Value) -> String {
    let bits = of(value).map_or(0, Uuid::bits);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    out.write_str(&format!("#uuid \"{}\"", text(value)));
    Ok(())
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    out.write_str(&text(value));
    Ok(())
}

fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    match (of(a), of(b)) {
        // Java compares the halves as signed numbers.
        (Some(x), Some(y)) => {
            let halves = |uuid: &Uuid| (uuid.high as i64, uuid.low as i64);
            Ok(halves(x).cmp(&halves(y)) as i32)
        }
        _ => Err(throw::class_cast(cx, b, "java.util.UUID")),
    }
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::COMPARABLE,
    equiv: Some(|_, a, b| Ok(of(b).map(Uuid::bits) == of(a).map(Uuid::bits))),
    hasheq: Some(|_, value| Ok(of(value).map_or(0, Uuid::hash_code))),
    compare: Some(compare),
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.util.UUID", Layout::Raw)
};
