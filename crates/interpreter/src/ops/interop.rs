//! Types and the host: fields of instances, methods, constructors. The work is `runtime`'s.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::{detours, ops};
use heap::{Field, Value};
use runtime::{deftype, interop};

/// The field at `index` of an instance, when it is of that very class.
#[inline(always)]
fn field<'a>(instance: Value, index: usize, class: Value) -> Option<&'a Field> {
    let header = instance.header()?;
    if header.desc().class.get() != class || index + 1 >= header.small_words() as usize {
        return None;
    }
    // SAFETY: only instances of a class have it in their descriptor; behind the header they have as
    // many fields as the header says.
    Some(unsafe { &*(instance.address() as *const Field).add(1 + index) })
}

detours! {
    op_store_field: slow_store_field;
    op_is_instance: slow_is_instance;
    op_invoke_method: slow_invoke_method;
    op_invoke_static: slow_invoke_static;
    op_new_instance: slow_new_instance;
    op_get_field: slow_get_field;
    op_set_field: slow_set_field;
    op_get_static: slow_get_static;
    op_set_static: slow_set_static;
}

ops! {
    op_load_field(vm) {
        match field(vm.rb(), vm.c(), vm.constant(vm.second(0))) {
            Some(field) => {
                vm.set_a(field.get());
                vm.jump(1).next()
            }
            None => vm.to(slow_load_field),
        }
    }

    #[cold]
    #[inline(never)]
    slow_load_field(vm) {
        let (instance, index, class) = (vm.rb(), vm.c(), vm.constant(vm.second(0)));
        vm.compute(1, |cx| deftype::field(cx, instance, class, index))
    }

    #[inline(never)]
    slow_store_field(vm) {
        let (instance, index, value) = (vm.ra(), vm.b(), vm.rc());
        let class = vm.constant(vm.second(0));
        vm.perform(1, |cx| deftype::set_field(cx, instance, class, index, value).map(|_| ()))
    }

    #[inline(never)]
    slow_is_instance(vm) {
        let (value, class) = (vm.rb(), vm.constant(vm.c()));
        vm.compute(0, |cx| Ok(Value::bool(runtime::class::is_instance(cx, class, value)?)))
    }

    #[inline(never)]
    slow_invoke_method(vm) {
        let target = *vm.window().sub(1);
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let name = vm.constant(vm.second(0));
        vm.compute(1, |cx| interop::invoke_method(cx, target, name, args))
    }

    #[inline(never)]
    slow_invoke_static(vm) {
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let (class, name) = (vm.constant(vm.second(0)), vm.constant(vm.second(1)));
        vm.compute(1, |cx| interop::invoke_static(cx, class, name, args))
    }

    #[inline(never)]
    slow_new_instance(vm) {
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let class = vm.constant(vm.second(0));
        vm.compute(1, |cx| interop::new_instance(cx, class, args))
    }

    #[inline(never)]
    slow_get_field(vm) {
        let (target, name) = (vm.rb(), vm.constant(vm.c()));
        vm.compute(0, |cx| interop::field(cx, target, name))
    }

    #[inline(never)]
    slow_set_field(vm) {
        let (target, value, name) = (vm.ra(), vm.rb(), vm.constant(vm.c()));
        vm.perform(0, |cx| interop::set_field(cx, target, name, value).map(|_| ()))
    }

    #[inline(never)]
    slow_get_static(vm) {
        let (class, name) = (vm.constant(vm.b()), vm.constant(vm.c()));
        vm.compute(0, |cx| interop::static_field(cx, class, name))
    }

    #[inline(never)]
    slow_set_static(vm) {
        let (class, value, name) = (vm.constant(vm.a()), vm.rb(), vm.constant(vm.c()));
        vm.perform(0, |cx| interop::set_static_field(cx, class, name, value).map(|_| ()))
    }
}
