//! The tables of symbols and keywords: one object for each name of a heap.
//!
//! A table is a heap object in a well-known slot: a power of two of fields, probed in line, nil when
//! free. Looking up takes no lock; adding does.

use std::sync::Mutex;

use heap::{Counted, Known, Mutator, Result, Value};

use crate::kind;
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

const FIRST_SIZE: usize = 4096;

/// One kind of interned object.
pub(crate) struct Family {
    /// Where the table stands.
    pub slot: Known,
    /// The lock that adding takes; it guards the number of entries.
    pub writer: fn(&State) -> &Mutex<usize>,
    /// The hash under which an entry was added.
    pub hash_of: fn(Value) -> u32,
}

/// The entry for which `is_it` holds, among those with this hash.
#[inline(always)]
pub(crate) fn find(
    cx: &Mutator,
    family: &Family,
    hash: u32,
    is_it: impl Fn(Value) -> bool,
) -> Option<Value> {
    let fields = Counted::of(cx.known(family.slot))?.fields();
    let mask = fields.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        let entry = fields[at].get();
        if entry.is_nil() {
            return None;
        }
        if is_it(entry) {
            return Some(entry);
        }
        at = (at + 1) & mask;
    }
}

/// Adds `entry`, unless another thread was quicker with one for which `is_it` holds; answers the
/// entry that stands in the table.
pub(crate) fn add(
    cx: &mut Mutator,
    family: &Family,
    entry: Value,
    is_it: impl Fn(Value) -> bool,
) -> Result {
    let heap = cx.heap().clone();
    let writer = (family.writer)(State::of_heap(&heap));
    let mut spare = Value::NIL;
    loop {
        {
            // No allocation and no safepoint while the lock is held.
            let mut entries = writer.lock().expect("no panic under this lock");
            if let Some(found) = find(cx, family, (family.hash_of)(entry), &is_it) {
                return Ok(found);
            }
            let size = size(cx.known(family.slot));
            if 4 * (*entries + 1) > 3 * size && 2 * size.max(FIRST_SIZE / 2) == self::size(spare) {
                move_entries(cx, family, spare);
            }
            if 4 * (*entries + 1) <= 3 * self::size(cx.known(family.slot)) {
                let table = cx.known(family.slot);
                put(cx, family, table, entry);
                *entries += 1;
                return Ok(entry);
            }
        }
        let fields = 2 * size(cx.known(family.slot)).max(FIRST_SIZE / 2);
        spare = cx.alloc_counted(kind::REFS, fields, 0, |_, _| ())?;
    }
}

fn size(table: Value) -> usize {
    Counted::of(table).map_or(0, Counted::refs_len)
}

/// Makes `larger` the table, with all entries of the present one.
fn move_entries(cx: &mut Mutator, family: &Family, larger: Value) {
    if let Some(table) = Counted::of(cx.known(family.slot)) {
        for field in table.fields() {
            let entry = field.get();
            if !entry.is_nil() {
                put(cx, family, larger, entry);
            }
        }
    }
    cx.set_known(family.slot, larger);
}

/// Stores `entry` into the first free field of its probe line.
fn put(cx: &mut Mutator, family: &Family, table: Value, entry: Value) {
    let fields = Counted::of(table).expect("a table is counted").fields();
    let mask = fields.len() - 1;
    let mut at = (family.hash_of)(entry) as usize & mask;
    while !fields[at].get().is_nil() {
        at = (at + 1) & mask;
    }
    cx.store(table, &fields[at], entry);
}
