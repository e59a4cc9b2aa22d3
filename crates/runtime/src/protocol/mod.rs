//! Protocols: functions that choose their implementation by the type of their first argument.
//!
//! A protocol is a map, as on the JVM, held by its var: `:on-interface`, `:sigs`, `:impls` (class →
//! map of functions) and so on. Its functions are objects of their own, see `function`.

mod function;
mod implementation;

use data::class::ClassId;
use heap::{Mutator, Result, RootVec, Value};

use crate::{deftype, maps, monitor, namespace, state, text, var};

pub use function::{PROTOCOL_FN, ProtocolFn, known_method, select};
pub use implementation::{find_impl, find_method, satisfies};

/// Makes a protocol: gives `var` its map, makes the interface, and the vars of its functions.
///
/// `options` is a map of options as they stand in `defprotocol` (`:extend-via-metadata`, `:doc` …);
/// `sigs` a map from keyword to `{:name sym, :arglists list, :doc string-or-nil, :tag …}`.
///
/// # Errors
/// What interning the functions throws.
pub fn define(cx: &mut Mutator, var: Value, options: Value, sigs: Value) -> Result {
    let this = var::expect(cx, var)?;
    let ns = this.ns();
    let interface = make_interface(cx, this)?;
    let interface_name = crate::class::name(cx, interface)?;
    let on = data::symbol::intern(cx, None, &interface_name)?;
    let mut map = data::map::empty(cx);
    map = maps::with(cx, map, "on", on)?;
    map = maps::with(cx, map, "on-interface", interface)?;
    for pair in maps::pairs(cx, options)?.chunks_exact(2) {
        map = data::map::assoc(cx, map, pair[0], pair[1])?;
    }
    map = maps::with(cx, map, "sigs", sigs)?;
    map = maps::with(cx, map, "var", var)?;
    let via_metadata = maps::at(cx, options, "extend-via-metadata")?.is_truthy();
    let (mut method_map, mut builders) = (data::map::empty(cx), data::map::empty(cx));
    for pair in maps::pairs(cx, sigs)?.chunks_exact(2) {
        let (key, sig) = (pair[0], pair[1]);
        method_map = data::map::assoc(cx, method_map, key, key)?;
        let (method_var, function) =
            function::define(cx, ns, var, interface, key, sig, via_metadata)?;
        builders = data::map::assoc(cx, builders, method_var, function)?;
    }
    map = maps::with(cx, map, "method-map", method_map)?;
    map = maps::with(cx, map, "method-builders", builders)?;
    // What was extended before stays so when the protocol is evaluated again.
    let map = monitor::with(cx, var, |cx| {
        let old = this.raw_root();
        let impls = match data::seq::interfaces(old).has(heap::Interfaces::MAP) {
            true => maps::at(cx, old, "impls")?,
            false => Value::NIL,
        };
        let map = if impls.is_nil() { map } else { maps::with(cx, map, "impls", impls)? };
        var::bind_root(cx, var, map)?;
        Ok(map)
    })?;
    state::of(cx).forget_protocol_caches();
    Ok(map)
}

/// The interface of a protocol: `my.ns.Protocol`.
fn make_interface(cx: &mut Mutator, protocol: &var::Var) -> Result {
    let ns = namespace::expect(cx, protocol.ns())?;
    let package = munge(&text::of_symbol(ns.name()));
    let name = format!("{package}.{}", munge(&text::of_symbol(protocol.name())));
    let class = data::class::define(cx, &name, Value::NIL, &[], true)?;
    deftype::register_class(cx, &name, class)?;
    Ok(class)
}

/// A Clojure name as a Java name.
pub fn munge(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' => out.push('_'),
            ':' => out.push_str("_COLON_"),
            '+' => out.push_str("_PLUS_"),
            '>' => out.push_str("_GT_"),
            '<' => out.push_str("_LT_"),
            '=' => out.push_str("_EQ_"),
            '~' => out.push_str("_TILDE_"),
            '!' => out.push_str("_BANG_"),
            '@' => out.push_str("_CIRCA_"),
            '#' => out.push_str("_SHARP_"),
            '\'' => out.push_str("_SINGLEQUOTE_"),
            '"' => out.push_str("_DOUBLEQUOTE_"),
            '%' => out.push_str("_PERCENT_"),
            '^' => out.push_str("_CARET_"),
            '&' => out.push_str("_AMPERSAND_"),
            '*' => out.push_str("_STAR_"),
            '|' => out.push_str("_BAR_"),
            '{' => out.push_str("_LBRACE_"),
            '}' => out.push_str("_RBRACE_"),
            '[' => out.push_str("_LBRACK_"),
            ']' => out.push_str("_RBRACK_"),
            '/' => out.push_str("_SLASH_"),
            '\\' => out.push_str("_BSLASH_"),
            '?' => out.push_str("_QMARK_"),
            _ => out.push(c),
        }
    }
    out
}

/// True when the value is a protocol: a map on an interface.
pub fn is_protocol(cx: &mut Mutator, value: Value) -> Result<bool> {
    if !data::seq::interfaces(value).has(heap::Interfaces::MAP) {
        return Ok(false);
    }
    Ok(!maps::at(cx, value, "on-interface")?.is_nil())
}

/// `(extend type protocol method-map …)`.
///
/// # Errors
/// An `IllegalArgumentException` when something is no protocol, or the type implements its
/// interface itself.
pub fn extend(cx: &mut Mutator, class: Value, specs: &[Value]) -> Result<()> {
    for spec in specs.chunks(2) {
        let (protocol, methods) = (spec[0], spec.get(1).copied().unwrap_or(Value::NIL));
        if !is_protocol(cx, protocol)? {
            let shown = data::print::str_of(cx, protocol)?;
            let message = format!("{shown} is not a protocol");
            return Err(data::throw::illegal_argument(cx, message));
        }
        let interface = maps::at(cx, protocol, "on-interface")?;
        if !class.is_nil() && data::class::is_assignable(interface, class) {
            let class = data::print::str_of(cx, class)?;
            let var = maps::at(cx, protocol, "var")?;
            let protocol = data::print::str_of(cx, var)?;
            let interface = data::print::str_of(cx, interface)?;
            let message =
                format!("{class} already directly implements {interface} for protocol:{protocol}");
            return Err(data::throw::illegal_argument(cx, message));
        }
        let var = maps::at(cx, protocol, "var")?;
        // The var's map may be newer than the one that was given.
        var::update_root(cx, var, |cx, current| {
            let impls = maps::at(cx, current, "impls")?;
            let impls = if impls.is_nil() { data::map::empty(cx) } else { impls };
            let impls = data::map::assoc(cx, impls, class, methods)?;
            maps::with(cx, current, "impls", impls)
        })?;
        state::of(cx).forget_protocol_caches();
    }
    Ok(())
}

/// `(extenders protocol)`: the classes that were given to `extend`.
pub fn extenders(cx: &mut Mutator, protocol: Value) -> Result {
    let impls = maps::at(cx, protocol, "impls")?;
    if impls.is_nil() { Ok(Value::NIL) } else { data::map::keys::keys(cx, impls) }
}

/// `(extends? protocol class)`.
pub fn extends(cx: &mut Mutator, protocol: Value, class: Value) -> Result<bool> {
    if !class.is_nil() && data::class::of(class).is_none() {
        return Err(data::throw::class_cast(cx, class, "java.lang.Class"));
    }
    let interface = maps::at(cx, protocol, "on-interface")?;
    if !class.is_nil() && data::class::is_assignable(interface, class) {
        return Ok(true);
    }
    let impls = maps::at(cx, protocol, "impls")?;
    Ok(maps::get(cx, impls, class)?.is_some_and(Value::is_truthy))
}

/// A class and its superclasses, the nearest first; `Object` is not among them.
fn superclasses(cx: &mut Mutator, class: Value) -> Result<RootVec> {
    let object = data::class::object(cx, ClassId::OBJECT)?;
    let mut chain = RootVec::new(cx);
    let mut current = class;
    while let Some(inner) = data::class::of(current) {
        if current == object {
            break;
        }
        chain.push(current);
        current = inner.superclass();
    }
    Ok(chain)
}
