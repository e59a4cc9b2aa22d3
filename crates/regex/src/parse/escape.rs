//! What a backslash begins.

use regex_syntax::hir::ClassUnicode;

use super::{END, Parse, Parser};
use crate::charset;
use crate::cluster;
use crate::flags::Flags;
use crate::node::{Assertion, Node, is_supplementary};
use crate::property::{self, Reading};

/// What an escape means inside a class.
pub(super) enum Escaped {
    Char(u32),
    Class(ClassUnicode),
}

impl Parser<'_> {
    /// An escape outside a class, with the cursor on the backslash.
    pub(super) fn escape(&mut self) -> Parse<Node> {
        self.at += 1;
        let c = self.raw(self.at);
        let assertion = match c {
            'A' => Assertion::TextStart,
            'z' => Assertion::TextEnd,
            'Z' => Assertion::LastLineEnd(self.lines()),
            'G' => Assertion::PreviousEnd,
            'B' => Assertion::NotWordBoundary(self.words()),
            'b' if self.raw(self.at + 1) == '{'
                && self.raw(self.at + 2) == 'g'
                && self.raw(self.at + 3) == '}' =>
            {
                self.at += 3;
                Assertion::ClusterBoundary
            }
            'b' => Assertion::WordBoundary(self.words()),
            'R' => {
                self.at += 1;
                return Ok(cluster::linebreak());
            }
            'X' => {
                self.at += 1;
                return Ok(cluster::grapheme());
            }
            'k' => {
                self.at += 1;
                return self.named_reference();
            }
            '1'..='9' => return Ok(self.numbered_reference()),
            _ => {
                return Ok(match self.class_escape()? {
                    Escaped::Char(c) => self.code_point(c),
                    Escaped::Class(class) => self.class_node(&class),
                });
            }
        };
        self.at += 1;
        Ok(Node::Assert(assertion))
    }

    /// An escape that may stand in a class, with the cursor behind the backslash.
    pub(super) fn class_escape(&mut self) -> Parse<Escaped> {
        let c = self.raw(self.at);
        self.at += 1;
        let unicode = self.flags.has(Flags::UNICODE_CHARACTER_CLASS);
        let class = |class: ClassUnicode, negative: bool| {
            Ok(Escaped::Class(if negative { charset::negated(class) } else { class }))
        };
        let code = match c {
            'd' | 'D' if unicode => return class(property::unicode_digit(), c == 'D'),
            'd' | 'D' => return class(property::digit(), c == 'D'),
            'w' | 'W' if unicode => return class(property::unicode_word(), c == 'W'),
            'w' | 'W' => return class(property::word(), c == 'W'),
            's' | 'S' if unicode => return class(property::unicode_space(), c == 'S'),
            's' | 'S' => return class(property::space(), c == 'S'),
            'h' | 'H' => return class(property::horizontal_space(), c == 'H'),
            'v' | 'V' => return class(property::vertical_space(), c == 'V'),
            'p' | 'P' => return self.property().and_then(|found| class(found, c == 'P')),
            '0' => self.octal()?,
            'x' => self.hexadecimal()?,
            'u' => self.unicode()?,
            'N' => self.character_name()?,
            'c' => {
                if self.at >= self.text.len() {
                    return self.fail("Illegal control escape sequence");
                }
                self.at += 1;
                self.raw(self.at - 1) as u32 ^ 64
            }
            'a' => 7,
            'e' => 27,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            END if self.at > self.text.len() => return self.fail("Unexpected internal error"),
            '1'..='9' | 'a'..='z' | 'A'..='Z' => {
                return self.fail("Illegal/unsupported escape sequence");
            }
            c => c as u32,
        };
        self.supplementary |= is_supplementary(code) || (0xd800..0xe000).contains(&code);
        Ok(Escaped::Char(code))
    }

    // ---- numbers of characters --------------------------------------------------------------

    fn octal(&mut self) -> Parse<u32> {
        let mut value = 0;
        let mut digits = 0;
        while digits < 3 {
            let Some(digit) = self.raw(self.at).to_digit(8) else { break };
            if digits == 2 && value > 0o37 {
                break;
            }
            value = value * 8 + digit;
            digits += 1;
            self.at += 1;
        }
        if digits == 0 {
            return self.fail_here("Illegal octal escape sequence");
        }
        Ok(value)
    }

    fn hexadecimal(&mut self) -> Parse<u32> {
        if self.raw(self.at) == '{' {
            return self.hexadecimal_in_braces();
        }
        let mut value = 0;
        for _ in 0..2 {
            match self.raw(self.at).to_digit(16) {
                Some(digit) => value = value * 16 + digit,
                None => return self.fail_here("Illegal hexadecimal escape sequence"),
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn hexadecimal_in_braces(&mut self) -> Parse<u32> {
        if !self.raw(self.at + 1).is_ascii_hexdigit() {
            return self.fail_here("Illegal hexadecimal escape sequence");
        }
        self.at += 1;
        let mut value = 0;
        while let Some(digit) = self.raw(self.at).to_digit(16) {
            value = value * 16 + digit;
            if value > 0x10_ffff {
                return self.fail_here("Hexadecimal codepoint is too big");
            }
            self.at += 1;
        }
        if self.raw(self.at) != '}' {
            return self.fail_here("Unclosed hexadecimal escape sequence");
        }
        self.at += 1;
        Ok(value)
    }

    /// `\uXXXX`, or two that make a pair.
    fn unicode(&mut self) -> Parse<u32> {
        let first = self.unit()?;
        if (0xd800..0xdc00).contains(&first)
            && self.raw(self.at) == '\\'
            && self.raw(self.at + 1) == 'u'
        {
            let back = self.at;
            self.at += 2;
            let second = self.unit()?;
            if (0xdc00..0xe000).contains(&second) {
                return Ok(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = back;
        }
        Ok(first)
    }

    fn unit(&mut self) -> Parse<u32> {
        let mut value = 0;
        for _ in 0..4 {
            match self.raw(self.at).to_digit(16) {
                Some(digit) => value = value * 16 + digit,
                None => return self.fail_here("Illegal Unicode escape sequence"),
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn character_name(&mut self) -> Parse<u32> {
        if self.raw(self.at) != '{' {
            return self.fail_here("Illegal character name escape sequence");
        }
        let start = self.at + 1;
        let Some(length) =
            self.text.get(start..).and_then(|rest| rest.iter().position(|&c| c == '}'))
        else {
            return self.fail_at("Unclosed character name escape sequence", self.text.len() as i32);
        };
        let name: String = self.text[start..start + length].iter().collect();
        self.at = start + length + 1;
        // Tercel has no table of the names of characters.
        self.fail(format!("Unknown character name [{name}]"))
    }

    // ---- properties -------------------------------------------------------------------------

    /// The class that a property means, with the cursor behind the `p`.
    fn property(&mut self) -> Parse<ClassUnicode> {
        let reading = Reading {
            fold_case: self.flags.has(Flags::CASE_INSENSITIVE),
            unicode: self.flags.has(Flags::UNICODE_CHARACTER_CLASS),
        };
        self.supplementary = true;
        let first = self.take();
        if first != '{' {
            let name = first.to_string();
            return match property::named(&name, reading) {
                Some(class) => Ok(class),
                None => self.fail(format!("Unknown character property name {{{name}}}")),
            };
        }
        let start = self.at;
        let Some(length) = self.text[start..].iter().position(|&c| c == '}') else {
            return self.fail_at("Unclosed character family", self.text.len() as i32);
        };
        let name: String = self.text[start..start + length].iter().collect();
        self.at = start + length + 1;
        if name.is_empty() {
            return self.fail("Empty character family");
        }
        if let Some((key, value)) = name.split_once('=') {
            return match property::valued(key, value, reading) {
                Some(class) => Ok(class),
                None => {
                    self.fail(format!("Unknown Unicode property {{name=<{key}>, value=<{value}>}}"))
                }
            };
        }
        match property::named(&name, reading) {
            Some(class) => Ok(class),
            None => self.fail(format!("Unknown character property name {{{name}}}")),
        }
    }

    // ---- references -------------------------------------------------------------------------

    fn named_reference(&mut self) -> Parse<Node> {
        if self.raw(self.at) != '<' {
            return self.fail_here("\\k is not followed by '<' for named capturing group");
        }
        self.at += 1;
        let name = self.group_name()?;
        match self.names.iter().find(|(known, _)| *known == name) {
            Some(&(_, group)) => Ok(Node::Backref { group, fold: self.fold() }),
            None => self.fail(format!("named capturing group <{name}> does not exist")),
        }
    }

    /// As many digits as there are groups for; the first counts in any case.
    fn numbered_reference(&mut self) -> Node {
        let mut group = 0;
        while let Some(digit) = self.raw(self.at).to_digit(10) {
            let next = group * 10 + digit as usize;
            if group != 0 && next > self.groups {
                break;
            }
            group = next;
            self.at += 1;
        }
        Node::Backref { group, fold: self.fold() }
    }
}
