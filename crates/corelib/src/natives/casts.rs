//! Numbers of one type from another, and from text.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod casts {
    use super::*;
    use data::{num, throw};

    /// Coerces to long; a fraction is cut off. Throws when the value is out of range.
    #[native(since = "1.0", pure, leaf)]
    fn long(cx: &mut Mutator, x: Value) -> Result<i64> {
        num::to_long(cx, x)
    }

    /// Coerces to int; a fraction is cut off. Throws when the value is out of range.
    #[native(since = "1.0", pure, leaf)]
    fn int(cx: &mut Mutator, x: Value) -> Result {
        let n = num::to_int(cx, x)?;
        num::from_i32(cx, n)
    }

    /// Coerces to short. Throws when the value is out of range.
    #[native(since = "1.0", pure, leaf)]
    fn short(cx: &mut Mutator, x: Value) -> Result {
        let n = num::to_short(cx, x)?;
        num::from_i16(cx, n)
    }

    /// Coerces to byte. Throws when the value is out of range.
    #[native(since = "1.0", pure, leaf)]
    fn byte(cx: &mut Mutator, x: Value) -> Result {
        let n = num::to_byte(cx, x)?;
        num::from_i8(cx, n)
    }

    /// Coerces to char: a char, or the number of a UTF-16 unit.
    #[native(since = "1.1", pure, leaf)]
    fn char(cx: &mut Mutator, x: Value) -> Result<u16> {
        num::to_char(cx, x)
    }

    /// Coerces to double.
    #[native(since = "1.0", pure, leaf)]
    fn double(cx: &mut Mutator, x: Value) -> Result<f64> {
        num::to_double(cx, x)
    }

    /// Coerces to float. Throws when the value is out of range.
    #[native(since = "1.0", pure, leaf)]
    fn float(cx: &mut Mutator, x: Value) -> Result {
        let f = num::to_float(cx, x)?;
        num::from_f32(cx, f)
    }

    /// Coerces to a number: answers x, and throws when it is none.
    #[native(since = "1.0", pure, leaf)]
    fn num(cx: &mut Mutator, x: Value) -> Result {
        match num::is_number(x) || x.is_nil() {
            true => Ok(x),
            false => Err(throw::class_cast(cx, x, "java.lang.Number")),
        }
    }

    /// The int that is nearest to a number, or the low bits of an integer: where Java's narrow types
    /// begin. `method` is Java's, named when there is no number.
    fn truncated(cx: &mut Mutator, x: Value, method: &str) -> Result<i32> {
        if num::is_number(x) {
            return num::int_value(cx, x);
        }
        Err(match x.is_nil() {
            true => throw::null_receiver(cx, &format!("java.lang.Number.{method}()"), "x"),
            false => throw::class_cast(cx, x, "java.lang.Number"),
        })
    }

    /// Coerces to long; what does not fit is cut off.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_long(cx: &mut Mutator, x: Value) -> Result<i64> {
        num::long_value(cx, x)
    }

    /// Coerces to int; what does not fit is cut off.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_int(cx: &mut Mutator, x: Value) -> Result {
        if !num::is_number(x) && !x.is_char() {
            return Err(match x.is_nil() {
                true => throw::null_receiver(cx, "java.lang.Character.charValue()", "x"),
                false => throw::class_cast(cx, x, "java.lang.Character"),
            });
        }
        let n = num::int_value(cx, x)?;
        num::from_i32(cx, n)
    }

    /// Coerces to short; what does not fit is cut off.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_short(cx: &mut Mutator, x: Value) -> Result {
        let n = truncated(cx, x, "shortValue")?;
        num::from_i16(cx, n as i16)
    }

    /// Coerces to byte; what does not fit is cut off.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_byte(cx: &mut Mutator, x: Value) -> Result {
        let n = truncated(cx, x, "byteValue")?;
        num::from_i8(cx, n as i8)
    }

    /// Coerces to char; what does not fit is cut off.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_char(cx: &mut Mutator, x: Value) -> Result<u16> {
        match x.as_char() {
            Some(unit) => Ok(unit),
            None => Ok(truncated(cx, x, "longValue")? as u16),
        }
    }

    /// Coerces to double.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_double(cx: &mut Mutator, x: Value) -> Result<f64> {
        num::to_double(cx, x)
    }

    /// Coerces to float; what does not fit becomes infinite.
    #[native(since = "1.3", pure, leaf)]
    fn unchecked_float(cx: &mut Mutator, x: Value) -> Result {
        let d = num::to_double(cx, x)?;
        num::from_f32(cx, d as f32)
    }

    /// Coerces to BigInt.
    #[native(since = "1.3", pure, leaf)]
    fn bigint(cx: &mut Mutator, x: Value) -> Result {
        num::to_bigint(cx, x)
    }

    /// Coerces to java.math.BigInteger.
    #[native(since = "1.0", pure, leaf)]
    fn biginteger(cx: &mut Mutator, x: Value) -> Result {
        num::to_biginteger(cx, x)
    }

    /// Coerces to BigDecimal.
    #[native(since = "1.0", pure, leaf)]
    fn bigdec(cx: &mut Mutator, x: Value) -> Result {
        num::to_bigdec(cx, x)
    }

    fn not_a_string(cx: &mut Mutator, found: Value) -> heap::Thrown {
        let name = match found.is_nil() {
            true => "nil".to_owned(),
            false => data::class::class_name_of(cx, found),
        };
        throw::illegal_argument(cx, format!("Expected string, got {name}"))
    }

    /// Parses a decimal long with an optional sign; nil when s is none.
    #[native(since = "1.11", leaf)]
    fn parse_long(cx: &mut Mutator, s: Value) -> Result {
        let Some(text) = data::string::of(s) else { return Err(not_a_string(cx, s)) };
        match num::parse_long(&text.to_str(), 10) {
            Some(n) => num::from_i64(cx, n),
            None => Ok(Value::NIL),
        }
    }

    /// Parses a double as Java's Double.valueOf does; nil when s is none.
    #[native(since = "1.11", leaf)]
    fn parse_double(cx: &mut Mutator, s: Value) -> Result {
        let Some(text) = data::string::of(s) else { return Err(not_a_string(cx, s)) };
        match num::parse_double(&text.to_str()) {
            Some(d) => num::from_f64(cx, d),
            None => Ok(Value::NIL),
        }
    }

    /// Parses "true" and "false"; nil when s is neither.
    #[native(since = "1.11", leaf)]
    fn parse_boolean(cx: &mut Mutator, s: Value) -> Result {
        let Some(text) = data::string::of(s) else { return Err(not_a_string(cx, s)) };
        Ok(match &*text.to_str() {
            "true" => Value::TRUE,
            "false" => Value::FALSE,
            _ => Value::NIL,
        })
    }
}
