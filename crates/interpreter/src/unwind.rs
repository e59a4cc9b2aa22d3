//! Exceptions: from the instruction that threw to the handler that covers it, frame by frame.

#![allow(unsafe_code, reason = "walks frames by address")]

use crate::vm::{Vm, exit_pc, ops};
use bytecode::Code;
use heap::{FRAME_HEADER, Value};

ops! {
    /// An exception is pending, thrown by the instruction before `pc`.
    #[cold]
    #[inline(never)]
    slow_unwind(vm) {
        if vm.pc == exit_pc() {
            return vm.leave(Value::THROWN);
        }
        match catch(vm) {
            NOT_CAUGHT => caller(vm).to(slow_unwind),
            target => {
                let pc = Code::at(vm.constants).start().add(target);
                Vm { pc, ..vm }.next()
            }
        }
    }
}

/// Answer of `catch`: no handler of the frame covers the instruction.
const NOT_CAUGHT: usize = usize::MAX;

/// Gives the pending exception to the handler that covers the instruction before `pc`; answers where
/// that begins. A number, because a handler that gives away the address of a local, for the result,
/// cannot end in a jump.
#[inline(never)]
unsafe fn catch(vm: Vm) -> usize {
    // SAFETY: [FRAME] [CODE]
    unsafe {
        let code = Code::at(vm.constants);
        let Some(handler) = code.handler_at(code.index_of(vm.pc) - 1) else { return NOT_CAUGHT };
        let register = handler.register as usize;
        // What the protected range had above is dead: a handler holds no head of a seq, and after
        // an `OutOfMemoryError` none of what filled the heap.
        for dead in register + 1..code.registers() {
            vm.set(dead, Value::NIL);
        }
        let cx = &mut *vm.cx;
        let exception = cx.take_pending();
        if exception == cx.known(data::known::OUT_OF_MEMORY) {
            heap::forget_ended_calls();
        }
        vm.set(register, exception);
        handler.target as usize
    }
}

/// The state of the frame that called this one, as it was at its call.
///
/// # Safety
/// `vm` is the state of a frame. [FRAME]
pub(crate) unsafe fn caller(vm: Vm) -> Vm {
    // SAFETY: [FRAME]
    unsafe {
        let pc = (*vm.base.sub(2)).bits() as *const u64;
        let constants = (*vm.base.sub(3)).bits() as *const Value;
        let window = (*pc.sub(1) >> 32) as u16 as usize;
        Vm { pc, constants, base: vm.base.sub(window + FRAME_HEADER), ..vm }
    }
}
