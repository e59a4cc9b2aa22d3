//! `refer`: the public vars of one namespace known in another.

use data::class::ClassId;
use heap::{Mutator, Result, RootVec, Value};

use super::{expect, find, map};
use crate::{known, maps, var};

/// What `refer` is asked to leave out, take or rename; nil where nothing is said.
#[derive(Clone, Copy)]
pub struct Filters {
    pub exclude: Value,
    pub only: Value,
    pub rename: Value,
}

impl Filters {
    pub const NONE: Filters = Filters { exclude: Value::NIL, only: Value::NIL, rename: Value::NIL };
}

/// Refers from `ns` to the public vars of the namespace that `source` names.
///
/// # Errors
/// What Clojure throws for a namespace or a var that is not there, or not public.
pub fn refer(cx: &mut Mutator, ns: Value, source: Value, filters: Filters) -> Result<()> {
    let Some(source_ns) = find(cx, source)? else {
        let message = format!("No namespace: {}", crate::text::of_symbol(source));
        return Err(data::throwable::throw(cx, ClassId::EXCEPTION, message));
    };
    let Filters { exclude, only, rename } = filters;
    if exclude.is_nil() && only.is_nil() && rename.is_nil() && source_ns == cx.known(known::CORE_NS)
    {
        return refer_core(cx, ns);
    }
    if !only.is_nil() && !data::seq::is_sequential(only) {
        let message = ":only/:refer value must be a sequential collection of symbols";
        return Err(data::throwable::throw(cx, ClassId::EXCEPTION, message));
    }
    let names = match only.is_nil() {
        true => public_names(cx, source_ns)?,
        false => data::seq::to_rootvec(cx, only)?,
    };
    let excluded = data::seq::to_rootvec(cx, exclude)?;
    for name in names.iter().copied() {
        if excluded.contains(&name) {
            continue;
        }
        let var = public_var(cx, source_ns, name)?;
        let new_name = match rename.is_nil() {
            true => name,
            false => data::lookup::get(cx, rename, name, name)?,
        };
        map(cx, ns, new_name, var)?;
    }
    Ok(())
}

fn public_var(cx: &mut Mutator, ns: Value, name: Value) -> Result {
    let found = super::mapping(cx, ns, name)?;
    let own = found.filter(|&found| var::of(found).is_some_and(|var| var.ns() == ns));
    let reason = match own {
        Some(own) if var::of(own).is_some_and(|var| !var.is_private()) => return Ok(own),
        Some(_) => "is not public",
        None => "does not exist",
    };
    let message = format!("{} {reason}", crate::text::of_symbol(name));
    Err(data::throwable::throw(cx, ClassId::ILLEGAL_ACCESS_ERROR, message))
}

/// The names of the public vars of a namespace.
fn public_names(cx: &mut Mutator, ns: Value) -> Result<RootVec> {
    let mappings = expect(cx, ns)?.mappings();
    let entries = data::seq::to_rootvec(cx, mappings)?;
    let mut names = RootVec::new(cx);
    for entry in entries.iter().copied() {
        let (name, target) = crate::iref::entry(cx, entry)?;
        if var::of(target).is_some_and(|var| var.ns() == ns && !var.is_private()) {
            names.push(name);
        }
    }
    Ok(names)
}

/// `(refer 'clojure.core)`. A namespace that has only its default imports, as new ones do, shares one
/// map with all others like it.
pub fn refer_core(cx: &mut Mutator, ns: Value) -> Result<()> {
    let core = cx.known(known::CORE_NS);
    let this = expect(cx, ns)?;
    let mappings = this.mappings();
    if mappings == cx.known(known::DEFAULT_IMPORTS) {
        let shared = default_mappings(cx)?;
        if cx.compare_exchange(ns, &this.mappings, mappings, shared).is_ok() {
            return Ok(());
        }
    }
    let names = public_names(cx, core)?;
    for name in names.iter().copied() {
        let var = public_var(cx, core, name)?;
        map(cx, ns, name, var)?;
    }
    Ok(())
}

/// The default imports and the public vars of `clojure.core`, in one map, made anew only when
/// `clojure.core` has changed.
fn default_mappings(cx: &mut Mutator) -> Result {
    let core = cx.known(known::CORE_NS);
    let core_mappings = expect(cx, core)?.mappings();
    if cx.known(known::DEFAULT_MAPPINGS_OF) == core_mappings {
        return Ok(cx.known(known::DEFAULT_MAPPINGS));
    }
    let mut public = RootVec::new(cx);
    data::map::for_each(cx, core_mappings, |_, name, target| {
        if var::of(target).is_some_and(|var| var.ns() == core && !var.is_private()) {
            public.extend_from_slice(&[name, target]);
        }
        Ok(data::seq::Flow::On)
    })?;
    let imports = cx.known(known::DEFAULT_IMPORTS);
    let shared = maps::assoc_all(cx, imports, &public)?;
    cx.set_known(known::DEFAULT_MAPPINGS, shared);
    cx.set_known(known::DEFAULT_MAPPINGS_OF, core_mappings);
    Ok(shared)
}
