//! The way in from Rust: `enter` is the entry of every closure, and `run` its dispatch loop.

#![allow(unsafe_code, reason = "the calling convention passes addresses")]

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::ops::HANDLERS;
use crate::ops::calls::{make_room, op_call};
use crate::ops::closures::collect_rest;
use crate::unwind::slow_unwind;
use crate::vm::{EXIT, Handler, OP_FRAME, Table, Vm, exit_pc, ops, window_before};
use bytecode::apply::APPLIED;
use bytecode::{Code, template};
use heap::{FRAME_HEADER, Mutator, Result, Space, Value};

/// Calls what stands in the window: the `Entry` of closures.
///
/// # Safety
/// The calling convention: `cx` is the current thread's mutator, `args` a window of `argc` arguments
/// whose callee is a closure, or a closure with metadata.
pub unsafe extern "C" fn enter(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL]
    unsafe {
        if (*cx).enter_native().is_err() {
            return Value::THROWN;
        }
        // What was published before stands where the caller's constants would, for stack traces.
        let published = (*cx).thread_slot(Space::Frame);
        let vm = Vm {
            pc: exit_pc(),
            base: args.sub(FRAME_HEADER),
            constants: published.bits() as *const Value,
            cx,
            table: Table(HANDLERS.as_ptr()),
            insn: EXIT[0] | (argc as u64) << 48,
        };
        let result = if argc <= u16::MAX as usize {
            run(vm, op_call)
        } else {
            match enter_applied(vm, args, argc) {
                Ok(vm) => run(vm, resume),
                Err(_) => Value::THROWN,
            }
        };
        (*cx).set_thread_slot(Space::Frame, published);
        result
    }
}

ops! {
    /// Begins with the instruction at `pc`.
    resume(vm) {
        vm.next()
    }
}

/// The state at the beginning of a variadic method whose rest arguments are a seq already, or too many
/// to be counted by an instruction.
#[cold]
unsafe fn enter_applied(vm: Vm, args: *mut Value, argc: usize) -> Result<Vm> {
    // SAFETY: [CALL]
    unsafe {
        let cx = &mut *vm.cx;
        let callee = *args.sub(1);
        let given = argc & !APPLIED;
        let code = template::of_closure(callee).and_then(|found| found.variadic_for(given));
        let Some(code) = code else {
            return Err(crate::function::throw_arity(cx, callee, given));
        };
        cx.top = args.add(given + 1);
        make_room(cx, args, Some(code))?;
        if argc & APPLIED == 0 {
            collect_rest(cx, args, given, code.argc())?;
        }
        vm.publish_at(args, callee);
        Ok(Vm { pc: code.start(), base: args, constants: code.constants_address(), ..vm })
    }
}

/// Runs from `first` on until the activation ends. A panic in a slow path becomes an exception at the
/// instruction that it came from.
unsafe fn run(mut vm: Vm, mut first: Handler) -> Value {
    loop {
        // SAFETY: [FRAME] the state is a frame's, which its window made.
        let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { dispatch(vm, first) }));
        match outcome {
            Ok(result) => return result,
            Err(panic) => {
                // SAFETY: as above.
                match unsafe { after_panic(vm, &*panic) } {
                    Some(state) => (vm, first) = (state, slow_unwind),
                    None => return Value::THROWN,
                }
            }
        }
    }
}

#[cfg(not(any(miri, feature = "match-loop")))]
#[inline(always)]
unsafe fn dispatch(vm: Vm, first: Handler) -> Value {
    // SAFETY: the caller's promise.
    unsafe { vm.to(first) }
}

#[cfg(any(miri, feature = "match-loop"))]
unsafe fn dispatch(vm: Vm, first: Handler) -> Value {
    // SAFETY: the caller's promise; each step answers the state of an instruction that is next.
    unsafe {
        let mut step = vm.to(first);
        while !step.pc.is_null() {
            let insn = *step.pc;
            let (pc, base, constants) = (step.pc.add(1), step.base, step.constants);
            step = crate::ops::step(Vm { pc, base, constants, insn, ..vm });
        }
        step.result
    }
}

/// The state of the instruction whose slow path panicked, with an exception pending; `None` when it
/// belongs to no frame of this activation.
#[cold]
unsafe fn after_panic(vm: Vm, panic: &(dyn Any + Send)) -> Option<Vm> {
    // SAFETY: [FRAME] slow paths publish the frame before they do anything that may panic.
    unsafe {
        let cx = &mut *vm.cx;
        let published = cx.thread_slot(Space::Frame).bits();
        let heap::Thrown = runtime::exception::internal_error(cx, "the interpreter", panic);
        if published == vm.constants as u64 {
            return None;
        }
        let args = (published & !OP_FRAME) as *mut Value;
        let pc = (*args.sub(2)).bits() as *const u64;
        let constants = (*args.sub(3)).bits() as *const Value;
        let window = match published & OP_FRAME {
            0 => window_before(pc)?,
            _ => Code::at(constants).registers(),
        };
        Some(Vm { pc, constants, base: args.sub(window + FRAME_HEADER), ..vm })
    }
}
