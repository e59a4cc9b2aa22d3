//! `\R` and `\X`: line breaks and grapheme clusters, put together from smaller nodes.

use std::sync::{Arc, LazyLock};

use regex_syntax::hir::ClassUnicode;

use crate::backtrack::{Extent, Machine, Scratch};
use crate::charset::{self, CharSet, negated, ranges, union};
use crate::node::{Node, Repeat, RepeatKind};
use crate::program::{self, Program};
use crate::property::{cluster_break, pictographic};
use crate::text::Subject;

fn class(class: &ClassUnicode) -> Node {
    Node::Class(Arc::new(CharSet::from(class)))
}

fn gcb(value: &str) -> Node {
    class(&cluster_break(value))
}

fn repeat(body: Node, min: u32, max: Option<u32>) -> Node {
    Node::Repeat(Box::new(Repeat { body, min, max, kind: RepeatKind::Greedy }))
}

fn pair() -> Node {
    Node::Concat(vec![Node::Char(13), Node::Char(10)])
}

/// `\R`: `\r\n` is never taken apart.
pub fn linebreak() -> Node {
    let single = ranges(&[(10, 13), (0x85, 0x85), (0x2028, 0x2029)]);
    Node::Atomic(Box::new(Node::Alternate(vec![pair(), class(&single)])))
}

/// `\X`: what a person takes for one character.
pub fn grapheme() -> Node {
    let control =
        union(union(cluster_break("Control"), &cluster_break("CR")), &cluster_break("LF"));
    let extending =
        union(union(cluster_break("Extend"), &cluster_break("ZWJ")), &cluster_break("SpacingMark"));
    let hangul = Node::Concat(vec![
        repeat(gcb("L"), 0, None),
        Node::Alternate(vec![
            Node::Concat(vec![gcb("LV"), repeat(gcb("V"), 0, None), repeat(gcb("T"), 0, None)]),
            Node::Concat(vec![gcb("LVT"), repeat(gcb("T"), 0, None)]),
            Node::Concat(vec![repeat(gcb("V"), 1, None), repeat(gcb("T"), 0, None)]),
        ]),
    ]);
    let emoji = Node::Concat(vec![
        class(&pictographic()),
        repeat(
            Node::Concat(vec![repeat(gcb("Extend"), 0, None), gcb("ZWJ"), class(&pictographic())]),
            0,
            None,
        ),
    ]);
    let core = Node::Alternate(vec![
        repeat(gcb("Regional_Indicator"), 2, Some(2)),
        hangul,
        repeat(gcb("L"), 1, None),
        repeat(gcb("T"), 1, None),
        emoji,
        class(&negated(control)),
    ]);
    let prefixed = Node::Concat(vec![
        repeat(gcb("Prepend"), 0, None),
        core,
        repeat(class(&extending), 0, None),
    ]);
    let any = class(&charset::all());
    Node::Atomic(Box::new(Node::Alternate(vec![pair(), prefixed, any])))
}

/// The program of `\X`, for `\b{g}`.
static GRAPHEME: LazyLock<Program> = LazyLock::new(|| program::compile(&grapheme()));

/// True between two grapheme clusters, and at both ends of a text that is not empty.
pub fn is_boundary<S: Subject>(text: S, at: usize) -> bool {
    if at == 0 || at == text.len() {
        return text.len() > 0;
    }
    // Clusters are counted from a place that surely begins one: after an ASCII control.
    let mut start = at;
    while let Some((c, width)) = text.previous(start) {
        if c < 32 && start != at {
            break;
        }
        start -= width;
    }
    let mut scratch = Scratch::default();
    while start < at {
        let mut machine = Machine {
            program: &GRAPHEME,
            text,
            scratch: &mut scratch,
            extent: Extent::Prefix,
            previous_end: 0,
            whole_pairs: true,
            steps: 0,
            budget: u64::MAX,
            poll: &mut || false,
        };
        match machine.search(0, start) {
            Ok(true) => {}
            Ok(false) | Err(_) => return true,
        }
        match scratch.group(0) {
            Some((_, end)) if end > start => start = end,
            _ => return true,
        }
    }
    start == at
}
