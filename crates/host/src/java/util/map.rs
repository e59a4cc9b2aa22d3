//! The maps and sets of `java.util` as Clojure sees them: seqs, look-ups, equality, texts.
//!
//! A map is a hash table (`table`), or, when it is sorted, keeps itself as a Clojure sorted map. A
//! set is a map whose values do not matter.

use data::host_object::{self, HostObject};
use data::kind;
use heap::{TextSink, TypeInfo};

use super::list::write_item;
use super::table;
use crate::prelude::*;

/// The map or set in a value.
pub fn of<'a>(value: Value) -> Option<&'a HostObject> {
    host_object::of_kind(value, kind::JAVA_MAP)
        .or_else(|| host_object::of_kind(value, kind::JAVA_SET))
}

fn this<'a>(value: Value) -> &'a HostObject {
    of(value).expect("a map's own behaviours are asked of maps")
}

/// The Clojure map inside of a sorted one.
pub fn sorted(map: &HostObject) -> Option<Value> {
    let inside = map.get(table::SORTED);
    if data::map::is_map(inside) { Some(inside) } else { None }
}

/// Collections that may not be changed have this mark in the place of a sorted map.
pub fn is_read_only(map: &HostObject) -> bool {
    map.get(table::SORTED) == Value::TRUE
}

/// From here on the map may not be changed.
pub fn freeze(cx: &mut Mutator, map: Value) {
    host_object::set(cx, map, table::SORTED, Value::TRUE);
}

fn expect_open(cx: &mut Mutator, value: Value) -> Result<&'static HostObject> {
    match of(value) {
        Some(map) if !is_read_only(map) => Ok(map),
        _ => Err(data::throw::unsupported_plain(cx)),
    }
}

pub fn len(cx: &mut Mutator, map: &HostObject) -> Result<usize> {
    match sorted(map) {
        Some(inside) => data::seq::count(cx, inside),
        None => Ok(table::len(map)),
    }
}

/// Keys and values in turn.
pub fn pairs(cx: &mut Mutator, map: &HostObject) -> Result<RootVec> {
    match sorted(map) {
        Some(inside) => runtime::maps::pairs(cx, inside),
        None => Ok(table::pairs(cx, map)),
    }
}

pub fn keys(cx: &mut Mutator, map: &HostObject) -> Result<RootVec> {
    let pairs = pairs(cx, map)?;
    let mut keys = RootVec::new(cx);
    keys.extend(pairs.iter().copied().step_by(2));
    Ok(keys)
}

/// The value at a key; `ABSENT` when there is none.
pub fn get(cx: &mut Mutator, map: &HostObject, key: Value) -> Result {
    match sorted(map) {
        Some(inside) => data::map::get(cx, inside, key, Value::ABSENT),
        None => table::get(cx, map, key),
    }
}

/// Puts a value at a key; answers what was there, or `ABSENT`.
pub fn put(cx: &mut Mutator, value: Value, key: Value, val: Value) -> Result {
    let map = expect_open(cx, value)?;
    match sorted(map) {
        Some(inside) => {
            let old = data::map::get(cx, inside, key, Value::ABSENT)?;
            let new = data::map::assoc(cx, inside, key, val)?;
            host_object::set(cx, value, table::SORTED, new);
            Ok(old)
        }
        None => table::put(cx, value, key, val),
    }
}

/// Takes out a key; answers its value, or `ABSENT`.
pub fn remove(cx: &mut Mutator, value: Value, key: Value) -> Result {
    let map = expect_open(cx, value)?;
    match sorted(map) {
        Some(inside) => {
            let old = data::map::get(cx, inside, key, Value::ABSENT)?;
            if !old.is_absent() {
                let new = data::map::dissoc(cx, inside, key)?;
                host_object::set(cx, value, table::SORTED, new);
            }
            Ok(old)
        }
        None => table::remove(cx, value, key),
    }
}

pub fn clear(cx: &mut Mutator, value: Value) -> Result<()> {
    let map = expect_open(cx, value)?;
    match sorted(map) {
        Some(inside) => {
            let comparator = data::sorted::comparator(inside);
            let empty = data::sorted::empty(cx, comparator)?;
            host_object::set(cx, value, table::SORTED, empty);
            Ok(())
        }
        None => table::clear(cx, value),
    }
}

/// The keys and values of anything that is a map to Java: Clojure's, or one of ours.
pub fn pairs_of(cx: &mut Mutator, value: Value) -> Result<RootVec> {
    match of(value) {
        Some(map) => pairs(cx, map),
        None if data::map::is_map(value) => runtime::maps::pairs(cx, value),
        None if value.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, value, "java.util.Map")),
    }
}

// ---- behaviours of maps ---------------------------------------------------------------------

fn map_seq(cx: &mut Mutator, value: Value) -> Result {
    let pairs = pairs(cx, this(value))?;
    let mut entries = RootVec::new(cx);
    for pair in pairs.chunks_exact(2) {
        let entry = data::vector::entry::new(cx, pair[0], pair[1])?;
        entries.push(entry);
    }
    let vector = data::vector::from_slice(cx, &entries)?;
    data::seq::seq(cx, vector)
}

fn count(cx: &mut Mutator, value: Value) -> Result<usize> {
    len(cx, this(value))
}

fn map_lookup(cx: &mut Mutator, value: Value, key: Value) -> Result {
    get(cx, this(value), key)
}

fn map_find(cx: &mut Mutator, value: Value, key: Value) -> Result {
    let found = get(cx, this(value), key)?;
    if found.is_absent() { Ok(Value::NIL) } else { data::vector::entry::new(cx, key, found) }
}

fn map_equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    same_map(cx, a, b, data::equiv::equals)
}

fn map_equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    // With a Clojure map on the other side, its notion counts.
    match of(b) {
        Some(_) => same_map(cx, a, b, data::equiv::equals),
        None => same_map(cx, a, b, data::equiv::equiv),
    }
}

fn same_map(
    cx: &mut Mutator,
    a: Value,
    b: Value,
    same: fn(&mut Mutator, Value, Value) -> Result<bool>,
) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    cx.enter_native()?;
    let class = runtime::class::for_name(cx, "java.util.Map")?;
    if !data::class::is_instance(cx, class, b)? || count(cx, a)? != data::seq::count(cx, b)? {
        return Ok(false);
    }
    for pair in pairs(cx, this(a))?.chunks_exact(2) {
        let other = data::lookup::get(cx, b, pair[0], Value::ABSENT)?;
        if other.is_absent() || !same(cx, pair[1], other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn map_hash_code(cx: &mut Mutator, value: Value) -> Result<i32> {
    cx.enter_native()?;
    let mut sum = 0i32;
    for pair in pairs(cx, this(value))?.chunks_exact(2) {
        let key = if pair[0].is_nil() { 0 } else { data::hash::hash_code(cx, pair[0])? };
        let val = if pair[1].is_nil() { 0 } else { data::hash::hash_code(cx, pair[1])? };
        sum = sum.wrapping_add(key ^ val);
    }
    Ok(sum)
}

fn map_print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    out.write_str("{");
    for (at, pair) in pairs(cx, this(value))?.chunks_exact(2).enumerate() {
        if at > 0 {
            out.write_str(", ");
        }
        data::print::pr(cx, pair[0], out, readably)?;
        out.write_str(" ");
        data::print::pr(cx, pair[1], out, readably)?;
    }
    out.write_str("}");
    Ok(())
}

fn map_to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    cx.enter_native()?;
    out.write_str("{");
    for (at, pair) in pairs(cx, this(value))?.chunks_exact(2).enumerate() {
        if at > 0 {
            out.write_str(", ");
        }
        write_item(cx, value, pair[0], "(this Map)", out)?;
        out.write_str("=");
        write_item(cx, value, pair[1], "(this Map)", out)?;
    }
    out.write_str("}");
    Ok(())
}

pub static MAP_TYPE: TypeInfo = TypeInfo {
    seq: Some(map_seq),
    count: Some(count),
    lookup: Some(map_lookup),
    find: Some(map_find),
    equiv: Some(map_equiv),
    equals: Some(map_equals),
    hasheq: Some(map_hash_code),
    hash_code: Some(map_hash_code),
    print: Some(map_print),
    to_str: Some(map_to_str),
    ..TypeInfo::new("java.util.AbstractMap", heap::Layout::AllRefs)
};

// ---- behaviours of sets ---------------------------------------------------------------------

fn set_seq(cx: &mut Mutator, value: Value) -> Result {
    let keys = keys(cx, this(value))?;
    let vector = data::vector::from_slice(cx, &keys)?;
    data::seq::seq(cx, vector)
}

fn set_equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    cx.enter_native()?;
    let class = runtime::class::for_name(cx, "java.util.Set")?;
    if !data::class::is_instance(cx, class, b)? || count(cx, a)? != data::seq::count(cx, b)? {
        return Ok(false);
    }
    for key in keys(cx, this(a))?.iter() {
        let found = match of(b) {
            Some(other) => !get(cx, other, *key)?.is_absent(),
            None => data::lookup::contains(cx, b, *key)?,
        };
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

fn set_hash_code(cx: &mut Mutator, value: Value) -> Result<i32> {
    cx.enter_native()?;
    let mut sum = 0i32;
    for key in keys(cx, this(value))?.iter() {
        if !key.is_nil() {
            sum = sum.wrapping_add(data::hash::hash_code(cx, *key)?);
        }
    }
    Ok(sum)
}

fn set_print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    out.write_str("#{");
    for (at, key) in keys(cx, this(value))?.iter().enumerate() {
        if at > 0 {
            out.write_str(" ");
        }
        data::print::pr(cx, *key, out, readably)?;
    }
    out.write_str("}");
    Ok(())
}

fn set_to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let keys = keys(cx, this(value))?;
    super::list::write_items(cx, value, &keys, out)
}

/// What `contains?` asks: true, or nil.
fn set_find(cx: &mut Mutator, value: Value, key: Value) -> Result {
    let found = get(cx, this(value), key)?;
    Ok(if found.is_absent() { Value::NIL } else { Value::TRUE })
}

pub static SET_TYPE: TypeInfo = TypeInfo {
    find: Some(set_find),
    seq: Some(set_seq),
    count: Some(count),
    equiv: Some(set_equiv),
    equals: Some(set_equiv),
    hasheq: Some(set_hash_code),
    hash_code: Some(set_hash_code),
    print: Some(set_print),
    to_str: Some(set_to_str),
    ..TypeInfo::new("java.util.AbstractSet", heap::Layout::AllRefs)
};
