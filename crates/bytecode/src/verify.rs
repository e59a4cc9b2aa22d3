//! Checks code before it runs: registers and constants exist, windows lie inside the frame, jumps
//! land on instructions, constants are what their role says, nothing runs off the end.
//!
//! Debug builds check all code; the tiers rely on what is checked here. [SHAPE]

use core::fmt;

use crate::case_table::CaseTable;
use crate::cell::{InvokeCell, Target};
use crate::code::Code;
use crate::handlers;
use crate::operand::{Operand, RoleKind};
use crate::ops::{Effects, Op};
use crate::template::FnTemplate;
use data::kind;
use heap::{FRAME_HEADER, Value};

/// What is wrong, and in which instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    pub at: usize,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "word {}: {}", self.at, self.what)
    }
}

/// Checks a code object.
///
/// # Errors
/// The first fault found.
pub fn verify(code: Value) -> Result<(), Fault> {
    let Some(code) = Code::of(code) else {
        return Err(Fault { at: 0, what: "no code object".into() });
    };
    let starts = instruction_starts(code)?;
    let check = Check { code, starts };
    for at in (0..code.words().len()).filter(|at| check.starts[*at]) {
        check.instruction(at)?;
    }
    check.handlers()
}

/// For each word, whether an instruction begins there.
fn instruction_starts(code: Code<'_>) -> Result<Vec<bool>, Fault> {
    let words = code.words();
    let mut starts = vec![false; words.len()];
    let mut at = 0;
    let mut ends = false;
    while at < words.len() {
        let Some(op) = Op::from_word(words[at]) else {
            return Err(Fault { at, what: format!("no op has the number {}", words[at] as u16) });
        };
        starts[at] = true;
        ends = op.info().effects.has(Effects::ENDS);
        at += op.info().words as usize;
    }
    if at > words.len() || !ends {
        return Err(Fault { at, what: "the code runs off its end".into() });
    }
    Ok(starts)
}

struct Check<'a> {
    code: Code<'a>,
    starts: Vec<bool>,
}

impl Check<'_> {
    fn instruction(&self, at: usize) -> Result<(), Fault> {
        let words = self.code.words();
        let info = Op::of(words[at]).info();
        let mut first = None;
        let mut window_argc = None;
        for operand in info.operands {
            let number = operand.read(words, at);
            self.operand(at, operand, number)?;
            match operand.role {
                RoleKind::Window => first = Some(number as usize + FRAME_HEADER),
                RoleKind::First => first = Some(number as usize),
                RoleKind::Count => window_argc = Some(number as usize),
                RoleKind::Cell => {
                    window_argc = self.constant(number).cast::<InvokeCell>().map(|cell| cell.argc);
                }
                RoleKind::TargetConst => {
                    window_argc = self.constant(number).cast::<Target>().map(|target| target.argc);
                }
                RoleKind::Template => {
                    window_argc = self.constant(number).cast().map(FnTemplate::captures);
                }
                RoleKind::Def
                | RoleKind::Use
                | RoleKind::Index
                | RoleKind::Const
                | RoleKind::CaseConst
                | RoleKind::Var
                | RoleKind::Imm
                | RoleKind::Imm32
                | RoleKind::Label
                | RoleKind::Branch
                | RoleKind::Cache => {}
            }
        }
        match (first, window_argc) {
            (Some(first), Some(count)) if count > 0 && first + count > self.code.registers() => {
                self.fault(
                    at,
                    format!("registers {first}.. of {} lie outside the frame", info.name),
                )
            }
            _ => Ok(()),
        }
    }

    fn operand(&self, at: usize, operand: &Operand, number: i64) -> Result<(), Fault> {
        let fits = |ok: bool, what: &str| match ok {
            true => Ok(()),
            false => self.fault(at, format!("{}: {what} {number}", operand.name)),
        };
        let is_const = |test: fn(Value) -> bool| {
            let constant = self.code.constants().get(number as usize);
            constant.is_some_and(|constant| test(*constant))
        };
        match operand.role {
            RoleKind::Def | RoleKind::Use => {
                fits((number as usize) < self.code.registers(), "no register")
            }
            RoleKind::Window => fits(
                number as usize + FRAME_HEADER <= self.code.registers(),
                "no room for a window at register",
            ),
            // Their extent is checked with the count.
            RoleKind::First | RoleKind::Count => Ok(()),
            RoleKind::Index | RoleKind::Imm | RoleKind::Imm32 | RoleKind::Cache => Ok(()),
            RoleKind::Const => fits(is_const(|_| true), "no constant"),
            RoleKind::Cell => fits(is_const(|v| v.is::<InvokeCell>()), "no cell in constant"),
            RoleKind::TargetConst => fits(is_const(|v| v.is::<Target>()), "no target in constant"),
            RoleKind::Template => {
                fits(is_const(|v| v.is::<FnTemplate>()), "no template in constant")
            }
            RoleKind::CaseConst => {
                fits(is_const(|v| CaseTable::of(v).is_some()), "no case table in constant")?;
                let rows = CaseTable::of(self.constant(number)).into_iter().flat_map(|t| t.rows());
                for (_, jump) in rows {
                    fits(self.lands(at, jump.into()), "a case jumps into the middle of constant")?;
                }
                Ok(())
            }
            RoleKind::Var => {
                fits(is_const(|v| v.is_heap() && v.kind() == kind::VAR), "no var in constant")
            }
            RoleKind::Label | RoleKind::Branch => {
                fits(self.lands(at, number), "no instruction at distance")
            }
        }
    }

    fn handlers(&self) -> Result<(), Fault> {
        for row in handlers::rows(self.code.handlers()) {
            let is_start = |at: u32| self.starts.get(at as usize) == Some(&true);
            let end_ok = row.end as usize == self.starts.len() || is_start(row.end);
            if !is_start(row.start) || !end_ok || !is_start(row.target) {
                return self
                    .fault(row.start as usize, "a handler covers parts of instructions".into());
            }
            if row.register as usize >= self.code.registers() {
                return self.fault(row.target as usize, "a handler names no register".into());
            }
        }
        Ok(())
    }

    fn constant(&self, number: i64) -> Value {
        self.code.constants()[number as usize]
    }

    fn lands(&self, at: usize, distance: i64) -> bool {
        let to = at as i64 + 1 + distance;
        usize::try_from(to).is_ok_and(|to| self.starts.get(to) == Some(&true))
    }

    fn fault(&self, at: usize, what: String) -> Result<(), Fault> {
        Err(Fault { at, what })
    }
}
