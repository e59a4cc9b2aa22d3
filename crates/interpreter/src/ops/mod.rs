//! The handlers, by theme, and the table of them that the op table gives.

pub mod arith;
pub mod calls;
pub mod closures;
pub mod collections;
pub mod compare;
pub mod control;
pub mod exceptions;
pub mod interop;
pub mod lookup;
pub mod moves;
pub mod vars;

use arith::*;
use calls::*;
use closures::*;
use collections::*;
use compare::*;
use control::*;
use exceptions::*;
use interop::*;
use lookup::*;
use moves::*;
use vars::*;

use crate::vm::Slot;

macro_rules! handlers {
    ($($(#[$doc:meta])* $name:ident, $handler:ident = $variant:ident $operands:tt, $effects:tt;)*) => {
        /// Every op's handler, by number.
        pub(crate) static HANDLERS: [Slot; bytecode::Op::COUNT] = [$(Slot($handler)),*];

        /// Executes one instruction whose first word has been read.
        #[cfg(any(miri, feature = "match-loop"))]
        #[allow(unsafe_code, reason = "handlers are unsafe functions")]
        pub(crate) unsafe fn step(vm: crate::vm::Vm) -> crate::vm::Step {
            match bytecode::Op::of(vm.insn) {
                // SAFETY: the caller's promise. [FRAME]
                $(bytecode::Op::$variant => unsafe { vm.to($handler) },)*
            }
        }
    };
}

bytecode::for_each_op!(handlers);
