//! `[…]`: unions, ranges, negation, and intersection with `&&`.

use regex_syntax::hir::ClassUnicode;

use super::escape::Escaped;
use super::{Parse, Parser};
use crate::charset;

impl Parser<'_> {
    /// A class whose `[` was taken. `bracketed`: its `]` is taken too; else it is the right side of
    /// an intersection, which ends before it.
    pub(super) fn class(&mut self, bracketed: bool) -> Parse<ClassUnicode> {
        let mut negated = false;
        // What the class has so far; nothing while nothing stands in it.
        let mut so_far: Option<ClassUnicode> = None;
        if bracketed && self.peek() == '^' && self.raw(self.at.wrapping_sub(1)) == '[' {
            self.at += 1;
            negated = true;
        }
        loop {
            let c = self.peek();
            if self.at_end() {
                return self.fail_at("Unclosed character class", self.text.len() as i32 - 1);
            }
            match c {
                '[' => {
                    self.at += 1;
                    let nested = self.deeper(|parser| parser.class(true))?;
                    add(&mut so_far, &nested);
                }
                '&' if self.followed_by_ampersand() => {
                    let right = self.right_side()?;
                    so_far = match (so_far, right) {
                        (Some(mut left), Some(right)) => {
                            left.intersect(&right);
                            Some(left)
                        }
                        (Some(left), None) => Some(left),
                        (None, Some(right)) => Some(right),
                        (None, None) => return self.fail("Bad class syntax"),
                    };
                }
                ']' if so_far.is_some() => {
                    if bracketed {
                        self.at += 1;
                    }
                    break;
                }
                _ => {
                    let item = self.class_item()?;
                    add(&mut so_far, &item);
                }
            }
        }
        let class = so_far.unwrap_or_else(ClassUnicode::empty);
        Ok(if negated { charset::negated(class) } else { class })
    }

    fn followed_by_ampersand(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        let found = self.peek() == '&';
        if !found {
            self.at = start;
        }
        found
    }

    /// The right side of `&&`, with the cursor on the second ampersand; nothing when it is empty.
    fn right_side(&mut self) -> Parse<Option<ClassUnicode>> {
        self.at += 1;
        let mut right = None;
        loop {
            let c = self.peek();
            if self.at_end() || c == ']' || c == '&' {
                if right.is_none() {
                    // Java has looked at the character behind the ampersands here.
                    self.at += usize::from(self.at_end());
                }
                return Ok(right);
            }
            let part = if c == '[' {
                self.at += 1;
                self.deeper(|parser| parser.class(true))?
            } else {
                self.deeper(|parser| parser.class(false))?
            };
            add(&mut right, &part);
        }
    }

    /// One character, a range, or an escape for a whole class.
    fn class_item(&mut self) -> Parse<ClassUnicode> {
        let low = match self.class_atom()? {
            Escaped::Class(class) => return Ok(class),
            Escaped::Char(c) => c,
        };
        if self.peek() == '-' {
            let dash = self.at;
            self.at += 1;
            let end = self.peek();
            if end != '[' && (end != ']' || self.at_end()) {
                let high = match self.class_atom()? {
                    Escaped::Char(high) if low <= high && self.at <= self.text.len() => high,
                    Escaped::Char(_) | Escaped::Class(_) => {
                        return self.fail("Illegal character range");
                    }
                };
                let mut class = charset::ranges(&[(low, high)]);
                self.fold_class(&mut class);
                return Ok(class);
            }
            self.at = dash;
        }
        let mut class = charset::ranges(&[(low, low)]);
        self.fold_class(&mut class);
        Ok(class)
    }

    fn class_atom(&mut self) -> Parse<Escaped> {
        match self.take() {
            '\\' => self.class_escape(),
            c => Ok(Escaped::Char(c as u32)),
        }
    }
}

fn add(so_far: &mut Option<ClassUnicode>, more: &ClassUnicode) {
    match so_far {
        Some(class) => class.union(more),
        None => *so_far = Some(more.clone()),
    }
}
