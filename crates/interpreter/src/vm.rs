//! The state that handlers pass on, and how one instruction leads to the next.
//!
//! A handler takes the whole state in six integer registers and ends by calling the next handler
//! with it. Optimised code makes that a jump, because a handler has nothing left to do then: it keeps
//! no local whose address was given away and nothing that must be dropped. A slow path is a handler
//! too and is called last, so that the fast one saves no registers for it.
//!
//! With the feature `match-loop` (and under Miri) a handler answers the next state instead, to a loop
//! around one `match`; the handlers themselves are the same.

#![allow(unsafe_code, reason = "registers and instructions are reached by address")]

use bytecode::Code;
use bytecode::Op;
use bytecode::ops::Effects;
use heap::{FRAME_HEADER, Mutator, Result, Space, Value};

/// What a handler answers: the result of the whole activation.
#[cfg(not(any(miri, feature = "match-loop")))]
pub type Step = Value;

/// What a handler answers: where to go on, or the result of the whole activation.
#[cfg(any(miri, feature = "match-loop"))]
#[repr(C)]
pub struct Step {
    pub(crate) pc: *const u64,
    pub(crate) base: *mut Value,
    pub(crate) constants: *const Value,
    /// The activation's result when `pc` is null.
    pub(crate) result: Value,
}

/// Executes one instruction and all that follow.
pub type Handler = unsafe extern "C-unwind" fn(
    pc: *const u64,
    base: *mut Value,
    constants: *const Value,
    cx: *mut Mutator,
    table: Table,
    insn: u64,
) -> Step;

/// The handlers by op number.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Table(pub(crate) *const Slot);

/// A handler in the table; a struct because its type names itself.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Slot(pub(crate) Handler);

/// The state: everything a handler gets.
#[derive(Clone, Copy)]
pub struct Vm {
    /// The word after the instruction's first.
    pub pc: *const u64,
    /// Register 0 of the frame.
    pub base: *mut Value,
    pub constants: *const Value,
    pub cx: *mut Mutator,
    pub table: Table,
    /// The instruction's first word.
    pub insn: u64,
}

/// Declares handlers: `name(vm) { … }`, each ending with `vm.next()` or another handler.
macro_rules! ops {
    ($($(#[$attribute:meta])* $name:ident($vm:ident) $body:block)*) => {$(
        $(#[$attribute])*
        /// # Safety
        /// The state is that of a frame whose next instruction this handles. [FRAME]
        pub unsafe extern "C-unwind" fn $name(
            pc: *const u64,
            base: *mut heap::Value,
            constants: *const heap::Value,
            cx: *mut heap::Mutator,
            table: $crate::vm::Table,
            insn: u64,
        ) -> $crate::vm::Step {
            let $vm = $crate::vm::Vm { pc, base, constants, cx, table, insn };
            // SAFETY: [FRAME] the verifier looked at the instruction: registers, constants and jumps
            // are inside the frame and the code.
            #[allow(unused_unsafe, reason = "some handlers touch no memory")]
            unsafe { $body }
        }
    )*};
}
pub(crate) use ops;

/// Declares handlers that have no fast path: each hands over to its slow one.
macro_rules! detours {
    ($($op:ident: $slow:ident;)*) => {
        $crate::vm::ops! {$(
            $op(vm) {
                vm.to($slow)
            }
        )*}
    };
}
pub(crate) use detours;

/// Marks the address of an innermost frame that has no window: an op's own.
pub(crate) const OP_FRAME: u64 = 4;

/// # Safety
/// Every method: the state is that of a frame, as `ops!` says. [FRAME]
impl Vm {
    // ---- operands ---------------------------------------------------------------------------

    #[inline(always)]
    pub fn a(self) -> usize {
        (self.insn >> 16) as u16 as usize
    }

    #[inline(always)]
    pub fn b(self) -> usize {
        (self.insn >> 32) as u16 as usize
    }

    #[inline(always)]
    pub fn c(self) -> usize {
        (self.insn >> 48) as usize
    }

    /// The third operand as a signed number.
    #[inline(always)]
    pub fn imm_c(self) -> i64 {
        self.insn as i64 >> 48
    }

    /// The second operand as a signed number.
    #[inline(always)]
    pub fn imm_b(self) -> i64 {
        (self.insn << 16) as i64 >> 48
    }

    /// Second and third operand as one signed number.
    #[inline(always)]
    pub fn imm32(self) -> i64 {
        self.insn as i64 >> 32
    }

    /// An operand in the instruction's second word.
    #[inline(always)]
    pub unsafe fn second(self, slot: usize) -> usize {
        // SAFETY: [FRAME]
        unsafe { (*self.pc >> (slot * 16)) as u16 as usize }
    }

    #[inline(always)]
    pub unsafe fn reg(self, index: usize) -> Value {
        // SAFETY: [FRAME]
        unsafe { *self.base.add(index) }
    }

    #[inline(always)]
    pub unsafe fn ra(self) -> Value {
        // SAFETY: [FRAME]
        unsafe { self.reg(self.a()) }
    }

    #[inline(always)]
    pub unsafe fn rb(self) -> Value {
        // SAFETY: [FRAME]
        unsafe { self.reg(self.b()) }
    }

    #[inline(always)]
    pub unsafe fn rc(self) -> Value {
        // SAFETY: [FRAME]
        unsafe { self.reg(self.c()) }
    }

    #[inline(always)]
    pub unsafe fn set(self, index: usize, value: Value) {
        // SAFETY: [FRAME]
        unsafe { *self.base.add(index) = value }
    }

    #[inline(always)]
    pub unsafe fn set_a(self, value: Value) {
        // SAFETY: [FRAME]
        unsafe { self.set(self.a(), value) }
    }

    #[inline(always)]
    pub unsafe fn constant(self, index: usize) -> Value {
        // SAFETY: [FRAME]
        unsafe { *self.constants.add(index) }
    }

    /// The first argument of the window at register `b`.
    #[inline(always)]
    pub unsafe fn window(self) -> *mut Value {
        // SAFETY: [FRAME]
        unsafe { self.base.add(self.b() + FRAME_HEADER) }
    }

    /// `count` registers from `first` on.
    #[inline(always)]
    pub unsafe fn slice<'a>(self, first: usize, count: usize) -> &'a [Value] {
        // SAFETY: [FRAME]; the frame outlives the instruction.
        unsafe { core::slice::from_raw_parts(self.base.add(first), count) }
    }

    // ---- going on ---------------------------------------------------------------------------

    /// Goes on with the next instruction.
    #[cfg(not(any(miri, feature = "match-loop")))]
    #[inline(always)]
    pub unsafe fn next(self) -> Step {
        // SAFETY: [FRAME] `pc` stands before an instruction, whose op the table has.
        unsafe {
            let insn = *self.pc;
            let Slot(handler) = *self.table.0.add(insn as u16 as usize);
            handler(self.pc.add(1), self.base, self.constants, self.cx, self.table, insn)
        }
    }

    /// Ends the activation.
    #[cfg(not(any(miri, feature = "match-loop")))]
    #[inline(always)]
    pub fn leave(self, result: Value) -> Step {
        result
    }

    /// Goes on with the next instruction.
    #[cfg(any(miri, feature = "match-loop"))]
    #[inline(always)]
    pub unsafe fn next(self) -> Step {
        let Vm { pc, base, constants, .. } = self;
        Step { pc, base, constants, result: Value::NIL }
    }

    /// Ends the activation.
    #[cfg(any(miri, feature = "match-loop"))]
    #[inline(always)]
    pub fn leave(self, result: Value) -> Step {
        let Vm { base, constants, .. } = self;
        Step { pc: core::ptr::null(), base, constants, result }
    }

    /// Leaves the rest of this instruction to another handler.
    #[inline(always)]
    pub unsafe fn to(self, handler: Handler) -> Step {
        // SAFETY: [FRAME]
        unsafe { handler(self.pc, self.base, self.constants, self.cx, self.table, self.insn) }
    }

    /// The state `distance` words further on.
    #[inline(always)]
    pub unsafe fn jump(self, distance: i64) -> Vm {
        // SAFETY: [FRAME] jumps land on instructions.
        Vm { pc: unsafe { self.pc.offset(distance as isize) }, ..self }
    }

    /// Where a register is: for what walks its value and must be the only one that has it.
    #[inline(always)]
    pub unsafe fn register(self, index: usize) -> Register {
        // SAFETY: [FRAME]
        Register(unsafe { self.base.add(index) })
    }

    // ---- slow work --------------------------------------------------------------------------

    /// Lets the collector and stack traces see the frame of an op that enters no callee.
    #[inline(always)]
    pub unsafe fn publish(self) {
        // SAFETY: [FRAME] the stack has room for a header above every frame. [ROOM]
        unsafe {
            let code = Code::at(self.constants);
            let frame = self.base.add(code.registers() + FRAME_HEADER);
            self.publish_at(frame, Value::NIL);
            (*self.cx).top = frame;
            (*self.cx).set_thread_slot(Space::Frame, Value::from_bits(frame as u64 | OP_FRAME));
        }
    }

    /// Lets the collector and stack traces see the window of a call with `argc` arguments.
    #[inline(always)]
    pub unsafe fn publish_window(self, args: *mut Value, callee: Value, argc: usize) {
        // SAFETY: [FRAME]
        unsafe {
            self.publish_at(args, callee);
            (*self.cx).top = args.add(argc);
            (*self.cx).set_thread_slot(Space::Frame, Value::from_bits(args as u64));
        }
    }

    /// Writes the header of the window whose arguments begin at `args`.
    #[inline(always)]
    pub unsafe fn publish_at(self, args: *mut Value, callee: Value) {
        // SAFETY: [FRAME]
        unsafe {
            *args.sub(3) = Value::from_bits(self.constants as u64);
            *args.sub(2) = Value::from_bits(self.pc as u64);
            *args.sub(1) = callee;
        }
    }

    /// Does the op's work in Rust, puts the result into register `a` and goes on after `more` more
    /// words of the instruction.
    #[inline(always)]
    pub unsafe fn compute(self, more: usize, work: impl FnOnce(&mut Mutator) -> Result) -> Step {
        // SAFETY: [FRAME]
        unsafe {
            self.publish();
            match work(&mut *self.cx) {
                Ok(value) => {
                    self.set_a(value);
                    self.jump(more as i64).next()
                }
                Err(_) => self.to(crate::unwind::slow_unwind),
            }
        }
    }

    /// As `compute`, for work without a result.
    #[inline(always)]
    pub unsafe fn perform(
        self,
        more: usize,
        work: impl FnOnce(&mut Mutator) -> Result<()>,
    ) -> Step {
        // SAFETY: [FRAME]
        unsafe {
            self.publish();
            match work(&mut *self.cx) {
                Ok(()) => self.jump(more as i64).next(),
                Err(_) => self.to(crate::unwind::slow_unwind),
            }
        }
    }

    /// Jumps by `distance` unless the op's test, done in Rust, holds.
    #[inline(always)]
    pub unsafe fn branch_unless(
        self,
        distance: i64,
        test: impl FnOnce(&mut Mutator) -> Result<bool>,
    ) -> Step {
        // SAFETY: [FRAME]
        unsafe {
            self.publish();
            match test(&mut *self.cx) {
                Ok(true) => self.next(),
                Ok(false) => self.jump(distance).next(),
                Err(_) => self.to(crate::unwind::slow_unwind),
            }
        }
    }
}

/// A register that a slow path reads for itself.
///
/// A handler that loaded the head of a lazy seq, to hand it on, could keep it in a register of the
/// machine; so it hands on the place.
#[derive(Clone, Copy)]
pub struct Register(*const Value);

impl Register {
    /// Copies the value to `place`, which is then the only one: the collector clears registers that
    /// are read no more.
    #[inline(never)]
    pub fn copy_to(self, place: &mut Value) {
        // SAFETY: [FRAME] made of a frame's register, in the instruction that runs.
        *place = heap::look(unsafe { &*self.0 });
    }
}

/// The two words that a frame entered from Rust returns to.
///
/// The first looks like the call that made the frame: window and result at register 0, which is the
/// beginning of the window's header. The second leaves.
pub(crate) static EXIT: [u64; 2] = [Op::Call as u64, Op::Exit as u64];

/// The address that frames entered from Rust return to.
#[inline(always)]
pub(crate) fn exit_pc() -> *const u64 {
    &EXIT[1]
}

/// The window register of the call before `pc`, when it was a call that enters frames.
pub(crate) fn window_before(pc: *const u64) -> Option<usize> {
    // SAFETY: [FRAME] a return address stands after an instruction's first word.
    let insn = unsafe { *pc.sub(1) };
    let op = Op::from_word(insn)?;
    op.info().effects.has(Effects::ENTERS).then_some((insn >> 32) as u16 as usize)
}
