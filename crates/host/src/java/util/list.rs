//! What the lists, deques, stacks and heaps of `java.util` are made of: items in a row.
//!
//! The items stand in an object of their own, with free places on both sides, so that adding and
//! taking at either end is quick. All classes of this sort share the layout and the behaviours; what
//! the members of each are called is said in `lists` and `queues`.

use data::host_object::{self, HostObject};
use data::kind;
use heap::{Counted, Field, TextSink, TypeInfo};

use crate::prelude::*;

/// A counted object with the items.
const ITEMS: usize = 0;
/// Where the first item stands in it.
const START: usize = 1;
const COUNT: usize = 2;
/// What may be done: one of `Access`.
const ACCESS: usize = 3;
/// The comparator of a priority queue.
pub const COMPARATOR: usize = 4;
/// Counts the changes of length, for iterators.
const CHANGES: usize = 5;

/// What may be done with a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    All = 0,
    /// Items may be replaced, as in `Arrays.asList`.
    Replace = 1,
    Read = 2,
}

pub fn of<'a>(value: Value) -> Option<&'a HostObject> {
    host_object::of_kind(value, kind::JAVA_LIST)
}

/// A new list of a class, with these items.
pub fn new(cx: &mut Mutator, class: &str, items: &[Value], access: Access) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    let array = cx.alloc_counted(kind::REFS, items.len(), 0, |refs, _| {
        refs.copy_from_slice(items);
    })?;
    let count = Value::fixnum(items.len() as i64).unwrap_or(Value::NIL);
    let slots = [array, Value::small(0), count, Value::small(access as i32)];
    host_object::new(cx, kind::JAVA_LIST, class, &slots)
}

fn fields<'a>(list: &HostObject) -> &'a [Field] {
    Counted::of(list.get(ITEMS)).map_or(&[], Counted::fields)
}

/// How many items there are. Never more than places, whatever other threads do meanwhile.
pub fn len(list: &HostObject) -> usize {
    let places = fields(list).len().saturating_sub(list.number(START) as usize);
    (list.number(COUNT) as usize).min(places)
}

fn place<'a>(list: &HostObject, index: usize) -> Option<&'a Field> {
    if index >= len(list) {
        return None;
    }
    fields(list).get(list.number(START) as usize + index)
}

/// The item at an index.
pub fn get(list: &HostObject, index: usize) -> Option<Value> {
    place(list, index).map(Field::get)
}

/// All items.
pub fn items(cx: &mut Mutator, list: &HostObject) -> RootVec {
    let mut all = RootVec::new(cx);
    for index in 0..len(list) {
        all.extend(get(list, index));
    }
    all
}

fn number(n: usize) -> Value {
    Value::fixnum(n as i64).unwrap_or(Value::NIL)
}

/// Refuses a change that the list does not allow.
pub fn expect(cx: &mut Mutator, value: Value, wanted: Access) -> Result<&'static HostObject> {
    let Some(list) = of(value) else {
        return Err(data::throw::unsupported_plain(cx));
    };
    if list.number(ACCESS) > wanted as i64 {
        return Err(data::throw::unsupported_plain(cx));
    }
    Ok(list)
}

/// Puts other items in the place of all.
pub fn replace_all(cx: &mut Mutator, value: Value, items: &[Value]) -> Result<()> {
    let array = cx.alloc_counted(kind::REFS, items.len(), 0, |refs, _| {
        refs.copy_from_slice(items);
    })?;
    changed(cx, value);
    host_object::set(cx, value, COUNT, Value::small(0));
    host_object::set(cx, value, START, Value::small(0));
    host_object::set(cx, value, ITEMS, array);
    host_object::set(cx, value, COUNT, number(items.len()));
    Ok(())
}

fn changed(cx: &mut Mutator, value: Value) {
    if let Some(list) = of(value) {
        let changes = list.number(CHANGES).wrapping_add(1) & 0xffff_ffff;
        host_object::set(cx, value, CHANGES, number(changes as usize));
    }
}

/// How often the length has changed.
pub fn changes(list: &HostObject) -> i64 {
    list.number(CHANGES)
}

/// Replaces the item at an index, which the caller has checked.
pub fn set(cx: &mut Mutator, value: Value, index: usize, item: Value) {
    let list = of(value).expect("the caller has a list");
    if let Some(place) = place(list, index) {
        cx.store(list.get(ITEMS), place, item);
    }
}

/// Makes room for one more, with half of the new places on the side where it is wanted.
fn grow(cx: &mut Mutator, value: Value, at_front: bool) -> Result<()> {
    let list = of(value).expect("the caller has a list");
    let count = len(list);
    let extra = (count / 2).max(8);
    let start = if at_front { extra } else { 0 };
    let array = cx.alloc_counted(kind::REFS, count + extra, 0, |_, _| ())?;
    if let Some(new) = Counted::of(array) {
        for index in 0..count {
            let item = get(list, index).unwrap_or(Value::NIL);
            cx.store(array, &new.fields()[start + index], item);
        }
    }
    host_object::set(cx, value, COUNT, Value::small(0));
    host_object::set(cx, value, START, number(start));
    host_object::set(cx, value, ITEMS, array);
    host_object::set(cx, value, COUNT, number(count));
    Ok(())
}

/// Adds an item at the end.
pub fn push(cx: &mut Mutator, value: Value, item: Value) -> Result<()> {
    let list = of(value).expect("the caller has a list");
    if list.number(START) as usize + len(list) >= fields(list).len() {
        grow(cx, value, false)?;
    }
    let count = len(list);
    if let Some(place) = fields(list).get(list.number(START) as usize + count) {
        cx.store(list.get(ITEMS), place, item);
        host_object::set(cx, value, COUNT, number(count + 1));
    }
    changed(cx, value);
    Ok(())
}

/// Adds an item at the front.
pub fn push_front(cx: &mut Mutator, value: Value, item: Value) -> Result<()> {
    let list = of(value).expect("the caller has a list");
    if list.number(START) == 0 {
        grow(cx, value, true)?;
    }
    let (start, count) = (list.number(START) as usize, len(list));
    if let Some(place) = start.checked_sub(1).and_then(|at| fields(list).get(at)) {
        cx.store(list.get(ITEMS), place, item);
        host_object::set(cx, value, START, number(start - 1));
        host_object::set(cx, value, COUNT, number(count + 1));
    }
    changed(cx, value);
    Ok(())
}

/// Adds an item before the one at an index, which the caller has checked.
pub fn insert(cx: &mut Mutator, value: Value, index: usize, item: Value) -> Result<()> {
    let list = of(value).expect("the caller has a list");
    if index == 0 && len(list) > 0 {
        return push_front(cx, value, item);
    }
    push(cx, value, item)?;
    let mut at = len(list).saturating_sub(1);
    while at > index {
        let before = get(list, at - 1).unwrap_or(Value::NIL);
        set(cx, value, at, before);
        at -= 1;
    }
    set(cx, value, index, item);
    Ok(())
}

/// Takes out the item at an index; nothing when there is none.
pub fn remove(cx: &mut Mutator, value: Value, index: usize) -> Option<Value> {
    let list = of(value).expect("the caller has a list");
    let item = get(list, index)?;
    let count = len(list);
    if index == 0 {
        set(cx, value, 0, Value::NIL);
        host_object::set(cx, value, COUNT, number(count - 1));
        host_object::set(cx, value, START, number(list.number(START) as usize + 1));
    } else {
        for at in index..count - 1 {
            let after = get(list, at + 1).unwrap_or(Value::NIL);
            set(cx, value, at, after);
        }
        set(cx, value, count - 1, Value::NIL);
        host_object::set(cx, value, COUNT, number(count - 1));
    }
    changed(cx, value);
    Some(item)
}

/// Takes out the last item.
pub fn pop(cx: &mut Mutator, value: Value) -> Option<Value> {
    let count = of(value).map_or(0, len);
    remove(cx, value, count.checked_sub(1)?)
}

/// Where an item stands that is equal in Java's sense.
pub fn position(cx: &mut Mutator, list: &HostObject, item: Value) -> Result<Option<usize>> {
    for index in 0..len(list) {
        let own = get(list, index).unwrap_or(Value::NIL);
        if data::equiv::equals(cx, own, item)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

// ---- behaviours -----------------------------------------------------------------------------

fn this<'a>(value: Value) -> &'a HostObject {
    of(value).expect("a list's own behaviours are asked of lists")
}

fn seq(cx: &mut Mutator, value: Value) -> Result {
    let items = items(cx, this(value));
    let vector = data::vector::from_slice(cx, &items)?;
    data::seq::seq(cx, vector)
}

fn count(_cx: &mut Mutator, value: Value) -> Result<usize> {
    Ok(len(this(value)))
}

fn nth(_cx: &mut Mutator, value: Value, index: usize) -> Result {
    Ok(get(this(value), index).unwrap_or(Value::ABSENT))
}

fn equiv(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    same(cx, a, b, data::equiv::equiv)
}

fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    same(cx, a, b, data::equiv::equals)
}

/// With a Clojure collection its notion of equality counts, else Java's.
fn same(
    cx: &mut Mutator,
    a: Value,
    b: Value,
    equal: fn(&mut Mutator, Value, Value) -> Result<bool>,
) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    cx.enter_native()?;
    let list = runtime::class::for_name(cx, "java.util.List")?;
    if !data::class::is_instance(cx, list, a)? || !data::class::is_instance(cx, list, b)? {
        return Ok(false);
    }
    if of(b).is_none() {
        let items = items(cx, this(a));
        let vector = data::vector::from_slice(cx, &items)?;
        return equal(cx, b, vector);
    }
    let (x, y) = (this(a), this(b));
    if len(x) != len(y) {
        return Ok(false);
    }
    for index in 0..len(x) {
        let (a, b) = (get(x, index), get(y, index));
        if !data::equiv::equals(cx, a.unwrap_or(Value::NIL), b.unwrap_or(Value::NIL))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn hash_code(cx: &mut Mutator, value: Value) -> Result<i32> {
    cx.enter_native()?;
    let mut hash = 1i32;
    for index in 0..len(this(value)) {
        let item = get(this(value), index).unwrap_or(Value::NIL);
        hash = hash.wrapping_mul(31).wrapping_add(data::hash::hash_code(cx, item)?);
    }
    Ok(hash)
}

fn print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    let items = items(cx, this(value));
    let random = runtime::class::for_name(cx, "java.util.RandomAccess")?;
    let vector = data::vector::from_slice(cx, &items)?;
    if data::class::is_instance(cx, random, value)? {
        return data::print::pr(cx, vector, out, readably);
    }
    let list = runtime::class::for_name(cx, "java.util.List")?;
    if data::class::is_instance(cx, list, value)? {
        let list = data::list::from_slice(cx, &items)?;
        return data::print::pr(cx, list, out, readably);
    }
    // A queue is no list: it is shown as an object of its class, with its items.
    let name = data::class::class_name_of(cx, value);
    let hash = data::hash::identity_hash(value);
    out.write_str(&format!("#object[{name} 0x{hash:x} "));
    let mut text = Text::new();
    to_str(cx, value, &mut text)?;
    let text = text.to_value(cx)?;
    data::print::pr(cx, text, out, true)?;
    out.write_str("]");
    Ok(())
}

fn to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let items = items(cx, this(value));
    write_items(cx, value, &items, out)
}

/// `[a, b]`, as Java's collections write themselves.
pub fn write_items(
    cx: &mut Mutator,
    owner: Value,
    items: &[Value],
    out: &mut dyn TextSink,
) -> Result<()> {
    cx.enter_native()?;
    out.write_str("[");
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.write_str(", ");
        }
        write_item(cx, owner, *item, "(this Collection)", out)?;
        out.settle(cx)?;
    }
    out.write_str("]");
    Ok(())
}

/// One element; `itself` stands for the collection in itself.
pub fn write_item(
    cx: &mut Mutator,
    owner: Value,
    item: Value,
    itself: &str,
    out: &mut dyn TextSink,
) -> Result<()> {
    if item == owner {
        out.write_str(itself);
        return Ok(());
    }
    if item.is_nil() {
        out.write_str("null");
        return Ok(());
    }
    data::print::to_str(cx, item, out)
}

pub static TYPE: TypeInfo = TypeInfo {
    seq: Some(seq),
    count: Some(count),
    nth: Some(nth),
    equiv: Some(equiv),
    equals: Some(equals),
    hasheq: Some(hash_code),
    hash_code: Some(hash_code),
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.util.AbstractList", heap::Layout::AllRefs)
};
