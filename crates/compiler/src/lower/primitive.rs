//! Casts to primitives: of hinted parameters, of what `recur` gives them, of results.

use analyzer::ast::{LocalId, LocalKind, NodeId};
use analyzer::primitive::Primitive;
use bytecode::Reg;

use crate::method::Method;

impl Method<'_> {
    pub fn is_primitive(&self, id: NodeId, primitive: Primitive) -> bool {
        self.ast.primitive(id) == Some(primitive)
    }

    pub fn is_any(&self, primitive: Primitive, first: NodeId, second: NodeId) -> bool {
        self.is_primitive(first, primitive) || self.is_primitive(second, primitive)
    }

    pub fn are_both(&self, primitive: Primitive, first: NodeId, second: NodeId) -> bool {
        self.is_primitive(first, primitive) && self.is_primitive(second, primitive)
    }

    /// Casts an argument where it stands.
    pub fn cast(&mut self, primitive: Primitive, register: Reg) {
        match primitive {
            Primitive::Long => self.code.cast_long(register, register),
            Primitive::Double => self.code.cast_double(register, register),
        }
    }

    /// Casts what `recur` gives to a parameter, unless it is the right primitive already.
    pub fn cast_again(&mut self, local: LocalId, value: NodeId, register: Reg) {
        let local = self.ast.local(local);
        if let (LocalKind::Arg(_), Some(primitive)) = (local.kind, local.primitive)
            && !self.is_primitive(value, primitive)
        {
            self.cast(primitive, register);
        }
    }

    /// Casts a result to what the method promises; answers its register. An operand's register may
    /// be a local's own, which nobody reads any more.
    pub fn cast_result(&mut self, id: NodeId, result: Reg) -> Reg {
        match self.returns {
            Some(primitive) if !self.is_primitive(id, primitive) => {
                self.position(id);
                match primitive {
                    Primitive::Long => self.code.long_value(result, result),
                    Primitive::Double => self.code.cast_double(result, result),
                }
                result
            }
            Some(_) | None => result,
        }
    }
}
