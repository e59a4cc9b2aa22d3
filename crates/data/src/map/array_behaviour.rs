//! What small maps do: the type tables of both their layouts.

use heap::{Interfaces, Layout, Mutator, Result, TypeInfo, Value};

use super::array_map::{self, View, with_meta};
use super::{behaviour, seq, transient};
use crate::invoke;
use crate::vector::entry;

fn this<'a>(value: Value) -> View<'a> {
    View::of(value).expect("the array map's own behaviours are asked of array maps")
}

fn at_key(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let map = this(map);
    Ok(map.index_of(cx, key)?.map_or(Value::ABSENT, |index| map.val(index)))
}

fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
    let map = this(map);
    match map.index_of(cx, key)? {
        Some(index) => entry::new(cx, map.key(index), map.val(index)),
        None => Ok(Value::NIL),
    }
}

fn count(_cx: &mut Mutator, map: Value) -> Result<usize> {
    Ok(this(map).len())
}

fn emptied(cx: &mut Mutator, map: Value) -> Result {
    array_map::empty_with_meta(cx, this(map).meta)
}

fn meta(_cx: &mut Mutator, map: Value) -> Result {
    Ok(this(map).meta)
}

fn hasheq(cx: &mut Mutator, map: Value) -> Result<i32> {
    let cache = this(map).hash();
    if let Some(hash) = cache.get().as_fixnum() {
        return Ok(hash as i32);
    }
    let hash = behaviour::hasheq(cx, map)?;
    cx.store(map, cache, Value::small(hash));
    Ok(hash)
}

const fn type_info(layout: Layout) -> TypeInfo {
    TypeInfo {
        interfaces: behaviour::INTERFACES.and(Interfaces::EDITABLE),
        entry: invoke::map,
        equiv: Some(behaviour::equiv),
        equals: Some(behaviour::equals),
        hasheq: Some(hasheq),
        hash_code: Some(behaviour::hash_code),
        seq: Some(seq::of_array_map),
        count: Some(count),
        conj: Some(behaviour::conj),
        empty: Some(emptied),
        lookup: Some(at_key),
        find: Some(find),
        assoc: Some(array_map::assoc),
        without: Some(array_map::dissoc),
        reduce: Some(behaviour::reduce),
        reduce_kv: Some(behaviour::reduce_kv),
        meta: Some(meta),
        with_meta: Some(with_meta),
        as_transient: Some(transient::of_array_map),
        ..TypeInfo::new("clojure.lang.PersistentArrayMap", layout)
    }
}

pub static PLAIN_TYPE: TypeInfo = type_info(Layout::Counted);
pub static SHAPED_TYPE: TypeInfo = type_info(Layout::AllRefs);
