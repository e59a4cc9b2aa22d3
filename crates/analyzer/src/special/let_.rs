//! `let*`, `loop*`, `recur`, `letfn*`.

use data::{symbol, throw};
use heap::{Interfaces, Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{LocalId, LocalKind, LoopId, Node, NodeId};
use crate::env::{Ctx, NoRecur};
use crate::error;

/// The elements of a binding vector: names and inits in turn.
fn bindings(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<Args> {
    let vector = this.arg_or_nil(args, 1);
    if !is_vector(vector) {
        return Err(throw::illegal_argument(cx, "Bad binding form, expected vector"));
    }
    let pairs = this.spread(cx, vector)?;
    if pairs.len % 2 != 0 {
        let message = "Bad binding form, expected matched symbol expression pairs";
        return Err(throw::illegal_argument(cx, message));
    }
    Ok(pairs)
}

pub(crate) fn is_vector(value: Value) -> bool {
    value.desc().is_some_and(|desc| desc.info().interfaces.has(Interfaces::VECTOR))
}

/// The symbol that a binding binds.
fn binding_name(cx: &mut Mutator, form: Value) -> Result {
    match symbol::of(form) {
        Some(name) if name.namespace().is_nil() => Ok(form),
        Some(name) => {
            let message = format!("Can't let qualified name: {}", name.text());
            Err(throw::runtime(cx, message))
        }
        None => Err(error::expected_symbol(cx, form)),
    }
}

impl Analyzer {
    /// Binds `name` to the value of `init` from here on. The local and the init go to `scratch`,
    /// unless the init is a constant: then every use is that constant.
    pub(crate) fn bind(&mut self, name: Value, init: NodeId) -> LocalId {
        let local = self.new_local(name, LocalKind::Bound);
        match self.ast.node(init) {
            Node::Const { value } => self.ast.locals[local.index()].constant = Some(value),
            _ => {
                self.note_init(local, init);
                self.scratch.extend([local.0, init.0]);
            }
        }
        self.env.bind(name, local);
        local
    }

    /// As `bind`, for a local without a name that a form could use.
    pub(crate) fn bind_hidden(&mut self, name: Value, init: NodeId) -> LocalId {
        let local = self.new_local(name, LocalKind::Bound);
        match self.ast.node(init) {
            Node::Const { value } => self.ast.locals[local.index()].constant = Some(value),
            _ => {
                self.note_init(local, init);
                self.scratch.extend([local.0, init.0]);
            }
        }
        local
    }

    /// A `let` of the bindings on `scratch` since `mark` around `body`.
    pub(crate) fn take_let(&mut self, mark: usize, body: NodeId) -> NodeId {
        if self.scratch.len() == mark {
            return body;
        }
        let bindings = self.take_list(mark);
        self.node(Node::Let { bindings, body })
    }

    /// A loop around what `body` makes. The locals and their inits stand on `scratch` since `mark`.
    pub(crate) fn loop_of(
        &mut self,
        cx: &mut Mutator,
        mark: usize,
        body: impl FnOnce(&mut Analyzer, &mut Mutator) -> Result<NodeId>,
    ) -> Result<NodeId> {
        let bindings = self.take_list(mark);
        let locals: Vec<u32> = self.ast.items(bindings).iter().step_by(2).copied().collect();
        let locals = self.ast.list(&locals);
        let id = self.new_loop(locals);
        let before = (self.env.recur, self.env.no_recur);
        (self.env.recur, self.env.no_recur) = (Some(id), NoRecur::Allowed);
        let body = body(self, cx)?;
        (self.env.recur, self.env.no_recur) = before;
        self.settle_loop(id, body);
        Ok(self.node(Node::Loop { id, bindings, body }))
    }

    /// A `recur` to `target` with these values.
    pub(crate) fn recur_to(&mut self, target: LoopId, args: &[NodeId]) -> NodeId {
        self.ast.loops[target.index()].used = true;
        let mark = self.scratch.len();
        self.scratch.extend(args.iter().map(|node| node.0));
        let args = self.take_list(mark);
        self.node(Node::Recur { target, args })
    }
}

pub(super) fn analyze_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    let pairs = bindings(this, cx, args)?;
    plain_let(this, cx, pairs, args.from(2), ctx)
}

/// A `let` whose names are all symbols, or are refused.
pub(crate) fn plain_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    pairs: Args,
    body: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    let mark = this.scratch.len();
    let scope = this.env.mark();
    for i in (0..pairs.len).step_by(2) {
        let name = this.arg(pairs, i);
        let name = binding_name(cx, name)?;
        let init = this.arg(pairs, i + 1);
        let init = this.form(cx, init, Ctx::Value)?;
        this.check_hint(cx, name, init)?;
        this.bind(name, init);
    }
    let body = this.body(cx, body, ctx)?;
    this.env.reset(scope);
    Ok(this.take_let(mark, body))
}

pub(super) fn analyze_loop(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let pairs = bindings(this, cx, args)?;
    plain_loop(this, cx, pairs, args.from(2))
}

pub(crate) fn plain_loop(
    this: &mut Analyzer,
    cx: &mut Mutator,
    pairs: Args,
    body: Args,
) -> Result<NodeId> {
    let mark = this.scratch.len();
    let scope = this.env.mark();
    for i in (0..pairs.len).step_by(2) {
        let name = this.arg(pairs, i);
        let name = binding_name(cx, name)?;
        let init = this.arg(pairs, i + 1);
        let init = this.form(cx, init, Ctx::Value)?;
        this.check_hint(cx, name, init)?;
        this.bind_loop(name, init);
    }
    let node = this.loop_of(cx, mark, |this, cx| this.body(cx, body, Ctx::Tail))?;
    this.env.reset(scope);
    Ok(node)
}

impl Analyzer {
    /// Binds a name that `recur` will bind anew, so that a constant init is no constant.
    pub(crate) fn bind_loop(&mut self, name: Value, init: NodeId) -> LocalId {
        let local = self.new_local(name, LocalKind::Bound);
        self.note_init(local, init);
        self.scratch.extend([local.0, init.0]);
        self.env.bind(name, local);
        local
    }
}

pub(super) fn analyze_recur(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    let target = match this.env.recur {
        Some(target) if ctx == Ctx::Tail => target,
        Some(_) | None => {
            return Err(throw::unsupported(cx, "Can only recur from tail position"));
        }
    };
    match this.env.no_recur {
        NoRecur::Allowed => {}
        NoRecur::AcrossTry => return Err(throw::unsupported(cx, "Cannot recur across try")),
        NoRecur::FromCatch => {
            return Err(throw::unsupported(cx, "Cannot recur from catch/finally"));
        }
    }
    let values = this.nodes(cx, args.from(1))?;
    let expected = this.ast.loops[target.index()].locals.len();
    if values.len() != expected {
        let message = format!(
            "Mismatched argument count to recur, expected: {expected} args, got: {}",
            values.len()
        );
        return Err(throw::illegal_argument(cx, message));
    }
    this.check_recur(cx, target, values)?;
    this.ast.loops[target.index()].used = true;
    Ok(this.node(Node::Recur { target, args: values }))
}

pub(super) fn analyze_letfn(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    let pairs = bindings(this, cx, args)?;
    let scope = this.env.mark();
    let mark = this.scratch.len();
    for i in (0..pairs.len).step_by(2) {
        let name = this.arg(pairs, i);
        let name = binding_name(cx, name)?;
        let local = this.new_local(name, LocalKind::Bound);
        this.env.bind(name, local);
        this.scratch.extend([local.0, 0]);
    }
    for i in (0..pairs.len).step_by(2) {
        let init = this.arg(pairs, i + 1);
        let init = this.form(cx, init, Ctx::Value)?;
        this.scratch[mark + i + 1] = init.0;
    }
    let bindings = this.take_list(mark);
    let body = this.body(cx, args.from(2), ctx)?;
    this.env.reset(scope);
    Ok(this.node(Node::LetFn { bindings, body }))
}
