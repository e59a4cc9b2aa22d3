//! The namespaces of a heap, by name.

use heap::{Field, Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::Namespace;
use crate::{iref, known};

/// The object that holds what the whole heap knows by name.
#[repr(C)]
pub struct Registry {
    header: Header,
    /// The map from symbols to namespaces.
    namespaces: Field,
    /// The map from symbols to classes made at run time, or nil.
    classes: Field,
}

impl HeapType for Registry {
    const KIND: Kind = data::kind::REGISTRY;
}

/// The behaviours of the registry: none.
pub static REGISTRY_TYPE: TypeInfo = TypeInfo::new("clojure.lang.Namespaces", Layout::AllRefs);

/// Makes the table and the namespaces that exist from the start.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let empty = data::map::empty(cx);
    let header = Header::of::<Registry>();
    let registry = cx.alloc(Registry {
        header,
        namespaces: Field::new(empty),
        classes: Field::new(Value::NIL),
    })?;
    cx.set_known(known::REGISTRY, registry);
    let imports = super::import::make_default_imports(cx)?;
    cx.set_known(known::DEFAULT_IMPORTS, imports);
    for (slot, name) in [(known::CORE_NS, "clojure.core"), (known::USER_NS, "user")] {
        let name = data::symbol::intern(cx, None, name)?;
        let ns = find_or_create(cx, name)?;
        cx.set_known(slot, ns);
    }
    Ok(())
}

fn registry<'a>(cx: &mut Mutator) -> (Value, &'a Registry) {
    let value = cx.known(known::REGISTRY);
    (value, value.cast::<Registry>().expect("init made the registry"))
}

/// The namespace of a name.
pub fn find(cx: &mut Mutator, name: Value) -> Result<Option<Value>> {
    let map = registry(cx).1.namespaces.get();
    let found = data::map::get(cx, map, name, Value::ABSENT)?;
    Ok(if found.is_absent() { None } else { Some(found) })
}

/// The namespace of a name, which knows only the default imports when it is new.
pub fn find_or_create(cx: &mut Mutator, name: Value) -> Result {
    if let Some(found) = find(cx, name)? {
        return Ok(found);
    }
    let mappings = cx.known(known::DEFAULT_IMPORTS);
    let empty = data::map::empty(cx);
    let meta = data::meta::meta(cx, name)?;
    let new = cx.alloc(Namespace {
        header: Header::of::<Namespace>(),
        name,
        mappings: Field::new(mappings),
        aliases: Field::new(empty),
        meta: Field::new(meta),
    })?;
    let (value, this) = registry(cx);
    let map = iref::swap(cx, value, &this.namespaces, |cx, map| {
        let taken = !data::map::get(cx, map, name, Value::ABSENT)?.is_absent();
        if taken { Ok(map) } else { data::map::assoc(cx, map, name, new) }
    })?;
    data::map::get(cx, map, name, Value::ABSENT)
}

/// Removes a namespace; answers it, or nil.
///
/// # Errors
/// An `IllegalArgumentException` for `clojure.core`.
pub fn remove(cx: &mut Mutator, name: Value) -> Result {
    let Some(found) = find(cx, name)? else { return Ok(Value::NIL) };
    if found == cx.known(known::CORE_NS) {
        return Err(data::throw::illegal_argument(cx, "Cannot remove clojure namespace"));
    }
    let (value, this) = registry(cx);
    iref::swap(cx, value, &this.namespaces, |cx, map| data::map::dissoc(cx, map, name))?;
    crate::state::of(cx).forget_resolutions();
    Ok(found)
}

/// A seq of all namespaces.
pub fn all(cx: &mut Mutator) -> Result {
    let map = registry(cx).1.namespaces.get();
    data::map::keys::vals(cx, map)
}

/// The field that holds the map of classes made at run time, and its object.
pub(crate) fn made_classes<'a>(cx: &mut Mutator) -> (Value, &'a Field) {
    let (value, this) = registry(cx);
    (value, &this.classes)
}
