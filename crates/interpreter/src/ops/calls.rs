//! Calls. A callee with bytecode for the number of arguments goes on in the same dispatch loop; the
//! others are entered through the handler or the entry that their type has.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::unwind::slow_unwind;
use crate::vm::{Handler, Vm, ops};
use bytecode::{Code, InvokeCell, Op, Target};
use core::sync::atomic::Ordering;
use heap::{Entry, FRAME_HEADER, Mutator, Result, Value};

/// Enters `code` for the window at `args`, whose callee and arguments stand there.
///
/// # Safety
/// `vm` is the state after the call instruction. [FRAME]
#[inline(always)]
pub(crate) unsafe fn enter_code(vm: Vm, args: *mut Value, code: Code<'_>) -> crate::vm::Step {
    // SAFETY: [FRAME]
    unsafe {
        let end = args.add(code.registers()) as usize;
        if end > (*vm.cx).frame_limit.load(Ordering::Relaxed) {
            return vm.to(slow_call_limit);
        }
        *args.sub(3) = Value::from_bits(vm.constants as u64);
        *args.sub(2) = Value::from_bits(vm.pc as u64);
        Vm { pc: code.start(), base: args, constants: code.constants_address(), ..vm }.next()
    }
}

/// The instruction of a generic call with the result and the window of `insn`.
#[inline(always)]
fn as_call(insn: u64, argc: usize) -> u64 {
    insn & 0x0000_ffff_ffff_0000 | Op::Call as u64 | (argc as u64) << 48
}

ops! {
    op_call_cell(vm) {
        // [SHAPE]
        let cell = vm.constant(vm.c()).cast_unchecked::<InvokeCell>();
        call_target(vm, cell.target())
    }

    op_call_target(vm) {
        // [SHAPE]
        call_target(vm, vm.constant(vm.c()).cast_unchecked::<Target>())
    }

    op_call(vm) {
        let args = vm.window();
        let callee = *args.sub(1);
        if let Some(desc) = callee.desc() {
            let constants = desc.code(vm.c());
            if constants != 0 {
                return enter_code(vm, args, Code::at(constants as *const Value));
            }
        }
        vm.to(call_other)
    }

    /// A generic call of something without bytecode for the number of arguments.
    #[inline(never)]
    call_other(vm) {
        let callee = *vm.window().sub(1);
        let desc = (*vm.cx).desc_of(callee);
        let handler = desc.handler.load(Ordering::Acquire);
        if handler != 0 {
            // SAFETY: only handlers are stored there.
            return vm.to(core::mem::transmute::<usize, Handler>(handler));
        }
        call_through(vm, desc.entry(vm.c()), callee, vm.c())
    }

    /// A generic call through the callee's entry, whatever handler it has.
    #[inline(never)]
    call_entry(vm) {
        let callee = *vm.window().sub(1);
        call_through(vm, (*vm.cx).desc_of(callee).entry(vm.c()), callee, vm.c())
    }

    /// A call through a cell whose target has no bytecode.
    #[inline(never)]
    call_target_other(vm) {
        let constant = vm.constant(vm.c());
        // [SHAPE]
        let target = if vm.insn as u16 == Op::CallCell as u16 {
            constant.cast_unchecked::<InvokeCell>().target()
        } else {
            constant.cast_unchecked::<Target>()
        };
        // The cell may have a new target since the fast path looked: whatever it is, this enters it.
        let vm = Vm { insn: as_call(vm.insn, target.argc), ..vm };
        *vm.window().sub(1) = target.callee;
        if !target.start.is_null() {
            return vm.to(op_call);
        }
        if target.handler != 0 {
            // SAFETY: only handlers are stored there.
            return vm.to(core::mem::transmute::<usize, Handler>(target.handler));
        }
        call_through(vm, target.entry(), target.callee, target.argc)
    }

    /// The callee's frame does not fit, or another thread wants this one to stop. When neither holds
    /// any more, the call is executed again. A generic call is so from the instruction at hand: one
    /// that comes from Rust has its number of arguments nowhere else.
    #[cold]
    #[inline(never)]
    slow_call_limit(vm) {
        let args = vm.window();
        let constant = match Op::of(vm.insn) {
            Op::CallCell | Op::CallTarget => vm.constant(vm.c()),
            _ => Value::NIL,
        };
        let target = constant.cast::<InvokeCell>().map(InvokeCell::target);
        let (callee, argc) = match target.or(constant.cast::<Target>()) {
            Some(target) => (target.callee, target.argc),
            None => (*args.sub(1), vm.c()),
        };
        vm.publish_window(args, callee, argc);
        match make_room(&mut *vm.cx, args, bytecode::cell::code_for(&*vm.cx, callee, argc)) {
            Ok(()) if constant.is_nil() => vm.to(op_call),
            Ok(()) => vm.jump(-1).next(),
            Err(_) => vm.to(slow_unwind),
        }
    }
}

#[inline(always)]
unsafe fn call_target(vm: Vm, target: &Target) -> crate::vm::Step {
    // SAFETY: [FRAME] [SHAPE]
    unsafe {
        let args = vm.window();
        if target.start.is_null() {
            return again(vm, args).to(call_target_other);
        }
        let end = args as usize + target.frame_bytes;
        if end > (*vm.cx).frame_limit.load(Ordering::Relaxed) {
            return again(vm, args).to(slow_call_limit);
        }
        vm.publish_at(args, target.callee);
        Vm { pc: target.start, base: args, constants: target.constants, ..vm }.next()
    }
}

/// The state at a call whose window's arguments begin at `args`, made from what the fast path has
/// in registers anyway: kept otherwise, the instruction and the base would cost it two pushes. The
/// read is volatile lest the compiler see that it knows them.
#[inline(always)]
unsafe fn again(vm: Vm, args: *mut Value) -> Vm {
    // SAFETY: [FRAME] `pc` stands behind the instruction's first word.
    unsafe {
        let insn = core::ptr::read_volatile(vm.pc.sub(1));
        let base = args.sub((insn >> 32) as u16 as usize + FRAME_HEADER);
        Vm { insn, base, ..vm }
    }
}

/// Calls through a native entry, in Rust.
#[inline(always)]
unsafe fn call_through(vm: Vm, entry: Entry, callee: Value, argc: usize) -> crate::vm::Step {
    // SAFETY: [FRAME]; the entry belongs to the callee.
    unsafe {
        let args = vm.window();
        vm.publish_window(args, callee, argc);
        let result = entry(vm.cx, args, argc);
        if result.is_thrown() {
            return vm.to(slow_unwind);
        }
        vm.set_a(result);
        vm.next()
    }
}

/// Stops if another thread asked for it, and checks the frame of `code` against the true end of the
/// stack.
///
/// # Errors
/// `StackOverflowError` is pending when the frame does not fit; or an interrupt.
pub(crate) fn make_room(cx: &mut Mutator, args: *mut Value, code: Option<Code<'_>>) -> Result<()> {
    cx.check_frame(args as usize + code.map_or(0, Code::registers) * 8)
}
