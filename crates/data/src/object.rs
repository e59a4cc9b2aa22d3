//! `java.lang.Object`: a thing that is nothing but itself, as `(Object.)` makes it.

use heap::{Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo};

use crate::kind;

/// A plain object.
#[repr(C)]
pub struct Object {
    header: Header,
    /// An object has at least two words.
    unused: u64,
}

impl HeapType for Object {
    const KIND: Kind = kind::OBJECT;
}

/// A new object, equal to itself alone.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator) -> Result {
    cx.alloc(Object { header: Header::of::<Object>(), unused: 0 })
}

pub(crate) static INFO: TypeInfo = TypeInfo::new("java.lang.Object", Layout::Raw);
