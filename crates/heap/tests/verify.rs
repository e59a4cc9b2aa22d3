//! The checks find what they are there to find.

mod common;

use std::sync::atomic::{AtomicU64, Ordering};

use common::*;
use heap::{Collection, Counted, Field, Mutator, Value};

/// Stores past the barrier, as a mistaken native would.
fn store_without_barrier(field: &Field, value: Value) {
    let word = field as *const Field as *const AtomicU64;
    // SAFETY: a field is an atomic word; that this is against [BARRIER] is the point.
    unsafe { &*word }.store(value.bits(), Ordering::Release);
}

/// Makes an old object refer to a young one by the store that is given.
fn old_to_young(cx: &mut Mutator, store: impl FnOnce(&mut Mutator, Value, Value)) -> Value {
    let old = pair(cx, Value::NIL, Value::NIL);
    cx.collect(Collection::Young);
    cx.collect(Collection::Young);
    hide_young(cx, old, store);
    scrub_stack();
    old
}

#[inline(never)]
fn hide_young(cx: &mut Mutator, old: Value, store: impl FnOnce(&mut Mutator, Value, Value)) {
    let young = pair(cx, fix(7), Value::NIL);
    store(cx, old, young);
}

#[test]
#[should_panic(expected = "a young collection missed <test.Pair")]
fn a_missing_barrier_is_found() {
    let mut cx = heap(stressed(1 << 40)).attach();
    let old = old_to_young(&mut cx, |_, old, young| {
        store_without_barrier(&old.cast::<common::Pair>().expect("a pair").first, young);
    });
    cx.collect(Collection::Young);
    std::hint::black_box(old);
}

#[test]
fn a_heap_lives_on_after_the_check_has_failed() {
    let heap = heap(stressed(1 << 40));
    {
        let mut cx = heap.attach();
        let old = old_to_young(&mut cx, |_, old, young| {
            store_without_barrier(&old.cast::<common::Pair>().expect("a pair").first, young);
        });
        let check = std::panic::AssertUnwindSafe(|| cx.collect(Collection::Young));
        assert!(std::panic::catch_unwind(check).is_err());
        std::hint::black_box(old);
    }
    // Others are not left standing.
    let mut cx = heap.attach();
    assert_eq!(cx.safepoint(), Ok(()));
}

#[test]
fn a_store_with_its_barrier_passes() {
    let mut cx = heap(stressed(1 << 40)).attach();
    let old = old_to_young(&mut cx, set_first);
    cx.collect(Collection::Young);
    assert_eq!(first(first(old)), fix(7));
    let old = old_to_young(&mut cx, |cx, old, young| {
        let field = &old.cast::<common::Pair>().expect("a pair").first;
        assert_eq!(cx.exchange(old, field, young), Value::NIL);
    });
    cx.collect(Collection::Young);
    assert_eq!(first(first(old)), fix(7));
    let old = old_to_young(&mut cx, |cx, old, young| {
        let field = &old.cast::<common::Pair>().expect("a pair").first;
        assert_eq!(cx.compare_exchange(old, field, Value::NIL, young), Ok(()));
        assert_eq!(cx.compare_exchange(old, field, Value::NIL, old), Err(young));
    });
    cx.collect(Collection::Young);
    assert_eq!(first(first(old)), fix(7));
}

#[test]
fn freed_memory_is_poisoned() {
    let heap = heap(stressed(1 << 40));
    let mut cx = heap.attach();
    let address = hidden_address(&mut cx);
    scrub_stack();
    cx.collect(Collection::Young);
    // SAFETY: the block stays mapped.
    let words = unsafe { std::slice::from_raw_parts((!address) as *const u64, 200) };
    assert!(words.iter().all(|&word| word == 0xdbdb_dbdb_dbdb_dbdb));

    #[inline(never)]
    fn hidden_address(cx: &mut Mutator) -> usize {
        !bytes(cx, 400, 3).address()
    }
}

#[test]
fn the_environment_switches_the_checks_on() {
    let name = "the_environment_switches_the_checks_on";
    if let Some(output) = in_child(name, "TERCEL_HEAP_STRESS") {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let config = config();
    assert_eq!(config.stress_every, Some(1));
    assert!(!config.poison && !config.verify);
    let heap = heap(config);
    let mut cx = heap.attach();
    check_list(list(&mut cx, 50), 50);
    let stats = heap.stats();
    assert_eq!(stats.young.count + stats.full.count, 50);
    // Vectors, whose fast path is another one, are stressed too.
    let numbers = vector(&mut cx, &[fix(1), fix(2)]);
    assert_eq!(Counted::of(numbers).expect("a vector").refs(), [fix(1), fix(2)]);
    assert_eq!(heap.stats().young.count + heap.stats().full.count, 51);
}
