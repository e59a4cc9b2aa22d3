//! Patterns as text to syntax trees, with the rules and the complaints of `java.util.regex.Pattern`.
//!
//! In: the pattern and its flags. Out: a `Parsed`. Positions in complaints count code points of the
//! text that `quote` makes of the pattern.

mod class;
mod escape;
mod group;
mod quantifier;
mod quote;

use std::sync::Arc;

use regex_syntax::hir::ClassUnicode;

use crate::charset::{self, CharSet};
use crate::error::{PatternError, SyntaxError};
use crate::flags::Flags;
use crate::node::{Assertion, Fold, Lines, Node, Words};

/// A pattern understood.
pub struct Parsed {
    pub node: Node,
    /// The number of capturing groups.
    pub groups: usize,
    /// The named ones.
    pub names: Vec<(String, usize)>,
    /// The flags that hold at the end of the pattern.
    pub flags: Flags,
    /// It names a character that takes two UTF-16 units, a surrogate or a property.
    pub supplementary: bool,
}

type Parse<T> = Result<T, PatternError>;

/// Groups and classes stand in one another no deeper than this.
const MAX_DEPTH: usize = 400;
/// What reading behind the end answers, as in Java.
const END: char = '\0';

/// # Errors
/// What Java's parser would complain of.
pub fn parse(pattern: &str, flags: Flags) -> Parse<Parsed> {
    let flags = match flags.has(Flags::UNICODE_CHARACTER_CLASS) {
        true => flags.with(Flags::UNICODE_CASE),
        false => flags,
    };
    if flags.has(Flags::LITERAL) {
        let parser = Parser::new(pattern, Vec::new(), flags);
        let node = Node::Concat(pattern.chars().map(|c| parser.character(c)).collect());
        let supplementary = pattern.chars().any(|c| c as u32 >= 0x1_0000);
        return Ok(Parsed { node, groups: 0, names: Vec::new(), flags, supplementary });
    }
    let mut parser = Parser::new(pattern, quote::expand(pattern), flags);
    let node = parser.alternatives()?;
    if parser.at < parser.text.len() {
        // Only a `)` ends the outermost sequence early.
        return parser.fail_at("Unmatched closing ')'", parser.at as i32 - 1);
    }
    Ok(Parsed {
        node,
        groups: parser.groups,
        names: parser.names,
        flags: parser.flags,
        supplementary: parser.supplementary,
    })
}

struct Parser<'a> {
    pattern: &'a str,
    text: Vec<char>,
    at: usize,
    flags: Flags,
    groups: usize,
    names: Vec<(String, usize)>,
    depth: usize,
    supplementary: bool,
}

impl<'a> Parser<'a> {
    fn new(pattern: &'a str, text: Vec<char>, flags: Flags) -> Parser<'a> {
        Parser {
            pattern,
            supplementary: text.iter().any(|&c| c as u32 >= 0x1_0000),
            text,
            at: 0,
            flags,
            groups: 0,
            names: Vec::new(),
            depth: 0,
        }
    }

    // ---- complaints -------------------------------------------------------------------------

    fn fail_at<T>(&self, description: impl Into<String>, index: i32) -> Parse<T> {
        Err(PatternError::Syntax(SyntaxError {
            description: description.into(),
            index,
            pattern: self.pattern.to_string(),
        }))
    }

    /// Complains of what was just read.
    fn fail<T>(&self, description: impl Into<String>) -> Parse<T> {
        self.fail_at(description, self.at as i32 - 1)
    }

    /// Complains of what comes next.
    fn fail_here<T>(&self, description: impl Into<String>) -> Parse<T> {
        self.fail_at(description, self.at as i32)
    }

    fn deeper<T>(&mut self, inside: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth == MAX_DEPTH {
            return Err(PatternError::TooDeep);
        }
        self.depth += 1;
        let result = inside(self);
        self.depth -= 1;
        result
    }

    // ---- reading ----------------------------------------------------------------------------

    fn raw(&self, index: usize) -> char {
        self.text.get(index).copied().unwrap_or(END)
    }

    fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// With `(?x)`, goes over white space and comments.
    fn skip_comments(&mut self) {
        if !self.flags.has(Flags::COMMENTS) {
            return;
        }
        loop {
            match self.raw(self.at) {
                '\t' | '\n' | '\x0b' | '\x0c' | '\r' | ' ' => self.at += 1,
                '#' => {
                    while !self.at_end() && !self.ends_line(self.raw(self.at)) {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    fn ends_line(&self, c: char) -> bool {
        match c {
            '\n' => true,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => !self.flags.has(Flags::UNIX_LINES),
            _ => false,
        }
    }

    /// The next character, which stays.
    fn peek(&mut self) -> char {
        self.skip_comments();
        self.raw(self.at)
    }

    /// The next character, which is taken.
    fn take(&mut self) -> char {
        let c = self.peek();
        self.at += 1;
        c
    }

    fn take_if(&mut self, c: char) -> bool {
        let found = self.peek() == c && !self.at_end();
        if found {
            self.at += 1;
        }
        found
    }

    // ---- the grammar ------------------------------------------------------------------------

    /// Sequences with `|` between them.
    fn alternatives(&mut self) -> Parse<Node> {
        let first = self.sequence()?;
        if !self.take_if('|') {
            return Ok(first);
        }
        let mut all = vec![first];
        loop {
            all.push(self.sequence()?);
            if !self.take_if('|') {
                return Ok(Node::Alternate(all));
            }
        }
    }

    /// Up to `|`, `)` or the end.
    fn sequence(&mut self) -> Parse<Node> {
        let mut nodes = Vec::new();
        loop {
            let c = self.peek();
            if self.at_end() {
                break;
            }
            let atom = match c {
                '|' | ')' => break,
                '*' | '+' | '?' => {
                    return self.fail_here(format!("Dangling meta character '{c}'"));
                }
                '(' => match self.deeper(Parser::group)? {
                    Some(node) => node,
                    // Flags for the rest of the enclosing group.
                    None => continue,
                },
                '[' => {
                    self.at += 1;
                    let class = self.deeper(|parser| parser.class(true))?;
                    self.class_node(&class)
                }
                '\\' => self.escape()?,
                '^' => {
                    self.at += 1;
                    Node::Assert(match self.flags.has(Flags::MULTILINE) {
                        true => Assertion::LineStart(self.lines()),
                        false => Assertion::TextStart,
                    })
                }
                '$' => {
                    self.at += 1;
                    Node::Assert(match self.flags.has(Flags::MULTILINE) {
                        true => Assertion::LineEnd(self.lines()),
                        false => Assertion::LastLineEnd(self.lines()),
                    })
                }
                '.' => {
                    self.at += 1;
                    self.dot()
                }
                // A quantifier that follows nothing, or another one, repeats the empty text.
                '{' => Node::Empty,
                _ => {
                    self.at += 1;
                    self.character(c)
                }
            };
            nodes.push(self.quantified(atom)?);
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.swap_remove(0),
            _ => Node::Concat(nodes),
        })
    }

    // ---- leaves -----------------------------------------------------------------------------

    fn lines(&self) -> Lines {
        if self.flags.has(Flags::UNIX_LINES) { Lines::Unix } else { Lines::All }
    }

    fn words(&self) -> Words {
        match self.flags.has(Flags::UNICODE_CHARACTER_CLASS) {
            true => Words::Unicode,
            false => Words::Letters,
        }
    }

    fn fold(&self) -> Fold {
        match (self.flags.has(Flags::CASE_INSENSITIVE), self.flags.has(Flags::UNICODE_CASE)) {
            (false, _) => Fold::Exact,
            (true, false) => Fold::Ascii,
            (true, true) => Fold::Unicode,
        }
    }

    fn class_node(&self, class: &ClassUnicode) -> Node {
        Node::Class(Arc::new(CharSet::from(class)))
    }

    fn dot(&self) -> Node {
        let class = if self.flags.has(Flags::DOTALL) {
            charset::all()
        } else {
            match self.lines() {
                Lines::Unix => charset::negated(charset::ranges(&[(10, 10)])),
                Lines::All => charset::negated(charset::ranges(&[
                    (10, 10),
                    (13, 13),
                    (0x85, 0x85),
                    (0x2028, 0x2029),
                ])),
            }
        };
        self.class_node(&class)
    }

    /// A character that means itself, in as many cases as the flags say.
    fn character(&self, c: char) -> Node {
        self.code_point(c as u32)
    }

    fn code_point(&self, c: u32) -> Node {
        let mut class = charset::ranges(&[(c, c)]);
        self.fold_class(&mut class);
        let mut ranges = class.iter();
        match (ranges.next(), ranges.next()) {
            (Some(only), None) if only.start() == only.end() => Node::Char(only.start() as u32),
            _ => self.class_node(&class),
        }
    }

    fn fold_class(&self, class: &mut ClassUnicode) {
        match self.fold() {
            Fold::Exact => {}
            Fold::Ascii => charset::fold_ascii(class),
            Fold::Unicode => charset::fold_unicode(class),
        }
    }
}
