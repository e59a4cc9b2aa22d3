//! The natives, one file for each theme.

mod bits;
mod casts;
mod collections;
mod java_double;
mod names;
mod numbers;
mod predicates;
mod random;
mod random_ns;
mod seqs;
mod sorting;
mod state;

use runtime::native::NativeDef;

/// Every module's natives.
pub static TABLES: &[&[NativeDef]] = &[
    numbers::arithmetic::NATIVES,
    bits::bits::NATIVES,
    casts::casts::NATIVES,
    predicates::predicates::NATIVES,
    seqs::seqs::NATIVES,
    collections::collections::NATIVES,
    state::state::NATIVES,
    names::names::NATIVES,
    random_ns::randomness::NATIVES,
];
