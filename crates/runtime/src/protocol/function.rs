//! The functions of protocols, and their caches.
//!
//! A cache is one pointer to an immutable table from (type, number of arguments) to implementation;
//! a new entry makes a new table. Its first value is the version at which it was begun: any extension
//! of any protocol makes a new version, and the cache starts again.
#![allow(unsafe_code, reason = "a protocol function is called through a window")]

use heap::{Counted, Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{RootVec, Thrown, TypeInfo, Value};

use super::implementation::impl_of_class;
use crate::{deftype, maps, namespace, state, text, var};

/// A function of a protocol.
#[repr(C)]
pub struct ProtocolFn {
    header: Header,
    /// The protocol's var.
    protocol: Value,
    interface: Value,
    /// The method as a keyword, as the symbol that types name it by, and as the var's symbol with
    /// its namespace, which metadata may hold.
    key: Value,
    method: Value,
    qualified: Value,
    /// True when metadata of a value may implement the protocol.
    via_metadata: Value,
    cache: Field,
    meta: Value,
}

impl HeapType for ProtocolFn {
    const KIND: Kind = data::kind::PROTOCOL_FN;
}

/// The behaviours of protocol functions.
pub static PROTOCOL_FN: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.AFunction", Layout::AllRefs);
    info.interfaces =
        Interfaces::FN.and(Interfaces::IFN).and(Interfaces::OBJ).and(Interfaces::META);
    info.entry = call;
    info.meta = Some(|_, this| Ok(of(this).map_or(Value::NIL, |this| this.meta)));
    info.with_meta = Some(with_meta);
    info
};

fn of<'a>(value: Value) -> Option<&'a ProtocolFn> {
    value.cast::<ProtocolFn>()
}

fn with_meta(cx: &mut Mutator, value: Value, meta: Value) -> Result {
    let Some(&ProtocolFn { protocol, interface, key, method, qualified, via_metadata, .. }) =
        of(value)
    else {
        return Ok(value);
    };
    cx.alloc(ProtocolFn {
        header: Header::of::<ProtocolFn>(),
        protocol,
        interface,
        key,
        method,
        qualified,
        via_metadata,
        cache: Field::new(Value::NIL),
        meta,
    })
}

/// Makes the function for one signature and gives it to its var; answers both.
pub(super) fn define(
    cx: &mut Mutator,
    ns: Value,
    protocol: Value,
    interface: Value,
    key: Value,
    sig: Value,
    via_metadata: bool,
) -> Result<(Value, Value)> {
    let name = maps::at(cx, sig, "name")?;
    let name = data::symbol::base(name);
    let ns_name = text::of_symbol(namespace::expect(cx, ns)?.name());
    let name_text = text::of_symbol(name);
    let qualified = data::symbol::intern(cx, Some(&ns_name), &name_text)?;
    let method = data::symbol::intern(cx, None, &super::munge(&name_text))?;
    let function = cx.alloc(ProtocolFn {
        header: Header::of::<ProtocolFn>(),
        protocol,
        interface,
        key,
        method,
        qualified,
        via_metadata: Value::bool(via_metadata),
        cache: Field::new(Value::NIL),
        meta: Value::NIL,
    })?;
    let var = var::intern(cx, ns, name)?;
    var::bind_root(cx, var, function)?;
    let meta = maps::with(cx, sig, "protocol", protocol)?;
    var::reset_meta(cx, var, meta)?;
    Ok((var, function))
}

/// What the cache knows a type by: its descriptor; the class where one descriptor serves many.
fn key_of(cx: &mut Mutator, target: Value) -> Result {
    let desc = cx.desc_of(target);
    if is_shared(desc.kind()) { data::class_of(cx, target) } else { Ok(desc.value()) }
}

/// True for the kinds of which one descriptor serves many classes.
#[inline(always)]
fn is_shared(kind: Kind) -> bool {
    use data::kind;
    matches!(
        kind,
        kind::THROWABLE
            | kind::OBJECT
            | kind::NATIVE_OBJECT
            | kind::OBJECT_ARRAY
            | kind::FUTURE
            | kind::POOL
            | kind::JAVA_LIST
            | kind::JAVA_MAP
            | kind::JAVA_SET
            | kind::JAVA_QUEUE
            | kind::JAVA_ITERATOR
            | kind::JAVA_ENTRY
            | kind::HOST_OBJECT
    )
}

const ENTRY: usize = 3;
const MOST_ENTRIES: usize = 64;

fn slot_of(key: Value, argc: usize, slots: usize) -> usize {
    ((key.bits() >> 5) as usize ^ argc.wrapping_mul(0x9e37)) & (slots - 1)
}

/// The implementation that a cache has: key, number of arguments, function; probed in line.
#[inline]
fn cached(cx: &Mutator, this: &ProtocolFn, key: Value, argc: usize) -> Option<(Value, bool)> {
    let table = Counted::of(this.cache.get())?.refs();
    if table[0] != Value::small(state::of(cx).protocol_version() as i32) {
        return None;
    }
    let slots = (table.len() - 1) / ENTRY;
    let mut at = slot_of(key, argc, slots);
    loop {
        let entry = &table[1 + at * ENTRY..1 + (at + 1) * ENTRY];
        if entry[0] == key && entry[1].as_fixnum().map(|n| n >> 1) == Some(argc as i64) {
            return Some((entry[2], entry[1].as_fixnum().is_some_and(|n| n & 1 != 0)));
        }
        if entry[0].is_nil() {
            return None;
        }
        at = (at + 1) & (slots - 1);
    }
}

fn remember(
    cx: &mut Mutator,
    function: Value,
    key: Value,
    argc: usize,
    found: Value,
    direct: bool,
    version: u64,
) -> Result<()> {
    let Some(this) = of(function) else { return Ok(()) };
    let version = Value::small(version as i32);
    let old = match Counted::of(this.cache.get()) {
        Some(old) if old.refs()[0] == version => &old.refs()[1..],
        Some(_) | None => &[],
    };
    let mut entries = RootVec::new(cx);
    for entry in old.chunks_exact(ENTRY).filter(|entry| !entry[0].is_nil()) {
        entries.extend_from_slice(entry);
    }
    if entries.len() >= MOST_ENTRIES * ENTRY {
        entries.clear();
    }
    let number = Value::small((argc << 1) as i32 | i32::from(direct));
    entries.extend_from_slice(&[key, number, found]);
    let count = entries.len() / ENTRY;
    let slots = (count * 2).next_power_of_two();
    let table = cx.alloc_counted(data::kind::REFS, 1 + slots * ENTRY, 0, |refs, _| {
        refs[0] = version;
        for entry in entries.chunks_exact(ENTRY) {
            let argc = entry[1].as_fixnum().unwrap_or(0) as usize >> 1;
            let mut at = slot_of(entry[0], argc, slots);
            while !refs[1 + at * ENTRY].is_nil() {
                at = (at + 1) & (slots - 1);
            }
            refs[1 + at * ENTRY..1 + (at + 1) * ENTRY].copy_from_slice(entry);
        }
    })?;
    cx.store(function, &this.cache, table);
    Ok(())
}

/// The function that a call with this first argument enters, when the cache has it and no metadata
/// can say otherwise. Never inlined: a handler that holds the address of a local cannot end in a jump.
#[inline(never)]
pub fn known_method(cx: &Mutator, function: Value, target: Value, argc: usize) -> Option<Value> {
    let this = of(function)?;
    let desc = cx.desc_of(target);
    if is_shared(desc.kind()) {
        return None;
    }
    let key = desc.value();
    match cached(cx, this, key, argc)? {
        (method, true) => Some(method),
        (method, false) => {
            let is_sure = this.via_metadata == Value::FALSE && !method.is_nil();
            is_sure.then_some(method)
        }
    }
}

/// The function that a call with this first argument enters.
///
/// # Errors
/// An `IllegalArgumentException` when no implementation is found.
pub fn select(cx: &mut Mutator, function: Value, target: Value, argc: usize) -> Result {
    let Some(this) = of(function) else { return Ok(Value::NIL) };
    let key = key_of(cx, target)?;
    let (found, direct) = match cached(cx, this, key, argc) {
        Some(found) => found,
        None => {
            let version = state::of(cx).protocol_version();
            let (found, direct) = find(cx, this, target, argc)?;
            remember(cx, function, key, argc, found, direct, version)?;
            (found, direct)
        }
    };
    if !direct && this.via_metadata.is_truthy() {
        let meta = data::meta::meta(cx, target)?;
        if let Some(own) = maps::get(cx, meta, this.qualified)?
            && own.is_truthy()
        {
            return Ok(own);
        }
    }
    if !found.is_nil() {
        return Ok(found);
    }
    match takes(cx, this, argc)? {
        true => Err(no_implementation(cx, this, target)),
        false => Err(no_single_method(cx, this)),
    }
}

/// The implementation by type: a method of the type itself, or one that `extend` gave its class.
fn find(cx: &mut Mutator, this: &ProtocolFn, target: Value, argc: usize) -> Result<(Value, bool)> {
    if deftype::implements(target, this.interface) {
        return match deftype::find_method(target, this.method, argc) {
            Some(method) => Ok((method, true)),
            None if takes(cx, this, argc)? => Err(abstract_method(cx, this, target, argc)),
            None => Err(no_single_method(cx, this)),
        };
    }
    let protocol = var::root(cx, this.protocol)?;
    let class = data::class_of(cx, target)?;
    let functions = impl_of_class(cx, protocol, class)?;
    Ok((maps::get(cx, functions, this.key)?.unwrap_or(Value::NIL), false))
}

/// True when the protocol declares its function with that many arguments.
#[cold]
fn takes(cx: &mut Mutator, this: &ProtocolFn, argc: usize) -> Result<bool> {
    let protocol = var::root(cx, this.protocol)?;
    let sigs = maps::at(cx, protocol, "sigs")?;
    let sig = maps::get(cx, sigs, this.key)?.unwrap_or(Value::NIL);
    let arglists = maps::at(cx, sig, "arglists")?;
    for &arglist in data::seq::to_rootvec(cx, arglists)?.iter() {
        if data::seq::count(cx, arglist)? == argc {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cold]
fn no_single_method(cx: &mut Mutator, this: &ProtocolFn) -> Thrown {
    let interface = match crate::class::name(cx, this.interface) {
        Ok(name) => name,
        Err(thrown) => return thrown,
    };
    let name = data::symbol::of(this.qualified)
        .map_or_else(String::new, |name| name.name_str().to_str().into_owned());
    let protocol = var::of(this.protocol).map_or(Value::NIL, |var| var.name());
    let protocol = text::of_symbol(protocol);
    let method = text::of_symbol(this.method);
    let message = format!(
        "No single method: {method} of interface: {interface} found for function: {name} of \
         protocol: {protocol}"
    );
    data::throw::illegal_argument(cx, message)
}

#[cold]
fn no_implementation(cx: &mut Mutator, this: &ProtocolFn, target: Value) -> Thrown {
    let class = match target.is_nil() {
        true => "nil".to_string(),
        false => data::class::class_name_of(cx, target),
    };
    let protocol = var::of(this.protocol).map_or_else(String::new, var::text);
    let key = text::of_symbol(this.key);
    let message = format!(
        "No implementation of method: {key} of protocol: {protocol} found for class: {class}"
    );
    data::throw::illegal_argument(cx, message)
}

#[cold]
fn abstract_method(cx: &mut Mutator, this: &ProtocolFn, target: Value, argc: usize) -> Thrown {
    let class = data::class::class_name_of(cx, target);
    let interface = match crate::class::name(cx, this.interface) {
        Ok(name) => name,
        Err(thrown) => return thrown,
    };
    let method = text::of_symbol(this.method);
    let objects = vec!["java.lang.Object"; argc.saturating_sub(1).min(20)].join(", ");
    let message = format!(
        "Receiver class {class} does not define or inherit an implementation of the resolved \
         method 'abstract java.lang.Object {method}({objects})' of interface {interface}."
    );
    data::throwable::throw(cx, data::class::ClassId::ABSTRACT_METHOD_ERROR, message)
}

/// # Safety
/// The calling convention; the callee is a protocol function.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] only protocol functions have this entry.
    let (cx_ref, function) = unsafe { (&mut *cx, *args.sub(1)) };
    if argc == 0 {
        if let Some(this) = of(function) {
            let Thrown = no_single_method(cx_ref, this);
        }
        return Value::THROWN;
    }
    // SAFETY: [CALL] there is a first argument.
    let target = unsafe { *args };
    match select(cx_ref, function, target, argc) {
        Ok(method) => {
            let entry = cx_ref.desc_of(method).entry(argc);
            // SAFETY: [CALL] the same window, with the implementation as its callee.
            unsafe {
                *args.sub(1) = method;
                entry(cx, args, argc)
            }
        }
        Err(Thrown) => Value::THROWN,
    }
}
