//! Numbers that are more than a few digits: what they mean is `data`'s business.

use data::num;
use diag::ErrorKind;
use heap::{Mutator, Result, Value};

use crate::parser::Reader;
use crate::token::Token;

impl Reader<'_> {
    /// The number of a token that begins like one.
    pub(crate) fn number(&mut self, cx: &mut Mutator, token: Token) -> Result<Value> {
        match num::parse(cx, self.slice(token)) {
            Ok(Some(number)) => Ok(number),
            Ok(None) => {
                let text = self.slice(token).to_owned();
                Err(self.fail(cx, ErrorKind::InvalidNumber, &[&text], token.start))
            }
            Err(thrown) => {
                self.note_thrown(cx, ErrorKind::NumberRefused, token.start);
                Err(thrown)
            }
        }
    }
}
