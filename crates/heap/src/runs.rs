//! The runs of free lines that a thread allocates into, and where the next one comes from.
//!
//! A thread bump-allocates into one run of lines for small objects and, when the rest of that run is
//! too short, into another for medium ones; large objects get blocks of their own. Nothing is
//! zeroed. What is left of a run is covered with a filler, so that runs stay parsable. [PARSED]
//! Knows nothing of object layouts.

use crate::block::BlockInfo;
use crate::collect::{Collection, Outcome};
use crate::header::Header;
use crate::layout::{LINE_BYTES, MEDIUM_MAX, block_start};
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::space::Budget;
use crate::type_info::{Result, Thrown};

/// What an object needs.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    pub(crate) bytes: usize,
    /// At a multiple of 16: descriptors.
    pub(crate) aligned: bool,
}

impl Request {
    #[inline(always)]
    pub(crate) const fn of(bytes: usize) -> Request {
        Request { bytes, aligned: false }
    }

    /// Enough wherever a run starts.
    const fn bytes_at_most(self) -> usize {
        self.bytes + if self.aligned { 8 } else { 0 }
    }
}

/// A block that a thread allocates into, and the first line it has not looked at.
struct Hold {
    block: usize,
    line: usize,
}

const NO_BLOCK: usize = usize::MAX;
const NO_HOLD: Hold = Hold { block: NO_BLOCK, line: 0 };

/// The runs a thread allocates into. The cursor of the small one is in the mutator itself.
pub(crate) struct Runs {
    /// End of the small run. `alloc_limit` is the same, or lower to make every allocation slow.
    end: usize,
    small: Hold,
    medium_cursor: usize,
    medium_end: usize,
    medium: Hold,
    /// Every allocation takes the slow path: stress.
    always_slow: bool,
}

impl Runs {
    pub(crate) fn new(always_slow: bool) -> Runs {
        Runs {
            end: 0,
            small: NO_HOLD,
            medium_cursor: 0,
            medium_end: 0,
            medium: NO_HOLD,
            always_slow,
        }
    }
}

/// Runs at least this long are looked for when a medium object comes, while memory is plentiful.
const MEDIUM_RUN_LINES: usize = 2048 / LINE_BYTES;

/// Takes `request` from a run, if it fits.
#[inline(always)]
fn bump(cursor: &mut usize, end: usize, request: Request) -> Option<usize> {
    let padding = if request.aligned { *cursor & 8 } else { 0 };
    if padding + request.bytes > end - *cursor {
        return None;
    }
    let address = *cursor + padding;
    fill(*cursor, address);
    *cursor = address + request.bytes;
    Some(address)
}

/// Covers `start..end`, a part of a run, with what parses as no object.
fn fill(start: usize, end: usize) {
    if start < end {
        let words = (end - start) / 8;
        // SAFETY: [PARSED] the run belongs to the thread, and nothing was allocated there.
        unsafe { core::ptr::write(start as *mut Header, Header::filler(words as u16)) };
    }
}

impl Mutator {
    #[cold]
    #[inline(never)]
    pub(crate) fn alloc_slow(&mut self, request: Request) -> Result<usize> {
        self.assert_may_stop();
        self.hear_while_allocating()?;
        if self.stress_every != 0 {
            self.stress();
        }
        match self.try_alloc(request, Budget::Observe) {
            Some(address) => Ok(address),
            None => self.alloc_after_collection(request),
        }
    }

    /// As `alloc_slow`, for an object with this descriptor, which may be reachable from nowhere
    /// else by now.
    #[cold]
    #[inline(never)]
    pub(crate) fn alloc_slow_with_desc(&mut self, desc_offset: u32, bytes: usize) -> Result<usize> {
        self.desc_in_flight = desc_offset;
        let address = self.alloc_slow(Request::of(bytes));
        self.desc_in_flight = 0;
        address
    }

    fn alloc_after_collection(&mut self, request: Request) -> Result<usize> {
        if lock(&self.shared().space).policy.is_hopeless(request.bytes) {
            return Err(self.out_of_memory());
        }
        let mut wish = None;
        loop {
            match self.collect_here(wish) {
                // Another thread has collected: there may be room now.
                Outcome::Parked => {
                    if let Some(address) = self.try_alloc(request, Budget::Observe) {
                        return Ok(address);
                    }
                }
                Outcome::Collected(done) => {
                    if let Some(address) = self.try_alloc(request, Budget::Exceed) {
                        return Ok(address);
                    }
                    match done {
                        Collection::Full => return Err(self.out_of_memory()),
                        Collection::Young => wish = Some(Collection::Full),
                    }
                }
            }
        }
    }

    /// Makes `OutOfMemoryError` pending. Meanwhile the maximum is a little higher; if even that is
    /// used up, whatever the hook made until then stays.
    #[cold]
    pub(crate) fn out_of_memory(&mut self) -> Thrown {
        if self.in_emergency {
            return Thrown;
        }
        let change = |cx: &mut Mutator, begins: bool| {
            cx.in_emergency = begins;
            let mut space = lock(&cx.shared().space);
            let emergencies = &mut space.policy.emergencies;
            *emergencies = if begins { *emergencies + 1 } else { *emergencies - 1 };
        };
        change(self, true);
        let thrown = (self.shared().config.hooks.out_of_memory)(self);
        change(self, false);
        thrown
    }

    fn try_alloc(&mut self, request: Request, budget: Budget) -> Option<usize> {
        let address = if request.bytes > MEDIUM_MAX {
            self.alloc_large(request, budget)
        } else if let Some(address) = bump(&mut self.alloc_cursor, self.runs.end, request) {
            Some(address)
        } else if request.bytes_at_most() <= LINE_BYTES {
            self.alloc_small(request, budget)
        } else {
            self.alloc_medium(request, budget)
        };
        self.alloc_limit = if self.runs.always_slow { self.alloc_cursor } else { self.runs.end };
        address
    }

    fn alloc_small(&mut self, request: Request, budget: Budget) -> Option<usize> {
        fill(self.alloc_cursor, self.runs.end);
        loop {
            if self.runs.small.block != NO_BLOCK {
                let hold = &mut self.runs.small;
                // SAFETY: [MAPPED] [HELD] the block was given to this thread.
                let info = unsafe { &mut *BlockInfo::at(self.base, hold.block) };
                if let Some((start, end)) = info.free_run(hold.line) {
                    info.take_run(start, end);
                    hold.line = end;
                    let first = block_start(self.base, hold.block);
                    self.alloc_cursor = first + start * LINE_BYTES;
                    self.runs.end = first + end * LINE_BYTES;
                    return bump(&mut self.alloc_cursor, self.runs.end, request);
                }
            }
            self.runs.small = NO_HOLD;
            self.alloc_cursor = 0;
            self.runs.end = 0;
            let shared = self.shared();
            let block = lock(&shared.space).take_lines(shared.external(), budget)?;
            self.runs.small = Hold { block, line: 0 };
        }
    }

    fn alloc_medium(&mut self, request: Request, budget: Budget) -> Option<usize> {
        let runs = &mut self.runs;
        if let Some(address) = bump(&mut runs.medium_cursor, runs.medium_end, request) {
            return Some(address);
        }
        fill(runs.medium_cursor, runs.medium_end);
        let needed = request.bytes_at_most().div_ceil(LINE_BYTES);
        loop {
            let runs = &mut self.runs;
            if runs.medium.block != NO_BLOCK {
                // SAFETY: [MAPPED] [HELD] the block was given to this thread.
                let info = unsafe { &mut *BlockInfo::at(self.base, runs.medium.block) };
                // A block without long runs was given because there are no others.
                let has_long = info.longest_run as usize >= MEDIUM_RUN_LINES;
                let least = if has_long { needed.max(MEDIUM_RUN_LINES) } else { needed };
                while let Some((start, end)) = info.free_run(runs.medium.line) {
                    runs.medium.line = end;
                    if end - start < least {
                        continue;
                    }
                    info.take_run(start, end);
                    let first = block_start(self.base, runs.medium.block);
                    runs.medium_cursor = first + start * LINE_BYTES;
                    runs.medium_end = first + end * LINE_BYTES;
                    return bump(&mut runs.medium_cursor, runs.medium_end, request);
                }
            }
            runs.medium_cursor = 0;
            runs.medium_end = 0;
            let left = core::mem::replace(&mut runs.medium, NO_HOLD);
            let shared = self.shared();
            let mut space = lock(&shared.space);
            if left.block != NO_BLOCK {
                space.release(left.block);
            }
            let block = space.take_long_run(needed, MEDIUM_RUN_LINES, shared.external(), budget)?;
            drop(space);
            self.runs.medium = Hold { block, line: 0 };
        }
    }

    fn alloc_large(&mut self, request: Request, budget: Budget) -> Option<usize> {
        let shared = self.shared();
        let mut space = lock(&shared.space);
        let head = space.take_large(request.bytes, shared.external(), budget)?;
        Some(space.start(head))
    }

    /// Leaves all runs, parsable; the blocks are the sweep's to give out again.
    pub(crate) fn close_runs(&mut self) {
        fill(self.alloc_cursor, self.runs.end);
        fill(self.runs.medium_cursor, self.runs.medium_end);
        self.runs = Runs::new(self.runs.always_slow);
        self.alloc_cursor = 0;
        self.alloc_limit = 0;
    }

    /// As `close_runs`, but lines that were not used go back at once: the thread leaves, and the
    /// next collection may be far.
    pub(crate) fn give_runs_back(&mut self) {
        let shared = self.shared();
        let mut space = lock(&shared.space);
        let runs = &mut self.runs;
        let small = (&runs.small, self.alloc_cursor, runs.end);
        let medium = (&runs.medium, runs.medium_cursor, runs.medium_end);
        for (hold, cursor, end) in [small, medium] {
            if hold.block != NO_BLOCK {
                let line_end = cursor.next_multiple_of(LINE_BYTES);
                fill(cursor, line_end);
                let first = block_start(space.base, hold.block);
                let info = space.info(hold.block);
                for line in (line_end - first) / LINE_BYTES..(end - first) / LINE_BYTES {
                    info.fresh_lines[line / 64] &= !(1 << (line % 64));
                }
                space.release(hold.block);
            }
        }
        drop(space);
        self.runs = Runs::new(self.runs.always_slow);
        self.alloc_cursor = 0;
        self.alloc_limit = 0;
    }
}
