//! Lists: cells that know their length, and the empty list.
//!
//! A list that was read from text carries its line and column packed in the word for its metadata,
//! so positions cost the reader nothing; the map is made when somebody asks for it.

use core::sync::atomic::AtomicU32;

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::seq::{cached_hash, sequential};
use crate::{keyword, kind, known, map, throw};

/// A list with at least one element.
#[repr(C)]
pub struct List {
    header: Header,
    first: Value,
    /// The list after the first element; nil when there is none.
    rest: Value,
    /// A map, nil, or a fixnum with the position.
    meta: Value,
    count: u32,
    hash: AtomicU32,
}

impl HeapType for List {
    const KIND: Kind = kind::LIST;
}

/// `()`, once for each heap and once more for each metadata.
#[repr(C)]
pub struct EmptyList {
    header: Header,
    meta: Value,
}

impl HeapType for EmptyList {
    const KIND: Kind = kind::EMPTY_LIST;
}

/// `()` without metadata.
#[inline(always)]
pub fn empty(cx: &Mutator) -> Value {
    cx.known(known::EMPTY_LIST)
}

pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let empty = empty_with_meta(cx, Value::NIL)?;
    cx.set_known(known::EMPTY_LIST, empty);
    for (slot, name) in [(known::KEY_LINE, "line"), (known::KEY_COLUMN, "column")] {
        let key = keyword::intern(cx, None, name)?;
        cx.set_known(slot, key);
    }
    Ok(())
}

fn empty_with_meta(cx: &mut Mutator, meta: Value) -> Result {
    cx.alloc(EmptyList { header: Header::of::<EmptyList>(), meta })
}

/// A list with these elements.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn from_slice(cx: &mut Mutator, items: &[Value]) -> Result {
    match items.split_first() {
        Some((&first, others)) => {
            let rest = tail_from_slice(cx, others)?;
            cell(cx, first, rest, Value::NIL, items.len() as u32)
        }
        None => Ok(empty(cx)),
    }
}

/// A list that was read at a place in a source: its metadata is `{:line … :column …}`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn with_position(cx: &mut Mutator, items: &[Value], line: u32, column: u32) -> Result {
    match items.split_first() {
        Some((&first, others)) => {
            let rest = tail_from_slice(cx, others)?;
            let packed = (i64::from(line & 0x3fff_ffff) << 32) | i64::from(column);
            let position = Value::fixnum(packed).unwrap_or(Value::NIL);
            cell(cx, first, rest, position, items.len() as u32)
        }
        None => Ok(empty(cx)),
    }
}

/// Line and column, when the list was read from a source and has no other metadata.
#[inline]
pub fn position(value: Value) -> Option<(u32, u32)> {
    let packed = value.cast::<List>()?.meta.as_fixnum()?;
    Some(((packed >> 32) as u32, packed as u32))
}

/// The list after the first element as a chain of cells, nil when there is none.
fn tail_from_slice(cx: &mut Mutator, items: &[Value]) -> Result {
    let mut list = Value::NIL;
    for (i, &item) in items.iter().rev().enumerate() {
        list = cell(cx, item, list, Value::NIL, i as u32 + 1)?;
    }
    Ok(list)
}

#[inline(always)]
fn cell(cx: &mut Mutator, first: Value, rest: Value, meta: Value, count: u32) -> Result {
    let hash = AtomicU32::new(0);
    cx.alloc(List { header: Header::of::<List>(), first, rest, meta, count, hash })
}

/// A list of one element, as `(cons x nil)` makes it.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
#[inline]
pub fn single(cx: &mut Mutator, item: Value) -> Result {
    cell(cx, item, Value::NIL, Value::NIL, 1)
}

fn this<'a>(value: Value) -> &'a List {
    value.cast().expect("the list's own behaviours are asked of lists")
}

fn list_first(_cx: &mut Mutator, list: Value) -> Result {
    Ok(this(list).first)
}

fn list_next(_cx: &mut Mutator, list: Value) -> Result {
    Ok(this(list).rest)
}

fn list_rest(cx: &mut Mutator, list: Value) -> Result {
    let rest = this(list).rest;
    Ok(if rest.is_nil() { empty(cx) } else { rest })
}

fn list_count(_cx: &mut Mutator, list: Value) -> Result<usize> {
    Ok(this(list).count as usize)
}

fn list_conj(cx: &mut Mutator, list: Value, item: Value) -> Result {
    let List { meta, count, .. } = this(list);
    cell(cx, item, list, *meta, count.saturating_add(1))
}

fn list_pop(cx: &mut Mutator, list: Value) -> Result {
    let rest = this(list).rest;
    if rest.is_nil() { list_empty(cx, list) } else { Ok(rest) }
}

fn list_empty(cx: &mut Mutator, list: Value) -> Result {
    if this(list).meta.is_nil() {
        return Ok(empty(cx));
    }
    let meta = list_meta(cx, list)?;
    empty_with_meta(cx, meta)
}

fn list_meta(cx: &mut Mutator, list: Value) -> Result {
    match position(list) {
        Some((line, column)) => {
            let (line, column) = (i64::from(line) << 1, i64::from(column) << 1);
            let line = Value::from_bits(line as u64);
            let column = Value::from_bits(column as u64);
            let (line_key, column_key) = (cx.known(known::KEY_LINE), cx.known(known::KEY_COLUMN));
            map::from_pairs(cx, &[line_key, line, column_key, column])
        }
        None => Ok(this(list).meta),
    }
}

fn list_with_meta(cx: &mut Mutator, list: Value, meta: Value) -> Result {
    let List { first, rest, count, .. } = this(list);
    cell(cx, *first, *rest, meta, *count)
}

fn list_hasheq(cx: &mut Mutator, list: Value) -> Result<i32> {
    cached_hash(cx, &this(list).hash, list, sequential::hasheq)
}

fn list_nth(_cx: &mut Mutator, list: Value, index: usize) -> Result {
    let mut list = this(list);
    if index >= list.count as usize {
        return Ok(Value::ABSENT);
    }
    for _ in 0..index {
        list = this(list.rest);
    }
    Ok(list.first)
}

fn itself(_cx: &mut Mutator, list: Value) -> Result {
    Ok(list)
}

/// What lists are, besides seqs of their own.
const INTERFACES: Interfaces = Interfaces::SEQABLE
    .and(Interfaces::SEQ)
    .and(Interfaces::SEQUENTIAL)
    .and(Interfaces::COLL)
    .and(Interfaces::COUNTED)
    .and(Interfaces::LIST)
    .and(Interfaces::STACK)
    .and(Interfaces::OBJ)
    .and(Interfaces::META);

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: INTERFACES,
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(list_hasheq),
    hash_code: Some(sequential::hash_code),
    seq: Some(itself),
    first: Some(list_first),
    next: Some(list_next),
    rest: Some(list_rest),
    count: Some(list_count),
    nth: Some(list_nth),
    conj: Some(list_conj),
    empty: Some(list_empty),
    peek: Some(list_first),
    pop: Some(list_pop),
    meta: Some(list_meta),
    with_meta: Some(list_with_meta),
    ..TypeInfo::new("clojure.lang.PersistentList", Layout::RefsThenRaw(3))
};

fn nothing(_cx: &mut Mutator, _list: Value) -> Result {
    Ok(Value::NIL)
}

fn zero(_cx: &mut Mutator, _list: Value) -> Result<usize> {
    Ok(0)
}

fn empty_conj(cx: &mut Mutator, list: Value, item: Value) -> Result {
    let meta = empty_meta(cx, list)?;
    cell(cx, item, Value::NIL, meta, 1)
}

fn empty_pop(cx: &mut Mutator, _list: Value) -> Result {
    Err(throw::illegal_state(cx, "Can't pop empty list"))
}

fn empty_nth(_cx: &mut Mutator, _list: Value, _index: usize) -> Result {
    Ok(Value::ABSENT)
}

fn empty_meta(_cx: &mut Mutator, list: Value) -> Result {
    Ok(list.cast::<EmptyList>().map_or(Value::NIL, |list| list.meta))
}

fn empty_with(cx: &mut Mutator, _list: Value, meta: Value) -> Result {
    empty_with_meta(cx, meta)
}

pub static EMPTY_TYPE: TypeInfo = TypeInfo {
    interfaces: INTERFACES,
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(sequential::hasheq),
    hash_code: Some(sequential::hash_code),
    seq: Some(nothing),
    first: Some(nothing),
    next: Some(nothing),
    rest: Some(itself),
    count: Some(zero),
    nth: Some(empty_nth),
    conj: Some(empty_conj),
    empty: Some(itself),
    peek: Some(nothing),
    pop: Some(empty_pop),
    meta: Some(empty_meta),
    with_meta: Some(empty_with),
    ..TypeInfo::new("clojure.lang.PersistentList$EmptyList", Layout::AllRefs)
};
