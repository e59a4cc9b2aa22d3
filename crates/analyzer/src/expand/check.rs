//! What the specs of core macros accept: binding vectors, patterns, parameter lists.
//!
//! Only yes or no; the macros turn a no into the spec's error.

use data::{keyword, map, seq, string, symbol};
use heap::{Interfaces, Mutator, Result, Value};

/// A symbol without namespace.
pub fn is_simple_symbol(form: Value) -> bool {
    symbol::of(form).is_some_and(|s| s.namespace().is_nil())
}

/// A name that can be bound: simple, and not `&`.
pub fn is_local_name(form: Value) -> bool {
    is_simple_symbol(form) && !is_named(form, "&")
}

fn is_named(form: Value, name: &str) -> bool {
    symbol::of(form).is_some_and(|s| s.name_str().as_ascii() == Some(name))
}

pub fn is_vector(form: Value) -> bool {
    seq::interfaces(form).has(Interfaces::VECTOR)
}

pub fn is_map(form: Value) -> bool {
    seq::interfaces(form).has(Interfaces::MAP)
}

/// A vector of patterns and inits in turn.
///
/// # Errors
/// When the form is too deep, or memory is out.
pub fn bindings(cx: &mut Mutator, form: Value) -> Result<bool> {
    if !is_vector(form) {
        return Ok(false);
    }
    let items = seq::to_rootvec(cx, form)?;
    if items.len() % 2 != 0 {
        return Ok(false);
    }
    for i in (0..items.len()).step_by(2) {
        if !pattern(cx, items[i])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A binding form: a name, a vector pattern, a map pattern.
///
/// # Errors
/// When the form is too deep, or memory is out.
pub fn pattern(cx: &mut Mutator, form: Value) -> Result<bool> {
    cx.enter_native()?;
    if symbol::of(form).is_some() {
        return Ok(is_local_name(form));
    }
    if is_vector(form) {
        return vector_pattern(cx, form, true);
    }
    if is_map(form) {
        return map_pattern(cx, form);
    }
    Ok(false)
}

/// Parameters of a function: patterns, then perhaps `&` and one more.
///
/// # Errors
/// When the form is too deep, or memory is out.
pub fn params(cx: &mut Mutator, form: Value) -> Result<bool> {
    if !is_vector(form) {
        return Ok(false);
    }
    vector_pattern(cx, form, false)
}

fn vector_pattern(cx: &mut Mutator, form: Value, allows_as: bool) -> Result<bool> {
    let items = seq::to_rootvec(cx, form)?;
    let mut i = 0;
    while i < items.len() && !is_named(items[i], "&") && keyword::of(items[i]).is_none() {
        if !pattern(cx, items[i])? {
            return Ok(false);
        }
        i += 1;
    }
    if i < items.len() && is_named(items[i], "&") {
        match items.get(i + 1) {
            Some(&rest) if pattern(cx, rest)? => i += 2,
            Some(_) | None => return Ok(false),
        }
    }
    if allows_as && i < items.len() && is_keyword(items[i], "as") {
        match items.get(i + 1) {
            Some(&name) if is_local_name(name) => i += 2,
            Some(_) | None => return Ok(false),
        }
    }
    Ok(i == items.len())
}

fn is_keyword(form: Value, name: &str) -> bool {
    keyword::of(form)
        .is_some_and(|k| k.namespace().is_nil() && k.name_str().as_ascii() == Some(name))
}

fn map_pattern(cx: &mut Mutator, form: Value) -> Result<bool> {
    let mut pairs = heap::RootVec::new(cx);
    map::for_each(cx, form, |_, key, value| {
        pairs.push(key);
        pairs.push(value);
        Ok(data::seq::Flow::On)
    })?;
    for i in (0..pairs.len()).step_by(2) {
        let (key, value) = (pairs[i], pairs[i + 1]);
        let fits = match keyword::of(key) {
            Some(k) => match (k.namespace().is_nil(), k.name_str().as_ascii().unwrap_or("")) {
                (true, "as") => is_local_name(value),
                (true, "or") => or_defaults(cx, value)?,
                (true, "keys") => {
                    names(cx, value, |n| symbol::of(n).is_some() || keyword::of(n).is_some())?
                }
                (true, "syms") => names(cx, value, |n| symbol::of(n).is_some())?,
                (true, "strs") => names(cx, value, is_simple_symbol)?,
                (false, "keys" | "syms") => names(cx, value, is_simple_symbol)?,
                _ => false,
            },
            None => pattern(cx, key)?,
        };
        if !fits {
            return Ok(false);
        }
    }
    Ok(true)
}

fn or_defaults(cx: &mut Mutator, form: Value) -> Result<bool> {
    if !is_map(form) {
        return Ok(false);
    }
    let mut all = true;
    map::for_each(cx, form, |_, key, _| {
        all &= is_simple_symbol(key);
        Ok(data::seq::Flow::On)
    })?;
    Ok(all)
}

fn names(cx: &mut Mutator, form: Value, fits: fn(Value) -> bool) -> Result<bool> {
    if !is_vector(form) {
        return Ok(false);
    }
    let items = seq::to_rootvec(cx, form)?;
    Ok(items.iter().all(|item| fits(*item)))
}

/// `[params] body…`, or a list of such lists.
///
/// # Errors
/// When a form is too deep, or memory is out.
pub fn fn_tail(cx: &mut Mutator, tail: &[Value], allows_attributes: bool) -> Result<bool> {
    let Some(&first) = tail.first() else { return Ok(false) };
    if is_vector(first) {
        return params(cx, first);
    }
    let mut methods = tail;
    if allows_attributes
        && let Some((&last, before)) = methods.split_last()
        && is_map(last)
        && !before.is_empty()
    {
        methods = before;
    }
    for &method in methods {
        if !seq::is_seq(method) {
            return Ok(false);
        }
        let first = seq::first(cx, method)?;
        if !params(cx, first)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What `fn` takes: a name or none, then its tail.
///
/// # Errors
/// When a form is too deep, or memory is out.
pub fn fn_args(cx: &mut Mutator, args: &[Value]) -> Result<bool> {
    match args.split_first() {
        Some((&first, rest)) if is_simple_symbol(first) => fn_tail(cx, rest, false),
        Some(_) | None => fn_tail(cx, args, false),
    }
}

/// What `defn` takes: a name, perhaps a docstring and a map, then the function's tail.
///
/// # Errors
/// When a form is too deep, or memory is out.
pub fn defn_args(cx: &mut Mutator, args: &[Value]) -> Result<bool> {
    let Some((&name, mut rest)) = args.split_first() else { return Ok(false) };
    if !is_simple_symbol(name) {
        return Ok(false);
    }
    if let Some((&doc, more)) = rest.split_first()
        && string::of(doc).is_some()
    {
        rest = more;
    }
    if let Some((&attributes, more)) = rest.split_first()
        && is_map(attributes)
    {
        rest = more;
    }
    fn_tail(cx, rest, true)
}
