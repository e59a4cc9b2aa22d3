//! The threads of a heap, and stopping them.
//!
//! A thread is running or stopped. A stopped thread has published its stack and touches nothing of
//! the heap. Who wants to stop the world asks all others through their `poll` and `frame_limit`,
//! and waits; the lock on the world is held while it stands still, so that nobody comes, goes or
//! wakes up meanwhile. Knows nothing of what is done while the world is stopped.

use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, Weak};
use std::thread::{Thread, ThreadId};

use crate::heap::{Heap, Shared};
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::registers::{expose, with_registers_on_stack};
use crate::type_info::Result;

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
    /// From this bit on, the floors above say what it means.
    pub const FIRST_FREE: PollBits = PollBits(1 << 8);
}

/// What the floors above do at a safepoint about the bits they asked for; see `Heap::set_poll_hook`.
pub type PollHook = fn(&mut Mutator, PollBits) -> Result<()>;

const RUNNING: u32 = 0;
const STOPPED: u32 = 1;

/// How a thread stands to the world.
pub(crate) struct Standing {
    state: AtomicU32,
    /// While stopped: everything of the native stack from here on is in use.
    pub(crate) stack_pointer: usize,
}

impl Standing {
    pub(crate) fn new() -> Standing {
        Standing { state: AtomicU32::new(RUNNING), stack_pointer: 0 }
    }
}

/// The threads of a heap. Behind the heap's `world` lock.
pub(crate) struct World {
    pub(crate) mutators: Vec<*mut Mutator>,
    /// Somebody stops the world, or has done so.
    is_stopping: bool,
    /// How many threads wait for news.
    waiting: usize,
    next_id: u64,
}

/// The world, and the news about it.
pub(crate) struct WorldLock {
    world: Mutex<World>,
    /// A thread has stopped or left, or the world goes on.
    changed: Condvar,
}

impl WorldLock {
    pub(crate) fn new() -> WorldLock {
        let world = World { mutators: Vec::new(), is_stopping: false, waiting: 0, next_id: 1 };
        WorldLock { world: Mutex::new(world), changed: Condvar::new() }
    }

    fn wait<'a>(&self, mut world: MutexGuard<'a, World>) -> MutexGuard<'a, World> {
        world.waiting += 1;
        let mut world = self.changed.wait(world).unwrap_or_else(|poisoned| poisoned.into_inner());
        world.waiting -= 1;
        world
    }

    /// Tells the news to whoever waits for it; for one thread alone, this is no system call.
    fn announce(&self, world: &World) {
        if world.waiting > 0 {
            self.changed.notify_all();
        }
    }

    fn wait_until_it_goes_on<'a>(&self, mut world: MutexGuard<'a, World>) -> MutexGuard<'a, World> {
        while world.is_stopping {
            world = self.wait(world);
        }
        world
    }

    /// Adds a running thread.
    ///
    /// # Panics
    /// When the current thread has a mutator of this heap already: the one would wait for the other.
    pub(crate) fn enter(&self, mutator: &mut Mutator) {
        let mut world = self.wait_until_it_goes_on(lock(&self.world));
        mutator.id = world.next_id;
        world.next_id += 1;
        let thread = mutator.thread.id();
        // SAFETY: [ATTACHED] mutators in the list are alive.
        let is_known =
            world.mutators.iter().any(|&known| unsafe { (*known).thread.id() } == thread);
        assert!(!is_known, "the thread is attached to this heap already");
        world.mutators.push(mutator);
    }

    /// Removes a thread. It may leave while others wait for it to stop.
    pub(crate) fn leave(&self, mutator: *mut Mutator) {
        let mut world = lock(&self.world);
        world.mutators.retain(|&known| known != mutator);
        self.announce(&world);
    }

    /// Stops all threads but `own`, which has published its stack. `None`: another thread was about
    /// to do the same; meanwhile this one has been stopped and the world has gone on.
    pub(crate) fn stop(&self, own: *mut Mutator) -> Option<StoppedWorld<'_>> {
        let mut world = lock(&self.world);
        if world.is_stopping {
            self.park(world, own);
            return None;
        }
        world.is_stopping = true;
        for mutator in others(&world, own) {
            mutator.request(PollBits::STOP);
        }
        while others(&world, own).any(|m| m.standing.state.load(Ordering::SeqCst) == RUNNING) {
            world = self.wait(world);
        }
        Some(StoppedWorld { lock: self, world, own })
    }

    fn park(&self, world: MutexGuard<'_, World>, own: *mut Mutator) {
        // SAFETY: the caller's own mutator.
        let standing = unsafe { &(*own).standing };
        standing.state.store(STOPPED, Ordering::SeqCst);
        self.announce(&world);
        let _world = self.wait_until_it_goes_on(world);
        // Under the lock, so that the next one to stop the world sees it.
        standing.state.store(RUNNING, Ordering::SeqCst);
    }

    /// Asks one thread for something. False when it has left.
    fn request(&self, id: u64, bits: PollBits) -> bool {
        let world = lock(&self.world);
        // SAFETY: [ATTACHED] mutators in the list are alive; only atomics are touched.
        let mut mutators = world.mutators.iter().map(|&mutator| unsafe { &*mutator });
        mutators.find(|mutator| mutator.id == id).map(|mutator| mutator.request(bits)).is_some()
    }
}

fn others(world: &World, own: *mut Mutator) -> impl Iterator<Item = &Mutator> {
    // SAFETY: [ATTACHED] mutators in the list are alive; only their atomics are touched here.
    world.mutators.iter().filter(move |&&m| m != own).map(|&m| unsafe { &*m })
}

/// The world while it stands still; dropping it lets it go on.
pub(crate) struct StoppedWorld<'a> {
    lock: &'a WorldLock,
    world: MutexGuard<'a, World>,
    own: *mut Mutator,
}

impl StoppedWorld<'_> {
    /// All threads, the one that stopped the others included.
    pub(crate) fn mutators(&self) -> &[*mut Mutator] {
        &self.world.mutators
    }
}

impl Drop for StoppedWorld<'_> {
    fn drop(&mut self) {
        self.world.is_stopping = false;
        for mutator in others(&self.world, self.own) {
            mutator.poll.fetch_and(!PollBits::STOP.0, Ordering::SeqCst);
        }
        self.lock.announce(&self.world);
    }
}

/// The threads of a heap while they stand still; what `Mutator::stop_the_world` gives to its work.
pub struct Threads<'a> {
    mutators: &'a [*mut Mutator],
}

impl Threads<'_> {
    /// Runs `work` on each thread's mutator, the one that stopped the others included.
    ///
    /// The work must not allocate, nor reach a safepoint otherwise.
    pub fn for_each(&mut self, mut work: impl FnMut(&mut Mutator)) {
        for &mutator in self.mutators {
            // SAFETY: [STOPPED] [ATTACHED] the thread stands still with its fields written back,
            // and reads them again when it goes on.
            work(unsafe { &mut *mutator });
        }
    }
}

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
        let found = is_ours && self.shared.world.request(handle.id, bits);
        if found {
            handle.thread.unpark();
        }
        found
    }

    /// What a safepoint does about bits other than `STOP` and `INTERRUPT`. The bits it is given are
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
            let lock_on_world = &self.shared().world;
            let world = lock(&lock_on_world.world);
            if world.is_stopping {
                lock_on_world.park(world, own);
            }
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
        let for_hook = asked & !PollBits::INTERRUPT.0;
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
            self.standing.state.store(STOPPED, Ordering::SeqCst);
            if self.poll.load(Ordering::SeqCst) & PollBits::STOP.0 != 0 {
                self.shared().world.tell();
            }
            // Comes back also when the work unwinds.
            let _back = Back(self);
            work()
        })
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
            let mut threads = Threads { mutators: stopped.mutators() };
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
        cx.standing.state.store(RUNNING, Ordering::SeqCst);
        if cx.poll.load(Ordering::SeqCst) & PollBits::STOP.0 != 0 {
            let own: *mut Mutator = cx;
            let lock_on_world = &cx.shared().world;
            let world = lock(&lock_on_world.world);
            if world.is_stopping {
                lock_on_world.park(world, own);
            }
            cx.restore_frame_limit();
        }
        expose(cx);
    }
}

impl WorldLock {
    /// Tells who wants to stop the world that a thread has stopped.
    fn tell(&self) {
        let world = lock(&self.world);
        self.announce(&world);
    }
}

// `poll` is read by machine code as one word.
const _: () = assert!(size_of::<AtomicU64>() == 8);
