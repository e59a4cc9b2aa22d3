//! `deftype*` and `reify*`: the class is declared here, its methods are given to it when they are
//! compiled.
//!
//! Fields are locals of each method. A `reify*` has the locals that its methods capture as fields.

use data::class::ClassId;
use data::{class, keyword, seq, symbol, throw};
use heap::{Mutator, Result, RootVec, Value};
use runtime::deftype::{self, Family, TypeSpec};

use crate::analyze::{Analyzer, Args, ROOT_TYPE_CLASS, ROOT_TYPE_NAME};
use crate::ast::{FnId, LocalId, LocalKind, Node, NodeId, Type, TypeId, TypeMethod};
use crate::special::function::Params;
use crate::special::let_::is_vector;
use crate::{error, resolve};

/// `(deftype* tag class [fields] :implements [interfaces] (name [this params] body…)…)`.
pub(super) fn analyze_deftype(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let name = this.arg_or_nil(args, 2);
    let fields = this.arg_or_nil(args, 3);
    if symbol::of(name).is_none() {
        return Err(throw::class_cast(cx, name, "clojure.lang.Symbol"));
    }
    if !is_vector(fields) {
        return Err(throw::class_cast(cx, fields, "clojure.lang.IPersistentVector"));
    }
    let fields = seq::to_rootvec(cx, fields)?;
    let mut interfaces = RootVec::new(cx);
    let mut first = 4;
    while first + 1 < args.len && keyword::of(this.arg(args, first)).is_some() {
        let key = keyword::of(this.arg(args, first)).map(|k| k.text());
        if key.as_deref() == Some("implements") {
            let forms = this.arg(args, first + 1);
            interfaces_of(this, cx, forms, &mut interfaces)?;
        }
        first += 2;
    }
    let record = class::object(cx, ClassId::named("clojure.lang.IRecord"))?;
    let family = if interfaces.contains(&record) { Family::Record } else { Family::Type };
    let mut mutable = 0u64;
    for (i, &field) in fields.iter().enumerate() {
        if symbol::of(field).is_none() {
            return Err(throw::class_cast(cx, field, "clojure.lang.Symbol"));
        }
        let is_mutable = resolve::meta_at(cx, field, "volatile-mutable")?.is_truthy()
            || resolve::meta_at(cx, field, "unsynchronized-mutable")?.is_truthy();
        mutable |= u64::from(is_mutable) << i.min(63);
    }
    let text = symbol::of(name).expect("looked at above").text();
    let spec = TypeSpec { name: &text, family, fields: &fields, mutable, interfaces: &interfaces };
    let declared = deftype::declare(cx, &spec)?;
    let id = open_type(this, declared);
    let tag = this.arg(args, 1);
    let short = symbol::of(tag).map(|tag| tag.name_str().to_str().into_owned());
    let short = symbol::intern(cx, None, &short.unwrap_or_default())?;
    let outer = (this.roots[ROOT_TYPE_NAME], this.roots[ROOT_TYPE_CLASS]);
    this.roots[ROOT_TYPE_NAME] = short;
    this.roots[ROOT_TYPE_CLASS] = declared;
    let hidden = this.env.hide();
    let scope = this.env.mark();
    for i in first..args.len {
        let form = this.arg(args, i);
        method(this, cx, id, form, &fields, mutable)?;
    }
    (this.roots[ROOT_TYPE_NAME], this.roots[ROOT_TYPE_CLASS]) = outer;
    this.env.reset(scope);
    this.env.unhide(hidden);
    Ok(this.node(Node::Deftype { id }))
}

/// `(reify* [interfaces] (name [this params] body…)…)`.
pub(super) fn analyze_reify(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<NodeId> {
    let forms = this.arg_or_nil(args, 1);
    let mut interfaces = RootVec::new(cx);
    interfaces_of(this, cx, forms, &mut interfaces)?;
    let none = RootVec::new(cx);
    let id = open_type(this, Value::NIL);
    for i in 2..args.len {
        let form = this.arg(args, i);
        method(this, cx, id, form, &none, 0)?;
    }
    let methods = std::mem::take(&mut this.ast.types[id.index()].methods);
    let mut captures: Vec<LocalId> = Vec::new();
    for method in &methods {
        for &local in &this.ast.function(method.function).captures {
            if !captures.contains(&local) {
                captures.push(local);
            }
        }
    }
    let mut fields = RootVec::new(cx);
    for i in 0..captures.len() {
        let field = symbol::intern(cx, None, &format!("captured{i}"))?;
        fields.push(field);
    }
    let number = runtime::state::of(cx).next_id();
    let ns = runtime::namespace::of(this.ns()).map_or(Value::NIL, |ns| ns.name());
    let ns = symbol::of(ns).map(|name| name.text()).unwrap_or_default();
    let name = format!("{}$reify__{number}", ns.replace('-', "_"));
    let spec = TypeSpec {
        name: &name,
        family: Family::Reify,
        fields: &fields,
        mutable: 0,
        interfaces: &interfaces,
    };
    let declared = deftype::declare(cx, &spec)?;
    let class = this.ast.constant(declared);
    let made = &mut this.ast.types[id.index()];
    made.class = class;
    made.methods = methods;
    made.captures = captures;
    let node = this.node(Node::Reify { id });
    this.fn_meta(cx, node, form)
}

fn open_type(this: &mut Analyzer, declared: Value) -> TypeId {
    let class = this.ast.constant(declared);
    let id = TypeId(this.ast.types.len() as u32);
    this.ast.types.push(Type { class, methods: Vec::new(), captures: Vec::new(), moved: 0 });
    id
}

/// The classes that the forms of a vector name; a protocol stands for its interface.
fn interfaces_of(
    this: &mut Analyzer,
    cx: &mut Mutator,
    forms: Value,
    out: &mut RootVec,
) -> Result<()> {
    let forms = seq::to_rootvec(cx, forms)?;
    for &form in forms.iter() {
        match resolve::maybe_class(this, cx, form)? {
            Some(found) => out.push(found),
            None if symbol::of(form).is_some() => {
                return Err(resolve::missing(cx, this.ns(), form)?);
            }
            None => {
                let shown = error::show(cx, form)?;
                let message = format!("only interfaces are supported, had: {shown}");
                return Err(throw::illegal_argument(cx, message));
            }
        }
    }
    Ok(())
}

/// Adds the method `(name [this params] body…)`.
fn method(
    this: &mut Analyzer,
    cx: &mut Mutator,
    id: TypeId,
    form: Value,
    fields: &[Value],
    mutable: u64,
) -> Result<()> {
    if !seq::is_seq(form) {
        return Err(throw::class_cast(cx, form, "clojure.lang.ISeq"));
    }
    let before = this.position;
    if let Some(position) = this.position_of(cx, form)? {
        this.position = position;
    }
    let parts = this.spread(cx, form)?;
    let name = this.arg_or_nil(parts, 0);
    let params = this.arg_or_nil(parts, 1);
    if symbol::of(name).is_none() {
        return Err(throw::class_cast(cx, name, "clojure.lang.Symbol"));
    }
    if !is_vector(params) {
        return Err(throw::class_cast(cx, params, "clojure.lang.IPersistentVector"));
    }
    if seq::count(cx, params)? == 0 {
        let shown = error::show(cx, name)?;
        let message = format!("Must supply at least one argument for 'this' in: {shown}");
        return Err(throw::illegal_argument(cx, message));
    }
    let scope = this.env.mark();
    let function = this.open_function(Some(name), false);
    for (i, &field) in fields.iter().enumerate() {
        let kind = LocalKind::Field { index: i as u16, mutable: mutable >> i.min(63) & 1 != 0 };
        let local = this.new_local(field, kind);
        this.env.bind(field, local);
    }
    type_method(this, cx, id, function, parts)?;
    this.env.reset(scope);
    this.close_function();
    let name = this.ast.constant(symbol::base(name));
    this.ast.types[id.index()].methods.push(TypeMethod { name, function });
    this.forms.truncate(parts.start);
    this.position = before;
    Ok(())
}

fn type_method(
    this: &mut Analyzer,
    cx: &mut Mutator,
    id: TypeId,
    function: FnId,
    parts: Args,
) -> Result<()> {
    let vector = this.arg(parts, 1);
    let names = this.spread(cx, vector)?;
    // The instance is the local made next.
    let instance = LocalId(this.ast.locals.len() as u32);
    this.ast.fns[function.index()].method_of = Some((id, instance));
    let params = this.params_of(cx, names)?;
    let params = Params { variadic: false, ..params };
    this.method_of(cx, function, params, |this, cx| {
        this.body(cx, parts.from(2), crate::env::Ctx::Tail)
    })
}
