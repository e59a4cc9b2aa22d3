//! Locks and condition variables for threads of a heap.
//!
//! A thread that waits counts as stopped: a collection never waits for a lock's holder to give way.
//! Nothing else may block: a std lock would hold up the collection, and with it, perhaps, the
//! holder. Knows nothing of what is locked.

use core::cell::Cell;
use core::ops::{Deref, DerefMut};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread::Thread;
use std::time::Instant;

use crate::mutator::Mutator;

/// Locks what only this crate sees, and never across a safepoint. A panic of another holder is no
/// reason to panic here: nothing behind these locks is left half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A lock that waits in the stopped state.
///
/// What it protects is Rust data without values. A panic while it is held does not poison it.
#[derive(Debug, Default)]
pub struct HeapMutex<T: ?Sized> {
    inner: Mutex<T>,
}

impl<T> HeapMutex<T> {
    pub const fn new(value: T) -> HeapMutex<T> {
        HeapMutex { inner: Mutex::new(value) }
    }

    pub fn into_inner(self) -> T {
        self.inner.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl<T: ?Sized> HeapMutex<T> {
    /// Locks for a short while: in debug builds the thread panics when it reaches a safepoint (an
    /// allocation, a call, `blocking`) before the guard is dropped.
    #[inline]
    pub fn lock<'a>(&'a self, cx: &mut Mutator) -> HeapMutexGuard<'a, T> {
        let held = cx.locks_held();
        let inner = self.lock_inner(cx);
        // SAFETY: the counter outlives the guard, which cannot leave the thread. [BOUND]
        unsafe { (*held).set((*held).get() + 1) };
        HeapMutexGuard { mutex: self, inner: Some(inner), held }
    }

    /// Locks, perhaps for long: the holder may allocate and call. Others wait in the stopped state,
    /// so collections go on.
    #[inline]
    pub fn lock_across_safepoints<'a>(&'a self, cx: &mut Mutator) -> HeapMutexGuard<'a, T> {
        let inner = self.lock_inner(cx);
        HeapMutexGuard { mutex: self, inner: Some(inner), held: core::ptr::null() }
    }

    /// The guard, if nobody holds the lock; as with `lock`, for a short while.
    pub fn try_lock<'a>(&'a self, cx: &mut Mutator) -> Option<HeapMutexGuard<'a, T>> {
        let inner = self.try_lock_inner()?;
        let held = cx.locks_held();
        // SAFETY: as in `lock`.
        unsafe { (*held).set((*held).get() + 1) };
        Some(HeapMutexGuard { mutex: self, inner: Some(inner), held })
    }

    #[inline]
    fn try_lock_inner(&self) -> Option<MutexGuard<'_, T>> {
        match self.inner.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    #[inline]
    fn lock_inner<'a>(&'a self, cx: &mut Mutator) -> MutexGuard<'a, T> {
        match self.try_lock_inner() {
            Some(guard) => guard,
            None => cx.while_stopped(|| {
                self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
            }),
        }
    }

    pub fn get_mut(&mut self) -> &mut T {
        self.inner.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A locked `HeapMutex`; dropping it unlocks.
pub struct HeapMutexGuard<'a, T: ?Sized> {
    mutex: &'a HeapMutex<T>,
    /// `None` only inside `HeapCondvar::wait`.
    inner: Option<MutexGuard<'a, T>>,
    /// Counts the locks of the thread that forbid safepoints; null for a guard that does not.
    held: *const Cell<u32>,
}

impl<T: ?Sized> HeapMutexGuard<'_, T> {
    fn count(&self, difference: i32) {
        if !self.held.is_null() {
            // SAFETY: the counter outlives the guard, which cannot leave the thread. [BOUND]
            let held = unsafe { &*self.held };
            held.set(held.get().wrapping_add_signed(difference));
        }
    }
}

impl<T: ?Sized> Deref for HeapMutexGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.inner.as_ref().expect("a guard is locked outside of `wait`")
    }
}

impl<T: ?Sized> DerefMut for HeapMutexGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("a guard is locked outside of `wait`")
    }
}

impl<T: ?Sized> Drop for HeapMutexGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.count(-1);
    }
}

/// Why a wait ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Woken {
    Notified,
    TimedOut,
    /// Somebody wants something of the thread: its next safepoint throws or hears it.
    Interrupted,
}

/// A condition variable that waits in the stopped state. There are no spurious wake-ups.
#[derive(Debug, Default)]
pub struct HeapCondvar {
    /// Those who wait, the longest-waiting first, each under a number of its own.
    waiters: Mutex<Waiters>,
}

#[derive(Debug, Default)]
struct Waiters {
    queue: VecDeque<Waiter>,
    next: u64,
}

#[derive(Debug)]
struct Waiter {
    ticket: u64,
    /// What it waits for, where threads wait here for several things.
    key: u64,
    thread: Thread,
}

impl HeapCondvar {
    pub const fn new() -> HeapCondvar {
        HeapCondvar { waiters: Mutex::new(Waiters { queue: VecDeque::new(), next: 0 }) }
    }

    /// Unlocks, waits until it is notified, the time is over or the thread is interrupted, and locks
    /// again.
    pub fn wait<T: ?Sized>(
        &self,
        cx: &mut Mutator,
        guard: &mut HeapMutexGuard<'_, T>,
        timeout: Option<Duration>,
    ) -> Woken {
        self.wait_for(cx, guard, 0, timeout)
    }

    /// As `wait`, for one of several things that threads wait for here.
    pub fn wait_for<T: ?Sized>(
        &self,
        cx: &mut Mutator,
        guard: &mut HeapMutexGuard<'_, T>,
        key: u64,
        timeout: Option<Duration>,
    ) -> Woken {
        let ticket = self.enqueue(key, std::thread::current());
        guard.inner = None;
        guard.count(-1);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let woken = self.wait_for_ticket(cx, ticket, deadline);
        guard.inner = Some(guard.mutex.lock_inner(cx));
        guard.count(1);
        woken
    }

    fn enqueue(&self, key: u64, thread: Thread) -> u64 {
        let mut waiters = lock(&self.waiters);
        let ticket = waiters.next;
        waiters.next += 1;
        waiters.queue.push_back(Waiter { ticket, key, thread });
        ticket
    }

    fn wait_for_ticket(&self, cx: &mut Mutator, ticket: u64, deadline: Option<Instant>) -> Woken {
        loop {
            let mut waiters = lock(&self.waiters);
            let place = waiters.queue.iter().position(|waiter| waiter.ticket == ticket);
            let Some(place) = place else {
                return Woken::Notified;
            };
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let ended = if cx.is_wanted() {
                Some(Woken::Interrupted)
            } else if left == Some(Duration::ZERO) {
                Some(Woken::TimedOut)
            } else {
                None
            };
            if let Some(ended) = ended {
                waiters.queue.remove(place);
                return ended;
            }
            drop(waiters);
            cx.while_stopped(|| match left {
                Some(left) => std::thread::park_timeout(left),
                None => std::thread::park(),
            });
        }
    }

    /// Wakes the thread that has waited longest.
    pub fn notify_one(&self) {
        let waiter = lock(&self.waiters).queue.pop_front();
        if let Some(waiter) = waiter {
            waiter.thread.unpark();
        }
    }

    /// Wakes those who wait for one thing: the longest-waiting first, `most` at most.
    pub fn notify(&self, key: u64, most: usize) {
        let mut waiters = lock(&self.waiters);
        for _ in 0..most {
            let Some(place) = waiters.queue.iter().position(|waiter| waiter.key == key) else {
                return;
            };
            if let Some(waiter) = waiters.queue.remove(place) {
                waiter.thread.unpark();
            }
        }
    }

    /// Wakes all threads that wait.
    pub fn notify_all(&self) {
        let all = core::mem::take(&mut lock(&self.waiters).queue);
        for waiter in all {
            waiter.thread.unpark();
        }
    }
}
