//! `?`, `*`, `+`, `{n,m}`, each greedy, lazy or possessive.

use super::{Parse, Parser};
use crate::node::{Node, Repeat, RepeatKind};

impl Parser<'_> {
    /// The atom, with the quantifier that may follow it.
    pub(super) fn quantified(&mut self, atom: Node) -> Parse<Node> {
        let (min, max) = match self.peek() {
            '?' => {
                self.at += 1;
                (0, Some(1))
            }
            '*' => {
                self.at += 1;
                (0, None)
            }
            '+' => {
                self.at += 1;
                (1, None)
            }
            '{' => self.counts()?,
            _ => return Ok(atom),
        };
        let kind = match self.peek() {
            '?' => RepeatKind::Lazy,
            '+' => RepeatKind::Possessive,
            _ => RepeatKind::Greedy,
        };
        if kind != RepeatKind::Greedy {
            self.at += 1;
        }
        Ok(Node::Repeat(Box::new(Repeat { body: atom, min, max, kind })))
    }

    /// `{n}`, `{n,}`, `{n,m}`, with the cursor on the brace.
    fn counts(&mut self) -> Parse<(u32, Option<u32>)> {
        if !self.raw(self.at + 1).is_ascii_digit() {
            return self.fail_at("Illegal repetition", self.at as i32 + 1);
        }
        self.at += 1;
        let min = self.number()?;
        let max = if self.raw(self.at) == ',' {
            self.at += 1;
            match self.raw(self.at) {
                '}' => None,
                _ => Some(self.number()?),
            }
        } else {
            Some(min)
        };
        if self.raw(self.at) != '}' {
            return self.fail_here("Unclosed counted closure");
        }
        if max.is_some_and(|max| max < min) {
            return self.fail_here("Illegal repetition range");
        }
        self.at += 1;
        Ok((min, max))
    }

    fn number(&mut self) -> Parse<u32> {
        let mut number = 0i32;
        while let Some(digit) = self.raw(self.at).to_digit(10) {
            number = match number.checked_mul(10).and_then(|n| n.checked_add(digit as i32)) {
                Some(number) => number,
                None => return self.fail_here("Illegal repetition range"),
            };
            self.at += 1;
        }
        Ok(number as u32)
    }
}
