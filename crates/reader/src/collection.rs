//! Lists, vectors, maps and sets.
//!
//! The first few elements stand in an array on the native stack, which the collector scans; longer
//! collections move to one vector that all of them share.

use core::mem;

use data::{list, map, set, vector};
use diag::{ErrorKind, LineCol};
use heap::{Mutator, Result, RootVec, Value};

use crate::parser::Reader;
use crate::token::TokenKind;

/// How many elements stand on the native stack.
const FEW: usize = 8;

/// A collection whose elements are being read.
#[derive(Clone, Copy)]
struct Opened {
    kind: TokenKind,
    close: TokenKind,
    /// Where its delimiter stands.
    start: usize,
    /// The same as line and column, for lists that get them.
    place: LineCol,
    /// Whether the collection stands in another form.
    nested: bool,
}

impl Reader<'_> {
    /// The collection whose opening delimiter, at `start`, is read.
    #[inline(never)]
    pub(crate) fn collection(&mut self, cx: &mut Mutator, kind: TokenKind, start: usize) -> Result {
        cx.enter_native()?;
        let opened = self.open(kind, start);
        let mut few = [Value::NIL; FEW];
        let mut count = 0;
        loop {
            let form = self.form(cx, opened.close)?;
            if form.is_absent() {
                break;
            }
            if count == FEW {
                return self.long_collection(cx, opened, &few, form);
            }
            few[count] = form;
            count += 1;
        }
        self.closed(cx, opened)?;
        self.make(cx, opened, &few[..count])
    }

    fn open(&mut self, kind: TokenKind, start: usize) -> Opened {
        let close = match kind {
            TokenKind::OpenList => TokenKind::CloseList,
            TokenKind::OpenVector => TokenKind::CloseVector,
            _ => TokenKind::CloseMap,
        };
        let place = if kind == TokenKind::OpenList && self.places_lists {
            self.place.advance(self.input.text(), start)
        } else {
            LineCol::START
        };
        Opened { kind, close, start, place, nested: mem::replace(&mut self.nested, true) }
    }

    /// The elements are all read, unless the text ended first.
    #[inline(always)]
    fn closed(&mut self, cx: &mut Mutator, opened: Opened) -> Result<()> {
        if self.ended {
            return Err(self.end_of_text(cx, Some(opened.start)));
        }
        self.leave(opened.nested);
        Ok(())
    }

    /// Goes on when the small buffer is full: `few` and `form` are the elements so far.
    #[inline(never)]
    fn long_collection(
        &mut self,
        cx: &mut Mutator,
        opened: Opened,
        few: &[Value; FEW],
        form: Value,
    ) -> Result {
        let base = self.spill_elements(cx, few, form);
        loop {
            let form = self.form(cx, opened.close)?;
            if form.is_absent() {
                break;
            }
            if let Some(spill) = &mut self.spill {
                spill.push(form);
            }
        }
        self.closed(cx, opened)?;
        self.make_spilled(cx, opened, base)
    }

    fn spill_elements(&mut self, cx: &mut Mutator, few: &[Value; FEW], form: Value) -> usize {
        let spill = self.spill.get_or_insert_with(|| RootVec::new(cx));
        let base = spill.len();
        spill.extend_from_slice(few);
        spill.push(form);
        base
    }

    fn make_spilled(&mut self, cx: &mut Mutator, opened: Opened, base: usize) -> Result {
        let Some(mut spill) = self.spill.take() else { return Ok(Value::NIL) };
        let made = self.make(cx, opened, &spill[base..]);
        spill.truncate(base);
        self.spill = Some(spill);
        made
    }

    #[inline(always)]
    fn make(&mut self, cx: &mut Mutator, opened: Opened, items: &[Value]) -> Result {
        match opened.kind {
            TokenKind::OpenList if self.places_lists => {
                list::with_position(cx, items, opened.place.line, opened.place.column)
            }
            TokenKind::OpenList => list::from_slice(cx, items),
            TokenKind::OpenVector => vector::from_slice(cx, items),
            TokenKind::OpenMap => {
                if items.len() % 2 == 1 {
                    return Err(self.fail(cx, ErrorKind::OddMapLiteral, &[], opened.start));
                }
                let made = map::from_pairs(cx, items);
                self.noting(cx, made, opened.start)
            }
            _ => {
                let made = set::from_slice(cx, items);
                self.noting(cx, made, opened.start)
            }
        }
    }

    /// Keeps a diagnostic of the duplicate that a constructor found.
    #[inline(always)]
    fn noting(&mut self, cx: &mut Mutator, made: Result, start: usize) -> Result {
        if made.is_err() {
            self.note_thrown(cx, ErrorKind::DuplicateKey, start);
        }
        made
    }

    /// The elements up to the `}` that closes what was opened at `start`, in the order of the text.
    pub(crate) fn map_elements(&mut self, cx: &mut Mutator, start: usize) -> Result<RootVec> {
        cx.enter_native()?;
        let opened = self.open(TokenKind::OpenMap, start);
        let mut elements = RootVec::new(cx);
        loop {
            let form = self.form(cx, opened.close)?;
            if form.is_absent() {
                break;
            }
            elements.push(form);
        }
        self.closed(cx, opened)?;
        Ok(elements)
    }
}
