//! References that don't keep their object: `WeakRoot`. Weak tables are `intern`'s subject.
//!
//! After marking, a collection clears what refers to unmarked objects. A young one looks only at
//! what was added since the last and at what refers to objects still young. Knows marks, but not
//! how they came about.

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use crate::heap::Shared;
use crate::intern::Table;
use crate::lock::lock;
use crate::mark::{is_marked, is_survivor};
use crate::mutator::Mutator;
use crate::value::Value;

/// What a collection has decided about an object.
pub(crate) enum Fate {
    Dead,
    Young,
    Old,
}

pub(crate) fn fate(value: Value) -> Fate {
    let address = value.address();
    if !is_marked(address) {
        Fate::Dead
    } else if is_survivor(address) {
        Fate::Young
    } else {
        Fate::Old
    }
}

/// A reference to an object that does not keep it.
pub struct WeakRoot {
    cell: Arc<WeakCell>,
}

struct WeakCell {
    /// The value's bits; `ABSENT`'s when the object is gone.
    bits: AtomicU64,
    owner: Weak<Shared>,
}

impl WeakRoot {
    /// A weak reference to `value`; immediates never go away.
    pub fn new(cx: &mut Mutator, value: Value) -> WeakRoot {
        let shared = &cx.heap().shared;
        let bits = AtomicU64::new(value.bits());
        let cell = Arc::new(WeakCell { bits, owner: Arc::downgrade(shared) });
        if value.is_heap() {
            lock(&shared.weak).young.push(cell.clone());
        }
        WeakRoot { cell }
    }

    /// The value, unless its object is gone.
    ///
    /// # Panics
    /// When the mutator belongs to another heap.
    #[inline]
    pub fn get(&self, cx: &Mutator) -> Option<Value> {
        assert!(cx.is_of(&self.cell.owner), "a weak root is read by a thread of its own heap");
        let value = Value::from_bits(self.cell.bits.load(Ordering::Acquire));
        if value.is_absent() { None } else { Some(value) }
    }
}

/// The weak things of a heap.
#[derive(Default)]
pub(crate) struct WeakBook {
    /// Roots that refer to young objects.
    young: Vec<Arc<WeakCell>>,
    old: Vec<Arc<WeakCell>>,
    pub(crate) tables: Vec<Weak<Table>>,
    pub(crate) next_table: u32,
}

impl WeakBook {
    fn purge(&mut self, is_full: bool) {
        let young = core::mem::take(&mut self.young);
        if is_full {
            let old = core::mem::take(&mut self.old);
            old.into_iter().for_each(|cell| self.judge(cell));
        }
        young.into_iter().for_each(|cell| self.judge(cell));
        self.tables.retain(|table| match table.upgrade() {
            Some(table) => {
                table.purge(is_full);
                true
            }
            None => false,
        });
    }

    fn judge(&mut self, cell: Arc<WeakCell>) {
        if Arc::strong_count(&cell) == 1 {
            return;
        }
        match fate(Value::from_bits(cell.bits.load(Ordering::Relaxed))) {
            Fate::Dead => cell.bits.store(Value::ABSENT.bits(), Ordering::Release),
            Fate::Young => self.young.push(cell),
            Fate::Old => self.old.push(cell),
        }
    }
}

impl Shared {
    pub(crate) fn purge_weak(&self, is_full: bool) {
        lock(&self.weak).purge(is_full);
    }
}
