//! Records: instances that are maps.
//!
//! The fields are those declared, then the metadata, then the map of other keys (nil for none).
//! Iteration gives the declared fields in order, then the other keys.

use heap::{Field, Interfaces, Layout, Mutator, Result, RootVec, TextSink, TypeInfo, Value};

use super::table::{self, Family};
use super::{fields, make};
use crate::maps;

/// The behaviours that every record has.
pub(super) fn info() -> TypeInfo {
    let mut info = TypeInfo::new("clojure.lang.IRecord", Layout::AllRefs);
    info.equiv = Some(equiv);
    info.equals = Some(equals);
    info.hasheq = Some(hasheq);
    info.hash_code = Some(hash_code);
    info.seq = Some(seq);
    info.count = Some(|cx, this| parts(this).map_or(Ok(0), |parts| parts.len(cx)));
    info.conj = Some(conj);
    info.empty = Some(empty);
    info.lookup = Some(lookup);
    info.find = Some(find);
    info.assoc = Some(assoc);
    info.without = Some(without);
    info.meta = Some(|_, this| Ok(parts(this).map_or(Value::NIL, |parts| parts.meta)));
    info.with_meta = Some(with_meta);
    info
}

/// A record taken apart.
struct Parts<'a> {
    keywords: &'a [Value],
    values: &'a [Field],
    meta: Value,
    others: Value,
}

impl Parts<'_> {
    fn len(&self, cx: &mut Mutator) -> Result<usize> {
        Ok(self.values.len() + data::seq::count(cx, self.others)?)
    }

    fn index_of(&self, key: Value) -> Option<usize> {
        self.keywords.iter().position(|&own| own == key)
    }
}

fn parts<'a>(this: Value) -> Option<Parts<'a>> {
    let table = this.desc()?.extra.get();
    let (values, hidden) = fields(this)?.split_at_checked(table::field_count(table))?;
    let [meta, others] = hidden else { return None };
    Some(Parts { keywords: table::keywords(table), values, meta: meta.get(), others: others.get() })
}

/// True when the value is an instance of a `defrecord` type.
pub fn is_record(value: Value) -> bool {
    value.desc().is_some_and(|desc| {
        desc.kind() == data::kind::INSTANCE && table::family(desc.extra.get()) == Family::Record
    })
}

/// The keywords of a record's declared fields.
pub fn record_basis<'a>(record: Value) -> &'a [Value] {
    record.desc().map_or(&[], |desc| table::keywords(desc.extra.get()))
}

/// A copy of a record in which `change` alters the fields: declared ones, metadata, other keys.
fn altered(cx: &mut Mutator, this: Value, change: impl FnOnce(&mut [Value])) -> Result {
    let (Some(old), Some(desc)) = (fields(this), this.desc()) else { return Ok(this) };
    let mut new = RootVec::new(cx);
    new.extend(old.iter().map(Field::get));
    change(&mut new);
    make(cx, desc, old.len(), &new)
}

fn lookup(cx: &mut Mutator, this: Value, key: Value) -> Result {
    let Some(parts) = parts(this) else { return Ok(Value::ABSENT) };
    match parts.index_of(key) {
        Some(index) => Ok(parts.values[index].get()),
        None if parts.others.is_nil() => Ok(Value::ABSENT),
        None => data::lookup::get(cx, parts.others, key, Value::ABSENT),
    }
}

fn find(cx: &mut Mutator, this: Value, key: Value) -> Result {
    let value = lookup(cx, this, key)?;
    if value.is_absent() { Ok(Value::NIL) } else { data::vector::entry::new(cx, key, value) }
}

fn assoc(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
    let Some(parts) = parts(this) else { return Ok(this) };
    if let Some(index) = parts.index_of(key) {
        return altered(cx, this, |fields| fields[index] = value);
    }
    let others = if parts.others.is_nil() { data::map::empty(cx) } else { parts.others };
    let others = data::map::assoc(cx, others, key, value)?;
    altered(cx, this, |fields| fields[fields.len() - 1] = others)
}

/// Without a declared field it is a plain map.
fn without(cx: &mut Mutator, this: Value, key: Value) -> Result {
    let Some(parts) = parts(this) else { return Ok(this) };
    if parts.index_of(key).is_some() {
        let map = to_map(cx, this)?;
        let map = data::map::dissoc(cx, map, key)?;
        return data::meta::with_meta(cx, map, parts.meta);
    }
    if parts.others.is_nil() {
        return Ok(this);
    }
    let others = data::map::dissoc(cx, parts.others, key)?;
    let others = if data::seq::count(cx, others)? == 0 { Value::NIL } else { others };
    altered(cx, this, |fields| fields[fields.len() - 1] = others)
}

fn with_meta(cx: &mut Mutator, this: Value, meta: Value) -> Result {
    altered(cx, this, |fields| fields[fields.len() - 2] = meta)
}

/// All keys and values in turn.
fn pairs(cx: &mut Mutator, this: Value) -> Result<RootVec> {
    let mut pairs = RootVec::new(cx);
    if let Some(parts) = parts(this) {
        for (&key, value) in parts.keywords.iter().zip(parts.values) {
            pairs.extend_from_slice(&[key, value.get()]);
        }
        let others = maps::pairs(cx, parts.others)?;
        pairs.extend_from_slice(&others);
    }
    Ok(pairs)
}

fn to_map(cx: &mut Mutator, this: Value) -> Result {
    let pairs = pairs(cx, this)?;
    let empty = data::map::empty(cx);
    maps::assoc_all(cx, empty, &pairs)
}

fn seq(cx: &mut Mutator, this: Value) -> Result {
    let pairs = pairs(cx, this)?;
    let mut entries = RootVec::new(cx);
    for pair in pairs.chunks_exact(2) {
        let entry = data::vector::entry::new(cx, pair[0], pair[1])?;
        entries.push(entry);
    }
    let list = data::list::from_slice(cx, &entries)?;
    data::seq::seq(cx, list)
}

/// As for maps: an entry, a vector of two, a map, or a seq of entries.
fn conj(cx: &mut Mutator, this: Value, item: Value) -> Result {
    let interfaces = data::seq::interfaces(item);
    if interfaces.has(Interfaces::VECTOR) || interfaces.has(Interfaces::MAP_ENTRY) {
        if data::seq::count(cx, item)? != 2 {
            let message = "Vector arg to map conj must be a pair";
            return Err(data::throw::illegal_argument(cx, message));
        }
        let (key, value) = crate::iref::entry(cx, item)?;
        return assoc(cx, this, key, value);
    }
    let mut result = this;
    for entry in data::seq::to_rootvec(cx, item)?.iter().copied() {
        if !data::seq::interfaces(entry).has(Interfaces::MAP_ENTRY) {
            return Err(data::throw::class_cast(cx, entry, "java.util.Map$Entry"));
        }
        let (key, value) = crate::iref::entry(cx, entry)?;
        result = assoc(cx, result, key, value)?;
    }
    Ok(result)
}

fn empty(cx: &mut Mutator, this: Value) -> Result {
    let class = data::class::class_name_of(cx, this);
    Err(data::throw::unsupported(cx, format!("Can't create empty: {class}")))
}

/// Records are `=` when they are of one type and their fields and other keys are.
fn equiv(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
    cx.enter_native()?;
    if this == other {
        return Ok(true);
    }
    let same_type = this.desc().map(|desc| desc.class.get()) == other.desc().map(|d| d.class.get());
    let (Some(own), Some(theirs)) = (parts(this), parts(other)) else { return Ok(false) };
    if !same_type {
        return Ok(false);
    }
    for (a, b) in own.values.iter().zip(theirs.values) {
        if !data::equiv::equiv(cx, a.get(), b.get())? {
            return Ok(false);
        }
    }
    data::equiv::equiv(cx, own.others, theirs.others)
}

/// Java's `.equals`: any map with the same entries.
fn equals(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
    cx.enter_native()?;
    if !data::seq::interfaces(other).has(Interfaces::MAP) {
        return Ok(false);
    }
    let map = to_map(cx, this)?;
    if is_record(other) {
        let other = to_map(cx, other)?;
        return data::equiv::equals(cx, map, other);
    }
    data::equiv::equals(cx, map, other)
}

fn hasheq(cx: &mut Mutator, this: Value) -> Result<i32> {
    cx.enter_native()?;
    let class = data::class::class_name_of(cx, this);
    let name = data::symbol::intern(cx, None, &class)?;
    let type_hash = data::hash::hasheq(cx, name)?;
    let map = to_map(cx, this)?;
    Ok(type_hash ^ data::hash::hasheq(cx, map)?)
}

fn hash_code(cx: &mut Mutator, this: Value) -> Result<i32> {
    cx.enter_native()?;
    let map = to_map(cx, this)?;
    data::hash::hash_code(cx, map)
}

/// `#my.ns.Point{:x 1, :y 2}`.
pub(super) fn print(
    cx: &mut Mutator,
    this: Value,
    sink: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let class = data::class::class_name_of(cx, this);
    sink.write_str(&format!("#{class}"));
    let map = to_map(cx, this)?;
    data::print::pr(cx, map, sink, readably)
}

/// `(map->Point map)`: the fields from their keys, the rest as other keys.
pub fn record_from_map(cx: &mut Mutator, class: Value, map: Value) -> Result {
    let Some(desc) = super::desc_of(class) else { return super::new_instance(cx, class, &[]) };
    let keywords = table::keywords(desc.extra.get());
    let mut given = RootVec::new(cx);
    let mut others = map;
    for &key in keywords {
        let value = data::lookup::get(cx, map, key, Value::NIL)?;
        given.push(value);
        others = if others.is_nil() { others } else { data::map::dissoc(cx, others, key)? };
    }
    let others = if others.is_nil() || data::seq::count(cx, others)? == 0 {
        Value::NIL
    } else {
        let empty = data::map::empty(cx);
        let pairs = maps::pairs(cx, others)?;
        maps::assoc_all(cx, empty, &pairs)?
    };
    given.extend_from_slice(&[Value::NIL, others]);
    super::new_instance(cx, class, &given)
}
