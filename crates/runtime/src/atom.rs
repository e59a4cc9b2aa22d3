//! Atoms and volatiles: one value that changes.

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, RootVec};
use heap::{TypeInfo, Value};

use crate::iref::{self, Parts};

/// An atom.
#[repr(C)]
pub struct Atom {
    header: Header,
    state: Field,
    pub(crate) parts: Parts,
}

impl HeapType for Atom {
    const KIND: Kind = data::kind::ATOM;
}

/// The behaviours of atoms.
pub static ATOM: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Atom", Layout::AllRefs);
    info.interfaces = Interfaces::DEREF.and(Interfaces::META).and(Interfaces::REF);
    info.deref = Some(deref);
    info.meta = Some(iref::meta);
    info.print = Some(crate::print_ref::print);
    info
};

/// The atom in a value.
pub fn of<'a>(value: Value) -> Option<&'a Atom> {
    value.cast::<Atom>()
}

fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Atom> {
    match of(value) {
        Some(atom) => Ok(atom),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.IAtom")),
    }
}

/// A new atom; the validator is asked about the first value too.
pub fn new(cx: &mut Mutator, value: Value, meta: Value, validator: Value) -> Result {
    iref::validate(cx, validator, value)?;
    cx.alloc(Atom {
        header: Header::of::<Atom>(),
        state: Field::new(value),
        parts: Parts::new(meta, validator),
    })
}

pub fn deref(cx: &mut Mutator, atom: Value) -> Result {
    Ok(expect(cx, atom)?.state.get())
}

/// Sets the value, whatever it was; answers the old one.
///
/// # Errors
/// What the validator or a watch throws.
pub fn reset(cx: &mut Mutator, atom: Value, new: Value) -> Result {
    let this = expect(cx, atom)?;
    iref::validate(cx, this.parts.validator.get(), new)?;
    loop {
        let old = this.state.get();
        if cx.compare_exchange(atom, &this.state, old, new).is_ok() {
            iref::notify(cx, atom, this.parts.watches.get(), old, new)?;
            return Ok(old);
        }
    }
}

/// Sets the value when it is identical to `old`.
pub fn compare_and_set(cx: &mut Mutator, atom: Value, old: Value, new: Value) -> Result<bool> {
    let this = expect(cx, atom)?;
    iref::validate(cx, this.parts.validator.get(), new)?;
    let set = cx.compare_exchange(atom, &this.state, old, new).is_ok();
    if set {
        iref::notify(cx, atom, this.parts.watches.get(), old, new)?;
    }
    Ok(set)
}

/// Sets the value to `(f value & args)`; answers the old and the new one.
///
/// # Errors
/// What the function, the validator or a watch throws.
pub fn swap(cx: &mut Mutator, atom: Value, f: Value, args: &[Value]) -> Result<(Value, Value)> {
    let this = expect(cx, atom)?;
    let mut call = RootVec::from_slice(cx, &[Value::NIL]);
    call.extend_from_slice(args);
    loop {
        let old = this.state.get();
        call[0] = old;
        let new = cx.invoke(f, &call)?;
        iref::validate(cx, this.parts.validator.get(), new)?;
        if cx.compare_exchange(atom, &this.state, old, new).is_ok() {
            iref::notify(cx, atom, this.parts.watches.get(), old, new)?;
            return Ok((old, new));
        }
        cx.safepoint()?;
    }
}

/// A volatile.
#[repr(C)]
pub struct Volatile {
    header: Header,
    state: Field,
}

impl HeapType for Volatile {
    const KIND: Kind = data::kind::VOLATILE;
}

/// The behaviours of volatiles.
pub static VOLATILE: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Volatile", Layout::AllRefs);
    info.interfaces = Interfaces::DEREF;
    info.deref = Some(volatile_deref);
    info.print = Some(crate::print_ref::print);
    info
};

pub fn new_volatile(cx: &mut Mutator, value: Value) -> Result {
    cx.alloc(Volatile { header: Header::of::<Volatile>(), state: Field::new(value) })
}

fn expect_volatile<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Volatile> {
    match value.cast::<Volatile>() {
        Some(volatile) => Ok(volatile),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.Volatile")),
    }
}

pub fn is_volatile(value: Value) -> bool {
    value.is::<Volatile>()
}

fn volatile_deref(cx: &mut Mutator, volatile: Value) -> Result {
    Ok(expect_volatile(cx, volatile)?.state.get())
}

/// `vreset!`.
pub fn volatile_reset(cx: &mut Mutator, volatile: Value, value: Value) -> Result {
    let this = expect_volatile(cx, volatile)?;
    cx.store(volatile, &this.state, value);
    Ok(value)
}
