//! Collections of the host and of users' own types: what Clojure's collections take as their equals.
//!
//! Such types say what they are by their class only, so these questions are slow; they are asked when
//! a value is no collection of this crate.

use heap::{Interfaces, Mutator, Result, Value};

use crate::class::{self, ClassId};
use crate::kind;
use crate::seq::interfaces;

const LIST: ClassId = ClassId::named("java.util.List");
const MAP: ClassId = ClassId::named("java.util.Map");
const SET: ClassId = ClassId::named("java.util.Set");
const MAP_EQUIVALENCE: ClassId = ClassId::named("clojure.lang.MapEquivalence");

#[inline]
fn is_foreign(value: Value) -> bool {
    match value.desc() {
        Some(desc) => matches!(
            desc.kind(),
            kind::INSTANCE
                | kind::NATIVE_OBJECT
                | kind::JAVA_LIST
                | kind::JAVA_MAP
                | kind::JAVA_SET
        ),
        None => false,
    }
}

fn is_instance(cx: &mut Mutator, value: Value, class: ClassId) -> Result<bool> {
    let class = class::object(cx, class)?;
    class::is_instance(cx, class, value)
}

/// Whether a value may be equal to a sequential.
#[inline]
pub(crate) fn is_sequential(cx: &mut Mutator, value: Value) -> Result<bool> {
    if interfaces(value).has(Interfaces::SEQUENTIAL) {
        return Ok(true);
    }
    Ok(is_foreign(value) && is_instance(cx, value, LIST)?)
}

/// Whether a value may be `=` to a map. A record, or another map that does not promise
/// `MapEquivalence`, may not.
#[inline]
pub(crate) fn is_equivalent_map(cx: &mut Mutator, value: Value) -> Result<bool> {
    let interfaces = interfaces(value);
    if !is_foreign(value) {
        return Ok(interfaces.has(Interfaces::MAP) && !interfaces.has(Interfaces::RECORD));
    }
    Ok(is_instance(cx, value, MAP)?
        && (!interfaces.has(Interfaces::MAP) || is_instance(cx, value, MAP_EQUIVALENCE)?))
}

/// Whether a value may be `.equals` to a map.
#[inline]
pub(crate) fn is_map(cx: &mut Mutator, value: Value) -> Result<bool> {
    if is_foreign(value) {
        return is_instance(cx, value, MAP);
    }
    Ok(interfaces(value).has(Interfaces::MAP))
}

/// Whether a value may be equal to a set.
#[inline]
pub(crate) fn is_set(cx: &mut Mutator, value: Value) -> Result<bool> {
    if is_foreign(value) {
        return is_instance(cx, value, SET);
    }
    Ok(interfaces(value).has(Interfaces::SET))
}
