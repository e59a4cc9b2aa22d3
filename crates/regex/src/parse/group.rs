//! Everything that begins with `(`.

use super::{END, Parse, Parser};
use crate::flags::Flags;
use crate::node::{Direction, Look, Node};

impl Parser<'_> {
    /// A group, with the cursor on the parenthesis; nothing for `(?flags)`.
    pub(super) fn group(&mut self) -> Parse<Option<Node>> {
        let outside = self.flags;
        self.at += 1;
        if self.peek() != '?' || self.at_end() {
            let number = self.new_group();
            let body = self.alternatives()?;
            self.close(outside)?;
            return Ok(Some(Node::Group(number, Box::new(body))));
        }
        self.at += 1;
        // What follows `(?` stands together: no white space is skipped.
        let node = match self.raw(self.at) {
            ':' => {
                self.at += 1;
                self.alternatives()?
            }
            '=' | '!' => {
                let negative = self.raw(self.at) == '!';
                self.at += 1;
                let body = self.alternatives()?;
                let direction = Direction::Ahead;
                Node::Look(Box::new(Look { body, direction, negative }))
            }
            '>' => {
                self.at += 1;
                Node::Atomic(Box::new(self.alternatives()?))
            }
            '<' if matches!(self.raw(self.at + 1), '=' | '!') => {
                let negative = self.raw(self.at + 1) == '!';
                self.at += 2;
                let body = self.alternatives()?;
                let node = self.behind(body, negative)?;
                self.close(outside)?;
                return Ok(Some(node));
            }
            '<' => {
                self.at += 1;
                let name = self.group_name()?;
                if self.names.iter().any(|(known, _)| *known == name) {
                    let message = format!("Named capturing group <{name}> is already defined");
                    return self.fail(message);
                }
                let number = self.new_group();
                self.names.push((name, number));
                Node::Group(number, Box::new(self.alternatives()?))
            }
            '$' | '@' => return self.fail_at("Unknown group type", self.at as i32),
            _ => {
                self.inline_flags()?;
                match self.raw(self.at) {
                    ')' => {
                        self.at += 1;
                        return Ok(None);
                    }
                    ':' => {
                        self.at += 1;
                        self.alternatives()?
                    }
                    _ => return self.fail_here("Unknown inline modifier"),
                }
            }
        };
        self.close(outside)?;
        Ok(Some(node))
    }

    fn new_group(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    fn close(&mut self, outside: Flags) -> Parse<()> {
        if !self.take_if(')') {
            return self.fail_at("Unclosed group", self.text.len() as i32);
        }
        self.flags = outside;
        Ok(())
    }

    fn behind(&mut self, body: Node, negative: bool) -> Parse<Node> {
        if body.reach(0).is_none() {
            return self.fail("Look-behind group does not have an obvious maximum length");
        }
        let width = body.width();
        let max = width.max.unwrap_or(usize::MAX);
        let direction = Direction::Behind { min: width.min, max };
        Ok(Node::Look(Box::new(Look { body, direction, negative })))
    }

    /// A name and the `>` after it.
    pub(super) fn group_name(&mut self) -> Parse<String> {
        if !self.raw(self.at).is_ascii_alphabetic() {
            return self.fail_here("capturing group name does not start with a Latin letter");
        }
        let mut name = String::new();
        while self.raw(self.at).is_ascii_alphanumeric() {
            name.push(self.raw(self.at));
            self.at += 1;
        }
        if self.raw(self.at) != '>' {
            return self.fail_here("named capturing group is missing trailing '>'");
        }
        self.at += 1;
        Ok(name)
    }

    /// Letters to set, and after a `-` letters to clear.
    fn inline_flags(&mut self) -> Parse<()> {
        let mut clear = false;
        loop {
            let letter = self.raw(self.at);
            match Flags::of_letter(letter) {
                Some(flag) if letter != END => {
                    self.flags = match clear {
                        false => self.flags.with(flag),
                        true => self.flags.without(flag),
                    };
                }
                _ if letter == '-' && !clear => clear = true,
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }
}
