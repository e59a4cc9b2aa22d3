//! Which registers of a frame are read again: what the collector needs to know of a frame.
//!
//! In: code that verifies. Out: for each instruction, the registers that may be read after it, as
//! bits. A frame's other registers hold what was left there: arguments of calls long made, locals
//! that died, slots not written yet. Whoever scans frames clears those, so that none of them holds
//! the head of a lazy seq; nothing is kept in step while code runs. Knows nothing of stacks.

use crate::case_table::CaseTable;
use crate::cell::{InvokeCell, Target};
use crate::code::Code;
use crate::handlers;
use crate::operand::RoleKind;
use crate::ops::{Effects, Op};
use crate::template::FnTemplate;
use heap::FRAME_HEADER;

/// Words of all bit sets of one method. Methods beyond that are not looked at: they hold what their
/// frames hold.
const WORDS_MAX: usize = 1 << 18;

/// What the registers of a method are needed for, instruction by instruction.
pub struct Liveness {
    /// Words of one bit set.
    width: usize,
    /// By word of the code, for those that begin an instruction: what is read from there on, before
    /// it is written.
    before: Vec<u64>,
    /// The same for what the handlers read that cover the instruction.
    caught: Vec<u64>,
}

/// The registers of a frame that stands in an instruction, as bits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveSet(Vec<u64>);

impl LiveSet {
    /// Whether the register is read again.
    #[inline]
    pub fn has(&self, register: usize) -> bool {
        self.has_bit(register + 1)
    }

    /// Whether the function itself is: for what it captured, or by its name.
    #[inline]
    pub fn has_callee(&self) -> bool {
        self.has_bit(0)
    }

    #[inline]
    fn has_bit(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// What one instruction does with registers, and where it leads.
struct Step {
    defines: Option<usize>,
    /// Bits of registers that it reads when it begins.
    reads: Vec<usize>,
    /// Bits of registers that it may read as long as it runs: consecutive ones.
    borrows: core::ops::Range<usize>,
    goes_on: bool,
    jumps: Vec<usize>,
    words: usize,
}

impl Liveness {
    /// Looks at a method; `None` when it is too large to be worth it.
    pub fn of(code: Code<'_>) -> Option<Liveness> {
        let words = code.words();
        let width = (code.registers() + 1).div_ceil(64);
        if words.len() * width > WORDS_MAX {
            return None;
        }
        let mut steps = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let step = Step::at(code, at);
            let next = at + step.words;
            steps.push((at, step));
            at = next;
        }
        let empty = vec![0; words.len() * width];
        let mut found = Liveness { width, before: empty.clone(), caught: empty };
        let handlers: Vec<_> = handlers::rows(code.handlers()).collect();
        // Backward jumps and handlers bring news to what was looked at: until there are none.
        loop {
            let mut changed = false;
            for (at, step) in steps.iter().rev() {
                changed |= found.look(*at, step, &handlers);
            }
            if !changed {
                return Some(found);
            }
        }
    }

    /// The registers that are needed while the instruction at `at` runs: by what follows, by its
    /// handlers, and those that it keeps looking at itself.
    pub fn during(&self, code: Code<'_>, at: usize) -> LiveSet {
        let step = Step::at(code, at);
        let mut set = self.after(at, &step);
        for bit in step.borrows {
            set[bit / 64] |= 1 << (bit % 64);
        }
        LiveSet(set)
    }

    fn row(&self, at: usize) -> core::ops::Range<usize> {
        at * self.width..(at + 1) * self.width
    }

    /// What is read after the instruction began, but for what it defines.
    fn after(&self, at: usize, step: &Step) -> Vec<u64> {
        let mut set = vec![0; self.width];
        let next = step.goes_on.then_some(at + step.words);
        for to in step.jumps.iter().copied().chain(next) {
            for (word, more) in set.iter_mut().zip(&self.before[self.row(to)]) {
                *word |= more;
            }
        }
        if let Some(bit) = step.defines {
            set[bit / 64] &= !(1 << (bit % 64));
        }
        for (word, more) in set.iter_mut().zip(&self.caught[self.row(at)]) {
            *word |= more;
        }
        set
    }

    /// Computes the row of one instruction anew; true when it has changed.
    fn look(&mut self, at: usize, step: &Step, handlers: &[handlers::Handler]) -> bool {
        for handler in handlers {
            if (handler.start..handler.end).contains(&(at as u32)) {
                let to = self.row(handler.target as usize);
                let mut needed = self.before[to].to_vec();
                let bit = usize::from(handler.register) + 1;
                needed[bit / 64] &= !(1 << (bit % 64));
                let row = self.row(at);
                for (word, more) in self.caught[row].iter_mut().zip(needed) {
                    *word |= more;
                }
            }
        }
        let mut set = self.after(at, step);
        for bit in step.reads.iter().copied().chain(step.borrows.clone()) {
            set[bit / 64] |= 1 << (bit % 64);
        }
        let row = self.row(at);
        let changed = self.before[row.clone()] != set[..];
        self.before[row].copy_from_slice(&set);
        changed
    }
}

impl Step {
    fn at(code: Code<'_>, at: usize) -> Step {
        let words = code.words();
        let op = Op::of(words[at]);
        let info = op.info();
        let mut step = Step {
            defines: None,
            reads: Vec::new(),
            borrows: 0..0,
            goes_on: !info.effects.has(Effects::ENDS),
            jumps: Vec::new(),
            words: info.words as usize,
        };
        let constant = |number: i64| code.constants()[number as usize];
        let (mut first, mut count) = (None, 0);
        for operand in info.operands {
            let number = operand.read(words, at);
            // Of a register, which is not negative as other operands may be.
            let bit = number.wrapping_add(1) as usize;
            match operand.role {
                RoleKind::Def => step.defines = Some(bit),
                RoleKind::Use => step.reads.push(bit),
                // The callee stands in the last register of the header.
                RoleKind::Window => {
                    first = Some(bit + FRAME_HEADER - 1);
                    count += 1;
                }
                RoleKind::First => first = Some(bit),
                RoleKind::Count => count += number as usize,
                RoleKind::Cell => {
                    count += constant(number).cast::<InvokeCell>().map_or(0, |cell| cell.argc);
                }
                RoleKind::TargetConst => {
                    count += constant(number).cast::<Target>().map_or(0, |target| target.argc);
                }
                RoleKind::Template => {
                    count += constant(number).cast().map_or(0, FnTemplate::captures);
                }
                RoleKind::CaseConst => {
                    let rows = CaseTable::of(constant(number)).into_iter().flat_map(|t| t.rows());
                    step.jumps.extend(rows.map(|(_, jump)| target(at, jump.into())));
                }
                RoleKind::Label | RoleKind::Branch => step.jumps.push(target(at, number)),
                RoleKind::Index
                | RoleKind::Const
                | RoleKind::Var
                | RoleKind::Imm
                | RoleKind::Imm32
                | RoleKind::Cache => {}
            }
        }
        if let Some(first) = first {
            step.borrows = first..first + count;
        }
        if matches!(op, Op::LoadCapture | Op::TakeCapture | Op::LoadCallee) {
            step.reads.push(0);
        }
        step
    }
}

/// Where a jump leads that the instruction at `at` makes.
fn target(at: usize, distance: i64) -> usize {
    (at as i64 + 1 + distance) as usize
}
