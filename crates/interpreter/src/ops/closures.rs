//! Closures: making them, and the calls that need more than a jump into code.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use super::calls::{call_entry, enter_code, make_room, op_call};
use crate::unwind::slow_unwind;
use crate::vm::{Vm, detours, ops};
use bytecode::{Code, FnTemplate, FnWithMeta, template};
use heap::{Mutator, Result, Value};

detours! {
    op_make_closure: slow_make_closure;
    op_set_capture: slow_set_capture;
}

ops! {
    #[inline(never)]
    slow_make_closure(vm) {
        // [SHAPE]
        let template = vm.constant(vm.b()).cast_unchecked::<FnTemplate>();
        let captures = vm.slice(vm.c(), template.captures());
        vm.compute(0, |cx| close(cx, template, captures))
    }

    #[inline(never)]
    slow_set_capture(vm) {
        let (closure, value) = (vm.ra(), vm.rc());
        // [SHAPE] the compiler names a closure that it made with this capture.
        let field = &*(closure.address() as *const heap::Field).add(1 + vm.b());
        (*vm.cx).store(closure, field, value);
        vm.next()
    }

    /// How the interpreter calls a closure when its type has no code for the number of arguments at
    /// hand: a method of five or more, the variadic one, or none.
    call_closure(vm) {
        let args = vm.window();
        let argc = vm.c();
        let Some(template) = template::of_closure(*args.sub(1)) else { return vm.to(slow_arity) };
        match template.code_for(argc) {
            Some(code) => enter_code(vm, args, code),
            None => match template.variadic_for(argc) {
                Some(code) => call_variadic(vm, args, code),
                None => vm.to(slow_arity),
            },
        }
    }

    #[cold]
    #[inline(never)]
    slow_arity(vm) {
        let args = vm.window();
        vm.publish_window(args, *args.sub(1), vm.c());
        let heap::Thrown = crate::function::throw_arity(&mut *vm.cx, *args.sub(1), vm.c());
        vm.to(slow_unwind)
    }

    /// Calls the function inside a function with metadata.
    call_with_meta(vm) {
        let callee = vm.window().sub(1);
        // [SHAPE] this handler stands in the descriptor of that kind alone.
        *callee = (*callee).cast_unchecked::<FnWithMeta>().function;
        vm.to(op_call)
    }

    /// Calls what a var holds.
    call_var(vm) {
        call_instead(vm, |cx, var, _| runtime::var::deref(cx, var))
    }

    /// Calls the implementation that a protocol function has for its first argument.
    call_protocol_fn(vm) {
        let args = vm.window();
        if vm.c() == 0 {
            return vm.to(call_entry);
        }
        let method = known_method(&*vm.cx, *args.sub(1), *args, vm.c());
        if method.is_absent() {
            return vm.to(find_protocol_fn);
        }
        *args.sub(1) = method;
        vm.to(op_call)
    }

    #[inline(never)]
    find_protocol_fn(vm) {
        call_instead(vm, |cx, function, args| {
            runtime::protocol::select(cx, function, args[0], args.len())
        })
    }

    /// Calls the method that a multimethod has for these arguments.
    call_multi_fn(vm) {
        call_instead(vm, runtime::multimethod::method_for_call)
    }
}

/// The method of a protocol function for its first argument, or `ABSENT` when it must be looked for.
///
/// Inlined only where that leaves nothing on the stack: a handler with a frame of its own does not end
/// in a tail call, and endless recursion would use up the native stack.
#[cfg_attr(debug_assertions, inline(never))]
fn known_method(cx: &Mutator, callee: Value, first: Value, argc: usize) -> Value {
    runtime::protocol::known_method(cx, callee, first, argc).unwrap_or(Value::ABSENT)
}

/// Goes on with the call of the function that the callee stands for.
#[inline(always)]
unsafe fn call_instead(
    vm: Vm,
    find: impl FnOnce(&mut Mutator, Value, &[Value]) -> Result,
) -> crate::vm::Step {
    // SAFETY: [FRAME]
    unsafe {
        let args = vm.window();
        let callee = *args.sub(1);
        vm.publish_window(args, callee, vm.c());
        match find(&mut *vm.cx, callee, core::slice::from_raw_parts(args, vm.c())) {
            Ok(function) => {
                *args.sub(1) = function;
                vm.to(op_call)
            }
            Err(_) => vm.to(slow_unwind),
        }
    }
}

/// A closure of `template` over `captures`.
pub(crate) fn close(cx: &mut Mutator, template: &FnTemplate, captures: &[Value]) -> Result {
    let words = 1 + captures.len();
    cx.alloc_instance(template.desc(), words as u16, |fields| fields.copy_from_slice(captures))
}

#[inline(always)]
unsafe fn call_variadic(vm: Vm, args: *mut Value, code: Code<'_>) -> crate::vm::Step {
    // SAFETY: [FRAME]
    unsafe {
        let argc = vm.c();
        vm.publish_window(args, *args.sub(1), argc);
        match make_room(&mut *vm.cx, args, Some(code))
            .and_then(|()| collect_rest(&mut *vm.cx, args, argc, code.argc()))
        {
            Ok(()) => {
                let constants = code.constants_address();
                Vm { pc: code.start(), base: args, constants, ..vm }.next()
            }
            Err(_) => vm.to(slow_unwind),
        }
    }
}

/// Puts the arguments from `required` on into a seq, which takes their place.
pub(crate) unsafe fn collect_rest(
    cx: &mut Mutator,
    args: *mut Value,
    argc: usize,
    required: usize,
) -> Result<()> {
    // SAFETY: [FRAME] the window has `argc` arguments; the callee's frame has room for one more.
    unsafe {
        let surplus = core::slice::from_raw_parts_mut(args.add(required), argc - required);
        let rest = match surplus.is_empty() {
            true => Value::NIL,
            false => {
                let array = data::array::objects_from_slice(cx, surplus)?;
                data::seq::seq(cx, array)?
            }
        };
        surplus.fill(Value::NIL);
        *args.add(required) = rest;
    }
    Ok(())
}
