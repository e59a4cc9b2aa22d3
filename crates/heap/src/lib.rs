//! The tagged value, heap objects, the collector, and the per-thread mutator.
//!
//! A heap is a value: several live in one process and know nothing of each other. Objects never
//! move. Young collections are frequent and cheap, full ones rare. Stacks, registers and VM frames
//! are scanned conservatively, heap objects precisely. This crate knows no Clojure type: upper
//! floors describe theirs with `TypeInfo`.
//!
//! Start reading at `value`, then `header`, `mutator`, `heap`.
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
//! - `[BOUND]` values stay on threads attached to their heap.

#[macro_use]
mod bits;
mod field;
mod header;
mod heap;
mod mutator;
mod object;
mod roots;
mod type_info;
mod value;

pub use field::Field;
pub use header::{DESC_ALIGN, DESC_BYTES, FIRST_DESC, FIXED_ENTRIES, HEAP_ALIGN, Header, TypeDesc};
pub use heap::{Attached, Extension, Heap, HeapConfig, Hooks, Known};
pub use mutator::{FRAME_HEADER, Mutator, Space};
pub use object::{Counted, HeapType};
pub use roots::{GlobalRoot, RootVec};
pub use type_info::{
    Entry, Interfaces, Kind, Layout, Result, TextSink, Thrown, TypeInfo, TypeTable,
};
pub use value::Value;
