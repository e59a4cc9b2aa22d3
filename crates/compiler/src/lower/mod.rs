//! What each node becomes.
//!
//! Every node can be emitted in four ways: for its value in a given register (`value`), in whatever
//! register is at hand (`operand`), as the result of the method (`tail`), for its effect alone
//! (`effect`); and as a test (`control::branch`).

mod calls;
mod closures;
mod control;
mod core;
mod exceptions;
mod literals;
mod primitive;
mod recur;

use analyzer::ast::{LocalId, Node, NodeId};
use bytecode::Reg;
use heap::{Mutator, Result, Value};

use crate::method::{Method, Place};

impl Method<'_> {
    /// Leaves the value of a node in `dst`.
    pub fn value(&mut self, cx: &mut Mutator, id: NodeId, dst: Reg) -> Result<()> {
        match self.ast.node(id) {
            Node::Const { value } => {
                self.load(self.ast.value(value), dst);
                Ok(())
            }
            Node::Local { local, last } => {
                self.local_value(local, last, dst);
                Ok(())
            }
            Node::Var { var } => {
                self.position(id);
                self.var_value(cx, var, dst);
                Ok(())
            }
            Node::TheVar { var } => {
                self.load(self.ast.value(var), dst);
                Ok(())
            }
            node => {
                cx.enter_native()?;
                self.compound(cx, id, node, dst)
            }
        }
    }

    fn compound(&mut self, cx: &mut Mutator, id: NodeId, node: Node, dst: Reg) -> Result<()> {
        match node {
            Node::Const { .. } | Node::Local { .. } | Node::Var { .. } | Node::TheVar { .. } => {
                Ok(())
            }
            Node::Do { nodes } => {
                for i in 0..nodes.len() - 1 {
                    self.effect(cx, self.ast.node_at(nodes, i))?;
                }
                self.value(cx, self.ast.node_at(nodes, nodes.len() - 1), dst)
            }
            Node::If { test, then, other } => self.if_value(cx, [test, then, other], dst),
            Node::And { items } => self.and_or(cx, items, dst, true),
            Node::Or { items } => self.and_or(cx, items, dst, false),
            Node::Let { bindings, body } => self.scoped(|this| {
                this.bindings(cx, bindings)?;
                this.value(cx, body, dst)
            }),
            Node::Loop { id, bindings, body } => self.scoped(|this| {
                this.loop_head(cx, id, bindings)?;
                this.value(cx, body, dst)
            }),
            Node::Recur { target, args } => self.recur(cx, target, args),
            Node::LetFn { bindings, body } => self.scoped(|this| {
                this.letfn(cx, bindings)?;
                this.value(cx, body, dst)
            }),
            Node::Fn { id } => self.closure(cx, id, None, dst),
            Node::Invoke { callee, args } => self.invoke(cx, id, callee, args, dst),
            Node::InvokeVar { var, args } => self.invoke_var(cx, id, var, args, dst),
            Node::Core { op, var, args } => self.core_op(cx, id, op, var, args, dst),
            Node::KeywordInvoke { keyword, args } => {
                self.keyword_invoke(cx, id, keyword, args, dst)
            }
            Node::Def { id: def } => self.def(cx, id, def, dst),
            Node::SetVar { var, value } => {
                self.value(cx, value, dst)?;
                let var = self.code.constant(self.ast.value(var));
                self.position(id);
                self.code.var_set(var, dst);
                Ok(())
            }
            Node::SetLocal { local, value } => {
                self.value(cx, value, dst)?;
                if let Place::Field { instance, index, class } = self.place(local) {
                    let class = self.code.constant(self.ast.value(class));
                    self.position(id);
                    self.code.store_field(instance, index, dst, class);
                }
                Ok(())
            }
            Node::SetField { target, name, value } => self.scoped(|this| {
                let target = this.operand(cx, target)?;
                this.value(cx, value, dst)?;
                let name = this.code.constant(this.ast.value(name));
                this.position(id);
                this.code.set_field(target, dst, name);
                Ok(())
            }),
            Node::SetStatic { member, value } => {
                self.value(cx, value, dst)?;
                let [class, name] = self.member(member);
                self.position(id);
                self.code.set_static(class, dst, name);
                Ok(())
            }
            Node::Throw { exception } => self.scoped(|this| {
                let exception = this.operand(cx, exception)?;
                this.position(id);
                this.code.throw(exception);
                Ok(())
            }),
            Node::Try { id } => self.try_value(cx, id, dst),
            Node::New { class, args } => self.new_instance(cx, id, class, args, dst),
            Node::HostCall { name, args } => self.host_call(cx, id, name, args, dst),
            Node::HostField { target, name } => self.scoped(|this| {
                let target = this.operand(cx, target)?;
                let name = this.code.constant(this.ast.value(name));
                this.position(id);
                this.code.get_field(dst, target, name);
                Ok(())
            }),
            Node::HostInterop { target, name } => self.host_call_of(cx, id, name, &[target.0], dst),
            Node::StaticCall { member, args } => self.static_call(cx, id, member, args, dst),
            Node::StaticField { member } => {
                let [class, name] = self.member(member);
                self.position(id);
                self.code.get_static(dst, class, name);
                Ok(())
            }
            Node::Case { id } => self.case_value(cx, id, dst),
            Node::Vector { items } => self.vector(cx, id, items, dst),
            Node::Map { items } => self.map(cx, id, items, dst),
            Node::Set { items } => self.set(cx, id, items, dst),
            Node::MonitorEnter { target } => self.scoped(|this| {
                let target = this.operand(cx, target)?;
                this.position(id);
                this.code.monitor_enter(target);
                this.code.load_nil(dst);
                Ok(())
            }),
            Node::MonitorExit { target } => self.scoped(|this| {
                let target = this.operand(cx, target)?;
                this.position(id);
                this.code.monitor_exit(target);
                this.code.load_nil(dst);
                Ok(())
            }),
            Node::Deftype { id } => self.deftype(cx, id, dst),
            Node::Reify { id: made } => self.reify(cx, id, made, dst),
        }
    }

    /// The value of a node in a register: a local's own, or a new one at the top.
    pub fn operand(&mut self, cx: &mut Mutator, id: NodeId) -> Result<Reg> {
        if let Node::Local { local, .. } = self.ast.node(id)
            && let Place::Register(register) = self.place(local)
        {
            return Ok(register);
        }
        let register = self.reg();
        self.value(cx, id, register)?;
        Ok(register)
    }

    /// As `operand`, for the first operand of an op that writes `dst`: it may wait there.
    pub fn operand_in(&mut self, cx: &mut Mutator, id: NodeId, dst: Reg) -> Result<Reg> {
        if let Node::Local { local, .. } = self.ast.node(id)
            && let Place::Register(register) = self.place(local)
        {
            return Ok(register);
        }
        self.value(cx, id, dst)?;
        Ok(dst)
    }

    /// Ends the method with the value of a node.
    pub fn tail(&mut self, cx: &mut Mutator, id: NodeId) -> Result<()> {
        match self.ast.node(id) {
            Node::Do { nodes } => {
                cx.enter_native()?;
                for i in 0..nodes.len() - 1 {
                    self.effect(cx, self.ast.node_at(nodes, i))?;
                }
                self.tail(cx, self.ast.node_at(nodes, nodes.len() - 1))
            }
            Node::If { test, then, other } => {
                cx.enter_native()?;
                let otherwise = self.code.label();
                self.branch_unless(cx, test, otherwise)?;
                self.tail(cx, then)?;
                self.code.place(otherwise);
                self.tail(cx, other)
            }
            Node::Let { bindings, body } => {
                cx.enter_native()?;
                self.scoped(|this| {
                    this.bindings(cx, bindings)?;
                    this.tail(cx, body)
                })
            }
            Node::Loop { id, bindings, body } => {
                cx.enter_native()?;
                self.scoped(|this| {
                    this.loop_head(cx, id, bindings)?;
                    this.tail(cx, body)
                })
            }
            Node::LetFn { bindings, body } => {
                cx.enter_native()?;
                self.scoped(|this| {
                    this.letfn(cx, bindings)?;
                    this.tail(cx, body)
                })
            }
            Node::Recur { target, args } => self.recur(cx, target, args),
            Node::Case { id } => self.case_tail(cx, id),
            Node::Throw { .. } => self.effect(cx, id),
            _ => self.scoped(|this| {
                let result = this.operand(cx, id)?;
                let result = this.cast_result(id, result);
                this.code.ret(result);
                Ok(())
            }),
        }
    }

    /// Evaluates a node whose value nobody asks for.
    pub fn effect(&mut self, cx: &mut Mutator, id: NodeId) -> Result<()> {
        match self.ast.node(id) {
            Node::Const { .. } | Node::TheVar { .. } | Node::Fn { .. } => Ok(()),
            Node::Local { local, last } => {
                if let (true, Place::Register(register)) = (last, self.place(local)) {
                    self.code.clear(register);
                }
                Ok(())
            }
            Node::Do { nodes } => {
                for i in 0..nodes.len() {
                    self.effect(cx, self.ast.node_at(nodes, i))?;
                }
                Ok(())
            }
            Node::If { test, then, other } => {
                cx.enter_native()?;
                self.if_effect(cx, [test, then, other])
            }
            Node::Let { bindings, body } => {
                cx.enter_native()?;
                self.scoped(|this| {
                    this.bindings(cx, bindings)?;
                    this.effect(cx, body)
                })
            }
            Node::Loop { id, bindings, body } => {
                cx.enter_native()?;
                self.scoped(|this| {
                    this.loop_head(cx, id, bindings)?;
                    this.effect(cx, body)
                })
            }
            _ => self.scoped(|this| {
                let register = this.reg();
                this.value(cx, id, register)
            }),
        }
    }

    /// Loads a value known now.
    pub fn load(&mut self, value: Value, dst: Reg) {
        match value {
            Value::NIL => self.code.load_nil(dst),
            Value::TRUE => self.code.load_true(dst),
            Value::FALSE => self.code.load_false(dst),
            _ => match value.as_fixnum().and_then(|n| i32::try_from(n).ok()) {
                Some(number) => self.code.load_small(dst, number),
                None => {
                    let constant = self.code.constant(value);
                    self.code.load_const(dst, constant);
                }
            },
        }
    }

    /// Moves the value of a local; its last use forgets it.
    pub fn local_value(&mut self, local: LocalId, last: bool, dst: Reg) {
        match self.place(local) {
            Place::Register(register) if register == dst => {}
            Place::Register(register) => {
                if last {
                    self.code.take(dst, register);
                } else {
                    self.code.copy(dst, register);
                }
            }
            // Marked as the last use only in a function that runs once.
            Place::Capture(index) if last => self.code.take_capture(dst, index),
            Place::Capture(index) => self.code.load_capture(dst, index),
            Place::Callee => self.code.load_callee(dst),
            Place::Field { instance, index, class } => {
                let class = self.code.constant(self.ast.value(class));
                self.code.load_field(dst, instance, index, class);
            }
        }
    }
}
