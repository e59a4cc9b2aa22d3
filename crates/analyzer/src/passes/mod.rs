//! Passes over the tree of a unit: AST → AST, one file each.
//!
//! Constants are folded, closures converted and branches that cannot be taken dropped while the tree
//! is built (`analyze`, `if_node`, `capture`); what needs the whole tree is here.

pub mod liveness;

use heap::{Mutator, Result};

use crate::ast::Ast;

/// All passes, in order.
///
/// # Errors
/// `StackOverflowError` when the tree is too deep.
pub fn run(cx: &mut Mutator, ast: &mut Ast, scratch: &mut liveness::Scratch) -> Result<()> {
    liveness::run(cx, ast, scratch)
}
