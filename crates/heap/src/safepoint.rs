//! Safepoints: where a thread hears what others want of it.
//!
//! Who wants something sets a bit in the thread's `poll` word and zeroes its `frame_limit`, so that
//! its next loop or call comes here. Only the thread itself puts the limit back. Knows nothing of
//! what a stop is for.

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::Weak;
use std::thread::{Thread, ThreadId};

use crate::heap::{Heap, Shared};
use crate::mutator::Mutator;
use crate::registers::{expose, with_registers_on_stack};
use crate::type_info::Result;
use crate::world::Threads;

/// What a thread may be asked for through its `poll` word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PollBits(pub u64);

impl PollBits {
    /// Stop: a collection, or another reason to stop the world.
    pub const STOP: PollBits = PollBits(1);
    /// Throw what `Hooks::interrupted` makes.
    pub const INTERRUPT: PollBits = PollBits(1 << 1);
    /// Code the thread may be running is no longer valid: for the floors above.
    pub const INVALIDATE: PollBits = PollBits(1 << 2);
    /// Look again at what you wait for: ends a wait, and a safepoint just clears it.
    pub const WAKE: PollBits = PollBits(1 << 3);
    /// From this bit on, the floors above say what it means.
    pub const FIRST_FREE: PollBits = PollBits(1 << 8);
}

/// What the floors above do at a safepoint about the bits they asked for; see `Heap::set_poll_hook`.
pub type PollHook = fn(&mut Mutator, PollBits) -> Result<()>;

/// Names a thread attached to a heap, from anywhere, even when it has left.
#[derive(Clone)]
pub struct ThreadHandle {
    id: u64,
    thread: Thread,
    shared: Weak<Shared>,
}

impl ThreadHandle {
    /// The thread as the system knows it.
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    pub fn thread_id(&self) -> ThreadId {
        self.thread.id()
    }
}

impl Heap {
    /// Makes the thread's next safepoint throw what `Hooks::interrupted` makes, and ends its waiting
    /// in `HeapCondvar::wait` or `Mutator::park`. False when the thread has left the heap.
    pub fn interrupt(&self, handle: &ThreadHandle) -> bool {
        self.request(handle, PollBits::INTERRUPT)
    }

    /// Sets bits in the thread's `poll` word and makes its next call take the slow path.
    pub fn request(&self, handle: &ThreadHandle, bits: PollBits) -> bool {
        let is_ours = core::ptr::eq(handle.shared.as_ptr(), &*self.shared);
        is_ours && self.request_of(handle.id, bits)
    }

    /// As `request`, of the thread with this `Mutator::number`.
    pub fn request_of(&self, number: u64, bits: PollBits) -> bool {
        self.shared.world.request(number, bits)
    }

    /// As `request`, of every thread of the heap.
    pub fn request_of_all(&self, bits: PollBits) {
        self.shared.world.request_of_all(bits);
    }

    /// What a safepoint does about bits other than `STOP`, `INTERRUPT` and `WAKE`. The bits it is given are
    /// cleared before.
    ///
    /// # Panics
    /// When there is a hook already.
    pub fn set_poll_hook(&self, hook: PollHook) {
        assert!(self.shared.poll_hook.set(hook).is_ok(), "the poll hook is set once");
    }
}

impl Mutator {
    /// A handle by which others can interrupt this thread.
    pub fn handle(&self) -> ThreadHandle {
        let shared = std::sync::Arc::downgrade(&self.heap().shared);
        ThreadHandle { id: self.id, thread: self.thread.clone(), shared }
    }

    /// Another thread wants something of this one.
    pub(crate) fn request(&self, bits: PollBits) {
        self.poll.fetch_or(bits.0, Ordering::SeqCst);
        self.frame_limit.store(0, Ordering::SeqCst);
    }

    /// Puts the frame limit back after a request was heard.
    pub(crate) fn restore_frame_limit(&mut self) {
        let limit = self.limits.frame_end;
        let _ = self.frame_limit.compare_exchange(0, limit, Ordering::SeqCst, Ordering::SeqCst);
        // Who asks sets `poll` first: either it is seen here, or the limit is zeroed after this.
        if self.poll.load(Ordering::SeqCst) != 0 {
            self.frame_limit.store(0, Ordering::SeqCst);
        }
    }

    /// Stops if somebody wants to stop the world; hears nothing else.
    #[inline]
    pub(crate) fn park_if_asked(&mut self) {
        if self.poll.load(Ordering::SeqCst) & PollBits::STOP.0 != 0 {
            self.park_for_stop();
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn park_for_stop(&mut self) {
        with_registers_on_stack(|stack_pointer| {
            self.standing.stack_pointer = stack_pointer;
            expose(self);
            let own: *mut Mutator = self;
            self.shared().world.park_if_stopping(own);
            expose(self);
        });
        self.restore_frame_limit();
    }

    /// A safepoint that somebody asked for: stops, throws or hears what else is wanted.
    ///
    /// # Errors
    /// An interrupt of this thread is pending as an exception, or what the poll hook threw.
    #[cold]
    #[inline(never)]
    pub fn safepoint_slow(&mut self) -> Result<()> {
        self.assert_may_stop();
        self.park_if_asked();
        let others = !PollBits::STOP.0;
        let asked = self.poll.fetch_and(!others, Ordering::SeqCst) & others;
        self.restore_frame_limit();
        let for_hook = asked & !(PollBits::INTERRUPT.0 | PollBits::WAKE.0);
        if for_hook != 0
            && let Some(hook) = self.shared().poll_hook.get()
        {
            hook(self, PollBits(for_hook))?;
        }
        if asked & PollBits::INTERRUPT.0 != 0 {
            return Err((self.shared().config.hooks.interrupted)(self));
        }
        Ok(())
    }

    /// Runs `work`, which may block and must not touch the heap; meanwhile the thread counts as
    /// stopped, and collections don't wait for it.
    pub fn blocking<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.assert_may_stop();
        self.while_stopped(work)
    }

    /// `blocking`, also while a lock is held.
    pub(crate) fn while_stopped<R>(&mut self, work: impl FnOnce() -> R) -> R {
        with_registers_on_stack(|stack_pointer| {
            self.standing.stack_pointer = stack_pointer;
            expose(self);
            self.standing.stop();
            if self.poll.load(Ordering::SeqCst) & PollBits::STOP.0 != 0 {
                self.shared().world.tell();
            }
            // Comes back also when the work unwinds.
            let _back = Back(self);
            work()
        })
    }

    /// Takes an interrupt back that this thread has not heard yet; true when there was one.
    pub fn forget_interrupt(&mut self) -> bool {
        let bit = PollBits::INTERRUPT.0;
        self.poll.fetch_and(!bit, Ordering::SeqCst) & bit != 0
    }

    /// The part of a safepoint that allocations have: stops if asked to, and throws an interrupt, so
    /// that no loop is endless for which memory is made. What else is wanted waits for a safepoint.
    ///
    /// # Errors
    /// An interrupt of this thread is pending as an exception.
    #[inline]
    pub(crate) fn hear_while_allocating(&mut self) -> Result<()> {
        let asked = self.poll.load(Ordering::SeqCst);
        if asked & PollBits::STOP.0 != 0 {
            self.park_for_stop();
        }
        if asked & PollBits::INTERRUPT.0 != 0 && !self.in_emergency && self.forget_interrupt() {
            self.restore_frame_limit();
            return Err((self.shared().config.hooks.interrupted)(self));
        }
        Ok(())
    }

    /// Waits until somebody unparks or interrupts the thread, or the time is over. May also come
    /// back for no reason.
    pub fn park(&mut self, timeout: Option<core::time::Duration>) {
        if self.poll.load(Ordering::SeqCst) & !PollBits::STOP.0 != 0 {
            return;
        }
        self.blocking(|| match timeout {
            Some(timeout) => std::thread::park_timeout(timeout),
            None => std::thread::park(),
        });
    }

    /// True when somebody has asked this thread for something that its next safepoint throws or
    /// hears: a wait should end.
    pub fn is_wanted(&self) -> bool {
        self.poll.load(Ordering::SeqCst) & !PollBits::STOP.0 != 0
    }

    /// Stops all other threads of the heap and runs `work`, which must not allocate.
    pub fn stop_the_world<R>(&mut self, work: impl FnOnce(&mut Threads<'_>) -> R) -> R {
        self.assert_may_stop();
        with_registers_on_stack(|stack_pointer| {
            self.standing.stack_pointer = stack_pointer;
            expose(self);
            let own: *mut Mutator = self;
            let shared = self.heap().shared.clone();
            let stopped = loop {
                if let Some(stopped) = shared.world.stop(own) {
                    break stopped;
                }
            };
            let mut threads = stopped.threads();
            let result = self.without_safepoints(|| work(&mut threads));
            drop(stopped);
            expose(self);
            self.restore_frame_limit();
            result
        })
    }
}

/// Makes a thread run again that was stopped of its own will.
struct Back<'a>(&'a mut Mutator);

impl Drop for Back<'_> {
    fn drop(&mut self) {
        let cx = &mut *self.0;
        cx.standing.run();
        if cx.poll.load(Ordering::SeqCst) & PollBits::STOP.0 != 0 {
            let own: *mut Mutator = cx;
            cx.shared().world.park_if_stopping(own);
        }
        // The world may have stopped and gone on meanwhile: the limit would stay 0, and every call
        // take its slow path.
        if cx.frame_limit.load(Ordering::Relaxed) == 0 {
            cx.restore_frame_limit();
        }
        expose(cx);
    }
}

// `poll` is read by machine code as one word.
const _: () = assert!(size_of::<AtomicU64>() == 8);
