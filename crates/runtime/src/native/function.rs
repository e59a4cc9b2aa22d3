//! The object that holds a native: a function value with metadata.
#![allow(unsafe_code, reason = "an entry reads its callee from the window")]

use core::ptr::NonNull;

use heap::{Entry, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::NativeDef;

/// A native as a value.
#[repr(C)]
pub struct NativeFn {
    header: Header,
    meta: Value,
    def: NonNull<NativeDef>,
    entry: Entry,
}

impl HeapType for NativeFn {
    const KIND: Kind = data::kind::NATIVE_FN;
}

/// The behaviours of native functions.
pub static NATIVE_FN: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.AFunction", Layout::RefsThenRaw(1));
    info.interfaces =
        Interfaces::FN.and(Interfaces::IFN).and(Interfaces::OBJ).and(Interfaces::META);
    info.entry = native_entry;
    info.meta = Some(meta);
    info.with_meta = Some(with_meta);
    info
};

/// The function value of `def`.
pub fn make(cx: &mut Mutator, def: &'static NativeDef) -> Result {
    make_with_meta(cx, def, Value::NIL)
}

fn make_with_meta(cx: &mut Mutator, def: &'static NativeDef, meta: Value) -> Result {
    let header = Header::of::<NativeFn>();
    cx.alloc(NativeFn { header, meta, def: NonNull::from(def), entry: def.entry })
}

/// The declaration behind a native function value.
pub fn def_of(value: Value) -> Option<&'static NativeDef> {
    // SAFETY: [DEF] `def` came from a `&'static NativeDef`.
    value.cast::<NativeFn>().map(|native| unsafe { native.def.as_ref() })
}

/// The entry to call for a native function value, without the step through its descriptor.
pub fn direct_entry(value: Value) -> Option<Entry> {
    value.cast::<NativeFn>().map(|native| native.entry)
}

/// # Safety
/// The calling convention; the callee is a `NativeFn`.
unsafe extern "C" fn native_entry(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] only objects with this descriptor are called through it.
    unsafe {
        let native = (*args.sub(1)).cast_unchecked::<NativeFn>();
        (native.entry)(cx, args, argc)
    }
}

fn meta(_cx: &mut Mutator, value: Value) -> Result {
    Ok(value.cast::<NativeFn>().map_or(Value::NIL, |native| native.meta))
}

fn with_meta(cx: &mut Mutator, value: Value, meta: Value) -> Result {
    match def_of(value) {
        Some(def) => make_with_meta(cx, def, meta),
        None => Ok(value),
    }
}
