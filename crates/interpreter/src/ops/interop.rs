//! Types and the host: fields of instances, methods, constructors. The work is `runtime`'s.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::ops;
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

    op_store_field(vm) {
        let (instance, value) = (vm.ra(), vm.rc());
        match field(instance, vm.b(), vm.constant(vm.second(0))) {
            Some(field) => {
                (*vm.cx).store(instance, field, value);
                vm.jump(1).next()
            }
            None => vm.to(slow_store_field),
        }
    }

    #[cold]
    #[inline(never)]
    slow_store_field(vm) {
        let (instance, index, value) = (vm.ra(), vm.b(), vm.rc());
        let class = vm.constant(vm.second(0));
        vm.perform(1, |cx| deftype::set_field(cx, instance, class, index, value).map(|_| ()))
    }

    op_is_instance(vm) {
        let (value, class) = (vm.rb(), vm.constant(vm.c()));
        vm.compute(0, |cx| Ok(Value::bool(runtime::class::is_instance(cx, class, value)?)))
    }

    op_invoke_method(vm) {
        let target = *vm.window().sub(1);
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let name = vm.constant(vm.second(0));
        vm.compute(1, |cx| interop::invoke_method(cx, target, name, args))
    }

    op_invoke_static(vm) {
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let (class, name) = (vm.constant(vm.second(0)), vm.constant(vm.second(1)));
        vm.compute(1, |cx| interop::invoke_static(cx, class, name, args))
    }

    op_new_instance(vm) {
        let args = core::slice::from_raw_parts(vm.window(), vm.c());
        let class = vm.constant(vm.second(0));
        vm.compute(1, |cx| interop::new_instance(cx, class, args))
    }

    op_get_field(vm) {
        let (target, name) = (vm.rb(), vm.constant(vm.c()));
        vm.compute(0, |cx| interop::field(cx, target, name))
    }

    op_set_field(vm) {
        let (target, value, name) = (vm.ra(), vm.rb(), vm.constant(vm.c()));
        vm.perform(0, |cx| interop::set_field(cx, target, name, value).map(|_| ()))
    }

    op_get_static(vm) {
        let (class, name) = (vm.constant(vm.b()), vm.constant(vm.c()));
        vm.compute(0, |cx| interop::static_field(cx, class, name))
    }

    op_set_static(vm) {
        let (class, value, name) = (vm.constant(vm.a()), vm.rb(), vm.constant(vm.c()));
        vm.perform(0, |cx| interop::set_static_field(cx, class, name, value).map(|_| ()))
    }
}
