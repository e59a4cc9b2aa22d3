//! Stores into published objects, and the write barrier before each.
//!
//! A young collection does not look into old objects, but for those that this file remembers: an
//! old object is remembered at the first store into it after a collection. Knows nothing of how the
//! collector makes objects old.

use core::sync::atomic::Ordering;

use crate::field::Field;
use crate::header::{FLAG_OLD_UNLOGGED, Header};
use crate::mutator::Mutator;
use crate::value::Value;

impl Mutator {
    /// Stores `value` into a field of a published object.
    #[inline(always)]
    pub fn store(&mut self, object: Value, field: &Field, value: Value) {
        self.barrier(object);
        field.0.store(value.bits(), Ordering::Release);
    }

    /// Stores `value` and answers what the field held.
    #[inline(always)]
    pub fn exchange(&mut self, object: Value, field: &Field, value: Value) -> Value {
        self.barrier(object);
        Value::from_bits(field.0.swap(value.bits(), Ordering::AcqRel))
    }

    /// Stores `new` when the field holds `old`, else answers what it holds.
    ///
    /// # Errors
    /// The word found, when it was not `old`.
    #[inline(always)]
    pub fn compare_exchange(
        &mut self,
        object: Value,
        field: &Field,
        old: Value,
        new: Value,
    ) -> core::result::Result<(), Value> {
        self.barrier(object);
        field
            .0
            .compare_exchange(old.bits(), new.bits(), Ordering::AcqRel, Ordering::Acquire)
            .map(|_| ())
            .map_err(Value::from_bits)
    }

    /// What must run before a value is stored into `object` by other means. No safepoint may lie
    /// between the two.
    #[inline(always)]
    pub fn barrier(&mut self, object: Value) {
        if let Some(header) = object.header()
            && header.is_old_unlogged()
        {
            self.remember(header);
        }
    }

    #[cold]
    #[inline(never)]
    fn remember(&mut self, header: &Header) {
        // Several threads may store into the object at once: the one that takes the bit remembers.
        let flags = header.flags.fetch_and(!FLAG_OLD_UNLOGGED, Ordering::Relaxed);
        if flags & FLAG_OLD_UNLOGGED != 0 {
            self.remembered.push(header as *const Header as usize);
        }
    }
}
