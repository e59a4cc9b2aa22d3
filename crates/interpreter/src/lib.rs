//! Tier T0: executes bytecode.
//!
//! In: a template whose code verifies. Out: the value of the call. The handlers in `ops` are one
//! for each row of the op table; `vm` says how they pass on the state; `entry` is the way in from
//! Rust, `unwind` the way of an exception. Knows nothing of forms.
//!
//! # Safety
//!
//! The invariants that comments in this crate cite, beside those of `heap` and `bytecode`:
//!
//! - `[FRAME]` `base` is register 0 of a frame, and `pc` and `constants` point into code that
//!   verifies, so what its instructions name exists. Their addresses, in a register of the machine
//!   or in the window of a callee, keep that code alive.
//! - `[CALL]` an entry is called with the current thread's mutator and a window as ARCHITECTURE.md
//!   describes it.
//! - `[ROOM]` above every frame the VM stack has room for a window's header and for the windows of
//!   natives.

pub mod class;
pub mod entry;
mod frames;
pub mod function;
mod ops;
pub mod trace;
mod unwind;
mod vm;

pub use class::class_of;
pub use entry::enter;
pub use function::{closure, run};
pub use trace::{Frame, capture_trace, frame_name, stack_trace, trace_elements, walk};

use data::kind;
use heap::{Kind, Mutator, Result, TypeInfo};

/// The types of this crate.
pub static TYPES: &[(Kind, &TypeInfo)] =
    &[(kind::FN, &function::FN_INFO), (kind::FN_WITH_META, &function::FN_WITH_META_INFO)];

/// Makes the interpreter callable in this heap. To be called before the first template is made.
///
/// # Errors
/// None now; as the other floors' `init`.
pub fn init(cx: &mut Mutator) -> Result<()> {
    function::install_handlers(cx);
    cx.heap().set_frames_hook(frames::clear_dead);
    Ok(())
}
