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

/// What a shape's descriptor has as its class: descriptor, next shapes, whether there may be more of
/// them, keys.
#[repr(transparent)]
struct Shape(Counted);

impl HeapType for Shape {
    const KIND: Kind = kind::SHAPE;
}

const DESC: usize = 0;
const NEXT: usize = 1;
/// True once no more shapes may follow on this one.
const CLOSED: usize = 2;
const KEYS: usize = 3;

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
    if let Some(root) = root.cast::<TypeDesc>() {
        cx.store(root.value(), &root.extra, Value::small(1));
    }
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
    let desc = cx.alloc_desc(desc)?;
    if let Some(shape_object) = shape.cast::<Shape>() {
        cx.store(shape, &shape_object.0.fields()[DESC], desc);
    }
    Ok(desc)
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

/// The shape with these keys, which are different from each other; `None` when they have none.
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
    if !key.is::<Keyword>() || desc.count as usize >= MAX_KEYS {
        return Ok(None);
    }
    if let Some(shape) = desc.class.get().cast::<Shape>() {
        let fields = shape.0.fields();
        if let Some(next) = fields[NEXT].get().cast::<Table>().and_then(|table| find(table, key)) {
            return Ok(Some(next));
        }
        if fields[CLOSED].get() == Value::TRUE {
            return Ok(None);
        }
    }
    extend_slow(cx, desc, key)
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
    let shape = desc.class.get();
    let Some(object) = shape.cast::<Shape>() else { return Ok(None) };
    let made = root(cx).extra.get().as_fixnum().unwrap_or(0) as i32;
    let limit = if desc.count == 0 { MAX_FIRST } else { MAX_NEXT };
    let mut new = Value::NIL;
    loop {
        let old = object.0.fields()[NEXT].get();
        let old_slots = old.cast::<Table>().map_or(&[][..], |table| table.0.refs());
        if let Some(next) = old.cast::<Table>().and_then(|table| find(table, key)) {
            return Ok(Some(next));
        }
        let used = old_slots.chunks_exact(2).filter(|pair| !pair[0].is_nil()).count();
        if used >= limit || made >= MAX_SHAPES {
            cx.store(shape, &object.0.fields()[CLOSED], Value::TRUE);
            return Ok(None);
        }
        if new.is_nil() {
            let mut all = [Value::NIL; MAX_KEYS];
            let old_keys = keys(desc);
            all[..old_keys.len()].copy_from_slice(old_keys);
            all[old_keys.len()] = key;
            new = make(cx, &all[..=old_keys.len()])?;
        }
        let capacity = ((used + 1) * 2).next_power_of_two();
        let table = cx.alloc_counted(kind::SHAPE_TABLE, 2 * capacity, 0, |slots, _| {
            let mut put = |key: Value, next: Value| {
                let mut at = place(key, capacity);
                while !slots[2 * at].is_nil() {
                    at = (at + 1) & (capacity - 1);
                }
                slots[2 * at] = key;
                slots[2 * at + 1] = next;
            };
            for pair in old_slots.chunks_exact(2).filter(|pair| !pair[0].is_nil()) {
                put(pair[0], pair[1]);
            }
            put(key, new);
        })?;
        if cx.compare_exchange(shape, &object.0.fields()[NEXT], old, table).is_ok() {
            let root = root(cx);
            cx.store(root.value(), &root.extra, Value::small(made.saturating_add(1)));
            return Ok(new.cast());
        }
    }
}
