//! Types made at run time: `deftype`, `defrecord`, `reify`, `proxy`.
//!
//! An instance is a header and its fields; its descriptor names the class, and a table of methods
//! (see `table`). What the core functions do with an instance is decided once, when the type gets its
//! methods: `infos` fills a `TypeInfo` with a dispatcher for each behaviour that the type implements
//! of `clojure.lang`'s interfaces, so that data's functions treat instances like built-in types.
//! Making a type takes two steps, since methods name their own class: `declare`, then `complete`.
#![allow(unsafe_code, reason = "instances have as many fields as their descriptor says")]

mod behaviour;
mod hints;
mod infos;
pub mod proxy;
mod record;
mod registry;
mod site;
mod slots;
mod table;

use core::sync::atomic::Ordering;

use data::class::ClassId;
use heap::{Field, Header, Mutator, Result, TypeDesc, Value};

pub use record::{is_record, record_basis, record_from_map};
pub use registry::{find_class, register_class, register_first_class};
pub use site::keyword_slot;
pub use table::{Family, find_method, implements, java_name};

/// What a type is made of, methods apart.
pub struct TypeSpec<'a> {
    /// The full name of the class: `my.ns.Point`.
    pub name: &'a str,
    pub family: Family,
    /// The symbols of its fields.
    pub fields: &'a [Value],
    /// Bit `i` says that field `i` may be `set!`.
    pub mutable: u64,
    /// The interfaces as class objects; those that its family implies need not be named.
    pub interfaces: &'a [Value],
}

/// The class of a new type, which has no instances before `complete`.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn declare(cx: &mut Mutator, spec: &TypeSpec<'_>) -> Result {
    let object = data::class::object(cx, ClassId::OBJECT)?;
    let mut interfaces = heap::RootVec::from_slice(cx, spec.interfaces);
    for name in spec.family.implied_interfaces() {
        let interface = data::class::object(cx, ClassId::named(name))?;
        if !interfaces.contains(&interface) {
            interfaces.push(interface);
        }
    }
    let class = data::class::define(cx, spec.name, object, &interfaces, false)?;
    let table = table::declare(cx, class, spec)?;
    set_extra(cx, class, table);
    match spec.family {
        Family::Type | Family::Record => register_class(cx, spec.name, class)?,
        Family::Reify | Family::Proxy => {}
    }
    Ok(class)
}

/// Gives a declared type its methods: name (a symbol), number of parameters with `this`, function;
/// name, number… From now on it has instances.
///
/// # Errors
/// `OutOfMemoryError`; a `ClassCastException` when `class` was not declared.
pub fn complete(cx: &mut Mutator, class: Value, methods: &[Value]) -> Result<()> {
    let declared = table::of_class(cx, class)?;
    let table = table::complete(cx, declared, methods)?;
    let info = infos::of(cx, class, table)?;
    let count = table::field_count(table);
    let mut desc = TypeDesc::new(data::kind::INSTANCE, info, class, table);
    desc.count = count as u16;
    if hints::is_hinted(table) {
        *desc.flags.get_mut() = hints::HINTED;
    }
    let desc = cx.alloc_desc(desc)?;
    let pair = cx.alloc_refs(data::kind::REFS, &[table, desc])?;
    set_extra(cx, class, pair);
    Ok(())
}

fn set_extra(cx: &mut Mutator, class: Value, extra: Value) {
    if let Some(inner) = data::class::of(class) {
        cx.store(class, &inner.extra, extra);
    }
}

/// The descriptor of the instances of a class that is complete.
pub fn desc_of<'a>(class: Value) -> Option<&'a TypeDesc> {
    let extra = data::class::of(class)?.extra.get();
    if extra.kind() != data::kind::REFS {
        return None;
    }
    heap::Counted::of(extra)?.refs().get(1)?.cast::<TypeDesc>()
}

/// A new instance, from all its fields. Of a record the metadata and the map of other keys may follow.
///
/// # Errors
/// An `IllegalArgumentException` when the number of arguments is not that of the fields.
pub fn new_instance(cx: &mut Mutator, class: Value, args: &[Value]) -> Result {
    let Some(desc) = desc_of(class) else {
        return Err(no_constructor(cx, class));
    };
    let declared = table::field_count(desc.extra.get());
    let hidden = table::family(desc.extra.get()).hidden_fields();
    if args.len() != declared && args.len() != declared + hidden {
        return Err(no_constructor(cx, class));
    }
    if desc.flags.load(Ordering::Relaxed) & hints::HINTED != 0 {
        let fields = hints::cast(cx, desc.extra.get(), args)?;
        return make(cx, desc, declared + hidden, &fields);
    }
    make(cx, desc, declared + hidden, args)
}

/// An instance of `desc` with `count` fields; those not given are nil.
fn make(cx: &mut Mutator, desc: &TypeDesc, count: usize, given: &[Value]) -> Result {
    cx.alloc_instance(desc, count as u16 + 1, |fields| {
        fields[..given.len()].copy_from_slice(given);
    })
}

#[cold]
fn no_constructor(cx: &mut Mutator, class: Value) -> heap::Thrown {
    let name = match crate::class::name(cx, class) {
        Ok(name) => name,
        Err(thrown) => return thrown,
    };
    data::throw::illegal_argument(cx, format!("No matching ctor found for class {name}"))
}

/// The fields of an instance, those that a record has besides its own among them.
#[inline]
pub fn fields<'a>(instance: Value) -> Option<&'a [Field]> {
    let header = instance.header()?;
    let desc = header.desc();
    if desc.kind() != data::kind::INSTANCE {
        return None;
    }
    // SAFETY: [FIELDS] an instance is a header and `small_words - 1` fields, all values.
    unsafe {
        let first = (header as *const Header).add(1) as *const Field;
        Some(core::slice::from_raw_parts(first, header.small_words() as usize - 1))
    }
}

/// Field number `index` of an instance of `class`.
///
/// # Errors
/// A `ClassCastException` when the value is of another class.
#[inline]
pub fn field(cx: &mut Mutator, instance: Value, class: Value, index: usize) -> Result {
    match fields(instance) {
        Some(fields) if is_exactly(instance, class) => Ok(fields[index].get()),
        Some(_) | None => Err(wrong_class(cx, instance, class)),
    }
}

/// Changes a field of an instance of `class`; the compiler has checked that it is mutable.
///
/// # Errors
/// As for `field`.
pub fn set_field(
    cx: &mut Mutator,
    instance: Value,
    class: Value,
    index: usize,
    value: Value,
) -> Result {
    match fields(instance) {
        Some(fields) if is_exactly(instance, class) => {
            cx.store(instance, &fields[index], value);
            Ok(value)
        }
        Some(_) | None => Err(wrong_class(cx, instance, class)),
    }
}

#[inline]
fn is_exactly(instance: Value, class: Value) -> bool {
    instance.desc().is_some_and(|desc| desc.class.get() == class)
}

#[cold]
fn wrong_class(cx: &mut Mutator, value: Value, class: Value) -> heap::Thrown {
    match crate::class::name(cx, class) {
        Ok(name) => data::throw::class_cast(cx, value, &name),
        Err(thrown) => thrown,
    }
}

/// The number of the field of this name, among those that the type declares.
pub fn field_index(cx: &mut Mutator, class: Value, name: Value) -> Result<Option<usize>> {
    let table = table::of_class(cx, class)?;
    let name = data::symbol::base(name);
    Ok(table::symbols(table).iter().position(|&own| data::symbol::base(own) == name))
}

/// True when the type says that the field may be `set!`.
pub fn is_mutable(cx: &mut Mutator, class: Value, index: usize) -> Result<bool> {
    let table = table::of_class(cx, class)?;
    Ok(table::mutable(table) >> index.min(63) & 1 != 0)
}

/// The symbols of a type's fields, as a vector: `getBasis`.
pub fn basis(cx: &mut Mutator, class: Value) -> Result {
    let table = table::of_class(cx, class)?;
    data::vector::from_slice(cx, table::symbols(table))
}

/// The behaviours of method tables: none. Those of instances without a type of their own: none
/// either, every type has its own descriptor.
pub static METHOD_TABLE: heap::TypeInfo =
    heap::TypeInfo::new("clojure.lang.MethodTable", heap::Layout::Counted);
pub static INSTANCE: heap::TypeInfo =
    heap::TypeInfo::new("java.lang.Object", heap::Layout::AllRefs);
