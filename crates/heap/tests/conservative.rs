//! Any word on a stack that points at, into, or just past an object keeps it.

mod common;

use std::hint::black_box;

use common::*;
use heap::{Collection, Counted, Mutator, Value, WeakRoot};

/// Makes an object, keeps only the word that `disguise` makes of it, and collects both ways; the
/// object must stay, whether fresh, survivor or old.
#[inline(never)]
fn kept_by(
    make: fn(&mut Mutator) -> Value,
    disguise: fn(Value) -> usize,
    ages: usize,
    collection: Collection,
) -> bool {
    let heap = heap(config());
    let mut cx = heap.attach();
    let (weak, word) = hidden(&mut cx, make, disguise, ages);
    scrub_stack();
    cx.collect(collection);
    black_box(word);
    weak.get(&cx).is_some()
}

/// The object itself is gone from the stack when this returns.
#[inline(never)]
fn hidden(
    cx: &mut Mutator,
    make: fn(&mut Mutator) -> Value,
    disguise: fn(Value) -> usize,
    ages: usize,
) -> (WeakRoot, usize) {
    let object = make(cx);
    let weak = WeakRoot::new(cx, object);
    for _ in 0..ages {
        cx.collect(Collection::Young);
    }
    (weak, black_box(disguise(black_box(object))))
}

fn check_kept(make: fn(&mut Mutator) -> Value, disguise: fn(Value) -> usize) {
    for ages in 0..3 {
        for collection in [Collection::Young, Collection::Full] {
            assert!(kept_by(make, disguise, ages, collection), "age {ages}, {collection:?}");
        }
    }
}

fn make_pair(cx: &mut Mutator) -> Value {
    // Not the first of its run: its neighbours begin and end beside it.
    pair(cx, Value::NIL, Value::NIL);
    let object = pair(cx, Value::NIL, Value::NIL);
    pair(cx, Value::NIL, Value::NIL);
    object
}

fn make_raw(cx: &mut Mutator) -> Value {
    bytes(cx, 5, 0);
    let object = bytes(cx, 9, 0);
    bytes(cx, 5, 0);
    object
}

fn make_medium(cx: &mut Mutator) -> Value {
    bytes(cx, 300, 0);
    bytes(cx, 500, 0)
}

fn make_large(cx: &mut Mutator) -> Value {
    bytes(cx, 3000, 0);
    bytes(cx, 20_000, 0)
}

#[test]
fn a_tagged_word() {
    check_kept(make_pair, |object| object.bits() as usize);
}

#[test]
fn a_header_address() {
    check_kept(make_pair, |object| object.address());
}

#[test]
fn a_field_address() {
    check_kept(make_pair, |object| object.address() + 8);
    check_kept(make_pair, |object| object.address() + 16);
}

#[test]
fn the_end_of_a_slice() {
    check_kept(make_pair, |object| object.address() + 24);
    check_kept(make_raw, |object| {
        Counted::of(object).expect("bytes").raw().as_ptr_range().end as usize
    });
}

#[test]
fn a_byte_in_the_middle() {
    for make in [make_raw, make_medium, make_large] {
        check_kept(make, |object| object.address() + 27);
        check_kept(make, |object| object.address() + 16 + 61);
    }
}

#[test]
fn any_part_of_a_medium_object() {
    check_kept(make_medium, |object| object.address() + 502 * 8 - 1);
    check_kept(make_medium, |object| object.address() + 502 * 8);
    check_kept(make_medium, |object| object.address() + 2000);
}

#[test]
fn any_part_of_a_large_object() {
    check_kept(make_large, |object| object.address());
    check_kept(make_large, |object| object.address() + 100_003);
    check_kept(make_large, |object| object.address() + 20_002 * 8 - 1);
    check_kept(make_large, |object| object.address() + 20_002 * 8);
}

#[test]
fn the_end_of_an_object_that_fills_its_block() {
    // 4 blocks exactly: one past the end is the start of another block.
    fn make(cx: &mut Mutator) -> Value {
        bytes(cx, 4 * 4096 - 2, 0)
    }
    check_kept(make, |object| object.address() + (4 << 15));
}

#[test]
fn nothing_else_keeps_an_object() {
    for ages in 0..3 {
        for make in [make_pair as fn(&mut Mutator) -> Value, make_medium, make_large] {
            assert!(!kept_by(make, |object| !object.address(), ages, Collection::Full));
        }
    }
    assert!(!kept_by(
        make_large,
        |object| object.address() + (20_002 * 8 + 1),
        0,
        Collection::Full
    ));
    assert!(!kept_by(make_pair, |object| object.address() - 16, 0, Collection::Young));
}

#[test]
fn words_that_point_nowhere_do_no_harm() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let object = make_pair(&mut cx);
    let base = object.address() & !(heap::HEAP_ALIGN - 1);
    let mut random = Random(5);
    for _ in 0..50 {
        let mut words = [0usize; 64];
        for word in &mut words {
            *word = base.wrapping_add(random.next() as usize % (4 << 20)).wrapping_sub(64);
        }
        words[0] = base;
        words[1] = base - 1;
        words[2] = base + heap::HEAP_ALIGN - 1;
        words[3] = base + heap::FIRST_DESC;
        black_box(&words);
        for _ in 0..100 {
            bytes(&mut cx, random.below(1000), 0);
        }
        cx.collect(if random.below(4) == 0 { Collection::Full } else { Collection::Young });
        black_box(&words);
    }
    assert!(first(object).is_nil());
}

#[test]
fn registers_are_seen() {
    // The value is live across the collection, and nothing forces it into memory.
    let mut cx = heap(stressed(1)).attach();
    for i in 0..100 {
        let a = pair(&mut cx, fix(i), Value::NIL);
        let b = pair(&mut cx, fix(i + 1), Value::NIL);
        let c = pair(&mut cx, a, b);
        assert_eq!((first(first(c)), first(second(c))), (fix(i), fix(i + 1)));
        assert_eq!((first(a), first(b)), (fix(i), fix(i + 1)));
    }
}

#[test]
fn the_vm_stack_is_seen_up_to_the_top_and_cleared_above() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let (weak, above) = in_frame(&mut cx);
    scrub_stack();
    cx.collect(Collection::Full);
    assert!(weak.get(&cx).is_some());
    assert!(above.get(&cx).is_none());
    // SAFETY: the third slot of the stack.
    assert_eq!(unsafe { (*cx.vm_stack().0.add(2)).bits() }, 0);
    cx.top = cx.vm_stack().0;
    scrub_stack();
    cx.collect(Collection::Full);
    assert!(weak.get(&cx).is_none());
}

#[inline(never)]
fn in_frame(cx: &mut Mutator) -> (WeakRoot, WeakRoot) {
    let object = make_pair(cx);
    let other = make_pair(cx);
    // SAFETY: the first slots of the VM stack.
    unsafe {
        let start = cx.vm_stack().0;
        *start = Value::NIL;
        *(start.add(1) as *mut usize) = object.address() + 9;
        *start.add(2) = other;
        cx.top = start.add(2);
    }
    (WeakRoot::new(cx, object), WeakRoot::new(cx, other))
}

#[test]
fn pending_and_thread_slots_are_roots() {
    use heap::Space;
    let heap = heap(config());
    let mut cx = heap.attach();
    let weak = fill_slots(&mut cx);
    scrub_stack();
    cx.collect(Collection::Full);
    assert!(weak.iter().all(|weak| weak.get(&cx).is_some()));
    cx.take_pending();
    cx.set_thread_slot(Space::Bindings, Value::NIL);
    scrub_stack();
    cx.collect(Collection::Full);
    assert!(weak.iter().all(|weak| weak.get(&cx).is_none()));

    #[inline(never)]
    fn fill_slots(cx: &mut Mutator) -> [WeakRoot; 2] {
        let (a, b) = (make_pair(cx), make_pair(cx));
        let _ = cx.throw(a);
        cx.set_thread_slot(Space::Bindings, b);
        [WeakRoot::new(cx, a), WeakRoot::new(cx, b)]
    }
}
