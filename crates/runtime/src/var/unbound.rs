//! What reading a var without root answers: an object that says so, and throws when it is called.
#![allow(unsafe_code, reason = "an entry reads its callee from the window")]

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown, TypeInfo, Value};

/// The value of an unbound var.
#[repr(C)]
pub struct Unbound {
    header: Header,
    var: Value,
}

impl HeapType for Unbound {
    const KIND: Kind = data::kind::UNBOUND;
}

/// The behaviours of unbound marks.
pub static UNBOUND_TYPE: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Var$Unbound", Layout::AllRefs);
    info.interfaces = Interfaces::FN.and(Interfaces::IFN);
    info.entry = call;
    info.to_str = Some(|_, unbound, sink| {
        sink.write_str(&text(unbound));
        Ok(())
    });
    info
};

pub(super) fn make(cx: &mut Mutator, var: Value) -> Result {
    cx.alloc(Unbound { header: Header::of::<Unbound>(), var })
}

pub fn is_unbound(value: Value) -> bool {
    value.is::<Unbound>()
}

/// `Unbound: #'ns/name`, as `str` shows it.
pub fn text(value: Value) -> String {
    match value.cast::<Unbound>().and_then(|unbound| super::of(unbound.var)) {
        Some(var) => format!("Unbound: {}", super::text(var)),
        None => "Unbound".to_string(),
    }
}

/// # Safety
/// The calling convention; the callee is an `Unbound`.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, _argc: usize) -> Value {
    // SAFETY: [CALL] only objects of this type are called through this entry.
    let (cx, callee) = unsafe { (&mut *cx, *args.sub(1)) };
    let message = match callee.cast::<Unbound>().and_then(|unbound| super::of(unbound.var)) {
        Some(var) => format!("Attempting to call unbound fn: {}", super::text(var)),
        None => "Attempting to call unbound fn".to_string(),
    };
    let Thrown = data::throw::illegal_state(cx, message);
    Value::THROWN
}
