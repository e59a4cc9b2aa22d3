//! Queues that threads wait at: a persistent queue in one slot, replaced as a whole.

use std::time::Instant;

use data::host_object::{self, HostObject};
use data::{kind, queue};
use heap::TypeInfo;
use runtime::{iref, parking};

use super::deadline;
use crate::java::util::list;
use crate::prelude::*;

const ITEMS: usize = 0;
const CAPACITY: usize = 1;

/// The behaviours of blocking queues.
pub static TYPE: TypeInfo = TypeInfo {
    seq: Some(|cx, this| {
        let items = items(cx, this)?;
        data::seq::seq(cx, items)
    }),
    count: Some(|cx, this| Ok(len(object(cx, this)?) as usize)),
    to_str: Some(|cx, this, sink| {
        let items = items(cx, this)?;
        let items = data::seq::to_rootvec(cx, items)?;
        list::write_items(cx, this, &items, sink)
    }),
    ..TypeInfo::new("java.util.concurrent.LinkedBlockingQueue", heap::Layout::AllRefs)
};

fn object<'a>(cx: &mut Mutator, value: Value) -> Result<&'a HostObject> {
    match host_object::of_kind(value, kind::JAVA_QUEUE) {
        Some(object) => Ok(object),
        None => Err(data::throw::class_cast(cx, value, "java.util.concurrent.BlockingQueue")),
    }
}

fn items(cx: &mut Mutator, this: Value) -> Result {
    Ok(object(cx, this)?.get(ITEMS))
}

fn len(object: &HostObject) -> i64 {
    queue::of(object.get(ITEMS)).map_or(0, |items| items.len() as i64)
}

fn make(cx: &mut Mutator, class: &str, capacity: i64, first: &[Value]) -> Result {
    if capacity <= 0 {
        return Err(data::throwable::throw_plain(cx, data::class::ClassId::ILLEGAL_ARGUMENT));
    }
    let mut items = queue::empty(cx);
    for &item in first {
        not_nil(cx, item)?;
        items = data::lookup::conj(cx, items, item)?;
    }
    let class = runtime::class::for_name(cx, class)?;
    let capacity = Value::fixnum(capacity).unwrap_or(Value::NIL);
    host_object::new(cx, kind::JAVA_QUEUE, class, &[items, capacity])
}

fn not_nil(cx: &mut Mutator, item: Value) -> Result<()> {
    if item.is_nil() { Err(data::throw::null_pointer_plain(cx)) } else { Ok(()) }
}

/// Adds an item when there is room.
fn try_add(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
    not_nil(cx, item)?;
    let object = object(cx, this)?;
    let capacity = object.number(CAPACITY);
    let mut added = false;
    iref::swap(cx, this, object.field(ITEMS), |cx, items| {
        added = queue::of(items).is_some_and(|items| (items.len() as i64) < capacity);
        if added { data::lookup::conj(cx, items, item) } else { Ok(items) }
    })?;
    if added {
        parking::notify(cx, this);
    }
    Ok(added)
}

/// Takes the first item when there is one.
fn try_take(cx: &mut Mutator, this: Value) -> Result<Option<Value>> {
    let object = object(cx, this)?;
    let mut taken = None;
    iref::swap(cx, this, object.field(ITEMS), |cx, items| {
        taken = None;
        if queue::of(items).is_none_or(queue::Queue::is_empty) {
            return Ok(items);
        }
        taken = Some(data::lookup::peek(cx, items)?);
        data::lookup::pop(cx, items)
    })?;
    if taken.is_some() {
        parking::notify(cx, this);
    }
    Ok(taken)
}

fn add_until(
    cx: &mut Mutator,
    this: Value,
    item: Value,
    deadline: Option<Instant>,
) -> Result<bool> {
    not_nil(cx, item)?;
    let queue = object(cx, this)?;
    loop {
        let has_room = || len(queue) < queue.number(CAPACITY);
        if !parking::wait(cx, this, deadline, has_room)? {
            return Ok(false);
        }
        if try_add(cx, this, item)? {
            return Ok(true);
        }
    }
}

fn take_until(cx: &mut Mutator, this: Value, deadline: Option<Instant>) -> Result<Option<Value>> {
    let queue = object(cx, this)?;
    loop {
        if !parking::wait(cx, this, deadline, || len(queue) > 0)? {
            return Ok(None);
        }
        if let Some(item) = try_take(cx, this)? {
            return Ok(Some(item));
        }
    }
}

#[host_class("java.util.concurrent.LinkedBlockingQueue")]
pub mod linked_blocking_queue {
    use super::*;

    /// With a capacity, or with the items of a collection.
    #[constructor]
    fn new(cx: &mut Mutator, first: Option<Value>) -> Result {
        let class = "java.util.concurrent.LinkedBlockingQueue";
        let unlimited = i64::from(i32::MAX);
        match first {
            None => make(cx, class, unlimited, &[]),
            Some(n) if data::num::is_number(n) => {
                let capacity = data::num::to_int(cx, n)?;
                make(cx, class, i64::from(capacity), &[])
            }
            Some(coll) => {
                let first = data::seq::to_rootvec(cx, coll)?;
                make(cx, class, unlimited, &first)
            }
        }
    }
}

#[host_class("java.util.concurrent.ArrayBlockingQueue")]
pub mod array_blocking_queue {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, capacity: i64, _fair: Option<bool>) -> Result {
        make(cx, "java.util.concurrent.ArrayBlockingQueue", capacity, &[])
    }
}

#[host_class("java.util.concurrent.BlockingQueue")]
pub mod blocking_queue {
    use super::*;

    #[instance_method("put")]
    fn put(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        add_until(cx, this, item, None).map(|_| ())
    }

    #[instance_method("take")]
    fn take(cx: &mut Mutator, this: Value) -> Result {
        Ok(take_until(cx, this, None)?.unwrap_or(Value::NIL))
    }

    #[instance_method("offer")]
    fn offer(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        try_add(cx, this, item)
    }

    #[instance_method("offer")]
    fn offer_for(cx: &mut Mutator, this: Value, item: Value, n: i64, unit: Value) -> Result<bool> {
        let deadline = deadline(cx, n, unit)?;
        add_until(cx, this, item, deadline)
    }

    #[instance_method("poll")]
    fn poll(cx: &mut Mutator, this: Value) -> Result {
        Ok(try_take(cx, this)?.unwrap_or(Value::NIL))
    }

    #[instance_method("poll")]
    fn poll_for(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result {
        let deadline = deadline(cx, n, unit)?;
        Ok(take_until(cx, this, deadline)?.unwrap_or(Value::NIL))
    }

    #[instance_method("add")]
    fn add(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        match try_add(cx, this, item)? {
            true => Ok(true),
            false => Err(data::throw::illegal_state(cx, "Queue full")),
        }
    }

    #[instance_method("peek")]
    fn peek(cx: &mut Mutator, this: Value) -> Result {
        let items = items(cx, this)?;
        data::lookup::peek(cx, items)
    }

    #[instance_method("element")]
    fn element(cx: &mut Mutator, this: Value) -> Result {
        match len(object(cx, this)?) {
            0 => Err(no_element(cx)),
            _ => peek(cx, this),
        }
    }

    #[instance_method("remove")]
    fn remove_first(cx: &mut Mutator, this: Value) -> Result {
        match try_take(cx, this)? {
            Some(item) => Ok(item),
            None => Err(no_element(cx)),
        }
    }

    #[instance_method("remove")]
    fn remove(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        let object = object(cx, this)?;
        let mut removed = false;
        iref::swap(cx, this, object.field(ITEMS), |cx, items| {
            removed = false;
            let mut rest = queue::empty(cx);
            for &own in data::seq::to_rootvec(cx, items)?.iter() {
                match !removed && data::equiv::equals(cx, own, item)? {
                    true => removed = true,
                    false => rest = data::lookup::conj(cx, rest, own)?,
                }
            }
            Ok(if removed { rest } else { items })
        })?;
        if removed {
            parking::notify(cx, this);
        }
        Ok(removed)
    }

    #[instance_method("clear")]
    fn clear(cx: &mut Mutator, this: Value) -> Result<()> {
        object(cx, this)?;
        let empty = queue::empty(cx);
        host_object::set(cx, this, ITEMS, empty);
        parking::notify(cx, this);
        Ok(())
    }

    #[instance_method("remainingCapacity")]
    fn remaining_capacity(cx: &mut Mutator, this: Value) -> Result<Int> {
        let object = object(cx, this)?;
        Ok(Int((object.number(CAPACITY) - len(object)) as i32))
    }

    #[instance_method("drainTo")]
    fn drain_to(cx: &mut Mutator, this: Value, target: Value, most: Option<i64>) -> Result<Int> {
        let most = most.unwrap_or(i64::MAX);
        let mut moved = 0;
        while i64::from(moved) < most {
            let Some(item) = try_take(cx, this)? else { break };
            call_method(cx, target, "add", &[item])?;
            moved += 1;
        }
        Ok(Int(moved))
    }

    fn call_method(cx: &mut Mutator, target: Value, name: &str, args: &[Value]) -> Result {
        let name = data::symbol::intern(cx, None, name)?;
        runtime::interop::invoke_method(cx, target, name, args)
    }
}
