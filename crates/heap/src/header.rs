//! What stands before every object: its descriptor, its size, its age; and the descriptor itself.
//!
//! A descriptor is a heap object like any other, so types are allocated and freed like their
//! instances. It is found from an object without any context: a heap's reservation starts at a
//! multiple of `HEAP_ALIGN`, and the header holds the descriptor's offset from there.

use core::sync::atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering};

use crate::field::Field;
use crate::object::HeapType;
use crate::type_info::{Entry, Kind, Layout, TypeInfo};
use crate::value::Value;

/// Reservations start at a multiple of this, and are never larger.
pub const HEAP_ALIGN: usize = 1 << 36;
/// Descriptors stand at multiples of this.
pub const DESC_ALIGN: usize = 16;
/// Offset of the first built-in descriptor from the start of the reservation.
pub const FIRST_DESC: usize = 4096;

/// Log bit of the write barrier: set on an old object that has not been remembered yet.
pub const FLAG_OLD_UNLOGGED: u8 = 1;

/// The first word of every object.
#[repr(C)]
pub struct Header {
    /// Offset of the descriptor from the start of the heap, in units of `DESC_ALIGN`.
    desc: u32,
    /// Size of the object in words, header included; 0 when the size stands in the count word
    /// of an object with `Layout::Counted`.
    words: u16,
    pub(crate) flags: AtomicU8,
    pub(crate) age: AtomicU8,
}

impl Header {
    #[inline(always)]
    pub const fn new(desc_offset: u32, words: u16) -> Header {
        Header { desc: desc_offset, words, flags: AtomicU8::new(0), age: AtomicU8::new(0) }
    }

    /// The header of a stretch of memory that is no object.
    pub(crate) const fn filler(words: u16) -> Header {
        Header::new(0, words)
    }

    pub(crate) const fn is_filler(&self) -> bool {
        self.desc == 0
    }

    /// The header of an object of a built-in kind whose struct is exactly `T`.
    #[inline(always)]
    pub const fn of<T: HeapType>() -> Header {
        Header::new(T::KIND.desc_offset(), (size_of::<T>() / 8) as u16)
    }

    /// The header of an instance of `desc` whose struct has `words` words.
    #[inline(always)]
    pub fn of_desc(desc: &TypeDesc, words: u16) -> Header {
        let offset = (desc as *const TypeDesc as usize & (HEAP_ALIGN - 1)) / DESC_ALIGN;
        Header::new(offset as u32, words)
    }

    #[inline(always)]
    pub const fn desc_offset(&self) -> u32 {
        self.desc
    }

    #[inline(always)]
    pub const fn small_words(&self) -> u16 {
        self.words
    }

    /// Size of the object in words, header included.
    #[inline(always)]
    pub(crate) fn object_words(&self) -> usize {
        match self.words {
            // SAFETY: [BORN] the count word follows the header where the header says no size.
            0 => 2 + counted_words(unsafe { *(self as *const Header as *const u64).add(1) }),
            words => words as usize,
        }
    }

    /// Size of the object in bytes.
    #[inline(always)]
    pub(crate) fn object_bytes(&self) -> usize {
        self.object_words() * 8
    }

    #[inline(always)]
    pub fn desc<'a>(&self) -> &'a TypeDesc {
        let base = self as *const Header as usize & !(HEAP_ALIGN - 1);
        let address = base + self.desc as usize * DESC_ALIGN;
        // SAFETY: [TYPED] a header names a live descriptor of its own heap, which the collector
        // keeps as long as the object.
        unsafe { &*(address as *const TypeDesc) }
    }

    #[inline(always)]
    pub fn is_old_unlogged(&self) -> bool {
        self.flags.load(Ordering::Relaxed) & FLAG_OLD_UNLOGGED != 0
    }
}

/// Values and raw words together, as a count word says.
#[inline(always)]
const fn counted_words(counts: u64) -> usize {
    (counts as u32 as usize) + (counts >> 32) as usize
}

/// How many arities have an entry of their own; larger ones share the last.
pub const FIXED_ENTRIES: usize = 5;

/// What the runtime knows of a type: one for each built-in kind, fn template, deftype, record shape.
///
/// `entry[n]` is how an instance is called with `n` arguments (`entry[FIXED_ENTRIES]`: with more).
/// `code[n]` is, for a function that has bytecode for exactly `n` arguments, the address of that
/// code's first constant (an interior pointer into a `Code` object that `class` keeps alive), else 0.
#[repr(C, align(16))]
pub struct TypeDesc {
    header: Header,
    /// The host class, the fn template or the record shape behind this type.
    pub class: Field,
    /// Whatever the type's owner keeps beside it (method tables, caches).
    pub extra: Field,
    info: &'static TypeInfo,
    kind: Kind,
    /// Free for the owner of the type: number of fields, captures.
    pub count: u16,
    /// Free for the owner of the type.
    pub flags: AtomicU32,
    /// The interpreter's way to call an instance when `code[argc]` is 0: a handler's address.
    pub handler: AtomicUsize,
    entry: [AtomicUsize; FIXED_ENTRIES + 1],
    code: [AtomicUsize; FIXED_ENTRIES + 1],
    /// The layout in `info`, ready for the collector.
    pub(crate) scan: Scan,
}

/// How the collector walks an object: `Layout` in one word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scan(u32);

impl Scan {
    /// Every word after the header.
    pub(crate) const ALL: Scan = Scan(u32::MAX);
    /// As many words after the count word as that says.
    pub(crate) const COUNTED: Scan = Scan(u32::MAX - 1);

    const fn of(layout: Layout) -> Scan {
        match layout {
            Layout::AllRefs => Scan::ALL,
            Layout::Raw => Scan(0),
            Layout::RefsThenRaw(refs) => Scan(refs as u32),
            Layout::Counted => Scan::COUNTED,
        }
    }

    /// How many words after the header, where it is neither of the others.
    #[inline(always)]
    pub(crate) const fn refs(self) -> usize {
        self.0 as usize
    }
}

/// Size of a descriptor in bytes; built-in ones stand one after the other from `FIRST_DESC` on.
pub const DESC_BYTES: usize = size_of::<TypeDesc>();

impl HeapType for TypeDesc {
    const KIND: Kind = Kind::TYPE_DESC;
}

impl TypeDesc {
    /// A descriptor whose instances behave as `info` says and cannot be called otherwise.
    pub fn new(kind: Kind, info: &'static TypeInfo, class: Value, extra: Value) -> TypeDesc {
        TypeDesc {
            header: Header::of::<TypeDesc>(),
            class: Field::new(class),
            extra: Field::new(extra),
            info,
            kind,
            count: 0,
            flags: AtomicU32::new(0),
            handler: AtomicUsize::new(0),
            entry: core::array::from_fn(|_| AtomicUsize::new(info.entry as usize)),
            code: core::array::from_fn(|_| AtomicUsize::new(0)),
            scan: Scan::of(info.layout),
        }
    }

    #[inline(always)]
    pub fn info(&self) -> &'static TypeInfo {
        self.info
    }

    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// This descriptor as a value.
    #[inline(always)]
    pub fn value(&self) -> Value {
        // SAFETY: a descriptor is a heap object.
        unsafe { Value::from_object(&self.header) }
    }

    /// The native entry for `argc` arguments.
    #[inline(always)]
    pub fn entry(&self, argc: usize) -> Entry {
        let raw = self.entry[argc.min(FIXED_ENTRIES)].load(Ordering::Acquire);
        // SAFETY: only `Entry` function pointers are stored in `entry`.
        unsafe { core::mem::transmute::<usize, Entry>(raw) }
    }

    pub fn set_entry(&self, argc: usize, entry: Entry) {
        self.entry[argc.min(FIXED_ENTRIES)].store(entry as usize, Ordering::Release);
    }

    /// Address of the constants of the bytecode for exactly `argc` arguments, or 0.
    #[inline(always)]
    pub fn code(&self, argc: usize) -> usize {
        if argc < FIXED_ENTRIES { self.code[argc].load(Ordering::Acquire) } else { 0 }
    }

    /// # Safety
    /// `constants` is 0 or the address of the first constant of a `Code` object for `argc`
    /// arguments which `class` keeps alive.
    pub unsafe fn set_code(&self, argc: usize, constants: usize) {
        self.code[argc].store(constants, Ordering::Release);
    }
}

impl Kind {
    /// Where the built-in descriptor of this kind stands, as headers name it.
    #[inline(always)]
    pub const fn desc_offset(self) -> u32 {
        ((FIRST_DESC + self.0 as usize * DESC_BYTES) / DESC_ALIGN) as u32
    }
}

const _: () = assert!(size_of::<Header>() == 8);
const _: () = assert!(DESC_BYTES.is_multiple_of(DESC_ALIGN));
