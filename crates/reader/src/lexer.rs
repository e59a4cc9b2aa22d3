//! Text to tokens.
//!
//! In: text. Out: tokens with their places. Whitespace, commas and comments are skipped. The parser
//! pulls one token at a time; `lex` runs the lexer alone. Knows nothing of values or nesting.

use crate::bytes::{
    self, Bytes, CLOJURE, Dialect, EDN, ENDS_NAME, ENDS_NUMBER, HIGH, REFUSED, STOPS_STRING, Start,
};
use crate::token::{Token, TokenKind};

/// A place in a text, and how to go on from there.
pub(crate) struct Lexer {
    /// Everything before this offset is read.
    pub(crate) at: usize,
    pub(crate) dialect: Dialect,
    bytes: &'static Bytes,
    /// Where to go on in a string that was incomplete: its start, and how far it was seen.
    seen: (usize, usize),
}

/// The tokens of a text, for tools: the last one is `End`, which is not part of the answer.
pub fn lex(text: &str, dialect: Dialect) -> impl Iterator<Item = Token> + '_ {
    let mut lexer = Lexer::new(dialect);
    std::iter::from_fn(move || {
        let token = lexer.next(text, true);
        (token.kind != TokenKind::End).then_some(token)
    })
}

impl Lexer {
    pub(crate) fn new(dialect: Dialect) -> Lexer {
        let bytes = match dialect {
            Dialect::Clojure => &CLOJURE,
            Dialect::Edn => &EDN,
        };
        Lexer { at: 0, dialect, bytes, seen: (usize::MAX, 0) }
    }

    /// Begins anew, because what was read is cut off.
    pub(crate) fn restart(&mut self) {
        self.at = 0;
        self.seen = (usize::MAX, 0);
    }

    /// The next token of `text`. When `whole` is false there may be more text after it, and a token
    /// that reaches the end is `Incomplete`: ask again, with more text, from the same place.
    #[inline]
    pub(crate) fn next(&mut self, text: &str, whole: bool) -> Token {
        let all = text.as_bytes();
        let mut at = self.at;
        loop {
            let Some(&byte) = all.get(at) else {
                self.at = at;
                return self.end_of_text(at, whole);
            };
            let kind = match self.bytes.start[byte as usize] {
                Start::Space => {
                    at += 1;
                    continue;
                }
                Start::Name => return self.name(text, at, at + 1, whole),
                Start::Keyword => return self.keyword(text, at, whole),
                Start::Digit => return self.number(text, at, at, whole),
                Start::Sign => match all.get(at + 1) {
                    Some(b'0'..=b'9') => return self.number(text, at, at + 1, whole),
                    Some(0x80..) => return self.sign_before_high(text, at, whole),
                    Some(_) => return self.name(text, at, at + 1, whole),
                    None if whole => return self.name(text, at, at + 1, whole),
                    None => return self.incomplete(at),
                },
                Start::Str => return self.string(all, at, whole),
                Start::OpenList => TokenKind::OpenList,
                Start::OpenVector => TokenKind::OpenVector,
                Start::OpenMap => TokenKind::OpenMap,
                Start::CloseList => TokenKind::CloseList,
                Start::CloseVector => TokenKind::CloseVector,
                Start::CloseMap => TokenKind::CloseMap,
                Start::Quote => TokenKind::Quote,
                Start::SyntaxQuote => TokenKind::SyntaxQuote,
                Start::Deref => TokenKind::Deref,
                Start::Meta => TokenKind::Meta,
                Start::Comment => match comment_end(all, at, whole) {
                    Some(end) => {
                        at = end;
                        continue;
                    }
                    None => return self.incomplete(at),
                },
                Start::Hash => match self.hash(text, at, whole) {
                    Some(token) => return token,
                    None => match comment_end(all, at, whole) {
                        Some(end) => {
                            at = end;
                            continue;
                        }
                        None => return self.incomplete(at),
                    },
                },
                Start::Unquote => return self.unquote(all, at, whole),
                Start::Char => return self.character(text, at, whole),
                Start::Arg => {
                    let mut token = self.name(text, at, at + 1, whole);
                    if token.kind != TokenKind::Incomplete {
                        token.kind = TokenKind::Arg;
                    }
                    return token;
                }
                Start::Refused => TokenKind::RefusedStart,
                Start::High => {
                    let c = char_at(text, at);
                    if bytes::is_space(c) {
                        at += c.len_utf8();
                        continue;
                    }
                    if bytes::is_digit(c) {
                        return self.number_slow(text, at, at + c.len_utf8(), whole);
                    }
                    return self.name(text, at, at + c.len_utf8(), whole);
                }
            };
            return self.token(kind, at, at + 1);
        }
    }

    #[inline(always)]
    fn token(&mut self, kind: TokenKind, start: usize, end: usize) -> Token {
        self.at = end;
        Token { kind, start, end, value: 0 }
    }

    #[cold]
    fn end_of_text(&mut self, at: usize, whole: bool) -> Token {
        let kind = if whole { TokenKind::End } else { TokenKind::Incomplete };
        self.token(kind, at, at)
    }

    /// The token at `start` is not all there yet.
    #[cold]
    fn incomplete(&mut self, start: usize) -> Token {
        self.token(TokenKind::Incomplete, start, start)
    }

    /// Where the name that goes on at `at` ends, and the flags of all its bytes.
    #[inline(always)]
    fn name_end(&self, text: &str, mut at: usize) -> (usize, u8) {
        let all = text.as_bytes();
        let mut seen = 0;
        while let Some(&byte) = all.get(at) {
            let flags = self.bytes.flags[byte as usize];
            if flags & (ENDS_NAME | HIGH | REFUSED) != 0 {
                if flags & ENDS_NAME != 0 {
                    break;
                }
                if flags & REFUSED != 0 {
                    return (at + 1, seen | REFUSED);
                }
                let c = char_at(text, at);
                if bytes::is_space(c) {
                    break;
                }
                at += c.len_utf8();
            } else {
                at += 1;
            }
            seen |= flags;
        }
        (at, seen)
    }

    #[inline(always)]
    fn name(&mut self, text: &str, start: usize, from: usize, whole: bool) -> Token {
        let (end, seen) = self.name_end(text, from);
        if end == text.len() && !whole {
            return self.incomplete(start);
        }
        let kind = if seen & REFUSED != 0 {
            TokenKind::RefusedWithin
        } else if seen & (bytes::SLASH | bytes::COLON) == 0 && text.as_bytes()[start] != b'/' {
            TokenKind::PlainName
        } else {
            TokenKind::Name
        };
        self.token(kind, start, end)
    }

    #[inline(always)]
    fn keyword(&mut self, text: &str, start: usize, whole: bool) -> Token {
        let (end, seen) = self.name_end(text, start + 1);
        if end == text.len() && !whole {
            return self.incomplete(start);
        }
        let kind = if seen & REFUSED != 0 {
            TokenKind::RefusedWithin
        } else if seen & (bytes::SLASH | bytes::COLON) == 0 && end > start + 1 {
            TokenKind::PlainKeyword
        } else {
            TokenKind::Name
        };
        self.token(kind, start, end)
    }

    /// A number whose digits begin at `digits`, after its sign.
    #[inline(always)]
    fn number(&mut self, text: &str, start: usize, digits: usize, whole: bool) -> Token {
        let all = text.as_bytes();
        let mut at = digits;
        let mut value = 0i64;
        while let Some(&byte @ b'0'..=b'9') = all.get(at) {
            // More digits than 18 take the slow way below; until then they only wrap.
            value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
            at += 1;
        }
        let ends = match all.get(at) {
            Some(&byte) => self.bytes.flags[byte as usize] & ENDS_NUMBER != 0,
            None => whole,
        };
        let count = at - digits;
        if ends && count <= 18 && (all[digits] != b'0' || count == 1) {
            if all[start] == b'-' {
                value = -value;
            }
            self.at = at;
            return Token { kind: TokenKind::Fixnum, start, end: at, value };
        }
        self.number_slow(text, start, at, whole)
    }

    #[inline(never)]
    fn number_slow(&mut self, text: &str, start: usize, mut at: usize, whole: bool) -> Token {
        let all = text.as_bytes();
        while let Some(&byte) = all.get(at) {
            let flags = self.bytes.flags[byte as usize];
            if flags & ENDS_NUMBER != 0 {
                break;
            }
            if flags & HIGH != 0 {
                let c = char_at(text, at);
                if bytes::is_space(c) {
                    break;
                }
                at += c.len_utf8();
            } else {
                at += 1;
            }
        }
        if at == all.len() && !whole {
            return self.incomplete(start);
        }
        self.token(TokenKind::Number, start, at)
    }

    #[cold]
    fn sign_before_high(&mut self, text: &str, start: usize, whole: bool) -> Token {
        let c = char_at(text, start + 1);
        if bytes::is_digit(c) {
            return self.number_slow(text, start, start + 1 + c.len_utf8(), whole);
        }
        self.name(text, start, start + 1, whole)
    }

    #[inline(always)]
    fn string(&mut self, all: &[u8], start: usize, whole: bool) -> Token {
        let mut at = start + 1;
        while let Some(&byte) = all.get(at) {
            if self.bytes.flags[byte as usize] & STOPS_STRING != 0 {
                break;
            }
            at += 1;
        }
        if all.get(at) == Some(&b'"') {
            return self.token(TokenKind::PlainString, start, at + 1);
        }
        self.string_slow(all, start, at, whole)
    }

    /// The rest of a string with escapes or carriage returns.
    #[inline(never)]
    fn string_slow(&mut self, all: &[u8], start: usize, mut at: usize, whole: bool) -> Token {
        if self.seen.0 == start {
            at = at.max(self.seen.1);
        }
        while let Some(&byte) = all.get(at) {
            match byte {
                b'"' => return self.token(TokenKind::String, start, at + 1),
                b'\\' => match all.get(at + 1) {
                    Some(
                        b't'
                        | b'r'
                        | b'n'
                        | b'b'
                        | b'f'
                        | b'u'
                        | b'\\'
                        | b'"'
                        | b'0'..=b'9'
                        | 0x80..,
                    ) => at += 2,
                    Some(_) => return self.token(TokenKind::BrokenString, start, at + 2),
                    None => break,
                },
                _ => at += 1,
            }
        }
        // A backslash may stand at the end, and a character outside ASCII may be half skipped.
        let end = all.len();
        if !whole {
            self.seen = (start, at.min(end));
            return self.incomplete(start);
        }
        self.token(TokenKind::BrokenString, start, end)
    }

    fn character(&mut self, text: &str, start: usize, whole: bool) -> Token {
        let Some(c) = text.get(start + 1..).and_then(|rest| rest.chars().next()) else {
            if !whole {
                return self.incomplete(start);
            }
            return self.token(TokenKind::BrokenChar, start, start + 1);
        };
        let (end, seen) = self.name_end(text, start + 1 + c.len_utf8());
        if end == text.len() && !whole {
            return self.incomplete(start);
        }
        let refused = seen & REFUSED != 0;
        let kind = if refused { TokenKind::RefusedWithin } else { TokenKind::Char };
        self.token(kind, start, end)
    }

    fn unquote(&mut self, all: &[u8], start: usize, whole: bool) -> Token {
        match all.get(start + 1) {
            Some(b'@') => self.token(TokenKind::UnquoteSplicing, start, start + 2),
            Some(_) => self.token(TokenKind::Unquote, start, start + 1),
            None if whole => self.token(TokenKind::BrokenHash, start, start + 1),
            None => self.incomplete(start),
        }
    }

    /// What begins with `#`; `None` for a comment.
    fn hash(&mut self, text: &str, start: usize, whole: bool) -> Option<Token> {
        let all = text.as_bytes();
        let Some(&byte) = all.get(start + 1) else {
            if whole {
                return Some(self.token(TokenKind::BrokenHash, start, start + 1));
            }
            return Some(self.incomplete(start));
        };
        let kind = match (byte, self.dialect) {
            (b'{', _) => TokenKind::OpenSet,
            (b'_', _) => TokenKind::Discard,
            (b'^', _) => TokenKind::Meta,
            (b'#', _) => TokenKind::Symbolic,
            (b':', _) => TokenKind::NamespacedMap,
            (b'<', _) => TokenKind::Unreadable,
            (b'(', Dialect::Clojure) => TokenKind::OpenFn,
            (b'\'', Dialect::Clojure) => TokenKind::Var,
            (b'=', Dialect::Clojure) => TokenKind::Eval,
            (b'!', Dialect::Clojure) => return None,
            (b'"', Dialect::Clojure) => return Some(self.regex(all, start, whole)),
            (b'?', Dialect::Clojure) => match all.get(start + 2) {
                Some(b'@') => {
                    return Some(self.token(TokenKind::ConditionalSplicing, start, start + 3));
                }
                None if !whole => return Some(self.incomplete(start)),
                Some(_) | None => TokenKind::Conditional,
            },
            (_, Dialect::Clojure) => {
                return Some(self.token(TokenKind::Tag, start, start + 1));
            }
            (_, Dialect::Edn) => {
                let c = char_at(text, start + 1);
                if c.is_alphabetic() {
                    return Some(self.token(TokenKind::Tag, start, start + 1));
                }
                return Some(self.token(TokenKind::NoDispatch, start, start + 1 + c.len_utf8()));
            }
        };
        Some(self.token(kind, start, start + 2))
    }

    fn regex(&mut self, all: &[u8], start: usize, whole: bool) -> Token {
        let mut at = start + 2;
        while let Some(&byte) = all.get(at) {
            match byte {
                b'"' => return self.token(TokenKind::Regex, start, at + 1),
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        if whole {
            return self.token(TokenKind::BrokenRegex, start, all.len());
        }
        self.incomplete(start)
    }
}

/// The character at `at`, which is the start of one.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a byte stands there, so a character does")
}

/// Where the comment that starts at `at` ends, at the end of its line; `None` when that is not there
/// yet.
fn comment_end(all: &[u8], at: usize, whole: bool) -> Option<usize> {
    let length = all[at..].iter().position(|&b| b == b'\n' || b == b'\r');
    match length {
        Some(length) => Some(at + length),
        None => whole.then_some(all.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        lex(text, Dialect::Clojure).map(|t| (t.kind, &text[t.start..t.end])).collect()
    }

    #[test]
    fn forms_fall_into_tokens() {
        use TokenKind::*;
        assert_eq!(
            kinds("(let [x' -12] ; c\n :a/b,:c #_d ^e ~@f @g \"h\\n\" \\space 1.5)"),
            [
                (OpenList, "("),
                (PlainName, "let"),
                (OpenVector, "["),
                (PlainName, "x'"),
                (Fixnum, "-12"),
                (CloseVector, "]"),
                (Name, ":a/b"),
                (PlainKeyword, ":c"),
                (Discard, "#_"),
                (PlainName, "d"),
                (Meta, "^"),
                (PlainName, "e"),
                (UnquoteSplicing, "~@"),
                (PlainName, "f"),
                (Deref, "@"),
                (PlainName, "g"),
                (String, "\"h\\n\""),
                (Char, "\\space"),
                (Number, "1.5"),
                (CloseList, ")"),
            ]
        );
        assert_eq!(
            kinds("#!x\n#(#{#'a}#\"\\\"\")"),
            [
                (OpenFn, "#("),
                (OpenSet, "#{"),
                (Var, "#'"),
                (PlainName, "a"),
                (CloseMap, "}"),
                (Regex, "#\"\\\"\""),
                (CloseList, ")"),
            ]
        );
    }

    #[test]
    fn characters_outside_ascii_are_seen() {
        use TokenKind::*;
        assert_eq!(
            kinds("日本\u{2003}é\u{a0}x ٣ -٣ \\é"),
            [
                (PlainName, "日本"),
                (PlainName, "é\u{a0}x"),
                (Number, "٣"),
                (Number, "-٣"),
                (Char, "\\é"),
            ]
        );
    }

    #[test]
    fn any_prefix_asks_for_more_or_is_whole() {
        let text = "(a ;c\n#!d\r\"b\\n\" #?@(:c [1.5 \\x]) ~@d #\"e\" :f/g % -1 日) ";
        let whole: Vec<Token> = lex(text, Dialect::Clojure).collect();
        let mut lexer = Lexer::new(Dialect::Clojure);
        let mut found = Vec::new();
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            loop {
                let token = lexer.next(&text[..end], end == text.len());
                match token.kind {
                    TokenKind::Incomplete | TokenKind::End => break,
                    _ => found.push(token),
                }
            }
        }
        assert_eq!(found, whole);
    }
}
