//! From the AST to bytecode: registers, calls, constants, exception tables.
//!
//! In: the tree of one unit, with its last uses marked. Out: an `FnTemplate` without arguments and
//! captures that runs the unit. `method` keeps the registers of one method; `lower` has what each
//! node becomes. Knows nothing of how ops are executed.

#![forbid(unsafe_code)]

mod lower;
mod method;
mod unit;

pub use unit::{Compiler, Unit};
