//! Hashes: Murmur3 as Clojure uses it, Java's `hashCode`, and the questions `hash` and `.hashCode`.

use heap::{Mutator, Result, Value};

use crate::num;
use crate::string::{Chars, Str};

const C1: u32 = 0xcc9e_2d51;
const C2: u32 = 0x1b87_3593;

#[inline(always)]
const fn mix_k1(k1: u32) -> u32 {
    k1.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2)
}

#[inline(always)]
const fn mix_h1(h1: u32, k1: u32) -> u32 {
    (h1 ^ k1).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64)
}

/// Finalization: every bit of the input reaches every bit of the output.
#[inline(always)]
const fn finish(h1: u32, length: u32) -> i32 {
    let h1 = h1 ^ length;
    let h1 = (h1 ^ (h1 >> 16)).wrapping_mul(0x85eb_ca6b);
    let h1 = (h1 ^ (h1 >> 13)).wrapping_mul(0xc2b2_ae35);
    (h1 ^ (h1 >> 16)) as i32
}

/// Murmur3 of an int; 0 for 0.
#[inline]
pub const fn hash_int(n: i32) -> i32 {
    if n == 0 { 0 } else { finish(mix_h1(0, mix_k1(n as u32)), 4) }
}

/// Murmur3 of a long; 0 for 0.
#[inline]
pub const fn hash_long(n: i64) -> i32 {
    if n == 0 {
        return 0;
    }
    let h1 = mix_h1(0, mix_k1(n as u32));
    finish(mix_h1(h1, mix_k1((n >> 32) as u32)), 8)
}

/// Murmur3 over the UTF-16 units of a string, two at a time; symbols hash their names with it.
pub fn hash_unencoded_chars(text: &Str) -> i32 {
    let mut h1 = 0;
    let length = text.len_utf16() as u32;
    let mut pair = |a: u16, b: u16| h1 = mix_h1(h1, mix_k1(a as u32 | (b as u32) << 16));
    let last = match text.chars() {
        Chars::Ascii(text) => {
            let (pairs, rest) = text.as_bytes().as_chunks::<2>();
            pairs.iter().for_each(|&[a, b]| pair(a as u16, b as u16));
            rest.first().map(|&byte| byte as u16)
        }
        Chars::Wide(units) => {
            let (pairs, rest) = units.as_chunks::<2>();
            pairs.iter().for_each(|&[a, b]| pair(a, b));
            rest.first().copied()
        }
    };
    if let Some(unit) = last {
        h1 ^= mix_k1(unit as u32);
    }
    finish(h1, 2 * length)
}

/// The last step of a collection's hash, after its elements' hashes were brought together.
#[inline]
pub const fn mix_collection(hash: i32, count: usize) -> i32 {
    finish(mix_h1(0, mix_k1(hash as u32)), count as u32)
}

/// One more element of an ordered collection; the first starts from 1.
#[inline(always)]
pub const fn step_ordered(hash: i32, element: i32) -> i32 {
    hash.wrapping_mul(31).wrapping_add(element)
}

/// The hash of an ordered collection with these elements' hashes.
pub fn hash_ordered(elements: impl IntoIterator<Item = i32>) -> i32 {
    let (hash, count) =
        elements.into_iter().fold((1, 0), |(hash, count), e| (step_ordered(hash, e), count + 1));
    mix_collection(hash, count)
}

/// The hash of an unordered collection with these elements' hashes.
pub fn hash_unordered(elements: impl IntoIterator<Item = i32>) -> i32 {
    let (hash, count) =
        elements.into_iter().fold((0i32, 0), |(hash, count), e| (hash.wrapping_add(e), count + 1));
    mix_collection(hash, count)
}

/// Two hashes as one: Clojure's `hash-combine`.
#[inline]
pub const fn combine(seed: i32, hash: i32) -> i32 {
    let added = (hash as u32)
        .wrapping_add(0x9e37_79b9)
        .wrapping_add((seed as u32) << 6)
        .wrapping_add((seed >> 2) as u32);
    seed ^ added as i32
}

/// Clojure's `hash`.
///
/// # Errors
/// Whatever the value's type throws, a lazy seq for instance.
#[inline]
pub fn hasheq(cx: &mut Mutator, value: Value) -> Result<i32> {
    if let Some(n) = value.as_fixnum() {
        return Ok(hash_long(n));
    }
    match cx.desc_of(value).info().hasheq {
        Some(hasheq) => hasheq(cx, value),
        None => Ok(immediate_hash(value)),
    }
}

/// Java's `.hashCode`.
///
/// # Errors
/// Whatever the value's type throws, a lazy seq for instance.
pub fn hash_code(cx: &mut Mutator, value: Value) -> Result<i32> {
    if num::is_number(value) {
        return Ok(num::hash_code(value));
    }
    let info = cx.desc_of(value).info();
    match info.hash_code.or(info.hasheq) {
        Some(hash_code) => hash_code(cx, value),
        None => Ok(immediate_hash(value)),
    }
}

/// What has no hash of its own: nil, booleans, chars; everything else by identity.
fn immediate_hash(value: Value) -> i32 {
    match value.kind() {
        heap::Kind::NIL => 0,
        heap::Kind::BOOLEAN if value == Value::TRUE => 1231,
        heap::Kind::BOOLEAN => 1237,
        heap::Kind::CHAR => value.as_char().map_or(0, |unit| unit as i32),
        _ => identity_hash(value),
    }
}

/// A hash of which object it is. Objects never move, so the address will do.
pub fn identity_hash(value: Value) -> i32 {
    // 31 bits, and never the 0 that an unlucky address would give.
    (hash_long((value.bits() >> 3) as i64) & 0x7fff_ffff).max(1)
}

/// A number that differs between heaps, where the JVM shows the identity of a class loader.
pub(crate) fn identity_of_heap(cx: &Mutator) -> i32 {
    let desc = cx.builtin_desc(heap::Kind::NIL);
    identity_hash(desc.value())
}
