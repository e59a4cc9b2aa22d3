//! Refs: values that change in transactions.
//!
//! A ref keeps its newest version and, as readers ask for it, some older ones. Its lock has two sides:
//! a transaction that commits holds it for writing, one that ensures the ref holds it for reading.
#![allow(unsafe_code, reason = "a ref is called through a window")]

use core::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown};
use heap::{TypeInfo, Value};

use super::transaction;
use crate::iref::{self, Parts};
use crate::{parking, state};

/// A ref.
#[repr(C)]
pub struct Ref {
    header: Header,
    newest: Field,
    pub(crate) parts: Parts,
    /// The `TransactionInfo` of who wrote it last, perhaps one that still runs.
    pub(super) owner: Field,
    id: u64,
    /// `WRITER`, or the number of readers.
    lock: AtomicU64,
    /// Readers that found no version old enough since the history last grew.
    faults: AtomicU64,
    history_min: AtomicI64,
    history_max: AtomicI64,
}

impl HeapType for Ref {
    const KIND: Kind = data::kind::REF;
}

/// A value that a ref has, or had.
#[repr(C)]
pub(super) struct Version {
    header: Header,
    pub(super) value: Value,
    /// The version before, while it is kept.
    older: Field,
    /// The commit point it became visible at.
    point: AtomicU64,
}

impl HeapType for Version {
    const KIND: Kind = data::kind::REF_VERSION;
}

/// The behaviours of versions.
pub static REF_VERSION: TypeInfo = TypeInfo::new("clojure.lang.Ref$TVal", Layout::RefsThenRaw(2));

/// The behaviours of refs.
pub static REF: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Ref", Layout::RefsThenRaw(5));
    info.interfaces = Interfaces::DEREF
        .and(Interfaces::META)
        .and(Interfaces::REF)
        .and(Interfaces::IFN)
        .and(Interfaces::COMPARABLE);
    info.deref = Some(deref);
    info.meta = Some(iref::meta);
    info.print = Some(crate::print_ref::print);
    info.compare = Some(compare);
    info.entry = call;
    info
};

const WRITER: u64 = u64::MAX;

/// How long a transaction waits for a lock, or for another transaction, before it retries.
pub(super) const PATIENCE: Duration = Duration::from_millis(100);

const HISTORY_MAX: i64 = 10;

/// A new ref; the validator is asked about the first value too.
///
/// # Errors
/// What the validator says to it.
pub fn new(cx: &mut Mutator, value: Value, meta: Value, validator: Value) -> Result {
    iref::validate(cx, validator, value)?;
    let version = version(cx, value, Value::NIL)?;
    let id = state::of(cx).clock.next_ref();
    cx.alloc(Ref {
        header: Header::of::<Ref>(),
        newest: Field::new(version),
        parts: Parts::new(meta, validator),
        owner: Field::new(Value::NIL),
        id,
        lock: AtomicU64::new(0),
        faults: AtomicU64::new(0),
        history_min: AtomicI64::new(0),
        history_max: AtomicI64::new(HISTORY_MAX),
    })
}

/// A version that is visible to all, until its point is set.
pub(super) fn version(cx: &mut Mutator, value: Value, older: Value) -> Result {
    let header = Header::of::<Version>();
    cx.alloc(Version { header, value, older: Field::new(older), point: AtomicU64::new(0) })
}

/// The ref in a value.
pub fn of<'a>(value: Value) -> Option<&'a Ref> {
    value.cast::<Ref>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Ref> {
    match of(value) {
        Some(reference) => Ok(reference),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.Ref")),
    }
}

/// The ref that stands in a field of ours.
pub(super) fn known<'a>(value: Value) -> &'a Ref {
    of(value).expect("entries of transactions name refs")
}

impl Version {
    pub(super) fn of<'a>(value: Value) -> Option<&'a Version> {
        value.cast::<Version>()
    }
}

impl Ref {
    /// Refs are locked in the order of their ids.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn newest<'a>(&self) -> &'a Version {
        Version::of(self.newest.get()).expect("a ref has a version from its birth")
    }

    pub(super) fn newest_value(&self) -> Value {
        self.newest.get()
    }

    /// True when the ref was written after that point.
    pub(super) fn is_newer_than(&self, point: u64) -> bool {
        self.newest().point.load(Ordering::Acquire) > point
    }

    /// What the ref held at that point; nothing when that is no longer known, which is noted.
    pub(super) fn value_at(&self, point: u64) -> Option<Value> {
        let mut version = Some(self.newest());
        while let Some(this) = version {
            if this.point.load(Ordering::Acquire) <= point {
                return Some(this.value);
            }
            version = Version::of(this.older.get());
        }
        self.faults.fetch_add(1, Ordering::SeqCst);
        None
    }

    /// How many versions there are beside the newest.
    pub fn history_count(&self) -> usize {
        let mut count = 0;
        let mut version = self.newest();
        while let Some(older) = Version::of(version.older.get()) {
            count += 1;
            version = older;
        }
        count
    }

    pub fn history_min(&self) -> i64 {
        self.history_min.load(Ordering::Relaxed)
    }

    pub fn set_history_min(&self, n: i64) {
        self.history_min.store(n, Ordering::Relaxed);
    }

    pub fn history_max(&self) -> i64 {
        self.history_max.load(Ordering::Relaxed)
    }

    pub fn set_history_max(&self, n: i64) {
        self.history_max.store(n, Ordering::Relaxed);
    }

    fn try_write(&self) -> bool {
        self.lock.compare_exchange(0, WRITER, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    fn try_read(&self) -> bool {
        let add = |lock| if lock == WRITER { None } else { Some(lock + 1) };
        self.lock.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add).is_ok()
    }

    fn has_writer(&self) -> bool {
        self.lock.load(Ordering::SeqCst) == WRITER
    }
}

/// Makes a version the newest. The caller holds the lock for writing, and nothing here can fail.
pub(super) fn publish(cx: &mut Mutator, reference: Value, version: Value, point: u64) {
    let (this, Some(new)) = (known(reference), Version::of(version)) else { return };
    new.point.store(point, Ordering::Release);
    let count = this.history_count() as i64;
    let is_missed = this.faults.load(Ordering::SeqCst) > 0 && count < this.history_max();
    let grows = is_missed || count < this.history_min();
    if grows {
        this.faults.store(0, Ordering::SeqCst);
    }
    cut(cx, version, if grows { count + 1 } else { count });
    cx.store(reference, &this.newest, version);
}

/// Keeps so many versions beside the newest.
fn cut(cx: &mut Mutator, newest: Value, keep: i64) {
    let mut version = newest;
    for _ in 0..keep {
        match Version::of(version).map(|version| version.older.get()) {
            Some(older) if !older.is_nil() => version = older,
            Some(_) | None => return,
        }
    }
    if let Some(last) = Version::of(version) {
        cx.store(version, &last.older, Value::NIL);
    }
}

/// Takes the lock for writing; false when others held it too long.
///
/// # Errors
/// When this thread is to give up waiting.
pub(super) fn lock_for_writing(cx: &mut Mutator, reference: Value) -> Result<bool> {
    let this = known(reference);
    let deadline = Instant::now().checked_add(PATIENCE);
    parking::wait_through_interrupts(cx, reference, deadline, || this.try_write())
}

pub(super) fn unlock_for_writing(cx: &mut Mutator, reference: Value) {
    known(reference).lock.store(0, Ordering::SeqCst);
    parking::notify(cx, reference);
}

/// Takes the lock for reading, as one of many.
///
/// # Errors
/// When this thread is to give up waiting.
pub(super) fn lock_for_reading(cx: &mut Mutator, reference: Value) -> Result<()> {
    let this = known(reference);
    parking::wait_through_interrupts(cx, reference, None, || this.try_read())?;
    Ok(())
}

pub(super) fn unlock_for_reading(cx: &mut Mutator, reference: Value) {
    if known(reference).lock.fetch_sub(1, Ordering::SeqCst) == 1 {
        parking::notify(cx, reference);
    }
}

/// Waits while a transaction that commits writes the ref: its point may be before the reader's.
///
/// # Errors
/// When this thread is to give up waiting.
pub(super) fn await_writer(cx: &mut Mutator, reference: Value) -> Result<()> {
    let this = known(reference);
    if this.has_writer() {
        parking::wait_through_interrupts(cx, reference, None, || !this.has_writer())?;
    }
    Ok(())
}

/// The ref's value: in a transaction, what that sees.
///
/// # Errors
/// In a transaction that must retry.
pub fn deref(cx: &mut Mutator, reference: Value) -> Result {
    match transaction::current(cx) {
        Some(running) => transaction::get(cx, running, reference),
        None => Ok(expect(cx, reference)?.newest().value),
    }
}

/// Refs compare as they were made, the older one first.
fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    let (a, b) = (expect(cx, a)?.id, expect(cx, b)?.id);
    Ok(a.cmp(&b) as i32)
}

/// Calls what the ref holds.
///
/// # Safety
/// The calling convention; the callee is a ref.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] only refs are called through this entry.
    let (cx_ref, reference) = unsafe { (&mut *cx, *args.sub(1)) };
    match deref(cx_ref, reference) {
        Ok(callee) => {
            let entry = cx_ref.desc_of(callee).entry(argc);
            // SAFETY: [CALL] the same window, with the callee that the ref stands for.
            unsafe {
                *args.sub(1) = callee;
                entry(cx, args, argc)
            }
        }
        Err(Thrown) => Value::THROWN,
    }
}
