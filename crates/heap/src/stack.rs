//! The limits of a thread's two stacks: the native one, and the VM stack.
//!
//! Both are compared with, never run into: a function that would pass a limit throws
//! `StackOverflowError`. Beyond each limit there is a reserve, so that natives without a check, the
//! collector and the hook that makes the exception still work. Knows nothing of frames.

use core::sync::atomic::Ordering;

use crate::mutator::Mutator;
use crate::os::{StackBounds, StackMapping};
use crate::type_info::{Result, Thrown};
use crate::value::Value;

/// Beyond `frame_limit`: for the windows of natives, and half of it for the overflow hook.
const FRAME_RESERVE: usize = 64 << 10;
/// Beyond `native_limit`, on large stacks: half of it for the overflow hook.
const NATIVE_RESERVE: usize = 256 << 10;
/// On smaller stacks, the reserve is this part.
const NATIVE_RESERVE_PART: usize = 4;
/// No thread gets more native stack than this, whatever the system promises.
const NATIVE_MAX: usize = 4 << 30;

/// The true limits of a thread.
pub(crate) struct Limits {
    /// What `frame_limit` is when nobody wants anything.
    pub(crate) frame_end: usize,
    /// What `native_limit` is.
    pub(crate) native: usize,
    native_reserve: usize,
    /// The end of the native stack: its highest address.
    pub(crate) native_base: usize,
    /// The overflow hook runs.
    in_overflow: bool,
}

impl Limits {
    pub(crate) fn new(stack: &StackMapping, bounds: StackBounds) -> Limits {
        let size = (bounds.base - bounds.low).min(NATIVE_MAX);
        let native_reserve = NATIVE_RESERVE.min(size / NATIVE_RESERVE_PART);
        Limits {
            frame_end: stack.end - FRAME_RESERVE,
            native: bounds.base - size + native_reserve,
            native_reserve,
            native_base: bounds.base,
            in_overflow: false,
        }
    }
}

/// Overwrites what calls that have ended left on the native stack below: stacks are scanned
/// conservatively, so what was just too much could stay alive in a later call's unwritten slots.
#[cold]
#[inline(never)]
pub fn forget_ended_calls() {
    const WORDS: usize = 4096;
    core::hint::black_box(&mut [0_u64; WORDS]);
}

/// As `forget_ended_calls`, of what most calls use, for who does it often.
///
/// Later frames have slots that they do not write, or not yet; one of those may come to lie on the
/// head of a lazy seq, and would hold it.
#[inline(never)]
pub fn forget_small_calls() {
    const WORDS: usize = 1024;
    core::hint::black_box(&mut [0_u64; WORDS]);
}

impl Mutator {
    /// Where a call goes whose frame would end at `end`, beyond `frame_limit`: somebody wants
    /// something, or the VM stack is used up.
    ///
    /// # Errors
    /// What `safepoint_slow` throws; `StackOverflowError` when the frame has no room.
    #[cold]
    #[inline(never)]
    pub fn check_frame(&mut self, end: usize) -> Result<()> {
        self.safepoint_slow()?;
        if end > self.limits.frame_end { Err(self.stack_overflow()) } else { Ok(()) }
    }

    /// Makes `StackOverflowError` pending. While its hook runs, a part of the reserve may be used;
    /// if even that is too little, whatever is pending then stays.
    #[cold]
    #[inline(never)]
    pub fn stack_overflow(&mut self) -> Thrown {
        if self.limits.in_overflow {
            return Thrown;
        }
        let (frame_end, native) = (self.limits.frame_end, self.limits.native);
        self.limits.in_overflow = true;
        self.set_frame_end(frame_end + FRAME_RESERVE / 2);
        self.native_limit = native - self.limits.native_reserve / 2;
        let thrown = (self.shared().config.hooks.stack_overflow)(self);
        self.native_limit = native;
        self.set_frame_end(frame_end);
        self.limits.in_overflow = false;
        thrown
    }

    fn set_frame_end(&mut self, end: usize) {
        let old = core::mem::replace(&mut self.limits.frame_end, end);
        // Where it is 0, somebody wants something: hearing it puts the new limit in.
        let _ = self.frame_limit.compare_exchange(old, end, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Before a collection: clears what earlier frames left above the top, or later frames with
    /// slots not yet written would keep it alive.
    pub(crate) fn clear_above_top(&mut self) {
        const STEP: usize = 512;
        let (_, end) = self.vm_stack();
        let mut from = self.top;
        // Ends at the first step that was clear already: nothing was used beyond.
        while (from as usize) < end as usize {
            let count = STEP.min((end as usize - from as usize) / size_of::<Value>());
            // SAFETY: slots from the top to the end of the stack are mapped, and in no use.
            let slots = unsafe { core::slice::from_raw_parts_mut(from as *mut u64, count) };
            if slots.iter().all(|&word| word == 0) {
                break;
            }
            slots.fill(0);
            // SAFETY: stays inside the stack.
            from = unsafe { from.add(count) };
        }
    }
}
