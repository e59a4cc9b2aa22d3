//! The tagged value, heap objects, the collector, and the per-thread mutator.
//!
//! A heap is a value: several live in one process and know nothing of each other. Objects never
//! move. Young collections are frequent and cheap, full ones rare. Stacks, registers and VM frames
//! are scanned conservatively, heap objects precisely. This crate knows no Clojure type: upper
//! floors describe theirs with `TypeInfo`.
//!
//! | to learn about | read |
//! | --- | --- |
//! | values and objects | `value`, `header`, `object`, `type_info` |
//! | what a thread does | `mutator`, `alloc`, `runs`, `barrier`, `safepoint`, `stack`, `lock` |
//! | what a collection does | `collect`, `world`, then `conservative`, `mark`, `sweep` |
//! | memory | `layout`, `block`, `lines`, `space`, `os`, `policy` |
//! | what objects may ask for | `roots`, `weak`, `intern`, `finalize`, `external` |
//! | looking inside | `stats`, `verify`, `testing` |
//!
//! # Safety
//!
//! The invariants that comments in this crate cite:
//!
//! - `[LIVE]` an object is kept while a word inside its address range stands on a stack, in a
//!   register, in a VM frame, in a root, or (tagged) in a live object.
//! - `[STILL]` objects never move.
//! - `[BORN]` an object's header and all its fields are written before the next safepoint and before
//!   the object is published.
//! - `[TYPED]` a header names a live descriptor of its own heap.
//! - `[BARRIER]` a value is stored into a published object only through `Mutator::store` and its kin.
//! - `[PARSED]` the lines given to threads since the last collection are, at each stop, filled with
//!   objects and fillers without gaps.
//! - `[HELD]` a block that a thread allocates into is given to no other.
//! - `[MAPPED]` every block below the end of the used ones is mapped, and so are its parts of the
//!   mark table and the block table.
//! - `[STOPPED]` while the world stands still, only the thread that stopped it touches the heap, its
//!   tables and the other threads' mutators; they have written their fields back before, and read
//!   them again after.
//! - `[ATTACHED]` a mutator is in the list of threads from `attach` until its `Attached` goes.
//! - `[BOUND]` values stay on threads attached to their heap.

#[macro_use]
mod bits;
mod alloc;
mod barrier;
mod block;
mod collect;
mod config;
mod conservative;
mod external;
mod field;
mod finalize;
mod header;
mod heap;
mod intern;
mod layout;
mod lines;
mod lock;
mod mark;
mod mutator;
mod object;
mod os;
mod policy;
mod registers;
mod roots;
mod runs;
mod safepoint;
mod space;
mod stack;
mod stats;
mod sweep;
pub mod testing;
mod type_info;
mod value;
mod verify;
mod weak;
mod world;

pub use collect::{Collection, FramesHook};
pub use config::{HeapConfig, Hooks};
pub use external::Charge;
pub use field::Field;
pub use header::{DESC_ALIGN, DESC_BYTES, FIRST_DESC, FIXED_ENTRIES, HEAP_ALIGN, Header, TypeDesc};
pub use heap::{AttachError, Attached, Extension, Heap, Known};
pub use intern::WeakTable;
pub use lock::{HeapCondvar, HeapMutex, HeapMutexGuard, Woken};
pub use mutator::{FRAME_HEADER, Mutator, Space};
pub use object::{Counted, HeapType};
pub use os::ReserveError;
pub use registers::{hand_over, keep, look, only_here};
pub use roots::{GlobalRoot, RootVec};
pub use safepoint::{PollBits, PollHook, ThreadHandle};
pub use stack::{forget_ended_calls, forget_small_calls};
pub use stats::{Allocations, Pauses, Stats};
pub use type_info::{
    Entry, Interfaces, Kind, Layout, Result, TextSink, Thrown, TypeInfo, TypeTable,
};
pub use value::Value;
pub use weak::WeakRoot;
pub use world::Threads;
