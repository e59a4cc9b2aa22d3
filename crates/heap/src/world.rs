//! The threads of a heap, and stopping them.
//!
//! A thread is running or stopped. A stopped thread has published its stack and touches nothing of
//! the heap. Who wants to stop the world asks all others through their `poll` and `frame_limit`,
//! and waits; the lock on the world is held while it stands still, so that nobody comes, goes or
//! wakes up meanwhile. Knows nothing of what is done while the world is stopped.

use core::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};

use crate::lock::lock;
use crate::mutator::Mutator;
use crate::safepoint::PollBits;

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

    /// From here on the thread counts as stopped, and nobody waits for it.
    pub(crate) fn stop(&self) {
        self.state.store(STOPPED, Ordering::SeqCst);
    }

    /// From here on whoever wants to stop the world waits for the thread. Somebody may have done so
    /// already: the thread must look at its poll word next.
    pub(crate) fn run(&self) {
        self.state.store(RUNNING, Ordering::SeqCst);
    }

    fn is_running(&self) -> bool {
        self.state.load(Ordering::SeqCst) == RUNNING
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

    /// Adds a running thread. False when it has a mutator of this heap already: the one would wait
    /// for the other.
    #[must_use]
    pub(crate) fn enter(&self, mutator: &mut Mutator) -> bool {
        let mut world = self.wait_until_it_goes_on(lock(&self.world));
        mutator.id = world.next_id;
        world.next_id += 1;
        let thread = mutator.thread.id();
        // SAFETY: [ATTACHED] mutators in the list are alive.
        let is_known =
            world.mutators.iter().any(|&known| unsafe { (*known).thread.id() } == thread);
        if !is_known {
            world.mutators.push(mutator);
        }
        !is_known
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
        while others(&world, own).any(|m| m.standing.is_running()) {
            world = self.wait(world);
        }
        Some(StoppedWorld { lock: self, world, own })
    }

    fn park(&self, world: MutexGuard<'_, World>, own: *mut Mutator) {
        // SAFETY: the caller's own mutator.
        let standing = unsafe { &(*own).standing };
        standing.stop();
        self.announce(&world);
        let _world = self.wait_until_it_goes_on(world);
        // Under the lock, so that the next one to stop the world sees it.
        standing.run();
    }

    /// Stops `own`, which has published its stack, if somebody is stopping the world.
    pub(crate) fn park_if_stopping(&self, own: *mut Mutator) {
        let world = lock(&self.world);
        if world.is_stopping {
            self.park(world, own);
        }
    }

    /// Tells who wants to stop the world that a thread has stopped.
    pub(crate) fn tell(&self) {
        let world = lock(&self.world);
        self.announce(&world);
    }

    /// Asks one thread for something. False when it has left.
    pub(crate) fn request(&self, id: u64, bits: PollBits) -> bool {
        let world = lock(&self.world);
        // SAFETY: [ATTACHED] mutators in the list are alive; only atomics are touched.
        let mut mutators = world.mutators.iter().map(|&mutator| unsafe { &*mutator });
        mutators.find(|mutator| mutator.id == id).map(|mutator| ask(mutator, bits)).is_some()
    }

    /// Asks all threads for something.
    pub(crate) fn request_of_all(&self, bits: PollBits) {
        let world = lock(&self.world);
        others(&world, core::ptr::null_mut()).for_each(|mutator| ask(mutator, bits));
    }
}

/// Asks a thread for something, also when it waits.
fn ask(mutator: &Mutator, bits: PollBits) {
    mutator.request(bits);
    mutator.thread.unpark();
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

    /// The same, for the floors above.
    pub(crate) fn threads(&self) -> Threads<'_> {
        Threads { mutators: self.mutators() }
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
