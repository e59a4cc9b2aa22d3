//! A heap: its reservation, its threads, its well-known roots.

use core::any::Any;
use std::sync::{Arc, Mutex, OnceLock};

use crate::header::{DESC_BYTES, FIRST_DESC, HEAP_ALIGN, TypeDesc};
use crate::mutator::Mutator;
use crate::type_info::{Kind, Thrown, TypeTable};
use crate::value::Value;

/// A slot for a value that the whole heap shares: empty collections, tables, prebuilt exceptions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known(pub u16);

impl Known {
    pub const COUNT: usize = 256;
    /// Slots from here on belong to `data`, then to `runtime`, then to the floors above.
    pub const DATA: u16 = 0;
    pub const RUNTIME: u16 = 96;
    pub const UPPER: u16 = 192;
}

/// A slot for Rust state that an upper floor keeps with the heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extension {
    Data,
    Runtime,
    Evaluator,
    Embedder,
}

/// What this floor asks of the floors above.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Makes the pending exception for an allocation that cannot be had.
    pub out_of_memory: fn(&mut Mutator) -> Thrown,
    pub stack_overflow: fn(&mut Mutator) -> Thrown,
    /// Makes the exception for an interrupt that a poll found.
    pub interrupted: fn(&mut Mutator) -> Thrown,
    /// Something that is no function is called.
    pub not_callable: fn(&mut Mutator, Value, usize) -> Thrown,
}

/// How a heap is set up. Sizes are bytes.
#[derive(Clone, Copy)]
pub struct HeapConfig {
    pub types: TypeTable,
    pub hooks: Hooks,
    /// No full collection below this much in use.
    pub min: usize,
    /// Objects, and bytes outside the heap charged to it, never exceed this.
    pub max: Option<usize>,
    /// How much is allocated between young collections.
    pub young: usize,
    /// A full collection comes when the live bytes of the last one have grown by this factor.
    pub growth: f32,
    /// Address space asked for; less is taken where it is scarce.
    pub reserve: usize,
    /// Collect at every Nth allocation.
    pub stress_every: Option<u64>,
    /// Fill what is freed with a pattern.
    pub poison: bool,
    /// After each young collection, trace everything and compare.
    pub verify: bool,
}

impl HeapConfig {
    pub fn new(types: TypeTable, hooks: Hooks) -> HeapConfig {
        HeapConfig {
            types,
            hooks,
            min: 16 << 20,
            max: None,
            young: 8 << 20,
            growth: 2.0,
            reserve: HEAP_ALIGN,
            stress_every: None,
            poison: false,
            verify: false,
        }
    }
}

/// A heap. Clones are handles of the same one; the last to go unmaps it.
#[derive(Clone)]
pub struct Heap {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) config: HeapConfig,
    pub(crate) base: usize,
    reserved: usize,
    next_chunk: Mutex<usize>,
    // hidden-value: scanned as roots.
    known: Box<[crate::field::Field; Known::COUNT]>,
    // hidden-value: scanned as roots.
    globals: Mutex<Vec<Option<Value>>>,
    extensions: [OnceLock<Box<dyn Any + Send + Sync>>; 4],
}

// SAFETY: values inside are only handed out to attached threads. [BOUND]
unsafe impl Send for Shared {}
// SAFETY: as above; mutable parts are behind locks or atomics.
unsafe impl Sync for Shared {}

/// Address space for a heap could not be had.
#[derive(Debug)]
pub struct ReserveError;

impl Heap {
    pub fn new(config: HeapConfig) -> Result<Heap, ReserveError> {
        let (base, reserved) = reserve(config.reserve).ok_or(ReserveError)?;
        let first_free = FIRST_DESC + 512 * DESC_BYTES;
        for &(kind, info) in config.types {
            let desc = TypeDesc::new(kind, info, Value::NIL, Value::NIL);
            let address = base + FIRST_DESC + kind.0 as usize * DESC_BYTES;
            // SAFETY: the reservation is readable and writable and larger than the table.
            unsafe { core::ptr::write(address as *mut TypeDesc, desc) };
        }
        let shared = Shared {
            config,
            base,
            reserved,
            next_chunk: Mutex::new(base + first_free.next_multiple_of(32 << 10)),
            known: Box::new(core::array::from_fn(|_| crate::field::Field::new(Value::NIL))),
            globals: Mutex::new(Vec::new()),
            extensions: [const { OnceLock::new() }; 4],
        };
        Ok(Heap { shared: Arc::new(shared) })
    }

    /// Makes the current thread a mutator of this heap, until the answer is dropped.
    pub fn attach(&self) -> Attached {
        Attached { mutator: Mutator::new(self.clone()) }
    }

    /// State of an upper floor, made once with `set_extension`.
    ///
    /// # Panics
    /// When it was not set, or set with another type.
    #[inline]
    pub fn extension<T: Any + Send + Sync>(&self, slot: Extension) -> &T {
        let state = self.shared.extensions[slot as usize].get();
        state.and_then(|state| state.downcast_ref()).expect("the floor set its state at start")
    }

    pub fn set_extension(&self, slot: Extension, state: Box<dyn Any + Send + Sync>) {
        assert!(self.shared.extensions[slot as usize].set(state).is_ok(), "state is set once");
    }

    pub fn builtin_desc(&self, kind: Kind) -> &TypeDesc {
        let address = self.shared.base + FIRST_DESC + kind.0 as usize * DESC_BYTES;
        // SAFETY: built-in descriptors stand there from the start and never die.
        unsafe { &*(address as *const TypeDesc) }
    }

    pub(crate) fn same(shared: &Arc<Shared>, cx: &Mutator) -> bool {
        Arc::ptr_eq(shared, &cx.heap().shared)
    }
}

impl Shared {
    pub(crate) fn known(&self, slot: Known) -> &crate::field::Field {
        &self.known[slot.0 as usize]
    }

    pub(crate) fn take_chunk(&self, bytes: usize) -> Option<usize> {
        let mut next = self.next_chunk.lock().expect("no panic under this lock");
        let start = *next;
        if start + bytes > self.base + self.reserved {
            return None;
        }
        *next = start + bytes;
        Some(start)
    }

    pub(crate) fn add_global(&self, value: Value) -> usize {
        let mut globals = self.globals.lock().expect("no panic under this lock");
        match globals.iter().position(Option::is_none) {
            Some(slot) => {
                globals[slot] = Some(value);
                slot
            }
            None => {
                globals.push(Some(value));
                globals.len() - 1
            }
        }
    }

    pub(crate) fn global(&self, slot: usize) -> Value {
        let globals = self.globals.lock().expect("no panic under this lock");
        globals[slot].expect("the root that names the slot is alive")
    }

    pub(crate) fn remove_global(&self, slot: usize) {
        self.globals.lock().expect("no panic under this lock")[slot] = None;
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // SAFETY: the reservation was made by `reserve`, and no thread is attached any more.
        unsafe { libc::munmap(self.base as *mut libc::c_void, self.reserved) };
    }
}

/// A reservation that starts at a multiple of `HEAP_ALIGN`: `bytes`, or less where that is refused.
fn reserve(bytes: usize) -> Option<(usize, usize)> {
    let mut size = bytes.min(HEAP_ALIGN);
    while size >= 16 << 20 {
        for slot in 1..2000usize {
            let hint = (slot * 7 % 2003 + 16) * HEAP_ALIGN;
            // SAFETY: a fresh mapping that replaces none.
            let got = unsafe {
                libc::mmap(
                    hint as *mut libc::c_void,
                    size,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE
                        | libc::MAP_ANONYMOUS
                        | libc::MAP_NORESERVE
                        | libc::MAP_FIXED_NOREPLACE,
                    -1,
                    0,
                )
            };
            if got as usize == hint {
                return Some((hint, size));
            }
            if got != libc::MAP_FAILED {
                // SAFETY: the mapping just made, at the wrong place.
                unsafe { libc::munmap(got, size) };
            } else if std::io::Error::last_os_error().raw_os_error() == Some(libc::ENOMEM) {
                break;
            }
        }
        size /= 2;
    }
    None
}

/// The current thread as a mutator; dropping it detaches the thread.
pub struct Attached {
    mutator: Box<Mutator>,
}

impl core::ops::Deref for Attached {
    type Target = Mutator;

    fn deref(&self) -> &Mutator {
        &self.mutator
    }
}

impl core::ops::DerefMut for Attached {
    fn deref_mut(&mut self) -> &mut Mutator {
        &mut self.mutator
    }
}
