//! `java.util.regex`.

use data::pattern_ops::{self, Matches};
use data::{matcher, pattern, string_builder, string_ops};
use java_regex::Flags;

use crate::prelude::*;

/// The patterns of a flag's name, as fields.
const fn flag(flags: Flags) -> Int {
    Int(flags.0 as i32)
}

#[host_class("java.util.regex.Pattern")]
pub mod java_pattern {
    use super::*;

    #[field("UNIX_LINES")]
    const UNIX_LINES: Int = flag(Flags::UNIX_LINES);
    #[field("CASE_INSENSITIVE")]
    const CASE_INSENSITIVE: Int = flag(Flags::CASE_INSENSITIVE);
    #[field("COMMENTS")]
    const COMMENTS: Int = flag(Flags::COMMENTS);
    #[field("MULTILINE")]
    const MULTILINE: Int = flag(Flags::MULTILINE);
    #[field("LITERAL")]
    const LITERAL: Int = flag(Flags::LITERAL);
    #[field("DOTALL")]
    const DOTALL: Int = flag(Flags::DOTALL);
    #[field("UNICODE_CASE")]
    const UNICODE_CASE: Int = flag(Flags::UNICODE_CASE);
    #[field("CANON_EQ")]
    const CANON_EQ: Int = flag(Flags::CANON_EQ);
    #[field("UNICODE_CHARACTER_CLASS")]
    const UNICODE_CHARACTER_CLASS: Int = flag(Flags::UNICODE_CHARACTER_CLASS);

    #[method("compile")]
    fn compile(cx: &mut Mutator, regex: Value, flags: Option<Int>) -> Result {
        pattern::compile(cx, regex, flags.map_or(0, |flags| flags.0))
    }

    #[method("matches")]
    fn matches_text(cx: &mut Mutator, regex: Value, text: Value) -> Result<bool> {
        let pattern = pattern::compile(cx, regex, 0)?;
        let matcher = matcher::new(cx, pattern, text)?;
        matcher::matches(cx, matcher)
    }

    #[method("quote")]
    fn quote(cx: &mut Mutator, text: &Str) -> Result {
        let text = text.to_str().replace("\\E", "\\E\\\\E\\Q");
        string(cx, &format!("\\Q{text}\\E"))
    }

    #[instance_method("pattern")]
    fn source(cx: &mut Mutator, this: Value) -> Result {
        Ok(pattern::expect(cx, this)?.source())
    }

    #[instance_method("flags")]
    fn flags(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(flag(pattern::expect(cx, this)?.engine().flags()))
    }

    #[instance_method("matcher")]
    fn new_matcher(cx: &mut Mutator, this: Value, text: Value) -> Result {
        matcher::new(cx, this, text)
    }

    #[instance_method("split")]
    fn split(cx: &mut Mutator, this: Value, text: Value, limit: Option<i64>) -> Result {
        let text = matcher::char_sequence(cx, text)?;
        let parts = pattern_ops::split(cx, this, text, limit.unwrap_or(0))?;
        array_of(cx, "java.lang.String", &parts)
    }

    #[instance_method("splitAsStream")]
    fn split_as_stream(cx: &mut Mutator, this: Value, text: Value) -> Result {
        let text = matcher::char_sequence(cx, text)?;
        let parts = pattern_ops::split(cx, this, text, 0)?;
        super::super::stream::of(cx, &parts)
    }

    #[instance_method("asPredicate")]
    fn as_predicate(_cx: &mut Mutator, this: Value) -> Result {
        // `test` below finds: the pattern itself serves as the predicate.
        Ok(this)
    }

    #[instance_method("test")]
    fn test(cx: &mut Mutator, this: Value, text: Value) -> Result<bool> {
        let matcher = matcher::new(cx, this, text)?;
        matcher::find(cx, matcher)
    }
}

/// The number of the group that an argument means: a number, or a name.
fn group_number(cx: &mut Mutator, this: Value, group: Option<Value>) -> Result<i64> {
    let Some(group) = group else { return Ok(0) };
    let Some(name) = data::string::of(group) else {
        return data::num::to_int(cx, group).map(i64::from);
    };
    let name = name.to_str();
    let matcher = matcher::expect(cx, this)?;
    if !matcher.has_match() {
        return Err(data::throw::illegal_state(cx, "No match found"));
    }
    match matcher.engine().group_named(&name) {
        Some(group) => Ok(group as i64),
        None => Err(data::throw::illegal_argument(cx, format!("No group with name <{name}>"))),
    }
}

/// The span of a group; -1 on both sides when it took no part.
fn span(cx: &mut Mutator, this: Value, group: Option<Value>) -> Result<(i64, i64)> {
    let matcher = matcher::expect(cx, this)?;
    if !matcher.has_match() {
        return Err(data::throw::illegal_state(cx, "No match available"));
    }
    let group = group_number(cx, this, group)?;
    Ok(matcher.span(cx, group)?.map_or((-1, -1), |(start, end)| (start as i64, end as i64)))
}

/// The groups of the last match, for templates.
fn last_groups(cx: &mut Mutator, this: Value, text: &mut Text, template: &Str) -> Result<()> {
    let matcher = matcher::expect(cx, this)?;
    let replacement = pattern_ops::parse(cx, template, matcher.engine())?;
    for piece in replacement.pieces() {
        match piece {
            java_regex::Piece::Text(units) => text.push_units(units),
            java_regex::Piece::Group(group) => {
                if let Some((start, end)) = matcher.span(cx, *group as i64)? {
                    string_ops::push_part(text, str_of(matcher.text()), start, end);
                }
            }
        }
    }
    Ok(())
}

fn replace(cx: &mut Mutator, this: Value, replacement: Value, matches: Matches) -> Result {
    let matcher = matcher::expect(cx, this)?;
    let (pattern, text) = (matcher.pattern(), matcher.text());
    matcher::reset(cx, this)?;
    if let Some(template) = data::string::of(replacement) {
        return pattern_ops::replace(cx, pattern, text, template, matches);
    }
    if replacement.is_nil() {
        return Err(data::throw::null_pointer(cx, "replacement"));
    }
    // A function of the match result answers a template.
    pattern_ops::replace_by(cx, pattern, text, matches, |cx, groups, out| {
        let current = matcher::new(cx, pattern, text)?;
        matcher::find_from(cx, current, groups.whole().0 as i64)?;
        let template = call(cx, replacement, "apply", &[current])?;
        match data::string::of(template) {
            Some(template) => last_groups(cx, current, out, template),
            None => Err(data::throw::class_cast(cx, template, "java.lang.String")),
        }
    })
}

/// Adds to a `StringBuilder`, a `StringBuffer` or a writer.
fn append_to(cx: &mut Mutator, target: Value, text: &Text) -> Result<()> {
    match string_builder::text_of(target) {
        Some(own) => own.change(cx, |own| own.push_text(text)),
        None => runtime::out::write(cx, target, text),
    }
}

#[host_class("java.util.regex.Matcher")]
pub mod java_matcher {
    use super::*;

    #[method("quoteReplacement")]
    fn quote_replacement(cx: &mut Mutator, text: &Str) -> Result {
        let quoted = java_regex::quote_replacement(&text.to_utf16());
        data::string::from_utf16(cx, &quoted)
    }

    #[instance_method("find")]
    fn find(cx: &mut Mutator, this: Value, from: Option<i64>) -> Result<bool> {
        match from {
            Some(from) => matcher::find_from(cx, this, from),
            None => matcher::find(cx, this),
        }
    }

    #[instance_method("matches")]
    fn matches(cx: &mut Mutator, this: Value) -> Result<bool> {
        matcher::matches(cx, this)
    }

    #[instance_method("lookingAt")]
    fn looking_at(cx: &mut Mutator, this: Value) -> Result<bool> {
        matcher::looking_at(cx, this)
    }

    #[instance_method("pattern")]
    fn pattern_of(cx: &mut Mutator, this: Value) -> Result {
        Ok(matcher::expect(cx, this)?.pattern())
    }

    #[instance_method("usePattern")]
    fn use_pattern(cx: &mut Mutator, this: Value, pattern: Value) -> Result {
        matcher::set_pattern(cx, this, pattern)?;
        Ok(this)
    }

    #[instance_method("reset")]
    fn reset(cx: &mut Mutator, this: Value, text: Option<Value>) -> Result {
        match text {
            Some(text) => matcher::reset_to(cx, this, text)?,
            None => matcher::reset(cx, this)?,
        }
        Ok(this)
    }

    #[instance_method("region")]
    fn region(cx: &mut Mutator, this: Value, start: i64, end: i64) -> Result {
        let length = str_of(matcher::expect(cx, this)?.text()).len_utf16() as i64;
        let (class, out) =
            (data::class::ClassId::INDEX_OUT_OF_BOUNDS, |name: &str| name.to_string());
        if start < 0 || start > length {
            return Err(data::throwable::throw(cx, class, out("start")));
        }
        if end < 0 || end > length {
            return Err(data::throwable::throw(cx, class, out("end")));
        }
        if start > end {
            return Err(data::throwable::throw(cx, class, out("start > end")));
        }
        matcher::set_region(cx, this, start as usize, end as usize)?;
        Ok(this)
    }

    #[instance_method("regionStart")]
    fn region_start(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(int(matcher::expect(cx, this)?.region().0))
    }

    #[instance_method("regionEnd")]
    fn region_end(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(int(matcher::expect(cx, this)?.region().1))
    }

    #[instance_method("hitEnd")]
    fn hit_end(cx: &mut Mutator, this: Value) -> Result<bool> {
        let matcher = matcher::expect(cx, this)?;
        let length = str_of(matcher.text()).len_utf16();
        match matcher.has_match() {
            true => Ok(matcher.span(cx, 0)?.is_some_and(|(_, end)| end == length)),
            false => Ok(true),
        }
    }

    #[instance_method("replaceAll")]
    fn replace_all(cx: &mut Mutator, this: Value, replacement: Value) -> Result {
        replace(cx, this, replacement, Matches::All)
    }

    #[instance_method("replaceFirst")]
    fn replace_first(cx: &mut Mutator, this: Value, replacement: Value) -> Result {
        replace(cx, this, replacement, Matches::First)
    }

    #[instance_method("appendReplacement")]
    fn append_replacement(
        cx: &mut Mutator,
        this: Value,
        target: Value,
        replacement: &Str,
    ) -> Result {
        let matcher = matcher::expect(cx, this)?;
        if !matcher.has_match() {
            return Err(data::throw::illegal_state(cx, "No match available"));
        }
        let (start, end) = matcher.span(cx, 0)?.unwrap_or((0, 0));
        let mut text = Text::new();
        let from = matcher.appended().min(start);
        string_ops::push_part(&mut text, str_of(matcher.text()), from, start);
        last_groups(cx, this, &mut text, replacement)?;
        append_to(cx, target, &text)?;
        matcher::set_appended(cx, this, end)?;
        Ok(this)
    }

    #[instance_method("appendTail")]
    fn append_tail(cx: &mut Mutator, this: Value, target: Value) -> Result {
        let matcher = matcher::expect(cx, this)?;
        let source = str_of(matcher.text());
        let length = source.len_utf16();
        let mut text = Text::new();
        string_ops::push_part(&mut text, source, matcher.appended().min(length), length);
        append_to(cx, target, &text)?;
        Ok(target)
    }

    #[instance_method("results")]
    fn results(cx: &mut Mutator, this: Value) -> Result {
        matcher::reset(cx, this)?;
        let mut all = RootVec::new(cx);
        while matcher::find(cx, this)? {
            let result = to_match_result(cx, this)?;
            all.push(result);
        }
        super::super::stream::of(cx, &all)
    }

    #[instance_method("toMatchResult")]
    fn to_match_result(cx: &mut Mutator, this: Value) -> Result {
        let own = matcher::expect(cx, this)?;
        let copy = matcher::new(cx, own.pattern(), own.text())?;
        if own.has_match()
            && let Some((start, _)) = own.span(cx, 0)?
        {
            matcher::find_from(cx, copy, start as i64)?;
        }
        Ok(copy)
    }
}

#[host_class("java.util.regex.MatchResult")]
pub mod match_result {
    use super::*;

    #[instance_method("group")]
    fn group(cx: &mut Mutator, this: Value, group: Option<Value>) -> Result {
        let group = group_number(cx, this, group)?;
        matcher::group(cx, this, group)
    }

    #[instance_method("groupCount")]
    fn group_count(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(int(matcher::expect(cx, this)?.engine().group_count()))
    }

    #[instance_method("start")]
    fn start(cx: &mut Mutator, this: Value, group: Option<Value>) -> Result<Int> {
        span(cx, this, group).map(|(start, _)| Int(start as i32))
    }

    #[instance_method("end")]
    fn end(cx: &mut Mutator, this: Value, group: Option<Value>) -> Result<Int> {
        span(cx, this, group).map(|(_, end)| Int(end as i32))
    }
}

#[host_class("java.util.regex.PatternSyntaxException")]
pub mod syntax_exception {
    use super::*;

    /// `[description index pattern]`, as `data::pattern` keeps it.
    fn part(cx: &mut Mutator, this: Value, at: i64) -> Result {
        let extra = data::throwable::of(this).map_or(Value::NIL, |thrown| thrown.extra.get());
        data::lookup::nth_or(cx, extra, at, Value::NIL)
    }

    #[instance_method("getDescription")]
    fn description(cx: &mut Mutator, this: Value) -> Result {
        part(cx, this, 0)
    }

    #[instance_method("getIndex")]
    fn index_of(cx: &mut Mutator, this: Value) -> Result<Int> {
        let index = part(cx, this, 1)?;
        Ok(Int(index.as_fixnum().unwrap_or(-1) as i32))
    }

    #[instance_method("getPattern")]
    fn pattern_of(cx: &mut Mutator, this: Value) -> Result {
        part(cx, this, 2)
    }
}
