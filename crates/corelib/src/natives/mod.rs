//! The natives, one file for each theme.

mod bits;
mod casts;
mod java_double;
mod numbers;
mod predicates;
mod random;
mod seqs;
mod sorting;

use runtime::native::NativeDef;

/// Every module's natives.
pub static TABLES: &[&[NativeDef]] = &[
    numbers::arithmetic::NATIVES,
    bits::bits::NATIVES,
    casts::casts::NATIVES,
    predicates::predicates::NATIVES,
    seqs::seqs::NATIVES,
];
