//! Members of maps and sets: of Java's, and, as far as they only look, of Clojure's.

use data::host_object;
use data::kind;

use super::list::{self, Access};
use super::map;
use super::table::{self, Order};
use crate::prelude::*;

fn or_nil(value: Value) -> Value {
    if value.is_absent() { Value::NIL } else { value }
}

/// The value at a key of any map; `ABSENT` when there is none.
fn get(cx: &mut Mutator, this: Value, key: Value) -> Result {
    match map::of(this) {
        Some(map) => map::get(cx, map, key),
        None => data::lookup::get(cx, this, key, Value::ABSENT),
    }
}

/// A list that may not be changed, as a view of a map shows itself.
fn view(cx: &mut Mutator, items: &[Value]) -> Result {
    list::new(cx, super::UNMODIFIABLE_LIST, items, Access::Read)
}

/// A set of these items in this order, which may not be changed.
pub fn read_only_set(cx: &mut Mutator, items: &[Value]) -> Result {
    let class = "java.util.ImmutableCollections$SetN";
    let set = table::new(cx, kind::JAVA_SET, class, Order::Insertion)?;
    for item in items {
        map::put(cx, set, *item, Value::TRUE)?;
    }
    map::freeze(cx, set);
    Ok(set)
}

/// A new map of a class that may be changed.
fn copy_into(cx: &mut Mutator, target: Value, source: Value) -> Result<()> {
    let pairs = map::pairs_of(cx, source)?;
    for pair in pairs.chunks_exact(2) {
        map::put(cx, target, pair[0], pair[1])?;
    }
    Ok(())
}

#[host_class("java.util.Map")]
pub mod java_map {
    use super::*;

    #[method("of")]
    fn of(cx: &mut Mutator, pairs: &[Value]) -> Result {
        let class = "java.util.ImmutableCollections$MapN";
        let made = table::new(cx, kind::JAVA_MAP, class, Order::Insertion)?;
        for pair in pairs.chunks_exact(2) {
            if pair[0].is_nil() || pair[1].is_nil() {
                return Err(data::throw::null_pointer_plain(cx));
            }
            if !map::put(cx, made, pair[0], pair[1])?.is_absent() {
                let key = data::print::str_of(cx, pair[0])?;
                return Err(data::throw::illegal_argument(cx, format!("duplicate key: {key}")));
            }
        }
        map::freeze(cx, made);
        Ok(made)
    }

    #[method("entry")]
    fn entry(cx: &mut Mutator, key: Value, value: Value) -> Result {
        data::vector::entry::new(cx, key, value)
    }

    #[instance_method("size")]
    fn size(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::seq::count(cx, this).map(int)
    }

    #[instance_method("isEmpty")]
    fn is_empty(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(data::seq::count(cx, this)? == 0)
    }

    #[instance_method("get")]
    fn get_value(cx: &mut Mutator, this: Value, key: Value) -> Result {
        get(cx, this, key).map(or_nil)
    }

    #[instance_method("getOrDefault")]
    fn get_or_default(cx: &mut Mutator, this: Value, key: Value, default: Value) -> Result {
        let found = get(cx, this, key)?;
        Ok(if found.is_absent() { default } else { found })
    }

    #[instance_method("containsKey")]
    fn contains_key(cx: &mut Mutator, this: Value, key: Value) -> Result<bool> {
        Ok(!get(cx, this, key)?.is_absent())
    }

    #[instance_method("containsValue")]
    fn contains_value(cx: &mut Mutator, this: Value, value: Value) -> Result<bool> {
        for pair in map::pairs_of(cx, this)?.chunks_exact(2) {
            if data::equiv::equals(cx, pair[1], value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[instance_method("keySet")]
    fn key_set(cx: &mut Mutator, this: Value) -> Result {
        let pairs = map::pairs_of(cx, this)?;
        let mut keys = RootVec::new(cx);
        keys.extend(pairs.iter().copied().step_by(2));
        read_only_set(cx, &keys)
    }

    #[instance_method("values")]
    fn values(cx: &mut Mutator, this: Value) -> Result {
        let pairs = map::pairs_of(cx, this)?;
        let mut values = RootVec::new(cx);
        values.extend(pairs.iter().copied().skip(1).step_by(2));
        view(cx, &values)
    }

    #[instance_method("entrySet")]
    fn entry_set(cx: &mut Mutator, this: Value) -> Result {
        let pairs = map::pairs_of(cx, this)?;
        let mut entries = RootVec::new(cx);
        for pair in pairs.chunks_exact(2) {
            let entry = data::vector::entry::new(cx, pair[0], pair[1])?;
            entries.push(entry);
        }
        read_only_set(cx, &entries)
    }

    #[instance_method("forEach")]
    fn for_each(cx: &mut Mutator, this: Value, action: Value) -> Result<()> {
        for pair in map::pairs_of(cx, this)?.chunks_exact(2) {
            call(cx, action, "accept", &[pair[0], pair[1]])?;
        }
        Ok(())
    }

    #[instance_method("put")]
    fn put(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
        map::put(cx, this, key, value).map(or_nil)
    }

    #[instance_method("putAll")]
    fn put_all(cx: &mut Mutator, this: Value, others: Value) -> Result<()> {
        copy_into(cx, this, others)
    }

    #[instance_method("putIfAbsent")]
    fn put_if_absent(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
        let old = or_nil(get(cx, this, key)?);
        if old.is_nil() {
            map::put(cx, this, key, value)?;
        }
        Ok(old)
    }

    #[instance_method("remove")]
    fn remove(cx: &mut Mutator, this: Value, key: Value, value: Option<Value>) -> Result {
        let Some(value) = value else { return map::remove(cx, this, key).map(or_nil) };
        let old = get(cx, this, key)?;
        let same = !old.is_absent() && data::equiv::equals(cx, old, value)?;
        if same {
            map::remove(cx, this, key)?;
        }
        Ok(Value::bool(same))
    }

    #[instance_method("replace")]
    fn replace(
        cx: &mut Mutator,
        this: Value,
        key: Value,
        value: Value,
        new: Option<Value>,
    ) -> Result {
        let old = get(cx, this, key)?;
        let Some(new) = new else {
            if !old.is_absent() {
                map::put(cx, this, key, value)?;
            }
            return Ok(or_nil(old));
        };
        let same = !old.is_absent() && data::equiv::equals(cx, old, value)?;
        if same {
            map::put(cx, this, key, new)?;
        }
        Ok(Value::bool(same))
    }

    #[instance_method("clear")]
    fn clear(cx: &mut Mutator, this: Value) -> Result<()> {
        map::clear(cx, this)
    }

    #[instance_method("computeIfAbsent")]
    fn compute_if_absent(cx: &mut Mutator, this: Value, key: Value, function: Value) -> Result {
        let old = or_nil(get(cx, this, key)?);
        if !old.is_nil() {
            return Ok(old);
        }
        let new = call(cx, function, "apply", &[key])?;
        if !new.is_nil() {
            map::put(cx, this, key, new)?;
        }
        Ok(new)
    }

    #[instance_method("computeIfPresent")]
    fn compute_if_present(cx: &mut Mutator, this: Value, key: Value, function: Value) -> Result {
        let old = or_nil(get(cx, this, key)?);
        if old.is_nil() {
            return Ok(Value::NIL);
        }
        let new = call(cx, function, "apply", &[key, old])?;
        keep(cx, this, key, new)
    }

    #[instance_method("compute")]
    fn compute(cx: &mut Mutator, this: Value, key: Value, function: Value) -> Result {
        let old = or_nil(get(cx, this, key)?);
        let new = call(cx, function, "apply", &[key, old])?;
        keep(cx, this, key, new)
    }

    #[instance_method("merge")]
    fn merge(cx: &mut Mutator, this: Value, key: Value, value: Value, function: Value) -> Result {
        let old = or_nil(get(cx, this, key)?);
        let new = match old.is_nil() {
            true => value,
            false => call(cx, function, "apply", &[old, value])?,
        };
        keep(cx, this, key, new)
    }

    /// Nil takes the key out.
    fn keep(cx: &mut Mutator, this: Value, key: Value, new: Value) -> Result {
        match new.is_nil() {
            true => map::remove(cx, this, key)?,
            false => map::put(cx, this, key, new)?,
        };
        Ok(new)
    }

    #[instance_method("replaceAll")]
    fn replace_all(cx: &mut Mutator, this: Value, function: Value) -> Result<()> {
        for pair in map::pairs_of(cx, this)?.chunks_exact(2) {
            let new = call(cx, function, "apply", &[pair[0], pair[1]])?;
            map::put(cx, this, pair[0], new)?;
        }
        Ok(())
    }
}

#[host_class("java.util.Map$Entry")]
pub mod entry {
    use super::*;

    #[instance_method("getKey")]
    fn get_key(cx: &mut Mutator, this: Value) -> Result {
        data::lookup::entry_parts(cx, this).map(|(key, _)| key)
    }

    #[instance_method("getValue")]
    fn get_value(cx: &mut Mutator, this: Value) -> Result {
        data::lookup::entry_parts(cx, this).map(|(_, value)| value)
    }

    #[instance_method("setValue")]
    fn set_value(cx: &mut Mutator, _this: Value, _value: Value) -> Result {
        Err(data::throw::unsupported_plain(cx))
    }
}

macro_rules! map_class {
    ($class:literal, $module:ident, $hashed:literal) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[constructor]
            fn new(
                cx: &mut Mutator,
                source: Option<Value>,
                _load: Option<Value>,
                _third: Option<Value>,
            ) -> Result {
                let source = source.unwrap_or(Value::NIL);
                let size = match data::num::is_number(source) {
                    true => Some(data::num::to_int(cx, source)?),
                    false => None,
                };
                let order = match ($hashed, size) {
                    (false, _) => Order::Insertion,
                    (true, Some(size)) if size < 0 => {
                        let message = format!("Illegal initial capacity: {size}");
                        return Err(data::throw::illegal_argument(cx, message));
                    }
                    (true, Some(size)) => Order::Buckets(table::buckets_for(size as usize)),
                    (true, None) if source.is_nil() => Order::Buckets(16),
                    (true, None) => {
                        let size = data::seq::count(cx, source)?;
                        Order::Buckets(table::buckets_to_hold(size))
                    }
                };
                let made = table::new(cx, kind::JAVA_MAP, $class, order)?;
                if size.is_none() && !source.is_nil() {
                    copy_into(cx, made, source)?;
                }
                Ok(made)
            }
        }
    };
}

map_class!("java.util.HashMap", hash_map, true);
map_class!("java.util.LinkedHashMap", linked_hash_map, false);
map_class!("java.util.Hashtable", hashtable, true);
map_class!("java.util.WeakHashMap", weak_hash_map, true);
map_class!("java.util.IdentityHashMap", identity_hash_map, false);
map_class!("java.util.concurrent.ConcurrentHashMap", concurrent_hash_map, true);
map_class!("java.util.Properties", properties, true);

#[host_class("java.util.Properties")]
pub mod properties_more {
    use super::*;

    #[instance_method("getProperty")]
    fn get_property(cx: &mut Mutator, this: Value, key: Value, default: Option<Value>) -> Result {
        let found = or_nil(get(cx, this, key)?);
        Ok(if found.is_nil() { default.unwrap_or(Value::NIL) } else { found })
    }

    #[instance_method("setProperty")]
    fn set_property(cx: &mut Mutator, this: Value, key: &Str, value: &Str) -> Result {
        let (key, value) = (string(cx, &key.to_str())?, string(cx, &value.to_str())?);
        map::put(cx, this, key, value).map(or_nil)
    }
}

// ---- sorted maps --------------------------------------------------------------------------------

fn sorted_new(
    cx: &mut Mutator,
    kind: heap::Kind,
    class: &str,
    comparator: Value,
    pairs: &[Value],
) -> Result {
    // A comparator that is no function is called as one.
    let inside = data::sorted::from_pairs(cx, comparator, pairs)?;
    let object = table::new(cx, kind, class, Order::Insertion)?;
    host_object::set(cx, object, table::SORTED, inside);
    Ok(object)
}

fn comparator_of(cx: &mut Mutator) -> Result {
    runtime::namespace::core_function(cx, "compare")
}

/// The comparator that a constructor's argument means, and what is to be copied.
fn sorted_source(cx: &mut Mutator, source: Value) -> Result<(Value, Option<Value>)> {
    let natural = comparator_of(cx)?;
    if source.is_nil() {
        return Ok((natural, None));
    }
    if cx.desc_of(source).info().interfaces.has(heap::Interfaces::FN) {
        return Ok((source, None));
    }
    let class = runtime::class::for_name(cx, "java.util.Comparator")?;
    if data::class::is_instance(cx, class, source)?
        && !data::seq::interfaces(source).has(heap::Interfaces::COLL)
    {
        return Ok((source, None));
    }
    Ok((natural, Some(source)))
}

fn inside(cx: &mut Mutator, this: Value) -> Result {
    match map::of(this).and_then(map::sorted) {
        Some(inside) => Ok(inside),
        // Clojure's own sorted collections take these questions too.
        None if data::map::is_map(this) || data::set::is_set(this) => Ok(this),
        None => Err(data::throw::unsupported_plain(cx)),
    }
}

/// The keys of a sorted collection, in order.
fn sorted_keys(cx: &mut Mutator, this: Value) -> Result<RootVec> {
    match map::of(this) {
        Some(own) => map::keys(cx, own),
        None => {
            let mut keys = RootVec::new(cx);
            for item in data::seq::to_rootvec(cx, this)?.iter() {
                let key = match data::map::is_map(this) {
                    true => data::lookup::entry_parts(cx, *item)?.0,
                    false => *item,
                };
                keys.push(key);
            }
            Ok(keys)
        }
    }
}

/// Where a bound lies among sorted keys: how many come before it, and whether it is one of them.
fn locate(cx: &mut Mutator, this: Value, keys: &[Value], bound: Value) -> Result<(usize, bool)> {
    let inside = inside(cx, this)?;
    let comparator = data::sorted::comparator(match data::set::sorted::map_of(inside) {
        Some(map) => map,
        None => inside,
    });
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = (low + high) / 2;
        match data::sorted::order(cx, comparator, keys[middle], bound)? {
            0 => return Ok((middle, true)),
            order if order < 0 => low = middle + 1,
            _ => high = middle,
        }
    }
    Ok((low, false))
}

/// A sorted collection of the same class with some of the keys.
fn part(cx: &mut Mutator, this: Value, from: usize, to: usize) -> Result {
    let keys = sorted_keys(cx, this)?;
    let mut pairs = RootVec::new(cx);
    for key in &keys[from.min(to)..to] {
        let value = match map::of(this) {
            Some(own) => map::get(cx, own, *key)?,
            None => data::lookup::get(cx, this, *key, Value::TRUE)?,
        };
        pairs.extend([*key, value]);
    }
    let comparator = data::sorted::comparator(inside(cx, this)?);
    let is_set = this.kind() == kind::JAVA_SET;
    match is_set {
        true => sorted_new(cx, kind::JAVA_SET, "java.util.TreeSet", comparator, &pairs),
        false => sorted_new(cx, kind::JAVA_MAP, "java.util.TreeMap", comparator, &pairs),
    }
}

/// Which neighbour of a bound is wanted.
#[derive(Clone, Copy)]
enum Neighbour {
    Below,
    AtMost,
    AtLeast,
    Above,
}

fn neighbour(
    cx: &mut Mutator,
    this: Value,
    bound: Value,
    which: Neighbour,
) -> Result<Option<Value>> {
    let keys = sorted_keys(cx, this)?;
    let (before, found) = locate(cx, this, &keys, bound)?;
    let at = match which {
        Neighbour::Below => before.checked_sub(1),
        Neighbour::AtMost if found => Some(before),
        Neighbour::AtMost => before.checked_sub(1),
        Neighbour::AtLeast => Some(before),
        Neighbour::Above => Some(before + usize::from(found)),
    };
    Ok(at.and_then(|at| keys.get(at).copied()))
}

fn entry_of(cx: &mut Mutator, this: Value, key: Option<Value>) -> Result {
    let Some(key) = key else { return Ok(Value::NIL) };
    let value = or_nil(get(cx, this, key)?);
    data::vector::entry::new(cx, key, value)
}

/// The first or last key.
fn end(cx: &mut Mutator, this: Value, last: bool) -> Result<Option<Value>> {
    let keys = sorted_keys(cx, this)?;
    Ok(if last { keys.last().copied() } else { keys.first().copied() })
}

fn expect_key(cx: &mut Mutator, key: Option<Value>) -> Result {
    match key {
        Some(key) => Ok(key),
        None => Err(no_element(cx)),
    }
}

#[host_class("java.util.TreeMap")]
pub mod tree_map {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, source: Option<Value>) -> Result {
        let (comparator, source) = sorted_source(cx, source.unwrap_or(Value::NIL))?;
        let made = sorted_new(cx, kind::JAVA_MAP, "java.util.TreeMap", comparator, &[])?;
        if let Some(source) = source {
            copy_into(cx, made, source)?;
        }
        Ok(made)
    }
}

#[host_class("java.util.SortedMap")]
pub mod sorted_map {
    use super::*;

    #[instance_method("firstKey")]
    fn first_key(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, false)?;
        expect_key(cx, key)
    }

    #[instance_method("lastKey")]
    fn last_key(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, true)?;
        expect_key(cx, key)
    }

    #[instance_method("headMap")]
    fn head_map(cx: &mut Mutator, this: Value, to: Value, inclusive: Option<bool>) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (before, found) = locate(cx, this, &keys, to)?;
        part(cx, this, 0, before + usize::from(found && inclusive == Some(true)))
    }

    #[instance_method("tailMap")]
    fn tail_map(cx: &mut Mutator, this: Value, from: Value, inclusive: Option<bool>) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (before, found) = locate(cx, this, &keys, from)?;
        part(cx, this, before + usize::from(found && inclusive == Some(false)), keys.len())
    }

    #[instance_method("subMap")]
    fn sub_map(cx: &mut Mutator, this: Value, from: Value, to: Value) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (from, _) = locate(cx, this, &keys, from)?;
        let (to, _) = locate(cx, this, &keys, to)?;
        part(cx, this, from, to)
    }
}

#[host_class("java.util.NavigableMap")]
pub mod navigable_map {
    use super::*;

    #[instance_method("lowerKey")]
    fn lower_key(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::Below)?.unwrap_or(Value::NIL))
    }

    #[instance_method("floorKey")]
    fn floor_key(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::AtMost)?.unwrap_or(Value::NIL))
    }

    #[instance_method("ceilingKey")]
    fn ceiling_key(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::AtLeast)?.unwrap_or(Value::NIL))
    }

    #[instance_method("higherKey")]
    fn higher_key(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::Above)?.unwrap_or(Value::NIL))
    }

    #[instance_method("lowerEntry")]
    fn lower_entry(cx: &mut Mutator, this: Value, key: Value) -> Result {
        let key = neighbour(cx, this, key, Neighbour::Below)?;
        entry_of(cx, this, key)
    }

    #[instance_method("floorEntry")]
    fn floor_entry(cx: &mut Mutator, this: Value, key: Value) -> Result {
        let key = neighbour(cx, this, key, Neighbour::AtMost)?;
        entry_of(cx, this, key)
    }

    #[instance_method("ceilingEntry")]
    fn ceiling_entry(cx: &mut Mutator, this: Value, key: Value) -> Result {
        let key = neighbour(cx, this, key, Neighbour::AtLeast)?;
        entry_of(cx, this, key)
    }

    #[instance_method("higherEntry")]
    fn higher_entry(cx: &mut Mutator, this: Value, key: Value) -> Result {
        let key = neighbour(cx, this, key, Neighbour::Above)?;
        entry_of(cx, this, key)
    }

    #[instance_method("firstEntry")]
    fn first_entry(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, false)?;
        entry_of(cx, this, key)
    }

    #[instance_method("lastEntry")]
    fn last_entry(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, true)?;
        entry_of(cx, this, key)
    }

    #[instance_method("pollFirstEntry")]
    fn poll_first_entry(cx: &mut Mutator, this: Value) -> Result {
        let entry = first_entry(cx, this)?;
        if let Some(key) = end(cx, this, false)? {
            map::remove(cx, this, key)?;
        }
        Ok(entry)
    }

    #[instance_method("pollLastEntry")]
    fn poll_last_entry(cx: &mut Mutator, this: Value) -> Result {
        let entry = last_entry(cx, this)?;
        if let Some(key) = end(cx, this, true)? {
            map::remove(cx, this, key)?;
        }
        Ok(entry)
    }
}

// ---- sets -----------------------------------------------------------------------------------------

macro_rules! set_class {
    ($class:literal, $module:ident, $hashed:literal) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[constructor]
            fn new(cx: &mut Mutator, source: Option<Value>, _load: Option<Value>) -> Result {
                let source = source.unwrap_or(Value::NIL);
                let items = match data::num::is_number(source) {
                    true => RootVec::new(cx),
                    false => data::seq::to_rootvec(cx, source)?,
                };
                let order = match $hashed {
                    false => Order::Insertion,
                    true if data::num::is_number(source) => {
                        let size = data::num::to_int(cx, source)?.max(0) as usize;
                        Order::Buckets(table::buckets_for(size))
                    }
                    true => Order::Buckets(((items.len() as f32 / 0.75) as usize + 1).max(16)),
                };
                let set = table::new(cx, kind::JAVA_SET, $class, order)?;
                for item in items.iter() {
                    map::put(cx, set, *item, Value::TRUE)?;
                }
                Ok(set)
            }
        }
    };
}

set_class!("java.util.HashSet", hash_set, true);
set_class!("java.util.LinkedHashSet", linked_hash_set, false);

#[host_class("java.util.Set")]
pub mod java_set {
    use super::*;

    #[method("of")]
    fn of(cx: &mut Mutator, items: &[Value]) -> Result {
        read_only_set(cx, items)
    }

    #[method("copyOf")]
    fn copy_of(cx: &mut Mutator, coll: Value) -> Result {
        let items = data::seq::to_rootvec(cx, coll)?;
        read_only_set(cx, &items)
    }
}

#[host_class("java.util.TreeSet")]
pub mod tree_set {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, source: Option<Value>) -> Result {
        let (comparator, source) = sorted_source(cx, source.unwrap_or(Value::NIL))?;
        let set = sorted_new(cx, kind::JAVA_SET, "java.util.TreeSet", comparator, &[])?;
        if let Some(source) = source {
            for item in data::seq::to_rootvec(cx, source)?.iter() {
                map::put(cx, set, *item, Value::TRUE)?;
            }
        }
        Ok(set)
    }
}

#[host_class("java.util.SortedSet")]
pub mod sorted_set {
    use super::*;

    #[instance_method("first")]
    fn first(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, false)?;
        expect_key(cx, key)
    }

    #[instance_method("last")]
    fn last(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, true)?;
        expect_key(cx, key)
    }

    #[instance_method("headSet")]
    fn head_set(cx: &mut Mutator, this: Value, to: Value, inclusive: Option<bool>) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (before, found) = locate(cx, this, &keys, to)?;
        part(cx, this, 0, before + usize::from(found && inclusive == Some(true)))
    }

    #[instance_method("tailSet")]
    fn tail_set(cx: &mut Mutator, this: Value, from: Value, inclusive: Option<bool>) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (before, found) = locate(cx, this, &keys, from)?;
        part(cx, this, before + usize::from(found && inclusive == Some(false)), keys.len())
    }

    #[instance_method("subSet")]
    fn sub_set(cx: &mut Mutator, this: Value, from: Value, to: Value) -> Result {
        let keys = sorted_keys(cx, this)?;
        let (from, _) = locate(cx, this, &keys, from)?;
        let (to, _) = locate(cx, this, &keys, to)?;
        part(cx, this, from, to)
    }
}

#[host_class("java.util.NavigableSet")]
pub mod navigable_set {
    use super::*;

    #[instance_method("lower")]
    fn lower(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::Below)?.unwrap_or(Value::NIL))
    }

    #[instance_method("floor")]
    fn floor(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::AtMost)?.unwrap_or(Value::NIL))
    }

    #[instance_method("ceiling")]
    fn ceiling(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::AtLeast)?.unwrap_or(Value::NIL))
    }

    #[instance_method("higher")]
    fn higher(cx: &mut Mutator, this: Value, key: Value) -> Result {
        Ok(neighbour(cx, this, key, Neighbour::Above)?.unwrap_or(Value::NIL))
    }

    #[instance_method("pollFirst")]
    fn poll_first(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, false)?;
        if let Some(key) = key {
            map::remove(cx, this, key)?;
        }
        Ok(key.unwrap_or(Value::NIL))
    }

    #[instance_method("pollLast")]
    fn poll_last(cx: &mut Mutator, this: Value) -> Result {
        let key = end(cx, this, true)?;
        if let Some(key) = key {
            map::remove(cx, this, key)?;
        }
        Ok(key.unwrap_or(Value::NIL))
    }
}
