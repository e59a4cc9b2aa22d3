//! Resolution of symbols, and its cache.
//!
//! A symbol's slot points to an immutable `Resolution`: in that namespace, at that version, the
//! symbol meant that. One load finds all of it. The version counts the events that can make an
//! answer wrong (a mapping replaced or removed, an alias changed); it is one for the whole heap,
//! because a qualified symbol depends on two namespaces and such events are rare. New names need no
//! new version: what is missing is not cached.

use heap::{Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{find, lookup_alias, mapping};
use crate::{class, state, var};

/// What a symbol meant in a namespace.
#[repr(C)]
struct Resolution {
    header: Header,
    ns: Value,
    target: Value,
    version: u64,
}

impl HeapType for Resolution {
    const KIND: Kind = data::kind::RESOLUTION;
}

/// The behaviours of resolutions: none.
pub static RESOLUTION: TypeInfo = TypeInfo::new("clojure.lang.Resolution", Layout::RefsThenRaw(2));

/// What a symbol means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolved {
    Var(Value),
    Class(Value),
    Missing,
}

fn resolved(target: Value) -> Resolved {
    if var::of(target).is_some() { Resolved::Var(target) } else { Resolved::Class(target) }
}

/// What `symbol` means in `ns`. Private vars are found too; the analyzer refuses them.
///
/// # Errors
/// Only when the heap is full.
#[inline]
pub fn resolve(cx: &mut Mutator, ns: Value, symbol: Value) -> Result<Resolved> {
    let version = state::of(cx).resolution_version();
    if let Some(base) = data::symbol::of(data::symbol::base(symbol))
        && let Some(cached) = base.slot.get().cast::<Resolution>()
        && cached.ns == ns
        && cached.version == version
    {
        return Ok(resolved(cached.target));
    }
    resolve_slow(cx, ns, symbol, version)
}

#[inline(never)]
fn resolve_slow(cx: &mut Mutator, ns: Value, symbol: Value, version: u64) -> Result<Resolved> {
    let Some(target) = look_up(cx, ns, symbol)? else { return Ok(Resolved::Missing) };
    let base = data::symbol::base(symbol);
    if let Some(inner) = data::symbol::of(base) {
        let header = Header::of::<Resolution>();
        let cached = cx.alloc(Resolution { header, ns, target, version })?;
        cx.store(base, &inner.slot, cached);
    }
    Ok(resolved(target))
}

fn look_up(cx: &mut Mutator, ns: Value, symbol: Value) -> Result<Option<Value>> {
    let Some(inner) = data::symbol::of(symbol) else { return Ok(None) };
    match inner.namespace_str() {
        Some(_) => look_up_qualified(cx, ns, symbol),
        None => {
            if let Some(found) = mapping(cx, ns, symbol)? {
                return Ok(Some(found));
            }
            let name = crate::text::of_symbol(symbol);
            // A class is known by its full name everywhere.
            if name.get(1..).is_some_and(|rest| rest.contains('.')) || name.starts_with('[') {
                return class::resolve(cx, &name);
            }
            Ok(None)
        }
    }
}

fn look_up_qualified(cx: &mut Mutator, ns: Value, symbol: Value) -> Result<Option<Value>> {
    let Some(home) = namespace_for(cx, ns, symbol)? else { return Ok(None) };
    let name = match data::symbol::of(symbol) {
        Some(inner) => data::symbol::from_strings(cx, Value::NIL, inner.name())?,
        None => return Ok(None),
    };
    let found = mapping(cx, home, name)?;
    // A name that the namespace only refers to is not its own.
    Ok(found.filter(|&found| var::of(found).is_some_and(|var| var.ns() == home)))
}

/// The namespace that a qualified symbol names in `ns`: an alias, or a full name.
pub fn namespace_for(cx: &mut Mutator, ns: Value, symbol: Value) -> Result<Option<Value>> {
    let Some(inner) = data::symbol::of(symbol) else { return Ok(None) };
    if inner.namespace().is_nil() {
        return Ok(None);
    }
    let qualifier = data::symbol::from_strings(cx, Value::NIL, inner.namespace())?;
    match lookup_alias(cx, ns, qualifier)? {
        Some(found) => Ok(Some(found)),
        None => find(cx, qualifier),
    }
}

/// The var or class that a symbol means, or nil: `ns-resolve`.
pub fn maybe_resolve(cx: &mut Mutator, ns: Value, symbol: Value) -> Result {
    Ok(match resolve(cx, ns, symbol)? {
        Resolved::Var(value) | Resolved::Class(value) => value,
        Resolved::Missing => Value::NIL,
    })
}
