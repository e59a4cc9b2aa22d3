//! Promises: a value that is delivered once, by whoever has it.
#![allow(unsafe_code, reason = "a promise is called through a window")]

use std::time::Instant;

use data::class::ClassId;
use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown};
use heap::{TypeInfo, Value};

use crate::parking;

/// A promise.
#[repr(C)]
pub struct Promise {
    header: Header,
    /// `ABSENT` until it is delivered.
    value: Field,
}

impl HeapType for Promise {
    const KIND: Kind = data::kind::PROMISE;
}

/// The behaviours of promises.
pub static PROMISE: TypeInfo = {
    let mut info = TypeInfo::new("clojure.core$promise$reify__8591", Layout::AllRefs);
    info.interfaces = Interfaces::DEREF.and(Interfaces::PENDING).and(Interfaces::IFN);
    info.deref = Some(|cx, promise| Ok(get_until(cx, promise, None)?.unwrap_or(Value::NIL)));
    info.print = Some(crate::print_ref::print);
    info.entry = call;
    info
};

pub fn new(cx: &mut Mutator) -> Result {
    cx.alloc(Promise { header: Header::of::<Promise>(), value: Field::new(Value::ABSENT) })
}

/// The promise in a value.
pub fn of<'a>(value: Value) -> Option<&'a Promise> {
    value.cast::<Promise>()
}

impl Promise {
    pub fn is_delivered(&self) -> bool {
        !self.value.get().is_absent()
    }
}

/// Delivers a promise; false when it has a value already.
pub fn deliver(cx: &mut Mutator, promise: Value, value: Value) -> bool {
    let Some(this) = of(promise) else { return false };
    let first = cx.compare_exchange(promise, &this.value, Value::ABSENT, value).is_ok();
    if first {
        parking::notify(cx, promise);
    }
    first
}

/// Waits for the value; nothing when the time is over before.
///
/// # Errors
/// `InterruptedException`.
pub fn get_until(
    cx: &mut Mutator,
    promise: Value,
    deadline: Option<Instant>,
) -> Result<Option<Value>> {
    let Some(this) = of(promise) else { return Ok(None) };
    let is_there = parking::wait(cx, promise, deadline, || this.is_delivered())?;
    Ok(is_there.then(|| this.value.get()))
}

/// `(promise value)`: delivers; the promise, or nil when it had a value.
///
/// # Safety
/// The calling convention; the callee is a promise.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] only promises are called through this entry.
    let (cx, promise) = unsafe { (&mut *cx, *args.sub(1)) };
    if argc != 1 {
        let Thrown = wrong_arity(cx, argc);
        return Value::THROWN;
    }
    // SAFETY: [CALL] the window has one argument, which it need not hold any longer.
    let value = unsafe { core::mem::replace(&mut *args, Value::NIL) };
    if deliver(cx, promise, value) { promise } else { Value::NIL }
}

#[cold]
fn wrong_arity(cx: &mut Mutator, argc: usize) -> Thrown {
    let parameters = vec!["java.lang.Object"; argc].join(", ");
    let message = format!(
        "Receiver class {} does not define or inherit an implementation of the resolved method \
         'abstract java.lang.Object invoke({parameters})' of interface clojure.lang.IFn.",
        PROMISE.class_name
    );
    data::throwable::throw(cx, ClassId::ABSTRACT_METHOD_ERROR, message)
}
