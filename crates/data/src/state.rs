//! What this floor keeps with a heap outside of it: hooks, the intern tables, class numbers.
#![allow(unsafe_code, reason = "the state is borrowed while the mutator works")]

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

use heap::{Extension, Mutator, TypeDesc, WeakTable};

use crate::class::ClassId;
use crate::hooks::Hooks;

pub(crate) struct State {
    pub hooks: OnceLock<Hooks>,
    pub symbols: WeakTable,
    pub keywords: WeakTable,
    /// The class of each built-in kind, or `UNKNOWN` until somebody asks.
    kind_classes: Box<[AtomicU16]>,
}

const UNKNOWN: u16 = u16::MAX;
const KINDS: usize = 512;

impl State {
    pub fn new(cx: &mut Mutator) -> State {
        State {
            hooks: OnceLock::new(),
            symbols: WeakTable::new(cx),
            keywords: WeakTable::new(cx),
            kind_classes: (0..KINDS).map(|_| AtomicU16::new(UNKNOWN)).collect(),
        }
    }

    #[inline]
    pub fn of(cx: &Mutator) -> &State {
        cx.heap().extension::<State>(Extension::Data)
    }

    /// Runs `work` with the state and the mutator, which reaches the state as well.
    #[inline(always)]
    pub fn with<R>(cx: &mut Mutator, work: impl FnOnce(&mut Mutator, &State) -> R) -> R {
        let state: *const State = State::of(cx);
        // SAFETY: [STATE] the state is set once and stays where it is as long as the heap, which
        // the mutator keeps; `work` cannot keep the reference.
        work(cx, unsafe { &*state })
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
