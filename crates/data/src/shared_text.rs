//! A text that an object owns and threads share: what builders and writers keep.
//!
//! It is changed under a lock that is held for short, and what it takes is charged to the heap.
#![allow(unsafe_code, reason = "a cell behind a lock of its own")]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

use heap::{Charge, Mutator, Result};

use crate::text::Text;
use crate::throwable;

/// A text, shared.
pub struct SharedText {
    busy: AtomicBool,
    kept: UnsafeCell<Kept>,
}

struct Kept {
    text: Text,
    /// None while the text is small.
    charge: Option<Charge>,
}

impl SharedText {
    pub fn new(text: Text) -> SharedText {
        let kept = UnsafeCell::new(Kept { text, charge: None });
        SharedText { busy: AtomicBool::new(false), kept }
    }

    /// Runs `work`, which is short and neither allocates in the heap nor waits, on the text, while no
    /// other thread does.
    pub fn look<R>(&self, work: impl FnOnce(&mut Text) -> R) -> R {
        self.locked(|kept| work(&mut kept.text))
    }

    /// As `look`, for what may make the text longer.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is no room for what it has become.
    pub fn change<R>(&self, cx: &mut Mutator, work: impl FnOnce(&mut Text) -> R) -> Result<R> {
        let (result, is_overflown, uncharged) = self.locked(|kept| {
            let result = work(&mut kept.text);
            let charged = kept.charge.as_ref().map_or(Text::UNASKED, Charge::bytes);
            let uncharged = kept.text.capacity_bytes().saturating_sub(charged);
            (result, kept.text.is_overflown(), uncharged)
        });
        if is_overflown {
            return Err(throwable::out_of_memory(cx));
        }
        if uncharged > 0 {
            // Waits for collections, so it happens outside the lock.
            let more = Charge::new(cx, uncharged)?;
            self.locked(|kept| match &mut kept.charge {
                Some(charge) => charge.join(more),
                none => *none = Some(more),
            });
        }
        Ok(result)
    }

    /// The text, which is empty from now on.
    pub fn take(&self) -> Text {
        self.locked(|kept| {
            kept.charge = None;
            core::mem::take(&mut kept.text)
        })
    }

    fn locked<R>(&self, work: impl FnOnce(&mut Kept) -> R) -> R {
        while self.busy.swap(true, Ordering::Acquire) {
            std::thread::yield_now();
        }
        // SAFETY: [BUSY] whoever set `busy` has the text to itself.
        let result = unsafe { work(&mut *self.kept.get()) };
        self.busy.store(false, Ordering::Release);
        result
    }
}
