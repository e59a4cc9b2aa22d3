//! Collection literals whose items are not all constants.

use analyzer::ast::{List, NodeId};
use bytecode::Reg;
use heap::{Mutator, Result};

use crate::method::Method;

impl Method<'_> {
    /// Evaluates items into registers that follow each other.
    pub fn consecutive(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        items: List,
        emit: impl FnOnce(&mut Self, Reg, u16),
    ) -> Result<()> {
        self.scoped(|this| {
            let first = Reg(this.next);
            for i in 0..items.len() {
                let register = this.reg();
                this.value(cx, this.ast.node_at(items, i), register)?;
            }
            this.position(id);
            emit(this, first, items.len() as u16);
            Ok(())
        })
    }

    pub fn vector(&mut self, cx: &mut Mutator, id: NodeId, items: List, dst: Reg) -> Result<()> {
        self.consecutive(cx, id, items, |this, first, count| {
            this.code.new_vector(dst, first, count);
        })
    }

    pub fn map(&mut self, cx: &mut Mutator, id: NodeId, items: List, dst: Reg) -> Result<()> {
        self.consecutive(cx, id, items, |this, first, count| {
            this.code.new_map(dst, first, count);
        })
    }

    pub fn set(&mut self, cx: &mut Mutator, id: NodeId, items: List, dst: Reg) -> Result<()> {
        self.consecutive(cx, id, items, |this, first, count| {
            this.code.new_set(dst, first, count);
        })
    }
}
