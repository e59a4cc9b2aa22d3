//! The two phases of this crate as text, for people and golden tests.

use std::fmt::Write;

use heap::{Mutator, Result};

use crate::bytes::Dialect;
use crate::lexer::lex;
use crate::options::Options;
use crate::parser::Reader;
use crate::resolver::Resolver;
use crate::token::TokenKind;

/// One line for each token: place, kind, text.
pub fn dump_tokens(text: &str, dialect: Dialect) -> String {
    let mut out = String::new();
    for token in lex(text, dialect) {
        let slice = text[token.start..token.end].replace('\n', "\\n");
        let _ = writeln!(out, "{:>4}  {:<20}  {slice}", token.start, kebab(token.kind));
    }
    out
}

/// A kind as dumps name it: `open-list`.
fn kebab(kind: TokenKind) -> String {
    let mut out = String::new();
    for c in format!("{kind:?}").chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// One line for each form: line, column, and the form as it prints.
///
/// # Errors
/// What is wrong with the text, as an exception.
pub fn dump_forms(
    cx: &mut Mutator,
    text: &str,
    options: Options,
    resolver: &dyn Resolver,
) -> Result<String> {
    let mut out = String::new();
    let mut reader = Reader::new(text, options, resolver);
    loop {
        reader.skip_space(cx)?;
        let place = reader.position();
        let Some(form) = reader.read(cx)? else { return Ok(out) };
        let form = data::print::pr_str(cx, form)?;
        let _ = writeln!(out, "{:>4}:{:<3}  {form}", place.line, place.column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolver::Alone;

    #[test]
    fn tokens_have_a_line_each() {
        let expected = "   0  open-list             (\n   1  plain-name            a\n   \
                        3  plain-string          \"b\"\n   6  close-list            )\n";
        assert_eq!(dump_tokens("(a \"b\")", Dialect::Edn), expected);
    }

    #[test]
    fn forms_have_a_line_each() {
        data::testing::with(|cx| {
            let text = " (a 'b)\n\n  #(+ % 1)";
            let dump = dump_forms(cx, text, Options::source(), &Alone::new());
            let expected = "   1:2    (a (quote b))\n   3:3    (fn* [p1__1#] (+ p1__1# 1))\n";
            assert_eq!(dump.as_deref(), Ok(expected));
        });
    }
}
