//! A thread that works in a heap: its fast paths, its VM stack, the pending exception.
//!
//! Making objects is the subject of `alloc`, storing into them `barrier`'s, and what happens at a
//! safepoint `safepoint`'s.

use core::any::Any;
use core::cell::Cell;
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::Weak;

use crate::header::{DESC_ALIGN, HEAP_ALIGN, Header, TypeDesc};
use crate::heap::{Heap, Known, Shared};
use crate::intern::WeakCache;
use crate::layout::BUILTIN_END;
use crate::os::{StackBounds, StackMapping};
use crate::registers::stack_pointer;
use crate::roots::RootList;
use crate::runs::Runs;
use crate::stack::{Limits, forget_small_calls};
use crate::type_info::{Kind, Result, Thrown};
use crate::value::Value;
use crate::world::Standing;

/// Words before `args[0]` in a window: the caller's constants, the return address, the callee.
pub const FRAME_HEADER: usize = 3;

/// Who owns the values of a thread slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Space {
    /// The thread's dynamic bindings.
    Bindings,
    /// The transaction that runs on the thread.
    Transaction,
    /// Where the thread's innermost VM frame stands: a raw address, which reads as a fixnum.
    Frame,
    /// The thread as an object, for whoever asks.
    Thread,
}

/// One thread's part of a heap; the context (`cx`) that every function passes on.
///
/// The first fields are a contract with machine code: their order and sizes do not change.
#[repr(C)]
pub struct Mutator {
    pub(crate) alloc_cursor: usize,
    pub(crate) alloc_limit: usize,
    /// Not zero when another thread wants something: a stop, an interrupt, an invalidation.
    pub poll: AtomicU64,
    /// Frames must end below this address; 0 forces the next call into its slow path.
    pub frame_limit: AtomicUsize,
    /// The native stack pointer must stay above this address.
    pub native_limit: usize,
    /// First slot of the VM stack that natives may use; everything below is scanned.
    pub top: *mut Value,
    /// The exception in flight, when a call answered `THROWN`.
    pub pending: Value,
    // hidden-value: the fields of a mutator are scanned as roots.
    slots: [Value; 4],
    pub(crate) root_vecs: RootList,
    stack: StackMapping,
    heap: Heap,
    /// Start of the heap's window.
    pub(crate) base: usize,
    /// Unique among the threads of the heap, ever.
    pub(crate) id: u64,
    pub(crate) thread: std::thread::Thread,
    pub(crate) standing: Standing,
    pub(crate) runs: Runs,
    pub(crate) limits: Limits,
    /// Old objects stored into since the last collection.
    pub(crate) remembered: Vec<usize>,
    /// Objects with finalisers allocated since the last collection.
    pub(crate) finalizable: Vec<usize>,
    pub(crate) weak_cache: Option<WeakCache>,
    /// The descriptor of the object that is being allocated, as headers name it; or 0.
    pub(crate) desc_in_flight: u32,
    /// The thread makes its `OutOfMemoryError`.
    pub(crate) in_emergency: bool,
    /// Guards held that forbid safepoints.
    locks_held: Cell<u32>,
    /// Collect at every Nth allocation, or 0.
    pub(crate) stress_every: u64,
    pub(crate) stress_count: u64,
    /// Decides at which steps the stack is cleared.
    steps: u64,
    /// Rust state that an upper floor keeps with the thread: memory to be used again, among it root
    /// vectors. Dropped before the thread leaves.
    pub local: Option<Box<dyn Any>>,
}

impl Mutator {
    // hidden-value: the fields of an attached mutator are scanned as roots.
    pub(crate) fn new(heap: Heap) -> Option<Box<Mutator>> {
        let config = &heap.shared.config;
        let stack = StackMapping::new(config.vm_stack)?;
        let limits = Limits::new(&stack, StackBounds::current());
        // hidden-value: as above.
        Some(Box::new(Mutator {
            alloc_cursor: 0,
            alloc_limit: 0,
            poll: AtomicU64::new(0),
            frame_limit: AtomicUsize::new(limits.frame_end),
            native_limit: limits.native,
            top: stack.start as *mut Value,
            pending: Value::NIL,
            slots: [Value::NIL; 4],
            root_vecs: RootList::new(),
            stack,
            base: heap.shared.base,
            id: 0,
            thread: std::thread::current(),
            standing: Standing::new(),
            runs: Runs::new(config.stress_every.is_some()),
            limits,
            remembered: Vec::new(),
            finalizable: Vec::new(),
            weak_cache: None,
            desc_in_flight: 0,
            in_emergency: false,
            locks_held: Cell::new(0),
            stress_every: config.stress_every.unwrap_or(0),
            stress_count: 0,
            steps: 0,
            local: None,
            heap,
        }))
    }

    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// What the threads of the heap share. It is there as long as the mutator.
    #[inline(always)]
    pub(crate) fn shared<'a>(&self) -> &'a Shared {
        // SAFETY: the mutator holds the heap; nobody keeps the reference beyond it.
        unsafe { &*(&*self.heap.shared as *const Shared) }
    }

    #[inline(always)]
    pub(crate) fn is_of(&self, owner: &Weak<Shared>) -> bool {
        core::ptr::eq(owner.as_ptr(), &*self.heap.shared)
    }

    /// The thread's number, unique among the threads of the heap, ever; never 0.
    pub fn number(&self) -> u64 {
        self.id
    }

    /// The descriptor of a built-in kind.
    #[inline(always)]
    pub fn builtin_desc<'a>(&self, kind: Kind) -> &'a TypeDesc {
        let address = self.base + kind.desc_offset() as usize * DESC_ALIGN;
        // SAFETY: built-in descriptors stand there from the start and never die.
        unsafe { &*(address as *const TypeDesc) }
    }

    /// The descriptor of anything, immediates included.
    #[inline(always)]
    pub fn desc_of<'a>(&self, value: Value) -> &'a TypeDesc {
        match value.desc() {
            Some(desc) => desc,
            None => self.builtin_desc(value.immediate_kind()),
        }
    }

    // ---- well-known values ------------------------------------------------------------------

    #[inline(always)]
    pub fn known(&self, slot: Known) -> Value {
        self.heap.shared.known(slot).get()
    }

    pub fn set_known(&mut self, slot: Known, value: Value) {
        self.heap.shared.known(slot).0.store(value.bits(), Ordering::Release);
    }

    /// A value that belongs to this thread.
    #[inline(always)]
    pub fn thread_slot(&self, space: Space) -> Value {
        self.slots[space as usize]
    }

    #[inline(always)]
    pub fn set_thread_slot(&mut self, space: Space, value: Value) {
        self.slots[space as usize] = value;
    }

    // ---- exceptions -------------------------------------------------------------------------

    /// Makes `exception` the pending one.
    #[inline]
    pub fn throw(&mut self, exception: Value) -> Thrown {
        self.pending = exception;
        Thrown
    }

    /// The pending exception, which is pending no longer.
    #[inline]
    pub fn take_pending(&mut self) -> Value {
        core::mem::replace(&mut self.pending, Value::NIL)
    }

    // ---- safepoints and limits --------------------------------------------------------------

    /// A safepoint: stops when another thread asks for it.
    ///
    /// # Errors
    /// An interrupt of this thread is pending as an exception.
    #[inline(always)]
    pub fn safepoint(&mut self) -> Result<()> {
        self.assert_may_stop();
        if self.poll.load(Ordering::Relaxed) != 0 {
            return self.safepoint_slow();
        }
        Ok(())
    }

    /// Called at the start of every Rust function that recurses over user data.
    ///
    /// # Errors
    /// `StackOverflowError` is pending when the native stack is nearly used up.
    #[inline(always)]
    pub fn enter_native(&mut self) -> Result<()> {
        if stack_pointer() < self.native_limit {
            return Err(self.stack_overflow());
        }
        Ok(())
    }

    /// Called at each step of a walk over what may be a long lazy seq, by who waits while the step is
    /// taken: about every 64th time clears what earlier steps left on the native stack below. At
    /// random, because walks inside of walks may keep step.
    #[inline(always)]
    pub fn step(&mut self) {
        self.steps = self.steps.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        if self.steps >> 58 == 0 {
            forget_small_calls();
        }
    }

    /// In debug builds, panics when a lock is held that forbids safepoints.
    #[inline(always)]
    pub(crate) fn assert_may_stop(&self) {
        debug_assert!(
            self.locks_held.get() == 0,
            "a safepoint is reached while a short lock is held: \
             drop the guard before, or use `lock_across_safepoints`"
        );
    }

    pub(crate) fn locks_held(&self) -> *const Cell<u32> {
        &self.locks_held
    }

    /// Runs `work`, in which debug builds forbid safepoints.
    #[inline]
    pub(crate) fn without_safepoints<R>(&self, work: impl FnOnce() -> R) -> R {
        struct Release<'a>(&'a Cell<u32>);
        impl Drop for Release<'_> {
            fn drop(&mut self) {
                self.0.set(self.0.get() - 1);
            }
        }
        self.locks_held.set(self.locks_held.get() + 1);
        let _release = Release(&self.locks_held);
        work()
    }

    // ---- calls ------------------------------------------------------------------------------

    /// Calls `callee` with `args`, from Rust.
    ///
    /// # Errors
    /// Whatever the call throws; `StackOverflowError` when there is no room for it.
    #[inline]
    pub fn invoke(&mut self, callee: Value, args: &[Value]) -> Result {
        self.enter_native()?;
        let saved = self.top;
        let end = saved as usize + (FRAME_HEADER + args.len()) * 8;
        if end > self.frame_limit.load(Ordering::Relaxed) {
            self.check_frame(end)?;
        }
        // SAFETY: slots from `top` on are free, and the limit leaves room for the window.
        let result = unsafe {
            let window = saved.add(FRAME_HEADER);
            *saved = Value::NIL;
            *saved.add(1) = Value::NIL;
            *saved.add(2) = callee;
            core::ptr::copy_nonoverlapping(args.as_ptr(), window, args.len());
            self.top = end as *mut Value;
            let entry = self.desc_of(callee).entry(args.len());
            entry(self, window, args.len())
        };
        self.top = saved;
        if result.is_thrown() { Err(Thrown) } else { Ok(result) }
    }

    /// The VM stack: its first slot and its end.
    pub fn vm_stack(&self) -> (*mut Value, *mut Value) {
        (self.stack.start as *mut Value, self.stack.end as *mut Value)
    }

    // ---- for the collector ------------------------------------------------------------------

    /// Gives the values that are roots of this thread, but those on its stacks.
    pub(crate) fn for_each_root(&self, work: &mut dyn FnMut(Value)) {
        work(self.pending);
        self.slots.iter().for_each(|&value| work(value));
        self.root_vecs.for_each(work);
        let desc = self.desc_in_flight as usize * DESC_ALIGN;
        if desc >= BUILTIN_END {
            // SAFETY: [TYPED] a header was about to be written that names it.
            work(unsafe { Value::from_object((self.base + desc) as *const Header) });
        }
    }

    /// Collects, at every Nth call; every 32nd time fully.
    pub(crate) fn stress(&mut self) {
        use crate::collect::Collection;
        self.stress_count += 1;
        if self.stress_count.is_multiple_of(self.stress_every) {
            let is_32nd = (self.stress_count / self.stress_every).is_multiple_of(32);
            self.collect_here(Some(if is_32nd { Collection::Full } else { Collection::Young }));
        }
    }
}

/// The entry of everything that is no function.
///
/// # Safety
/// As for every `Entry`: `cx` is the current thread's mutator, `args[-1]` the callee.
pub(crate) unsafe extern "C" fn not_callable(
    cx: *mut Mutator,
    args: *mut Value,
    argc: usize,
) -> Value {
    // SAFETY: the calling convention.
    let (cx, callee) = unsafe { (&mut *cx, *args.sub(1)) };
    let Thrown = (cx.heap.shared.config.hooks.not_callable)(cx, callee, argc);
    Value::THROWN
}

const _: () = assert!(HEAP_ALIGN.is_power_of_two());
const _: () = assert!(core::mem::offset_of!(Mutator, alloc_cursor) == 0);
const _: () = assert!(core::mem::offset_of!(Mutator, alloc_limit) == 8);
const _: () = assert!(core::mem::offset_of!(Mutator, poll) == 16);
const _: () = assert!(core::mem::offset_of!(Mutator, frame_limit) == 24);
const _: () = assert!(core::mem::offset_of!(Mutator, native_limit) == 32);
const _: () = assert!(core::mem::offset_of!(Mutator, top) == 40);
const _: () = assert!(core::mem::offset_of!(Mutator, pending) == 48);
