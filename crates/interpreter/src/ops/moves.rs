//! Moves between registers, and constants.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::ops;
use heap::{Field, Value};

ops! {
    op_copy(vm) {
        vm.set_a(vm.rb());
        vm.next()
    }

    op_take(vm) {
        let value = vm.rb();
        vm.set(vm.b(), Value::NIL);
        vm.set_a(value);
        vm.next()
    }

    op_load_const(vm) {
        vm.set_a(vm.constant(vm.b()));
        vm.next()
    }

    op_load_small(vm) {
        vm.set_a(Value::from_bits((vm.imm32() << 1) as u64));
        vm.next()
    }

    op_load_nil(vm) {
        vm.set_a(Value::NIL);
        vm.next()
    }

    op_load_true(vm) {
        vm.set_a(Value::TRUE);
        vm.next()
    }

    op_load_false(vm) {
        vm.set_a(Value::FALSE);
        vm.next()
    }

    op_clear(vm) {
        vm.set_a(Value::NIL);
        vm.next()
    }

    op_load_capture(vm) {
        let closure = (*vm.base.sub(1)).address() as *const Value;
        vm.set_a(*closure.add(1 + vm.b()));
        vm.next()
    }

    op_take_capture(vm) {
        let closure = *vm.base.sub(1);
        // Another thread that runs the same closure finds nil, as on the JVM.
        let field = &*(closure.address() as *const Field).add(1 + vm.b());
        let value = field.get();
        field.clear();
        vm.set_a(value);
        vm.next()
    }

    op_load_callee(vm) {
        vm.set_a(*vm.base.sub(1));
        vm.next()
    }
}
