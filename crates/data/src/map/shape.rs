//! Shapes: the hidden classes of small maps whose keys are all keywords.
//!
//! Maps that got the same keywords in the same order share a descriptor, so their header alone says
//! at which slot each key's value stands. A shape knows its keys and which shape comes of adding one
//! more. Shapes live as long as the heap; how many there may be is bounded, and a map whose keys
//! would need one more is kept without (see `docs/adr/0004`).

use heap::{
    Counted, DESC_ALIGN, HEAP_ALIGN, Header, HeapType, Kind, Layout, Mutator, Result, TypeDesc,
    TypeInfo, Value,
};

use super::array_map;
use crate::keyword::Keyword;
use crate::{kind, known};

/// Keys of a shape, at most; array maps do not grow beyond this by `assoc`.
pub const MAX_KEYS: usize = 8;
/// Shapes of one heap, at most.
const MAX_SHAPES: i32 = 8192;
/// Shapes that follow on one shape, at most.
const MAX_NEXT: usize = 256;
/// Shapes of one key, at most.
const MAX_FIRST: usize = 1024;

/// What a shape's descriptor has as its class: whether more shapes may follow on this one, and the
/// keys. The shapes that follow stand in the descriptor's `extra`.
#[repr(transparent)]
struct Shape(Counted);

impl HeapType for Shape {
    const KIND: Kind = kind::SHAPE;
}

/// True once no more shapes may follow on this one.
const CLOSED: usize = 0;
const KEYS: usize = 1;

pub static TYPE: TypeInfo = TypeInfo::new("tercel.Shape", Layout::Counted);

/// The shapes that follow on one: a hash table of keys and descriptors, replaced when it grows.
#[repr(transparent)]
struct Table(Counted);

impl HeapType for Table {
    const KIND: Kind = kind::SHAPE_TABLE;
}

pub static TABLE_TYPE: TypeInfo = TypeInfo::new("tercel.ShapeTable", Layout::Counted);

/// Number of a shape: what the header of its maps says. 0 is no shape.
pub type ShapeId = u32;

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let root = make(cx, &[])?;
    cx.set_known(known::ROOT_SHAPE, root);
    cx.set_known(known::SHAPES_MADE, Value::small(1));
    Ok(())
}

/// The shape of the empty map.
#[inline(always)]
pub(crate) fn root<'a>(cx: &Mutator) -> &'a TypeDesc {
    cx.known(known::ROOT_SHAPE).cast().expect("made when the heap was")
}

fn make(cx: &mut Mutator, keys: &[Value]) -> Result {
    let shape = cx.alloc_counted(kind::SHAPE, KEYS + keys.len(), 0, |slots, _| {
        slots[KEYS..].copy_from_slice(keys);
    })?;
    let mut desc = TypeDesc::new(kind::SHAPED_MAP, &array_map::SHAPED_TYPE, shape, Value::NIL);
    desc.count = keys.len() as u16;
    cx.alloc_desc(desc)
}

/// The number of a shape, as headers and inline caches hold it.
#[inline(always)]
pub fn id(desc: &TypeDesc) -> ShapeId {
    ((desc as *const TypeDesc as usize & (HEAP_ALIGN - 1)) / DESC_ALIGN) as ShapeId
}

/// The shape of a map; `None` for everything that has none.
#[inline(always)]
pub fn of_header(header: &Header) -> Option<ShapeId> {
    (header.desc().kind() == kind::SHAPED_MAP).then(|| header.desc_offset())
}

/// The keys of a shape.
#[inline(always)]
pub(crate) fn keys<'a>(desc: &TypeDesc) -> &'a [Value] {
    match desc.class.get().cast::<Shape>() {
        Some(shape) => &shape.0.refs()[KEYS..],
        None => &[],
    }
}

/// The index of a key in a shape.
#[inline(always)]
pub(crate) fn index_of(desc: &TypeDesc, key: Value) -> Option<usize> {
    keys(desc).iter().position(|&k| k == key)
}

/// The shape with these keys; `None` when they have none, as when a key comes twice.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub(crate) fn of_keys<'a>(
    cx: &mut Mutator,
    keys: impl Iterator<Item = Value>,
) -> Result<Option<&'a TypeDesc>> {
    let mut shape = root(cx);
    for key in keys {
        match extend(cx, shape, key)? {
            Some(next) => shape = next,
            None => return Ok(None),
        }
    }
    Ok(Some(shape))
}

/// The shape with one key more; `None` when there is none and none may be made.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub(crate) fn extend<'a>(
    cx: &mut Mutator,
    desc: &TypeDesc,
    key: Value,
) -> Result<Option<&'a TypeDesc>> {
    match desc.extra.get().cast::<Table>().and_then(|table| find(table, key)) {
        Some(next) => Ok(Some(next)),
        None => extend_slow(cx, desc, key),
    }
}

#[inline(always)]
fn place(key: Value, capacity: usize) -> usize {
    let mixed = (key.bits() >> 4).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & (capacity - 1)
}

#[inline(always)]
fn find<'a>(table: &Table, key: Value) -> Option<&'a TypeDesc> {
    let slots = table.0.refs();
    let capacity = slots.len() / 2;
    let mut at = place(key, capacity);
    loop {
        let found = slots[2 * at];
        if found == key {
            return slots[2 * at + 1].cast();
        }
        if found.is_nil() {
            return None;
        }
        at = (at + 1) & (capacity - 1);
    }
}

#[cold]
#[inline(never)]
fn extend_slow<'a>(cx: &mut Mutator, desc: &TypeDesc, key: Value) -> Result<Option<&'a TypeDesc>> {
    let (shape, keys) = (desc.class.get(), keys(desc));
    let Some(closed) = shape.cast::<Shape>().map(|shape| &shape.0.fields()[CLOSED]) else {
        return Ok(None);
    };
    if !key.is::<Keyword>()
        || keys.contains(&key)
        || keys.len() >= MAX_KEYS
        || closed.get() == Value::TRUE
    {
        return Ok(None);
    }
    let limit = if keys.is_empty() { MAX_FIRST } else { MAX_NEXT };
    let mut new = Value::NIL;
    loop {
        let old = desc.extra.get();
        let table = old.cast::<Table>();
        if let Some(next) = table.and_then(|table| find(table, key)) {
            return Ok(Some(next));
        }
        let pairs = table.map_or(&[][..], |table| table.0.refs()).chunks_exact(2);
        let used = pairs.clone().filter(|pair| !pair[0].is_nil()).count();
        let made = cx.known(known::SHAPES_MADE).as_fixnum().unwrap_or(0) as i32;
        if used >= limit || made >= MAX_SHAPES {
            cx.store(shape, closed, Value::TRUE);
            return Ok(None);
        }
        if new.is_nil() {
            let mut all = [Value::NIL; MAX_KEYS];
            all[..keys.len()].copy_from_slice(keys);
            all[keys.len()] = key;
            new = make(cx, &all[..=keys.len()])?;
        }
        let grown = table_of(cx, pairs.filter(|pair| !pair[0].is_nil()), used, &[key, new])?;
        if cx.compare_exchange(desc.value(), &desc.extra, old, grown).is_ok() {
            cx.set_known(known::SHAPES_MADE, Value::small(made.saturating_add(1)));
            return Ok(new.cast());
        }
    }
}

/// A table of some pairs and one more.
fn table_of<'a>(
    cx: &mut Mutator,
    pairs: impl Iterator<Item = &'a [Value]>,
    count: usize,
    pair: &'a [Value; 2],
) -> Result {
    let capacity = ((count + 1) * 2).next_power_of_two();
    cx.alloc_counted(kind::SHAPE_TABLE, 2 * capacity, 0, |slots, _| {
        for pair in pairs.chain([&pair[..]]) {
            let mut at = place(pair[0], capacity);
            while !slots[2 * at].is_nil() {
                at = (at + 1) & (capacity - 1);
            }
            slots[2 * at..2 * at + 2].copy_from_slice(pair);
        }
    })
}
