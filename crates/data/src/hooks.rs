//! What this floor asks of the floors above, and what it gives to the floor below.

use heap::{Mutator, Result, TextSink, Thrown, Value};

use crate::num::MathContext;
use crate::print::PrintOptions;
use crate::state::State;
use crate::{throw, throwable};

/// Functions that upper floors install, once for a heap.
#[derive(Clone, Copy, Default)]
pub struct Hooks {
    /// The class object of a value whose type this floor does not know; `None`: not mine either.
    pub class_of: Option<FnClassOf>,
    /// Prints a value another way, as users ask for through `print-method`; `false`: the usual way.
    pub print: Option<FnPrint>,
    /// The `*print-…*` vars as they are bound now.
    pub print_options: Option<fn(&mut Mutator) -> PrintOptions>,
    /// `*math-context*` as it is bound now.
    pub math_context: Option<fn(&mut Mutator) -> Option<MathContext>>,
    /// Reduces a collection by the way that its type was given through `CollReduce`; `None` when that
    /// protocol is not loaded. Without a start value it begins with the first element.
    pub coll_reduce: Option<FnCollReduce>,
    /// As `coll_reduce`, by keys and values, through `IKVReduce`.
    pub kv_reduce: Option<FnKvReduce>,
    /// What a `Comparator` that is no function answers for two values.
    pub compare: Option<FnCompare>,
    /// What a throwable keeps as its stack trace.
    pub stack_trace: Option<fn(&mut Mutator) -> Result>,
    /// The stack trace of a throwable as a seqable of `StackTraceElement`s, or nil.
    pub trace_elements: Option<fn(&mut Mutator, Value) -> Result>,
}

type FnCollReduce = fn(&mut Mutator, Value, Option<Value>, Value) -> Result<Option<Value>>;
type FnKvReduce = fn(&mut Mutator, Value, Value, Value) -> Result<Option<Value>>;
type FnCompare = fn(&mut Mutator, Value, Value, Value) -> Result;
type FnClassOf = fn(&mut Mutator, Value) -> Result<Option<Value>>;
type FnPrint = fn(&mut Mutator, Value, &mut dyn TextSink, bool) -> Result<bool>;

/// Installs the hooks of the floors above.
///
/// # Panics
/// When this heap has hooks already.
pub fn install(cx: &mut Mutator, hooks: Hooks) {
    assert!(State::of(cx).hooks.set(hooks).is_ok(), "hooks are installed once");
}

/// The hooks of this heap; all absent when nobody has installed any.
#[inline]
pub(crate) fn get(cx: &Mutator) -> Hooks {
    State::of(cx).hooks.get().copied().unwrap_or_default()
}

/// What the heap asks of us.
pub const HEAP: heap::Hooks = heap::Hooks {
    out_of_memory: throwable::out_of_memory,
    stack_overflow: throwable::stack_overflow,
    interrupted,
    not_callable: throw::not_callable,
};

fn interrupted(cx: &mut Mutator) -> Thrown {
    throwable::throw_plain(cx, crate::class::ClassId::INTERRUPTED)
}
