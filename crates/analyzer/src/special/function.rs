//! `fn*`: methods, parameters, the functions around.

use data::{map, meta, seq, symbol, throw};
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{FnId, Function, List, LocalKind, Method, Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::{Ctx, NoRecur};
use crate::keys::Key;
use crate::primitive::Primitive;
use crate::special::let_::is_vector;

/// More parameters than this are refused, as on the JVM.
const MAX_PARAMS: usize = 20;

pub(super) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<NodeId> {
    let mut tail = args.from(1);
    let name = this.arg_or_nil(tail, 0);
    let name = symbol::of(name).map(|_| name);
    if name.is_some() {
        tail = tail.from(1);
    }
    let head = this.arg(args, 0);
    let found = meta::meta(cx, head)?;
    let once = this.meta_key(cx, found, Key::Once)?.is_truthy();
    let node = this.function(cx, name, once, |this, cx, id| {
        if tail.len > 0 && is_vector(this.arg(tail, 0)) {
            return this.method(cx, id, tail);
        }
        for i in 0..tail.len {
            let form = this.arg(tail, i);
            if !seq::is_seq(form) && !form.is_nil() {
                return Err(throw::class_cast(cx, form, "clojure.lang.ISeq"));
            }
            let parts = this.spread(cx, form)?;
            let params = this.arg_or_nil(parts, 0);
            if !is_vector(params) {
                return Err(throw::class_cast(cx, params, "clojure.lang.IPersistentVector"));
            }
            this.method(cx, id, parts)?;
            this.forms.truncate(parts.start);
        }
        Ok(())
    })?;
    this.fn_meta(cx, node, form)
}

/// The parameters of a method.
#[derive(Clone, Copy, Default)]
pub(crate) struct Params {
    pub locals: List,
    /// How many stand alone.
    pub fixed: u16,
    /// A rest parameter follows.
    pub variadic: bool,
    /// The primitive that the vector is hinted with.
    pub returns: Option<Primitive>,
}

impl Analyzer {
    /// A function, whose methods `methods` adds.
    pub(crate) fn function(
        &mut self,
        cx: &mut Mutator,
        name: Option<Value>,
        once: bool,
        methods: impl FnOnce(&mut Analyzer, &mut Mutator, FnId) -> Result<()>,
    ) -> Result<NodeId> {
        cx.enter_native()?;
        let id = self.open_function(name, once);
        let scope = self.env.mark();
        if let Some(name) = name {
            let local = self.new_local(name, LocalKind::Callee);
            self.env.bind(name, local);
        }
        methods(self, cx, id)?;
        self.env.reset(scope);
        self.close_function();
        self.check_arities(cx, id)?;
        Ok(self.node(Node::Fn { id }))
    }

    pub(crate) fn open_function(&mut self, name: Option<Value>, once: bool) -> FnId {
        let name = name.map(|name| self.ast.constant(symbol::base(name)));
        let id = FnId(self.ast.fns.len() as u32);
        self.ast.fns.push(Function {
            outer: Some(self.env.function()),
            name,
            once,
            line: self.position.line,
            column: self.position.column,
            ..Function::default()
        });
        self.env.enter_fn(id);
        id
    }

    pub(crate) fn close_function(&mut self) {
        self.env.leave_fn();
    }

    /// A function of no arguments with the body that `build` makes.
    pub(crate) fn thunk(
        &mut self,
        cx: &mut Mutator,
        once: bool,
        build: impl FnOnce(&mut Analyzer, &mut Mutator) -> Result<NodeId>,
    ) -> Result<NodeId> {
        self.function(cx, None, once, |this, cx, id| {
            this.method_of(cx, id, Params::default(), build)
        })
    }

    /// Adds a method: the first of `parts` is its parameters, the rest its body.
    pub(crate) fn method(&mut self, cx: &mut Mutator, id: FnId, parts: Args) -> Result<()> {
        let scope = self.env.mark();
        let vector = self.arg(parts, 0);
        let params = self.params(cx, vector)?;
        self.method_of(cx, id, params, |this, cx| this.body(cx, parts.from(1), Ctx::Tail))?;
        self.env.reset(scope);
        Ok(())
    }

    /// Adds a method with the body that `build` makes.
    pub(crate) fn method_of(
        &mut self,
        cx: &mut Mutator,
        id: FnId,
        params: Params,
        build: impl FnOnce(&mut Analyzer, &mut Mutator) -> Result<NodeId>,
    ) -> Result<()> {
        // A type's method never passes its instance to `recur`.
        let skipped = u32::from(self.ast.function(id).method_of.is_some());
        let Params { locals: params, fixed, variadic, returns } = params;
        self.check_primitives(cx, params, variadic, returns)?;
        let locals = List { start: params.start + skipped, len: params.len - skipped };
        let recur = self.new_loop(locals);
        let before = (self.env.recur, self.env.no_recur);
        (self.env.recur, self.env.no_recur) = (Some(recur), NoRecur::Allowed);
        let body = build(self, cx)?;
        (self.env.recur, self.env.no_recur) = before;
        self.check_result(cx, returns, body)?;
        let method = Method { params, fixed, variadic, returns, recur, body };
        self.ast.fns[id.index()].methods.push(method);
        Ok(())
    }

    /// Binds the parameters of a vector.
    fn params(&mut self, cx: &mut Mutator, vector: Value) -> Result<Params> {
        let hints = meta::meta(cx, vector)?;
        let returns = self.primitive_tag(cx, hints)?;
        let names = self.spread(cx, vector)?;
        let found = self.params_of(cx, names)?;
        self.forms.truncate(names.start);
        Ok(Params { returns, ..found })
    }

    /// As `params`, for a vector that is spread already.
    pub(crate) fn params_of(&mut self, cx: &mut Mutator, names: Args) -> Result<Params> {
        let mark = self.scratch.len();
        let mut fixed = 0u16;
        let mut variadic = false;
        let mut i = 0;
        while i < names.len {
            let name = self.arg(names, i);
            let Some(text) = symbol::of(name) else {
                return Err(throw::illegal_argument(cx, "fn params must be Symbols"));
            };
            if !text.namespace().is_nil() {
                let message = format!("Can't use qualified name as parameter: {}", text.text());
                return Err(throw::runtime(cx, message));
            }
            if text.name_str().as_ascii() == Some("&") {
                if variadic || i + 2 != names.len {
                    return Err(throw::runtime(cx, "Invalid parameter list"));
                }
                variadic = true;
                i += 1;
                continue;
            }
            if !variadic {
                if fixed as usize == MAX_PARAMS {
                    return Err(throw::runtime(cx, "Can't specify more than 20 params"));
                }
                fixed += 1;
            }
            let index = (self.scratch.len() - mark) as u16;
            let local = self.param(cx, name, index)?;
            self.env.bind(name, local);
            self.scratch.push(local.0);
            i += 1;
        }
        Ok(Params { locals: self.take_list(mark), fixed, variadic, returns: None })
    }

    pub(crate) fn check_arities(&mut self, cx: &mut Mutator, id: FnId) -> Result<()> {
        let methods = &self.ast.function(id).methods;
        let mut variadic: Option<u16> = None;
        let mut largest = 0;
        let mut problem = None;
        for (i, method) in methods.iter().enumerate() {
            if method.variadic {
                if variadic.replace(method.fixed).is_some() {
                    problem = Some("Can't have more than 1 variadic overload");
                }
            } else {
                largest = largest.max(method.fixed);
                let same = |m: &Method| !m.variadic && m.fixed == method.fixed;
                if methods[..i].iter().any(same) {
                    problem = Some("Can't have 2 overloads with same arity");
                }
            }
        }
        if problem.is_none() && variadic.is_some_and(|required| largest > required) {
            problem =
                Some("Can't have fixed arity function with more params than variadic function");
        }
        match problem {
            Some(message) => Err(throw::runtime(cx, message)),
            None => Ok(()),
        }
    }

    /// Gives a function the metadata of its form, what the reader put there apart.
    pub(crate) fn fn_meta(
        &mut self,
        cx: &mut Mutator,
        node: NodeId,
        form: Value,
    ) -> Result<NodeId> {
        if data::list::position(form).is_some() {
            return Ok(node);
        }
        let mut found = meta::meta(cx, form)?;
        if found.is_nil() {
            return Ok(node);
        }
        for key in [Key::Line, Key::Column, Key::File, Key::RetTag] {
            let key = self.key(cx, key)?;
            found = map::dissoc(cx, found, key)?;
        }
        if seq::count(cx, found)? == 0 {
            return Ok(node);
        }
        let meta = self.form(cx, found, Ctx::Value)?;
        self.core_call(cx, CoreFn::WithMeta, &[node, meta])
    }
}
