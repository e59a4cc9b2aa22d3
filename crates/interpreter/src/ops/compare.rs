//! Comparisons of numbers, equality, tests: as values and as branches.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use super::arith::both_fixnums;
use crate::vm::{Register, ops};
use data::{equiv, kind, num};
use heap::{Kind, Mutator, Result, Value};

/// A relation of numbers: the op with a result, the branch on two registers, the branch on a small
/// number; each compares the words of fixnums, then doubles, and a third handler asks `data::num`.
macro_rules! relation {
    ($($op:ident, $doubles:ident, $slow:ident;
        $jump:ident, $doubles_jump:ident, $slow_jump:ident;
        $jump_imm:ident, $doubles_imm:ident, $slow_imm:ident: $relation:tt, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                if both_fixnums(a, b) {
                    vm.set_a(Value::bool((a.bits() as i64) $relation (b.bits() as i64)));
                    return vm.next();
                }
                vm.to($doubles)
            }

            #[inline(never)]
            $doubles(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
                    vm.set_a(Value::bool(x $relation y));
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                vm.compute(0, |cx| Ok(Value::bool($function(cx, a, b)?)))
            }

            $jump(vm) {
                let (a, b) = (vm.ra(), vm.rb());
                if both_fixnums(a, b) {
                    return if (a.bits() as i64) $relation (b.bits() as i64) {
                        vm.next()
                    } else {
                        vm.jump(vm.imm_c()).next()
                    };
                }
                vm.to($doubles_jump)
            }

            #[inline(never)]
            $doubles_jump(vm) {
                let (a, b) = (vm.ra(), vm.rb());
                if let (Some(x), Some(y)) = (a.as_flonum(), b.as_flonum()) {
                    return if x $relation y { vm.next() } else { vm.jump(vm.imm_c()).next() };
                }
                vm.to($slow_jump)
            }

            #[inline(never)]
            $slow_jump(vm) {
                let (a, b) = (vm.ra(), vm.rb());
                vm.branch_unless(vm.imm_c(), |cx| $function(cx, a, b))
            }

            $jump_imm(vm) {
                let a = vm.ra();
                if a.is_fixnum() {
                    return if (a.bits() as i64) $relation (vm.imm_b() << 1) {
                        vm.next()
                    } else {
                        vm.jump(vm.imm_c()).next()
                    };
                }
                vm.to($doubles_imm)
            }

            #[inline(never)]
            $doubles_imm(vm) {
                if let Some(x) = vm.ra().as_flonum() {
                    return if x $relation (vm.imm_b() as f64) {
                        vm.next()
                    } else {
                        vm.jump(vm.imm_c()).next()
                    };
                }
                vm.to($slow_imm)
            }

            #[inline(never)]
            $slow_imm(vm) {
                let (a, b) = (vm.ra(), Value::small(vm.imm_b() as i32));
                vm.branch_unless(vm.imm_c(), |cx| $function(cx, a, b))
            }
        )*}
    };
}

relation! {
    op_lt, doubles_lt, slow_lt;
        op_jump_unless_lt, doubles_jump_unless_lt, slow_jump_unless_lt;
        op_jump_unless_lt_imm, doubles_jump_unless_lt_imm, slow_jump_unless_lt_imm: <, num::lt;
    op_lte, doubles_lte, slow_lte;
        op_jump_unless_lte, doubles_jump_unless_lte, slow_jump_unless_lte;
        op_jump_unless_lte_imm, doubles_jump_unless_lte_imm, slow_jump_unless_lte_imm: <=, num::lte;
    op_gt, doubles_gt, slow_gt;
        op_jump_unless_gt, doubles_jump_unless_gt, slow_jump_unless_gt;
        op_jump_unless_gt_imm, doubles_jump_unless_gt_imm, slow_jump_unless_gt_imm: >, num::gt;
    op_gte, doubles_gte, slow_gte;
        op_jump_unless_gte, doubles_jump_unless_gte, slow_jump_unless_gte;
        op_jump_unless_gte_imm, doubles_jump_unless_gte_imm, slow_jump_unless_gte_imm: >=, num::gte;
    op_num_eq, doubles_num_eq, slow_num_eq;
        op_jump_unless_num_eq, doubles_jump_unless_num_eq, slow_jump_unless_num_eq;
        op_jump_unless_num_eq_imm, doubles_jump_unless_num_eq_imm, slow_jump_unless_num_eq_imm: ==, num::equiv;
}

/// Whether two values are equal, when their words alone can tell.
#[inline(always)]
fn equal_words(a: Value, b: Value) -> Option<bool> {
    if a == b {
        // A NaN is boxed, and not equal to itself: only immediates are sure.
        if a.is_heap() { None } else { Some(true) }
    } else if both_fixnums(a, b) {
        Some(false)
    } else {
        None
    }
}

/// Whether two values that the words alone could not tell are equal, when their kinds can.
#[inline(always)]
fn equal_kinds(a: Value, b: Value) -> Option<bool> {
    let (kind_a, kind_b) = (a.kind(), b.kind());
    if a == b && kind_a != Kind::DOUBLE {
        Some(true)
    } else if (kind_a == kind::KEYWORD || a.is_nil()) && (kind_b == kind::KEYWORD || b.is_nil()) {
        Some(false)
    } else {
        None
    }
}

#[inline(never)]
fn equal(cx: &mut Mutator, a: Register, b: Register) -> Result<bool> {
    let mut places = [Value::NIL; 2];
    a.copy_to(&mut places[0]);
    b.copy_to(&mut places[1]);
    let [a, b] = &mut places;
    equiv::equiv_in(cx, a, b)
}

ops! {
    op_equiv(vm) {
        match equal_words(vm.rb(), vm.rc()) {
            Some(equal) => {
                vm.set_a(Value::bool(equal));
                vm.next()
            }
            None => vm.to(kinds_equiv),
        }
    }

    #[inline(never)]
    kinds_equiv(vm) {
        match equal_kinds(vm.rb(), vm.rc()) {
            Some(equal) => {
                vm.set_a(Value::bool(equal));
                vm.next()
            }
            None => vm.to(slow_equiv),
        }
    }

    #[inline(never)]
    slow_equiv(vm) {
        let (a, b) = (vm.register(vm.b()), vm.register(vm.c()));
        vm.compute(0, |cx| Ok(Value::bool(equal(cx, a, b)?)))
    }

    op_jump_unless_equiv(vm) {
        match equal_words(vm.ra(), vm.rb()) {
            Some(true) => vm.next(),
            Some(false) => vm.jump(vm.imm_c()).next(),
            None => vm.to(kinds_jump_unless_equiv),
        }
    }

    #[inline(never)]
    kinds_jump_unless_equiv(vm) {
        match equal_kinds(vm.ra(), vm.rb()) {
            Some(true) => vm.next(),
            Some(false) => vm.jump(vm.imm_c()).next(),
            None => vm.to(slow_jump_unless_equiv),
        }
    }

    #[inline(never)]
    slow_jump_unless_equiv(vm) {
        let (a, b) = (vm.register(vm.a()), vm.register(vm.b()));
        vm.branch_unless(vm.imm_c(), |cx| equal(cx, a, b))
    }

    op_jump_unless_equiv_imm(vm) {
        let a = vm.ra();
        if a.is_fixnum() {
            return if a.bits() as i64 == vm.imm_b() << 1 {
                vm.next()
            } else {
                vm.jump(vm.imm_c()).next()
            };
        }
        vm.to(slow_jump_unless_equiv_imm)
    }

    #[inline(never)]
    slow_jump_unless_equiv_imm(vm) {
        let (a, b) = (vm.ra(), Value::small(vm.imm_b() as i32));
        vm.branch_unless(vm.imm_c(), |cx| equiv::equiv(cx, a, b))
    }

    op_identical(vm) {
        vm.set_a(Value::bool(vm.rb() == vm.rc()));
        vm.next()
    }

    op_not(vm) {
        vm.set_a(Value::bool(!vm.rb().is_truthy()));
        vm.next()
    }

    op_is_nil(vm) {
        vm.set_a(Value::bool(vm.rb().is_nil()));
        vm.next()
    }

    op_has_interface(vm) {
        let has = match vm.rb().desc() {
            Some(desc) => desc.info().interfaces.0 >> vm.c() & 1 != 0,
            None => false,
        };
        vm.set_a(Value::bool(has));
        vm.next()
    }

    op_is_kind(vm) {
        let is = match vm.rb().desc() {
            Some(desc) => desc.kind().0 as usize == vm.c(),
            None => false,
        };
        vm.set_a(Value::bool(is));
        vm.next()
    }
}
