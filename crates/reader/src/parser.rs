//! Tokens to forms.
//!
//! `form` answers the next form, and every other notation of this crate is reached from it. Lexer and
//! parser run fused: a token lives in registers until its form is made.

use core::mem;

use data::intern::hash_text;
use data::{keyword, string, symbol};
use diag::{Diagnostic, ErrorKind, LineCol};
use heap::{Mutator, Result, RootVec, Value};

use crate::bytes::{CLOJURE, Dialect};
use crate::function::Arguments;
use crate::input::{CharSource, Input};
use crate::lexer::{Lexer, char_at};
use crate::literal::character;
use crate::options::Options;
use crate::place::Place;
use crate::resolver::{ReadEval, Resolver};
use crate::token::{Token, TokenKind};

/// Reads forms from a text, one after the other. Lives on the stack.
pub struct Reader<'r> {
    pub(crate) input: Input<'r>,
    pub(crate) lexer: Lexer,
    pub(crate) resolver: &'r dyn Resolver,
    pub(crate) options: Options,
    /// The place up to which lines are counted.
    pub(crate) place: Place,
    /// Lists get their line and column. EDN counts lines and keeps none.
    pub(crate) places_lists: bool,
    /// The place of the text's first character.
    pub(crate) first: Place,
    /// How much of a stream was dropped before what is in the buffer.
    pub(crate) cut: usize,
    /// The forms of collections that are too long for their own small buffer.
    pub(crate) spill: Option<RootVec>,
    /// Forms that a splicing conditional left, the next one last.
    pending: Option<RootVec>,
    /// False while a form stands in no other.
    pub(crate) nested: bool,
    /// The text's end was met where a form could begin.
    pub(crate) ended: bool,
    /// Tags are kept as tagged literals: in a conditional branch that is dropped, or preserved.
    pub(crate) keeps_tags: bool,
    pub(crate) arguments: Option<Arguments>,
    pub(crate) diagnostic: Option<Box<Diagnostic>>,
}

/// The first form of a text, or `None` when there is none.
///
/// # Errors
/// What is wrong with the text, as an exception.
pub fn read_str(
    cx: &mut Mutator,
    text: &str,
    options: Options,
    resolver: &dyn Resolver,
) -> Result<Option<Value>> {
    Reader::new(text, options, resolver).read(cx)
}

impl<'r> Reader<'r> {
    /// A reader of a text that is all there.
    pub fn new(text: &'r str, options: Options, resolver: &'r dyn Resolver) -> Reader<'r> {
        Reader::of(Input::Text(text), options, resolver)
    }

    /// A reader that begins with `buffered` and asks `source` for more when a form goes on.
    pub fn streaming(
        buffered: String,
        source: &'r mut dyn CharSource,
        options: Options,
        resolver: &'r dyn Resolver,
    ) -> Reader<'r> {
        Reader::of(Input::Stream { buffer: buffered, source, whole: false }, options, resolver)
    }

    fn of(input: Input<'r>, options: Options, resolver: &'r dyn Resolver) -> Reader<'r> {
        Reader {
            input,
            lexer: Lexer::new(options.dialect),
            resolver,
            options,
            place: Place::new(options.start),
            places_lists: options.positions && options.dialect == Dialect::Clojure,
            first: Place::new(options.start),
            cut: 0,
            spill: None,
            pending: None,
            nested: false,
            ended: false,
            keeps_tags: false,
            arguments: None,
            diagnostic: None,
        }
    }

    /// The next form, or `None` when the text is at its end.
    ///
    /// # Errors
    /// What is wrong with the text, as an exception; `diagnostic` says more. Reading can go on after
    /// it, where the fault was.
    pub fn read(&mut self, cx: &mut Mutator) -> Result<Option<Value>> {
        self.begin();
        let read = match self.lexer.dialect {
            Dialect::Clojure if self.resolver.read_eval(cx)? == ReadEval::Unknown => {
                return Err(crate::throw(cx, ErrorKind::ReadEvalUnknown, &[]));
            }
            Dialect::Clojure | Dialect::Edn => self.form(cx, TokenKind::End),
        };
        match read {
            Ok(form) if form.is_absent() => Ok(None),
            Ok(form) => Ok(Some(form)),
            Err(_) => {
                let thrown = self.wrap(cx);
                self.forget();
                Err(thrown)
            }
        }
    }

    /// What was wrong in the last `read`, when the reader itself found it.
    pub fn diagnostic(&self) -> Option<&Diagnostic> {
        self.diagnostic.as_deref()
    }

    /// True when the last `read` failed only because the text ended: more of it could help.
    pub fn is_incomplete(&self) -> bool {
        self.diagnostic.as_ref().is_some_and(|diagnostic| diagnostic.is_incomplete())
    }

    /// How many bytes of the text have been read.
    pub fn offset(&self) -> usize {
        self.cut + self.lexer.at
    }

    /// Line and column of the next character.
    pub fn position(&mut self) -> LineCol {
        self.place.advance(self.input.text(), self.lexer.at)
    }

    /// Passes whitespace and commas, so that `position` is that of the next form or comment.
    ///
    /// # Errors
    /// Whatever the source of the text throws.
    pub fn skip_space(&mut self, cx: &mut Mutator) -> Result<()> {
        while let Some(c) = self.peek(cx)?
            && is_space(c)
        {
            self.lexer.at += c.len_utf8();
        }
        Ok(())
    }

    /// The text that is buffered and not read.
    pub fn rest(&self) -> &str {
        &self.input.text()[self.lexer.at..]
    }

    fn begin(&mut self) {
        self.nested = false;
        self.ended = false;
        self.diagnostic = None;
        if let Input::Stream { .. } = self.input
            && self.lexer.at >= 4096
        {
            self.place.advance(self.input.text(), self.lexer.at);
            let cut = self.input.cut(self.lexer.at);
            self.place.cut(cut);
            self.first = self.place;
            self.cut += cut;
            self.lexer.restart();
        }
    }

    /// Forgets what an error left half done.
    #[cold]
    fn forget(&mut self) {
        self.keeps_tags = false;
        self.arguments = None;
        self.drop_pending();
        if let Some(spill) = &mut self.spill {
            spill.clear();
        }
    }

    // ---- characters and tokens --------------------------------------------------------------

    #[inline(always)]
    pub(crate) fn token(&mut self, cx: &mut Mutator) -> Result<Token> {
        let token = self.lexer.next(self.input.text(), self.input.is_whole());
        if token.kind == TokenKind::Incomplete {
            return self.token_with_more(cx);
        }
        Ok(token)
    }

    #[cold]
    fn token_with_more(&mut self, cx: &mut Mutator) -> Result<Token> {
        loop {
            self.input.more(cx)?;
            let token = self.lexer.next(self.input.text(), self.input.is_whole());
            if token.kind != TokenKind::Incomplete {
                return Ok(token);
            }
        }
    }

    /// The next character, whatever it is.
    pub(crate) fn peek(&mut self, cx: &mut Mutator) -> Result<Option<char>> {
        while self.lexer.at >= self.input.text().len() && !self.input.is_whole() {
            self.input.more(cx)?;
        }
        let text = self.input.text();
        Ok((self.lexer.at < text.len()).then(|| char_at(text, self.lexer.at)))
    }

    pub(crate) fn slice(&self, token: Token) -> &str {
        &self.input.text()[token.start..token.end]
    }

    // ---- forms ------------------------------------------------------------------------------

    /// The next form; `ABSENT` when `close` comes instead, or the text ends (`ended` says which).
    #[inline(always)]
    pub(crate) fn form(&mut self, cx: &mut Mutator, close: TokenKind) -> Result {
        loop {
            if let Some(pending) = &mut self.pending
                && let Some(form) = pending.pop()
            {
                return Ok(form);
            }
            let token = self.token(cx)?;
            match token.kind {
                TokenKind::PlainName => return self.plain_name(cx, token),
                TokenKind::PlainKeyword => {
                    let name = &self.input.text().as_bytes()[token.start + 1..token.end];
                    return keyword::intern_bytes(cx, name, hash_text(name));
                }
                TokenKind::Fixnum => {
                    return Ok(Value::fixnum(token.value).expect("18 digits fit 63 bits"));
                }
                TokenKind::PlainString => {
                    let text = &self.input.text()[token.start + 1..token.end - 1];
                    return string::new(cx, text);
                }
                TokenKind::OpenList
                | TokenKind::OpenVector
                | TokenKind::OpenMap
                | TokenKind::OpenSet => return self.collection(cx, token.kind, token.start),
                kind @ (TokenKind::CloseList | TokenKind::CloseVector | TokenKind::CloseMap) => {
                    if kind == close {
                        return Ok(Value::ABSENT);
                    }
                    return self.unmatched(cx, token);
                }
                TokenKind::End => {
                    self.ended = true;
                    return Ok(Value::ABSENT);
                }
                TokenKind::Discard => self.discard(cx)?,
                TokenKind::Conditional | TokenKind::ConditionalSplicing => {
                    if let Some(form) = self.conditional(cx, token)? {
                        return Ok(form);
                    }
                }
                _ => return self.other_form(cx, token),
            }
        }
    }

    /// The next form, which must be there.
    pub(crate) fn required(&mut self, cx: &mut Mutator) -> Result {
        let form = self.form(cx, TokenKind::End)?;
        if form.is_absent() {
            return Err(self.end_of_text(cx, None));
        }
        Ok(form)
    }

    /// Runs `work`, which reads forms that stand within another.
    #[inline]
    pub(crate) fn within<R>(
        &mut self,
        cx: &mut Mutator,
        work: impl FnOnce(&mut Self, &mut Mutator) -> Result<R>,
    ) -> Result<R> {
        cx.enter_native()?;
        let outer = mem::replace(&mut self.nested, true);
        let result = work(self, cx);
        self.leave(outer);
        result
    }

    /// The outermost form is read: what a splice left over in it is dropped.
    #[inline(always)]
    pub(crate) fn leave(&mut self, outer: bool) {
        self.nested = outer;
        if !outer {
            self.drop_pending();
        }
    }

    #[inline]
    fn drop_pending(&mut self) {
        if let Some(pending) = &mut self.pending {
            pending.clear();
        }
    }

    /// Puts forms in front of what is read next.
    pub(crate) fn push_pending(&mut self, cx: &mut Mutator, forms: &[Value]) {
        let pending = self.pending.get_or_insert_with(|| RootVec::new(cx));
        pending.extend(forms.iter().rev());
    }

    fn discard(&mut self, cx: &mut Mutator) -> Result<()> {
        self.within(cx, |reader, cx| reader.required(cx)).map(|_| ())
    }

    #[inline(always)]
    fn plain_name(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let name = &self.input.text().as_bytes()[token.start..token.end];
        match name {
            b"nil" => Ok(Value::NIL),
            b"true" => Ok(Value::TRUE),
            b"false" => Ok(Value::FALSE),
            _ => symbol::intern_bytes(cx, name, hash_text(name)),
        }
    }

    #[cold]
    fn unmatched(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let delimiter = self.slice(token).to_owned();
        Err(self.fail(cx, ErrorKind::UnmatchedDelimiter, &[&delimiter], token.start))
    }

    /// Everything but the most frequent forms.
    #[inline(never)]
    fn other_form(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let start = token.start;
        match token.kind {
            TokenKind::Name => self.name(cx, token),
            TokenKind::Number => self.number(cx, token),
            TokenKind::String | TokenKind::BrokenString => self.string(cx, token),
            TokenKind::Regex => self.regex(cx, token),
            TokenKind::Char => match character::parse(&self.input.text()[start + 1..token.end]) {
                Ok(unit) => Ok(Value::char(unit)),
                Err(fault) => Err(self.fault(cx, fault, start)),
            },
            TokenKind::Quote => self.prefixed(cx, None, "quote"),
            TokenKind::Deref => self.prefixed(cx, Some("clojure.core"), "deref"),
            TokenKind::Var => self.prefixed(cx, None, "var"),
            TokenKind::Unquote => self.prefixed(cx, Some("clojure.core"), "unquote"),
            TokenKind::UnquoteSplicing => {
                self.prefixed(cx, Some("clojure.core"), "unquote-splicing")
            }
            TokenKind::SyntaxQuote => {
                let form = self.within(cx, |reader, cx| reader.required(cx))?;
                self.syntax_quote(cx, form, start)
            }
            TokenKind::Meta => self.metadata(cx, start),
            TokenKind::OpenFn => self.function(cx, start),
            TokenKind::Arg => self.argument(cx, token),
            TokenKind::NamespacedMap => self.namespaced_map(cx, start),
            TokenKind::Symbolic => self.symbolic(cx, start),
            TokenKind::Eval => self.eval(cx, start),
            TokenKind::Tag => self.tagged(cx, start),
            TokenKind::Unreadable => Err(self.fail(cx, ErrorKind::Unreadable, &[], start)),
            TokenKind::NoDispatch => {
                let c = self.input.text()[start + 1..token.end].to_owned();
                Err(self.fail(cx, ErrorKind::NoDispatchMacro, &[&c], start))
            }
            TokenKind::RefusedStart => {
                let c = self.slice(token).to_owned();
                Err(self.fail(cx, ErrorKind::InvalidLeadingCharacter, &[&c], start))
            }
            TokenKind::RefusedWithin => {
                let c = self.input.text()[token.end - 1..token.end].to_owned();
                Err(self.fail(cx, ErrorKind::InvalidConstituent, &[&c], start))
            }
            TokenKind::BrokenRegex => Err(self.fail(cx, ErrorKind::EofRegex, &[], start)),
            TokenKind::BrokenChar | TokenKind::BrokenHash => {
                Err(self.fail(cx, ErrorKind::EofCharacter, &[], start))
            }
            TokenKind::End
            | TokenKind::Incomplete
            | TokenKind::OpenList
            | TokenKind::OpenVector
            | TokenKind::OpenMap
            | TokenKind::OpenSet
            | TokenKind::CloseList
            | TokenKind::CloseVector
            | TokenKind::CloseMap
            | TokenKind::PlainName
            | TokenKind::PlainKeyword
            | TokenKind::Fixnum
            | TokenKind::PlainString
            | TokenKind::Discard
            | TokenKind::Conditional
            | TokenKind::ConditionalSplicing => unreachable!("`form` takes these itself"),
        }
    }

    /// `'x`, `@x` and the like: a list of a symbol and the next form.
    fn prefixed(&mut self, cx: &mut Mutator, namespace: Option<&str>, name: &str) -> Result {
        let form = self.within(cx, |reader, cx| reader.required(cx))?;
        let head = symbol::intern(cx, namespace, name)?;
        data::list::from_slice(cx, &[head, form])
    }
}

/// Whitespace of any kind, and commas.
pub(crate) fn is_space(c: char) -> bool {
    match u8::try_from(c) {
        Ok(byte) if byte < 0x80 => CLOJURE.start[byte as usize] == crate::bytes::Start::Space,
        _ => crate::bytes::is_space(c),
    }
}
