//! `Long`, `Integer`, `Short` and `Byte`: what they know of texts, bits and order.

use crate::prelude::*;

/// The number in a text, with the complaint of Java's parser.
pub(super) fn parse(cx: &mut Mutator, text: Value, radix: i64, min: i64, max: i64) -> Result<i64> {
    let Some(text) = data::string::of(text) else {
        if text.is_nil() {
            return Err(data::throw::number_format(cx, "Cannot parse null string"));
        }
        return Err(data::throw::class_cast(cx, text, "java.lang.String"));
    };
    let text = text.to_str();
    let Some(radix) = check_radix(cx, radix)? else { return Ok(0) };
    match data::num::parse_long(&text, radix) {
        Some(n) if (min..=max).contains(&n) => Ok(n),
        Some(n) if max <= i16::MAX.into() && i32::try_from(n).is_ok() => {
            let message = format!("Value out of range. Value:\"{text}\" Radix:{radix}");
            Err(data::throw::number_format(cx, message))
        }
        _ => Err(bad_text(cx, &text, radix)),
    }
}

fn bad_text(cx: &mut Mutator, text: &str, radix: u32) -> Thrown {
    let under = if radix == 10 { String::new() } else { format!(" under radix {radix}") };
    data::throw::number_format(cx, format!("For input string: \"{text}\"{under}"))
}

fn check_radix(cx: &mut Mutator, radix: i64) -> Result<Option<u32>> {
    match radix {
        2..=36 => Ok(Some(radix as u32)),
        ..2 => {
            let message = format!("radix {radix} less than Character.MIN_RADIX");
            Err(data::throw::number_format(cx, message))
        }
        _ => {
            let message = format!("radix {radix} greater than Character.MAX_RADIX");
            Err(data::throw::number_format(cx, message))
        }
    }
}

/// A number in any radix; one that is none is 10.
pub(super) fn in_radix(n: i64, radix: i64) -> String {
    let radix = if (2..=36).contains(&radix) { radix as u32 } else { 10 };
    num_bigint::BigInt::from(n).to_str_radix(radix)
}

/// `decode`: a sign, then `0x`, `#` or `0`, then digits.
fn decode(cx: &mut Mutator, text: Value, min: i64, max: i64) -> Result<i64> {
    let Some(text) = data::string::of(text) else {
        return Err(data::throw::null_pointer_plain(cx));
    };
    let text = text.to_str();
    if text.is_empty() {
        return Err(data::throw::number_format(cx, "Zero length string"));
    }
    let (sign, rest) = match text.as_bytes()[0] {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", &text[..]),
    };
    let (radix, digits) = if let Some(digits) =
        rest.strip_prefix("0x").or(rest.strip_prefix("0X")).or(rest.strip_prefix('#'))
    {
        (16, digits)
    } else if rest.len() > 1 && rest.starts_with('0') {
        (8, &rest[1..])
    } else {
        (10, rest)
    };
    if digits.starts_with(['-', '+']) {
        return Err(data::throw::number_format(cx, "Sign character in wrong position"));
    }
    match i64::from_str_radix(&format!("{sign}{digits}"), radix) {
        Ok(n) if (min..=max).contains(&n) => Ok(n),
        _ => Err(bad_text(cx, digits, radix)),
    }
}

/// The unsigned number in a text.
fn parse_unsigned(cx: &mut Mutator, text: Value, radix: i64, bits: u32) -> Result<u64> {
    let Some(text) = data::string::of(text) else {
        return Err(data::throw::number_format(cx, "Cannot parse null string"));
    };
    let text = text.to_str();
    let Some(radix) = check_radix(cx, radix)? else { return Ok(0) };
    if text.starts_with('-') {
        let message = format!("Illegal leading minus sign on unsigned string {text}.");
        return Err(data::throw::number_format(cx, message));
    }
    match u64::from_str_radix(&text, radix) {
        Ok(n) if n >> (bits - 1) <= 1 => Ok(n),
        _ => Err(bad_text(cx, &text, radix)),
    }
}

macro_rules! integral {
    (
        $class:literal, $module:ident, $type:ty, $unsigned:ty, $boxed:ty, $wrap:expr, $raw:expr,
        $parse:literal, $parse_unsigned:literal, $primitive:literal
    ) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[field("MAX_VALUE")]
            const MAX: $boxed = $wrap(<$type>::MAX);
            #[field("MIN_VALUE")]
            const MIN: $boxed = $wrap(<$type>::MIN);
            #[field("SIZE")]
            const SIZE: Int = Int(<$type>::BITS as i32);
            #[field("BYTES")]
            const BYTES: Int = Int(<$type>::BITS as i32 / 8);

            #[field("TYPE")]
            fn primitive(cx: &mut Mutator) -> Result {
                runtime::class::for_name(cx, $primitive)
            }

            #[constructor]
            fn new(cx: &mut Mutator, value: Value) -> Result<$boxed> {
                value_of(cx, value, None)
            }

            #[method($parse)]
            fn parse_text(cx: &mut Mutator, text: Value, radix: Option<i64>) -> Result<$boxed> {
                let (min, max) = (<$type>::MIN.into(), <$type>::MAX.into());
                let n = parse(cx, text, radix.unwrap_or(10), min, max)?;
                Ok($wrap(n as $type))
            }

            #[method($parse_unsigned)]
            fn parse_unsigned_text(
                cx: &mut Mutator,
                text: Value,
                radix: Option<i64>,
            ) -> Result<$boxed> {
                let n = parse_unsigned(cx, text, radix.unwrap_or(10), <$type>::BITS)?;
                Ok($wrap(n as $type))
            }

            #[method("valueOf")]
            fn value_of(cx: &mut Mutator, value: Value, radix: Option<i64>) -> Result<$boxed> {
                if data::string::of(value).is_some() || value.is_nil() {
                    return parse_text(cx, value, radix);
                }
                <$boxed as runtime::native::FromValue>::from_value(cx, value)
            }

            #[method("decode")]
            fn decode_text(cx: &mut Mutator, text: Value) -> Result<$boxed> {
                let n = decode(cx, text, <$type>::MIN.into(), <$type>::MAX.into())?;
                Ok($wrap(n as $type))
            }

            #[method("toString")]
            fn to_text(_cx: &mut Mutator, n: $boxed, radix: Option<i64>) -> Result<String> {
                Ok(in_radix($raw(n).into(), radix.unwrap_or(10)))
            }

            #[method("toBinaryString")]
            fn to_binary(_cx: &mut Mutator, n: $boxed) -> Result<String> {
                Ok(format!("{:b}", $raw(n)))
            }

            #[method("toHexString")]
            fn to_hex(_cx: &mut Mutator, n: $boxed) -> Result<String> {
                Ok(format!("{:x}", $raw(n)))
            }

            #[method("toOctalString")]
            fn to_octal(_cx: &mut Mutator, n: $boxed) -> Result<String> {
                Ok(format!("{:o}", $raw(n)))
            }

            #[method("toUnsignedString")]
            fn to_unsigned_text(
                _cx: &mut Mutator,
                n: $boxed,
                radix: Option<i64>,
            ) -> Result<String> {
                let radix = radix.filter(|radix| (2..=36).contains(radix)).unwrap_or(10);
                let n = num_bigint::BigUint::from($raw(n) as $unsigned);
                Ok(n.to_str_radix(radix as u32))
            }

            #[method("compare")]
            fn compare(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<Int> {
                Ok(Int($raw(a).cmp(&$raw(b)) as i32))
            }

            #[method("compareUnsigned")]
            fn compare_unsigned(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<Int> {
                Ok(Int(($raw(a) as $unsigned).cmp(&($raw(b) as $unsigned)) as i32))
            }

            #[method("divideUnsigned")]
            fn divide_unsigned(cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<$boxed> {
                match ($raw(a) as $unsigned).checked_div($raw(b) as $unsigned) {
                    Some(n) => Ok($wrap(n as $type)),
                    None => Err(data::throw::arithmetic(cx, "/ by zero")),
                }
            }

            #[method("remainderUnsigned")]
            fn remainder_unsigned(cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<$boxed> {
                match ($raw(a) as $unsigned).checked_rem($raw(b) as $unsigned) {
                    Some(n) => Ok($wrap(n as $type)),
                    None => Err(data::throw::arithmetic(cx, "/ by zero")),
                }
            }

            #[method("signum")]
            fn signum(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int($raw(n).signum() as i32))
            }

            #[method("bitCount")]
            fn bit_count(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int($raw(n).count_ones() as i32))
            }

            #[method("numberOfLeadingZeros")]
            fn leading_zeros(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int($raw(n).leading_zeros() as i32))
            }

            #[method("numberOfTrailingZeros")]
            fn trailing_zeros(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int($raw(n).trailing_zeros() as i32))
            }

            #[method("highestOneBit")]
            fn highest_one_bit(_cx: &mut Mutator, n: $boxed) -> Result<$boxed> {
                let n = $raw(n);
                Ok($wrap(if n == 0 { 0 } else { 1 << (<$type>::BITS - 1 - n.leading_zeros()) }))
            }

            #[method("lowestOneBit")]
            fn lowest_one_bit(_cx: &mut Mutator, n: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(n) & $raw(n).wrapping_neg()))
            }

            #[method("reverse")]
            fn reverse(_cx: &mut Mutator, n: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(n).reverse_bits()))
            }

            #[method("reverseBytes")]
            fn reverse_bytes(_cx: &mut Mutator, n: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(n).swap_bytes()))
            }

            #[method("rotateLeft")]
            fn rotate_left(_cx: &mut Mutator, n: $boxed, distance: i64) -> Result<$boxed> {
                Ok($wrap($raw(n).rotate_left((distance & 63) as u32 % <$type>::BITS)))
            }

            #[method("rotateRight")]
            fn rotate_right(_cx: &mut Mutator, n: $boxed, distance: i64) -> Result<$boxed> {
                Ok($wrap($raw(n).rotate_right((distance & 63) as u32 % <$type>::BITS)))
            }

            #[method("max")]
            fn max(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(a).max($raw(b))))
            }

            #[method("min")]
            fn min(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(a).min($raw(b))))
            }

            #[method("sum")]
            fn sum(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<$boxed> {
                Ok($wrap($raw(a).wrapping_add($raw(b))))
            }

            #[method("hashCode")]
            fn hash_code(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                let n = i64::from($raw(n));
                let hash = if <$type>::BITS == 64 {
                    (n ^ (n as u64 >> 32) as i64) as i32
                } else {
                    n as i32
                };
                Ok(Int(hash))
            }
        }
    };
}

integral!(
    "java.lang.Long",
    long,
    i64,
    u64,
    i64,
    core::convert::identity::<i64>,
    core::convert::identity::<i64>,
    "parseLong",
    "parseUnsignedLong",
    "long"
);
integral!(
    "java.lang.Integer",
    integer,
    i32,
    u32,
    Int,
    Int,
    Int::get,
    "parseInt",
    "parseUnsignedInt",
    "int"
);

#[host_class("java.lang.Integer")]
pub mod integer_more {
    use super::*;

    #[method("toUnsignedLong")]
    fn to_unsigned_long(_cx: &mut Mutator, n: Int) -> Result<i64> {
        Ok(i64::from(n.0 as u32))
    }
}

macro_rules! small {
    (
        $class:literal, $module:ident, $type:ty, $unsigned:ty, $boxed:ident, $parse:literal,
        $primitive:literal
    ) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[field("MAX_VALUE")]
            const MAX: $boxed = $boxed(<$type>::MAX);
            #[field("MIN_VALUE")]
            const MIN: $boxed = $boxed(<$type>::MIN);
            #[field("SIZE")]
            const SIZE: Int = Int(<$type>::BITS as i32);
            #[field("BYTES")]
            const BYTES: Int = Int(<$type>::BITS as i32 / 8);

            #[field("TYPE")]
            fn primitive(cx: &mut Mutator) -> Result {
                runtime::class::for_name(cx, $primitive)
            }

            #[constructor]
            fn new(cx: &mut Mutator, value: Value) -> Result<$boxed> {
                value_of(cx, value, None)
            }

            #[method($parse)]
            fn parse_text(cx: &mut Mutator, text: Value, radix: Option<i64>) -> Result<$boxed> {
                let (min, max) = (<$type>::MIN.into(), <$type>::MAX.into());
                let n = parse(cx, text, radix.unwrap_or(10), min, max)?;
                Ok($boxed(n as $type))
            }

            #[method("valueOf")]
            fn value_of(cx: &mut Mutator, value: Value, radix: Option<i64>) -> Result<$boxed> {
                if data::string::of(value).is_some() || value.is_nil() {
                    return parse_text(cx, value, radix);
                }
                <$boxed as runtime::native::FromValue>::from_value(cx, value)
            }

            #[method("decode")]
            fn decode_text(cx: &mut Mutator, text: Value) -> Result<$boxed> {
                let n = decode(cx, text, <$type>::MIN.into(), <$type>::MAX.into())?;
                Ok($boxed(n as $type))
            }

            #[method("toString")]
            fn to_text(_cx: &mut Mutator, n: $boxed) -> Result<String> {
                Ok(n.0.to_string())
            }

            #[method("compare")]
            fn compare(_cx: &mut Mutator, a: $boxed, b: $boxed) -> Result<Int> {
                Ok(Int(a.0 as i32 - b.0 as i32))
            }

            #[method("toUnsignedInt")]
            fn to_unsigned_int(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int((n.0 as $unsigned).into()))
            }

            #[method("toUnsignedLong")]
            fn to_unsigned_long(_cx: &mut Mutator, n: $boxed) -> Result<i64> {
                Ok((n.0 as $unsigned).into())
            }

            #[method("hashCode")]
            fn hash_code(_cx: &mut Mutator, n: $boxed) -> Result<Int> {
                Ok(Int(n.0.into()))
            }
        }
    };
}

small!("java.lang.Short", short, i16, u16, Short, "parseShort", "short");
small!("java.lang.Byte", byte, i8, u8, Byte, "parseByte", "byte");

#[host_class("java.lang.Number")]
pub mod number {
    use super::*;

    #[instance_method("intValue")]
    fn int_value(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::num::int_value(cx, this).map(Int)
    }

    #[instance_method("longValue")]
    fn long_value(cx: &mut Mutator, this: Value) -> Result<i64> {
        data::num::long_value(cx, this)
    }

    #[instance_method("shortValue")]
    fn short_value(cx: &mut Mutator, this: Value) -> Result<Short> {
        data::num::int_value(cx, this).map(|n| Short(n as i16))
    }

    #[instance_method("byteValue")]
    fn byte_value(cx: &mut Mutator, this: Value) -> Result<Byte> {
        data::num::int_value(cx, this).map(|n| Byte(n as i8))
    }

    #[instance_method("doubleValue")]
    fn double_value(cx: &mut Mutator, this: Value) -> Result<f64> {
        data::num::to_double(cx, this)
    }

    #[instance_method("floatValue")]
    fn float_value(cx: &mut Mutator, this: Value) -> Result<Float> {
        data::num::to_double(cx, this).map(|d| Float(d as f32))
    }
}
