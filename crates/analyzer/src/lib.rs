//! From forms to the AST: macroexpansion, resolution, the special forms, and passes over the tree.
//!
//! Start reading at `ast`, then `analyze`; `special` has the special forms, `natively` the core
//! macros that are compiled directly, `expand` the same as functions from forms to forms, `passes`
//! what comes after. Knows nothing of bytecode but what a function value looks like.

#![forbid(unsafe_code)]

pub mod analyze;
pub mod ast;
mod core_fns;
pub mod dump;
mod env;
pub mod error;
pub mod expand;
mod fold;
pub mod intrinsics;
mod keys;
pub mod macroexpand;
mod natively;
pub mod passes;
pub mod primitive;
pub mod resolve;
mod special;
mod unchecked;

pub use analyze::{Analyzer, Unit};
pub use ast::Ast;
pub use macroexpand::{Top, macroexpand_1, top};
