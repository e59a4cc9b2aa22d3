//! Forms that are one token: names, strings and regexes that are more than plain.

use data::intern::hash_text;
use data::{keyword, string, symbol};
use diag::ErrorKind;
use heap::{Mutator, Result};

use crate::bytes::{CLOJURE, Dialect, EDN};
use crate::literal::string::LineEnds;
use crate::literal::{regex, string as string_literal};
use crate::names::{self, Name};
use crate::parser::Reader;
use crate::token::{Token, TokenKind};

impl Reader<'_> {
    /// A symbol or keyword with `/` or `:` within.
    pub(crate) fn name(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let text = self.slice(token);
        match names::parse(text, self.lexer.dialect) {
            // An array class whose element type has a namespace: not to be split at the first slash.
            Name::Symbol(Some(namespace), name) if namespace.contains('/') => {
                symbol::intern(cx, Some(namespace), name)
            }
            Name::Symbol(..) => {
                symbol::intern_bytes(cx, text.as_bytes(), hash_text(text.as_bytes()))
            }
            Name::Keyword(..) => {
                let name = &text.as_bytes()[1..];
                keyword::intern_bytes(cx, name, hash_text(name))
            }
            Name::AutoKeyword(alias, name) if self.lexer.dialect == Dialect::Clojure => {
                let namespace = match alias {
                    None => Some(self.resolver.current_ns(cx)?),
                    Some(alias) => {
                        let alias = symbol::intern(cx, None, alias)?;
                        self.resolver.resolve_alias(cx, alias)?
                    }
                };
                match namespace.and_then(symbol::of) {
                    Some(namespace) => {
                        let namespace = namespace.name_str().to_str();
                        keyword::intern(cx, Some(&namespace), name)
                    }
                    None => self.invalid(cx, token),
                }
            }
            Name::AutoKeyword(..) | Name::Invalid => self.invalid(cx, token),
        }
    }

    #[cold]
    fn invalid(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let text = self.slice(token).to_owned();
        Err(self.fail(cx, ErrorKind::InvalidToken, &[&text], token.start))
    }

    fn line_ends(&self) -> LineEnds {
        if self.options.positions { LineEnds::Unify } else { LineEnds::Keep }
    }

    /// A string with escapes, or one that is not closed.
    pub(crate) fn string(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let closed = token.kind == TokenKind::String;
        let (start, end) = (token.start + 1, token.end - usize::from(closed));
        let bytes = match self.lexer.dialect {
            Dialect::Clojure => &CLOJURE,
            Dialect::Edn => &EDN,
        };
        match string_literal::decode(self.input.text(), start, end, bytes, self.line_ends()) {
            Ok(text) if closed => text.to_value(cx),
            Ok(_) => Err(self.fail(cx, ErrorKind::EofString, &[], token.start)),
            Err(fault) => Err(self.fault(cx, fault, token.start)),
        }
    }

    pub(crate) fn regex(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let pattern = regex::pattern(self.slice(token), self.line_ends());
        let pattern = string::new(cx, &pattern)?;
        self.resolver.regex(cx, pattern)
    }
}
