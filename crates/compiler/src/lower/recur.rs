//! `recur`: all new values at once, then the jump back.
//!
//! A value goes straight to its local when nothing that is evaluated later reads the old one; the
//! others wait in temporaries.

use analyzer::ast::{List, LocalId, LoopId, Node, NodeId};
use bytecode::Reg;
use heap::{Mutator, Result};

use crate::method::{Method, Place};
use crate::unit::node_is_simple;

impl Method<'_> {
    pub fn recur(&mut self, cx: &mut Mutator, target: LoopId, args: List) -> Result<()> {
        let locals = self.ast.loops[target.index()].locals;
        self.scoped(|this| {
            let mut waiting: Vec<(Reg, Reg)> = Vec::new();
            // A counter's step reads nothing but the counter: it is done last, in place.
            let is_step = |i: &usize| {
                this.ast.is_step(this.ast.node_at(args, *i), this.ast.local_at(locals, *i))
            };
            let (steps, others): (Vec<usize>, Vec<usize>) = (0..args.len()).partition(is_step);
            for i in others {
                let arg = this.ast.node_at(args, i);
                let local = this.ast.local_at(locals, i);
                let Place::Register(home) = this.place(local) else { continue };
                if let Node::Local { local: same, .. } = this.ast.node(arg)
                    && same == local
                {
                    continue;
                }
                let later = (i + 1..args.len()).map(|j| this.ast.node_at(args, j));
                let free = later.into_iter().all(|node| !this.may_read(node, local));
                if free && this.writes_last(arg) {
                    this.value(cx, arg, home)?;
                    this.cast_again(local, arg, home);
                } else {
                    let temp = this.reg();
                    this.value(cx, arg, temp)?;
                    this.cast_again(local, arg, temp);
                    waiting.push((home, temp));
                }
            }
            for i in steps {
                let Place::Register(home) = this.place(this.ast.local_at(locals, i)) else {
                    continue;
                };
                this.value(cx, this.ast.node_at(args, i), home)?;
            }
            for (home, temp) in waiting {
                this.code.take(home, temp);
            }
            let head = this.loops.iter().rev().find(|(id, _)| *id == target);
            let (_, head) = *head.expect("a recur stands inside its loop");
            this.code.loop_back(head, ());
            Ok(())
        })
    }

    /// True for nodes that write their register when everything else is read.
    fn writes_last(&self, id: NodeId) -> bool {
        match self.ast.node(id) {
            Node::Const { .. } | Node::Local { .. } => true,
            Node::Core { args, .. } | Node::KeywordInvoke { args, .. } => {
                self.ast.items(args).iter().all(|&arg| node_is_simple(self.ast, NodeId(arg)))
            }
            Node::InvokeVar { .. } | Node::Invoke { .. } => true,
            _ => false,
        }
    }

    /// False when the node surely does not read the local.
    fn may_read(&self, id: NodeId, local: LocalId) -> bool {
        match self.ast.node(id) {
            Node::Const { .. } | Node::Var { .. } => false,
            Node::Local { local: read, .. } => read == local,
            Node::Core { args, .. }
            | Node::KeywordInvoke { args, .. }
            | Node::InvokeVar { args, .. } => {
                self.ast.items(args).iter().any(|&arg| self.may_read(NodeId(arg), local))
            }
            _ => true,
        }
    }
}
