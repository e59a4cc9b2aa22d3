//! Proxies: instances whose methods are functions in a map, which may change.
//!
//! A proxy has two fields: the map from method names to functions, and a delegate, an object of the
//! superclass that answers what the map does not (nil when the superclass is `Object` or abstract).
//! In the table of its type each slot holds the name of its method instead of a function.

use data::class::{ClassId, Sort};
use heap::{Mutator, Result, RootVec, TextSink, TypeInfo, Value};

use super::slots::Slot;
use super::table::{self, Family};
use super::{TypeSpec, complete, fields, find_class, register_class, set_extra};
use crate::{interop, maps, text};

const MAPPINGS: usize = 0;
const DELEGATE: usize = 1;

/// The class of proxies with this superclass and these interfaces, known by its name once it is made.
///
/// # Errors
/// An `IllegalArgumentException` when the superclass may have no descendants.
pub fn class(cx: &mut Mutator, name: &str, superclass: Value, interfaces: &[Value]) -> Result {
    if let Some(found) = find_class(cx, name)? {
        return Ok(found);
    }
    if let Some(parent) = data::class::of(superclass)
        && parent.sort() == Sort::Final
    {
        let parent = parent.name_str().to_str();
        let message = format!("Cannot inherit from final class {parent}");
        return Err(data::throw::illegal_argument(cx, message));
    }
    let mut all = RootVec::from_slice(cx, interfaces);
    let own = data::class::object(cx, ClassId::named("clojure.lang.IProxy"))?;
    all.push(own);
    let class = data::class::define(cx, name, superclass, &all, false)?;
    let spec = TypeSpec { name, family: Family::Proxy, fields: &[], mutable: 0, interfaces };
    let table = table::declare(cx, class, &spec)?;
    set_extra(cx, class, table);
    complete(cx, class, &[])?;
    register_class(cx, name, class)?;
    Ok(class)
}

/// A new proxy without methods of its own; the arguments are for the superclass' constructor.
///
/// # Errors
/// What the constructor throws. An `UnsupportedOperationException` for descendants of `Throwable`.
pub fn construct(cx: &mut Mutator, class: Value, args: &[Value]) -> Result {
    let superclass = data::class::of(class).map_or(Value::NIL, |class| class.superclass());
    let delegate = delegate(cx, superclass, args)?;
    let empty = data::map::empty(cx);
    let proxy = super::new_instance(cx, class, &[empty, delegate])?;
    expect(cx, proxy)?;
    Ok(proxy)
}

fn delegate(cx: &mut Mutator, superclass: Value, args: &[Value]) -> Result {
    let Some(parent) = data::class::of(superclass) else { return Ok(Value::NIL) };
    let throwable = data::class::object(cx, ClassId::named("java.lang.Throwable"))?;
    if data::class::is_assignable(throwable, superclass) {
        let name = parent.name_str().to_str();
        let message = format!("A proxy cannot extend {name}: use ex-info");
        return Err(data::throw::unsupported(cx, message));
    }
    let has_none = parent.id() == Some(ClassId::OBJECT) || parent.sort() == Sort::Abstract;
    if has_none && args.is_empty() {
        return Ok(Value::NIL);
    }
    interop::new_instance(cx, superclass, args)
}

/// True for proxies.
pub fn is_proxy(value: Value) -> bool {
    value.desc().is_some_and(|desc| {
        desc.kind() == data::kind::INSTANCE && table::family(desc.extra.get()) == Family::Proxy
    })
}

fn expect(cx: &mut Mutator, value: Value) -> Result<()> {
    match is_proxy(value) {
        true => Ok(()),
        false if value.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        false => Err(data::throw::class_cast(cx, value, "clojure.lang.IProxy")),
    }
}

fn part(proxy: Value, index: usize) -> Value {
    fields(proxy).and_then(|fields| fields.get(index)).map_or(Value::NIL, |field| field.get())
}

/// The map from names to functions.
///
/// # Errors
/// A `ClassCastException` when the value is no proxy.
pub fn mappings(cx: &mut Mutator, proxy: Value) -> Result {
    expect(cx, proxy)?;
    Ok(part(proxy, MAPPINGS))
}

/// Sets the map from names to functions.
///
/// # Errors
/// As for `mappings`.
pub fn set_mappings(cx: &mut Mutator, proxy: Value, mappings: Value) -> Result<()> {
    expect(cx, proxy)?;
    if let Some(fields) = fields(proxy) {
        cx.store(proxy, &fields[MAPPINGS], mappings);
    }
    Ok(())
}

/// The function for a method; nil when there is none.
fn function(cx: &mut Mutator, proxy: Value, name: Value) -> Result {
    let name = data::string::new(cx, &text::of_symbol(name))?;
    let mappings = part(proxy, MAPPINGS);
    Ok(maps::get(cx, mappings, name)?.unwrap_or(Value::NIL))
}

/// Calls a method by its own function, else that of the delegate; `None` when it has neither.
///
/// # Errors
/// Whatever the method throws.
pub(crate) fn call(
    cx: &mut Mutator,
    proxy: Value,
    name: Value,
    args: &[Value],
) -> Result<Option<Value>> {
    let own = function(cx, proxy, name)?;
    if !own.is_nil() {
        let mut given = RootVec::from_slice(cx, &[proxy]);
        given.extend_from_slice(args);
        return cx.invoke(own, &given).map(Some);
    }
    let delegate = part(proxy, DELEGATE);
    if delegate.is_nil() || text::of_symbol(name) == "getClass" {
        return Ok(None);
    }
    interop::invoke_method(cx, delegate, name, args).map(Some)
}

/// Calls the method that a core function needs.
///
/// # Errors
/// An `UnsupportedOperationException` when there is none; whatever the method throws.
pub(super) fn send(cx: &mut Mutator, proxy: Value, name: Value, args: &[Value]) -> Result {
    match call(cx, proxy, name, args)? {
        Some(answer) => Ok(answer),
        None => Err(data::throw::unsupported(cx, text::of_symbol(name))),
    }
}

/// True when a method of this name has a function.
pub(super) fn has(cx: &mut Mutator, proxy: Value, name: Value) -> Result<bool> {
    Ok(!function(cx, proxy, name)?.is_nil())
}

/// What the methods of `Object` do when nobody says otherwise.
pub(super) fn fill(info: &mut TypeInfo, has: impl Fn(Slot) -> bool) {
    info.to_str = Some(to_str);
    info.hash_code = Some(hash_code);
    info.equals = Some(equals);
    if !has(Slot::Hasheq) {
        info.hasheq = Some(hash_code);
    }
    if !has(Slot::Equiv) {
        info.equiv = Some(equals);
    }
}

fn by_name(cx: &mut Mutator, proxy: Value, name: &str, args: &[Value]) -> Result<Option<Value>> {
    cx.enter_native()?;
    let name = data::symbol::intern(cx, None, name)?;
    call(cx, proxy, name, args)
}

fn to_str(cx: &mut Mutator, proxy: Value, sink: &mut dyn TextSink) -> Result<()> {
    let Some(answer) = by_name(cx, proxy, "toString", &[])? else {
        return data::print::hashed(cx, proxy, sink);
    };
    match data::string::of(answer) {
        Some(text) => text.write_to(sink),
        None => sink.write_str("null"),
    }
    Ok(())
}

fn hash_code(cx: &mut Mutator, proxy: Value) -> Result<i32> {
    match by_name(cx, proxy, "hashCode", &[])? {
        Some(answer) => data::num::to_int(cx, answer),
        None => Ok(data::hash::identity_hash(proxy)),
    }
}

fn equals(cx: &mut Mutator, proxy: Value, other: Value) -> Result<bool> {
    if proxy == other {
        return Ok(true);
    }
    Ok(by_name(cx, proxy, "equals", &[other])?.is_some_and(Value::is_truthy))
}
