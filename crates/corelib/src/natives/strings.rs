//! `clojure.string`.

use crate::prelude::*;

#[natives("clojure.string")]
pub mod strings {
    use super::*;
    use data::pattern_ops::{self, Matches};
    use data::string_ops::{self, is_whitespace};
    use data::text::Text;
    use data::{matcher, num, pattern, print, seq, string, throw, vector};
    use heap::Thrown;

    // ---- arguments --------------------------------------------------------------------------

    /// Anything but nil, as its `toString`; `name` is what the JVM calls the parameter.
    fn to_string(cx: &mut Mutator, value: Value, name: &str) -> Result {
        if string::of(value).is_some() {
            return Ok(value);
        }
        if value.is_nil() {
            return Err(throw::null_receiver(cx, "Object.toString()", name));
        }
        let mut text = Text::new();
        print::to_str(cx, value, &mut text)?;
        text.to_value(cx)
    }

    /// A char sequence as a string.
    fn char_sequence(cx: &mut Mutator, value: Value, method: &str, name: &str) -> Result {
        if value.is_nil() {
            let method = format!("java.lang.CharSequence.{method}");
            return Err(throw::null_receiver(cx, &method, name));
        }
        matcher::char_sequence(cx, value)
    }

    fn str_of<'a>(value: Value) -> &'a Str {
        string::of(value).expect("the argument became a string")
    }

    /// The very class String, which the JVM casts to; `method` is what it calls on nil.
    fn expect_string<'a>(
        cx: &mut Mutator,
        value: Value,
        method: &str,
        name: &str,
    ) -> Result<&'a Str> {
        match string::of(value) {
            Some(text) => Ok(text),
            None if value.is_nil() => Err(throw::null_receiver(cx, method, name)),
            None => Err(throw::class_cast(cx, value, "java.lang.String")),
        }
    }

    // ---- case -------------------------------------------------------------------------------

    /// Returns the string in upper case.
    #[native(name = "upper-case", since = "1.2")]
    fn upper_case(cx: &mut Mutator, s: Value) -> Result {
        let s = to_string(cx, s, "s")?;
        string_ops::upper_case(cx, s)
    }

    /// Returns the string in lower case.
    #[native(name = "lower-case", since = "1.2")]
    fn lower_case(cx: &mut Mutator, s: Value) -> Result {
        let s = to_string(cx, s, "s")?;
        string_ops::lower_case(cx, s)
    }

    /// Returns the string with its first character in upper case, the others in lower case.
    #[native(since = "1.2")]
    fn capitalize(cx: &mut Mutator, s: Value) -> Result {
        let s = to_string(cx, s, "s")?;
        let length = str_of(s).len_utf16();
        if length < 2 {
            return string_ops::upper_case(cx, s);
        }
        let (head, tail) = (string::slice(cx, s, 0, 1)?, string::slice(cx, s, 1, length)?);
        let (head, tail) = (string_ops::upper_case(cx, head)?, string_ops::lower_case(cx, tail)?);
        let mut text = Text::new();
        text.push_string(str_of(head));
        text.push_string(str_of(tail));
        text.to_value(cx)
    }

    // ---- parts ------------------------------------------------------------------------------

    /// Returns the string with its characters in reverse order.
    #[native(since = "1.2")]
    fn reverse(cx: &mut Mutator, s: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "seq")?;
        string_ops::reverse(cx, s)
    }

    /// Returns the elements of the collection as one string, with a separator between them.
    #[native(since = "1.2", arglists = "([coll] [separator coll])")]
    fn join(cx: &mut Mutator, separator: Value, coll: Option<Value>) -> Result {
        let mut text = Text::new();
        let mut between = Text::new();
        let coll = match coll {
            None => separator,
            Some(coll) => {
                print::to_str(cx, separator, &mut between)?;
                coll
            }
        };
        let mut items = seq::seq(cx, coll)?;
        let mut first = true;
        while !items.is_nil() {
            if !first {
                text.push_text(&between);
            }
            first = false;
            let item = seq::first(cx, items)?;
            match string::of(item) {
                Some(item) => text.push_string(item),
                None => print::to_str(cx, item, &mut text)?,
            }
            text.settle(cx)?;
            items = seq::next(cx, items)?;
        }
        text.to_value(cx)
    }

    /// Splits the string at the matches of a pattern; answers a vector. With a positive limit there
    /// are at most so many parts; without one, empty parts at the end are left out, with -1 kept.
    #[native(since = "1.2")]
    fn split(cx: &mut Mutator, s: Value, re: Value, limit: Option<Value>) -> Result {
        if re.is_nil() {
            let arguments = if limit.is_some() { ", int" } else { "" };
            let method =
                format!("java.util.regex.Pattern.split(java.lang.CharSequence{arguments})");
            return Err(throw::null_receiver(cx, &method, "re"));
        }
        pattern::expect(cx, re)?;
        let limit = match limit {
            Some(limit) => i64::from(num::to_int(cx, limit)?),
            None => 0,
        };
        let s = matcher::char_sequence(cx, s)?;
        let parts = pattern_ops::split(cx, re, s, limit)?;
        vector::from_slice(cx, &parts)
    }

    /// Splits the string at \n or \r\n; answers a vector without the empty parts at the end.
    #[native(name = "split-lines", since = "1.2")]
    fn split_lines(cx: &mut Mutator, s: Value) -> Result {
        let s = matcher::char_sequence(cx, s)?;
        let text = str_of(s);
        let mut parts = RootVec::new(cx);
        let (mut start, length) = (0, text.len_utf16());
        for (at, unit) in text.units().enumerate() {
            if unit == 10 {
                let broken_before = at > start && text.char_at(at - 1) == Some(13);
                let part = string::slice(cx, s, start, at - usize::from(broken_before))?;
                parts.try_push(cx, part)?;
                start = at + 1;
            }
        }
        if start == 0 {
            return vector::from_slice(cx, &[s]);
        }
        let rest = string::slice(cx, s, start, length)?;
        parts.push(rest);
        while parts.last().is_some_and(|part| str_of(*part).is_empty()) {
            parts.pop();
        }
        vector::from_slice(cx, &parts)
    }

    // ---- trimming ---------------------------------------------------------------------------

    /// Returns the string without white space at both ends.
    #[native(since = "1.2")]
    fn trim(cx: &mut Mutator, s: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "s")?;
        string_ops::trim(cx, s, true, true, is_whitespace)
    }

    /// Returns the string without white space at its beginning.
    #[native(since = "1.2")]
    fn triml(cx: &mut Mutator, s: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "s")?;
        string_ops::trim(cx, s, true, false, is_whitespace)
    }

    /// Returns the string without white space at its end.
    #[native(since = "1.2")]
    fn trimr(cx: &mut Mutator, s: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "s")?;
        string_ops::trim(cx, s, false, true, is_whitespace)
    }

    /// Returns the string without the \n and \r at its end.
    #[native(name = "trim-newline", since = "1.2")]
    fn trim_newline(cx: &mut Mutator, s: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "s")?;
        string_ops::trim(cx, s, false, true, |unit| unit == 10 || unit == 13)
    }

    /// True when s is nil, empty, or nothing but white space.
    #[native(name = "blank?", since = "1.2")]
    fn is_blank(cx: &mut Mutator, s: Value) -> Result<bool> {
        if !s.is_truthy() {
            return Ok(true);
        }
        let s = char_sequence(cx, s, "length()", "s")?;
        Ok(str_of(s).units().all(is_whitespace))
    }

    // ---- replacing --------------------------------------------------------------------------

    /// What the match argument is.
    enum Target<'a> {
        Char(u16),
        Text(&'a Str),
        Pattern,
    }

    fn target<'a>(cx: &mut Mutator, value: Value) -> Result<Target<'a>> {
        if let Some(unit) = value.as_char() {
            return Ok(Target::Char(unit));
        }
        if pattern::of(value).is_some() {
            return Ok(Target::Pattern);
        }
        if !value.is_nil() && interfaces(cx, value).has(Interfaces::CHAR_SEQUENCE) {
            let text = matcher::char_sequence(cx, value)?;
            return Ok(Target::Text(str_of(text)));
        }
        let shown = print::str_of(cx, value)?;
        Err(throw::illegal_argument(cx, format!("Invalid match arg: {shown}")))
    }

    /// Replaces all that matches: a char by a char, a string by a string, a pattern by a string, where
    /// $1 and the like mean groups, or by what a function answers for each match.
    #[native(since = "1.2", arglists = "([s match replacement])")]
    fn replace(cx: &mut Mutator, s: Value, r#match: Value, replacement: Value) -> Result {
        let s = to_string(cx, s, "s")?;
        match target(cx, r#match)? {
            Target::Char(from) => {
                let Some(to) = replacement.as_char() else {
                    if replacement.is_nil() {
                        let method = "java.lang.Character.charValue()";
                        return Err(throw::null_receiver(cx, method, "replacement"));
                    }
                    return Err(throw::class_cast(cx, replacement, "java.lang.Character"));
                };
                let (from, to) = (string::from_unit(cx, from)?, string::from_unit(cx, to)?);
                string_ops::replace(cx, s, str_of(from), str_of(to))
            }
            Target::Text(target) => {
                let to = char_sequence(cx, replacement, "toString()", "replacement")?;
                string_ops::replace(cx, s, target, str_of(to))
            }
            Target::Pattern => replace_pattern(cx, s, r#match, replacement, Matches::All),
        }
    }

    /// Replaces the first match only; see replace.
    #[native(name = "replace-first", since = "1.2", arglists = "([s match replacement])")]
    fn replace_first(cx: &mut Mutator, s: Value, r#match: Value, replacement: Value) -> Result {
        let s = to_string(cx, s, "s")?;
        let from = match target(cx, r#match)? {
            Target::Pattern => {
                return replace_pattern(cx, s, r#match, replacement, Matches::First);
            }
            Target::Char(unit) => str_of(string::from_unit(cx, unit)?),
            Target::Text(text) => text,
        };
        let to = to_string(cx, replacement, "replacement")?;
        string_ops::replace_first(cx, s, from, str_of(to))
    }

    fn replace_pattern(
        cx: &mut Mutator,
        s: Value,
        re: Value,
        replacement: Value,
        matches: Matches,
    ) -> Result {
        if !replacement.is_nil() && interfaces(cx, replacement).has(Interfaces::CHAR_SEQUENCE) {
            let template = matcher::char_sequence(cx, replacement)?;
            return pattern_ops::replace(cx, re, s, str_of(template), matches);
        }
        if replacement.is_nil() {
            // Noticed when the first match is replaced.
            return pattern_ops::replace_by(cx, re, s, matches, |cx, _, _| {
                Err(throw::null_receiver(cx, "clojure.lang.IFn.invoke(Object)", "f"))
            });
        }
        pattern_ops::replace_with(cx, re, s, replacement, matches)
    }

    /// Returns a replacement that means itself: $ and \ are quoted.
    #[native(name = "re-quote-replacement", since = "1.5")]
    fn re_quote_replacement(cx: &mut Mutator, replacement: Value) -> Result {
        let text = to_string(cx, replacement, "replacement")?;
        let quoted = java_regex::quote_replacement(&str_of(text).to_utf16());
        string::from_utf16(cx, &quoted)
    }

    /// Returns the string with each character for which cmap answers something replaced by that.
    #[native(since = "1.2")]
    fn escape(cx: &mut Mutator, s: Value, cmap: Value) -> Result {
        let s = char_sequence(cx, s, "length()", "s")?;
        let mut text = Text::new();
        for unit in str_of(s).units() {
            if cmap.is_nil() {
                return Err(throw::null_receiver(cx, "clojure.lang.IFn.invoke(Object)", "cmap"));
            }
            let replacement = cx.invoke(cmap, &[Value::char(unit)])?;
            if replacement.is_truthy() {
                print::to_str(cx, replacement, &mut text)?;
            } else {
                text.push_unit(unit);
            }
        }
        text.to_value(cx)
    }

    // ---- looking ----------------------------------------------------------------------------

    /// A char or a string to look for.
    fn needle<'a>(
        cx: &mut Mutator,
        value: Value,
        on_nil: fn(&mut Mutator) -> Thrown,
    ) -> Result<&'a Str> {
        if let Some(unit) = value.as_char() {
            return Ok(str_of(string::from_unit(cx, unit)?));
        }
        match string::of(value) {
            Some(text) => Ok(text),
            None if value.is_nil() => Err(on_nil(cx)),
            None => Err(throw::class_cast(cx, value, "java.lang.String")),
        }
    }

    fn index_or_nil(index: Option<usize>) -> Value {
        index.and_then(|index| i32::try_from(index).ok()).map_or(Value::NIL, Value::small)
    }

    /// Returns the index of the first place, at from-index or later, where value stands in s, or nil.
    #[native(name = "index-of", since = "1.8")]
    fn index_of(cx: &mut Mutator, s: Value, value: Value, from_index: Option<Value>) -> Result {
        let s = to_string(cx, s, "s")?;
        let needle = needle(cx, value, |cx| throw::null_receiver(cx, "String.coder()", "str"))?;
        let from = match from_index {
            Some(from) => i64::from(num::int_value(cx, from)?).max(0) as usize,
            None => 0,
        };
        Ok(index_or_nil(str_of(s).index_of(needle, from)))
    }

    /// Returns the index of the last place, at from-index or before, where value stands in s, or nil.
    #[native(name = "last-index-of", since = "1.8")]
    fn last_index_of(
        cx: &mut Mutator,
        s: Value,
        value: Value,
        from_index: Option<Value>,
    ) -> Result {
        let s = to_string(cx, s, "s")?;
        let needle = needle(cx, value, |cx| {
            throw::null_pointer(cx, "Cannot read field \"value\" because \"tgtStr\" is null")
        })?;
        let from = match from_index {
            Some(from) => i64::from(num::int_value(cx, from)?),
            None => i64::MAX,
        };
        let Ok(from) = usize::try_from(from) else { return Ok(Value::NIL) };
        Ok(index_or_nil(str_of(s).last_index_of(needle, from)))
    }

    /// True when s begins with substr.
    #[native(name = "starts-with?", since = "1.8")]
    fn starts_with(cx: &mut Mutator, s: Value, substr: Value) -> Result<bool> {
        let s = to_string(cx, s, "s")?;
        let prefix = expect_string(cx, substr, "String.length()", "prefix")?;
        Ok(str_of(s).starts_with(prefix))
    }

    /// True when s ends with substr.
    #[native(name = "ends-with?", since = "1.8")]
    fn ends_with(cx: &mut Mutator, s: Value, substr: Value) -> Result<bool> {
        let s = to_string(cx, s, "s")?;
        let suffix = expect_string(cx, substr, "String.length()", "suffix")?;
        Ok(str_of(s).ends_with(suffix))
    }

    /// True when s contains substr.
    #[native(name = "includes?", since = "1.8")]
    fn includes(cx: &mut Mutator, s: Value, substr: Value) -> Result<bool> {
        let s = to_string(cx, s, "s")?;
        let part = char_sequence(cx, substr, "toString()", "s")?;
        Ok(str_of(s).index_of(str_of(part), 0).is_some())
    }
}
