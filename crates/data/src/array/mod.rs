//! Java's arrays: of objects, and of each primitive type with its elements kept raw.
//!
//! `element` has the primitive types, this file what all arrays do. Arrays are the one kind of
//! collection that anybody may change at any time; single elements are read and written atomically.

pub mod element;
pub mod seq;

use heap::{Counted, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

pub use element::{Element, of_kind};

use crate::class::ClassId;
use crate::throwable::{throw, throw_plain};
use crate::{kind, lookup, reduced, throw};

/// Arrays are no longer than this, as on the JVM.
pub const MAX_LEN: usize = i32::MAX as usize;

/// The slot of an array of objects that holds the class of its elements.
const COMPONENT: usize = 0;
/// Slots before the first element of an array of objects.
const OBJECTS: usize = 1;

/// Whether values of this kind are arrays.
#[inline]
pub fn is_array_kind(kind: Kind) -> bool {
    kind == kind::OBJECT_ARRAY || of_kind(kind).is_some()
}

/// Whether a value is an array.
#[inline]
pub fn is_array(value: Value) -> bool {
    is_array_kind(value.kind())
}

/// A length that an array may have.
///
/// # Errors
/// `NegativeArraySizeException`; `OutOfMemoryError` for what no array may have.
pub fn checked_len(cx: &mut Mutator, len: i64) -> Result<usize> {
    match usize::try_from(len) {
        Ok(len) if len <= MAX_LEN => Ok(len),
        Ok(_) => Err(crate::throwable::out_of_memory(cx)),
        Err(_) => Err(throw(cx, ClassId::NEGATIVE_ARRAY_SIZE, len.to_string())),
    }
}

/// An array of objects, nil each, whose class says `component` (a class object; nil is `Object`).
///
/// # Errors
/// As for `checked_len`; `OutOfMemoryError` is pending when there is no room.
pub fn objects(cx: &mut Mutator, component: Value, len: i64) -> Result {
    let len = checked_len(cx, len)?;
    cx.alloc_counted(kind::OBJECT_ARRAY, OBJECTS + len, 0, |slots, _| {
        slots[COMPONENT] = component;
    })
}

/// An array of `Object` with these elements.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn objects_from_slice(cx: &mut Mutator, items: &[Value]) -> Result {
    cx.alloc_counted(kind::OBJECT_ARRAY, OBJECTS + items.len(), 0, |slots, _| {
        slots[OBJECTS..].copy_from_slice(items);
    })
}

/// The class of the elements of an array of objects: a class object, or nil for `Object`.
pub fn component(array: Value) -> Value {
    match objects_of(array) {
        Some(counted) => counted.refs()[COMPONENT],
        None => Value::NIL,
    }
}

fn objects_of<'a>(array: Value) -> Option<&'a Counted> {
    if array.kind() == kind::OBJECT_ARRAY { Counted::of(array) } else { None }
}

/// The length of an array; `None` for what is none.
#[inline]
pub fn len(array: Value) -> Option<usize> {
    match objects_of(array) {
        Some(objects) => Some(objects.refs_len() - OBJECTS),
        None => element::len(array),
    }
}

/// The element at an index that is below the length; `ABSENT` when it is not.
///
/// # Errors
/// `OutOfMemoryError` is pending when the element needs a box and there is no room.
#[inline]
pub fn get(cx: &mut Mutator, array: Value, index: usize) -> Result {
    match objects_of(array) {
        Some(objects) => {
            let field = objects.fields().get(OBJECTS.saturating_add(index));
            Ok(field.map_or(Value::ABSENT, |field| field.get()))
        }
        None => element::get(cx, array, index),
    }
}

/// `(aget array index)`.
///
/// # Errors
/// `ArrayIndexOutOfBoundsException`; `IllegalArgumentException` when it is no array.
#[inline]
pub fn aget(cx: &mut Mutator, array: Value, index: i64) -> Result {
    let Some(len) = len(array) else { return Err(no_array(cx, array)) };
    match usize::try_from(index) {
        Ok(at) if at < len => get(cx, array, at),
        Ok(_) | Err(_) => Err(throw::array_index(cx, index, len)),
    }
}

/// `(aset array index item)`, by the rules of `Array.set`: primitives widen, anything else is
/// refused. Answers `item`.
///
/// # Errors
/// `ArrayIndexOutOfBoundsException`; `IllegalArgumentException` when the item is of the wrong type.
pub fn aset(cx: &mut Mutator, array: Value, index: i64, item: Value) -> Result {
    let Some(len) = len(array) else { return Err(no_array(cx, array)) };
    let at = match usize::try_from(index) {
        Ok(at) if at < len => at,
        Ok(_) | Err(_) => return Err(throw::array_index(cx, index, len)),
    };
    match objects_of(array) {
        Some(objects) => {
            let component = objects.refs()[COMPONENT];
            if !component.is_nil()
                && !item.is_nil()
                && !crate::class::is_instance(cx, component, item)?
            {
                return Err(throw::illegal_argument(cx, "array element type mismatch"));
            }
            cx.store(array, &objects.fields()[OBJECTS + at], item);
        }
        None => element::set(cx, array, at, item)?,
    }
    Ok(item)
}

#[cold]
fn no_array(cx: &mut Mutator, value: Value) -> heap::Thrown {
    if value.is_nil() {
        return throw::null_pointer_plain(cx);
    }
    throw::illegal_argument(cx, "Argument is not an array")
}

/// `(aclone array)`.
///
/// # Errors
/// `IllegalArgumentException` when it is no array; `OutOfMemoryError` is pending when there is no room.
pub fn aclone(cx: &mut Mutator, array: Value) -> Result {
    match objects_of(array) {
        Some(objects) => {
            let len = objects.refs_len();
            cx.alloc_counted(kind::OBJECT_ARRAY, len, 0, |slots, _| {
                for (slot, field) in slots.iter_mut().zip(objects.fields()) {
                    *slot = field.get();
                }
            })
        }
        None if element::len(array).is_some() => element::copy(cx, array),
        None => Err(no_array(cx, array)),
    }
}

fn array_count(_cx: &mut Mutator, array: Value) -> Result<usize> {
    Ok(len(array).unwrap_or(0))
}

fn at_key(cx: &mut Mutator, array: Value, key: Value) -> Result {
    let index = lookup::number_index(cx, key)?;
    get(cx, array, index)
}

fn reduce(cx: &mut Mutator, f: Value, init: Value, array: Value) -> Result {
    reduce_from(cx, f, init, array, 0)
}

pub(crate) fn reduce_from(
    cx: &mut Mutator,
    f: Value,
    init: Value,
    array: Value,
    from: usize,
) -> Result {
    let mut acc = init;
    for index in from..len(array).unwrap_or(0) {
        let item = get(cx, array, index)?;
        acc = cx.invoke(f, &[acc, item])?;
        if let Some(done) = reduced::unwrap(acc) {
            return Ok(done);
        }
    }
    Ok(acc)
}

/// What `nth` throws for arrays.
#[cold]
pub(crate) fn nth_out_of_bounds(cx: &mut Mutator) -> heap::Thrown {
    throw_plain(cx, ClassId::ARRAY_INDEX_OUT_OF_BOUNDS)
}

pub(crate) const fn type_info(class_name: &'static str) -> TypeInfo {
    TypeInfo {
        interfaces: Interfaces::NONE,
        seq: Some(seq::of),
        count: Some(array_count),
        nth: Some(get),
        lookup: Some(at_key),
        reduce: Some(reduce),
        ..TypeInfo::new(class_name, Layout::Counted)
    }
}

pub static OBJECTS_TYPE: TypeInfo = type_info("[Ljava.lang.Object;");
