//! Splitting and replacing by pattern.

use heap::{Mutator, Result, RootVec, Thrown, Value};
use java_regex::{Groups, Piece, Replacement, ReplacementError, Search};

use crate::class::ClassId;
use crate::pattern::{self, Extent};
use crate::string::{self, Chars, Str};
use crate::string_ops::push_part;
use crate::text::Text;
use crate::{throw, throwable};

/// Calls `each` with the matches one after the other, for as long as it answers true.
///
/// # Errors
/// As for `pattern::run`, and whatever `each` throws.
pub fn each_match(
    cx: &mut Mutator,
    pattern: Value,
    text: Value,
    mut each: impl FnMut(&mut Mutator, &Groups) -> Result<bool>,
) -> Result<()> {
    let engine = pattern::expect(cx, pattern)?.engine();
    let subject = string::of(text).expect("the caller has a string");
    if subject.len_utf16() > LONG {
        engine.expect_much_use();
    }
    let mut groups = Groups::new();
    let mut search = Search::from(0);
    loop {
        let subject = pattern::text(subject);
        if !pattern::run(cx, engine, subject, Extent::Next(search), &mut groups)? {
            return Ok(());
        }
        if !each(cx, &groups)? {
            return Ok(());
        }
        let (start, end) = groups.whole();
        search = Search { from: if start == end { end + 1 } else { end }, previous_end: end };
        cx.safepoint()?;
    }
}

/// Texts of this length are worth an automaton.
const LONG: usize = 16 << 10;

/// `Pattern.split(text, limit)`: a positive limit bounds the number of parts, 0 drops empty ones at
/// the end, a negative one keeps them.
///
/// # Errors
/// As for `pattern::run`.
pub fn split(cx: &mut Mutator, pattern: Value, text: Value, limit: i64) -> Result<RootVec> {
    let mut parts = RootVec::new(cx);
    let engine = pattern::expect(cx, pattern)?.engine();
    let subject = string::of(text).expect("the caller has a string");
    let most = if limit > 0 { limit as usize } else { usize::MAX };
    let start = match (subject.chars(), engine.literal()) {
        (Chars::Ascii(subject), Some(&[unit])) if unit < 128 => {
            split_at_byte(cx, text, subject, unit as u8, most, &mut parts)?
        }
        _ => {
            let mut start = 0;
            each_match(cx, pattern, text, |cx, groups| {
                let (found, end) = groups.whole();
                if parts.len() + 1 >= most {
                    return Ok(false);
                }
                // What matches nothing at the beginning splits nothing off.
                if end == 0 && found == 0 {
                    return Ok(true);
                }
                let part = string::slice(cx, text, start, found)?;
                parts.try_push(cx, part)?;
                start = end;
                Ok(true)
            })?;
            start
        }
    };
    let rest = string::slice(cx, text, start, subject.len_utf16())?;
    parts.push(rest);
    if limit == 0 && parts.len() > 1 {
        while parts.last().is_some_and(|part| string::of(*part).is_some_and(Str::is_empty)) {
            parts.pop();
        }
    }
    Ok(parts)
}

/// Splits without a search engine; answers where the rest begins.
fn split_at_byte(
    cx: &mut Mutator,
    text: Value,
    subject: &str,
    byte: u8,
    most: usize,
    parts: &mut RootVec,
) -> Result<usize> {
    let mut start = 0;
    while parts.len() + 1 < most {
        let Some(length) = memchr::memchr(byte, &subject.as_bytes()[start..]) else { break };
        let part = string::slice(cx, text, start, start + length)?;
        parts.try_push(cx, part)?;
        start += length + 1;
    }
    Ok(start)
}

/// How many matches are replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matches {
    First,
    All,
}

/// Replaces by a template with `$1` and `${name}`.
///
/// # Errors
/// What Java throws for a template that is wrong, once there is a match; as for `pattern::run`.
pub fn replace(
    cx: &mut Mutator,
    pattern: Value,
    text: Value,
    template: &Str,
    matches: Matches,
) -> Result {
    let engine = pattern::expect(cx, pattern)?.engine();
    let subject = string::of(text).expect("the caller has a string");
    let template_of = |cx: &mut Mutator| parse(cx, template, engine);
    let mut replacement: Option<Replacement> = None;
    replace_by(cx, pattern, text, matches, |cx, groups, out| {
        let replacement = match &mut replacement {
            Some(replacement) => replacement,
            missing => missing.insert(template_of(cx)?),
        };
        expand(replacement, subject, groups, out);
        Ok(())
    })
}

/// Adds what a template means for a match.
pub fn expand(replacement: &Replacement, subject: &Str, groups: &Groups, out: &mut Text) {
    for piece in replacement.pieces() {
        match piece {
            Piece::Text(units) => out.push_units(units),
            Piece::Group(group) => {
                if let Some((start, end)) = groups.get(*group) {
                    push_part(out, subject, start, end);
                }
            }
        }
    }
}

/// A template understood.
///
/// # Errors
/// `IllegalArgumentException`, `IndexOutOfBoundsException`: what Java throws for it.
pub fn parse(
    cx: &mut Mutator,
    template: &Str,
    engine: &java_regex::Pattern,
) -> Result<Replacement> {
    Replacement::new(&template.to_utf16(), engine).map_err(|error| match error {
        ReplacementError::IllegalArgument(message) => throw::illegal_argument(cx, message),
        ReplacementError::IndexOutOfBounds(message) => {
            throwable::throw(cx, ClassId::INDEX_OUT_OF_BOUNDS, message)
        }
    })
}

/// Replaces matches by what `replacement` adds to the text.
///
/// # Errors
/// As for `pattern::run`, and whatever `replacement` throws.
pub fn replace_by(
    cx: &mut Mutator,
    pattern: Value,
    text: Value,
    matches: Matches,
    mut replacement: impl FnMut(&mut Mutator, &Groups, &mut Text) -> Result<()>,
) -> Result {
    let subject = string::of(text).expect("the caller has a string");
    let mut out = Text::new();
    let mut copied = 0;
    let mut found = false;
    each_match(cx, pattern, text, |cx, groups| {
        let (start, end) = groups.whole();
        found = true;
        push_part(&mut out, subject, copied, start);
        replacement(cx, groups, &mut out)?;
        out.settle(cx)?;
        copied = end;
        Ok(matches == Matches::All)
    })?;
    if !found {
        return Ok(text);
    }
    push_part(&mut out, subject, copied, subject.len_utf16());
    out.to_value(cx)
}

/// Replaces matches by what a function answers for `re-groups` of each, taken as it is.
///
/// # Errors
/// As for `replace_by`; `ClassCastException` and `NullPointerException` when the answer is no string.
pub fn replace_with(
    cx: &mut Mutator,
    pattern: Value,
    text: Value,
    function: Value,
    matches: Matches,
) -> Result {
    let engine = pattern::expect(cx, pattern)?.engine();
    replace_by(cx, pattern, text, matches, |cx, groups, out| {
        let groups = pattern::groups_value(cx, engine, text, groups)?;
        let answer = cx.invoke(function, &[groups])?;
        match string::of(answer) {
            Some(answer) => {
                out.push_string(answer);
                Ok(())
            }
            None => Err(no_string(cx, answer)),
        }
    })
}

fn no_string(cx: &mut Mutator, answer: Value) -> Thrown {
    if answer.is_nil() {
        return throw::null_receiver(cx, "String.indexOf(int)", "s");
    }
    throw::class_cast(cx, answer, "java.lang.String")
}
