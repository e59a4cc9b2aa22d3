//! What an operand of an op may be: its role, how the builder takes it, how a visitor sees it.
//!
//! A role is written once, in an op's row. It says where the operand stands in the instruction,
//! what the verifier asks of it, how the disassembler shows it.

use crate::builder::Label;

/// A register of the frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reg(pub u16);

impl Reg {
    /// The register `n` places further on. Past the last, it is the last, which the builder refuses.
    pub fn plus(self, n: u16) -> Reg {
        Reg(self.0.saturating_add(n))
    }
}

/// Index of a constant of the code object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConstIx(pub u16);

/// Index of an instruction word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pc(pub u32);

/// What an operand means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoleKind {
    /// A register that the op writes.
    Def,
    /// A register that the op reads.
    Use,
    /// A call window: its header begins at this register, its arguments three further on.
    Window,
    /// The first of consecutive registers that the op reads; a `Count`, the constant or the op itself
    /// says how many.
    First,
    /// How many: arguments of a window, registers from `First` on.
    Count,
    /// A small number without a sign: capture, field.
    Index,
    /// Any constant.
    Const,
    /// A constant that is an `InvokeCell`.
    Cell,
    /// A constant that is a `Target`.
    TargetConst,
    /// A constant that is an `FnTemplate`.
    Template,
    /// A constant that is a `CaseTable`.
    CaseConst,
    /// A constant that is a var.
    Var,
    /// A signed 16-bit number.
    Imm,
    /// A signed 32-bit number.
    Imm32,
    /// A jump of up to 2^31 words.
    Label,
    /// A jump of up to 2^15 words.
    Branch,
    /// A word of its own in which tiers note what they saw.
    Cache,
}

impl RoleKind {
    /// Sixteen-bit slots that the operand takes; a cache takes a whole word.
    pub const fn slots(self) -> usize {
        match self {
            RoleKind::Imm32 | RoleKind::Label => 2,
            RoleKind::Cache => 4,
            RoleKind::Def
            | RoleKind::Use
            | RoleKind::Window
            | RoleKind::First
            | RoleKind::Count
            | RoleKind::Index
            | RoleKind::Const
            | RoleKind::Cell
            | RoleKind::TargetConst
            | RoleKind::Template
            | RoleKind::CaseConst
            | RoleKind::Var
            | RoleKind::Imm
            | RoleKind::Branch => 1,
        }
    }

    /// True for the roles whose operand is an index of a constant.
    pub const fn is_const(self) -> bool {
        matches!(
            self,
            RoleKind::Const
                | RoleKind::Cell
                | RoleKind::TargetConst
                | RoleKind::Template
                | RoleKind::CaseConst
                | RoleKind::Var
        )
    }

    const fn is_signed(self) -> bool {
        matches!(self, RoleKind::Imm | RoleKind::Imm32 | RoleKind::Label | RoleKind::Branch)
    }
}

/// One operand of an op: its name, its role and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand {
    pub name: &'static str,
    pub role: RoleKind,
    /// Which word of the instruction, and from which bit on.
    pub word: u8,
    pub shift: u8,
}

impl Operand {
    /// The operand's number in the instruction whose words begin at `words[at]`; jumps are relative
    /// to the word after the first.
    pub fn read(&self, words: &[u64], at: usize) -> i64 {
        let word = words[at + self.word as usize] >> self.shift;
        match (self.role.slots(), self.role.is_signed()) {
            (1, false) => word as u16 as i64,
            (1, true) => word as i16 as i64,
            (2, _) => word as i32 as i64,
            _ => word as i64,
        }
    }

    /// Sets the operand's number; false when it does not fit.
    pub fn write(&self, words: &mut [u64], at: usize, number: i64) -> bool {
        let (mask, fits) = match (self.role.slots(), self.role.is_signed()) {
            (1, false) => (0xffff, u16::try_from(number).is_ok()),
            (1, true) => (0xffff, i16::try_from(number).is_ok()),
            (2, _) => (0xffff_ffff, i32::try_from(number).is_ok()),
            _ => (u64::MAX, true),
        };
        let word = &mut words[at + self.word as usize];
        *word = *word & !(mask << self.shift) | (number as u64 & mask) << self.shift;
        fits
    }
}

/// Places operands one after the other: three slots beside the op, then four in each further word.
pub const fn place<const N: usize>(fields: [(&'static str, RoleKind); N]) -> [Operand; N] {
    let nothing = Operand { name: "", role: RoleKind::Imm, word: 0, shift: 0 };
    let mut placed = [nothing; N];
    let mut slot = 1;
    let mut i = 0;
    while i < N {
        let (name, role) = fields[i];
        let slots = role.slots();
        if slot % 4 + slots > 4 {
            slot = (slot / 4 + 1) * 4;
        }
        // A pair of slots is read as one aligned half of the word.
        if slots == 2 && slot % 2 == 1 {
            slot += 1;
        }
        placed[i] = Operand { name, role, word: (slot / 4) as u8, shift: (slot % 4 * 16) as u8 };
        slot += slots;
        i += 1;
    }
    placed
}

/// Words that an instruction with these operands takes.
pub const fn words<const N: usize>(operands: &[Operand; N]) -> u8 {
    let mut words = 1;
    let mut i = 0;
    while i < N {
        if operands[i].word + 1 > words {
            words = operands[i].word + 1;
        }
        i += 1;
    }
    words
}

/// An operand as the builder takes it.
pub enum Arg {
    Number(i64),
    Label(Label),
}

/// A role as a type: what the builder's method takes for it, and what a visitor gets.
pub trait Role {
    const KIND: RoleKind;
    type Taken;
    type Seen;
    fn take(taken: Self::Taken) -> Arg;
    /// `number` as read; `after` is the index of the word after the instruction's first.
    fn see(number: i64, after: usize) -> Self::Seen;
}

/// The roles as types, named as rows of the op table name them.
pub mod role {
    use super::{Arg, ConstIx, Label as JumpLabel, Pc, Reg, Role, RoleKind};

    macro_rules! role {
        ($name:ident, $taken:ty, $seen:ty, $take:expr, $see:expr) => {
            pub struct $name;
            impl Role for $name {
                const KIND: RoleKind = RoleKind::$name;
                type Taken = $taken;
                type Seen = $seen;
                fn take(taken: $taken) -> Arg {
                    let take: fn($taken) -> Arg = $take;
                    take(taken)
                }
                fn see(number: i64, after: usize) -> $seen {
                    let see: fn(i64, usize) -> $seen = $see;
                    see(number, after)
                }
            }
        };
        (register $($name:ident),*) => {
            $(role!($name, Reg, Reg, |r| Arg::Number(r.0.into()), |n, _| Reg(n as u16));)*
        };
        (constant $($name:ident),*) => {
            $(role!($name, ConstIx, ConstIx, |c| Arg::Number(c.0.into()), |n, _| ConstIx(n as u16));)*
        };
        (number $($name:ident),*) => {
            $(role!($name, u16, u16, |n| Arg::Number(n.into()), |n, _| n as u16);)*
        };
        (jump $($name:ident),*) => {
            $(role!($name, JumpLabel, Pc, Arg::Label, |n, after| Pc((after as i64 + n) as u32));)*
        };
    }

    role!(register Def, Use, Window, First);
    role!(constant Const, Cell, TargetConst, Template, CaseConst, Var);
    role!(number Count, Index);
    role!(jump Label, Branch);
    role!(Imm, i16, i16, |n| Arg::Number(n.into()), |n, _| n as i16);
    role!(Imm32, i32, i32, |n| Arg::Number(n.into()), |n, _| n as i32);
    // The builder's methods take `()` for a cache: it begins empty.
    role!(Cache, (), u64, |()| Arg::Number(0), |n, _| n as u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_follow_each_other_and_long_ones_move_to_the_next_word() {
        use RoleKind::{Cache, Def, Imm32, Use};
        let placed = place([("a", Def), ("b", Use), ("c", Use), ("d", Use), ("cache", Cache)]);
        let at: Vec<(u8, u8)> = placed.iter().map(|o| (o.word, o.shift)).collect();
        assert_eq!(at, [(0, 16), (0, 32), (0, 48), (1, 0), (2, 0)]);
        assert_eq!(words(&placed), 3);
        let placed = place([("a", Def), ("n", Imm32)]);
        assert_eq!((placed[1].word, placed[1].shift), (0, 32));
        let placed = place([("n", Imm32)]);
        assert_eq!((placed[0].word, placed[0].shift), (0, 32));
    }

    #[test]
    fn numbers_come_back_and_too_large_ones_are_refused() {
        let [imm, branch] = place([("n", RoleKind::Imm), ("to", RoleKind::Branch)]);
        let mut words = [0u64];
        assert!(imm.write(&mut words, 0, -5) && branch.write(&mut words, 0, -32768));
        assert_eq!((imm.read(&words, 0), branch.read(&words, 0)), (-5, -32768));
        assert!(!branch.write(&mut words, 0, 32768));
    }
}
