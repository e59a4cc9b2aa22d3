//! Core functions that are ops.

use analyzer::ast::{ConstId, List, Node, NodeId};
use analyzer::intrinsics;
use analyzer::primitive::Primitive;
use bytecode::Reg;
use heap::{Mutator, Result, Value};
use runtime::native::Intrinsic;

use crate::method::{Method, Place};

/// The comparisons that branch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compare {
    Lt,
    Lte,
    Gt,
    Gte,
    NumEq,
    Equiv,
    Identical,
    IsZero,
    IsPos,
    IsNeg,
}

impl Compare {
    pub fn of(op: Intrinsic) -> Option<Compare> {
        Some(match op {
            Intrinsic::Lt => Compare::Lt,
            Intrinsic::Lte => Compare::Lte,
            Intrinsic::Gt => Compare::Gt,
            Intrinsic::Gte => Compare::Gte,
            Intrinsic::NumEq => Compare::NumEq,
            Intrinsic::Equal => Compare::Equiv,
            Intrinsic::Identical => Compare::Identical,
            Intrinsic::IsZero => Compare::IsZero,
            Intrinsic::IsPos => Compare::IsPos,
            Intrinsic::IsNeg => Compare::IsNeg,
            _ => return None,
        })
    }

    /// The comparison with 0 that a predicate is.
    pub fn against_zero(self) -> Option<Compare> {
        match self {
            Compare::IsZero => Some(Compare::NumEq),
            Compare::IsPos => Some(Compare::Gt),
            Compare::IsNeg => Some(Compare::Lt),
            Compare::Lt
            | Compare::Lte
            | Compare::Gt
            | Compare::Gte
            | Compare::NumEq
            | Compare::Equiv
            | Compare::Identical => None,
        }
    }

    pub fn takes_imm(self) -> bool {
        self == Compare::Equiv || self.mirrored().is_some()
    }

    /// The comparison that holds for `b` and `a` when this one holds for `a` and `b`. For `=` the
    /// first operand is asked, which may be of a type with an equality of its own.
    pub fn mirrored(self) -> Option<Compare> {
        match self {
            Compare::Lt => Some(Compare::Gt),
            Compare::Lte => Some(Compare::Gte),
            Compare::Gt => Some(Compare::Lt),
            Compare::Gte => Some(Compare::Lte),
            Compare::NumEq => Some(Compare::NumEq),
            Compare::Equiv
            | Compare::Identical
            | Compare::IsZero
            | Compare::IsPos
            | Compare::IsNeg => None,
        }
    }
}

/// A constant that fits into an instruction.
pub(crate) fn immediate(value: Value) -> Option<i16> {
    value.as_fixnum().and_then(|n| i16::try_from(n).ok())
}

impl Method<'_> {
    pub fn core_op(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        op: Intrinsic,
        var: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        match op {
            Intrinsic::Vector => return self.vector(cx, id, args, dst),
            Intrinsic::List => {
                return self.consecutive(cx, id, args, |this, first, count| {
                    this.code.new_list(dst, first, count);
                });
            }
            _ => {}
        }
        self.scoped(|this| match args.len() {
            1 => this.unary(cx, id, op, var, args, dst),
            2 => this.binary(cx, id, op, var, args, dst),
            3 => this.ternary(cx, id, op, var, args, dst),
            _ => this.invoke_var(cx, id, var, args, dst),
        })
    }

    /// Forgets an operand that was used for the last time and may hold something large.
    fn forget(&mut self, arg: NodeId, register: Reg, dst: Reg) {
        if let Node::Local { local, last: true } = self.ast.node(arg)
            && self.place(local) == Place::Register(register)
            && register != dst
        {
            self.code.clear(register);
        }
    }

    fn unary(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        op: Intrinsic,
        var: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let arg = self.ast.node_at(args, 0);
        if op == Intrinsic::Count {
            return self.count(cx, id, arg, dst);
        }
        let a = self.operand_in(cx, arg, dst)?;
        self.position(id);
        match op {
            Intrinsic::Inc => self.code.inc(dst, a),
            Intrinsic::Dec => self.code.dec(dst, a),
            Intrinsic::UncheckedInc => self.code.unchecked_inc(dst, a),
            Intrinsic::UncheckedDec => self.code.unchecked_dec(dst, a),
            Intrinsic::Sub => self.code.neg(dst, a),
            Intrinsic::IsEven => self.code.is_even(dst, a),
            Intrinsic::IsOdd => self.code.is_odd(dst, a),
            Intrinsic::Not => self.code.not(dst, a),
            Intrinsic::IsNil => self.code.is_nil(dst, a),
            Intrinsic::IsSome => {
                self.code.is_nil(dst, a);
                self.code.not(dst, dst);
            }
            Intrinsic::IsTrue | Intrinsic::IsFalse => {
                let other = self.reg();
                self.load(Value::bool(op == Intrinsic::IsTrue), other);
                self.code.identical(dst, a, other);
            }
            Intrinsic::IsZero | Intrinsic::IsPos | Intrinsic::IsNeg => {
                let zero = self.reg();
                self.code.load_small(zero, 0);
                match op {
                    Intrinsic::IsZero => self.code.num_eq(dst, a, zero),
                    Intrinsic::IsPos => self.code.gt(dst, a, zero),
                    _ => self.code.lt(dst, a, zero),
                }
            }
            Intrinsic::First => {
                self.code.first(dst, a);
                self.forget(arg, a, dst);
            }
            Intrinsic::Second => {
                let rest = self.reg();
                self.code.next(rest, a);
                self.code.first(dst, rest);
                self.forget(arg, a, dst);
            }
            Intrinsic::Next => {
                self.code.next(dst, a);
                self.forget(arg, a, dst);
            }
            Intrinsic::Nnext => {
                let rest = self.reg();
                self.code.next(rest, a);
                self.code.next(dst, rest);
                self.forget(arg, a, dst);
            }
            Intrinsic::Rest => {
                self.code.rest(dst, a);
                self.forget(arg, a, dst);
            }
            Intrinsic::Seq => {
                self.code.seq(dst, a);
                self.forget(arg, a, dst);
            }
            _ => match (intrinsics::interface_of(op), intrinsics::kind_of(op)) {
                (Some(interface), _) => {
                    self.code.has_interface(dst, a, interface.0.trailing_zeros() as u16);
                }
                (None, Some(kind)) => self.code.is_kind(dst, a, kind.0),
                (None, None) => return self.invoke_var(cx, id, var, args, dst),
            },
        }
        Ok(())
    }

    /// `count` may walk a long lazy seq: an operand that nobody else asks for stands in the result's
    /// register, which the op gives up before it walks.
    fn count(&mut self, cx: &mut Mutator, id: NodeId, arg: NodeId, dst: Reg) -> Result<()> {
        match self.ast.node(arg) {
            Node::Local { local, last: false } => {
                if let Place::Register(register) = self.place(local) {
                    self.position(id);
                    self.code.count(dst, register);
                    return Ok(());
                }
            }
            Node::Local { local, last: true } => {
                if let Place::Register(register) = self.place(local) {
                    self.position(id);
                    self.code.count(register, register);
                    if register != dst {
                        self.code.copy(dst, register);
                    }
                    return Ok(());
                }
            }
            _ => {}
        }
        self.value(cx, arg, dst)?;
        self.position(id);
        self.code.count(dst, dst);
        Ok(())
    }

    fn binary(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        op: Intrinsic,
        var: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let (first, second) = (self.ast.node_at(args, 0), self.ast.node_at(args, 1));
        if self.with_immediate(cx, id, op, [first, second], dst)? {
            return Ok(());
        }
        if op == Intrinsic::IsInstance {
            let class = self.ast.const_value(first).filter(|v| data::class::of(*v).is_some());
            let Some(class) = class else { return self.invoke_var(cx, id, var, args, dst) };
            let value = self.operand_in(cx, second, dst)?;
            let class = self.code.constant(class);
            self.position(id);
            self.code.is_instance(dst, value, class);
            return Ok(());
        }
        let a = self.operand_in(cx, first, dst)?;
        let b = self.operand(cx, second)?;
        self.position(id);
        match op {
            Intrinsic::Add => self.code.add(dst, a, b),
            Intrinsic::Sub => self.code.sub(dst, a, b),
            Intrinsic::Mul => self.code.mul(dst, a, b),
            Intrinsic::Div if self.is_any(Primitive::Double, first, second) => {
                self.code.div_double(dst, a, b);
            }
            Intrinsic::Div => self.code.div(dst, a, b),
            Intrinsic::UncheckedAdd => self.code.unchecked_add(dst, a, b),
            Intrinsic::UncheckedSub => self.code.unchecked_sub(dst, a, b),
            Intrinsic::UncheckedMul => self.code.unchecked_mul(dst, a, b),
            Intrinsic::Quot if self.are_both(Primitive::Long, first, second) => {
                self.code.quot_long(dst, a, b);
            }
            Intrinsic::Quot => self.code.quot(dst, a, b),
            Intrinsic::Rem if self.are_both(Primitive::Long, first, second) => {
                self.code.rem_long(dst, a, b);
            }
            Intrinsic::Rem => self.code.rem(dst, a, b),
            Intrinsic::Mod => self.code.mod_(dst, a, b),
            Intrinsic::BitAnd => self.code.bit_and(dst, a, b),
            Intrinsic::BitOr => self.code.bit_or(dst, a, b),
            Intrinsic::BitXor => self.code.bit_xor(dst, a, b),
            Intrinsic::BitShiftLeft => self.code.shift_left(dst, a, b),
            Intrinsic::BitShiftRight => self.code.shift_right(dst, a, b),
            Intrinsic::Lt => self.code.lt(dst, a, b),
            Intrinsic::Lte => self.code.lte(dst, a, b),
            Intrinsic::Gt => self.code.gt(dst, a, b),
            Intrinsic::Gte => self.code.gte(dst, a, b),
            Intrinsic::NumEq => self.code.num_eq(dst, a, b),
            Intrinsic::Identical => self.code.identical(dst, a, b),
            Intrinsic::Equal | Intrinsic::NotEqual => {
                // A primitive that is no number is not even equal to itself.
                if self.are_both(Primitive::Double, first, second) {
                    self.code.num_eq(dst, a, b);
                } else {
                    self.code.equiv(dst, a, b);
                }
                if op == Intrinsic::NotEqual {
                    self.code.not(dst, dst);
                }
            }
            Intrinsic::IsContains => self.code.contains(dst, a, b),
            Intrinsic::Conj => {
                self.code.conj(dst, a, b);
                self.forget(first, a, dst);
                self.forget(second, b, dst);
            }
            Intrinsic::Nth => {
                // A seq that dies here is not held while it is walked: its own register is where
                // the result goes first.
                let dies = match self.ast.node(first) {
                    Node::Local { last, .. } => last,
                    _ => true,
                };
                let target = if dies { a } else { dst };
                self.code.nth(target, a, b);
                if target != dst {
                    self.code.copy(dst, target);
                }
                self.forget(first, a, dst);
            }
            Intrinsic::Get => {
                self.code.get(dst, a, b);
                self.forget(first, a, dst);
            }
            _ => return self.invoke_var(cx, id, var, args, dst),
        }
        Ok(())
    }

    /// Arithmetic with a small constant; false when it is none.
    fn with_immediate(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        op: Intrinsic,
        [first, second]: [NodeId; 2],
        dst: Reg,
    ) -> Result<bool> {
        let right = self.ast.const_value(second).and_then(immediate);
        let left = self.ast.const_value(first).and_then(immediate);
        let (other, number) = match (op, left, right) {
            (Intrinsic::Add | Intrinsic::Sub | Intrinsic::Mul, _, Some(number)) => (first, number),
            (Intrinsic::Add | Intrinsic::Mul, Some(number), None) => (second, number),
            _ => return Ok(false),
        };
        let a = self.operand_in(cx, other, dst)?;
        self.position(id);
        match op {
            Intrinsic::Add => self.code.add_imm(dst, a, number),
            Intrinsic::Sub => self.code.sub_imm(dst, a, number),
            _ => self.code.mul_imm(dst, a, number),
        }
        Ok(true)
    }

    fn ternary(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        op: Intrinsic,
        var: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let nodes = [0, 1, 2].map(|i| self.ast.node_at(args, i));
        let a = self.operand_in(cx, nodes[0], dst)?;
        let b = self.operand(cx, nodes[1])?;
        let c = self.operand(cx, nodes[2])?;
        self.position(id);
        match op {
            Intrinsic::Nth => self.code.nth_default(dst, a, b, c),
            Intrinsic::Get => self.code.get_default(dst, a, b, c),
            Intrinsic::Assoc => self.code.assoc(dst, a, b, c),
            _ => return self.invoke_var(cx, id, var, args, dst),
        }
        self.forget(nodes[0], a, dst);
        self.forget(nodes[2], c, dst);
        Ok(())
    }

    pub fn keyword_invoke(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        keyword: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let key = self.code.constant(self.ast.value(keyword));
        self.scoped(|this| {
            let target = this.ast.node_at(args, 0);
            let coll = this.operand_in(cx, target, dst)?;
            if args.len() == 1 {
                this.position(id);
                this.code.keyword_get(dst, coll, key, (), ());
            } else {
                let default = this.operand(cx, this.ast.node_at(args, 1))?;
                this.position(id);
                this.code.keyword_get_default(dst, coll, key, default, (), ());
            }
            this.forget(target, coll, dst);
            Ok(())
        })
    }
}
