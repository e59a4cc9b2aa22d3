//! The op table and the objects that hold compiled code.
//!
//! In: what the compiler emits through `CodeBuilder`. Out: `Code` and `FnTemplate` objects that the
//! tiers execute. Everything known of an op is one row of `ops::for_each_op!`; the enum, the
//! encoding, the builder's methods, the disassembler, the verifier and each tier's list of
//! obligations come from it. Knows nothing of namespaces: a var is whatever begins with `VarCore`.
//!
//! Start reading at `ops`, then `builder`, `code`, `template`, `cell`.
//!
//! # Safety
//!
//! The invariants that comments in this crate cite, beside those of `heap`:
//!
//! - `[SHAPE]` a constant that an op names by a role of its own (`Cell`, `TargetConst`, `Template`,
//!   `CaseConst`) is an object of that kind: the verifier looks.
//! - `[CODE]` an address of constants held raw (in a `Target`, a descriptor, a frame) belongs to a
//!   `Code` object which the callee standing beside it keeps alive; of a frame, the address
//!   itself does, because frames are scanned.
//! - `[TABLE]` a `case` table is laid out as `CaseTable::alloc` lays it out.
//! - `[VAR]` objects of kind `VAR` begin with `VarCore`.

pub mod apply;
pub mod builder;
pub mod case_table;
pub mod cell;
pub mod code;
pub mod disasm;
pub mod function;
pub mod handlers;
pub mod liveness;
pub mod operand;
pub mod ops;
pub mod positions;
pub mod template;
pub mod verify;

pub use builder::{BuildError, CodeBuilder, Label};
pub use case_table::CaseTable;
pub use cell::{InvokeCell, Target, VarCore};
pub use code::{Code, CodeFlags};
pub use function::FnWithMeta;
pub use liveness::{LiveSet, Liveness};
pub use operand::{ConstIx, Reg, RoleKind};
pub use ops::{Op, OpInfo, OpVisitor};
pub use template::{FnSpec, FnTemplate};

use data::kind;
use heap::{Kind, TypeInfo};

/// The types of this crate.
pub static TYPES: &[(Kind, &TypeInfo)] = &[
    (kind::CODE, &code::CODE_INFO),
    (kind::FN_TEMPLATE, &template::FN_TEMPLATE_INFO),
    (kind::INVOKE_CELL, &cell::INVOKE_CELL_INFO),
    (kind::TARGET, &cell::TARGET_INFO),
    (kind::CASE_TABLE, &case_table::CASE_TABLE_INFO),
];
