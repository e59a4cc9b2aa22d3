//! A pattern: parsed at once, compiled when it is used.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use regex_automata::util::primitives::NonMaxUsize;

use crate::automaton::{self, Automaton, Needs};
use crate::backtrack::{Extent, Machine, Scratch, Stop};
use crate::error::{MatchError, PatternError};
use crate::flags::Flags;
use crate::node::Node;
use crate::parse;
use crate::program::{self, Program};
use crate::text::{Subject, Text};

/// A compiled pattern. Threads share it freely.
#[derive(Debug)]
pub struct Pattern {
    flags: Flags,
    node: Node,
    groups: usize,
    names: Vec<(String, usize)>,
    supplementary: bool,
    literal: Option<Literal>,
    needs: Option<Needs>,
    program: OnceLock<Program>,
    /// Steps that the backtracking matcher has taken for this pattern.
    steps: AtomicU64,
    search: OnceLock<Option<Automaton>>,
    whole: OnceLock<Option<Automaton>>,
}

/// A pattern that is just a text.
#[derive(Debug)]
struct Literal {
    units: Vec<u16>,
    /// The same text, when it is ASCII.
    ascii: Option<Box<memchr::memmem::Finder<'static>>>,
}

/// So many steps of the backtracking matcher pay for an automaton.
const STEPS_BEFORE_AUTOMATON: u64 = 20_000;

/// Where to search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Search {
    pub from: usize,
    /// Where the previous match ended: what `\G` means.
    pub previous_end: usize,
}

impl Search {
    pub fn from(from: usize) -> Search {
        Search { from, previous_end: from }
    }
}

/// Where a match and its groups begin and end, in UTF-16 units.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Groups {
    spans: Vec<Option<(usize, usize)>>,
}

impl Groups {
    pub fn new() -> Groups {
        Groups::default()
    }

    /// The span of a group that took part in the match; group 0 is the whole.
    #[inline]
    pub fn get(&self, group: usize) -> Option<(usize, usize)> {
        self.spans.get(group).copied().flatten()
    }

    /// The span of the whole match.
    ///
    /// # Panics
    /// When nothing was found.
    #[inline]
    pub fn whole(&self) -> (usize, usize) {
        self.spans[0].expect("a match has a span")
    }

    /// Moves all spans, for a text that was cut out of a larger one.
    pub fn shift(&mut self, by: usize) {
        for (start, end) in self.spans.iter_mut().flatten() {
            *start += by;
            *end += by;
        }
    }

    fn set_whole(&mut self, start: usize, end: usize) {
        self.spans.clear();
        self.spans.push(Some((start, end)));
    }
}

thread_local! {
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

impl Pattern {
    /// # Errors
    /// What Java's `Pattern.compile` would complain of. Lone surrogates in `source` must stand where
    /// `pattern_text` puts them.
    pub fn new(source: &str, flags: Flags) -> Result<Pattern, PatternError> {
        let parsed = parse::parse(source, flags)?;
        Ok(Pattern {
            flags: parsed.flags,
            literal: Literal::of(&parsed.node),
            needs: automaton::needs(&parsed.node),
            node: parsed.node,
            groups: parsed.groups,
            names: parsed.names,
            supplementary: parsed.supplementary,
            program: OnceLock::new(),
            steps: AtomicU64::new(0),
            search: OnceLock::new(),
            whole: OnceLock::new(),
        })
    }

    /// The flags given, and those that the pattern itself sets for its whole.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// The number of capturing groups, the whole match not counted.
    pub fn group_count(&self) -> usize {
        self.groups
    }

    /// The number of a named group.
    pub fn group_named(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|(known, _)| known == name).map(|&(_, group)| group)
    }

    /// The named groups and their numbers.
    pub fn names(&self) -> &[(String, usize)] {
        &self.names
    }

    /// The text that the pattern is, when it is nothing else.
    pub fn literal(&self) -> Option<&[u16]> {
        self.literal.as_ref().map(|literal| &literal.units[..])
    }

    /// Tells that the pattern will be used much: an automaton, where there may be one, pays at once.
    pub fn expect_much_use(&self) {
        self.steps.fetch_add(STEPS_BEFORE_AUTOMATON, Ordering::Relaxed);
    }

    /// Looks for the next match. `poll` is asked now and then whether to give up.
    ///
    /// # Errors
    /// `TooDeep` when the ways to go back fill the memory allowed; `Stopped` when `poll` said so.
    pub fn find(
        &self,
        text: Text<'_>,
        search: Search,
        groups: &mut Groups,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        if search.from > text.len() {
            return Ok(false);
        }
        if let Some(literal) = &self.literal {
            let found = literal.find(text, search.from);
            if let Some(start) = found {
                groups.set_whole(start, start + literal.units.len());
            }
            return Ok(found.is_some());
        }
        self.run(text, search, Extent::Search, groups, poll)
    }

    /// Whether the whole text matches.
    ///
    /// # Errors
    /// As for `find`.
    pub fn matches(
        &self,
        text: Text<'_>,
        groups: &mut Groups,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        self.run(text, Search::from(0), Extent::Whole, groups, poll)
    }

    /// Whether the text begins with a match.
    ///
    /// # Errors
    /// As for `find`.
    pub fn looking_at(
        &self,
        text: Text<'_>,
        groups: &mut Groups,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        self.run(text, Search::from(0), Extent::Prefix, groups, poll)
    }

    fn run(
        &self,
        text: Text<'_>,
        search: Search,
        extent: Extent,
        groups: &mut Groups,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, MatchError> {
        let fits = |ascii: &str| {
            self.needs.is_some_and(|needs| {
                !needs.unbroken_end || !matches!(ascii.as_bytes().last(), None | Some(10 | 13))
            })
        };
        match text {
            Text::Wide(units) => self.backtrack(units, search, extent, groups, u64::MAX, poll),
            Text::Ascii(ascii) if fits(ascii) => {
                self.run_regular(ascii, search, extent, groups, poll)
            }
            Text::Ascii(ascii) => {
                self.backtrack(ascii.as_bytes(), search, extent, groups, u64::MAX, poll)
            }
        }
        .map_err(|stop| match stop {
            Stop::TooDeep | Stop::Budget => MatchError::TooDeep,
            Stop::Asked => MatchError::Stopped,
        })
    }

    /// A search for which both matchers are right.
    fn run_regular(
        &self,
        ascii: &str,
        search: Search,
        extent: Extent,
        groups: &mut Groups,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, Stop> {
        let steps = self.steps.load(Ordering::Relaxed);
        if steps < STEPS_BEFORE_AUTOMATON {
            let budget = STEPS_BEFORE_AUTOMATON - steps;
            match self.backtrack(ascii.as_bytes(), search, extent, groups, budget, poll) {
                Err(Stop::Budget) => {}
                answer => return answer,
            }
        }
        let automaton = match extent {
            Extent::Search | Extent::Prefix => {
                self.search.get_or_init(|| Automaton::new(&self.node, false))
            }
            Extent::Whole => self.whole.get_or_init(|| Automaton::new(&self.node, true)),
        };
        match automaton {
            Some(automaton) => {
                Ok(self.use_automaton(automaton, ascii, search.from, extent, groups))
            }
            None => self.backtrack(ascii.as_bytes(), search, extent, groups, u64::MAX, poll),
        }
    }

    fn use_automaton(
        &self,
        automaton: &Automaton,
        text: &str,
        from: usize,
        extent: Extent,
        groups: &mut Groups,
    ) -> bool {
        let count = 2 * (self.groups + 1);
        let mut few = [None::<NonMaxUsize>; 16];
        let mut many = Vec::new();
        let slots = match few.get_mut(..count) {
            Some(slots) => slots,
            None => {
                many.resize(count, None);
                &mut many[..]
            }
        };
        if !automaton.search(text, from, extent != Extent::Search, slots) {
            return false;
        }
        groups.spans.clear();
        groups.spans.extend(slots.chunks_exact(2).map(|pair| match pair {
            [Some(start), Some(end)] => Some((start.get(), end.get())),
            _ => None,
        }));
        true
    }

    fn backtrack<S: Subject>(
        &self,
        text: S,
        search: Search,
        extent: Extent,
        groups: &mut Groups,
        budget: u64,
        poll: &mut dyn FnMut() -> bool,
    ) -> Result<bool, Stop> {
        let mut scratch = SCRATCH.take().unwrap_or_default();
        let mut machine = Machine {
            program: self.program.get_or_init(|| program::compile(&self.node)),
            text,
            scratch: &mut scratch,
            extent,
            previous_end: search.previous_end,
            whole_pairs: self.supplementary,
            steps: 0,
            budget,
            poll,
        };
        let found = machine.search(self.groups, search.from);
        let steps = machine.steps;
        // A search without a budget gets no automaton, however long it takes.
        if budget != u64::MAX {
            self.steps.fetch_add(steps + 8, Ordering::Relaxed);
        }
        if found == Ok(true) {
            groups.spans.clear();
            groups.spans.extend((0..=self.groups).map(|group| scratch.group(group)));
        }
        SCRATCH.set(Some(scratch));
        found
    }
}

impl Literal {
    fn of(node: &Node) -> Option<Literal> {
        let mut text = String::new();
        collect(node, &mut text).then_some(())?;
        if text.chars().any(|c| c as u32 >= crate::charset::LONE) {
            return None;
        }
        let ascii = text
            .is_ascii()
            .then(|| Box::new(memchr::memmem::Finder::new(text.as_bytes()).into_owned()));
        Some(Literal { units: text.encode_utf16().collect(), ascii })
    }

    fn find(&self, text: Text<'_>, from: usize) -> Option<usize> {
        match (text, &self.ascii) {
            (Text::Ascii(text), Some(finder)) => {
                finder.find(&text.as_bytes()[from..]).map(|at| at + from)
            }
            (Text::Ascii(_), None) => None,
            (Text::Wide(_), _) if self.units.is_empty() => Some(from),
            (Text::Wide(units), _) => {
                let rest = units.get(from..)?;
                rest.windows(self.units.len()).position(|w| w == self.units).map(|at| at + from)
            }
        }
    }
}

/// Adds the characters of a node that is nothing but characters.
fn collect(node: &Node, text: &mut String) -> bool {
    match node {
        Node::Empty => true,
        Node::Char(c) => {
            text.extend(char::from_u32(*c));
            true
        }
        Node::Concat(all) => all.iter().all(|node| collect(node, text)),
        Node::Class(_)
        | Node::Assert(_)
        | Node::Alternate(_)
        | Node::Group(..)
        | Node::Repeat(_)
        | Node::Atomic(_)
        | Node::Look(_)
        | Node::Backref { .. } => false,
    }
}
