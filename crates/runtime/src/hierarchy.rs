//! Hierarchies as multimethods ask them: `isa?` and the parents of a tag.
//!
//! A hierarchy is a map with `:parents`, `:ancestors` and `:descendants`; classes bring their own.

use heap::{Interfaces, Mutator, Result, RootVec, Value};

use crate::maps;

/// `(isa? hierarchy child parent)`.
///
/// # Errors
/// What comparing the two throws.
pub fn isa(cx: &mut Mutator, hierarchy: Value, child: Value, parent: Value) -> Result<bool> {
    cx.enter_native()?;
    if child == parent || data::equiv::equiv(cx, child, parent)? {
        return Ok(true);
    }
    let child_is_class = data::class::of(child).is_some();
    if child_is_class
        && data::class::of(parent).is_some()
        && data::class::is_assignable(parent, child)
    {
        return Ok(true);
    }
    let all_ancestors = maps::at(cx, hierarchy, "ancestors")?;
    if !all_ancestors.is_nil() {
        if has_ancestor(cx, all_ancestors, child, parent)? {
            return Ok(true);
        }
        if child_is_class {
            for class in data::class::ancestors(cx, child)?.iter().copied() {
                if has_ancestor(cx, all_ancestors, class, parent)? {
                    return Ok(true);
                }
            }
        }
    }
    vectors_isa(cx, hierarchy, child, parent)
}

fn has_ancestor(cx: &mut Mutator, all: Value, child: Value, parent: Value) -> Result<bool> {
    match maps::get(cx, all, child)? {
        Some(ancestors) => Ok(maps::get(cx, ancestors, parent)?.is_some()),
        None => Ok(false),
    }
}

/// Vectors of one length are `isa?` element by element.
fn vectors_isa(cx: &mut Mutator, hierarchy: Value, child: Value, parent: Value) -> Result<bool> {
    let is_vector = |value: Value| data::seq::interfaces(value).has(Interfaces::VECTOR);
    if !is_vector(child) || !is_vector(parent) {
        return Ok(false);
    }
    let children = data::seq::to_rootvec(cx, child)?;
    let parents = data::seq::to_rootvec(cx, parent)?;
    if children.len() != parents.len() {
        return Ok(false);
    }
    for (&child, &parent) in children.iter().zip(parents.iter()) {
        if !isa(cx, hierarchy, child, parent)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The immediate parents of a tag: those it was derived from, and the bases of a class.
pub fn parents(cx: &mut Mutator, hierarchy: Value, tag: Value) -> Result<RootVec> {
    let mut found = RootVec::new(cx);
    if let Some(class) = data::class::of(tag) {
        if !class.superclass().is_nil() {
            found.push(class.superclass());
        }
        for index in 0..class.interfaces().len() {
            found.push(class.interfaces()[index]);
        }
    }
    let all = maps::at(cx, hierarchy, "parents")?;
    if let Some(derived) = maps::get(cx, all, tag)? {
        let derived = data::seq::to_rootvec(cx, derived)?;
        found.extend_from_slice(&derived);
    }
    Ok(found)
}
