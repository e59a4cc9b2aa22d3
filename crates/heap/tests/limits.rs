//! What happens at the edges: no memory, no stack, little address space, many heaps.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};

use common::*;
use heap::{Charge, Collection, Heap, Mutator, Result, RootVec, Value};

fn heap_of(max: usize) -> Heap {
    let mut config = config();
    config.max = Some(max);
    heap(config)
}

/// Allocates and keeps until there is no more room; how many objects there were.
fn fill(cx: &mut Mutator, words: usize) -> usize {
    let mut kept = RootVec::new(cx);
    loop {
        // SAFETY: nobody reads the raw words, so they need not even be committed.
        match unsafe { cx.alloc_counted_uninit(BYTES, 0, words) } {
            // SAFETY: as above.
            Ok(words) => kept.push(unsafe { Mutator::counted_value(words) }),
            Err(thrown) => {
                assert!(is_pending(cx, thrown, OUT_OF_MEMORY));
                return kept.len();
            }
        }
    }
}

#[test]
fn a_full_heap_throws_and_recovers() {
    let heap = heap_of(20 << 20);
    let mut cx = heap.attach();
    let kept = list(&mut cx, 1000);
    for words in [1, 12, 100, 1000, 3000, 40_000] {
        // What is in the table, headers not counted, is not far from the maximum.
        let count = fill(&mut cx, words);
        let bytes = count * (words + 2) * 8;
        assert!(bytes < 20 << 20, "{bytes} bytes in objects of {words} words");
        // The table counts too, as it was at the last collection.
        let bytes = bytes + count * 8;
        let least = if words == 3000 { 14 << 20 } else { 18 << 20 };
        assert!(bytes > least, "{bytes} bytes in objects of {words} words");
        scrub_stack();
    }
    check_list(kept, 1000);
    for _ in 0..100 {
        tree(&mut cx, 10);
    }
    assert!(heap.stats().in_use <= 20 << 20);
}

#[test]
fn a_full_heap_under_stress() {
    let mut config = stressed(500);
    config.max = Some(2 << 20);
    let heap = heap(config);
    let mut cx = heap.attach();
    for words in [1, 100, 5000] {
        assert!(fill(&mut cx, words) > 20);
        scrub_stack();
    }
}

/// Nothing in the heap but the vector's values, which are no objects: no collection would come by
/// itself.
#[test]
fn a_root_vector_asks_for_room() {
    let heap = heap_of(16 << 20);
    let mut cx = heap.attach();
    for _ in 0..3 {
        let mut roots = RootVec::new(&mut cx);
        let thrown = loop {
            match roots.try_push(&mut cx, fix(1)) {
                Ok(()) => {}
                Err(thrown) => break thrown,
            }
        };
        assert!(is_pending(&mut cx, thrown, OUT_OF_MEMORY));
        let bytes = roots.capacity() * size_of::<Value>();
        assert!((4 << 20..=16 << 20).contains(&bytes), "{bytes}");
    }
    assert_eq!(heap.stats().external, 0);
}

/// Copies that die between objects that stay leave holes too short for larger objects. Blocks with
/// such holes count whole, and the holes are used before that ends in an error.
#[test]
fn holes_between_objects_count() {
    let max = 16 << 20;
    let heap = heap_of(max);
    let mut cx = heap.attach();
    let mut numbers = Random(7);
    let mut kept = RootVec::new(&mut cx);
    let mut live = 0;
    let thrown = loop {
        let stays = numbers.below(4) == 0;
        let words = 20 + numbers.below(60);
        match cx.alloc_counted(BYTES, 0, words, |_, _| {}) {
            Ok(object) if stays => {
                kept.push(object);
                live += words * 8;
            }
            Ok(_) => {}
            Err(thrown) => break thrown,
        }
        let stats = heap.stats();
        assert!((stats.blocks - stats.free_blocks) * (32 << 10) <= max, "{stats:?}");
    };
    assert!(is_pending(&mut cx, thrown, OUT_OF_MEMORY));
    assert!(live > max / 2, "{live} bytes before there was no room");
}

/// Near the end each collection buys little: rather an error than collections back to back.
#[test]
fn collections_in_vain_end() {
    let heap = heap_of(16 << 20);
    let mut cx = heap.attach();
    for words in [1, 30] {
        let before = heap.stats();
        fill(&mut cx, words);
        let after = heap.stats();
        let collections = after.full.count - before.full.count;
        assert!(collections < 20, "{collections} full collections, {words} words");
        scrub_stack();
    }
    cx.collect(Collection::Full);
    check_list(list(&mut cx, 10_000), 10_000);
}

#[test]
fn several_threads_run_out_of_memory() {
    let _watchdog = watchdog(60);
    let heap = heap_of(16 << 20);
    on_threads(&heap, 4, |index, cx| {
        for round in 0..5 {
            fill(cx, 10 + 300 * ((index + round) % 3));
            scrub_stack();
        }
    });
}

#[test]
fn the_hook_may_allocate_over_the_maximum() {
    let mut config = config();
    config.max = Some(8 << 20);
    config.hooks.out_of_memory = |cx| {
        let exception = list(cx, 100);
        cx.throw(exception)
    };
    let heap = heap(config);
    let mut cx = heap.attach();
    let mut kept = RootVec::new(&mut cx);
    let thrown = loop {
        match cx.alloc_counted(BYTES, 0, 50, |_, _| {}) {
            Ok(object) => kept.push(object),
            Err(thrown) => break thrown,
        }
    };
    let _ = thrown;
    check_list(cx.take_pending(), 100);
}

#[test]
fn sizes_beyond_everything_throw() {
    for max in [None, Some(64 << 20)] {
        let mut config = config();
        config.max = max;
        let mut cx = heap(config).attach();
        let sizes = [
            (usize::MAX, 0),
            (usize::MAX, usize::MAX),
            (1 << 62, 1 << 62),
            (u32::MAX as usize, 0),
            (0, u32::MAX as usize - 3),
        ];
        for (refs, raw) in sizes {
            // SAFETY: nothing is made.
            let thrown = unsafe { cx.alloc_counted_uninit(VECTOR, refs, raw) };
            if max.is_some() || refs.saturating_add(raw) >= u32::MAX as usize - 2 {
                let thrown = thrown.expect_err("no room");
                assert!(is_pending(&mut cx, thrown, OUT_OF_MEMORY));
            }
        }
        assert_eq!(count_nodes(tree(&mut cx, 3)), 15);
    }
}

#[test]
fn bytes_outside_count() {
    let heap = heap_of(32 << 20);
    let mut cx = heap.attach();
    let young_before = heap.stats().young.count;
    for _ in 0..100 {
        cx.charge_external(1 << 20).expect("room");
        cx.uncharge_external(1 << 20);
    }
    assert_eq!(heap.stats().young.count, young_before);
    let charge = Charge::new(&mut cx, 30 << 20).expect("room");
    let thrown = cx.charge_external(4 << 20).expect_err("no room");
    assert!(is_pending(&mut cx, thrown, OUT_OF_MEMORY));
    let thrown = cx.charge_external(usize::MAX).expect_err("no room");
    assert!(is_pending(&mut cx, thrown, OUT_OF_MEMORY));
    assert_eq!(heap.stats().external, 30 << 20);
    let objects = fill(&mut cx, 100);
    assert!(objects < (2 << 20) / 800, "{objects}");
    drop(charge);
    assert_eq!(heap.stats().external, 0);
    assert!(fill(&mut cx, 100) > objects * 8);
}

/// An object that owns bytes outside: they go with it.
#[test]
fn bytes_outside_bring_collections_about() {
    use heap::{Header, HeapConfig, HeapType, Kind, Layout, TypeInfo, TypeTable};
    const BUFFER: Kind = Kind(20);
    #[repr(C)]
    struct Buffer {
        header: Header,
        charge: Charge,
        bytes: Box<[u8]>,
    }
    impl HeapType for Buffer {
        const KIND: Kind = BUFFER;
        const FINALIZED: bool = true;
    }
    static INFO: TypeInfo = {
        let mut info = TypeInfo::new("test.Buffer", Layout::Raw);
        // SAFETY: called once with the words of a `Buffer`.
        info.finalize = Some(|object| unsafe { core::ptr::drop_in_place(object as *mut Buffer) });
        info
    };
    static BUFFERS: TypeTable = &[(BUFFER, &INFO)];
    let mut config = HeapConfig::new(BUFFERS, HOOKS);
    config.max = Some(40 << 20);
    let heap = heap(config);
    let mut cx = heap.attach();
    for _ in 0..1000 {
        let charge = Charge::new(&mut cx, 1 << 20).expect("room");
        let bytes = vec![1; 1 << 20].into_boxed_slice();
        let value = cx.alloc(Buffer { header: Header::of::<Buffer>(), charge, bytes });
        let buffer = value.expect("room");
        assert_eq!(buffer.cast::<Buffer>().expect("a buffer").bytes[7], 1);
        assert_eq!(buffer.cast::<Buffer>().expect("a buffer").charge.bytes(), 1 << 20);
    }
    assert!(heap.stats().external <= 40 << 20);
    drop(cx);
}

fn recurse(cx: &mut Mutator, depth: usize, deepest: &AtomicUsize) -> Result {
    cx.enter_native()?;
    if depth == std::hint::black_box(usize::MAX) {
        return Ok(Value::NIL);
    }
    deepest.fetch_max(depth, Ordering::Relaxed);
    let kept = pair(cx, fix(depth as i64), Value::NIL);
    let below = recurse(cx, depth + 1, deepest)?;
    Ok(pair(cx, kept, below))
}

#[test]
fn deep_recursion_throws_on_stacks_of_every_size() {
    for kilobytes in [256, 512, 2048, 16 << 10] {
        let work = move || {
            let mut config = config();
            // Collections happen at the very end of the stack too.
            config.young = 64 << 10;
            config.hooks.stack_overflow = |cx| {
                cx.enter_native().expect("the hook has room");
                cx.collect(Collection::Full);
                list(cx, 10);
                cx.throw(STACK_OVERFLOW)
            };
            let heap = heap(config);
            let mut cx = heap.attach();
            for _ in 0..3 {
                let deepest = AtomicUsize::new(0);
                let thrown = recurse(&mut cx, 0, &deepest).expect_err("no stack");
                assert!(is_pending(&mut cx, thrown, STACK_OVERFLOW));
                let deepest = deepest.into_inner();
                assert!(deepest > kilobytes / 2, "{deepest} calls on {kilobytes} KB");
            }
            assert_eq!(count_nodes(tree(&mut cx, 5)), 63);
        };
        let thread = std::thread::Builder::new().stack_size(kilobytes << 10).spawn(work);
        thread.expect("a thread").join().expect("no panic");
    }
}

unsafe extern "C" fn call_again(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: the calling convention.
    let (cx, callee) = unsafe { (&mut *cx, *args.sub(1)) };
    assert_eq!(argc, 100);
    match cx.invoke(callee, &[callee; 100]) {
        Ok(value) => value,
        Err(_) => Value::THROWN,
    }
}

#[test]
fn deep_calls_throw_when_the_vm_stack_is_used_up() {
    let mut config = config();
    config.vm_stack = 256 << 10;
    config.hooks.stack_overflow = |cx| {
        let args = [Value::NIL; 50];
        let callee = cx.known(heap::Known(1));
        cx.desc_of(callee).set_entry(50, native);
        assert_eq!(cx.invoke(callee, &args), Ok(Value::TRUE), "the hook may call");
        cx.desc_of(callee).set_entry(50, call_again);
        cx.throw(STACK_OVERFLOW)
    };
    unsafe extern "C" fn native(_: *mut Mutator, _: *mut Value, _: usize) -> Value {
        Value::TRUE
    }
    let heap = heap(config);
    let mut cx = heap.attach();
    let callee = pair(&mut cx, Value::NIL, Value::NIL);
    cx.set_known(heap::Known(1), callee);
    cx.desc_of(callee).set_entry(100, call_again);
    for _ in 0..3 {
        let thrown = cx.invoke(callee, &[callee; 100]).expect_err("no stack");
        assert!(is_pending(&mut cx, thrown, STACK_OVERFLOW));
        assert_eq!(cx.top, cx.vm_stack().0);
        cx.collect(Collection::Full);
    }
}

#[test]
fn free_memory_goes_back_to_the_system() {
    let resident = || {
        let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let pages = text.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok());
        pages.unwrap_or(0) * 4096
    };
    let heap = heap(config());
    let mut cx = heap.attach();
    let objects = {
        let mut kept = RootVec::new(&mut cx);
        for _ in 0..1000 {
            let object = bytes(&mut cx, 16 << 10, 1);
            kept.push(object);
        }
        kept.len()
    };
    scrub_stack();
    let before = resident();
    for _ in 0..5 {
        cx.collect(Collection::Full);
    }
    let after = resident();
    assert!(before == 0 || after + (objects << 16) < before, "{before} {after}");
    // Given back and taken again.
    fill_some(&mut cx);
    fn fill_some(cx: &mut Mutator) {
        let mut kept = RootVec::new(cx);
        for _ in 0..500 {
            let object = bytes(cx, 16 << 10, 2);
            kept.push(object);
        }
        kept.iter().for_each(|&object| check_bytes(object, 16 << 10, 2));
    }
}

#[test]
fn ten_thousand_heaps_come_and_go() {
    for i in 0..10_000 {
        let heap = heap(config());
        if i % 4 == 0 {
            let mut cx = heap.attach();
            check_list(list(&mut cx, 10), 10);
        }
    }
}

#[test]
fn hundreds_of_heaps_live_together() {
    let heaps: Vec<Heap> = (0..300).map(|_| heap(config())).collect();
    for heap in &heaps {
        check_list(list(&mut heap.attach(), 10), 10);
    }
}

/// Four heaps within two gigabytes of address space, as `ulimit -v` gives them.
#[test]
#[cfg(target_os = "linux")]
fn heaps_fit_into_little_address_space() {
    if let Some(output) = in_child("heaps_fit_into_little_address_space", "TERCEL_TEST_LIMITED") {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let limit = libc::rlimit { rlim_cur: 2 << 30, rlim_max: 2 << 30 };
    // SAFETY: lowers a limit of this process.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) }, 0);
    let mut young_only = config();
    young_only.max = Some(100 << 20);
    let heaps: Vec<Heap> = (0..4).map(|_| heap(young_only)).collect();
    for heap in &heaps {
        let mut cx = heap.attach();
        assert!(fill(&mut cx, 100) > 100_000);
        check_list(list(&mut cx, 1000), 1000);
    }
    drop(heaps);
    // One heap grows beyond what it took at first, until the system refuses; and recovers.
    let heap = heap(config());
    let mut cx = heap.attach();
    let objects = fill(&mut cx, 100 << 10);
    assert!(objects * (100 << 13) > 1 << 30, "{objects}");
    scrub_stack();
    for _ in 0..100 {
        check_list(list(&mut cx, 10_000), 10_000);
    }
    let objects = fill(&mut cx, 1000);
    assert!(objects * 8000 > 1 << 30, "{objects}");
}
