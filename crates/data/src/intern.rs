//! The tables of symbols and keywords: one object for each name of a heap, as long as somebody has
//! it. The tables keep nothing alive.

use heap::{Mutator, Result, Value, WeakTable};

use crate::state::State;

/// A quick hash of a name's text, for the tables only.
#[inline]
pub fn hash_text(text: &[u8]) -> u32 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = (text.len() as u64).wrapping_mul(K);
    // Overlapping loads at the end are quicker than a copy of a few bytes.
    let last = if let Some(last) = text.last_chunk::<8>() {
        for chunk in text[..text.len() - 1].as_chunks::<8>().0 {
            hash = mix(hash ^ u64::from_le_bytes(*chunk), K);
        }
        u64::from_le_bytes(*last)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << 32
    } else if let [first, .., last] = text {
        *first as u64 | (text[text.len() / 2] as u64) << 8 | (*last as u64) << 16
    } else {
        text.first().map_or(0, |&byte| byte as u64)
    };
    hash = mix(hash ^ last, K);
    (hash ^ (hash >> 32)) as u32
}

#[inline(always)]
fn mix(a: u64, b: u64) -> u64 {
    let product = (a as u128).wrapping_mul(b as u128);
    product as u64 ^ (product >> 64) as u64
}

/// One of the tables.
pub(crate) type Family = fn(&State) -> &WeakTable;

/// The entry with this hash for which `is_it` holds.
#[inline(always)]
pub(crate) fn find(
    cx: &mut Mutator,
    family: Family,
    hash: u32,
    is_it: impl Fn(Value) -> bool,
) -> Option<Value> {
    State::with(cx, |cx, state| family(state).get(cx, hash as u64, is_it))
}

/// The entry with this hash for which `is_it` holds; else what `make` makes becomes one.
pub(crate) fn find_or_make(
    cx: &mut Mutator,
    family: Family,
    hash: u32,
    is_it: impl Fn(Value) -> bool,
    make: impl FnOnce(&mut Mutator) -> Result,
) -> Result {
    State::with(cx, |cx, state| family(state).intern(cx, hash as u64, is_it, make))
}
