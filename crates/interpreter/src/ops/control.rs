//! Jumps, loops, `case`, returning.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use core::sync::atomic::{AtomicU64, Ordering};

use crate::unwind::slow_unwind;
use crate::vm::ops;
use bytecode::CaseTable;
use heap::{FRAME_HEADER, Value};

/// A jump that is taken for some values of one register.
macro_rules! jump_if {
    ($($name:ident: $value:ident => $test:expr;)*) => {
        ops! {$(
            $name(vm) {
                let $value = vm.ra();
                if $test { vm.jump(vm.imm32()).next() } else { vm.next() }
            }
        )*}
    };
}

jump_if! {
    op_jump_if_falsy: value => !value.is_truthy();
    op_jump_if_truthy: value => value.is_truthy();
    op_jump_if_nil: value => value.is_nil();
    op_jump_if_not_nil: value => !value.is_nil();
}

ops! {
    op_jump(vm) {
        vm.jump(vm.imm32()).next()
    }

    op_loop_back(vm) {
        let hotness = &*(vm.pc as *const AtomicU64);
        hotness.store(hotness.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        if (*vm.cx).poll.load(Ordering::Relaxed) != 0 {
            return vm.to(slow_loop_back);
        }
        vm.jump(vm.imm32()).next()
    }

    #[cold]
    #[inline(never)]
    slow_loop_back(vm) {
        vm.publish();
        match (*vm.cx).safepoint() {
            Ok(()) => vm.jump(vm.imm32()).next(),
            Err(_) => vm.to(slow_unwind),
        }
    }

    op_jump_unless_identical(vm) {
        if vm.ra() == vm.rb() { vm.next() } else { vm.jump(vm.imm_c()).next() }
    }

    op_case_jump(vm) {
        let value = vm.ra();
        // [SHAPE]
        match CaseTable::of_unchecked(vm.constant(vm.b())).find_word(value) {
            Some(distance) => vm.jump(distance.into()).next(),
            None => vm.to(slow_case_jump),
        }
    }

    #[inline(never)]
    slow_case_jump(vm) {
        let value = vm.ra();
        // [SHAPE]
        let table = CaseTable::of_unchecked(vm.constant(vm.b()));
        if !table.must_compare(value) {
            return vm.next();
        }
        vm.publish();
        match table.find_equiv(&mut *vm.cx, value) {
            Ok(Some(distance)) => vm.jump(distance.into()).next(),
            Ok(None) => vm.next(),
            Err(_) => vm.to(slow_unwind),
        }
    }

    op_ret(vm) {
        let value = vm.ra();
        // The caller's window stays in its frame: it must not hold the head of a lazy seq that the
        // caller walks.
        vm.set_a(Value::NIL);
        let pc = (*vm.base.sub(2)).bits() as *const u64;
        let constants = (*vm.base.sub(3)).bits() as *const Value;
        // The call before the return address says where its window and its result stand.
        let call = *pc.sub(1);
        let base = vm.base.sub((call >> 32) as u16 as usize + FRAME_HEADER);
        *base.add((call >> 16) as u16 as usize) = value;
        crate::vm::Vm { pc, base, constants, ..vm }.next()
    }

    op_exit(vm) {
        vm.leave(vm.reg(0))
    }
}
