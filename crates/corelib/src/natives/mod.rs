//! The natives, one file for each theme.
#![allow(clippy::module_inception, reason = "a file's one module is named as its theme")]

mod agents;
mod arrays;
mod bits;
mod calling;
mod casts;
mod classes;
mod collections;
mod exceptions;
mod futures;
mod libs;
mod literals;
mod multimethods;
mod names;
mod numbers;
mod predicates;
pub(crate) mod print_methods;
mod printing;
mod protocols;
mod proxies;
mod random;
mod random_ns;
mod refs;
mod regexes;
mod seqs;
mod sorting;
mod state;
mod strings;
mod structs;
mod vars_ns;

use runtime::native::NativeDef;

/// Every module's natives.
pub static TABLES: &[&[NativeDef]] = &[
    numbers::arithmetic::NATIVES,
    bits::bits::NATIVES,
    arrays::primitives::NATIVES,
    arrays::arrays::NATIVES,
    literals::literals::NATIVES,
    literals::data_readers::NATIVES,
    casts::casts::NATIVES,
    predicates::predicates::NATIVES,
    seqs::seqs::NATIVES,
    regexes::regexes::NATIVES,
    strings::strings::NATIVES,
    collections::collections::NATIVES,
    state::state::NATIVES,
    structs::structs::NATIVES,
    futures::futures::NATIVES,
    agents::agents::NATIVES,
    refs::refs::NATIVES,
    names::names::NATIVES,
    random_ns::randomness::NATIVES,
    classes::classes::NATIVES,
    classes::hashing::NATIVES,
    exceptions::exceptions::NATIVES,
    libs::loading::NATIVES,
    multimethods::methods::NATIVES,
    protocols::protocols::NATIVES,
    proxies::proxies::NATIVES,
    print_methods::methods::NATIVES,
    printing::printing::NATIVES,
    calling::calling::NATIVES,
    vars_ns::vars_ns::NATIVES,
];
