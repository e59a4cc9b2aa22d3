//! What an inline cache at a keyword look-up may note of a record: its type's number and the word that
//! holds the field.
//!
//! Headers name a type by the place of its descriptor, which another type may get when nobody uses
//! the first any more. So a descriptor whose number was given away is kept (see ADR 0004).

use core::sync::atomic::Ordering;

use heap::{Mutator, Result, Value};

use super::{record, registry, table};

/// Set on descriptors that are kept.
const KEPT: u32 = 1;

/// The number of a record's type, and which word counted from the header holds the field that the
/// keyword names. `None` for other values and keys, and when too many types are kept.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn keyword_slot(cx: &mut Mutator, coll: Value, key: Value) -> Result<Option<(u32, usize)>> {
    let Some(header) = coll.header().filter(|_| record::is_record(coll)) else { return Ok(None) };
    let desc = header.desc();
    let keywords = table::keywords(desc.extra.get());
    let Some(index) = keywords.iter().position(|&own| own == key) else { return Ok(None) };
    if desc.flags.load(Ordering::Acquire) & KEPT == 0 {
        if !registry::keep(cx, desc.value())? {
            return Ok(None);
        }
        desc.flags.fetch_or(KEPT, Ordering::AcqRel);
    }
    Ok(Some((header.desc_offset(), 1 + index)))
}
