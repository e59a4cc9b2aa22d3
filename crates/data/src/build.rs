//! Making counted objects out of parts of others, without writing any word twice.
#![allow(unsafe_code, reason = "slots are written before the object is one")]

use heap::{Kind, Mutator, Result, Value};

/// A counted object whose slots are those of `parts`, one after the other.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline(always)]
pub(crate) fn counted<const N: usize>(
    cx: &mut Mutator,
    kind: Kind,
    parts: [&[Value]; N],
) -> Result {
    let len = parts.iter().map(|part| part.len()).sum();
    // SAFETY: [BORN] the parts have `len` values together, and all are written here.
    unsafe {
        let first = cx.alloc_counted_uninit(kind, len, 0)?;
        let mut at = first;
        for part in parts {
            core::ptr::copy_nonoverlapping(part.as_ptr(), at, part.len());
            at = at.add(part.len());
        }
        Ok(Mutator::counted_value(first))
    }
}

/// A counted object with a copy of `slots`, one of them replaced.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
///
/// # Panics
/// When there is no such slot.
#[inline(always)]
pub(crate) fn counted_with(
    cx: &mut Mutator,
    kind: Kind,
    slots: &[Value],
    at: usize,
    item: Value,
) -> Result {
    assert!(at < slots.len());
    // SAFETY: [BORN] all slots are written here.
    unsafe {
        let first = cx.alloc_counted_uninit(kind, slots.len(), 0)?;
        core::ptr::copy_nonoverlapping(slots.as_ptr(), first, slots.len());
        *first.add(at) = item;
        Ok(Mutator::counted_value(first))
    }
}
