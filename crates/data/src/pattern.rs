//! `java.util.regex.Pattern` as an object: its source, and the pattern that the regex crate made of it.
#![allow(unsafe_code, reason = "a pattern owns memory outside the heap")]

use core::ptr::NonNull;

use heap::{Header, HeapType, Kind, Layout, Mutator, Result};
use heap::{TextSink, Thrown, TypeInfo, Value};
use java_regex::{Flags, Groups, MatchError, PatternError, Search, SyntaxError, Text};

use crate::class::ClassId;
use crate::string::{self, Chars, Str};
use crate::{class, kind, print, throw, throwable, vector};

/// A pattern object.
#[repr(C)]
pub struct Pattern {
    header: Header,
    source: Value,
    engine: NonNull<java_regex::Pattern>,
}

impl HeapType for Pattern {
    const KIND: Kind = kind::PATTERN;
    const FINALIZED: bool = true;
}

impl Pattern {
    /// The source as a string value.
    pub fn source(&self) -> Value {
        self.source
    }

    pub fn source_str(&self) -> &Str {
        string::of(self.source).expect("a pattern's source is a string")
    }

    /// What searches.
    pub fn engine(&self) -> &java_regex::Pattern {
        // SAFETY: [OWNED] the engine lives as long as the pattern object.
        unsafe { self.engine.as_ref() }
    }
}

/// # Safety
/// `object` is a dead `Pattern`.
unsafe fn finalize(object: *mut u8) {
    // SAFETY: [OWNED] the pattern alone owned its engine, which `compile` boxed.
    unsafe { drop(Box::from_raw((*(object as *mut Pattern)).engine.as_ptr())) };
}

/// The pattern in a value.
pub fn of<'a>(value: Value) -> Option<&'a Pattern> {
    value.cast::<Pattern>()
}

/// The pattern in a value.
///
/// # Errors
/// `ClassCastException` when it is none, `NullPointerException` when it is nil.
pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Pattern> {
    match of(value) {
        Some(pattern) => Ok(pattern),
        None => Err(throw::class_cast(cx, value, "java.util.regex.Pattern")),
    }
}

/// `Pattern.compile`: the pattern of this source, a string value.
///
/// # Errors
/// `PatternSyntaxException`; `IllegalArgumentException` for flags that are none; `ClassCastException`
/// and `NullPointerException` when the source is no string.
pub fn compile(cx: &mut Mutator, source: Value, flags: i32) -> Result {
    let Some(text) = string::of(source) else {
        if source.is_nil() {
            let message = "Cannot invoke \"String.isEmpty()\" because \"this.pattern\" is null";
            return Err(throw::null_pointer(cx, message));
        }
        return Err(throw::class_cast(cx, source, "java.lang.String"));
    };
    let flags = Flags(flags as u32);
    if flags.without(Flags::ALL) != Flags::NONE {
        let message = format!("Unknown flag 0x{:x}", flags.without(Flags::ALL).0);
        return Err(throw::illegal_argument(cx, message));
    }
    let made = match text.chars() {
        Chars::Ascii(text) => java_regex::Pattern::new(text, flags),
        Chars::Wide(units) => java_regex::Pattern::new(&java_regex::pattern_text(units), flags),
    };
    match made {
        Ok(engine) => {
            let engine = NonNull::from(Box::leak(Box::new(engine)));
            let made = cx.alloc(Pattern { header: Header::of::<Pattern>(), source, engine });
            if made.is_err() {
                // SAFETY: [OWNED] no object has taken the engine.
                unsafe { drop(Box::from_raw(engine.as_ptr())) };
            }
            made
        }
        Err(PatternError::Syntax(error)) => Err(throw_syntax(cx, source, &error)),
        Err(PatternError::TooDeep) => Err(throwable::stack_overflow(cx)),
    }
}

/// The exception keeps `[description index source]` for those who ask.
fn throw_syntax(cx: &mut Mutator, source: Value, error: &SyntaxError) -> Thrown {
    let mut make = || -> Result {
        let text = print::str_of(cx, source)?;
        let shown = SyntaxError { pattern: text, ..error.clone() };
        let message = string::new(cx, &shown.to_string())?;
        let class = class::object(cx, ClassId::named("java.util.regex.PatternSyntaxException"))?;
        let parts = throwable::Parts { class, message, cause: Value::NIL, data: Value::NIL };
        let thrown = throwable::from_parts(cx, parts)?;
        let description = string::new(cx, &error.description)?;
        let extra = vector::from_slice(cx, &[description, Value::small(error.index), source])?;
        if let Some(object) = throwable::of(thrown) {
            cx.store(thrown, &object.extra, extra);
        }
        Ok(thrown)
    };
    match make() {
        Ok(thrown) => cx.throw(thrown),
        Err(thrown) => thrown,
    }
}

/// How a match must lie in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// The next one from a place on.
    Next(Search),
    /// At the beginning: `lookingAt`.
    Beginning,
    /// The whole text: `matches`.
    Whole,
}

/// The characters of a string as the regex crate takes them.
#[inline]
pub fn text(string: &Str) -> Text<'_> {
    match string.chars() {
        Chars::Ascii(text) => Text::Ascii(text),
        Chars::Wide(units) => Text::Wide(units),
    }
}

/// A part of a text.
pub fn cut(text: Text<'_>, start: usize, end: usize) -> Text<'_> {
    match text {
        Text::Ascii(text) => Text::Ascii(&text[start..end]),
        Text::Wide(units) => Text::Wide(&units[start..end]),
    }
}

/// Matches; the spans stand in `groups` when the answer is true.
///
/// # Errors
/// `StackOverflowError` when the ways to go back are too many; an interrupt of this thread.
pub fn run(
    cx: &mut Mutator,
    engine: &java_regex::Pattern,
    text: Text<'_>,
    extent: Extent,
    groups: &mut Groups,
) -> Result<bool> {
    let mut poll = || cx.safepoint().is_err();
    let found = match extent {
        Extent::Next(search) => engine.find(text, search, groups, &mut poll),
        Extent::Beginning => engine.looking_at(text, groups, &mut poll),
        Extent::Whole => engine.matches(text, groups, &mut poll),
    };
    match found {
        Ok(found) => Ok(found),
        Err(MatchError::TooDeep) => Err(throwable::stack_overflow(cx)),
        Err(MatchError::Stopped) => Err(Thrown),
    }
}

/// What `re-groups` answers for a match: the matched text, or a vector when there are groups.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn groups_value(
    cx: &mut Mutator,
    engine: &java_regex::Pattern,
    text: Value,
    groups: &Groups,
) -> Result {
    let (start, end) = groups.whole();
    if engine.group_count() == 0 {
        return string::slice(cx, text, start, end);
    }
    let mut all = heap::RootVec::new(cx);
    for group in 0..=engine.group_count() {
        let value = match groups.get(group) {
            Some((start, end)) => string::slice(cx, text, start, end)?,
            None => Value::NIL,
        };
        all.push(value);
    }
    vector::from_slice(cx, &all)
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    if let Some(pattern) = of(value) {
        print::write_pattern(pattern.source_str(), out);
    }
    Ok(())
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if let Some(pattern) = of(value) {
        pattern.source_str().write_to(out);
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    finalize: Some(finalize),
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.util.regex.Pattern", Layout::RefsThenRaw(1))
};
