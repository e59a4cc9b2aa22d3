//! The operations on transients: `transient`, `conj!`, `assoc!` and the others, whatever the type.

use heap::{Interfaces, Mutator, Result, Value};

use crate::{seq, throw};

/// What using a transient too late throws.
pub(crate) const USED_AFTER_PERSISTENT: &str = "Transient used after persistent! call";

/// `(transient coll)`.
///
/// # Errors
/// `ClassCastException` when `coll` has no transients.
pub fn transient(cx: &mut Mutator, coll: Value) -> Result {
    match coll.desc().and_then(|desc| desc.info().as_transient) {
        Some(as_transient) => as_transient(cx, coll),
        None if coll.is_nil() => {
            let method = "clojure.lang.IEditableCollection.asTransient()";
            Err(throw::null_receiver(cx, method, "coll"))
        }
        None => Err(throw::class_cast(cx, coll, "clojure.lang.IEditableCollection")),
    }
}

/// `(persistent! transient)`.
///
/// # Errors
/// `ClassCastException` when it is no transient; `IllegalAccessError` when it was made persistent.
pub fn persistent(cx: &mut Mutator, transient: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().persistent) {
        Some(persistent) => persistent(cx, transient),
        None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientCollection")),
    }
}

/// `(conj! transient item)`.
///
/// # Errors
/// As for `persistent`, and as for `conj` of the collection.
#[inline]
pub fn conj(cx: &mut Mutator, transient: Value, item: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().transient_conj) {
        Some(conj) => conj(cx, transient, item),
        None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientCollection")),
    }
}

/// `(assoc! transient key val)`.
///
/// # Errors
/// As for `persistent`, and as for `assoc` of the collection.
#[inline]
pub fn assoc(cx: &mut Mutator, transient: Value, key: Value, val: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().transient_assoc) {
        Some(assoc) => assoc(cx, transient, key, val),
        None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientAssociative")),
    }
}

fn is_set(transient: Value) -> bool {
    seq::interfaces(transient).has(Interfaces::SET)
}

/// `(dissoc! transient key)`.
///
/// # Errors
/// As for `persistent`.
pub fn dissoc(cx: &mut Mutator, transient: Value, key: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().transient_without) {
        Some(without) if !is_set(transient) => without(cx, transient, key),
        Some(_) | None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientMap")),
    }
}

/// `(disj! transient item)`.
///
/// # Errors
/// As for `persistent`.
pub fn disj(cx: &mut Mutator, transient: Value, item: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().transient_without) {
        Some(without) if is_set(transient) => without(cx, transient, item),
        Some(_) | None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientSet")),
    }
}

/// `(pop! transient)`.
///
/// # Errors
/// As for `persistent`; `IllegalStateException` when it is empty.
pub fn pop(cx: &mut Mutator, transient: Value) -> Result {
    match transient.desc().and_then(|desc| desc.info().transient_pop) {
        Some(pop) => pop(cx, transient),
        None => Err(throw::class_cast(cx, transient, "clojure.lang.ITransientVector")),
    }
}
