//! Reader conditionals: `#?(:clj a :default b)` and the splicing `#?@(…)`.
//!
//! The first feature in the text that the platform has decides. Platform features are `:tercel` and
//! `:clj`, and `:default` is everybody's.

use core::mem;

use data::{keyword, seq, set, tagged};
use diag::ErrorKind;
use heap::{Interfaces, Mutator, Result, Value};

use crate::options::ReadCond;
use crate::parser::Reader;
use crate::token::{Token, TokenKind};

impl Reader<'_> {
    /// What the conditional comes to; `None` when it is nothing, or forms that come next.
    #[inline(never)]
    pub(crate) fn conditional(&mut self, cx: &mut Mutator, token: Token) -> Result<Option<Value>> {
        let splicing = token.kind == TokenKind::ConditionalSplicing;
        let at_top = !self.nested;
        let start = token.start;
        if self.options.read_cond == ReadCond::Refuse {
            return Err(self.fail(cx, ErrorKind::ReadCondNotAllowed, &[], start));
        }
        self.skip_space(cx)?;
        let open = self.lexer.at;
        match self.peek(cx)? {
            Some('(') => self.lexer.at += 1,
            Some(c) => {
                self.lexer.at += c.len_utf8();
                return Err(self.fail(cx, ErrorKind::ReadCondBody, &[], start));
            }
            None => return Err(self.fail(cx, ErrorKind::EofCharacter, &[], start)),
        }
        if self.options.read_cond == ReadCond::Preserve {
            let keeps_tags = mem::replace(&mut self.keeps_tags, true);
            let forms =
                self.within(cx, |reader, cx| reader.collection(cx, TokenKind::OpenList, open));
            self.keeps_tags = keeps_tags;
            return tagged::conditional(cx, forms?, splicing).map(Some);
        }
        let Some(chosen) = self.within(cx, |reader, cx| reader.chosen(cx, open))? else {
            return Ok(None);
        };
        if !splicing {
            return Ok(Some(chosen));
        }
        if !cx.desc_of(chosen).info().interfaces.has(Interfaces::SEQUENTIAL) {
            return Err(self.fail(cx, ErrorKind::SpliceNotList, &[], start));
        }
        if at_top {
            return Err(self.fail(cx, ErrorKind::SpliceAtTop, &[], start));
        }
        let forms = seq::to_rootvec(cx, chosen)?;
        self.push_pending(cx, &forms);
        Ok(None)
    }

    /// The form behind the first feature that the platform has; all others are read and dropped.
    fn chosen(&mut self, cx: &mut Mutator, open: usize) -> Result<Option<Value>> {
        let mut chosen = None;
        loop {
            if chosen.is_none() {
                let Some(feature) = self.branch_form(cx, open)? else { return Ok(None) };
                if self.has_feature(cx, feature, open)? {
                    match self.branch_form(cx, open)? {
                        Some(form) => chosen = Some(form),
                        None => return self.odd_branches(cx, open),
                    }
                }
            }
            let keeps_tags = mem::replace(&mut self.keeps_tags, true);
            let dropped = self.branch_form(cx, open);
            self.keeps_tags = keeps_tags;
            match (dropped?, chosen) {
                (Some(_), _) => {}
                (None, Some(_)) => return Ok(chosen),
                (None, None) => return Ok(None),
            }
        }
    }

    /// The next form of the conditional; `None` at its end.
    fn branch_form(&mut self, cx: &mut Mutator, open: usize) -> Result<Option<Value>> {
        let form = self.form(cx, TokenKind::CloseList)?;
        if !form.is_absent() {
            return Ok(Some(form));
        }
        if self.ended {
            return Err(self.end_of_text(cx, Some(open)));
        }
        Ok(None)
    }

    #[cold]
    fn odd_branches(&mut self, cx: &mut Mutator, open: usize) -> Result<Option<Value>> {
        if !self.options.positions {
            return Err(self.fail(cx, ErrorKind::ReadCondOdd, &[], open));
        }
        let line = self.line_of(open).to_string();
        Err(self.fail(cx, ErrorKind::ReadCondOddStartingAt, &[&line], open))
    }

    fn has_feature(&mut self, cx: &mut Mutator, feature: Value, open: usize) -> Result<bool> {
        let name = match keyword::of(feature) {
            Some(name) => name.text(),
            None => {
                let text = self.text_of(cx, feature)?;
                return Err(self.fail(cx, ErrorKind::FeatureNotKeyword, &[&text], open));
            }
        };
        match name.trim_start_matches(':') {
            "else" | "none" => {
                let text = self.text_of(cx, feature)?;
                Err(self.fail(cx, ErrorKind::FeatureReserved, &[&text], open))
            }
            "tercel" | "clj" | "default" => Ok(true),
            _ if self.options.features.is_nil() => Ok(false),
            _ => set::contains(cx, self.options.features, feature),
        }
    }
}
