//! Automata for what is regular: linear time, many bytes at a step, ASCII texts only.
//!
//! Look-around, back-references, atomic groups and loops over what may be empty stay with the
//! backtracking matcher, which also answers while a pattern has not been used much: it is quicker to
//! make.

use regex_automata::meta::{Config, Regex};
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{self, Hir};

use crate::node::{Assertion, Lines, Node, RepeatKind};

/// What an automaton needs to know of the text to be right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Needs {
    /// The last character is there and ends no line: then `$` and `\z` are one.
    pub unbroken_end: bool,
}

/// Whether an automaton can do what the node says, and under which condition.
pub fn needs(node: &Node) -> Option<Needs> {
    let mut needs = Needs { unbroken_end: false };
    regular(node, &mut needs).then_some(needs)
}

fn regular(node: &Node, needs: &mut Needs) -> bool {
    match node {
        Node::Empty | Node::Char(_) | Node::Class(_) => true,
        Node::Assert(assertion) => match assertion {
            Assertion::TextStart
            | Assertion::TextEnd
            | Assertion::LineEnd(_)
            | Assertion::WordBoundary(_)
            | Assertion::NotWordBoundary(_) => true,
            Assertion::LastLineEnd(_) | Assertion::LineStart(_) => {
                needs.unbroken_end = true;
                true
            }
            Assertion::PreviousEnd | Assertion::ClusterBoundary => false,
        },
        Node::Concat(all) | Node::Alternate(all) => all.iter().all(|node| regular(node, needs)),
        Node::Group(_, body) => regular(body, needs),
        Node::Repeat(repeat) => {
            let loops = repeat.max != Some(1) && repeat.max != Some(0);
            repeat.kind != RepeatKind::Possessive
                // A group that is never entered would lose its number.
                && repeat.max != Some(0)
                && repeat.min <= 1000
                && repeat.max.unwrap_or(0) <= 1000
                && (!loops || repeat.body.width().min > 0)
                && regular(&repeat.body, needs)
        }
        Node::Atomic(_) | Node::Look(_) | Node::Backref { .. } => false,
    }
}

/// A compiled automaton.
#[derive(Debug)]
pub struct Automaton {
    regex: Regex,
}

impl Automaton {
    /// The automaton of a node for which `needs` has an answer; nothing when it would be too large.
    /// `whole`: it matches only up to the end of the text.
    pub fn new(node: &Node, whole: bool) -> Option<Automaton> {
        let mut hir = lower(node);
        if whole {
            hir = Hir::concat(vec![hir, Hir::look(hir::Look::End)]);
        }
        let config = Config::new().utf8_empty(false).nfa_size_limit(Some(8 << 20));
        let regex = Regex::builder().configure(config).build_from_hir(&hir).ok()?;
        Some(Automaton { regex })
    }

    /// Looks for a match from `from` on; writes where its groups begin and end.
    pub fn search(
        &self,
        text: &str,
        from: usize,
        anchored: bool,
        slots: &mut [Option<NonMaxUsize>],
    ) -> bool {
        let anchored = if anchored { Anchored::Yes } else { Anchored::No };
        let input = Input::new(text).span(from..text.len()).anchored(anchored);
        self.regex.search_slots(&input, slots).is_some()
    }
}

fn lower(node: &Node) -> Hir {
    match node {
        Node::Empty => Hir::empty(),
        Node::Char(c) => match u8::try_from(*c) {
            Ok(byte) if byte.is_ascii() => Hir::literal([byte]),
            _ => Hir::fail(),
        },
        Node::Class(class) => {
            let ranges = class.ascii_ranges();
            let ranges = ranges.iter().map(|&(low, high)| hir::ClassBytesRange::new(low, high));
            Hir::class(hir::Class::Bytes(hir::ClassBytes::new(ranges)))
        }
        Node::Assert(assertion) => Hir::look(look(*assertion)),
        Node::Concat(all) => Hir::concat(all.iter().map(lower).collect()),
        Node::Alternate(all) => Hir::alternation(all.iter().map(lower).collect()),
        Node::Group(group, body) => Hir::capture(hir::Capture {
            index: *group as u32,
            name: None,
            sub: Box::new(lower(body)),
        }),
        Node::Repeat(repeat) => Hir::repetition(hir::Repetition {
            min: repeat.min,
            max: repeat.max,
            greedy: repeat.kind == RepeatKind::Greedy,
            sub: Box::new(lower(&repeat.body)),
        }),
        Node::Atomic(_) | Node::Look(_) | Node::Backref { .. } => Hir::fail(),
    }
}

fn look(assertion: Assertion) -> hir::Look {
    match assertion {
        Assertion::TextStart | Assertion::PreviousEnd | Assertion::ClusterBoundary => {
            hir::Look::Start
        }
        Assertion::TextEnd | Assertion::LastLineEnd(_) => hir::Look::End,
        Assertion::LineStart(Lines::Unix) => hir::Look::StartLF,
        Assertion::LineStart(Lines::All) => hir::Look::StartCRLF,
        Assertion::LineEnd(Lines::Unix) => hir::Look::EndLF,
        Assertion::LineEnd(Lines::All) => hir::Look::EndCRLF,
        Assertion::WordBoundary(_) => hir::Look::WordAscii,
        Assertion::NotWordBoundary(_) => hir::Look::WordAsciiNegate,
    }
}
