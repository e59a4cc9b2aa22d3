//! The lookup table of a `case` form: key → jump.
//!
//! Most keys are the same word whenever they are equal (small numbers, chars, keywords), so the table
//! is first asked for the word. Strings, symbols, collections and large numbers are asked for by
//! `hash` and `=`. A counted object: its values are the keys; its raw words, in this order, the
//! layout word, the jumps, the words' open hash table, the hashes' open hash table.

#![allow(unsafe_code, reason = "the first look-up is on the way of every `case`")]

use data::kind;
use heap::{Counted, Interfaces, Layout, Mutator, Result, TypeInfo, Value};

pub(crate) static CASE_TABLE_INFO: TypeInfo =
    TypeInfo::new("tercel.lang.CaseTable", Layout::Counted);

/// A table, looked at.
#[derive(Clone, Copy)]
pub struct CaseTable<'a> {
    object: &'a Counted,
}

/// In the layout word: some key is a number that is no fixnum, so small numbers must be compared.
const IMMEDIATES_TOO: u64 = 1;
const WORDS_SHIFT: u32 = 8;
const HASHES_SHIFT: u32 = 36;
const LENGTH_MASK: usize = 0xfff_ffff;

impl<'a> CaseTable<'a> {
    pub fn of(value: Value) -> Option<CaseTable<'a>> {
        if value.is_heap() && value.kind() == kind::CASE_TABLE {
            Counted::of(value).map(|object| CaseTable { object })
        } else {
            None
        }
    }

    /// # Safety
    /// The value is a case table.
    #[inline(always)]
    pub unsafe fn of_unchecked(value: Value) -> CaseTable<'a> {
        // SAFETY: the caller's promise.
        CaseTable { object: unsafe { Counted::of_unchecked(value) } }
    }

    /// A table from keys, of which no two are equal, to jumps.
    ///
    /// # Errors
    /// What hashing a key throws; `OutOfMemoryError`.
    pub fn alloc(cx: &mut Mutator, keys: &[Value], jumps: &[i32]) -> Result {
        let mut hashes = Vec::with_capacity(keys.len());
        for key in keys.iter().filter(|key| !is_its_word(**key)) {
            hashes.push(hash(cx, *key)?);
        }
        let words_len = (keys.len() * 2 + 1).next_power_of_two();
        let hashes_len =
            if hashes.is_empty() { 0 } else { (hashes.len() * 2 + 1).next_power_of_two() };
        let raw_len = 1 + keys.len() + words_len + hashes_len;
        cx.alloc_counted(kind::CASE_TABLE, keys.len(), raw_len, |refs, raw| {
            refs.copy_from_slice(keys);
            let big_number = |key: &Value| key.is_heap() && is_number(*key);
            let flags = if keys.iter().any(big_number) { IMMEDIATES_TOO } else { 0 };
            raw[0] =
                flags | (words_len as u64) << WORDS_SHIFT | (hashes_len as u64) << HASHES_SHIFT;
            for (jump, raw) in jumps.iter().zip(&mut raw[1..]) {
                *raw = *jump as u32 as u64;
            }
            let (by_word, by_hash) = raw[1 + keys.len()..].split_at_mut(words_len);
            let mut hashes = hashes.iter();
            for (i, key) in keys.iter().enumerate() {
                insert(by_word, spread(key.bits()), i as u64 + 1);
                if !is_its_word(*key) {
                    let hash = *hashes.next().expect("hashed above") as u32;
                    insert(by_hash, hash as usize, (hash as u64) << 32 | (i as u64 + 1));
                }
            }
        })
    }

    /// The jump for a key that is this very word.
    #[inline]
    pub fn find_word(self, value: Value) -> Option<i32> {
        let keys = self.object.refs();
        let mut at = spread(value.bits());
        // SAFETY: [TABLE] the words' hash table follows the jumps, its length is a power of two and
        // it has empty entries; the others are indices of jumps, one more than those of keys.
        unsafe {
            let raw = self.object.raw_ptr();
            let mask = ((*raw >> WORDS_SHIFT) as usize & LENGTH_MASK) - 1;
            let by_word = raw.add(1 + keys.len());
            loop {
                let index = *by_word.add(at & mask) as usize;
                if index == 0 {
                    return None;
                }
                if *keys.get_unchecked(index - 1) == value {
                    return Some(*raw.add(index) as i32);
                }
                at += 1;
            }
        }
    }

    /// True when a value that is no key's word may still be equal to a key.
    #[inline]
    pub fn must_compare(self, value: Value) -> bool {
        let (flags, _, by_hash) = self.parts();
        if by_hash.is_empty() {
            return false;
        }
        if value.is_heap() { value.kind() != kind::KEYWORD } else { flags & IMMEDIATES_TOO != 0 }
    }

    /// The jump for a key equal to `value`.
    ///
    /// # Errors
    /// What hashing and comparing throw.
    pub fn find_equiv(self, cx: &mut Mutator, value: Value) -> Result<Option<i32>> {
        let hash = hash(cx, value)? as u32;
        let (_, _, by_hash) = self.parts();
        let mut at = hash as usize;
        loop {
            let entry = by_hash[at & (by_hash.len() - 1)];
            if entry == 0 {
                return Ok(None);
            }
            let index = entry as u32 as usize;
            let key = self.object.refs()[index - 1];
            if (entry >> 32) as u32 == hash && equiv(cx, key, value)? {
                return Ok(Some(self.object.raw()[index] as i32));
            }
            at += 1;
        }
    }

    /// Keys and jumps, in the order given.
    pub fn rows(self) -> impl Iterator<Item = (Value, i32)> + use<'a> {
        let jumps = self.object.raw()[1..].iter().map(|jump| *jump as i32);
        self.object.refs().iter().copied().zip(jumps)
    }

    fn parts(self) -> (u64, &'a [u64], &'a [u64]) {
        let raw = self.object.raw();
        let words_len = (raw[0] >> WORDS_SHIFT) as usize & LENGTH_MASK;
        let (by_word, by_hash) = raw[1 + self.object.refs_len()..].split_at(words_len);
        (raw[0], by_word, by_hash)
    }
}

/// True for keys that equal nothing but themselves.
fn is_its_word(key: Value) -> bool {
    if key.is_heap() { key.kind() == kind::KEYWORD } else { !is_number(key) }
}

fn is_number(value: Value) -> bool {
    match value.desc() {
        Some(desc) => desc.info().interfaces.has(Interfaces::NUMBER),
        None => value.is_fixnum() || value.is_flonum(),
    }
}

fn spread(bits: u64) -> usize {
    (bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

fn insert(table: &mut [u64], hash: usize, entry: u64) {
    let mut at = hash;
    while table[at & (table.len() - 1)] != 0 {
        at += 1;
    }
    table[at & (table.len() - 1)] = entry;
}

fn hash(cx: &mut Mutator, value: Value) -> Result<i32> {
    match cx.desc_of(value).info().hasheq {
        Some(hasheq) => hasheq(cx, value),
        None => Ok(spread(value.bits()) as i32),
    }
}

fn equiv(cx: &mut Mutator, key: Value, value: Value) -> Result<bool> {
    match cx.desc_of(key).info().equiv {
        Some(equiv) => equiv(cx, key, value),
        None => Ok(key == value),
    }
}
