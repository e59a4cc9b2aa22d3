//! `java.lang.StringBuilder` and `java.lang.StringBuffer`.

use data::{kind, string_builder};

use super::character::push_code_point;
use crate::prelude::*;

/// What `append` and `insert` write of a value.
fn text_of(cx: &mut Mutator, value: Value) -> Result<Text> {
    let mut text = Text::new();
    if let Some(unit) = value.as_char() {
        text.push_unit(unit);
    } else if value.kind() == kind::CHAR_ARRAY {
        if let Some(chars) = data::array::element::Primitives::of(value) {
            (0..chars.len()).for_each(|at| text.push_unit(chars.bits(at) as u16));
        }
    } else {
        push_value(cx, value, &mut text)?;
    }
    Ok(text)
}

/// Runs `work` on the text of a builder.
fn with<R>(cx: &mut Mutator, this: Value, work: impl FnOnce(&mut Text) -> R) -> Result<R> {
    match string_builder::text_of(this) {
        Some(text) => text.change(cx, work),
        None => Err(data::throw::class_cast(cx, this, "java.lang.StringBuilder")),
    }
}

fn units(text: &Text) -> Vec<u16> {
    text.units(0, text.len_utf16())
}

/// Checks a range inside of a text of this length, as `AbstractStringBuilder` does.
fn check_range(cx: &mut Mutator, start: i64, end: i64, length: usize) -> Result<(usize, usize)> {
    if start < 0 || start > end || end > length as i64 {
        let message = format!("start {start}, end {end}, length {length}");
        return Err(data::throw::string_index(cx, message));
    }
    Ok((start as usize, end as usize))
}

fn check_index(cx: &mut Mutator, index: i64, length: usize) -> Result<usize> {
    match usize::try_from(index).ok().filter(|index| *index < length) {
        Some(index) => Ok(index),
        None => {
            let message = format!("index {index},length {length}");
            Err(data::throw::string_index(cx, message))
        }
    }
}

macro_rules! builder {
    ($class:literal, $module:ident, $kind:path) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[constructor]
            fn new(cx: &mut Mutator, source: Option<Value>) -> Result {
                let text = match source {
                    // A number is a capacity.
                    Some(source) if data::num::is_number(source) => {
                        if data::num::to_int(cx, source)? < 0 {
                            let shown = data::print::str_of(cx, source)?;
                            let class =
                                data::class::ClassId::named("java.lang.NegativeArraySizeException");
                            return Err(data::throwable::throw(cx, class, shown));
                        }
                        Text::new()
                    }
                    Some(source) if source.is_nil() => {
                        return Err(data::throw::null_receiver(cx, "String.length()", "str"));
                    }
                    Some(source) => text_of(cx, source)?,
                    None => Text::new(),
                };
                string_builder::new(cx, $kind, text)
            }

            #[instance_method("append")]
            fn append(
                cx: &mut Mutator,
                this: Value,
                value: Value,
                start: Option<i64>,
                end: Option<i64>,
            ) -> Result {
                let mut text = text_of(cx, value)?;
                if let (Some(start), Some(end)) = (start, end) {
                    // Of an array of chars the second number is a length.
                    let end = if value.kind() == kind::CHAR_ARRAY { start + end } else { end };
                    let (start, end) = check_range(cx, start, end, text.len_utf16())?;
                    let mut part = Text::new();
                    part.push_units(&text.units(start, end));
                    text = part;
                }
                with(cx, this, |own| own.push_text(&text))?;
                Ok(this)
            }

            #[instance_method("appendCodePoint")]
            fn append_code_point(cx: &mut Mutator, this: Value, code: Int) -> Result {
                let mut text = Text::new();
                push_code_point(&mut text, code.0 as u32);
                with(cx, this, |own| own.push_text(&text))?;
                Ok(this)
            }

            #[instance_method("insert")]
            fn insert(cx: &mut Mutator, this: Value, at: i64, value: Value) -> Result {
                let text = text_of(cx, value)?;
                let length = with(cx, this, |own| own.len_utf16())?;
                let Some(at) = usize::try_from(at).ok().filter(|at| *at <= length) else {
                    let message = format!("offset {at}, length {length}");
                    return Err(data::throw::string_index(cx, message));
                };
                let units = units(&text);
                with(cx, this, |own| {
                    let at = at.min(own.len_utf16());
                    own.splice(at, at, &units);
                })?;
                Ok(this)
            }

            #[instance_method("delete")]
            fn delete(cx: &mut Mutator, this: Value, start: i64, end: i64) -> Result {
                let length = with(cx, this, |own| own.len_utf16())?;
                let (start, end) = check_range(cx, start, end.min(length as i64), length)?;
                with(cx, this, |own| {
                    let end = end.min(own.len_utf16());
                    own.splice(start.min(end), end, &[]);
                })?;
                Ok(this)
            }

            #[instance_method("deleteCharAt")]
            fn delete_char_at(cx: &mut Mutator, this: Value, at: i64) -> Result {
                let length = with(cx, this, |own| own.len_utf16())?;
                let at = check_index(cx, at, length)? as i64;
                delete(cx, this, at, at + 1)
            }

            #[instance_method("replace")]
            fn replace(cx: &mut Mutator, this: Value, start: i64, end: i64, text: &Str) -> Result {
                let length = with(cx, this, |own| own.len_utf16())?;
                let (start, end) = check_range(cx, start, end.min(length as i64), length)?;
                let units = text.to_utf16().into_owned();
                with(cx, this, |own| {
                    let end = end.min(own.len_utf16());
                    own.splice(start.min(end), end, &units);
                })?;
                Ok(this)
            }

            #[instance_method("reverse")]
            fn reverse(cx: &mut Mutator, this: Value) -> Result {
                let text = string_builder::contents(cx, this)?;
                let reversed = data::string_ops::reverse(cx, text)?;
                let units = str_of(reversed).to_utf16().into_owned();
                with(cx, this, |own| {
                    let length = own.len_utf16();
                    own.splice(0, length, &units);
                })?;
                Ok(this)
            }

            #[instance_method("setLength")]
            fn set_length(cx: &mut Mutator, this: Value, length: i64) -> Result<()> {
                let Ok(length) = usize::try_from(length) else {
                    return Err(data::throw::string_index(
                        cx,
                        format!("String index out of range: {length}"),
                    ));
                };
                cx.admit_external(length.saturating_mul(size_of::<u16>()))?;
                with(cx, this, |own| match length.checked_sub(own.len_utf16()) {
                    Some(more) => own.push_units(&vec![0; more]),
                    None => own.truncate(length),
                })
            }

            #[instance_method("setCharAt")]
            fn set_char_at(cx: &mut Mutator, this: Value, at: i64, unit: u16) -> Result<()> {
                let length = with(cx, this, |own| own.len_utf16())?;
                let at = check_index(cx, at, length)?;
                with(cx, this, |own| {
                    if at < own.len_utf16() {
                        own.splice(at, at + 1, &[unit]);
                    }
                })
            }

            #[instance_method("length")]
            fn length(cx: &mut Mutator, this: Value) -> Result<Int> {
                with(cx, this, |own| own.len_utf16()).map(int)
            }

            #[instance_method("capacity")]
            fn capacity(cx: &mut Mutator, this: Value) -> Result<Int> {
                with(cx, this, |own| own.len_utf16().max(16)).map(int)
            }

            #[instance_method("ensureCapacity")]
            fn ensure_capacity(_cx: &mut Mutator, _this: Value, _capacity: i64) -> Result<()> {
                Ok(())
            }

            #[instance_method("charAt")]
            fn char_at(cx: &mut Mutator, this: Value, at: i64) -> Result<u16> {
                let found = usize::try_from(at).ok();
                match with(cx, this, |own| (found.and_then(|at| own.char_at(at)), own.len_utf16()))?
                {
                    (Some(unit), _) => Ok(unit),
                    (None, length) => {
                        let message = format!("index {at},length {length}");
                        Err(data::throw::string_index(cx, message))
                    }
                }
            }

            #[instance_method("substring")]
            fn substring(cx: &mut Mutator, this: Value, start: i64, end: Option<i64>) -> Result {
                let text = string_builder::contents(cx, this)?;
                let length = str_of(text).len_utf16();
                let (start, end) = check_range(cx, start, end.unwrap_or(length as i64), length)?;
                data::string::slice(cx, text, start, end)
            }

            #[instance_method("indexOf")]
            fn index_of(
                cx: &mut Mutator,
                this: Value,
                part: &Str,
                from: Option<i64>,
            ) -> Result<Int> {
                let text = string_builder::contents(cx, this)?;
                let from = from.unwrap_or(0).max(0) as usize;
                Ok(index(str_of(text).index_of(part, from)))
            }

            #[instance_method("lastIndexOf")]
            fn last_index_of(cx: &mut Mutator, this: Value, part: &Str) -> Result<Int> {
                let text = string_builder::contents(cx, this)?;
                Ok(index(str_of(text).last_index_of(part, usize::MAX)))
            }
        }
    };
}

builder!("java.lang.StringBuilder", builder, kind::STRING_BUILDER);
builder!("java.lang.StringBuffer", buffer, kind::STRING_BUFFER);
