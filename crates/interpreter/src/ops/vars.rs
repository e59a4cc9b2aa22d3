//! Vars: reading, setting, defining.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::{detours, ops};
use bytecode::VarCore;
use heap::Value;
use runtime::var;

detours! {
    op_var_get_dynamic: slow_var_get_dynamic;
    op_var_set: slow_var_set;
    op_def: slow_def;
    op_set_var_meta: slow_set_var_meta;
}

ops! {
    op_var_get(vm) {
        // [SHAPE] [VAR]
        let root = vm.constant(vm.b()).cast_unchecked::<VarCore>().root.get();
        // The marks UNBOUND and ABSENT, and false, end like this; nothing else does.
        if root.bits() & 0xf == 0xf {
            return vm.to(slow_var_get);
        }
        vm.set_a(root);
        vm.next()
    }

    #[inline(never)]
    slow_var_get(vm) {
        let var = vm.constant(vm.b());
        // [SHAPE] [VAR]
        if var.cast_unchecked::<VarCore>().root.get() == Value::FALSE {
            vm.set_a(Value::FALSE);
            return vm.next();
        }
        vm.compute(0, |cx| var::root(cx, var))
    }

    #[inline(never)]
    slow_var_get_dynamic(vm) {
        let var = vm.constant(vm.b());
        vm.compute(0, |cx| var::deref(cx, var))
    }

    #[inline(never)]
    slow_var_set(vm) {
        let (var, value) = (vm.constant(vm.a()), vm.rb());
        vm.perform(0, |cx| var::set(cx, var, value).map(|_| ()))
    }

    #[inline(never)]
    slow_def(vm) {
        let (var, value) = (vm.constant(vm.b()), vm.rc());
        vm.compute(0, |cx| var::bind_root(cx, var, value).map(|()| var))
    }

    #[inline(never)]
    slow_set_var_meta(vm) {
        let (var, meta) = (vm.constant(vm.a()), vm.rb());
        vm.perform(0, |cx| var::reset_meta(cx, var, meta).map(|_| ()))
    }
}

const _: () = {
    assert!(Value::UNBOUND.bits() & 0xf == 0xf && Value::ABSENT.bits() & 0xf == 0xf);
    assert!(Value::NIL.bits() & 0xf != 0xf && Value::TRUE.bits() & 0xf != 0xf);
    assert!(Value::char(0).bits() & 0xf != 0xf);
};
