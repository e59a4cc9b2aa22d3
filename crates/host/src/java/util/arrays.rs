//! `java.util.Arrays` and `java.util.Collections`.

use data::array;

use super::list::{self, Access};
use super::{comparator, map, random};
use crate::prelude::*;

fn expect_array(cx: &mut Mutator, value: Value) -> Result<usize> {
    match array::len(value) {
        Some(length) => Ok(length),
        None if value.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, value, "[Ljava.lang.Object;")),
    }
}

/// A part of an array as a new one, with nils or zeros behind its end.
fn copy_range(cx: &mut Mutator, source: Value, from: i64, to: i64) -> Result {
    let length = expect_array(cx, source)? as i64;
    if from > to {
        return Err(data::throw::illegal_argument(cx, format!("{from} > {to}")));
    }
    if from < 0 || from > length {
        return Err(data::throwable::throw_plain(
            cx,
            data::class::ClassId::ARRAY_INDEX_OUT_OF_BOUNDS,
        ));
    }
    let copy = same_kind(cx, source, to - from)?;
    for at in from..to.min(length) {
        let item = array::get(cx, source, at as usize)?;
        array::aset(cx, copy, at - from, item)?;
    }
    Ok(copy)
}

/// A new array of the same type.
fn same_kind(cx: &mut Mutator, source: Value, length: i64) -> Result {
    match array::element::of_kind(source.kind()) {
        Some(element) => array::element::new(cx, element, length),
        None => {
            let component = array::component(source);
            array::objects(cx, component, length)
        }
    }
}

fn deep_equals(cx: &mut Mutator, a: Value, b: Value, deep: bool) -> Result<bool> {
    cx.enter_native()?;
    let (Some(x), Some(y)) = (array::len(a), array::len(b)) else { return Ok(a == b) };
    if x != y || a.kind() != b.kind() {
        return Ok(false);
    }
    for at in 0..x {
        let (left, right) = (array::get(cx, a, at)?, array::get(cx, b, at)?);
        let same = if deep && array::is_array(left) && array::is_array(right) {
            deep_equals(cx, left, right, true)?
        } else {
            data::equiv::equals(cx, left, right)?
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write(cx: &mut Mutator, value: Value, deep: bool, out: &mut Text) -> Result<()> {
    cx.enter_native()?;
    let Some(length) = array::len(value) else { return push_value(cx, value, out) };
    out.push_str("[");
    for at in 0..length {
        if at > 0 {
            out.push_str(", ");
        }
        let item = array::get(cx, value, at)?;
        match deep && array::is_array(item) {
            true => write(cx, item, true, out)?,
            false => push_value(cx, item, out)?,
        }
    }
    out.push_str("]");
    Ok(())
}

/// The bounds that arguments of `sort` and `fill` mean.
fn bounds(cx: &mut Mutator, value: Value, from: i64, to: i64) -> Result<(usize, usize)> {
    let length = expect_array(cx, value)? as i64;
    if from > to {
        let message = format!("fromIndex({from}) > toIndex({to})");
        return Err(data::throw::illegal_argument(cx, message));
    }
    if from < 0 || to > length {
        let wrong = if from < 0 { from } else { to };
        let class = data::class::ClassId::ARRAY_INDEX_OUT_OF_BOUNDS;
        let message = format!("Array index out of range: {wrong}");
        return Err(data::throwable::throw(cx, class, message));
    }
    Ok((from as usize, to as usize))
}

fn sort_range(
    cx: &mut Mutator,
    value: Value,
    (from, to): (usize, usize),
    comparator: Value,
) -> Result<()> {
    let mut items = RootVec::new(cx);
    for at in from..to {
        let item = array::get(cx, value, at)?;
        items.push(item);
    }
    sort(cx, &mut items, comparator)?;
    for (step, item) in items.iter().enumerate() {
        array::aset(cx, value, (from + step) as i64, *item)?;
    }
    Ok(())
}

#[host_class("java.util.Arrays")]
pub mod arrays {
    use super::*;

    #[method("asList")]
    fn as_list(cx: &mut Mutator, items: &[Value]) -> Result {
        let items = match *items {
            [only] if array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, items),
        };
        list::new(cx, "java.util.Arrays$ArrayList", &items, Access::Replace)
    }

    #[method("toString")]
    fn to_text(cx: &mut Mutator, value: Value) -> Result {
        let mut text = Text::new();
        write(cx, value, false, &mut text)?;
        text.to_value(cx)
    }

    #[method("deepToString")]
    fn deep_to_text(cx: &mut Mutator, value: Value) -> Result {
        let mut text = Text::new();
        write(cx, value, true, &mut text)?;
        text.to_value(cx)
    }

    #[method("equals")]
    fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        super::deep_equals(cx, a, b, false)
    }

    #[method("deepEquals")]
    fn deep_equals_of(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
        super::deep_equals(cx, a, b, true)
    }

    #[method("hashCode")]
    fn hash_code(cx: &mut Mutator, value: Value) -> Result<Int> {
        let Some(length) = array::len(value) else { return Ok(Int(0)) };
        let mut hash = 1i32;
        for at in 0..length {
            let item = array::get(cx, value, at)?;
            let own = if item.is_nil() { 0 } else { data::hash::hash_code(cx, item)? };
            hash = hash.wrapping_mul(31).wrapping_add(own);
        }
        Ok(Int(hash))
    }

    #[method("fill")]
    fn fill(
        cx: &mut Mutator,
        value: Value,
        a: Value,
        b: Option<Value>,
        c: Option<Value>,
    ) -> Result<()> {
        let (from, to, item) = match (b, c) {
            (Some(b), Some(c)) => {
                let (from, to) = (data::num::to_int(cx, a)?, data::num::to_int(cx, b)?);
                let (from, to) = bounds(cx, value, from.into(), to.into())?;
                (from, to, c)
            }
            _ => (0, expect_array(cx, value)?, a),
        };
        for at in from..to {
            array::aset(cx, value, at as i64, item)?;
        }
        Ok(())
    }

    #[method("copyOf")]
    fn copy_of(cx: &mut Mutator, value: Value, length: i64) -> Result {
        if length < 0 {
            let class = data::class::ClassId::NEGATIVE_ARRAY_SIZE;
            return Err(data::throwable::throw(cx, class, length.to_string()));
        }
        copy_range(cx, value, 0, length)
    }

    #[method("copyOfRange")]
    fn copy_of_range(cx: &mut Mutator, value: Value, from: i64, to: i64) -> Result {
        copy_range(cx, value, from, to)
    }

    #[method("sort")]
    fn sort_all(
        cx: &mut Mutator,
        value: Value,
        a: Option<Value>,
        b: Option<Value>,
        c: Option<Value>,
    ) -> Result<()> {
        let (range, comparator) = match (a, b) {
            (Some(from), Some(to)) => {
                let (from, to) = (data::num::to_int(cx, from)?, data::num::to_int(cx, to)?);
                (bounds(cx, value, from.into(), to.into())?, c.unwrap_or(Value::NIL))
            }
            _ => ((0, expect_array(cx, value)?), a.unwrap_or(Value::NIL)),
        };
        sort_range(cx, value, range, comparator)
    }

    #[method("binarySearch")]
    fn binary_search(cx: &mut Mutator, value: Value, key: Value) -> Result<Int> {
        let items = data::seq::to_rootvec(cx, value)?;
        super::search(cx, &items, key, Value::NIL)
    }

    #[method("stream")]
    fn stream(cx: &mut Mutator, value: Value) -> Result {
        let items = data::seq::to_rootvec(cx, value)?;
        super::super::stream::of(cx, &items)
    }
}

/// Where a key stands among sorted items, or, negated and less one, where it would.
fn search(cx: &mut Mutator, items: &[Value], key: Value, comparator: Value) -> Result<Int> {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = (low + high) / 2;
        match compare_by(cx, comparator, items[middle], key)? {
            0 => return Ok(int(middle)),
            order if order < 0 => low = middle + 1,
            _ => high = middle,
        }
    }
    Ok(Int(-(low as i32) - 1))
}

/// The items of a list that may be put in another order.
fn changeable(cx: &mut Mutator, value: Value) -> Result<RootVec> {
    if value.is_nil() {
        return Err(data::throw::null_pointer_plain(cx));
    }
    let list = list::expect(cx, value, Access::Replace)?;
    Ok(list::items(cx, list))
}

fn put_back(cx: &mut Mutator, value: Value, items: &[Value]) {
    for (at, item) in items.iter().enumerate() {
        list::set(cx, value, at, *item);
    }
}

fn extreme(cx: &mut Mutator, coll: Value, comparator: Value, sign: i32) -> Result {
    let items = data::seq::to_rootvec(cx, coll)?;
    let Some((first, rest)) = items.split_first() else { return Err(no_element(cx)) };
    let mut best = *first;
    for item in rest {
        if compare_by(cx, comparator, *item, best)? * sign > 0 {
            best = *item;
        }
    }
    Ok(best)
}

fn read_only_list(cx: &mut Mutator, items: &[Value]) -> Result {
    list::new(cx, "java.util.Collections$UnmodifiableRandomAccessList", items, Access::Read)
}

fn read_only_map(cx: &mut Mutator, source: Value) -> Result {
    let made = super::table::new(
        cx,
        data::kind::JAVA_MAP,
        "java.util.ImmutableCollections$MapN",
        super::table::Order::Insertion,
    )?;
    for pair in map::pairs_of(cx, source)?.chunks_exact(2) {
        map::put(cx, made, pair[0], pair[1])?;
    }
    map::freeze(cx, made);
    Ok(made)
}

#[host_class("java.util.Collections")]
pub mod collections {
    use super::*;

    #[method("sort")]
    fn sort_list(cx: &mut Mutator, value: Value, comparator: Option<Value>) -> Result<()> {
        let mut items = changeable(cx, value)?;
        sort(cx, &mut items, comparator.unwrap_or(Value::NIL))?;
        put_back(cx, value, &items);
        Ok(())
    }

    #[method("reverse")]
    fn reverse(cx: &mut Mutator, value: Value) -> Result<()> {
        let mut items = changeable(cx, value)?;
        items.reverse();
        put_back(cx, value, &items);
        Ok(())
    }

    #[method("shuffle")]
    fn shuffle(cx: &mut Mutator, value: Value, source: Option<Value>) -> Result<()> {
        let mut items = changeable(cx, value)?;
        let source = match source {
            Some(source) => source,
            None => random::new(cx, None)?,
        };
        for size in (2..=items.len()).rev() {
            let other = random::next_int(cx, source, size as i32) as usize;
            items.swap(size - 1, other);
        }
        put_back(cx, value, &items);
        Ok(())
    }

    #[method("swap")]
    fn swap(cx: &mut Mutator, value: Value, a: i64, b: i64) -> Result<()> {
        let mut items = changeable(cx, value)?;
        for index in [a, b] {
            if usize::try_from(index).map_or(true, |index| index >= items.len()) {
                return Err(out_of_bounds(cx, index, items.len()));
            }
        }
        items.swap(a as usize, b as usize);
        put_back(cx, value, &items);
        Ok(())
    }

    #[method("addAll")]
    fn add_all(cx: &mut Mutator, coll: Value, items: &[Value]) -> Result<bool> {
        let items = match *items {
            [only] if array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, items),
        };
        let mut changed = false;
        for item in items.iter() {
            changed |= super::super::lists::add(cx, coll, *item)?;
        }
        Ok(changed)
    }

    #[method("min")]
    fn min(cx: &mut Mutator, coll: Value, comparator: Option<Value>) -> Result {
        extreme(cx, coll, comparator.unwrap_or(Value::NIL), -1)
    }

    #[method("max")]
    fn max(cx: &mut Mutator, coll: Value, comparator: Option<Value>) -> Result {
        extreme(cx, coll, comparator.unwrap_or(Value::NIL), 1)
    }

    #[method("frequency")]
    fn frequency(cx: &mut Mutator, coll: Value, item: Value) -> Result<Int> {
        let mut count = 0;
        for own in data::seq::to_rootvec(cx, coll)?.iter() {
            count += usize::from(data::equiv::equals(cx, item, *own)?);
        }
        Ok(int(count))
    }

    #[method("binarySearch")]
    fn binary_search(
        cx: &mut Mutator,
        value: Value,
        key: Value,
        comparator: Option<Value>,
    ) -> Result<Int> {
        let items = data::seq::to_rootvec(cx, value)?;
        search(cx, &items, key, comparator.unwrap_or(Value::NIL))
    }

    #[method("nCopies")]
    fn n_copies(cx: &mut Mutator, count: i64, item: Value) -> Result {
        if count < 0 {
            let message = format!("List length = {count}");
            return Err(data::throw::illegal_argument(cx, message));
        }
        let mut items = RootVec::new(cx);
        for _ in 0..count {
            items.push(item);
        }
        read_only_list(cx, &items)
    }

    #[method("emptyList")]
    fn empty_list(cx: &mut Mutator) -> Result {
        read_only_list(cx, &[])
    }

    #[method("emptyMap")]
    fn empty_map(cx: &mut Mutator) -> Result {
        let empty = data::map::empty(cx);
        read_only_map(cx, empty)
    }

    #[method("emptySet")]
    fn empty_set(cx: &mut Mutator) -> Result {
        super::super::maps::read_only_set(cx, &[])
    }

    #[method("singletonList")]
    fn singleton_list(cx: &mut Mutator, item: Value) -> Result {
        read_only_list(cx, &[item])
    }

    #[method("singleton")]
    fn singleton(cx: &mut Mutator, item: Value) -> Result {
        super::super::maps::read_only_set(cx, &[item])
    }

    #[method("singletonMap")]
    fn singleton_map(cx: &mut Mutator, key: Value, value: Value) -> Result {
        let map = data::map::from_pairs(cx, &[key, value])?;
        read_only_map(cx, map)
    }

    #[method("unmodifiableList")]
    fn unmodifiable_list(cx: &mut Mutator, coll: Value) -> Result {
        let items = data::seq::to_rootvec(cx, coll)?;
        read_only_list(cx, &items)
    }

    #[method("unmodifiableCollection")]
    fn unmodifiable_collection(cx: &mut Mutator, coll: Value) -> Result {
        unmodifiable_list(cx, coll)
    }

    #[method("unmodifiableMap")]
    fn unmodifiable_map(cx: &mut Mutator, map: Value) -> Result {
        read_only_map(cx, map)
    }

    #[method("unmodifiableSet")]
    fn unmodifiable_set(cx: &mut Mutator, coll: Value) -> Result {
        let items = data::seq::to_rootvec(cx, coll)?;
        super::super::maps::read_only_set(cx, &items)
    }

    #[method("synchronizedList")]
    fn synchronized_list(_cx: &mut Mutator, coll: Value) -> Result {
        Ok(coll)
    }

    #[method("synchronizedMap")]
    fn synchronized_map(_cx: &mut Mutator, coll: Value) -> Result {
        Ok(coll)
    }

    #[method("reverseOrder")]
    fn reverse_order(cx: &mut Mutator, of: Option<Value>) -> Result {
        comparator::reverse(cx, of.unwrap_or(Value::NIL))
    }

    #[method("enumeration")]
    fn enumeration(cx: &mut Mutator, coll: Value) -> Result {
        super::super::iterator::enumeration(cx, coll)
    }

    #[method("list")]
    fn list_of(cx: &mut Mutator, enumeration: Value) -> Result {
        let made = list::new(cx, "java.util.ArrayList", &[], Access::All)?;
        loop {
            let more = call(cx, enumeration, "hasMoreElements", &[])?;
            if !more.is_truthy() {
                return Ok(made);
            }
            let item = call(cx, enumeration, "nextElement", &[])?;
            list::push(cx, made, item)?;
        }
    }
}
