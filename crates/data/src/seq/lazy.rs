//! Lazy seqs: a function that is called once, by one thread, when somebody wants to see the seq.
//!
//! States of the two words `work` and `value`:
//!
//! | `work` | `value` | |
//! | --- | --- | --- |
//! | the function | nil | nobody has asked yet |
//! | number of a thread | the function | the thread is calling it |
//! | number of a thread | nil | the thread is making a seq of the answer |
//! | true | the answer | called; not made a seq yet |
//! | nil | the seq, or nil | done |
//!
//! `work` is claimed by compare-exchange; `value` is written by the claimer alone, before `work` is
//! released. Answers that are lazy seqs themselves are unwrapped in a loop, so nesting costs no stack.

use core::cell::Cell;
use core::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::{SEQ_INTERFACES, conj_before, empty_list, rest_of_next, sequential};
use crate::kind;

/// A seq that is made when it is looked at.
#[repr(C)]
pub struct LazySeq {
    header: Header,
    work: Field,
    value: Field,
    meta: Value,
}

impl LazySeq {
    pub(super) fn is_realized(&self) -> bool {
        matches!(self.work.get(), Value::NIL | Value::TRUE)
    }
}

impl HeapType for LazySeq {
    const KIND: Kind = kind::LAZY_SEQ;
}

/// A lazy seq of what calling `function` without arguments answers.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub fn new(cx: &mut Mutator, function: Value) -> Result {
    cx.alloc(LazySeq {
        header: Header::of::<LazySeq>(),
        work: Field::new(function),
        value: Field::new(Value::NIL),
        meta: Value::NIL,
    })
}

static NEXT_THREAD: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static THREAD: Cell<u64> = const { Cell::new(0) };
}

/// Whether the lazy seq has been looked at; `None` for anything else.
pub fn is_realized(value: Value) -> Option<bool> {
    super::is_realized(value)
}

/// A number of this thread alone, as a fixnum.
fn own_number() -> Value {
    let number = THREAD.with(|thread| {
        if thread.get() == 0 {
            thread.set(NEXT_THREAD.fetch_add(1, Ordering::Relaxed));
        }
        thread.get()
    });
    Value::from_bits(number << 1)
}

fn this<'a>(value: Value) -> &'a LazySeq {
    value.cast().expect("the lazy seq's own behaviours are asked of lazy seqs")
}

/// What to do with a lazy seq.
enum Claim {
    /// It is done; this is its seq.
    Done(Value),
    /// The function has been called; this is the answer.
    Called(Value),
    /// This thread has claimed it to make a seq of this answer.
    Unwrap(Value),
    /// This thread has claimed it to call this function; `again` when it is calling it already.
    Call { function: Value, again: bool },
}

/// Finds out what there is to do, and claims it. `unwrap` says that the answer is wanted as a seq.
fn claim(cx: &mut Mutator, lazy: Value, unwrap: bool) -> Result<Claim> {
    let this = this(lazy);
    let mut waited = 0u32;
    loop {
        let work = this.work.get();
        if work.is_nil() {
            return Ok(Claim::Done(this.value.get()));
        }
        let own = own_number();
        if work == own {
            // The function looks at its own seq: as on the JVM, it is called again, or, when its
            // answer is being looked at already, there is nothing to see.
            return Ok(match this.value.get() {
                Value::NIL => Claim::Done(Value::NIL),
                function => Claim::Call { function, again: true },
            });
        }
        if work.is_fixnum() {
            wait_for_other_thread(cx, &mut waited)?;
            continue;
        }
        if work == Value::TRUE && !unwrap {
            let answer = this.value.get();
            // The value belongs to the state only if the state is still the same.
            if this.work.get() == work {
                return Ok(Claim::Called(answer));
            }
            continue;
        }
        if cx.compare_exchange(lazy, &this.work, work, own).is_ok() {
            if work == Value::TRUE {
                let answer = this.value.get();
                cx.store(lazy, &this.value, Value::NIL);
                return Ok(Claim::Unwrap(answer));
            }
            cx.store(lazy, &this.value, work);
            return Ok(Claim::Call { function: work, again: false });
        }
    }
}

#[cold]
fn wait_for_other_thread(cx: &mut Mutator, waited: &mut u32) -> Result<()> {
    cx.safepoint()?;
    *waited += 1;
    if *waited < 100 {
        std::thread::yield_now();
    } else {
        cx.blocking(|| std::thread::sleep(Duration::from_micros(50)));
    }
    Ok(())
}

/// Calls the function; when that throws, the seq is as it was. Afterwards it is claimed as before.
fn call(cx: &mut Mutator, lazy: Value, function: Value, again: bool) -> Result {
    let this = this(lazy);
    match cx.invoke(function, &[]) {
        Ok(answer) => {
            // A call inside the call may have finished the seq; the answer of this one counts.
            let own = own_number();
            if this.work.get() != own {
                cx.store(lazy, &this.work, own);
            }
            Ok(answer)
        }
        Err(thrown) if again => Err(thrown),
        Err(thrown) => {
            cx.store(lazy, &this.value, Value::NIL);
            cx.store(lazy, &this.work, function);
            Err(thrown)
        }
    }
}

/// The answer of the function: anything that can be made a seq, or the seq itself when that was done.
fn answer(cx: &mut Mutator, lazy: Value) -> Result {
    match claim(cx, lazy, false)? {
        Claim::Done(value) | Claim::Called(value) | Claim::Unwrap(value) => Ok(value),
        Claim::Call { function, again } => {
            let answer = call(cx, lazy, function, again)?;
            let this = this(lazy);
            cx.store(lazy, &this.value, answer);
            cx.store(lazy, &this.work, Value::TRUE);
            Ok(answer)
        }
    }
}

/// The seq of a lazy seq.
///
/// # Errors
/// Whatever its function throws.
pub fn seq(cx: &mut Mutator, lazy: Value) -> Result {
    let this = this(lazy);
    if this.work.get().is_nil() {
        return Ok(this.value.get());
    }
    realize(cx, lazy)
}

#[inline(never)]
fn realize(cx: &mut Mutator, lazy: Value) -> Result {
    cx.enter_native()?;
    cx.step();
    let this = this(lazy);
    let mut seq = match claim(cx, lazy, true)? {
        Claim::Done(seq) => return Ok(seq),
        Claim::Called(answer) | Claim::Unwrap(answer) => answer,
        Claim::Call { function, again } => {
            let answer = call(cx, lazy, function, again)?;
            cx.store(lazy, &this.value, Value::NIL);
            answer
        }
    };
    match unwrap(cx, &mut seq) {
        Ok(()) => {
            cx.store(lazy, &this.value, seq);
            cx.store(lazy, &this.work, Value::NIL);
            Ok(seq)
        }
        Err(thrown) => {
            // As on the JVM: the answer is gone, and the seq is empty from now on.
            cx.store(lazy, &this.work, Value::NIL);
            Err(thrown)
        }
    }
}

/// Makes a seq of an answer in place.
fn unwrap(cx: &mut Mutator, seq: &mut Value) -> Result<()> {
    while seq.is::<LazySeq>() {
        *seq = answer(cx, *seq)?;
    }
    *seq = super::seq(cx, *seq)?;
    Ok(())
}

fn first(cx: &mut Mutator, lazy: Value) -> Result {
    let seq = seq(cx, lazy)?;
    if seq.is_nil() { Ok(seq) } else { super::first(cx, seq) }
}

fn next(cx: &mut Mutator, lazy: Value) -> Result {
    let seq = seq(cx, lazy)?;
    if seq.is_nil() { Ok(seq) } else { super::next(cx, seq) }
}

fn rest(cx: &mut Mutator, lazy: Value) -> Result {
    let seq = seq(cx, lazy)?;
    if seq.is_nil() { Ok(rest_of_next(cx, seq)) } else { super::rest(cx, seq) }
}

fn meta(_cx: &mut Mutator, lazy: Value) -> Result {
    Ok(this(lazy).meta)
}

fn with_meta(cx: &mut Mutator, lazy: Value, meta: Value) -> Result {
    if this(lazy).meta == meta {
        return Ok(lazy);
    }
    let seq = seq(cx, lazy)?;
    cx.alloc(LazySeq {
        header: Header::of::<LazySeq>(),
        work: Field::new(Value::NIL),
        value: Field::new(seq),
        meta,
    })
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: SEQ_INTERFACES.and(Interfaces::OBJ).and(Interfaces::META).and(Interfaces::PENDING),
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(sequential::hasheq),
    hash_code: Some(sequential::hash_code),
    seq: Some(seq),
    first: Some(first),
    next: Some(next),
    rest: Some(rest),
    conj: Some(conj_before),
    empty: Some(empty_list),
    meta: Some(meta),
    with_meta: Some(with_meta),
    ..TypeInfo::new("clojure.lang.LazySeq", Layout::AllRefs)
};
