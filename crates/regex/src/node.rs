//! The syntax tree of a pattern. Flags are resolved already: each node says all that it matches.

use std::sync::Arc;

use crate::charset::CharSet;

/// What follows what.
#[derive(Clone, Debug)]
pub enum Node {
    Empty,
    /// One code point, exactly.
    Char(u32),
    Class(Arc<CharSet>),
    Assert(Assertion),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    /// A capturing group, by number.
    Group(usize, Box<Node>),
    Repeat(Box<Repeat>),
    /// `(?>…)`.
    Atomic(Box<Node>),
    Look(Box<Look>),
    Backref {
        group: usize,
        fold: Fold,
    },
}

#[derive(Clone, Debug)]
pub struct Repeat {
    pub body: Node,
    pub min: u32,
    pub max: Option<u32>,
    pub kind: RepeatKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RepeatKind {
    Greedy,
    Lazy,
    Possessive,
}

/// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
#[derive(Clone, Debug)]
pub struct Look {
    pub body: Node,
    pub direction: Direction,
    pub negative: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Ahead,
    /// How far back the body may begin, in UTF-16 units.
    Behind {
        min: usize,
        max: usize,
    },
}

/// How a back-reference compares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fold {
    Exact,
    Ascii,
    Unicode,
}

/// What holds at a position without taking anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assertion {
    /// `\A`, and `^` without `(?m)`.
    TextStart,
    /// `\z`.
    TextEnd,
    /// `\Z`, and `$` without `(?m)`: the end, or a line terminator there.
    LastLineEnd(Lines),
    /// `^` with `(?m)`.
    LineStart(Lines),
    /// `$` with `(?m)`.
    LineEnd(Lines),
    /// `\G`.
    PreviousEnd,
    WordBoundary(Words),
    NotWordBoundary(Words),
    /// `\b{g}`.
    ClusterBoundary,
}

/// What ends a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// `\n`.
    Unix,
    /// `\n`, `\r\n`, `\r`, U+0085, U+2028, U+2029.
    All,
}

/// What is part of a word, for `\b`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Words {
    /// Letters, digits, `_`, and marks upon them.
    Letters,
    /// What `(?U)\w` matches.
    Unicode,
}

impl Node {
    /// The least and, when there is one, the greatest number of UTF-16 units that the node takes.
    pub fn width(&self) -> Width {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look(_) => Width::EMPTY,
            Node::Char(c) => Width::exactly(if is_supplementary(*c) { 2 } else { 1 }),
            Node::Class(_) => Width { min: 1, max: Some(2) },
            Node::Concat(all) => all.iter().fold(Width::EMPTY, |sum, node| sum.then(node.width())),
            Node::Alternate(all) => {
                all.iter().map(Node::width).reduce(Width::or).unwrap_or(Width::EMPTY)
            }
            Node::Group(_, body) | Node::Atomic(body) => body.width(),
            Node::Repeat(repeat) => {
                repeat.body.width().times(repeat.min, repeat.max.map(|max| max as usize))
            }
            Node::Backref { .. } => Width { min: 0, max: None },
        }
    }

    /// How far a look-behind with this body reaches, as Java reckons it: in an int that may wrap. A
    /// loop over one character is thus bounded at the beginning of the body, and nowhere else.
    ///
    /// `before`: what the nodes before this one take. `None`: no obvious maximum.
    pub fn reach(&self, before: i32) -> Option<i32> {
        match self {
            Node::Empty | Node::Assert(_) | Node::Look(_) => Some(before),
            Node::Char(_) | Node::Class(_) => Some(before.wrapping_add(1)),
            Node::Concat(all) => all.iter().try_fold(before, |sum, node| node.reach(sum)),
            Node::Alternate(all) => {
                let mut most = 0;
                for node in all {
                    most = most.max(node.reach(0)?);
                }
                Some(before.wrapping_add(most))
            }
            Node::Group(_, body) | Node::Atomic(body) => body.reach(before),
            Node::Repeat(repeat) => {
                let most = repeat.max.map_or(i32::MAX, |max| max as i32);
                match (repeat.kind, repeat.max) {
                    (_, Some(1)) if repeat.min == 0 => repeat.body.reach(before),
                    (RepeatKind::Greedy, None) if repeat.body.is_single() => {
                        Some(before.wrapping_add(most))
                    }
                    _ => {
                        let sum = repeat.body.reach(0)?.wrapping_mul(most).wrapping_add(before);
                        (sum >= before).then_some(sum)
                    }
                }
            }
            Node::Backref { .. } => None,
        }
    }

    /// True for what takes exactly one code point.
    pub fn is_single(&self) -> bool {
        matches!(self, Node::Char(_) | Node::Class(_))
    }
}

/// Beyond the basic plane, where UTF-16 has pairs. Lone surrogates are one unit.
pub fn is_supplementary(c: u32) -> bool {
    (0x1_0000..crate::charset::LONE).contains(&c)
}

/// Bounds of what a node takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Width {
    pub min: usize,
    pub max: Option<usize>,
}

impl Width {
    pub const EMPTY: Width = Width { min: 0, max: Some(0) };

    fn exactly(n: usize) -> Width {
        Width { min: n, max: Some(n) }
    }

    fn then(self, next: Width) -> Width {
        Width {
            min: self.min.saturating_add(next.min),
            max: self.max.zip(next.max).map(|(a, b)| a.saturating_add(b)),
        }
    }

    fn or(self, other: Width) -> Width {
        Width { min: self.min.min(other.min), max: self.max.zip(other.max).map(|(a, b)| a.max(b)) }
    }

    fn times(self, min: u32, max: Option<usize>) -> Width {
        let most = match (self.max, max) {
            (Some(0), _) => Some(0),
            (Some(a), Some(b)) => Some(a.saturating_mul(b)),
            _ => None,
        };
        Width { min: self.min.saturating_mul(min as usize), max: most }
    }
}
