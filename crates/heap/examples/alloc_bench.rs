//! What allocation and collection cost: run with `cargo run --profile fast -p tercel-heap --example
//! alloc_bench`, and some of its parts' names as arguments.

use std::hint::black_box;
use std::time::{Duration, Instant};

use heap::{
    Collection, Field, Header, Heap, HeapConfig, HeapType, Hooks, Kind, Layout, Mutator, RootVec,
    TypeInfo, TypeTable, Value, WeakTable,
};

const PAIR: Kind = Kind(8);
const VECTOR: Kind = Kind(9);
static PAIR_INFO: TypeInfo = TypeInfo::new("bench.Pair", Layout::AllRefs);
static VECTOR_INFO: TypeInfo = TypeInfo::new("bench.Vector", Layout::Counted);
static TYPES: TypeTable = &[(PAIR, &PAIR_INFO), (VECTOR, &VECTOR_INFO)];

const HOOKS: Hooks = Hooks {
    out_of_memory: |cx| cx.throw(Value::NIL),
    stack_overflow: |cx| cx.throw(Value::NIL),
    interrupted: |cx| cx.throw(Value::NIL),
    not_callable: |cx, _, _| cx.throw(Value::NIL),
};

/// Three words.
#[repr(C)]
struct Pair {
    header: Header,
    first: Field,
    second: Field,
}

impl HeapType for Pair {
    const KIND: Kind = PAIR;
}

#[inline(always)]
fn pair(cx: &mut Mutator, first: Value, second: Value) -> Value {
    let object =
        Pair { header: Header::of::<Pair>(), first: Field::new(first), second: Field::new(second) };
    cx.alloc(object).expect("room")
}

/// For looking at the generated code.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn bench_pair(cx: &mut Mutator, first: Value, second: Value) -> Value {
    pair(cx, first, second)
}

/// For looking at the generated code.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn bench_store(cx: &mut Mutator, object: Value, value: Value) {
    // SAFETY: called with pairs.
    let field = unsafe { &object.cast_unchecked::<Pair>().first };
    cx.store(object, field, value);
}

fn new_heap() -> Heap {
    Heap::new(HeapConfig::new(TYPES, HOOKS)).expect("address space for a heap")
}

fn tree(cx: &mut Mutator, depth: u32) -> Value {
    if depth == 0 {
        return pair(cx, Value::NIL, Value::NIL);
    }
    let left = tree(cx, depth - 1);
    let right = tree(cx, depth - 1);
    pair(cx, left, right)
}

fn count(tree: Value) -> usize {
    // SAFETY: trees are made of pairs.
    let pair = unsafe { tree.cast_unchecked::<Pair>() };
    if pair.first.get().is_nil() {
        1
    } else {
        1 + count(pair.first.get()) + count(pair.second.get())
    }
}

fn nanos_each(elapsed: Duration, count: usize) -> f64 {
    elapsed.as_nanos() as f64 / count as f64
}

fn report(heap: &Heap) {
    let stats = heap.stats();
    println!(
        "    {} young: median {:?}, p99 {:?}, max {:?}, sum {:?}; {} full: median {:?}, max {:?}; \
         {} MB of blocks, {} MB in use",
        stats.young.count,
        stats.young.median(),
        stats.young.percentile(99.0),
        stats.young.max,
        stats.young.total,
        stats.full.count,
        stats.full.median(),
        stats.full.max,
        stats.block_bytes >> 20,
        stats.in_use >> 20,
    );
}

fn bench_alloc() {
    let heap = new_heap();
    let mut cx = heap.attach();
    const COUNT: usize = 50_000_000;
    for _ in 0..3 {
        let begin = Instant::now();
        for i in 0..COUNT {
            black_box(pair(&mut cx, Value::small(i as i32), Value::NIL));
        }
        println!("short-lived, 24 B: {:.2} ns each", nanos_each(begin.elapsed(), COUNT));
    }
    report(&heap);
    let words = [Value::NIL; 4];
    let begin = Instant::now();
    for _ in 0..COUNT / 5 {
        black_box(cx.alloc_refs(VECTOR, black_box(&words)).expect("room"));
    }
    println!("vector of 4, 48 B: {:.2} ns each", nanos_each(begin.elapsed(), COUNT / 5));
    let words = [Value::NIL; 32];
    let begin = Instant::now();
    for _ in 0..COUNT / 25 {
        black_box(cx.alloc_refs(VECTOR, black_box(&words)).expect("room"));
    }
    println!("vector of 32, 272 B: {:.2} ns each", nanos_each(begin.elapsed(), COUNT / 25));
    let begin = Instant::now();
    let mut list = Value::NIL;
    const LIST: usize = 4_000_000;
    for i in 0..LIST {
        list = pair(&mut cx, Value::small(i as i32), list);
    }
    black_box(list);
    println!("list that survives, 24 B: {:.2} ns each", nanos_each(begin.elapsed(), LIST));
    report(&heap);
}

fn bench_trees() {
    for _ in 0..3 {
        let heap = new_heap();
        let mut cx = heap.attach();
        let begin = Instant::now();
        let (depth, mut nodes) = (18, 0);
        let stretch = tree(&mut cx, depth + 1);
        nodes += count(stretch);
        let long_lived = tree(&mut cx, depth);
        for d in (4..=depth).step_by(4) {
            for _ in 0..1 << (depth - d + 4) {
                let tree = tree(&mut cx, d);
                nodes += count(tree);
            }
        }
        nodes += count(long_lived);
        println!("binary trees {depth}: {:?} for {nodes} nodes", begin.elapsed());
        report(&heap);
    }
}

fn bench_pauses() {
    let heap = new_heap();
    let mut cx = heap.attach();
    let mut live = RootVec::new(&mut cx);
    // 24 bytes each.
    while live.len() < 32 {
        let tree = tree(&mut cx, 17);
        live.push(tree);
    }
    cx.collect(Collection::Full);
    cx.collect(Collection::Full);
    let before = heap.stats();
    println!("{} MB live", before.in_use >> 20);
    let begin = Instant::now();
    const COUNT: usize = 100_000_000;
    let table = cx.alloc_refs(VECTOR, &[Value::NIL; 1000]).expect("room");
    for i in 0..COUNT {
        let fresh = pair(&mut cx, Value::small(i as i32), Value::NIL);
        if i % 100 == 0 {
            // SAFETY: a counted object.
            let fields = unsafe { heap::Counted::of_unchecked(table).fields() };
            cx.store(table, &fields[i / 100 % 1000], fresh);
        }
    }
    println!("churn beside it: {:.2} ns each", nanos_each(begin.elapsed(), COUNT));
    report(&heap);
    for _ in 0..5 {
        let begin = Instant::now();
        cx.collect(Collection::Full);
        println!("full: {:?}", begin.elapsed());
    }
    black_box(&live);
}

fn bench_create() {
    const COUNT: usize = 2000;
    let begin = Instant::now();
    for _ in 0..COUNT {
        black_box(new_heap());
    }
    println!("create and drop: {:.2} µs", nanos_each(begin.elapsed(), COUNT) / 1000.0);
    let begin = Instant::now();
    for _ in 0..COUNT {
        let heap = new_heap();
        let mut cx = heap.attach();
        black_box(pair(&mut cx, Value::NIL, Value::NIL));
    }
    println!("with a thread and an object: {:.2} µs", nanos_each(begin.elapsed(), COUNT) / 1000.0);
}

fn bench_store_and_intern() {
    let heap = new_heap();
    let mut cx = heap.attach();
    const COUNT: usize = 100_000_000;
    let object = pair(&mut cx, Value::NIL, Value::NIL);
    cx.collect(Collection::Full);
    cx.collect(Collection::Full);
    let begin = Instant::now();
    for i in 0..COUNT {
        bench_store(&mut cx, black_box(object), Value::small(i as i32));
    }
    println!("store: {:.2} ns", nanos_each(begin.elapsed(), COUNT));
    let table = WeakTable::new(&mut cx);
    let mut roots = RootVec::new(&mut cx);
    let is = |n: i32| {
        move |value: Value| {
            value.cast::<Pair>().is_some_and(|pair| pair.first.get() == Value::small(n))
        }
    };
    for n in 0..5000 {
        let make = |cx: &mut Mutator| Ok(pair(cx, Value::small(n), Value::NIL));
        let value = table.intern(&mut cx, n as u64, is(n), make).expect("room");
        roots.push(value);
    }
    for (what, range) in [("cached", 100), ("in the table", 5000)] {
        let begin = Instant::now();
        let rounds = 10_000_000 / range;
        for _ in 0..rounds {
            for n in 0..range as i32 {
                black_box(table.get(&mut cx, black_box(n) as u64, is(n)));
            }
        }
        println!("interned, {what}: {:.2} ns", nanos_each(begin.elapsed(), rounds * range));
    }
    let begin = Instant::now();
    for _ in 0..10_000_000 {
        cx.blocking(|| black_box(0));
    }
    println!("blocking: {:.2} ns", nanos_each(begin.elapsed(), 10_000_000));
    let begin = Instant::now();
    for _ in 0..COUNT {
        black_box(cx.enter_native()).expect("room");
        black_box(cx.safepoint()).expect("no interrupt");
    }
    println!("enter_native and safepoint: {:.2} ns", nanos_each(begin.elapsed(), COUNT));
}

fn bench_threads() {
    for threads in [1, 2, 4] {
        let heap = new_heap();
        let begin = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut cx = heap.attach();
                    for _ in 0..150 {
                        black_box(tree(&mut cx, 14));
                    }
                });
            }
        });
        println!("{threads} threads, trees of 32 K nodes: {:?}", begin.elapsed());
        report(&heap);
    }
}

/// Persistent maps by path copying: nodes of mixed sizes with mixed lifetimes.
fn bench_fragmentation() {
    let heap = new_heap();
    let mut cx = heap.attach();
    let begin = Instant::now();
    let mut root = cx.alloc_refs(VECTOR, &[]).expect("room");
    for i in 0..1_000_000u64 {
        root = insert(&mut cx, root, i.wrapping_mul(0x9e37_79b9_7f4a_7c15), 0);
    }
    println!("trie of a million, path copying: {:?}", begin.elapsed());
    report(&heap);
    cx.collect(Collection::Full);
    let mut bytes = 0;
    cx.for_each_object(|object| bytes += size_in_words(object) * 8);
    println!("{} MB of objects", bytes >> 20);
    report(&heap);
    black_box(root);
}

fn size_in_words(object: Value) -> usize {
    match heap::Counted::of(object) {
        Some(counted) => 2 + counted.refs_len() + counted.raw_len(),
        None => object.header().map_or(0, |header| header.small_words() as usize),
    }
}

/// A trie whose nodes hold as many values as they have: word 0 a bitmap as fixnum.
fn insert(cx: &mut Mutator, node: Value, key: u64, shift: u32) -> Value {
    // SAFETY: nodes are counted objects.
    let words = unsafe { heap::Counted::of_unchecked(node).refs() };
    let bitmap = words.first().and_then(|bits| bits.as_fixnum()).unwrap_or(0) as u64;
    let bit = 1u64 << (key >> shift & 31);
    let place = 1 + (bitmap & (bit - 1)).count_ones() as usize;
    let mut copy = [Value::NIL; 34];
    let length = words.len().max(1);
    copy[..words.len()].copy_from_slice(words);
    copy[0] = Value::fixnum((bitmap | bit) as i64).expect("32 bits");
    if bitmap & bit == 0 {
        copy.copy_within(place..length, place + 1);
        copy[place] = pair(cx, Value::fixnum((key >> 2) as i64).expect("62 bits"), Value::NIL);
        return cx.alloc_refs(VECTOR, &copy[..length + 1]).expect("room");
    }
    let below = copy[place];
    copy[place] = if below.is::<Pair>() {
        // SAFETY: just tested.
        let old = unsafe { below.cast_unchecked::<Pair>() }.first.get();
        let old = (old.as_fixnum().expect("a key") as u64) << 2;
        if old >> 2 == key >> 2 {
            return node;
        }
        let empty = cx.alloc_refs(VECTOR, &[]).expect("room");
        let with_old = insert(cx, empty, old, shift + 5);
        insert(cx, with_old, key, shift + 5)
    } else {
        insert(cx, below, key, shift + 5)
    };
    cx.alloc_refs(VECTOR, &copy[..length]).expect("room")
}

fn main() {
    let parts: [(&str, fn()); 7] = [
        ("alloc", bench_alloc),
        ("trees", bench_trees),
        ("pauses", bench_pauses),
        ("create", bench_create),
        ("small", bench_store_and_intern),
        ("threads", bench_threads),
        ("trie", bench_fragmentation),
    ];
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for (name, bench) in parts {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            println!("-- {name}");
            bench();
        }
    }
    bench_pair(&mut new_heap().attach(), Value::NIL, Value::NIL);
}
