//! What all references share: validators and watches (`clojure.lang.ARef`).

use data::class::ClassId;
use heap::{Field, Mutator, Result, Thrown, Value};

use crate::{agent, atom, exception, namespace, stm, var};

/// What atoms, refs and agents have beside their state.
#[repr(C)]
pub(crate) struct Parts {
    pub(crate) meta: Field,
    pub(crate) watches: Field,
    pub(crate) validator: Field,
}

impl Parts {
    pub(crate) const fn new(meta: Value, validator: Value) -> Parts {
        Parts {
            meta: Field::new(meta),
            watches: Field::new(Value::NIL),
            validator: Field::new(validator),
        }
    }
}

/// The parts of an atom, a ref or an agent.
fn parts_of<'a>(reference: Value) -> Option<&'a Parts> {
    if let Some(atom) = atom::of(reference) {
        return Some(&atom.parts);
    }
    if let Some(agent) = agent::of(reference) {
        return Some(&agent.parts);
    }
    stm::reference::of(reference).map(|reference| &reference.parts)
}

/// The metadata of an atom, a ref or an agent.
pub(crate) fn meta(_cx: &mut Mutator, reference: Value) -> Result {
    Ok(parts_of(reference).map_or(Value::NIL, |parts| parts.meta.get()))
}

/// Asks the validator, if there is one, whether `value` may be the new state.
///
/// # Errors
/// An `IllegalStateException` when it says no; what it throws itself, when that is a
/// `RuntimeException`, else wrapped in one.
pub fn validate(cx: &mut Mutator, validator: Value, value: Value) -> Result<()> {
    if validator.is_nil() {
        return Ok(());
    }
    match cx.invoke(validator, &[value]) {
        Ok(answer) if answer.is_truthy() => Ok(()),
        Ok(_) => Err(data::throw::illegal_state(cx, "Invalid reference state")),
        Err(Thrown) => Err(invalid(cx)),
    }
}

#[cold]
fn invalid(cx: &mut Mutator) -> Thrown {
    let cause = cx.take_pending();
    match exception::is_of(cx, ClassId::RUNTIME_EXCEPTION, cause) {
        Ok(true) => return cx.throw(cause),
        Ok(false) => {}
        Err(thrown) => return thrown,
    }
    let class = ClassId::ILLEGAL_STATE;
    exception::throw_with_cause(cx, class, "Invalid reference state", cause)
}

/// Tells the watches, a map from key to function, that the state went from `old` to `new`.
pub fn notify(
    cx: &mut Mutator,
    reference: Value,
    watches: Value,
    old: Value,
    new: Value,
) -> Result<()> {
    if watches.is_nil() {
        return Ok(());
    }
    let entries = data::seq::to_rootvec(cx, watches)?;
    for at in entries.iter().copied() {
        let (key, f) = entry(cx, at)?;
        cx.invoke(f, &[key, reference, old, new])?;
    }
    Ok(())
}

/// Key and value of a map entry.
pub fn entry(cx: &mut Mutator, entry: Value) -> Result<(Value, Value)> {
    Ok((data::seq::first(cx, entry)?, data::seq::second(cx, entry)?))
}

/// The fields of a reference that hold its watches and its validator.
fn parts<'a>(cx: &mut Mutator, reference: Value) -> Result<(&'a Field, &'a Field)> {
    if let Some(var) = var::of(reference) {
        return Ok((var.watches(), var.validator()));
    }
    if let Some(parts) = parts_of(reference) {
        return Ok((&parts.watches, &parts.validator));
    }
    Err(data::throw::class_cast(cx, reference, "clojure.lang.IRef"))
}

/// `add-watch`.
///
/// # Errors
/// A `ClassCastException` when the value is no reference.
pub fn add_watch(cx: &mut Mutator, reference: Value, key: Value, f: Value) -> Result<()> {
    let (field, _) = parts(cx, reference)?;
    swap(cx, reference, field, |cx, watches| {
        let watches = if watches.is_nil() { data::map::empty(cx) } else { watches };
        data::map::assoc(cx, watches, key, f)
    })?;
    Ok(())
}

pub fn remove_watch(cx: &mut Mutator, reference: Value, key: Value) -> Result<()> {
    let (field, _) = parts(cx, reference)?;
    swap(cx, reference, field, |cx, watches| {
        if watches.is_nil() { Ok(watches) } else { data::map::dissoc(cx, watches, key) }
    })?;
    Ok(())
}

/// `set-validator!`: the state must be valid already.
///
/// # Errors
/// As for `validate`.
pub fn set_validator(cx: &mut Mutator, reference: Value, validator: Value) -> Result<()> {
    let (_, field) = parts(cx, reference)?;
    let state = match cx.desc_of(reference).info().deref {
        Some(deref) if !var::of(reference).is_some_and(|var| var.is_unbound()) => {
            Some(deref(cx, reference)?)
        }
        Some(_) | None => None,
    };
    if let Some(state) = state {
        validate(cx, validator, state)?;
    }
    cx.store(reference, field, validator);
    Ok(())
}

/// `get-validator`.
pub fn validator(cx: &mut Mutator, reference: Value) -> Result {
    Ok(parts(cx, reference)?.1.get())
}

/// `reset-meta!` of a var, a namespace, an atom, a ref or an agent.
///
/// # Errors
/// A `ClassCastException` when the value is no such reference.
pub fn reset_meta(cx: &mut Mutator, reference: Value, meta: Value) -> Result {
    if var::of(reference).is_some() {
        return var::reset_meta(cx, reference, meta);
    }
    if namespace::of(reference).is_some() {
        return namespace::reset_meta(cx, reference, meta);
    }
    match parts_of(reference) {
        Some(parts) => {
            cx.store(reference, &parts.meta, meta);
            Ok(meta)
        }
        None => Err(data::throw::class_cast(cx, reference, "clojure.lang.IReference")),
    }
}

/// Replaces what a field holds by what `change` makes of it, again when another thread was quicker.
///
/// # Errors
/// What `change` throws.
pub fn swap(
    cx: &mut Mutator,
    object: Value,
    field: &Field,
    mut change: impl FnMut(&mut Mutator, Value) -> Result,
) -> Result {
    loop {
        let old = field.get();
        let new = change(cx, old)?;
        if cx.compare_exchange(object, field, old, new).is_ok() {
            return Ok(new);
        }
    }
}
