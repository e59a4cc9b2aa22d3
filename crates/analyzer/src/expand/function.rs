//! `let`, `loop`, `fn`, `defn`, `defmacro` as forms.

use data::class::ClassId;
use data::{keyword, list, lookup, map, meta, seq, string, symbol, throw};
use heap::{Mutator, Result, RootVec, Value};
use runtime::namespace::Resolved;

use super::check::{self, is_map, is_vector};
use super::destructure::destructure;
use super::{Names, body_form, call, core, core_call, plain, special, vector_of};
use crate::error;
use crate::special::def::put_all;

/// `(let bindings body…)`.
///
/// # Errors
/// When the bindings are none.
pub fn expand_let(cx: &mut Mutator, args: &[Value], names: &mut dyn Names) -> Result {
    let Some((&bindings, body)) = args.split_first() else {
        return Err(spec(cx, "let", args));
    };
    if !check::bindings(cx, bindings)? {
        return Err(spec(cx, "let", args));
    }
    let bindings = destructure(cx, bindings, names)?;
    let mut items = RootVec::from_slice(cx, &[bindings]);
    items.extend_from_slice(body);
    special(cx, "let*", &items)
}

fn spec(cx: &mut Mutator, name: &str, args: &[Value]) -> heap::Thrown {
    match list::from_slice(cx, args) {
        Ok(args) => error::spec(cx, name, args),
        Err(thrown) => thrown,
    }
}

/// Refuses a binding form as `assert-args` does.
#[cold]
pub fn requires(cx: &mut Mutator, form: Value, what: &str) -> heap::Thrown {
    let message = (|| {
        let head = seq::first(cx, form)?;
        let head = data::print::str_of(cx, head)?;
        let ns = runtime::namespace::current(cx)?;
        let ns = data::print::str_of(cx, ns)?;
        let line = match list::position(form) {
            Some((line, _)) => line.to_string(),
            None => {
                let key = keyword::intern(cx, None, "line")?;
                let found = meta::meta(cx, form)?;
                let line = lookup::get(cx, found, key, Value::NIL)?;
                data::print::str_of(cx, line)?
            }
        };
        Ok(format!("{head} requires {what} in {ns}:{line}"))
    })();
    match message {
        Ok(message) => throw::illegal_argument(cx, message),
        Err(thrown) => thrown,
    }
}

/// `(loop bindings body…)`.
///
/// # Errors
/// When the bindings are none.
pub fn expand_loop(
    cx: &mut Mutator,
    form: Value,
    bindings: Value,
    body: &[Value],
    names: &mut dyn Names,
) -> Result {
    if !is_vector(bindings) {
        return Err(requires(cx, form, "a vector for its binding"));
    }
    let items = seq::to_rootvec(cx, bindings)?;
    if items.len() % 2 != 0 {
        return Err(requires(cx, form, "an even number of forms in binding vector"));
    }
    if items.iter().step_by(2).all(|pattern| symbol::of(*pattern).is_some()) {
        let mut items = RootVec::from_slice(cx, &[bindings]);
        items.extend_from_slice(body);
        return special(cx, "loop*", &items);
    }
    let mut outer = RootVec::new(cx);
    let mut own = RootVec::new(cx);
    let mut inner = RootVec::new(cx);
    for pair in items.chunks(2) {
        let (pattern, init) = (pair[0], pair[1]);
        let name = match symbol::of(pattern) {
            Some(_) => pattern,
            None => names.fresh(cx, "G__")?,
        };
        outer.extend([name, init]);
        if symbol::of(pattern).is_none() {
            outer.extend([pattern, name]);
        }
        own.extend([name, name]);
        inner.extend([pattern, name]);
    }
    let inner = vector_of(cx, &inner)?;
    let mut inner_let = RootVec::from_slice(cx, &[inner]);
    inner_let.extend_from_slice(body);
    let inner = core_call(cx, "let", &inner_let)?;
    let own = vector_of(cx, &own)?;
    let looped = special(cx, "loop*", &[own, inner])?;
    let outer = vector_of(cx, &outer)?;
    core_call(cx, "let", &[outer, looped])
}

/// `(fn name? [params] body…)` or `(fn name? ([params] body…)…)`.
///
/// # Errors
/// When the form is no function.
pub fn expand_fn(cx: &mut Mutator, form: Value, args: &[Value], names: &mut dyn Names) -> Result {
    if !check::fn_args(cx, args)? {
        return Err(spec(cx, "fn", args));
    }
    let head = plain(cx, "fn*")?;
    let mut out = RootVec::from_slice(cx, &[head]);
    let mut tail = args;
    if symbol::of(tail[0]).is_some() {
        out.push(tail[0]);
        tail = &tail[1..];
    }
    if tail.first().is_some_and(|first| is_vector(*first)) {
        let method = expand_method(cx, tail, names)?;
        out.push(method);
    } else {
        for &method in tail {
            let parts = seq::to_rootvec(cx, method)?;
            let method = expand_method(cx, &parts, names)?;
            out.push(method);
        }
    }
    let made = list::from_slice(cx, &out)?;
    let found = meta::meta(cx, form)?;
    meta::with_meta(cx, made, found)
}

fn expand_method(cx: &mut Mutator, parts: &[Value], names: &mut dyn Names) -> Result {
    let body = method_body(cx, parts)?;
    let params = parts[0];
    let items = seq::to_rootvec(cx, params)?;
    if items.iter().all(|param| symbol::of(*param).is_some()) {
        let mut method = RootVec::from_slice(cx, &[params]);
        method.extend_from_slice(&body);
        return list::from_slice(cx, &method);
    }
    let mut plain_params = RootVec::new(cx);
    let mut pairs = RootVec::new(cx);
    for &param in items.iter() {
        if symbol::of(param).is_some() {
            plain_params.push(param);
            continue;
        }
        let name = names.fresh(cx, "p__")?;
        plain_params.push(name);
        pairs.extend([param, name]);
    }
    let pairs = vector_of(cx, &pairs)?;
    let mut inner = RootVec::from_slice(cx, &[pairs]);
    inner.extend_from_slice(&body);
    let body = core_call(cx, "let", &inner)?;
    let new_params = vector_of(cx, &plain_params)?;
    let found = meta::meta(cx, params)?;
    let new_params = meta::with_meta(cx, new_params, found)?;
    list::from_slice(cx, &[new_params, body])
}

/// The body of a method (its parameters come first in `parts`) with its pre- and postconditions as
/// assertions.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn method_body(cx: &mut Mutator, parts: &[Value]) -> Result<RootVec> {
    let mut body = &parts[1..];
    let mut conditions = Value::NIL;
    if body.len() > 1 && is_map(body[0]) {
        conditions = body[0];
        body = &body[1..];
    }
    if conditions.is_nil() {
        conditions = meta::meta(cx, parts[0])?;
    }
    let mut body = RootVec::from_slice(cx, body);
    if conditions.is_nil() || !is_map(conditions) {
        return Ok(body);
    }
    let pre = keyword::intern(cx, None, "pre")?;
    let pre = lookup::get(cx, conditions, pre, Value::NIL)?;
    let post = keyword::intern(cx, None, "post")?;
    let post = lookup::get(cx, conditions, post, Value::NIL)?;
    if !post.is_nil() {
        let result = plain(cx, "%")?;
        let value = body_form(cx, &body)?;
        let bindings = vector_of(cx, &[result, value])?;
        let mut parts = RootVec::from_slice(cx, &[bindings]);
        assertions(cx, post, &mut parts)?;
        parts.push(result);
        let checked = core_call(cx, "let", &parts)?;
        body = RootVec::from_slice(cx, &[checked]);
    }
    if !pre.is_nil() {
        let mut parts = RootVec::new(cx);
        assertions(cx, pre, &mut parts)?;
        parts.extend_from_slice(&body);
        body = parts;
    }
    Ok(body)
}

fn assertions(cx: &mut Mutator, conditions: Value, out: &mut RootVec) -> Result<()> {
    let conditions = seq::to_rootvec(cx, conditions)?;
    for &condition in conditions.iter() {
        let assertion = core_call(cx, "assert", &[condition])?;
        out.push(assertion);
    }
    Ok(())
}

/// What a `defn` says: name, attributes, methods.
pub struct Definition {
    pub name: Value,
    /// The attributes, key and value in turn; the values are forms. The first is `:arglists`.
    pub attributes: RootVec,
    /// The parameter lists, as they are and not as a form; what `:arglists` is unless it was given.
    pub arglists: Value,
    pub methods: RootVec,
}

/// Takes a `defn` (or the like, which `macro_name` names) apart.
///
/// # Errors
/// When the form is none.
pub fn definition(cx: &mut Mutator, macro_name: &str, args: &[Value]) -> Result<Definition> {
    if !check::defn_args(cx, args)? {
        return Err(spec(cx, macro_name, args));
    }
    let name = args[0];
    let mut rest = &args[1..];
    let arglists_key = keyword::intern(cx, None, "arglists")?;
    let mut attributes = RootVec::from_slice(cx, &[arglists_key, Value::NIL]);
    if let Some(&doc) = rest.first()
        && string::of(doc).is_some()
    {
        let key = keyword::intern(cx, None, "doc")?;
        attributes.extend([key, doc]);
        rest = &rest[1..];
    }
    if let Some(&more) = rest.first()
        && is_map(more)
    {
        put_all(cx, &mut attributes, more)?;
        rest = &rest[1..];
    }
    let mut methods = RootVec::new(cx);
    if is_vector(rest[0]) {
        let method = list::from_slice(cx, rest)?;
        methods.push(method);
    } else {
        if let Some((&last, before)) = rest.split_last()
            && is_map(last)
        {
            put_all(cx, &mut attributes, last)?;
            rest = before;
        }
        methods.extend_from_slice(rest);
    }
    let own = meta::meta(cx, name)?;
    put_all(cx, &mut attributes, own)?;
    let arglists = arglists(cx, &methods)?;
    if attributes[1].is_nil() {
        attributes[1] = arglists;
    }
    Ok(Definition { name, attributes, arglists, methods })
}

/// The parameter lists of some methods, without a macro's own two parameters.
fn arglists(cx: &mut Mutator, methods: &[Value]) -> Result {
    let mut lists = RootVec::new(cx);
    for &method in methods {
        let params = seq::first(cx, method)?;
        let items = seq::to_rootvec(cx, params)?;
        let is_macro = items
            .first()
            .and_then(|first| symbol::of(*first))
            .is_some_and(|s| s.name_str().as_ascii() == Some("&form"));
        if is_macro && items.len() >= 2 {
            let shown = vector_of(cx, &items[2..])?;
            lists.push(shown);
        } else {
            let params = with_class_tag(cx, params)?;
            lists.push(params);
        }
    }
    list::from_slice(cx, &lists)
}

/// The parameters, whose `:tag` is a class's full name when it is a short one.
fn with_class_tag(cx: &mut Mutator, params: Value) -> Result {
    let found = meta::meta(cx, params)?;
    if found.is_nil() {
        return Ok(params);
    }
    let key = keyword::intern(cx, None, "tag")?;
    let tag = lookup::get(cx, found, key, Value::NIL)?;
    if symbol::of(tag).is_none_or(|tag| tag.text().contains('.')) {
        return Ok(params);
    }
    let ns = runtime::namespace::current(cx)?;
    let Resolved::Class(class) = runtime::namespace::resolve(cx, ns, tag)? else {
        return Ok(params);
    };
    let name = runtime::class::name(cx, class)?;
    let name = symbol::intern(cx, None, &name)?;
    let found = map::assoc(cx, found, key, name)?;
    meta::with_meta(cx, params, found)
}

/// `(defn name doc? attributes? …)`.
///
/// # Errors
/// When the form is no definition.
pub fn expand_defn(cx: &mut Mutator, args: &[Value]) -> Result {
    let mut definition = definition(cx, "defn", args)?;
    if definition.attributes[1] == definition.arglists {
        definition.attributes[1] = special(cx, "quote", &[definition.arglists])?;
    }
    let attributes = map::from_pairs(cx, &definition.attributes)?;
    let name = meta::with_meta(cx, definition.name, attributes)?;
    let head = core(cx, "fn")?;
    let function = call(cx, head, &definition.methods)?;
    special(cx, "def", &[name, function])
}

/// `(defn- name …)`.
///
/// # Errors
/// When the form is no definition.
pub fn expand_defn_private(cx: &mut Mutator, args: &[Value]) -> Result {
    let Some((&name, rest)) = args.split_first() else {
        return Err(spec(cx, "defn-", args));
    };
    if symbol::of(name).is_none() {
        return Err(spec(cx, "defn-", args));
    }
    let name = private_name(cx, name)?;
    let mut items = RootVec::from_slice(cx, &[name]);
    items.extend_from_slice(rest);
    core_call(cx, "defn", &items)
}

/// The symbol with `:private true` in its metadata.
pub fn private_name(cx: &mut Mutator, name: Value) -> Result {
    let found = meta::meta(cx, name)?;
    let found = if found.is_nil() { map::empty(cx) } else { found };
    let key = keyword::intern(cx, None, "private")?;
    let found = map::assoc(cx, found, key, Value::TRUE)?;
    meta::with_meta(cx, name, found)
}

/// The arguments of the `defn` that a `defmacro` is: `&form` and `&env` come before the parameters.
///
/// # Errors
/// When the form is no definition.
pub fn macro_definition(cx: &mut Mutator, args: &[Value]) -> Result<RootVec> {
    let mut out = RootVec::new(cx);
    let mut rest = args;
    while let Some((&first, more)) = rest.split_first() {
        let is_head = out.is_empty() || string::of(first).is_some() || is_map(first);
        if !is_head {
            break;
        }
        out.push(first);
        rest = more;
    }
    let Some(&first) = rest.first() else {
        return Err(throw::illegal_argument(cx, "Parameter declaration missing"));
    };
    if is_vector(first) {
        let method = with_hidden_params(cx, rest)?;
        out.push(method);
        return Ok(out);
    }
    for &method in rest {
        if seq::is_seq(method) {
            let parts = seq::to_rootvec(cx, method)?;
            let method = with_hidden_params(cx, &parts)?;
            out.push(method);
        } else {
            out.push(method);
        }
    }
    Ok(out)
}

fn with_hidden_params(cx: &mut Mutator, parts: &[Value]) -> Result {
    let Some((&params, body)) = parts.split_first() else { return Ok(list::empty(cx)) };
    let form = plain(cx, "&form")?;
    let env = plain(cx, "&env")?;
    let mut all = RootVec::from_slice(cx, &[form, env]);
    seq::into_rootvec(cx, params, &mut all)?;
    let all = vector_of(cx, &all)?;
    let found = meta::meta(cx, params)?;
    let all = if found.is_nil() { all } else { meta::with_meta(cx, all, found)? };
    let mut method = RootVec::from_slice(cx, &[all]);
    method.extend_from_slice(body);
    list::from_slice(cx, &method)
}

/// `(defmacro name …)`.
///
/// # Errors
/// When the form is no definition.
pub fn expand_defmacro(cx: &mut Mutator, args: &[Value]) -> Result {
    let Some(&name) = args.first() else {
        return Err(data::throwable::throw(cx, ClassId::ILLEGAL_ARGUMENT, "defmacro needs a name"));
    };
    let definition = macro_definition(cx, args)?;
    let defined = core_call(cx, "defn", &definition)?;
    let var = special(cx, "var", &[name])?;
    let set_macro = special(cx, "setMacro", &[])?;
    let marked = special(cx, ".", &[var, set_macro])?;
    special(cx, "do", &[defined, marked, var])
}
