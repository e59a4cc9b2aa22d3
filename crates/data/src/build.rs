//! Making counted objects out of parts of others, without writing any word twice.

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
    cx.alloc_counted(kind, len, 0, |slots, _| {
        let mut rest = slots;
        for part in parts {
            let (own, others) = rest.split_at_mut(part.len());
            own.copy_from_slice(part);
            rest = others;
        }
    })
}

/// A counted object with a copy of `slots`, one of them replaced.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline(always)]
pub(crate) fn counted_with(
    cx: &mut Mutator,
    kind: Kind,
    slots: &[Value],
    at: usize,
    item: Value,
) -> Result {
    cx.alloc_counted(kind, slots.len(), 0, |new, _| {
        new.copy_from_slice(slots);
        new[at] = item;
    })
}
