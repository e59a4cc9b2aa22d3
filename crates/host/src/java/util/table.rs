//! What the hash maps and sets of `java.util` are made of: entries in the order in which they came,
//! and an index over them.
//!
//! `HashMap` shows its entries in the order of its buckets. That order follows from the hashes, from
//! the order in which the entries came, and from how many buckets Java would have: it is made anew
//! when somebody looks.

use data::host_object::{self, HostObject};
use data::kind;
use heap::{Counted, Field};

use crate::prelude::*;

/// A counted object: three fields for each entry, key, value and hash; a removed one has no key.
const ENTRIES: usize = 0;
/// A counted object: numbers of entries, plus one, at the places of their hashes.
const INDEX: usize = 1;
/// How many entries have been used, removed ones among them.
const USED: usize = 2;
const COUNT: usize = 3;
/// How many buckets Java would have, or the mark for the order of coming.
const BUCKETS: usize = 4;
/// A sorted map keeps itself as a Clojure map here, and uses nothing else.
pub const SORTED: usize = 5;

/// The order in which entries are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// By buckets, of which there are so many at first.
    Buckets(usize),
    /// As they came.
    Insertion,
}

const INSERTION: i64 = -1;
const WIDTH: usize = 3;

/// An empty table in a new object of a class.
pub fn new(cx: &mut Mutator, kind: heap::Kind, class: &str, order: Order) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    let entries = cx.alloc_counted(kind::REFS, 0, 0, |_, _| ())?;
    let index = cx.alloc_counted(kind::REFS, 0, 0, |_, _| ())?;
    let buckets = match order {
        Order::Buckets(n) => Value::fixnum(n.next_power_of_two().max(1) as i64),
        Order::Insertion => Value::fixnum(INSERTION),
    };
    let zero = Value::small(0);
    let slots = [entries, index, zero, zero, buckets.unwrap_or(zero)];
    host_object::new(cx, kind, class, &slots)
}

fn number(n: usize) -> Value {
    Value::fixnum(n as i64).unwrap_or(Value::NIL)
}

fn fields<'a>(table: &HostObject, slot: usize) -> &'a [Field] {
    Counted::of(table.get(slot)).map_or(&[], Counted::fields)
}

pub fn len(table: &HostObject) -> usize {
    table.number(COUNT) as usize
}

/// Java spreads the hash before it looks at the low bits.
fn spread(hash: i32) -> u32 {
    let hash = hash as u32;
    hash ^ (hash >> 16)
}

fn hash_of(cx: &mut Mutator, key: Value) -> Result<i32> {
    if key.is_nil() { Ok(0) } else { data::hash::hash_code(cx, key) }
}

/// The fields of an entry, if it is there and not removed.
fn entry<'a>(table: &HostObject, at: usize) -> Option<[&'a Field; WIDTH]> {
    let fields = fields(table, ENTRIES).get(at * WIDTH..at * WIDTH + WIDTH)?;
    let [key, value, hash] = fields else { return None };
    if key.get().is_absent() { None } else { Some([key, value, hash]) }
}

/// Where the entry of a key stands.
fn find(cx: &mut Mutator, table: &HostObject, key: Value, hash: i32) -> Result<Option<usize>> {
    let index = fields(table, INDEX);
    if index.is_empty() {
        return Ok(None);
    }
    let mask = index.len() - 1;
    let mut at = spread(hash) as usize & mask;
    // Another thread may fill the index: it is looked at once at most.
    for _ in 0..index.len() {
        let Some(number) = index[at].get().as_fixnum().filter(|number| *number > 0) else {
            return Ok(None);
        };
        if let Some([own, _, own_hash]) = entry(table, number as usize - 1)
            && own_hash.get() == Value::small(hash)
        {
            let own = own.get();
            if own == key || data::equiv::equals(cx, key, own)? {
                return Ok(Some(number as usize - 1));
            }
        }
        at = (at + 1) & mask;
    }
    Ok(None)
}

/// The value at a key; `ABSENT` when there is none.
pub fn get(cx: &mut Mutator, table: &HostObject, key: Value) -> Result {
    let hash = hash_of(cx, key)?;
    let found = find(cx, table, key, hash)?.and_then(|at| entry(table, at));
    Ok(found.map_or(Value::ABSENT, |[_, value, _]| value.get()))
}

/// Puts a value at a key; answers what was there, or `ABSENT`.
pub fn put(cx: &mut Mutator, object: Value, key: Value, value: Value) -> Result {
    let table = host_object::of(object).expect("the caller has a table");
    let hash = hash_of(cx, key)?;
    if let Some([_, place, _]) = find(cx, table, key, hash)?.and_then(|at| entry(table, at)) {
        let old = place.get();
        cx.store(table.get(ENTRIES), place, value);
        return Ok(old);
    }
    let used = table.number(USED) as usize;
    if (used + 1) * WIDTH > fields(table, ENTRIES).len()
        || (used + 1) * 2 > fields(table, INDEX).len()
    {
        rebuild(cx, object)?;
    }
    let used = table.number(USED) as usize;
    append(cx, table, used, key, value, hash);
    host_object::set(cx, object, USED, number(used + 1));
    host_object::set(cx, object, COUNT, number(len(table) + 1));
    let buckets = table.number(BUCKETS);
    if buckets > 0 && len(table) as i64 > buckets / 4 * 3 + buckets % 4 * 3 / 4 {
        host_object::set(cx, object, BUCKETS, number(buckets as usize * 2));
    }
    Ok(Value::ABSENT)
}

/// Writes an entry and its number; there is room for both.
fn append(cx: &mut Mutator, table: &HostObject, at: usize, key: Value, value: Value, hash: i32) {
    let (entries, index) = (table.get(ENTRIES), table.get(INDEX));
    if let Some([k, v, h]) =
        fields(table, ENTRIES).get(at * WIDTH..at * WIDTH + WIDTH).and_then(|f| f.first_chunk())
    {
        cx.store(entries, k, key);
        cx.store(entries, v, value);
        cx.store(entries, h, Value::small(hash));
    }
    let places = fields(table, INDEX);
    if places.is_empty() {
        return;
    }
    let mask = places.len() - 1;
    let mut place = spread(hash) as usize & mask;
    for _ in 0..places.len() {
        if places[place].get().as_fixnum().is_none_or(|number| number <= 0) {
            cx.store(index, &places[place], number(at + 1));
            return;
        }
        place = (place + 1) & mask;
    }
}

/// Makes room, and drops the places of removed entries.
fn rebuild(cx: &mut Mutator, object: Value) -> Result<()> {
    let table = host_object::of(object).expect("the caller has a table");
    let mut all = RootVec::new(cx);
    for at in 0..table.number(USED) as usize {
        if let Some(entry) = entry(table, at) {
            all.extend(entry.map(Field::get));
        }
    }
    let count = all.len() / WIDTH;
    let room = (count * 2).max(8);
    let entries = cx.alloc_counted(kind::REFS, room * WIDTH, 0, |_, _| ())?;
    let places = (room * 2).next_power_of_two();
    let index = cx.alloc_counted(kind::REFS, places, 0, |_, _| ())?;
    host_object::set(cx, object, ENTRIES, entries);
    host_object::set(cx, object, INDEX, index);
    for (at, chunk) in all.chunks_exact(WIDTH).enumerate() {
        let hash = chunk[2].as_fixnum().unwrap_or(0) as i32;
        append(cx, table, at, chunk[0], chunk[1], hash);
    }
    host_object::set(cx, object, USED, number(count));
    host_object::set(cx, object, COUNT, number(count));
    Ok(())
}

/// Takes out a key; answers its value, or `ABSENT`.
pub fn remove(cx: &mut Mutator, object: Value, key: Value) -> Result {
    let table = host_object::of(object).expect("the caller has a table");
    let hash = hash_of(cx, key)?;
    let found = find(cx, table, key, hash)?.and_then(|at| entry(table, at));
    let Some([key_place, value_place, _]) = found else { return Ok(Value::ABSENT) };
    let old = value_place.get();
    let entries = table.get(ENTRIES);
    cx.store(entries, key_place, Value::ABSENT);
    cx.store(entries, value_place, Value::NIL);
    host_object::set(cx, object, COUNT, number(len(table).saturating_sub(1)));
    Ok(old)
}

/// Takes out everything.
pub fn clear(cx: &mut Mutator, object: Value) -> Result<()> {
    let entries = cx.alloc_counted(kind::REFS, 0, 0, |_, _| ())?;
    let index = cx.alloc_counted(kind::REFS, 0, 0, |_, _| ())?;
    host_object::set(cx, object, USED, Value::small(0));
    host_object::set(cx, object, COUNT, Value::small(0));
    host_object::set(cx, object, ENTRIES, entries);
    host_object::set(cx, object, INDEX, index);
    Ok(())
}

/// Keys and values in turn, in the order in which they are shown.
pub fn pairs(cx: &mut Mutator, table: &HostObject) -> RootVec {
    let buckets = table.number(BUCKETS);
    let mut order: Vec<(u32, usize)> = Vec::new();
    for at in 0..table.number(USED) as usize {
        if let Some([_, _, hash]) = entry(table, at) {
            let hash = spread(hash.get().as_fixnum().unwrap_or(0) as i32);
            let bucket = if buckets > 0 { hash & (buckets as u32).wrapping_sub(1) } else { 0 };
            order.push((bucket, at));
        }
    }
    // Within a bucket entries stand as they came.
    order.sort_unstable();
    let mut all = RootVec::new(cx);
    for (_, at) in order {
        if let Some([key, value, _]) = entry(table, at) {
            all.extend([key.get(), value.get()]);
        }
    }
    all
}

/// As many buckets as Java makes for a map that is told this size.
pub fn buckets_for(size: usize) -> usize {
    size.next_power_of_two().max(1)
}

/// As many buckets as Java makes for a copy of a map of this size.
pub fn buckets_to_hold(size: usize) -> usize {
    ((size as f32 / 0.75 + 1.0) as usize).next_power_of_two()
}
