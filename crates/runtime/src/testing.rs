//! A heap with the types of this floor, for its tests and those of the floors above.

use heap::{Mutator, TypeTable};

/// Runs `work` in a fresh heap that has the runtime's namespaces and vars.
///
/// # Panics
/// When the heap cannot be made.
pub fn with<R>(work: impl FnOnce(&mut Mutator) -> R) -> R {
    with_types(&[], work)
}

/// As `with`, for floors that bring types of their own.
///
/// # Panics
/// When the heap cannot be made.
pub fn with_types<R>(types: TypeTable, work: impl FnOnce(&mut Mutator) -> R) -> R {
    let types = data::testing::concat(&[data::TYPES, bytecode::TYPES, crate::TYPES, types]);
    data::testing::with_types(types, |cx| {
        crate::init(cx).expect("room for the runtime");
        work(cx)
    })
}
