//! Classes made at run time, by name: what `resolve` and `Class/forName` find.

use heap::{Mutator, Result, Value};

use crate::{iref, maps, namespace};

/// The class of this name that was made last.
pub fn find_class(cx: &mut Mutator, name: &str) -> Result<Option<Value>> {
    let classes = namespace::made_classes(cx).1.get();
    if classes.is_nil() {
        return Ok(None);
    }
    let name = data::symbol::intern(cx, None, name)?;
    maps::get(cx, classes, name)
}

/// Makes a class known by its name.
pub fn register_class(cx: &mut Mutator, name: &str, class: Value) -> Result<()> {
    let name = data::symbol::intern(cx, None, name)?;
    let (registry, field) = namespace::made_classes(cx);
    iref::swap(cx, registry, field, |cx, map| {
        let map = if map.is_nil() { data::map::empty(cx) } else { map };
        data::map::assoc(cx, map, name, class)
    })?;
    Ok(())
}
