//! Weak references, interning, and finalisers.

mod common;

use std::sync::atomic::Ordering;

use common::*;
use heap::{Collection, GlobalRoot, Heap, Mutator, RootVec, Value, WeakRoot, WeakTable};

fn intern(cx: &mut Mutator, table: &WeakTable, n: i64) -> Value {
    let is_it = |value: Value| first(value) == fix(n);
    table.intern(cx, n as u64, is_it, |cx| Ok(pair(cx, fix(n), Value::NIL))).expect("room")
}

#[test]
fn a_weak_root_follows_its_object() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let mut kept = RootVec::new(&mut cx);
    let weak = fill(&mut cx, &mut kept);
    for collection in [Collection::Young, Collection::Young, Collection::Full] {
        scrub_stack();
        cx.collect(collection);
        assert!(is_there(&cx, &weak[0]) && !is_there(&cx, &weak[1]));
    }
    kept.clear();
    scrub_stack();
    cx.collect(Collection::Young);
    assert!(is_there(&cx, &weak[0]), "old objects go only at full collections");
    scrub_stack();
    cx.collect(Collection::Full);
    assert!(!is_there(&cx, &weak[0]));
    assert_eq!(WeakRoot::new(&mut cx, Value::TRUE).get(&cx), Some(Value::TRUE));

    /// Leaves no value in the caller's frame.
    #[inline(never)]
    fn is_there(cx: &Mutator, weak: &WeakRoot) -> bool {
        weak.get(cx).is_some()
    }

    #[inline(never)]
    fn fill(cx: &mut Mutator, kept: &mut RootVec) -> [WeakRoot; 2] {
        let (a, b) = (list(cx, 3), list(cx, 3));
        kept.push(a);
        [WeakRoot::new(cx, a), WeakRoot::new(cx, b)]
    }
}

#[test]
fn interned_objects_are_found_while_somebody_keeps_them() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let table = WeakTable::new(&mut cx);
    let mut kept = RootVec::new(&mut cx);
    for n in 0..3000 {
        let value = intern(&mut cx, &table, n);
        assert_eq!(intern(&mut cx, &table, n), value);
        if n % 3 == 0 {
            kept.push(value);
        }
    }
    assert_eq!(table.len(), 3000);
    for collection in [Collection::Young, Collection::Young, Collection::Full, Collection::Full] {
        scrub_stack();
        cx.collect(collection);
        assert!((1000..1010).contains(&table.len()), "{}", table.len());
        for (index, &value) in kept.iter().enumerate() {
            let n = index as i64 * 3;
            assert_eq!(table.get(&mut cx, n as u64, |value| first(value) == fix(n)), Some(value));
        }
    }
    assert!(table.values(&mut cx).len() >= 1000);
    kept.truncate(10);
    scrub_stack();
    cx.collect(Collection::Full);
    assert!((10..20).contains(&table.len()), "{}", table.len());
    assert!(table.get(&mut cx, 1500, |value| first(value) == fix(1500)).is_none());
}

#[test]
fn interning_agrees_with_a_model_under_stress() {
    for every in [1, 7, 100] {
        let heap = heap(stressed(every));
        let mut cx = heap.attach();
        let table = WeakTable::new(&mut cx);
        let mut kept = RootVec::new(&mut cx);
        let mut numbers: Vec<i64> = Vec::new();
        let mut random = Random(every);
        for _ in 0..1500 {
            let n = random.below(300) as i64;
            let value = intern(&mut cx, &table, n);
            assert_eq!(first(value), fix(n));
            match numbers.iter().position(|&known| known == n) {
                Some(place) => assert_eq!(kept[place], value),
                None if random.below(3) == 0 => {
                    kept.push(value);
                    numbers.push(n);
                }
                None => {}
            }
            if random.below(40) == 0 && !kept.is_empty() {
                let place = random.below(kept.len());
                kept.swap_remove(place);
                numbers.swap_remove(place);
            }
        }
    }
}

#[test]
fn tables_are_told_apart_by_the_cache() {
    let mut cx = heap(config()).attach();
    let tables = [WeakTable::new(&mut cx), WeakTable::new(&mut cx)];
    let values: [Value; 2] = std::array::from_fn(|i| intern(&mut cx, &tables[i], 5));
    assert_ne!(values[0], values[1]);
    for (table, value) in tables.iter().zip(values) {
        assert_eq!(intern(&mut cx, table, 5), value);
    }
}

#[test]
fn many_collisions_are_no_problem() {
    let heap = heap(stressed(100));
    let mut cx = heap.attach();
    let table = WeakTable::new(&mut cx);
    let mut kept = RootVec::new(&mut cx);
    for round in 0..3 {
        for n in 0..200i64 {
            let is_it = |value: Value| first(value) == fix(n);
            let make = |cx: &mut Mutator| Ok(pair(cx, fix(n), Value::NIL));
            let value = table.intern(&mut cx, n as u64 % 3, is_it, make).expect("room");
            if round == 0 && n % 2 == 0 {
                kept.push(value);
            } else if n % 2 == 0 {
                assert_eq!(kept[n as usize / 2], value);
            }
        }
    }
}

#[test]
fn finalisers_run_once_after_death() {
    let counter = counter();
    let heap = heap(config());
    let mut cx = heap.attach();
    let mut kept = RootVec::new(&mut cx);
    for n in 0..1000 {
        let object = dropped(&mut cx, counter, n);
        if n % 10 == 0 {
            kept.push(object);
        }
    }
    scrub_stack();
    cx.collect(Collection::Young);
    let left = counter.load(Ordering::SeqCst);
    assert!((100..110).contains(&left), "{left}");
    cx.collect(Collection::Young);
    kept.truncate(50);
    scrub_stack();
    cx.collect(Collection::Full);
    let left = counter.load(Ordering::SeqCst);
    assert!((50..60).contains(&left), "{left}");
    for (index, object) in kept.iter().enumerate() {
        assert_eq!(object.cast::<Dropped>().expect("dropped").number, index as u64 * 10);
    }
    drop(kept);
    drop(cx);
    drop(heap);
    assert_eq!(counter.load(Ordering::SeqCst), 0, "the rest went with the heap");
}

#[test]
fn finalisers_under_stress() {
    let counter = counter();
    let heap = heap(stressed(3));
    on_threads(&heap, 3, |_, cx| {
        for n in 0..300 {
            let object = dropped(cx, counter, n);
            pair(cx, object, Value::NIL);
        }
    });
    drop(heap);
    assert_eq!(counter.load(Ordering::SeqCst), 0);
}

#[test]
fn roots_that_outlive_the_heap_do_no_harm() {
    let (global, weak, table) = {
        let heap: Heap = heap(config());
        let mut cx = heap.attach();
        let value = list(&mut cx, 3);
        let table = WeakTable::new(&mut cx);
        intern(&mut cx, &table, 1);
        (GlobalRoot::new(&mut cx, value), WeakRoot::new(&mut cx, value), table)
    };
    drop((global, weak, table));
}

#[test]
fn roots_kept_by_the_heap_itself_go_with_it() {
    let counter = counter();
    let heap = heap(config());
    {
        let mut cx = heap.attach();
        let value = dropped(&mut cx, counter, 1);
        let root = GlobalRoot::new(&mut cx, value);
        heap.set_extension(heap::Extension::Data, Box::new(root));
        scrub_stack();
        cx.collect(Collection::Full);
        let root = heap.extension::<GlobalRoot>(heap::Extension::Data);
        assert_eq!(root.get(&cx).cast::<Dropped>().expect("dropped").number, 1);
    }
    drop(heap);
    assert_eq!(counter.load(Ordering::SeqCst), 0);
}

#[test]
#[should_panic(expected = "its own heap")]
fn a_root_of_another_heap_is_refused() {
    let (a, b) = (heap(config()), heap(config()));
    let root = GlobalRoot::new(&mut a.attach(), Value::NIL);
    root.get(&b.attach());
}
