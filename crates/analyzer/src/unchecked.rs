//! `*unchecked-math*`: while it is true, arithmetic that is compiled wraps around instead of throwing,
//! and casts cut what does not fit.

use heap::{Mutator, Result, Value};
use runtime::known::VAR_UNCHECKED_MATH;
use runtime::native::Intrinsic;
use runtime::var;

use crate::analyze::Analyzer;
use crate::core_fns::CoreFn;
use crate::primitive::core_name;

impl Analyzer {
    /// Whether the unit is compiled under `*unchecked-math*`; asked once.
    fn is_unchecked(&mut self, cx: &mut Mutator) -> Result<bool> {
        if let Some(known) = self.unchecked {
            return Ok(known);
        }
        let unchecked = var::deref(cx, cx.known(VAR_UNCHECKED_MATH))?.is_truthy();
        self.unchecked = Some(unchecked);
        Ok(unchecked)
    }

    /// The op that stands for an op in this unit.
    pub(crate) fn op_in_unit(&mut self, cx: &mut Mutator, op: Intrinsic) -> Result<Intrinsic> {
        let wrapping = match op {
            Intrinsic::Add => Intrinsic::UncheckedAdd,
            Intrinsic::Sub => Intrinsic::UncheckedSub,
            Intrinsic::Mul => Intrinsic::UncheckedMul,
            Intrinsic::Inc => Intrinsic::UncheckedInc,
            Intrinsic::Dec => Intrinsic::UncheckedDec,
            _ => return Ok(op),
        };
        Ok(if self.is_unchecked(cx)? { wrapping } else { op })
    }

    /// The function that is called for a core function with one argument in this unit, when it is
    /// another.
    pub(crate) fn twin_in_unit(&mut self, cx: &mut Mutator, found: Value) -> Result<Option<Value>> {
        if !self.is_unchecked(cx)? {
            return Ok(None);
        }
        let twin = match core_name(found) {
            Some("-") => CoreFn::UncheckedNegate,
            Some("byte") => CoreFn::UncheckedByte,
            Some("char") => CoreFn::UncheckedChar,
            Some("short") => CoreFn::UncheckedShort,
            Some("int") => CoreFn::UncheckedInt,
            Some("float") => CoreFn::UncheckedFloat,
            Some(_) | None => return Ok(None),
        };
        self.core_var(cx, twin).map(Some)
    }
}
