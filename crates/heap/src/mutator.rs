//! A thread that works in a heap: allocation, stores, safepoints, the VM stack, the pending exception.

use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::field::Field;
use crate::header::{DESC_ALIGN, HEAP_ALIGN, Header, TypeDesc};
use crate::heap::{Heap, Known};
use crate::object::{Counted, HeapType};
use crate::roots::RootNode;
use crate::type_info::{Kind, Result, Thrown};
use crate::value::Value;

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
    pub(crate) root_vecs: *mut RootNode,
    stack_start: *mut Value,
    stack_end: *mut Value,
    heap: Heap,
}

const VM_STACK_BYTES: usize = 64 << 20;

impl Mutator {
    pub(crate) fn new(heap: Heap) -> Box<Mutator> {
        // SAFETY: a fresh mapping; committed lazily.
        let stack = unsafe {
            libc::mmap(
                core::ptr::null_mut(),
                VM_STACK_BYTES,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        assert!(stack != libc::MAP_FAILED, "no address space for a VM stack");
        let start = stack as *mut Value;
        let end = (stack as usize + VM_STACK_BYTES) as *mut Value;
        Box::new(Mutator {
            alloc_cursor: 0,
            alloc_limit: 0,
            poll: AtomicU64::new(0),
            frame_limit: AtomicUsize::new(end as usize - 65536),
            native_limit: 0,
            top: start,
            pending: Value::NIL,
            slots: [Value::NIL; 4],
            root_vecs: core::ptr::null_mut(),
            stack_start: start,
            stack_end: end,
            heap,
        })
    }

    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// The descriptor of a built-in kind.
    #[inline(always)]
    pub fn builtin_desc<'a>(&self, kind: Kind) -> &'a TypeDesc {
        let address = self.heap.shared.base + kind.desc_offset() as usize * DESC_ALIGN;
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

    // ---- allocation -------------------------------------------------------------------------

    /// Moves `object`, whose header says what it is, into the heap.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline(always)]
    pub fn alloc<T: HeapType>(&mut self, object: T) -> Result {
        const { assert!(size_of::<T>().is_multiple_of(8) && size_of::<T>() <= 1024) };
        let address = self.alloc_raw(size_of::<T>())? as *mut T;
        // SAFETY: `alloc_raw` gives that many bytes that are ours alone. [BORN]
        unsafe {
            core::ptr::write(address, object);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// A descriptor for a type made at run time.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn alloc_desc(&mut self, desc: TypeDesc) -> Result {
        let address = self.alloc_aligned(size_of::<TypeDesc>())? as *mut TypeDesc;
        // SAFETY: as in `alloc`.
        unsafe {
            core::ptr::write(address, desc);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// An object of `words` words whose descriptor is `desc`; `init` fills the words after the
    /// header, all of them, and must not allocate.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_instance(
        &mut self,
        desc: &TypeDesc,
        words: u16,
        init: impl FnOnce(&mut [Value]),
    ) -> Result {
        let address = self.alloc_raw(words as usize * 8)?;
        // SAFETY: as in `alloc`; the words are set to nil before anybody looks.
        unsafe {
            core::ptr::write(address as *mut Header, Header::of_desc(desc, words));
            let first = (address as *mut Value).add(1);
            let fields = core::slice::from_raw_parts_mut(first, words as usize - 1);
            fields.fill(Value::NIL);
            init(fields);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// An object with `Layout::Counted`: `refs` values (nil at first) and `raw_words` raw words
    /// (zero at first), which `init` may fill; it must not allocate.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn alloc_counted(
        &mut self,
        kind: Kind,
        refs: usize,
        raw_words: usize,
        init: impl FnOnce(&mut [Value], &mut [u64]),
    ) -> Result {
        let words = refs.checked_add(raw_words).and_then(|words| words.checked_add(2));
        let words = match words {
            Some(words) if words < u32::MAX as usize => words,
            _ => return Err((self.heap.shared.config.hooks.out_of_memory)(self)),
        };
        let address = self.alloc_raw(words * 8)?;
        let in_header = if words <= u16::MAX as usize { words as u16 } else { 0 };
        // SAFETY: as in `alloc`.
        unsafe {
            let header = Header::new(kind.desc_offset(), in_header);
            core::ptr::write(address as *mut Counted, Counted::new(header, refs, raw_words));
            let first = (address as *mut Value).add(2);
            let values = core::slice::from_raw_parts_mut(first, refs);
            values.fill(Value::NIL);
            let raw = core::slice::from_raw_parts_mut(first.add(refs) as *mut u64, raw_words);
            raw.fill(0);
            init(values, raw);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// A counted object that holds a copy of `refs` and nothing else.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_refs(&mut self, kind: Kind, refs: &[Value]) -> Result {
        self.alloc_counted(kind, refs.len(), 0, |values, _| values.copy_from_slice(refs))
    }

    #[inline(always)]
    fn alloc_raw(&mut self, bytes: usize) -> Result<usize> {
        let address = self.alloc_cursor;
        if bytes <= self.alloc_limit - address {
            self.alloc_cursor = address + bytes;
            return Ok(address);
        }
        self.alloc_slow(bytes)
    }

    fn alloc_aligned(&mut self, bytes: usize) -> Result<usize> {
        // Over-allocation keeps this simple here; the collector's descriptor space does better.
        let address = self.alloc_raw(bytes + DESC_ALIGN)?;
        Ok(address.next_multiple_of(DESC_ALIGN))
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, bytes: usize) -> Result<usize> {
        let chunk = bytes.max(32 << 10).next_multiple_of(32 << 10);
        match self.heap.shared.take_chunk(chunk) {
            Some(address) => {
                self.alloc_cursor = address + bytes;
                self.alloc_limit = address + chunk;
                Ok(address)
            }
            None => Err((self.heap.shared.config.hooks.out_of_memory)(self)),
        }
    }

    // ---- stores -----------------------------------------------------------------------------

    /// Stores `value` into a field of a published object.
    #[inline(always)]
    pub fn store(&mut self, object: Value, field: &Field, value: Value) {
        self.barrier(object);
        field.0.store(value.bits(), Ordering::Release);
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

    /// What must run before a value is stored into `object` by other means.
    #[inline(always)]
    pub fn barrier(&mut self, object: Value) {
        if let Some(header) = object.header()
            && header.is_old_unlogged()
        {
            self.remember(object);
        }
    }

    #[cold]
    #[inline(never)]
    fn remember(&mut self, _object: Value) {}

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
        if self.poll.load(Ordering::Relaxed) != 0 {
            return self.safepoint_slow();
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    pub fn safepoint_slow(&mut self) -> Result<()> {
        Ok(())
    }

    /// Runs `work`, which may block and must not touch the heap, outside the collector's sight.
    pub fn blocking<R>(&mut self, work: impl FnOnce() -> R) -> R {
        work()
    }

    /// Called at the start of every Rust function that recurses over user data.
    ///
    /// # Errors
    /// `StackOverflowError` is pending when the native stack is nearly used up.
    #[inline(always)]
    pub fn enter_native(&mut self) -> Result<()> {
        let marker = 0u8;
        if (&marker as *const u8 as usize) < self.native_limit {
            return Err((self.heap.shared.config.hooks.stack_overflow)(self));
        }
        Ok(())
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
        // SAFETY: slots from `top` on are free; the limit leaves room for a native's window.
        let result = unsafe {
            let window = saved.add(FRAME_HEADER);
            let end = window.add(args.len());
            if end as usize > self.stack_end as usize - 4096 {
                return Err((self.heap.shared.config.hooks.stack_overflow)(self));
            }
            *saved = Value::NIL;
            *saved.add(1) = Value::NIL;
            *saved.add(2) = callee;
            core::ptr::copy_nonoverlapping(args.as_ptr(), window, args.len());
            self.top = end;
            let entry = self.desc_of(callee).entry(args.len());
            entry(self, window, args.len())
        };
        self.top = saved;
        if result.is_thrown() { Err(Thrown) } else { Ok(result) }
    }

    /// The VM stack: its first slot and its end.
    pub fn vm_stack(&self) -> (*mut Value, *mut Value) {
        (self.stack_start, self.stack_end)
    }
}

impl Drop for Mutator {
    fn drop(&mut self) {
        debug_assert!(self.root_vecs.is_null(), "a RootVec outlives its mutator");
        // SAFETY: the mapping was made by `new`.
        unsafe { libc::munmap(self.stack_start as *mut libc::c_void, VM_STACK_BYTES) };
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
