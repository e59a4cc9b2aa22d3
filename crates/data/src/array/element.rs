//! Arrays of primitives: how each type's elements are kept, boxed and unboxed.
#![allow(unsafe_code, reason = "elements are raw words of the object, read and written in place")]

use core::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

use heap::{Counted, Kind, Mutator, Result, TypeInfo, Value};

use super::{checked_len, type_info};
use crate::{kind, num, throw};

/// A primitive type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element {
    Boolean,
    Byte,
    Char,
    Short,
    Int,
    Long,
    Float,
    Double,
}

/// The primitive type of arrays of a kind; `None` for other kinds.
#[inline]
pub fn of_kind(kind: Kind) -> Option<Element> {
    Some(match kind {
        kind::BOOLEAN_ARRAY => Element::Boolean,
        kind::BYTE_ARRAY => Element::Byte,
        kind::CHAR_ARRAY => Element::Char,
        kind::SHORT_ARRAY => Element::Short,
        kind::INT_ARRAY => Element::Int,
        kind::LONG_ARRAY => Element::Long,
        kind::FLOAT_ARRAY => Element::Float,
        kind::DOUBLE_ARRAY => Element::Double,
        _ => return None,
    })
}

impl Element {
    pub fn kind(self) -> Kind {
        match self {
            Element::Boolean => kind::BOOLEAN_ARRAY,
            Element::Byte => kind::BYTE_ARRAY,
            Element::Char => kind::CHAR_ARRAY,
            Element::Short => kind::SHORT_ARRAY,
            Element::Int => kind::INT_ARRAY,
            Element::Long => kind::LONG_ARRAY,
            Element::Float => kind::FLOAT_ARRAY,
            Element::Double => kind::DOUBLE_ARRAY,
        }
    }

    /// Bytes of an element.
    pub fn width(self) -> usize {
        match self {
            Element::Boolean | Element::Byte => 1,
            Element::Char | Element::Short => 2,
            Element::Int | Element::Float => 4,
            Element::Long | Element::Double => 8,
        }
    }

    /// The name of the type in Java.
    pub fn name(self) -> &'static str {
        match self {
            Element::Boolean => "boolean",
            Element::Byte => "byte",
            Element::Char => "char",
            Element::Short => "short",
            Element::Int => "int",
            Element::Long => "long",
            Element::Float => "float",
            Element::Double => "double",
        }
    }
}

/// The slot that holds the length as a fixnum; the elements are raw words behind it.
const LEN: usize = 0;

/// An array of a primitive type.
#[derive(Clone, Copy)]
pub struct Primitives<'a> {
    pub element: Element,
    words: &'a Counted,
    len: usize,
}

impl<'a> Primitives<'a> {
    /// The array that `value` is.
    #[inline]
    pub fn of(value: Value) -> Option<Primitives<'a>> {
        let element = of_kind(value.desc()?.kind())?;
        let words = Counted::of(value)?;
        let len = words.refs().get(LEN)?.as_fixnum()? as usize;
        Some(Primitives { element, words, len })
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bits of an element, in the low end of the word.
    ///
    /// # Panics
    /// When the index is not below the length.
    #[inline]
    pub fn bits(&self, index: usize) -> u64 {
        assert!(index < self.len);
        let base = self.words.raw_ptr();
        // SAFETY: [TAIL] `len` elements stand in the raw words, aligned to their width; they are
        // only ever read and written through atomics of that width.
        unsafe {
            match self.element.width() {
                1 => u64::from((*(base as *const AtomicU8).add(index)).load(Ordering::Relaxed)),
                2 => u64::from((*(base as *const AtomicU16).add(index)).load(Ordering::Relaxed)),
                4 => u64::from((*(base as *const AtomicU32).add(index)).load(Ordering::Relaxed)),
                _ => (*(base as *const AtomicU64).add(index)).load(Ordering::Relaxed),
            }
        }
    }

    /// Stores the low bits of a word as an element.
    ///
    /// # Panics
    /// When the index is not below the length.
    #[inline]
    pub fn set_bits(&self, index: usize, bits: u64) {
        assert!(index < self.len);
        let base = self.words.raw_ptr();
        // SAFETY: [TAIL] as in `bits`.
        unsafe {
            match self.element.width() {
                1 => (*(base as *const AtomicU8).add(index)).store(bits as u8, Ordering::Relaxed),
                2 => (*(base as *const AtomicU16).add(index)).store(bits as u16, Ordering::Relaxed),
                4 => (*(base as *const AtomicU32).add(index)).store(bits as u32, Ordering::Relaxed),
                _ => (*(base as *const AtomicU64).add(index)).store(bits, Ordering::Relaxed),
            }
        }
    }
}

/// An array of zeros.
///
/// # Errors
/// As for `checked_len`; `OutOfMemoryError` is pending when there is no room.
pub fn new(cx: &mut Mutator, element: Element, len: i64) -> Result {
    let len = checked_len(cx, len)?;
    let words = (len * element.width()).div_ceil(8);
    cx.alloc_counted(element.kind(), 1, words, |slots, _| {
        slots[LEN] = Value::from_bits((len as u64) << 1);
    })
}

/// An array of bytes.
///
/// # Errors
/// As for `new`.
pub fn from_bytes(cx: &mut Mutator, bytes: &[u8]) -> Result {
    let array = new(cx, Element::Byte, bytes.len() as i64)?;
    if let Some(primitives) = Primitives::of(array) {
        for (index, &byte) in bytes.iter().enumerate() {
            primitives.set_bits(index, u64::from(byte));
        }
    }
    Ok(array)
}

/// A copy of an array's bytes; `None` when it is no array of bytes.
pub fn to_bytes(array: Value) -> Option<Vec<u8>> {
    let primitives = Primitives::of(array).filter(|array| array.element == Element::Byte)?;
    Some((0..primitives.len()).map(|index| primitives.bits(index) as u8).collect())
}

#[inline]
pub(crate) fn len(array: Value) -> Option<usize> {
    Primitives::of(array).map(|array| array.len())
}

/// The element as a value; `ABSENT` when there is none.
#[inline]
pub(crate) fn get(cx: &mut Mutator, array: Value, index: usize) -> Result {
    match Primitives::of(array) {
        Some(array) if index < array.len() => boxed(cx, array.element, array.bits(index)),
        Some(_) | None => Ok(Value::ABSENT),
    }
}

/// An element's bits as a value.
///
/// # Errors
/// `OutOfMemoryError` is pending when it needs a box and there is no room.
pub fn boxed(cx: &mut Mutator, element: Element, bits: u64) -> Result {
    match element {
        Element::Boolean => Ok(Value::bool(bits != 0)),
        Element::Byte => num::from_i8(cx, bits as i8),
        Element::Char => Ok(Value::char(bits as u16)),
        Element::Short => num::from_i16(cx, bits as i16),
        Element::Int => num::from_i32(cx, bits as i32),
        Element::Long => num::from_i64(cx, bits as i64),
        Element::Float => num::from_f32(cx, f32::from_bits(bits as u32)),
        Element::Double => num::from_f64(cx, f64::from_bits(bits)),
    }
}

/// The bits of a value as an element, converted as Clojure's `int`, `long`, `byte` and so on do.
///
/// # Errors
/// `ClassCastException` when it cannot be; `IllegalArgumentException` when it is out of range.
pub fn coerced(cx: &mut Mutator, element: Element, item: Value) -> Result<u64> {
    Ok(match element {
        Element::Boolean => match item {
            Value::TRUE => 1,
            Value::FALSE => 0,
            _ => return Err(throw::class_cast(cx, item, "java.lang.Boolean")),
        },
        Element::Byte => num::to_byte(cx, item)? as u64,
        Element::Char => match item.as_char() {
            Some(unit) => u64::from(unit),
            None => return Err(throw::class_cast(cx, item, "java.lang.Character")),
        },
        Element::Short => num::to_short(cx, item)? as u64,
        Element::Int => num::to_int(cx, item)? as u64,
        Element::Long => num::to_long(cx, item)? as u64,
        Element::Float => u64::from(num::to_float(cx, item)?.to_bits()),
        Element::Double => num::to_double(cx, item)?.to_bits(),
    })
}

/// Stores a value as an element, if it is of the type or widens to it.
pub(crate) fn set(cx: &mut Mutator, array: Value, index: usize, item: Value) -> Result<()> {
    let Some(primitives) = Primitives::of(array) else { return Ok(()) };
    match widened(primitives.element, item) {
        Some(bits) => {
            primitives.set_bits(index, bits);
            Ok(())
        }
        None if item.is_nil() => Err(throw::null_pointer_plain(cx)),
        None => Err(throw::illegal_argument(cx, "argument type mismatch")),
    }
}

/// The bits of a value whose primitive type is `element` or widens to it, by Java's rules.
fn widened(element: Element, item: Value) -> Option<u64> {
    use crate::num::Number;
    let from = match item {
        Value::TRUE | Value::FALSE => {
            return (element == Element::Boolean).then_some(u64::from(item == Value::TRUE));
        }
        _ => match item.as_char() {
            Some(unit) => (1, i64::from(unit)),
            None => match num::view(item)? {
                Number::Byte(n) => (0, i64::from(n)),
                Number::Short(n) => (2, i64::from(n)),
                Number::Integer(n) => (3, i64::from(n)),
                Number::Long(n) => (4, n),
                Number::Float(f) => return from_float(element, f64::from(f), false),
                Number::Double(d) => return from_float(element, d, true),
                Number::BigInt | Number::BigInteger | Number::Ratio | Number::Decimal => {
                    return None;
                }
            },
        },
    };
    let (rank, n) = from;
    Some(match (element, rank) {
        (Element::Byte, 0) | (Element::Char, 1) => n as u64,
        (Element::Short, 0 | 2) => n as u64,
        (Element::Int, 0..=3) => n as u64,
        (Element::Long, _) => n as u64,
        (Element::Float, _) => u64::from((n as f32).to_bits()),
        (Element::Double, _) => (n as f64).to_bits(),
        _ => return None,
    })
}

fn from_float(element: Element, d: f64, is_double: bool) -> Option<u64> {
    match element {
        Element::Float if !is_double => Some(u64::from((d as f32).to_bits())),
        Element::Double => Some(d.to_bits()),
        _ => None,
    }
}

pub(crate) fn copy(cx: &mut Mutator, array: Value) -> Result {
    let Some(from) = Primitives::of(array) else { return Ok(array) };
    let copy = new(cx, from.element, from.len() as i64)?;
    if let Some(to) = Primitives::of(copy) {
        (0..from.len()).for_each(|index| to.set_bits(index, from.bits(index)));
    }
    Ok(copy)
}

pub static BOOLEANS: TypeInfo = type_info("[Z");
pub static BYTES: TypeInfo = type_info("[B");
pub static CHARS: TypeInfo = type_info("[C");
pub static SHORTS: TypeInfo = type_info("[S");
pub static INTS: TypeInfo = type_info("[I");
pub static LONGS: TypeInfo = type_info("[J");
pub static FLOATS: TypeInfo = type_info("[F");
pub static DOUBLES: TypeInfo = type_info("[D");
