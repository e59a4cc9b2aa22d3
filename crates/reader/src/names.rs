//! What a token that is no number means: a symbol, a keyword, or nothing.

use crate::bytes::Dialect;

/// A name taken apart; the parts are slices of the token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Name<'t> {
    Symbol(Option<&'t str>, &'t str),
    Keyword(Option<&'t str>, &'t str),
    /// `::name` or `::alias/name`
    AutoKeyword(Option<&'t str>, &'t str),
    Invalid,
}

/// Takes a token with `/` or `:` in it apart.
///
/// A name begins with no digit and no `/`. What stands before the last `/` is the namespace as far as
/// validity goes, while the parts are split at the first one, as on the JVM: `a/b/c` is the name `b/c`
/// in `a`.
pub(crate) fn parse(token: &str, dialect: Dialect) -> Name<'_> {
    let unprefixed = token.strip_prefix(':');
    let parts = unprefixed.and_then(split).or_else(|| split(token));
    let Some((namespace, name)) = parts else {
        return match dialect {
            Dialect::Clojure => array_class(token),
            Dialect::Edn => Name::Invalid,
        };
    };
    let wrong = namespace.is_some_and(|namespace| namespace.ends_with(":/"))
        || name.ends_with(':')
        || token.get(1..).is_some_and(|rest| rest.contains("::"));
    if wrong {
        return Name::Invalid;
    }
    if let Some(auto) = token.strip_prefix("::") {
        let (namespace, name) = at_first_slash(auto);
        return Name::AutoKeyword(namespace, name);
    }
    match unprefixed {
        Some(keyword) => {
            let (namespace, name) = at_first_slash(keyword);
            Name::Keyword(namespace, name)
        }
        None => {
            let (namespace, name) = at_first_slash(token);
            Name::Symbol(namespace, name)
        }
    }
}

/// Namespace (with its `/`) and name, when the text is a valid name.
fn split(text: &str) -> Option<(Option<&str>, &str)> {
    if text == "/" {
        return Some((None, text));
    }
    if !begins_name(text) {
        return None;
    }
    let Some(slash) = text.rfind('/') else { return Some((None, text)) };
    let (namespace, name) = text.split_at(slash + 1);
    if begins_name(name) {
        return Some((Some(namespace), name));
    }
    // The name `/` itself, in a namespace: `foo//`.
    let before = text.strip_suffix('/')?;
    (name.is_empty() && before.ends_with('/')).then_some((Some(before), "/"))
}

fn begins_name(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte != b'/' && !byte.is_ascii_digit())
}

/// `String/1` names the class of arrays of that many dimensions.
fn array_class(token: &str) -> Name<'_> {
    let Some(dimensions) = token.len().checked_sub(1) else { return Name::Invalid };
    let bytes = token.as_bytes();
    let valid = dimensions >= 2
        && matches!(bytes[dimensions], b'1'..=b'9')
        && bytes[dimensions - 1] == b'/'
        && begins_name(token)
        && bytes[0] != b':';
    if valid {
        Name::Symbol(Some(&token[..dimensions - 1]), &token[dimensions..])
    } else {
        Name::Invalid
    }
}

fn at_first_slash(text: &str) -> (Option<&str>, &str) {
    match text.split_once('/') {
        Some((namespace, name)) if text != "/" => (Some(namespace), name),
        Some(_) | None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_on_the_jvm() {
        let symbol = |namespace, name| Name::Symbol(namespace, name);
        for (token, expected) in [
            ("a/b", symbol(Some("a"), "b")),
            ("a/b/c", symbol(Some("a"), "b/c")),
            ("foo//", symbol(Some("foo"), "/")),
            ("a//b", symbol(Some("a"), "/b")),
            ("/", symbol(None, "/")),
            ("a:b", symbol(None, "a:b")),
            ("String/1", symbol(Some("String"), "1")),
            ("a.b/c/9", symbol(Some("a.b/c"), "9")),
            (":a/b", Name::Keyword(Some("a"), "b")),
            (":/", Name::Keyword(None, "/")),
            (":1/b", Name::Keyword(Some("1"), "b")),
            (":foo/bar/baz", Name::Keyword(Some("foo"), "bar/baz")),
            ("::a", Name::AutoKeyword(None, "a")),
            ("::1", Name::AutoKeyword(None, "1")),
            ("::s/a", Name::AutoKeyword(Some("s"), "a")),
        ] {
            assert_eq!(parse(token, Dialect::Clojure), expected, "{token}");
        }
        for token in [
            "//", "/foo", ":", "::", ":a:", "a::b", "foo:/bar", ":::a", "a/", ":a/", "foo:", "::/",
            ":a/1", "a/1b", "a/10", "a/0", ":a/b:", "//1", "1/", "",
        ] {
            assert_eq!(parse(token, Dialect::Clojure), Name::Invalid, "{token}");
        }
        assert_eq!(parse("String/1", Dialect::Edn), Name::Invalid);
    }
}
