//! A mutable slot of a heap object that holds a value.
//!
//! Reading is an acquire load, so an object reached through a field is seen whole. Writing after the
//! object is published goes through `Mutator::store` and its barrier.

use core::sync::atomic::{AtomicU64, Ordering};

use crate::value::Value;

/// A slot that may change after its object is published.
#[repr(transparent)]
pub struct Field(pub(crate) AtomicU64);

impl Field {
    #[inline(always)]
    pub const fn new(value: Value) -> Field {
        Field(AtomicU64::new(value.bits()))
    }

    #[inline(always)]
    pub fn get(&self) -> Value {
        Value::from_bits(self.0.load(Ordering::Acquire))
    }

    /// Makes the field of a published object nil. That needs no barrier: nil leads nowhere.
    #[inline(always)]
    pub fn clear(&self) {
        self.0.store(Value::NIL.bits(), Ordering::Release);
    }
}
