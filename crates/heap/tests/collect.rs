//! What is reachable stays as it was, and what is not goes.

mod common;

use common::*;
use heap::{Collection, Counted, Header, Kind, Mutator, RootVec, TypeDesc, Value};

/// Builds and checks structures of every size class, long enough for many collections.
fn exercise(cx: &mut Mutator, rounds: i64) {
    let kept = list(cx, 50);
    let mut roots = RootVec::new(cx);
    for round in 0..rounds {
        let tree = tree(cx, 5);
        let small = bytes(cx, 3, round as u64);
        let medium = bytes(cx, 100, round as u64);
        let large = bytes(cx, 3000, round as u64);
        let numbers = vector(cx, &[tree, small, medium, large]);
        roots.push(numbers);
        if roots.len() > 8 {
            roots.remove(0);
        }
        assert_eq!(count_nodes(tree), 63);
        for (age, &numbers) in roots.iter().rev().enumerate() {
            let seed = (round - age as i64) as u64;
            let items = items(numbers);
            assert_eq!(count_nodes(items[0].get()), 63);
            check_bytes(items[1].get(), 3, seed);
            check_bytes(items[2].get(), 100, seed);
            check_bytes(items[3].get(), 3000, seed);
        }
    }
    check_list(kept, 50);
}

#[test]
fn structures_survive_ordinary_collections() {
    let heap = heap(config());
    let mut cx = heap.attach();
    exercise(&mut cx, 2000);
    let stats = heap.stats();
    assert!(stats.young.count > 3, "{stats:?}");
    assert!(stats.block_bytes < 40 << 20, "{stats:?}");
}

/// Objects that are large, but smaller than a block: some find room in the run for small ones.
#[test]
fn objects_of_half_a_block_survive_wherever_they_stand() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let mut roots = RootVec::new(&mut cx);
    let sizes = [2045, 2046, 2047, 2100, 2500, 3000, 3500, 4000, 4080];
    for round in 0..4 {
        for (seed, &words) in sizes.iter().enumerate() {
            // Uses up a block and begins another.
            for _ in 0..1500 {
                pair(&mut cx, Value::NIL, Value::NIL);
            }
            let object = bytes(&mut cx, words, seed as u64);
            roots.push(object);
        }
        cx.collect(if round % 2 == 0 { Collection::Young } else { Collection::Full });
        let garbage = list(&mut cx, 20_000);
        check_list(garbage, 20_000);
        for (index, &object) in roots.iter().enumerate() {
            let seed = index % sizes.len();
            check_bytes(object, sizes[seed], seed as u64);
        }
    }
}

#[test]
fn structures_survive_a_collection_at_each_allocation() {
    let mut cx = heap(stressed(1)).attach();
    exercise(&mut cx, 20);
}

#[test]
fn structures_survive_a_collection_at_each_7th_allocation() {
    let mut cx = heap(stressed(7)).attach();
    exercise(&mut cx, 60);
}

#[test]
fn structures_survive_a_collection_at_each_100th_allocation() {
    let mut cx = heap(stressed(100)).attach();
    exercise(&mut cx, 300);
}

#[test]
fn garbage_is_reused() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let kept = tree(&mut cx, 12);
    for _ in 0..400 {
        tree(&mut cx, 12);
    }
    assert_eq!(count_nodes(kept), (1 << 13) - 1);
    let stats = heap.stats();
    assert!(stats.allocated > 70 << 20, "{stats:?}");
    assert!(stats.block_bytes < 20 << 20, "{stats:?}");
}

#[test]
fn old_garbage_goes_at_full_collections() {
    let heap = heap(config());
    let mut cx = heap.attach();
    for _ in 0..20 {
        let mut kept = RootVec::new(&mut cx);
        for _ in 0..20 {
            let tree = tree(&mut cx, 14);
            kept.push(tree);
        }
    }
    let stats = heap.stats();
    assert!(stats.full.count >= 1, "{stats:?}");
    assert!(stats.block_bytes < 120 << 20, "{stats:?}");
    scrub_stack();
    cx.collect(Collection::Full);
    cx.collect(Collection::Full);
    let stats = heap.stats();
    assert!(stats.in_use < 2 << 20, "{stats:?}");
}

/// An old array is changed at random and compared with a std vector of what it should hold.
#[test]
fn random_stores_agree_with_a_model() {
    for (every, steps) in [(1, 600), (7, 4000), (100, 20_000)] {
        let mut cx = heap(stressed(every)).attach();
        let mut random = Random(every + 1);
        let nils = [Value::NIL; 200];
        let table = vector(&mut cx, &nils);
        let mut model: Vec<Vec<i64>> = vec![Vec::new(); 200];
        for step in 0..steps {
            let slot = random.below(200);
            let field = &items(table)[slot];
            match random.below(8) {
                0 => {
                    cx.store(table, field, Value::NIL);
                    model[slot].clear();
                }
                1 => {
                    // Cuts the list behind its first element: a store into an older object.
                    let list = field.get();
                    if !list.is_nil() {
                        set_second(&mut cx, list, Value::NIL);
                        let first = model[slot].pop();
                        model[slot].clear();
                        model[slot].extend(first);
                    }
                }
                2 => {
                    let number = bytes(&mut cx, 20 + slot, step);
                    check_bytes(number, 20 + slot, step);
                }
                _ => {
                    let longer = pair(&mut cx, fix(step as i64), field.get());
                    if random.below(2) == 0 {
                        cx.store(table, field, longer);
                    } else {
                        let old = field.get();
                        assert_eq!(cx.compare_exchange(table, field, old, longer), Ok(()));
                    }
                    model[slot].push(step as i64);
                }
            }
        }
        for (field, numbers) in items(table).iter().zip(&model) {
            let mut list = field.get();
            for &number in numbers.iter().rev() {
                assert_eq!(first(list), fix(number));
                list = second(list);
            }
            assert!(list.is_nil());
        }
    }
}

#[test]
fn random_graphs_agree_with_a_model() {
    for (every, steps) in [(1, 300), (13, 4000)] {
        let mut cx = heap(stressed(every)).attach();
        let mut random = Random(77 + every);
        let mut nodes = RootVec::new(&mut cx);
        // For each node its two neighbours, as indices.
        let mut model: Vec<[usize; 2]> = Vec::new();
        for index in 0..40 {
            let node = pair(&mut cx, Value::NIL, Value::NIL);
            set_first(&mut cx, node, node);
            set_second(&mut cx, node, node);
            nodes.push(node);
            model.push([index; 2]);
        }
        for _ in 0..steps {
            let (from, to) = (random.below(40), random.below(40));
            match random.below(4) {
                0 => {
                    // A new node takes the place of an old one, which others may still refer to.
                    let (a, b) = (nodes[model[to][0]], nodes[model[to][1]]);
                    let fresh = pair(&mut cx, a, b);
                    for (index, neighbours) in model.clone().iter().enumerate() {
                        if neighbours[0] == from {
                            set_first(&mut cx, nodes[index], fresh);
                        }
                        if neighbours[1] == from {
                            set_second(&mut cx, nodes[index], fresh);
                        }
                    }
                    let (a, b) = (model[to][0], model[to][1]);
                    let own = |index| if index == from { fresh } else { nodes[index] };
                    let (first, second) = (own(a), own(b));
                    set_first(&mut cx, fresh, first);
                    set_second(&mut cx, fresh, second);
                    nodes[from] = fresh;
                    model[from] = [a, b];
                }
                1 => {
                    set_first(&mut cx, nodes[from], nodes[to]);
                    model[from][0] = to;
                }
                _ => {
                    set_second(&mut cx, nodes[from], nodes[to]);
                    model[from][1] = to;
                }
            }
        }
        for (node, neighbours) in nodes.iter().zip(&model) {
            assert_eq!(first(*node), nodes[neighbours[0]]);
            assert_eq!(second(*node), nodes[neighbours[1]]);
        }
    }
}

#[test]
fn an_object_becomes_old_at_its_second_collection() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let kept = pair(&mut cx, Value::NIL, Value::NIL);
    let is_old = |value: Value| value.header().expect("an object").is_old_unlogged();
    assert!(!is_old(kept));
    cx.collect(Collection::Young);
    assert!(!is_old(kept));
    cx.collect(Collection::Young);
    assert!(is_old(kept));
    // A store takes the log bit; a collection that finds no young child left sets it again.
    let child = pair(&mut cx, Value::NIL, Value::NIL);
    set_first(&mut cx, kept, child);
    assert!(!is_old(kept));
    cx.collect(Collection::Young);
    assert!(!is_old(kept), "the child is still young");
    cx.collect(Collection::Young);
    assert!(is_old(kept) && is_old(child));
    cx.collect(Collection::Full);
    assert!(is_old(kept) && is_old(child));
}

#[test]
fn a_dead_chain_does_not_keep_its_young_end() {
    // A lazy seq that is walked: each cell is stored into its predecessor, which is then dropped.
    let heap = heap(config());
    let mut cx = heap.attach();
    let mut cell = pair(&mut cx, Value::NIL, Value::NIL);
    for i in 0..3_000_000 {
        let next = pair(&mut cx, fix(i), Value::NIL);
        set_second(&mut cx, cell, next);
        cell = next;
    }
    assert_eq!(first(cell), fix(2_999_999));
    let stats = heap.stats();
    assert!(stats.block_bytes < 24 << 20, "{stats:?}");
}

#[test]
fn descriptors_live_and_die_with_their_instances() {
    let heap = heap(stressed(1));
    let mut cx = heap.attach();
    let mut instances = RootVec::new(&mut cx);
    for i in 0..100 {
        let class = pair(&mut cx, fix(i), Value::NIL);
        let desc = TypeDesc::new(INSTANCE, &INSTANCE_INFO, class, fix(i));
        let desc = cx.alloc_desc(desc).expect("room");
        assert_eq!(desc.address() % heap::DESC_ALIGN, 0);
        let desc = desc.cast::<TypeDesc>().expect("a descriptor");
        let init = |fields: &mut [Value]| fields.fill(fix(i));
        let instance = cx.alloc_instance(desc, 4, init).expect("room");
        if i % 10 == 0 {
            instances.push(instance);
        }
        // An odd number of words, so that the next descriptor needs padding now and then.
        node(&mut cx, Value::NIL, 0);
        pair(&mut cx, Value::NIL, Value::NIL);
    }
    for (index, instance) in instances.iter().enumerate() {
        let desc = instance.desc().expect("an object");
        assert_eq!(desc.kind(), INSTANCE);
        assert_eq!(desc.extra.get(), fix(index as i64 * 10));
        assert_eq!(first(desc.class.get()), fix(index as i64 * 10));
    }
    scrub_stack();
    cx.collect(Collection::Full);
    let mut descriptors = 0;
    cx.for_each_object(|object| descriptors += usize::from(object.kind() == Kind::TYPE_DESC));
    assert!((10..20).contains(&descriptors), "{descriptors}");
}

#[test]
fn a_descriptor_may_be_known_only_by_the_object_that_is_allocated() {
    /// Of the descriptor only its offset is left when this returns.
    #[inline(never)]
    fn header_of_new_type(cx: &mut Mutator, class: Value) -> Header {
        let desc = TypeDesc::new(INSTANCE, &INSTANCE_INFO, class, Value::NIL);
        let desc = cx.alloc_desc(desc).expect("room");
        Header::of_desc(desc.cast::<TypeDesc>().expect("a descriptor"), 3)
    }

    let heap = heap(stressed(2));
    let mut cx = heap.attach();
    for i in 0..50 {
        let header = header_of_new_type(&mut cx, fix(i));
        scrub_stack();
        let instance = pair_with_header(&mut cx, header, Value::NIL, Value::NIL);
        scrub_stack();
        node(&mut cx, Value::NIL, 0);
        assert_eq!(instance.desc().expect("an object").class.get(), fix(i));
    }
    assert!(heap.stats().young.count > 40);
}

#[test]
fn known_values_and_built_in_descriptors_are_roots() {
    let heap = heap(stressed(3));
    let mut cx = heap.attach();
    let kept = list(&mut cx, 20);
    cx.set_known(heap::Known(5), kept);
    let class = list(&mut cx, 10);
    let desc = cx.builtin_desc(PAIR);
    cx.store(desc.value(), &desc.class, class);
    scrub_stack();
    list(&mut cx, 50);
    cx.collect(Collection::Full);
    check_list(cx.known(heap::Known(5)), 20);
    check_list(cx.builtin_desc(PAIR).class.get(), 10);
}

#[test]
fn every_size_is_found_again() {
    for every in [1, 50] {
        let mut cx = heap(stressed(every)).attach();
        let mut roots = RootVec::new(&mut cx);
        let sizes =
            [0, 1, 13, 14, 15, 30, 200, 2045, 2046, 2047, 4094, 5000, 65_533, 65_534, 90_000];
        for (index, &words) in sizes.iter().enumerate() {
            let object = bytes(&mut cx, words, index as u64);
            roots.push(object);
        }
        for _ in 0..200 {
            pair(&mut cx, Value::NIL, Value::NIL);
        }
        for (index, &words) in sizes.iter().enumerate() {
            check_bytes(roots[index], words, index as u64);
        }
    }
}

#[test]
fn uninitialised_objects_are_filled_by_their_maker() {
    let mut cx = heap(stressed(5)).attach();
    let mut last = Value::NIL;
    for i in 0..200 {
        let inner = pair(&mut cx, fix(i), last);
        // SAFETY: both words are filled at once.
        let object = unsafe {
            let words = cx.alloc_counted_uninit(VECTOR, 1, 1).expect("room");
            *words = inner;
            *(words.add(1) as *mut i64) = i;
            Mutator::counted_value(words)
        };
        let counted = Counted::of(object).expect("a counted object");
        assert_eq!((counted.refs()[0], counted.raw()[0]), (inner, i as u64));
        last = object;
    }
    let words = cx.alloc_raw_words(BYTES, &[7, 8]).expect("room");
    assert_eq!(Counted::of(words).expect("a counted object").raw(), [7, 8]);
}

#[test]
fn heaps_know_nothing_of_each_other() {
    let heaps = [heap(stressed(3)), heap(stressed(4)), heap(config())];
    let mut threads: Vec<_> = heaps.iter().map(|heap| heap.attach()).collect();
    let lists: [Value; 3] = std::array::from_fn(|i| list(&mut threads[i], 100 + i as i64));
    for cx in &mut threads {
        tree(cx, 6);
        cx.collect(Collection::Full);
    }
    for (i, &list) in lists.iter().enumerate() {
        check_list(list, 100 + i as i64);
    }
}

#[test]
fn allocations_are_counted_by_class() {
    let mut config = config();
    config.count_allocations = true;
    let heap = heap(config);
    let mut cx = heap.attach();
    list(&mut cx, 1000);
    bytes(&mut cx, 5000, 0);
    cx.collect(Collection::Young);
    list(&mut cx, 1000);
    cx.collect(Collection::Full);
    let allocations = heap.stats().allocations;
    let of = |class| allocations.iter().find(|known| known.class_name == class).copied();
    let pairs = of("test.Pair").expect("pairs were allocated");
    assert_eq!((pairs.objects, pairs.bytes), (2000, 48_000));
    assert_eq!(of("test.Bytes").expect("bytes were allocated").objects, 1);
}

#[test]
fn all_objects_can_be_walked() {
    let heap = heap(config());
    let mut cx = heap.attach();
    let kept = list(&mut cx, 300);
    let large = bytes(&mut cx, 9000, 1);
    cx.collect(Collection::Full);
    let fresh = list(&mut cx, 30);
    let (mut pairs, mut words) = (0, 0);
    cx.for_each_object(|object| match object.kind() {
        PAIR => pairs += 1,
        BYTES => words += Counted::of(object).expect("bytes").raw_len(),
        _ => {}
    });
    assert_eq!((pairs, words), (330, 9000));
    check_list(kept, 300);
    check_list(fresh, 30);
    check_bytes(large, 9000, 1);
}
