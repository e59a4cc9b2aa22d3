//! The table of a type: its class, its fields, its methods.
//!
//! A counted object of kind `METHOD_TABLE`: the values named below, then one for each slot.

use data::class::ClassId;
use heap::{Counted, Mutator, Result, RootVec, Value};

use super::TypeSpec;
use super::slots::{self, Slot};

const CLASS: usize = 0;
const FAMILY: usize = 1;
const MUTABLE: usize = 2;
const SYMBOLS: usize = 3;
const KEYWORDS: usize = 4;
const METHODS: usize = 5;
const SLOTS: usize = 6;

/// Which form made a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Type,
    Record,
    Reify,
    Proxy,
}

impl Family {
    /// The interfaces that the form adds to those it names.
    pub(super) fn implied_interfaces(self) -> &'static [&'static str] {
        match self {
            Family::Type => &["clojure.lang.IType"],
            Family::Record => &[
                "clojure.lang.IRecord",
                "clojure.lang.IHashEq",
                "clojure.lang.IObj",
                "clojure.lang.ILookup",
                "clojure.lang.IKeywordLookup",
                "clojure.lang.IPersistentMap",
                "java.util.Map",
                "java.io.Serializable",
            ],
            Family::Reify => &["clojure.lang.IObj"],
            Family::Proxy => &["clojure.lang.IProxy"],
        }
    }

    /// Fields behind those declared: a record's metadata and other keys, a reify's metadata, a
    /// proxy's functions and delegate.
    pub(super) fn hidden_fields(self) -> usize {
        match self {
            Family::Type => 0,
            Family::Record | Family::Proxy => 2,
            Family::Reify => 1,
        }
    }

    fn number(self) -> Value {
        Value::small(self as i32)
    }
}

fn refs<'a>(table: Value) -> &'a [Value] {
    Counted::of(table).map_or(&[], Counted::refs)
}

fn list<'a>(table: Value, at: usize) -> &'a [Value] {
    refs(table).get(at).map_or(&[], |&list| refs(list))
}

pub(super) fn family(table: Value) -> Family {
    match refs(table).get(FAMILY).and_then(|family| family.as_fixnum()) {
        Some(1) => Family::Record,
        Some(2) => Family::Reify,
        Some(3) => Family::Proxy,
        Some(_) | None => Family::Type,
    }
}

pub(super) fn mutable(table: Value) -> u64 {
    refs(table).get(MUTABLE).and_then(|bits| bits.as_fixnum()).unwrap_or(0) as u64
}

/// The symbols of the declared fields.
pub(super) fn symbols<'a>(table: Value) -> &'a [Value] {
    list(table, SYMBOLS)
}

/// The same as keywords.
pub(super) fn keywords<'a>(table: Value) -> &'a [Value] {
    list(table, KEYWORDS)
}

pub(super) fn field_count(table: Value) -> usize {
    symbols(table).len()
}

/// The function in a slot; nil when the type does not have it.
#[inline]
pub(super) fn slot(table: Value, slot: Slot) -> Value {
    refs(table)[SLOTS + slot as usize]
}

pub(super) fn slot_numbered(table: Value, number: usize) -> Value {
    refs(table)[SLOTS + number]
}

/// The table of a class that was declared.
pub(super) fn of_class(cx: &mut Mutator, class: Value) -> Result {
    let extra = data::class::of(class).map_or(Value::NIL, |class| class.extra.get());
    let table = match extra.kind() {
        data::kind::METHOD_TABLE => extra,
        data::kind::REFS => refs(extra)[0],
        _ => Value::NIL,
    };
    if table.is_nil() {
        Err(data::throw::class_cast(cx, class, "clojure.lang.IType"))
    } else {
        Ok(table)
    }
}

pub(super) fn declare(cx: &mut Mutator, class: Value, spec: &TypeSpec<'_>) -> Result {
    let symbols = cx.alloc_refs(data::kind::REFS, spec.fields)?;
    let mut keywords = RootVec::new(cx);
    for &symbol in spec.fields {
        let keyword = data::keyword::of_symbol(cx, symbol)?;
        keywords.push(keyword);
    }
    let keywords = cx.alloc_refs(data::kind::REFS, &keywords)?;
    let mutable = Value::fixnum((spec.mutable & (i64::MAX as u64 >> 1)) as i64);
    let mutable = mutable.unwrap_or(Value::small(0));
    let mut values = [Value::NIL; SLOTS];
    values[CLASS] = class;
    values[FAMILY] = spec.family.number();
    values[MUTABLE] = mutable;
    values[SYMBOLS] = symbols;
    values[KEYWORDS] = keywords;
    cx.alloc_refs(data::kind::METHOD_TABLE, &values)
}

pub(super) fn complete(cx: &mut Mutator, declared: Value, methods: &[Value]) -> Result {
    let mut own = RootVec::new(cx);
    for method in methods.chunks_exact(3) {
        let name = java_name(cx, method[0])?;
        own.extend_from_slice(&[name, method[1], method[2]]);
    }
    let methods = cx.alloc_refs(data::kind::REFS, &own)?;
    let mut values = [Value::NIL; SLOTS + slots::COUNT];
    values[..SLOTS].copy_from_slice(&refs(declared)[..SLOTS]);
    values[METHODS] = methods;
    let (class, family) = (values[CLASS], family(declared));
    for (number, row) in slots::ROWS.iter().enumerate() {
        let name = data::symbol::intern(cx, None, row.name)?;
        let found = match family {
            Family::Proxy => name,
            Family::Type | Family::Record | Family::Reify => find_in(&own, name, row.argc),
        };
        if !found.is_nil() && implements_any(cx, class, row.interfaces)? {
            values[SLOTS + number] = found;
        }
    }
    cx.alloc_refs(data::kind::METHOD_TABLE, &values)
}

/// The symbol of a method's name as Java could have it: `a-b` is `a_b`.
pub fn java_name(cx: &mut Mutator, name: Value) -> Result {
    let plain = data::symbol::base(name);
    let text = crate::text::of_symbol(plain);
    let munged = crate::protocol::munge(&text);
    if munged == text { Ok(plain) } else { data::symbol::intern(cx, None, &munged) }
}

fn implements_any(cx: &mut Mutator, class: Value, interfaces: &[ClassId]) -> Result<bool> {
    for &interface in interfaces {
        let interface = data::class::object(cx, interface)?;
        if data::class::is_assignable(interface, class) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The function of the method with this name and number of parameters; nil when there is none.
fn find_in(methods: &[Value], name: Value, argc: usize) -> Value {
    let argc = Value::small(argc as i32);
    let found = methods.chunks_exact(3).find(|method| method[0] == name && method[1] == argc);
    found.map_or(Value::NIL, |method| method[2])
}

/// The method of an instance's type, by name as Java has it (a symbol) and number of arguments with `this`.
pub fn find_method(instance: Value, name: Value, argc: usize) -> Option<Value> {
    let desc = instance.desc()?;
    if desc.kind() != data::kind::INSTANCE {
        return None;
    }
    let methods = list(desc.extra.get(), METHODS);
    let found = find_in(methods, data::symbol::base(name), argc);
    if found.is_nil() { None } else { Some(found) }
}

/// True when the value is an instance of a made type that implements the interface.
pub fn implements(value: Value, interface: Value) -> bool {
    match value.desc() {
        Some(desc) if desc.kind() == data::kind::INSTANCE => {
            data::class::is_assignable(interface, desc.class.get())
        }
        Some(_) | None => false,
    }
}
