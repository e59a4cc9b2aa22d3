//! Transient vectors, and the builder that makes vectors element by element.

use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::trie::{self, BITS, MASK, Root, WIDTH};
use super::{MAX_LEN, Vector, make};
use crate::edit::{self, NOBODY};
use crate::{kind, known, lookup, throw, throwable, transient};

/// A vector that changes in place until it is made persistent.
#[repr(C)]
pub struct TransientVector {
    header: Header,
    root: Field,
    /// A leaf of 32 slots that only this transient has.
    tail: Field,
    count: AtomicU32,
    shift: AtomicU32,
    /// The mark of its nodes; `NOBODY` once it has been made persistent.
    edit: AtomicU64,
}

impl HeapType for TransientVector {
    const KIND: Kind = kind::TRANSIENT_VECTOR;
}

fn this<'a>(value: Value) -> &'a TransientVector {
    value.cast().expect("a transient vector's own behaviours are asked of transient vectors")
}

impl TransientVector {
    fn len(&self) -> usize {
        self.count.load(Ordering::Relaxed) as usize
    }

    /// The mark, if the transient may still be used.
    fn edit(&self, cx: &mut Mutator) -> Result<u64> {
        match self.edit.load(Ordering::Relaxed) {
            NOBODY => Err(throw::illegal_access(cx, transient::USED_AFTER_PERSISTENT)),
            edit => Ok(edit),
        }
    }

    fn root(&self) -> Root {
        Root { node: self.root.get(), shift: self.shift.load(Ordering::Relaxed) }
    }

    fn set_root(&self, cx: &mut Mutator, own: Value, root: Root) {
        cx.store(own, &self.root, root.node);
        self.shift.store(root.shift, Ordering::Relaxed);
    }

    fn set_len(&self, count: usize) {
        self.count.store(count as u32, Ordering::Relaxed);
    }

    fn get(&self, index: usize) -> Option<Value> {
        let count = self.len();
        if index >= count {
            return None;
        }
        let leaf = if index >= trie::tail_start(count) {
            self.tail.get()
        } else {
            let root = self.root();
            trie::leaf_checked(root.node, root.shift, index)
        };
        Some(trie::read(leaf, index & MASK))
    }
}

/// `(transient vector)`.
pub(crate) fn of(cx: &mut Mutator, vector: Value) -> Result {
    let vector = vector.cast::<Vector>().expect("callers pass vectors");
    let edit = edit::fresh();
    let count = vector.len();
    let tail = trie::own_copy(cx, edit, trie::slots(vector.tail))?;
    let root = trie::owned(cx, edit, vector.root)?;
    cx.alloc(TransientVector {
        header: Header::of::<TransientVector>(),
        root: Field::new(root),
        tail: Field::new(tail),
        count: AtomicU32::new(count as u32),
        shift: AtomicU32::new(vector.shift),
        edit: AtomicU64::new(edit),
    })
}

/// `(conj! vector item)`.
pub(crate) fn push(cx: &mut Mutator, vector: Value, item: Value) -> Result {
    let v = this(vector);
    let edit = v.edit(cx)?;
    let count = v.len();
    let in_tail = count - trie::tail_start(count);
    if in_tail < WIDTH {
        trie::set(cx, v.tail.get(), in_tail, item);
        v.set_len(count + 1);
        return Ok(vector);
    }
    if count >= MAX_LEN {
        return Err(throwable::out_of_memory(cx));
    }
    let tail = trie::own_copy(cx, edit, &[item])?;
    let root = trie::push_leaf(cx, edit, v.root(), count - WIDTH, v.tail.get())?;
    v.set_root(cx, vector, root);
    cx.store(vector, &v.tail, tail);
    v.set_len(count + 1);
    Ok(vector)
}

/// `(assoc! vector index item)`.
pub(crate) fn assoc(cx: &mut Mutator, vector: Value, key: Value, item: Value) -> Result {
    let v = this(vector);
    let edit = v.edit(cx)?;
    let Some(index) = lookup::index_key(cx, key) else {
        return Err(throw::illegal_argument(cx, "Key must be integer"));
    };
    let count = v.len();
    let index = match usize::try_from(index) {
        Ok(index) if index < count => index,
        Ok(index) if index == count => return push(cx, vector, item),
        Ok(_) | Err(_) => return Err(throw::index_out_of_bounds(cx)),
    };
    if index >= trie::tail_start(count) {
        trie::set(cx, v.tail.get(), index & MASK, item);
        return Ok(vector);
    }
    let Root { node, shift } = v.root();
    let node = trie::assoc_owned(cx, edit, node, shift, index, item)?;
    v.set_root(cx, vector, Root { node, shift });
    Ok(vector)
}

/// `(pop! vector)`.
pub(crate) fn pop(cx: &mut Mutator, vector: Value) -> Result {
    let v = this(vector);
    let edit = v.edit(cx)?;
    let count = v.len();
    if count == 0 {
        return Err(throw::illegal_state(cx, "Can't pop empty vector"));
    }
    let start = trie::tail_start(count);
    if count - start > 1 || count == 1 {
        // What is popped is no longer held.
        trie::set(cx, v.tail.get(), count - 1 - start, Value::NIL);
        v.set_len(count - 1);
        return Ok(vector);
    }
    let Root { node, shift } = v.root();
    let last = start - WIDTH;
    let leaf = trie::leaf(node, shift, last);
    let tail = trie::own_copy(cx, edit, &trie::slots(leaf)[..WIDTH])?;
    let node = match trie::pop_leaf(cx, edit, node, shift, last)? {
        gone if gone.is_nil() => cx.known(known::EMPTY_VECTOR_NODE),
        node => node,
    };
    let root = trie::lower(Root { node, shift });
    v.set_root(cx, vector, root);
    cx.store(vector, &v.tail, tail);
    v.set_len(count - 1);
    Ok(vector)
}

/// `(persistent! vector)`.
pub(crate) fn persistent(cx: &mut Mutator, vector: Value) -> Result {
    let v = this(vector);
    v.edit(cx)?;
    v.edit.store(NOBODY, Ordering::Relaxed);
    let count = v.len();
    let tail = trie::from_slots(cx, &trie::slots(v.tail.get())[..count - trie::tail_start(count)])?;
    make(cx, v.root(), tail, Value::NIL, count)
}

fn count(cx: &mut Mutator, vector: Value) -> Result<usize> {
    let v = this(vector);
    v.edit(cx)?;
    Ok(v.len())
}

fn nth(cx: &mut Mutator, vector: Value, index: usize) -> Result {
    let v = this(vector);
    v.edit(cx)?;
    Ok(v.get(index).unwrap_or(Value::ABSENT))
}

fn at_key(cx: &mut Mutator, vector: Value, key: Value) -> Result {
    let v = this(vector);
    v.edit(cx)?;
    let index = lookup::index_key(cx, key).and_then(|index| usize::try_from(index).ok());
    Ok(index.and_then(|index| v.get(index)).unwrap_or(Value::ABSENT))
}

fn find(cx: &mut Mutator, vector: Value, key: Value) -> Result {
    match at_key(cx, vector, key)? {
        Value::ABSENT => Ok(Value::NIL),
        item => super::entry::new(cx, key, item),
    }
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: Interfaces::TRANSIENT
        .and(Interfaces::COUNTED)
        .and(Interfaces::INDEXED)
        .and(Interfaces::LOOKUP)
        .and(Interfaces::IFN),
    entry: crate::invoke::vector,
    count: Some(count),
    nth: Some(nth),
    lookup: Some(at_key),
    find: Some(find),
    persistent: Some(persistent),
    transient_conj: Some(push),
    transient_assoc: Some(assoc),
    transient_pop: Some(pop),
    ..TypeInfo::new("clojure.lang.PersistentVector$TransientVector", Layout::RefsThenRaw(2))
};

/// Makes a vector element by element, from Rust. Lives on the stack.
pub struct Builder {
    root: Root,
    tail: Value,
    count: usize,
    edit: u64,
}

impl Builder {
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn new(cx: &mut Mutator) -> Result<Builder> {
        let edit = edit::fresh();
        let root = Root { node: cx.known(known::EMPTY_VECTOR_NODE), shift: BITS };
        let tail = trie::own_copy(cx, edit, &[])?;
        Ok(Builder { root, tail, count: 0, edit })
    }

    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn push(&mut self, cx: &mut Mutator, item: Value) -> Result<()> {
        let slot = self.count & MASK;
        if slot == 0 && self.count > 0 {
            let root = Root { node: self.root.node, shift: self.root.shift };
            self.root = trie::push_leaf(cx, self.edit, root, self.count - WIDTH, self.tail)?;
            self.tail = trie::own_copy(cx, self.edit, &[])?;
        }
        trie::set(cx, self.tail, slot, item);
        self.count += 1;
        Ok(())
    }

    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn finish(self, cx: &mut Mutator) -> Result {
        if self.count == 0 {
            return Ok(super::empty(cx));
        }
        let len = self.count - trie::tail_start(self.count);
        let tail = trie::from_slots(cx, &trie::slots(self.tail)[..len])?;
        make(cx, self.root, tail, Value::NIL, self.count)
    }
}
