//! `fn`, `letfn`, `defn`, `defmacro`, `declare`.

use data::{meta, seq, symbol};
use heap::{Mutator, Result, RootVec, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{FnId, LocalKind, Node, NodeId};
use crate::env::Ctx;
use crate::expand::{check, function};
use crate::keys::Key;
use crate::primitive::Primitive;
use crate::special::def;
use crate::special::function::Params;
use crate::special::let_::is_vector;

/// Whether what is defined is public.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Public {
    Yes,
    No,
}

pub(super) fn analyze_fn(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<Option<NodeId>> {
    if !check::fn_args(cx, &this.forms[args.start + 1..args.start + args.len])? {
        return Ok(None);
    }
    let node = function_node(this, cx, args.from(1))?;
    this.fn_meta(cx, node, form).map(Some)
}

/// The function of `name? tail…`, which was checked.
fn function_node(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let first = this.arg(args, 0);
    let (name, tail) = match symbol::of(first) {
        Some(_) => (Some(first), args.from(1)),
        None => (None, args),
    };
    this.function(cx, name, false, |this, cx, id| methods(this, cx, id, tail))
}

fn methods(this: &mut Analyzer, cx: &mut Mutator, id: FnId, tail: Args) -> Result<()> {
    if is_vector(this.arg(tail, 0)) {
        return method(this, cx, id, tail);
    }
    for i in 0..tail.len {
        let form = this.arg(tail, i);
        let parts = this.spread(cx, form)?;
        method(this, cx, id, parts)?;
        this.forms.truncate(parts.start);
    }
    Ok(())
}

/// A method whose parameters may be patterns and whose body may begin with conditions.
fn method(this: &mut Analyzer, cx: &mut Mutator, id: FnId, parts: Args) -> Result<()> {
    let vector = this.arg(parts, 0);
    let has_map = parts.len > 2 && check::is_map(this.arg(parts, 1));
    let found = meta::meta(cx, vector)?;
    let returns = this.primitive_tag(cx, found)?;
    let before = this.forms.len();
    let mut body = parts.from(1);
    if has_map || !found.is_nil() {
        let forms = &this.forms[parts.start..parts.start + parts.len];
        let forms: RootVec = function::method_body(cx, forms)?;
        body = Args { start: this.forms.len(), len: forms.len() };
        this.forms.extend_from_slice(&forms);
    }
    let names = this.spread(cx, vector)?;
    let is_plain = (0..names.len).all(|i| symbol::of(this.arg(names, i)).is_some());
    let scope = this.env.mark();
    if is_plain {
        let params = Params { returns, ..this.params_of(cx, names)? };
        this.method_of(cx, id, params, |this, cx| this.body(cx, body, Ctx::Tail))?;
    } else {
        pattern_method(this, cx, id, names, body, returns)?;
    }
    this.env.reset(scope);
    this.forms.truncate(before);
    Ok(())
}

/// A method some of whose parameters are patterns: they are taken apart around the body.
fn pattern_method(
    this: &mut Analyzer,
    cx: &mut Mutator,
    id: FnId,
    names: Args,
    body: Args,
    returns: Option<Primitive>,
) -> Result<()> {
    let mark = this.scratch.len();
    let mut patterns = Vec::new();
    let mut variadic = false;
    for i in 0..names.len {
        let pattern = this.arg(names, i);
        let is_symbol = symbol::of(pattern);
        if is_symbol.is_some_and(|s| s.name_str().as_ascii() == Some("&")) {
            variadic = true;
            continue;
        }
        let index = (this.scratch.len() - mark) as u16;
        let local = match is_symbol {
            Some(_) => {
                let local = this.param(cx, pattern, index)?;
                this.env.bind(pattern, local);
                local
            }
            None => {
                let local = this.new_local(Value::NIL, LocalKind::Arg(index));
                patterns.push((i, local));
                local
            }
        };
        this.scratch.push(local.0);
    }
    let locals = this.take_list(mark);
    let fixed = locals.len - u32::from(variadic);
    if fixed > 20 {
        return Err(data::throw::runtime(cx, "Can't specify more than 20 params"));
    }
    let params = Params { locals, fixed: fixed as u16, variadic, returns };
    this.method_of(cx, id, params, |this, cx| {
        let mark = this.scratch.len();
        for (i, local) in patterns {
            let pattern = this.arg(names, i);
            let value = this.local_use(local);
            this.bind_pattern(cx, pattern, value)?;
        }
        let body = this.body(cx, body, Ctx::Tail)?;
        Ok(this.take_let(mark, body))
    })
}

pub(super) fn analyze_letfn(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len < 2 || !is_vector(this.arg(args, 1)) {
        return Ok(None);
    }
    let vector = this.arg(args, 1);
    let specs = this.spread(cx, vector)?;
    for i in 0..specs.len {
        let spec = this.arg(specs, i);
        if !seq::is_seq(spec) {
            return Ok(None);
        }
        let parts = this.spread(cx, spec)?;
        let fits = parts.len >= 2
            && check::is_simple_symbol(this.arg(parts, 0))
            && check::fn_args(cx, &this.forms[parts.start..])?;
        this.forms.truncate(parts.start);
        if !fits {
            return Ok(None);
        }
    }
    let scope = this.env.mark();
    let mark = this.scratch.len();
    for i in 0..specs.len {
        let spec = this.arg(specs, i);
        let name = seq::first(cx, spec)?;
        let local = this.new_local(name, LocalKind::Bound);
        this.env.bind(name, local);
        this.scratch.extend([local.0, 0]);
    }
    for i in 0..specs.len {
        let spec = this.arg(specs, i);
        let parts = this.spread(cx, spec)?;
        let node = function_node(this, cx, parts)?;
        this.forms.truncate(parts.start);
        this.scratch[mark + 2 * i + 1] = node.0;
    }
    let bindings = this.take_list(mark);
    let body = this.body(cx, args.from(2), ctx)?;
    this.env.reset(scope);
    Ok(Some(this.node(Node::LetFn { bindings, body })))
}

pub(super) fn analyze_defn(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
    public: Public,
) -> Result<Option<NodeId>> {
    if !check::defn_args(cx, &this.forms[args.start + 1..args.start + args.len])? {
        return Ok(None);
    }
    let _ = form;
    let mut forms = RootVec::new(cx);
    forms.extend_from_slice(&this.forms[args.start + 1..args.start + args.len]);
    if public == Public::No {
        forms[0] = function::private_name(cx, forms[0])?;
    }
    define(this, cx, &forms, Kind::Function).map(Some)
}

/// What a definition makes its var.
enum Kind {
    Function,
    Macro,
}

/// The `def` of a `defn` or a `defmacro` with these parts. A macro is one by its metadata: so the var
/// is never seen with all of it but that.
fn define(this: &mut Analyzer, cx: &mut Mutator, forms: &[Value], kind: Kind) -> Result<NodeId> {
    let mut definition = function::definition(cx, "defn", forms)?;
    match kind {
        Kind::Function => {}
        Kind::Macro => {
            let key = this.key(cx, Key::Macro)?;
            def::put(cx, &mut definition.attributes, key, Value::TRUE)?;
        }
    }
    let name = definition.name;
    let found = def::intern(this, cx, name)?;
    def::set_dynamic(this, cx, found, &definition.attributes)?;
    let start = this.forms.len();
    this.forms.extend_from_slice(&definition.methods);
    let tail = Args { start, len: definition.methods.len() };
    let node = this.function(cx, None, false, |this, cx, id| methods(this, cx, id, tail))?;
    this.forms.truncate(start);
    if let Node::Fn { id } = this.ast.node(node) {
        let name = this.ast.constant(symbol::base(name));
        this.ast.fns[id.index()].name = Some(name);
    }
    let known = Some(definition.arglists);
    let attributes = this.attributes(cx, &mut definition.attributes, known)?;
    Ok(this.def_node(found, Some(node), Some(attributes)))
}

pub(super) fn analyze_defmacro(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<Option<NodeId>> {
    let _ = form;
    if args.len < 3 || !check::is_simple_symbol(this.arg(args, 1)) {
        return Ok(None);
    }
    let forms = function::macro_definition(cx, &this.forms[args.start + 1..args.start + args.len])?;
    define(this, cx, &forms, Kind::Macro).map(Some)
}

pub(super) fn analyze_declare(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
) -> Result<Option<NodeId>> {
    let names = args.from(1);
    if (0..names.len).any(|i| symbol::of(this.arg(names, i)).is_none()) {
        return Ok(None);
    }
    let key = this.key(cx, Key::Declared)?;
    let mark = this.scratch.len();
    for i in 0..names.len {
        let name = this.arg(names, i);
        let own = meta::meta(cx, name)?;
        let mut attributes = RootVec::new(cx);
        def::put_all(cx, &mut attributes, own)?;
        def::put(cx, &mut attributes, key, Value::TRUE)?;
        let found = def::intern(this, cx, name)?;
        def::set_dynamic(this, cx, found, &attributes)?;
        let attributes = this.attributes(cx, &mut attributes, None)?;
        let node = this.def_node(found, None, Some(attributes));
        this.scratch.push(node.0);
    }
    if this.scratch.len() == mark {
        return Ok(Some(this.nil()));
    }
    Ok(Some(this.take_do(mark)))
}
