//! Literals of collections, and the core functions on them that have ops.

#![allow(unsafe_code, reason = "handlers reach registers by address")]

use crate::vm::{Register, detours, ops};
use data::{list, lookup, map, seq, set, vector};
use heap::{Mutator, Result, Value};

/// A collection made of consecutive registers.
macro_rules! literal {
    ($($op:ident, $slow:ident: $function:path;)*) => {
        detours! {$($op: $slow;)*}

        ops! {$(
            #[inline(never)]
            $slow(vm) {
                let items = vm.slice(vm.b(), vm.c());
                vm.compute(0, |cx| $function(cx, items))
            }
        )*}
    };
}

literal! {
    op_new_vector, slow_new_vector: vector::from_slice;
    op_new_map, slow_new_map: map::from_pairs;
    op_new_set, slow_new_set: set::from_slice;
    op_new_list, slow_new_list: list::from_slice;
}

/// A function of one collection.
macro_rules! unary {
    ($($op:ident, $slow:ident: $function:path;)*) => {
        detours! {$($op: $slow;)*}

        ops! {$(
            #[inline(never)]
            $slow(vm) {
                let coll = vm.rb();
                (*vm.cx).step();
                vm.compute(0, |cx| $function(cx, coll))
            }
        )*}
    };
}

unary! {
    op_first, slow_first: seq::first;
    op_rest, slow_rest: seq::rest;
    op_next, slow_next: seq::next;
    op_seq, slow_seq: seq::seq;
}

/// Never inlined: a handler that holds the address of a local cannot end in a jump.
#[inline(never)]
fn count(cx: &mut Mutator, coll: Register) -> Result {
    let mut at = Value::NIL;
    coll.copy_to(&mut at);
    let count = seq::count_in(cx, &mut at)?;
    data::num::from_i64(cx, count as i64)
}

detours! {
    op_count: slow_count;
    op_conj: slow_conj;
    op_assoc: slow_assoc;
}

ops! {
    #[inline(never)]
    slow_count(vm) {
        let coll = vm.register(vm.b());
        vm.compute(0, |cx| count(cx, coll))
    }

    #[inline(never)]
    slow_conj(vm) {
        let (coll, item) = (vm.rb(), vm.rc());
        vm.compute(0, |cx| lookup::conj(cx, coll, item))
    }

    #[inline(never)]
    slow_assoc(vm) {
        let (coll, key, value) = (vm.rb(), vm.rc(), vm.reg(vm.second(0)));
        vm.compute(1, |cx| lookup::assoc(cx, coll, key, value))
    }
}
