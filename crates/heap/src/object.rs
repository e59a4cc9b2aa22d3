//! Rust structs that are heap objects, and the view of objects with a counted tail.

use crate::field::Field;
use crate::header::Header;
use crate::type_info::{Kind, Layout};
use crate::value::Value;

/// A `#[repr(C)]` struct that begins with a `Header` and whose fields stand as its kind's `Layout` says.
pub trait HeapType {
    const KIND: Kind;
    /// The type's `TypeInfo` has a `finalize`. Said here too, so that allocating other types costs
    /// no test; debug builds compare the two.
    const FINALIZED: bool = false;
}

/// The beginning of every object with `Layout::Counted`: header, count word, values, raw words.
#[repr(C)]
pub struct Counted {
    header: Header,
    /// Low 32 bits: number of values; high 32 bits: number of raw words.
    counts: u64,
}

impl Counted {
    pub(crate) const fn new(header: Header, refs: usize, raw_words: usize) -> Counted {
        Counted { header, counts: refs as u64 | (raw_words as u64) << 32 }
    }

    /// The object as counted words, when its layout says so.
    #[inline]
    pub fn of<'a>(value: Value) -> Option<&'a Counted> {
        let header = value.header()?;
        match header.desc().info().layout {
            // SAFETY: the layout says that the object begins like this. [LIVE] [STILL]
            Layout::Counted => Some(unsafe { &*(value.address() as *const Counted) }),
            Layout::AllRefs | Layout::Raw | Layout::RefsThenRaw(_) => None,
        }
    }

    /// # Safety
    /// The value is a heap object with `Layout::Counted`.
    #[inline(always)]
    pub unsafe fn of_unchecked<'a>(value: Value) -> &'a Counted {
        // SAFETY: the caller's promise. [LIVE] [STILL]
        unsafe { &*(value.address() as *const Counted) }
    }

    #[inline(always)]
    pub fn refs_len(&self) -> usize {
        self.counts as u32 as usize
    }

    #[inline(always)]
    pub fn raw_len(&self) -> usize {
        (self.counts >> 32) as usize
    }

    #[inline(always)]
    fn first_word(&self) -> *const u64 {
        // SAFETY: the words of the object follow the count word.
        unsafe { (self as *const Counted).add(1) as *const u64 }
    }

    /// The values, for objects that no longer change.
    #[inline(always)]
    pub fn refs(&self) -> &[Value] {
        // SAFETY: `refs_len` initialised values stand there. [BORN]
        unsafe { core::slice::from_raw_parts(self.first_word() as *const Value, self.refs_len()) }
    }

    /// The values, for objects that may change while others look.
    #[inline(always)]
    pub fn fields(&self) -> &[Field] {
        // SAFETY: as `refs`; `Field` has the layout of `Value`.
        unsafe { core::slice::from_raw_parts(self.first_word() as *const Field, self.refs_len()) }
    }

    /// The raw words after the values.
    #[inline(always)]
    pub fn raw(&self) -> &[u64] {
        // SAFETY: `raw_len` initialised words follow the values. [BORN]
        unsafe {
            core::slice::from_raw_parts(self.first_word().add(self.refs_len()), self.raw_len())
        }
    }

    /// Address of the raw words, for owners that change them (arrays of numbers, bytecode caches).
    #[inline(always)]
    pub fn raw_ptr(&self) -> *mut u64 {
        // SAFETY: stays inside the object.
        unsafe { self.first_word().add(self.refs_len()) as *mut u64 }
    }
}
