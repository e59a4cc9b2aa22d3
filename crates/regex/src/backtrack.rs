//! The backtracking matcher: tries what Java tries, in the same order.
//!
//! Knows every node. Ways to go back to stand on a stack of its own, so that the length of a text
//! costs no native stack; look-arounds and atomic groups call `run` again, as deeply as they are
//! nested in the pattern.

use crate::charset;
use crate::node::{Assertion, Direction, Fold, Lines, RepeatKind, Words};
use crate::program::{First, Inst, Program, Single};
use crate::text::Subject;
use crate::words;

/// No position.
const NONE: u32 = u32::MAX;
/// More ways back than this are given up.
const MAX_STACK: usize = 4 << 20;
/// So many steps lie between two polls.
const POLL_EVERY: u64 = 1 << 16;

/// Why a search ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The steps allowed are used up.
    Budget,
    TooDeep,
    Asked,
}

/// What to do when the way taken fails.
#[derive(Clone, Copy)]
enum Back {
    /// Go on at `pc`.
    Resume {
        pc: u32,
        at: u32,
    },
    /// A greedy run ended at `at` and may give back down to `low`.
    Shorter {
        pc: u32,
        low: u32,
        at: u32,
    },
    /// A lazy run at instruction `pc - 1` stands at `at` and may take `left` more.
    Longer {
        pc: u32,
        at: u32,
        left: u32,
    },
    Group {
        group: u32,
        start: u32,
        end: u32,
    },
    Opened {
        group: u32,
        at: u32,
    },
    Counter {
        counter: u32,
        rounds: u32,
        start: u32,
    },
}

/// The memory of a search, kept for the next one.
#[derive(Default)]
pub struct Scratch {
    stack: Vec<Back>,
    /// Start and end of each group; of group 0 the start only.
    groups: Vec<(u32, u32)>,
    opened: Vec<u32>,
    /// Rounds so far, and where the present one began.
    counters: Vec<(u32, u32)>,
}

impl Scratch {
    /// Where a group began and ended in the match that was found.
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = self.groups[group];
        (end != NONE).then_some((start as usize, end as usize))
    }
}

/// How a match must lie in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// Anywhere from the start on.
    Search,
    /// It begins at the start.
    Prefix,
    /// It begins at the start and ends with the text.
    Whole,
}

pub struct Machine<'a, S> {
    pub program: &'a Program,
    pub text: S,
    pub scratch: &'a mut Scratch,
    pub extent: Extent,
    /// Where the previous match ended, for `\G`.
    pub previous_end: usize,
    /// A match never begins between the two units of a pair; in Java, only patterns that name such
    /// a character keep to that.
    pub whole_pairs: bool,
    pub steps: u64,
    pub budget: u64,
    pub poll: &'a mut dyn FnMut() -> bool,
}

impl<S: Subject> Machine<'_, S> {
    /// Looks for a match from `from` on; its groups stand in the scratch then.
    pub fn search(&mut self, groups: usize, from: usize) -> Result<bool, Stop> {
        let mut start = from;
        loop {
            if self.extent == Extent::Search {
                match self.next_start(start) {
                    Some(next) => start = next,
                    None => return Ok(false),
                }
            }
            self.reset(groups);
            if let Some(end) = self.run(0, start, None)? {
                self.scratch.groups[0] = (start as u32, end as u32);
                return Ok(true);
            }
            if self.extent != Extent::Search || self.program.anchored {
                return Ok(false);
            }
            match self.text.next(start) {
                Some((_, width)) if self.whole_pairs => start += width,
                Some(_) => start += 1,
                None => return Ok(false),
            }
            self.step()?;
        }
    }

    /// The first place from `start` on where a match may begin.
    fn next_start(&mut self, mut start: usize) -> Option<usize> {
        if self.program.anchored && start > 0 {
            return None;
        }
        let Some(first) = self.program.first else { return Some(start) };
        if let Some(byte) = first.only_ascii() {
            return self.text.find_ascii(start, byte);
        }
        loop {
            let (c, width) = self.text.next(start)?;
            if First::has(first, c) {
                return Some(start);
            }
            start += if self.whole_pairs { width } else { 1 };
        }
    }

    fn reset(&mut self, groups: usize) {
        let scratch = &mut *self.scratch;
        scratch.stack.clear();
        scratch.groups.clear();
        scratch.groups.resize(groups + 1, (NONE, NONE));
        scratch.opened.clear();
        scratch.opened.resize(groups + 1, NONE);
        scratch.counters.clear();
        scratch.counters.resize(self.program.counters, (0, NONE));
    }

    #[inline(always)]
    fn step(&mut self) -> Result<(), Stop> {
        self.steps += 1;
        if self.steps.is_multiple_of(POLL_EVERY) || self.steps > self.budget {
            return self.out_of_steps();
        }
        Ok(())
    }

    #[cold]
    fn out_of_steps(&mut self) -> Result<(), Stop> {
        if self.steps > self.budget {
            Err(Stop::Budget)
        } else if (self.poll)() {
            Err(Stop::Asked)
        } else {
            Ok(())
        }
    }

    #[inline(always)]
    fn push(&mut self, back: Back) -> Result<(), Stop> {
        if self.scratch.stack.len() >= MAX_STACK {
            return Err(Stop::TooDeep);
        }
        self.scratch.stack.push(back);
        Ok(())
    }

    /// Runs from `pc` until an accept; answers where the match ends. A body of a look-behind must
    /// end at `target`.
    fn run(&mut self, pc: u32, at: usize, target: Option<usize>) -> Result<Option<usize>, Stop> {
        let base = self.scratch.stack.len();
        let program = self.program;
        let (mut pc, mut at) = (pc, at);
        loop {
            let goes_on = match &program.insts[pc as usize] {
                Inst::Single(single) => match self.text.next(at) {
                    Some((c, width)) if single.takes(c) => {
                        at += width;
                        pc += 1;
                        true
                    }
                    _ => false,
                },
                Inst::Assert(assertion) => {
                    pc += 1;
                    self.holds(*assertion, at)
                }
                Inst::Split { first, second } => {
                    self.push(Back::Resume { pc: *second, at: at as u32 })?;
                    pc = *first;
                    true
                }
                Inst::Jump(to) => {
                    pc = *to;
                    true
                }
                Inst::Open(group) => {
                    let old = self.scratch.opened[*group as usize];
                    self.push(Back::Opened { group: *group, at: old })?;
                    self.scratch.opened[*group as usize] = at as u32;
                    pc += 1;
                    true
                }
                Inst::Close(group) => {
                    let (start, end) = self.scratch.groups[*group as usize];
                    self.push(Back::Group { group: *group, start, end })?;
                    let opened = self.scratch.opened[*group as usize];
                    self.scratch.groups[*group as usize] = (opened, at as u32);
                    pc += 1;
                    true
                }
                Inst::Backref { group, fold } => match self.same_again(*group, *fold, at) {
                    Some(end) => {
                        at = end;
                        pc += 1;
                        true
                    }
                    None => false,
                },
                Inst::Run { single, min, max, kind } => {
                    match self.run_single(pc, single, (*min, *max), *kind, at)? {
                        Some(end) => {
                            at = end;
                            pc += 1;
                            true
                        }
                        None => false,
                    }
                }
                Inst::LoopEnter { counter } => {
                    self.set_counter(*counter, 0, NONE)?;
                    pc += 1;
                    true
                }
                Inst::LoopHead { counter, exit, min, max, lazy } => {
                    let (rounds, _) = self.scratch.counters[*counter as usize];
                    if rounds >= *max {
                        pc = *exit;
                    } else if rounds < *min {
                        self.set_counter(*counter, rounds, at as u32)?;
                        pc += 1;
                    } else if *lazy {
                        // Coming back means another round: `LoopNext` needs its start then.
                        self.set_counter(*counter, rounds, at as u32)?;
                        self.push(Back::Resume { pc: pc + 1, at: at as u32 })?;
                        pc = *exit;
                    } else {
                        self.push(Back::Resume { pc: *exit, at: at as u32 })?;
                        self.set_counter(*counter, rounds, at as u32)?;
                        pc += 1;
                    }
                    true
                }
                Inst::LoopNext { counter, head, exit } => {
                    let (rounds, start) = self.scratch.counters[*counter as usize];
                    if start as usize == at {
                        pc = *exit;
                    } else {
                        self.set_counter(*counter, rounds + 1, start)?;
                        pc = *head;
                    }
                    true
                }
                Inst::Atomic { next } => {
                    let mark = self.scratch.stack.len();
                    match self.run(pc + 1, at, None)? {
                        Some(end) => {
                            self.commit(mark);
                            at = end;
                            pc = *next;
                            true
                        }
                        None => false,
                    }
                }
                Inst::Look { next, direction, negative } => {
                    let found = self.look(pc + 1, at, *direction, *negative)?;
                    pc = *next;
                    found != *negative
                }
                Inst::SubAccept => match target {
                    Some(target) if target != at => false,
                    _ => return Ok(Some(at)),
                },
                Inst::Accept => {
                    if self.extent != Extent::Whole || at == self.text.len() {
                        return Ok(Some(at));
                    }
                    false
                }
            };
            if !goes_on {
                match self.back(base)? {
                    Some(place) => (pc, at) = place,
                    None => return Ok(None),
                }
            }
        }
    }

    /// Undoes and goes back to the last choice above `base`.
    fn back(&mut self, base: usize) -> Result<Option<(u32, usize)>, Stop> {
        self.step()?;
        while self.scratch.stack.len() > base {
            let Some(entry) = self.scratch.stack.pop() else { break };
            match entry {
                Back::Resume { pc, at } => return Ok(Some((pc, at as usize))),
                Back::Shorter { pc, low, at } => {
                    if let Some(at) = self.shorter(pc, low, at) {
                        if at > low {
                            self.scratch.stack.push(Back::Shorter { pc, low, at });
                        }
                        return Ok(Some((pc, at as usize)));
                    }
                }
                Back::Longer { pc, at, left } => {
                    let Inst::Run { single, .. } = &self.program.insts[pc as usize - 1] else {
                        unreachable!("a lazy run stands before its continuation")
                    };
                    if let Some((c, width)) = self.text.next(at as usize)
                        && single.takes(c)
                    {
                        let at = at + width as u32;
                        if left > 1 {
                            self.scratch.stack.push(Back::Longer { pc, at, left: left - 1 });
                        }
                        return Ok(Some((pc, at as usize)));
                    }
                }
                Back::Group { .. } | Back::Opened { .. } | Back::Counter { .. } => self.undo(entry),
            }
        }
        Ok(None)
    }

    fn undo(&mut self, entry: Back) {
        match entry {
            Back::Group { group, start, end } => {
                self.scratch.groups[group as usize] = (start, end);
            }
            Back::Opened { group, at } => self.scratch.opened[group as usize] = at,
            Back::Counter { counter, rounds, start } => {
                self.scratch.counters[counter as usize] = (rounds, start);
            }
            Back::Resume { .. } | Back::Shorter { .. } | Back::Longer { .. } => {}
        }
    }

    /// The next shorter end of a greedy run where what follows may match.
    fn shorter(&mut self, pc: u32, low: u32, at: u32) -> Option<u32> {
        let wanted = match &self.program.insts[pc as usize] {
            Inst::Single(Single::Char(c)) => Some(*c),
            _ => None,
        };
        let mut at = at as usize;
        while at > low as usize {
            let (_, width) = self.text.previous(at)?;
            at -= width;
            match wanted {
                Some(c) if self.text.next(at).is_none_or(|(found, _)| found != c) => {}
                _ => return Some(at as u32),
            }
        }
        None
    }

    /// Forgets the ways back above `mark`, but not how to undo what was set.
    fn commit(&mut self, mark: usize) {
        let mut kept = mark;
        for index in mark..self.scratch.stack.len() {
            let entry = self.scratch.stack[index];
            match entry {
                Back::Resume { .. } | Back::Shorter { .. } | Back::Longer { .. } => {}
                Back::Group { .. } | Back::Opened { .. } | Back::Counter { .. } => {
                    self.scratch.stack[kept] = entry;
                    kept += 1;
                }
            }
        }
        self.scratch.stack.truncate(kept);
    }

    fn look(
        &mut self,
        body: u32,
        at: usize,
        direction: Direction,
        negative: bool,
    ) -> Result<bool, Stop> {
        let mark = self.scratch.stack.len();
        let found = match direction {
            Direction::Ahead => self.run(body, at, None)?.is_some(),
            Direction::Behind { min, max } => {
                let mut found = false;
                for back in min..=max.min(at) {
                    self.step()?;
                    if self.run(body, at - back, Some(at))?.is_some() {
                        found = true;
                        break;
                    }
                }
                found
            }
        };
        if found && negative {
            while self.scratch.stack.len() > mark {
                if let Some(entry) = self.scratch.stack.pop() {
                    self.undo(entry);
                }
            }
        } else if found {
            self.commit(mark);
        }
        Ok(found)
    }

    fn set_counter(&mut self, counter: u32, rounds: u32, start: u32) -> Result<(), Stop> {
        let (old_rounds, old_start) = self.scratch.counters[counter as usize];
        self.push(Back::Counter { counter, rounds: old_rounds, start: old_start })?;
        self.scratch.counters[counter as usize] = (rounds, start);
        Ok(())
    }

    /// A loop over one code point; answers where it ends at first.
    #[inline]
    fn run_single(
        &mut self,
        pc: u32,
        single: &Single,
        (min, max): (u32, u32),
        kind: RepeatKind,
        start: usize,
    ) -> Result<Option<usize>, Stop> {
        let limit = if kind == RepeatKind::Lazy { min } else { max };
        let (mut at, mut taken, mut low) = (start, 0, start);
        while taken < limit {
            match self.text.next(at) {
                Some((c, width)) if single.takes(c) => at += width,
                _ => break,
            }
            taken += 1;
            if taken == min {
                low = at;
            }
        }
        self.steps += (taken / 16) as u64;
        if taken < min {
            return Ok(None);
        }
        let next = pc + 1;
        match kind {
            RepeatKind::Greedy if at > low => {
                self.push(Back::Shorter { pc: next, low: low as u32, at: at as u32 })?;
            }
            RepeatKind::Lazy if max > min => {
                self.push(Back::Longer { pc: next, at: at as u32, left: max - min })?;
            }
            RepeatKind::Greedy | RepeatKind::Lazy | RepeatKind::Possessive => {}
        }
        Ok(Some(at))
    }

    /// Where the text of a group, met once more at `at`, ends.
    fn same_again(&self, group: u32, fold: Fold, at: usize) -> Option<usize> {
        let (mut own, end) =
            self.scratch.groups.get(group as usize).copied().filter(|g| g.1 != NONE)?;
        let mut at = at;
        while own < end {
            let (a, width) = self.text.next(own as usize)?;
            let (b, other_width) = self.text.next(at)?;
            if a != b && !same_folded(a, b, fold) {
                return None;
            }
            own += width as u32;
            at += other_width;
        }
        Some(at)
    }

    // ---- assertions -------------------------------------------------------------------------

    fn unit_before(&self, at: usize) -> Option<u32> {
        self.text.previous(at).map(|(c, _)| c)
    }

    fn unit_at(&self, at: usize) -> Option<u32> {
        self.text.next(at).map(|(c, _)| c)
    }

    fn holds(&self, assertion: Assertion, at: usize) -> bool {
        let length = self.text.len();
        match assertion {
            Assertion::TextStart => at == 0,
            Assertion::TextEnd => at == length,
            Assertion::LastLineEnd(lines) => at == length || self.ends_last_line(lines, at),
            Assertion::LineStart(lines) => at < length && self.begins_line(lines, at),
            Assertion::LineEnd(lines) => at == length || self.ends_line(lines, at),
            Assertion::PreviousEnd => at == self.previous_end,
            Assertion::WordBoundary(kind) => self.is_word_boundary(kind, at),
            Assertion::NotWordBoundary(kind) => !self.is_word_boundary(kind, at),
            Assertion::ClusterBoundary => crate::cluster::is_boundary(self.text, at),
        }
    }

    fn begins_line(&self, lines: Lines, at: usize) -> bool {
        let Some(before) = self.unit_before(at) else { return true };
        match lines {
            Lines::Unix => before == 10,
            Lines::All if before == 13 => self.unit_at(at) != Some(10),
            Lines::All => is_terminator(before),
        }
    }

    fn ends_line(&self, lines: Lines, at: usize) -> bool {
        let Some(next) = self.unit_at(at) else { return true };
        match lines {
            Lines::Unix => next == 10,
            Lines::All if next == 10 => self.unit_before(at) != Some(13),
            Lines::All => is_terminator(next),
        }
    }

    /// A line ends here, and nothing but its terminator follows.
    fn ends_last_line(&self, lines: Lines, at: usize) -> bool {
        let length = self.text.len();
        let alone = match length - at {
            1 => true,
            2 => {
                lines == Lines::All
                    && self.unit_at(at) == Some(13)
                    && self.unit_at(at + 1) == Some(10)
            }
            _ => false,
        };
        alone && self.ends_line(lines, at)
    }

    fn is_word_boundary(&self, kind: Words, at: usize) -> bool {
        self.is_word(kind, self.text.previous(at), at)
            != self.is_word(kind, self.text.next(at), at + 1)
    }

    /// `end` is a place in or behind the character, from where to look for the base of a mark.
    fn is_word(&self, kind: Words, found: Option<(u32, usize)>, end: usize) -> bool {
        let Some((c, _)) = found else { return false };
        match kind {
            Words::Unicode => words::is_unicode_word(c),
            Words::Letters if words::is_letter_or_digit(c) => true,
            Words::Letters if c >= 128 && words::is_mark(c) => {
                // A mark belongs to the letter it stands on.
                let mut at = end.min(self.text.len());
                while let Some((c, width)) = self.text.previous(at) {
                    if !words::is_mark(c) {
                        return words::is_letter_or_digit(c);
                    }
                    at -= width;
                }
                false
            }
            Words::Letters => false,
        }
    }
}

fn is_terminator(c: u32) -> bool {
    matches!(c, 10 | 13 | 0x85 | 0x2028 | 0x2029)
}

fn same_folded(a: u32, b: u32, fold: Fold) -> bool {
    match fold {
        Fold::Exact => false,
        Fold::Ascii => match (u8::try_from(a), u8::try_from(b)) {
            (Ok(a), Ok(b)) => a.eq_ignore_ascii_case(&b),
            _ => false,
        },
        Fold::Unicode => {
            let mut class = charset::ranges(&[(a, a)]);
            charset::fold_unicode(&mut class);
            class.iter().any(|range| (range.start() as u32..=range.end() as u32).contains(&b))
        }
    }
}
