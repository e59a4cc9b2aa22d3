//! Calling collections: vectors, maps and sets look up their argument.
//!
//! An entry takes its arguments out of the caller's window and clears it, so that the window holds
//! nothing longer than needed.
#![allow(unsafe_code, reason = "entries read the caller's window")]

use heap::{Interfaces, Mutator, Result, Thrown, Value};

use crate::{class, lookup, throw};

#[cold]
fn wrong_arity(cx: &mut Mutator, callee: Value, argc: usize) -> Thrown {
    let name = class::class_name_of(cx, callee);
    throw::arity(cx, argc, &name)
}

/// Takes up to two arguments out of the window and runs `body` on the callee and those.
///
/// # Safety
/// As for every `heap::Entry`.
#[inline(always)]
unsafe fn take(
    cx: *mut Mutator,
    args: *mut Value,
    argc: usize,
    body: impl FnOnce(&mut Mutator, Value, &[Value]) -> Result,
) -> Value {
    // SAFETY: the calling convention: `cx` is this thread's mutator, `args[-1]` the callee.
    let (cx, callee) = unsafe { (&mut *cx, *args.sub(1)) };
    if argc > 2 {
        let _ = wrong_arity(cx, callee, argc);
        return Value::THROWN;
    }
    let mut taken = [Value::NIL; 2];
    for (i, slot) in taken.iter_mut().enumerate().take(argc) {
        // SAFETY: the window holds `argc` arguments.
        unsafe {
            *slot = *args.add(i);
            *args.add(i) = Value::NIL;
        }
    }
    body(cx, callee, &taken[..argc]).unwrap_or(Value::THROWN)
}

/// `(vector index)`.
pub(crate) unsafe extern "C" fn vector(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    let body = |cx: &mut Mutator, callee: Value, args: &[Value]| {
        let &[key] = args else { return Err(wrong_arity(cx, callee, args.len())) };
        match lookup::index_key(cx, key) {
            Some(index) => lookup::nth(cx, callee, index),
            None => Err(throw::illegal_argument(cx, "Key must be integer")),
        }
    };
    // SAFETY: the calling convention.
    unsafe { take(cx, args, argc, body) }
}

/// `(map key)` and `(map key default)`.
pub(crate) unsafe extern "C" fn map(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    let body = |cx: &mut Mutator, callee: Value, args: &[Value]| match *args {
        [key] => lookup::get(cx, callee, key, Value::NIL),
        [key, default] => lookup::get(cx, callee, key, default),
        _ => Err(wrong_arity(cx, callee, args.len())),
    };
    // SAFETY: the calling convention.
    unsafe { take(cx, args, argc, body) }
}

/// `(set key)`; a transient set takes a default too.
pub(crate) unsafe extern "C" fn set(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    let body = |cx: &mut Mutator, callee: Value, args: &[Value]| match *args {
        [key] => lookup::get(cx, callee, key, Value::NIL),
        [key, default] if crate::seq::interfaces(callee).has(Interfaces::TRANSIENT) => {
            lookup::get(cx, callee, key, default)
        }
        _ => Err(wrong_arity(cx, callee, args.len())),
    };
    // SAFETY: the calling convention.
    unsafe { take(cx, args, argc, body) }
}
