//! The tagged word: every value Tercel knows, in 64 bits.
//!
//! | low bits | holds |
//! | --- | --- |
//! | `…0` | fixnum: a 63-bit integer, shifted left by one |
//! | `001` | address of a heap object, plus one |
//! | `011` | flonum: a double whose exponent fits, rotated |
//! | `111` | nil, booleans, chars and the runtime's own marks |
//!
//! Knows nothing of what the objects are; see `header` and `type_info`.

use core::fmt;
use core::marker::PhantomData;

use crate::header::{Header, TypeDesc};
use crate::object::HeapType;
use crate::type_info::Kind;

/// One Clojure value, or one of the runtime's own marks.
///
/// A `Value` is `Copy` and free to keep in locals, arguments and arrays on the stack: the collector
/// scans stacks and registers. It must not be kept where the collector cannot look (`Vec`, `Box`,
/// statics, other threads): use `RootVec`, `GlobalRoot` or a heap object. `==` compares words, which
/// is identity, not Clojure's `=`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value {
    bits: u64,
    thread_bound: PhantomData<*const ()>,
}

const TAG_MASK: u64 = 0b111;
const TAG_POINTER: u64 = 0b001;
const TAG_FLONUM: u64 = 0b011;
const CHAR_LOW: u64 = 0x37;
/// Subtracted from a double's bits so that the common exponents start with `011`.
const FLONUM_BIAS: u64 = 128 << 52;

impl Value {
    pub const NIL: Value = Value::from_bits(0x07);
    pub const FALSE: Value = Value::from_bits(0x0f);
    pub const TRUE: Value = Value::from_bits(0x17);
    /// What a var holds before it has a root binding.
    pub const UNBOUND: Value = Value::from_bits(0x1f);
    /// What a call answers when an exception is pending in the mutator. Never a Clojure value.
    pub const THROWN: Value = Value::from_bits(0x27);
    /// "No such thing": a mark for look-ups, never a Clojure value.
    pub const ABSENT: Value = Value::from_bits(0x2f);

    pub const FIXNUM_MIN: i64 = -(1 << 62);
    pub const FIXNUM_MAX: i64 = (1 << 62) - 1;

    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value { bits, thread_bound: PhantomData }
    }

    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// The fixnum `n`, or `None` when it needs more than 63 bits.
    #[inline(always)]
    pub const fn fixnum(n: i64) -> Option<Value> {
        if n >= Value::FIXNUM_MIN && n <= Value::FIXNUM_MAX {
            Some(Value::from_bits((n << 1) as u64))
        } else {
            None
        }
    }

    /// A fixnum known to fit: lengths, indices, chars and hashes.
    #[inline(always)]
    pub const fn small(n: i32) -> Value {
        Value::from_bits(((n as i64) << 1) as u64)
    }

    /// A UTF-16 unit as a Clojure char.
    #[inline(always)]
    pub const fn char(unit: u16) -> Value {
        Value::from_bits(((unit as u64) << 8) | CHAR_LOW)
    }

    /// The double as an immediate, or `None` when its exponent does not fit (0.0 among them).
    #[inline(always)]
    pub fn flonum(d: f64) -> Option<Value> {
        let rotated = d.to_bits().wrapping_sub(FLONUM_BIAS).rotate_left(4);
        if rotated & TAG_MASK == TAG_FLONUM { Some(Value::from_bits(rotated)) } else { None }
    }

    #[inline(always)]
    pub const fn is_fixnum(self) -> bool {
        self.bits & 1 == 0
    }

    #[inline(always)]
    pub const fn as_fixnum(self) -> Option<i64> {
        if self.is_fixnum() { Some((self.bits as i64) >> 1) } else { None }
    }

    #[inline(always)]
    pub const fn is_flonum(self) -> bool {
        self.bits & TAG_MASK == TAG_FLONUM
    }

    /// The double in an immediate. Boxed doubles are `data::num`'s business.
    #[inline(always)]
    pub fn as_flonum(self) -> Option<f64> {
        if self.is_flonum() {
            Some(f64::from_bits(self.bits.rotate_right(4).wrapping_add(FLONUM_BIAS)))
        } else {
            None
        }
    }

    #[inline(always)]
    pub const fn is_char(self) -> bool {
        self.bits & 0xff == CHAR_LOW
    }

    #[inline(always)]
    pub const fn as_char(self) -> Option<u16> {
        if self.is_char() { Some((self.bits >> 8) as u16) } else { None }
    }

    #[inline(always)]
    pub const fn is_nil(self) -> bool {
        self.bits == Value::NIL.bits
    }

    /// False for nil and false, true for everything else.
    #[inline(always)]
    pub const fn is_truthy(self) -> bool {
        self.bits | 0x08 != Value::FALSE.bits
    }

    #[inline(always)]
    pub const fn is_thrown(self) -> bool {
        self.bits == Value::THROWN.bits
    }

    #[inline(always)]
    pub const fn is_absent(self) -> bool {
        self.bits == Value::ABSENT.bits
    }

    #[inline(always)]
    pub const fn is_heap(self) -> bool {
        self.bits & TAG_MASK == TAG_POINTER
    }

    /// A value that refers to the object whose header stands at `address`.
    ///
    /// # Safety
    /// `address` is the address of a live, initialised heap object.
    #[inline(always)]
    pub unsafe fn from_object(address: *const Header) -> Value {
        Value::from_bits(address as u64 + TAG_POINTER)
    }

    /// Address of the object. Meaningless unless `is_heap`.
    #[inline(always)]
    pub const fn address(self) -> usize {
        (self.bits - TAG_POINTER) as usize
    }

    /// The object's header, when the value is a heap object.
    #[inline(always)]
    pub fn header<'a>(self) -> Option<&'a Header> {
        if self.is_heap() {
            // SAFETY: [LIVE] a heap-tagged value in a local keeps its object alive: stacks are
            // scanned. [STILL] objects never move. [BORN] headers are written before publication.
            Some(unsafe { &*(self.address() as *const Header) })
        } else {
            None
        }
    }

    /// The descriptor of the object, when the value is a heap object.
    #[inline(always)]
    pub fn desc<'a>(self) -> Option<&'a TypeDesc> {
        self.header().map(|header| header.desc())
    }

    /// What kind of thing this is; immediates have kinds too.
    #[inline]
    pub fn kind(self) -> Kind {
        match self.desc() {
            Some(desc) => desc.kind(),
            None => self.immediate_kind(),
        }
    }

    /// # Panics
    /// When the value is one of the runtime's own marks, which never reach Clojure code.
    #[inline]
    pub fn immediate_kind(self) -> Kind {
        if self.is_fixnum() {
            Kind::LONG
        } else if self.is_flonum() {
            Kind::DOUBLE
        } else if self.is_nil() {
            Kind::NIL
        } else if self.is_char() {
            Kind::CHAR
        } else if self == Value::TRUE || self == Value::FALSE {
            Kind::BOOLEAN
        } else {
            Kind::MARK
        }
    }

    /// True when the value is an object of `T`'s kind: one load and one compare.
    #[inline(always)]
    pub fn is<T: HeapType>(self) -> bool {
        match self.header() {
            Some(header) => header.desc_offset() == T::KIND.desc_offset(),
            None => false,
        }
    }

    /// The object as a `T`, when it is one.
    #[inline(always)]
    pub fn cast<'a, T: HeapType>(self) -> Option<&'a T> {
        if self.is::<T>() {
            // SAFETY: [LIVE] [STILL], and the descriptor says that the object is a `T`.
            Some(unsafe { &*(self.address() as *const T) })
        } else {
            None
        }
    }

    /// The object as a `T`, which the caller knows it is (checked in debug builds).
    ///
    /// # Safety
    /// The value is a heap object whose layout is `T`'s: of `T::KIND`, or of a descriptor made for
    /// objects that begin like `T`.
    #[inline(always)]
    pub unsafe fn cast_unchecked<'a, T: HeapType>(self) -> &'a T {
        debug_assert!(self.is_heap());
        // SAFETY: as above, by the caller's promise.
        unsafe { &*(self.address() as *const T) }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.as_fixnum() {
            write!(f, "{n}")
        } else if let Some(d) = self.as_flonum() {
            write!(f, "{d:?}")
        } else if let Some(unit) = self.as_char() {
            write!(f, "char({unit:#x})")
        } else if let Some(desc) = self.desc() {
            write!(f, "<{} {:#x}>", desc.info().class_name, self.address())
        } else {
            let name = match *self {
                Value::NIL => "nil",
                Value::TRUE => "true",
                Value::FALSE => "false",
                Value::UNBOUND => "<unbound>",
                Value::THROWN => "<thrown>",
                Value::ABSENT => "<absent>",
                _ => "<no value>",
            };
            f.write_str(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixnums_keep_their_63_bits() {
        for n in [0, 1, -1, Value::FIXNUM_MAX, Value::FIXNUM_MIN] {
            assert_eq!(Value::fixnum(n).and_then(Value::as_fixnum), Some(n));
        }
        assert_eq!(Value::fixnum(Value::FIXNUM_MAX + 1), None);
        assert_eq!(Value::fixnum(Value::FIXNUM_MIN - 1), None);
    }

    #[test]
    fn flonums_keep_their_bits_or_are_refused() {
        for d in [1.0, -1.0, 3.125, 1e38, 1e-38, -123456.789] {
            assert_eq!(Value::flonum(d).and_then(Value::as_flonum), Some(d));
        }
        for d in [0.0, -0.0, f64::INFINITY, f64::NAN, 1e300, 1e-300, f64::MIN_POSITIVE] {
            assert_eq!(Value::flonum(d), None);
        }
    }

    #[test]
    fn only_nil_and_false_are_falsy() {
        assert!(!Value::NIL.is_truthy());
        assert!(!Value::FALSE.is_truthy());
        for v in [Value::TRUE, Value::small(0), Value::char(0), Value::UNBOUND] {
            assert!(v.is_truthy());
        }
    }

    #[test]
    fn every_immediate_has_its_own_tag() {
        assert!(Value::char(0xffff).is_char() && !Value::char(7).is_heap());
        assert_eq!(Value::char(0x41).as_char(), Some(0x41));
        assert!(!Value::NIL.is_fixnum() && !Value::NIL.is_heap() && !Value::NIL.is_flonum());
    }
}
