//! Objects of host classes that have no type of their own here: a class, and a few slots.
//!
//! Their kinds differ in what they do as collections; what the slots hold is the business of the
//! floor that brings the class.
#![allow(unsafe_code, reason = "several kinds share one layout")]

use heap::{Field, Header, HeapType, Kind, Mutator, Result, Value};

use crate::kind;

/// How many slots there are.
pub const SLOTS: usize = 6;

/// An object of a host class.
#[repr(C)]
pub struct HostObject {
    header: Header,
    class: Value,
    slots: [Field; SLOTS],
}

impl HeapType for HostObject {
    const KIND: Kind = kind::HOST_OBJECT;
}

const KINDS: [Kind; 7] = [
    kind::JAVA_LIST,
    kind::JAVA_MAP,
    kind::JAVA_SET,
    kind::JAVA_QUEUE,
    kind::JAVA_ITERATOR,
    kind::JAVA_ENTRY,
    kind::HOST_OBJECT,
];

impl HostObject {
    /// The class object.
    #[inline]
    pub fn class(&self) -> Value {
        self.class
    }

    #[inline]
    pub fn get(&self, slot: usize) -> Value {
        self.slots[slot].get()
    }

    /// The small integer in a slot; 0 when there is none.
    #[inline]
    pub fn number(&self, slot: usize) -> i64 {
        self.get(slot).as_fixnum().unwrap_or(0)
    }

    #[inline]
    pub fn field(&self, slot: usize) -> &Field {
        &self.slots[slot]
    }
}

/// The host object in a value.
#[inline]
pub fn of<'a>(value: Value) -> Option<&'a HostObject> {
    let desc = value.desc()?;
    if !KINDS.contains(&desc.kind()) {
        return None;
    }
    // SAFETY: [KIND] objects of all these kinds are made by `new` alone, with this layout.
    Some(unsafe { value.cast_unchecked::<HostObject>() })
}

/// The host object in a value, when it is of this kind.
#[inline]
pub fn of_kind<'a>(value: Value, kind: Kind) -> Option<&'a HostObject> {
    if value.kind() == kind { of(value) } else { None }
}

/// A new object. Slots that are not given are nil.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
///
/// # Panics
/// When the kind is none of host objects, or there are more values than slots.
pub fn new(cx: &mut Mutator, kind: Kind, class: Value, slots: &[Value]) -> Result {
    assert!(KINDS.contains(&kind) && slots.len() <= SLOTS);
    let header = Header::new(kind.desc_offset(), (size_of::<HostObject>() / 8) as u16);
    let slot = |at: usize| Field::new(slots.get(at).copied().unwrap_or(Value::NIL));
    cx.alloc(HostObject { header, class, slots: core::array::from_fn(slot) })
}

/// Stores into a slot of an object that is one of these.
///
/// # Panics
/// When the value is no host object.
#[inline]
pub fn set(cx: &mut Mutator, object: Value, slot: usize, value: Value) {
    let host = of(object).expect("the caller has a host object");
    cx.store(object, &host.slots[slot], value);
}
