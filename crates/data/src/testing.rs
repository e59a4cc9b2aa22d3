//! A heap with the types of this floor, for tests of all floors above.

use heap::{Heap, HeapConfig, Mutator, Result, TypeTable};

/// Runs `work` in a fresh heap that knows the types of `data`.
///
/// # Panics
/// When the heap cannot be made.
pub fn with<R>(work: impl FnOnce(&mut Mutator) -> R) -> R {
    with_types(crate::TYPES, work)
}

/// As `with`, for floors that bring types of their own.
///
/// # Panics
/// When the heap cannot be made.
pub fn with_types<R>(types: TypeTable, work: impl FnOnce(&mut Mutator) -> R) -> R {
    let heap = Heap::new(config(types)).expect("address space for a test");
    let mut cx = heap.attach();
    crate::init(&mut cx).expect("room for the well-known values");
    work(&mut cx)
}

/// The types of several floors as one table. Leaks it: tables live as long as the process.
pub fn concat(tables: &[TypeTable]) -> TypeTable {
    Vec::leak(tables.concat())
}

/// How heaps are set up in tests; the environment asks for stress.
pub fn config(types: TypeTable) -> HeapConfig {
    let mut config = HeapConfig::new(types, crate::hooks::HEAP);
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    config.stress_every = number("TERCEL_HEAP_STRESS");
    config.poison = number("TERCEL_HEAP_POISON").is_some_and(|on: u64| on != 0);
    config.verify = number("TERCEL_HEAP_VERIFY").is_some_and(|on: u64| on != 0);
    config
}

/// The message of the pending exception, class name first, for tests of refusals.
///
/// # Panics
/// When the result is no exception.
pub fn thrown<T: core::fmt::Debug>(cx: &mut Mutator, result: Result<T>) -> String {
    assert!(result.is_err(), "expected an exception, got {result:?}");
    let exception = cx.take_pending();
    let exception = crate::throwable::of(exception).expect("a throwable is pending");
    match exception.message_str() {
        Some(message) => format!("{}: {}", exception.class_name(), message.to_str()),
        None => exception.class_name(),
    }
}
