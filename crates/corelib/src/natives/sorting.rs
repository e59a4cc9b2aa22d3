//! Stable sorting with a comparator that may run any Clojure code.
//!
//! A merge sort of our own: the comparator may throw, collect, or capture its arguments, and both
//! halves of the work stay in vectors that the collector sees.

use data::{compare, list, seq};
use heap::{Mutator, Result, RootVec, Value};

/// Runs shorter than this are sorted by insertion.
const RUN: usize = 12;

/// `(sort coll)`, or `(sort comp coll)`.
///
/// # Errors
/// What the comparator throws; `ClassCastException` when elements cannot be compared.
pub fn sort(cx: &mut Mutator, comp: Option<Value>, coll: Value) -> Result {
    let mut items = seq::to_rootvec(cx, coll)?;
    if items.is_empty() {
        return Ok(list::empty(cx));
    }
    let comp = comp.filter(|comp| !comp.is_nil());
    if let Some(comp) = comp {
        expect_comparator(cx, comp)?;
    }
    sort_values(cx, comp, &mut items)?;
    if data::array::is_array(coll) {
        for (i, item) in items.iter().enumerate() {
            data::array::aset(cx, coll, i as i64, *item)?;
        }
    }
    let array = data::array::objects_from_slice(cx, &items)?;
    let sorted = seq::seq(cx, array)?;
    match data::meta::meta(cx, coll)? {
        meta if meta.is_nil() => Ok(sorted),
        meta => data::meta::with_meta(cx, sorted, meta),
    }
}

/// Whether the value compares: a function, or an object that is a `Comparator`.
///
/// # Errors
/// `ClassCastException` when it does not.
pub fn expect_comparator(cx: &mut Mutator, value: Value) -> Result<()> {
    let class = runtime::class::for_name(cx, "java.util.Comparator")?;
    match runtime::class::is_instance(cx, class, value)? {
        true => Ok(()),
        false => Err(data::throw::class_cast(cx, value, "java.util.Comparator")),
    }
}

/// Sorts values in place; equal ones keep their order.
///
/// # Errors
/// As `sort`.
pub fn sort_values(cx: &mut Mutator, comp: Option<Value>, items: &mut RootVec) -> Result<()> {
    if comp.is_none() && items.iter().all(|item| item.is_fixnum()) {
        items.sort_by_key(|item| item.as_fixnum());
        return Ok(());
    }
    let mut spare = RootVec::from_slice(cx, items);
    let len = items.len();
    for start in (0..len).step_by(RUN) {
        insert(cx, comp, items, start, (start + RUN).min(len))?;
    }
    let mut width = RUN;
    while width < len {
        for start in (0..len).step_by(2 * width) {
            let middle = (start + width).min(len);
            let end = (start + 2 * width).min(len);
            merge(cx, comp, items, &mut spare, start, middle, end)?;
        }
        core::mem::swap(items, &mut spare);
        width *= 2;
        cx.safepoint()?;
    }
    Ok(())
}

fn insert(
    cx: &mut Mutator,
    comp: Option<Value>,
    items: &mut RootVec,
    start: usize,
    end: usize,
) -> Result<()> {
    for i in start + 1..end {
        let item = items[i];
        let mut at = i;
        while at > start && is_before(cx, comp, item, items[at - 1])? {
            items[at] = items[at - 1];
            at -= 1;
        }
        items[at] = item;
    }
    Ok(())
}

fn merge(
    cx: &mut Mutator,
    comp: Option<Value>,
    from: &RootVec,
    to: &mut RootVec,
    start: usize,
    middle: usize,
    end: usize,
) -> Result<()> {
    let (mut left, mut right) = (start, middle);
    for at in start..end {
        let take_right =
            right < end && (left >= middle || is_before(cx, comp, from[right], from[left])?);
        let source = if take_right { &mut right } else { &mut left };
        to[at] = from[*source];
        *source += 1;
    }
    Ok(())
}

/// True when `a` must stand before `b`.
fn is_before(cx: &mut Mutator, comp: Option<Value>, a: Value, b: Value) -> Result<bool> {
    match comp {
        None => Ok(compare::compare(cx, a, b)? < 0),
        Some(comp) => Ok(data::sorted::order(cx, comp, a, b)? < 0),
    }
}
