//! How vars come to be: interning, registration of natives, metadata.
//!
//! The metadata of a native is made when somebody asks: most programs never do.

use core::sync::atomic::Ordering;

use heap::{Field, Mutator, Result, RootVec, Value};

use super::{CONST, DYNAMIC, MACRO, PRIVATE, Var, expect, of};
use crate::native::{Effects, NativeDef};
use crate::{evaluator, maps, monitor, namespace, native, state};

/// The var `name` of `ns`, made when there is none.
///
/// # Errors
/// An `IllegalArgumentException` for a qualified name; an `IllegalStateException` when the name
/// refers to another library's var.
pub fn intern(cx: &mut Mutator, ns: Value, name: Value) -> Result {
    if let Some(found) = namespace::mapping(cx, ns, name)?
        && of(found).is_some_and(|var| var.ns == ns)
    {
        return Ok(found);
    }
    if data::symbol::of(name).is_none_or(|name| !name.namespace().is_nil()) {
        let message = "Can't intern namespace-qualified symbol";
        return Err(data::throw::illegal_argument(cx, message));
    }
    let name = data::symbol::base(name);
    let var = cx.alloc(Var::new(ns, name, Value::UNBOUND))?;
    let basics = make_meta(cx, ns, name, &[])?;
    if let Some(this) = of(var) {
        cx.store(var, &this.meta, basics);
    }
    namespace::map(cx, ns, name, var)
}

/// Interns a var and gives it a root: `(intern ns name value)`.
pub fn intern_value(cx: &mut Mutator, ns: Value, name: Value, value: Value) -> Result {
    let var = intern(cx, ns, name)?;
    super::bind_root(cx, var, value)?;
    Ok(var)
}

/// A var to be registered together with others.
pub enum Registration {
    Native(&'static NativeDef),
    /// Defined by embedded source, which is compiled at first use.
    Source {
        name: &'static str,
        is_macro: bool,
        is_private: bool,
        is_dynamic: bool,
    },
}

/// Makes many vars of one namespace at once. Those that exist keep their root.
pub fn register(
    cx: &mut Mutator,
    ns: Value,
    rows: impl Iterator<Item = Registration>,
) -> Result<()> {
    let mut pairs = RootVec::new(cx);
    for row in rows {
        let (text, root, intrinsic, flags, def) = match row {
            Registration::Native(def) => {
                let flags = flag(def.effects.has(Effects::MACRO), MACRO)
                    | flag(def.effects.has(Effects::PRIVATE), PRIVATE);
                let intrinsic = def.inline.map_or(0, native::Intrinsic::number);
                let def_pointer: *const NativeDef = def;
                (def.name, native::make(cx, def)?, intrinsic, flags, def_pointer)
            }
            Registration::Source { name, is_macro, is_private, is_dynamic } => {
                let flags =
                    flag(is_macro, MACRO) | flag(is_private, PRIVATE) | flag(is_dynamic, DYNAMIC);
                (name, Value::ABSENT, 0, flags, core::ptr::null())
            }
        };
        let name = data::symbol::intern(cx, None, text)?;
        if let Some(existing) = namespace::mapping(cx, ns, name)?
            && let Some(var) = of(existing)
        {
            if var.is_unbound() {
                cx.store(existing, &var.core.root, root);
                cx.store(existing, &var.meta, Value::ABSENT);
            }
            var.native.store(def.cast_mut(), Ordering::Release);
            var.set(flags, flags != 0);
            continue;
        }
        let mut var = Var::new(ns, name, root);
        var.meta = Field::new(Value::ABSENT);
        *var.native.get_mut() = def.cast_mut();
        *var.flags.get_mut() = flags;
        *var.intrinsic.get_mut() = intrinsic;
        let var = cx.alloc(var)?;
        pairs.push(name);
        pairs.push(var);
    }
    let this = namespace::expect(cx, ns)?;
    crate::iref::swap(cx, ns, this.mappings_field(), |cx, mappings| {
        maps::assoc_all(cx, mappings, &pairs)
    })?;
    state::of(cx).forget_resolutions();
    Ok(())
}

fn flag(on: bool, flag: u32) -> u32 {
    if on { flag } else { 0 }
}

/// The declaration of the native that the var was registered with.
pub fn native_of(var: &Var) -> Option<&'static NativeDef> {
    var.native()
}

/// The metadata of a var.
pub fn meta(cx: &mut Mutator, var: Value) -> Result {
    let this = expect(cx, var)?;
    let found = this.meta.get();
    if !found.is_absent() {
        return Ok(found);
    }
    if let Some(def) = this.native() {
        let made = native_meta(cx, this, def)?;
        return match cx.compare_exchange(var, &this.meta, Value::ABSENT, made) {
            Ok(()) => Ok(made),
            Err(quicker) => Ok(quicker),
        };
    }
    // Another thread may be compiling the definition: its metadata comes after the root.
    monitor::with(cx, var, |cx| {
        if this.is_lazy() {
            evaluator::define(cx, var)?;
        }
        let found = this.meta.get();
        if found.is_absent() { make_meta(cx, this.ns, this.name, &[]) } else { Ok(found) }
    })
}

fn native_meta(cx: &mut Mutator, var: &Var, def: &'static NativeDef) -> Result {
    let mut pairs = RootVec::new(cx);
    let mut put = |cx: &mut Mutator, key: &str, value: Value| -> Result<()> {
        let key = data::keyword::intern(cx, None, key)?;
        pairs.push(key);
        pairs.push(value);
        Ok(())
    };
    let arglists = super::arglists::parse(cx, def.arglists)?;
    put(cx, "arglists", arglists)?;
    for (key, text) in
        [("doc", def.doc), ("added", def.since), ("deprecated", def.deprecated), ("file", def.file)]
    {
        if !text.is_empty() {
            let text = data::string::new(cx, text)?;
            put(cx, key, text)?;
        }
    }
    put(cx, "line", Value::small(def.line as i32))?;
    put(cx, "column", Value::small(1))?;
    for (key, effect) in [("macro", Effects::MACRO), ("private", Effects::PRIVATE)] {
        if def.effects.has(effect) {
            put(cx, key, Value::TRUE)?;
        }
    }
    make_meta(cx, var.ns, var.name, &pairs)
}

/// A var's metadata: the pairs given, and what every var says of itself.
pub fn make_meta(cx: &mut Mutator, ns: Value, name: Value, pairs: &[Value]) -> Result {
    let empty = data::map::empty(cx);
    let meta = maps::assoc_all(cx, empty, pairs)?;
    with_basics(cx, meta, ns, name)
}

fn with_basics(cx: &mut Mutator, meta: Value, ns: Value, name: Value) -> Result {
    let ns_key = data::keyword::intern(cx, None, "ns")?;
    let name_key = data::keyword::intern(cx, None, "name")?;
    let meta = data::map::assoc(cx, meta, name_key, name)?;
    data::map::assoc(cx, meta, ns_key, ns)
}

/// Replaces the metadata of a var, which keeps its `:ns` and `:name`, and takes its flags from it.
pub fn reset_meta(cx: &mut Mutator, var: Value, meta: Value) -> Result {
    let this = expect(cx, var)?;
    let meta = if meta.is_nil() { data::map::empty(cx) } else { meta };
    let meta = if this.ns.is_nil() { meta } else { with_basics(cx, meta, this.ns, this.name)? };
    for (key, flag) in [("macro", MACRO), ("private", PRIVATE), ("const", CONST)] {
        let key = data::keyword::intern(cx, None, key)?;
        let on = data::lookup::get(cx, meta, key, Value::NIL)?.is_truthy();
        this.set(flag, on);
    }
    cx.store(var, &this.meta, meta);
    Ok(meta)
}

/// Makes the var a macro, or no macro, in its flag and its metadata.
pub fn set_macro(cx: &mut Mutator, var: Value, on: bool) -> Result<()> {
    let key = data::keyword::intern(cx, None, "macro")?;
    let old = meta(cx, var)?;
    let new = match on {
        true => data::map::assoc(cx, old, key, Value::TRUE)?,
        false => data::map::dissoc(cx, old, key)?,
    };
    reset_meta(cx, var, new)?;
    Ok(())
}

/// Registers natives, each in the namespace that it names.
pub fn register_natives(cx: &mut Mutator, tables: &[&'static [NativeDef]]) -> Result<()> {
    let mut names: Vec<&str> =
        tables.iter().filter_map(|table| Some(table.first()?.namespace)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let symbol = data::symbol::intern(cx, None, name)?;
        let ns = namespace::find_or_create(cx, symbol)?;
        let rows = tables
            .iter()
            .filter(|table| table.first().is_some_and(|def| def.namespace == name))
            .flat_map(|table| table.iter().map(Registration::Native));
        register(cx, ns, rows)?;
    }
    Ok(())
}

impl Var {
    fn native(&self) -> Option<&'static NativeDef> {
        super::native_behind(self.native.load(Ordering::Acquire))
    }
}
