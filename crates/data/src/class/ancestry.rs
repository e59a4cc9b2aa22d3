//! Who descends from whom: `instance?`, `isa?` between classes, and catch clauses rely on it.

use std::sync::OnceLock;

use heap::{Counted, Mutator, Result, Value};

use super::object::{self, Class};
use super::{ClassId, class_of, of_value};

/// For each class a bit set of itself and all its ancestors, filled in when first asked for.
struct Ancestors {
    bits: Box<[u64]>,
}

static ANCESTORS: [OnceLock<Ancestors>; ClassId::COUNT] =
    [const { OnceLock::new() }; ClassId::COUNT];

fn ancestor_bits(class: ClassId) -> &'static [u64] {
    let cell = &ANCESTORS[class.0 as usize];
    if let Some(ancestors) = cell.get() {
        return &ancestors.bits;
    }
    let mut bits = vec![0u64; ClassId::COUNT.div_ceil(64)].into_boxed_slice();
    bits[class.0 as usize / 64] |= 1 << (class.0 % 64);
    for parent in class.superclass().into_iter().chain(class.interfaces()) {
        for (own, inherited) in bits.iter_mut().zip(ancestor_bits(parent)) {
            *own |= inherited;
        }
    }
    &cell.get_or_init(|| Ancestors { bits }).bits
}

impl ClassId {
    /// True when `self` is `other` or descends from it. Interfaces descend from `Object` as well.
    #[inline]
    pub fn is_a(self, other: ClassId) -> bool {
        let bits = ancestor_bits(self);
        bits[other.0 as usize / 64] >> (other.0 % 64) & 1 != 0
            || (other == ClassId::OBJECT && self.row().sort != super::Sort::Primitive)
    }
}

/// Java's `class.isAssignableFrom(sub)` for class objects.
pub fn is_assignable(class: Value, sub: Value) -> bool {
    if class == sub {
        return true;
    }
    let (Some(target), Some(from)) = (object::of(class), object::of(sub)) else { return false };
    match (target.id(), from.id()) {
        (Some(target), Some(from)) => from.is_a(target),
        // A built-in class never descends from one made at run time, arrays of them apart.
        (None, Some(_)) => false,
        (Some(ClassId::OBJECT), None) => true,
        (_, None) => made_class_is_a(class, from),
    }
}

fn made_class_is_a(class: Value, from: &Class) -> bool {
    if let (Some(element), Some(other)) =
        (from.component(), object::of(class).and_then(Class::component))
    {
        return is_assignable(other, element);
    }
    let parents = core::iter::once(from.superclass()).chain(from.interfaces().iter().copied());
    parents.filter(|parent| !parent.is_nil()).any(|parent| is_assignable(class, parent))
}

/// Clojure's `instance?`: true when `value` is of `class`, a class object, or of a descendant.
///
/// # Errors
/// `OutOfMemoryError` when a class object cannot be made.
#[inline]
pub fn is_instance(cx: &mut Mutator, class: Value, value: Value) -> Result<bool> {
    if value.is_nil() {
        return Ok(false);
    }
    if let Some(target) = object::of(class).and_then(Class::id)
        && let Some(own) = of_value::class_id_of(cx, value)
    {
        return Ok(own.is_a(target));
    }
    let own = class_of(cx, value)?;
    Ok(is_assignable(class, own))
}

/// All that a class descends from, itself not among them, as class objects, each once.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn ancestors(cx: &mut Mutator, class: Value) -> Result<heap::RootVec> {
    let mut found = heap::RootVec::from_slice(cx, &[class]);
    let mut at = 0;
    while at < found.len() {
        let current = found[at];
        at += 1;
        let Some(class) = object::of(current) else { continue };
        let superclass = class.superclass();
        if !superclass.is_nil() && !found.contains(&superclass) {
            found.push(superclass);
        }
        let interfaces = class.interfaces_value();
        for index in 0..Counted::of(interfaces).map_or(0, Counted::refs_len) {
            let interface = class.interfaces()[index];
            if !found.contains(&interface) {
                found.push(interface);
            }
        }
    }
    found.remove(0);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::object::{array_of, define, find, object};
    use crate::{keyword, testing};

    #[test]
    fn built_in_classes() {
        testing::with(|cx| {
            let keyword = keyword::parse(cx, "a").expect("room");
            for (value, name, expected) in [
                (Value::small(1), "java.lang.Number", true),
                (Value::small(1), "java.lang.Comparable", true),
                (Value::small(1), "java.lang.Object", true),
                (Value::small(1), "java.lang.Integer", false),
                (keyword, "clojure.lang.IFn", true),
                (keyword, "java.lang.Runnable", true),
                (keyword, "clojure.lang.Symbol", false),
                (Value::NIL, "java.lang.Object", false),
                (Value::TRUE, "java.lang.Boolean", true),
            ] {
                let class = find(cx, name).expect("room").expect("a class");
                assert_eq!(is_instance(cx, class, value), Ok(expected), "{name}");
            }
        });
    }

    #[test]
    fn classes_made_at_run_time() {
        testing::with(|cx| {
            let top = object(cx, ClassId::OBJECT).expect("room");
            let map = find(cx, "java.util.Map").expect("room").expect("a class");
            let own = define(cx, "user.Own", top, &[map], false).expect("room");
            let sub = define(cx, "user.Sub", own, &[], false).expect("room");
            assert!(is_assignable(map, sub) && is_assignable(own, sub) && is_assignable(top, sub));
            assert!(!is_assignable(sub, own) && !is_assignable(own, map));
            let (owns, subs) = (array_of(cx, own).expect("room"), array_of(cx, sub).expect("room"));
            assert!(is_assignable(owns, subs) && !is_assignable(subs, owns));
            assert_eq!(array_of(cx, own), Ok(owns));
            let found = ancestors(cx, sub).expect("room");
            assert!(found.contains(&own) && found.contains(&map) && !found.contains(&sub));
        });
    }
}
