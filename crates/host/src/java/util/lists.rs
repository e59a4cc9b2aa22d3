//! Members of collections and lists: of Java's, and, as far as they only look, of Clojure's.

use super::list::{self, Access};
use super::{iterator, map, stream};
use crate::prelude::*;
use data::kind;

/// The elements of any collection.
fn elements(cx: &mut Mutator, coll: Value) -> Result<RootVec> {
    if coll.is_nil() {
        return Err(data::throw::null_pointer_plain(cx));
    }
    match list::of(coll) {
        Some(list) => Ok(list::items(cx, list)),
        None => data::seq::to_rootvec(cx, coll),
    }
}

/// True when a collection has an element that is equal in Java's sense.
fn contains(cx: &mut Mutator, coll: Value, item: Value) -> Result<bool> {
    if let Some(set) = map::of(coll) {
        return Ok(!map::get(cx, set, item)?.is_absent());
    }
    if data::set::is_set(coll) {
        return data::set::contains(cx, coll, item);
    }
    Ok(position(cx, coll, item)?.is_some())
}

/// Clojure's collections compare as Clojure does.
fn position(cx: &mut Mutator, coll: Value, item: Value) -> Result<Option<usize>> {
    if let Some(list) = list::of(coll) {
        return list::position(cx, list, item);
    }
    for (at, own) in data::seq::to_rootvec(cx, coll)?.iter().enumerate() {
        if data::equiv::equiv(cx, *own, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Adds to a list, a set or a heap; answers whether that changed it.
pub fn add(cx: &mut Mutator, coll: Value, item: Value) -> Result<bool> {
    if coll.kind() == kind::JAVA_SET {
        return Ok(map::put(cx, coll, item, Value::TRUE)?.is_absent());
    }
    list::expect(cx, coll, Access::All)?;
    if super::queues::is_heap(cx, coll)? {
        super::queues::heap_add(cx, coll, item)?;
    } else {
        list::push(cx, coll, item)?;
    }
    Ok(true)
}

/// Keeps the elements for which `keep` says so; answers whether any went.
fn retain(
    cx: &mut Mutator,
    coll: Value,
    mut keep: impl FnMut(&mut Mutator, Value) -> Result<bool>,
) -> Result<bool> {
    let all = elements(cx, coll)?;
    let mut kept = RootVec::new(cx);
    for item in all.iter() {
        if keep(cx, *item)? {
            kept.push(*item);
        } else if coll.kind() == kind::JAVA_SET {
            map::remove(cx, coll, *item)?;
        }
    }
    let changed = kept.len() != all.len();
    if coll.kind() != kind::JAVA_SET {
        list::expect(cx, coll, Access::All)?;
        if changed {
            list::replace_all(cx, coll, &kept)?;
        }
    }
    Ok(changed)
}

/// An index inside of a list, or the exception for one that is not.
fn inside(cx: &mut Mutator, index: i64, length: usize) -> Result<usize> {
    match usize::try_from(index).ok().filter(|index| *index < length) {
        Some(index) => Ok(index),
        None => Err(out_of_bounds(cx, index, length)),
    }
}

#[host_class("java.lang.Iterable")]
pub mod iterable {
    use super::*;

    #[instance_method("iterator")]
    fn iterator_of(cx: &mut Mutator, this: Value) -> Result {
        iterator::over(cx, this)
    }

    #[instance_method("forEach")]
    fn for_each(cx: &mut Mutator, this: Value, action: Value) -> Result<()> {
        for item in elements(cx, this)?.iter() {
            call(cx, action, "accept", &[*item])?;
        }
        Ok(())
    }
}

#[host_class("java.util.Collection")]
pub mod collection {
    use super::*;

    #[instance_method("size")]
    fn size(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::seq::count(cx, this).map(int)
    }

    #[instance_method("isEmpty")]
    fn is_empty(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(data::seq::seq(cx, this)?.is_nil())
    }

    #[instance_method("contains")]
    fn contains_item(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        contains(cx, this, item)
    }

    #[instance_method("containsAll")]
    fn contains_all(cx: &mut Mutator, this: Value, others: Value) -> Result<bool> {
        for item in elements(cx, others)?.iter() {
            if !contains(cx, this, *item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    #[instance_method("toArray")]
    fn to_array(cx: &mut Mutator, this: Value, target: Option<Value>) -> Result {
        let items = elements(cx, this)?;
        let Some(target) = target.filter(|target| data::array::is_array(*target)) else {
            return data::array::objects_from_slice(cx, &items);
        };
        let length = data::array::len(target).unwrap_or(0);
        let array = match length >= items.len() {
            true => target,
            false => {
                let component = data::array::component(target);
                data::array::objects(cx, component, items.len() as i64)?
            }
        };
        for (at, item) in items.iter().enumerate() {
            data::array::aset(cx, array, at as i64, *item)?;
        }
        if length > items.len() {
            data::array::aset(cx, array, items.len() as i64, Value::NIL)?;
        }
        Ok(array)
    }

    #[instance_method("stream")]
    fn stream_of(cx: &mut Mutator, this: Value) -> Result {
        let items = elements(cx, this)?;
        stream::of(cx, &items)
    }

    #[instance_method("add")]
    fn add_item(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        add(cx, this, item)
    }

    #[instance_method("addAll")]
    fn add_all(cx: &mut Mutator, this: Value, others: Value) -> Result<bool> {
        let mut changed = false;
        for item in elements(cx, others)?.iter() {
            changed |= add(cx, this, *item)?;
        }
        Ok(changed)
    }

    #[instance_method("remove")]
    fn remove(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        if this.kind() == kind::JAVA_SET {
            return Ok(!map::remove(cx, this, item)?.is_absent());
        }
        let list = list::expect(cx, this, Access::All)?;
        match list::position(cx, list, item)? {
            Some(index) => {
                list::remove(cx, this, index);
                if super::super::queues::is_heap(cx, this)? {
                    super::super::queues::heapify(cx, this)?;
                }
                Ok(true)
            }
            None => Ok(false),
        }
    }

    #[instance_method("removeAll")]
    fn remove_all(cx: &mut Mutator, this: Value, others: Value) -> Result<bool> {
        retain(cx, this, |cx, item| Ok(!contains(cx, others, item)?))
    }

    #[instance_method("retainAll")]
    fn retain_all(cx: &mut Mutator, this: Value, others: Value) -> Result<bool> {
        retain(cx, this, |cx, item| contains(cx, others, item))
    }

    #[instance_method("removeIf")]
    fn remove_if(cx: &mut Mutator, this: Value, test: Value) -> Result<bool> {
        retain(cx, this, |cx, item| Ok(!call(cx, test, "test", &[item])?.is_truthy()))
    }

    #[instance_method("clear")]
    fn clear(cx: &mut Mutator, this: Value) -> Result<()> {
        if this.kind() == kind::JAVA_SET {
            return map::clear(cx, this);
        }
        list::expect(cx, this, Access::All)?;
        list::replace_all(cx, this, &[])
    }
}

#[host_class("java.util.List")]
pub mod java_list {
    use super::*;

    #[method("of")]
    fn of(cx: &mut Mutator, items: &[Value]) -> Result {
        let items = match *items {
            [only] if data::array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, items),
        };
        if items.contains(&Value::NIL) {
            return Err(data::throw::null_pointer_plain(cx));
        }
        list::new(cx, super::super::UNMODIFIABLE_LIST, &items, Access::Read)
    }

    #[method("copyOf")]
    fn copy_of(cx: &mut Mutator, coll: Value) -> Result {
        let items = elements(cx, coll)?;
        of(cx, &items)
    }

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value, index: i64) -> Result {
        if let Some(list) = list::of(this) {
            let index = inside(cx, index, list::len(list))?;
            return Ok(list::get(list, index).unwrap_or(Value::NIL));
        }
        data::lookup::nth(cx, this, index)
    }

    #[instance_method("indexOf")]
    fn index_of(cx: &mut Mutator, this: Value, item: Value) -> Result<Int> {
        position(cx, this, item).map(index)
    }

    #[instance_method("lastIndexOf")]
    fn last_index_of(cx: &mut Mutator, this: Value, item: Value) -> Result<Int> {
        let items = elements(cx, this)?;
        for (at, own) in items.iter().enumerate().rev() {
            let same = match list::of(this) {
                Some(_) => data::equiv::equals(cx, *own, item)?,
                None => data::equiv::equiv(cx, *own, item)?,
            };
            if same {
                return Ok(int(at));
            }
        }
        Ok(Int(-1))
    }

    #[instance_method("subList")]
    fn sub_list(cx: &mut Mutator, this: Value, from: i64, to: i64) -> Result {
        let items = elements(cx, this)?;
        if from < 0 || to > items.len() as i64 {
            let message =
                if from < 0 { format!("fromIndex = {from}") } else { format!("toIndex = {to}") };
            let class = data::class::ClassId::INDEX_OUT_OF_BOUNDS;
            return Err(data::throwable::throw(cx, class, message));
        }
        if from > to {
            let message = format!("fromIndex({from}) > toIndex({to})");
            return Err(data::throw::illegal_argument(cx, message));
        }
        let part = RootVec::from_slice(cx, &items[from as usize..to as usize]);
        match list::of(this) {
            Some(_) => list::new(cx, "java.util.ArrayList", &part, Access::All),
            None => data::vector::from_slice(cx, &part),
        }
    }

    #[instance_method("listIterator")]
    fn list_iterator(cx: &mut Mutator, this: Value, from: Option<i64>) -> Result {
        let items = elements(cx, this)?;
        let from = match usize::try_from(from.unwrap_or(0)).ok().filter(|at| *at <= items.len()) {
            Some(from) => from,
            None => return Err(out_of_bounds(cx, from.unwrap_or(0), items.len())),
        };
        match list::of(this) {
            Some(_) => iterator::over_list(cx, this, from),
            None => {
                let copy = list::new(cx, "java.util.ArrayList", &items, Access::Read)?;
                iterator::over_list(cx, copy, from)
            }
        }
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, index: i64, item: Value) -> Result {
        let list = list::expect(cx, this, Access::Replace)?;
        let index = inside(cx, index, list::len(list))?;
        let old = list::get(list, index).unwrap_or(Value::NIL);
        list::set(cx, this, index, item);
        Ok(old)
    }

    #[instance_method("add")]
    fn add_at(cx: &mut Mutator, this: Value, index: i64, item: Value) -> Result<()> {
        let list = list::expect(cx, this, Access::All)?;
        let length = list::len(list);
        match usize::try_from(index).ok().filter(|index| *index <= length) {
            Some(index) => list::insert(cx, this, index, item),
            None => {
                let message = format!("Index: {index}, Size: {length}");
                let class = data::class::ClassId::INDEX_OUT_OF_BOUNDS;
                Err(data::throwable::throw(cx, class, message))
            }
        }
    }

    #[instance_method("addAll")]
    fn add_all_at(cx: &mut Mutator, this: Value, index: i64, others: Value) -> Result<bool> {
        let items = elements(cx, others)?;
        for (step, item) in items.iter().enumerate() {
            add_at(cx, this, index + step as i64, *item)?;
        }
        Ok(!items.is_empty())
    }

    #[instance_method("sort")]
    fn sort_list(cx: &mut Mutator, this: Value, comparator: Value) -> Result<()> {
        let list = list::expect(cx, this, Access::Replace)?;
        let mut items = list::items(cx, list);
        sort(cx, &mut items, comparator)?;
        for (at, item) in items.iter().enumerate() {
            list::set(cx, this, at, *item);
        }
        Ok(())
    }

    #[instance_method("replaceAll")]
    fn replace_all(cx: &mut Mutator, this: Value, function: Value) -> Result<()> {
        let list = list::expect(cx, this, Access::Replace)?;
        for at in 0..list::len(list) {
            let item = list::get(list, at).unwrap_or(Value::NIL);
            let new = call(cx, function, "apply", &[item])?;
            list::set(cx, this, at, new);
        }
        Ok(())
    }

    #[instance_method("removeAt")]
    fn remove_at(cx: &mut Mutator, this: Value, index: i64) -> Result {
        let list = list::expect(cx, this, Access::All)?;
        let index = inside(cx, index, list::len(list))?;
        Ok(list::remove(cx, this, index).unwrap_or(Value::NIL))
    }
}

macro_rules! list_class {
    ($class:literal, $module:ident) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[constructor]
            fn new(cx: &mut Mutator, source: Option<Value>) -> Result {
                let items = match source {
                    // A number is a capacity.
                    Some(source) if data::num::is_number(source) => {
                        if data::num::to_int(cx, source)? < 0 {
                            let shown = data::print::str_of(cx, source)?;
                            let message = format!("Illegal Capacity: {shown}");
                            return Err(data::throw::illegal_argument(cx, message));
                        }
                        RootVec::new(cx)
                    }
                    Some(source) => elements(cx, source)?,
                    None => RootVec::new(cx),
                };
                list::new(cx, $class, &items, Access::All)
            }
        }
    };
}

list_class!("java.util.ArrayList", array_list);
list_class!("java.util.LinkedList", linked_list);
list_class!("java.util.ArrayDeque", array_deque);
list_class!("java.util.Vector", vector);
list_class!("java.util.Stack", stack);
list_class!("java.util.concurrent.CopyOnWriteArrayList", copy_on_write_list);
list_class!("java.util.concurrent.ConcurrentLinkedQueue", concurrent_queue);
list_class!("java.util.concurrent.ConcurrentLinkedDeque", concurrent_deque);

#[host_class("java.util.ArrayList")]
pub mod array_list_more {
    use super::*;

    #[instance_method("ensureCapacity")]
    fn ensure_capacity(_cx: &mut Mutator, _this: Value, _capacity: i64) -> Result<()> {
        Ok(())
    }

    #[instance_method("trimToSize")]
    fn trim_to_size(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("clone")]
    fn clone(cx: &mut Mutator, this: Value) -> Result {
        let items = elements(cx, this)?;
        list::new(cx, "java.util.ArrayList", &items, Access::All)
    }
}
