//! Members of queues, deques, stacks and priority queues.

use data::host_object;

use super::list::{self, Access};
use crate::prelude::*;

fn expect(cx: &mut Mutator, value: Value) -> Result<&'static host_object::HostObject> {
    list::expect(cx, value, Access::All)
}

fn empty_stack(cx: &mut Mutator) -> Thrown {
    let class = data::class::ClassId::named("java.util.EmptyStackException");
    data::throwable::throw_plain(cx, class)
}

fn expect_item(cx: &mut Mutator, item: Option<Value>) -> Result {
    match item {
        Some(item) => Ok(item),
        None => Err(no_element(cx)),
    }
}

/// The class of a list, when it is this one or descends from it.
fn is_a(cx: &mut Mutator, value: Value, class: &str) -> Result<bool> {
    let class = runtime::class::for_name(cx, class)?;
    data::class::is_instance(cx, class, value)
}

// ---- priority queues --------------------------------------------------------------------------

pub fn is_heap(cx: &mut Mutator, value: Value) -> Result<bool> {
    is_a(cx, value, "java.util.PriorityQueue")
}

fn comparator(value: Value) -> Value {
    list::of(value).map_or(Value::NIL, |list| list.get(list::COMPARATOR))
}

fn item(value: Value, index: usize) -> Value {
    list::of(value).and_then(|list| list::get(list, index)).unwrap_or(Value::NIL)
}

/// Adds to a heap: the new item rises until its parent is no larger.
pub fn heap_add(cx: &mut Mutator, heap: Value, new: Value) -> Result<()> {
    if new.is_nil() {
        return Err(data::throw::null_pointer_plain(cx));
    }
    list::push(cx, heap, new)?;
    let mut at = list::of(heap).map_or(0, list::len).saturating_sub(1);
    while at > 0 {
        let parent = (at - 1) / 2;
        let above = item(heap, parent);
        if compare_by(cx, comparator(heap), new, above)? >= 0 {
            break;
        }
        list::set(cx, heap, at, above);
        at = parent;
    }
    list::set(cx, heap, at, new);
    Ok(())
}

/// Takes the smallest out of a heap: the last item sinks from the top.
fn heap_poll(cx: &mut Mutator, heap: Value) -> Result<Option<Value>> {
    let Some(last) = list::pop(cx, heap) else { return Ok(None) };
    let length = list::of(heap).map_or(0, list::len);
    if length == 0 {
        return Ok(Some(last));
    }
    let smallest = item(heap, 0);
    sink(cx, heap, 0, last)?;
    Ok(Some(smallest))
}

fn sink(cx: &mut Mutator, heap: Value, from: usize, sinking: Value) -> Result<()> {
    let length = list::of(heap).map_or(0, list::len);
    let mut at = from;
    while 2 * at + 1 < length {
        let mut child = 2 * at + 1;
        if child + 1 < length {
            let (left, right) = (item(heap, child), item(heap, child + 1));
            if compare_by(cx, comparator(heap), left, right)? > 0 {
                child += 1;
            }
        }
        let below = item(heap, child);
        if compare_by(cx, comparator(heap), sinking, below)? <= 0 {
            break;
        }
        list::set(cx, heap, at, below);
        at = child;
    }
    list::set(cx, heap, at, sinking);
    Ok(())
}

/// Brings the items of a heap in order.
pub fn heapify(cx: &mut Mutator, heap: Value) -> Result<()> {
    let length = list::of(heap).map_or(0, list::len);
    for at in (0..length / 2).rev() {
        let sinking = item(heap, at);
        sink(cx, heap, at, sinking)?;
    }
    Ok(())
}

#[host_class("java.util.PriorityQueue")]
pub mod priority_queue {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, first: Option<Value>, second: Option<Value>) -> Result {
        let first = first.unwrap_or(Value::NIL);
        let is_comparator = is_a(cx, first, "java.util.Comparator")?;
        let (items, comparator) = match second {
            Some(comparator) => (RootVec::new(cx), comparator),
            None if is_comparator => (RootVec::new(cx), first),
            None if first.is_nil() || data::num::is_number(first) => (RootVec::new(cx), Value::NIL),
            None => (data::seq::to_rootvec(cx, first)?, Value::NIL),
        };
        let heap = list::new(cx, "java.util.PriorityQueue", &items, Access::All)?;
        host_object::set(cx, heap, list::COMPARATOR, comparator);
        heapify(cx, heap)?;
        Ok(heap)
    }

    #[instance_method("comparator")]
    fn comparator_of(_cx: &mut Mutator, this: Value) -> Result {
        Ok(comparator(this))
    }
}

// ---- queues -----------------------------------------------------------------------------------

fn first(value: Value) -> Option<Value> {
    list::of(value).and_then(|list| list::get(list, 0))
}

fn last(value: Value) -> Option<Value> {
    list::of(value).and_then(|list| list::get(list, list::len(list).checked_sub(1)?))
}

fn poll_first(cx: &mut Mutator, value: Value) -> Result<Option<Value>> {
    expect(cx, value)?;
    if is_heap(cx, value)? {
        return heap_poll(cx, value);
    }
    Ok(list::remove(cx, value, 0))
}

#[host_class("java.util.Queue")]
pub mod queue {
    use super::*;

    #[instance_method("offer")]
    fn offer(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        super::super::lists::add(cx, this, item)
    }

    #[instance_method("peek")]
    fn peek(_cx: &mut Mutator, this: Value) -> Result {
        Ok(first(this).unwrap_or(Value::NIL))
    }

    #[instance_method("element")]
    fn element(cx: &mut Mutator, this: Value) -> Result {
        expect_item(cx, first(this))
    }

    #[instance_method("poll")]
    fn poll(cx: &mut Mutator, this: Value) -> Result {
        Ok(poll_first(cx, this)?.unwrap_or(Value::NIL))
    }

    #[instance_method("remove")]
    fn remove(cx: &mut Mutator, this: Value) -> Result {
        let item = poll_first(cx, this)?;
        expect_item(cx, item)
    }
}

#[host_class("java.util.Deque")]
pub mod deque {
    use super::*;

    #[instance_method("addFirst")]
    fn add_first(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        expect(cx, this)?;
        list::push_front(cx, this, item)
    }

    #[instance_method("addLast")]
    fn add_last(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        expect(cx, this)?;
        list::push(cx, this, item)
    }

    #[instance_method("offerFirst")]
    fn offer_first(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        add_first(cx, this, item).map(|()| true)
    }

    #[instance_method("offerLast")]
    fn offer_last(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        add_last(cx, this, item).map(|()| true)
    }

    #[instance_method("push")]
    fn push(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        add_first(cx, this, item)
    }

    #[instance_method("getFirst")]
    fn get_first(cx: &mut Mutator, this: Value) -> Result {
        expect_item(cx, first(this))
    }

    #[instance_method("getLast")]
    fn get_last(cx: &mut Mutator, this: Value) -> Result {
        expect_item(cx, last(this))
    }

    #[instance_method("peekFirst")]
    fn peek_first(_cx: &mut Mutator, this: Value) -> Result {
        Ok(first(this).unwrap_or(Value::NIL))
    }

    #[instance_method("peekLast")]
    fn peek_last(_cx: &mut Mutator, this: Value) -> Result {
        Ok(last(this).unwrap_or(Value::NIL))
    }

    #[instance_method("pollFirst")]
    fn poll_first_item(cx: &mut Mutator, this: Value) -> Result {
        Ok(poll_first(cx, this)?.unwrap_or(Value::NIL))
    }

    #[instance_method("pollLast")]
    fn poll_last(cx: &mut Mutator, this: Value) -> Result {
        expect(cx, this)?;
        Ok(list::pop(cx, this).unwrap_or(Value::NIL))
    }

    #[instance_method("pop")]
    fn pop(cx: &mut Mutator, this: Value) -> Result {
        let item = poll_first(cx, this)?;
        expect_item(cx, item)
    }

    #[instance_method("removeFirst")]
    fn remove_first(cx: &mut Mutator, this: Value) -> Result {
        pop(cx, this)
    }

    #[instance_method("removeLast")]
    fn remove_last(cx: &mut Mutator, this: Value) -> Result {
        expect(cx, this)?;
        let item = list::pop(cx, this);
        expect_item(cx, item)
    }

    #[instance_method("descendingIterator")]
    fn descending(cx: &mut Mutator, this: Value) -> Result {
        let list = expect(cx, this)?;
        let mut items = list::items(cx, list);
        items.reverse();
        let vector = data::vector::from_slice(cx, &items)?;
        super::super::iterator::over(cx, vector)
    }
}

#[host_class("java.util.Stack")]
pub mod stack {
    use super::*;

    #[instance_method("push")]
    fn push(cx: &mut Mutator, this: Value, item: Value) -> Result {
        expect(cx, this)?;
        list::push(cx, this, item)?;
        Ok(item)
    }

    #[instance_method("pop")]
    fn pop(cx: &mut Mutator, this: Value) -> Result {
        expect(cx, this)?;
        match list::pop(cx, this) {
            Some(item) => Ok(item),
            None => Err(empty_stack(cx)),
        }
    }

    #[instance_method("peek")]
    fn peek(cx: &mut Mutator, this: Value) -> Result {
        match last(this) {
            Some(item) => Ok(item),
            None => Err(empty_stack(cx)),
        }
    }

    #[instance_method("empty")]
    fn empty(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(first(this).is_none())
    }

    #[instance_method("search")]
    fn search(cx: &mut Mutator, this: Value, item: Value) -> Result<Int> {
        let list = expect(cx, this)?;
        for (distance, at) in (0..list::len(list)).rev().enumerate() {
            let own = list::get(list, at).unwrap_or(Value::NIL);
            if data::equiv::equals(cx, own, item)? {
                return Ok(int(distance + 1));
            }
        }
        Ok(Int(-1))
    }
}
