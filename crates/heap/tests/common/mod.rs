//! Types, heaps and a watchdog for the tests of the heap.

#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use heap::{
    Attached, Counted, Field, Header, Heap, HeapConfig, HeapType, Hooks, Kind, Layout, Mutator,
    Thrown, TypeInfo, Value,
};

pub const PAIR: Kind = Kind(8);
pub const VECTOR: Kind = Kind(9);
pub const BYTES: Kind = Kind(10);
pub const DROPPED: Kind = Kind(11);
pub const INSTANCE: Kind = Kind(12);
pub const NODE: Kind = Kind(13);

pub static PAIR_INFO: TypeInfo = TypeInfo::new("test.Pair", Layout::AllRefs);
pub static VECTOR_INFO: TypeInfo = TypeInfo::new("test.Vector", Layout::Counted);
pub static BYTES_INFO: TypeInfo = TypeInfo::new("test.Bytes", Layout::Counted);
pub static INSTANCE_INFO: TypeInfo = TypeInfo::new("test.Instance", Layout::AllRefs);
pub static NODE_INFO: TypeInfo = TypeInfo::new("test.Node", Layout::RefsThenRaw(1));
pub static DROPPED_INFO: TypeInfo = {
    let mut info = TypeInfo::new("test.Dropped", Layout::Raw);
    info.finalize = Some(finalize_dropped);
    info
};

pub static TYPES: &[(Kind, &TypeInfo)] = &[
    (PAIR, &PAIR_INFO),
    (VECTOR, &VECTOR_INFO),
    (BYTES, &BYTES_INFO),
    (DROPPED, &DROPPED_INFO),
    (INSTANCE, &INSTANCE_INFO),
    (NODE, &NODE_INFO),
];

/// What the hooks leave pending.
pub const OUT_OF_MEMORY: Value = Value::small(1001);
pub const STACK_OVERFLOW: Value = Value::small(1002);
pub const INTERRUPTED: Value = Value::small(1003);

pub const HOOKS: Hooks = Hooks {
    out_of_memory: |cx| cx.throw(OUT_OF_MEMORY),
    stack_overflow: |cx| cx.throw(STACK_OVERFLOW),
    interrupted: |cx| cx.throw(INTERRUPTED),
    not_callable: |cx, _, _| cx.throw(Value::NIL),
};

pub fn config() -> HeapConfig {
    HeapConfig::new(TYPES, HOOKS)
}

/// Collects at every Nth allocation and checks everything that can be checked.
pub fn stressed(every: u64) -> HeapConfig {
    let mut config = config();
    config.stress_every = Some(every);
    config.poison = true;
    config.verify = true;
    config
}

pub fn heap(config: HeapConfig) -> Heap {
    Heap::new(config).expect("address space for a heap")
}

/// Two values.
#[repr(C)]
pub struct Pair {
    header: Header,
    pub first: Field,
    pub second: Field,
}

impl HeapType for Pair {
    const KIND: Kind = PAIR;
}

pub fn pair(cx: &mut Mutator, first: Value, second: Value) -> Value {
    pair_with_header(cx, Header::of::<Pair>(), first, second)
}

pub fn pair_with_header(cx: &mut Mutator, header: Header, first: Value, second: Value) -> Value {
    let object = Pair { header, first: Field::new(first), second: Field::new(second) };
    cx.alloc(object).expect("room")
}

pub fn first(pair: Value) -> Value {
    pair.cast::<Pair>().expect("a pair").first.get()
}

pub fn second(pair: Value) -> Value {
    pair.cast::<Pair>().expect("a pair").second.get()
}

pub fn set_first(cx: &mut Mutator, object: Value, value: Value) {
    cx.store(object, &object.cast::<Pair>().expect("a pair").first, value);
}

pub fn set_second(cx: &mut Mutator, object: Value, value: Value) {
    cx.store(object, &object.cast::<Pair>().expect("a pair").second, value);
}

/// A value, and a raw word.
#[repr(C)]
pub struct Node {
    header: Header,
    pub value: Field,
    pub raw: u64,
}

impl HeapType for Node {
    const KIND: Kind = NODE;
}

pub fn node(cx: &mut Mutator, value: Value, raw: u64) -> Value {
    cx.alloc(Node { header: Header::of::<Node>(), value: Field::new(value), raw }).expect("room")
}

/// Counts down when it is finalised.
#[repr(C)]
pub struct Dropped {
    header: Header,
    counter: &'static AtomicUsize,
    pub number: u64,
}

impl HeapType for Dropped {
    const KIND: Kind = DROPPED;
    const FINALIZED: bool = true;
}

unsafe fn finalize_dropped(object: *mut u8) {
    // SAFETY: called with the words of a `Dropped`.
    let dropped = unsafe { &*(object as *const Dropped) };
    assert!(dropped.number < 1 << 40, "the words are still those of the object");
    dropped.counter.fetch_sub(1, Ordering::SeqCst);
}

pub fn dropped(cx: &mut Mutator, counter: &'static AtomicUsize, number: u64) -> Value {
    counter.fetch_add(1, Ordering::SeqCst);
    cx.alloc(Dropped { header: Header::of::<Dropped>(), counter, number }).expect("room")
}

/// A counter that lives as long as the process.
pub fn counter() -> &'static AtomicUsize {
    Box::leak(Box::new(AtomicUsize::new(0)))
}

pub fn vector(cx: &mut Mutator, values: &[Value]) -> Value {
    cx.alloc_refs(VECTOR, values).expect("room")
}

pub fn items<'a>(vector: Value) -> &'a [Field] {
    Counted::of(vector).expect("a vector").fields()
}

pub fn bytes(cx: &mut Mutator, words: usize, seed: u64) -> Value {
    let fill = |_: &mut [Value], raw: &mut [u64]| {
        for (index, word) in raw.iter_mut().enumerate() {
            *word = seed.wrapping_add(index as u64);
        }
    };
    cx.alloc_counted(BYTES, 0, words, fill).expect("room")
}

pub fn check_bytes(bytes: Value, words: usize, seed: u64) {
    let raw = Counted::of(bytes).expect("bytes").raw();
    assert_eq!(raw.len(), words);
    assert!(raw.iter().enumerate().all(|(index, &word)| word == seed.wrapping_add(index as u64)));
}

pub fn fix(n: i64) -> Value {
    Value::fixnum(n).expect("a small number")
}

/// A binary tree of pairs; leaves are pairs of nils.
pub fn tree(cx: &mut Mutator, depth: u32) -> Value {
    if depth == 0 {
        return pair(cx, Value::NIL, Value::NIL);
    }
    let left = tree(cx, depth - 1);
    let right = tree(cx, depth - 1);
    pair(cx, left, right)
}

pub fn count_nodes(tree: Value) -> usize {
    if tree.is_nil() { 0 } else { 1 + count_nodes(first(tree)) + count_nodes(second(tree)) }
}

/// A list of the numbers below `n`, the largest first.
pub fn list(cx: &mut Mutator, n: i64) -> Value {
    let mut list = Value::NIL;
    for i in 0..n {
        list = pair(cx, fix(i), list);
    }
    list
}

pub fn check_list(mut list: Value, n: i64) {
    for i in (0..n).rev() {
        assert_eq!(first(list), fix(i));
        list = second(list);
    }
    assert!(list.is_nil());
}

/// Overwrites what calls have left on the native stack below here.
#[inline(never)]
pub fn scrub_stack() {
    std::hint::black_box([0u64; 4096]);
}

/// Pseudo-random numbers, the same at each run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 33) as usize) % n
    }
}

/// Ends the process when a test hangs.
pub fn watchdog(seconds: u64) -> impl Drop {
    struct Guard(std::sync::mpsc::Sender<()>);
    impl Drop for Guard {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        use std::sync::mpsc::RecvTimeoutError::Timeout;
        if receiver.recv_timeout(Duration::from_secs(seconds)) == Err(Timeout) {
            eprintln!("a test hangs for {seconds} s");
            std::process::abort();
        }
    });
    Guard(sender)
}

/// Runs `work` on `count` threads, each attached to the heap, and waits for them outside.
pub fn on_threads(heap: &Heap, count: usize, work: impl Fn(usize, &mut Attached) + Sync) {
    std::thread::scope(|scope| {
        for index in 0..count {
            let work = &work;
            scope.spawn(move || work(index, &mut heap.attach()));
        }
    });
}

/// Runs the test of this name in a process of its own, with `variable` set. True in that process.
pub fn in_child(test: &str, variable: &str) -> Option<std::process::Output> {
    if std::env::var_os(variable).is_some() {
        return None;
    }
    let program = std::env::current_exe().expect("the test's own program");
    let output = std::process::Command::new(program)
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(variable, "1")
        .output()
        .expect("a child process");
    Some(output)
}

pub fn is_pending(cx: &mut Mutator, thrown: Thrown, exception: Value) -> bool {
    let Thrown = thrown;
    cx.take_pending() == exception
}
