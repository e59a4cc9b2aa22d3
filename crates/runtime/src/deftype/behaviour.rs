//! The dispatchers: each calls the method that a made type has for a core function.
#![allow(unsafe_code, reason = "an instance is called through a window")]

use heap::{Mutator, Result, RootVec, TextSink, Thrown, Value};

use super::slots::Slot;
use super::{fields, make, proxy, table};
use crate::interop;

/// Calls the method in a slot, which the type has: its `TypeInfo` says so.
fn send(cx: &mut Mutator, slot: Slot, args: &[Value]) -> Result {
    let method = method(args[0], slot);
    match data::symbol::of(method) {
        Some(_) => proxy::send(cx, args[0], method, &args[1..]),
        None => cx.invoke(method, args),
    }
}

/// What the type has in a slot: a function, of a proxy the name of its method, or nil.
fn method(this: Value, slot: Slot) -> Value {
    this.desc().map_or(Value::NIL, |desc| table::slot(desc.extra.get(), slot))
}

macro_rules! dispatchers {
    ($($name:ident($($arg:ident),*) = $slot:ident;)*) => {
        $(pub(super) fn $name(cx: &mut Mutator, $($arg: Value),*) -> Result {
            send(cx, Slot::$slot, &[$($arg),*])
        })*
    };
}

dispatchers! {
    seq(this) = Seq;
    first(this) = First;
    next(this) = Next;
    more(this) = More;
    rseq(this) = Rseq;
    cons(this, item) = Cons;
    empty(this) = Empty;
    peek(this) = Peek;
    pop(this) = Pop;
    entry_at(this, key) = EntryAt;
    assoc(this, key, value) = Assoc;
    without(this, key) = Without;
    disjoin(this, key) = Disjoin;
    deref(this) = Deref;
    meta(this) = Meta;
    with_meta(this, meta) = WithMeta;
    get_name(this) = GetName;
    get_namespace(this) = GetNamespace;
    as_transient(this) = AsTransient;
    persistent(this) = Persistent;
    transient_conj(this, item) = TransientConj;
    transient_assoc(this, key, value) = TransientAssoc;
    transient_without(this, key) = TransientWithout;
    transient_disjoin(this, key) = TransientDisjoin;
    transient_pop(this) = TransientPop;
    chunked_first(this) = ChunkedFirst;
    chunked_more(this) = ChunkedMore;
}

fn int(cx: &mut Mutator, slot: Slot, args: &[Value]) -> Result<i32> {
    let answer = send(cx, slot, args)?;
    data::num::to_int(cx, answer)
}

fn truth(cx: &mut Mutator, slot: Slot, args: &[Value]) -> Result<bool> {
    send(cx, slot, args).map(Value::is_truthy)
}

pub(super) fn equiv(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
    cx.enter_native()?;
    truth(cx, Slot::Equiv, &[this, other])
}

pub(super) fn equals(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
    cx.enter_native()?;
    truth(cx, Slot::Equals, &[this, other])
}

pub(super) fn hasheq(cx: &mut Mutator, this: Value) -> Result<i32> {
    int(cx, Slot::Hasheq, &[this])
}

pub(super) fn hash_code(cx: &mut Mutator, this: Value) -> Result<i32> {
    int(cx, Slot::HashCode, &[this])
}

pub(super) fn compare(cx: &mut Mutator, this: Value, other: Value) -> Result<i32> {
    int(cx, Slot::CompareTo, &[this, other])
}

pub(super) fn count(cx: &mut Mutator, this: Value) -> Result<usize> {
    let count = int(cx, Slot::Count, &[this])?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// A value that no program has, to tell "not there" from every answer.
fn nothing(cx: &mut Mutator) -> Result {
    cx.alloc_refs(data::kind::REFS, &[])
}

pub(super) fn nth(cx: &mut Mutator, this: Value, index: usize) -> Result {
    let index = index_value(index);
    send(cx, Slot::Nth, &[this, index])
}

pub(super) fn nth_default(cx: &mut Mutator, this: Value, index: usize) -> Result {
    let nothing = nothing(cx)?;
    let found = send(cx, Slot::NthDefault, &[this, index_value(index), nothing])?;
    Ok(if found == nothing { Value::ABSENT } else { found })
}

fn index_value(index: usize) -> Value {
    i64::try_from(index).ok().and_then(Value::fixnum).unwrap_or(Value::small(i32::MAX))
}

/// True when the type has a method that is asked for a key, and it says no.
fn denies(cx: &mut Mutator, slot: Slot, this: Value, key: Value) -> Result<bool> {
    let method = method(this, slot);
    if method.is_nil() || (data::symbol::of(method).is_some() && !proxy::has(cx, this, method)?) {
        return Ok(false);
    }
    Ok(!send(cx, slot, &[this, key])?.is_truthy())
}

pub(super) fn val_at(cx: &mut Mutator, this: Value, key: Value) -> Result {
    if denies(cx, Slot::ContainsKey, this, key)? {
        return Ok(Value::ABSENT);
    }
    let found = send(cx, Slot::ValAt, &[this, key])?;
    // A proxy is not asked whether it has the key: nil says no.
    Ok(if found.is_nil() && proxy::is_proxy(this) { Value::ABSENT } else { found })
}

pub(super) fn val_at_default(cx: &mut Mutator, this: Value, key: Value) -> Result {
    let nothing = nothing(cx)?;
    let found = send(cx, Slot::ValAtDefault, &[this, key, nothing])?;
    Ok(if found == nothing { Value::ABSENT } else { found })
}

/// The element of a set that equals the key.
pub(super) fn set_get(cx: &mut Mutator, this: Value, key: Value) -> Result {
    if denies(cx, Slot::SetContains, this, key)? {
        return Ok(Value::ABSENT);
    }
    send(cx, Slot::SetGet, &[this, key])
}

pub(super) fn reduce_init(cx: &mut Mutator, f: Value, init: Value, this: Value) -> Result {
    let answer = send(cx, Slot::ReduceInit, &[this, f, init])?;
    Ok(data::reduced::unwrap(answer).unwrap_or(answer))
}

pub(super) fn kv_reduce(cx: &mut Mutator, f: Value, init: Value, this: Value) -> Result {
    let answer = send(cx, Slot::KvReduce, &[this, f, init])?;
    Ok(data::reduced::unwrap(answer).unwrap_or(answer))
}

/// The elements of an `Iterable`, taken at once.
pub(super) fn seq_of_iterator(cx: &mut Mutator, this: Value) -> Result {
    let iterator = send(cx, Slot::Iterator, &[this])?;
    let has_next = data::symbol::intern(cx, None, "hasNext")?;
    let next = data::symbol::intern(cx, None, "next")?;
    let mut items = RootVec::new(cx);
    while interop::invoke_method(cx, iterator, has_next, &[])?.is_truthy() {
        let item = interop::invoke_method(cx, iterator, next, &[])?;
        items.push(item);
    }
    let list = data::list::from_slice(cx, &items)?;
    data::seq::seq(cx, list)
}

pub(super) fn reify_meta(_cx: &mut Mutator, this: Value) -> Result {
    Ok(fields(this).and_then(|fields| fields.last()).map_or(Value::NIL, |meta| meta.get()))
}

pub(super) fn reify_with_meta(cx: &mut Mutator, this: Value, meta: Value) -> Result {
    let (Some(old), Some(desc)) = (fields(this), this.desc()) else { return Ok(this) };
    let mut given = RootVec::new(cx);
    given.extend(old.iter().map(heap::Field::get));
    if let Some(last) = given.last_mut() {
        *last = meta;
    }
    make(cx, desc, old.len(), &given)
}

/// What the type's own `toString` answers.
pub(super) fn to_str(cx: &mut Mutator, this: Value, sink: &mut dyn TextSink) -> Result<()> {
    let text = send(cx, Slot::ToString, &[this])?;
    match data::string::of(text) {
        Some(text) => text.write_to(sink),
        None => sink.write_str("null"),
    }
    Ok(())
}

/// Calls `invoke` of an instance that is an `IFn`; with more arguments than it takes, `applyTo`.
///
/// # Safety
/// The calling convention; the callee is an instance.
pub(super) unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] the window has `argc` arguments, and only instances have this entry.
    let (cx, this, given) =
        unsafe { (&mut *cx, *args.sub(1), core::slice::from_raw_parts(args, argc)) };
    match invoke(cx, this, given) {
        Ok(value) => value,
        Err(Thrown) => Value::THROWN,
    }
}

fn invoke(cx: &mut Mutator, this: Value, given: &[Value]) -> Result {
    let name = data::symbol::intern(cx, None, "invoke")?;
    let mut args = RootVec::from_slice(cx, &[this]);
    args.extend_from_slice(given);
    if proxy::is_proxy(this) {
        return proxy::send(cx, this, name, given);
    }
    if let Some(method) = table::find_method(this, name, args.len()) {
        return cx.invoke(method, &args);
    }
    let apply_to = this.desc().map_or(Value::NIL, |d| table::slot(d.extra.get(), Slot::ApplyTo));
    if !apply_to.is_nil() {
        let list = data::list::from_slice(cx, given)?;
        let list = data::seq::seq(cx, list)?;
        return cx.invoke(apply_to, &[this, list]);
    }
    let class = data::class::class_name_of(cx, this);
    let objects = vec!["java.lang.Object"; given.len().min(20)].join(", ");
    let message = format!(
        "Receiver class {class} does not define or inherit an implementation of the resolved \
         method 'abstract java.lang.Object invoke({objects})' of interface clojure.lang.IFn."
    );
    Err(data::throwable::throw(cx, data::class::ClassId::ABSTRACT_METHOD_ERROR, message))
}
