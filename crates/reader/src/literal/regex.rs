//! Regexes: the text between the quotes, as it stands; a backslash keeps a quote from ending it.

use std::borrow::Cow;

use crate::literal::string::LineEnds;

/// The pattern of a regex token.
pub(crate) fn pattern(token: &str, line_ends: LineEnds) -> Cow<'_, str> {
    let pattern = &token[2..token.len() - 1];
    match line_ends {
        LineEnds::Unify if pattern.contains('\r') => {
            Cow::Owned(pattern.replace("\r\n", "\n").replace('\r', "\n"))
        }
        LineEnds::Unify | LineEnds::Keep => Cow::Borrowed(pattern),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_as_it_is() {
        assert_eq!(pattern(r#"#"a\"\d""#, LineEnds::Keep), r#"a\"\d"#);
        assert_eq!(pattern("#\"\"", LineEnds::Unify), "");
        assert_eq!(pattern("#\"a\r\nb\"", LineEnds::Unify), "a\nb");
    }
}
