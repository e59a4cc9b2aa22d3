//! Functions that an embedder gives as Rust closures.
//!
//! The object owns its closure; copies with other metadata share it. A panic inside becomes an
//! exception.
#![allow(unsafe_code, reason = "an object owns memory outside the heap, and is called by address")]

use core::ptr::NonNull;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown, TypeInfo, Value};

/// What a closure does with its arguments.
pub type Function = dyn Fn(&mut Mutator, &[Value]) -> Result + Send + Sync;

/// A closure and what is known of it.
pub struct ClosureDef {
    pub namespace: String,
    pub name: String,
    /// The least number of arguments, and the greatest if there is one.
    pub required: usize,
    pub most: Option<usize>,
    pub function: Box<Function>,
}

/// A closure as a value.
#[repr(C)]
struct ClosureFn {
    header: Header,
    meta: Value,
    /// One count of an `Arc`.
    def: NonNull<ClosureDef>,
}

impl HeapType for ClosureFn {
    const KIND: Kind = data::kind::CLOSURE_FN;
    const FINALIZED: bool = true;
}

/// The behaviours of closures.
pub static CLOSURE_FN: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.AFunction", Layout::RefsThenRaw(1));
    info.interfaces =
        Interfaces::FN.and(Interfaces::IFN).and(Interfaces::OBJ).and(Interfaces::META);
    info.entry = entry;
    info.meta = Some(|_, value| Ok(value.cast::<ClosureFn>().map_or(Value::NIL, |own| own.meta)));
    info.with_meta = Some(with_meta);
    info.finalize = Some(finalize);
    info
};

/// The function value of a closure.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn make(cx: &mut Mutator, def: ClosureDef) -> Result {
    make_with_meta(cx, Arc::new(def), Value::NIL)
}

fn make_with_meta(cx: &mut Mutator, def: Arc<ClosureDef>, meta: Value) -> Result {
    let raw = Arc::into_raw(def);
    let pointer = NonNull::from(
        // SAFETY: [OWNED] the count was just given up by the `Arc`.
        unsafe { &*raw },
    );
    let made = cx.alloc(ClosureFn { header: Header::of::<ClosureFn>(), meta, def: pointer });
    if made.is_err() {
        // SAFETY: [OWNED] no object took the count over.
        drop(unsafe { Arc::from_raw(raw) });
    }
    made
}

/// The closure behind a function value.
pub fn def_of<'a>(value: Value) -> Option<&'a ClosureDef> {
    // SAFETY: [OWNED] the object, which the caller holds, keeps one count of it.
    value.cast::<ClosureFn>().map(|own| unsafe { own.def.as_ref() })
}

fn with_meta(cx: &mut Mutator, value: Value, meta: Value) -> Result {
    let Some(own) = value.cast::<ClosureFn>() else { return Ok(value) };
    // SAFETY: [OWNED] the object keeps one count; this makes another.
    let def = unsafe {
        Arc::increment_strong_count(own.def.as_ptr());
        Arc::from_raw(own.def.as_ptr())
    };
    make_with_meta(cx, def, meta)
}

/// # Safety
/// `object` is a dead `ClosureFn`.
unsafe fn finalize(object: *mut u8) {
    // SAFETY: [OWNED] the object's count ends with it.
    unsafe { drop(Arc::from_raw((*(object as *mut ClosureFn)).def.as_ptr())) };
}

/// # Safety
/// The calling convention; the callee is a `ClosureFn`.
unsafe extern "C" fn entry(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] the calling convention, and only objects with this descriptor are called
    // through it. The window holds the callee for as long as the call lasts.
    let (cx, def, given) = unsafe {
        let own = (*args.sub(1)).cast_unchecked::<ClosureFn>();
        (&mut *cx, own.def.as_ref(), core::slice::from_raw_parts(args, argc))
    };
    if argc < def.required || def.most.is_some_and(|most| argc > most) {
        let name = format!("{}/{}", def.namespace, def.name);
        let Thrown = data::throw::arity(cx, argc, &name);
        return Value::THROWN;
    }
    let top = cx.top;
    match catch_unwind(AssertUnwindSafe(|| (def.function)(cx, given))) {
        Ok(Ok(value)) => value,
        Ok(Err(Thrown)) => Value::THROWN,
        Err(panic) => {
            cx.top = top;
            let Thrown = panicked(cx, def, &*panic);
            Value::THROWN
        }
    }
}

#[cold]
fn panicked(cx: &mut Mutator, def: &ClosureDef, panic: &(dyn std::any::Any + Send)) -> Thrown {
    let what = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text.as_str(),
        (None, None) => "no message",
    };
    let message = format!("{}/{} panicked: {what}", def.namespace, def.name);
    data::throwable::throw(cx, data::class::ClassId::named("java.lang.InternalError"), message)
}
