//! Several threads in one heap.

mod common;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::time::{Duration, Instant};

use common::*;
use heap::{
    Collection, GlobalRoot, HeapCondvar, HeapMutex, Mutator, PollBits, RootVec, Thrown, Value,
    WeakTable, Woken,
};

/// Each thread keeps lists of its own and changes a table that all share.
fn work_together(every: Option<u64>, threads: usize, steps: usize) {
    let _watchdog = watchdog(60);
    let heap = heap(every.map_or_else(config, stressed));
    let mut cx = heap.attach();
    let table = vector(&mut cx, &[Value::NIL; 64]);
    let shared = GlobalRoot::new(&mut cx, table);
    cx.blocking(|| {
        on_threads(&heap, threads, |index, cx| {
            let mut random = Random(index as u64 + 1);
            let table = shared.get(cx);
            let own = list(cx, 20);
            for step in 0..steps {
                let field = &items(table)[random.below(64)];
                match random.below(4) {
                    0 => {
                        let found = field.get();
                        if !found.is_nil() {
                            // Whoever made it: a list of equal numbers.
                            let (number, rest) = (first(found), second(found));
                            assert!(rest.is_nil() || first(rest) == number);
                        }
                    }
                    1 => {
                        let number = fix(step as i64);
                        let end = pair(cx, number, Value::NIL);
                        let fresh = pair(cx, number, end);
                        let old = field.get();
                        let _ = cx.compare_exchange(table, field, old, fresh);
                    }
                    2 => {
                        let number = fix(-(step as i64));
                        let end = pair(cx, number, Value::NIL);
                        let fresh = pair(cx, number, Value::NIL);
                        cx.store(table, field, fresh);
                        set_second(cx, fresh, end);
                    }
                    _ => {
                        let words = random.below(400);
                        let object = bytes(cx, words, step as u64);
                        assert_eq!(cx.safepoint(), Ok(()));
                        check_bytes(object, words, step as u64);
                    }
                }
            }
            check_list(own, 20);
        });
    });
    for field in items(shared.get(&cx)) {
        let found = field.get();
        assert!(found.is_nil() || second(found).is_nil() || first(second(found)) == first(found));
    }
}

#[test]
fn two_threads_under_stress_1() {
    work_together(Some(1), 2, 200);
}

#[test]
fn eight_threads_under_stress_7() {
    work_together(Some(7), 8, 200);
}

#[test]
fn four_threads_under_stress_100() {
    work_together(Some(100), 4, 4000);
}

#[test]
fn eight_threads_in_an_ordinary_heap() {
    work_together(None, 8, 50_000);
}

#[test]
fn several_threads_store_into_one_old_object() {
    let _watchdog = watchdog(60);
    let mut config = stressed(50);
    config.young = 64 << 10;
    let heap = heap(config);
    let mut cx = heap.attach();
    let table = vector(&mut cx, &[Value::NIL; 8]);
    let shared = GlobalRoot::new(&mut cx, table);
    cx.collect(Collection::Young);
    cx.collect(Collection::Young);
    assert!(table.header().expect("an object").is_old_unlogged());
    cx.blocking(|| {
        on_threads(&heap, 8, |index, cx| {
            let table = shared.get(cx);
            for i in 0..2000 {
                let fresh = pair(cx, fix(i), fix(index as i64));
                cx.store(table, &items(table)[index], fresh);
                let found = items(table)[index].get();
                assert_eq!((first(found), second(found)), (fix(i), fix(index as i64)));
            }
        });
    });
}

#[test]
fn threads_come_and_go_while_others_collect() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(20));
    std::thread::scope(|scope| {
        for index in 0..4 {
            let heap = &heap;
            scope.spawn(move || {
                for round in 0..100 {
                    let mut cx = heap.attach();
                    let kept = list(&mut cx, 10 + index);
                    tree(&mut cx, 3);
                    if round % 7 == 0 {
                        cx.collect(Collection::Full);
                    }
                    check_list(kept, 10 + index);
                }
            });
        }
    });
    assert_eq!(heap.stats().attached_threads, 0);
}

#[test]
fn what_a_thread_leaves_behind_is_reused() {
    let heap = heap(config());
    for _ in 0..2000 {
        let mut cx = heap.attach();
        pair(&mut cx, Value::NIL, Value::NIL);
    }
    let stats = heap.stats();
    assert!(stats.block_bytes < 1 << 20, "{stats:?}");
}

#[test]
fn a_store_by_a_thread_that_left_is_remembered() {
    let heap = heap(stressed(1000));
    let mut cx = heap.attach();
    let old = pair(&mut cx, Value::NIL, Value::NIL);
    let root = GlobalRoot::new(&mut cx, old);
    cx.collect(Collection::Young);
    cx.collect(Collection::Young);
    cx.blocking(|| {
        on_threads(&heap, 1, |_, cx| {
            let old = root.get(cx);
            let kept = list(cx, 5);
            set_first(cx, old, kept);
        });
    });
    scrub_stack();
    cx.collect(Collection::Young);
    check_list(first(old), 5);
}

#[test]
#[should_panic(expected = "attached to this heap already")]
fn a_thread_attaches_once() {
    let heap = heap(config());
    let _first = heap.attach();
    let _second = heap.attach();
}

#[test]
fn a_blocked_thread_holds_nobody_up_and_its_values_stay() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(10));
    let ready = Barrier::new(2);
    let (sender, receiver) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cx = heap.attach();
            let kept = list(&mut cx, 100);
            let own = receiver;
            cx.blocking(|| {
                ready.wait();
                own.recv().expect("the other thread is done");
            });
            assert_ne!(cx.frame_limit.load(Ordering::SeqCst), 0, "calls are fast again");
            check_list(kept, 100);
            list(&mut cx, 100);
        });
        ready.wait();
        let mut cx = heap.attach();
        for _ in 0..20 {
            list(&mut cx, 30);
        }
        cx.collect(Collection::Full);
        sender.send(()).expect("the other thread waits");
    });
}

#[test]
fn a_panic_in_a_blocking_section_leaves_the_thread_running() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        cx.blocking(|| panic!("on purpose"));
    }));
    assert!(result.is_err());
    let kept = list(&mut cx, 10);
    cx.collect(Collection::Full);
    check_list(kept, 10);
}

#[test]
fn a_thread_that_computes_without_allocating_stops_at_its_safepoints() {
    let _watchdog = watchdog(60);
    let heap = heap(config());
    let ready = Barrier::new(2);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cx = heap.attach();
            let kept = list(&mut cx, 10);
            ready.wait();
            while !done.load(Ordering::Relaxed) {
                cx.safepoint().expect("no interrupt");
            }
            check_list(kept, 10);
        });
        ready.wait();
        let mut cx = heap.attach();
        for _ in 0..100 {
            cx.collect(Collection::Young);
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(heap.stats().young.count, 100);
}

#[test]
fn requests_set_the_frame_limit_and_it_comes_back() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let limit = cx.frame_limit.load(Ordering::SeqCst);
    assert!(limit > cx.vm_stack().0 as usize && limit < cx.vm_stack().1 as usize);
    let handle = cx.handle();
    assert!(heap.interrupt(&handle));
    assert_eq!(cx.frame_limit.load(Ordering::SeqCst), 0);
    assert!(cx.is_wanted());
    let thrown = cx.safepoint().expect_err("the interrupt");
    assert!(is_pending(&mut cx, thrown, INTERRUPTED));
    assert_eq!(cx.frame_limit.load(Ordering::SeqCst), limit);
    assert_eq!(cx.safepoint(), Ok(()));
    // A call takes the same way.
    assert!(heap.interrupt(&handle));
    let thrown = cx.invoke(Value::NIL, &[]).expect_err("the interrupt");
    assert!(is_pending(&mut cx, thrown, INTERRUPTED));
    assert_eq!(cx.frame_limit.load(Ordering::SeqCst), limit);
    drop(cx);
    assert!(!heap.interrupt(&handle), "the thread has left");
}

#[test]
fn no_request_is_lost() {
    let _watchdog = watchdog(60);
    let heap = heap(config());
    let interrupts = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cx = heap.attach();
            sender.send(cx.handle()).expect("the other thread waits");
            while interrupts.load(Ordering::SeqCst) < 1000 {
                // As the interpreter does: only the frame limit is looked at.
                if cx.vm_stack().0 as usize > cx.frame_limit.load(Ordering::Relaxed) {
                    let end = cx.vm_stack().0 as usize;
                    if let Err(thrown) = cx.check_frame(end) {
                        assert!(is_pending(&mut cx, thrown, INTERRUPTED));
                        interrupts.fetch_add(1, Ordering::SeqCst);
                    }
                }
            }
        });
        let handle = receiver.recv().expect("a handle");
        let mut cx = heap.attach();
        for round in 0..1000 {
            assert!(heap.interrupt(&handle));
            if round % 10 == 0 {
                cx.collect(Collection::Young);
            }
            while interrupts.load(Ordering::SeqCst) == round {
                cx.blocking(std::thread::yield_now);
            }
        }
    });
}

#[test]
fn the_poll_hook_hears_other_requests() {
    static HEARD: AtomicUsize = AtomicUsize::new(0);
    let heap = heap(config());
    heap.set_poll_hook(|_, bits| {
        HEARD.fetch_add(bits.0 as usize, Ordering::SeqCst);
        Ok(())
    });
    let mut cx = heap.attach();
    assert!(heap.request(&cx.handle(), PollBits::INVALIDATE));
    assert_eq!(cx.safepoint(), Ok(()));
    assert_eq!(HEARD.load(Ordering::SeqCst), PollBits::INVALIDATE.0 as usize);
    assert_eq!(cx.safepoint(), Ok(()));
    assert_eq!(HEARD.load(Ordering::SeqCst), PollBits::INVALIDATE.0 as usize);
}

#[test]
fn the_world_stops_for_others_too() {
    let _watchdog = watchdog(60);
    let heap = heap(config());
    let running = AtomicUsize::new(0);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut cx = heap.attach();
                while !done.load(Ordering::Relaxed) {
                    running.fetch_add(1, Ordering::SeqCst);
                    pair(&mut cx, Value::NIL, Value::NIL);
                    running.fetch_sub(1, Ordering::SeqCst);
                    cx.safepoint().expect("no interrupt");
                }
            });
        }
        let mut cx = heap.attach();
        while heap.stats().attached_threads < 4 {
            cx.blocking(std::thread::yield_now);
        }
        for _ in 0..50 {
            let (threads, moved) = cx.stop_the_world(|threads| {
                let before = running.load(Ordering::SeqCst);
                std::thread::sleep(Duration::from_micros(50));
                let mut count = 0;
                threads.for_each(|_| count += 1);
                (count, before != running.load(Ordering::SeqCst))
            });
            assert!(threads == 4 && !moved);
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn heap_locks_wait_in_the_stopped_state() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(5));
    let counter = HeapMutex::new(0u64);
    on_threads(&heap, 4, |_, cx| {
        for _ in 0..200 {
            let mut guard = counter.lock_across_safepoints(cx);
            let before = *guard;
            list(cx, 5);
            *guard = before + 1;
            drop(guard);
            *counter.lock(cx) += 1;
            pair(cx, Value::NIL, Value::NIL);
        }
    });
    assert_eq!(counter.into_inner(), 1600);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "while a short lock is held")]
fn a_short_lock_forbids_safepoints() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let lock = HeapMutex::new(());
    let _guard = lock.lock(&mut cx);
    pair(&mut cx, Value::NIL, Value::NIL);
}

#[test]
fn condition_variables_pass_things_on() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(11));
    let queue: HeapMutex<Vec<u64>> = HeapMutex::new(Vec::new());
    let changed = HeapCondvar::new();
    on_threads(&heap, 4, |index, cx| {
        for i in 0..100u64 {
            if index % 2 == 0 {
                queue.lock(cx).push(i);
                changed.notify_one();
                list(cx, 3);
            } else {
                let mut guard = queue.lock(cx);
                while guard.is_empty() {
                    assert_eq!(changed.wait(cx, &mut guard, None), Woken::Notified);
                }
                guard.pop();
                drop(guard);
                list(cx, 3);
            }
        }
    });
    assert!(queue.into_inner().is_empty());
}

#[test]
fn waits_end_by_time_and_by_interrupt() {
    let _watchdog = watchdog(60);
    let heap = heap(config());
    let lock = HeapMutex::new(());
    let never = HeapCondvar::new();
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cx = heap.attach();
            let begin = Instant::now();
            let mut guard = lock.lock(&mut cx);
            let timeout = Some(Duration::from_millis(20));
            assert_eq!(never.wait(&mut cx, &mut guard, timeout), Woken::TimedOut);
            assert!(begin.elapsed() >= Duration::from_millis(20));
            sender.send(cx.handle()).expect("the other thread waits");
            assert_eq!(never.wait(&mut cx, &mut guard, None), Woken::Interrupted);
            drop(guard);
            let thrown: Thrown = cx.safepoint().expect_err("the interrupt");
            assert!(is_pending(&mut cx, thrown, INTERRUPTED));
            sender.send(cx.handle()).expect("the other thread waits");
            while !cx.is_wanted() {
                cx.park(None);
            }
            assert!(cx.safepoint().is_err());
        });
        for _ in 0..2 {
            let handle = receiver.recv().expect("a handle");
            std::thread::sleep(Duration::from_millis(5));
            assert!(heap.interrupt(&handle));
        }
    });
}

#[test]
fn global_roots_travel_between_threads() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(9));
    let (sender, receiver) = mpsc::channel::<GlobalRoot>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let receiver = receiver;
            let mut cx = heap.attach();
            let mut count = 0;
            while let Ok(root) = cx.blocking(|| receiver.recv()) {
                check_list(root.get(&cx), 7);
                let other = list(&mut cx, 3);
                root.set(&mut cx, other);
                drop(root);
                count += 1;
            }
            assert_eq!(count, 100);
        });
        let mut cx = heap.attach();
        for _ in 0..100 {
            let value = list(&mut cx, 7);
            sender.send(GlobalRoot::new(&mut cx, value)).expect("the other thread receives");
        }
        drop(sender);
    });
}

#[test]
fn root_vectors_belong_to_threads() {
    let _watchdog = watchdog(60);
    let heap = heap(stressed(13));
    on_threads(&heap, 4, |index, cx| {
        let mut all: Vec<RootVec> = Vec::new();
        let mut random = Random(index as u64 + 9);
        for step in 0..200 {
            match random.below(3) {
                0 => {
                    let value = list(cx, 4);
                    let roots = RootVec::from_slice(cx, &[value, value]);
                    all.push(roots);
                }
                1 if !all.is_empty() => {
                    all.swap_remove(random.below(all.len()));
                }
                _ if !all.is_empty() => {
                    let place = random.below(all.len());
                    let value = list(cx, 4);
                    all[place].push(value);
                }
                _ => {}
            }
            if step % 20 == 0 {
                all.iter().flat_map(|roots| roots.iter()).for_each(|&value| check_list(value, 4));
            }
        }
        all.iter().flat_map(|roots| roots.iter()).for_each(|&value| check_list(value, 4));
    });
}

#[test]
fn threads_intern_the_same_objects() {
    let _watchdog = watchdog(60);
    for every in [3, 400] {
        let heap = heap(stressed(every));
        let table = Arc::new(WeakTable::new(&mut heap.attach()));
        let intern = |cx: &mut Mutator, n: i64| {
            let is_it = |value: Value| first(value) == fix(n);
            table.intern(cx, n as u64 % 5, is_it, |cx| Ok(pair(cx, fix(n), Value::NIL)))
        };
        on_threads(&heap, 4, |index, cx| {
            let mut random = Random(index as u64 + 3);
            let kept = intern(cx, 1000).expect("room");
            for _ in 0..300 {
                let n = random.below(20) as i64;
                let value = intern(cx, n).expect("room");
                assert_eq!(first(value), fix(n));
                assert_eq!(intern(cx, n), Ok(value));
                assert_eq!(intern(cx, 1000), Ok(kept));
            }
        });
    }
}
