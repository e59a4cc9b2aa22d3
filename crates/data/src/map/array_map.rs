//! Small maps in insertion order: values behind a shape when all keys are keywords, else pairs.
//!
//! Two objects show as `PersistentArrayMap`:
//!
//! ```text
//! shaped  [header of the shape, meta, hash, v0, v1 …]
//! plain   [header, counts, meta, hash, k0, v0, k1, v1 …]
//! ```
//!
//! The empty map is shaped, by the shape without keys.
#![allow(unsafe_code, reason = "the values of shaped maps stand behind the struct")]

use heap::{Counted, Field, Header, HeapType, Kind, Mutator, Result, TypeDesc, Value};

use super::shape::{self, MAX_KEYS, ShapeId};
use super::{hash_map, key};
use crate::keyword::Keyword;
use crate::{kind, known};

pub use super::array_behaviour::{PLAIN_TYPE, SHAPED_TYPE};

/// Pairs of an array map, at most, when `assoc` adds one; more make a hash map.
pub const MAX_PAIRS: usize = 8;

/// A map without a shape.
#[repr(transparent)]
pub struct Plain(Counted);

impl HeapType for Plain {
    const KIND: Kind = kind::ARRAY_MAP;
}

/// A map with a shape. Its values stand behind it, as many as its shape has keys.
#[repr(C)]
pub struct Shaped {
    header: Header,
    meta: Value,
    hash: Field,
}

impl HeapType for Shaped {
    const KIND: Kind = kind::SHAPED_MAP;
}

/// Words before the first value of a shaped map.
const SHAPED_HEAD: usize = 3;
const META: usize = 0;
const HASH: usize = 1;
const PAIRS: usize = 2;

/// An array map, whichever way it is kept.
#[derive(Clone, Copy)]
pub struct View<'a> {
    keys: &'a [Value],
    vals: &'a [Value],
    /// Distance from one key (or value) to the next.
    stride: usize,
    len: usize,
    pub meta: Value,
    hash: &'a Field,
    shape: Option<&'a TypeDesc>,
}

impl<'a> View<'a> {
    /// The array map that `value` is.
    #[inline(always)]
    pub fn of(value: Value) -> Option<View<'a>> {
        let desc = value.desc()?;
        if desc.kind() == kind::SHAPED_MAP {
            // SAFETY: [KIND] such a descriptor's instances begin like this, and have as many values
            // behind as the descriptor counts.
            let (map, vals) = unsafe {
                let map: &Shaped = value.cast_unchecked();
                let first = (map as *const Shaped).add(1) as *const Value;
                (map, core::slice::from_raw_parts(first, desc.count as usize))
            };
            return Some(View {
                keys: shape::keys(desc),
                vals,
                stride: 1,
                len: vals.len(),
                meta: map.meta,
                hash: &map.hash,
                shape: Some(desc),
            });
        }
        let map = value.cast::<Plain>()?;
        let slots = map.0.refs();
        Some(View {
            keys: &slots[PAIRS..],
            vals: slots.get(PAIRS + 1..).unwrap_or(&[]),
            stride: 2,
            len: (slots.len() - PAIRS) / 2,
            meta: slots[META],
            hash: &map.0.fields()[HASH],
            shape: None,
        })
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline(always)]
    pub fn key(&self, index: usize) -> Value {
        self.keys[index * self.stride]
    }

    #[inline(always)]
    pub fn val(&self, index: usize) -> Value {
        self.vals[index * self.stride]
    }

    pub(crate) fn hash(&self) -> &'a Field {
        self.hash
    }

    /// The index of a key.
    ///
    /// # Errors
    /// Whatever comparing keys throws.
    #[inline]
    pub fn index_of(&self, cx: &mut Mutator, key: Value) -> Result<Option<usize>> {
        // The keys of a shape are keywords, and a keyword is equal to itself alone.
        if self.shape.is_some() || key.is::<Keyword>() {
            return Ok((0..self.len).find(|&i| self.key(i) == key));
        }
        self.index_by_comparing(cx, key)
    }

    fn index_by_comparing(&self, cx: &mut Mutator, key: Value) -> Result<Option<usize>> {
        for i in 0..self.len {
            if key::same(cx, self.key(i), key)? {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }

    /// The pairs in order.
    pub fn pairs(self) -> impl Iterator<Item = (Value, Value)> + 'a {
        (0..self.len).map(move |i| (self.key(i), self.val(i)))
    }
}

/// The shape of a map.
#[inline(always)]
pub fn shape_of(value: Value) -> Option<ShapeId> {
    shape::of_header(value.header()?)
}

/// Which word of a map (or of any map of its shape) holds the value at a keyword, counted from the
/// header. `None` when the map has no shape, or no such key.
#[inline]
pub fn shape_slot(value: Value, key: Value) -> Option<usize> {
    let desc = value.desc().filter(|desc| desc.kind() == kind::SHAPED_MAP)?;
    Some(SHAPED_HEAD + shape::index_of(desc, key)?)
}

/// The value in a word of a map with a shape, as `shape_slot` counts words.
#[inline]
pub fn value_in_slot(value: Value, slot: usize) -> Option<Value> {
    let view = View::of(value).filter(|view| view.shape.is_some())?;
    view.vals.get(slot.checked_sub(SHAPED_HEAD)?).copied()
}

/// `{}` without metadata.
#[inline(always)]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_MAP)
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    shape::init(cx)?;
    let shape = shape::root(cx);
    let empty = shaped(cx, shape, Value::NIL, |_| {})?;
    cx.set_known(known::EMPTY_MAP, empty);
    Ok(())
}

/// `{}` with metadata.
pub(crate) fn empty_with_meta(cx: &mut Mutator, meta: Value) -> Result {
    if meta.is_nil() {
        return Ok(empty(cx));
    }
    let shape = shape::root(cx);
    shaped(cx, shape, meta, |_| {})
}

#[inline(always)]
fn shaped(
    cx: &mut Mutator,
    desc: &TypeDesc,
    meta: Value,
    fill: impl FnOnce(&mut [Value]),
) -> Result {
    let words = (SHAPED_HEAD + desc.count as usize) as u16;
    cx.alloc_instance(desc, words, |slots| {
        slots[0] = meta;
        fill(&mut slots[SHAPED_HEAD - 1..]);
    })
}

fn plain(cx: &mut Mutator, len: usize, meta: Value, fill: impl FnOnce(&mut [Value])) -> Result {
    cx.alloc_counted(kind::ARRAY_MAP, PAIRS + 2 * len, 0, |slots, _| {
        slots[META] = meta;
        fill(&mut slots[PAIRS..]);
    })
}

/// A map with these pairs, whose keys are different from each other, in this order.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn from_distinct(cx: &mut Mutator, pairs: &[Value], meta: Value) -> Result {
    debug_assert!(pairs.len().is_multiple_of(2));
    if let Some(map) = shaped_from_pairs(cx, pairs, meta)? {
        return Ok(map);
    }
    plain(cx, pairs.len() / 2, meta, |slots| slots.copy_from_slice(pairs))
}

/// As `from_distinct`, when such maps have a shape; that says that the keys are distinct.
pub(crate) fn shaped_from_pairs(
    cx: &mut Mutator,
    pairs: &[Value],
    meta: Value,
) -> Result<Option<Value>> {
    if pairs.is_empty() {
        return empty_with_meta(cx, meta).map(Some);
    }
    if pairs.len() > 2 * MAX_KEYS {
        return Ok(None);
    }
    let mut desc = shape::root(cx);
    for pair in pairs.chunks_exact(2) {
        match shape::extend(cx, desc, pair[0])? {
            Some(next) => desc = next,
            None => return Ok(None),
        }
    }
    let map = shaped(cx, desc, meta, |vals| {
        for (val, pair) in vals.iter_mut().zip(pairs.chunks_exact(2)) {
            *val = pair[1];
        }
    })?;
    Ok(Some(map))
}

/// The shape of maps with these keys in this order, as a value that a compiled literal keeps. `None`
/// when such maps have no shape: a key is no keyword or comes twice, or there are too many.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn shape_for_keys(cx: &mut Mutator, keys: &[Value]) -> Result<Option<Value>> {
    Ok(shape::of_keys(cx, keys.iter().copied())?.map(TypeDesc::value))
}

/// A map of a shape that `shape_for_keys` gave, with a value for each key.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
///
/// # Panics
/// When it is no shape, or the number of values is not that of its keys.
#[inline]
pub fn from_shape(cx: &mut Mutator, shape: Value, vals: &[Value]) -> Result {
    let desc: &TypeDesc = shape.cast().expect("a literal keeps its shape");
    assert_eq!((desc.kind(), desc.count as usize), (kind::SHAPED_MAP, vals.len()));
    shaped(cx, desc, Value::NIL, |slots| slots.copy_from_slice(vals))
}

/// The map with the pair in it.
///
/// # Errors
/// Whatever comparing keys throws.
pub fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value) -> Result {
    let view = View::of(map).expect("callers pass array maps");
    match view.index_of(cx, key)? {
        Some(index) if view.val(index) == val => Ok(map),
        Some(index) => with_val(cx, view, index, val),
        None if view.len >= MAX_PAIRS => {
            let grown = hash_map::from_pairs(cx, view.pairs(), view.meta)?;
            hash_map::assoc(cx, grown, key, val)
        }
        None => with_pair(cx, view, key, val),
    }
}

fn with_val(cx: &mut Mutator, view: View<'_>, index: usize, val: Value) -> Result {
    match view.shape {
        Some(desc) => shaped(cx, desc, view.meta, |vals| {
            vals.copy_from_slice(view.vals);
            vals[index] = val;
        }),
        None => plain(cx, view.len, view.meta, |slots| {
            slots.copy_from_slice(view.keys);
            slots[2 * index + 1] = val;
        }),
    }
}

fn with_pair(cx: &mut Mutator, view: View<'_>, key: Value, val: Value) -> Result {
    if let Some(desc) = view.shape
        && let Some(desc) = shape::extend(cx, desc, key)?
    {
        return shaped(cx, desc, view.meta, |vals| {
            vals[..view.len].copy_from_slice(view.vals);
            vals[view.len] = val;
        });
    }
    plain(cx, view.len + 1, view.meta, |slots| {
        fill_pairs(slots, view.pairs());
        slots[2 * view.len] = key;
        slots[2 * view.len + 1] = val;
    })
}

fn fill_pairs(slots: &mut [Value], pairs: impl Iterator<Item = (Value, Value)>) {
    for (slot, (key, val)) in slots.chunks_exact_mut(2).zip(pairs) {
        slot[0] = key;
        slot[1] = val;
    }
}

/// The map without `key`.
///
/// # Errors
/// Whatever comparing keys throws.
pub fn dissoc(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let view = View::of(map).expect("callers pass array maps");
    let Some(index) = view.index_of(cx, key)? else { return Ok(map) };
    if view.len == 1 {
        return empty_with_meta(cx, view.meta);
    }
    let kept = || (0..view.len).filter(|&i| i != index);
    if view.shape.is_some()
        && let Some(desc) = shape::of_keys(cx, kept().map(|i| view.key(i)))?
    {
        return shaped(cx, desc, view.meta, |vals| {
            for (val, i) in vals.iter_mut().zip(kept()) {
                *val = view.val(i);
            }
        });
    }
    plain(cx, view.len - 1, view.meta, |slots| {
        fill_pairs(slots, kept().map(|i| (view.key(i), view.val(i))));
    })
}

/// The same pairs under other metadata.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn with_meta(cx: &mut Mutator, map: Value, meta: Value) -> Result {
    let view = View::of(map).expect("callers pass array maps");
    if view.meta == meta {
        return Ok(map);
    }
    match view.shape {
        Some(desc) => shaped(cx, desc, meta, |vals| vals.copy_from_slice(view.vals)),
        None => plain(cx, view.len, meta, |slots| slots.copy_from_slice(view.keys)),
    }
}
