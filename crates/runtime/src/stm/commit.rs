//! The attempts of a transaction, and how one of them becomes visible to all.

use core::sync::atomic::Ordering;

use heap::{Mutator, Result, RootVec, Space, Thrown, Value};

use super::reference;
use super::transaction::{self, COMMITTED, COMMITTING, Entry, Info, RETRY, RUNNING, Transaction};
use crate::{agent, iref, state};

/// How often a transaction is tried.
const ATTEMPTS: u32 = 10_000;

/// What is left to do after a commit.
struct Effects {
    /// Ref, old value, new value of each ref that has watches, one after the other.
    changes: RootVec,
    /// The agents' actions that were held back.
    actions: RootVec,
}

/// Runs `body`, a function without parameters, in a transaction: in the one that runs already, or in
/// one of its own, again and again until it can commit.
///
/// # Errors
/// What the body, a validator or a watch throws; a `RuntimeException` after too many attempts.
pub fn run(cx: &mut Mutator, body: Value) -> Result {
    if transaction::current(cx).is_some() {
        return cx.invoke(body, &[]);
    }
    let outer = cx.thread_slot(Space::Transaction);
    let transaction = transaction::new(cx)?;
    let mut effects = Effects { changes: RootVec::new(cx), actions: RootVec::new(cx) };
    cx.set_thread_slot(Space::Transaction, transaction);
    let result = attempts(cx, transaction, body, &mut effects);
    cx.set_thread_slot(Space::Transaction, outer);
    let value = result?;
    for change in effects.changes.chunks_exact(3) {
        let watches = reference::known(change[0]).parts.watches.get();
        iref::notify(cx, change[0], watches, change[1], change[2])?;
    }
    for action in effects.actions.iter().copied() {
        agent::enqueue(cx, action)?;
    }
    Ok(value)
}

fn attempts(cx: &mut Mutator, transaction: Value, body: Value, effects: &mut Effects) -> Result {
    for number in 0..ATTEMPTS {
        cx.safepoint()?;
        transaction::begin(cx, transaction, number == 0)?;
        let mut locked = RootVec::new(cx);
        let result = attempt(cx, transaction, body, &mut locked, effects);
        // The exception stays out of the way of what follows.
        let pending = if result.is_err() { cx.take_pending() } else { Value::NIL };
        for reference in locked.iter().rev().copied() {
            reference::unlock_for_writing(cx, reference);
        }
        let status = if result.is_ok() { COMMITTED } else { RETRY };
        transaction::end(cx, transaction, status);
        match result {
            Ok(value) => return Ok(value),
            Err(Thrown) => {
                let thrown = cx.throw(pending);
                if !transaction::is_retry(cx) {
                    return Err(thrown);
                }
                cx.take_pending();
            }
        }
    }
    Err(data::throw::runtime(cx, "Transaction failed after reaching retry limit"))
}

fn attempt(
    cx: &mut Mutator,
    transaction: Value,
    body: Value,
    locked: &mut RootVec,
    effects: &mut Effects,
) -> Result {
    let value = cx.invoke(body, &[])?;
    let this = transaction::of(transaction);
    // From here on nobody can make this transaction retry but itself.
    match Info::of(this.info.get()) {
        Some(info) if info.go(RUNNING, COMMITTING) => {}
        Some(_) | None => return Err(transaction::retry(cx)),
    }
    let entries = transaction::sorted_entries(cx, this);
    for &at in entries.iter() {
        run_commutes(cx, this, at, locked)?;
    }
    for &at in entries.iter() {
        if let Some(entry) = Entry::of(at).filter(|entry| entry.is_set()) {
            lock(cx, entry.reference, locked)?;
        }
    }
    for entry in entries.iter().filter_map(|&at| Entry::of(at)) {
        if !entry.value.get().is_absent() {
            let validator = reference::known(entry.reference).parts.validator.get();
            iref::validate(cx, validator, entry.value.get())?;
        }
    }
    publish(cx, this, &entries, effects)?;
    Ok(value)
}

fn lock(cx: &mut Mutator, reference: Value, locked: &mut RootVec) -> Result<()> {
    if !reference::lock_for_writing(cx, reference)? {
        return Err(transaction::retry(cx));
    }
    locked.push(reference);
    Ok(())
}

/// Runs the functions of a ref that was commuted only, on what it holds now.
fn run_commutes(
    cx: &mut Mutator,
    this: &Transaction,
    at: Value,
    locked: &mut RootVec,
) -> Result<()> {
    let Some(entry) = Entry::of(at) else { return Ok(()) };
    let commutes = entry.commutes.get();
    if entry.is_set() || commutes.is_nil() {
        return Ok(());
    }
    let reference = reference::known(entry.reference);
    let was_ensured = entry.is_ensured();
    entry.release_ensured(cx);
    lock(cx, entry.reference, locked)?;
    let is_late = reference.is_newer_than(this.read_point.load(Ordering::Relaxed));
    if (was_ensured && is_late) || !transaction::may_own(cx, this, reference.owner.get()) {
        return Err(transaction::retry(cx));
    }
    let mut value = reference.newest().value;
    let commutes = data::seq::to_rootvec(cx, commutes)?;
    for &commute in commutes.iter() {
        value = transaction::apply_commute(cx, commute, value)?;
    }
    cx.store(at, &entry.value, value);
    Ok(())
}

/// Makes the new values visible, all at one point. Whatever can fail comes first.
fn publish(
    cx: &mut Mutator,
    this: &Transaction,
    entries: &RootVec,
    effects: &mut Effects,
) -> Result<()> {
    let mut versions = RootVec::new(cx);
    for entry in entries.iter().filter_map(|&at| Entry::of(at)) {
        let (value, target) = (entry.value.get(), reference::known(entry.reference));
        if value.is_absent() {
            continue;
        }
        let version = reference::version(cx, value, target.newest_value())?;
        versions.extend_from_slice(&[entry.reference, version]);
        if !target.parts.watches.get().is_nil() {
            let old = target.newest().value;
            effects.changes.extend_from_slice(&[entry.reference, old, value]);
        }
    }
    let actions = data::seq::to_rootvec(cx, this.actions.get())?;
    effects.actions.extend_from_slice(&actions);
    let point = state::of(cx).clock.tick();
    for pair in versions.chunks_exact(2) {
        reference::publish(cx, pair[0], pair[1], point);
    }
    Ok(())
}
