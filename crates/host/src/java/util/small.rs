//! Small classes of `java.util`: `UUID`, `Date`, `Objects`, `Optional`, `Base64`, `BitSet`, entries.

use data::{host_object, inst, kind, uuid};

use crate::prelude::*;

fn random_bits() -> u128 {
    use std::hash::{BuildHasher, RandomState};
    let half = || u128::from(RandomState::new().hash_one(std::time::Instant::now()));
    half() << 64 | half()
}

fn expect_uuid(cx: &mut Mutator, value: Value) -> Result<u128> {
    match uuid::of(value) {
        Some(uuid) => Ok(uuid.bits()),
        None => Err(data::throw::class_cast(cx, value, "java.util.UUID")),
    }
}

#[host_class("java.util.UUID")]
pub mod java_uuid {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, high: i64, low: i64) -> Result {
        uuid::new(cx, u128::from(high as u64) << 64 | u128::from(low as u64))
    }

    #[method("randomUUID")]
    fn random(cx: &mut Mutator) -> Result {
        uuid::random(cx, random_bits())
    }

    #[method("fromString")]
    fn from_string(cx: &mut Mutator, text: &Str) -> Result {
        uuid::parse(cx, &text.to_str())
    }

    #[instance_method("getMostSignificantBits")]
    fn most(cx: &mut Mutator, this: Value) -> Result<i64> {
        expect_uuid(cx, this).map(|bits| (bits >> 64) as i64)
    }

    #[instance_method("getLeastSignificantBits")]
    fn least(cx: &mut Mutator, this: Value) -> Result<i64> {
        expect_uuid(cx, this).map(|bits| bits as i64)
    }

    #[instance_method("version")]
    fn version(cx: &mut Mutator, this: Value) -> Result<Int> {
        expect_uuid(cx, this).map(|bits| Int((bits >> 76) as i32 & 15))
    }

    #[instance_method("variant")]
    fn variant(cx: &mut Mutator, this: Value) -> Result<Int> {
        let bits = expect_uuid(cx, this)?;
        Ok(Int(match (bits >> 61) as i32 & 7 {
            0..=3 => 0,
            4 | 5 => 2,
            other => other,
        }))
    }
}

fn expect_date(cx: &mut Mutator, value: Value) -> Result<i64> {
    match inst::of(value) {
        Some(inst) => Ok(inst.millis()),
        None if value.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, value, "java.util.Date")),
    }
}

pub fn now_millis() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or(i64::MAX)
}

#[host_class("java.util.Date")]
pub mod date {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, millis: Option<i64>) -> Result {
        inst::new(cx, millis.unwrap_or_else(now_millis))
    }

    #[instance_method("getTime")]
    fn get_time(cx: &mut Mutator, this: Value) -> Result<i64> {
        expect_date(cx, this)
    }

    #[instance_method("before")]
    fn before(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        Ok(expect_date(cx, this)? < expect_date(cx, other)?)
    }

    #[instance_method("after")]
    fn after(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        Ok(expect_date(cx, this)? > expect_date(cx, other)?)
    }
}

#[host_class("java.util.Objects")]
pub mod objects {
    use super::*;

    #[method("equals")]
    fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        if a.is_nil() { Ok(b.is_nil()) } else { data::equiv::equals(cx, a, b) }
    }

    #[method("hashCode")]
    fn hash_code(cx: &mut Mutator, value: Value) -> Result<Int> {
        if value.is_nil() { Ok(Int(0)) } else { data::hash::hash_code(cx, value).map(Int) }
    }

    #[method("hash")]
    fn hash(cx: &mut Mutator, items: &[Value]) -> Result<Int> {
        let items = match *items {
            [only] if data::array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, items),
        };
        let mut hash = 1i32;
        for item in items.iter() {
            let own = if item.is_nil() { 0 } else { data::hash::hash_code(cx, *item)? };
            hash = hash.wrapping_mul(31).wrapping_add(own);
        }
        Ok(Int(hash))
    }

    #[method("toString")]
    fn to_text(cx: &mut Mutator, value: Value, default: Option<Value>) -> Result {
        match default {
            Some(default) if value.is_nil() => Ok(default),
            _ => to_string(cx, value),
        }
    }

    #[method("isNull")]
    fn is_null(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(value.is_nil())
    }

    #[method("nonNull")]
    fn non_null(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(!value.is_nil())
    }

    #[method("requireNonNull")]
    fn require_non_null(cx: &mut Mutator, value: Value, message: Option<Value>) -> Result {
        if !value.is_nil() {
            return Ok(value);
        }
        match message {
            Some(message) => {
                let message = to_string(cx, message)?;
                Err(data::throw::null_pointer(cx, str_of(message).to_str()))
            }
            None => Err(data::throw::null_pointer_plain(cx)),
        }
    }

    #[method("requireNonNullElse")]
    fn require_non_null_else(_cx: &mut Mutator, value: Value, default: Value) -> Result {
        Ok(if value.is_nil() { default } else { value })
    }
}

fn optional_of(cx: &mut Mutator, value: Value) -> Result {
    let class = runtime::class::for_name(cx, "java.util.Optional")?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[value])
}

/// What an optional holds; nil when it is empty.
fn held(value: Value) -> Value {
    host_object::of(value).map_or(Value::NIL, |optional| optional.get(0))
}

/// How an optional writes itself.
pub fn optional_text(cx: &mut Mutator, value: Value, out: &mut Text) -> Result<()> {
    if held(value).is_nil() {
        out.push_str("Optional.empty");
        return Ok(());
    }
    out.push_str("Optional[");
    push_value(cx, held(value), out)?;
    out.push_str("]");
    Ok(())
}

#[host_class("java.util.Optional")]
pub mod optional {
    use super::*;

    #[method("of")]
    fn of(cx: &mut Mutator, value: Value) -> Result {
        if value.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        optional_of(cx, value)
    }

    #[method("ofNullable")]
    fn of_nullable(cx: &mut Mutator, value: Value) -> Result {
        optional_of(cx, value)
    }

    #[method("empty")]
    fn empty(cx: &mut Mutator) -> Result {
        optional_of(cx, Value::NIL)
    }

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value) -> Result {
        or_else_throw(cx, this)
    }

    #[instance_method("orElseThrow")]
    fn or_else_throw(cx: &mut Mutator, this: Value) -> Result {
        if held(this).is_nil() {
            let class = data::class::ClassId::NO_SUCH_ELEMENT;
            return Err(data::throwable::throw(cx, class, "No value present"));
        }
        Ok(held(this))
    }

    #[instance_method("orElse")]
    fn or_else(_cx: &mut Mutator, this: Value, default: Value) -> Result {
        Ok(if held(this).is_nil() { default } else { held(this) })
    }

    #[instance_method("isPresent")]
    fn is_present(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(!held(this).is_nil())
    }

    #[instance_method("isEmpty")]
    fn is_empty(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(held(this).is_nil())
    }

    #[instance_method("map")]
    fn map(cx: &mut Mutator, this: Value, function: Value) -> Result {
        if held(this).is_nil() {
            return Ok(this);
        }
        let mapped = call(cx, function, "apply", &[held(this)])?;
        optional_of(cx, mapped)
    }
}

#[host_class("java.util.AbstractMap$SimpleEntry")]
pub mod simple_entry {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, key: Value, value: Value) -> Result {
        data::vector::entry::new(cx, key, value)
    }
}

#[host_class("java.util.AbstractMap$SimpleImmutableEntry")]
pub mod simple_immutable_entry {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, key: Value, value: Value) -> Result {
        data::vector::entry::new(cx, key, value)
    }
}

// ---- Base64 -------------------------------------------------------------------------------------

const BASIC: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn encode(bytes: &[u8], alphabet: &[u8; 64], padded: bool) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = 0u32;
        for at in 0..3 {
            word = word << 8 | u32::from(*chunk.get(at).unwrap_or(&0));
        }
        for at in 0..4 {
            if at <= chunk.len() {
                out.push(alphabet[(word >> (18 - 6 * at)) as usize & 63] as char);
            } else if padded {
                out.push('=');
            }
        }
    }
    out
}

fn decode(text: &[u8], alphabet: &[u8; 64]) -> std::result::Result<Vec<u8>, String> {
    let text = match text {
        [body @ .., b'=', b'='] | [body @ .., b'='] => body,
        body => body,
    };
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.chunks(4) {
        if chunk.len() == 1 {
            return Err("Last unit does not have enough valid bits".into());
        }
        let mut word = 0u32;
        for at in 0..4 {
            let digit = match chunk.get(at) {
                None => 0,
                Some(byte) => match alphabet.iter().position(|own| own == byte) {
                    Some(digit) => digit as u32,
                    None => return Err(format!("Illegal base64 character {byte:x}")),
                },
            };
            word = word << 6 | digit;
        }
        out.extend_from_slice(&word.to_be_bytes()[1..chunk.len()]);
    }
    Ok(out)
}

/// An encoder or decoder: whether it is the one for URLs, and whether it pads.
fn coder(cx: &mut Mutator, class: &str, url: bool, padded: bool) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[Value::bool(url), Value::bool(padded)])
}

fn alphabet(coder: Value) -> &'static [u8; 64] {
    let url = host_object::of(coder).is_some_and(|coder| coder.get(0).is_truthy());
    if url { URL } else { BASIC }
}

fn bytes_of(cx: &mut Mutator, value: Value) -> Result<Vec<u8>> {
    match data::array::element::to_bytes(value) {
        Some(bytes) => Ok(bytes),
        None => Err(data::throw::class_cast(cx, value, "[B")),
    }
}

#[host_class("java.util.Base64")]
pub mod base64 {
    use super::*;

    const ENCODER: &str = "java.util.Base64$Encoder";
    const DECODER: &str = "java.util.Base64$Decoder";

    #[method("getEncoder")]
    fn get_encoder(cx: &mut Mutator) -> Result {
        coder(cx, ENCODER, false, true)
    }

    #[method("getUrlEncoder")]
    fn get_url_encoder(cx: &mut Mutator) -> Result {
        coder(cx, ENCODER, true, true)
    }

    #[method("getDecoder")]
    fn get_decoder(cx: &mut Mutator) -> Result {
        coder(cx, DECODER, false, true)
    }

    #[method("getUrlDecoder")]
    fn get_url_decoder(cx: &mut Mutator) -> Result {
        coder(cx, DECODER, true, true)
    }
}

#[host_class("java.util.Base64$Encoder")]
pub mod base64_encoder {
    use super::*;

    fn encoded(cx: &mut Mutator, this: Value, bytes: Value) -> Result<String> {
        let padded = host_object::of(this).is_some_and(|coder| coder.get(1).is_truthy());
        let bytes = bytes_of(cx, bytes)?;
        Ok(encode(&bytes, alphabet(this), padded))
    }

    #[instance_method("encodeToString")]
    fn encode_to_string(cx: &mut Mutator, this: Value, bytes: Value) -> Result<String> {
        encoded(cx, this, bytes)
    }

    #[instance_method("encode")]
    fn encode_to_bytes(cx: &mut Mutator, this: Value, bytes: Value) -> Result {
        let text = encoded(cx, this, bytes)?;
        data::array::element::from_bytes(cx, text.as_bytes())
    }

    #[instance_method("withoutPadding")]
    fn without_padding(cx: &mut Mutator, this: Value) -> Result {
        let url = host_object::of(this).is_some_and(|coder| coder.get(0).is_truthy());
        coder(cx, "java.util.Base64$Encoder", url, false)
    }
}

#[host_class("java.util.Base64$Decoder")]
pub mod base64_decoder {
    use super::*;

    #[instance_method("decode")]
    fn decode_text(cx: &mut Mutator, this: Value, source: Value) -> Result {
        let bytes = match data::string::of(source) {
            Some(text) => text.to_str().into_owned().into_bytes(),
            None => bytes_of(cx, source)?,
        };
        match decode(&bytes, alphabet(this)) {
            Ok(bytes) => data::array::element::from_bytes(cx, &bytes),
            Err(message) => Err(data::throw::illegal_argument(cx, message)),
        }
    }
}

// ---- BitSet -------------------------------------------------------------------------------------

/// The bits, as a whole number that is never negative.
fn bits(cx: &mut Mutator, this: Value) -> Result<num_bigint::BigInt> {
    match host_object::of(this) {
        Some(set) => Ok(data::num::as_big(set.get(0)).unwrap_or_default()),
        None => Err(data::throw::class_cast(cx, this, "java.util.BitSet")),
    }
}

fn set_bits(cx: &mut Mutator, this: Value, bits: &num_bigint::BigInt) -> Result<()> {
    let value = data::num::from_big(cx, bits)?;
    host_object::set(cx, this, 0, value);
    Ok(())
}

fn check_bit(cx: &mut Mutator, name: &str, index: i64) -> Result<u64> {
    match u64::try_from(index) {
        Ok(index) => Ok(index),
        Err(_) => {
            let class = data::class::ClassId::INDEX_OUT_OF_BOUNDS;
            Err(data::throwable::throw(cx, class, format!("{name} < 0: {index}")))
        }
    }
}

/// How a bit set writes itself.
pub fn bit_set_text(cx: &mut Mutator, value: Value, out: &mut Text) -> Result<()> {
    let bits = bits(cx, value)?;
    let all: Vec<String> =
        (0..bits.bits()).filter(|at| bits.bit(*at)).map(|at| at.to_string()).collect();
    out.push_str(&format!("{{{}}}", all.join(", ")));
    Ok(())
}

#[host_class("java.util.BitSet")]
pub mod bit_set {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, _size: Option<i64>) -> Result {
        let class = runtime::class::for_name(cx, "java.util.BitSet")?;
        host_object::new(cx, kind::HOST_OBJECT, class, &[Value::small(0)])
    }

    fn change(cx: &mut Mutator, this: Value, from: i64, to: Option<i64>, on: bool) -> Result<()> {
        let from = check_bit(cx, "bitIndex", from)?;
        let to = match to {
            Some(to) => check_bit(cx, "toIndex", to)?,
            None => from + 1,
        };
        let mut bits = bits(cx, this)?;
        for at in from..to {
            bits.set_bit(at, on);
        }
        set_bits(cx, this, &bits)
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, index: i64, second: Option<Value>) -> Result<()> {
        match second {
            Some(second) if data::num::is_number(second) => {
                let to = data::num::to_int(cx, second)?;
                change(cx, this, index, Some(to.into()), true)
            }
            Some(on) => change(cx, this, index, None, on.is_truthy()),
            None => change(cx, this, index, None, true),
        }
    }

    #[instance_method("clear")]
    fn clear(cx: &mut Mutator, this: Value, index: Option<i64>, to: Option<i64>) -> Result<()> {
        match index {
            Some(index) => change(cx, this, index, to, false),
            None => set_bits(cx, this, &num_bigint::BigInt::ZERO),
        }
    }

    #[instance_method("flip")]
    fn flip(cx: &mut Mutator, this: Value, index: i64) -> Result<()> {
        let on = get(cx, this, index)?;
        change(cx, this, index, None, !on)
    }

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value, index: i64) -> Result<bool> {
        let index = check_bit(cx, "bitIndex", index)?;
        Ok(bits(cx, this)?.bit(index))
    }

    #[instance_method("cardinality")]
    fn cardinality(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(bits(cx, this)?.magnitude().count_ones() as i32))
    }

    #[instance_method("length")]
    fn length(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(bits(cx, this)?.bits() as i32))
    }

    #[instance_method("isEmpty")]
    fn is_empty(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(bits(cx, this)?.bits() == 0)
    }

    #[instance_method("nextSetBit")]
    fn next_set_bit(cx: &mut Mutator, this: Value, from: i64) -> Result<Int> {
        let from = check_bit(cx, "fromIndex", from)?;
        let bits = bits(cx, this)?;
        Ok(Int((from..bits.bits()).find(|at| bits.bit(*at)).map_or(-1, |at| at as i32)))
    }

    #[instance_method("nextClearBit")]
    fn next_clear_bit(cx: &mut Mutator, this: Value, from: i64) -> Result<Int> {
        let from = check_bit(cx, "fromIndex", from)?;
        let bits = bits(cx, this)?;
        Ok(Int((from..).find(|at| !bits.bit(*at)).map_or(-1, |at| at as i32)))
    }

    #[instance_method("and")]
    fn and(cx: &mut Mutator, this: Value, other: Value) -> Result<()> {
        let both = bits(cx, this)? & bits(cx, other)?;
        set_bits(cx, this, &both)
    }

    #[instance_method("or")]
    fn or(cx: &mut Mutator, this: Value, other: Value) -> Result<()> {
        let either = bits(cx, this)? | bits(cx, other)?;
        set_bits(cx, this, &either)
    }

    #[instance_method("xor")]
    fn xor(cx: &mut Mutator, this: Value, other: Value) -> Result<()> {
        let one = bits(cx, this)? ^ bits(cx, other)?;
        set_bits(cx, this, &one)
    }
}
