//! From forms to the AST: which form is what, and the forms that are no special form.
//!
//! In: one form, fully read. Out: a node of `Analyzer::ast`, every symbol resolved, every macro
//! expanded. Knows nothing of registers. The special forms stand in `special`, the core macros that
//! are compiled without expansion in `natively`.

use data::{keyword, kind, list, meta, seq, symbol, throw};
use heap::{Interfaces, Mutator, Result, RootVec, Thrown, Value};
use runtime::namespace::Resolved;
use runtime::var;

use crate::ast::{
    Ast, ConstId, FnId, Function, List, Local, LocalId, LocalKind, Node, NodeId, Position,
};
use crate::core_fns::CoreFn;
use crate::env::{Ctx, Env};
use crate::error::{self, ErrorPhase, Place};
use crate::intrinsics::{self, Known, MacroId};
use crate::keys::Key;
use crate::special::Special;
use crate::{macroexpand, natively, resolve, special};

/// More items of one collection or body than this are compiled in functions of their own, so that
/// no method grows without bound.
const CHUNK: usize = 1000;

/// Analyzes units, one after the other, in memory that it keeps.
pub struct Analyzer {
    pub ast: Ast,
    pub(crate) env: Env,
    /// The elements of the list forms in work, each run above those of the form around it.
    pub(crate) forms: RootVec,
    /// The children found so far of the nodes in work.
    pub(crate) scratch: Vec<u32>,
    /// Values that last as long as the analyzer; see the constants below.
    pub(crate) roots: RootVec,
    pub(crate) position: Position,
    /// Whether the unit is compiled under `*unchecked-math*`, when somebody asked.
    pub(crate) unchecked: Option<bool>,
}

const ROOT_NS: usize = 0;
const ROOT_SOURCE: usize = 1;
/// The type whose methods are under analysis: its short name means its class already.
pub(crate) const ROOT_TYPE_NAME: usize = 2;
pub(crate) const ROOT_TYPE_CLASS: usize = 3;
/// Vars of `clojure.core` that natively compiled macros call, by `CoreFn`.
const ROOT_CORE: usize = 4;
/// Keywords, by `Key`.
pub(crate) const ROOT_KEYS: usize = ROOT_CORE + CoreFn::COUNT;

/// The elements of one list form, in `Analyzer::forms`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Args {
    pub start: usize,
    pub len: usize,
}

impl Args {
    /// The elements from `n` on; none when there are no more than `n`.
    pub fn from(self, n: usize) -> Args {
        let n = n.min(self.len);
        Args { start: self.start + n, len: self.len - n }
    }
}

impl Analyzer {
    pub fn new(cx: &mut Mutator) -> Analyzer {
        let mut roots = RootVec::new(cx);
        roots.resize(ROOT_KEYS + Key::COUNT, Value::NIL);
        Analyzer {
            ast: Ast::new(cx),
            env: Env::new(cx),
            forms: RootVec::new(cx),
            scratch: Vec::new(),
            roots,
            position: Position::default(),
            unchecked: None,
        }
    }

    /// Analyzes `form` as a unit of its own: the body of a function without arguments.
    ///
    /// # Errors
    /// A `CompilerException` for what is wrong with the form.
    pub fn analyze(&mut self, cx: &mut Mutator, form: Value, unit: &Unit) -> Result<NodeId> {
        self.begin(unit);
        let body = self.form(cx, form, Ctx::Tail)?;
        self.finish(body);
        Ok(body)
    }

    /// Forgets the last unit and keeps the memory.
    pub fn clear(&mut self) {
        self.ast.clear();
        self.env.clear();
        self.forms.clear();
        self.scratch.clear();
        self.unchecked = None;
        self.roots[ROOT_NS] = Value::NIL;
        self.roots[ROOT_SOURCE] = Value::NIL;
        self.roots[ROOT_TYPE_NAME] = Value::NIL;
        self.roots[ROOT_TYPE_CLASS] = Value::NIL;
    }

    /// Makes the analyzer ready for a new unit.
    pub(crate) fn begin(&mut self, unit: &Unit) {
        self.clear();
        self.position = unit.position;
        self.roots[ROOT_NS] = unit.ns;
        self.roots[ROOT_SOURCE] = unit.source;
        let id = FnId(0);
        self.ast.fns.push(Function { line: unit.position.line, ..Function::default() });
        self.env.enter_fn(id);
        let target = self.new_loop(List::EMPTY);
        self.env.recur = Some(target);
    }

    fn finish(&mut self, body: NodeId) {
        let recur = self.env.recur.expect("a unit is a method");
        let method = crate::ast::Method {
            params: List::EMPTY,
            fixed: 0,
            variadic: false,
            returns: None,
            recur,
            body,
        };
        self.ast.fns[0].methods.push(method);
    }

    #[inline]
    pub(crate) fn ns(&self) -> Value {
        self.roots[ROOT_NS]
    }

    pub(crate) fn source(&self) -> Value {
        self.roots[ROOT_SOURCE]
    }

    /// The var of a core function that natively compiled macros call.
    pub(crate) fn core_var(&mut self, cx: &mut Mutator, name: CoreFn) -> Result {
        let at = ROOT_CORE + name as usize;
        if self.roots[at].is_nil() {
            let core = cx.known(runtime::known::CORE_NS);
            let symbol = symbol::intern(cx, None, name.name())?;
            self.roots[at] = match runtime::namespace::resolve(cx, core, symbol)? {
                Resolved::Var(found) => found,
                Resolved::Class(_) | Resolved::Missing => {
                    let message = format!("No such var: clojure.core/{}", name.name());
                    return Err(throw::runtime(cx, message));
                }
            };
        }
        Ok(self.roots[at])
    }

    #[inline]
    pub(crate) fn place(&self) -> Place {
        Place { source: self.source(), position: self.position }
    }

    #[inline]
    pub(crate) fn node(&mut self, node: Node) -> NodeId {
        self.ast.push(node, self.position)
    }

    #[inline]
    pub(crate) fn constant(&mut self, value: Value) -> NodeId {
        let value = self.ast.constant(value);
        self.node(Node::Const { value })
    }

    pub(crate) fn nil(&mut self) -> NodeId {
        self.constant(Value::NIL)
    }

    #[inline]
    pub(crate) fn arg(&self, args: Args, index: usize) -> Value {
        debug_assert!(index < args.len);
        self.forms[args.start + index]
    }

    /// The argument, or nil when there are fewer.
    pub(crate) fn arg_or_nil(&self, args: Args, index: usize) -> Value {
        if index < args.len { self.arg(args, index) } else { Value::NIL }
    }

    /// Puts the elements of a collection on the stack of forms. The caller truncates.
    pub(crate) fn spread(&mut self, cx: &mut Mutator, coll: Value) -> Result<Args> {
        let start = self.forms.len();
        seq::into_rootvec(cx, coll, &mut self.forms)?;
        Ok(Args { start, len: self.forms.len() - start })
    }

    // ---- forms ------------------------------------------------------------------------------

    /// The node for a form.
    pub(crate) fn form(&mut self, cx: &mut Mutator, form: Value, ctx: Ctx) -> Result<NodeId> {
        let Some(desc) = form.desc() else { return Ok(self.constant(form)) };
        match desc.kind() {
            kind::SYMBOL => self.symbol(cx, form),
            kind::LIST => self.call(cx, form, ctx),
            kind::KEYWORD | kind::STRING => Ok(self.constant(form)),
            _ => self.other_form(cx, form, desc.info().interfaces, ctx),
        }
    }

    fn other_form(
        &mut self,
        cx: &mut Mutator,
        form: Value,
        interfaces: Interfaces,
        ctx: Ctx,
    ) -> Result<NodeId> {
        if interfaces.has(Interfaces::SEQ) {
            if seq::seq(cx, form)?.is_nil() {
                return match meta::meta(cx, form)? {
                    Value::NIL => {
                        let empty = list::empty(cx);
                        Ok(self.constant(empty))
                    }
                    found => {
                        let expr = self.constant(form);
                        self.with_meta(cx, expr, form, found)
                    }
                };
            }
            return self.call(cx, form, ctx);
        }
        if interfaces.has(Interfaces::RECORD) {
            return Ok(self.constant(form));
        }
        let is_literal = interfaces.has(Interfaces::VECTOR)
            || interfaces.has(Interfaces::MAP)
            || interfaces.has(Interfaces::SET);
        if is_literal {
            let made = self.collection(cx, form, interfaces);
            return made.map_err(|_| self.wrap(cx, Value::NIL));
        }
        Ok(self.constant(form))
    }

    /// Wraps the pending exception, which the form at the present position caused.
    #[cold]
    pub(crate) fn wrap(&mut self, cx: &mut Mutator, symbol: Value) -> Thrown {
        error::wrap(cx, ErrorPhase::CompileSyntaxCheck, self.place(), symbol)
    }

    /// Where the form is, if it tells.
    pub(crate) fn position_of(
        &mut self,
        cx: &mut Mutator,
        form: Value,
    ) -> Result<Option<Position>> {
        if let Some((line, column)) = list::position(form) {
            return Ok(Some(Position { line, column }));
        }
        let found = meta::meta(cx, form)?;
        if found.is_nil() {
            return Ok(None);
        }
        let line = self.meta_key(cx, found, Key::Line)?;
        let column = self.meta_key(cx, found, Key::Column)?;
        let number = |value: Value| value.as_fixnum().and_then(|n| u32::try_from(n).ok());
        Ok(match (number(line), number(column)) {
            (Some(line), Some(column)) => Some(Position { line, column }),
            _ => None,
        })
    }

    /// A list form with at least one element.
    fn call(&mut self, cx: &mut Mutator, form: Value, ctx: Ctx) -> Result<NodeId> {
        cx.enter_native()?;
        cx.safepoint()?;
        self.ast.admit(cx)?;
        let before = self.position;
        if let Some(position) = self.position_of(cx, form)? {
            self.position = position;
        }
        let args = self.spread(cx, form)?;
        match self.call_parts(cx, form, args, ctx) {
            Ok(node) => {
                self.forms.truncate(args.start);
                self.position = before;
                Ok(node)
            }
            Err(Thrown) => {
                let head = self.forms[args.start];
                let symbol = if symbol::of(head).is_some() { head } else { Value::NIL };
                Err(self.wrap(cx, symbol))
            }
        }
    }

    fn call_parts(
        &mut self,
        cx: &mut Mutator,
        form: Value,
        args: Args,
        ctx: Ctx,
    ) -> Result<NodeId> {
        let head = self.arg(args, 0);
        let Some(name) = symbol::of(head) else {
            if head.is_nil() {
                let shown = data::print::pr_str(cx, form)?;
                let message = format!("Can't call nil, form: {shown}");
                return Err(throw::illegal_argument(cx, message));
            }
            if keyword::of(head).is_some() && (args.len == 2 || args.len == 3) {
                let keyword = self.ast.constant(head);
                let args = self.nodes(cx, args.from(1))?;
                return Ok(self.node(Node::KeywordInvoke { keyword, args }));
            }
            return self.invoke(cx, head, args);
        };
        if let Some(special) = Special::of(name) {
            return special::analyze(self, cx, special, form, args, ctx);
        }
        if name.namespace().is_nil()
            && let Some(local) = self.env.lookup(head)
        {
            let callee = self.local_use(local);
            let args = self.nodes(cx, args.from(1))?;
            return Ok(self.node(Node::Invoke { callee, args }));
        }
        if let Some(form) = macroexpand::member_form(self, cx, form, head, args)? {
            return self.form(cx, form, ctx);
        }
        match runtime::namespace::resolve(cx, self.ns(), head)? {
            Resolved::Var(found) => self.call_var(cx, found, form, args, ctx),
            Resolved::Class(_) => self.invoke(cx, head, args),
            Resolved::Missing => match macroexpand::static_form(self, cx, head, args)? {
                Some(form) => self.form(cx, form, ctx),
                None => self.invoke(cx, head, args),
            },
        }
    }

    /// A call whose head is a symbol that means a var.
    fn call_var(
        &mut self,
        cx: &mut Mutator,
        found: Value,
        form: Value,
        args: Args,
        ctx: Ctx,
    ) -> Result<NodeId> {
        let found = match args.len {
            2 => self.twin_in_unit(cx, found)?.unwrap_or(found),
            _ => found,
        };
        let this = var::expect(cx, found)?;
        match intrinsics::of(this) {
            Known::Nothing => {}
            Known::Macro(id) => {
                if let Some(node) = self.native_macro(cx, id, form, args, ctx)? {
                    return Ok(node);
                }
            }
            Known::Op(op) if intrinsics::is_op(op, args.len - 1) => {
                let op = self.op_in_unit(cx, op)?;
                let var = self.ast.constant(found);
                let args = self.nodes(cx, args.from(1))?;
                return Ok(crate::core_fns::op_node(self, op, var, args));
            }
            Known::Op(_) => {}
        }
        if this.is_macro() {
            resolve::check_public(cx, self.ns(), found)?;
            let expansion = macroexpand::expand(self, cx, found, form, args)?;
            return self.form(cx, expansion, ctx);
        }
        if this.is_private() {
            resolve::check_public_symbol(cx, self.ns(), found, self.arg(args, 0))?;
        }
        let var = self.ast.constant(found);
        let args = self.nodes(cx, args.from(1))?;
        Ok(self.node(Node::InvokeVar { var, args }))
    }

    /// A core macro, compiled without expansion; `None` when its shape is not the usual one, so that
    /// the macro itself says what is wrong.
    fn native_macro(
        &mut self,
        cx: &mut Mutator,
        id: MacroId,
        form: Value,
        args: Args,
        ctx: Ctx,
    ) -> Result<Option<NodeId>> {
        natively::analyze(self, cx, id, form, args, ctx)
    }

    /// A call of whatever the head evaluates to.
    fn invoke(&mut self, cx: &mut Mutator, head: Value, args: Args) -> Result<NodeId> {
        let callee = self.form(cx, head, Ctx::Value)?;
        let args = self.nodes(cx, args.from(1))?;
        if let Node::Fn { id } = self.ast.node(callee)
            && let Some(node) = self.called_literal(id, args)
        {
            return Ok(node);
        }
        Ok(self.node(Node::Invoke { callee, args }))
    }

    /// `((fn [x] body) arg)` as a `let`, when nobody else could see the function.
    fn called_literal(&mut self, id: FnId, args: List) -> Option<NodeId> {
        let function = self.ast.function(id);
        let &[method] = function.methods.as_slice() else { return None };
        let first = self.ast.locals.iter().position(|local| local.owner == id);
        let own = &self.ast.locals[first.unwrap_or(self.ast.locals.len())..];
        let names_itself =
            own.iter().any(|l| l.owner == id && l.kind == LocalKind::Callee && l.uses > 0);
        let is_cast = |&param: &u32| self.ast.local(LocalId(param)).primitive.is_some();
        if method.variadic
            || method.params.len() != args.len()
            || method.returns.is_some()
            || self.ast.items(method.params).iter().any(is_cast)
            || self.ast.loops[method.recur.index()].used
            || names_itself
        {
            return None;
        }
        let outer = self.env.function();
        for local in &mut self.ast.locals[first.unwrap_or(0)..] {
            if local.owner == id {
                local.owner = outer;
                if let LocalKind::Arg(_) = local.kind {
                    local.kind = LocalKind::Bound;
                }
            }
        }
        for inner in &mut self.ast.fns[id.index()..] {
            if inner.outer == Some(id) {
                inner.outer = Some(outer);
            }
        }
        self.ast.fns[id.index()].methods.clear();
        let mark = self.scratch.len();
        for i in 0..args.len() {
            let param = self.ast.item(method.params, i);
            let arg = self.ast.item(args, i);
            self.scratch.extend([param, arg]);
        }
        Some(self.take_let(mark, method.body))
    }

    /// The nodes of some elements, in order.
    pub(crate) fn nodes(&mut self, cx: &mut Mutator, args: Args) -> Result<List> {
        let mark = self.scratch.len();
        for i in 0..args.len {
            let form = self.arg(args, i);
            let node = self.form(cx, form, Ctx::Value)?;
            self.scratch.push(node.0);
        }
        Ok(self.take_list(mark))
    }

    /// What was pushed on `scratch` since `mark`, as a list.
    pub(crate) fn take_list(&mut self, mark: usize) -> List {
        let list = self.ast.list(&self.scratch[mark..]);
        self.scratch.truncate(mark);
        list
    }

    /// The forms as one: `do` without its head.
    pub(crate) fn body(&mut self, cx: &mut Mutator, args: Args, ctx: Ctx) -> Result<NodeId> {
        match args.len {
            0 => Ok(self.nil()),
            1 => {
                let form = self.arg(args, 0);
                self.form(cx, form, ctx)
            }
            _ => {
                let mark = self.scratch.len();
                self.statements(cx, Args { start: args.start, len: args.len - 1 })?;
                let form = self.arg(args, args.len - 1);
                let last = self.form(cx, form, ctx)?;
                self.scratch.push(last.0);
                Ok(self.take_do(mark))
            }
        }
    }

    /// Statements, pushed on `scratch`; those without effect are left out.
    fn statements(&mut self, cx: &mut Mutator, args: Args) -> Result<()> {
        if args.len > CHUNK {
            for first in (0..args.len).step_by(CHUNK) {
                let len = CHUNK.min(args.len - first);
                let chunk = Args { start: args.start + first, len };
                let call = self.outlined(cx, |this, cx| {
                    let mark = this.scratch.len();
                    this.statements(cx, chunk)?;
                    let nil = this.nil();
                    this.scratch.push(nil.0);
                    Ok(this.take_do(mark))
                })?;
                self.scratch.push(call.0);
            }
            return Ok(());
        }
        for i in 0..args.len {
            let form = self.arg(args, i);
            let node = self.form(cx, form, Ctx::Statement)?;
            match self.ast.node(node) {
                Node::Const { .. } | Node::Local { .. } | Node::Fn { .. } => {}
                _ => self.scratch.push(node.0),
            }
        }
        Ok(())
    }

    /// A `do` of what stands on `scratch` since `mark`.
    pub(crate) fn take_do(&mut self, mark: usize) -> NodeId {
        if self.scratch.len() == mark + 1 {
            let only = NodeId(self.scratch[mark]);
            self.scratch.truncate(mark);
            return only;
        }
        let nodes = self.take_list(mark);
        self.node(Node::Do { nodes })
    }

    /// The call of a function without arguments whose body `build` makes: a part of a method that
    /// would be too large as a whole.
    fn outlined(
        &mut self,
        cx: &mut Mutator,
        build: impl FnOnce(&mut Analyzer, &mut Mutator) -> Result<NodeId>,
    ) -> Result<NodeId> {
        let callee = self.thunk(cx, false, build)?;
        Ok(self.node(Node::Invoke { callee, args: List::EMPTY }))
    }

    // ---- locals -----------------------------------------------------------------------------

    /// A new local of the present function.
    pub(crate) fn new_local(&mut self, name: Value, kind: LocalKind) -> LocalId {
        let name = self.ast.constant(name);
        let owner = self.env.function();
        let id = LocalId(self.ast.locals.len() as u32);
        self.ast.locals.push(Local {
            name,
            kind,
            owner,
            constant: None,
            uses: 0,
            init: None,
            primitive: None,
        });
        id
    }

    /// A `loop` or method as a target of `recur`.
    pub(crate) fn new_loop(&mut self, locals: List) -> crate::ast::LoopId {
        let first = NodeId(self.ast.len() as u32);
        let first_local = LocalId(self.ast.locals.len() as u32);
        self.ast.loops.push(crate::ast::Loop { locals, used: false, first, first_local });
        crate::ast::LoopId(self.ast.loops.len() as u32 - 1)
    }

    /// The value of a local, captured by every function between here and its own.
    pub(crate) fn local_use(&mut self, local: LocalId) -> NodeId {
        if let Some(value) = self.ast.local(local).constant {
            return self.node(Node::Const { value });
        }
        self.ast.locals[local.index()].uses += 1;
        self.capture(local);
        self.node(Node::Local { local, last: false })
    }

    /// Lets every function between here and the owner of `local` capture it.
    pub(crate) fn capture(&mut self, local: LocalId) {
        let owner = self.ast.local(local).owner;
        for id in self.env.functions() {
            if id == owner {
                break;
            }
            let captures = &mut self.ast.fns[id.index()].captures;
            if !captures.contains(&local) {
                captures.push(local);
            }
        }
    }

    // ---- symbols ----------------------------------------------------------------------------

    fn symbol(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        let name = symbol::of(form).expect("the caller looked");
        if name.namespace().is_nil()
            && let Some(local) = self.env.lookup(form)
        {
            return Ok(self.local_use(local));
        }
        self.global(cx, form).map_err(|_| self.wrap(cx, Value::NIL))
    }

    /// The class of the type whose methods are under analysis, when the symbol is its short name.
    pub(crate) fn type_in_work(&self, form: Value) -> Option<Value> {
        let name = self.roots[ROOT_TYPE_NAME];
        let is_it = !name.is_nil() && symbol::base(form) == name;
        if is_it { Some(self.roots[ROOT_TYPE_CLASS]) } else { None }
    }

    /// A symbol that is no local.
    fn global(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        if let Some(class) = self.type_in_work(form) {
            return Ok(self.constant(class));
        }
        match runtime::namespace::resolve(cx, self.ns(), form)? {
            Resolved::Var(found) => self.var_value(cx, found, form),
            Resolved::Class(class) => Ok(self.constant(class)),
            Resolved::Missing => match special::host::member_value(self, cx, form)? {
                Some(node) => Ok(node),
                None => Err(resolve::missing(cx, self.ns(), form)?),
            },
        }
    }

    fn var_value(&mut self, cx: &mut Mutator, found: Value, form: Value) -> Result<NodeId> {
        let this = var::expect(cx, found)?;
        if this.is_macro() {
            let name = data::print::str_of(cx, found)?;
            return Err(throw::runtime(cx, format!("Can't take value of a macro: {name}")));
        }
        if this.is_private() {
            resolve::check_public_symbol(cx, self.ns(), found, form)?;
        }
        if this.is_const() {
            let value = var::root(cx, found)?;
            return Ok(self.constant(value));
        }
        let var = self.ast.constant(found);
        Ok(self.node(Node::Var { var }))
    }

    // ---- collections ------------------------------------------------------------------------

    fn collection(
        &mut self,
        cx: &mut Mutator,
        form: Value,
        interfaces: Interfaces,
    ) -> Result<NodeId> {
        cx.enter_native()?;
        let found = meta::meta(cx, form)?;
        let expr = if interfaces.has(Interfaces::VECTOR) {
            self.vector(cx, form)?
        } else if interfaces.has(Interfaces::SET) {
            self.set(cx, form)?
        } else {
            self.map(cx, form)?
        };
        if found.is_nil() { Ok(expr) } else { self.with_meta(cx, expr, form, found) }
    }

    /// Gives the value of `expr`, a literal `form`, the metadata that stands on the form.
    pub(crate) fn with_meta(
        &mut self,
        cx: &mut Mutator,
        expr: NodeId,
        form: Value,
        found: Value,
    ) -> Result<NodeId> {
        let meta = self.form(cx, found, Ctx::Value)?;
        if let (Some(value), Some(known)) = (self.ast.const_value(expr), self.ast.const_value(meta))
        {
            let value = if value == form && known == found {
                value
            } else {
                meta::with_meta(cx, value, known)?
            };
            return Ok(self.constant(value));
        }
        self.core_call(cx, CoreFn::WithMeta, &[expr, meta])
    }

    fn vector(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        let args = self.spread(cx, form)?;
        let node = self.vector_items(cx, form, args)?;
        self.forms.truncate(args.start);
        Ok(node)
    }

    fn vector_items(&mut self, cx: &mut Mutator, form: Value, args: Args) -> Result<NodeId> {
        if (0..args.len).all(|i| is_self_evaluating(self.arg(args, i))) {
            return Ok(self.constant(form));
        }
        if args.len > CHUNK {
            return self.large_vector(cx, args);
        }
        let items = self.nodes(cx, args)?;
        match self.constants_of(cx, items) {
            Some(values) => {
                let value = data::vector::from_slice(cx, &values)?;
                Ok(self.constant(value))
            }
            None => Ok(self.node(Node::Vector { items })),
        }
    }

    /// Parts made by functions of their own, put together by `into`.
    fn large_vector(&mut self, cx: &mut Mutator, args: Args) -> Result<NodeId> {
        let into = self.core_var(cx, CoreFn::Into)?;
        let mut made: Option<NodeId> = None;
        for first in (0..args.len).step_by(CHUNK) {
            let len = CHUNK.min(args.len - first);
            let chunk = Args { start: args.start + first, len };
            let part = self.outlined(cx, |this, cx| {
                let items = this.nodes(cx, chunk)?;
                Ok(this.node(Node::Vector { items }))
            })?;
            made = Some(match made {
                None => part,
                Some(made) => {
                    let var = self.ast.constant(into);
                    let args = self.ast.list(&[made.0, part.0]);
                    self.node(Node::InvokeVar { var, args })
                }
            });
        }
        Ok(made.expect("a large vector has parts"))
    }

    fn set(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        let args = self.spread(cx, form)?;
        let node = if (0..args.len).all(|i| is_self_evaluating(self.arg(args, i))) {
            self.constant(form)
        } else {
            let items = self.nodes(cx, args)?;
            match self.constants_of(cx, items) {
                Some(values) => {
                    let value = data::set::from_slice(cx, &values)?;
                    self.constant(value)
                }
                None => self.node(Node::Set { items }),
            }
        };
        self.forms.truncate(args.start);
        Ok(node)
    }

    fn map(&mut self, cx: &mut Mutator, form: Value) -> Result<NodeId> {
        let start = self.forms.len();
        data::map::for_each(cx, form, |_, key, value| {
            self.forms.push(key);
            self.forms.push(value);
            Ok(data::seq::Flow::On)
        })?;
        let args = Args { start, len: self.forms.len() - start };
        let node = if (0..args.len).all(|i| is_self_evaluating(self.arg(args, i))) {
            self.constant(form)
        } else {
            let items = self.nodes(cx, args)?;
            self.map_node(cx, items)?
        };
        self.forms.truncate(start);
        Ok(node)
    }

    /// A map of keys and values in turn: a constant when all are.
    pub(crate) fn map_node(&mut self, cx: &mut Mutator, items: List) -> Result<NodeId> {
        match self.constants_of(cx, items) {
            Some(values) => {
                let value = data::map::from_pairs(cx, &values)?;
                Ok(self.constant(value))
            }
            None => Ok(self.node(Node::Map { items })),
        }
    }

    /// The values of the nodes, when all are constants.
    fn constants_of(&self, cx: &mut Mutator, items: List) -> Option<RootVec> {
        let nodes = self.ast.items(items);
        if nodes.iter().any(|&n| !matches!(self.ast.node(NodeId(n)), Node::Const { .. })) {
            return None;
        }
        let mut values = RootVec::new(cx);
        values.extend(nodes.iter().filter_map(|&node| self.ast.const_value(NodeId(node))));
        Some(values)
    }

    // ---- calls made by natively compiled forms ----------------------------------------------

    /// A call of a core function: its op while its var has its own root, else of the var.
    pub(crate) fn core_call(
        &mut self,
        cx: &mut Mutator,
        name: CoreFn,
        args: &[NodeId],
    ) -> Result<NodeId> {
        let found = self.core_var(cx, name)?;
        let this = var::expect(cx, found)?;
        let mark = self.scratch.len();
        self.scratch.extend(args.iter().map(|node| node.0));
        let list = self.take_list(mark);
        let var: ConstId = self.ast.constant(found);
        match intrinsics::of(this) {
            Known::Op(op) if intrinsics::is_op(op, args.len()) => {
                Ok(crate::core_fns::op_node(self, op, var, list))
            }
            Known::Op(_) | Known::Macro(_) | Known::Nothing => {
                Ok(self.node(Node::InvokeVar { var, args: list }))
            }
        }
    }
}

/// Where a unit stands.
#[derive(Clone, Copy)]
pub struct Unit {
    /// The current namespace.
    pub ns: Value,
    /// The source's name, a string, or nil.
    pub source: Value,
    /// Where the form begins, for forms that do not tell.
    pub position: Position,
}

/// True for forms that are their own value whatever is around them.
pub(crate) fn is_self_evaluating(form: Value) -> bool {
    match form.desc() {
        None => true,
        Some(desc) => {
            desc.kind() == kind::KEYWORD
                || desc.kind() == kind::STRING
                || desc.info().interfaces.has(Interfaces::NUMBER)
        }
    }
}
