//! Namespaces: what a symbol means where.
//!
//! Mappings (symbol → var or class) and aliases (symbol → namespace) are persistent maps, each in one
//! field, replaced by compare-exchange; readers take no lock. `resolve` answers from a cache in the
//! symbol itself, see `resolution`.

mod import;
mod refer;
mod registry;
mod resolution;

use heap::{
    Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TextSink, TypeInfo, Value,
};

use crate::{iref, known, state, var};

pub use import::{default_imports, import};
pub use refer::{Filters, refer, refer_core};
pub use registry::{REGISTRY_TYPE, all, find, find_or_create, remove};
pub(crate) use registry::{init, made_classes};
pub use resolution::{RESOLUTION, Resolved, maybe_resolve, namespace_for, resolve};

/// A namespace.
#[repr(C)]
pub struct Namespace {
    header: Header,
    name: Value,
    mappings: Field,
    aliases: Field,
    meta: Field,
}

impl HeapType for Namespace {
    const KIND: Kind = data::kind::NAMESPACE;
}

/// The behaviours of namespaces.
pub static NAMESPACE: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Namespace", Layout::AllRefs);
    info.interfaces = Interfaces::META;
    info.meta = Some(|cx, ns| expect(cx, ns).map(|ns| ns.meta.get()));
    info.to_str = Some(to_str);
    info
};

impl Namespace {
    /// The symbol that names it.
    pub fn name(&self) -> Value {
        self.name
    }

    /// The map from symbols to vars and classes.
    pub fn mappings(&self) -> Value {
        self.mappings.get()
    }

    /// The map from symbols to namespaces.
    pub fn aliases(&self) -> Value {
        self.aliases.get()
    }

    pub(crate) fn mappings_field(&self) -> &Field {
        &self.mappings
    }
}

/// The namespace in a value.
pub fn of<'a>(value: Value) -> Option<&'a Namespace> {
    value.cast::<Namespace>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Namespace> {
    match of(value) {
        Some(ns) => Ok(ns),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.Namespace")),
    }
}

/// The namespace that a value means: itself, or the one that a symbol names.
///
/// # Errors
/// An `Exception` when there is no such namespace.
pub fn the_ns(cx: &mut Mutator, value: Value) -> Result {
    if of(value).is_some() {
        return Ok(value);
    }
    if data::symbol::of(value).is_none() {
        return Err(match value.is_nil() {
            true => data::throw::null_receiver(cx, "Object.hashCode()", "key"),
            false => data::throw::class_cast(cx, value, "clojure.lang.Symbol"),
        });
    }
    match find(cx, value)? {
        Some(ns) => Ok(ns),
        None => {
            let message = format!("No namespace: {} found", crate::text::of_symbol(value));
            Err(data::throwable::throw(cx, data::class::ClassId::EXCEPTION, message))
        }
    }
}

/// The value of `*ns*`.
pub fn current(cx: &mut Mutator) -> Result {
    let var = cx.known(known::VAR_NS);
    var::deref(cx, var)
}

/// Makes `ns` the value of `*ns*`: of this thread's binding, else of the root.
pub fn set_current(cx: &mut Mutator, ns: Value) -> Result<()> {
    let var = cx.known(known::VAR_NS);
    if crate::binding::set(cx, var, ns)? {
        return Ok(());
    }
    var::set_root(cx, var, ns)
}

/// What `name` is mapped to in `ns`: a var, a class, or nothing.
pub fn mapping(cx: &mut Mutator, ns: Value, name: Value) -> Result<Option<Value>> {
    let mappings = expect(cx, ns)?.mappings();
    let found = data::map::get(cx, mappings, name, Value::ABSENT)?;
    Ok(if found.is_absent() { None } else { Some(found) })
}

/// The namespace that `alias` stands for in `ns`.
pub fn lookup_alias(cx: &mut Mutator, ns: Value, alias: Value) -> Result<Option<Value>> {
    let aliases = expect(cx, ns)?.aliases();
    let found = data::map::get(cx, aliases, alias, Value::ABSENT)?;
    Ok(if found.is_absent() { None } else { Some(found) })
}

/// Maps `name` to `target` in `ns`, if it may: another library's name is not replaced, one of
/// `clojure.core` is, with a warning. Answers what the name is mapped to then.
///
/// # Errors
/// An `IllegalStateException` when the name refers to something else.
pub fn map(cx: &mut Mutator, ns: Value, name: Value, target: Value) -> Result {
    loop {
        let this = expect(cx, ns)?;
        let old_map = this.mappings();
        let found = data::map::get(cx, old_map, name, Value::ABSENT)?;
        if !found.is_absent() && (found == target || !may_replace(cx, ns, name, found, target)?) {
            return Ok(found);
        }
        let new_map = data::map::assoc(cx, old_map, name, target)?;
        if cx.compare_exchange(ns, &this.mappings, old_map, new_map).is_ok() {
            if !found.is_absent() {
                state::of(cx).forget_resolutions();
            }
            return Ok(target);
        }
    }
}

/// Whether the mapping of `name` may change from `old` to `new`; warns when it does.
fn may_replace(cx: &mut Mutator, ns: Value, name: Value, old: Value, new: Value) -> Result<bool> {
    let core = cx.known(known::CORE_NS);
    if let Some(old_var) = var::of(old) {
        let new_is_core = var::of(new).is_some_and(|new| new.ns() == core);
        if old_var.ns() == ns || new_is_core {
            return Ok(false);
        }
        if old_var.ns() != core {
            let message = already_refers(cx, ns, name, old)?;
            return Err(data::throw::illegal_state(cx, message));
        }
    }
    let replaced = already_refers(cx, ns, name, old)?;
    let new = data::print::str_of(cx, new)?;
    crate::out::warn(cx, &format!("WARNING: {replaced}, being replaced by: {new}"))?;
    Ok(true)
}

fn already_refers(cx: &mut Mutator, ns: Value, name: Value, old: Value) -> Result<String> {
    let old = data::print::str_of(cx, old)?;
    let name = crate::text::of_symbol(name);
    let ns_name = crate::text::of_symbol(expect(cx, ns)?.name());
    Ok(format!("{name} already refers to: {old} in namespace: {ns_name}"))
}

/// Removes the mapping of a name.
///
/// # Errors
/// An `IllegalArgumentException` when the symbol is qualified.
pub fn unmap(cx: &mut Mutator, ns: Value, name: Value) -> Result<()> {
    if data::symbol::of(name).is_some_and(|name| !name.namespace().is_nil()) {
        let message = "Can't unintern namespace-qualified symbol";
        return Err(data::throw::illegal_argument(cx, message));
    }
    let this = expect(cx, ns)?;
    iref::swap(cx, ns, &this.mappings, |cx, map| data::map::dissoc(cx, map, name))?;
    state::of(cx).forget_resolutions();
    Ok(())
}

/// `alias`: `name` stands for the namespace `target` in `ns`.
///
/// # Errors
/// An `IllegalStateException` when it stands for another one.
pub fn alias(cx: &mut Mutator, ns: Value, name: Value, target: Value) -> Result<()> {
    let this = expect(cx, ns)?;
    expect(cx, target)?;
    if let Some(old) = lookup_alias(cx, ns, name)? {
        if old == target {
            return Ok(());
        }
        let message = format!(
            "Alias {} already exists in namespace {}, aliasing {}",
            crate::text::of_symbol(name),
            crate::text::of_symbol(this.name()),
            crate::text::of_symbol(expect(cx, old)?.name()),
        );
        return Err(data::throw::illegal_state(cx, message));
    }
    iref::swap(cx, ns, &this.aliases, |cx, map| data::map::assoc(cx, map, name, target))?;
    // A qualified symbol may have resolved through a namespace of that name.
    state::of(cx).forget_resolutions();
    Ok(())
}

pub fn unalias(cx: &mut Mutator, ns: Value, name: Value) -> Result<()> {
    let this = expect(cx, ns)?;
    iref::swap(cx, ns, &this.aliases, |cx, map| data::map::dissoc(cx, map, name))?;
    state::of(cx).forget_resolutions();
    Ok(())
}

/// Replaces the metadata of a namespace.
pub fn reset_meta(cx: &mut Mutator, ns: Value, meta: Value) -> Result {
    let this = expect(cx, ns)?;
    cx.store(ns, &this.meta, meta);
    Ok(meta)
}

fn to_str(_cx: &mut Mutator, value: Value, sink: &mut dyn TextSink) -> Result<()> {
    if let Some(ns) = of(value) {
        sink.write_str(&crate::text::of_symbol(ns.name()));
    }
    Ok(())
}

/// The value of a function of `clojure.core`.
///
/// # Errors
/// An `IllegalStateException` when there is none of that name.
pub fn core_function(cx: &mut Mutator, name: &str) -> Result {
    let core = cx.known(known::CORE_NS);
    let symbol = data::symbol::intern(cx, None, name)?;
    match mapping(cx, core, symbol)? {
        Some(var) => var::root(cx, var),
        None => Err(data::throw::illegal_state(cx, format!("no clojure.core/{name} in this heap"))),
    }
}
