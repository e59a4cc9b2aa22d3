//! Functions that tests give to collections: a Rust function with one captured value.
#![allow(unsafe_code, reason = "an entry reads the caller's window")]

use data::{kind, testing};
use heap::{Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, TypeTable, Value};

/// What a test function does with its captured value and its arguments.
pub type Body = fn(&mut Mutator, Value, &[Value]) -> Result;

#[repr(C)]
struct Function {
    header: Header,
    captured: Value,
    body: Body,
}

impl HeapType for Function {
    const KIND: Kind = kind::NATIVE_FN;
}

unsafe extern "C" fn entry(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    let mut taken = [Value::NIL; 4];
    // SAFETY: the calling convention; tests call with four arguments at most.
    let (cx, callee) = unsafe {
        for (i, slot) in taken.iter_mut().enumerate().take(argc) {
            *slot = *args.add(i);
            *args.add(i) = Value::NIL;
        }
        (&mut *cx, *args.sub(1))
    };
    let function: &Function = callee.cast().expect("only functions have this entry");
    (function.body)(cx, function.captured, &taken[..argc]).unwrap_or(Value::THROWN)
}

static TYPE: TypeInfo =
    TypeInfo { entry, ..TypeInfo::new("clojure.lang.AFn", Layout::RefsThenRaw(1)) };

/// The types of `data`, and that of these functions.
pub fn types() -> TypeTable {
    static OWN: &[(Kind, &TypeInfo)] = &[(kind::NATIVE_FN, &TYPE)];
    testing::concat(&[data::TYPES, OWN])
}

/// A function value.
pub fn function(cx: &mut Mutator, captured: Value, body: Body) -> Value {
    cx.alloc(Function { header: Header::of::<Function>(), captured, body }).expect("room")
}

/// Runs a test in a heap that has functions.
pub fn with<R>(work: impl FnOnce(&mut Mutator) -> R) -> R {
    testing::with_types(types(), work)
}
