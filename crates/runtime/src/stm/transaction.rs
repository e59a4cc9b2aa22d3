//! A transaction while its body runs: what it has read, set, commuted and ensured.
//!
//! It stands in a slot of its thread. Whatever shows that it cannot commit is thrown as the retry
//! exception, which `commit` catches.

use core::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use data::class::ClassId;
use heap::{Counted, Field, Header, HeapType, Kind, Layout, Mutator, Result, RootVec, Space};
use heap::{Thrown, TypeInfo, Value};

use super::reference::{self, PATIENCE};
use crate::{maps, parking};

/// A transaction.
#[repr(C)]
pub struct Transaction {
    header: Header,
    /// What others may know of the attempt; nil when it is over.
    pub(super) info: Field,
    /// A map from refs to entries.
    entries: Field,
    /// The entry made last; each names the one before.
    last: Field,
    /// A vector of actions, to be sent after the commit.
    pub(super) actions: Field,
    pub(super) read_point: AtomicU64,
    /// The read point of the first attempt: its age.
    start_point: AtomicU64,
    /// When the first attempt began, in nanoseconds.
    started: AtomicU64,
}

impl HeapType for Transaction {
    const KIND: Kind = data::kind::TRANSACTION;
}

/// The behaviours of transactions.
pub static TRANSACTION: TypeInfo =
    TypeInfo::new("clojure.lang.LockingTransaction", Layout::RefsThenRaw(4));

/// What other transactions see of an attempt.
#[repr(C)]
pub(super) struct Info {
    header: Header,
    status: AtomicU64,
    start_point: u64,
}

impl HeapType for Info {
    const KIND: Kind = data::kind::TRANSACTION_INFO;
}

/// The behaviours of infos.
pub static TRANSACTION_INFO: TypeInfo =
    TypeInfo::new("clojure.lang.LockingTransaction$Info", Layout::Raw);

pub(super) const RUNNING: u64 = 0;
pub(super) const COMMITTING: u64 = 1;
/// From here on the attempt is over.
pub(super) const RETRY: u64 = 2;
const KILLED: u64 = 3;
pub(super) const COMMITTED: u64 = 4;

/// What a transaction has done with one ref.
#[repr(C)]
pub(super) struct Entry {
    header: Header,
    pub(super) reference: Value,
    pub(super) before: Value,
    /// What the ref holds in this transaction; `ABSENT` when it was ensured only.
    pub(super) value: Field,
    /// A vector of counted objects `[f args…]`; nil when it was not commuted.
    pub(super) commutes: Field,
    flags: AtomicU64,
}

impl HeapType for Entry {
    const KIND: Kind = data::kind::TRANSACTION_ENTRY;
}

/// The behaviours of entries.
pub static TRANSACTION_ENTRY: TypeInfo =
    TypeInfo::new("clojure.lang.LockingTransaction$CFn", Layout::RefsThenRaw(4));

/// The ref was set: it names this transaction as its owner.
const SET: u64 = 1;
/// The ref's lock is held for reading.
const ENSURED: u64 = 2;

/// How long a transaction runs before it makes younger ones retry.
const BARGE_AFTER: Duration = Duration::from_millis(10);

const RETRY_EXCEPTION: ClassId = ClassId::named("clojure.lang.LockingTransaction$RetryEx");

impl Info {
    pub(super) fn of<'a>(value: Value) -> Option<&'a Info> {
        value.cast::<Info>()
    }

    fn is_running(&self) -> bool {
        self.status.load(Ordering::SeqCst) <= COMMITTING
    }

    pub(super) fn go(&self, from: u64, to: u64) -> bool {
        self.status.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

impl Entry {
    pub(super) fn of<'a>(value: Value) -> Option<&'a Entry> {
        value.cast::<Entry>()
    }

    pub(super) fn is_set(&self) -> bool {
        self.flags.load(Ordering::Relaxed) & SET != 0
    }

    pub(super) fn is_ensured(&self) -> bool {
        self.flags.load(Ordering::Relaxed) & ENSURED != 0
    }

    fn mark(&self, flag: u64) {
        self.flags.fetch_or(flag, Ordering::Relaxed);
    }

    /// Gives the lock for reading back, when it is held.
    pub(super) fn release_ensured(&self, cx: &mut Mutator) {
        if self.flags.fetch_and(!ENSURED, Ordering::Relaxed) & ENSURED != 0 {
            reference::unlock_for_reading(cx, self.reference);
        }
    }
}

pub(super) fn of<'a>(value: Value) -> &'a Transaction {
    value.cast::<Transaction>().expect("the slot for transactions holds nothing else")
}

pub(super) fn new(cx: &mut Mutator) -> Result {
    let (entries, actions) = (data::map::empty(cx), data::vector::empty(cx));
    cx.alloc(Transaction {
        header: Header::of::<Transaction>(),
        info: Field::new(Value::NIL),
        entries: Field::new(entries),
        last: Field::new(Value::NIL),
        actions: Field::new(actions),
        read_point: AtomicU64::new(0),
        start_point: AtomicU64::new(0),
        started: AtomicU64::new(0),
    })
}

/// The transaction that runs on this thread.
pub fn current(cx: &Mutator) -> Option<Value> {
    let transaction = cx.thread_slot(Space::Transaction);
    (!transaction.is_nil() && !of(transaction).info.get().is_nil()).then_some(transaction)
}

/// The same, where there must be one.
///
/// # Errors
/// An `IllegalStateException` when none runs.
pub fn expect_current(cx: &mut Mutator) -> Result {
    match current(cx) {
        Some(transaction) => Ok(transaction),
        None => Err(data::throw::illegal_state(cx, "No transaction running")),
    }
}

/// Keeps an agent's action until the commit; false when no transaction runs.
pub(crate) fn hold_back(cx: &mut Mutator, action: Value) -> Result<bool> {
    let Some(transaction) = current(cx) else { return Ok(false) };
    let this = of(transaction);
    let actions = data::lookup::conj(cx, this.actions.get(), action)?;
    cx.store(transaction, &this.actions, actions);
    Ok(true)
}

fn now() -> u64 {
    use std::sync::OnceLock;
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed().as_nanos() as u64
}

/// Begins an attempt; the first one gives the transaction its age.
pub(super) fn begin(cx: &mut Mutator, transaction: Value, is_first: bool) -> Result<()> {
    let this = of(transaction);
    let point = crate::state::of(cx).clock.tick();
    this.read_point.store(point, Ordering::Relaxed);
    if is_first {
        this.start_point.store(point, Ordering::Relaxed);
        this.started.store(now(), Ordering::Relaxed);
    }
    let start_point = this.start_point.load(Ordering::Relaxed);
    let (header, status) = (Header::of::<Info>(), AtomicU64::new(RUNNING));
    let info = cx.alloc(Info { header, status, start_point })?;
    cx.store(transaction, &this.info, info);
    Ok(())
}

/// Ends an attempt, so that those who wait for it go on, and forgets what it did.
pub(super) fn end(cx: &mut Mutator, transaction: Value, status: u64) {
    let this = of(transaction);
    each_entry(this, |entry| entry.release_ensured(cx));
    let (entries, actions) = (data::map::empty(cx), data::vector::empty(cx));
    cx.store(transaction, &this.entries, entries);
    cx.store(transaction, &this.last, Value::NIL);
    cx.store(transaction, &this.actions, actions);
    let info = cx.exchange(transaction, &this.info, Value::NIL);
    if let Some(known) = Info::of(info) {
        known.status.store(status, Ordering::SeqCst);
        parking::notify(cx, info);
    }
}

/// The entries, the one made last first.
pub(super) fn each_entry(this: &Transaction, mut work: impl FnMut(&Entry)) {
    let mut next = this.last.get();
    while let Some(entry) = Entry::of(next) {
        next = entry.before;
        work(entry);
    }
}

/// The entries in the order in which their refs are locked.
pub(super) fn sorted_entries(cx: &mut Mutator, this: &Transaction) -> RootVec {
    let mut entries = RootVec::new(cx);
    let mut next = this.last.get();
    while let Some(entry) = Entry::of(next) {
        entries.push(next);
        next = entry.before;
    }
    entries
        .sort_by_key(|&entry| Entry::of(entry).map(|entry| reference::known(entry.reference).id()));
    entries
}

fn find(cx: &mut Mutator, this: &Transaction, reference: Value) -> Result<Option<Value>> {
    maps::get(cx, this.entries.get(), reference)
}

/// The entry of a ref, made now when there was none.
fn entry(cx: &mut Mutator, transaction: Value, reference: Value) -> Result {
    let this = of(transaction);
    if let Some(found) = find(cx, this, reference)? {
        return Ok(found);
    }
    let entry = cx.alloc(Entry {
        header: Header::of::<Entry>(),
        reference,
        before: this.last.get(),
        value: Field::new(Value::ABSENT),
        commutes: Field::new(Value::NIL),
        flags: AtomicU64::new(0),
    })?;
    let entries = data::map::assoc(cx, this.entries.get(), reference, entry)?;
    cx.store(transaction, &this.entries, entries);
    cx.store(transaction, &this.last, entry);
    Ok(entry)
}

fn known_entry<'a>(entry: Value) -> &'a Entry {
    Entry::of(entry).expect("the map of entries holds nothing else")
}

/// The exception that makes a transaction run again.
#[cold]
pub(super) fn retry(cx: &mut Mutator) -> Thrown {
    data::throwable::throw_plain(cx, RETRY_EXCEPTION)
}

/// True when the pending exception is that one.
pub(super) fn is_retry(cx: &Mutator) -> bool {
    data::throwable::of(cx.pending).and_then(|thrown| thrown.class_id()) == Some(RETRY_EXCEPTION)
}

/// # Errors
/// The retry exception when another transaction has made this one retry.
fn check_running(cx: &mut Mutator, this: &Transaction) -> Result<()> {
    match Info::of(this.info.get()) {
        Some(info) if info.is_running() => Ok(()),
        Some(_) | None => Err(retry(cx)),
    }
}

/// What a ref holds in this transaction.
///
/// # Errors
/// The retry exception when the ref's history does not reach back far enough.
pub(super) fn get(cx: &mut Mutator, transaction: Value, reference: Value) -> Result {
    let this = of(transaction);
    check_running(cx, this)?;
    if let Some(entry) = find(cx, this, reference)? {
        let value = known_entry(entry).value.get();
        if !value.is_absent() {
            return Ok(value);
        }
    }
    let target = reference::expect(cx, reference)?;
    reference::await_writer(cx, reference)?;
    match target.value_at(this.read_point.load(Ordering::Relaxed)) {
        Some(value) => Ok(value),
        None => Err(retry(cx)),
    }
}

/// `ref-set`.
///
/// # Errors
/// An `IllegalStateException` after `commute`; the retry exception when another transaction has
/// written the ref, or is about to.
pub fn set(cx: &mut Mutator, transaction: Value, reference: Value, value: Value) -> Result<()> {
    check_running(cx, of(transaction))?;
    reference::expect(cx, reference)?;
    let at = entry(cx, transaction, reference)?;
    let entry = known_entry(at);
    if !entry.is_set() {
        if !entry.commutes.get().is_nil() {
            return Err(data::throw::illegal_state(cx, "Can't set after commute"));
        }
        own(cx, transaction, entry)?;
        entry.mark(SET);
    }
    cx.store(at, &entry.value, value);
    Ok(())
}

/// `alter`.
///
/// # Errors
/// As for `set`; what the function throws.
pub fn alter(
    cx: &mut Mutator,
    transaction: Value,
    reference: Value,
    f: Value,
    args: &[Value],
) -> Result {
    reference::expect(cx, reference)?;
    let old = get(cx, transaction, reference)?;
    let mut call = RootVec::from_slice(cx, &[old]);
    call.extend_from_slice(args);
    let new = cx.invoke(f, &call)?;
    set(cx, transaction, reference, new)?;
    Ok(new)
}

/// `commute`: the function runs now, and again when the transaction commits.
///
/// # Errors
/// What the function throws; the retry exception.
pub fn commute(
    cx: &mut Mutator,
    transaction: Value,
    reference: Value,
    f: Value,
    args: &[Value],
) -> Result {
    check_running(cx, of(transaction))?;
    let target = reference::expect(cx, reference)?;
    let at = entry(cx, transaction, reference)?;
    let entry = known_entry(at);
    if entry.value.get().is_absent() {
        reference::await_writer(cx, reference)?;
        cx.store(at, &entry.value, target.newest().value);
    }
    let mut call = RootVec::from_slice(cx, &[f]);
    call.extend_from_slice(args);
    let again = cx.alloc_refs(data::kind::REFS, &call)?;
    let commutes = entry.commutes.get();
    let commutes = if commutes.is_nil() { data::vector::empty(cx) } else { commutes };
    let commutes = data::lookup::conj(cx, commutes, again)?;
    cx.store(at, &entry.commutes, commutes);
    let new = apply_commute(cx, again, entry.value.get())?;
    cx.store(at, &entry.value, new);
    Ok(new)
}

/// `(f value args…)` of a counted object `[f args…]`.
pub(super) fn apply_commute(cx: &mut Mutator, commute: Value, value: Value) -> Result {
    let Some((&f, args)) = Counted::of(commute).and_then(|all| all.refs().split_first()) else {
        return Ok(value);
    };
    let mut call = RootVec::from_slice(cx, &[value]);
    call.extend_from_slice(args);
    cx.invoke(f, &call)
}

/// `ensure`: nobody else writes the ref until this transaction ends.
///
/// # Errors
/// The retry exception when somebody has, or is about to.
pub fn ensure(cx: &mut Mutator, transaction: Value, reference: Value) -> Result<()> {
    let this = of(transaction);
    check_running(cx, this)?;
    let target = reference::expect(cx, reference)?;
    let entry = entry(cx, transaction, reference)?;
    let entry = known_entry(entry);
    if entry.is_ensured() {
        return Ok(());
    }
    reference::lock_for_reading(cx, reference)?;
    if target.is_newer_than(this.read_point.load(Ordering::Relaxed)) {
        reference::unlock_for_reading(cx, reference);
        return Err(retry(cx));
    }
    let owner = target.owner.get();
    if !Info::of(owner).is_some_and(Info::is_running) {
        entry.mark(ENSURED);
        return Ok(());
    }
    reference::unlock_for_reading(cx, reference);
    if owner == this.info.get() { Ok(()) } else { Err(await_other(cx, transaction, owner)) }
}

/// Makes this transaction the owner of a ref, which others see at once.
fn own(cx: &mut Mutator, transaction: Value, entry: &Entry) -> Result<()> {
    let this = of(transaction);
    let reference = entry.reference;
    entry.release_ensured(cx);
    if !reference::lock_for_writing(cx, reference)? {
        return Err(retry(cx));
    }
    let target = reference::known(reference);
    let owner = target.owner.get();
    let is_late = target.is_newer_than(this.read_point.load(Ordering::Relaxed));
    let is_mine = !is_late && may_own(cx, this, owner);
    if is_mine {
        cx.store(reference, &target.owner, this.info.get());
    }
    reference::unlock_for_writing(cx, reference);
    match (is_mine, is_late) {
        (true, _) => Ok(()),
        (false, true) => Err(retry(cx)),
        (false, false) => Err(await_other(cx, transaction, owner)),
    }
}

/// True when the ref's owner is no other running transaction, or has just been made to retry.
pub(super) fn may_own(cx: &mut Mutator, this: &Transaction, owner: Value) -> bool {
    match Info::of(owner) {
        Some(info) if info.is_running() && owner != this.info.get() => barge(cx, this, owner, info),
        Some(_) | None => true,
    }
}

/// Makes a younger transaction retry, when this one has run for long enough.
fn barge(cx: &mut Mutator, this: &Transaction, other: Value, info: &Info) -> bool {
    let age = now().saturating_sub(this.started.load(Ordering::Relaxed));
    let is_older = this.start_point.load(Ordering::Relaxed) < info.start_point;
    let barged = u128::from(age) > BARGE_AFTER.as_nanos() && is_older && info.go(RUNNING, KILLED);
    if barged {
        parking::notify(cx, other);
    }
    barged
}

/// Gives up this attempt and waits a while for the other transaction to end.
#[cold]
fn await_other(cx: &mut Mutator, transaction: Value, other: Value) -> Thrown {
    end(cx, transaction, RETRY);
    let deadline = Instant::now().checked_add(PATIENCE);
    let is_over = || !Info::of(other).is_some_and(Info::is_running);
    match parking::wait_through_interrupts(cx, other, deadline, is_over) {
        Ok(_) => retry(cx),
        Err(thrown) => thrown,
    }
}
