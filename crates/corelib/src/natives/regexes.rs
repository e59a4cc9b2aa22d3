//! Regular expressions, and format.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod regexes {
    use super::*;
    use data::pattern::Extent;
    use data::{formatter, matcher, pattern, string, throw};
    use java_regex::{Groups, Search};

    /// Returns the pattern that a string means, as #"..." reads it. A pattern is answered as it is.
    #[native(name = "re-pattern", since = "1.0")]
    fn re_pattern(cx: &mut Mutator, s: Value) -> Result {
        if pattern::of(s).is_some() { Ok(s) } else { pattern::compile(cx, s, 0) }
    }

    /// Returns a matcher of the pattern on the string, for re-find and re-groups.
    #[native(name = "re-matcher", since = "1.0")]
    fn re_matcher(cx: &mut Mutator, re: Value, s: Value) -> Result {
        expect_pattern(cx, re)?;
        matcher::new(cx, re, s)
    }

    fn expect_pattern<'a>(cx: &mut Mutator, re: Value) -> Result<&'a pattern::Pattern> {
        if re.is_nil() {
            let method = "java.util.regex.Pattern.matcher(java.lang.CharSequence)";
            return Err(throw::null_receiver(cx, method, "re"));
        }
        pattern::expect(cx, re)
    }

    fn expect_matcher<'a>(
        cx: &mut Mutator,
        m: Value,
        method: &str,
    ) -> Result<&'a matcher::Matcher> {
        if m.is_nil() {
            return Err(throw::null_receiver(cx, method, "m"));
        }
        matcher::expect(cx, m)
    }

    /// Returns the match that the matcher found last: the string, or, when the pattern has groups, a
    /// vector of the string and the groups.
    #[native(name = "re-groups", since = "1.0")]
    fn re_groups(cx: &mut Mutator, m: Value) -> Result {
        expect_matcher(cx, m, "java.util.regex.Matcher.groupCount()")?;
        matcher::groups(cx, m)
    }

    /// Returns the next match of a matcher, or the first match of a pattern in a string, as re-groups
    /// gives it; nil when there is none.
    #[native(name = "re-find", since = "1.0", arglists = "([m] [re s])")]
    fn re_find(cx: &mut Mutator, re: Value, s: Option<Value>) -> Result {
        let Some(s) = s else {
            expect_matcher(cx, re, "java.util.regex.Matcher.find()")?;
            return match matcher::find(cx, re)? {
                true => matcher::groups(cx, re),
                false => Ok(Value::NIL),
            };
        };
        matched(cx, re, s, Extent::Next(Search::from(0)))
    }

    /// Returns the match of a pattern with the whole string, as re-groups gives it, or nil.
    #[native(name = "re-matches", since = "1.0")]
    fn re_matches(cx: &mut Mutator, re: Value, s: Value) -> Result {
        matched(cx, re, s, Extent::Whole)
    }

    fn matched(cx: &mut Mutator, re: Value, s: Value, extent: Extent) -> Result {
        let engine = expect_pattern(cx, re)?.engine();
        let s = matcher::char_sequence(cx, s)?;
        let text = string::of(s).map(pattern::text).expect("a char sequence became a string");
        let mut groups = Groups::new();
        match pattern::run(cx, engine, text, extent, &mut groups)? {
            true => pattern::groups_value(cx, engine, s, &groups),
            false => Ok(Value::NIL),
        }
    }

    /// Returns the text that a format string, as Java's String.format takes it, makes of the args.
    #[native(since = "1.0")]
    fn format(cx: &mut Mutator, fmt: Value, args: &[Value]) -> Result {
        match string::of(fmt) {
            Some(fmt) => formatter::format(cx, fmt, args),
            None if fmt.is_nil() => Err(throw::null_receiver(cx, "String.length()", "s")),
            None => Err(throw::class_cast(cx, fmt, "java.lang.String")),
        }
    }
}
