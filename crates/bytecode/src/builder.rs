//! Makes the code of one method: one method call for each op, labels, constants, tables.
//!
//! The methods that emit come from the op table (`ops::for_each_op!`). Registers are counted as they
//! are named. Limits are noted and reported by `finish`, so that emitting needs no error handling.

use std::collections::HashMap;

use crate::case_table::CaseTable;
use crate::code::{self, Code, CodeFlags};
use crate::handlers::{self, Handler};
use crate::operand::{Arg, ConstIx, Reg, RoleKind};
use crate::ops::Op;
use crate::positions::{self, Position};
use data::kind;
use heap::{FRAME_HEADER, Mutator, Result, RootVec, Thrown, Value};

/// A place in the code, perhaps not known yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Label(u32);

/// Why there is no code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuildError {
    /// The method is beyond a limit; the limit's name.
    TooLarge(&'static str),
    /// An exception is pending.
    Thrown(Thrown),
}

impl From<Thrown> for BuildError {
    fn from(thrown: Thrown) -> BuildError {
        BuildError::Thrown(thrown)
    }
}

struct HandlerLabels {
    start: Label,
    end: Label,
    target: Label,
    register: Reg,
}

struct PendingCase {
    table: ConstIx,
    instruction: usize,
    rows: Vec<(ConstIx, Label)>,
}

/// The code of one method in the making.
pub struct CodeBuilder {
    words: Vec<u64>,
    constants: RootVec,
    /// Index of each constant by its word, once there are many: objects do not move.
    known: HashMap<u64, ConstIx>,
    /// Word index of each label.
    labels: Vec<Option<u32>>,
    /// Instruction, operand, label.
    jumps: Vec<(usize, usize, Label)>,
    handlers: Vec<HandlerLabels>,
    cases: Vec<PendingCase>,
    positions: Vec<Position>,
    registers: usize,
    too_large: Option<&'static str>,
    /// Where tables are packed.
    packed: Vec<u64>,
}

/// So many constants are looked through one by one.
const FEW: usize = 24;
const TOO_MANY_CONSTANTS: &str = "more than 65,531 constants";
const TOO_MANY_REGISTERS: &str = "more than 65,535 registers";
const BRANCH_TOO_FAR: &str = "a branch over more than 32,767 instruction words";

impl CodeBuilder {
    pub fn new(cx: &mut Mutator) -> CodeBuilder {
        CodeBuilder {
            words: Vec::new(),
            constants: RootVec::new(cx),
            known: HashMap::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            handlers: Vec::new(),
            cases: Vec::new(),
            positions: Vec::new(),
            registers: 0,
            too_large: None,
            packed: Vec::new(),
        }
    }

    /// Forgets the last method and keeps the memory.
    pub fn reset(&mut self) {
        self.words.clear();
        self.constants.clear();
        self.known.clear();
        self.labels.clear();
        self.jumps.clear();
        self.handlers.clear();
        self.cases.clear();
        self.positions.clear();
        self.registers = 0;
        self.too_large = None;
    }

    /// The index of a constant, the same for the same word.
    pub fn constant(&mut self, value: Value) -> ConstIx {
        if self.constants.len() <= FEW {
            if let Some(at) = self.constants.iter().position(|&known| known == value) {
                return ConstIx((code::HEADER + at) as u16);
            }
            return self.own_constant(value);
        }
        if self.known.is_empty() {
            let index =
                |(at, value): (usize, &Value)| (value.bits(), ConstIx((code::HEADER + at) as u16));
            self.known.extend(self.constants.iter().enumerate().map(index));
        }
        if let Some(index) = self.known.get(&value.bits()) {
            return *index;
        }
        let index = self.own_constant(value);
        self.known.insert(value.bits(), index);
        index
    }

    /// A new constant, whatever others there are.
    fn own_constant(&mut self, value: Value) -> ConstIx {
        match u16::try_from(code::HEADER + self.constants.len()) {
            Ok(index) => {
                self.constants.push(value);
                ConstIx(index)
            }
            Err(_) => {
                self.too_large = Some(TOO_MANY_CONSTANTS);
                ConstIx(0)
            }
        }
    }

    /// A label to jump to, to be placed once.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Places `label` before the next instruction.
    pub fn place(&mut self, label: Label) {
        debug_assert!(self.labels[label.0 as usize].is_none(), "a label is placed once");
        self.labels[label.0 as usize] = Some(self.words.len() as u32);
    }

    /// A label placed here.
    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.place(label);
        label
    }

    /// What follows comes from this line and column.
    pub fn position(&mut self, line: u32, column: u32) {
        let row = Position { start: self.words.len() as u32, line, column };
        match self.positions.last_mut() {
            Some(last) if (last.line, last.column) == (line, column) => {}
            Some(last) if last.start == row.start => *last = row,
            Some(_) | None => self.positions.push(row),
        }
    }

    /// Exceptions thrown between `start` and `end` go to `target`, in `register`. Inner handlers are
    /// declared before the outer ones that also cover them.
    pub fn handler(&mut self, start: Label, end: Label, target: Label, register: Reg) {
        self.name_register(register, 1);
        self.handlers.push(HandlerLabels { start, end, target, register });
    }

    /// Jumps to the label of the key that `value` is equal to; without one, goes on. No two keys may
    /// be equal.
    pub fn case(&mut self, value: Reg, rows: &[(ConstIx, Label)]) {
        // A mark that no other constant is; the table takes its place.
        let table = self.own_constant(Value::ABSENT);
        let instruction = self.words.len();
        self.case_jump(value, table);
        self.cases.push(PendingCase { table, instruction, rows: rows.to_vec() });
    }

    /// Lets the frame have at least `count` registers.
    pub fn reserve_registers(&mut self, count: usize) {
        self.registers = self.registers.max(count);
    }

    /// Words emitted so far.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn emit<const N: usize>(&mut self, op: Op, args: [Arg; N]) {
        let info = op.info();
        let at = self.words.len();
        self.words.resize(at + info.words as usize, 0);
        self.words[at] = op as u64;
        let mut first = None;
        for (i, (arg, operand)) in args.iter().zip(info.operands).enumerate() {
            let number = match arg {
                Arg::Number(number) => *number,
                Arg::Label(label) => {
                    self.jumps.push((at, i, *label));
                    0
                }
            };
            let fits = operand.write(&mut self.words, at, number);
            debug_assert!(fits, "the argument's type is as wide as the operand");
            let register = Reg(number as u16);
            match operand.role {
                RoleKind::Def | RoleKind::Use => self.name_register(register, 1),
                RoleKind::Window => {
                    self.name_register(register, FRAME_HEADER);
                    first = Some(register.plus(FRAME_HEADER as u16));
                }
                RoleKind::First => first = Some(register),
                RoleKind::Count => {
                    if let Some(first) = first {
                        self.name_register(first, number as usize);
                    }
                }
                RoleKind::Index
                | RoleKind::Const
                | RoleKind::Cell
                | RoleKind::TargetConst
                | RoleKind::Template
                | RoleKind::CaseConst
                | RoleKind::Var
                | RoleKind::Imm
                | RoleKind::Imm32
                | RoleKind::Label
                | RoleKind::Branch
                | RoleKind::Cache => {}
            }
        }
    }

    fn name_register(&mut self, first: Reg, count: usize) {
        self.reserve_registers(first.0 as usize + count);
    }

    /// The code, of a method with `argc` arguments (without the rest, when it is variadic).
    ///
    /// # Errors
    /// When the method is beyond a limit, or memory is out.
    ///
    /// # Panics
    /// When a label that is jumped to was not placed; in debug builds, when the code does not verify.
    pub fn finish(
        &mut self,
        cx: &mut Mutator,
        argc: u16,
        flags: CodeFlags,
    ) -> core::result::Result<Value, BuildError> {
        self.resolve_jumps();
        self.make_cases(cx)?;
        let rest = usize::from(flags == CodeFlags::VARIADIC);
        self.reserve_registers(argc as usize + rest);
        let Ok(registers) = u16::try_from(self.registers) else {
            return Err(BuildError::TooLarge(TOO_MANY_REGISTERS));
        };
        if let Some(limit) = self.too_large {
            return Err(BuildError::TooLarge(limit));
        }
        let rows: Vec<Handler> = self.handlers.iter().map(|row| self.handler_row(row)).collect();
        let handlers = raw_words(cx, &handlers::encode(&rows))?;
        self.packed.clear();
        if !self.positions.is_empty() {
            positions::encode_into(&self.positions, &mut self.packed);
        }
        let positions = raw_words(cx, &self.packed)?;
        let shape = Code::shape(registers, argc, flags);
        let code = Code::alloc(cx, shape, [handlers, positions], &self.constants, &self.words)?;
        #[cfg(debug_assertions)]
        if let Err(fault) = crate::verify::verify(code) {
            panic!("the compiler made bytecode that does not verify: {fault}");
        }
        Ok(code)
    }

    fn offset_of(&self, label: Label) -> u32 {
        self.labels[label.0 as usize].expect("a label that is jumped to is placed")
    }

    fn resolve_jumps(&mut self) {
        for i in 0..self.jumps.len() {
            let (at, operand, label) = self.jumps[i];
            let distance = i64::from(self.offset_of(label)) - (at as i64 + 1);
            let operand = Op::of(self.words[at]).info().operands[operand];
            if !operand.write(&mut self.words, at, distance) {
                self.too_large = Some(BRANCH_TOO_FAR);
            }
        }
    }

    fn make_cases(&mut self, cx: &mut Mutator) -> Result<()> {
        for case in std::mem::take(&mut self.cases) {
            if self.too_large.is_some() {
                return Ok(());
            }
            let mut keys = RootVec::new(cx);
            let mut jumps = Vec::with_capacity(case.rows.len());
            for (key, label) in &case.rows {
                keys.push(self.constants[key.0 as usize - code::HEADER]);
                jumps.push(self.offset_of(*label) as i32 - (case.instruction as i32 + 1));
            }
            let table = CaseTable::alloc(cx, &keys, &jumps)?;
            self.constants[case.table.0 as usize - code::HEADER] = table;
        }
        Ok(())
    }

    fn handler_row(&self, row: &HandlerLabels) -> Handler {
        Handler {
            start: self.offset_of(row.start),
            end: self.offset_of(row.end),
            target: self.offset_of(row.target),
            register: row.register.0,
        }
    }
}

fn raw_words(cx: &mut Mutator, words: &[u64]) -> Result {
    if words.is_empty() {
        return Ok(Value::NIL);
    }
    cx.alloc_counted(kind::RAW_WORDS, 0, words.len(), |_, raw| raw.copy_from_slice(words))
}
