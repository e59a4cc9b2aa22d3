//! Interning: `WeakTable`, a table of objects that it does not keep.
//!
//! In front of each table every thread has a small cache, so that finding what was found lately
//! takes no lock. Knows nothing of what makes two objects the same.

use std::sync::{Arc, Mutex, Weak};

use crate::heap::Shared;
use crate::lock::lock;
use crate::mutator::Mutator;
use crate::roots::RootVec;
use crate::type_info::Result;
use crate::value::Value;
use crate::weak::{Fate, fate};

/// A table of objects that it does not keep, found by hash and a predicate: for interning.
///
/// In front of it each thread has a small cache, so that finding what was found lately takes no
/// lock. Shared between threads; holds objects of one heap only.
pub struct WeakTable {
    table: Arc<Table>,
}

pub(crate) struct Table {
    id: u32,
    owner: Weak<Shared>,
    entries: Mutex<Entries>,
}

/// An open-addressed table with linear probing; always at most three quarters full.
#[derive(Default)]
struct Entries {
    slots: Vec<Entry>,
    count: usize,
    /// Entries whose objects are young.
    young: Vec<Entry>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Entry {
    hash: u64,
    /// The value's bits, which are those of an object; 0 in a free slot.
    bits: u64,
}

const FREE: Entry = Entry { hash: 0, bits: 0 };

impl Entries {
    /// Where the search for a hash begins. The multiplication spreads poor hashes.
    fn home(&self, hash: u64) -> usize {
        let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (spread >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    fn find(&self, hash: u64, matches: &mut impl FnMut(Value) -> bool) -> Option<Value> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = self.home(hash);
        loop {
            let entry = self.slots[slot];
            if entry == FREE {
                return None;
            }
            if entry.hash == hash && matches(Value::from_bits(entry.bits)) {
                return Some(Value::from_bits(entry.bits));
            }
            slot = (slot + 1) & mask;
        }
    }

    fn add(&mut self, entry: Entry) {
        if (self.count + 1) * 4 > self.slots.len() * 3 {
            let larger = (self.slots.len() * 2).max(64);
            self.rebuild(larger, |_| true);
        }
        self.place(entry);
        self.count += 1;
        self.young.push(entry);
    }

    fn place(&mut self, entry: Entry) {
        let mask = self.slots.len() - 1;
        let mut slot = self.home(entry.hash);
        while self.slots[slot] != FREE {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = entry;
    }

    fn rebuild(&mut self, size: usize, mut stays: impl FnMut(Entry) -> bool) {
        let old = core::mem::replace(&mut self.slots, vec![FREE; size]);
        self.count = 0;
        for entry in old {
            if entry != FREE && stays(entry) {
                self.place(entry);
                self.count += 1;
            }
        }
    }

    fn remove(&mut self, entry: Entry) {
        let mask = self.slots.len() - 1;
        let mut hole = self.home(entry.hash);
        while self.slots[hole] != entry {
            debug_assert!(self.slots[hole] != FREE, "only what is in the table is removed");
            hole = (hole + 1) & mask;
        }
        // What stands behind moves up, unless it would come to stand before its home.
        let mut slot = hole;
        loop {
            slot = (slot + 1) & mask;
            let next = self.slots[slot];
            if next == FREE {
                break;
            }
            let distance = slot.wrapping_sub(self.home(next.hash)) & mask;
            if distance >= slot.wrapping_sub(hole) & mask {
                self.slots[hole] = next;
                hole = slot;
            }
        }
        self.slots[hole] = FREE;
        self.count -= 1;
    }

    fn purge(&mut self, is_full: bool) {
        if is_full {
            let mut young = Vec::new();
            let is_dead = |entry: &Entry| {
                *entry != FREE && matches!(fate(Value::from_bits(entry.bits)), Fate::Dead)
            };
            if self.slots.iter().any(is_dead) {
                self.rebuild(self.slots.len(), |entry| !is_dead(&entry));
            }
            for &entry in &self.slots {
                if entry != FREE && matches!(fate(Value::from_bits(entry.bits)), Fate::Young) {
                    young.push(entry);
                }
            }
            self.young = young;
            return;
        }
        let mut young = core::mem::take(&mut self.young);
        young.retain(|&entry| match fate(Value::from_bits(entry.bits)) {
            Fate::Dead => {
                self.remove(entry);
                false
            }
            Fate::Young => true,
            Fate::Old => false,
        });
        self.young = young;
    }
}

impl Table {
    /// After marking: forgets the objects that died.
    pub(crate) fn purge(&self, is_full: bool) {
        lock(&self.entries).purge(is_full);
    }
}

impl WeakTable {
    pub fn new(cx: &mut Mutator) -> WeakTable {
        let shared = &cx.heap().shared;
        let mut book = lock(&shared.weak);
        book.next_table += 1;
        let table = Arc::new(Table {
            id: book.next_table,
            owner: Arc::downgrade(shared),
            entries: Mutex::default(),
        });
        book.tables.push(Arc::downgrade(&table));
        WeakTable { table }
    }

    /// The object with this hash for which `matches` holds.
    ///
    /// `matches` is asked about objects of the table only. It must not allocate nor call anything
    /// that may; the table is locked meanwhile.
    #[inline]
    pub fn get(
        &self,
        cx: &mut Mutator,
        hash: u64,
        mut matches: impl FnMut(Value) -> bool,
    ) -> Option<Value> {
        match cx.cached_weak(self.table.id, hash) {
            Some(value) if matches(value) => Some(value),
            _ => self.get_locked(cx, hash, &mut matches),
        }
    }

    /// The object with this hash for which `matches` holds; else `make`s one and keeps that.
    ///
    /// `make` may allocate and call; when another thread was quicker, what it made is forgotten.
    /// For `matches` see `get`.
    ///
    /// # Errors
    /// What `make` throws.
    ///
    /// # Panics
    /// When `make` answers an immediate, or the mutator belongs to another heap.
    #[inline]
    pub fn intern(
        &self,
        cx: &mut Mutator,
        hash: u64,
        mut matches: impl FnMut(Value) -> bool,
        make: impl FnOnce(&mut Mutator) -> Result,
    ) -> Result {
        if let Some(value) = self.get(cx, hash, &mut matches) {
            return Ok(value);
        }
        let made = make(cx)?;
        assert!(made.is_heap(), "only objects are interned");
        Ok(self.add_absent(cx, hash, &mut matches, made))
    }

    #[inline(never)]
    fn get_locked(
        &self,
        cx: &mut Mutator,
        hash: u64,
        matches: &mut impl FnMut(Value) -> bool,
    ) -> Option<Value> {
        assert!(cx.is_of(&self.table.owner), "a table is used by threads of its own heap");
        let found = cx.without_safepoints(|| lock(&self.table.entries).find(hash, matches));
        if let Some(value) = found {
            cx.cache_weak(self.table.id, hash, value);
        }
        found
    }

    fn add_absent(
        &self,
        cx: &mut Mutator,
        hash: u64,
        matches: &mut impl FnMut(Value) -> bool,
        made: Value,
    ) -> Value {
        let value = cx.without_safepoints(|| {
            let mut entries = lock(&self.table.entries);
            entries.find(hash, matches).unwrap_or_else(|| {
                entries.add(Entry { hash, bits: made.bits() });
                made
            })
        });
        cx.cache_weak(self.table.id, hash, value);
        value
    }

    /// All objects in the table, in no order.
    pub fn values(&self, cx: &mut Mutator) -> RootVec {
        let mut values = RootVec::new(cx);
        let entries = lock(&self.table.entries);
        let taken = entries.slots.iter().filter(|&&entry| entry != FREE);
        values.extend(taken.map(|entry| Value::from_bits(entry.bits)));
        values
    }

    pub fn len(&self) -> usize {
        lock(&self.table.entries).count
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a thread found lately in weak tables; forgotten at each collection.
pub(crate) struct WeakCache {
    /// Values as bits: the collector does not see them, so they are forgotten before it runs.
    lines: Box<[CacheLine; CACHE_LINES]>,
    is_empty: bool,
}

const CACHE_LINES: usize = 512;

#[derive(Clone, Copy)]
struct CacheLine {
    hash: u64,
    table: u32,
    bits: u64,
}

const NO_LINE: CacheLine = CacheLine { hash: 0, table: 0, bits: 0 };

impl WeakCache {
    fn new() -> WeakCache {
        WeakCache { lines: Box::new([NO_LINE; CACHE_LINES]), is_empty: true }
    }

    #[inline(always)]
    fn index(table: u32, hash: u64) -> usize {
        let mixed = (hash ^ u64::from(table)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 55) as usize
    }
}

const _: () = assert!(CACHE_LINES == 1 << (64 - 55));

impl Mutator {
    #[inline(always)]
    fn cached_weak(&self, table: u32, hash: u64) -> Option<Value> {
        let cache = self.weak_cache.as_ref()?;
        let line = &cache.lines[WeakCache::index(table, hash)];
        let is_it = line.hash == hash && line.table == table;
        if is_it { Some(Value::from_bits(line.bits)) } else { None }
    }

    fn cache_weak(&mut self, table: u32, hash: u64, value: Value) {
        let cache = self.weak_cache.get_or_insert_with(WeakCache::new);
        cache.is_empty = false;
        let line = CacheLine { hash, table, bits: value.bits() };
        cache.lines[WeakCache::index(table, hash)] = line;
    }

    /// Before a collection: what the cache holds may die in it.
    pub(crate) fn forget_cached_weak(&mut self) {
        if let Some(cache) = &mut self.weak_cache
            && !cache.is_empty
        {
            cache.lines.fill(NO_LINE);
            cache.is_empty = true;
        }
    }
}
