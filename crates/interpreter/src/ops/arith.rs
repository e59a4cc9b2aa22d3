//! Arithmetic. Fixnums in the first handler, doubles that stay immediates in a second, everything
//! else in a third, by `data::num`: only that one saves registers.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::ops;
use data::num;
use heap::{Mutator, Result, Value};

/// True when both are fixnums: one test for two operands.
#[inline(always)]
pub(super) fn both_fixnums(a: Value, b: Value) -> bool {
    (a.bits() | b.bits()) & 1 == 0
}

/// The result of an operation on two doubles, when all three are immediates.
#[inline(always)]
fn doubles(a: Value, b: Value, operation: impl FnOnce(f64, f64) -> f64) -> Option<Value> {
    Value::flonum(operation(a.as_flonum()?, b.as_flonum()?))
}

/// An op on two registers and its form with a small number: `fast` works on the words of fixnums.
macro_rules! arithmetic {
    ($($op:ident, $doubles:ident, $slow:ident; $op_imm:ident, $doubles_imm:ident, $slow_imm:ident:
        $fast:expr, $double:expr, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                if both_fixnums(a, b)
                    && let (word, false) = $fast(a.bits() as i64, b.bits() as i64)
                {
                    vm.set_a(Value::from_bits(word as u64));
                    return vm.next();
                }
                vm.to($doubles)
            }

            #[inline(never)]
            $doubles(vm) {
                match doubles(vm.rb(), vm.rc(), $double) {
                    Some(result) => {
                        vm.set_a(result);
                        vm.next()
                    }
                    None => vm.to($slow),
                }
            }

            #[inline(never)]
            $slow(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                vm.compute(0, |cx| $function(cx, a, b))
            }

            $op_imm(vm) {
                let a = vm.rb();
                if a.is_fixnum()
                    && let (word, false) = $fast(a.bits() as i64, vm.imm_c() << 1)
                {
                    vm.set_a(Value::from_bits(word as u64));
                    return vm.next();
                }
                vm.to($doubles_imm)
            }

            #[inline(never)]
            $doubles_imm(vm) {
                if let Some(x) = vm.rb().as_flonum()
                    && let Some(result) = Value::flonum($double(x, vm.imm_c() as f64))
                {
                    vm.set_a(result);
                    return vm.next();
                }
                vm.to($slow_imm)
            }

            #[inline(never)]
            $slow_imm(vm) {
                let (a, b) = (vm.rb(), Value::small(vm.imm_c() as i32));
                vm.compute(0, |cx| $function(cx, a, b))
            }
        )*}
    };
}

arithmetic! {
    op_add, doubles_add, slow_add;
        op_add_imm, doubles_add_imm, slow_add_imm:
        i64::overflowing_add, |x: f64, y: f64| x + y, num::add;
    op_sub, doubles_sub, slow_sub;
        op_sub_imm, doubles_sub_imm, slow_sub_imm:
        i64::overflowing_sub, |x: f64, y: f64| x - y, num::sub;
    op_mul, doubles_mul, slow_mul;
        op_mul_imm, doubles_mul_imm, slow_mul_imm:
        |a: i64, b: i64| (a >> 1).overflowing_mul(b), |x: f64, y: f64| x * y, num::mul;
}

/// `inc` and `dec`: as adding a small number, with functions of their own for other numbers.
macro_rules! step_by_one {
    ($($op:ident, $doubles:ident, $slow:ident: $fast:path, $double:expr, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let a = vm.rb();
                if a.is_fixnum() && let (word, false) = $fast(a.bits() as i64, 2) {
                    vm.set_a(Value::from_bits(word as u64));
                    return vm.next();
                }
                vm.to($doubles)
            }

            #[inline(never)]
            $doubles(vm) {
                if let Some(x) = vm.rb().as_flonum() && let Some(result) = Value::flonum($double(x)) {
                    vm.set_a(result);
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let a = vm.rb();
                vm.compute(0, |cx| $function(cx, a))
            }
        )*}
    };
}

step_by_one! {
    op_inc, doubles_inc, slow_inc: i64::overflowing_add, |x: f64| x + 1.0, num::inc;
    op_dec, doubles_dec, slow_dec: i64::overflowing_sub, |x: f64| x - 1.0, num::dec;
}

/// The ops whose longs wrap around: what leaves the fixnums is left to `data::num`.
macro_rules! wrapping {
    ($($op:ident, $slow:ident: $fast:expr, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                if both_fixnums(a, b)
                    && let (word, false) = $fast(a.bits() as i64, b.bits() as i64)
                {
                    vm.set_a(Value::from_bits(word as u64));
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                vm.compute(0, |cx| $function(cx, a, b))
            }
        )*}
    };
}

wrapping! {
    op_unchecked_add, slow_unchecked_add: i64::overflowing_add, num::add_unchecked;
    op_unchecked_sub, slow_unchecked_sub: i64::overflowing_sub, num::sub_unchecked;
    op_unchecked_mul, slow_unchecked_mul:
        |a: i64, b: i64| (a >> 1).overflowing_mul(b), num::mul_unchecked;
}

/// The same for one more and one less.
macro_rules! wrapping_step {
    ($($op:ident, $slow:ident: $fast:path, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let a = vm.rb();
                if a.is_fixnum() && let (word, false) = $fast(a.bits() as i64, 2) {
                    vm.set_a(Value::from_bits(word as u64));
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let a = vm.rb();
                vm.compute(0, |cx| $function(cx, a))
            }
        )*}
    };
}

wrapping_step! {
    op_unchecked_inc, slow_unchecked_inc: i64::overflowing_add, num::inc_unchecked;
    op_unchecked_dec, slow_unchecked_dec: i64::overflowing_sub, num::dec_unchecked;
}

/// Division of fixnums: `fast` gets untagged numbers of which the second is not zero.
macro_rules! division {
    ($($op:ident, $slow:ident: $fast:expr, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                if let (Some(a), Some(b)) = (vm.rb().as_fixnum(), vm.rc().as_fixnum())
                    && b != 0
                    && let Some(result) = $fast(a, b)
                {
                    vm.set_a(result);
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                vm.compute(0, |cx| $function(cx, a, b))
            }
        )*}
    };
}

division! {
    op_quot, slow_quot: |a: i64, b: i64| Value::fixnum(a / b), num::quot;
    op_rem, slow_rem: |a: i64, b: i64| Value::fixnum(a % b), num::rem;
    op_quot_long, slow_quot_long: |a: i64, b: i64| Value::fixnum(a / b), quot_long;
    op_rem_long, slow_rem_long: |a: i64, b: i64| Value::fixnum(a % b), rem_long;
    op_mod, slow_mod: |a: i64, b: i64| {
        let rem = a % b;
        Value::fixnum(if rem != 0 && (rem < 0) != (b < 0) { rem + b } else { rem })
    }, num::mod_;
}

fn quot_long(cx: &mut Mutator, a: Value, b: Value) -> Result {
    num::refuse_zero(cx, b)?;
    num::quot(cx, a, b)
}

fn rem_long(cx: &mut Mutator, a: Value, b: Value) -> Result {
    num::refuse_zero(cx, b)?;
    num::rem(cx, a, b)
}

/// Casts: `same` gives the numbers that stay what they are.
macro_rules! casts {
    ($($op:ident, $slow:ident: $same:ident, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                let a = vm.rb();
                if a.$same() {
                    vm.set_a(a);
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let a = vm.rb();
                vm.compute(0, |cx| $function(cx, a))
            }
        )*}
    };
}

casts! {
    op_cast_long, slow_cast_long: is_fixnum, num::hinted_long;
    op_cast_double, slow_cast_double: is_flonum, num::hinted_double;
    op_long_value, slow_long_value: is_fixnum, num::hinted_long_result;
}

ops! {
    op_div(vm) {
        let (a, b) = (vm.rb(), vm.rc());
        if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
            && y != 0
            && x % y == 0
            && let Some(result) = Value::fixnum(x / y)
        {
            vm.set_a(result);
            return vm.next();
        }
        // What divides by zero is not for a quick way.
        if let Some(result) = doubles(a, b, |x, y| x / y) {
            vm.set_a(result);
            return vm.next();
        }
        vm.to(slow_div)
    }

    op_div_double(vm) {
        match doubles(vm.rb(), vm.rc(), |x, y| x / y) {
            Some(result) => {
                vm.set_a(result);
                vm.next()
            }
            None => vm.to(slow_div_double),
        }
    }

    #[inline(never)]
    slow_div_double(vm) {
        let (a, b) = (vm.rb(), vm.rc());
        vm.compute(0, |cx| {
            let (a, b) = (num::to_double(cx, a)?, num::to_double(cx, b)?);
            num::from_f64(cx, a / b)
        })
    }

    #[inline(never)]
    slow_div(vm) {
        let (a, b) = (vm.rb(), vm.rc());
        vm.compute(0, |cx| num::div(cx, a, b))
    }
}

ops! {
    op_neg(vm) {
        let a = vm.rb();
        if let Some(result) = a.as_fixnum().and_then(|a| Value::fixnum(-a)) {
            vm.set_a(result);
            return vm.next();
        }
        vm.to(slow_neg)
    }

    #[inline(never)]
    slow_neg(vm) {
        let a = vm.rb();
        vm.compute(0, |cx| num::neg(cx, a))
    }
}

/// The lowest bit of a number.
macro_rules! parity {
    ($($op:ident, $slow:ident: $odd:literal;)*) => {
        ops! {$(
            $op(vm) {
                let a = vm.rb();
                if a.is_fixnum() {
                    vm.set_a(Value::bool((a.bits() & 2 != 0) == $odd));
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let a = vm.rb();
                vm.compute(0, |cx| Ok(Value::bool(num::is_odd(cx, a)? == $odd)))
            }
        )*}
    };
}

parity! {
    op_is_even, slow_is_even: false;
    op_is_odd, slow_is_odd: true;
}

/// Operations on bits: of fixnums in place when `fast` gives a result.
macro_rules! bits {
    ($($op:ident, $slow:ident: $fast:expr, $function:path;)*) => {
        ops! {$(
            $op(vm) {
                if let (Some(a), Some(b)) = (vm.rb().as_fixnum(), vm.rc().as_fixnum())
                    && let Some(result) = $fast(a, b)
                {
                    vm.set_a(result);
                    return vm.next();
                }
                vm.to($slow)
            }

            #[inline(never)]
            $slow(vm) {
                let (a, b) = (vm.rb(), vm.rc());
                vm.compute(0, |cx| $function(cx, a, b))
            }
        )*}
    };
}

bits! {
    op_bit_and, slow_bit_and: |a: i64, b: i64| Value::fixnum(a & b), num::bit_and;
    op_bit_or, slow_bit_or: |a: i64, b: i64| Value::fixnum(a | b), num::bit_or;
    op_bit_xor, slow_bit_xor: |a: i64, b: i64| Value::fixnum(a ^ b), num::bit_xor;
    // A shift takes the low six bits of its distance, as on the JVM.
    op_shift_left, slow_shift_left: |a: i64, b: i64| Value::fixnum(a.wrapping_shl(b as u32)),
        num::bit_shift_left;
    op_shift_right, slow_shift_right: |a: i64, b: i64| Value::fixnum(a.wrapping_shr(b as u32)),
        num::bit_shift_right;
}
