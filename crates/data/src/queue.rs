//! `PersistentQueue`: first in, first out; a seq to take from, a vector to add to.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::seq::{self as seqs, cached_hash, sequential};
use crate::{kind, known, lookup, vector};

/// A persistent queue.
#[repr(C)]
pub struct Queue {
    header: Header,
    /// A seq; nil when the queue is empty.
    front: Value,
    /// A vector of what comes after; nil when there is nothing.
    rear: Value,
    meta: Value,
    count: u32,
    hash: AtomicU32,
}

impl HeapType for Queue {
    const KIND: Kind = kind::QUEUE;
}

impl Queue {
    pub fn len(&self) -> usize {
        self.count as usize
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The queue in a value.
pub fn of<'a>(value: Value) -> Option<&'a Queue> {
    value.cast::<Queue>()
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let empty = make(cx, Value::NIL, Value::NIL, 0, Value::NIL)?;
    cx.set_known(known::EMPTY_QUEUE, empty);
    Ok(())
}

/// `clojure.lang.PersistentQueue/EMPTY`.
#[inline]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_QUEUE)
}

fn make(cx: &mut Mutator, front: Value, rear: Value, count: u32, meta: Value) -> Result {
    let (header, hash) = (Header::of::<Queue>(), AtomicU32::new(0));
    cx.alloc(Queue { header, front, rear, meta, count, hash })
}

fn this<'a>(value: Value) -> &'a Queue {
    value.cast().expect("the queue's own behaviours are asked of queues")
}

fn conj(cx: &mut Mutator, queue: Value, item: Value) -> Result {
    let Queue { front, rear, meta, count, .. } = this(queue);
    if front.is_nil() {
        let front = crate::list::single(cx, item)?;
        return make(cx, front, Value::NIL, 1, *meta);
    }
    let rear = if rear.is_nil() { vector::empty(cx) } else { *rear };
    let rear = lookup::conj(cx, rear, item)?;
    make(cx, *front, rear, count.saturating_add(1), *meta)
}

fn peek(cx: &mut Mutator, queue: Value) -> Result {
    seqs::first(cx, this(queue).front)
}

fn pop(cx: &mut Mutator, queue: Value) -> Result {
    let Queue { front, rear, meta, count, .. } = this(queue);
    if front.is_nil() {
        return Ok(queue);
    }
    let mut rear = *rear;
    let mut front = seqs::next(cx, *front)?;
    if front.is_nil() {
        front = seqs::seq(cx, rear)?;
        rear = Value::NIL;
    }
    make(cx, front, rear, count - 1, *meta)
}

fn count(_cx: &mut Mutator, queue: Value) -> Result<usize> {
    Ok(this(queue).count as usize)
}

fn seq(cx: &mut Mutator, queue: Value) -> Result {
    let Queue { front, rear, .. } = this(queue);
    if front.is_nil() {
        return Ok(Value::NIL);
    }
    let rear = seqs::seq(cx, *rear)?;
    QueueSeq::make(cx, *front, rear, Value::NIL)
}

fn emptied(cx: &mut Mutator, queue: Value) -> Result {
    let meta = this(queue).meta;
    make(cx, Value::NIL, Value::NIL, 0, meta)
}

fn hasheq(cx: &mut Mutator, queue: Value) -> Result<i32> {
    cached_hash(cx, &this(queue).hash, queue, sequential::hasheq)
}

fn meta(_cx: &mut Mutator, queue: Value) -> Result {
    Ok(this(queue).meta)
}

fn with_meta(cx: &mut Mutator, queue: Value, meta: Value) -> Result {
    let Queue { front, rear, count, .. } = this(queue);
    make(cx, *front, *rear, *count, meta)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::SEQABLE
        .and(Interfaces::SEQUENTIAL)
        .and(Interfaces::COLL)
        .and(Interfaces::COUNTED)
        .and(Interfaces::LIST)
        .and(Interfaces::STACK)
        .and(Interfaces::OBJ)
        .and(Interfaces::META),
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(hasheq),
    hash_code: Some(sequential::hash_code),
    seq: Some(seq),
    count: Some(count),
    conj: Some(conj),
    empty: Some(emptied),
    peek: Some(peek),
    pop: Some(pop),
    meta: Some(meta),
    with_meta: Some(with_meta),
    // No method of Clojure's printer is for queues.
    print: Some(crate::print::opaque),
    ..TypeInfo::new("clojure.lang.PersistentQueue", Layout::RefsThenRaw(3))
};

/// A place in a queue.
#[repr(C)]
pub struct QueueSeq {
    header: Header,
    front: Value,
    rear: Value,
    meta: Value,
    hash: AtomicU32,
    unused: u32,
}

impl HeapType for QueueSeq {
    const KIND: Kind = kind::QUEUE_SEQ;
}

impl QueueSeq {
    fn make(cx: &mut Mutator, front: Value, rear: Value, meta: Value) -> Result {
        let (header, hash) = (Header::of::<QueueSeq>(), AtomicU32::new(0));
        cx.alloc(QueueSeq { header, front, rear, meta, hash, unused: 0 })
    }

    fn this<'a>(value: Value) -> &'a QueueSeq {
        value.cast().expect("the seq's own behaviours are asked of such seqs")
    }

    fn first(cx: &mut Mutator, seq: Value) -> Result {
        seqs::first(cx, QueueSeq::this(seq).front)
    }

    fn next(cx: &mut Mutator, seq: Value) -> Result {
        let QueueSeq { front, rear, .. } = QueueSeq::this(seq);
        let front = seqs::next(cx, *front)?;
        if !front.is_nil() {
            return QueueSeq::make(cx, front, *rear, Value::NIL);
        }
        if rear.is_nil() {
            Ok(Value::NIL)
        } else {
            QueueSeq::make(cx, *rear, Value::NIL, Value::NIL)
        }
    }

    fn rest(cx: &mut Mutator, seq: Value) -> Result {
        let next = QueueSeq::next(cx, seq)?;
        Ok(seqs::rest_of_next(cx, next))
    }

    fn count(cx: &mut Mutator, seq: Value) -> Result<usize> {
        let QueueSeq { front, rear, .. } = QueueSeq::this(seq);
        Ok(seqs::count(cx, *front)? + seqs::count(cx, *rear)?)
    }

    fn hasheq(cx: &mut Mutator, seq: Value) -> Result<i32> {
        cached_hash(cx, &QueueSeq::this(seq).hash, seq, sequential::hasheq)
    }

    fn meta(_cx: &mut Mutator, seq: Value) -> Result {
        Ok(QueueSeq::this(seq).meta)
    }

    fn with_meta(cx: &mut Mutator, seq: Value, meta: Value) -> Result {
        let QueueSeq { front, rear, .. } = QueueSeq::this(seq);
        QueueSeq::make(cx, *front, *rear, meta)
    }
}

pub static SEQ_TYPE: TypeInfo = TypeInfo {
    interfaces: seqs::SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
    hasheq: Some(QueueSeq::hasheq),
    first: Some(QueueSeq::first),
    next: Some(QueueSeq::next),
    rest: Some(QueueSeq::rest),
    count: Some(QueueSeq::count),
    meta: Some(QueueSeq::meta),
    with_meta: Some(QueueSeq::with_meta),
    ..seqs::type_info("clojure.lang.PersistentQueue$Seq", Layout::RefsThenRaw(3))
};
