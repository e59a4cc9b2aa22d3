//! Destructuring written as nodes: the sink that binds locals of the scope in work.

use data::symbol;
use heap::{Mutator, Result, Value};

use crate::analyze::Analyzer;
use crate::ast::{LocalKind, Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::expand::destructure::{self, Sink};

/// Binds in the present scope; locals and inits go to `scratch`.
struct NodeSink<'a> {
    this: &'a mut Analyzer,
}

impl Sink for NodeSink<'_> {
    type Expr = NodeId;

    fn form(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        self.this.form(cx, form, Ctx::Value)
    }

    fn quoted(&mut self, _cx: &mut Mutator, value: Value) -> Result<NodeId> {
        Ok(self.this.constant(value))
    }

    fn call(&mut self, cx: &mut Mutator, f: CoreFn, args: &[NodeId]) -> Result<NodeId> {
        let mut fresh = [NodeId(0); 4];
        for (slot, arg) in fresh.iter_mut().zip(args) {
            *slot = self.this.again(*arg);
        }
        self.this.core_call(cx, f, &fresh[..args.len()])
    }

    fn bind(&mut self, _cx: &mut Mutator, name: Value, init: NodeId) -> Result<()> {
        let name = symbol::base(name);
        let init = self.this.again(init);
        self.this.bind_or_alias(name, init);
        Ok(())
    }

    fn temp(&mut self, _cx: &mut Mutator, _prefix: &str, init: NodeId) -> Result<NodeId> {
        Ok(self.this.temp(init))
    }

    fn retemp(&mut self, _cx: &mut Mutator, _old: NodeId, init: NodeId) -> Result<NodeId> {
        Ok(self.this.temp(init))
    }

    fn map_of(&mut self, cx: &mut Mutator, value: NodeId) -> Result<NodeId> {
        let asked = self.this.again(value);
        let test = self.this.core_call(cx, CoreFn::IsSeq, &[asked])?;
        let given = self.this.again(value);
        let then = self.this.core_call(cx, CoreFn::MapOfSeq, &[given])?;
        let other = self.this.again(value);
        Ok(self.this.if_node(test, then, other))
    }
}

impl Analyzer {
    /// Binds what `pattern` says to parts of `init`, for the rest of the scope.
    pub(crate) fn bind_pattern(
        &mut self,
        cx: &mut Mutator,
        pattern: Value,
        init: NodeId,
    ) -> Result<()> {
        if symbol::of(pattern).is_some() {
            self.check_hint(cx, pattern, init)?;
            self.bind_or_alias(pattern, init);
            return Ok(());
        }
        destructure::bind(cx, &mut NodeSink { this: self }, pattern, init)
    }

    /// Binds a name. When the init is a local that never changes, the name is one more name of it.
    pub(crate) fn bind_or_alias(&mut self, name: Value, init: NodeId) {
        match self.ast.node(init) {
            Node::Local { local, .. } if self.is_stable(local) => {
                self.env.bind(name, local);
            }
            _ => {
                self.bind(name, init);
            }
        }
    }

    /// An expression that reads the value of `init`, which is evaluated once.
    pub(crate) fn temp(&mut self, init: NodeId) -> NodeId {
        match self.ast.node(init) {
            Node::Const { .. } => init,
            Node::Local { local, .. } if self.is_stable(local) => init,
            _ => {
                let local = self.bind_hidden(Value::NIL, init);
                self.local_use(local)
            }
        }
    }

    fn is_stable(&self, local: crate::ast::LocalId) -> bool {
        !matches!(self.ast.local(local).kind, LocalKind::Field { mutable: true, .. })
    }

    /// Another node that reads the same: a node stands in the tree once.
    pub(crate) fn again(&mut self, node: NodeId) -> NodeId {
        match self.ast.node(node) {
            Node::Local { local, .. } => self.local_use(local),
            Node::Const { value } => self.node(Node::Const { value }),
            _ => node,
        }
    }
}
