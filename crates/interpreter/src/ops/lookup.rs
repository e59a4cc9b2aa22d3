//! Looking things up: by key, by index, by keyword through an inline cache.
//!
//! A cache is one word, the shape's number in its high half and the value's place in its low half, so
//! that threads that share the code never see half of one. A site has two, for the shape seen last and
//! the one before.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use core::sync::atomic::{AtomicU64, Ordering};

use crate::vm::{Register, detours, ops};
use data::lookup;
use data::map::{shape_of, shape_slot};
use data::vector::Vector;
use heap::{Mutator, Result, Value};
use runtime::deftype;

detours! {
    op_get: slow_get;
    op_get_default: slow_get_default;
    op_contains: slow_contains;
}

ops! {
    #[inline(never)]
    slow_get(vm) {
        let (coll, key) = (vm.rb(), vm.rc());
        vm.compute(0, |cx| lookup::get(cx, coll, key, Value::NIL))
    }

    #[inline(never)]
    slow_get_default(vm) {
        let (coll, key, default) = (vm.rb(), vm.rc(), vm.reg(vm.second(0)));
        vm.compute(1, |cx| lookup::get(cx, coll, key, default))
    }

    #[inline(never)]
    slow_contains(vm) {
        let (coll, key) = (vm.rb(), vm.rc());
        vm.compute(0, |cx| Ok(Value::bool(lookup::contains(cx, coll, key)?)))
    }

    op_nth(vm) {
        if let Some(vector) = vm.rb().cast::<Vector>()
            && let Some(index) = vm.rc().as_fixnum()
            && let Ok(index) = usize::try_from(index)
            && let Some(item) = vector.get(index)
        {
            vm.set_a(item);
            return vm.next();
        }
        vm.to(slow_nth)
    }

    #[inline(never)]
    slow_nth(vm) {
        let (coll, index) = (vm.register(vm.b()), vm.rc());
        vm.compute(0, |cx| nth(cx, coll, index, None))
    }

    op_nth_default(vm) {
        if let Some(vector) = vm.rb().cast::<Vector>()
            && let Some(index) = vm.rc().as_fixnum()
            && let Ok(index) = usize::try_from(index)
            && let Some(item) = vector.get(index)
        {
            vm.set_a(item);
            return vm.jump(1).next();
        }
        vm.to(slow_nth_default)
    }

    #[inline(never)]
    slow_nth_default(vm) {
        let (coll, index, default) = (vm.register(vm.b()), vm.rc(), vm.reg(vm.second(0)));
        vm.compute(1, |cx| nth(cx, coll, index, Some(default)))
    }

    op_keyword_get(vm) {
        match cached(vm.rb(), cache(vm.pc)) {
            Some(value) => {
                vm.set_a(value);
                vm.jump(2).next()
            }
            None => vm.to(second_keyword_get),
        }
    }

    #[inline(never)]
    second_keyword_get(vm) {
        match cached(vm.rb(), cache(vm.pc.add(1))) {
            Some(value) => {
                vm.set_a(value);
                vm.jump(2).next()
            }
            None => vm.to(slow_keyword_get),
        }
    }

    #[inline(never)]
    slow_keyword_get(vm) {
        let (coll, key) = (vm.rb(), vm.constant(vm.c()));
        let (first, second) = (cache(vm.pc), cache(vm.pc.add(1)));
        vm.compute(2, |cx| {
            note(cx, coll, key, first, second)?;
            lookup::get(cx, coll, key, Value::NIL)
        })
    }

    op_keyword_get_default(vm) {
        match cached(vm.rb(), cache(vm.pc.add(1))) {
            Some(value) => {
                vm.set_a(value);
                vm.jump(3).next()
            }
            None => vm.to(second_keyword_get_default),
        }
    }

    #[inline(never)]
    second_keyword_get_default(vm) {
        match cached(vm.rb(), cache(vm.pc.add(2))) {
            Some(value) => {
                vm.set_a(value);
                vm.jump(3).next()
            }
            None => vm.to(slow_keyword_get_default),
        }
    }

    #[inline(never)]
    slow_keyword_get_default(vm) {
        let (coll, key, default) = (vm.rb(), vm.constant(vm.c()), vm.reg(vm.second(0)));
        let (first, second) = (cache(vm.pc.add(1)), cache(vm.pc.add(2)));
        vm.compute(3, |cx| {
            note(cx, coll, key, first, second)?;
            lookup::get(cx, coll, key, default)
        })
    }
}

/// The cache word at an address.
#[inline(always)]
unsafe fn cache<'a>(address: *const u64) -> &'a AtomicU64 {
    // SAFETY: [FRAME] one of the instruction's own words, which lives as long as the frame.
    unsafe { &*(address as *const AtomicU64) }
}

/// The value at the place that the cache word knows, when `coll` has the shape it knows.
#[inline(always)]
unsafe fn cached(coll: Value, cache: &AtomicU64) -> Option<Value> {
    let seen = cache.load(Ordering::Relaxed);
    let header = coll.header()?;
    if header.desc_offset() != (seen >> 32) as u32 {
        return None;
    }
    // SAFETY: maps of that shape and records of that type have a value there, and neither a shape nor
    // a type that a cache knows ever dies. No object's descriptor has the offset 0, which an empty
    // cache holds.
    Some(unsafe { *(coll.address() as *const Value).add(seen as u32 as usize) })
}

/// Notes in the first cache word where maps of this shape, or records of this type, keep the key; what
/// it knew goes to the second.
///
/// Not a part of its handlers: what it keeps in memory would make their last calls ordinary ones, and
/// each look-up would use up native stack.
#[inline(never)]
fn note(
    cx: &mut Mutator,
    coll: Value,
    key: Value,
    first: &AtomicU64,
    second: &AtomicU64,
) -> Result<()> {
    let seen = match shape_of(coll) {
        Some(shape) => shape_slot(coll, key).map(|slot| (shape, slot)),
        None => deftype::keyword_slot(cx, coll, key)?,
    };
    if let Some((shape, slot)) = seen {
        // Other threads read each word whole, and each is right alone.
        second.store(first.load(Ordering::Relaxed), Ordering::Relaxed);
        first.store(u64::from(shape) << 32 | slot as u64, Ordering::Relaxed);
    }
    Ok(())
}

#[inline(never)]
fn nth(cx: &mut Mutator, coll: Register, index: Value, default: Option<Value>) -> Result {
    let mut at = Value::NIL;
    coll.copy_to(&mut at);
    let index = index_of(cx, index)?;
    match default {
        None => lookup::nth_in(cx, &mut at, index),
        Some(default) => lookup::nth_or_in(cx, &mut at, index, default),
    }
}

/// An index as `nth` takes it.
fn index_of(cx: &mut Mutator, index: Value) -> Result<i64> {
    match index.as_fixnum() {
        Some(index) => Ok(index),
        None => data::num::to_int(cx, index).map(i64::from),
    }
}
