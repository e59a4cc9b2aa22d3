//! What symbols mean beyond `runtime::namespace::resolve`: classes, and why there is no such thing.

use data::{class, keyword, meta, string, symbol, throw};
use heap::{Mutator, Result, Thrown, Value};
use runtime::namespace::{self, Resolved};
use runtime::var;

use crate::analyze::Analyzer;

/// Throws for a symbol that means nothing in `ns`.
#[cold]
pub(crate) fn missing(cx: &mut Mutator, ns: Value, form: Value) -> Result<Thrown> {
    let name = symbol::of(form).expect("the caller looked");
    let text = name.text();
    if let Some(qualifier) = name.namespace_str() {
        let message = match namespace::namespace_for(cx, ns, form)? {
            Some(_) => format!("No such var: {text}"),
            None if names_class(&qualifier.to_str()) => {
                return Ok(throw::class_not_found(cx, qualifier.to_str()));
            }
            None => format!("No such namespace: {}", qualifier.to_str()),
        };
        return Ok(throw::runtime(cx, message));
    }
    if names_class(&text) {
        return Ok(throw::class_not_found(cx, text));
    }
    Ok(throw::runtime(cx, format!("Unable to resolve symbol: {text} in this context")))
}

/// True for names that can only be a class's: with a dot after the first character.
fn names_class(text: &str) -> bool {
    text.char_indices().skip(1).any(|(_, c)| c == '.') || text.starts_with('[')
}

/// The names that a person who wrote `form` may have meant, for "did you mean".
pub fn candidates(cx: &mut Mutator, ns: Value, form: Value) -> Result<Vec<String>> {
    let home = namespace::namespace_for(cx, ns, form)?.unwrap_or(ns);
    let mappings = namespace::expect(cx, home)?.mappings();
    let mut names = Vec::new();
    data::map::for_each(cx, mappings, |_, key, _| {
        names.extend(symbol::of(key).map(|name| name.text()));
        Ok(data::seq::Flow::On)
    })?;
    Ok(names)
}

/// Refuses another namespace's private macro.
pub(crate) fn check_public(cx: &mut Mutator, ns: Value, found: Value) -> Result<()> {
    if is_hidden(ns, found) {
        let name = data::print::str_of(cx, found)?;
        return Err(throw::illegal_state(cx, format!("var: {name} is not public")));
    }
    Ok(())
}

/// Refuses another namespace's private var, which `symbol` names.
pub(crate) fn check_public_symbol(
    cx: &mut Mutator,
    ns: Value,
    found: Value,
    symbol: Value,
) -> Result<()> {
    if is_hidden(ns, found) {
        let name = symbol::of(symbol).map(|s| s.text()).unwrap_or_default();
        return Err(throw::illegal_state(cx, format!("var: {name} is not public")));
    }
    Ok(())
}

fn is_hidden(ns: Value, found: Value) -> bool {
    var::of(found).is_some_and(|var| var.is_private() && var.ns() != ns)
}

/// The class that a form names: a symbol that means one, or a string with its name.
pub(crate) fn maybe_class(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
) -> Result<Option<Value>> {
    if class::of(form).is_some() {
        return Ok(Some(form));
    }
    if let Some(name) = symbol::of(form) {
        if !name.namespace().is_nil() {
            return Ok(None);
        }
        if let Some(class) = this.type_in_work(form) {
            return Ok(Some(class));
        }
        return match namespace::resolve(cx, this.ns(), form)? {
            Resolved::Class(found) => Ok(Some(found)),
            Resolved::Var(_) | Resolved::Missing => Ok(None),
        };
    }
    match string::of(form).map(|name| name.to_str().into_owned()) {
        Some(name) => runtime::class::resolve(cx, &name),
        None => Ok(None),
    }
}

/// The class that the target of `.` names; a local of the name hides it.
pub(crate) fn maybe_class_of_target(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
) -> Result<Option<Value>> {
    if symbol::of(form).is_none() || this.env.lookup(form).is_some() {
        return Ok(None);
    }
    maybe_class(this, cx, form)
}

pub(crate) fn has_static_field(cx: &mut Mutator, class: Value, name: Value) -> Result<bool> {
    let name = symbol::of(name).map(|name| name.text()).unwrap_or_default();
    Ok(runtime::interop::has_static_field(cx, class, &name))
}

pub(crate) fn has_static_method(cx: &mut Mutator, class: Value, name: Value) -> Result<bool> {
    let name = symbol::of(name).map(|name| name.text()).unwrap_or_default();
    Ok(runtime::interop::has_static_method(cx, class, &name))
}

/// The metadata of a symbol under one key, or nil.
pub(crate) fn meta_at(cx: &mut Mutator, form: Value, name: &str) -> Result {
    let found = meta::meta(cx, form)?;
    if found.is_nil() {
        return Ok(Value::NIL);
    }
    let key = keyword::intern(cx, None, name)?;
    data::lookup::get(cx, found, key, Value::NIL)
}
