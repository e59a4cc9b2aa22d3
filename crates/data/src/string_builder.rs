//! `java.lang.StringBuilder` and `java.lang.StringBuffer`: a text that grows.
#![allow(unsafe_code, reason = "a builder owns memory outside the heap")]

use core::cell::UnsafeCell;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, Ordering};

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::text::Text;
use crate::{kind, seq};

/// A builder object; both classes have this layout.
#[repr(C)]
pub struct StringBuilder {
    header: Header,
    state: NonNull<State>,
}

impl HeapType for StringBuilder {
    const KIND: Kind = kind::STRING_BUILDER;
    const FINALIZED: bool = true;
}

struct State {
    busy: AtomicBool,
    text: UnsafeCell<Text>,
}

/// # Safety
/// `object` is a dead `StringBuilder`.
unsafe fn finalize(object: *mut u8) {
    // SAFETY: [OWNED] the builder alone owned its state, which `new` boxed.
    unsafe { drop(Box::from_raw((*(object as *mut StringBuilder)).state.as_ptr())) };
}

/// A builder with this text, of kind `STRING_BUILDER` or `STRING_BUFFER`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, kind: Kind, text: Text) -> Result {
    debug_assert!(kind == kind::STRING_BUILDER || kind == kind::STRING_BUFFER);
    let state = Box::new(State { busy: AtomicBool::new(false), text: UnsafeCell::new(text) });
    let state = NonNull::from(Box::leak(state));
    let header = Header::new(kind.desc_offset(), (size_of::<StringBuilder>() / 8) as u16);
    let made = cx.alloc(StringBuilder { header, state });
    if made.is_err() {
        // SAFETY: [OWNED] no object has taken the state.
        unsafe { drop(Box::from_raw(state.as_ptr())) };
    }
    made
}

/// True for builders of both classes.
pub fn is_builder(value: Value) -> bool {
    value.is_heap() && [kind::STRING_BUILDER, kind::STRING_BUFFER].contains(&value.kind())
}

/// Runs `work`, which is short and neither allocates in the heap nor waits, on a builder's text,
/// while no other thread does. Nothing for what is no builder.
pub fn with<R>(value: Value, work: impl FnOnce(&mut Text) -> R) -> Option<R> {
    if !is_builder(value) {
        return None;
    }
    // SAFETY: [KIND] the two kinds have this layout; [OWNED] the state lives as long as the object.
    let state = unsafe { value.cast_unchecked::<StringBuilder>().state.as_ref() };
    while state.busy.swap(true, Ordering::Acquire) {
        std::thread::yield_now();
    }
    // SAFETY: whoever set `busy` has the text to itself.
    let result = unsafe { work(&mut *state.text.get()) };
    state.busy.store(false, Ordering::Release);
    Some(result)
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if let Some(text) = with(value, |text| text.clone()) {
        out.write_utf16(&text.units(0, text.len_utf16()));
    }
    Ok(())
}

/// The text so far as a string.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn contents(cx: &mut Mutator, value: Value) -> Result {
    with(value, |text| text.clone()).unwrap_or_default().to_value(cx)
}

fn as_seq(cx: &mut Mutator, value: Value) -> Result {
    let text = contents(cx, value)?;
    seq::seq(cx, text)
}

fn count(_cx: &mut Mutator, value: Value) -> Result<usize> {
    Ok(with(value, |text| text.len_utf16()).unwrap_or(0))
}

fn nth(_cx: &mut Mutator, value: Value, index: usize) -> Result {
    Ok(with(value, |text| text.char_at(index)).flatten().map_or(Value::ABSENT, Value::char))
}

const fn info(class_name: &'static str) -> TypeInfo {
    TypeInfo {
        interfaces: Interfaces::CHAR_SEQUENCE.and(Interfaces::COMPARABLE),
        finalize: Some(finalize),
        seq: Some(as_seq),
        count: Some(count),
        nth: Some(nth),
        to_str: Some(to_str),
        ..TypeInfo::new(class_name, Layout::Raw)
    }
}

pub(crate) static BUILDER: TypeInfo = info("java.lang.StringBuilder");
pub(crate) static BUFFER: TypeInfo = info("java.lang.StringBuffer");
