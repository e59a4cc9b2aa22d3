//! Syntax trees to instructions for the backtracking matcher.

use std::sync::Arc;

use crate::charset::CharSet;
use crate::node::{Assertion, Direction, Fold, Look, Node, Repeat, RepeatKind};

/// What takes exactly one code point.
#[derive(Clone, Debug)]
pub enum Single {
    Char(u32),
    Class(Arc<CharSet>),
}

impl Single {
    fn of(node: &Node) -> Option<Single> {
        match node {
            Node::Char(c) => Some(Single::Char(*c)),
            Node::Class(class) => Some(Single::Class(class.clone())),
            _ => None,
        }
    }

    #[inline(always)]
    pub fn takes(&self, c: u32) -> bool {
        match self {
            Single::Char(own) => *own == c,
            Single::Class(class) => class.contains(c),
        }
    }
}

#[derive(Debug)]
pub enum Inst {
    Single(Single),
    Assert(Assertion),
    /// Goes on at `first`; at `second` when that fails.
    Split {
        first: u32,
        second: u32,
    },
    Jump(u32),
    Open(u32),
    Close(u32),
    Backref {
        group: u32,
        fold: Fold,
    },
    /// A loop whose body takes one code point.
    Run {
        single: Single,
        min: u32,
        max: u32,
        kind: RepeatKind,
    },
    /// Enters a loop that counts: keeps the outer count and begins at 0.
    LoopEnter {
        counter: u32,
    },
    /// Begins another round, or leaves.
    LoopHead {
        counter: u32,
        exit: u32,
        min: u32,
        max: u32,
        lazy: bool,
    },
    /// After a round. One that took nothing is the last.
    LoopNext {
        counter: u32,
        head: u32,
        exit: u32,
    },
    /// The body follows and ends with `SubAccept`.
    Atomic {
        next: u32,
    },
    Look {
        next: u32,
        direction: Direction,
        negative: bool,
    },
    SubAccept,
    Accept,
}

/// Instructions, and what helps to find where a match may begin.
#[derive(Debug)]
pub struct Program {
    pub insts: Vec<Inst>,
    pub counters: usize,
    pub first: Option<First>,
    /// Matches begin at the start of the text only.
    pub anchored: bool,
}

/// The code points that a match may begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct First {
    ascii: u128,
    wide: bool,
}

impl First {
    const NONE: First = First { ascii: 0, wide: false };
    const ANY: First = First { ascii: !0, wide: true };

    fn or(self, other: First) -> First {
        First { ascii: self.ascii | other.ascii, wide: self.wide | other.wide }
    }

    #[inline(always)]
    pub fn has(self, c: u32) -> bool {
        if c < 128 { self.ascii >> c & 1 != 0 } else { self.wide }
    }

    /// The only character, when there is just one and it is ASCII.
    pub fn only_ascii(self) -> Option<u8> {
        (self.ascii.count_ones() == 1 && !self.wide).then(|| self.ascii.trailing_zeros() as u8)
    }
}

pub fn compile(node: &Node) -> Program {
    let mut compiler = Compiler { insts: Vec::new(), counters: 0 };
    compiler.node(node);
    compiler.insts.push(Inst::Accept);
    let (first, nullable) = first_of(node);
    Program {
        insts: compiler.insts,
        counters: compiler.counters,
        first: (!nullable && first != First::ANY).then_some(first),
        anchored: begins_with_start(node),
    }
}

struct Compiler {
    insts: Vec<Inst>,
    counters: usize,
}

impl Compiler {
    fn here(&self) -> u32 {
        self.insts.len() as u32
    }

    /// Leaves room for an instruction that names a place not known yet.
    fn hole(&mut self) -> usize {
        self.insts.push(Inst::Accept);
        self.insts.len() - 1
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Char(c) => self.insts.push(Inst::Single(Single::Char(*c))),
            Node::Class(class) => self.insts.push(Inst::Single(Single::Class(class.clone()))),
            Node::Assert(assertion) => self.insts.push(Inst::Assert(*assertion)),
            Node::Concat(all) => all.iter().for_each(|node| self.node(node)),
            Node::Alternate(all) => self.alternate(all),
            Node::Group(group, body) => {
                self.insts.push(Inst::Open(*group as u32));
                self.node(body);
                self.insts.push(Inst::Close(*group as u32));
            }
            Node::Repeat(repeat) => self.repeat(repeat),
            Node::Atomic(body) => self.atomic(|compiler| compiler.node(body)),
            Node::Look(look) => self.look(look),
            Node::Backref { group, fold } => {
                self.insts.push(Inst::Backref { group: *group as u32, fold: *fold });
            }
        }
    }

    fn alternate(&mut self, all: &[Node]) {
        let mut jumps = Vec::new();
        for (index, node) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.node(node);
                break;
            }
            let split = self.hole();
            self.node(node);
            jumps.push(self.hole());
            let (first, second) = (split as u32 + 1, self.here());
            self.insts[split] = Inst::Split { first, second };
        }
        let end = self.here();
        for jump in jumps {
            self.insts[jump] = Inst::Jump(end);
        }
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Compiler)) {
        let hole = self.hole();
        body(self);
        self.insts.push(Inst::SubAccept);
        self.insts[hole] = Inst::Atomic { next: self.here() };
    }

    fn look(&mut self, look: &Look) {
        let hole = self.hole();
        self.node(&look.body);
        self.insts.push(Inst::SubAccept);
        let (direction, negative) = (look.direction, look.negative);
        self.insts[hole] = Inst::Look { next: self.here(), direction, negative };
    }

    fn repeat(&mut self, repeat: &Repeat) {
        let max = repeat.max.unwrap_or(u32::MAX);
        if let Some(single) = Single::of(&repeat.body) {
            self.insts.push(Inst::Run { single, min: repeat.min, max, kind: repeat.kind });
            return;
        }
        match repeat.kind {
            RepeatKind::Greedy => self.general_loop(&repeat.body, repeat.min, max, false),
            RepeatKind::Lazy => self.general_loop(&repeat.body, repeat.min, max, true),
            // Java keeps what each round took, too.
            RepeatKind::Possessive => {
                let round = Node::Atomic(Box::new(repeat.body.clone()));
                self.atomic(|c| c.general_loop(&round, repeat.min, max, false));
            }
        }
    }

    fn general_loop(&mut self, body: &Node, min: u32, max: u32, lazy: bool) {
        match (min, max) {
            (_, 0) => {}
            (1, 1) => self.node(body),
            (0, 1) => {
                let split = self.hole();
                self.node(body);
                self.insts[split] = self.choice(split as u32 + 1, self.here(), lazy);
            }
            (0, u32::MAX) if body.width().min > 0 => {
                let split = self.hole();
                self.node(body);
                self.insts.push(Inst::Jump(split as u32));
                self.insts[split] = self.choice(split as u32 + 1, self.here(), lazy);
            }
            (1, u32::MAX) if body.width().min > 0 => {
                let start = self.here();
                self.node(body);
                let choice = self.choice(start, self.here() + 1, lazy);
                self.insts.push(choice);
            }
            _ => self.counted_loop(body, min, max, lazy),
        }
    }

    fn choice(&self, body: u32, exit: u32, lazy: bool) -> Inst {
        match lazy {
            false => Inst::Split { first: body, second: exit },
            true => Inst::Split { first: exit, second: body },
        }
    }

    fn counted_loop(&mut self, body: &Node, min: u32, max: u32, lazy: bool) {
        let counter = self.counters as u32;
        self.counters += 1;
        self.insts.push(Inst::LoopEnter { counter });
        let head = self.hole();
        self.node(body);
        let exit = self.here() + 1;
        self.insts.push(Inst::LoopNext { counter, head: head as u32, exit });
        self.insts[head] = Inst::LoopHead { counter, exit, min, max, lazy };
    }
}

/// What a match of the node may begin with, and whether it may be empty.
fn first_of(node: &Node) -> (First, bool) {
    match node {
        Node::Empty | Node::Assert(_) | Node::Look(_) => (First::NONE, true),
        Node::Char(c) if *c < 128 => (First { ascii: 1 << c, wide: false }, false),
        Node::Char(_) => (First { ascii: 0, wide: true }, false),
        Node::Class(class) => {
            let mut ascii = 0u128;
            for (low, high) in class.ascii_ranges() {
                (low..=high).for_each(|byte| ascii |= 1 << byte);
            }
            (First { ascii, wide: class.has_wide() }, false)
        }
        Node::Concat(all) => {
            let mut sum = First::NONE;
            for node in all {
                let (first, nullable) = first_of(node);
                sum = sum.or(first);
                if !nullable {
                    return (sum, false);
                }
            }
            (sum, true)
        }
        Node::Alternate(all) => all
            .iter()
            .map(first_of)
            .fold((First::NONE, false), |(sum, empty), (first, nullable)| {
                (sum.or(first), empty | nullable)
            }),
        Node::Group(_, body) | Node::Atomic(body) => first_of(body),
        Node::Repeat(repeat) => {
            let (first, nullable) = first_of(&repeat.body);
            (first, nullable || repeat.min == 0)
        }
        Node::Backref { .. } => (First::ANY, true),
    }
}

fn begins_with_start(node: &Node) -> bool {
    match node {
        Node::Assert(Assertion::TextStart) => true,
        Node::Concat(all) => all.first().is_some_and(begins_with_start),
        Node::Alternate(all) => all.iter().all(begins_with_start),
        Node::Group(_, body) | Node::Atomic(body) => begins_with_start(body),
        Node::Repeat(repeat) => repeat.min > 0 && begins_with_start(&repeat.body),
        Node::Empty
        | Node::Char(_)
        | Node::Class(_)
        | Node::Assert(_)
        | Node::Look(_)
        | Node::Backref { .. } => false,
    }
}
