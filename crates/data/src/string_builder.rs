//! `java.lang.StringBuilder` and `java.lang.StringBuffer`: a text that grows.
#![allow(unsafe_code, reason = "a builder owns memory outside the heap")]

use core::ptr::NonNull;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::shared_text::SharedText;
use crate::text::Text;
use crate::{kind, seq};

/// A builder object; both classes have this layout.
#[repr(C)]
pub struct StringBuilder {
    header: Header,
    text: NonNull<SharedText>,
}

impl HeapType for StringBuilder {
    const KIND: Kind = kind::STRING_BUILDER;
    const FINALIZED: bool = true;
}

/// # Safety
/// `object` is a dead `StringBuilder`.
unsafe fn finalize(object: *mut u8) {
    // SAFETY: [OWNED] the builder alone owned its text, which `new` boxed.
    unsafe { drop(Box::from_raw((*(object as *mut StringBuilder)).text.as_ptr())) };
}

/// A builder with this text, of kind `STRING_BUILDER` or `STRING_BUFFER`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, kind: Kind, text: Text) -> Result {
    debug_assert!(kind == kind::STRING_BUILDER || kind == kind::STRING_BUFFER);
    let text = NonNull::from(Box::leak(Box::new(SharedText::new(text))));
    let header = Header::new(kind.desc_offset(), (size_of::<StringBuilder>() / 8) as u16);
    let made = cx.alloc(StringBuilder { header, text });
    if made.is_err() {
        // SAFETY: [OWNED] no object has taken the text.
        unsafe { drop(Box::from_raw(text.as_ptr())) };
    }
    made
}

/// True for builders of both classes.
pub fn is_builder(value: Value) -> bool {
    value.is_heap() && [kind::STRING_BUILDER, kind::STRING_BUFFER].contains(&value.kind())
}

/// The text of a builder; nothing for what is no builder.
pub fn text_of<'a>(value: Value) -> Option<&'a SharedText> {
    if !is_builder(value) {
        return None;
    }
    // SAFETY: [KIND] the two kinds have this layout; [OWNED] the text lives as long as the object.
    Some(unsafe { value.cast_unchecked::<StringBuilder>().text.as_ref() })
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if let Some(text) = text_of(value) {
        let text = text.look(|text| text.clone());
        out.write_utf16(&text.units(0, text.len_utf16()));
    }
    Ok(())
}

/// The text so far as a string.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn contents(cx: &mut Mutator, value: Value) -> Result {
    let text = match text_of(value) {
        Some(text) => {
            cx.admit_external(text.look(|text| text.capacity_bytes()))?;
            text.look(|text| text.clone())
        }
        None => Text::new(),
    };
    text.to_value(cx)
}

fn as_seq(cx: &mut Mutator, value: Value) -> Result {
    let text = contents(cx, value)?;
    seq::seq(cx, text)
}

fn count(_cx: &mut Mutator, value: Value) -> Result<usize> {
    Ok(text_of(value).map_or(0, |text| text.look(|text| text.len_utf16())))
}

fn nth(_cx: &mut Mutator, value: Value, index: usize) -> Result {
    let unit = text_of(value).and_then(|text| text.look(|text| text.char_at(index)));
    Ok(unit.map_or(Value::ABSENT, Value::char))
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
