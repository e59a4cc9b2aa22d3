//! `Double`, `Float` and `Boolean`.

use crate::prelude::*;

fn parse_double(cx: &mut Mutator, text: Value) -> Result<f64> {
    let Some(text) = data::string::of(text) else {
        if text.is_nil() {
            return Err(data::throw::null_receiver(cx, "String.trim()", "in"));
        }
        return Err(data::throw::class_cast(cx, text, "java.lang.String"));
    };
    let text = text.to_str();
    match data::num::parse_double(&text) {
        Some(d) => Ok(d),
        None if text.trim_matches(|c: char| c <= ' ').is_empty() => {
            Err(data::throw::number_format(cx, "empty String"))
        }
        None => {
            let message = format!("For input string: \"{text}\"");
            Err(data::throw::number_format(cx, message))
        }
    }
}

/// Java's order of doubles: -0.0 before 0.0, NaN at the end.
fn order(a: f64, b: f64) -> i32 {
    if a < b {
        return -1;
    }
    if a > b {
        return 1;
    }
    let key = |d: f64| if d.is_nan() { i64::MAX } else { d.to_bits() as i64 };
    key(a).cmp(&key(b)) as i32
}

fn canonical_bits(d: f64) -> i64 {
    if d.is_nan() { 0x7ff8_0000_0000_0000 } else { d.to_bits() as i64 }
}

#[host_class("java.lang.Double")]
pub mod double {
    use super::*;

    #[field("MAX_VALUE")]
    const MAX: f64 = f64::MAX;
    #[field("MIN_VALUE")]
    const MIN: f64 = 5e-324;
    #[field("MIN_NORMAL")]
    const MIN_NORMAL: f64 = f64::MIN_POSITIVE;
    #[field("POSITIVE_INFINITY")]
    const INFINITY: f64 = f64::INFINITY;
    #[field("NEGATIVE_INFINITY")]
    const NEGATIVE_INFINITY: f64 = f64::NEG_INFINITY;
    #[field("NaN")]
    const NAN: f64 = f64::NAN;
    #[field("SIZE")]
    const SIZE: Int = Int(64);
    #[field("BYTES")]
    const BYTES: Int = Int(8);
    #[field("MAX_EXPONENT")]
    const MAX_EXPONENT: Int = Int(1023);
    #[field("MIN_EXPONENT")]
    const MIN_EXPONENT: Int = Int(-1022);

    #[field("TYPE")]
    fn primitive(cx: &mut Mutator) -> Result {
        runtime::class::for_name(cx, "double")
    }

    #[constructor]
    fn new(cx: &mut Mutator, value: Value) -> Result<f64> {
        value_of(cx, value)
    }

    #[method("parseDouble")]
    fn parse(cx: &mut Mutator, text: Value) -> Result<f64> {
        parse_double(cx, text)
    }

    #[method("valueOf")]
    fn value_of(cx: &mut Mutator, value: Value) -> Result<f64> {
        if data::string::of(value).is_some() || value.is_nil() {
            return parse_double(cx, value);
        }
        data::num::to_double(cx, value)
    }

    #[method("toString")]
    fn to_text(_cx: &mut Mutator, d: f64) -> Result<String> {
        Ok(data::num::double_to_string(d))
    }

    #[method("toHexString")]
    fn to_hex(cx: &mut Mutator, d: Value) -> Result {
        let format = string(cx, "%a")?;
        data::formatter::format(cx, str_of(format), &[d])
    }

    #[method("isNaN")]
    fn is_nan(_cx: &mut Mutator, d: f64) -> Result<bool> {
        Ok(d.is_nan())
    }

    #[instance_method("isNaN")]
    fn this_is_nan(_cx: &mut Mutator, this: f64) -> Result<bool> {
        Ok(this.is_nan())
    }

    #[method("isInfinite")]
    fn is_infinite(_cx: &mut Mutator, d: f64) -> Result<bool> {
        Ok(d.is_infinite())
    }

    #[instance_method("isInfinite")]
    fn this_is_infinite(_cx: &mut Mutator, this: f64) -> Result<bool> {
        Ok(this.is_infinite())
    }

    #[method("isFinite")]
    fn is_finite(_cx: &mut Mutator, d: f64) -> Result<bool> {
        Ok(d.is_finite())
    }

    #[method("compare")]
    fn compare(_cx: &mut Mutator, a: f64, b: f64) -> Result<Int> {
        Ok(Int(order(a, b)))
    }

    #[method("doubleToLongBits")]
    fn to_bits(_cx: &mut Mutator, d: f64) -> Result<i64> {
        Ok(canonical_bits(d))
    }

    #[method("doubleToRawLongBits")]
    fn to_raw_bits(_cx: &mut Mutator, d: f64) -> Result<i64> {
        Ok(d.to_bits() as i64)
    }

    #[method("longBitsToDouble")]
    fn from_bits(_cx: &mut Mutator, bits: i64) -> Result<f64> {
        Ok(f64::from_bits(bits as u64))
    }

    #[method("hashCode")]
    fn hash_code(_cx: &mut Mutator, d: f64) -> Result<Int> {
        let bits = canonical_bits(d);
        Ok(Int((bits ^ (bits as u64 >> 32) as i64) as i32))
    }

    #[method("max")]
    fn max(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
        Ok(if order(a, b) >= 0 { a } else { b })
    }

    #[method("min")]
    fn min(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
        Ok(if a.is_nan() || order(a, b) <= 0 && !b.is_nan() { a } else { b })
    }

    #[method("sum")]
    fn sum(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
        Ok(a + b)
    }
}

#[host_class("java.lang.Float")]
pub mod float {
    use super::*;

    #[field("MAX_VALUE")]
    const MAX: Float = Float(f32::MAX);
    #[field("MIN_VALUE")]
    const MIN: Float = Float(1e-45);
    #[field("MIN_NORMAL")]
    const MIN_NORMAL: Float = Float(f32::MIN_POSITIVE);
    #[field("POSITIVE_INFINITY")]
    const INFINITY: Float = Float(f32::INFINITY);
    #[field("NEGATIVE_INFINITY")]
    const NEGATIVE_INFINITY: Float = Float(f32::NEG_INFINITY);
    #[field("NaN")]
    const NAN: Float = Float(f32::NAN);
    #[field("SIZE")]
    const SIZE: Int = Int(32);
    #[field("BYTES")]
    const BYTES: Int = Int(4);

    #[field("TYPE")]
    fn primitive(cx: &mut Mutator) -> Result {
        runtime::class::for_name(cx, "float")
    }

    #[constructor]
    fn new(cx: &mut Mutator, value: Value) -> Result<Float> {
        value_of(cx, value)
    }

    #[method("parseFloat")]
    fn parse(cx: &mut Mutator, text: Value) -> Result<Float> {
        // A text is read as a float at once: by way of a double it would be rounded twice.
        let d = parse_double(cx, text)?;
        let text = data::string::of(text).map(|text| text.to_str().trim().to_string());
        let direct = text.and_then(|text| text.trim_end_matches(['f', 'F', 'd', 'D']).parse().ok());
        Ok(Float(direct.unwrap_or(d as f32)))
    }

    #[method("valueOf")]
    fn value_of(cx: &mut Mutator, value: Value) -> Result<Float> {
        if data::string::of(value).is_some() || value.is_nil() {
            return parse(cx, value);
        }
        data::num::to_double(cx, value).map(|d| Float(d as f32))
    }

    #[method("toString")]
    fn to_text(_cx: &mut Mutator, f: Float) -> Result<String> {
        Ok(data::num::float_to_string(f.0))
    }

    #[method("isNaN")]
    fn is_nan(_cx: &mut Mutator, f: Float) -> Result<bool> {
        Ok(f.0.is_nan())
    }

    #[instance_method("isNaN")]
    fn this_is_nan(_cx: &mut Mutator, this: f64) -> Result<bool> {
        Ok(this.is_nan())
    }

    #[method("isInfinite")]
    fn is_infinite(_cx: &mut Mutator, f: Float) -> Result<bool> {
        Ok(f.0.is_infinite())
    }

    #[instance_method("isInfinite")]
    fn this_is_infinite(_cx: &mut Mutator, this: f64) -> Result<bool> {
        Ok(this.is_infinite())
    }

    #[method("compare")]
    fn compare(_cx: &mut Mutator, a: Float, b: Float) -> Result<Int> {
        Ok(Int(order(a.0.into(), b.0.into())))
    }

    #[method("floatToIntBits")]
    fn to_bits(_cx: &mut Mutator, f: Float) -> Result<Int> {
        Ok(Int(if f.0.is_nan() { 0x7fc0_0000 } else { f.0.to_bits() as i32 }))
    }

    #[method("floatToRawIntBits")]
    fn to_raw_bits(_cx: &mut Mutator, f: Float) -> Result<Int> {
        Ok(Int(f.0.to_bits() as i32))
    }

    #[method("intBitsToFloat")]
    fn from_bits(_cx: &mut Mutator, bits: Int) -> Result<Float> {
        Ok(Float(f32::from_bits(bits.0 as u32)))
    }
}

#[host_class("java.lang.Boolean")]
pub mod boolean {
    use super::*;

    #[field("TRUE")]
    const TRUE: bool = true;
    #[field("FALSE")]
    const FALSE: bool = false;

    #[field("TYPE")]
    fn primitive(cx: &mut Mutator) -> Result {
        runtime::class::for_name(cx, "boolean")
    }

    fn is_true(text: Value) -> bool {
        data::string::of(text).is_some_and(|text| text.to_str().eq_ignore_ascii_case("true"))
    }

    #[constructor]
    fn new(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(value == Value::TRUE || is_true(value))
    }

    #[method("parseBoolean")]
    fn parse(_cx: &mut Mutator, text: Value) -> Result<bool> {
        Ok(is_true(text))
    }

    #[method("valueOf")]
    fn value_of(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(value == Value::TRUE || is_true(value))
    }

    #[method("toString")]
    fn to_text(_cx: &mut Mutator, value: bool) -> Result<&'static str> {
        Ok(if value { "true" } else { "false" })
    }

    #[method("compare")]
    fn compare(_cx: &mut Mutator, a: bool, b: bool) -> Result<Int> {
        Ok(Int(a.cmp(&b) as i32))
    }

    #[method("logicalAnd")]
    fn and(_cx: &mut Mutator, a: bool, b: bool) -> Result<bool> {
        Ok(a & b)
    }

    #[method("logicalOr")]
    fn or(_cx: &mut Mutator, a: bool, b: bool) -> Result<bool> {
        Ok(a | b)
    }

    #[method("logicalXor")]
    fn xor(_cx: &mut Mutator, a: bool, b: bool) -> Result<bool> {
        Ok(a ^ b)
    }

    #[method("hashCode")]
    fn hash_code(_cx: &mut Mutator, value: bool) -> Result<Int> {
        Ok(Int(if value { 1231 } else { 1237 }))
    }

    #[instance_method("booleanValue")]
    fn boolean_value(_cx: &mut Mutator, this: bool) -> Result<bool> {
        Ok(this)
    }
}
