//! Throwing, and the locks that `locking` holds.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::unwind::slow_unwind;
use crate::vm::{detours, ops};

detours! {
    op_throw: slow_throw;
    op_monitor_enter: slow_monitor_enter;
    op_monitor_exit: slow_monitor_exit;
}

ops! {
    #[inline(never)]
    slow_throw(vm) {
        let exception = vm.ra();
        vm.publish();
        let heap::Thrown = runtime::exception::throw_value(&mut *vm.cx, exception);
        vm.to(slow_unwind)
    }

    #[inline(never)]
    slow_monitor_enter(vm) {
        let object = vm.ra();
        vm.perform(0, |cx| runtime::monitor::enter(cx, object))
    }

    #[inline(never)]
    slow_monitor_exit(vm) {
        let object = vm.ra();
        vm.perform(0, |cx| runtime::monitor::exit(cx, object))
    }
}
