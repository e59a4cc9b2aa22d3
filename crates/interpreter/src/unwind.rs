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
        let mut vm = vm;
        loop {
            if vm.pc == exit_pc() {
                return vm.leave(Value::THROWN);
            }
            // [CODE]
            let code = Code::at(vm.constants);
            if let Some(handler) = code.handler_at(code.index_of(vm.pc) - 1) {
                let register = handler.register as usize;
                // What the protected range had above is dead: a handler holds no head of a seq,
                // and after an `OutOfMemoryError` none of what filled the heap.
                for dead in register + 1..code.registers() {
                    vm.set(dead, Value::NIL);
                }
                let cx = &mut *vm.cx;
                let exception = cx.take_pending();
                if exception == cx.known(data::known::OUT_OF_MEMORY) {
                    heap::forget_ended_calls();
                }
                vm.set(register, exception);
                vm.pc = code.start().add(handler.target as usize);
                return vm.next();
            }
            vm = caller(vm);
        }
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
