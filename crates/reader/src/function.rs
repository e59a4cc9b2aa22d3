//! Functions written `#(… % %2 %&)`.

use std::collections::BTreeMap;

use data::{list, symbol, vector};
use diag::ErrorKind;
use heap::{Mutator, Result, RootVec, Value};

use crate::fault::Fault;
use crate::names::{self, Name};
use crate::parser::Reader;
use crate::token::{Token, TokenKind};

/// The arguments met so far, each with the number that makes its name unique; `REST` is `%&`.
pub(crate) type Arguments = BTreeMap<i32, u64>;

const REST: i32 = -1;

/// Functions with more parameters than 20 are refused when they are compiled; what names arguments
/// far beyond that is refused here, before it fills the memory with their names.
const MOST: i32 = 1000;

impl Reader<'_> {
    /// The function whose `#(`, at `start`, is read.
    pub(crate) fn function(&mut self, cx: &mut Mutator, start: usize) -> Result {
        if self.arguments.is_some() {
            return Err(self.fail(cx, ErrorKind::NestedFn, &[], start));
        }
        self.arguments = Some(Arguments::new());
        let body =
            self.within(cx, |reader, cx| reader.collection(cx, TokenKind::OpenList, start + 1));
        let mut arguments = self.arguments.take().unwrap_or_default();
        let body = body?;
        let mut parameters = RootVec::new(cx);
        let highest = arguments.last_key_value().map_or(0, |(&highest, _)| highest);
        if highest > MOST {
            return Err(self.fail(cx, ErrorKind::TooManyArgs, &[], start));
        }
        for n in 1..=highest {
            let id = match arguments.get(&n) {
                Some(&id) => id,
                None => self.resolver.next_id(cx)?,
            };
            parameters.push(name(cx, n, id)?);
        }
        if let Some(id) = arguments.remove(&REST) {
            parameters.push(symbol::intern(cx, None, "&")?);
            parameters.push(name(cx, REST, id)?);
        }
        let parameters = vector::from_slice(cx, &parameters)?;
        let head = symbol::intern(cx, None, "fn*")?;
        list::from_slice(cx, &[head, parameters, body])
    }

    /// `%`, `%3` or `%&`; outside of `#()` a symbol like any other.
    pub(crate) fn argument(&mut self, cx: &mut Mutator, token: Token) -> Result {
        let text = self.slice(token);
        if self.arguments.is_none() {
            return match names::parse(text, self.lexer.dialect) {
                Name::Symbol(..) => symbol::parse(cx, text),
                Name::Keyword(..) | Name::AutoKeyword(..) | Name::Invalid => self.name(cx, token),
            };
        }
        let n = match &text[1..] {
            "" => 1,
            "&" => REST,
            digits if digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') => {
                match digits.parse() {
                    Ok(n) => n,
                    Err(_) => {
                        let fault = Fault::new(ErrorKind::DigitsForInput, &[digits]);
                        return Err(self.fault(cx, fault, token.start));
                    }
                }
            }
            _ => return Err(self.fail(cx, ErrorKind::ArgLiteral, &[], token.start)),
        };
        let known = self.arguments.as_ref().and_then(|arguments| arguments.get(&n).copied());
        let id = match known {
            Some(id) => id,
            None => self.resolver.next_id(cx)?,
        };
        if let Some(arguments) = &mut self.arguments {
            arguments.insert(n, id);
        }
        name(cx, n, id)
    }
}

fn name(cx: &mut Mutator, n: i32, id: u64) -> Result<Value> {
    let name = if n == REST { format!("rest__{id}#") } else { format!("p{n}__{id}#") };
    symbol::intern(cx, None, &name)
}
