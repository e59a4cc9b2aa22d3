//! A heap: its reservation, its threads, its well-known roots.

use core::any::Any;
use core::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, OnceLock};

use crate::collect::{FramesHook, Scratch};
use crate::config::HeapConfig;
use crate::field::Field;
use crate::finalize::Finalizers;
use crate::header::{DESC_ALIGN, TypeDesc};
use crate::layout::{BUILTIN_KINDS, mark_slot};
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::os::ReserveError;
use crate::policy::Policy;
use crate::roots::Globals;
use crate::safepoint::PollHook;
use crate::space::Space;
use crate::stats::Record;
use crate::type_info::{Kind, Layout, TypeInfo};
use crate::value::Value;
use crate::weak::WeakBook;
use crate::world::WorldLock;

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

/// A heap. Clones are handles of the same one; the last to go unmaps it.
#[derive(Clone)]
pub struct Heap {
    pub(crate) shared: Arc<Shared>,
}

/// What the threads of a heap share.
pub(crate) struct Shared {
    pub(crate) config: HeapConfig,
    /// Start of the heap's window.
    pub(crate) base: usize,
    pub(crate) world: WorldLock,
    pub(crate) space: Mutex<Space>,
    // hidden-value: scanned as roots.
    known: Box<[Field; Known::COUNT]>,
    pub(crate) globals: Mutex<Globals>,
    pub(crate) weak: Mutex<WeakBook>,
    pub(crate) finalizers: Mutex<Finalizers>,
    /// Old objects that must be scanned by the next young collection.
    pub(crate) remembered: Mutex<Vec<usize>>,
    /// Bytes outside the heap that are charged to it.
    pub(crate) external: AtomicUsize,
    /// What root vectors held at the last collection; it counts as charged.
    pub(crate) root_bytes: AtomicUsize,
    pub(crate) stats: Mutex<Record>,
    pub(crate) scratch: Mutex<Scratch>,
    pub(crate) poll_hook: OnceLock<PollHook>,
    pub(crate) frames_hook: OnceLock<FramesHook>,
    extensions: [OnceLock<Box<dyn Any + Send + Sync>>; 4],
}

// SAFETY: values inside are only handed out to attached threads. [BOUND]
unsafe impl Send for Shared {}
// SAFETY: as above; mutable parts are behind locks or atomics.
unsafe impl Sync for Shared {}

/// Why a thread cannot be attached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttachError {
    /// The thread is attached to the heap already.
    Twice,
    /// There is no address space for the thread's VM stack.
    NoStack,
}

impl core::fmt::Display for AttachError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            AttachError::Twice => "the thread is attached to this heap already",
            AttachError::NoStack => "no address space for a stack",
        })
    }
}

impl std::error::Error for AttachError {}

/// Describes descriptors, where the type table does not.
static TYPE_DESC_INFO: TypeInfo = TypeInfo::new("tercel.heap.TypeDesc", Layout::RefsThenRaw(2));

impl Heap {
    /// # Errors
    /// When there is not even little address space for it.
    pub fn new(config: HeapConfig) -> Result<Heap, ReserveError> {
        let is_fit = |&&(kind, info): &&(Kind, &TypeInfo)| {
            kind != Kind::TYPE_DESC || info.layout == TYPE_DESC_INFO.layout
        };
        assert!(config.types.iter().all(|entry| is_fit(&entry)), "a descriptor has two values");
        let space = Space::new(config.reserve, Policy::new(&config))?;
        let base = space.base;
        let builtin = core::iter::once((Kind::TYPE_DESC, &TYPE_DESC_INFO));
        for (kind, info) in builtin.chain(config.types.iter().copied()) {
            assert!((kind.0 as usize) < BUILTIN_KINDS, "a built-in kind has a descriptor's place");
            let desc = TypeDesc::new(kind, info, Value::NIL, Value::NIL);
            let address = base + kind.desc_offset() as usize * DESC_ALIGN;
            let (marks, bit) = mark_slot(address);
            // SAFETY: [MAPPED] the first blocks have room for the descriptors. Their mark bits stay
            // set for ever, so that marking never enters them.
            unsafe {
                core::ptr::write(address as *mut TypeDesc, desc);
                *marks |= bit;
            }
        }
        let shared = Shared {
            config,
            base,
            world: WorldLock::new(),
            space: Mutex::new(space),
            known: Box::new([const { Field::new(Value::NIL) }; Known::COUNT]),
            globals: Mutex::default(),
            weak: Mutex::default(),
            finalizers: Mutex::default(),
            remembered: Mutex::default(),
            external: AtomicUsize::new(0),
            root_bytes: AtomicUsize::new(0),
            stats: Mutex::default(),
            scratch: Mutex::default(),
            poll_hook: OnceLock::new(),
            frames_hook: OnceLock::new(),
            extensions: [const { OnceLock::new() }; 4],
        };
        Ok(Heap { shared: Arc::new(shared) })
    }

    /// Makes the current thread a mutator of this heap, until the answer is dropped.
    ///
    /// # Panics
    /// Where `try_attach` answers an error.
    pub fn attach(&self) -> Attached {
        self.try_attach().unwrap_or_else(|error| panic!("{error}"))
    }

    /// As `attach`.
    ///
    /// # Errors
    /// When the thread is attached to this heap already, or no address space is left for its stack.
    pub fn try_attach(&self) -> Result<Attached, AttachError> {
        let mut mutator = Mutator::new(self.clone()).ok_or(AttachError::NoStack)?;
        if !self.shared.world.enter(&mut mutator) {
            return Err(AttachError::Twice);
        }
        lock(&self.shared.space).policy.threads += 1;
        Ok(Attached { mutator })
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
        let address = self.shared.base + kind.desc_offset() as usize * DESC_ALIGN;
        // SAFETY: built-in descriptors stand there from the start and never die.
        unsafe { &*(address as *const TypeDesc) }
    }
}

impl Shared {
    pub(crate) fn known(&self, slot: Known) -> &Field {
        &self.known[slot.0 as usize]
    }

    /// Gives the values that are roots of the whole heap.
    pub(crate) fn for_each_root(&self, work: &mut dyn FnMut(Value)) {
        self.known.iter().for_each(|field| work(field.get()));
        lock(&self.globals).for_each(work);
        for &(kind, _) in self.config.types {
            let address = self.base + kind.desc_offset() as usize * DESC_ALIGN;
            // SAFETY: built-in descriptors stand there from the start and never die.
            let desc = unsafe { &*(address as *const TypeDesc) };
            work(desc.class.get());
            work(desc.extra.get());
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // No thread is attached: each mutator holds its heap.
        self.finalize_all();
    }
}

/// The current thread as a mutator; dropping it detaches the thread.
pub struct Attached {
    // hidden-value: the fields of an attached mutator are scanned as roots.
    mutator: Box<Mutator>,
}

impl Drop for Attached {
    fn drop(&mut self) {
        let cx = &mut *self.mutator;
        cx.local = None;
        let shared = cx.shared();
        // While the thread is known, no collection runs: what it leaves behind is complete.
        cx.give_runs_back();
        lock(&shared.remembered).append(&mut cx.remembered);
        lock(&shared.finalizers).add(&mut cx.finalizable);
        lock(&shared.space).policy.threads -= 1;
        shared.world.leave(cx);
    }
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
