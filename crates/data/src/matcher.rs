//! `java.util.regex.Matcher`: a pattern, a text, and where the search stands.
//!
//! What changes are fields with small integers, and the last match as an object of its own that never
//! changes: threads that share a matcher may confuse each other, as on the JVM, but nothing else.

use heap::{Counted, Field, Header, HeapType, Kind, Layout, Mutator, Result};
use heap::{TextSink, Thrown, TypeInfo, Value};
use java_regex::{Groups, Search, Text};

use crate::pattern::{self, Extent, Pattern};
use crate::string::{self, Str};
use crate::{kind, print, throw};

/// A matcher.
#[repr(C)]
pub struct Matcher {
    header: Header,
    pattern: Field,
    text: Field,
    /// The spans of the last match, a word each; nil after a failure and at the beginning.
    found: Field,
    /// Where the next search begins.
    next: Field,
    /// Where the last match ended, for `\G`.
    previous_end: Field,
    /// Up to where `appendReplacement` has copied.
    appended: Field,
    region_start: Field,
    region_end: Field,
}

impl HeapType for Matcher {
    const KIND: Kind = kind::MATCHER;
}

const NO_SPAN: u64 = u64::MAX;

/// The matcher in a value.
pub fn of<'a>(value: Value) -> Option<&'a Matcher> {
    value.cast::<Matcher>()
}

/// The matcher in a value.
///
/// # Errors
/// `ClassCastException` when it is none, `NullPointerException` when it is nil.
pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Matcher> {
    match of(value) {
        Some(matcher) => Ok(matcher),
        None => Err(throw::class_cast(cx, value, "java.util.regex.Matcher")),
    }
}

/// `(re-matcher pattern text)`; `text` is a char sequence.
///
/// # Errors
/// `NullPointerException` for nil, `ClassCastException` for what is neither.
pub fn new(cx: &mut Mutator, pattern: Value, text: Value) -> Result {
    pattern::expect(cx, pattern)?;
    let text = char_sequence(cx, text)?;
    let length = string::of(text).map_or(0, Str::len_utf16);
    cx.alloc(Matcher {
        header: Header::of::<Matcher>(),
        pattern: Field::new(pattern),
        text: Field::new(text),
        found: Field::new(Value::NIL),
        next: Field::new(Value::small(0)),
        previous_end: Field::new(Value::small(0)),
        appended: Field::new(Value::small(0)),
        region_start: Field::new(Value::small(0)),
        region_end: Field::new(small(length)),
    })
}

fn small(n: usize) -> Value {
    Value::small(n.min(i32::MAX as usize) as i32)
}

/// A char sequence as a string.
///
/// # Errors
/// `NullPointerException` for nil, `ClassCastException` for what is none.
pub fn char_sequence(cx: &mut Mutator, text: Value) -> Result {
    if string::of(text).is_some() {
        return Ok(text);
    }
    if text.is_nil() {
        let message =
            "Cannot invoke \"java.lang.CharSequence.length()\" because \"this.text\" is null";
        return Err(throw::null_pointer(cx, message));
    }
    if cx.desc_of(text).info().interfaces.has(heap::Interfaces::CHAR_SEQUENCE) {
        let mut out = crate::text::Text::new();
        print::to_str(cx, text, &mut out)?;
        return out.to_value(cx);
    }
    Err(throw::class_cast(cx, text, "java.lang.CharSequence"))
}

impl Matcher {
    pub fn pattern(&self) -> Value {
        self.pattern.get()
    }

    /// The text as a string value.
    pub fn text(&self) -> Value {
        self.text.get()
    }

    /// The engine of the pattern.
    pub fn engine<'a>(&self) -> &'a java_regex::Pattern {
        pattern::of(self.pattern.get()).map(Pattern::engine).expect("a matcher has a pattern")
    }

    fn whole_text<'a>(&self) -> Text<'a> {
        string::of(self.text.get()).map(pattern::text).expect("a matcher has a text")
    }

    fn number(field: &Field) -> usize {
        field.get().as_fixnum().map_or(0, |n| n as usize)
    }

    /// The region that is searched: its start and its end.
    pub fn region(&self) -> (usize, usize) {
        let length = self.whole_text().len();
        let end = Matcher::number(&self.region_end).min(length);
        (Matcher::number(&self.region_start).min(end), end)
    }

    pub fn appended(&self) -> usize {
        Matcher::number(&self.appended)
    }

    /// True when there is a match to ask for.
    pub fn has_match(&self) -> bool {
        !self.found.get().is_nil()
    }

    /// The span of a group of the last match; nothing when the group took no part in it.
    ///
    /// # Errors
    /// `IllegalStateException` without a match, `IndexOutOfBoundsException` without such a group.
    pub fn span(&self, cx: &mut Mutator, group: i64) -> Result<Option<(usize, usize)>> {
        let found = self.found.get();
        let Some(spans) = Counted::of(found).map(Counted::raw) else {
            return Err(no_match(cx));
        };
        match usize::try_from(group).ok().and_then(|group| spans.get(group)) {
            Some(&NO_SPAN) => Ok(None),
            Some(&span) => Ok(Some(((span >> 32) as usize, span as u32 as usize))),
            None => {
                let class = crate::class::ClassId::INDEX_OUT_OF_BOUNDS;
                Err(crate::throwable::throw(cx, class, format!("No group {group}")))
            }
        }
    }
}

fn no_match(cx: &mut Mutator) -> Thrown {
    throw::illegal_state(cx, "No match found")
}

fn keep(cx: &mut Mutator, value: Value, groups: &Groups, count: usize) -> Result<()> {
    let found = cx.alloc_counted(kind::RAW_WORDS, 0, count + 1, |_, words| {
        for (group, word) in words.iter_mut().enumerate() {
            *word =
                groups.get(group).map_or(NO_SPAN, |(start, end)| (start as u64) << 32 | end as u64);
        }
    })?;
    let matcher = of(value).expect("the caller has a matcher");
    let (start, end) = groups.whole();
    cx.store(value, &matcher.found, found);
    cx.store(value, &matcher.previous_end, small(end));
    cx.store(value, &matcher.next, small(if start == end { end + 1 } else { end }));
    Ok(())
}

fn search(cx: &mut Mutator, value: Value, extent: Extent) -> Result<bool> {
    let matcher = expect(cx, value)?;
    let (region_start, region_end) = matcher.region();
    let (engine, text) = (matcher.engine(), matcher.whole_text());
    let text = pattern::cut(text, region_start, region_end);
    let mut groups = Groups::new();
    if !pattern::run(cx, engine, text, extent, &mut groups)? {
        cx.store(value, &matcher.found, Value::NIL);
        return Ok(false);
    }
    groups.shift(region_start);
    keep(cx, value, &groups, engine.group_count())?;
    Ok(true)
}

/// `find()`: the next match.
///
/// # Errors
/// As for `pattern::run`.
pub fn find(cx: &mut Mutator, value: Value) -> Result<bool> {
    let matcher = expect(cx, value)?;
    let (start, end) = matcher.region();
    let next = Matcher::number(&matcher.next).max(start);
    if next > end {
        cx.store(value, &matcher.found, Value::NIL);
        return Ok(false);
    }
    let previous_end = Matcher::number(&matcher.previous_end).max(start) - start;
    search(cx, value, Extent::Next(Search { from: next - start, previous_end }))
}

/// `find(from)`: resets, then looks from there on.
///
/// # Errors
/// `IndexOutOfBoundsException` when the text is shorter; as for `pattern::run`.
pub fn find_from(cx: &mut Mutator, value: Value, from: i64) -> Result<bool> {
    let matcher = expect(cx, value)?;
    let length = matcher.whole_text().len();
    let Some(from) = usize::try_from(from).ok().filter(|&from| from <= length) else {
        let class = crate::class::ClassId::INDEX_OUT_OF_BOUNDS;
        return Err(crate::throwable::throw(cx, class, "Illegal start index"));
    };
    reset(cx, value)?;
    search(cx, value, Extent::Next(Search::from(from)))
}

/// # Errors
/// As for `pattern::run`.
pub fn matches(cx: &mut Mutator, value: Value) -> Result<bool> {
    search(cx, value, Extent::Whole)
}

/// # Errors
/// As for `pattern::run`.
pub fn looking_at(cx: &mut Mutator, value: Value) -> Result<bool> {
    search(cx, value, Extent::Beginning)
}

/// Back to the beginning of the text.
///
/// # Errors
/// `ClassCastException` when the value is no matcher.
pub fn reset(cx: &mut Mutator, value: Value) -> Result<()> {
    let length = expect(cx, value)?.whole_text().len();
    set_region(cx, value, 0, length)
}

/// Another text, from its beginning.
///
/// # Errors
/// As for `new`.
pub fn reset_to(cx: &mut Mutator, value: Value, text: Value) -> Result<()> {
    let text = char_sequence(cx, text)?;
    let matcher = expect(cx, value)?;
    cx.store(value, &matcher.text, text);
    reset(cx, value)
}

/// Searches a part of the text only, whose bounds the caller has checked.
///
/// # Errors
/// `ClassCastException` when the value is no matcher.
pub fn set_region(cx: &mut Mutator, value: Value, start: usize, end: usize) -> Result<()> {
    let matcher = expect(cx, value)?;
    cx.store(value, &matcher.found, Value::NIL);
    cx.store(value, &matcher.next, small(start));
    cx.store(value, &matcher.previous_end, small(start));
    cx.store(value, &matcher.appended, Value::small(0));
    cx.store(value, &matcher.region_start, small(start));
    cx.store(value, &matcher.region_end, small(end));
    Ok(())
}

/// Another pattern, from where the search stands.
///
/// # Errors
/// `IllegalArgumentException` for nil, `ClassCastException` for what is no pattern.
pub fn set_pattern(cx: &mut Mutator, value: Value, pattern: Value) -> Result<()> {
    if pattern.is_nil() {
        return Err(throw::illegal_argument(cx, "Pattern cannot be null"));
    }
    pattern::expect(cx, pattern)?;
    let matcher = expect(cx, value)?;
    cx.store(value, &matcher.pattern, pattern);
    cx.store(value, &matcher.found, Value::NIL);
    Ok(())
}

/// Tells up to where the text has been copied to a replacement.
///
/// # Errors
/// `ClassCastException` when the value is no matcher.
pub fn set_appended(cx: &mut Mutator, value: Value, end: usize) -> Result<()> {
    let matcher = expect(cx, value)?;
    cx.store(value, &matcher.appended, small(end));
    Ok(())
}

/// The text of a group of the last match, or nil.
///
/// # Errors
/// As for `Matcher::span`.
pub fn group(cx: &mut Mutator, value: Value, group: i64) -> Result {
    let matcher = expect(cx, value)?;
    match matcher.span(cx, group)? {
        Some((start, end)) => string::slice(cx, matcher.text(), start, end),
        None => Ok(Value::NIL),
    }
}

/// What `re-groups` answers.
///
/// # Errors
/// As for `Matcher::span`.
pub fn groups(cx: &mut Mutator, value: Value) -> Result {
    let count = expect(cx, value)?.engine().group_count();
    if count == 0 {
        return group(cx, value, 0);
    }
    let mut all = heap::RootVec::new(cx);
    for number in 0..=count {
        let text = group(cx, value, number as i64)?;
        all.push(text);
    }
    crate::vector::from_slice(cx, &all)
}

fn to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let matcher = expect(cx, value)?;
    let (start, end) = matcher.region();
    out.write_str("java.util.regex.Matcher[pattern=");
    if let Some(pattern) = pattern::of(matcher.pattern()) {
        pattern.source_str().write_to(out);
    }
    out.write_str(&format!(" region={start},{end} lastmatch="));
    if matcher.has_match() {
        let last = group(cx, value, 0)?;
        if let Some(last) = string::of(last) {
            last.write_to(out);
        }
    }
    out.write_str("]");
    Ok(())
}

pub(crate) static INFO: TypeInfo =
    TypeInfo { to_str: Some(to_str), ..TypeInfo::new("java.util.regex.Matcher", Layout::AllRefs) };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn text_of(cx: &mut Mutator, value: Value) -> String {
        print::pr_str(cx, value).expect("prints")
    }

    #[test]
    fn finds_one_after_the_other() {
        testing::with(|cx| {
            let source = string::new(cx, "(\\d)(x)?").expect("room");
            let pattern = pattern::compile(cx, source, 0).expect("a good pattern");
            let text = string::new(cx, "1 2x é3").expect("room");
            let matcher = new(cx, pattern, text).expect("room");
            let mut all = Vec::new();
            while find(cx, matcher).expect("searches") {
                let groups = groups(cx, matcher).expect("a match");
                all.push(text_of(cx, groups));
            }
            assert_eq!(all, ["[\"1\" \"1\" nil]", "[\"2x\" \"2\" \"x\"]", "[\"3\" \"3\" nil]"]);
            let after = groups(cx, matcher);
            let message = testing::thrown(cx, after);
            assert_eq!(message, "java.lang.IllegalStateException: No match found");
        });
    }

    #[test]
    fn faults_are_told_as_java_tells_them() {
        testing::with(|cx| {
            let source = string::new(cx, "*").expect("room");
            let made = pattern::compile(cx, source, 0);
            assert_eq!(
                testing::thrown(cx, made),
                "java.util.regex.PatternSyntaxException: \
                 Dangling meta character '*' near index 0\n*\n^"
            );
        });
    }
}
