//! Number objects: what does not fit into the tagged word.
#![allow(unsafe_code, reason = "two kinds of big integers share one layout")]

use heap::{Counted, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};
use num_bigint::{BigInt, BigUint, Sign};

use super::decimal::Decimal;
use crate::{kind, known};

macro_rules! boxed {
    ($($(#[$doc:meta])* $name:ident $kind:expr, $payload:ty;)*) => {$(
        $(#[$doc])*
        #[repr(C)]
        pub(crate) struct $name {
            header: Header,
            pub(crate) value: $payload,
        }

        impl HeapType for $name {
            const KIND: Kind = $kind;
        }

        impl $name {
            fn make(cx: &mut Mutator, value: $payload) -> Result {
                cx.alloc($name { header: Header::of::<$name>(), value })
            }
        }
    )*};
}

boxed! {
    /// A long beyond 63 bits.
    BoxedLong Kind::LONG, i64;
    /// A double whose exponent does not fit into the tagged word.
    BoxedDouble Kind::DOUBLE, f64;
    BoxedInteger kind::INTEGER, i64;
    BoxedShort kind::SHORT, i64;
    BoxedByte kind::BYTE, i64;
    BoxedFloat kind::FLOAT, f64;
}

/// A quotient in lowest terms; both parts are `java.math.BigInteger` objects.
#[repr(C)]
pub(crate) struct RatioObject {
    header: Header,
    pub(crate) numerator: Value,
    pub(crate) denominator: Value,
}

impl HeapType for RatioObject {
    const KIND: Kind = kind::RATIO;
}

/// `unscaled × 10^-scale`; the unscaled part is a `java.math.BigInteger` object.
#[repr(C)]
pub(crate) struct DecimalObject {
    header: Header,
    pub(crate) unscaled: Value,
    pub(crate) scale: i64,
}

impl HeapType for DecimalObject {
    const KIND: Kind = kind::BIG_DECIMAL;
}

/// The long `n`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
#[inline(always)]
pub fn from_i64(cx: &mut Mutator, n: i64) -> Result {
    match Value::fixnum(n) {
        Some(value) => Ok(value),
        None => BoxedLong::make(cx, n),
    }
}

/// The double `d`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
#[inline(always)]
pub fn from_f64(cx: &mut Mutator, d: f64) -> Result {
    match Value::flonum(d) {
        Some(value) => Ok(value),
        None => boxed_f64(cx, d),
    }
}

#[inline(never)]
fn boxed_f64(cx: &mut Mutator, d: f64) -> Result {
    if d == 0.0 {
        let slot = if d.is_sign_negative() { known::NEGATIVE_ZERO } else { known::ZERO };
        return Ok(cx.known(slot));
    }
    BoxedDouble::make(cx, d)
}

/// Makes the doubles that are used often and do not fit into the word.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    for (slot, d) in [(known::ZERO, 0.0), (known::NEGATIVE_ZERO, -0.0)] {
        let boxed = BoxedDouble::make(cx, d)?;
        cx.set_known(slot, boxed);
    }
    Ok(())
}

/// A `java.lang.Integer`, as `(int n)` shows when it is boxed.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_i32(cx: &mut Mutator, n: i32) -> Result {
    BoxedInteger::make(cx, n as i64)
}

/// A `java.lang.Short`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_i16(cx: &mut Mutator, n: i16) -> Result {
    BoxedShort::make(cx, n as i64)
}

/// A `java.lang.Byte`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_i8(cx: &mut Mutator, n: i8) -> Result {
    BoxedByte::make(cx, n as i64)
}

/// A `java.lang.Float`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_f32(cx: &mut Mutator, f: f32) -> Result {
    BoxedFloat::make(cx, f as f64)
}

/// A `clojure.lang.BigInt`, which prints with an N.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_big(cx: &mut Mutator, n: &BigInt) -> Result {
    alloc_big(cx, kind::BIG_INT, n)
}

/// A `java.math.BigInteger`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_biginteger(cx: &mut Mutator, n: &BigInt) -> Result {
    alloc_big(cx, kind::BIG_INTEGER, n)
}

fn alloc_big(cx: &mut Mutator, kind: Kind, n: &BigInt) -> Result {
    let magnitude = n.magnitude();
    let limbs = magnitude.iter_u64_digits();
    cx.alloc_counted(kind, 0, 1 + limbs.len(), |_, raw| {
        raw[0] = (n.sign() == Sign::Minus) as u64;
        for (word, limb) in raw[1..].iter_mut().zip(limbs) {
            *word = limb;
        }
    })
}

/// A ratio in lowest terms with a positive denominator other than one.
pub(crate) fn alloc_ratio(cx: &mut Mutator, numerator: &BigInt, denominator: &BigInt) -> Result {
    let numerator = from_biginteger(cx, numerator)?;
    let denominator = from_biginteger(cx, denominator)?;
    cx.alloc(RatioObject { header: Header::of::<RatioObject>(), numerator, denominator })
}

/// A `java.math.BigDecimal`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_decimal(cx: &mut Mutator, decimal: &Decimal) -> Result {
    let unscaled = from_biginteger(cx, &decimal.unscaled)?;
    let scale = decimal.scale as i64;
    cx.alloc(DecimalObject { header: Header::of::<DecimalObject>(), unscaled, scale })
}

/// The digits of a big integer of either kind.
fn big_words<'a>(value: Value) -> Option<&'a [u64]> {
    let offset = value.header()?.desc_offset();
    if offset == kind::BIG_INT.desc_offset() || offset == kind::BIG_INTEGER.desc_offset() {
        // SAFETY: [KIND] both kinds of big integers are counted: sign, then digits.
        Some(unsafe { Counted::of_unchecked(value) }.raw())
    } else {
        None
    }
}

/// The number in a `BigInt` or `BigInteger`.
pub fn as_big(value: Value) -> Option<BigInt> {
    let words = big_words(value)?;
    let sign = if words[0] == 0 { Sign::Plus } else { Sign::Minus };
    let magnitude = match &words[1..] {
        [] => return Some(BigInt::ZERO),
        [limb] => BigUint::from(*limb),
        limbs => {
            let halves = limbs.iter().flat_map(|&limb| [limb as u32, (limb >> 32) as u32]);
            BigUint::new(halves.collect())
        }
    };
    Some(BigInt::from_biguint(sign, magnitude))
}

/// The number in a `BigInt` or `BigInteger` that fits into a long.
pub(crate) fn big_as_i64(value: Value) -> Option<i64> {
    match *big_words(value)? {
        [_] => Some(0),
        [0, limb] => i64::try_from(limb).ok(),
        [_, limb] if limb <= 1 << 63 => Some((limb as i64).wrapping_neg()),
        _ => None,
    }
}

/// The decimal in a `BigDecimal`.
pub fn as_decimal(value: Value) -> Option<Decimal> {
    let object = value.cast::<DecimalObject>()?;
    let unscaled = as_big(object.unscaled).expect("the unscaled part is a BigInteger");
    Some(Decimal { unscaled, scale: object.scale as i32 })
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    super::format::write(value, out);
    Ok(())
}

const fn number(class_name: &'static str, layout: Layout, integer: bool) -> TypeInfo {
    let interfaces = Interfaces::NUMBER.and(Interfaces::COMPARABLE);
    TypeInfo {
        interfaces: if integer { interfaces.and(Interfaces::INTEGER) } else { interfaces },
        equiv: Some(super::equiv_any),
        equals: Some(|_, a, b| Ok(super::equals(a, b))),
        hasheq: Some(|_, value| Ok(super::hasheq(value))),
        hash_code: Some(|_, value| Ok(super::hash_code(value))),
        compare: Some(super::compare),
        print: Some(print),
        ..TypeInfo::new(class_name, layout)
    }
}

static LONG: TypeInfo = number("java.lang.Long", Layout::Raw, true);
static DOUBLE: TypeInfo = number("java.lang.Double", Layout::Raw, false);
static BIG_INT: TypeInfo = number("clojure.lang.BigInt", Layout::Counted, true);
static BIG_INTEGER: TypeInfo = number("java.math.BigInteger", Layout::Counted, true);
static RATIO: TypeInfo = number("clojure.lang.Ratio", Layout::AllRefs, false);
static BIG_DECIMAL: TypeInfo = number("java.math.BigDecimal", Layout::RefsThenRaw(1), false);
static INTEGER: TypeInfo = number("java.lang.Integer", Layout::Raw, true);
static SHORT: TypeInfo = number("java.lang.Short", Layout::Raw, true);
static BYTE: TypeInfo = number("java.lang.Byte", Layout::Raw, true);
static FLOAT: TypeInfo = number("java.lang.Float", Layout::Raw, false);

pub(crate) const TYPES: &[(Kind, &TypeInfo)] = &[
    (Kind::LONG, &LONG),
    (Kind::DOUBLE, &DOUBLE),
    (kind::BIG_INT, &BIG_INT),
    (kind::BIG_INTEGER, &BIG_INTEGER),
    (kind::RATIO, &RATIO),
    (kind::BIG_DECIMAL, &BIG_DECIMAL),
    (kind::INTEGER, &INTEGER),
    (kind::SHORT, &SHORT),
    (kind::BYTE, &BYTE),
    (kind::FLOAT, &FLOAT),
];
