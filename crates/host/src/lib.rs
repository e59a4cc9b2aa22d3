//! Host classes: the everyday classes that Clojure programs name.

#![forbid(unsafe_code)]

mod basics;

use runtime::class::HostClassDef;

/// Every class that has members here.
pub static CLASSES: &[&HostClassDef] = &[
    &basics::system::CLASS,
    &basics::class::CLASS,
    &basics::throwable::CLASS,
    &basics::exception_info::CLASS,
    &basics::object::CLASS,
];
