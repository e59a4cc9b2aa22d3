//! Bytes outside the heap that live and die with objects in it: buffers, code, native tables.
//!
//! They count as if they were in the heap: towards the next collection, and towards the maximum.
//! Knows nothing of what the bytes are.

use core::sync::atomic::Ordering;
use std::sync::{Arc, Weak};

use crate::collect::{Collection, Outcome};
use crate::heap::{Heap, Shared};
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::space::Budget;
use crate::type_info::Result;
use crate::world::StoppedWorld;

impl Mutator {
    /// Charges the heap for `bytes` that an object is about to own outside.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when that is over the maximum, even after a full collection;
    /// nothing is charged then.
    pub fn charge_external(&mut self, bytes: usize) -> Result<()> {
        self.assert_may_stop();
        let mut wish = None;
        let mut budget = Budget::Observe;
        loop {
            let shared = self.shared();
            let before = shared.external();
            shared.external.fetch_add(bytes, Ordering::Relaxed);
            let charged = before.saturating_add(bytes);
            {
                let mut space = lock(&shared.space);
                if space.admits(0, charged) && space.policy.has_budget(charged, budget) {
                    space.trim(charged);
                    return Ok(());
                }
            }
            shared.external.fetch_sub(bytes, Ordering::Relaxed);
            if lock(&shared.space).policy.is_hopeless(bytes) {
                return Err(self.out_of_memory());
            }
            match (self.collect_here(wish), budget) {
                (Outcome::Parked, _) => {}
                (Outcome::Collected(Collection::Full), Budget::Exceed) => {
                    return Err(self.out_of_memory());
                }
                (Outcome::Collected(_), Budget::Observe) => budget = Budget::Exceed,
                (Outcome::Collected(_), Budget::Exceed) => wish = Some(Collection::Full),
            }
        }
    }

    /// Asks for room for `bytes` outside without charging them: for a buffer that grows while
    /// something is made, and asks before it does.
    ///
    /// # Errors
    /// As `charge_external`.
    pub fn admit_external(&mut self, bytes: usize) -> Result<()> {
        self.charge_external(bytes)?;
        self.uncharge_external(bytes);
        Ok(())
    }

    /// Takes back a charge.
    pub fn uncharge_external(&mut self, bytes: usize) {
        self.heap().uncharge_external(bytes);
    }
}

impl Heap {
    /// Takes back a charge, from any thread.
    pub fn uncharge_external(&self, bytes: usize) {
        self.shared.uncharge(bytes);
    }
}

impl Shared {
    /// Charged by whoever owns it.
    pub(crate) fn charged(&self) -> usize {
        self.external.load(Ordering::Relaxed)
    }

    /// Charged, and held by root vectors.
    pub(crate) fn external(&self) -> usize {
        self.external
            .load(Ordering::Relaxed)
            .saturating_add(self.root_bytes.load(Ordering::Relaxed))
    }

    /// At a collection: root vectors count towards the maximum, so that a native that gathers an
    /// endless seq ends with an `OutOfMemoryError`. [STOPPED]
    pub(crate) fn note_root_bytes(&self, world: &StoppedWorld<'_>) {
        // SAFETY: [STOPPED] [ATTACHED]
        let bytes = |&mutator: &*mut Mutator| unsafe { (*mutator).root_vecs.bytes() };
        let sum = world.mutators().iter().map(bytes).sum();
        self.root_bytes.store(sum, Ordering::Relaxed);
    }

    fn uncharge(&self, bytes: usize) {
        let less = |charged: usize| Some(charged.saturating_sub(bytes));
        let _ = self.external.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }
}

/// A charge that is taken back when it is dropped: a field for objects with a finaliser that drops
/// what they own outside.
pub struct Charge {
    // Weak: the charge stands in an object of the very heap.
    shared: Weak<Shared>,
    bytes: usize,
}

impl Charge {
    /// # Errors
    /// As `Mutator::charge_external`.
    pub fn new(cx: &mut Mutator, bytes: usize) -> Result<Charge> {
        cx.charge_external(bytes)?;
        Ok(Charge { shared: Arc::downgrade(&cx.heap().shared), bytes })
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Makes one charge of two of the same heap.
    pub fn join(&mut self, mut other: Charge) {
        debug_assert!(self.shared.ptr_eq(&other.shared), "both charges are of one heap");
        self.bytes += core::mem::take(&mut other.bytes);
    }

    /// Changes how much is charged.
    ///
    /// # Errors
    /// As `Mutator::charge_external`; the charge stays what it was.
    pub fn resize(&mut self, cx: &mut Mutator, bytes: usize) -> Result<()> {
        match bytes.checked_sub(self.bytes) {
            Some(more) => cx.charge_external(more)?,
            None => cx.uncharge_external(self.bytes - bytes),
        }
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        if let Some(shared) = self.shared.upgrade() {
            shared.uncharge(self.bytes);
        }
    }
}
