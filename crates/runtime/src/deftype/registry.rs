//! Classes made at run time, by name: what `resolve` and `Class/forName` find.

use heap::{Mutator, Result, Value};

use crate::{iref, maps, namespace, state};

/// The class of this name that was made last.
pub fn find_class(cx: &mut Mutator, name: &str) -> Result<Option<Value>> {
    let classes = namespace::made_classes(cx).1.get();
    if classes.is_nil() {
        return Ok(None);
    }
    let name = data::symbol::intern(cx, None, name)?;
    maps::get(cx, classes, name)
}

/// Makes a class known by its name, in place of one that had the name before.
pub fn register_class(cx: &mut Mutator, name: &str, class: Value) -> Result<()> {
    let name = data::symbol::intern(cx, None, name)?;
    let mut replaces = false;
    change(cx, |cx, map| {
        replaces = maps::get(cx, map, name)?.is_some();
        data::map::assoc(cx, map, name, class)
    })?;
    if replaces {
        // Symbols may have been resolved to the class before.
        state::of(cx).forget_resolutions();
    }
    Ok(())
}

/// Makes a class known by its name unless there is one; answers the one that is known then.
pub fn register_first_class(cx: &mut Mutator, name: &str, class: Value) -> Result {
    let name = data::symbol::intern(cx, None, name)?;
    let classes = change(cx, |cx, map| match maps::get(cx, map, name)? {
        Some(_) => Ok(map),
        None => data::map::assoc(cx, map, name, class),
    })?;
    Ok(maps::get(cx, classes, name)?.unwrap_or(class))
}

fn change(cx: &mut Mutator, mut change: impl FnMut(&mut Mutator, Value) -> Result) -> Result {
    let (registry, field) = namespace::made_classes(cx);
    iref::swap(cx, registry, field, |cx, map| {
        let map = if map.is_nil() { data::map::empty(cx) } else { map };
        change(cx, map)
    })
}

/// At most so many types are kept for inline caches.
const MOST_KEPT: usize = 4096;

/// Keeps a descriptor for as long as the heap lives; false when too many are kept already.
///
/// They stand in a vector beside the classes, under a key that is no name.
///
/// # Errors
/// `OutOfMemoryError`.
pub(super) fn keep(cx: &mut Mutator, desc: Value) -> Result<bool> {
    let mut fits = true;
    change(cx, |cx, map| {
        let kept = match maps::get(cx, map, Value::TRUE)? {
            Some(kept) => kept,
            None => data::vector::from_slice(cx, &[])?,
        };
        fits = data::seq::count(cx, kept)? < MOST_KEPT;
        if !fits {
            return Ok(map);
        }
        let kept = data::lookup::conj(cx, kept, desc)?;
        data::map::assoc(cx, map, Value::TRUE, kept)
    })?;
    Ok(fits)
}
