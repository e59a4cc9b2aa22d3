//! What this floor keeps with a heap outside of it: hooks, locks of the intern tables, class numbers.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, OnceLock};

use heap::{Extension, Heap, Mutator, TypeDesc};

use crate::class::ClassId;
use crate::hooks::Hooks;

pub(crate) struct State {
    pub hooks: OnceLock<Hooks>,
    pub symbols: Mutex<usize>,
    pub keywords: Mutex<usize>,
    /// The class of each built-in kind, or `UNKNOWN` until somebody asks.
    kind_classes: Box<[AtomicU16]>,
}

const UNKNOWN: u16 = u16::MAX;
const KINDS: usize = 512;

impl State {
    pub fn new() -> State {
        State {
            hooks: OnceLock::new(),
            symbols: Mutex::new(0),
            keywords: Mutex::new(0),
            kind_classes: (0..KINDS).map(|_| AtomicU16::new(UNKNOWN)).collect(),
        }
    }

    #[inline]
    pub fn of(cx: &Mutator) -> &State {
        State::of_heap(cx.heap())
    }

    #[inline]
    pub fn of_heap(heap: &Heap) -> &State {
        heap.extension::<State>(Extension::Data)
    }

    /// The class of the instances of a built-in type.
    #[inline]
    pub fn builtin_class(&self, desc: &TypeDesc) -> ClassId {
        let known = &self.kind_classes[desc.kind().0 as usize];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let class = ClassId::find(desc.info().class_name).unwrap_or(ClassId::OBJECT);
                known.store(class.0, Ordering::Relaxed);
                class
            }
            number => ClassId(number),
        }
    }
}
