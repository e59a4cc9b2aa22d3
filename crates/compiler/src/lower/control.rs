//! `if`, `and`, `or`, tests, `case`, `let`, `loop`.

use analyzer::ast::{CaseId, List, LoopId, Node, NodeId};
use analyzer::primitive::Primitive;
use bytecode::{ConstIx, Label, Reg};
use heap::{Mutator, Result};
use runtime::native::Intrinsic;

use crate::lower::core::{Compare, immediate};
use crate::method::{Branches, Method};

impl Method<'_> {
    pub fn if_value(
        &mut self,
        cx: &mut Mutator,
        [test, then, other]: [NodeId; 3],
        dst: Reg,
    ) -> Result<()> {
        let otherwise = self.code.label();
        let done = self.code.label();
        self.branch_unless(cx, test, otherwise)?;
        self.value(cx, then, dst)?;
        if !self.ends(then) {
            self.code.jump(done);
        }
        self.code.place(otherwise);
        self.value(cx, other, dst)?;
        self.code.place(done);
        Ok(())
    }

    pub fn if_effect(&mut self, cx: &mut Mutator, [test, then, other]: [NodeId; 3]) -> Result<()> {
        let otherwise = self.code.label();
        self.branch_unless(cx, test, otherwise)?;
        self.effect(cx, then)?;
        if matches!(self.ast.node(other), Node::Const { .. }) || self.ends(then) {
            self.code.place(otherwise);
            return self.effect(cx, other);
        }
        let done = self.code.label();
        self.code.jump(done);
        self.code.place(otherwise);
        self.effect(cx, other)?;
        self.code.place(done);
        Ok(())
    }

    /// True for nodes that never go on behind themselves.
    fn ends(&self, id: NodeId) -> bool {
        match self.ast.node(id) {
            Node::Recur { .. } | Node::Throw { .. } => true,
            Node::Do { nodes } => self.ends(self.ast.node_at(nodes, nodes.len() - 1)),
            _ => false,
        }
    }

    /// `and` and `or` for their value: each but the last decides alone.
    pub fn and_or(&mut self, cx: &mut Mutator, items: List, dst: Reg, is_and: bool) -> Result<()> {
        let done = self.code.label();
        for i in 0..items.len() {
            self.value(cx, self.ast.node_at(items, i), dst)?;
            if i + 1 < items.len() {
                if is_and {
                    self.code.jump_if_falsy(dst, done);
                } else {
                    self.code.jump_if_truthy(dst, done);
                }
            }
        }
        self.code.place(done);
        Ok(())
    }

    /// Goes on when the test holds, to `target` otherwise.
    pub fn branch_unless(&mut self, cx: &mut Mutator, test: NodeId, target: Label) -> Result<()> {
        cx.enter_native()?;
        match self.ast.node(test) {
            Node::Core { op: Intrinsic::Not, args, .. } => {
                self.branch_if(cx, self.ast.node_at(args, 0), target)
            }
            Node::Core { op: Intrinsic::IsNil, args, .. } => self.scoped(|this| {
                let value = this.operand(cx, this.ast.node_at(args, 0))?;
                this.code.jump_if_not_nil(value, target);
                Ok(())
            }),
            Node::Core { op: Intrinsic::IsSome, args, .. } => self.scoped(|this| {
                let value = this.operand(cx, this.ast.node_at(args, 0))?;
                this.code.jump_if_nil(value, target);
                Ok(())
            }),
            Node::Core { op, args, .. } if self.branches == Branches::Short => {
                match Compare::of(op) {
                    Some(compare) => self.compare_branch(cx, test, compare, args, target),
                    None => self.plain_branch(cx, test, target, false),
                }
            }
            Node::And { items } => {
                for i in 0..items.len() {
                    self.branch_unless(cx, self.ast.node_at(items, i), target)?;
                }
                Ok(())
            }
            Node::Or { items } => {
                let holds = self.code.label();
                for i in 0..items.len() - 1 {
                    self.branch_if(cx, self.ast.node_at(items, i), holds)?;
                }
                self.branch_unless(cx, self.ast.node_at(items, items.len() - 1), target)?;
                self.code.place(holds);
                Ok(())
            }
            Node::Let { bindings, body } => self.scoped(|this| {
                this.bindings(cx, bindings)?;
                this.branch_unless(cx, body, target)
            }),
            Node::Const { value } => {
                if !self.ast.value(value).is_truthy() {
                    self.code.jump(target);
                }
                Ok(())
            }
            _ => self.plain_branch(cx, test, target, false),
        }
    }

    /// Goes to `target` when the test holds, on otherwise.
    fn branch_if(&mut self, cx: &mut Mutator, test: NodeId, target: Label) -> Result<()> {
        cx.enter_native()?;
        match self.ast.node(test) {
            Node::Core { op: Intrinsic::Not, args, .. } => {
                self.branch_unless(cx, self.ast.node_at(args, 0), target)
            }
            Node::Core { op: Intrinsic::IsNil, args, .. } => self.scoped(|this| {
                let value = this.operand(cx, this.ast.node_at(args, 0))?;
                this.code.jump_if_nil(value, target);
                Ok(())
            }),
            Node::Core { op: Intrinsic::IsSome, args, .. } => self.scoped(|this| {
                let value = this.operand(cx, this.ast.node_at(args, 0))?;
                this.code.jump_if_not_nil(value, target);
                Ok(())
            }),
            Node::Core { op, .. }
                if self.branches == Branches::Short && Compare::of(op).is_some() =>
            {
                let fails = self.code.label();
                self.branch_unless(cx, test, fails)?;
                self.code.jump(target);
                self.code.place(fails);
                Ok(())
            }
            Node::And { items } => {
                let fails = self.code.label();
                for i in 0..items.len() - 1 {
                    self.branch_unless(cx, self.ast.node_at(items, i), fails)?;
                }
                self.branch_if(cx, self.ast.node_at(items, items.len() - 1), target)?;
                self.code.place(fails);
                Ok(())
            }
            Node::Or { items } => {
                for i in 0..items.len() {
                    self.branch_if(cx, self.ast.node_at(items, i), target)?;
                }
                Ok(())
            }
            _ => self.plain_branch(cx, test, target, true),
        }
    }

    fn plain_branch(
        &mut self,
        cx: &mut Mutator,
        test: NodeId,
        target: Label,
        wanted: bool,
    ) -> Result<()> {
        self.scoped(|this| {
            let value = this.operand(cx, test)?;
            if wanted {
                this.code.jump_if_truthy(value, target);
            } else {
                this.code.jump_if_falsy(value, target);
            }
            Ok(())
        })
    }

    /// A comparison and a jump in one.
    fn compare_branch(
        &mut self,
        cx: &mut Mutator,
        test: NodeId,
        compare: Compare,
        args: List,
        target: Label,
    ) -> Result<()> {
        let first = self.ast.node_at(args, 0);
        if let Some(zero) = compare.against_zero() {
            return self.scoped(|this| {
                let a = this.operand(cx, first)?;
                this.position(test);
                this.jump_unless_imm(zero, a, 0, target);
                Ok(())
            });
        }
        let second = self.ast.node_at(args, 1);
        let constant = self.ast.const_value(second).and_then(immediate);
        let swapped = self.ast.const_value(first).and_then(immediate);
        self.scoped(|this| {
            if let (Some(number), true) = (constant, compare.takes_imm()) {
                let a = this.operand(cx, first)?;
                this.position(test);
                this.jump_unless_imm(compare, a, number, target);
                return Ok(());
            }
            if let (Some(number), Some(mirrored)) = (swapped, compare.mirrored()) {
                let b = this.operand(cx, second)?;
                this.position(test);
                this.jump_unless_imm(mirrored, b, number, target);
                return Ok(());
            }
            let a = this.operand(cx, first)?;
            let b = this.operand(cx, second)?;
            this.position(test);
            match compare {
                Compare::Lt => this.code.jump_unless_lt(a, b, target),
                Compare::Lte => this.code.jump_unless_lte(a, b, target),
                Compare::Gt => this.code.jump_unless_gt(a, b, target),
                Compare::Gte => this.code.jump_unless_gte(a, b, target),
                Compare::NumEq => this.code.jump_unless_num_eq(a, b, target),
                // A primitive that is no number is not even equal to itself.
                Compare::Equiv if this.are_both(Primitive::Double, first, second) => {
                    this.code.jump_unless_num_eq(a, b, target);
                }
                Compare::Equiv => this.code.jump_unless_equiv(a, b, target),
                Compare::Identical => this.code.jump_unless_identical(a, b, target),
                Compare::IsZero | Compare::IsPos | Compare::IsNeg => {}
            }
            Ok(())
        })
    }

    fn jump_unless_imm(&mut self, compare: Compare, a: Reg, number: i16, target: Label) {
        match compare {
            Compare::Lt => self.code.jump_unless_lt_imm(a, number, target),
            Compare::Lte => self.code.jump_unless_lte_imm(a, number, target),
            Compare::Gt => self.code.jump_unless_gt_imm(a, number, target),
            Compare::Gte => self.code.jump_unless_gte_imm(a, number, target),
            Compare::NumEq => self.code.jump_unless_num_eq_imm(a, number, target),
            Compare::Equiv => self.code.jump_unless_equiv_imm(a, number, target),
            Compare::Identical | Compare::IsZero | Compare::IsPos | Compare::IsNeg => {}
        }
    }

    // ---- let and loop -----------------------------------------------------------------------

    /// Gives each local of `bindings` a register with its init.
    pub fn bindings(&mut self, cx: &mut Mutator, bindings: List) -> Result<()> {
        for i in 0..bindings.len() / 2 {
            let local = self.ast.local_at(bindings, 2 * i);
            let init = self.ast.node_at(bindings, 2 * i + 1);
            if self.ast.local(local).uses == 0 {
                self.effect(cx, init)?;
                continue;
            }
            let register = self.reg();
            self.value(cx, init, register)?;
            self.set_register(local, register);
        }
        Ok(())
    }

    /// Gives the locals of a loop their first values, and begins it.
    pub fn loop_head(&mut self, cx: &mut Mutator, id: LoopId, bindings: List) -> Result<()> {
        for i in 0..bindings.len() / 2 {
            let local = self.ast.local_at(bindings, 2 * i);
            let init = self.ast.node_at(bindings, 2 * i + 1);
            let register = self.reg();
            self.value(cx, init, register)?;
            self.set_register(local, register);
        }
        if self.ast.loops[id.index()].used {
            let head = self.code.here();
            self.loops.push((id, head));
        }
        Ok(())
    }

    // ---- case -------------------------------------------------------------------------------

    /// Emits the choice; answers the label of each row. What follows is the default.
    fn case_head(&mut self, cx: &mut Mutator, id: CaseId) -> Result<Vec<Label>> {
        let case = &self.ast.cases[id.index()];
        let mut labels = Vec::with_capacity(case.rows.len());
        let mut keys: Vec<(ConstIx, Label)> = Vec::new();
        for row in &case.rows {
            let label = self.code.label();
            for &key in &row.keys {
                let key = self.code.constant(self.ast.value(key));
                keys.push((key, label));
            }
            labels.push(label);
        }
        self.scoped(|this| {
            let value = this.operand(cx, case.value)?;
            this.position(case.value);
            this.code.case(value, &keys);
            Ok(labels)
        })
    }

    pub fn case_value(&mut self, cx: &mut Mutator, id: CaseId, dst: Reg) -> Result<()> {
        let labels = self.case_head(cx, id)?;
        let case = &self.ast.cases[id.index()];
        let done = self.code.label();
        self.value(cx, case.default, dst)?;
        self.code.jump(done);
        for (row, label) in case.rows.iter().zip(labels) {
            self.code.place(label);
            self.value(cx, row.then, dst)?;
            self.code.jump(done);
        }
        self.code.place(done);
        Ok(())
    }

    pub fn case_tail(&mut self, cx: &mut Mutator, id: CaseId) -> Result<()> {
        cx.enter_native()?;
        let labels = self.case_head(cx, id)?;
        let case = &self.ast.cases[id.index()];
        self.tail(cx, case.default)?;
        for (row, label) in case.rows.iter().zip(labels) {
            self.code.place(label);
            self.tail(cx, row.then)?;
        }
        Ok(())
    }
}
